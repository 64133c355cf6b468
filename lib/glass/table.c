/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A leaf item: size - 3 and flags in 2 bytes, key length in 1, key, component number in 2 (not in
 * the first component), a piece of the tag. A branch item: block in 4 bytes, key length in 1, key,
 * component number in 2.
 */
#include "glass/table.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "glass/older.h"

enum {
    BUFFERED_BLOCKS = 64,
    MAX_COMPONENTS = 65535,
    /* A tag is begun at the end of a block, and cut, if so much of it fits there: less is not worth
     * the second block that a reader has to fetch. */
    WORTH_CUTTING = 512,
};

void glass_table_fail(glass_table *t, int why)
{
    if (!t->error)
        t->error = why;
}

static void write_all(glass_table *t, const unsigned char *bytes, size_t len)
{
    while (len && !t->error) {
        ssize_t done = write(t->fd, bytes, len);
        if (done > 0) {
            bytes += done;
            len -= (size_t)done;
        } else if (done == 0 || errno != EINTR) {
            glass_table_fail(t, done == 0 ? EIO : errno);
        }
    }
}

static void flush(glass_table *t)
{
    size_t len = t->buffered * GLASS_BLOCK_SIZE;
    write_all(t, t->buffer, len);
    /* Lets the disk begin, so that little is left to wait for at the end. A hint: errors show
     * there. */
    sync_file_range(t->fd, (off_t)t->written, (off_t)len, SYNC_FILE_RANGE_WRITE);
    t->written += len;
    t->buffered = 0;
}

/* The place of the next block. */
static unsigned char *next_block(glass_table *t)
{
    if (t->buffered == BUFFERED_BLOCKS)
        flush(t);
    return t->buffer + t->buffered * GLASS_BLOCK_SIZE;
}

/* Counts the block at the place of the next one as complete. */
static void count_block(glass_table *t)
{
    t->buffered++;
    if (++t->blocks == UINT32_MAX)
        glass_table_fail(t, EFBIG);
}

static void end_block(glass_table *t, glass_block *b)
{
    if (!b->bytes)
        return;
    glass_block_end(b);
    b->bytes = NULL;
    count_block(t);
}

static void put_separator(glass_table *t, const char *key, size_t len, unsigned component)
{
    unsigned char head[3] = {(unsigned char)len};
    glass_put_u16(head + 1, component);
    buf_append(&t->separators, head, sizeof head);
    buf_append(&t->separators, key, len);
    if (t->separators.failed)
        glass_table_fail(t, ENOMEM);
}

/* Notes where a leaf begins, with this component of the key's tag. Its separator is the shortest
 * string that is greater than every key before it. */
static void separate(glass_table *t, const char *key, size_t len, unsigned component)
{
    if (component == 1) {
        size_t shared = 0;
        while (shared < t->before_len && shared < len && key[shared] == t->before[shared])
            shared++;
        if (shared < len)
            len = shared + 1;
    }
    put_separator(t, key, len, component);
}

static void begin_leaf(glass_table *t, const char *key, size_t len, unsigned component)
{
    separate(t, key, len, component);
    glass_block_begin(&t->leaf, next_block(t), 0);
}

void glass_table_begin(glass_table *t, const char *path)
{
    *t = (glass_table){.fd = -1, .separators = BUF_INIT((size_t)1 << 40)};
    t->buffer = malloc((size_t)BUFFERED_BLOCKS * GLASS_BLOCK_SIZE);
    if (!t->buffer) {
        glass_table_fail(t, ENOMEM);
        return;
    }
    t->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (t->fd < 0) {
        glass_table_fail(t, errno);
        return;
    }
    begin_leaf(t, "", 0, 1);
    /* The leftmost leaf begins with an item without key and tag, which is not counted. */
    unsigned char *item = glass_block_place(&t->leaf, 3);
    glass_put_u16(item, (GLASS_FIRST | GLASS_LAST) << 8);
    item[2] = 0;
}

static bool key_is_greater(const glass_table *t, const char *key, size_t len)
{
    size_t shared = len < t->before_len ? len : t->before_len;
    int order = memcmp(key, t->before, shared);
    return order ? order > 0 : len > t->before_len;
}

/* Places one component: a piece of at most `left` bytes. Returns how many bytes went in. */
static size_t add_component(glass_table *t, const char *key, size_t key_len, const char *piece,
                            size_t left, unsigned component)
{
    size_t head = 3 + key_len + (component > 1 ? 2 : 0);
    size_t n = left < GLASS_ITEM_MAX - head ? left : GLASS_ITEM_MAX - head;
    size_t room = t->leaf.bytes ? glass_block_room(&t->leaf) : 0;
    if (head + n > room) {
        if (component == 1 && room >= head + WORTH_CUTTING) {
            n = room - head;
        } else {
            end_block(t, &t->leaf);
            begin_leaf(t, key, key_len, component);
        }
    }
    unsigned char *item = glass_block_place(&t->leaf, head + n);
    unsigned flags = (component == 1 ? GLASS_FIRST : 0) | (n == left ? GLASS_LAST : 0);
    glass_put_u16(item, flags << 8 | (unsigned)(head + n - 3));
    item[2] = (unsigned char)key_len;
    memcpy(item + 3, key, key_len);
    if (component > 1)
        glass_put_u16(item + 3 + key_len, component);
    if (n)
        memcpy(item + head, piece, n);
    return n;
}

void glass_table_continue(glass_table *t, struct glass_older *older)
{
    t->older = older;
}

void glass_table_drop(glass_table *t, const char *key, size_t key_len)
{
    if (t->older)
        glass_older_put(t->older, t, &(slice){key, key_len});
}

void glass_table_add(glass_table *t, const char *key, size_t key_len, slice tag)
{
    glass_table_drop(t, key, key_len);
    glass_table_put(t, key, key_len, tag);
}

void glass_table_put(glass_table *t, const char *key, size_t key_len, slice tag)
{
    if (t->error)
        return;
    if (key_len == 0 || key_len > GLASS_KEY_MAX || !key_is_greater(t, key, key_len)) {
        glass_table_fail(t, EINVAL);
        return;
    }
    unsigned component = 1;
    do {
        size_t done = add_component(t, key, key_len, tag.data, tag.len, component);
        tag.data = done ? tag.data + done : tag.data;
        tag.len -= done;
    } while (tag.len && ++component <= MAX_COMPONENTS && !t->error);
    if (tag.len)
        glass_table_fail(t, EFBIG);
    memcpy(t->before, key, key_len);
    t->before_len = key_len;
    t->entries++;
}

/* Writes one level above blocks `child`, child + 1 ..., which `below` has the separators of; the
 * separators of the new blocks go to t->separators. */
static void write_level(glass_table *t, const buf *below, unsigned level, uint32_t child)
{
    glass_block b = {0};
    for (size_t at = 0; at < below->len && !t->error; child++) {
        const unsigned char *separator = (const unsigned char *)below->data + at;
        size_t len = separator[0];
        at += 3 + len;
        bool first = !b.bytes;
        if (b.bytes && glass_block_room(&b) < len + 7) {
            end_block(t, &b);
            first = true;
        }
        if (first) {
            /* It moves up whole; here nobody looks at it. */
            put_separator(t, (const char *)separator + 3, len,
                          (unsigned)separator[1] << 8 | separator[2]);
            glass_block_begin(&b, next_block(t), level);
            len = 0;
        }
        unsigned char *item = glass_block_place(&b, len + 7);
        glass_put_u32(item, child);
        item[4] = (unsigned char)len;
        memcpy(item + 5, separator + 3, len);
        memcpy(item + 5 + len, first ? (const unsigned char *)"\0" : separator + 1, 2);
    }
    if (b.bytes)
        end_block(t, &b);
}

/* Builds level upon level until one block holds all. */
static void write_branches(glass_table *t, glass_root *root)
{
    unsigned level = 0;
    uint32_t child = 0;
    while (!t->error && t->blocks - child > 1) {
        buf below = t->separators;
        t->separators = BUF_INIT(below.max);
        uint32_t next = t->blocks;
        write_level(t, &below, ++level, child);
        buf_free(&below);
        child = next;
    }
    root->block = child;
    root->level = level;
}

void glass_table_put_leaf(glass_table *t, const glass_page *leaf)
{
    slice first = glass_page_item(leaf, 0).key, last = glass_page_item(leaf, leaf->n - 1).key;
    if (!t->error && !key_is_greater(t, first.data, first.len))
        glass_table_fail(t, EINVAL);
    if (t->error)
        return;
    end_block(t, &t->leaf);
    separate(t, first.data, first.len, 1);
    unsigned char *block = next_block(t);
    memcpy(block, leaf->bytes, GLASS_BLOCK_SIZE);
    glass_put_u32(block, GLASS_REVISION);
    count_block(t);
    memcpy(t->before, last.data, last.len);
    t->before_len = last.len;
    t->entries += leaf->begun;
}

int glass_table_end(glass_table *t, glass_root *root)
{
    if (t->older)
        glass_older_put(t->older, t, NULL);
    *root = (glass_root){.exists = true, .block_size = GLASS_BLOCK_SIZE};
    if (!t->error) {
        end_block(t, &t->leaf);
        write_branches(t, root);
        flush(t);
    }
    root->blocks = t->blocks;
    root->entries = t->entries;
    if (!t->error && fdatasync(t->fd) != 0)
        glass_table_fail(t, errno);
    if (t->fd >= 0 && close(t->fd) != 0)
        glass_table_fail(t, errno);
    t->fd = -1;
    glass_table_abandon(t);
    return t->error;
}

void glass_table_abandon(glass_table *t)
{
    if (t->fd >= 0)
        close(t->fd);
    t->fd = -1;
    free(t->buffer);
    t->buffer = NULL;
    buf_free(&t->separators);
}
