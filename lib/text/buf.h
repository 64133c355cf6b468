/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * buf: a growable byte buffer, a borrowed piece of text, and an arena.
 *
 * Invariants
 *  - A buf never grows beyond the maximum set at its birth.
 *  - Errors are sticky: after a failed append (no memory, or over the maximum) `failed` stays true,
 *    the contents stay as they were, and further appends do nothing. Append freely, check once.
 *  - A slice is pointer + length, borrowed, never assumed to end in NUL. An empty slice may have a
 *    NULL pointer.
 */
#ifndef DOSSIER_TEXT_BUF_H
#define DOSSIER_TEXT_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dossier.h"

typedef dossier_text slice; /* {data, len} */

/* The slice of a string literal. */
#define SLICE(literal) ((slice){(literal), sizeof(literal) - 1})

slice slice_of(const char *nul_terminated); /* NULL gives the empty slice */
bool slice_equal(slice a, slice b);
int slice_compare(slice a, slice b);       /* byte order, shorter first; for qsort and tables */
bool slice_equal_nocase(slice a, slice b); /* ASCII letters only */
bool slice_starts_with(slice s, slice prefix);
slice slice_trim(slice s); /* without ASCII white space at both ends */

typedef struct buf {
    char *data; /* owned; NULL while empty */
    size_t len;
    size_t cap;
    size_t max; /* bytes; len never exceeds it */
    bool failed;
} buf;

#define BUF_INIT(maximum) ((buf){.max = (maximum)})

void buf_free(buf *b);  /* frees the bytes and leaves an empty buf of the same maximum */
void buf_clear(buf *b); /* length 0, `failed` cleared, memory kept */
void buf_append(buf *b, const void *bytes, size_t len);
void buf_append_slice(buf *b, slice s);
void buf_push(buf *b, char c);
void buf_printf(buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Room for `len` more bytes at b->data + b->len; the caller adds to b->len. False (and `failed`)
 * when it can't be had. */
bool buf_reserve(buf *b, size_t len);
/* The contents as a NUL-terminated string (the NUL is not counted in len), or NULL when failed. */
const char *buf_string(buf *b);
slice buf_slice(const buf *b);

/* Unsigned LEB128: seven bits a byte, least significant first, high bit on all but the last
 * (the `varint` of Xapian's glass format). At most 10 bytes. */
void buf_put_varint(buf *b, uint64_t value);
/* Reads one varint from [*p, end) and advances *p; false (and *p unchanged) when it is cut short or
 * does not fit in 64 bits. */
bool varint_get(const char **p, const char *end, uint64_t *value);

/* An arena: copies live until the arena is cleared or freed; addresses are stable. */
typedef struct arena {
    struct arena_chunk *chunks;
    size_t total; /* bytes handed out, for memory accounting */
} arena;

void arena_free(arena *a);  /* frees everything and leaves an empty arena */
void arena_clear(arena *a); /* forgets every copy and keeps one chunk for reuse */
/* NULL when memory has run out. Aligned for any object. len 0 gives a valid pointer. */
void *arena_alloc(arena *a, size_t len);
/* A copy of s in the arena; {NULL, 0} when memory has run out (ask: data == NULL && s.len > 0). */
slice arena_copy(arena *a, slice s);

#endif
