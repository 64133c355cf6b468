/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of two words and more, and the persons that they group into. */
#include <string.h>

#include "entity/names.h"
#include "entity/tagger_parts.h"

enum { NAME_WORDS_MAX = 6 };

static bool is_capital(const tagger *t, uint32_t word)
{
    unsigned flags = t->words[word].flags;
    return flags & TOKEN_CAPITAL && !(flags & (TOKEN_NUMBER | TOKEN_CAPS_LINE));
}

static bool is_initial(const tagger *t, uint32_t word)
{
    return is_capital(t, word) && t->doc->tokens->tokens[t->words[word].token].length == 1;
}

/* A surface that may be a word of somebody's name all the same: Jordan, Lincoln. */
static bool is_soft(const tag_span *span)
{
    return !span->blocked && span->end == span->first + 1 &&
           !tag_use(span, USE_ORGANIZATION, USE_OFFICE) && !tag_use(span, USE_DEMONYM, USE_DEMONYM);
}

static bool may_be_in_name(const tagger *t, uint32_t word)
{
    if (!is_capital(t, word) || t->words[word].taken || t->words[word].known & WORD_BREAK)
        return false;
    return t->words[word].span == NO_SPAN || is_soft(&t->spans[t->words[word].span]);
}

/* Is there a line's end between the word and the one before it? */
static bool on_new_line(const tagger *t, uint32_t word)
{
    const tagger_zone *zone = &t->doc->zones[t->words[word].zone];
    const token *a = &t->doc->tokens->tokens[t->words[word - 1].token];
    const token *b = &t->doc->tokens->tokens[t->words[word].token];
    size_t from = a->offset + a->length - zone->base, to = b->offset - zone->base;
    return from < to && to <= zone->text.len && memchr(zone->text.data + from, '\n', to - from);
}

/* Another name begins here, though nothing but space is between: in a list of those present, one a
 * line. */
static bool begins_anew(const tagger *t, uint32_t word)
{
    unsigned flags = t->words[word].known, before = t->words[word - 1].known;
    if (flags & (WORD_HONORIFIC | WORD_RANK) || t->words[word].hash == t->words[word - 1].hash)
        return true;
    bool given = flags & WORD_FIRST && !(before & WORD_FIRST) && !is_initial(t, word - 1);
    bool shout = (t->words[word].flags & ~t->words[word - 1].flags) & TOKEN_ALL_CAPS;
    return (given || shout) && on_new_line(t, word);
}

static bool goes_on(const tagger *t, uint32_t word)
{
    tag_gap gap = tag_gap_after(t, word - 1);
    bool initial = is_initial(t, word - 1);
    if ((t->words[word].flags & TOKEN_SENTENCE && !initial) || begins_anew(t, word))
        return false;
    return gap == GAP_SPACE || gap == GAP_HYPHEN || (gap == GAP_DOT && initial);
}

/* The end of the run of capitalised words (and particles between them) from a word on. */
static uint32_t run_end(const tagger *t, uint32_t first)
{
    uint32_t end = first + 1;
    while (end < t->n_words && end - first < NAME_WORDS_MAX && goes_on(t, end)) {
        if (may_be_in_name(t, end)) {
            end++;
            continue;
        }
        bool particle = t->words[end].span == NO_SPAN && tag_flags_of(t, end) & WORD_PARTICLE;
        if (!particle || end + 1 >= t->n_words || !goes_on(t, end + 1) ||
            !may_be_in_name(t, end + 1))
            break;
        end += 2;
    }
    while (end > first + 1 &&
           (t->words[end - 1].known & WORD_SUFFIX || is_initial(t, end - 1))) /* "Hambro I" */
        end--;
    return end;
}

/* The word that stands for the person alone: the family name, wherever it is written. */
static uint32_t surname_of(const tagger *t, uint32_t first, uint32_t end)
{
    unsigned flags = t->words[first].known;
    if (flags & WORD_SURNAME_FIRST && !(flags & WORD_FIRST))
        return first;
    while (end > first + 1 && t->words[end - 1].known & WORD_SUFFIX)
        end--;
    return end - 1;
}

static bool given_fits(const tag_person *p, uint64_t given, char initial, bool is_letter)
{
    if (!given || !p->given || p->given == given)
        return true;
    return (p->given_is_initial || is_letter) && p->initial == initial;
}

static uint32_t find_person(const tagger *t, uint64_t surname, uint64_t given, char initial,
                            bool is_letter)
{
    for (size_t i = 0; i < t->n_persons; i++)
        if (t->persons[i].surname == surname &&
            given_fits(&t->persons[i], given, initial, is_letter))
            return (uint32_t)i;
    return NO_PERSON;
}

static void better_title(tag_title *kept, const tag_title *found)
{
    bool office = found->office != GAZETTEER_NONE, had = kept->office != GAZETTEER_NONE;
    if ((office && !had) || (office == had && kept->country == GAZETTEER_NONE))
        *kept = *found;
}

/* The person that a name of these words is, made when it is new. */
static uint32_t person_named(tagger *t, uint32_t first, uint32_t end, const tag_title *title)
{
    uint32_t family = surname_of(t, first, end);
    uint32_t given = family == first ? end - 1 : first;
    bool letter = is_initial(t, given);
    char initial = tag_fold(t, given).data[0];
    tag_call(t, t->words[family].hash);
    tag_call(t, t->words[given].hash);
    uint32_t person = find_person(t, t->words[family].hash, t->words[given].hash, initial, letter);
    if (person == NO_PERSON) {
        if (!TAG_ROOM(t, persons))
            return NO_PERSON;
        person = (uint32_t)t->n_persons++;
        t->persons[person] = (tag_person){.surname = t->words[family].hash,
                                          .given = t->words[given].hash,
                                          .initial = initial,
                                          .given_is_initial = letter,
                                          .official = GAZETTEER_NONE,
                                          .title = *title,
                                          .first_mention = first,
                                          .name_first = first,
                                          .name_end = end};
        return person;
    }
    tag_person *p = &t->persons[person];
    if (p->given_is_initial && !letter) {
        p->given = t->words[given].hash;
        p->given_is_initial = false;
    }
    if (end - first > p->name_end - p->name_first) {
        p->name_first = first;
        p->name_end = end;
    }
    better_title(&p->title, title);
    return person;
}

static void take(tagger *t, uint32_t first, uint32_t end, uint8_t how)
{
    for (uint32_t i = first; i < end; i++)
        t->words[i].taken = how;
}

/* Of the titles before and after a name, whether the one before says more: "Gen. Joseph Dunford,
 * the chairman of the joint chiefs". */
static bool higher(const tagger *t, const tag_title *before, const tag_title *after)
{
    const layout_entity *a = gazetteer_row(t->g, before->office);
    const layout_entity *b = gazetteer_row(t->g, after->office);
    return !b || (a && a->rank <= b->rank);
}

static void add_name(tagger *t, uint32_t first, uint32_t end, const tag_title *before)
{
    tag_title after = tag_title_after(t, end);
    tag_title title = higher(t, before, &after) ? *before : after;
    title.former |= before->former;
    if (title.country == GAZETTEER_NONE)
        title.country = before->country;
    if (before->office_span != NO_SPAN)
        take(t, before->first, first, TAKEN_TITLE);
    if (after.office_span != NO_SPAN)
        take(t, t->spans[after.office_span].first, t->spans[after.office_span].end, TAKEN_TITLE);
    take(t, first, end, TAKEN_NAME);
    uint32_t person = person_named(t, first, end, &title);
    if (person != NO_PERSON)
        tag_add(t, (tag_mention){first, end, GAZETTEER_NONE, person, ENTITY_OFFICIAL,
                                 ENTITY_BY_NAME, false});
}

/* Whether the run [first, end) of two words and more is a person's name. */
static bool is_name(const tagger *t, uint32_t first, uint32_t end, const tag_title *title)
{
    unsigned flags = t->words[first].known;
    if (title->polite || (is_initial(t, first) && tag_gap_after(t, first) == GAP_DOT))
        return true;
    if (flags & (WORD_FIRST | WORD_SURNAME_FIRST))
        return !(flags & WORD_FIRST_WORD) || !(t->words[first].flags & TOKEN_SENTENCE);
    /* An office behind it is enough for words that nothing else explains. */
    for (uint32_t i = first; i < end; i++)
        if (t->words[i].span != NO_SPAN)
            return false;
    return !(t->words[first].flags & TOKEN_SENTENCE) &&
           tag_title_after(t, end).office != GAZETTEER_NONE;
}

static bool ends_in_thing(const tagger *t, uint32_t first, uint32_t end)
{
    for (uint32_t i = first + 1; i < end; i++)
        if (t->words[i].known & WORD_THING)
            return true;
    return false;
}

static bool follows_name(const tagger *t, uint32_t end)
{
    return end < t->n_words && tag_gap_after(t, end - 1) == GAP_SPACE &&
           t->words[end].flags & TOKEN_CAPITAL && t->words[end].known & WORD_THING;
}

static uint32_t try_run(tagger *t, uint32_t first)
{
    if (!may_be_in_name(t, first))
        return first + 1;
    uint32_t end = run_end(t, first);
    if (t->words[first].known & (WORD_RANK | WORD_HONORIFIC)) /* "Lieutenant-Colonel" */
        return first + 1;
    bool particle = t->words[first].known & WORD_PARTICLE;
    if (end < first + 2 || (particle && end == first + 2)) /* "De Gaulle" is a surname alone */
        return first + 1;
    tag_title title = tag_title_before(t, first);
    if (!is_name(t, first, end, &title))
        return first + 1;
    if (ends_in_thing(t, first, end) || follows_name(t, end)) {
        take(t, first, end, TAKEN_NAME);
        return end;
    }
    add_name(t, first, end, &title);
    return end;
}

void tag_names(tagger *t)
{
    for (uint32_t i = 0; i < t->n_words && !t->failed;) {
        const tag_span *span = tag_span_at(t, i);
        if (span && span->blocked) {
            i = span->end;
        } else if (span && tag_use(span, USE_OFFICIAL, USE_OFFICIAL) && span->end > i + 1) {
            uint32_t end = span->end;
            tag_title title = tag_title_before(t, i);
            if (follows_name(t, end))
                take(t, i, end, TAKEN_NAME);
            else
                add_name(t, i, end, &title);
            i = end;
        } else {
            i = try_run(t, i);
        }
    }
}
