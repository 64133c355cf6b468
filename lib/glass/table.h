/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * table: one glass table file (a B-tree), written in one pass from entries in the order of keys.
 *
 * Leaves come first, numbered in key order, so that a reader can walk them by number; the levels
 * above follow, each after the one below it, the root last. No block is ever changed once written,
 * there are no free blocks, and the file is a function of the entries alone, and of the leaves that
 * were copied from an older table (older.h).
 *
 * Errors are sticky: the first one is kept as an errno in `error`, all else is then ignored until
 * glass_table_end. ENOMEM: no memory; EFBIG: a tag, or the table, larger than the format can hold;
 * EINVAL: a key out of order, empty or too long; EBADMSG: the older table is damaged.
 */
#ifndef DOSSIER_GLASS_TABLE_H
#define DOSSIER_GLASS_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "glass/block.h"
#include "glass/key.h"
#include "text/buf.h"

/* Where a table's tree begins: what the version file says of it. */
typedef struct glass_root {
    bool exists; /* the table's file is there */
    uint32_t block;
    unsigned level;
    size_t block_size;
    uint32_t blocks; /* in the whole file */
    uint64_t entries;
} glass_root;

struct glass_older;
struct glass_page;

typedef struct glass_table {
    int error;
    int fd;
    struct glass_older *older; /* borrowed; NULL: none */
    unsigned char *buffer;     /* blocks on their way to the file */
    uint64_t written;          /* bytes of the file */
    size_t buffered;           /* complete ones; the leaf in hand lies behind them */
    glass_block leaf;          /* without bytes between two leaves */
    uint32_t blocks;           /* complete ones, in the file or buffered */
    uint64_t entries;
    buf separators; /* one for each leaf begun: length, component, key bytes */
    char before[GLASS_KEY_MAX];
    size_t before_len;
} glass_table;

/* Creates the file, which must not exist. */
void glass_table_begin(glass_table *t, const char *path);
/* Lets the entries of an older table come between those that are added, which take the place of
 * those with the same key. Right after glass_table_begin; borrowed until the end. */
void glass_table_continue(glass_table *t, struct glass_older *older);
/* Leaves out the older table's entry with a key greater than all before. */
void glass_table_drop(glass_table *t, const char *key, size_t key_len);
/* Adds an entry with a key greater than all before. */
void glass_table_add(glass_table *t, const char *key, size_t key_len, slice tag);
/* Writes what is left, makes the file durable (fdatasync) and frees everything. Returns the error,
 * 0 if all is well. */
int glass_table_end(glass_table *t, glass_root *root);
/* Frees everything and leaves what there is of the file to the caller. Not needed after
 * glass_table_end, but harmless. */
void glass_table_abandon(glass_table *t);

/* For older.c: adds an entry, or a leaf of whole entries as it is, with nothing in between; notes
 * an error. */
void glass_table_put(glass_table *t, const char *key, size_t key_len, slice tag);
void glass_table_put_leaf(glass_table *t, const struct glass_page *leaf);
void glass_table_fail(glass_table *t, int why);

#endif
