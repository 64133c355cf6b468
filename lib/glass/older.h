/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * older: the entries of an older table that go into a new one, between those that are added to it.
 *
 * All of them do, but for those whose keys lie in one of the ranges given, and those that added
 * ones take the place of. A leaf that holds nothing but such entries, from its first to its last,
 * is copied as it is, unless it is so empty that writing it anew is worth it: so the new table is
 * written about as fast as the disk takes it.
 */
#ifndef DOSSIER_GLASS_OLDER_H
#define DOSSIER_GLASS_OLDER_H

#include "glass/cursor.h"
#include "glass/table.h"

typedef struct glass_range {
    slice begin, end; /* keys: the first one in it, and the first one behind */
} glass_range;

typedef struct glass_older {
    glass_cursor cursor;
    const glass_range *dropped; /* ascending, apart from one another; borrowed */
    size_t n_dropped;
    size_t passed; /* ranges that lie behind the cursor */
} glass_older;

/* Opens the older table's file, as glass_cursor_open does, and stands at its beginning. Errors are
 * told by the new table. */
void glass_older_open(glass_older *o, const char *path, const glass_root *root, uint32_t revision,
                      const glass_range *dropped, size_t n_dropped);
void glass_older_close(glass_older *o);
/* Puts the entries with keys below `limit` into the table, and passes one with that key over; all
 * that are left if it is NULL. */
void glass_older_put(glass_older *o, glass_table *t, const slice *limit);

#endif
