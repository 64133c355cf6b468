/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * source: where documents come from. Folders are walked in order; files are plain, gzipped, JSON,
 * JSON lines or archives; each yields one or more documents as bytes plus what the container says.
 *
 * Two halves, so that a run with nothing changed opens no file:
 *  - source_walk lists files (path and stat) in byte order of their paths, ignore rules applied.
 *  - source_read opens one file and hands its documents to a callback.
 *
 * A bad file or member costs itself alone: it is handed to the callback as a failure with a reason
 * in English ("the gzip data is broken", "larger than the limit of 64 MB", "permission denied").
 * Limits hold against bombs: bytes a document, bytes and members an archive, ratio of unpacked to
 * packed, depth 1 (an archive inside an archive is named and passed over).
 *
 * <archive.h> is seen by sources/archive.c alone, <jansson.h> by sources/json.c alone.
 */
#ifndef DOSSIER_INDEXER_SOURCE_H
#define DOSSIER_INDEXER_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dossier.h"
#include "indexer/article.h"
#include "text/buf.h"

typedef struct source_file {
    slice path; /* as given plus the names below it; borrowed for the callback. Any bytes. */
    uint64_t size;
    int64_t mtime_ns;
    uint64_t device, inode;
} source_file;

typedef struct source_walk_options {
    bool hidden;    /* enter files and folders whose name starts with a dot */
    bool gitignore; /* honour .gitignore besides .dossierignore */
    const char *const
        *ignore; /* further patterns (gitignore syntax, relative to each start), NULL end */
    slice skip;  /* a folder never entered: the index itself (canonical path); may be empty */
} source_walk_options;

typedef enum source_skip {
    SOURCE_SKIP_LOOP,       /* a symbolic link back to a folder above it */
    SOURCE_SKIP_UNREADABLE, /* a folder or file that can't be opened or stat'ed */
    SOURCE_SKIP_SPECIAL,    /* a device, socket or pipe */
    SOURCE_SKIP_TYPE, /* a file whose name says that it holds no text (.jpg, .mp4, .exe ...) */
} source_skip;

typedef struct source_walk_events {
    /* False ends the walk. Called in byte order of path within a folder, folders in place. */
    bool (*file)(const source_file *file, void *ctx);
    /* Something that was passed over though no ignore rule asked for it; reason is static text. */
    void (*skipped)(slice path, source_skip why, const char *reason, void *ctx);
} source_walk_events;

/* Walks path (a file or folder). Symbolic links to files are read; links to folders are followed
 * once. Errors: DOSSIER_IO (path itself can't be opened; errno kept), DOSSIER_NO_MEMORY,
 * DOSSIER_INTERRUPTED (a callback said stop). */
dossier_status source_walk(const char *path, const source_walk_options *options,
                           const source_walk_events *events, void *ctx);

typedef struct source_limits {
    uint64_t document_bytes;  /* 0: 64 MiB */
    uint64_t archive_bytes;   /* unpacked, all members; 0: 4 GiB */
    uint64_t archive_members; /* 0: 1,000,000 */
} source_limits;

/* One document inside a file (or the file itself). Borrowed for the callback. */
typedef struct source_document {
    slice member; /* empty for the file itself; an id, a member's name, or "L12" (line 12) */
    slice bytes;  /* undecoded, except what came out of JSON (hints.charset_declared UTF-8) */
    bool plain;   /* bytes are the file itself, unpacked from nothing */
    article_hints hints; /* format and whatever the container says; path is left to the caller */
    slice failure; /* not empty: this document can't be read, and this is why; no bytes then */
} source_document;

typedef struct source_reader source_reader; /* buffers and decoders, one a thread */

dossier_status source_reader_create(const source_limits *limits, source_reader **out);
void source_reader_free(source_reader *reader);

/* Reads the file and calls `document` for each document in it, in order; false ends it
 * (DOSSIER_INTERRUPTED). `hash` (may be NULL) receives a 64-bit hash (XXH3-like or FNV; any stable
 * one) of the file's raw bytes. A failure of the whole file arrives as one document with a failure
 * and an empty member. Errors: DOSSIER_NO_MEMORY, DOSSIER_INTERRUPTED. */
dossier_status source_read(source_reader *reader, const char *path,
                           bool (*document)(const source_document *document, void *ctx), void *ctx,
                           uint64_t *hash);
/* The hash alone, without unpacking. DOSSIER_IO when it can't be read. */
dossier_status source_hash(source_reader *reader, const char *path, uint64_t *hash);

#endif
