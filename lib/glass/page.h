/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * page: a block of a glass B-tree as it was read from a file: checked once, then looked at without
 * further checks. block.h and table.c say how blocks and items are laid out.
 *
 * Whoever wrote the file, a page that was found good lies within its bytes: every item, key and
 * piece does, no two items can be the same, and keys ascend.
 */
#ifndef DOSSIER_GLASS_PAGE_H
#define DOSSIER_GLASS_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/buf.h"

/* Flags of a leaf item: the tag is compressed, this is its first component, the last one. */
enum { GLASS_COMPRESSED = 0x80, GLASS_FIRST = 0x20, GLASS_LAST = 0x40 };

enum { GLASS_PAGE_MIN = 2048, GLASS_PAGE_MAX = 65536 };

typedef struct glass_page {
    unsigned char *bytes; /* borrowed */
    size_t size;
    unsigned level; /* 0: a leaf */
    unsigned n;     /* items, 1 at the least */
    unsigned free;  /* bytes in use by no item */
    unsigned begun; /* leaf: tags whose first component lies here; the null item's is none */
} glass_page;

typedef struct glass_item {
    slice key;
    unsigned component; /* from 1 */
    unsigned flags;     /* leaf */
    slice piece;        /* leaf: of the tag */
    uint32_t child;     /* branch: block number */
} glass_item;

/* Checks `size` bytes that should be a block of this level, written in a revision up to that of the
 * database. False if they are not. */
bool glass_page_check(glass_page *p, unsigned char *bytes, size_t size, unsigned level,
                      uint32_t revision);
/* An item of a good page: i < n. */
glass_item glass_page_item(const glass_page *p, unsigned i);
/* The first item at or behind the first component of the key; n if there is none. Of a branch: the
 * item whose child holds it. */
unsigned glass_page_find(const glass_page *p, slice key);
/* Does item i of a leaf lie before the first component of the key? (Of a branch: or is it that.) */
bool glass_page_precedes(const glass_page *p, unsigned i, slice key);
/* The same as glass_page_find on a leaf whose item i precedes the key; quick when it is near. */
unsigned glass_page_find_behind(const glass_page *p, unsigned i, slice key);
/* By key, then by component. */
int glass_item_compare(const glass_item *a, const glass_item *b);

#endif
