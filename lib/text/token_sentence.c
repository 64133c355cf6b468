/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where a sentence starts. A full stop after an abbreviation is the hard case; what follows
 * decides: a title is never the end (Gen. Powell), a numbered thing is not before a number (No. 5),
 * and others (U.S., Inc., p.m., initials) are the end only before a word that opens sentences (The,
 * In, He).
 */
#include <stdlib.h>

#include "text/token_scan.h"

enum abbreviation_kind {
    TITLE = 1, /* a name follows: never the end */
    NUMBERED,  /* not the end before a number */
    EITHER,    /* the end only before an opening word */
};

typedef struct abbreviation {
    slice word;
    enum abbreviation_kind kind;
} abbreviation;

#define ROW(literal, kind)                                                                         \
    {                                                                                              \
        {literal, sizeof(literal) - 1}, kind                                                       \
    }

/* Sorted. Folded, without points. */
static const abbreviation abbreviations[] = {
    ROW("adm", TITLE),      ROW("al", EITHER),     ROW("amb", TITLE),     ROW("approx", TITLE),
    ROW("apr", EITHER),     ROW("art", NUMBERED),  ROW("assn", EITHER),   ROW("asst", TITLE),
    ROW("atty", TITLE),     ROW("aug", EITHER),    ROW("ave", EITHER),    ROW("bldg", EITHER),
    ROW("blvd", EITHER),    ROW("brig", TITLE),    ROW("bros", EITHER),   ROW("ca", TITLE),
    ROW("calif", EITHER),   ROW("capt", TITLE),    ROW("cdr", TITLE),     ROW("cf", TITLE),
    ROW("ch", NUMBERED),    ROW("chap", NUMBERED), ROW("cmdr", TITLE),    ROW("co", EITHER),
    ROW("col", TITLE),      ROW("colo", EITHER),   ROW("conn", EITHER),   ROW("corp", EITHER),
    ROW("cpl", TITLE),      ROW("dec", EITHER),    ROW("del", EITHER),    ROW("dept", EITHER),
    ROW("dir", TITLE),      ROW("dist", EITHER),   ROW("dr", TITLE),      ROW("ed", EITHER),
    ROW("eg", TITLE),       ROW("esp", TITLE),     ROW("esq", EITHER),    ROW("est", EITHER),
    ROW("et", TITLE),       ROW("etc", EITHER),    ROW("feb", EITHER),    ROW("fig", NUMBERED),
    ROW("figs", NUMBERED),  ROW("fla", EITHER),    ROW("fr", TITLE),      ROW("ft", EITHER),
    ROW("gen", TITLE),      ROW("gens", TITLE),    ROW("gov", TITLE),     ROW("govs", TITLE),
    ROW("govt", EITHER),    ROW("hon", TITLE),     ROW("hr", EITHER),     ROW("ibid", EITHER),
    ROW("ie", TITLE),       ROW("inc", EITHER),    ROW("insp", TITLE),    ROW("intl", EITHER),
    ROW("jan", EITHER),     ROW("jr", EITHER),     ROW("jul", EITHER),    ROW("jun", EITHER),
    ROW("km", EITHER),      ROW("lt", TITLE),      ROW("ltd", EITHER),    ROW("maj", TITLE),
    ROW("mar", EITHER),     ROW("messrs", TITLE),  ROW("mfg", EITHER),    ROW("mgr", TITLE),
    ROW("mich", EITHER),    ROW("minn", EITHER),   ROW("mlle", TITLE),    ROW("mme", TITLE),
    ROW("mr", TITLE),       ROW("mrs", TITLE),     ROW("ms", TITLE),      ROW("msgr", TITLE),
    ROW("mt", TITLE),       ROW("no", NUMBERED),   ROW("nos", NUMBERED),  ROW("nov", EITHER),
    ROW("oct", EITHER),     ROW("op", TITLE),      ROW("p", NUMBERED),    ROW("para", NUMBERED),
    ROW("paras", NUMBERED), ROW("penn", EITHER),   ROW("pfc", TITLE),     ROW("pp", NUMBERED),
    ROW("pres", TITLE),     ROW("prof", TITLE),    ROW("profs", TITLE),   ROW("pt", NUMBERED),
    ROW("pvt", TITLE),      ROW("rep", TITLE),     ROW("reps", TITLE),    ROW("res", NUMBERED),
    ROW("ret", EITHER),     ROW("rev", TITLE),     ROW("rt", TITLE),      ROW("sec", NUMBERED),
    ROW("sen", TITLE),      ROW("sens", TITLE),    ROW("sept", EITHER),   ROW("sgt", TITLE),
    ROW("sr", EITHER),      ROW("st", EITHER),     ROW("supt", TITLE),    ROW("tel", NUMBERED),
    ROW("tenn", EITHER),    ROW("treas", TITLE),   ROW("univ", EITHER),   ROW("v", TITLE),
    ROW("viz", TITLE),      ROW("vol", NUMBERED),  ROW("vols", NUMBERED), ROW("vs", TITLE),
    ROW("wis", EITHER),
};

/* Sorted: words that, with a capital, open a sentence. */
static const slice openers[] = {
#define WORD(literal)                                                                              \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }
    WORD("a"),        WORD("according"), WORD("after"),     WORD("all"),       WORD("also"),
    WORD("although"), WORD("among"),     WORD("an"),        WORD("and"),       WORD("any"),
    WORD("as"),       WORD("at"),        WORD("because"),   WORD("before"),    WORD("besides"),
    WORD("between"),  WORD("both"),      WORD("but"),       WORD("by"),        WORD("despite"),
    WORD("during"),   WORD("each"),      WORD("earlier"),   WORD("even"),      WORD("every"),
    WORD("few"),      WORD("finally"),   WORD("first"),     WORD("for"),       WORD("from"),
    WORD("he"),       WORD("her"),       WORD("here"),      WORD("his"),       WORD("how"),
    WORD("however"),  WORD("i"),         WORD("if"),        WORD("in"),        WORD("indeed"),
    WORD("instead"),  WORD("is"),        WORD("it"),        WORD("its"),       WORD("last"),
    WORD("later"),    WORD("many"),      WORD("meanwhile"), WORD("more"),      WORD("moreover"),
    WORD("most"),     WORD("my"),        WORD("neither"),   WORD("no"),        WORD("nor"),
    WORD("not"),      WORD("now"),       WORD("of"),        WORD("on"),        WORD("once"),
    WORD("one"),      WORD("only"),      WORD("or"),        WORD("other"),     WORD("others"),
    WORD("our"),      WORD("over"),      WORD("recently"),  WORD("several"),   WORD("she"),
    WORD("since"),    WORD("so"),        WORD("some"),      WORD("still"),     WORD("such"),
    WORD("than"),     WORD("that"),      WORD("the"),       WORD("their"),     WORD("then"),
    WORD("there"),    WORD("these"),     WORD("they"),      WORD("this"),      WORD("those"),
    WORD("though"),   WORD("through"),   WORD("thus"),      WORD("to"),        WORD("today"),
    WORD("two"),      WORD("under"),     WORD("until"),     WORD("upon"),      WORD("was"),
    WORD("we"),       WORD("were"),      WORD("what"),      WORD("when"),      WORD("where"),
    WORD("whether"),  WORD("which"),     WORD("while"),     WORD("who"),       WORD("why"),
    WORD("will"),     WORD("with"),      WORD("without"),   WORD("yesterday"), WORD("yet"),
    WORD("you"),      WORD("your"),
#undef WORD
};

static int compare_opener(const void *key, const void *row)
{
    return slice_compare(*(const slice *)key, *(const slice *)row);
}

static int compare_abbreviation(const void *key, const void *row)
{
    return slice_compare(*(const slice *)key, ((const abbreviation *)row)->word);
}

static bool opens(const token_list *list, const token *next)
{
    slice folded = token_fold(list, next);
    return bsearch(&folded, openers, sizeof openers / sizeof openers[0], sizeof openers[0],
                   compare_opener) != NULL;
}

/* Does the full stop behind `before` end its sentence, with `next` (not lower case) behind it? */
static bool dot_ends(const token_list *list, const token *before, const token *next)
{
    slice folded = token_fold(list, before);
    bool item = (before->flags & TOKEN_SENTENCE) &&
                (folded.len == 1 || ((before->flags & TOKEN_NUMBER) && folded.len <= 3));
    if (item)
        return false; /* "1. The parties", "B. Background": the number of a paragraph */
    const abbreviation *found =
        bsearch(&folded, abbreviations, sizeof abbreviations / sizeof abbreviations[0],
                sizeof abbreviations[0], compare_abbreviation);
    if (found && found->kind == TITLE)
        return false;
    if (found && found->kind == NUMBERED)
        return !(next->flags & TOKEN_NUMBER);
    bool initial = before->length == 1 && (before->flags & TOKEN_CAPITAL);
    if (found || initial || (before->flags & TOKEN_ACRONYM))
        return opens(list, next);
    return true;
}

unsigned token_sentence_flags(const scanner *s, const token *next, unsigned first)
{
    if (s->gap & GAP_PARAGRAPH)
        return TOKEN_SENTENCE | TOKEN_PARAGRAPH;
    if (!(s->gap & (GAP_DOT | GAP_STOP)) || !(s->gap & GAP_SPACED))
        return 0;
    if ((first & UTF8_LOWER) && !(s->gap & GAP_QUOTE))
        return 0;
    const token_list *list = s->list;
    if (!(s->gap & GAP_STOP) && next > list->tokens && !dot_ends(list, next - 1, next))
        return 0;
    return TOKEN_SENTENCE;
}
