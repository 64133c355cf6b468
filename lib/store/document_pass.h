/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * document_pass: what a generation keeps by document, read from its tables in the order of ids: for
 * passes over all documents, which by way of Xapian's own reader take a look-up each.
 *
 * It reads the revision that was committed last when it was opened. Whoever holds the index's lock
 * finds the tables unchanged.
 */
#ifndef DOSSIER_STORE_DOCUMENT_PASS_H
#define DOSSIER_STORE_DOCUMENT_PASS_H

#include "dossier.h"
#include "text/buf.h"
#include "xapian-c.h"

typedef struct stored_document {
    xapian_docid docid;
    slice terms, slots; /* entries of the termlist table; slots is empty without values */
    slice data;         /* the record; empty when there is none */
} stored_document;

typedef struct document_pass document_pass; /* of one thread */

/* generation: the folder. DOSSIER_CORRUPT, DOSSIER_IO, DOSSIER_NO_MEMORY, as of the others. */
dossier_status document_pass_open(const char *generation, document_pass **out,
                                  dossier_error *error);
void document_pass_free(document_pass *d);
/* The largest id that was ever used. */
xapian_docid document_pass_last(const document_pass *d);
/* Goes before the first document whose id is not less. */
dossier_status document_pass_seek(document_pass *d, xapian_docid docid, dossier_error *error);
/* Reads the next document, which stays until the next call; *more is false when there is none. */
dossier_status document_pass_next(document_pass *d, stored_document *out, bool *more,
                                  dossier_error *error);

#endif
