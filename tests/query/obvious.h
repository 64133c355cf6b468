/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * obvious: what a query means, word for word and without haste: every pair of places is looked at.
 * It reads the stored texts of documents, knows no index and shares no code with the engine that it
 * is there to judge, but for the tokenizer, the stemmer and the parser.
 */
#ifndef DOSSIER_TESTS_QUERY_OBVIOUS_H
#define DOSSIER_TESTS_QUERY_OBVIOUS_H

#include "query/parse.h"
#include "store/record.h"
#include "text/stem.h"

typedef struct obvious_word {
    uint32_t position;
    slice term;    /* stemmed */
    slice written; /* as it stands in the text */
    bool headline;
    size_t sentence, paragraph;
} obvious_word;

typedef struct obvious_document {
    obvious_word *words; /* in order */
    size_t n_words;
    size_t running;     /* words of headline and text */
    uint32_t text_from; /* position of the text's first word; 0: there is none */
    uint32_t lead_from, lead_end;
} obvious_document;

typedef struct obvious_library {
    obvious_document *documents;
    size_t n;
    slice *terms; /* all different ones, in byte order */
    size_t n_terms;
    stemmer *stem;
    arena memory;
} obvious_library;

/* Adds a document from its record, whose text is there. */
void obvious_add(obvious_library *l, const record *r);
/* To be called when all are there. */
void obvious_finish(obvious_library *l);
void obvious_free(obvious_library *l);
/* Does the document match? The tree's tokens are those of the query. */
bool obvious_matches(const obvious_library *l, size_t document, const parse_tree *tree);

#endif
