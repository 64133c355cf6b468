/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * saved: queries that are kept under a name, and their names in other queries.
 *
 * A saved query is a text file in the index's folder, queries/NAME: lines that begin with # are
 * remarks, the others are one query. @NAME in a query, where a word may stand, stands for its text
 * in brackets; a saved query may name others, SAVED_DEPTH deep. An @ in quotes, inside a word (an
 * address of e-mail) or before anything but a whole name is none of this. Names are ASCII letters,
 * digits, - and _, SAVED_NAME_MAX at most, and differ by case.
 *
 * Of several indexes the first that has the name is asked; a remote one has none. saved.c replaces
 * names by texts; saved_file.c reads and writes the files.
 */
#ifndef DOSSIER_QUERY_SAVED_H
#define DOSSIER_QUERY_SAVED_H

#include <stdbool.h>
#include <stddef.h>

#include "dossier.h"
#include "store/reader.h"
#include "text/buf.h"

enum { SAVED_DEPTH = 16, SAVED_NAME_MAX = 64 };

bool saved_is_name(slice name);
/* Appends the query in the file of that name, in one line. DOSSIER_NOT_FOUND without a message;
 * DOSSIER_IO, DOSSIER_TOO_LARGE, DOSSIER_NO_MEMORY. */
dossier_status saved_read(const reader *r, slice name, buf *text, dossier_error *error);
/* The name of a saved query that is spelt nearly so; NULL when there is none. Malloc'd. */
char *saved_nearest(const reader *r, slice name);
/* Refuses a text that can't be read as a query, or leaves a bracket or quote open, which would
 * take in what stands behind it; the error's place is in the text. */
dossier_status saved_check(slice text, dossier_error *error);
/* Appends query with the names in it replaced; `name` (which may be empty) is the saved query that
 * it is the text of. Errors as dossier_saved_expand; in *at then the text that the place is in. */
dossier_status saved_expand(const reader *r, slice query, slice name, buf *out, buf *at,
                            dossier_error *error);

#endif
