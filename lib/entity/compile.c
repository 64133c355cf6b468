/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity/compile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "entity/compile_parts.h"
#include "text/utf8.h"

dossier_status compiler_create(compile_complaint complain, void *ctx, compiler **out)
{
    compiler *c = calloc(1, sizeof *c);
    *out = c;
    if (!c)
        return DOSSIER_NO_MEMORY;
    c->complain = complain;
    c->ctx = ctx;
    c->fingerprint = COMPILE_NO_TABLES;
    c->strings = BUF_INIT((size_t)1 << 30);
    c->folded = BUF_INIT(1 << 20);
    c->tokens = TOKEN_LIST_INIT;
    buf_append(&c->strings, "\0\0", 2); /* the empty string is offset 0 */
    uint32_t *root = VECTOR_ADD(&c->node_first, uint32_t);
    bool *inner = VECTOR_ADD(&c->inner, bool);
    if (root)
        *root = NO_ENTITY;
    if (root && inner && !c->strings.failed)
        return DOSSIER_OK;
    compiler_free(c);
    *out = NULL;
    return DOSSIER_NO_MEMORY;
}

void compiler_free(compiler *c)
{
    if (!c)
        return;
    vector *const vectors[] = {&c->rows,       &c->rules,    &c->entities,   &c->terms,
                               &c->spellings,  &c->readings, &c->node_first, &c->inner,
                               &c->candidates, &c->chain,    &c->surnames,   &c->keys};
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
        free(vectors[i]->data);
    hash_map_free(&c->by_id);
    hash_map_free(&c->merges);
    hash_map_free(&c->twins);
    hash_map_free(&c->owners);
    hash_map_free(&c->words);
    hash_map_free(&c->edges);
    hash_map_free(&c->starts);
    buf_free(&c->strings);
    buf_free(&c->folded);
    token_list_free(&c->tokens);
    arena_free(&c->memory);
    free(c);
}

static bool keep_row(const facts_row *row, void *ctx)
{
    compiler *c = ctx;
    facts_row *kept = VECTOR_ADD(row->table == FACTS_RULES ? &c->rules : &c->rows, facts_row);
    if (kept)
        *kept = *row;
    return kept != NULL;
}

static void pass_on(const char *file, size_t line, const char *reason, void *ctx)
{
    const compiler *c = ctx;
    if (c->complain)
        c->complain(file, line, reason, c->ctx);
}

/* FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv). */
uint64_t compile_fingerprint(uint64_t before, slice bytes, bool listed)
{
    uint64_t hash = before;
    for (size_t i = 0; i < bytes.len; i++)
        hash = (hash ^ (unsigned char)bytes.data[i]) * 0x100000001b3u;
    return (hash ^ (listed ? 1 : 2)) * 0x100000001b3u;
}

dossier_status compiler_add(compiler *c, const char *name, slice bytes, bool listed,
                            dossier_error *error)
{
    const char *reason = "there is no memory left";
    slice copy = arena_copy(&c->memory, bytes);
    slice file = arena_copy(&c->memory, (slice){name, strlen(name) + 1});
    dossier_status status = DOSSIER_NO_MEMORY;
    if (file.data && (copy.data || !bytes.len)) {
        c->fingerprint = compile_fingerprint(c->fingerprint, bytes, listed);
        status = facts_read(file.data, copy, listed, keep_row, pass_on, c, &reason);
    }
    if (status != DOSSIER_OK && error) {
        *error = (dossier_error){.status = status};
        snprintf(error->message, sizeof error->message, "%s can't be used: %s", name, reason);
    }
    return status;
}

void compile_complain(const compiler *c, const facts_row *row, const char *reason)
{
    if (c->complain)
        c->complain(row->file, row->line, reason, c->ctx);
}

uint32_t compile_string(compiler *c, slice s)
{
    if (!s.len)
        return 0;
    if (s.len > UINT16_MAX)
        s.len = utf8_floor(s.data, s.len, UINT16_MAX);
    uint32_t at = (uint32_t)c->strings.len;
    const unsigned char length[] = {(unsigned char)s.len, (unsigned char)(s.len >> 8)};
    buf_append(&c->strings, length, sizeof length);
    buf_append_slice(&c->strings, s);
    if (c->strings.failed)
        c->failed = true;
    return at;
}

slice compile_text(const compiler *c, uint32_t string)
{
    const unsigned char *p = (const unsigned char *)c->strings.data + string;
    return (slice){(const char *)p + 2, (size_t)p[0] | (size_t)p[1] << 8};
}

unsigned compile_word_flags(const compiler *c, slice word)
{
    const uint32_t *flags = hash_map_find(&c->words, layout_hash(word));
    return flags ? *flags : 0;
}

static uint64_t id_hash(entity_kind kind, slice id)
{
    return layout_edge_key((uint32_t)kind + 1, layout_hash(id));
}

draft_entity *compile_entity_at(compiler *c, uint32_t number)
{
    return VECTOR_AT(&c->entities, draft_entity, number);
}

uint32_t compile_find(const compiler *c, entity_kind kind, slice id)
{
    const uint32_t *found = hash_map_find(&c->by_id, id_hash(kind, id));
    return found ? *found : NO_ENTITY;
}

uint32_t compile_entity(compiler *c, entity_kind kind, slice id)
{
    uint32_t *place = hash_map_put(&c->by_id, id_hash(kind, id));
    if (!place) {
        c->failed = true;
        return NO_ENTITY;
    }
    if (*place == NO_ENTITY) {
        draft_entity *e = VECTOR_ADD(&c->entities, draft_entity);
        if (!e) {
            c->failed = true;
            return NO_ENTITY;
        }
        *e = (draft_entity){.kind = kind, .id = id, .name = id};
        *place = (uint32_t)(c->entities.count - 1);
    }
    return *place;
}

static const facts_row *next_rule(const compiler *c, size_t *i, slice kind)
{
    while (*i < c->rules.count) {
        const facts_row *row = VECTOR_AT(&c->rules, facts_row, (*i)++);
        if (slice_equal_nocase(row->cell[RULE_KIND], kind))
            return row;
    }
    return NULL;
}

bool compile_forbidden(const compiler *c, slice surface, slice id)
{
    size_t i = 0;
    for (const facts_row *row; (row = next_rule(c, &i, SLICE("forbid"))) != NULL;)
        if (slice_equal(row->cell[RULE_ENTITY], id) &&
            slice_equal_nocase(row->cell[RULE_SURFACE], surface))
            return true;
    return false;
}

static void read_merges(compiler *c)
{
    size_t i = 0;
    while (next_rule(c, &i, SLICE("merge"))) {
        const facts_row *row = VECTOR_AT(&c->rules, facts_row, i - 1);
        uint32_t *place = hash_map_put(&c->merges, layout_hash(row->cell[RULE_SURFACE]));
        if (place)
            *place = (uint32_t)(i - 1);
        else
            c->failed = true;
    }
}

slice compile_merged(const compiler *c, slice id)
{
    const uint32_t *rule = hash_map_find(&c->merges, layout_hash(id));
    return rule ? VECTOR_AT(&c->rules, facts_row, *rule)->cell[RULE_ENTITY] : id;
}

/* What a row is about, for overriding: its id, or its surface. */
static slice subject_of(const facts_row *row)
{
    return row->cell[row->table == FACTS_COUNTRIES ? (size_t)COUNTRY_SURFACE : 0];
}

static uint64_t subject_hash(const facts_row *row)
{
    return layout_edge_key((uint32_t)row->table + 1, layout_hash(subject_of(row)));
}

/* Rows that a user's own table says anew are taken out. */
static void override(compiler *c)
{
    hash_map said = {0};
    size_t kept = 0;
    for (size_t i = 0; i < c->rows.count; i++) {
        const facts_row *row = VECTOR_AT(&c->rows, facts_row, i);
        if (row->listed && !hash_map_put(&said, subject_hash(row)))
            c->failed = true;
    }
    for (size_t i = 0; i < c->rows.count; i++) {
        facts_row *row = VECTOR_AT(&c->rows, facts_row, i);
        if (row->listed || !hash_map_find(&said, subject_hash(row)))
            *VECTOR_AT(&c->rows, facts_row, kept++) = *row;
    }
    c->rows.count = kept;
    hash_map_free(&said);
}

dossier_status compiler_finish(compiler *c, buf *out, dossier_error *error)
{
    dossier_status status = DOSSIER_NO_MEMORY;
    override(c);
    read_merges(c);
    compile_twins(c);
    compile_rows(c);
    compile_officials(c);
    if (!c->failed)
        status = compile_write(c, out);
    if (status != DOSSIER_OK && error) {
        *error = (dossier_error){.status = status};
        snprintf(error->message, sizeof error->message, "there is no memory for the gazetteer");
    }
    return status;
}
