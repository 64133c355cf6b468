/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/plan.h"

#include <stdlib.h>
#include <string.h>

#include "query/planner.h"
#include "store/error.h"

static xapian_query *build(plan *p, const parse_node *node, const field *f);

bool plan_is_strict(const plan *p)
{
    return p->mode == PLAN_ALL || p->negated || p->filtering;
}

plan_role plan_role_here(const plan *p)
{
    if (p->negated)
        return PLAN_EXCLUDED;
    if (p->filtering)
        return PLAN_FILTER;
    return p->mode == PLAN_ALL ? PLAN_REQUIRED : PLAN_OPTIONAL;
}

const token *plan_token(const plan *p, size_t i)
{
    return &p->tree->tokens.tokens[i];
}

static unsigned bucket_of(slice term)
{
    uint32_t hash = 2166136261u; /* FNV-1a, 32 bits */
    for (size_t i = 0; i < term.len; i++)
        hash = (hash ^ (unsigned char)term.data[i]) * 16777619u;
    return hash % PLAN_BUCKETS;
}

plan_term *plan_look_up(plan *p, slice term)
{
    plan_term **bucket = &p->buckets[bucket_of(term)];
    for (plan_term *t = *bucket; t; t = t->next)
        if (slice_equal(t->text, term))
            return t;
    plan_term *t = arena_alloc(&p->memory, sizeof *t);
    slice copy = arena_copy(&p->memory, term);
    xapian_error cause;
    if (!t || !copy.data) {
        p->make.status = error_no_memory(p->make.error);
        return NULL;
    }
    *t = (plan_term){.text = copy, .next = *bucket};
    if (xapian_database_termfreq(p->db, term.data, term.len, &t->count, &cause) != XAPIAN_OK) {
        p->make.status = error_xapian(p->make.error, "a word can't be looked up", &cause);
        return NULL;
    }
    *bucket = t;
    return t;
}

slice plan_token_term(plan *p, const field *f, const token *t, char out[FIELD_TERM_MAX])
{
    slice word = token_fold(&p->tree->tokens, t);
    if (!f || f->kind == FIELD_STEMMED)
        word = stemmer_term(p->stem, word, t->flags);
    return (slice){out, field_term(f ? f->prefix : "", word, out)};
}

plan_item *plan_record(plan *p, const parse_node *node, const field *f, plan_role role)
{
    if (!p->recording)
        return NULL;
    if (p->n_items == p->cap_items) {
        size_t capacity = p->cap_items ? p->cap_items * 2 : 16;
        plan_item *items = realloc(p->items, capacity * sizeof *items);
        if (!items) {
            p->make.status = error_no_memory(p->make.error);
            return NULL;
        }
        p->items = items;
        p->cap_items = capacity;
    }
    plan_item *item = &p->items[p->n_items++];
    bool marked = node->kind == PARSE_EXACT || node->kind == PARSE_FUZZY;
    *item = (plan_item){.node = node,
                        .field = f,
                        .shown = marked ? (slice){p->text.data + node->offset, node->length}
                                        : node->text,
                        .offset = node->offset,
                        .length = node->length,
                        .role = role,
                        .place = p->place};
    return item;
}

static bool only_filters(const field *f)
{
    return f->kind != FIELD_STEMMED && f->kind != FIELD_ENTITY && f->kind != FIELD_SOUND;
}

/* The child of a NOT or of a field that filters: all of it must match, whatever the mode. */
static xapian_query *build_inside(plan *p, const parse_node *node, const field *f, unsigned *depth)
{
    *depth += 1;
    xapian_query *query = build(p, node, f);
    *depth -= 1;
    return query;
}

static void add_member(plan *p, const parse_node *node, const field *f, plan_parts *parts,
                       plan_words *words)
{
    bool loose = p->mode == PLAN_ANY && !plan_is_strict(p);
    bool words_field = !f || f->kind == FIELD_STEMMED || f->kind == FIELD_WORDS;
    postings *positives = node->must ? &parts->must : &parts->positives;
    if (node->kind == PARSE_NOT)
        postings_add(&p->make, &parts->negatives, build_inside(p, node->child, f, &p->negated));
    else if (node->kind == PARSE_FIELD && only_filters(node->field))
        postings_add(&p->make, &parts->filters,
                     build_inside(p, node->child, node->field, &p->filtering));
    else if (node->kind == PARSE_WORD && words_field && (node->n_tokens == 1 || loose))
        plan_words_add(p, words, node, f);
    else if (node->kind == PARSE_AND || node->kind == PARSE_OR || node->kind == PARSE_FIELD)
        postings_add(&p->make, positives, build(p, node, f));
    else
        postings_add(&p->make, positives, plan_leaf(p, node, f));
}

/* Moves the members of one list behind those of another. */
static void move(plan *p, postings *from, postings *to)
{
    for (size_t i = 0; i < from->count; i++)
        postings_add(&p->make, to, from->items[i]);
    from->count = 0;
    postings_free(from);
}

/* All must occur. */
static xapian_query *join_strictly(plan *p, plan_parts *parts)
{
    move(p, &parts->must, &parts->positives);
    move(p, &parts->bonuses, &parts->light);
    return postings_join(&p->make, XAPIAN_OP_AND, &parts->positives, 0);
}

/* One is enough, unless it is written with +. */
static xapian_query *join_loosely(plan *p, plan_parts *parts)
{
    size_t members = parts->positives.count + (parts->must.count > 0);
    xapian_query *must = postings_join(&p->make, XAPIAN_OP_AND, &parts->must, 0);
    const bool required = must != NULL;
    p->loosened |= members > 1;
    move(p, &parts->bonuses, &parts->positives);
    xapian_query *any = postings_join(&p->make, XAPIAN_OP_OR, &parts->positives, 0);
    if (!required || !any)
        return required ? must : any;
    xapian_query *all = postings_both(&p->make, XAPIAN_OP_OR, must, any);
    xapian_query_free(any);
    return postings_pair(&p->make, XAPIAN_OP_FILTER, all, must);
}

static xapian_query *join_parts(plan *p, plan_parts *parts)
{
    postings_maker *m = &p->make;
    xapian_query *query = plan_is_strict(p) ? join_strictly(p, parts) : join_loosely(p, parts);
    xapian_query *filter = postings_join(m, XAPIAN_OP_AND, &parts->filters, 0);
    query =
        query ? postings_pair(m, XAPIAN_OP_FILTER, query, filter) : postings_scale(m, filter, 0);
    xapian_query *negative = postings_join(m, XAPIAN_OP_OR, &parts->negatives, 0);
    if (negative)
        query =
            postings_pair(m, XAPIAN_OP_AND_NOT, query ? query : postings_everything(m), negative);
    /* One by one: libxapian 1.4 gets the weight of x AND_MAYBE (y OR z) wrong where y or z is a
     * phrase that it only checks at x's documents. */
    for (size_t i = 0; i < parts->light.count; i++) {
        query = postings_pair(m, XAPIAN_OP_AND_MAYBE, query, parts->light.items[i]);
        parts->light.items[i] = NULL;
    }
    postings_free(&parts->light);
    return query;
}

/* `n` siblings from `first` on that must all occur. */
static xapian_query *build_all(plan *p, const parse_node *first, size_t n, const field *f)
{
    plan_parts parts = {0};
    plan_words words = {0};
    const parse_node *node = first;
    for (size_t i = 0; i < n && node && p->make.status == DOSSIER_OK; i++, node = node->next)
        add_member(p, node, f, &parts, &words);
    plan_words_place(p, &words, f, &parts);
    return join_parts(p, &parts);
}

static xapian_query *build_either(plan *p, const parse_node *first, const field *f)
{
    postings list = {0};
    for (const parse_node *node = first; node && p->make.status == DOSSIER_OK; node = node->next)
        postings_add(&p->make, &list, build(p, node, f));
    return postings_join(&p->make, XAPIAN_OP_OR, &list, 0);
}

static xapian_query *build(plan *p, const parse_node *node, const field *f)
{
    if (node->kind == PARSE_AND)
        return build_all(p, node->child, SIZE_MAX, f);
    if (node->kind == PARSE_OR)
        return build_either(p, node->child, f);
    if (node->kind == PARSE_FIELD && !only_filters(node->field))
        return build(p, node->child, node->field);
    return build_all(p, node, 1, f);
}

/* In the order in which they were typed. */
static int by_offset(const void *a, const void *b)
{
    const plan_item *x = a, *y = b;
    return (x->offset > y->offset) - (x->offset < y->offset);
}

static xapian_query *build_query(plan *p, plan_mode mode)
{
    p->mode = mode;
    p->negated = p->filtering = 0;
    xapian_query *query = build(p, p->tree->root, NULL);
    if (p->make.status == DOSSIER_OK && p->tree->notes.failed)
        p->make.status = error_no_memory(p->make.error);
    if (p->make.status == DOSSIER_OK && query)
        return query;
    xapian_query_free(query);
    return NULL;
}

dossier_status plan_create(parse_tree *tree, stemmer *stem, xapian_database *db,
                           const plan_options *options, plan **out, dossier_error *error)
{
    xapian_error cause;
    *out = NULL;
    plan *p = calloc(1, sizeof *p);
    if (!p)
        return error_no_memory(error);
    *p = (plan){.tree = tree,
                .stem = stem,
                .db = db,
                .text = options->text,
                .book = options->book,
                .strict = options->strict,
                .remote = options->remote,
                .generation = options->generation,
                .deadline = options->deadline,
                .recording = true};
    p->make.error = error;
    if (xapian_database_doccount(db, &p->documents, &cause) != XAPIAN_OK)
        p->make.status = error_xapian(error, "the index can't be read", &cause);
    if (p->make.status == DOSSIER_OK)
        p->query = build_query(p, options->mode);
    if (p->n_items)
        qsort(p->items, p->n_items, sizeof *p->items, by_offset);
    if (p->make.status == DOSSIER_OK)
        plan_make_snippets(p);
    dossier_status status = p->make.status;
    p->recording = false;
    p->make.error = NULL;
    if (status != DOSSIER_OK) {
        plan_free(p);
        return status;
    }
    *out = p;
    return DOSSIER_OK;
}

void plan_free(plan *p)
{
    if (!p)
        return;
    xapian_query_free(p->query);
    free(p->items);
    arena_free(&p->memory);
    free(p);
}

const xapian_query *plan_query(const plan *p)
{
    return p->query;
}

bool plan_has_bonus(const plan *p)
{
    return p->has_bonus;
}

dossier_status plan_without_bonus(plan *p, xapian_query **out, dossier_error *error)
{
    p->make = (postings_maker){.error = error};
    p->leave_bonus = true;
    *out = build_query(p, p->mode);
    p->leave_bonus = false;
    return p->make.status;
}

dossier_status plan_anywhere(plan *p, xapian_query **out, dossier_error *error)
{
    *out = NULL;
    p->make = (postings_maker){.error = error};
    if (!p->places)
        return DOSSIER_OK;
    p->anywhere = true;
    *out = build_query(p, p->mode);
    p->anywhere = false;
    return p->make.status;
}

dossier_status plan_partial(plan *p, xapian_query **out, dossier_error *error)
{
    p->make = (postings_maker){.error = error};
    p->loosened = false;
    *out = build_query(p, PLAN_PARTIAL);
    if (!p->loosened) {
        xapian_query_free(*out);
        *out = NULL;
    }
    return p->make.status;
}

const plan_item *plan_items(const plan *p, size_t *n)
{
    *n = p->n_items;
    return p->items;
}

const snippet_query *plan_snippets(const plan *p)
{
    return &p->snippets;
}
