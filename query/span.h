/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * span: where in a document a part of a query stands. Pure: positions come from a reader.
 *
 * A span is a stretch of word positions, both ends included. A word has one at each place where it
 * stands, a phrase from its first word to its last, an OR those of all its members. `a w/5 b` has
 * the shortest stretches that hold an a and a b so near: of all such stretches those that no other
 * one lies in (minimal intervals: Clarke, Cormack and Burkowski, The Computer Journal 38, 1995).
 *
 * How far apart: the difference of the positions of the two words that are nearest to each other,
 * so 1 for neighbours. Spans that overlap are not near one another, they are the same place; but
 * what stands strictly between the ends of a stretch found by a proximity operator is near it.
 *
 * Invariants
 *  - A list is in order of `from`, then of `to`, each span once.
 *  - Nodes are numbered from 0 on below engine's n; one node may be the child of several.
 *  - A document costs O(p log p) for p positions, whatever the distances.
 */
#ifndef DOSSIER_QUERY_SPAN_H
#define DOSSIER_QUERY_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dossier.h"
#include "query/proximity.h"
#include "text/buf.h"

typedef struct span {
    uint32_t from, to;
    bool loose; /* found by a proximity operator: other words stand in it */
} span;

typedef struct span_list {
    span *items; /* owned */
    size_t count, capacity;
} span_list;

void span_list_free(span_list *list);
/* Makes room for so many more; false when memory has run out. */
bool span_list_reserve(span_list *list, size_t more);
/* Appends; false when memory has run out. */
bool span_list_add(span_list *list, span s);
/* Into order, each once. */
void span_list_sort(span_list *list);
/* Leaves only the spans that hold no other one; the list is in order. */
void span_list_minimize(span_list *list);

/* The positions at which sentences or paragraphs begin, ascending. */
typedef struct span_marks {
    uint32_t *at; /* owned */
    size_t count, capacity;
} span_marks;

typedef enum span_kind {
    SPAN_LEAF,   /* any of its terms */
    SPAN_PHRASE, /* its children, each at the position after the one before it */
    SPAN_OR,
    SPAN_NEAR,    /* two children */
    SPAN_ATLEAST, /* its child's spans, if there are `number` that don't overlap */
    SPAN_FIRST,   /* its child's spans in the headline or the first `number` words of the text */
    SPAN_LEAD     /* its child's spans in the first paragraph */
} span_kind;

typedef struct span_node {
    span_kind kind;
    size_t number_of; /* this node's number */
    proximity near;
    uint32_t number;
    const slice *terms; /* SPAN_LEAF: with their prefixes, in byte order */
    size_t n_terms;
    slice written; /* SPAN_LEAF: only where the word is spelt exactly so; {NULL, 0}: in any form */
    bool headline; /* SPAN_LEAF with written: in the headline alone */
    struct span_node **children;
    size_t n_children;
} span_node;

/* What a reader tells of the document that is looked at. */
typedef enum span_mark { SPAN_SENTENCES, SPAN_PARAGRAPHS, SPAN_LEADS } span_mark;
typedef struct span_reader {
    /* Appends the positions of a leaf to an empty list, each as a span of one word; in any order.
     */
    dossier_status (*leaf)(void *ctx, const span_node *leaf, span_list *out);
    /* Appends the marks to an empty list. SPAN_LEADS: the lead's first position and the one behind
     * it. */
    dossier_status (*marks)(void *ctx, span_mark kind, span_marks *out);
    void *ctx;
} span_reader;

typedef struct span_engine span_engine; /* scratch for one tree; not shared by threads */

/* The tree is borrowed; its nodes are numbered below n. */
dossier_status span_engine_create(const span_node *root, size_t n, span_engine **out);
void span_engine_free(span_engine *engine);
/* Where the tree stands in the reader's document; *found is borrowed until the next call. Errors:
 * DOSSIER_NO_MEMORY, and what the reader gives. */
dossier_status span_find(span_engine *engine, const span_reader *reader, const span_list **found);

/* The spans of SPAN_NEAR (span_near.c). marks: of the unit, when it isn't words. */
bool span_near(const span_list *a, const span_list *b, const proximity *near,
               const span_marks *marks, span_list *out);

#endif
