/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Officials: their names, the offices that they held, and the keys by which they are found. */
#include <string.h>

#include "entity/compile_parts.h"
#include "entity/names.h"
#include "text/utf8.h"

static const slice embassy = {"ambassador to ", 14};

/* Whether a limit ("GB IN", empty for none) lets a country in. */
static bool limit_allows(slice limit, slice country)
{
    if (!limit.len)
        return true;
    for (size_t i = 0; country.len == 2 && i + 2 <= limit.len; i += 3)
        if (memcmp(limit.data + i, country.data, 2) == 0)
            return true;
    return false;
}

static uint32_t office_named(compiler *c, slice text, slice country)
{
    uint32_t node = compile_node(c, text);
    if (!node)
        return NO_ENTITY;
    for (uint32_t at = *VECTOR_AT(&c->node_first, uint32_t, node); at != NO_ENTITY;
         at = *VECTOR_AT(&c->chain, uint32_t, at)) {
        const layout_candidate *candidate = VECTOR_AT(&c->candidates, layout_candidate, at);
        if (candidate->use == USE_OFFICE && limit_allows(compile_text(c, candidate->aux), country))
            return candidate->entity;
    }
    return NO_ENTITY;
}

/* An embassy is written with every name of its country and with its capital. */
static void add_embassy_names(compiler *c, const facts_row *row, uint32_t office, uint32_t country)
{
    static const char *const before[] = {"ambassador to ", "ambassador to the "};
    size_t known = c->spellings.count;
    buf name = BUF_INIT(1 << 16);
    for (size_t i = 0; i < known && !c->failed; i++) {
        draft_spelling spelling = *VECTOR_AT(&c->spellings, draft_spelling, i);
        if (spelling.entity != country ||
            !(spelling.use == USE_NAME || spelling.use == USE_ABBREVIATION ||
              spelling.use == USE_CAPITAL))
            continue;
        for (size_t k = 0; k < sizeof before / sizeof before[0]; k++) {
            buf_clear(&name);
            buf_append_slice(&name, slice_of(before[k]));
            buf_append_slice(&name, compile_text(c, spelling.text));
            compile_surface(c, row, buf_slice(&name), USE_OFFICE, office, 0);
        }
    }
    buf_free(&name);
}

/* "ambassador to russia": an office for each country that a row sends somebody to. */
static uint32_t embassy_office(compiler *c, const facts_row *row, slice text)
{
    if (!slice_starts_with(text, embassy))
        return NO_ENTITY;
    slice place = {text.data + embassy.len, text.len - embassy.len};
    const layout_candidate *country = compile_candidate(c, compile_node(c, place), USE_NAME);
    if (!country)
        return NO_ENTITY;
    uint32_t number = country->entity;
    buf id = BUF_INIT(1 << 16);
    buf_append_slice(&id, embassy);
    slice name = compile_entity_at(c, number)->name;
    utf8_fold(name.data, name.len, &id);
    uint32_t office = compile_find(c, ENTITY_OFFICE, buf_slice(&id));
    if (office == NO_ENTITY) {
        slice kept = arena_copy(&c->memory, buf_slice(&id));
        office = compile_entity(c, ENTITY_OFFICE, kept);
        if (!c->failed && kept.data) {
            compile_entity_at(c, office)->rank = 3;
            add_embassy_names(c, row, office, number);
        }
    }
    buf_free(&id);
    return office;
}

/* The office that a row's text names: all of it, or its beginning before a comma, a bracket or
 * "and" ("minister of foreign affairs and trade"). */
static uint32_t office_of(compiler *c, const facts_row *row, slice text)
{
    static const char *const ends[] = {",",   "(",       ";",      " and ",
                                       " & ", " until ", " from ", " since "};
    slice country = row->cell[OFFICIAL_COUNTRY];
    if (!text.len)
        return NO_ENTITY;
    uint32_t office = office_named(c, text, country);
    if (office == NO_ENTITY)
        office = embassy_office(c, row, text);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0] && office == NO_ENTITY; i++) {
        const char *end = memmem(text.data, text.len, ends[i], strlen(ends[i]));
        if (end)
            office = office_named(c, (slice){text.data, (size_t)(end - text.data)}, country);
    }
    return office;
}

static void add_term(compiler *c, const facts_row *row, uint32_t official)
{
    date from, to;
    if (!facts_date(row->cell[OFFICIAL_FROM], &from) || !facts_date(row->cell[OFFICIAL_TO], &to)) {
        compile_complain(c, row, "a date is written 2017-02-01, 2017-02 or 2017");
        return;
    }
    if (!row->cell[OFFICIAL_OFFICE].len)
        return;
    uint32_t office = office_of(c, row, row->cell[OFFICIAL_OFFICE]);
    uint8_t rank = office == NO_ENTITY ? 3 : compile_entity_at(c, office)->rank;
    uint32_t title = compile_string(c, row->cell[OFFICIAL_OFFICE]);
    layout_term *term = VECTOR_ADD(&c->terms, layout_term);
    if (!term) {
        c->failed = true;
        return;
    }
    *term = (layout_term){official, office, title, from, to, {0, 0}, rank};
    if (row->cell[OFFICIAL_COUNTRY].len == 2)
        memcpy(term->country, row->cell[OFFICIAL_COUNTRY].data, 2);
    if (office != NO_ENTITY)
        *(term->country[0] ? &compile_entity_at(c, office)->of_country
                           : &compile_entity_at(c, office)->of_body) = true;
    draft_entity *e = compile_entity_at(c, official);
    if (!e->rank || rank < e->rank)
        e->rank = rank;
}

static void add_key(compiler *c, vector *keys, uint64_t hash, uint32_t official, bool weak)
{
    layout_key *key = VECTOR_ADD(keys, layout_key);
    if (key)
        *key = (layout_key){hash, official, weak};
    else
        c->failed = true;
}

static bool next_word(slice *rest, slice *word)
{
    static const char gaps[] = " -.";
    while (rest->len && memchr(gaps, rest->data[0], sizeof gaps - 1))
        *rest = (slice){rest->data + 1, rest->len - 1};
    size_t len = 0;
    while (len < rest->len && !memchr(gaps, rest->data[len], sizeof gaps - 1))
        len++;
    *word = (slice){rest->data, len};
    *rest = (slice){rest->data + len, rest->len - len};
    return len > 0;
}

/* The word that stands for the person alone: the last one that is no suffix; the first where
 * families are named first (abroad such a name may be printed either way, so there both count, as
 * they do for Vietnamese). In some countries it is the given name, and on a user's list it may be
 * where it is no usual one. */
static void add_surname(compiler *c, const facts_row *row, slice name, uint32_t official)
{
    enum { SHORTEST = 2 };
    static const char east[] = "CN KR KP TW HK MO KH", by_given_name[] = "TH LA ID MY MM ET ER IS";
    slice rest = name, word, first = {NULL, 0}, last = {NULL, 0};
    size_t count = 0;
    while (next_word(&rest, &word)) {
        if (!first.data)
            first = word;
        if (word.len >= SHORTEST && !(compile_word_flags(c, word) & WORD_SUFFIX))
            last = word;
        count++;
    }
    unsigned flags = compile_word_flags(c, first);
    bool family_first = flags & WORD_SURNAME_FIRST;
    bool eastern = limit_allows(SLICE(east), row->cell[OFFICIAL_COUNTRY]);
    bool usual = flags & ~(unsigned)WORD_SURNAME_FIRST || first.len < SHORTEST + 2;
    bool by_given = (row->listed && !usual) ||
                    (row->cell[OFFICIAL_COUNTRY].len &&
                     limit_allows(SLICE(by_given_name), row->cell[OFFICIAL_COUNTRY]));
    if (first.len >= SHORTEST && (family_first || (by_given && count > 1)))
        add_key(c, &c->surnames, layout_hash(first), official, !family_first);
    if (last.data && !(family_first && eastern))
        add_key(c, &c->surnames, layout_hash(last), official, false);
}

static void add_person_name(compiler *c, const facts_row *row, slice name, uint32_t official)
{
    char key[NAME_KEY_MAX];
    buf folded = BUF_INIT(1 << 16);
    compile_surface(c, row, name, USE_OFFICIAL, official, 0);
    utf8_fold(name.data, name.len, &folded);
    size_t len = name_key(buf_slice(&folded), key);
    if (len)
        add_key(c, &c->keys, name_key_hash((slice){key, len}), official, false);
    if (!folded.failed && !compile_forbidden(c, name, compile_entity_at(c, official)->id))
        add_surname(c, row, buf_slice(&folded), official);
    buf_free(&folded);
}

static void add_official(compiler *c, const facts_row *row)
{
    slice country = row->cell[OFFICIAL_COUNTRY];
    uint32_t official = compile_entity(c, ENTITY_OFFICIAL, compile_twin(c, row));
    if (official == NO_ENTITY)
        return;
    draft_entity *e = compile_entity_at(c, official);
    bool known = !slice_equal(e->name, e->id);
    if (!known || (row->listed && !e->listed))
        e->name = row->cell[OFFICIAL_NAME];
    if (country.len == 2 && !e->country[0])
        memcpy(e->country, country.data, 2);
    e->listed |= row->listed;
    add_term(c, row, official);
    if (!known || row->listed ||
        !slice_equal(compile_entity_at(c, official)->name, row->cell[OFFICIAL_NAME]))
        add_person_name(c, row, row->cell[OFFICIAL_NAME], official);
    slice aliases = row->cell[OFFICIAL_ALIASES], alias;
    while (facts_next(&aliases, &alias))
        add_person_name(c, row, alias, official);
}

/* A name that a rule forbids for an official is not his under another spelling either. */
static void add_forbidden(compiler *c)
{
    for (size_t i = 0; i < c->rules.count && !c->failed; i++) {
        const facts_row *row = VECTOR_AT(&c->rules, facts_row, i);
        if (!slice_equal_nocase(row->cell[RULE_KIND], SLICE("forbid")))
            continue;
        uint32_t official = compile_find(c, ENTITY_OFFICIAL, row->cell[RULE_ENTITY]);
        if (official != NO_ENTITY)
            compile_surface(c, row, row->cell[RULE_SURFACE], USE_NOT, official, 0);
    }
}

void compile_officials(compiler *c)
{
    for (size_t i = 0; i < c->rows.count && !c->failed; i++) {
        const facts_row *row = VECTOR_AT(&c->rows, facts_row, i);
        if (row->table == FACTS_OFFICIALS)
            add_official(c, row);
    }
    add_forbidden(c);
}
