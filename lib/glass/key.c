/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass/key.h"

#include <string.h>

const slice glass_key_lengths = {"\x00\xe0", 2};
const slice glass_key_all_stats = {"\x00\xd0", 2};
const slice glass_key_all_chunks = {"\x00\xd8", 2};

size_t glass_key_uint(char *out, uint32_t value)
{
    unsigned extra = value < 0x8000 ? 0 : value < (1u << 22) ? 1 : value < (1u << 29) ? 2 : 3;
    size_t len = 2 + extra;
    uint64_t marked = value;
    /* `extra` one-bits at the very top. */
    marked |= ((1u << extra) - 1) * (UINT64_C(1) << (8 * len - extra));
    for (size_t i = 0; i < len; i++)
        out[i] = (char)(marked >> 8 * (len - 1 - i));
    return len;
}

size_t glass_key_get_uint(slice key, uint32_t *value)
{
    const unsigned char *p = (const unsigned char *)key.data;
    char again[GLASS_KEY_MAX];
    unsigned extra = 0;
    uint64_t marked = 0;
    while (key.len && extra < 3 && p[0] & (0x80u >> extra))
        extra++;
    size_t len = 2 + extra;
    if (key.len < len)
        return 0;
    for (size_t i = 0; i < len; i++)
        marked = marked << 8 | p[i];
    marked &= (UINT64_C(1) << (8 * len - extra - 1)) - 1;
    *value = (uint32_t)marked;
    /* Only the shortest form is one. */
    return glass_key_uint(again, *value) == len && memcmp(again, p, len) == 0 ? len : 0;
}

size_t glass_key_string_size(slice text)
{
    size_t size = text.len;
    const char *p = text.data;
    const char *end = p + text.len;
    while (p < end && (p = memchr(p, 0, (size_t)(end - p))) != NULL) {
        size++;
        p++;
    }
    return size;
}

size_t glass_key_string(char *out, slice text, bool more)
{
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        out[len++] = text.data[i];
        if (text.data[i] == '\0')
            out[len++] = '\xff';
    }
    if (more)
        out[len++] = '\0';
    return len;
}

static size_t put_varint(char *out, uint32_t value)
{
    size_t len = 0;
    for (; value >= 0x80; value >>= 7)
        out[len++] = (char)(value | 0x80);
    out[len++] = (char)value;
    return len;
}

size_t glass_key_metadata(char *out, slice name)
{
    if (name.len == 0 || name.len > GLASS_KEY_MAX - 2)
        return 0;
    memcpy(out, "\x00\xc0", 2);
    memcpy(out + 2, name.data, name.len);
    return 2 + name.len;
}

size_t glass_key_value_stats(char *out, uint32_t slot)
{
    size_t len = glass_key_all_stats.len;
    memcpy(out, glass_key_all_stats.data, len);
    for (; slot; slot >>= 8)
        out[len++] = (char)slot;
    return len;
}

size_t glass_key_value_chunk(char *out, uint32_t slot, uint32_t docid)
{
    size_t len = glass_key_all_chunks.len;
    memcpy(out, glass_key_all_chunks.data, len);
    len += put_varint(out + len, slot);
    return len + glass_key_uint(out + len, docid);
}

bool glass_key_get_value_chunk(slice key, uint32_t *slot, uint32_t *docid)
{
    uint64_t number;
    if (!slice_starts_with(key, glass_key_all_chunks))
        return false;
    const char *p = key.data + glass_key_all_chunks.len, *end = key.data + key.len;
    if (!varint_get(&p, end, &number) || number > UINT32_MAX)
        return false;
    *slot = (uint32_t)number;
    slice rest = {p, (size_t)(end - p)};
    return rest.len && glass_key_get_uint(rest, docid) == rest.len;
}

size_t glass_key_slots(char *out, uint32_t docid)
{
    size_t len = glass_key_uint(out, docid);
    out[len] = '\0';
    return len + 1;
}
