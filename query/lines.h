/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lines: the queries of a file, one a line, as spreadsheets and editors write them: a byte order
 * mark is passed over, and so are returns at the end of a line, white space around a query, empty
 * lines, and lines that begin with #. Part of the program, not of the library.
 */
#ifndef DOSSIER_QUERY_LINES_H
#define DOSSIER_QUERY_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { LINES_MOST = 1 << 20 }; /* bytes of a query */

typedef struct query_lines {
    FILE *in;
    char *bytes;      /* owned: the line that was read, with room for LINES_MOST + 1 */
    size_t number;    /* of it, from 1 */
    const char *text; /* the query in it */
    size_t len;
    bool too_long; /* the rest of the line was passed over */
} query_lines;

/* Opens a file, "-" for standard input; false with errno set. query_lines_close whatever happens.
 */
bool query_lines_open(query_lines *lines, const char *path);
/* Goes to the next query; false at the end, or where the file can't be read: then errno is set, and
 * 0 otherwise. */
bool query_lines_next(query_lines *lines);
void query_lines_close(query_lines *lines);

#endif
