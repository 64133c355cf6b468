/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A chunk: the first value, then for each further one the docid's distance - 1 and the value; a
 * value is its length and its bytes. Numbers are varints.
 */
#include "glass/values.h"

#include <errno.h>

enum { FULL = 2000 }; /* bytes after which a chunk is closed */

static void put_string(buf *out, slice text)
{
    buf_put_varint(out, text.len);
    buf_append_slice(out, text);
}

static void add_entry(glass_table *table, const char *key, size_t key_len, const buf *tag)
{
    if (tag->failed && !table->error)
        table->error = ENOMEM;
    glass_table_add(table, key, key_len, buf_slice(tag));
}

void glass_values_stats(glass_table *table, uint32_t slot, uint32_t frequency, slice lower,
                        slice upper)
{
    char key[GLASS_KEY_MAX];
    buf tag = BUF_INIT(SIZE_MAX / 2);
    buf_put_varint(&tag, frequency);
    put_string(&tag, lower);
    if (!slice_equal(lower, upper))
        buf_append_slice(&tag, upper);
    add_entry(table, key, glass_key_value_stats(key, slot), &tag);
    buf_free(&tag);
}

void glass_values_init(glass_values *v, glass_table *table)
{
    *v = (glass_values){.table = table, .chunk = BUF_INIT(SIZE_MAX / 2)};
}

void glass_values_free(glass_values *v)
{
    buf_free(&v->chunk);
}

void glass_values_begin(glass_values *v, uint32_t slot)
{
    v->slot = slot;
    buf_clear(&v->chunk);
}

void glass_values_add(glass_values *v, uint32_t docid, slice value)
{
    if (v->chunk.len == 0)
        v->first_docid = docid;
    else
        buf_put_varint(&v->chunk, docid - v->last_docid - 1);
    put_string(&v->chunk, value);
    v->last_docid = docid;
    if (v->chunk.len >= FULL || v->chunk.failed)
        glass_values_end(v);
}

void glass_values_end(glass_values *v)
{
    char key[GLASS_KEY_MAX];
    if (v->chunk.len == 0 && !v->chunk.failed)
        return;
    add_entry(v->table, key, glass_key_value_chunk(key, v->slot, v->first_docid), &v->chunk);
    buf_clear(&v->chunk);
}

void glass_values_open(glass_values_reader *r, slice piece, uint32_t first_docid)
{
    *r =
        (glass_values_reader){.p = piece.data, .end = piece.data + piece.len, .docid = first_docid};
}

bool glass_values_next(glass_values_reader *r)
{
    uint64_t step = 0, len = 0;
    if (r->bad || r->p == r->end)
        return false;
    if (r->started && (!varint_get(&r->p, r->end, &step) || step >= UINT32_MAX - r->docid))
        r->bad = true;
    if (r->started)
        r->docid += (uint32_t)step + 1;
    if (r->bad || !varint_get(&r->p, r->end, &len) || len > (uint64_t)(r->end - r->p)) {
        r->bad = true;
        return false;
    }
    r->value = (slice){r->p, (size_t)len};
    r->p += len;
    r->started = true;
    return true;
}
