/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * reader: an index, or several searched together, opened for queries.
 *
 * A location is an index folder (`.dossier`), a folder that holds one, or `tcp:HOST:PORT`. The
 * reader keeps the revision that it opened; when a writer has moved on so far that Xapian can't
 * serve it any more (XAPIAN_DATABASE_MODIFIED), reader_reopen goes on to the newest one, and the
 * search is run again by the caller.
 *
 * Paths: inside the index a path is relative to the root (the folder that `.dossier` stands in,
 * wherever that has been moved to; for an index made elsewhere with --index, the root written in
 * its metadata), or absolute. Shown, it is one that opens from the current folder.
 */
#ifndef DOSSIER_STORE_READER_H
#define DOSSIER_STORE_READER_H

#include "dossier.h"
#include "store/manifest.h"
#include "store/record.h"
#include "text/buf.h"
#include "xapian-c.h"

typedef struct reader reader;

dossier_status reader_open(const char *const *locations, size_t n, reader **out,
                           dossier_error *error);
void reader_free(reader *r);
dossier_status reader_reopen(reader *r, dossier_error *error);
xapian_database *reader_database(const reader *r);
/* The stemmer's language of the (first) index: "en". */
const char *reader_language(const reader *r);
/* Local shards: the generation's folder ("/x/.dossier/g1"), NULL for a remote one or i too large.
 */
const char *reader_generation(const reader *r, size_t i);
/* How many indexes are searched together. */
size_t reader_shards(const reader *r);
bool reader_is_local(const reader *r);

/* A document's stored bytes, borrowed until the next call with this reader. */
dossier_status reader_stored(reader *r, xapian_docid docid, slice *stored, dossier_error *error);
/* Appends the path as it is shown, for a stored path of the document's shard. */
void reader_show_path(const reader *r, xapian_docid docid, slice stored_path, buf *out);
/* The document at a path as typed (relative to the current folder, absolute, or as stored), FILE or
 * FILE#MEMBER. DOSSIER_NOT_FOUND. */
dossier_status reader_find(reader *r, const char *path, xapian_docid *docid, dossier_error *error);
/* The list of files of the i-th location. DOSSIER_UNSUPPORTED when it is remote. */
dossier_status reader_manifest(reader *r, size_t i, manifest *out, dossier_error *error);

#endif
