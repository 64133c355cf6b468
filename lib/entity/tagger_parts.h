/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tagger_parts: what the stages of the tagger share. Private to tagger*.c.
 *
 * tagger_scan.c cuts the document into words and finds the longest surfaces; tagger_title.c reads
 * what stands before and after a name; tagger_name.c finds names and groups them into persons;
 * tagger_link.c decides which official a person is, tagger_provisional.c names those who are none
 * that is known; tagger_surname.c finds them by surname alone;
 * tagger_role.c gives offices without a name to their holders; tagger_place.c decides which country
 * a surface means, tagger_vote.c drops towns that say nothing; tagger_result.c adds everything up.
 */
#ifndef DOSSIER_ENTITY_TAGGER_PARTS_H
#define DOSSIER_ENTITY_TAGGER_PARTS_H

#include "entity/gazetteer_parts.h"
#include "entity/tagger.h"

#define NO_SPAN   UINT32_MAX
#define NO_PERSON UINT32_MAX

/* A word of the document: a token that is no joined form. */
typedef struct tag_word {
    uint64_t hash;
    uint32_t token;
    uint32_t span;  /* the surface that it is part of; NO_SPAN */
    uint16_t flags; /* enum token_flag */
    uint16_t zone;  /* index of its zone */
    uint16_t known; /* enum layout_word_flag of a word with a capital; else 0 */
    uint8_t taken;  /* enum tag_taken */
    uint8_t sets;   /* enum layout_set: what the word may be */
} tag_word;

enum tag_taken {
    TAKEN_NAME = 1,  /* part of a person's name */
    TAKEN_TITLE = 2, /* part of a title that belongs to a name */
};

/* A surface: words [first, end) and its candidates, those whose capitals fit marked in `valid`. */
typedef struct tag_span {
    uint32_t first, end;
    const layout_candidate *candidates;
    uint32_t n_candidates;
    uint32_t valid; /* a bit for each of the first 32 */
    bool blocked;
} tag_span;

/* What stands between a word and the next. */
typedef enum tag_gap {
    GAP_SPACE,
    GAP_HYPHEN,
    GAP_DOT, /* an abbreviation's */
    GAP_POSSESSIVE,
    GAP_COMMA,
    GAP_BRACKET, /* one that opens */
    GAP_FAR,     /* anything else: other punctuation, a paragraph, a zone */
} tag_gap;

/* A title before or after a name. */
typedef struct tag_title {
    uint32_t office;      /* an entity, or GAZETTEER_NONE */
    uint32_t country;     /* the entity of the country named with it, or GAZETTEER_NONE */
    uint32_t first;       /* its first word ... */
    uint32_t end;         /* ... and the one behind its last */
    uint32_t office_span; /* NO_SPAN */
    bool polite;          /* Mr., Gen., or any office: what follows is a name */
    bool former;          /* former, then, late */
} tag_title;

/* A person of the document: names that belong together. */
typedef struct tag_person {
    uint64_t surname; /* hash of its last word */
    uint64_t given;   /* of its first; 0 while only a surname is known */
    char initial;     /* first letter of the given name; 0 */
    bool given_is_initial;
    uint32_t official; /* GAZETTEER_NONE: none, or not yet */
    uint8_t rule;      /* entity_rule that decided */
    bool provisional;
    slice id, name;                /* of a provisional one */
    tag_title title;               /* the best that was found with it */
    uint32_t first_mention;        /* words, for "the last one named before" */
    uint32_t name_first, name_end; /* words of its fullest name */
} tag_person;

/* A mention before it is added up. */
typedef struct tag_mention {
    uint32_t first, end; /* words */
    uint32_t entity;     /* GAZETTEER_NONE: the person's provisional one */
    uint32_t person;     /* NO_PERSON */
    uint8_t kind;        /* entity_kind */
    uint8_t rule;        /* entity_rule */
    bool half;
} tag_mention;

/* Growing arrays are a pointer, a count and a capacity. */
struct tagger {
    const gazetteer *g;
    const tagger_document *doc;
    bool failed; /* sticky: memory has run out */
    date soon;   /* a term that begins by this day counts as begun; 0 with no date */

    tag_word *words;
    size_t n_words, cap_words;
    tag_span *spans;
    size_t n_spans, cap_spans;
    tag_person *persons;
    size_t n_persons, cap_persons;
    uint64_t called; /* a bit for each surname and given name of theirs, by the hash's low bits */
    tag_mention *mentions;
    size_t n_mentions, cap_mentions;
    uint32_t *evidence; /* for each reading of the gazetteer: what spoke for it */
    size_t n_evidence;
    uint32_t *touched; /* readings whose evidence is not 0 */
    size_t n_touched, cap_touched;
    uint8_t country_seen[26 * 26]; /* by code: named in the document */
    struct {                       /* words that names are told by, hashed once */
        uint64_t the, of, for_, at, former, ex, then, late, acting;
    } known;

    arena memory; /* of provisional names */
    tagger_tag *tags;
    size_t n_tags, cap_tags;
    tagger_mention *told;
    size_t cap_told;
    uint32_t *tag_table; /* open addressing: kind and entity (or id) to tag + 1 */
    size_t tag_table_size;
};

/* Room for one more element of an array of `size` bytes each; false (and failed) without memory. */
bool tag_room(tagger *t, void **data, size_t count, size_t *capacity, size_t size);
#define TAG_ROOM(t, array)                                                                         \
    tag_room((t), (void **)&(t)->array, (t)->n_##array, &(t)->cap_##array, sizeof *(t)->array)

/* Words and spans of t->doc. */
void tag_scan(tagger *t);
/* enum layout_word_flag of any word. */
unsigned tag_flags_of(const tagger *t, uint32_t word);
tag_gap tag_gap_after(const tagger *t, uint32_t word);
slice tag_fold(const tagger *t, uint32_t word);
/* The first valid candidate of a use in [from, to]; NULL when there is none. */
const layout_candidate *tag_use(const tag_span *span, layout_use from, layout_use to);
/* The span that ends before this word, or that starts at it; NULL when there is none. */
const tag_span *tag_span_before(const tagger *t, uint32_t word);
const tag_span *tag_span_at(const tagger *t, uint32_t word);
/* Finds names of countries and bodies inside a longer surface and adds them as mentions. */
void tag_inside(tagger *t, const tag_span *span);
/* The country that a surface names, of an ambiguous one that of its reading; NULL. */
const layout_candidate *tag_country_of(const tagger *t, const tag_span *span);
/* The first country, or the country of a body, inside a longer surface: that of "Kremlin
 * spokesman". GAZETTEER_NONE. */
uint32_t tag_country_inside(const tagger *t, const tag_span *outer);
/* The reading of an ambiguous surface that the document speaks for most; the usual one when
 * nothing speaks for any; NULL when that leaves several. */
const layout_reading *tag_reading(const tagger *t, const layout_candidate *ambiguous);
/* A person of the document is called by the word. */
static inline void tag_call(tagger *t, uint64_t hash)
{
    t->called |= (uint64_t)1 << (hash & 63);
}

void tag_see_country(tagger *t, const char country[2]);
bool tag_country_seen(const tagger *t, const char country[2]);
bool tag_add(tagger *t, tag_mention mention);

/* The title that ends before this word; nothing found gives one with polite == false. */
tag_title tag_title_before(const tagger *t, uint32_t word);
/* An appositive after the word before `end`: ", the Russian foreign minister". */
tag_title tag_title_after(const tagger *t, uint32_t end);
/* The office of a span with the country that decides among several; GAZETTEER_NONE. */
uint32_t tag_office(const tagger *t, const tag_span *span, uint32_t country);

void tag_names(tagger *t);
void tag_surnames(tagger *t);
void tag_roles(tagger *t);
void tag_places(tagger *t);
/* Takes out mentions of countries that rest on a town of a name that was carried overseas. */
void tag_vote(tagger *t);

/* Sets t->soon by the document's date; before the first tag_link. */
void tag_set_day(tagger *t);
/* Decides which official the person is, by its name's words [first, end) or (where that is empty)
 * by surname and title. Sets official and rule. */
void tag_link(tagger *t, tag_person *person);
/* Makes a provisional official of a person who is nobody known: sets id, name and rule. */
void tag_provisional(tagger *t, tag_person *person);
/* One who is known by this word alone; or one whose surname it is, and who stands on a user's list,
 * or held one of the highest offices on the document's date (behind an office also a high one) in a
 * country that the document names. GAZETTEER_NONE unless there is exactly one. */
uint32_t tag_prominent(const tagger *t, uint32_t word, bool behind_office);

void tag_result(tagger *t, tagger_result *out);

#endif
