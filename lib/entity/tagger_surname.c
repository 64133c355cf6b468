/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Persons by surname alone: of somebody named in full in the document, after a title, or of one who
 * was in everybody's mouth at the time. */
#include "entity/tagger_parts.h"

static unsigned word_flags(const tagger *t, uint32_t word)
{
    return gazetteer_word(t->g, t->words[word].hash);
}

static bool next_is(const tagger *t, uint32_t word, unsigned flags)
{
    return word + 1 < t->n_words && tag_gap_after(t, word) == GAP_SPACE &&
           t->words[word + 1].flags & TOKEN_CAPITAL && word_flags(t, word + 1) & flags;
}

static bool is_country(const tagger *t, uint32_t word)
{
    const tag_span *span = tag_span_at(t, word);
    return span && tag_use(span, USE_NAME, USE_ABBREVIATION);
}

static bool may_be_surname(const tagger *t, uint32_t word)
{
    const tag_word *w = &t->words[word];
    if (w->taken || !(w->flags & (TOKEN_CAPITAL | TOKEN_ALL_CAPS)) || w->flags & TOKEN_NUMBER)
        return false;
    if (w->span != NO_SPAN) {
        const tag_span *span = &t->spans[w->span];
        if (span->blocked || span->end != span->first + 1 ||
            tag_use(span, USE_ORGANIZATION, USE_OFFICE) || tag_use(span, USE_DEMONYM, USE_DEMONYM))
            return false;
    }
    return !next_is(t, word, WORD_THING);
}

/* The person of this surname that a mention means: one whose office is the title's, else the one
 * named last before it, else the first of the document. */
static uint32_t named_in_full(const tagger *t, uint32_t word, const tag_title *title)
{
    uint32_t best = NO_PERSON;
    for (uint32_t i = 0; i < t->n_persons; i++) {
        const tag_person *p = &t->persons[i];
        if (p->surname != t->words[word].hash)
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
    return (uint32_t)t->n_persons++;
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

static uint32_t prominent(tagger *t, uint32_t word)
{
    const tag_word *w = &t->words[word];
    unsigned flags = word_flags(t, word);
    if (w->flags & TOKEN_CAPS_LINE || flags & (WORD_FIRST_WORD | WORD_BREAK) ||
        (flags & WORD_FIRST && next_is(t, word, ~0u)))
        return NO_PERSON;
    if (w->span != NO_SPAN && !tag_use(&t->spans[w->span], USE_OFFICIAL, USE_OFFICIAL))
        return NO_PERSON;
    uint32_t official = tag_prominent(t, word);
    if (official == GAZETTEER_NONE)
        return NO_PERSON;
    const tag_person made = {
        .surname = w->hash,
        .official = official,
        .rule = ENTITY_BY_PROMINENCE,
        .title = {.office = GAZETTEER_NONE, .country = GAZETTEER_NONE, .office_span = NO_SPAN}};
    return add_person(t, word, &made);
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
        uint32_t person = NO_PERSON;
        if (title.polite || !(word_flags(t, i) & WORD_BREAK)) /* "in May" is no Theresa May */
            person = named_in_full(t, i, &title);
        if (person == NO_PERSON)
            person = title.polite ? titled(t, i, &title) : NO_PERSON;
        if (person == NO_PERSON)
            person = prominent(t, i);
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
