/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * position_reader: the positions of terms in a local index, for a search that looks at very many
 * documents in ascending order. It has a cursor for each term, which stays in its block of the
 * position table: libxapian's own look-up has one place for all terms, and reads a block anew for
 * each of them at each document.
 *
 * It reads the revision that it is opened for and no other. A writer never changes blocks of that
 * one; when it has gone on so far that they are used again, their revision says so
 * (DOSSIER_CORRUPT), as libxapian itself would find out, and the search is run again.
 */
#ifndef DOSSIER_STORE_POSITION_READER_H
#define DOSSIER_STORE_POSITION_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dossier.h"
#include "text/buf.h"

enum { POSITION_READER_TERMS = 64 }; /* that it has cursors for */

typedef struct position_reader position_reader;

/* Opens the tables in a generation's folder; *out is NULL when they are not at this revision, or
 * can't be read: then libxapian must be asked. DOSSIER_NO_MEMORY is the only error. */
dossier_status position_reader_open(const char *generation, uint64_t revision,
                                    position_reader **out);
void position_reader_free(position_reader *r);

/* The positions of the term in the document, ascending, borrowed until the next call; none if it
 * does not have it. *known is false when there are no more cursors: libxapian must be asked.
 * Errors: DOSSIER_CORRUPT, DOSSIER_NO_MEMORY. */
dossier_status position_reader_get(position_reader *r, slice term, uint32_t docid, bool *known,
                                   const uint32_t **positions, size_t *n);

#endif
