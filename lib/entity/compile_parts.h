/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * compile_parts: what the parts of the compiler share. Private to compile*.c.
 *
 * compile.c takes the tables and settles which rows count; compile_rows.c turns rows into entities,
 * terms and surfaces; compile_persons.c does so for officials; compile_trie.c keeps the surfaces;
 * compile_write.c puts everything in order and writes it.
 */
#ifndef DOSSIER_ENTITY_COMPILE_PARTS_H
#define DOSSIER_ENTITY_COMPILE_PARTS_H

#include "entity/compile.h"
#include "entity/entity.h"
#include "entity/facts.h"
#include "entity/layout.h"
#include "text/token.h"

#define NO_ENTITY UINT32_MAX

/* Growing arrays: a pointer, a count and a capacity side by side. vector_grow makes room for one
 * more element and returns it, NULL when there is no memory. */
typedef struct vector {
    void *data;
    size_t count, capacity;
} vector;

void *vector_grow(vector *v, size_t size);
#define VECTOR_ADD(v, type)   ((type *)vector_grow((v), sizeof(type)))
#define VECTOR_AT(v, type, i) (&((type *)(v)->data)[i])

/* From hashes to numbers: the first number given for a hash stays. */
typedef struct hash_map {
    uint64_t *keys;
    uint32_t *values;
    size_t size, count;
} hash_map;

uint32_t *hash_map_find(const hash_map *map, uint64_t key);
/* The value's place, NO_ENTITY when the key is new; NULL without memory. */
uint32_t *hash_map_put(hash_map *map, uint64_t key);
void hash_map_free(hash_map *map);

typedef struct draft_entity {
    entity_kind kind;
    bool listed;
    bool of_country, of_body; /* an office: somebody holds it for a country, for none */
    bool dated;               /* a country that was there for a time only */
    uint8_t rank;             /* 1 to 3; 0 while unknown */
    char country[2];
    slice id, name;
} draft_entity;

typedef struct draft_spelling {
    uint32_t entity;
    uint32_t text; /* in strings */
    layout_use use;
} draft_spelling;

struct compiler {
    compile_complaint complain;
    void *ctx;
    arena memory; /* the tables' bytes and what is made of them */
    uint64_t fingerprint;
    vector rows;  /* facts_row, without the rules */
    vector rules; /* facts_row */
    bool failed;  /* memory has run out */

    buf strings;
    vector entities;  /* draft_entity */
    hash_map by_id;   /* layout_hash of kind and id */
    vector terms;     /* layout_term */
    vector spellings; /* draft_spelling */
    vector readings;  /* layout_reading */
    hash_map words;   /* layout_hash of a folded word to its layout_word_flags */
    vector surnames;  /* layout_key */
    vector keys;      /* layout_key */
    unsigned char pairs[LAYOUT_PAIR_PLACES / 8]; /* LAYOUT_PAIRS */
    hash_map merges; /* layout_hash of an id that a rule merges to the rule */
    hash_map twins;  /* layout_hash of an official's id to the user's row of the same person */
    hash_map owners; /* layout_hash of a user's id to the row that was paired with it */

    token_list tokens; /* of the surface in hand */
    buf folded;
    hash_map edges;    /* layout_edge_key to node */
    vector node_first; /* uint32_t: a node's last added candidate; NO_ENTITY: none */
    vector inner;      /* bool: an edge goes on from the node */
    vector candidates; /* layout_candidate */
    vector chain;      /* uint32_t: the candidate of the same node before it */
    hash_map starts;   /* hashes of words that start a surface: 1 where one needs no capital */
};

/* An empty string is 0. */
uint32_t compile_string(compiler *c, slice s);
/* The entity, made when it is new. */
uint32_t compile_entity(compiler *c, entity_kind kind, slice id);
uint32_t compile_find(const compiler *c, entity_kind kind, slice id);
draft_entity *compile_entity_at(compiler *c, uint32_t number);

/* Adds a surface. Tells the compiler's user through `row` what can't be used. `entity` and `aux`
 * are the candidate's. */
void compile_surface(compiler *c, const facts_row *row, slice surface, layout_use use,
                     uint32_t entity, uint32_t aux);
/* A string's bytes; borrowed until the next string is added. */
slice compile_text(const compiler *c, uint32_t string);
unsigned compile_word_flags(const compiler *c, slice folded);
/* The node that the folded words of a surface lead to; 0 when there is none. */
uint32_t compile_node(compiler *c, slice surface);
/* The first candidate of a use at a node (capitals aside), NULL when there is none. */
const layout_candidate *compile_candidate(const compiler *c, uint32_t node, layout_use use);
void compile_complain(const compiler *c, const facts_row *row, const char *reason);
bool compile_forbidden(const compiler *c, slice surface, slice id);
/* The id that is used for an id: another when a rule merges it. */
slice compile_merged(const compiler *c, slice id);

/* Finds the officials that a user's own table names under another id (compile_twins.c). */
void compile_twins(compiler *c);
/* The id that an official's row counts for. */
slice compile_twin(const compiler *c, const facts_row *row);

/* Rows of every table but the officials, then the officials. */
void compile_rows(compiler *c);
void compile_officials(compiler *c);

dossier_status compile_write(compiler *c, buf *out);

#endif
