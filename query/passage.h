/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * passage: where to cut a piece of text so that it reads well, and how it is shown.
 */
#ifndef DOSSIER_QUERY_PASSAGE_H
#define DOSSIER_QUERY_PASSAGE_H

#include "query/locate.h"

typedef struct passage {
    size_t from, to; /* bytes of the text */
    bool cut_left;   /* it begins inside a sentence */
    bool cut_right;  /* it ends inside a sentence */
} passage;

/* Words first to last of the locator (indexes of tokens, which the passage must hold) with as much
 * around them as fits in about `length` bytes: whole sentences if they fit in a quarter more, else
 * cut between words. Nothing before byte `floor` is taken; first lies behind it. */
passage passage_bound(const locator *l, slice text, size_t first, size_t last, size_t floor,
                      size_t length);

/* Copies the passage into memory as it is shown: white space folded, control characters left out,
 * bytes that are no UTF-8 as U+FFFD, an ellipsis at each cut. marks (n, in order, apart from each
 * other, in bytes of the text) become bytes of the copy. {NULL, 0} when memory has run out. */
slice passage_text(const passage *p, slice text, dossier_mark *marks, size_t n, arena *memory);

#endif
