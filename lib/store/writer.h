/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * writer: changes to the generation in use, through Xapian's own writer. For small changes; whole
 * builds go through bulk.h.
 *
 * Nothing is visible, or survives a kill, before writer_commit; documents and the list of files are
 * committed together. The caller holds the lock (place_lock).
 */
#ifndef DOSSIER_STORE_WRITER_H
#define DOSSIER_STORE_WRITER_H

#include "dossier.h"
#include "store/draft.h"
#include "store/manifest.h"
#include "xapian-c.h"

typedef struct writer writer;

/* generation: the folder of the database. */
dossier_status writer_open(const char *generation, writer **out, dossier_error *error);
/* Drops what was not committed. */
void writer_free(writer *w);

/* Adds a finished draft. */
dossier_status writer_add(writer *w, const draft *d, xapian_docid *docid, dossier_error *error);
/* Deletes the documents of a run; those already gone are passed over. */
dossier_status writer_delete(writer *w, manifest_run run, dossier_error *error);
/* Puts another record, path terms and id term in place of a document's, and leaves all else as it
 * is: for a renamed file. `d` holds just these terms and the data. */
dossier_status writer_rename(writer *w, xapian_docid docid, const draft *d, dossier_error *error);
/* The stored record of a document, borrowed until the next call with this writer. */
dossier_status writer_stored(writer *w, xapian_docid docid, slice *stored, dossier_error *error);
/* The document with this stored path, FILE or FILE#MEMBER, uncommitted ones included; *docid is 0
 * when there is none. */
dossier_status writer_find(writer *w, slice stored_path, xapian_docid *docid, dossier_error *error);
/* Bytes of memory that uncommitted changes take, roughly. */
uint64_t writer_pending(const writer *w);
/* Makes everything so far, and the list of files, durable and visible at once. */
dossier_status writer_commit(writer *w, manifest *files, dossier_error *error);

#endif
