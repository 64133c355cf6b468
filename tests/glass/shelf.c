/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/glass/shelf.h"

#include "tests/test.h"

enum { BLOCK = 8192, HEADER = 11 };

static unsigned u16(const unsigned char *p)
{
    return (unsigned)p[0] << 8 | p[1];
}

static uint32_t u32(const unsigned char *p)
{
    return (uint32_t)u16(p) << 16 | u16(p + 2);
}

typedef struct item {
    slice key;
    unsigned component;
    slice piece; /* a leaf's */
    bool first, last;
    uint32_t child; /* a branch's */
    size_t size;
} item;

static const unsigned char *block_at(const shelf *s, uint32_t number)
{
    assert_in_range(number, 0, s->blocks - 1);
    return s->bytes + (size_t)number * BLOCK;
}

static size_t items_in(const unsigned char *block)
{
    return (u16(block + 9) - HEADER) / 2;
}

static item item_at(const unsigned char *block, size_t index)
{
    const unsigned char *p = block + u16(block + HEADER + 2 * index);
    item i = {.first = true};
    size_t key_at = block[4] ? 4 : 2;
    i.key = (slice){(const char *)p + key_at + 1, p[key_at]};
    const unsigned char *behind = p + key_at + 1 + i.key.len;
    if (block[4]) {
        i.child = u32(p);
        i.component = u16(behind);
        i.size = i.key.len + 7;
        return i;
    }
    i.size = (u16(p) & 0x1fff) + 3;
    i.first = p[0] & 0x20;
    i.last = p[0] & 0x40;
    assert_int_equal(p[0] & 0x80, 0);
    i.component = i.first ? 1 : u16(behind);
    behind += i.first ? 0 : 2;
    i.piece = (slice){(const char *)behind, (size_t)(p + i.size - behind)};
    return i;
}

static int compare_items(slice a, unsigned a_component, slice b, unsigned b_component)
{
    int order = slice_compare(a, b);
    return order ? order : (a_component > b_component) - (a_component < b_component);
}

static void check_block(const unsigned char *block)
{
    size_t used = 0, end = u16(block + 9);
    assert_int_equal(u32(block), 1);
    assert_int_equal(end % 2, 1);
    for (size_t i = 0; i < items_in(block); i++) {
        item it = item_at(block, i);
        size_t at = u16(block + HEADER + 2 * i);
        assert_in_range(at, end + u16(block + 5), BLOCK - it.size);
        assert_true(block[4] || it.size <= 2043);
        used += it.size;
        if (i > (block[4] ? 1 : 0)) {
            item before = item_at(block, i - 1);
            assert_true(compare_items(before.key, before.component, it.key, it.component) < 0);
        }
    }
    assert_int_equal(u16(block + 7), BLOCK - end - used);
    assert_int_equal(u16(block + 5), u16(block + 7));
    static const unsigned char zeros[BLOCK];
    assert_memory_equal(block + end, zeros, u16(block + 5));
}

static slice copy(slice text)
{
    char *bytes = malloc(text.len + 1);
    assert_non_null(bytes);
    if (text.len)
        memcpy(bytes, text.data, text.len);
    return (slice){bytes, text.len};
}

static void gather(shelf *s)
{
    buf tag = BUF_INIT((size_t)1 << 30);
    unsigned component = 0;
    for (size_t b = 0; b < s->blocks; b++) {
        const unsigned char *block = s->bytes + b * BLOCK;
        for (size_t i = 0; block[4] == 0 && i < items_in(block); i++) {
            item it = item_at(block, i);
            if (b == 0 && i == 0) {
                assert_true(it.key.len == 0 && it.piece.len == 0 && it.size == 3);
                continue;
            }
            assert_int_equal(it.component, ++component);
            assert_int_equal(it.first, component == 1);
            buf_append_slice(&tag, it.piece);
            if (!it.last)
                continue;
            if ((s->n & (s->n - 1)) == 0)
                s->entries = realloc(s->entries, (s->n ? 2 * s->n : 1) * sizeof *s->entries);
            assert_non_null(s->entries);
            s->entries[s->n++] = (shelf_entry){copy(it.key), copy(buf_slice(&tag))};
            buf_clear(&tag);
            component = 0;
        }
    }
    buf_free(&tag);
}

void shelf_read(const char *path, const glass_root *root, shelf *out)
{
    *out = (shelf){0};
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    size_t size = (size_t)ftell(file);
    rewind(file);
    assert_int_equal(size % BLOCK, 0);
    out->blocks = size / BLOCK;
    out->bytes = malloc(size);
    assert_int_equal(fread(out->bytes, 1, size, file), size);
    fclose(file);
    for (size_t b = 0; b < out->blocks; b++)
        check_block(out->bytes + b * BLOCK);
    gather(out);
    assert_true(root->exists);
    assert_int_equal(root->blocks, out->blocks);
    assert_int_equal(root->entries, out->n);
    assert_int_equal(block_at(out, root->block)[4], root->level);
}

void shelf_free(shelf *s)
{
    for (size_t i = 0; i < s->n; i++) {
        free((void *)s->entries[i].key.data);
        free((void *)s->entries[i].tag.data);
    }
    free(s->entries);
    free(s->bytes);
}

bool shelf_finds(const shelf *s, const glass_root *root, slice key)
{
    const unsigned char *block = block_at(s, root->block);
    while (block[4]) {
        uint32_t child = item_at(block, 0).child;
        for (size_t i = 1; i < items_in(block); i++) {
            item it = item_at(block, i);
            if (compare_items(it.key, it.component, key, 1) <= 0)
                child = it.child;
        }
        unsigned level = block[4];
        block = block_at(s, child);
        assert_int_equal(block[4], level - 1);
    }
    for (size_t i = 0; i < items_in(block); i++)
        if (item_at(block, i).first && slice_equal(item_at(block, i).key, key))
            return true;
    return false;
}

uint64_t shelf_varint(slice *text)
{
    uint64_t value = 0;
    const char *p = text->data;
    assert_true(varint_get(&p, text->data + text->len, &value));
    text->len -= (size_t)(p - text->data);
    text->data = p;
    return value;
}

uint32_t shelf_uint(slice *text)
{
    assert_true(text->len >= 2);
    unsigned first = (unsigned char)text->data[0];
    size_t extra = 0;
    while (first & (0x80u >> extra))
        extra++;
    uint64_t value = first & (0xffu >> (extra + 1));
    assert_true(text->len >= 2 + extra);
    for (size_t i = 1; i < 2 + extra; i++)
        value = value << 8 | (unsigned char)text->data[i];
    text->data += 2 + extra;
    text->len -= 2 + extra;
    return (uint32_t)value;
}
