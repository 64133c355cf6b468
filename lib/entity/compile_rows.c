/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rows of every table but the officials. */
#include <stdlib.h>
#include <string.h>

#include "entity/compile_parts.h"
#include "text/utf8.h"

static slice folded(compiler *c, slice text)
{
    buf_clear(&c->folded);
    utf8_fold(text.data, text.len, &c->folded);
    return buf_slice(&c->folded);
}

/* A name of a row's kind column to a number; false when it is not in the table. */
typedef struct choice {
    const char *name;
    unsigned value;
} choice;

static bool choose(const choice *choices, size_t n, slice name, unsigned *value)
{
    for (size_t i = 0; i < n; i++) {
        if (slice_equal_nocase(slice_of(choices[i].name), name)) {
            *value = choices[i].value;
            return true;
        }
    }
    return false;
}

#define CHOOSE(choices, name, value)                                                               \
    choose((choices), sizeof(choices) / sizeof(choices)[0], (name), (value))

static bool is_code(slice s)
{
    return s.len == 2 && s.data[0] >= 'A' && s.data[0] <= 'Z' && s.data[1] >= 'A' &&
           s.data[1] <= 'Z';
}

static uint32_t country_of(compiler *c, const facts_row *row, slice code)
{
    if (!is_code(code)) {
        compile_complain(c, row, "a country is two capital letters");
        return NO_ENTITY;
    }
    uint32_t number = compile_entity(c, ENTITY_COUNTRY, code);
    if (number != NO_ENTITY)
        memcpy(compile_entity_at(c, number)->country, code.data, 2);
    return number;
}

/* "1922-12-30 1991-12-26": from when to when the country was there. */
static void add_lifetime(compiler *c, const facts_row *row)
{
    slice text = row->cell[COUNTRY_SURFACE];
    const char *space = text.len ? memchr(text.data, ' ', text.len) : NULL;
    slice first = {text.data, space ? (size_t)(space - text.data) : 0};
    slice last = {space, space ? text.len - first.len : 0};
    layout_term term = {.office = NO_ENTITY};
    if (!first.len || !facts_date(first, &term.from) || !facts_date(slice_trim(last), &term.to)) {
        compile_complain(c, row, "a lifetime is two dates, 1922-12-30 1991-12-26");
        return;
    }
    term.official = country_of(c, row, row->cell[COUNTRY_CODE]);
    layout_term *kept = term.official == NO_ENTITY ? NULL : VECTOR_ADD(&c->terms, layout_term);
    if (!kept)
        return;
    *kept = term;
    compile_entity_at(c, term.official)->dated = true;
}

static void add_country(compiler *c, const facts_row *row)
{
    static const choice kinds[] = {
        {"name", USE_NAME},       {"demonym", USE_DEMONYM}, {"abbreviation", USE_ABBREVIATION},
        {"capital", USE_CAPITAL}, {"metonym", USE_METONYM}, {"region", USE_REGION},
        {"prefix", USE_PREFIX},
    };
    unsigned use;
    if (slice_equal_nocase(row->cell[COUNTRY_KIND], SLICE("lifetime"))) {
        add_lifetime(c, row);
        return;
    }
    if (!CHOOSE(kinds, row->cell[COUNTRY_KIND], &use)) {
        compile_complain(c, row, "this kind of name is not known");
        return;
    }
    uint32_t number = country_of(c, row, row->cell[COUNTRY_CODE]);
    if (number == NO_ENTITY)
        return;
    draft_entity *e = compile_entity_at(c, number);
    if (use == USE_NAME && slice_equal(e->name, e->id))
        e->name = row->cell[COUNTRY_SURFACE];
    e->listed |= row->listed;
    compile_surface(c, row, row->cell[COUNTRY_SURFACE], (layout_use)use, number, 0);
}

static void add_city(compiler *c, const facts_row *row)
{
    uint32_t number = country_of(c, row, row->cell[CITY_COUNTRY]);
    if (number != NO_ENTITY)
        compile_surface(c, row, row->cell[CITY_NAME], USE_CITY, number,
                        compile_string(c, row->cell[CITY_REGION]));
}

static void add_body(compiler *c, const facts_row *row)
{
    bool agreement = row->table == FACTS_AGREEMENTS;
    layout_use use = agreement ? USE_AGREEMENT : USE_ORGANIZATION;
    slice id = compile_merged(c, row->cell[BODY_ID]);
    uint32_t number = compile_entity(c, agreement ? ENTITY_AGREEMENT : ENTITY_ORGANIZATION, id);
    if (number == NO_ENTITY)
        return;
    draft_entity *e = compile_entity_at(c, number);
    if (slice_equal(e->name, e->id))
        e->name = row->cell[BODY_NAME];
    e->listed |= row->listed;
    if (!agreement && is_code(row->cell[BODY_COUNTRY]))
        memcpy(e->country, row->cell[BODY_COUNTRY].data, 2);
    slice aliases = row->cell[BODY_ALIASES], alias;
    compile_surface(c, row, row->cell[BODY_NAME], use, number, 0);
    while (facts_next(&aliases, &alias))
        compile_surface(c, row, alias, use, number, 0);
}

static void add_office(compiler *c, const facts_row *row)
{
    uint32_t number = compile_entity(c, ENTITY_OFFICE, row->cell[OFFICE_NAME]);
    if (number == NO_ENTITY)
        return;
    draft_entity *e = compile_entity_at(c, number);
    slice rank = row->cell[OFFICE_RANK];
    if (rank.len == 1 && rank.data[0] >= '1' && rank.data[0] <= '3')
        e->rank = (uint8_t)(rank.data[0] - '0');
    else if (!e->rank)
        e->rank = 3;
    e->listed |= row->listed;
    uint32_t limit = compile_string(c, row->cell[OFFICE_COUNTRY]);
    slice aliases = row->cell[OFFICE_ALIASES], alias;
    compile_surface(c, row, row->cell[OFFICE_NAME], USE_OFFICE, number, limit);
    while (facts_next(&aliases, &alias))
        compile_surface(c, row, alias, USE_OFFICE, number, limit);
}

static void add_name(compiler *c, const facts_row *row)
{
    static const choice kinds[] = {
        {"first", WORD_FIRST},
        {"first-word", WORD_FIRST | WORD_FIRST_WORD},
        {"surname-first", WORD_SURNAME_FIRST},
        {"particle", WORD_PARTICLE},
        {"relation", WORD_RELATION},
        {"honorific", WORD_HONORIFIC},
        {"rank", WORD_RANK},
        {"suffix", WORD_SUFFIX},
        {"thing", WORD_THING},
        {"break", WORD_BREAK},
        {"state", WORD_STATE},
    };
    unsigned flags;
    if (!CHOOSE(kinds, row->cell[NAME_KIND], &flags)) {
        compile_complain(c, row, "this kind of word is not known");
        return;
    }
    uint32_t *known = hash_map_put(&c->words, layout_hash(folded(c, row->cell[NAME_WORD])));
    if (known)
        *known = (*known == NO_ENTITY ? 0 : *known) | flags;
    else
        c->failed = true;
}

/* "GE", "US:Georgia", "person" or "word". */
static bool read_reading(compiler *c, const facts_row *row, layout_reading *out)
{
    static const choice senses[] = {{"person", SENSE_PERSON}, {"word", SENSE_WORD}};
    slice reading = row->cell[AMBIGUITY_READING];
    unsigned sense;
    *out = (layout_reading){.entity = NO_ENTITY};
    if (CHOOSE(senses, reading, &sense)) {
        out->sense = (uint8_t)sense;
        return true;
    }
    bool place = reading.len > 3 && reading.data[2] == ':';
    if (!place && reading.len != 2) {
        compile_complain(c, row, "a reading is a country, country:place, person or word");
        return false;
    }
    out->sense = place ? SENSE_PLACE : SENSE_COUNTRY;
    out->entity = country_of(c, row, (slice){reading.data, 2});
    return out->entity != NO_ENTITY;
}

static void add_evidence(compiler *c, const facts_row *row, uint32_t reading)
{
    slice evidence = row->cell[AMBIGUITY_EVIDENCE], word;
    while (facts_next(&evidence, &word)) {
        if (slice_equal(word, SLICE("*")))
            VECTOR_AT(&c->readings, layout_reading, reading)->usual = 1;
        else
            compile_surface(c, row, word, USE_EVIDENCE, reading, 0);
    }
}

static int by_surface(const void *a, const void *b)
{
    const facts_row *x = *(const facts_row *const *)a, *y = *(const facts_row *const *)b;
    int order = slice_compare(x->cell[AMBIGUITY_SURFACE], y->cell[AMBIGUITY_SURFACE]);
    return order ? order : x < y ? -1 : x > y;
}

/* The readings of one surface stand side by side, so the table is sorted by surface first. */
static void add_readings(compiler *c)
{
    size_t n = 0;
    const facts_row **rows = calloc(c->rows.count + 1, sizeof *rows);
    if (!rows) {
        c->failed = true;
        return;
    }
    for (size_t i = 0; i < c->rows.count; i++)
        if (VECTOR_AT(&c->rows, facts_row, i)->table == FACTS_AMBIGUITY)
            rows[n++] = VECTOR_AT(&c->rows, facts_row, i);
    qsort(rows, n, sizeof *rows, by_surface);
    for (size_t i = 0, end; i < n; i = end) {
        uint32_t first = (uint32_t)c->readings.count;
        slice surface = rows[i]->cell[AMBIGUITY_SURFACE];
        for (end = i; end < n && slice_equal(rows[end]->cell[AMBIGUITY_SURFACE], surface); end++) {
            layout_reading reading;
            if (!read_reading(c, rows[end], &reading))
                continue;
            layout_reading *kept = VECTOR_ADD(&c->readings, layout_reading);
            if (!kept) {
                c->failed = true;
                break;
            }
            *kept = reading;
            add_evidence(c, rows[end], (uint32_t)(c->readings.count - 1));
        }
        if (c->readings.count > first)
            compile_surface(c, rows[i], surface, USE_AMBIGUOUS, first,
                            (uint32_t)(c->readings.count - first));
    }
    free(rows);
}

static void add_blocks(compiler *c)
{
    for (size_t i = 0; i < c->rules.count; i++) {
        const facts_row *row = VECTOR_AT(&c->rules, facts_row, i);
        static const char *const kinds[] = {"block", "forbid", "merge", "apart"};
        size_t k = 0;
        while (k < 4 && !slice_equal_nocase(row->cell[RULE_KIND], slice_of(kinds[k])))
            k++;
        if (k == 0)
            compile_surface(c, row, row->cell[RULE_SURFACE], USE_BLOCK, NO_ENTITY, 0);
        else if (k == 4)
            compile_complain(c, row, "a rule is block, forbid, merge or apart");
        else if (!row->cell[RULE_ENTITY].len)
            compile_complain(c, row, "this rule needs an entity");
    }
}

void compile_rows(compiler *c)
{
    static void (*const add[FACTS_TABLES])(compiler * c, const facts_row *row) = {
        [FACTS_COUNTRIES] = add_country, [FACTS_CITIES] = add_city,
        [FACTS_OFFICES] = add_office,    [FACTS_ORGANIZATIONS] = add_body,
        [FACTS_AGREEMENTS] = add_body,   [FACTS_NAMES] = add_name,
    };
    for (size_t i = 0; i < c->rows.count && !c->failed; i++) {
        const facts_row *row = VECTOR_AT(&c->rows, facts_row, i);
        if (add[row->table])
            add[row->table](c, row);
    }
    add_readings(c);
    add_blocks(c);
}
