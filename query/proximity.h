/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * proximity: how near two parts of a text must stand, and the ways in which that is written.
 *
 *   w/5 near/5 within/5 n/5 /5 near5 at most five words apart, in either order
 *   pre/5 onear/5 adj/5 p/5 adj5 +5  the same, the first one first; ADJ alone is pre/1
 *   w/s /s, w/p /p, SAME             in the same sentence; in the same paragraph
 *   pre/s +s, pre/p +p               the same, the first one first
 *
 * A distance of 1 means neighbours. The names are those of Lexis, Westlaw and Factiva, in any case
 * where they carry a number or a slash; ADJ and SAME, which are words, only in capitals.
 */
#ifndef DOSSIER_QUERY_PROXIMITY_H
#define DOSSIER_QUERY_PROXIMITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/buf.h"

enum { PROXIMITY_MOST = 1000 }; /* words; further apart, a paragraph says more */

typedef enum proximity_unit {
    PROXIMITY_WORDS,
    PROXIMITY_SENTENCE,
    PROXIMITY_PARAGRAPH
} proximity_unit;

typedef struct proximity {
    proximity_unit unit;
    uint32_t distance; /* PROXIMITY_WORDS: 1 to PROXIMITY_MOST */
    bool ordered;      /* the first part comes first */
    bool negated;      /* the first part, where the second is not so near */
} proximity;

typedef enum proximity_reading {
    PROXIMITY_NONE,     /* a word */
    PROXIMITY_READ,     /* what it says is in *out */
    PROXIMITY_REMARKED, /* the same, and worth a remark: *message follows the operator in quotes */
    PROXIMITY_REFUSED   /* *message and *hint say why */
} proximity_reading;

/* What a run of characters (as lex_plain gives them) is; `plus` tells that a + stands before it.
 * *message and *hint are static. */
proximity_reading proximity_read(const char *run, size_t len, bool plus, proximity *out,
                                 const char **message, const char **hint);
/* Appends the operator as this language writes it: "w/5", "not pre/3", "w/s". */
void proximity_print(const proximity *p, buf *out);
bool proximity_equal(const proximity *a, const proximity *b);

#endif
