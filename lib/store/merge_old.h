/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * merge_old: the generation that a new one goes on from, and what of it is not carried over.
 *
 * With other tags, tables kept by term (postlist, position) are carried over but for the ranges of
 * keys dropped here; those kept by document are not, so that the runs hold every document. What
 * they hold by term must be new, or dropped here.
 *
 * With other documents, the runs hold new ones alone, with ids behind all of the old. The postlist
 * table is written anew from the old one's lists, so that statistics are exact and chunks full; the
 * others are carried over but for what they hold of the documents removed.
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
    uint8_t *removed; /* other documents: a bit for each id up to the last; NULL: other tags */
} merge_old;

/* Goes on from the database in a folder without the terms and values of its entities
 * (FIELD_ENTITY), the lengths of documents, in which their wdf counts, and the statistics of all
 * values, which are loose after deletions. DOSSIER_CORRUPT, DOSSIER_IO, DOSSIER_NO_MEMORY. */
dossier_status merge_old_without_tags(merge_old *o, const char *folder, dossier_error *error);
/* Goes on from the database in a folder with all of its documents. The same errors. */
dossier_status merge_old_with_documents(merge_old *o, const char *folder, dossier_error *error);
/* Takes out a document, which need not be there. After merge_old_with_documents. */
void merge_old_remove(merge_old *o, uint32_t docid);
bool merge_old_is_removed(const merge_old *o, uint32_t docid);
void merge_old_free(merge_old *o);

/* Shows values that are kept; false stops with DOSSIER_NO_MEMORY. */
typedef bool (*merge_old_visitor)(uint32_t slot, uint32_t docid, slice value, void *ctx);
/* Those of all slots, slot after slot. */
dossier_status merge_old_values(const merge_old *o, merge_old_visitor visit, void *ctx,
                                dossier_error *error);
dossier_status merge_old_slot(const merge_old *o, uint32_t slot, merge_old_visitor visit, void *ctx,
                              dossier_error *error);
/* Opens a table to be carried over, or to be read. */
dossier_status merge_old_open(const merge_old *o, glass_table_id id, glass_older *out,
                              dossier_error *error);

#endif
