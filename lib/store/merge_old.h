/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * merge_old: the generation that a new one goes on from, and what of it is not carried over.
 *
 * Tables kept by term (postlist, position) are carried over but for the ranges of keys dropped
 * here; those kept by document are not, so that the runs hold every document. What they hold by
 * term must be new, or dropped here.
 */
#ifndef DOSSIER_STORE_MERGE_OLD_H
#define DOSSIER_STORE_MERGE_OLD_H

#include "dossier.h"
#include "glass/older.h"
#include "glass/version.h"
#include "store/fields.h"

/* Ranges of the keys of a table, ascending. */
typedef struct merge_dropped {
    glass_range ranges[2 + 2 * FIELDS]; /* lengths and statistics; terms and values of each field */
    size_t n;
    arena memory;
} merge_dropped;

typedef struct merge_old {
    char *folder;
    glass_version version;
    merge_dropped postlist, position;
} merge_old;

/* Goes on from the database in a folder without the terms and values of its entities
 * (FIELD_ENTITY), the lengths of documents, in which their wdf counts, and the statistics of all
 * values, which are loose after deletions. DOSSIER_CORRUPT, DOSSIER_IO, DOSSIER_NO_MEMORY. */
dossier_status merge_old_without_tags(merge_old *o, const char *folder, dossier_error *error);
void merge_old_free(merge_old *o);

/* Shows the values that are carried over, slot after slot; false stops with DOSSIER_NO_MEMORY. */
dossier_status merge_old_values(const merge_old *o,
                                bool (*visit)(uint32_t slot, slice value, void *ctx), void *ctx,
                                dossier_error *error);
/* Opens a table to be carried over. */
dossier_status merge_old_open(const merge_old *o, glass_table_id id, glass_older *out,
                              dossier_error *error);

#endif
