/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * values: the stream of a value slot and its statistics, as entries of the postlist table. A stream
 * is cut into chunks of about 2000 bytes.
 *
 * Order in the table: statistics of all slots, then the streams, each in the order of their keys
 * (which is not the order of the numbers). Errors are the table's.
 */
#ifndef DOSSIER_GLASS_VALUES_H
#define DOSSIER_GLASS_VALUES_H

#include "glass/table.h"

/* Of a slot that `frequency` documents use, with the least and greatest value in byte order. */
void glass_values_stats(glass_table *table, uint32_t slot, uint32_t frequency, slice lower,
                        slice upper);

typedef struct glass_values {
    glass_table *table;
    uint32_t slot;
    uint32_t first_docid, last_docid;
    buf chunk;
} glass_values;

void glass_values_init(glass_values *v, glass_table *table);
void glass_values_free(glass_values *v);
void glass_values_begin(glass_values *v, uint32_t slot);
/* Docids ascend; the value is not empty. */
void glass_values_add(glass_values *v, uint32_t docid, slice value);
void glass_values_end(glass_values *v);

/* Reads a piece of a stream from value to value. It may be anybody's: `bad` tells of damage. */
typedef struct glass_values_reader {
    const char *p, *end;
    bool bad, started;
    uint32_t docid;
    slice value; /* of the piece's bytes */
} glass_values_reader;

/* first_docid: as the piece's key says. */
void glass_values_open(glass_values_reader *r, slice piece, uint32_t first_docid);
/* Goes to the next value; false behind the last one, and at damage. */
bool glass_values_next(glass_values_reader *r);

#endif
