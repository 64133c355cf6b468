/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * marker: the number that a line starts with, in every way that it can be read ("I." is the first
 * of the romans and the ninth of the letters).
 */
#ifndef DOSSIER_INDEXER_ARTICLES_MARKER_H
#define DOSSIER_INDEXER_ARTICLES_MARKER_H

#include <stdbool.h>
#include <stdint.h>

#include "text/buf.h"

typedef enum marker_style {
    MARKER_PART, /* "Part Two", "Title I": worded styles first, outermost first */
    MARKER_ANNEX,
    MARKER_CHAPTER,
    MARKER_SECTION,
    MARKER_ARTICLE,
    MARKER_ROMAN,       /* II. */
    MARKER_UPPER,       /* B. */
    MARKER_DECIMAL,     /* 2. */
    MARKER_DECIMAL2,    /* 2.1 */
    MARKER_DECIMAL3,    /* 2.1.3, and deeper */
    MARKER_BRACKET,     /* (2) */
    MARKER_LOWER,       /* (b), b) */
    MARKER_LOWER_ROMAN, /* (ii) */
    MARKER_STYLES
} marker_style;

#define MARKER_WORDED MARKER_ARTICLE /* the last worded style */

typedef struct marker_reading {
    marker_style style;
    uint32_t value; /* from 1 */
    uint32_t above; /* of 2.1.3: a number for 2.1, so that 3.1 is known to start anew */
} marker_reading;

#define MARKER_READINGS 2

typedef struct marker {
    marker_reading reading[MARKER_READINGS];
    unsigned n;
    slice number; /* as written, without brackets and stop: "II", "2.1", "Two" */
    slice word;   /* "Article"; empty for the plain styles */
    bool bracketed;
    bool spelled; /* "Two" */
} marker;

/* False when the line starts with none. */
bool marker_read(slice line, marker *out);
/* The marker of a numbered list's item; style is '1', 'a', 'A', 'i' or 'I'. scratch holds its text.
 */
bool marker_of_item(unsigned number, char style, char scratch[16], marker *out);

#endif
