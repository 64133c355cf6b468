/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * snippet: the passages of a document that show why it matched.
 *
 * Positions come from the index: the matched terms' position lists (a look-up each) choose the
 * passage; the segments of the record (each with the position of its first word) tell where in the
 * text it lies; only that piece is inflated and tokenized. So a snippet from a document of a
 * million words costs little more than one from a short one, and no match is lost in it.
 */
#ifndef DOSSIER_QUERY_SNIPPET_H
#define DOSSIER_QUERY_SNIPPET_H

#include "dossier.h"
#include "query/span.h"
#include "store/record.h"
#include "text/stem.h"
#include "xapian-c.h"

/* What a query looks for in running text. Terms are index terms without a prefix. */
typedef struct snippet_word {
    slice term;
    bool prefix;   /* every term that begins so (a wildcard) */
    bool entity;   /* an entity, its field's prefix included: its mentions are marked whole */
    double weight; /* how telling: rarer words count for more; > 0 */
    size_t place;  /* of the places, from 1 on, the one that it counts in; 0: it counts anywhere */
} snippet_word;

/* Where words that belong together stand: a phrase, words near one another. */
typedef struct snippet_place {
    const span_node *root;
    size_t n; /* nodes */
} snippet_place;

typedef struct snippet_query {
    const snippet_word *words;
    size_t n_words;
    const snippet_place *places; /* a word of one is marked only inside a span of it */
    size_t n_places;
} snippet_query;

typedef struct snippet_maker
    snippet_maker; /* scratch: token arrays, codec, stemmer; one a search */

/* language: of the index's stemmer. */
dossier_status snippet_maker_create(const char *language, snippet_maker **out);
void snippet_maker_free(snippet_maker *maker);

/* Makes up to max_passages passages of about `length` bytes, cut at sentence bounds where that
 * fits, best first in the text's order, for document docid of db whose stored bytes are `stored`
 * and whose head is decoded in r (its text is inflated as far as needed). *out and *n are borrowed
 * from r's memory. Without a matching word in the text (a match in a field) it is the text's
 * beginning. Text in snippets: white space folded, control characters left out. */
dossier_status snippet_make(snippet_maker *maker, const xapian_database *db, xapian_docid docid,
                            slice stored, record *r, const snippet_query *query,
                            size_t max_passages, size_t length, const dossier_snippet **out,
                            size_t *n);

#endif
