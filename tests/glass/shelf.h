/* SPDX-License-Identifier: GPL-2.0-or-later */
/* shelf: a glass table read back, by code that shares nothing with what wrote it, and checked on
 * the way as Xapian's own check does. */
#ifndef DOSSIER_TESTS_GLASS_SHELF_H
#define DOSSIER_TESTS_GLASS_SHELF_H

#include "glass/table.h"

typedef struct shelf_entry {
    slice key, tag; /* malloc'd */
} shelf_entry;

typedef struct shelf {
    unsigned char *bytes;
    size_t blocks;
    shelf_entry *entries; /* in the order of leaves by number */
    size_t n;
} shelf;

/* Reads all entries, leaf by leaf in the order of numbers. Fails the test for a block that is not
 * well formed, and unless the root says as many blocks and entries. */
void shelf_read(const char *path, const glass_root *root, shelf *out);
void shelf_free(shelf *s);

/* Goes down from the root to the leaf where the key's first component must be; whether it is. */
bool shelf_finds(const shelf *s, const glass_root *root, slice key);

uint64_t shelf_varint(slice *text); /* takes one off the front */
uint32_t shelf_uint(slice *text);   /* a number as in a key */

#endif
