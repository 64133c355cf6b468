/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * phrase: a short line as a row of folded words, to be compared with tables of phrases.
 *
 * Words are what white space separates, without the punctuation at their edges, folded as utf8_fold
 * does (lower case, no accents, plain quotes). A piece without a letter or digit is no word. Tables
 * are written in the folded form; a test checks that they are.
 */
#ifndef DOSSIER_INDEXER_ARTICLES_PHRASE_H
#define DOSSIER_INDEXER_ARTICLES_PHRASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/buf.h"

#define PHRASE_MAX_WORDS 32
#define PHRASE_MAX_BYTES 400

typedef struct phrase_word {
    slice text;  /* in the line, without edge punctuation */
    slice piece; /* with it */
    uint16_t fold;
    uint16_t fold_len;
} phrase_word;

typedef struct phrase {
    slice line;
    size_t n;   /* words read; never more than PHRASE_MAX_WORDS */
    bool whole; /* false when the line has more words or bytes than fit */
    phrase_word word[PHRASE_MAX_WORDS];
    char folded[PHRASE_MAX_BYTES + 64]; /* the words, a space between two */
    size_t folded_len;
} phrase;

void phrase_read(phrase *ph, slice line);
/* The folded words [from, n) as one text. */
slice phrase_from(const phrase *ph, size_t from);
/* How many words of ph from word `at` the folded phrase `words` covers; 0 when they are not there.
 */
size_t phrase_match(const phrase *ph, size_t at, const char *words);
/* The line's rest after word `at - 1`: from the start of word `at`, or empty. */
slice phrase_rest(const phrase *ph, size_t at);
slice phrase_word_fold(const phrase *ph, size_t i);
/* Words separated by white space, however long the line. */
size_t phrase_count(slice text);
bool phrase_is_upper_start(
    slice word); /* first letter is a capital (ASCII, Latin, Greek, Cyrillic) */
bool phrase_has_lower(slice text);
/* Ends like a sentence: . ! ? … or a CJK stop, closing quotes and brackets looked through. */
bool phrase_ends_sentence(slice text);

#endif
