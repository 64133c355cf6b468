/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * locate: from word positions to the words of the text around them.
 *
 * A segment knows the position of its first word, and each word's position is one more than that of
 * the word before, so counting words from the segment's start finds any position. White space never
 * lies inside a word, so the count may go on from any white space: a long segment is counted in
 * pieces, and only the words near the place are kept. Places asked for in rising order cost one
 * walk over the text in all.
 */
#ifndef DOSSIER_QUERY_LOCATE_H
#define DOSSIER_QUERY_LOCATE_H

#include "query/window.h"
#include "store/record.h"
#include "text/token.h"

typedef struct locator {
    token_list tokens; /* owned: the words around the place last asked for; offsets in the text */
    size_t end;        /* bytes of the text up to which they were read */
    bool complete;     /* end is the stretch's end */
    size_t segment;    /* where counting can go on: in this segment ... */
    size_t offset;     /* ... at this byte, */
    uint32_t position; /* the position of the next word */
} locator;

#define LOCATOR_INIT ((locator){.tokens = TOKEN_LIST_INIT})

void locator_free(locator *l);
void locator_start(locator *l); /* another document comes */

/* Fills l->tokens with the words of the stretch from well before `first` to at least `margin` bytes
 * behind `last` (as far as the stretch goes). r's text must be inflated to the stretch's end, or at
 * least margin bytes behind the segment that holds `last`. *found is false when the
 * segment has no word at `first` (its words end before). Errors: DOSSIER_NO_MEMORY,
 * DOSSIER_TOO_LARGE. */
dossier_status locate(locator *l, const record *r, const stretch *where, uint32_t first,
                      uint32_t last, size_t margin, bool *found);

/* The segment of the stretch that holds a position. */
size_t locate_segment(const record *r, const stretch *where, uint32_t position);

#endif
