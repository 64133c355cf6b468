/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gazetteer_parts: the gazetteer's sections, for what reads them row by row. Private to lib/entity.
 */
#ifndef DOSSIER_ENTITY_GAZETTEER_PARTS_H
#define DOSSIER_ENTITY_GAZETTEER_PARTS_H

#include "entity/gazetteer.h"
#include "entity/layout.h"

struct gazetteer {
    const char *bytes;
    size_t len;
    bool mapped;
    uint64_t fingerprint;
    size_t count[LAYOUT_SECTIONS];
    const char *strings;
    const layout_entity *entities;
    const layout_term *terms;
    const uint32_t *holders;
    const uint32_t *spellings;
    const layout_edge *edges;
    const unsigned char *sets;
    const unsigned char *pairs;
    const layout_candidate *candidates;
    const layout_reading *readings;
    const layout_word *words;
    const layout_key *surnames;
    const layout_key *keys;
};

#define GAZETTEER_ROOT 0u

/* enum layout_set: what a word may be. */
static inline unsigned gazetteer_sets(const gazetteer *g, uint64_t word)
{
    uint32_t place = layout_set_place(word);
    return g->sets[place / 2] >> place % 2 * 4 & 15u;
}

/* Whether a surface may begin with these two words, or (next 0) be this word alone; sometimes true
 * where none does. */
static inline bool gazetteer_begins(const gazetteer *g, uint64_t word, uint64_t next)
{
    uint32_t place = layout_pair_place(word, next);
    return g->pairs[place / 8] >> place % 8 & 1u;
}

static inline void gazetteer_fetch_sets(const gazetteer *g, uint64_t word)
{
    __builtin_prefetch(&g->sets[layout_set_place(word) / 2]);
}

/* Brings the place of the root's edge by a word's hash into the cache. */
static inline void gazetteer_fetch(const gazetteer *g, uint64_t word)
{
    if (g->count[LAYOUT_EDGES])
        __builtin_prefetch(
            &g->edges[layout_edge_key(GAZETTEER_ROOT, word) & (g->count[LAYOUT_EDGES] - 1)]);
}

/* The edge from a node by a word's hash; NULL when there is none. */
const layout_edge *gazetteer_step(const gazetteer *g, uint32_t node, uint64_t word);
/* The candidates of an edge's child, *n of them; NULL when there are none. */
const layout_candidate *gazetteer_candidates(const gazetteer *g, const layout_edge *edge,
                                             size_t *n);
/* enum layout_word_flag of a word. */
unsigned gazetteer_word(const gazetteer *g, uint64_t word);
/* The officials under a hash in LAYOUT_SURNAMES or LAYOUT_KEYS, *n of them. */
const layout_key *gazetteer_keyed(const gazetteer *g, layout_section section, uint64_t hash,
                                  size_t *n);
slice gazetteer_string(const gazetteer *g, uint32_t string);
/* The row of an entity, NULL when there is no such number. */
const layout_entity *gazetteer_row(const gazetteer *g, uint32_t number);
/* Whether a limit of countries ("GB IN"; empty: all) lets this one in. */
bool gazetteer_limit_allows(slice limit, const char country[2]);

#endif
