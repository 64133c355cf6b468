/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass/termlist.h"

#include <string.h>

void glass_termlist_begin(glass_termlist *t, buf *out, uint32_t length, uint32_t n_terms)
{
    t->out = out;
    t->before_len = 0;
    if (n_terms == 0)
        return;
    buf_put_varint(out, length);
    buf_put_varint(out, n_terms);
}

static size_t shared_prefix(const glass_termlist *t, slice term)
{
    size_t n = 0;
    while (n < t->before_len && n < term.len && t->before[n] == term.data[n])
        n++;
    return n;
}

void glass_termlist_add(glass_termlist *t, slice term, uint32_t wdf)
{
    size_t shared = 0;
    bool wdf_follows = true;
    if (t->before_len) {
        shared = shared_prefix(t, term);
        /* A small wdf and the shared length go into one byte, which a reader tells from a plain
         * shared length by its being greater than the length of the term before. */
        uint64_t both = (wdf + UINT64_C(1)) * (t->before_len + 1) + shared;
        wdf_follows = wdf >= 127 || both >= 256;
        buf_push(t->out, (char)(wdf_follows ? shared : both));
    }
    buf_push(t->out, (char)(term.len - shared));
    buf_append(t->out, term.data + shared, term.len - shared);
    if (wdf_follows)
        buf_put_varint(t->out, wdf);
    memcpy(t->before + shared, term.data + shared, term.len - shared);
    t->before_len = term.len;
}

void glass_termlist_add_rest(glass_termlist *t, slice rest)
{
    buf_append_slice(t->out, rest);
}

static uint32_t get_number(glass_termlist_reader *r)
{
    uint64_t value = 0;
    if (!varint_get(&r->p, r->end, &value) || value > UINT32_MAX)
        r->bad = true;
    return (uint32_t)value;
}

static unsigned get_byte(glass_termlist_reader *r)
{
    if (r->p == r->end)
        r->bad = true;
    return r->bad ? 0 : (unsigned char)*r->p++;
}

void glass_termlist_open(glass_termlist_reader *r, slice entry)
{
    r->p = entry.data;
    r->end = entry.data + entry.len;
    r->bad = false;
    r->length = r->wdf = 0;
    r->left = r->len = 0;
    if (!entry.len)
        return;
    r->length = get_number(r);
    r->left = get_number(r);
}

/* Reads a term's entry; its own bytes, behind those *shared with the term before, are *rest. */
static bool get_term(glass_termlist_reader *r, size_t *shared, slice *rest)
{
    bool wdf_follows = true;
    *shared = 0;
    if (r->bad || r->left == 0) {
        r->bad |= r->p != r->end;
        return false;
    }
    if (r->len) {
        /* See glass_termlist_add. */
        unsigned both = get_byte(r);
        wdf_follows = both <= r->len;
        *shared = wdf_follows ? both : both % (r->len + 1);
        r->wdf = wdf_follows ? 0 : both / (uint32_t)(r->len + 1) - 1;
    }
    size_t len = get_byte(r);
    if (len == 0 || len > (size_t)(r->end - r->p) || *shared + len > sizeof r->term)
        r->bad = true;
    if (r->bad)
        return false;
    *rest = (slice){r->p, len};
    r->p += len;
    r->len = *shared + len;
    if (wdf_follows)
        r->wdf = get_number(r);
    r->left--;
    return !r->bad;
}

bool glass_termlist_next(glass_termlist_reader *r)
{
    size_t shared;
    slice rest;
    if (!get_term(r, &shared, &rest))
        return false;
    memcpy(r->term + shared, rest.data, rest.len);
    return true;
}

bool glass_termlist_pass(glass_termlist_reader *r)
{
    size_t shared;
    slice rest;
    return get_term(r, &shared, &rest);
}

void glass_slots_put(buf *out, const uint32_t *slots, size_t n)
{
    uint32_t next = 0;
    for (size_t i = 0; i < n; i++) {
        buf_put_varint(out, slots[i] - next);
        next = slots[i] + 1;
    }
}

bool glass_slots_next(slice *entry, uint32_t *slot)
{
    const char *p = entry->data;
    uint64_t step;
    uint64_t next = *slot == UINT32_MAX ? 0 : (uint64_t)*slot + 1;
    if (!entry->len || !varint_get(&p, entry->data + entry->len, &step) || step > UINT32_MAX ||
        next + step >= UINT32_MAX)
        return false;
    *slot = (uint32_t)(next + step);
    entry->len -= (size_t)(p - entry->data);
    entry->data = p;
    return true;
}
