/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * reader: what the readers of each kind of file share: the limits, the buffers, and the way out to
 * the caller. One reader serves one thread.
 */
#ifndef DOSSIER_INDEXER_SOURCES_READER_H
#define DOSSIER_INDEXER_SOURCES_READER_H

#include <locale.h>

#include "indexer/source.h"
#include "indexer/sources/feed.h"
#include "indexer/sources/intake.h"
#include "indexer/sources/names.h"

enum {
    READER_NAME_MAX = 1 << 16, /* bytes of a member's name */
    READER_KEEP = 8 << 20,     /* a buffer larger than this is not kept for the next file */
};

struct source_reader {
    source_limits limits;
    intake in;
    buf body;    /* a whole document */
    buf decoded; /* a JSON record that was not UTF-8 */
    buf window;  /* JSON that is not yet taken apart */
    buf member;  /* the name of the document that is handed out */
    buf outer;   /* the name of the archive's member that a record is in */
    buf reason;
    arena memory; /* of one JSON record */
    names names;
    locale_t
        utf8; /* made with the first archive; (locale_t)0 before, or when the system has none */
    bool (*document)(const source_document *document, void *ctx);
    void *ctx;
};

/* Hands a document out. DOSSIER_INTERRUPTED when the caller has had enough. */
dossier_status reader_emit(source_reader *r, const source_document *document);
/* Hands out a failure; an empty member means the whole file. */
dossier_status reader_fail(source_reader *r, slice member, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Makes r->member unlike the members before. Errors: DOSSIER_NO_MEMORY. */
dossier_status reader_claim_member(source_reader *r);

/* A plain text, Markdown or HTML document that is a whole feed. `name` says its format, `size` is
 * how long it will be as far as is known. A broken or too long one is a failure of that member. */
dossier_status text_read(source_reader *r, feed *bytes, slice name, slice member, uint64_t size);
/* JSON: one document, several in an array or a wrapper, or one a line. r->outer is the archive's
 * member that it is in, or empty. */
dossier_status json_read(source_reader *r, feed *bytes, bool lines);
/* The file open in r->in. */
dossier_status archive_read_members(source_reader *r, bool zip);

#endif
