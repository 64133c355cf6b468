/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass/postlist_reader.h"

#include <string.h>

static uint32_t get_number(glass_postlist_reader *r)
{
    /* Most numbers are small. */
    if (r->p < r->end && !(*r->p & 0x80))
        return (unsigned char)*r->p++;
    uint64_t value = 0;
    if (!varint_get(&r->p, r->end, &value) || value > UINT32_MAX)
        r->bad = true;
    return (uint32_t)value;
}

/* Reads what every chunk begins with, and stands before its first posting. */
static void open_chunk(glass_postlist_reader *r, uint32_t first)
{
    r->bad |= r->p == r->end || (*r->p != '0' && *r->p != '1');
    if (r->bad)
        return;
    r->last_chunk = *r->p++ == '1';
    uint32_t span = get_number(r);
    r->bad |= first == 0 || (r->any && first <= r->docid) || span > UINT32_MAX - first;
    r->docid = first;
    r->chunk_last = first + span;
    r->in_chunk = false;
}

void glass_postlist_open(glass_postlist_reader *r, glass_cursor *c)
{
    slice key = glass_cursor_key(c), tag = glass_cursor_tag(c);
    *r = (glass_postlist_reader){.cursor = c, .p = tag.data, .end = tag.data + tag.len};
    memcpy(r->prefix, key.data, key.len);
    r->prefix_len = key.len;
    if (!slice_equal(key, glass_key_lengths)) {
        r->bad = key.len + 1 > sizeof r->prefix;
        if (!r->bad)
            r->prefix[r->prefix_len++] = '\0';
    }
    get_number(r); /* the frequencies, which follow from the postings */
    get_number(r);
    uint32_t before = get_number(r);
    r->bad |= before == UINT32_MAX;
    open_chunk(r, before + 1);
}

size_t glass_postlist_term(const glass_postlist_reader *r, char *term)
{
    size_t n = 0;
    for (size_t i = 0; i + 1 < r->prefix_len; i++) {
        if (n == GLASS_TERM_MAX || (!r->prefix[i] && r->prefix[i + 1] != '\xff'))
            return 0;
        term[n++] = r->prefix[i];
        i += !r->prefix[i];
    }
    return n;
}

static void next_chunk(glass_postlist_reader *r)
{
    uint32_t first = 0;
    glass_cursor_next(r->cursor);
    slice key = glass_cursor_key(r->cursor);
    if (!r->cursor->more || !slice_starts_with(key, (slice){r->prefix, r->prefix_len})) {
        r->bad = true;
        return;
    }
    key.data += r->prefix_len;
    key.len -= r->prefix_len;
    r->bad |= !key.len || glass_key_get_uint(key, &first) != key.len;
    slice tag = glass_cursor_tag(r->cursor);
    r->p = tag.data;
    r->end = tag.data + tag.len;
    open_chunk(r, first);
}

bool glass_postlist_next(glass_postlist_reader *r)
{
    if (!r->bad && r->in_chunk && r->p == r->end) {
        r->bad = r->docid != r->chunk_last;
        if (!r->bad && r->last_chunk) {
            glass_cursor_next(r->cursor);
            return false;
        }
        if (!r->bad)
            next_chunk(r);
    }
    if (!r->bad && r->in_chunk) {
        uint32_t step = get_number(r);
        r->bad |= r->docid >= r->chunk_last || step >= r->chunk_last - r->docid;
        r->docid += step + 1;
    }
    if (!r->bad)
        r->wdf = get_number(r);
    r->in_chunk = r->any = true;
    return !r->bad;
}
