/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * merge_old_terms: the posting lists of the generation gone on from, term after term, parted into
 * the postings of documents that are kept and those of documents that are removed.
 *
 * A list lies in memory whole: 8 bytes a posting.
 */
#ifndef DOSSIER_STORE_MERGE_OLD_TERMS_H
#define DOSSIER_STORE_MERGE_OLD_TERMS_H

#include "glass/postlist_reader.h"
#include "store/merge_old.h"

typedef struct old_posting {
    uint32_t docid, wdf;
} old_posting;

typedef struct merge_old_terms {
    const merge_old *old;
    glass_older table;
    bool more; /* there is a term in hand */
    char text[GLASS_TERM_MAX];
    size_t len;
    old_posting *kept;
    size_t n_kept, cap_kept;
    uint64_t wdf; /* of those kept, summed up */
    uint32_t *removed;
    size_t n_removed, cap_removed;
} merge_old_terms;

/* Goes to the first term; there is none when `o` is NULL or has other tags. DOSSIER_CORRUPT,
 * DOSSIER_IO, DOSSIER_NO_MEMORY. */
dossier_status merge_old_terms_open(merge_old_terms *t, const merge_old *o, dossier_error *error);
/* Goes to the next. The same errors. */
dossier_status merge_old_terms_next(merge_old_terms *t, dossier_error *error);
void merge_old_terms_close(merge_old_terms *t);

#endif
