/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * progress: one line on a terminal that says how far a run is; nothing anywhere else.
 *
 *   1,204 of 38,120 files  6.1 MB/s  2:10 left  corpus/articles/1963-test-ban.txt
 *
 * The line is drawn at most ten times a second, cut at the terminal's width (asked anew at each
 * drawing, so that a resized window is right), and erased at the end and before messages. All calls
 * come from one thread.
 */
#ifndef DOSSIER_CLI_PROGRESS_H
#define DOSSIER_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "dossier.h"

typedef struct progress {
    FILE *stream;
    bool shown;            /* is a line on the screen? */
    bool active;           /* does the stream show one at all? */
    double (*clock)(void); /* seconds, never backwards; replaced by tests */
    double started;        /* when the first bytes came in; below 0 before that */
    double drawn;
} progress;

/* Active when `wanted` and the stream is a terminal. */
void progress_begin(progress *p, FILE *stream, bool wanted);
/* Cheap to call for every document. */
void progress_update(progress *p, const dossier_progress *counts);
void progress_hide(progress *p); /* erases the line until the next update; p may be NULL */
void progress_end(progress *p);  /* erases it for good */

/* The line's text after `seconds` of reading, at most `columns` wide, NUL-terminated in `out`
 * (size bytes; 4 a column and 1 more is always enough). Returns its length in bytes. */
size_t progress_line(const dossier_progress *counts, double seconds, size_t columns, char *out,
                     size_t size);

#endif
