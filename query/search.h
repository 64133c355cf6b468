/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * search: a search that was run, and its results. Private to query/.
 *
 * search.c parses, plans and runs; match.c runs one posting-list query; results.c hands the hits
 * out; explain.c tells how it came about. Where a writer has gone on so far that the index's old
 * state is gone, the index is opened anew and the search run again, SEARCH_ATTEMPTS times at most.
 */
#ifndef DOSSIER_QUERY_SEARCH_H
#define DOSSIER_QUERY_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dossier.h"
#include "query/book.h"
#include "query/deadline.h"
#include "query/facet.h"
#include "query/kit.h"
#include "query/parse.h"
#include "query/plan.h"
#include "query/snippet.h"
#include "store/reader.h"
#include "store/record.h"
#include "text/stem.h"
#include "xapian-c.h"

enum { SEARCH_ATTEMPTS = 3 };

/* One run of a posting-list query. */
typedef struct match {
    xapian_mset *sets[2]; /* the hits: the second one (may be NULL) follows the first */
    uint64_t matches;
    bool exact;
} match;

typedef struct match_request {
    const xapian_query *query;
    const xapian_query *same; /* the same documents, cheaper to count; NULL: query itself */
    size_t offset;
    size_t limit;
    dossier_sort sort;
    bool exact;
    bool weighted;      /* false: all documents weigh the same, and come in the index's order */
    facet_set *facets;  /* NULL: none */
    deadline *deadline; /* NULL: none */
} match_request;

/* Runs a query. Errors: what the database gives. */
dossier_status match_run(xapian_database *db, const match_request *request, match *out,
                         dossier_error *error);
void match_free(match *m);
size_t match_size(const match *m);
/* The hit at index i and its document, which the caller frees. */
xapian_status match_hit(const match *m, size_t i, xapian_hit *hit, xapian_document **document,
                        xapian_error *err);

struct dossier_results {
    reader *reader; /* borrowed from the index */
    kit *kit;       /* the same */
    dossier_search_options options;
    char *text; /* the query, owned */
    size_t text_len;
    parse_tree tree;     /* its notes are the warnings */
    plan *plan;          /* NULL where there is no query text */
    xapian_query *query; /* owned: what was run, when it isn't the plan's own */
    xapian_query *same;  /* owned: match_request.same */
    bool weighted;       /* match_request.weighted */
    bool partial;
    deadline deadline;
    facet_set *facets;
    match match;
    size_t at; /* the next hit */
    unsigned attempts;
    const snippet_query *snippets;
    snippet_query own_snippets; /* of a search for similar documents */
    arena memory;
    record record;
    dossier_entity *entities;
    size_t cap_entities;
    buf path;
    xapian_document *document; /* whose bytes the record was read from */
    buf explain;
};

dossier_status results_create(dossier_index *index, const dossier_search_options *options,
                              dossier_results **out, dossier_error *error);
/* Runs s->query (or the plan's); facets may be NULL. */
dossier_status results_run(dossier_results *s, facet_set *facets, dossier_error *error);
/* Opens the index anew after DOSSIER_CORRUPT; false when that was done often enough. */
bool results_try_again(dossier_results *s, dossier_status status);

/* Writes s->explain. */
dossier_status explain_search(dossier_results *s, dossier_error *error);
/* Notes what no document has, after a search that found nothing or only part. */
dossier_status explain_missing(dossier_results *s, dossier_error *error);

#endif
