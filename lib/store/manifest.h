/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * manifest: the files that an index knows: their stat, content hash, documents and failures. It is
 * kept as metadata of the Xapian database itself, so that it is committed, or lost, together with
 * the documents that it speaks of.
 *
 * Entries lie in MANIFEST_BUCKETS buckets by a hash of the path (key "files.NNN"); a commit
 * rewrites only those that changed. An entry with a failure and no documents is a file that could
 * not be read: it is tried again when it changes.
 */
#ifndef DOSSIER_STORE_MANIFEST_H
#define DOSSIER_STORE_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dossier.h"
#include "store/metadata.h"
#include "text/buf.h"
#include "xapian-c.h"

enum { MANIFEST_BUCKETS = 128 };

typedef struct manifest_run { /* documents first .. first + count - 1 */
    uint32_t first;
    uint32_t count;
} manifest_run;

typedef struct manifest_file {
    slice path; /* as stored: relative to the root, or absolute */
    uint64_t size;
    int64_t mtime_ns;
    uint64_t device;
    uint64_t inode;
    uint64_t hash;   /* of the raw bytes; 0 when the file could not be read */
    bool handed;     /* no file: a document handed over by dossier_builder_add */
    bool unsettled;  /* changed so shortly before it was read that its stat proves nothing */
    slice failure;   /* why the file, or the first bad document in it, could not be read */
    uint32_t failed; /* documents in it that could not be read */
    manifest_run *runs;
    uint32_t n_runs;
} manifest_file;

typedef struct manifest_slot {
    uint32_t entry; /* index + 1 of files; 0: empty */
    uint32_t hash;  /* the low bits of the path's */
} manifest_slot;

typedef struct manifest {
    manifest_file *files; /* in no order; a file with path.data == NULL was removed */
    size_t count;         /* entries in use, removed ones included */
    size_t capacity;
    size_t live;          /* entries not removed */
    manifest_slot *table; /* open addressing, by path; at most 2^32 slots */
    size_t table_size;    /* a power of two */
    bool dirty[MANIFEST_BUCKETS];
    arena memory;
} manifest;

void manifest_init(manifest *m);
void manifest_free(manifest *m);
/* Reads all buckets of a database. DOSSIER_CORRUPT for damage. */
dossier_status manifest_load(manifest *m, xapian_database *db, dossier_error *error);
/* The same from the database in a generation's folder, which is verified first (place_verify): its
 * stemmer's language goes to language[16]. `where` names the index in messages. */
dossier_status manifest_open(manifest *m, const char *generation, const char *where,
                             char language[16], dossier_error *error);
/* Writes the buckets that changed since the load or the last save. */
dossier_status manifest_save(manifest *m, const metadata_sink *to, dossier_error *error);

/* NULL when unknown. Valid until the next manifest_put. */
manifest_file *manifest_find(const manifest *m, slice path);
/* Adds or replaces the entry of file->path; everything is copied. */
dossier_status manifest_put(manifest *m, const manifest_file *file);
void manifest_remove(manifest *m, slice path);
uint64_t manifest_documents(const manifest_file *file);
/* Takes one document out of an entry's runs; false when it is not there or memory has run out. */
bool manifest_drop_document(manifest *m, manifest_file *file, uint32_t docid);
/* The live entries in byte order of paths, as pointers into the manifest; the caller frees the
 * array. NULL when memory has run out or there are none. */
manifest_file **manifest_sorted(const manifest *m);

#endif
