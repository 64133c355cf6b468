/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stands before and after a name: office, country, rank, "former". */
#include "entity/tagger_parts.h"

static const tag_title no_title = {
    .office = GAZETTEER_NONE, .country = GAZETTEER_NONE, .office_span = NO_SPAN};

uint32_t tag_office(const tagger *t, const tag_span *span, uint32_t country)
{
    const layout_entity *row = gazetteer_row(t->g, country);
    uint32_t open = GAZETTEER_NONE, limited = GAZETTEER_NONE;
    for (uint32_t i = 0; i < span->n_candidates && i < 32; i++) {
        const layout_candidate *c = &span->candidates[i];
        if (!(span->valid >> i & 1) || c->use != USE_OFFICE)
            continue;
        slice limit = gazetteer_string(t->g, c->aux);
        if (!limit.len)
            open = open == GAZETTEER_NONE ? c->entity : open;
        else if (!row ? limited == GAZETTEER_NONE : gazetteer_limit_allows(limit, row->country))
            limited = c->entity;
    }
    /* With a country its own office comes first; without one the office that all have. */
    if (row && limited != GAZETTEER_NONE)
        return limited;
    return open != GAZETTEER_NONE ? open : row ? GAZETTEER_NONE : limited;
}

static bool is_former(const tagger *t, uint32_t word)
{
    uint64_t h = t->words[word].hash;
    return h == t->known.former || h == t->known.ex || h == t->known.then || h == t->known.late;
}

static bool joins(tag_gap gap)
{
    return gap == GAP_SPACE || gap == GAP_DOT || gap == GAP_HYPHEN;
}

static bool is_polite(const tagger *t, uint32_t word)
{
    return (t->words[word].flags & TOKEN_CAPITAL) &&
           (t->words[word].known & (WORD_HONORIFIC | WORD_RANK));
}

static const layout_candidate *country_of_span(const tag_span *span)
{
    return span->blocked ? NULL : tag_use(span, USE_NAME, USE_ABBREVIATION);
}

/* Takes the span before title->first into the title, if it is an office or a country. */
static bool take_span(const tagger *t, const tag_span *span, tag_title *title)
{
    const layout_candidate *office = tag_use(span, USE_OFFICE, USE_OFFICE);
    const layout_candidate *country = country_of_span(span);
    if (office && !span->blocked && title->office_span == NO_SPAN) {
        title->office_span = t->words[span->first].span;
        title->polite = true;
    } else if (country && title->country == GAZETTEER_NONE) {
        title->country = country->entity;
    } else if (!office && !tag_use(span, USE_ORGANIZATION, USE_ORGANIZATION)) {
        return false;
    }
    title->first = span->first;
    return true;
}

/* "the President of Brazil, Dilma Rousseff". */
static bool owned_before(const tagger *t, uint32_t word, tag_title *title)
{
    const tag_span *owner = tag_span_before(t, word);
    const layout_candidate *country = owner ? country_of_span(owner) : NULL;
    if (!country || tag_gap_after(t, word - 1) != GAP_COMMA)
        return false;
    uint32_t at = owner->first;
    if (at > 0 && t->words[at - 1].hash == t->known.the)
        at--;
    if (at < 2 || t->words[at - 1].hash != t->known.of)
        return false;
    const tag_span *office = tag_span_before(t, at - 1);
    if (!office || office->blocked || !tag_use(office, USE_OFFICE, USE_OFFICE))
        return false;
    title->office_span = t->words[office->first].span;
    title->country = country->entity;
    title->polite = true;
    title->first = office->first;
    return true;
}

tag_title tag_title_before(const tagger *t, uint32_t word)
{
    enum { LONGEST = 12 };
    tag_title title = no_title;
    title.first = title.end = word;
    if (word > 0 && owned_before(t, word, &title)) {
        title.office = tag_office(t, &t->spans[title.office_span], title.country);
        return title;
    }
    while (title.first > 0 && word - title.first < LONGEST) {
        uint32_t before = title.first - 1;
        tag_gap gap = tag_gap_after(t, before);
        const tag_span *span = tag_span_before(t, title.first);
        bool owner = gap == GAP_POSSESSIVE && title.office_span != NO_SPAN;
        /* "the foreign minister, Sergey Lavrov", "the Secretary of Defense (McNamara)" */
        bool apposed = (gap == GAP_COMMA || gap == GAP_BRACKET) && title.first == word && span &&
                       tag_use(span, USE_OFFICE, USE_OFFICE);
        if (!joins(gap) && !owner && !apposed)
            break;
        if (span) {
            if (!take_span(t, span, &title))
                break;
        } else if (is_polite(t, before)) {
            title.polite = true;
            title.first = before;
        } else if (is_former(t, before)) {
            title.former = true;
            title.first = before;
        } else if (t->words[before].hash == t->known.acting) {
            title.first = before;
        } else {
            break;
        }
    }
    if (title.office_span != NO_SPAN)
        title.office = tag_office(t, &t->spans[title.office_span], title.country);
    return title;
}

/* The country after an office: "of Russia", "of the United States". */
static uint32_t owner_after(const tagger *t, uint32_t end, uint32_t *behind)
{
    uint32_t at = end;
    if (at >= t->n_words || t->words[at].hash != t->known.of ||
        tag_gap_after(t, at - 1) != GAP_SPACE)
        return GAZETTEER_NONE;
    at++;
    if (at < t->n_words && t->words[at].hash == t->known.the)
        at++;
    const tag_span *span = tag_span_at(t, at);
    const layout_candidate *country = span ? country_of_span(span) : NULL;
    if (!country)
        return GAZETTEER_NONE;
    *behind = span->end;
    return country->entity;
}

static bool goes_on(const tagger *t, uint32_t end)
{
    if (end >= t->n_words || tag_gap_after(t, end - 1) != GAP_SPACE)
        return false;
    uint64_t next = t->words[end].hash;
    return next == t->known.of || next == t->known.for_ || next == t->known.at;
}

tag_title tag_title_after(const tagger *t, uint32_t end)
{
    tag_title title = no_title;
    uint32_t at = end;
    title.first = title.end = end;
    if (!end || end >= t->n_words || tag_gap_after(t, end - 1) != GAP_COMMA)
        return title;
    while (at < t->n_words && at < end + 4) {
        const tag_span *span = tag_span_at(t, at);
        if (span && tag_use(span, USE_OFFICE, USE_OFFICE) && !span->blocked) {
            title.office_span = t->words[at].span;
            title.end = span->end;
            title.polite = true;
            break;
        }
        const layout_candidate *country = span ? country_of_span(span) : NULL;
        if (country)
            title.country = country->entity;
        else if (is_former(t, at))
            title.former = true;
        else if (t->words[at].hash != t->known.the)
            break;
        at = country ? span->end : at + 1;
    }
    if (title.office_span == NO_SPAN)
        return no_title;
    if (title.country == GAZETTEER_NONE)
        title.country = owner_after(t, title.end, &title.end);
    /* "the vice president for studies": of something that is no country. */
    if (title.country == GAZETTEER_NONE && goes_on(t, title.end))
        return no_title;
    title.office = tag_office(t, &t->spans[title.office_span], title.country);
    return title;
}
