/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words, and the longest surfaces among them. */
#include <stdlib.h>
#include <string.h>

#include "entity/tagger_parts.h"

bool tag_room(tagger *t, void **data, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return true;
    size_t larger = *capacity ? *capacity * 2 : 64;
    void *grown = realloc(*data, larger * size);
    if (!grown) {
        t->failed = true;
        return false;
    }
    *data = grown;
    *capacity = larger;
    return true;
}

unsigned tag_flags_of(const tagger *t, uint32_t word)
{
    const tag_word *w = &t->words[word];
    if (w->known || !(w->sets & SET_WORD))
        return w->known;
    return gazetteer_word(t->g, w->hash);
}

static bool is_capital(const tag_word *w)
{
    return w->flags & (TOKEN_CAPITAL | TOKEN_ALL_CAPS);
}

static bool may_start(const tagger *t, size_t word)
{
    const tag_word *w = &t->words[word];
    return w->sets & (is_capital(w) ? SET_START : SET_LOWER);
}

/* Whether a surface may begin with the word and the one behind it. */
static bool begins(const tagger *t, size_t word)
{
    uint64_t hash = t->words[word].hash;
    return gazetteer_begins(t->g, hash, 0) ||
           (word + 1 < t->n_words && gazetteer_begins(t->g, hash, t->words[word + 1].hash));
}

/* What the words may be is looked up after all are hashed: it has been fetched meanwhile. */
static void know_words(tagger *t)
{
    for (size_t i = 0; i < t->n_words; i++) {
        tag_word *w = &t->words[i];
        w->sets = (uint8_t)gazetteer_sets(t->g, w->hash);
        if (may_start(t, i) && !begins(t, i))
            w->sets &= (uint8_t) ~(SET_START | SET_LOWER);
        if (w->sets & SET_WORD && is_capital(w))
            w->known = (uint16_t)gazetteer_word(t->g, w->hash);
    }
}

static void cut_words(tagger *t)
{
    const token_list *list = t->doc->tokens;
    t->n_words = 0;
    for (size_t z = 0; z < t->doc->n_zones && z < UINT16_MAX; z++) {
        const tagger_zone *zone = &t->doc->zones[z];
        for (size_t i = zone->first; i < zone->end; i++) {
            const token *k = &list->tokens[i];
            if (k->flags & (TOKEN_JOINED | TOKEN_NGRAM))
                continue;
            if (!TAG_ROOM(t, words))
                return;
            uint64_t hash = layout_hash(token_fold(list, k));
            gazetteer_fetch_sets(t->g, hash);
            t->words[t->n_words++] = (tag_word){.hash = hash,
                                                .token = (uint32_t)i,
                                                .span = NO_SPAN,
                                                .flags = k->flags,
                                                .zone = (uint16_t)z};
        }
    }
    know_words(t);
}

slice tag_fold(const tagger *t, uint32_t word)
{
    return token_fold(t->doc->tokens, &t->doc->tokens->tokens[t->words[word].token]);
}

static bool all_space(slice s)
{
    return slice_trim(s).len == 0;
}

/* The apostrophe of "Workers' Party". */
static bool is_plural_mark(slice between)
{
    static const char *const marks[] = {"' ", "\u2019 "};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (slice_equal(between, slice_of(marks[i])))
            return true;
    return false;
}

tag_gap tag_gap_after(const tagger *t, uint32_t word)
{
    if (word + 1 >= t->n_words || t->words[word].zone != t->words[word + 1].zone)
        return GAP_FAR;
    const tagger_zone *zone = &t->doc->zones[t->words[word].zone];
    const token *a = &t->doc->tokens->tokens[t->words[word].token];
    const token *b = &t->doc->tokens->tokens[t->words[word + 1].token];
    size_t from = a->offset + a->length - zone->base, to = b->offset - zone->base;
    if (from > to || to > zone->text.len || b->flags & TOKEN_PARAGRAPH)
        return GAP_FAR;
    slice between = {zone->text.data + from, to - from};
    if (between.len == 1 && between.data[0] == ' ' && !(a->flags & TOKEN_POSSESSIVE) &&
        !(b->flags & TOKEN_HYPHEN))
        return GAP_SPACE; /* nearly always */
    if (a->flags & TOKEN_POSSESSIVE)
        return memchr(between.data, ',', between.len) ? GAP_FAR : GAP_POSSESSIVE;
    if (b->flags & TOKEN_HYPHEN)
        return GAP_HYPHEN;
    if (all_space(between))
        return GAP_SPACE;
    if (is_plural_mark(between))
        return GAP_POSSESSIVE;
    slice rest = {between.data + 1, between.len - 1};
    if (between.data[0] == '.' && all_space(rest))
        return GAP_DOT;
    if (between.data[0] == ',' && all_space(rest))
        return GAP_COMMA;
    slice inner = slice_trim(between);
    return inner.len == 1 && inner.data[0] == '(' ? GAP_BRACKET : GAP_FAR;
}

/* Whether the words that have to be capitalised are. */
static bool capitals_fit(const tagger *t, uint32_t first, const layout_candidate *candidate)
{
    for (unsigned i = 0; i < candidate->words; i++) {
        unsigned flags = t->words[first + i].flags;
        if (candidate->all_caps >> i & 1 && !(flags & (TOKEN_ALL_CAPS | TOKEN_ACRONYM)))
            return false;
        if (candidate->capitals >> i & 1 && !(flags & (TOKEN_CAPITAL | TOKEN_ALL_CAPS)))
            return false;
    }
    return true;
}

static bool was_there(const tagger *t, uint32_t country)
{
    gazetteer_term term;
    for (size_t i = 0; t->doc->when && gazetteer_term_of(t->g, country, i, &term); i++)
        if (term.from <= t->doc->when && t->doc->when <= term.to)
            return true;
    return false;
}

/* Cities and palaces are those of the state that was there on the day: Moscow of the Soviet Union,
 * and of Russia before and after. */
static uint32_t valid_on_day(const tagger *t, const layout_candidate *candidates, size_t n,
                             uint32_t valid)
{
    uint32_t dated = 0, there = 0, places = 0;
    for (size_t i = 0; i < n && i < 32; i++) {
        uint32_t bit = valid & 1u << i;
        places |= candidates[i].use >= USE_CAPITAL && candidates[i].use <= USE_CITY ? bit : 0;
        if (bit && candidates[i].flags & LAYOUT_DATED) {
            dated |= bit;
            there |= was_there(t, candidates[i].entity) ? bit : 0;
        }
    }
    return there ? valid & (~places | there) : valid & ~dated;
}

static uint32_t valid_candidates(const tagger *t, uint32_t first, uint32_t length,
                                 const layout_candidate *candidates, size_t n)
{
    uint32_t valid = 0;
    unsigned flags = 0;
    for (size_t i = 0; i < n && i < 32; i++) {
        if (candidates[i].words != length || !capitals_fit(t, first, &candidates[i]))
            continue;
        valid |= 1u << i;
        flags |= candidates[i].flags;
    }
    return flags & LAYOUT_DATED ? valid_on_day(t, candidates, n, valid) : valid;
}

/* The longest surface that starts at a word, at most up to `limit`; false when there is none. */
static bool longest(const tagger *t, uint32_t first, uint32_t limit, tag_span *out)
{
    uint32_t node = GAZETTEER_ROOT;
    bool found = false;
    for (uint32_t at = first; at < limit; at++) {
        if (at > first && tag_gap_after(t, at - 1) > GAP_POSSESSIVE)
            break;
        const layout_edge *edge = gazetteer_step(t->g, node, t->words[at].hash);
        if (!edge)
            break;
        size_t n;
        const layout_candidate *candidates = gazetteer_candidates(t->g, edge, &n);
        uint32_t valid = candidates ? valid_candidates(t, first, at + 1 - first, candidates, n) : 0;
        if (valid) {
            *out = (tag_span){first, at + 1, candidates, (uint32_t)n, valid, false};
            found = true;
        }
        if (edge->child & LAYOUT_LEAF)
            break;
        node = edge->child;
    }
    if (found)
        out->blocked = tag_use(out, USE_BLOCK, USE_BLOCK) != NULL;
    return found;
}

const layout_candidate *tag_use(const tag_span *span, layout_use from, layout_use to)
{
    for (uint32_t i = 0; i < span->n_candidates && i < 32; i++)
        if (span->valid >> i & 1 && span->candidates[i].use >= from &&
            span->candidates[i].use <= to)
            return &span->candidates[i];
    return NULL;
}

/* Evidence counts once for each time that it is met. */
static void count_evidence(tagger *t, const tag_span *span)
{
    for (uint32_t i = 0; i < span->n_candidates && i < 32; i++) {
        uint32_t reading = span->candidates[i].entity;
        if (!(span->valid >> i & 1) || span->candidates[i].use != USE_EVIDENCE ||
            reading >= t->n_evidence)
            continue;
        if (!t->evidence[reading]++ && TAG_ROOM(t, touched))
            t->touched[t->n_touched++] = reading;
    }
}

/* Countries named without doubt: they speak for the officials of theirs. */
static void see_countries(tagger *t, const tag_span *span)
{
    const layout_candidate *country = tag_use(span, USE_NAME, USE_METONYM);
    const layout_entity *row = country ? gazetteer_row(t->g, country->entity) : NULL;
    if (row && !span->blocked && !tag_use(span, USE_AMBIGUOUS, USE_AMBIGUOUS))
        tag_see_country(t, row->country);
}

/* Surfaces are looked up in a table that no cache holds: it is asked for a few words ahead. */
static void look_ahead(const tagger *t, uint32_t word)
{
    enum { AHEAD = 6 };
    if (word + AHEAD < t->n_words && may_start(t, word + AHEAD))
        gazetteer_fetch(t->g, t->words[word + AHEAD].hash);
}

void tag_scan(tagger *t)
{
    for (size_t i = 0; i < t->n_touched; i++)
        t->evidence[t->touched[i]] = 0;
    t->n_touched = 0;
    t->n_spans = 0;
    cut_words(t);
    for (uint32_t i = 0; i < t->n_words && !t->failed;) {
        tag_span span;
        look_ahead(t, i);
        if (!may_start(t, i) || !longest(t, i, (uint32_t)t->n_words, &span) ||
            !TAG_ROOM(t, spans)) {
            i++;
            continue;
        }
        count_evidence(t, &span);
        see_countries(t, &span);
        for (uint32_t k = span.first; k < span.end; k++)
            t->words[k].span = (uint32_t)t->n_spans;
        t->spans[t->n_spans++] = span;
        i = span.end;
    }
}

const tag_span *tag_span_before(const tagger *t, uint32_t word)
{
    if (!word || t->words[word - 1].span == NO_SPAN)
        return NULL;
    const tag_span *span = &t->spans[t->words[word - 1].span];
    return span->end == word ? span : NULL;
}

const tag_span *tag_span_at(const tagger *t, uint32_t word)
{
    if (word >= t->n_words || t->words[word].span == NO_SPAN)
        return NULL;
    const tag_span *span = &t->spans[t->words[word].span];
    return span->first == word ? span : NULL;
}

static uint8_t *seen_place(tagger *t, const char country[2])
{
    unsigned a = (unsigned char)country[0] - 'A', b = (unsigned char)country[1] - 'A';
    return a < 26 && b < 26 ? &t->country_seen[a * 26 + b] : NULL;
}

void tag_see_country(tagger *t, const char country[2])
{
    uint8_t *place = seen_place(t, country);
    if (place)
        *place = 1;
}

bool tag_country_seen(const tagger *t, const char country[2])
{
    const uint8_t *place = seen_place((tagger *)t, country);
    return place && *place;
}

bool tag_add(tagger *t, tag_mention mention)
{
    if (!TAG_ROOM(t, mentions))
        return false;
    t->mentions[t->n_mentions++] = mention;
    return true;
}

/* The next surface inside another one from *at on, shorter than it; false when there is none. */
static bool next_inside(const tagger *t, const tag_span *outer, uint32_t *at, tag_span *out)
{
    while (*at < outer->end) {
        uint32_t limit = *at == outer->first ? outer->end - 1 : outer->end;
        if (may_start(t, *at) && longest(t, *at, limit, out)) {
            *at = out->end;
            return true;
        }
        ++*at;
    }
    return false;
}

static void add_inside(tagger *t, const tag_span *span, bool bodies)
{
    static const uint8_t rules[] = {ENTITY_BY_NAME, ENTITY_BY_DEMONYM, ENTITY_BY_ABBREVIATION};
    const layout_candidate *country = tag_use(span, USE_NAME, USE_ABBREVIATION);
    const layout_candidate *body = tag_use(span, USE_ORGANIZATION, USE_ORGANIZATION);
    if (country)
        tag_add(t, (tag_mention){span->first, span->end, country->entity, NO_PERSON, ENTITY_COUNTRY,
                                 rules[country->use - USE_NAME], true});
    if (body && bodies)
        tag_add(t, (tag_mention){span->first, span->end, body->entity, NO_PERSON,
                                 ENTITY_ORGANIZATION, ENTITY_BY_NAME, true});
}

/* "Russian" in "Russian Foreign Ministry" is a mention too, and a body in an office ("ambassador to
 * the UN"); a city in a name ("Paris Agreement") is not. */
void tag_inside(tagger *t, const tag_span *outer)
{
    tag_span span;
    for (uint32_t at = outer->first; next_inside(t, outer, &at, &span);)
        if (!span.blocked)
            add_inside(t, &span, tag_use(outer, USE_OFFICE, USE_OFFICE) != NULL);
}

uint32_t tag_country_inside(const tagger *t, const tag_span *outer)
{
    tag_span span;
    for (uint32_t at = outer->first; next_inside(t, outer, &at, &span);) {
        const layout_candidate *country = tag_country_of(t, &span);
        const layout_candidate *body = tag_use(&span, USE_ORGANIZATION, USE_ORGANIZATION);
        const layout_entity *row = body ? gazetteer_row(t->g, body->entity) : NULL;
        if (country)
            return country->entity;
        if (row && row->country[0])
            return gazetteer_find(t->g, ENTITY_COUNTRY, (slice){row->country, 2});
    }
    return GAZETTEER_NONE;
}

const layout_candidate *tag_country_of(const tagger *t, const tag_span *span)
{
    const layout_candidate *named = tag_use(span, USE_NAME, USE_METONYM);
    const layout_candidate *ambiguous = tag_use(span, USE_AMBIGUOUS, USE_AMBIGUOUS);
    if (span->blocked || !named || !ambiguous)
        return span->blocked ? NULL : named;
    const layout_reading *reading = tag_reading(t, ambiguous);
    for (uint32_t i = 0; reading && i < span->n_candidates && i < 32; i++)
        if (span->valid >> i & 1 && span->candidates[i].use <= USE_METONYM &&
            span->candidates[i].entity == reading->entity)
            return &span->candidates[i];
    return named;
}
