/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * obvious: what a query means, word for word and without haste: every pair of places is looked at.
 * It reads the stored records of documents, knows no index and shares no code with the engine that
 * it is there to judge, but for the tokenizer, the stemmer, the parser and the keys of sounds.
 *
 * obvious.c reads the documents, obvious_word.c says which words a word of the query means,
 * obvious_place.c where they and what is made of them stands, obvious_match.c which documents
 * match.
 */
#ifndef DOSSIER_TESTS_QUERY_OBVIOUS_H
#define DOSSIER_TESTS_QUERY_OBVIOUS_H

#include "query/parse.h"
#include "store/record.h"
#include "text/stem.h"

/* What a word is called: each is a vocabulary of its own. */
typedef enum obvious_name {
    OBVIOUS_TERM, /* stemmed */
    OBVIOUS_FOLD, /* folded, with its ending */
    OBVIOUS_FORM, /* as it stands in the text */
    OBVIOUS_NAMES
} obvious_name;

/* Different words, in byte order once all are there. */
typedef struct obvious_vocabulary {
    slice *words;
    size_t n, capacity;
} obvious_vocabulary;

typedef struct obvious_word {
    uint32_t position;
    size_t offset; /* bytes: of the headline, or of the text */
    slice name[OBVIOUS_NAMES];
    size_t number[OBVIOUS_NAMES]; /* in the vocabularies */
    bool headline, running;
    size_t sentence, paragraph;
} obvious_word;

/* A run of words with positions of its own. */
typedef struct obvious_text {
    obvious_word *words; /* in order */
    size_t n, capacity;
    uint32_t end; /* behind the last position */
} obvious_text;

/* An entity of the document, by a number for each place where it is named. */
typedef struct obvious_tag {
    uint8_t kind;
    slice id;
    bool focus, provisional;
    uint32_t *positions;
    size_t n;
} obvious_tag;

typedef struct obvious_document {
    obvious_text text[FIELDS]; /* of FIELD_TEXT (headline, text, bylines) and of fields of words */
    const obvious_word **at;   /* the first word of FIELD_TEXT at each position; NULL: none */
    slice whole[FIELDS];       /* folded: of fields that are one value */
    obvious_tag *tags;
    size_t n_tags;
    date published;
    size_t running;     /* words of headline and text */
    uint32_t text_from; /* position of the text's first word; 0: there is none */
    uint32_t lead_from, lead_end;
} obvious_document;

typedef struct obvious_library {
    obvious_document *documents;
    size_t n;
    obvious_vocabulary names[OBVIOUS_NAMES];
    stemmer *stem;
    arena memory;
} obvious_library;

/* Adds a document from its record, whose text and tags are there. */
void obvious_add(obvious_library *l, const record *r);
/* To be called when all are there. */
void obvious_finish(obvious_library *l);
void obvious_free(obvious_library *l);
/* Which documents match: found has room for all of them. The tree's tokens are those of the query.
 */
void obvious_find(const obvious_library *l, const parse_tree *tree, bool *found);

#endif
