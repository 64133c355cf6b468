/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * spelling: how many letters must be put in, left out, changed, or swapped with their neighbour to
 * make one word of another (optimal string alignment distance), against many words in byte order.
 * What two words in a row begin with is reckoned once.
 */
#ifndef DOSSIER_QUERY_SPELLING_H
#define DOSSIER_QUERY_SPELLING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/buf.h"

enum { SPELLING_MOST = 64 }; /* characters of a word */

typedef struct spelling {
    uint32_t typed[SPELLING_MOST];
    size_t n;
    unsigned most;
    uint32_t word[SPELLING_MOST + 1];                   /* the last one's characters */
    size_t known;                                       /* of its rows that hold */
    uint8_t rows[SPELLING_MOST + 2][SPELLING_MOST + 1]; /* row i: of its first i characters */
    size_t dead; /* bytes of the last word after which nothing can come near any more; 0: none */
} spelling;

/* False when the word is too long to be compared. Distances above `most` (at least 1) are not told
 * apart. */
bool spelling_init(spelling *s, slice typed, unsigned most);
/* The distance of a word, or most + 1. */
unsigned spelling_distance(spelling *s, slice word);

#endif
