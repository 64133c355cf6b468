/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Everything into its order, and into bytes. */
#include <stdlib.h>
#include <string.h>

#include "entity/compile_parts.h"

/* What is being written: the numbers of entities and candidates change with their order. */
typedef struct writing {
    compiler *c;
    buf *out;
    size_t base; /* where the file starts in out */
    layout_header header;
    uint32_t *entity_number; /* old to new */
    uint32_t *candidate_of;  /* a node's first candidate, in the new order */
} writing;

static void put_section(writing *w, layout_section section, const void *rows, size_t count,
                        size_t size)
{
    static const char zeros[8];
    size_t odd = (w->out->len - w->base) % 8;
    if (odd)
        buf_append(w->out, zeros, 8 - odd);
    w->header.section[section].offset = w->out->len - w->base;
    w->header.section[section].count = count;
    buf_append(w->out, rows, count * size);
}

static int by_kind_and_id(const void *a, const void *b)
{
    const draft_entity *const *x = a, *const *y = b;
    if ((*x)->kind != (*y)->kind)
        return (*x)->kind < (*y)->kind ? -1 : 1;
    return slice_compare((*x)->id, (*y)->id);
}

static int by_official(const void *a, const void *b)
{
    const layout_term *x = a, *y = b;
    if (x->official != y->official)
        return x->official < y->official ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->title < y->title ? -1 : x->title > y->title;
}

static int by_entity(const void *a, const void *b)
{
    const draft_spelling *x = a, *y = b;
    if (x->entity != y->entity)
        return x->entity < y->entity ? -1 : 1;
    return x->text < y->text ? -1 : x->text > y->text;
}

static int by_hash(const void *a, const void *b)
{
    const layout_key *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->official < y->official ? -1 : x->official > y->official;
}

/* qsort of nothing takes no null pointer. */
static void sort(vector *v, size_t size, int (*order)(const void *, const void *))
{
    if (v->count > 1)
        qsort(v->data, v->count, size, order);
}

static void renumber(const writing *w, uint32_t *entity)
{
    if (*entity != NO_ENTITY)
        *entity = w->entity_number[*entity];
}

static bool number_entities(writing *w, draft_entity ***sorted)
{
    size_t n = w->c->entities.count;
    *sorted = calloc(n + 1, sizeof **sorted);
    w->entity_number = calloc(n + 1, sizeof *w->entity_number);
    if (!*sorted || !w->entity_number)
        return false;
    for (size_t i = 0; i < n; i++)
        (*sorted)[i] = compile_entity_at(w->c, (uint32_t)i);
    if (n)
        qsort(*sorted, n, sizeof **sorted, by_kind_and_id);
    for (size_t i = 0; i < n; i++)
        w->entity_number[(*sorted)[i] - VECTOR_AT(&w->c->entities, draft_entity, 0)] = (uint32_t)i;
    return true;
}

static void renumber_all(const writing *w)
{
    compiler *c = w->c;
    for (size_t i = 0; i < c->terms.count; i++) {
        layout_term *term = VECTOR_AT(&c->terms, layout_term, i);
        renumber(w, &term->official);
        renumber(w, &term->office);
    }
    for (size_t i = 0; i < c->spellings.count; i++)
        renumber(w, &VECTOR_AT(&c->spellings, draft_spelling, i)->entity);
    for (size_t i = 0; i < c->readings.count; i++)
        renumber(w, &VECTOR_AT(&c->readings, layout_reading, i)->entity);
    for (size_t i = 0; i < c->candidates.count; i++) {
        layout_candidate *candidate = VECTOR_AT(&c->candidates, layout_candidate, i);
        if (candidate->use >= USE_CAPITAL && candidate->use <= USE_CITY &&
            compile_entity_at(c, candidate->entity)->dated)
            candidate->flags |= LAYOUT_DATED;
        if (candidate->use != USE_AMBIGUOUS && candidate->use != USE_EVIDENCE)
            renumber(w, &candidate->entity);
    }
    for (size_t i = 0; i < c->surnames.count; i++)
        renumber(w, &VECTOR_AT(&c->surnames, layout_key, i)->official);
    for (size_t i = 0; i < c->keys.count; i++)
        renumber(w, &VECTOR_AT(&c->keys, layout_key, i)->official);
}

static bool put_entities(writing *w, draft_entity **sorted)
{
    compiler *c = w->c;
    size_t n = c->entities.count, term = 0, spelling = 0;
    layout_entity *rows = calloc(n + 1, sizeof *rows);
    if (!rows)
        return false;
    for (size_t i = 0; i < n; i++) {
        const draft_entity *e = sorted[i];
        layout_entity *row = &rows[i];
        row->id = compile_string(c, e->id);
        row->name = compile_string(c, e->name);
        row->kind = (uint8_t)e->kind;
        row->flags = (uint8_t)((e->listed ? LAYOUT_LISTED : 0) |
                               (e->of_body && !e->of_country ? LAYOUT_BODY : 0));
        row->rank = e->rank ? e->rank : 3;
        memcpy(row->country, e->country, 2);
        row->first_term = (uint32_t)term;
        while (term < c->terms.count && VECTOR_AT(&c->terms, layout_term, term)->official == i) {
            term++;
            row->n_terms += row->n_terms < UINT16_MAX;
        }
        row->first_spelling = (uint32_t)spelling;
        while (spelling < c->spellings.count &&
               VECTOR_AT(&c->spellings, draft_spelling, spelling)->entity == i) {
            spelling++;
            row->n_spellings += row->n_spellings < UINT16_MAX;
        }
    }
    put_section(w, LAYOUT_ENTITIES, rows, n, sizeof *rows);
    free(rows);
    return true;
}

/* Of the terms by number, for qsort_r. */
static int by_office(const void *a, const void *b, void *terms)
{
    const layout_term *x = (const layout_term *)terms + *(const uint32_t *)a;
    const layout_term *y = (const layout_term *)terms + *(const uint32_t *)b;
    int country = memcmp(x->country, y->country, 2);
    if (x->office != y->office)
        return x->office < y->office ? -1 : 1;
    if (country)
        return country;
    if (x->from != y->from)
        return x->from > y->from ? -1 : 1;
    return x < y ? -1 : x > y;
}

static bool put_terms(writing *w)
{
    const vector *terms = &w->c->terms;
    size_t n = 0;
    uint32_t *holders = calloc(terms->count + 1, sizeof *holders);
    if (!holders)
        return false;
    for (size_t i = 0; i < terms->count; i++)
        if (VECTOR_AT(terms, layout_term, i)->office != NO_ENTITY)
            holders[n++] = (uint32_t)i;
    qsort_r(holders, n, sizeof *holders, by_office, terms->data);
    put_section(w, LAYOUT_TERMS, terms->data, terms->count, sizeof(layout_term));
    put_section(w, LAYOUT_HOLDERS, holders, n, sizeof *holders);
    free(holders);
    return true;
}

static bool put_spellings(writing *w)
{
    const vector *spellings = &w->c->spellings;
    uint32_t *texts = calloc(spellings->count + 1, sizeof *texts);
    if (!texts)
        return false;
    for (size_t i = 0; i < spellings->count; i++)
        texts[i] = VECTOR_AT(spellings, draft_spelling, i)->text;
    put_section(w, LAYOUT_SPELLINGS, texts, spellings->count, sizeof *texts);
    free(texts);
    return true;
}

/* Candidates node by node, in the order in which they were added. */
static bool put_candidates(writing *w)
{
    const compiler *c = w->c;
    size_t n = 0, nodes = c->node_first.count;
    layout_candidate *rows = calloc(c->candidates.count + 1, sizeof *rows);
    w->candidate_of = calloc(nodes + 1, sizeof *w->candidate_of);
    if (!rows || !w->candidate_of) {
        free(rows);
        return false;
    }
    for (size_t node = 0; node < nodes; node++) {
        size_t first = n, count = 0;
        uint32_t last = *VECTOR_AT(&c->node_first, uint32_t, node);
        for (uint32_t at = last; at != NO_ENTITY; at = *VECTOR_AT(&c->chain, uint32_t, at))
            count++;
        w->candidate_of[node] = count ? (uint32_t)first : NO_ENTITY;
        n += count;
        for (uint32_t at = last; at != NO_ENTITY; at = *VECTOR_AT(&c->chain, uint32_t, at))
            rows[first + --count] = *VECTOR_AT(&c->candidates, layout_candidate, at);
        if (n > first)
            rows[n - 1].flags |= LAYOUT_LAST;
    }
    put_section(w, LAYOUT_CANDIDATES, rows, n, sizeof *rows);
    free(rows);
    return true;
}

static void add_to_sets(uint64_t word, unsigned char *sets, unsigned set)
{
    uint32_t place = layout_set_place(word);
    sets[place / 2] |= (unsigned char)(set << place % 2 * 4);
}

static void fill_sets(const compiler *c, unsigned char *sets)
{
    for (size_t i = 0; i < c->starts.size; i++)
        if (c->starts.keys[i])
            add_to_sets(c->starts.keys[i], sets,
                        c->starts.values[i] ? SET_START | SET_LOWER : SET_START);
    for (size_t i = 0; i < c->words.size; i++)
        if (c->words.keys[i])
            add_to_sets(c->words.keys[i], sets, SET_WORD);
    for (size_t i = 0; i < c->surnames.count; i++)
        add_to_sets(VECTOR_AT(&c->surnames, layout_key, i)->hash, sets, SET_NAME);
}

static layout_edge edge_to(const writing *w, uint64_t key, uint32_t node)
{
    bool inner = *VECTOR_AT(&w->c->inner, bool, node);
    return (layout_edge){key, inner ? node : node | LAYOUT_LEAF, w->candidate_of[node]};
}

static bool put_edges(writing *w)
{
    const hash_map *edges = &w->c->edges;
    layout_edge *rows = calloc(edges->size + 1, sizeof *rows);
    unsigned char *sets = calloc(LAYOUT_SET_PLACES / 2, 1);
    if (rows && sets) {
        for (size_t i = 0; i < edges->size; i++)
            if (edges->keys[i])
                rows[i] = edge_to(w, edges->keys[i], edges->values[i]);
        fill_sets(w->c, sets);
        put_section(w, LAYOUT_EDGES, rows, edges->size, sizeof *rows);
        put_section(w, LAYOUT_SETS, sets, LAYOUT_SET_PLACES / 2, 1);
        put_section(w, LAYOUT_PAIRS, w->c->pairs, sizeof w->c->pairs, 1);
    }
    bool done = rows && sets;
    free(rows);
    free(sets);
    return done;
}

static bool put_words(writing *w)
{
    const hash_map *words = &w->c->words;
    layout_word *rows = calloc(words->size + 1, sizeof *rows);
    if (!rows)
        return false;
    for (size_t i = 0; i < words->size; i++)
        if (words->keys[i])
            rows[i] = (layout_word){words->keys[i], words->values[i]};
    put_section(w, LAYOUT_WORDS, rows, words->size, sizeof *rows);
    free(rows);
    return true;
}

static void put_keys(writing *w, layout_section section, vector *keys)
{
    sort(keys, sizeof(layout_key), by_hash);
    size_t kept = 0;
    for (size_t i = 0; i < keys->count; i++) {
        layout_key *key = VECTOR_AT(keys, layout_key, i);
        if (!kept || by_hash(key, VECTOR_AT(keys, layout_key, kept - 1)) != 0)
            *VECTOR_AT(keys, layout_key, kept++) = *key;
    }
    put_section(w, section, keys->data, kept, sizeof(layout_key));
}

dossier_status compile_write(compiler *c, buf *out)
{
    writing w = {.c = c, .out = out, .base = out->len};
    draft_entity **sorted = NULL;
    memcpy(w.header.magic, LAYOUT_MAGIC, sizeof w.header.magic);
    w.header.fingerprint = c->fingerprint;
    buf_append(out, &w.header, sizeof w.header);
    bool done = number_entities(&w, &sorted);
    if (done) {
        renumber_all(&w);
        sort(&c->terms, sizeof(layout_term), by_official);
        sort(&c->spellings, sizeof(draft_spelling), by_entity);
        done = put_entities(&w, sorted) && put_terms(&w) && put_spellings(&w) &&
               put_candidates(&w) && put_edges(&w) && put_words(&w);
    }
    if (done) {
        put_section(&w, LAYOUT_READINGS, c->readings.data, c->readings.count,
                    sizeof(layout_reading));
        put_keys(&w, LAYOUT_SURNAMES, &c->surnames);
        put_keys(&w, LAYOUT_KEYS, &c->keys);
        put_section(&w, LAYOUT_STRINGS, c->strings.data, c->strings.len, 1);
    }
    if (done && !out->failed)
        memcpy(out->data + w.base, &w.header, sizeof w.header);
    free(sorted);
    free(w.entity_number);
    free(w.candidate_of);
    return done && !out->failed && !c->failed ? DOSSIER_OK : DOSSIER_NO_MEMORY;
}
