/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * postlist_reader: reads a posting list, or the lengths of documents, from posting to posting
 * through the chunks that it is cut into (postlist.h). It may be anybody's: `bad` tells of damage.
 */
#ifndef DOSSIER_GLASS_POSTLIST_READER_H
#define DOSSIER_GLASS_POSTLIST_READER_H

#include "glass/cursor.h"

typedef struct glass_postlist_reader {
    glass_cursor *cursor; /* borrowed; behind the list once all of it was read */
    bool bad;
    char prefix[GLASS_KEY_MAX]; /* of the keys of later chunks */
    size_t prefix_len;
    const char *p, *end; /* of the chunk */
    bool last_chunk, in_chunk, any;
    uint32_t chunk_last; /* the chunk's last docid */
    uint32_t docid, wdf; /* the posting in hand */
} glass_postlist_reader;

/* Opens the list whose first chunk the cursor stands at: that of a term, or the one of lengths. */
void glass_postlist_open(glass_postlist_reader *r, glass_cursor *c);
/* The term that the list is of, into term[GLASS_TERM_MAX]; 0: none, which is damage. */
size_t glass_postlist_term(const glass_postlist_reader *r, char *term);
/* Goes to the next posting; false behind the last one, and at damage. */
bool glass_postlist_next(glass_postlist_reader *r);

#endif
