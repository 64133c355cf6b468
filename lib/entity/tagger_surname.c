/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Persons by surname alone: of somebody named in full in the document, after a title, or of one who
 * was in everybody's mouth at the time. */
#include "entity/tagger_parts.h"

static bool next_is(const tagger *t, uint32_t word, unsigned flags)
{
    return word + 1 < t->n_words && tag_gap_after(t, word) == GAP_SPACE &&
           t->words[word + 1].flags & TOKEN_CAPITAL && t->words[word + 1].known & flags;
}

static bool is_country(const tagger *t, uint32_t word)
{
    const tag_span *span = tag_span_at(t, word);
    return span && tag_use(span, USE_NAME, USE_ABBREVIATION);
}

/* Is it a name of somebody at all, in the gazetteer or in the document? */
static bool is_somebody(const tagger *t, uint32_t word)
{
    const tag_word *w = &t->words[word];
    return w->sets & SET_NAME || w->span != NO_SPAN || t->called >> (w->hash & 63) & 1;
}

static bool may_be_surname(const tagger *t, uint32_t word)
{
    const tag_word *w = &t->words[word];
    if (!(w->flags & (TOKEN_CAPITAL | TOKEN_ALL_CAPS)) || w->taken || w->flags & TOKEN_NUMBER ||
        !is_somebody(t, word))
        return false;
    if (w->span != NO_SPAN) {
        const tag_span *span = &t->spans[w->span];
        if (span->blocked || span->end != span->first + 1 ||
            tag_use(span, USE_ORGANIZATION, USE_OFFICE) || tag_use(span, USE_DEMONYM, USE_DEMONYM))
            return false;
    }
    /* "his brother Nhu" is not the one who is known by the name. */
    bool relative = word > 0 && tag_flags_of(t, word - 1) & WORD_RELATION &&
                    tag_gap_after(t, word - 1) == GAP_SPACE;
    return !relative && !next_is(t, word, WORD_THING);
}

/* Is it the word that stands for the person alone? In some countries that is the given name, as the
 * gazetteer's keys say. */
static bool is_called(const tagger *t, const tag_person *p, uint32_t word)
{
    size_t n;
    if (p->surname == t->words[word].hash)
        return true;
    if (p->given != t->words[word].hash || p->official == GAZETTEER_NONE)
        return false;
    const layout_key *keys = gazetteer_keyed(t->g, LAYOUT_SURNAMES, t->words[word].hash, &n);
    for (size_t i = 0; i < n; i++)
        if (keys[i].official == p->official)
            return true;
    return false;
}

/* The person of this surname that a mention means: one whose office is the title's, else the one
 * named last before it, else the first of the document. */
static uint32_t named_in_full(const tagger *t, uint32_t word, const tag_title *title)
{
    uint32_t best = NO_PERSON;
    if (!(t->called >> (t->words[word].hash & 63) & 1))
        return NO_PERSON;
    for (uint32_t i = 0; i < t->n_persons; i++) {
        const tag_person *p = &t->persons[i];
        if (!is_called(t, p, word))
            continue;
        if (title->office != GAZETTEER_NONE && p->title.office == title->office)
            return i;
        if (best == NO_PERSON ||
            (p->first_mention < word && p->first_mention >= t->persons[best].first_mention))
            best = i;
    }
    return best;
}

static uint32_t add_person(tagger *t, uint32_t word, const tag_person *made)
{
    if (!TAG_ROOM(t, persons))
        return NO_PERSON;
    t->persons[t->n_persons] = *made;
    t->persons[t->n_persons].first_mention = word;
    tag_call(t, made->surname);
    return (uint32_t)t->n_persons++;
}

/* The official as a person of the document, who has no more than this word for a name. */
static uint32_t known_person(tagger *t, uint32_t word, uint32_t official, uint8_t rule)
{
    for (uint32_t i = 0; i < t->n_persons; i++)
        if (t->persons[i].official == official && t->persons[i].surname == t->words[word].hash)
            return i;
    const tag_person made = {
        .surname = t->words[word].hash,
        .official = official,
        .rule = rule,
        .title = {.office = GAZETTEER_NONE, .country = GAZETTEER_NONE, .office_span = NO_SPAN}};
    return add_person(t, word, &made);
}

/* "President Putin" where no full name is given. */
static uint32_t titled(tagger *t, uint32_t word, const tag_title *title)
{
    tag_person made = {.surname = t->words[word].hash,
                       .official = GAZETTEER_NONE,
                       .title = *title,
                       .name_first = word,
                       .name_end = word};
    tag_link(t, &made);
    return made.official == GAZETTEER_NONE ? NO_PERSON : add_person(t, word, &made);
}

/* One whom a user's own list names by this word alone. */
static uint32_t listed_alone(tagger *t, uint32_t word)
{
    const tag_span *span = tag_span_at(t, word);
    for (uint32_t i = 0; span && i < span->n_candidates && i < 32; i++) {
        const layout_candidate *c = &span->candidates[i];
        const layout_entity *row = gazetteer_row(t->g, c->entity);
        if (span->valid >> i & 1 && c->use == USE_OFFICIAL && row && row->flags & LAYOUT_LISTED)
            return known_person(t, word, c->entity, ENTITY_BY_NAME);
    }
    return NO_PERSON;
}

static bool is_capital(const tagger *t, uint32_t word)
{
    return t->words[word].flags & (TOKEN_CAPITAL | TOKEN_ALL_CAPS);
}

/* Is the word one of several that are a name together: Fort Smith, Otero Mesa, Report Card? Not in
 * headlines, whose words may all have capitals. */
static bool is_in_a_name(const tagger *t, uint32_t word)
{
    if (t->doc->zones[t->words[word].zone].zone == ENTITY_IN_TITLE)
        return false;
    bool before = word > 0 && tag_gap_after(t, word - 1) < GAP_POSSESSIVE &&
                  is_capital(t, word - 1) && !(t->words[word - 1].flags & TOKEN_SENTENCE);
    bool behind = word + 1 < t->n_words && tag_gap_after(t, word) < GAP_POSSESSIVE &&
                  is_capital(t, word + 1) && !(t->words[word + 1].flags & TOKEN_SENTENCE);
    return before || behind;
}

/* Acronyms are no surnames; in a wire's capitals they may be: "President PUTIN". */
static bool is_acronym(const tag_word *w)
{
    return w->flags & (TOKEN_ALL_CAPS | TOKEN_ACRONYM) && !(w->flags & TOKEN_CAPS_LINE);
}

static uint32_t prominent(tagger *t, uint32_t word, const tag_title *title)
{
    const tag_word *w = &t->words[word];
    unsigned flags = t->words[word].known;
    bool office = title->office_span != NO_SPAN;
    if (w->flags & TOKEN_CAPS_LINE || flags & (WORD_FIRST_WORD | WORD_BREAK) ||
        (flags & WORD_FIRST && next_is(t, word, ~0u)))
        return NO_PERSON;
    if (w->span != NO_SPAN && !tag_use(&t->spans[w->span], USE_OFFICIAL, USE_OFFICIAL))
        return NO_PERSON;
    uint32_t official = tag_prominent(t, word, office);
    const layout_entity *row = gazetteer_row(t->g, official);
    if (!row || (!(row->flags & LAYOUT_LISTED) && !title->polite &&
                 (is_in_a_name(t, word) || is_acronym(w))))
        return NO_PERSON;
    return known_person(t, word, official, ENTITY_BY_PROMINENCE);
}

/* Somebody of this surname is named in full, but is nobody known, and is not yet introduced or not
 * of this office: "President Kennedy", where Bobby Kennedy comes further down. */
static bool is_another(const tagger *t, uint32_t person, uint32_t word, const tag_title *title)
{
    const tag_person *p = &t->persons[person];
    return p->official == GAZETTEER_NONE && !p->provisional &&
           (title->office != GAZETTEER_NONE || p->first_mention > word);
}

static uint32_t person_called(tagger *t, uint32_t word, const tag_title *title)
{
    uint32_t person = listed_alone(t, word);
    if (person != NO_PERSON)
        return person;
    if (title->polite || !(t->words[word].known & WORD_BREAK)) /* "in May" is no Theresa May */
        person = named_in_full(t, word, title);
    if (person != NO_PERSON && !is_another(t, person, word, title))
        return person;
    uint32_t other = title->polite ? titled(t, word, title) : NO_PERSON;
    if (other == NO_PERSON)
        other = prominent(t, word, title);
    return other != NO_PERSON ? other : person;
}

void tag_surnames(tagger *t)
{
    for (uint32_t i = 0; i < t->n_words && !t->failed; i++) {
        if (!may_be_surname(t, i))
            continue;
        tag_title title = tag_title_before(t, i);
        if (is_country(t, i) && !title.polite)
            continue;
        uint8_t rule = ENTITY_BY_SURNAME;
        uint32_t person = person_called(t, i, &title);
        if (person == NO_PERSON)
            continue;
        if (t->persons[person].first_mention == i || !t->persons[person].given)
            rule = t->persons[person].rule;
        t->words[i].taken = TAKEN_NAME;
        if (title.office_span != NO_SPAN)
            for (uint32_t k = title.first; k < i; k++)
                t->words[k].taken = TAKEN_TITLE;
        tag_add(t, (tag_mention){i, i + 1, GAZETTEER_NONE, person, ENTITY_OFFICIAL, rule, false});
    }
}
