/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts of the tree that only positions can tell: the spans to look for, and what proposes the
 * documents to look at, which may have too many but misses none. */
#include <stdlib.h>
#include <string.h>

#include "query/lex.h"
#include "query/planner.h"
#include "query/span_source.h"
#include "store/error.h"

/* A tree of spans while it is made. */
typedef struct maker {
    plan *p;
    size_t n; /* nodes so far */
} maker;

static span_node *create(maker *m, span_kind kind, size_t children)
{
    span_node *node = arena_alloc(&m->p->memory, sizeof *node);
    span_node **list = arena_alloc(&m->p->memory, (children + 1) * sizeof *list);
    if (!node || !list) {
        m->p->make.status = error_no_memory(m->p->make.error);
        return NULL;
    }
    *node = (span_node){.kind = kind, .number_of = m->n++, .children = list};
    return node;
}

static int in_byte_order(const void *a, const void *b)
{
    return slice_compare(*(const slice *)a, *(const slice *)b);
}

static span_node *leaf_of(maker *m, const slice *terms, size_t n)
{
    span_node *node = create(m, SPAN_LEAF, 0);
    slice *sorted = arena_alloc(&m->p->memory, (n + 1) * sizeof *sorted);
    if (!node || !sorted) {
        m->p->make.status = error_no_memory(m->p->make.error);
        return NULL;
    }
    if (n) {
        memcpy(sorted, terms, n * sizeof *sorted);
        qsort(sorted, n, sizeof *sorted, in_byte_order);
    }
    node->terms = sorted;
    node->n_terms = n;
    return node;
}

static span_node *leaf_of_token(maker *m, const field *f, const token *t, bool exact)
{
    char bytes[FIELD_TERM_MAX];
    slice term = arena_copy(&m->p->memory, plan_token_term(m->p, f, t, bytes));
    span_node *node = leaf_of(m, &term, 1);
    if (node && exact) {
        node->written = (slice){m->p->text.data + t->offset, t->length};
        node->headline = f != NULL;
    }
    return node;
}

/* The words in a row; *joined (if there is one) is the token that is all of them in one word. */
static span_node *phrase_of(maker *m, const parse_node *node, const field *f, const token **joined)
{
    span_node *phrase = create(m, SPAN_PHRASE, node->n_tokens);
    for (size_t i = 0; i < node->n_tokens && phrase && m->p->make.status == DOSSIER_OK; i++) {
        const token *t = plan_token(m->p, node->token + i);
        if (!(t->flags & TOKEN_JOINED))
            phrase->children[phrase->n_children++] =
                leaf_of_token(m, f, t, node->kind == PARSE_EXACT);
        else if (t->length == node->text.len)
            *joined = t;
    }
    return phrase && phrase->n_children == 1 ? phrase->children[0] : phrase;
}

static span_node *words_of(maker *m, const parse_node *node, const field *f)
{
    const token *joined = NULL;
    span_node *phrase = phrase_of(m, node, f, &joined);
    if (!joined || !phrase || node->kind != PARSE_WORD)
        return phrase;
    span_node *either = create(m, SPAN_OR, 2);
    if (!either)
        return NULL;
    either->children[either->n_children++] = phrase;
    either->children[either->n_children++] = leaf_of_token(m, f, joined, false);
    return either;
}

static span_node *expansion_of(maker *m, const parse_node *node, const field *f)
{
    const plan_expansion *found = plan_expand(m->p, node, f);
    slice *terms = arena_alloc(&m->p->memory, (found->count + 1) * sizeof *terms);
    if (!terms) {
        m->p->make.status = error_no_memory(m->p->make.error);
        return NULL;
    }
    for (size_t i = 0; i < found->count; i++)
        terms[i] = found->terms[i]->text;
    return leaf_of(m, terms, found->count);
}

static span_node *spans_of(maker *m, const parse_node *node, const field *f);

static span_node *inner_of(maker *m, span_kind kind, const parse_node *node, const field *f)
{
    size_t n = 0;
    for (const parse_node *child = node->child; child; child = child->next)
        n++;
    span_node *made = create(m, kind, n);
    if (!made)
        return NULL;
    made->near = node->near;
    made->number = node->number;
    for (const parse_node *child = node->child; child && m->p->make.status == DOSSIER_OK;
         child = child->next)
        made->children[made->n_children++] = spans_of(m, child, f);
    return made;
}

static span_node *spans_of(maker *m, const parse_node *node, const field *f)
{
    switch (node->kind) {
    case PARSE_OR:
        return inner_of(m, SPAN_OR, node, f);
    case PARSE_NEAR:
        return inner_of(m, SPAN_NEAR, node, f);
    case PARSE_ATLEAST:
        return inner_of(m, SPAN_ATLEAST, node, f);
    case PARSE_FIRST:
        return inner_of(m, SPAN_FIRST, node, f);
    case PARSE_LEAD:
        return inner_of(m, SPAN_LEAD, node, f);
    case PARSE_FIELD:
        return spans_of(m, node->child, node->field);
    case PARSE_WILDCARD:
    case PARSE_FUZZY:
        return expansion_of(m, node, f);
    case PARSE_WORD:
    case PARSE_PHRASE:
    case PARSE_EXACT:
        break;
    case PARSE_AND: /* the parser lets none of these in */
    case PARSE_NOT:
    case PARSE_RANGE:
    case PARSE_NUMBERS:
        return create(m, SPAN_OR, 0);
    }
    if (f && f->kind == FIELD_SOUND)
        return expansion_of(m, node, f);
    if (f && f->kind == FIELD_ENTITY) {
        const plan_names *names = plan_named(m->p, node);
        return names ? leaf_of(m, names->terms, names->n) : create(m, SPAN_OR, 0);
    }
    return words_of(m, node, f);
}

/* ---- what proposes documents ---- */

static xapian_query *proposed(plan *p, const parse_node *node, const field *f);

/* All the words, wherever they stand; of a hyphenated word, or the one that it makes. */
static xapian_query *propose_words(plan *p, const parse_node *node, const field *f)
{
    char bytes[FIELD_TERM_MAX];
    postings all = {0};
    xapian_query *joined = NULL;
    plan_term *only = NULL;
    size_t n = 0;
    for (size_t i = 0; i < node->n_tokens && p->make.status == DOSSIER_OK; i++) {
        const token *t = plan_token(p, node->token + i);
        bool whole = node->kind == PARSE_WORD && t->length == node->text.len;
        if ((t->flags & TOKEN_JOINED) && !whole)
            continue;
        only = plan_look_up(p, plan_token_term(p, f, t, bytes));
        if (!only)
            break;
        xapian_query *word = postings_term(&p->make, only->text, 1);
        if (t->flags & TOKEN_JOINED) {
            joined = postings_pair(&p->make, XAPIAN_OP_OR, joined, word);
        } else {
            postings_add(&p->make, &all, word);
            n++;
        }
    }
    plan_item *item = plan_record(p, node, f, plan_role_here(p));
    if (item && n == 1 && !joined && only && node->kind != PARSE_EXACT) {
        item->term = only->text;
        item->n_terms = 1;
        item->counted = true;
        item->documents = only->count;
    }
    return postings_pair(&p->make, XAPIAN_OP_OR, postings_join(&p->make, XAPIAN_OP_AND, &all, 0),
                         joined);
}

static xapian_query *propose_children(plan *p, const parse_node *node, const field *f, xapian_op op)
{
    postings list = {0};
    for (const parse_node *child = node->child; child && p->make.status == DOSSIER_OK;
         child = child->next)
        postings_add(&p->make, &list, proposed(p, child, f));
    return postings_join(&p->make, op, &list, 0);
}

/* What must not be near is looked up, but proposes nothing. */
static xapian_query *propose_near(plan *p, const parse_node *node, const field *f)
{
    if (!node->near.negated)
        return propose_children(p, node, f, XAPIAN_OP_AND);
    xapian_query *query = proposed(p, node->child, f);
    p->negated++;
    xapian_query_free(proposed(p, node->child->next, f));
    p->negated--;
    return query;
}

static xapian_query *proposed(plan *p, const parse_node *node, const field *f)
{
    bool words = !f || f->kind == FIELD_STEMMED || f->kind == FIELD_WORDS;
    switch (node->kind) {
    case PARSE_NEAR:
        return propose_near(p, node, f);
    case PARSE_OR:
        return propose_children(p, node, f, XAPIAN_OP_OR);
    case PARSE_ATLEAST:
    case PARSE_FIRST:
    case PARSE_LEAD:
        return proposed(p, node->child, f);
    case PARSE_FIELD:
        return proposed(p, node->child, node->field);
    case PARSE_EXACT:
        return propose_words(p, node, f);
    case PARSE_WORD:
    case PARSE_PHRASE:
        return words ? propose_words(p, node, f) : plan_leaf(p, node, f);
    case PARSE_AND:
    case PARSE_NOT:
    case PARSE_FUZZY:
    case PARSE_WILDCARD:
    case PARSE_RANGE:
    case PARSE_NUMBERS:
        break;
    }
    return plan_leaf(p, node, f);
}

static void refuse_remote(plan *p, const parse_node *node)
{
    char shown[NOTE_QUOTE];
    note_quote((slice){p->text.data + node->offset, node->length}, shown);
    p->make.status =
        lex_refuse(p->make.error, node->offset, node->length,
                   "search the index where it lies, or join the words with AND",
                   "a remote index can't tell where words stand, which %s asks for", shown);
}

const span_node *plan_spans(plan *p, const parse_node *node, const field *f, size_t *n)
{
    maker m = {.p = p};
    const span_node *root = spans_of(&m, node, f);
    *n = m.n;
    return p->make.status == DOSSIER_OK ? root : NULL;
}

/* Keeps the spans for passages, under the number that the items of the part have. */
static void keep_place(plan *p, const span_node *root, size_t n)
{
    plan_place *place = arena_alloc(&p->memory, sizeof *place);
    if (!place) {
        p->make.status = error_no_memory(p->make.error);
        return;
    }
    *place = (plan_place){p->place, root, n, p->places};
    p->places = place;
}

xapian_query *plan_span(plan *p, const parse_node *node, const field *f)
{
    size_t n = 0;
    if (p->remote)
        refuse_remote(p, node);
    if (p->recording)
        p->place = p->places ? p->places->number + 1 : 1;
    xapian_query *query = p->make.status == DOSSIER_OK ? proposed(p, node, f) : NULL;
    const span_node *root = p->make.status == DOSSIER_OK ? plan_spans(p, node, f, &n) : NULL;
    if (root && p->recording)
        keep_place(p, root, n);
    p->place = 0;
    if (p->anywhere)
        return query;
    if (p->make.status != DOSSIER_OK || !root) {
        xapian_query_free(query);
        return NULL;
    }
    double bonus = node->kind == PARSE_NEAR && !node->near.negated ? RANK_CLOSENESS : 0;
    const span_source_options options = {
        .root = root, .n = n, .bonus = bonus, .generation = p->generation, .deadline = p->deadline};
    return postings_pair(&p->make, XAPIAN_OP_AND, query, span_source_query(&p->make, &options));
}
