/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * postlist: posting lists and the lengths of documents, as entries of the postlist table. A list is
 * cut into chunks of about 2000 bytes.
 *
 * Errors are the table's.
 */
#ifndef DOSSIER_GLASS_POSTLIST_H
#define DOSSIER_GLASS_POSTLIST_H

#include "glass/table.h"

typedef struct glass_postlist {
    glass_table *table;
    char prefix[GLASS_KEY_MAX]; /* of the keys of later chunks */
    size_t prefix_len;
    size_t first_key_len; /* the first chunk's key is so much of it */
    uint32_t termfreq;
    uint32_t collection_freq;
    bool first_chunk;
    bool started; /* the chunk has an entry */
    uint32_t first_docid, last_docid;
    size_t len;
    unsigned char chunk[2100]; /* room for its header, then entries up to the end */
} glass_postlist;

/* The list of a term of at most GLASS_TERM_MAX bytes in a key: how many postings will come, and the
 * sum of their wdf. Terms come in byte order. */
void glass_postlist_begin(glass_postlist *p, glass_table *table, slice term, uint32_t termfreq,
                          uint32_t collection_freq);
/* The lengths of all documents, those of length 0 too, added as if they were wdf. Comes before all
 * terms. */
void glass_postlist_begin_lengths(glass_postlist *p, glass_table *table);
/* Docids ascend. */
void glass_postlist_add(glass_postlist *p, uint32_t docid, uint32_t wdf);
void glass_postlist_end(glass_postlist *p);

#endif
