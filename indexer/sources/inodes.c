/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sources/inodes.h"

#include <stdint.h>
#include <stdlib.h>

void inode_set_free(inode_set *set)
{
    free(set->slots);
    *set = (inode_set){0};
}

/* The slot of the key, or the empty one where it belongs. cap is a power of two, never full. */
static inode_key *slot_of(const inode_set *set, dev_t device, ino_t inode)
{
    uint64_t mixed = ((uint64_t)inode ^ ((uint64_t)device << 40)) * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(mixed >> 32) & (set->cap - 1);
    while (set->slots[at].used &&
           (set->slots[at].inode != inode || set->slots[at].device != device))
        at = (at + 1) & (set->cap - 1);
    return &set->slots[at];
}

static bool grow(inode_set *set)
{
    inode_set bigger = {.cap = set->cap ? set->cap * 2 : 64, .n = set->n};
    bigger.slots = calloc(bigger.cap, sizeof *bigger.slots);
    if (!bigger.slots)
        return false;
    for (size_t i = 0; i < set->cap; i++)
        if (set->slots[i].used)
            *slot_of(&bigger, set->slots[i].device, set->slots[i].inode) = set->slots[i];
    free(set->slots);
    *set = bigger;
    return true;
}

bool inode_set_add(inode_set *set, dev_t device, ino_t inode, bool *fresh)
{
    if (set->n * 2 >= set->cap && !grow(set))
        return false;
    inode_key *slot = slot_of(set, device, inode);
    *fresh = !slot->used;
    set->n += !slot->used;
    *slot = (inode_key){device, inode, true};
    return true;
}
