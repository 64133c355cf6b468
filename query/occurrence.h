/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * occurrence: where the words of a query stand in one document, by the index's position lists.
 *
 * Invariants: items are in order of position, then of word, each once. A word that belongs to a
 * place (a phrase, words near one another) is there only inside a span of it.
 */
#ifndef DOSSIER_QUERY_OCCURRENCE_H
#define DOSSIER_QUERY_OCCURRENCE_H

#include "query/snippet.h"
#include "query/span_document.h"

typedef struct occurrence {
    uint32_t position;
    uint32_t word; /* of snippet_query.words */
} occurrence;

typedef struct occurrence_list {
    occurrence *items; /* owned */
    size_t count, capacity;
    uint32_t *positions; /* owned scratch: the lists of all words, end to end */
    bool *kept;          /* of each position: does it take part? */
    size_t n_positions, cap_positions;
    size_t *starts; /* word i's list is starts[i] to starts[i + 1] */
    size_t cap_starts;
    span_document *document; /* owned: to see where places are */
} occurrence_list;

#define OCCURRENCE_LIST_INIT ((occurrence_list){.items = NULL})

void occurrence_list_free(occurrence_list *list);
/* Reads the words' positions in a document anew. A database that has moved on or can't be reached
 * any more gives an empty list. Errors: DOSSIER_CORRUPT, DOSSIER_NO_MEMORY. */
dossier_status occurrence_read(occurrence_list *list, const xapian_database *db, xapian_docid docid,
                               const snippet_query *query);
/* Takes out those at positions from <= p < to. */
void occurrence_drop(occurrence_list *list, uint32_t from, uint32_t to);
/* The first item at or after a position; list->count when there is none. */
size_t occurrence_at(const occurrence_list *list, uint32_t position);

#endif
