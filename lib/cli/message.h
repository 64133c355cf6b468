/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * message: errors, warnings and notes on standard error, in one shape:
 *
 *   dossier-query: the query can't be read
 *     sanctions w/5 (
 *                   ^ expected a word or a phrase
 *     hint: close the group, or put the bracket in quotation marks
 *
 * Standard output stays for data. Text from outside (paths, queries, what a library says about
 * them) is made harmless on the way, see terminal.h. A progress line on the same terminal is erased
 * first.
 */
#ifndef DOSSIER_CLI_MESSAGE_H
#define DOSSIER_CLI_MESSAGE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "cli/progress.h"
#include "dossier.h"

typedef struct message_sink {
    const char *program; /* as it calls itself: "dossier-query" */
    FILE *stream;        /* stderr */
    bool colour;         /* see terminal_wants_colour */
    bool quiet;          /* warnings and notes are left out; errors are not */
    progress *progress;  /* may be NULL */
} message_sink;

/* `hint` says what to do about it; NULL or "" when there is nothing to say. */
void message_error(const message_sink *sink, const char *hint, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void message_warning(const message_sink *sink, const char *hint, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void message_note(const message_sink *sink, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A failure as the library told it. DOSSIER_BAD_QUERY shows its place in `query` (len bytes; NULL
 * when there is none). Returns the exit code, see exit.h. */
int message_failure(const message_sink *sink, const dossier_error *error, const char *query,
                    size_t len);
/* The same of a query that stands in a line of a file: "FILE:LINE: " stands before the message. */
int message_failure_at(const message_sink *sink, const char *file, size_t line,
                       const dossier_error *error, const char *query, size_t len);
/* A warning about a query, with its place when warning->length is not 0. */
void message_query_warning(const message_sink *sink, const dossier_warning *warning,
                           const char *query, size_t len);

/* The line of the query that holds [offset, offset + length), indented, with a caret line below:
 * "^~~~ remark". Long lines are cut to `columns` around the place. Offsets past the end point just
 * behind the last character. */
void message_caret(FILE *out, const char *query, size_t len, size_t offset, size_t length,
                   const char *remark, size_t columns, bool colour);

/* Flushes and closes standard output, which is where a full disk shows. Returns `code`, or the code
 * of an I/O error after telling it; a reader who went away (EPIPE) is no error. */
int message_close_output(const message_sink *sink, FILE *out, int code);

#endif
