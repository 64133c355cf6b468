/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/kind.h"

#include <stdio.h>
#include <string.h>

#include "indexer/articles/phrase.h"

typedef enum kind { ARTICLE, PROPOSAL, CABLE, SPEECH, RELEASE, DOCUMENT, KINDS } kind;

static const char *const names[KINDS] = {"article", "proposal", "cable",
                                         "speech",  "release",  "document"};

enum place { TITLE_STARTS, TITLE_HAS, OPENING_STARTS, OPENING_HAS, PATH_HAS };

typedef struct evidence {
    const char *phrase; /* folded */
    unsigned char place;
    unsigned char kind;
    unsigned char weight;
} evidence;

/* clang-format off */
static const evidence table[] = {
    {"telegram", TITLE_STARTS, CABLE, 8},
    {"telegram", TITLE_HAS, CABLE, 4},
    {"airgram", TITLE_HAS, CABLE, 8},
    {"despatch", TITLE_HAS, CABLE, 8},
    {"cable", TITLE_STARTS, CABLE, 5},
    {"cablegram", TITLE_HAS, CABLE, 8},
    {"backchannel message", TITLE_HAS, CABLE, 7},
    {"message from", TITLE_STARTS, CABLE, 3},
    {"circular telegram", TITLE_HAS, CABLE, 6},

    {"memorandum", TITLE_STARTS, DOCUMENT, 7},
    {"memorandum of conversation", TITLE_HAS, DOCUMENT, 4},
    {"memorandum from", TITLE_HAS, DOCUMENT, 6},
    {"action memorandum", TITLE_STARTS, DOCUMENT, 7},
    {"briefing memorandum", TITLE_STARTS, DOCUMENT, 7},
    {"letter from", TITLE_STARTS, DOCUMENT, 6},
    {"note from", TITLE_STARTS, DOCUMENT, 5},
    {"editorial note", TITLE_STARTS, DOCUMENT, 8},
    {"minutes of", TITLE_HAS, DOCUMENT, 6},
    {"summary record", TITLE_HAS, DOCUMENT, 5},
    {"record of", TITLE_STARTS, DOCUMENT, 5},
    {"paper prepared", TITLE_STARTS, DOCUMENT, 6},
    {"report by", TITLE_STARTS, DOCUMENT, 3},
    {"national intelligence estimate", TITLE_HAS, DOCUMENT, 7},
    {"intelligence memorandum", TITLE_HAS, DOCUMENT, 6},
    {"national security decision memorandum", TITLE_HAS, DOCUMENT, 7},
    {"presidential directive", TITLE_HAS, DOCUMENT, 5},
    {"transcript of", TITLE_STARTS, DOCUMENT, 4},
    {"source department of state", OPENING_HAS, DOCUMENT, 3},
    {"source national archives", OPENING_HAS, DOCUMENT, 3},

    {"proposal", TITLE_HAS, PROPOSAL, 3},
    {"proposals", TITLE_HAS, PROPOSAL, 3},
    {"non-paper", TITLE_HAS, PROPOSAL, 7},
    {"nonpaper", TITLE_HAS, PROPOSAL, 7},
    {"working paper", TITLE_HAS, PROPOSAL, 6},
    {"draft", TITLE_STARTS, PROPOSAL, 4},
    {"draft resolution", TITLE_HAS, PROPOSAL, 5},
    {"draft treaty", TITLE_HAS, PROPOSAL, 5},
    {"draft agreement", TITLE_HAS, PROPOSAL, 5},
    {"resolution", TITLE_STARTS, PROPOSAL, 3},
    {"treaty", TITLE_STARTS, PROPOSAL, 4},
    {"treaty on", TITLE_HAS, PROPOSAL, 2},
    {"treaty between", TITLE_HAS, PROPOSAL, 3},
    {"convention on", TITLE_HAS, PROPOSAL, 2},
    {"agreement on", TITLE_STARTS, PROPOSAL, 3},
    {"agreement between", TITLE_STARTS, PROPOSAL, 3},
    {"protocol to", TITLE_STARTS, PROPOSAL, 3},
    {"joint communique", TITLE_HAS, PROPOSAL, 2},
    {"final act", TITLE_HAS, PROPOSAL, 2},
    {"road map", TITLE_HAS, PROPOSAL, 2},
    {"roadmap", TITLE_HAS, PROPOSAL, 2},
    {"action plan", TITLE_HAS, PROPOSAL, 3},
    {"framework for", TITLE_HAS, PROPOSAL, 2},
    {"memorandum of understanding", TITLE_HAS, PROPOSAL, 9},
    {"non-paper", OPENING_HAS, PROPOSAL, 5},
    {"the high contracting parties", OPENING_HAS, PROPOSAL, 5},
    {"have agreed as follows", OPENING_HAS, PROPOSAL, 5},
    {"the security council", OPENING_STARTS, PROPOSAL, 3},
    {"the general assembly", OPENING_STARTS, PROPOSAL, 3},
    {"проект", TITLE_STARTS, PROPOSAL, 4},
    {"entwurf", TITLE_STARTS, PROPOSAL, 4},
    {"projet de", TITLE_STARTS, PROPOSAL, 4},
    {"proyecto de", TITLE_STARTS, PROPOSAL, 4},

    {"remarks by", TITLE_STARTS, SPEECH, 8},
    {"speech by", TITLE_HAS, SPEECH, 7},
    {"address by", TITLE_HAS, SPEECH, 6},
    {"address to", TITLE_STARTS, SPEECH, 6},
    {"statement by", TITLE_STARTS, SPEECH, 5},
    {"inaugural address", TITLE_HAS, SPEECH, 7},
    {"mr president", OPENING_STARTS, SPEECH, 6},
    {"madam president", OPENING_STARTS, SPEECH, 6},
    {"mr chairman", OPENING_STARTS, SPEECH, 6},
    {"mr. president", OPENING_HAS, SPEECH, 3},
    {"excellencies", OPENING_HAS, SPEECH, 4},
    {"your excellency", OPENING_HAS, SPEECH, 3},
    {"ladies and gentlemen", OPENING_HAS, SPEECH, 4},
    {"distinguished delegates", OPENING_HAS, SPEECH, 4},
    {"my delegation", OPENING_HAS, SPEECH, 4},
    {"my fellow", OPENING_STARTS, SPEECH, 4},
    {"the delegation of", OPENING_HAS, SPEECH, 2},
    {"my country", OPENING_HAS, SPEECH, 2},
    {"my government", OPENING_HAS, SPEECH, 2},
    {"on behalf of", OPENING_HAS, SPEECH, 1},
    {"i wish to", OPENING_HAS, SPEECH, 1},
    {"i should like", OPENING_HAS, SPEECH, 2},
    {"i would like", OPENING_HAS, SPEECH, 1},
    {"this assembly", OPENING_HAS, SPEECH, 2},
    {"general assembly", OPENING_HAS, SPEECH, 1},
    {"session of the", OPENING_HAS, SPEECH, 1},
    {"congratulate you", OPENING_HAS, SPEECH, 4},
    {"congratulations", OPENING_HAS, SPEECH, 1},

    {"for immediate release", OPENING_HAS, RELEASE, 8},
    {"press release", OPENING_HAS, RELEASE, 4},
    {"news release", OPENING_HAS, RELEASE, 4},
    {"sen", TITLE_STARTS, RELEASE, 4},
    {"senator", TITLE_STARTS, RELEASE, 3},
    {"sens", TITLE_STARTS, RELEASE, 4},
    {"sen", TITLE_HAS, RELEASE, 3},
    {"statement of", TITLE_STARTS, RELEASE, 4},
    {"news releases", OPENING_HAS, RELEASE, 3},
    {"press releases", OPENING_HAS, RELEASE, 3},
    {"senators", TITLE_STARTS, RELEASE, 2},
    {"issues statement", TITLE_HAS, RELEASE, 5},
    {"statement on", TITLE_HAS, RELEASE, 3},
    {"today issued the following statement", OPENING_HAS, RELEASE, 8},
    {"issued the following statement", OPENING_HAS, RELEASE, 7},
    {"made the following statement", OPENING_HAS, RELEASE, 6},
    {"released the following statement", OPENING_HAS, RELEASE, 7},
    {"u.s senator", OPENING_HAS, RELEASE, 3},
    {"today announced", OPENING_HAS, RELEASE, 3},
    {"announced today", OPENING_HAS, RELEASE, 3},
    {"senator", OPENING_HAS, RELEASE, 2},
    {"senators", OPENING_HAS, RELEASE, 1},
    {"sen", OPENING_HAS, RELEASE, 2},
    {"sens", OPENING_HAS, RELEASE, 1},
    {"congressman", OPENING_HAS, RELEASE, 1},
    {"today", OPENING_HAS, RELEASE, 1},
    {"announces", TITLE_HAS, RELEASE, 2},
    {"applauds", TITLE_HAS, RELEASE, 2},
    {"welcomes", TITLE_HAS, RELEASE, 1},
    {"urges", TITLE_HAS, RELEASE, 1},

    {"cables", PATH_HAS, CABLE, 5},
    {"speeches", PATH_HAS, SPEECH, 5},
    {"speech", PATH_HAS, SPEECH, 4},
    {"debate", PATH_HAS, SPEECH, 4},
    {"debates", PATH_HAS, SPEECH, 4},
    {"releases", PATH_HAS, RELEASE, 5},
    {"press", PATH_HAS, RELEASE, 2},
    {"proposals", PATH_HAS, PROPOSAL, 5},
    {"treaties", PATH_HAS, PROPOSAL, 5},
    {"resolutions", PATH_HAS, PROPOSAL, 5},
    {"memos", PATH_HAS, DOCUMENT, 4},
};
/* clang-format on */

typedef struct weighing {
    int weight[KINDS];
    int most[KINDS]; /* the weightiest piece of evidence, and what it was */
    char why[KINDS][64];
} weighing;

static void weigh(weighing *w, kind k, int weight, const char *why)
{
    w->weight[k] += weight;
    if (weight <= w->most[k])
        return;
    w->most[k] = weight;
    snprintf(w->why[k], sizeof w->why[k], "%s", why);
}

/* The phrase stands in the folded text, on word boundaries. */
static bool text_has(slice text, const char *words)
{
    size_t len = strlen(words);
    for (size_t from = 0; from + len <= text.len;) {
        const char *at = memmem(text.data + from, text.len - from, words, len);
        if (!at)
            return false;
        size_t i = (size_t)(at - text.data);
        bool starts = i == 0 || text.data[i - 1] == ' ' || text.data[i - 1] == '\n';
        bool ends = i + len == text.len || text.data[i + len] == ' ' || text.data[i + len] == '\n';
        if (starts && ends)
            return true;
        from = i + 1;
    }
    return false;
}

/* The folder and file names of the path as words. */
static bool path_has(slice path, const char *word)
{
    size_t len = strlen(word);
    for (size_t i = 0; i + len <= path.len; i++) {
        bool starts = i == 0 || strchr("/-_. ", path.data[i - 1]);
        bool ends = i + len == path.len || strchr("/-_. ", path.data[i + len]);
        if (starts && ends && slice_equal_nocase((slice){path.data + i, len}, (slice){word, len}))
            return true;
    }
    return false;
}

/* The first words of the body, folded, a line at a time. */
#define OPENING_LINES 6
#define OPENING_BYTES 1200u

typedef struct opening {
    char folded[OPENING_LINES * (PHRASE_MAX_BYTES + 65)];
    size_t len;
    size_t start[OPENING_LINES]; /* of each line, after a number that it opens with */
    size_t n;
} opening;

static void read_opening(const page *p, opening *o)
{
    phrase ph;
    o->n = o->len = 0;
    for (size_t i = 0; i < p->n_lines && i < 40 && o->n < OPENING_LINES && o->len < OPENING_BYTES;
         i++) {
        const page_line *line = &p->lines[i];
        if (line->role == RECORD_DROPPED || line->role == RECORD_TITLE ||
            line->role == RECORD_META || line->role == RECORD_BYLINE)
            continue;
        phrase_read(&ph, page_text(p, line));
        slice first = phrase_word_fold(&ph, 0);
        bool numbered = first.len > 0 && first.data[0] >= '0' && first.data[0] <= '9';
        o->start[o->n++] = o->len + (numbered ? first.len + 1 : 0);
        memcpy(o->folded + o->len, ph.folded, ph.folded_len);
        o->len += ph.folded_len;
        o->folded[o->len++] = '\n';
    }
}

static bool opening_starts(const opening *o, const char *words)
{
    size_t len = strlen(words);
    for (size_t i = 0; i < o->n && i < 3; i++) {
        size_t at = o->start[i];
        if (at + len < o->len && memcmp(o->folded + at, words, len) == 0 &&
            strchr(" \n", o->folded[at + len]))
            return true;
    }
    return false;
}

static bool holds(const evidence *e, const phrase *title, const opening *o, slice path)
{
    switch (e->place) {
    case TITLE_STARTS:
        return phrase_match(title, 0, e->phrase) > 0;
    case TITLE_HAS:
        return text_has((slice){title->folded, title->folded_len}, e->phrase);
    case OPENING_STARTS:
        return opening_starts(o, e->phrase);
    case OPENING_HAS:
        return text_has((slice){o->folded, o->len}, e->phrase);
    case PATH_HAS:
        return path_has(path, e->phrase);
    default:
        return false;
    }
}

static void weigh_words(weighing *w, const page *p)
{
    static const char *const where[] = {"in its title", "in its title", "in its opening",
                                        "in its opening", "in its path"};
    phrase title;
    opening o;
    phrase_read(&title, p->title);
    read_opening(p, &o);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const evidence *e = &table[i];
        if (!holds(e, &title, &o, p->hints->path))
            continue;
        char why[64];
        snprintf(why, sizeof why, "\"%s\" %s", e->phrase, where[e->place]);
        weigh(w, (kind)e->kind, e->weight, why);
    }
}

/* "Contact: Jane Roe, 202/555-0100" in one of the last lines. */
static bool ends_with_contact(const page *p)
{
    size_t seen = 0;
    for (size_t i = p->n_lines; i-- > 0 && seen < 4; seen++) {
        slice line = page_text(p, &p->lines[i]);
        if (p->lines[i].role == RECORD_DROPPED && line.len > 8 &&
            slice_equal_nocase((slice){line.data, 8}, SLICE("Contact:")))
            return true;
    }
    return false;
}

static void weigh_form(weighing *w, const page *p, const proposal *sections)
{
    bool dateline = p->dateline < p->n_lines && p->dateline_length > 0;
    if (dateline)
        weigh(w, ARTICLE, 4, "its dateline");
    if (p->n_bylines > 0)
        weigh(w, ARTICLE, 4, "its byline");
    if (p->outlet.len > 0)
        weigh(w, ARTICLE, 2, "its publisher");
    if (p->updated != 0)
        weigh(w, ARTICLE, 1, "its dates");
    if (p->published != 0 && p->hints->format == ARTICLE_HTML)
        weigh(w, ARTICLE, 3, "the date of the page");
    if (ends_with_contact(p))
        weigh(w, RELEASE, 4, "its press contact");
    size_t lines = p->n_lines;
    if (sections->worded >= 3)
        weigh(w, PROPOSAL, 5, "its articles and parts");
    if (sections->n >= 4 && sections->n * 12 >= lines)
        weigh(w, PROPOSAL, 3, "its numbered parts");
}

void kind_read(page *p, const proposal *sections)
{
    if (p->hints->kind.len > 0) {
        p->kind = p->hints->kind;
        return;
    }
    if (p->kind.len > 0)
        return;
    weighing w = {0};
    weigh_words(&w, p);
    weigh_form(&w, p, sections);
    kind best = DOCUMENT;
    for (kind k = ARTICLE; k < KINDS; k++) {
        if (w.weight[k] > w.weight[best] ||
            (w.weight[k] == w.weight[best] && w.weight[k] > 0 && k < best))
            best = k;
    }
    if (w.weight[best] < 3)
        best = DOCUMENT;
    p->kind = slice_of(names[best]);
    char guess[96];
    snprintf(guess, sizeof guess, "kind from %s",
             w.weight[best] > 0 ? w.why[best] : "nothing that says more");
    page_guess(p, guess);
}
