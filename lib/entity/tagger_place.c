/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Countries, by every name that stands for one, and the bodies and treaties beside them. */
#include "entity/tagger_parts.h"

static const struct {
    uint8_t rule;
    bool half;
} uses[USES] = {
    [USE_NAME] = {ENTITY_BY_NAME, false},
    [USE_DEMONYM] = {ENTITY_BY_DEMONYM, false},
    [USE_ABBREVIATION] = {ENTITY_BY_ABBREVIATION, false},
    [USE_CAPITAL] = {ENTITY_BY_CAPITAL, true},
    [USE_METONYM] = {ENTITY_BY_METONYM, false},
    [USE_REGION] = {ENTITY_BY_REGION, true},
    [USE_CITY] = {ENTITY_BY_CITY, true},
    [USE_PREFIX] = {ENTITY_BY_DEMONYM, true},
};

static bool is_capital(const tagger *t, uint32_t word)
{
    return t->words[word].flags & TOKEN_CAPITAL;
}

/* A given name before it, or a capitalised word behind it that no surface explains: Michael
 * Jordan, Chad Johnson. */
static bool looks_like_person(const tagger *t, const tag_span *span, bool also_behind)
{
    uint32_t first = span->first, end = span->end;
    if (end != first + 1 || t->words[first].flags & TOKEN_CAPS_LINE)
        return false;
    if (first > 0 && is_capital(t, first - 1)) {
        tag_gap gap = tag_gap_after(t, first - 1);
        unsigned flags = t->words[first - 1].known;
        bool initial =
            gap == GAP_DOT && t->doc->tokens->tokens[t->words[first - 1].token].length == 1;
        if (initial || (gap == GAP_SPACE && flags & WORD_FIRST && !(flags & WORD_FIRST_WORD)))
            return true;
        if ((gap == GAP_SPACE || gap == GAP_DOT) && flags & (WORD_HONORIFIC | WORD_RANK))
            return true;
    }
    return also_behind && end < t->n_words && tag_gap_after(t, first) == GAP_SPACE &&
           is_capital(t, end) && t->words[end].span == NO_SPAN &&
           !(t->words[end].flags & (TOKEN_NUMBER | TOKEN_SENTENCE | TOKEN_CAPS_LINE)) &&
           !(t->words[end].known & (WORD_THING | WORD_BREAK));
}

static bool is_surface(const tag_span *span, const layout_reading *reading)
{
    for (uint32_t i = 0; i < span->n_candidates && i < 32; i++)
        if (span->valid >> i & 1 && span->candidates[i].use <= USE_CITY &&
            span->candidates[i].entity == reading->entity)
            return true;
    return false;
}

const layout_reading *tag_reading(const tagger *t, const layout_candidate *ambiguous)
{
    const layout_reading *best = NULL;
    uint32_t most = 0;
    bool tied = false;
    for (uint32_t i = 0; i < ambiguous->aux; i++) {
        uint32_t number = ambiguous->entity + i;
        if (number >= t->n_evidence)
            break;
        const layout_reading *reading = &t->g->readings[number];
        uint32_t votes = t->evidence[number] * 2 + reading->usual;
        if (votes > most) {
            best = reading;
            most = votes;
            tied = false;
        } else if (votes == most && votes) {
            tied = true;
        }
    }
    return tied ? NULL : best;
}

static bool has_sense(const tagger *t, const layout_candidate *ambiguous, layout_sense sense)
{
    for (uint32_t i = 0; i < ambiguous->aux; i++)
        if (ambiguous->entity + i < t->n_evidence &&
            t->g->readings[ambiguous->entity + i].sense == sense)
            return true;
    return false;
}

/* The country in which both surfaces have a place: Athens and Georgia in the United States. */
static uint32_t common_place(const tagger *t, const tag_span *a, const tag_span *b)
{
    const layout_candidate *x = tag_use(a, USE_AMBIGUOUS, USE_AMBIGUOUS);
    const layout_candidate *y = tag_use(b, USE_AMBIGUOUS, USE_AMBIGUOUS);
    for (uint32_t i = 0; x && y && i < x->aux && x->entity + i < t->n_evidence; i++)
        for (uint32_t k = 0; k < y->aux && y->entity + k < t->n_evidence; k++) {
            const layout_reading *r = &t->g->readings[x->entity + i];
            const layout_reading *s = &t->g->readings[y->entity + k];
            if (r->sense == SENSE_PLACE && s->sense == SENSE_PLACE && r->entity == s->entity)
                return r->entity;
        }
    return GAZETTEER_NONE;
}

/* "Paris, Texas", "Lebanon, Pa.": what stands behind a comma says in which country the place lies.
 */
static uint32_t lies_in(const tagger *t, const tag_span *span)
{
    const tag_span *next = tag_span_at(t, span->end);
    if (span->end >= t->n_words || tag_gap_after(t, span->end - 1) != GAP_COMMA)
        return GAZETTEER_NONE;
    if (is_capital(t, span->end) && t->words[span->end].known & WORD_STATE)
        return gazetteer_find(t->g, ENTITY_COUNTRY, SLICE("US"));
    if (!next || next->blocked)
        return GAZETTEER_NONE;
    const layout_candidate *region = tag_use(next, USE_REGION, USE_REGION);
    return region ? region->entity : common_place(t, span, next);
}

static void add_country(tagger *t, const tag_span *span, uint32_t country, uint8_t rule, bool half)
{
    const layout_entity *row = gazetteer_row(t->g, country);
    if (!row || row->kind != ENTITY_COUNTRY)
        return;
    tag_add(t,
            (tag_mention){span->first, span->end, country, NO_PERSON, ENTITY_COUNTRY, rule, half});
}

static void add_reading(tagger *t, const tag_span *span, const layout_candidate *ambiguous,
                        const layout_candidate *country)
{
    if (looks_like_person(t, span, has_sense(t, ambiguous, SENSE_PERSON)))
        return;
    const layout_reading *reading = tag_reading(t, ambiguous);
    if (!reading || reading->entity == GAZETTEER_NONE)
        return;
    if (country && country->flags & LAYOUT_DATED && reading->sense == SENSE_COUNTRY) {
        add_country(t, span, country->entity, uses[country->use].rule, uses[country->use].half);
        return;
    }
    bool plain = country && reading->sense == SENSE_COUNTRY && is_surface(span, reading);
    uint8_t rule = plain && country->entity == reading->entity ? uses[country->use].rule
                                                               : (uint8_t)ENTITY_BY_EVIDENCE;
    bool half = plain ? uses[country->use].half : reading->sense == SENSE_PLACE;
    add_country(t, span, reading->entity, rule, half);
}

static void add_place(tagger *t, const tag_span *span)
{
    const layout_candidate *country = tag_use(span, USE_NAME, USE_PREFIX);
    const layout_candidate *ambiguous = tag_use(span, USE_AMBIGUOUS, USE_AMBIGUOUS);
    if (!country && !ambiguous)
        return;
    uint32_t elsewhere = lies_in(t, span);
    if (elsewhere != GAZETTEER_NONE && (!country || country->use != USE_DEMONYM)) {
        add_country(t, span, elsewhere, ENTITY_BY_CITY, true);
        return;
    }
    if (ambiguous) {
        add_reading(t, span, ambiguous, country);
        return;
    }
    bool prefix = country->use == USE_PREFIX;
    if (prefix && tag_gap_after(t, span->end - 1) != GAP_HYPHEN)
        return;
    if (country->use != USE_DEMONYM && !prefix && looks_like_person(t, span, false))
        return;
    add_country(t, span, country->entity, uses[country->use].rule, uses[country->use].half);
}

static void add_bodies(tagger *t, const tag_span *span)
{
    const layout_candidate *body = tag_use(span, USE_ORGANIZATION, USE_ORGANIZATION);
    const layout_candidate *agreement = tag_use(span, USE_AGREEMENT, USE_AGREEMENT);
    if (body)
        tag_add(t, (tag_mention){span->first, span->end, body->entity, NO_PERSON,
                                 ENTITY_ORGANIZATION, ENTITY_BY_NAME, false});
    if (agreement)
        tag_add(t, (tag_mention){span->first, span->end, agreement->entity, NO_PERSON,
                                 ENTITY_AGREEMENT, ENTITY_BY_NAME, false});
    if ((body || agreement) && !tag_use(span, USE_NAME, USE_CITY))
        tag_inside(t, span);
}

void tag_places(tagger *t)
{
    for (size_t i = 0; i < t->n_spans && !t->failed; i++) {
        const tag_span *span = &t->spans[i];
        if (span->blocked || t->words[span->first].taken == TAKEN_NAME)
            continue;
        add_place(t, span);
        add_bodies(t, span);
    }
}
