/* SPDX-License-Identifier: GPL-2.0-or-later */
/* buf: see buf.h. The capacity doubles, but never beyond the maximum plus one byte for a NUL. */
#include "text/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 64

slice slice_of(const char *nul_terminated)
{
    return nul_terminated ? (slice){nul_terminated, strlen(nul_terminated)} : (slice){NULL, 0};
}

bool slice_equal(slice a, slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

int slice_compare(slice a, slice b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? memcmp(a.data, b.data, shared) : 0;
    if (order)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

static unsigned char ascii_lower(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20) : c;
}

bool slice_equal_nocase(slice a, slice b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        if (ascii_lower((unsigned char)a.data[i]) != ascii_lower((unsigned char)b.data[i]))
            return false;
    }
    return true;
}

bool slice_starts_with(slice s, slice prefix)
{
    return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.data, prefix.data, prefix.len) == 0);
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

slice slice_trim(slice s)
{
    while (s.len > 0 && is_blank(s.data[0])) {
        s.data++;
        s.len--;
    }
    while (s.len > 0 && is_blank(s.data[s.len - 1]))
        s.len--;
    return s;
}

void buf_free(buf *b)
{
    if (!b)
        return;
    free(b->data);
    *b = BUF_INIT(b->max);
}

void buf_clear(buf *b)
{
    b->len = 0;
    b->failed = false;
}

/* Makes the capacity at least `need`, which may be one more than the maximum (the NUL). */
static bool grow(buf *b, size_t need)
{
    if (need <= b->cap)
        return true;
    size_t limit = b->max < SIZE_MAX ? b->max + 1 : b->max;
    size_t cap = b->cap ? b->cap : FIRST_CAPACITY;
    while (cap < need)
        cap = cap > SIZE_MAX / 2 ? need : cap * 2;
    if (cap > limit)
        cap = limit;
    if (cap < need)
        return false;
    char *data = realloc(b->data, cap);
    if (!data)
        return false;
    b->data = data;
    b->cap = cap;
    return true;
}

bool buf_reserve(buf *b, size_t len)
{
    if (b->failed)
        return false;
    if (len > b->max || b->len > b->max - len || !grow(b, b->len + len)) {
        b->failed = true;
        return false;
    }
    return true;
}

void buf_append(buf *b, const void *bytes, size_t len)
{
    if (len == 0 || !buf_reserve(b, len))
        return;
    memcpy(b->data + b->len, bytes, len);
    b->len += len;
}

void buf_append_slice(buf *b, slice s)
{
    buf_append(b, s.data, s.len);
}

void buf_push(buf *b, char c)
{
    if (buf_reserve(b, 1))
        b->data[b->len++] = c;
}

void buf_printf(buf *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    if (len < 0) {
        b->failed = true;
    } else if (buf_reserve(b, (size_t)len)) {
        if (grow(b, b->len + (size_t)len + 1)) {
            vsnprintf(b->data + b->len, (size_t)len + 1, format, again);
            b->len += (size_t)len;
        } else {
            b->failed = true;
        }
    }
    va_end(again);
    va_end(args);
}

const char *buf_string(buf *b)
{
    if (b->failed)
        return NULL;
    if (b->len == SIZE_MAX || !grow(b, b->len + 1)) {
        b->failed = true;
        return NULL;
    }
    b->data[b->len] = '\0';
    return b->data;
}

slice buf_slice(const buf *b)
{
    return (slice){b->data, b->len};
}

void buf_put_varint(buf *b, uint64_t value)
{
    char bytes[10];
    size_t len = 0;
    while (value >= 0x80) {
        bytes[len++] = (char)(value | 0x80);
        value >>= 7;
    }
    bytes[len++] = (char)value;
    buf_append(b, bytes, len);
}

bool varint_get(const char **p, const char *end, uint64_t *value)
{
    uint64_t result = 0;
    unsigned shift = 0;
    for (const char *q = *p; q < end && shift < 70; q++, shift += 7) {
        uint64_t bits = (unsigned char)*q & 0x7f;
        if (shift == 63 && bits > 1)
            return false;
        result |= bits << shift;
        if (!((unsigned char)*q & 0x80)) {
            *p = q + 1;
            *value = result;
            return true;
        }
    }
    return false;
}
