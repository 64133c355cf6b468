/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judgments: files of queries (id TAB text, a line each) and of relevance judgments (TREC qrels:
 * query, ignored, document, grade).
 *
 * A document is named by its path in the index, by the member's name alone (FILE#MEMBER), or by its
 * own id. A grade below 1 is not relevant.
 */
#ifndef DOSSIER_QUERY_JUDGMENTS_H
#define DOSSIER_QUERY_JUDGMENTS_H

#include <stddef.h>

#include "dossier.h"
#include "text/buf.h"

typedef struct judged_query {
    slice id;
    slice text;
} judged_query;

typedef struct judgment {
    slice query;
    slice document;
    long grade;
    size_t found; /* the rank that it was found at in the query's results; 0: not (yet) */
} judgment;

typedef struct judgments {
    judged_query *queries; /* in the order of the file */
    size_t n_queries;
    judgment *items; /* relevant ones, by query and document in byte order */
    size_t n_items;
    buf queries_text; /* what the slices point into */
    buf qrels_text;
} judgments;

/* Errors: DOSSIER_IO, DOSSIER_INVALID (a line can't be read, told with its number),
 * DOSSIER_NO_MEMORY. Goes to judgments_free, also on failure. */
dossier_status judgments_read(judgments *j, const char *queries_path, const char *qrels_path,
                              dossier_error *error);
void judgments_free(judgments *j);
/* The judgments of a query; *n receives their number. */
judgment *judgments_of(const judgments *j, slice query, size_t *n);
/* The judgment of a document among `n` of one query; NULL when there is none. */
judgment *judgment_find(judgment *of_query, size_t n, slice document);

#endif
