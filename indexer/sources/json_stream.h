/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * json_stream: cuts a feed of JSON into records without parsing it: the lines of a JSON lines file,
 * the items of an array, or values one after another. Memory is one record, never the file.
 *
 * Lines are cut at newlines whatever is in them, so a broken one costs itself. Items and values are
 * cut by counting brackets outside strings; a record that is not well formed inside is found out by
 * the parser, and a bracket too many or too few ends the stream.
 */
#ifndef DOSSIER_INDEXER_SOURCES_JSON_STREAM_H
#define DOSSIER_INDEXER_SOURCES_JSON_STREAM_H

#include <stdbool.h>
#include <stdint.h>

#include "dossier.h"
#include "indexer/sources/feed.h"
#include "text/buf.h"

typedef enum json_layout {
    JSON_LINES,
    JSON_ITEMS,  /* of one array */
    JSON_VALUES, /* one object, or several one after another */
} json_layout;

typedef enum json_cut {
    JSON_CUT_RECORD,
    JSON_CUT_TOO_LARGE, /* a record over the limit; it was passed over */
    JSON_CUT_END,
    JSON_CUT_BROKEN, /* the feed broke: feed.reason */
    JSON_CUT_EARLY,  /* the bytes end inside a record or array */
    JSON_CUT_STRAY,  /* something stands where a record, comma or end has to */
    JSON_CUT_NO_MEMORY,
} json_cut;

typedef struct json_stream {
    feed *source;
    buf *window; /* what was pulled and not yet cut; its maximum is above record_max */
    size_t record_max;
    json_layout layout;
    size_t at;     /* where the next record is looked for */
    uint64_t line; /* of window[at], from 1 */
    bool ended, broken, no_memory;
    bool inside; /* JSON_ITEMS: the bracket was passed */
} json_stream;

/* Starts on a feed: passes a byte order mark, and chooses the layout by the first bytes; `lines`
 * says that the file's name promised JSON lines. Borrows both. */
void json_stream_start(json_stream *s, feed *source, buf *window, size_t record_max, bool lines);
/* The next record, borrowed until the next call, and the line that it starts on. */
json_cut json_stream_next(json_stream *s, slice *record, uint64_t *line);
/* Whether the bytes begin with a byte order mark of UTF-16; to be asked before the first record. */
bool json_stream_is_utf16(const json_stream *s);
/* All that is left, in one piece, as far as record_max and one byte; the stream is at its end then.
 */
slice json_stream_gather(json_stream *s);
/* Whether only white space is left (pulls until it knows). */
bool json_stream_is_done(json_stream *s);

#endif
