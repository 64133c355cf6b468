/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Surfaces as paths of folded words, cut by the same tokenizer that cuts the documents. */
#include <string.h>

#include "entity/compile_parts.h"

enum { WORDS_MAX = 16 }; /* of a surface: as many bits as the masks of capitals have */

/* The words of a surface: indexes of tokens that are no joined forms. */
typedef struct words {
    const token *token[WORDS_MAX];
    size_t count;
    bool too_many;
} words;

static words cut(compiler *c, slice surface)
{
    words out = {.count = 0};
    token_list_clear(&c->tokens);
    if (token_scan(&c->tokens, surface, 0) != DOSSIER_OK) {
        c->failed = true;
        return out;
    }
    for (size_t i = 0; i < c->tokens.count; i++) {
        const token *t = &c->tokens.tokens[i];
        if (t->flags & TOKEN_JOINED)
            continue;
        if (out.count == WORDS_MAX) {
            out.too_many = true;
            break;
        }
        out.token[out.count++] = t;
    }
    return out;
}

/* Newspapers write long acronyms as words too: Nato, Unesco. */
static bool written_as_word(const token *t, layout_use use)
{
    enum { SHORTEST = 4 };
    return t->fold_len >= SHORTEST && !(t->flags & TOKEN_ACRONYM) &&
           (use == USE_ORGANIZATION || use == USE_AGREEMENT);
}

/* Particles inside a name are written either way: Ngo Dinh Diem, Ngo dinh Diem. */
static bool is_particle(const compiler *c, const words *w, size_t i, layout_use use)
{
    return use == USE_OFFICIAL && i > 0 && i + 1 < w->count &&
           compile_word_flags(c, token_fold(&c->tokens, w->token[i])) & WORD_PARTICLE;
}

static void add_masks(const compiler *c, const words *w, layout_use use, layout_candidate *out)
{
    for (size_t i = 0; i < w->count; i++) {
        const token *t = w->token[i];
        if (is_particle(c, w, i, use))
            continue;
        bool acronym = t->flags & (TOKEN_ALL_CAPS | TOKEN_ACRONYM);
        bool relaxed = w->count == 1 && written_as_word(t, use);
        if (acronym && t->fold_len > 1 && !relaxed)
            out->all_caps |= (uint16_t)(1u << i);
        else if (t->flags & (TOKEN_CAPITAL | TOKEN_ALL_CAPS))
            out->capitals |= (uint16_t)(1u << i);
    }
    out->words = (uint16_t)w->count;
}

static uint32_t new_node(compiler *c)
{
    uint32_t *first = VECTOR_ADD(&c->node_first, uint32_t);
    bool *inner = VECTOR_ADD(&c->inner, bool);
    if (!first || !inner) {
        c->failed = true;
        return 0;
    }
    *first = NO_ENTITY;
    return (uint32_t)(c->node_first.count - 1);
}

static uint32_t child_of(compiler *c, uint32_t node, uint64_t word)
{
    uint32_t *child = hash_map_put(&c->edges, layout_edge_key(node, word));
    if (!child) {
        c->failed = true;
        return 0;
    }
    if (*child != NO_ENTITY)
        return *child;
    uint32_t made = new_node(c);
    *child = made;
    if (!c->failed)
        *VECTOR_AT(&c->inner, bool, node) = true;
    return made;
}

static bool same_candidate(const layout_candidate *a, const layout_candidate *b)
{
    return a->entity == b->entity && a->use == b->use && a->aux == b->aux &&
           a->capitals == b->capitals && a->all_caps == b->all_caps;
}

static void hang(compiler *c, uint32_t node, const layout_candidate *candidate)
{
    uint32_t *last = VECTOR_AT(&c->node_first, uint32_t, node);
    for (uint32_t at = *last; at != NO_ENTITY; at = *VECTOR_AT(&c->chain, uint32_t, at))
        if (same_candidate(VECTOR_AT(&c->candidates, layout_candidate, at), candidate))
            return;
    layout_candidate *kept = VECTOR_ADD(&c->candidates, layout_candidate);
    uint32_t *before = VECTOR_ADD(&c->chain, uint32_t);
    if (!kept || !before) {
        c->failed = true;
        return;
    }
    *kept = *candidate;
    *before = *last;
    *last = (uint32_t)(c->candidates.count - 1);
}

static void add_spelling(compiler *c, uint32_t entity, layout_use use, const words *w)
{
    draft_spelling *spelling = VECTOR_ADD(&c->spellings, draft_spelling);
    buf_clear(&c->folded);
    for (size_t i = 0; i < w->count; i++) {
        if (i)
            buf_push(&c->folded, ' ');
        buf_append_slice(&c->folded, token_fold(&c->tokens, w->token[i]));
    }
    if (!spelling || c->folded.failed) {
        c->failed = true;
        return;
    }
    *spelling = (draft_spelling){entity, compile_string(c, buf_slice(&c->folded)), use};
}

static void note_start(compiler *c, uint64_t word, bool lower)
{
    uint32_t *place = hash_map_put(&c->starts, word);
    if (!place)
        c->failed = true;
    else
        *place = (*place != NO_ENTITY && *place) || lower;
}

static void note_pair(compiler *c, const words *w)
{
    uint64_t first = layout_hash(token_fold(&c->tokens, w->token[0]));
    uint64_t next = w->count > 1 ? layout_hash(token_fold(&c->tokens, w->token[1])) : 0;
    uint32_t place = layout_pair_place(first, next);
    c->pairs[place / 8] |= (unsigned char)(1u << place % 8);
}

void compile_surface(compiler *c, const facts_row *row, slice surface, layout_use use,
                     uint32_t entity, uint32_t aux)
{
    layout_candidate candidate = {.entity = entity, .aux = aux, .use = (uint8_t)use};
    bool of_entity = use < USE_AMBIGUOUS && use != USE_PREFIX;
    if (of_entity && compile_forbidden(c, surface, compile_entity_at(c, entity)->id))
        return;
    words w = cut(c, surface);
    if (!w.count || w.too_many) {
        compile_complain(c, row, w.count ? "a name has too many words" : "a name has no words");
        return;
    }
    add_masks(c, &w, use, &candidate);
    note_start(c, layout_hash(token_fold(&c->tokens, w.token[0])),
               !((candidate.capitals | candidate.all_caps) & 1));
    note_pair(c, &w);
    uint32_t node = 0;
    for (size_t i = 0; i < w.count && !c->failed; i++)
        node = child_of(c, node, layout_hash(token_fold(&c->tokens, w.token[i])));
    if (c->failed)
        return;
    hang(c, node, &candidate);
    if (of_entity)
        add_spelling(c, entity, use, &w);
}

uint32_t compile_node(compiler *c, slice surface)
{
    words w = cut(c, surface);
    uint32_t node = 0;
    for (size_t i = 0; i < w.count; i++) {
        uint64_t word = layout_hash(token_fold(&c->tokens, w.token[i]));
        const uint32_t *child = hash_map_find(&c->edges, layout_edge_key(node, word));
        if (!child)
            return 0;
        node = *child;
    }
    return node;
}

const layout_candidate *compile_candidate(const compiler *c, uint32_t node, layout_use use)
{
    if (!node)
        return NULL;
    for (uint32_t at = *VECTOR_AT(&c->node_first, uint32_t, node); at != NO_ENTITY;
         at = *VECTOR_AT(&c->chain, uint32_t, at)) {
        const layout_candidate *candidate = VECTOR_AT(&c->candidates, layout_candidate, at);
        if (candidate->use == use)
            return candidate;
    }
    return NULL;
}
