/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass/page.h"

#include <string.h>

enum {
    HEADER = 11,
    ENTRY = 2,       /* bytes of the directory for each item */
    SIZE_BITS = 13,  /* of a leaf item's first two bytes; the rest are flags */
    LEAF_HEAD = 3,   /* size and flags, key length */
    BRANCH_HEAD = 5, /* child, key length */
    COMPONENT = 2,
};

static unsigned get_u16(const unsigned char *p)
{
    return (unsigned)p[0] << 8 | p[1];
}

static uint32_t get_u32(const unsigned char *p)
{
    return (uint32_t)get_u16(p) << 16 | get_u16(p + 2);
}

static const unsigned char *item_bytes(const glass_page *p, unsigned i)
{
    return p->bytes + get_u16(p->bytes + HEADER + (size_t)ENTRY * i);
}

static size_t leaf_item_size(const unsigned char *item)
{
    return (get_u16(item) & ((1u << SIZE_BITS) - 1)) + LEAF_HEAD;
}

glass_item glass_page_item(const glass_page *p, unsigned i)
{
    const unsigned char *at = item_bytes(p, i);
    glass_item item = {.component = 1};
    if (p->level) {
        item.child = get_u32(at);
        item.key = (slice){(const char *)at + BRANCH_HEAD, at[BRANCH_HEAD - 1]};
        item.component = get_u16(at + BRANCH_HEAD + item.key.len);
        return item;
    }
    size_t head = LEAF_HEAD + (size_t)at[LEAF_HEAD - 1];
    item.flags = at[0] & (GLASS_COMPRESSED | GLASS_FIRST | GLASS_LAST);
    item.key = (slice){(const char *)at + LEAF_HEAD, at[LEAF_HEAD - 1]};
    if (!(item.flags & GLASS_FIRST)) {
        item.component = get_u16(at + head);
        head += COMPONENT;
    }
    item.piece = (slice){(const char *)at + head, leaf_item_size(at) - head};
    return item;
}

int glass_item_compare(const glass_item *a, const glass_item *b)
{
    int order = slice_compare(a->key, b->key);
    return order ? order : (a->component > b->component) - (a->component < b->component);
}

/* Bytes that an item takes; 0 if it does not lie within the page. */
static size_t item_size(const glass_page *p, unsigned i)
{
    size_t offset = get_u16(p->bytes + HEADER + (size_t)ENTRY * i), size, head;
    const unsigned char *at = p->bytes + offset;
    if (offset < HEADER + (size_t)ENTRY * p->n ||
        offset + (p->level ? BRANCH_HEAD : LEAF_HEAD) > p->size)
        return 0;
    if (p->level) {
        size = head = BRANCH_HEAD + (size_t)at[BRANCH_HEAD - 1] + COMPONENT;
    } else {
        size = leaf_item_size(at);
        head = LEAF_HEAD + (size_t)at[LEAF_HEAD - 1] + (at[0] & GLASS_FIRST ? 0 : COMPONENT);
    }
    return offset + size <= p->size && size >= head ? size : 0;
}

/* Whether item i may follow the one before. The key of a branch's first item is never looked at. */
static bool in_order(const glass_page *p, unsigned i, const glass_item *before,
                     const glass_item *item)
{
    if (p->level)
        return i < 2 || glass_item_compare(before, item) < 0;
    if (item->component == 0 || (item->component == 1) != !!(item->flags & GLASS_FIRST))
        return false;
    return i == 0 || glass_item_compare(before, item) < 0;
}

bool glass_page_check(glass_page *p, unsigned char *bytes, size_t size, unsigned level,
                      uint32_t revision)
{
    size_t end = get_u16(bytes + 9), used = 0;
    *p = (glass_page){.bytes = bytes, .size = size, .level = level, .free = get_u16(bytes + 7)};
    if (get_u32(bytes) > revision || bytes[4] != level || end <= HEADER || end > size ||
        (end - HEADER) % ENTRY)
        return false;
    p->n = (unsigned)(end - HEADER) / ENTRY;
    glass_item before = {.component = 0};
    for (unsigned i = 0; i < p->n; i++) {
        size_t taken = item_size(p, i);
        if (taken == 0)
            return false;
        glass_item item = glass_page_item(p, i);
        if (!in_order(p, i, &before, &item))
            return false;
        used += taken;
        p->begun += item.component == 1 && item.key.len;
        before = item;
    }
    /* Items that overlap take more than there is. Free bytes are counted modulo 65536. */
    return used <= size - end && ((size - end - used) & 0xffff) == p->free;
}

bool glass_page_precedes(const glass_page *p, unsigned i, slice key)
{
    const unsigned char *at = item_bytes(p, i);
    size_t head = p->level ? BRANCH_HEAD : LEAF_HEAD;
    slice own = {(const char *)at + head, at[head - 1]};
    int order = slice_compare(own, key);
    return order < 0 || (order == 0 && p->level && get_u16(at + head + own.len) <= 1);
}

/* The first of the items low to high - 1 that does not precede the key; high if all do. */
static unsigned find_between(const glass_page *p, unsigned low, unsigned high, slice key)
{
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        if (glass_page_precedes(p, middle, key))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

unsigned glass_page_find(const glass_page *p, slice key)
{
    return p->level ? find_between(p, 1, p->n, key) - 1 : find_between(p, 0, p->n, key);
}

unsigned glass_page_find_behind(const glass_page *p, unsigned i, slice key)
{
    unsigned step = 1;
    while (step < p->n - i && glass_page_precedes(p, i + step, key)) {
        i += step;
        step *= 2;
    }
    return find_between(p, i + 1, step < p->n - i ? i + step : p->n, key);
}
