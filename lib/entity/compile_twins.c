/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An official whom a user's own table names, and who stands in Dossier's under another id: where
 * the names are the same, or else spellings of one another, and on either side nobody else's, the
 * two are one. The user's id and name stay; aliases and offices are added from Dossier's rows.
 */
#include "entity/compile_parts.h"
#include "entity/names.h"
#include "text/utf8.h"

enum { SEVERAL = NO_ENTITY - 1 }; /* in a map from hashes to rows: more than one id */

typedef struct twins {
    compiler *c;
    bool exact;      /* names are compared as they are, not by their keys */
    hash_map by_key; /* of a name or its key: a user's row */
    hash_map paired; /* of ids on either side that are paired already */
} twins;

static const facts_row *row_at(const compiler *c, uint32_t number)
{
    return VECTOR_AT(&c->rows, facts_row, number);
}

/* Notes the row under the hash; SEVERAL when another id is there already. */
static void note(compiler *c, hash_map *map, uint64_t hash, uint32_t row)
{
    uint32_t *place = hash_map_put(map, hash);
    if (!place)
        c->failed = true;
    else if (*place == NO_ENTITY)
        *place = row;
    else if (*place != SEVERAL &&
             !slice_equal(row_at(c, *place)->cell[OFFICIAL_ID], row_at(c, row)->cell[OFFICIAL_ID]))
        *place = SEVERAL;
}

static uint64_t key_of(const twins *t, slice name)
{
    char key[NAME_KEY_MAX];
    buf folded = BUF_INIT(1 << 16);
    utf8_fold(name.data, name.len, &folded);
    size_t len = name_key(buf_slice(&folded), key);
    uint64_t hash = t->exact ? layout_hash(buf_slice(&folded))
                    : len    ? name_key_hash((slice){key, len})
                             : 0;
    buf_free(&folded);
    return hash;
}

static bool is_paired(const twins *t, uint32_t row)
{
    return hash_map_find(&t->paired, layout_hash(row_at(t->c, row)->cell[OFFICIAL_ID]));
}

static void note_listed(twins *t, slice name, uint32_t row)
{
    uint64_t key = key_of(t, name);
    if (key && !is_paired(t, row))
        note(t->c, &t->by_key, key, row);
}

/* Does a rule say that the two are never one? */
static bool are_apart(const compiler *c, slice a, slice b)
{
    for (size_t i = 0; i < c->rules.count; i++) {
        const facts_row *row = VECTOR_AT(&c->rules, facts_row, i);
        slice x = row->cell[RULE_SURFACE], y = row->cell[RULE_ENTITY];
        if (slice_equal_nocase(row->cell[RULE_KIND], SLICE("apart")) &&
            ((slice_equal(a, x) && slice_equal(b, y)) || (slice_equal(a, y) && slice_equal(b, x))))
            return true;
    }
    return false;
}

static void note_known(twins *t, slice name, uint32_t row)
{
    uint64_t key = key_of(t, name);
    const uint32_t *listed = key ? hash_map_find(&t->by_key, key) : NULL;
    if (!listed || *listed == SEVERAL || is_paired(t, row) ||
        are_apart(t->c, row_at(t->c, *listed)->cell[OFFICIAL_ID],
                  row_at(t->c, row)->cell[OFFICIAL_ID]))
        return;
    note(t->c, &t->c->owners, layout_hash(row_at(t->c, *listed)->cell[OFFICIAL_ID]), row);
    note(t->c, &t->c->twins, layout_hash(row_at(t->c, row)->cell[OFFICIAL_ID]), *listed);
}

/* Calls `each` for every name in the officials' rows of one side. */
static void visit(twins *t, bool listed, void (*each)(twins *t, slice name, uint32_t row))
{
    for (uint32_t i = 0; i < t->c->rows.count && !t->c->failed; i++) {
        const facts_row *row = row_at(t->c, i);
        if (row->table != FACTS_OFFICIALS || row->listed != listed)
            continue;
        slice aliases = row->cell[OFFICIAL_ALIASES], alias;
        each(t, row->cell[OFFICIAL_NAME], i);
        while (facts_next(&aliases, &alias))
            each(t, alias, i);
    }
}

static void pair(twins *t, bool exact)
{
    t->exact = exact;
    visit(t, true, note_listed);
    if (t->by_key.count)
        visit(t, false, note_known);
    hash_map_free(&t->by_key);
}

static void keep_pair(twins *t, slice name, uint32_t row)
{
    (void)name;
    slice id = row_at(t->c, row)->cell[OFFICIAL_ID];
    if (hash_map_find(row_at(t->c, row)->listed ? &t->c->owners : &t->c->twins, layout_hash(id)))
        note(t->c, &t->paired, layout_hash(id), row);
}

void compile_twins(compiler *c)
{
    twins t = {.c = c};
    pair(&t, true);
    visit(&t, true, keep_pair);
    visit(&t, false, keep_pair);
    pair(&t, false);
    hash_map_free(&t.paired);
}

slice compile_twin(const compiler *c, const facts_row *row)
{
    slice id = row->cell[OFFICIAL_ID];
    const uint32_t *listed = row->listed ? NULL : hash_map_find(&c->twins, layout_hash(id));
    if (!listed || *listed == SEVERAL)
        return compile_merged(c, id);
    slice twin = row_at(c, *listed)->cell[OFFICIAL_ID];
    const uint32_t *owner = hash_map_find(&c->owners, layout_hash(twin));
    /* Two of Dossier's with one of the user's: neither is he. */
    return compile_merged(c, owner && *owner != SEVERAL ? twin : id);
}
