/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/splicer.h"

#include <stdlib.h>
#include <string.h>

#include "glass/termlist.h"
#include "store/error.h"

enum { SLOTS_MAX = 64 };

/* The list of terms on its way. */
typedef struct listing {
    glass_termlist list;
    uint64_t length;
    uint32_t n_terms;
    uint32_t wdf; /* the greatest */
} listing;

void splicer_init(splicer *s)
{
    *s = (splicer){.terms = BUF_INIT((size_t)1 << 30),
                   .slots = BUF_INIT((size_t)1 << 16),
                   .body = BUF_INIT((size_t)1 << 30)};
}

void splicer_free(splicer *s)
{
    buf_free(&s->terms);
    buf_free(&s->slots);
    buf_free(&s->body);
}

static void count_term(listing *l, uint32_t wdf)
{
    l->length += wdf;
    l->n_terms++;
    l->wdf = wdf > l->wdf ? wdf : l->wdf;
}

static void list_term(listing *l, slice term, uint32_t wdf)
{
    glass_termlist_add(&l->list, term, wdf);
    count_term(l, wdf);
}

static slice text_of(const draft *d, const uint32_t *index)
{
    const draft_term *t = &d->terms[*index];
    return (slice){d->text.data + t->text, t->len};
}

static int by_text(const void *a, const void *b, void *ctx)
{
    return slice_compare(text_of(ctx, a), text_of(ctx, b));
}

/* Lists what is left of an old list as it is, behind the term in hand. */
static void list_rest(glass_termlist_reader *r, listing *l)
{
    const char *begin = r->p;
    while (glass_termlist_pass(r))
        count_term(l, r->wdf);
    glass_termlist_add_rest(&l->list, (slice){begin, (size_t)(r->end - begin)});
}

/* Both lists in one order, the old one without its entities. False at damage. */
static bool list_terms(slice old, const draft *d, const uint32_t *sorted, listing *l)
{
    glass_termlist_reader r;
    size_t next = 0;
    glass_termlist_open(&r, old);
    while (glass_termlist_next(&r)) {
        slice term = {r.term, r.len};
        if (field_is_entity_term(term))
            continue;
        for (; next < d->n_terms && slice_compare(text_of(d, &sorted[next]), term) < 0; next++)
            list_term(l, text_of(d, &sorted[next]), d->terms[sorted[next]].wdf);
        list_term(l, term, r.wdf);
        if (next == d->n_terms && field_is_behind_entity_terms(term))
            list_rest(&r, l);
    }
    for (; next < d->n_terms; next++)
        list_term(l, text_of(d, &sorted[next]), d->terms[sorted[next]].wdf);
    return !r.bad;
}

static dossier_status splice_terms(splicer *s, slice old, const draft *d, run_whole *out)
{
    listing l = {.length = 0};
    glass_termlist head;
    uint32_t *sorted = reallocarray(NULL, d->n_terms + 1, sizeof *sorted);
    if (!sorted)
        return DOSSIER_NO_MEMORY;
    for (size_t i = 0; i < d->n_terms; i++)
        sorted[i] = (uint32_t)i;
    qsort_r(sorted, d->n_terms, sizeof *sorted, by_text, (void *)d);
    buf_clear(&s->body);
    buf_clear(&s->terms);
    glass_termlist_begin(&l.list, &s->body, 0, 0);
    bool good = list_terms(old, d, sorted, &l);
    free(sorted);
    if (!good || l.length > UINT32_MAX)
        return DOSSIER_CORRUPT;
    glass_termlist_begin(&head, &s->terms, (uint32_t)l.length, l.n_terms);
    buf_append_slice(&s->terms, buf_slice(&s->body));
    out->length = (uint32_t)l.length;
    out->wdf = l.wdf;
    out->terms = buf_slice(&s->terms);
    return s->body.failed || s->terms.failed ? DOSSIER_NO_MEMORY : DOSSIER_OK;
}

static bool is_entity_slot(uint32_t slot)
{
    for (size_t i = 0; i < FIELDS; i++)
        if (field_table[i].kind == FIELD_ENTITY && field_table[i].slot == (int)slot)
            return true;
    return false;
}

static int by_number(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static dossier_status splice_slots(splicer *s, slice old, const draft *d, run_whole *out)
{
    uint32_t slots[SLOTS_MAX + DRAFT_SLOTS], slot = UINT32_MAX;
    size_t n = 0, distinct = 0;
    while (n < SLOTS_MAX && glass_slots_next(&old, &slot))
        if (!is_entity_slot(slot))
            slots[n++] = slot;
    if (old.len)
        return DOSSIER_CORRUPT;
    for (size_t i = 0; i < d->n_values; i++)
        slots[n++] = d->values[i].slot;
    qsort(slots, n, sizeof *slots, by_number);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || slots[i] != slots[i - 1])
            slots[distinct++] = slots[i];
    buf_clear(&s->slots);
    glass_slots_put(&s->slots, slots, distinct);
    out->slots = buf_slice(&s->slots);
    return s->slots.failed ? DOSSIER_NO_MEMORY : DOSSIER_OK;
}

dossier_status splicer_make(splicer *s, const stored_document *old, const draft *d, run_whole *out,
                            dossier_error *error)
{
    dossier_status status = splice_terms(s, old->terms, d, out);
    if (status == DOSSIER_OK)
        status = splice_slots(s, old->slots, d, out);
    if (status == DOSSIER_OK)
        out->same = slice_equal(out->terms, old->terms) && slice_equal(out->slots, old->slots) &&
                    slice_equal(buf_slice(&d->data), old->data);
    if (status == DOSSIER_CORRUPT)
        return error_set(error, status, "the list of terms of document %u is damaged", old->docid);
    return status == DOSSIER_OK ? status : error_no_memory(error);
}
