/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * block: one block of a glass B-tree while it is being filled.
 *
 *   offset 0  4 bytes  revision
 *          4  1        level: 0 a leaf
 *          5  2        size of the gap between directory and items
 *          7  2        free bytes; the same here, as there are no holes
 *          9  2        end of the directory
 *         11  2 each   directory: where each item lies, in the order of keys
 *   then the gap (zeros), then the items, packed to the end of the block, the first one last.
 *
 * Numbers in blocks are big-endian.
 */
#ifndef DOSSIER_GLASS_BLOCK_H
#define DOSSIER_GLASS_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    GLASS_BLOCK_SIZE = 8192,
    GLASS_REVISION = 1,   /* of all that a bulk build writes */
    GLASS_ITEM_MAX = 2043 /* four of these fit in a block, with their directory entries */
};

typedef struct glass_block {
    unsigned char *bytes; /* GLASS_BLOCK_SIZE of them, borrowed */
    size_t directory_end;
    size_t lowest; /* where the last placed item lies */
} glass_block;

/* Starts an empty block of a level in the bytes given. */
void glass_block_begin(glass_block *b, unsigned char *bytes, unsigned level);
bool glass_block_empty(const glass_block *b);
/* The largest item that can still be placed; 0 when none can. */
size_t glass_block_room(const glass_block *b);
/* Makes the next item, `size` bytes (at most the room) for the caller to fill. */
unsigned char *glass_block_place(glass_block *b, size_t size);
/* Completes the header. */
void glass_block_end(glass_block *b);

void glass_put_u16(unsigned char *to, unsigned value);
void glass_put_u32(unsigned char *to, uint32_t value);

#endif
