/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which official a person is. Candidates come by full name, by another spelling of it, or by
 * surname; what speaks for each is added up, and the best is taken when it has enough and is ahead
 * of the next. Points are in the tables below; none of them was fitted to a collection.
 */
#include <string.h>

#include "entity/names.h"
#include "entity/tagger_parts.h"

enum {
    FOR_LISTED = 20,    /* stands on a user's own list */
    FOR_NAME = 3,       /* the full name, word for word */
    FOR_SPELLING = 2,   /* another spelling of it ... */
    FOR_THE_ONLY = 1,   /* ... that no other official's name has */
    FOR_OFFICE = 3,     /* has held the office that is named with him ... */
    FOR_OFFICE_NOW = 2, /* ... and held it on the day */
    FOR_COUNTRY = 2,    /* the country named with him is his */
    AGAINST_COUNTRY = 4,
    FOR_DAY = 3,  /* in some office on the day */
    FOR_SOON = 1, /* within ten years of one */
    FOR_SEEN = 1, /* his country is named in the document */
    ENOUGH = 5,
    ENOUGH_FOR_SURNAME = 6,
    NEVER = -100,
};

enum { HIGHEST = 1, HIGH = 2 }; /* ranks of office: the highest, and the lowest that is high */

enum { GRACE_DAYS = 30, YEAR = 10000, SOON_YEARS = 10, LIFE_YEARS = 45, EARLY_YEARS = 25 };

typedef struct choice {
    uint32_t official;
    int points;
    uint8_t rule;
} choice;

typedef struct choosing {
    const tagger *t;
    const tag_person *person;
    choice best, second;
} choosing;

/* The date as last day of what is known of it. */
static date end_of(date d)
{
    return !d ? DATE_MAX : d % YEAR == 0 ? d + 1231 : d % 100 == 0 ? d + 31 : d;
}

void tag_set_day(tagger *t)
{
    t->soon = t->doc->when ? date_add(t->doc->when, 0, 0, GRACE_DAYS) : 0;
}

/* Whether a term with this end (0: none is known) still runs, or is over for a few days only. */
static bool runs_on(date to, date when)
{
    return !to || (when < to + YEAR && when <= date_add(to, 0, 0, GRACE_DAYS));
}

static int points_of_time(const tagger *t, const gazetteer_term *term, bool former)
{
    date when = t->doc->when;
    if (!when)
        return FOR_SOON;
    date to = term->to ? end_of(term->to) : 0;
    /* Where no end is known the term is taken for a long one, not for an endless one; the highest
     * offices are known to the day. */
    if (!to && term->from && term->rank > HIGHEST && when > term->from + SOON_YEARS * YEAR)
        return when > term->from + LIFE_YEARS * YEAR ? NEVER : FOR_SOON;
    if (term->from <= t->soon && runs_on(to, when))
        return FOR_DAY;
    if (when < term->from)
        return when + EARLY_YEARS * YEAR < term->from ? NEVER : 0;
    if (when > to + LIFE_YEARS * YEAR)
        return NEVER;
    return when <= to + SOON_YEARS * YEAR || former ? FOR_SOON : 0;
}

static bool same_country(const tagger *t, uint32_t country, const char code[2])
{
    const layout_entity *row = gazetteer_row(t->g, country);
    return row && memcmp(row->country, code, 2) == 0;
}

static int points_of_terms(const choosing *c, uint32_t official)
{
    const tag_title *title = &c->person->title;
    gazetteer_term term;
    int best = NEVER, office = 0;
    for (size_t i = 0; gazetteer_term_of(c->t->g, official, i, &term); i++) {
        int time = points_of_time(c->t, &term, title->former);
        bool same = title->office != GAZETTEER_NONE && term.office == title->office;
        int here = same ? FOR_OFFICE + (time == FOR_DAY ? FOR_OFFICE_NOW : 0) : 0;
        best = time > best ? time : best;
        office = here > office && time != NEVER ? here : office;
        if (i == UINT16_MAX)
            break;
    }
    return best == NEVER ? NEVER : best + office;
}

static int points_of(const choosing *c, uint32_t official, const layout_entity *row)
{
    const tag_title *title = &c->person->title;
    bool listed = row->flags & LAYOUT_LISTED;
    int points = row->n_terms ? points_of_terms(c, official) : 0;
    if (points == NEVER && !listed)
        return NEVER;
    if (points == NEVER)
        points = 0;
    if (row->country[0] && title->country != GAZETTEER_NONE)
        points += same_country(c->t, title->country, row->country) ? FOR_COUNTRY : -AGAINST_COUNTRY;
    if (row->country[0] && tag_country_seen(c->t, row->country))
        points += FOR_SEEN;
    points += row->rank <= 3 ? 3 - (int)row->rank : 0;
    return points + (listed ? FOR_LISTED : 0);
}

/* Does a rule say that these words never mean the official? */
static bool is_forbidden(const tagger *t, uint32_t first, uint32_t end, uint32_t official)
{
    const tag_span *span = tag_span_at(t, first);
    for (uint32_t i = 0; span && span->end == end && i < span->n_candidates && i < 32; i++)
        if (span->candidates[i].use == USE_NOT && span->valid >> i & 1 &&
            span->candidates[i].entity == official)
            return true;
    return false;
}

/* Another spelling is not taken for one who has been out of office for long. */
static bool is_of_the_time(const choosing *c, uint32_t official, const layout_entity *row)
{
    gazetteer_term term;
    bool dated = false;
    for (size_t i = 0; gazetteer_term_of(c->t->g, official, i, &term); i++) {
        if (points_of_time(c->t, &term, false) > 0)
            return true;
        dated = true;
    }
    return !dated || row->flags & LAYOUT_LISTED || c->person->title.former;
}

static void consider(choosing *c, uint32_t official, int points, uint8_t rule)
{
    const layout_entity *row = gazetteer_row(c->t->g, official);
    if (!row || row->kind != ENTITY_OFFICIAL)
        return;
    const tag_person *p = c->person;
    uint32_t end = p->name_end > p->name_first ? p->name_end : p->name_first + 1;
    if (c->best.official == official || is_forbidden(c->t, p->name_first, end, official))
        return;
    int more = points_of(c, official, row);
    if (more == NEVER || (rule == ENTITY_BY_SPELLING && !is_of_the_time(c, official, row)))
        return;
    const choice found = {official, points + more, rule};
    if (c->best.official == GAZETTEER_NONE || found.points > c->best.points) {
        c->second = c->best;
        c->best = found;
    } else if (c->second.official == GAZETTEER_NONE || found.points > c->second.points) {
        c->second = found;
    }
}

static void consider_span(choosing *c)
{
    const tag_span *span = tag_span_at(c->t, c->person->name_first);
    if (!span || span->end != c->person->name_end)
        return;
    for (uint32_t i = 0; i < span->n_candidates && i < 32; i++)
        if (span->valid >> i & 1 && span->candidates[i].use == USE_OFFICIAL)
            consider(c, span->candidates[i].entity, FOR_NAME, ENTITY_BY_NAME);
}

static size_t key_of(const tagger *t, uint32_t first, uint32_t end, char key[NAME_KEY_MAX])
{
    char text[6 * (TOKEN_MAX_FOLD + 1)];
    size_t len = 0;
    for (uint32_t i = first; i < end; i++) {
        slice word = tag_fold(t, i);
        if (len + word.len + 1 > sizeof text)
            break;
        if (len)
            text[len++] = tag_gap_after(t, i - 1) == GAP_HYPHEN ? '-' : ' ';
        memcpy(text + len, word.data, word.len);
        len += word.len;
    }
    return name_key((slice){text, len}, key);
}

static void consider_keyed(choosing *c, layout_section section, uint64_t hash, int points,
                           uint8_t rule)
{
    size_t n;
    const layout_key *keys = gazetteer_keyed(c->t->g, section, hash, &n);
    for (size_t i = 0; i < n; i++)
        consider(c, keys[i].official, points, rule);
}

static bool is_listed(const tagger *t, uint32_t official)
{
    const layout_entity *row = gazetteer_row(t->g, official);
    return row && row->flags & LAYOUT_LISTED;
}

static bool has_surname(const tagger *t, uint32_t official, uint64_t surname)
{
    size_t n;
    const layout_key *keys = gazetteer_keyed(t->g, LAYOUT_SURNAMES, surname, &n);
    for (size_t i = 0; i < n; i++)
        if (keys[i].official == official)
            return true;
    return false;
}

/* Names that were never written in other letters have one spelling: Craig is not Greig. */
static bool may_be_spelt_so(const choosing *c, uint32_t official)
{
    static const slice english = {"US GB CA AU NZ IE CK", 20};
    const layout_entity *row = gazetteer_row(c->t->g, official);
    return !row || !row->country[0] || !gazetteer_limit_allows(english, row->country) ||
           has_surname(c->t, official, c->person->surname);
}

static void consider_spelling(choosing *c, uint64_t key)
{
    size_t n;
    const layout_key *keys = gazetteer_keyed(c->t->g, LAYOUT_KEYS, key, &n);
    bool only = true;
    for (size_t i = 1; i < n; i++)
        only &= keys[i].official == keys[0].official;
    /* Where the name itself is somebody's, spellings of it are only a user's own. */
    bool named = c->best.official != GAZETTEER_NONE;
    for (size_t i = 0; i < n; i++)
        if (may_be_spelt_so(c, keys[i].official) && (!named || is_listed(c->t, keys[i].official)))
            consider(c, keys[i].official, FOR_SPELLING + (only ? FOR_THE_ONLY : 0),
                     ENTITY_BY_SPELLING);
}

/* "W. Bundy": officials of this surname whose name begins so. */
static void consider_initial(choosing *c)
{
    enum { SHORTEST = 3 };
    size_t n;
    bool long_enough = tag_fold(c->t, c->person->name_end - 1).len >= SHORTEST;
    const layout_key *keys = gazetteer_keyed(c->t->g, LAYOUT_SURNAMES, c->person->surname, &n);
    for (size_t i = 0; i < n; i++) {
        const layout_entity *row = gazetteer_row(c->t->g, keys[i].official);
        slice name = row ? gazetteer_string(c->t->g, row->name) : (slice){NULL, 0};
        if (name.len && (name.data[0] | 0x20) == c->person->initial && long_enough)
            consider(c, keys[i].official, FOR_SPELLING, ENTITY_BY_SPELLING);
    }
}

static bool decide(const choosing *c, int enough)
{
    return c->best.official != GAZETTEER_NONE && c->best.points >= enough &&
           (c->second.official == GAZETTEER_NONE || c->best.points > c->second.points);
}

void tag_link(tagger *t, tag_person *p)
{
    choosing c = {.t = t,
                  .person = p,
                  .best = {.official = GAZETTEER_NONE},
                  .second = {.official = GAZETTEER_NONE}};
    int enough = ENOUGH;
    if (p->name_end > p->name_first) {
        char key[NAME_KEY_MAX];
        consider_span(&c);
        size_t len = key_of(t, p->name_first, p->name_end, key);
        if (len)
            consider_spelling(&c, name_key_hash((slice){key, len}));
        else
            consider_initial(&c);
    } else {
        consider_keyed(&c, LAYOUT_SURNAMES, p->surname, 0, ENTITY_BY_TITLE);
        enough = ENOUGH_FOR_SURNAME;
    }
    if (decide(&c, enough)) {
        p->official = c.best.official;
        p->rule = c.best.rule;
    } else if (p->title.office != GAZETTEER_NONE && p->name_end > p->name_first + 1) {
        tag_provisional(t, p);
    }
}

/* Whether the official held some office on the day of the document. */
static bool in_office(const tagger *t, uint32_t official)
{
    gazetteer_term term;
    for (size_t i = 0; t->doc->when && gazetteer_term_of(t->g, official, i, &term); i++)
        if (term.from && points_of_time(t, &term, false) == FOR_DAY)
            return true;
    return false;
}

/* One who is known by this word alone (Tito, Lula), as the table writes it. */
static uint32_t known_by(const tagger *t, const tag_span *span)
{
    uint32_t found = GAZETTEER_NONE;
    for (uint32_t i = 0; span && i < span->n_candidates && i < 32; i++) {
        const layout_entity *row = gazetteer_row(t->g, span->candidates[i].entity);
        if (!(span->valid >> i & 1) || span->candidates[i].use != USE_OFFICIAL || !row)
            continue;
        if (row->flags & LAYOUT_LISTED)
            return span->candidates[i].entity;
        if (row->rank <= HIGH && in_office(t, span->candidates[i].entity))
            found = span->candidates[i].entity;
    }
    return found;
}

/* Of those found so far and one more, the one of the highest office; none where several are or none
 * is. */
static void prefer_higher(const tagger *t, uint32_t found, uint32_t *best, bool *tied)
{
    const layout_entity *a = gazetteer_row(t->g, found), *b = gazetteer_row(t->g, *best);
    if (found == *best)
        return;
    bool higher = b && a->rank == HIGHEST && b->rank != HIGHEST;
    bool lower = b && a->rank != HIGHEST && b->rank == HIGHEST;
    if (!b || higher)
        *best = found;
    *tied = higher ? false : lower ? *tied : b || *tied;
}

/* Does the document name the official's country? Of the UN's all do. */
static bool is_named(const tagger *t, const layout_entity *row)
{
    return !row->country[0] || tag_country_seen(t, row->country);
}

/* Those that the word stands for, of the strong keys or of the weak ones; false when there is none.
 */
static bool prominent_by(const tagger *t, uint32_t word, unsigned rank, bool weak,
                         uint32_t *official)
{
    uint32_t best = GAZETTEER_NONE, listed = GAZETTEER_NONE;
    size_t n, n_best = 0;
    bool tied = false;
    const layout_key *keys = gazetteer_keyed(t->g, LAYOUT_SURNAMES, t->words[word].hash, &n);
    for (size_t i = 0; i < n; i++) {
        const layout_entity *row = gazetteer_row(t->g, keys[i].official);
        if (!row || (keys[i].weak != 0) != weak ||
            (row->rank > rank && !(row->flags & LAYOUT_LISTED)) ||
            is_forbidden(t, word, word + 1, keys[i].official))
            continue;
        if (row->flags & LAYOUT_LISTED) {
            prefer_higher(t, keys[i].official, &listed, &tied);
        } else if (is_named(t, row) && in_office(t, keys[i].official)) {
            n_best += keys[i].official != best;
            best = keys[i].official;
        }
    }
    if (listed != GAZETTEER_NONE)
        *official = tied ? GAZETTEER_NONE : listed;
    else
        *official = n_best == 1 ? best : GAZETTEER_NONE;
    return listed != GAZETTEER_NONE || n_best > 0;
}

uint32_t tag_prominent(const tagger *t, uint32_t word, bool behind_office)
{
    unsigned rank = behind_office ? HIGH : HIGHEST;
    uint32_t found, known = known_by(t, tag_span_at(t, word));
    bool strong = prominent_by(t, word, rank, false, &found);
    const layout_entity *row = gazetteer_row(t->g, found);
    if (known != GAZETTEER_NONE && !(row && row->flags & LAYOUT_LISTED))
        return known;
    if (!strong)
        prominent_by(t, word, rank, true, &found);
    return found;
}
