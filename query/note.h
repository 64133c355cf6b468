/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * note: what was read otherwise than typed, left out, or not found. The parser and the planner
 * write notes; the results hand them out as warnings.
 *
 * Invariants
 *  - A note's code is static text and never changes its meaning: programs read it.
 *  - A list holds at most NOTES_MAX notes; the last one then says that there was more.
 *  - `failed` is sticky and means that memory ran out.
 */
#ifndef DOSSIER_QUERY_NOTE_H
#define DOSSIER_QUERY_NOTE_H

#include <stdbool.h>
#include <stddef.h>

#include "dossier.h"
#include "text/buf.h"

enum { NOTES_MAX = 24, NOTE_QUOTE = 96 };

typedef struct note_list {
    dossier_warning items[NOTES_MAX];
    size_t count;
    arena memory; /* owns the messages */
    bool failed;
} note_list;

void note_list_free(note_list *list);
/* Adds a warning about `length` bytes of the query at `offset` (length 0: about all of it). */
void note_add(note_list *list, const char *code, size_t offset, size_t length, const char *format,
              ...) __attribute__((format(printf, 5, 6)));
/* Copies a piece of a query for a message: valid UTF-8 in one line, without control characters, cut
 * with an ellipsis where it is long. Returns out. */
const char *note_quote(slice piece, char out[NOTE_QUOTE]);

#endif
