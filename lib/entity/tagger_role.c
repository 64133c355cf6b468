/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Offices: each is a mention of itself, and one that stands without a name is a mention of whoever
 * held it on the document's date. */
#include <string.h>

#include "entity/tagger_parts.h"

enum { HIGH = 2 }; /* the lowest rank of high office */

typedef struct role {
    uint32_t first, end; /* words, the country's included */
    uint32_t office;
    uint32_t country; /* GAZETTEER_NONE: not said */
    bool former;
} role;

static bool is_former(const tagger *t, uint32_t word)
{
    uint64_t h = t->words[word].hash;
    return h == t->known.former || h == t->known.ex || h == t->known.then || h == t->known.late;
}

static void look_before(const tagger *t, role *r)
{
    enum { WORDS = 4 };
    for (int i = 0; i < WORDS && r->first > 0; i++) {
        tag_gap gap = tag_gap_after(t, r->first - 1);
        const tag_span *span = tag_span_before(t, r->first);
        const layout_candidate *country = span ? tag_country_of(t, span) : NULL;
        bool owner = gap == GAP_POSSESSIVE && country;
        if (gap != GAP_SPACE && gap != GAP_HYPHEN && !owner)
            break;
        if (country && r->country == GAZETTEER_NONE) {
            r->country = country->entity;
            r->first = span->first;
        } else if (is_former(t, r->first - 1)) {
            r->former = true;
            r->first--;
        } else {
            break;
        }
    }
}

static void look_after(const tagger *t, role *r)
{
    uint32_t at = r->end;
    if (r->country != GAZETTEER_NONE || at >= t->n_words || t->words[at].hash != t->known.of ||
        tag_gap_after(t, at - 1) != GAP_SPACE)
        return;
    if (++at < t->n_words && t->words[at].hash == t->known.the)
        at++;
    const tag_span *span = tag_span_at(t, at);
    const layout_candidate *country = span ? tag_country_of(t, span) : NULL;
    if (country) {
        r->country = country->entity;
        r->end = span->end;
    }
}

/* Of the countries that an office is limited to ("GB IN PK") the one that the document names; the
 * first where it names none or several. */
static void choose_limit(const tagger *t, slice limit, char country[2])
{
    size_t named = 0;
    for (size_t i = 0; i + 2 <= limit.len; i += 3) {
        if (!tag_country_seen(t, limit.data + i))
            continue;
        if (!named++)
            memcpy(country, limit.data + i, 2);
    }
    if (named != 1 && limit.len >= 2)
        memcpy(country, limit.data, 2);
}

/* The country of an office that says so itself: "the Taoiseach". */
static void limited_to(const tagger *t, const tag_span *span, uint32_t office, char country[2])
{
    for (uint32_t i = 0; i < span->n_candidates && i < 32; i++) {
        const layout_candidate *c = &span->candidates[i];
        if (span->valid >> i & 1 && c->use == USE_OFFICE && c->entity == office)
            choose_limit(t, gazetteer_string(t->g, c->aux), country);
    }
}

static bool holder(const tagger *t, const tag_span *span, const role *r, gazetteer_term *out)
{
    const layout_entity *row = gazetteer_row(t->g, r->country);
    char country[3] = "";
    if (row)
        memcpy(country, row->country, 2);
    else if (gazetteer_row(t->g, r->office)->rank <= HIGH) /* "the representative" is anybody's */
        limited_to(t, span, r->office, country);
    if (!country[0] && !(gazetteer_row(t->g, r->office)->flags & LAYOUT_BODY))
        return false;
    return gazetteer_holder(t->g, r->office, country, t->doc->when, 0, out);
}

/* "UN Secretary General" and "Foreign Secretary" are offices; "general" and "the senator" say
 * nothing of who is meant, and there the table has no single holder. */
static void add_role(tagger *t, const tag_span *span)
{
    role r = {.first = span->first, .end = span->end, .country = GAZETTEER_NONE};
    look_before(t, &r);
    if (r.country == GAZETTEER_NONE)
        r.country = tag_country_inside(t, span);
    r.office = tag_office(t, span, r.country);
    look_after(t, &r);
    if (r.office == GAZETTEER_NONE)
        r.office = tag_office(t, span, r.country);
    if (r.office == GAZETTEER_NONE)
        return;
    tag_add(t, (tag_mention){span->first, span->end, r.office, NO_PERSON, ENTITY_OFFICE,
                             ENTITY_BY_NAME, false});
    gazetteer_term term, other;
    const layout_entity *office = gazetteer_row(t->g, r.office);
    bool named = t->words[span->first].taken == TAKEN_TITLE;
    if (named || r.former || !t->doc->when || !office || !holder(t, span, &r, &term))
        return;
    /* An office that several hold at a time names none of them. */
    if (office->rank > HIGH &&
        gazetteer_holder(t->g, r.office, term.country, t->doc->when, 1, &other))
        return;
    tag_add(t, (tag_mention){r.first, r.end, term.official, NO_PERSON, ENTITY_OFFICIAL,
                             ENTITY_BY_OFFICE, true});
}

void tag_roles(tagger *t)
{
    for (size_t i = 0; i < t->n_spans && !t->failed; i++) {
        const tag_span *span = &t->spans[i];
        if (!span->blocked && t->words[span->first].taken != TAKEN_NAME &&
            tag_use(span, USE_OFFICE, USE_OFFICE)) {
            add_role(t, span);
            tag_inside(t, span);
        }
    }
}
