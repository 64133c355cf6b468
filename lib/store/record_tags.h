/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * record_tags: entities and mentions as bytes, and the cursor that stored records are read with.
 * Private to record*.c.
 */
#ifndef DOSSIER_STORE_RECORD_TAGS_H
#define DOSSIER_STORE_RECORD_TAGS_H

#include "store/record.h"

enum { RECORD_TAGS_MAX = 64 << 20 }; /* bytes */

/* A cursor goes bad once and stays so; it is checked at the end. */
typedef struct record_cursor {
    const char *p, *end;
    bool bad;
} record_cursor;

/* A varint; 0 (and bad) where there is none, or one over max. */
uint64_t record_get_number(record_cursor *c, uint64_t max);
slice record_get_string(record_cursor *c);

void record_put_tags(const record *r, buf *out);
/* Appends what `bytes` hold. DOSSIER_CORRUPT, DOSSIER_NO_MEMORY. */
dossier_status record_get_tags(slice bytes, record *r);

#endif
