/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * feed: bytes that come a piece at a time, from a file, out of gzip, or out of an archive's member.
 */
#ifndef DOSSIER_INDEXER_SOURCES_FEED_H
#define DOSSIER_INDEXER_SOURCES_FEED_H

#include <stddef.h>

typedef struct feed {
    /* Puts up to cap bytes at `to`; 0 at the end, -1 when it is broken (then and from then on). */
    ptrdiff_t (*pull)(void *from, char *to, size_t cap);
    void *from;
    const char *reason; /* why it is broken, in English; filled before pull answers -1 */
} feed;

#endif
