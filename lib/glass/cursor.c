/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass/cursor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "glass/inflater.h"

/* The format cuts a tag into 65535 components at most, each smaller than a block. */
static const size_t tag_max = (size_t)1 << 30;

static void fail(glass_cursor *c, int why)
{
    if (!c->error)
        c->error = why;
    c->more = false;
}

void glass_cursor_open(glass_cursor *c, const char *path, const glass_root *root, uint32_t revision)
{
    *c = (glass_cursor){.fd = -1,
                        .root = *root,
                        .revision = revision,
                        .tag = BUF_INIT(tag_max),
                        .inflated = BUF_INIT(tag_max)};
    if (!root->exists)
        return;
    if (root->level >= GLASS_LEVELS || root->block_size < GLASS_PAGE_MIN ||
        root->block_size > GLASS_PAGE_MAX) {
        fail(c, EBADMSG);
        return;
    }
    c->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (c->fd < 0)
        fail(c, errno);
}

void glass_cursor_close(glass_cursor *c)
{
    for (size_t i = 0; i < GLASS_LEVELS; i++)
        free(c->blocks[i]);
    memset(c->blocks, 0, sizeof c->blocks);
    buf_free(&c->tag);
    buf_free(&c->inflated);
    glass_inflater_free(c->inflater);
    c->inflater = NULL;
    if (c->fd >= 0)
        close(c->fd);
    c->fd = -1;
    c->more = false;
}

/* Reads a block of the tree's level, if it isn't the one in memory. */
static bool load(glass_cursor *c, unsigned level, uint32_t number)
{
    size_t size = c->root.block_size, got = 0;
    if (c->read[level] && c->numbers[level] == number)
        return true;
    c->read[level] = false;
    if (!c->blocks[level] && !(c->blocks[level] = malloc(size))) {
        fail(c, ENOMEM);
        return false;
    }
    while (got < size) {
        ssize_t n = pread(c->fd, c->blocks[level] + got, size - got,
                          (off_t)((uint64_t)number * size + got));
        if (n > 0) {
            got += (size_t)n;
        } else if (n == 0 || errno != EINTR) {
            fail(c, n == 0 ? EBADMSG : errno);
            return false;
        }
    }
    if (!glass_page_check(&c->pages[level], c->blocks[level], size, level, c->revision)) {
        fail(c, EBADMSG);
        return false;
    }
    c->numbers[level] = number;
    c->read[level] = true;
    return true;
}

static glass_item item_in_hand(const glass_cursor *c, unsigned level)
{
    return glass_page_item(&c->pages[level], c->at[level]);
}

/* Loads the blocks below the item in hand on a level, down to the first item of a leaf. */
static bool descend(glass_cursor *c, unsigned level)
{
    for (; level > 0; level--) {
        if (!load(c, level - 1, item_in_hand(c, level).child))
            return false;
        c->at[level - 1] = 0;
    }
    return true;
}

/* Goes to the next leaf, whose first item must lie behind the last one of the leaf in hand: so no
 * leaf is met twice. False at the end of the table, and after an error. */
static bool next_leaf(glass_cursor *c)
{
    char key[GLASS_KEY_MAX];
    glass_item last = glass_page_item(&c->pages[0], c->pages[0].n - 1);
    unsigned level = 1;
    memcpy(key, last.key.data, last.key.len);
    last.key.data = key;
    while (level <= c->root.level && c->at[level] + 1 >= c->pages[level].n)
        level++;
    if (level > c->root.level)
        return false;
    c->at[level]++;
    if (!descend(c, level))
        return false;
    glass_item first = item_in_hand(c, 0);
    if (glass_item_compare(&last, &first) < 0)
        return true;
    fail(c, EBADMSG);
    return false;
}

static bool next_item(glass_cursor *c)
{
    if (c->at[0] + 1 < c->pages[0].n) {
        c->at[0]++;
        return true;
    }
    return next_leaf(c);
}

/* Begins the entry whose first component is in hand. */
static void enter(glass_cursor *c)
{
    glass_item item = item_in_hand(c, 0);
    if (!(item.flags & GLASS_FIRST) || item.key.len == 0) {
        fail(c, EBADMSG);
        return;
    }
    memcpy(c->key, item.key.data, item.key.len);
    c->key_len = item.key.len;
    c->more = true;
}

/* Goes to the place of a key in the leaf where it is or would be. */
static bool go_to(glass_cursor *c, slice key)
{
    unsigned level = c->root.level;
    c->more = false;
    if (c->error || c->fd < 0 || !load(c, level, c->root.block))
        return false;
    for (; level > 0; level--) {
        c->at[level] = glass_page_find(&c->pages[level], key);
        if (!load(c, level - 1, item_in_hand(c, level).child))
            return false;
    }
    /* The null item, which has no key, opens the first leaf. */
    c->at[0] = glass_page_find(&c->pages[0], key.len ? key : (slice){"", 1});
    return true;
}

void glass_cursor_seek(glass_cursor *c, slice key)
{
    if (!go_to(c, key))
        return;
    if (c->at[0] == c->pages[0].n) {
        c->at[0]--;
        if (!next_leaf(c))
            return;
    }
    enter(c);
}

/* Goes to the place of a key in the leaf in hand, if it lies between its first and its last. */
static bool stay(glass_cursor *c, slice key)
{
    const glass_page *leaf = &c->pages[0];
    if (c->error || !c->read[0] || slice_compare(key, glass_page_item(leaf, leaf->n - 1).key) > 0)
        return false;
    if (c->at[0] < leaf->n && glass_page_precedes(leaf, c->at[0], key))
        c->at[0] = glass_page_find_behind(leaf, c->at[0], key);
    else if (slice_compare(key, glass_page_item(leaf, 0).key) > 0)
        c->at[0] = glass_page_find(leaf, key);
    else
        return false;
    return true;
}

bool glass_cursor_find(glass_cursor *c, slice key)
{
    c->more = false;
    if ((stay(c, key) || go_to(c, key)) && c->at[0] < c->pages[0].n &&
        slice_equal(item_in_hand(c, 0).key, key))
        enter(c);
    return c->more;
}

/* Goes to the next component of the tag in hand. */
static bool next_component(glass_cursor *c)
{
    glass_item item = item_in_hand(c, 0);
    unsigned component = item.component, compressed = item.flags & GLASS_COMPRESSED;
    if (next_item(c)) {
        item = item_in_hand(c, 0);
        if (item.component == component + 1 && slice_equal(item.key, glass_cursor_key(c)) &&
            (item.flags & GLASS_COMPRESSED) == compressed)
            return true;
    }
    fail(c, EBADMSG);
    return false;
}

void glass_cursor_next(glass_cursor *c)
{
    if (!c->more)
        return;
    while (!(item_in_hand(c, 0).flags & GLASS_LAST))
        if (!next_component(c))
            return;
    c->more = false;
    if (next_item(c))
        enter(c);
}

slice glass_cursor_key(const glass_cursor *c)
{
    return (slice){c->key, c->key_len};
}

slice glass_cursor_tag(glass_cursor *c)
{
    static const slice none = {"", 0};
    if (!c->more)
        return none;
    glass_item item = item_in_hand(c, 0);
    slice tag = item.piece;
    if (!(item.flags & GLASS_LAST)) {
        buf_clear(&c->tag);
        buf_append_slice(&c->tag, item.piece);
        while (!(item.flags & GLASS_LAST)) {
            if (!next_component(c))
                return none;
            item = item_in_hand(c, 0);
            buf_append_slice(&c->tag, item.piece);
        }
        tag = buf_slice(&c->tag);
        if (c->tag.failed) {
            fail(c, ENOMEM);
            return none;
        }
    }
    if (!(item.flags & GLASS_COMPRESSED))
        return tag;
    int why = c->inflater ? 0 : glass_inflater_create(&c->inflater);
    if (!why)
        why = glass_inflate(c->inflater, tag, &c->inflated);
    if (why)
        fail(c, why);
    return why ? none : buf_slice(&c->inflated);
}

const glass_page *glass_cursor_leaf(const glass_cursor *c)
{
    const glass_page *leaf = &c->pages[0];
    if (!c->more || c->at[0] != 0 || !(glass_page_item(leaf, leaf->n - 1).flags & GLASS_LAST))
        return NULL;
    return leaf;
}

void glass_cursor_skip_leaf(glass_cursor *c)
{
    c->at[0] = c->pages[0].n - 1;
    c->more = false;
    if (next_leaf(c))
        enter(c);
}
