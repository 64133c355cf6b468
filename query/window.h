/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * window: which few words of a document show best why it matched.
 *
 * A window is a run of occurrences at most `width` positions wide, inside one stretch of text. Its
 * score is the sum of the weights of the different words in it, a little more for words said again
 * and for different words side by side; of two equal ones the earlier wins.
 */
#ifndef DOSSIER_QUERY_WINDOW_H
#define DOSSIER_QUERY_WINDOW_H

#include "query/occurrence.h"

/* Indexed segments with nothing but white space between them: text that runs on. */
typedef struct stretch {
    size_t first, last; /* segments of the record, both included */
    uint32_t from;      /* position of its first word ... */
    uint32_t to;        /* ... and of the next stretch's (UINT32_MAX for the last) */
} stretch;

typedef struct window {
    size_t stretch;
    size_t first, last; /* occurrences, both included */
} window;

/* Fills `out` (room for max) with the best windows that share no words, in the text's order, and
 * returns how many there are. A word that one window shows counts for less in the next. counts and
 * damp have room for query->n_words; they are scratch. */
size_t window_choose(const occurrence_list *list, const snippet_query *query,
                     const stretch *stretches, size_t n_stretches, uint32_t width, size_t max,
                     uint32_t *counts, double *damp, window *out);

#endif
