/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kind: what a file's or an archive member's name says about how to read it.
 *
 * Only the last extension counts, and the one before it when the last is .gz. A name that says
 * nothing is taken for text; whether it is, its bytes will tell.
 */
#ifndef DOSSIER_INDEXER_SOURCES_KIND_H
#define DOSSIER_INDEXER_SOURCES_KIND_H

#include <stdbool.h>

#include "text/buf.h"

typedef enum source_kind {
    KIND_TEXT, /* plain text, Markdown, HTML */
    KIND_JSON,
    KIND_JSON_LINES,
    KIND_TAR,
    KIND_ZIP,
    KIND_NO_TEXT,     /* pictures, programs: nothing here is missed */
    KIND_UNSUPPORTED, /* text that can't be read yet: the reason says what to do */
} source_kind;

typedef struct file_kind {
    source_kind kind;
    bool gzip;          /* packed by gzip on top of that */
    const char *reason; /* of KIND_NO_TEXT and KIND_UNSUPPORTED, else NULL; static text */
} file_kind;

file_kind file_kind_of(slice name);
/* For bytes that a name called text: the reason when their first ones say that they are a PDF, RTF,
 * archive or program after all; else NULL. */
const char *kind_reason_of_bytes(slice bytes);

#endif
