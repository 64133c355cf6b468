/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass/older.h"

/* A leaf with more free bytes than this is written anew. */
enum { FREE_MAX = GLASS_BLOCK_SIZE / 8 };

void glass_older_open(glass_older *o, const char *path, const glass_root *root, uint32_t revision,
                      const glass_range *dropped, size_t n_dropped)
{
    o->dropped = dropped;
    o->n_dropped = n_dropped;
    o->passed = 0;
    glass_cursor_open(&o->cursor, path, root, revision);
    glass_cursor_seek(&o->cursor, (slice){"", 0});
}

void glass_older_close(glass_older *o)
{
    glass_cursor_close(&o->cursor);
}

/* Leaves dropped entries behind, up to the first one that is kept. */
static void skip_dropped(glass_older *o)
{
    glass_cursor *c = &o->cursor;
    while (c->more && o->passed < o->n_dropped) {
        const glass_range *r = &o->dropped[o->passed];
        if (slice_compare(glass_cursor_key(c), r->begin) < 0)
            return;
        if (slice_compare(glass_cursor_key(c), r->end) < 0)
            glass_cursor_seek(c, r->end);
        o->passed++;
    }
}

static bool lies_below(slice key, const slice *limit)
{
    return !limit || slice_compare(key, *limit) < 0;
}

/* The leaf in hand, if it can be copied: of entries that are all kept and below the limit. */
static const glass_page *whole_leaf(const glass_older *o, const slice *limit)
{
    const glass_page *leaf = glass_cursor_leaf(&o->cursor);
    if (!leaf || leaf->size != GLASS_BLOCK_SIZE || leaf->free > FREE_MAX)
        return NULL;
    slice last = glass_page_item(leaf, leaf->n - 1).key;
    const slice *dropped = o->passed < o->n_dropped ? &o->dropped[o->passed].begin : NULL;
    return lies_below(last, limit) && lies_below(last, dropped) ? leaf : NULL;
}

void glass_older_put(glass_older *o, glass_table *t, const slice *limit)
{
    glass_cursor *c = &o->cursor;
    for (skip_dropped(o); c->more && !t->error && lies_below(glass_cursor_key(c), limit);
         skip_dropped(o)) {
        const glass_page *leaf = whole_leaf(o, limit);
        if (leaf) {
            glass_table_put_leaf(t, leaf);
            glass_cursor_skip_leaf(c);
            continue;
        }
        slice tag = glass_cursor_tag(c);
        if (!c->more)
            break;
        glass_table_put(t, c->key, c->key_len, tag);
        glass_cursor_next(c);
    }
    if (limit && c->more && slice_equal(glass_cursor_key(c), *limit))
        glass_cursor_next(c);
    if (c->error)
        glass_table_fail(t, c->error);
}
