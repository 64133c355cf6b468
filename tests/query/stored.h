/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A document as the indexer stores it, for tests of what reads it back. */
#ifndef DOSSIER_TESTS_QUERY_STORED_H
#define DOSSIER_TESTS_QUERY_STORED_H

#include "store/record.h"
#include "xapian-c.h"

/* A piece of the text; two line breaks lie between pieces. */
typedef struct stored_piece {
    const char *text;
    record_role role;
    record_reason reason;
} stored_piece;

typedef struct stored {
    xapian_writable_database *db;
    char *folder;  /* of the database */
    buf bytes;     /* the stored record */
    char *text;    /* the text that was put together */
    size_t length; /* of it */
} stored;

/* Makes document 1 of a new database: title and byline (may be NULL) are indexed, with the gaps
 * that the indexer leaves. Everything must succeed. */
stored stored_make(const char *title, const stored_piece *pieces, size_t n, const char *byline);
void stored_free(stored *s);

#endif
