/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who held which office when. */
#include <string.h>

#include "entity/gazetteer_parts.h"

static void set_term(const gazetteer *g, const layout_term *row, gazetteer_term *out)
{
    *out = (gazetteer_term){.official = row->official,
                            .office = row->office,
                            .title = gazetteer_string(g, row->title),
                            .from = row->from,
                            .to = row->to,
                            .rank = row->rank};
    memcpy(out->country, row->country, 2);
}

static const layout_term *terms_of(const gazetteer *g, uint32_t official, size_t *n)
{
    const layout_entity *row = gazetteer_row(g, official);
    size_t count = g->count[LAYOUT_TERMS];
    *n = 0;
    if (!row || row->first_term >= count)
        return NULL;
    *n = row->n_terms < count - row->first_term ? row->n_terms : count - row->first_term;
    return &g->terms[row->first_term];
}

bool gazetteer_term_of(const gazetteer *g, uint32_t official, size_t i, gazetteer_term *out)
{
    size_t n;
    const layout_term *terms = terms_of(g, official, &n);
    if (i >= n)
        return false;
    set_term(g, &terms[i], out);
    return true;
}

/* A date that is known only to the month or year covers all of it. */
static date last_day(date d)
{
    if (!d)
        return DATE_MAX;
    return d % 10000 == 0 ? d + 1231 : d % 100 == 0 ? d + 31 : d;
}

/* Where a table knows one end only, a term is taken for no longer than this; the highest offices
 * have been held for decades. */
enum { TERM_YEARS = 12, YEAR = 10000, HIGHEST = 1 };

static bool holds(const layout_term *term, date on)
{
    if (!term->from && term->to < on + TERM_YEARS * YEAR)
        return term->to && on <= last_day(term->to);
    if (term->from && !term->to && term->rank > HIGHEST && on > term->from + TERM_YEARS * YEAR)
        return false;
    return term->from && term->from <= on && on <= last_day(term->to);
}

static int compare_office(const gazetteer *g, size_t at, uint32_t office, const char country[2])
{
    uint32_t number = g->holders[at];
    if (number >= g->count[LAYOUT_TERMS])
        return 1;
    const layout_term *term = &g->terms[number];
    if (term->office != office)
        return term->office < office ? -1 : 1;
    return memcmp(term->country, country, 2);
}

bool gazetteer_holder(const gazetteer *g, uint32_t office, const char *country, date on, size_t i,
                      gazetteer_term *out)
{
    char code[2] = {country[0], country[0] ? country[1] : '\0'};
    size_t low = 0, high = g->count[LAYOUT_HOLDERS];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_office(g, middle, office, code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    /* Where no end is known, the office was held until the next one began. */
    bool begun = false;
    for (; low < g->count[LAYOUT_HOLDERS] && compare_office(g, low, office, code) == 0; low++) {
        const layout_term *term = &g->terms[g->holders[low]];
        bool held = holds(term, on) && (term->to || !begun);
        begun |= term->from <= on;
        if (held && i-- == 0) {
            set_term(g, term, out);
            return true;
        }
    }
    return false;
}

/* Of two terms the one to be shown on a day: one that runs then, of the higher rank, the later. */
static bool is_better(const layout_term *a, const layout_term *b, date on)
{
    if (holds(a, on) != holds(b, on))
        return holds(a, on);
    if (holds(a, on) && a->rank != b->rank)
        return a->rank < b->rank;
    bool a_past = a->from <= on, b_past = b->from <= on;
    if (a_past != b_past)
        return a_past;
    return a_past ? a->from >= b->from : a->from < b->from;
}

bool gazetteer_office_on(const gazetteer *g, uint32_t official, date on, gazetteer_term *out)
{
    size_t n;
    const layout_term *terms = terms_of(g, official, &n), *best = NULL;
    date day = on ? last_day(on) : DATE_MAX - 1;
    for (size_t i = 0; i < n; i++)
        if (!best || is_better(&terms[i], best, day))
            best = &terms[i];
    if (best)
        set_term(g, best, out);
    return best != NULL;
}
