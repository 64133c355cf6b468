/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the parts of the evaluator share. Private to obvious*.c. */
#ifndef DOSSIER_TESTS_QUERY_OBVIOUS_PARTS_H
#define DOSSIER_TESTS_QUERY_OBVIOUS_PARTS_H

#include "obvious.h"

/* Which words of a vocabulary one word of the query means. */
typedef struct meaning {
    const parse_node *node;
    const field *field;
    size_t nth; /* of the node's tokens */
    obvious_name name;
    bool *means; /* by number */
    struct meaning *next;
} meaning;

/* A query that is being answered. */
typedef struct asking {
    const obvious_library *l;
    const obvious_document *d;
    const parse_tree *tree;
    meaning *known; /* the same for all documents */
} asking;

/* Looked up once for a token of a node in a field (NULL: the text). Borrowed. */
const meaning *meaning_of(asking *a, const parse_node *node, const field *f, size_t nth);
void meanings_free(asking *a);
/* Does the folded value of a field that is one value fit? */
bool is_whole_meant(const parse_node *node, slice value);

typedef struct place {
    uint32_t from, to;
    bool loose; /* found by a proximity operator */
} place;

typedef struct places {
    place *items;
    size_t n, capacity;
} places;

/* Where a node stands in the document, each place once. The caller frees it with places_free. */
places places_of(asking *a, const parse_node *node, const field *f);
void places_free(places *p);

#endif
