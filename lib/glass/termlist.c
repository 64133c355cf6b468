/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass/termlist.h"

void glass_termlist_begin(glass_termlist *t, buf *out, uint32_t length, uint32_t n_terms)
{
    *t = (glass_termlist){.out = out, .first = true};
    if (n_terms == 0)
        return;
    buf_put_varint(out, length);
    buf_put_varint(out, n_terms);
}

static size_t shared_prefix(slice a, slice b)
{
    size_t n = 0;
    while (n < a.len && n < b.len && a.data[n] == b.data[n])
        n++;
    return n;
}

void glass_termlist_add(glass_termlist *t, slice term, uint32_t wdf)
{
    size_t shared = 0;
    bool wdf_follows = true;
    if (!t->first) {
        shared = shared_prefix(t->before, term);
        /* A small wdf and the shared length go into one byte, which a reader tells from a plain
         * shared length by its being greater than the length of the term before. */
        uint64_t both = (wdf + UINT64_C(1)) * (t->before.len + 1) + shared;
        wdf_follows = wdf >= 127 || both >= 256;
        buf_push(t->out, (char)(wdf_follows ? shared : both));
    }
    buf_push(t->out, (char)(term.len - shared));
    buf_append(t->out, term.data + shared, term.len - shared);
    if (wdf_follows)
        buf_put_varint(t->out, wdf);
    t->before = term;
    t->first = false;
}

void glass_slots_put(buf *out, const uint32_t *slots, size_t n)
{
    uint32_t next = 0;
    for (size_t i = 0; i < n; i++) {
        buf_put_varint(out, slots[i] - next);
        next = slots[i] + 1;
    }
}
