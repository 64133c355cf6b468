/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A chunk: in the first one termfreq, collection frequency and first docid - 1; then '1' if it is
 * the last one or '0', and last docid - first docid; then the first wdf, and for each further
 * posting the docid's distance - 1 and the wdf. Numbers are varints.
 */
#include "glass/postlist.h"

#include <string.h>

enum {
    HEADER = 32,    /* room for five varints and a flag */
    FULL = 2000,    /* bytes of entries after which a chunk is closed */
    LONGEST = 2 * 5 /* bytes of an entry */
};

_Static_assert(HEADER + FULL + LONGEST <= sizeof((glass_postlist *)0)->chunk, "a chunk has room");

static unsigned char *put_varint(unsigned char *to, uint32_t value)
{
    for (; value >= 0x80; value >>= 7)
        *to++ = (unsigned char)(value | 0x80);
    *to++ = (unsigned char)value;
    return to;
}

static void begin(glass_postlist *p, glass_table *table)
{
    p->table = table;
    p->first_chunk = true;
    p->started = false;
    p->first_docid = p->last_docid = 0;
    p->len = HEADER;
}

void glass_postlist_begin(glass_postlist *p, glass_table *table, slice term, uint32_t termfreq,
                          uint32_t collection_freq)
{
    begin(p, table);
    p->prefix_len = glass_key_string(p->prefix, term, true);
    p->first_key_len = p->prefix_len - 1;
    p->termfreq = termfreq;
    p->collection_freq = collection_freq;
}

void glass_postlist_begin_lengths(glass_postlist *p, glass_table *table)
{
    begin(p, table);
    memcpy(p->prefix, glass_key_lengths.data, glass_key_lengths.len);
    p->prefix_len = p->first_key_len = glass_key_lengths.len;
    p->termfreq = p->collection_freq = 0;
}

static void flush(glass_postlist *p, bool last)
{
    unsigned char header[HEADER], *end = header;
    size_t key_len = p->first_key_len;
    if (p->first_chunk) {
        end = put_varint(end, p->termfreq);
        end = put_varint(end, p->collection_freq);
        end = put_varint(end, p->first_docid - 1);
    } else {
        key_len = p->prefix_len + glass_key_uint(p->prefix + p->prefix_len, p->first_docid);
    }
    *end++ = last ? '1' : '0';
    end = put_varint(end, p->last_docid - p->first_docid);
    size_t header_len = (size_t)(end - header);
    unsigned char *start = p->chunk + HEADER - header_len;
    memcpy(start, header, header_len);
    glass_table_add(p->table, p->prefix, key_len,
                    (slice){(const char *)start, p->len - HEADER + header_len});
    p->first_chunk = false;
    p->started = false;
    p->len = HEADER;
}

void glass_postlist_add(glass_postlist *p, uint32_t docid, uint32_t wdf)
{
    if (p->len >= HEADER + FULL)
        flush(p, false);
    unsigned char *to = p->chunk + p->len;
    if (p->started)
        to = put_varint(to, docid - p->last_docid - 1);
    else
        p->first_docid = docid;
    to = put_varint(to, wdf);
    p->started = true;
    p->last_docid = docid;
    p->len = (size_t)(to - p->chunk);
}

void glass_postlist_end(glass_postlist *p)
{
    if (p->started)
        flush(p, true);
}
