/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/run.h"

#include <stdlib.h>
#include <string.h>

#include "glass/key.h"
#include "glass/positions.h"
#include "store/error.h"

enum { FIRST_TABLE = 1 << 14 };

void run_init(run *r)
{
    memset(r, 0, sizeof *r);
    r->text = BUF_INIT(UINT32_MAX);
    r->positions = BUF_INIT(UINT32_MAX);
    r->bytes = BUF_INIT(UINT32_MAX);
}

void run_free(run *r)
{
    buf_free(&r->text);
    buf_free(&r->positions);
    buf_free(&r->bytes);
    free(r->terms);
    free(r->table);
    free(r->postings);
    free(r->documents);
    free(r->values);
    run_init(r);
}

void run_clear(run *r)
{
    buf_clear(&r->text);
    buf_clear(&r->positions);
    buf_clear(&r->bytes);
    if (r->n_terms)
        memset(r->table, 0, r->table_size * sizeof *r->table);
    r->n_terms = r->n_postings = r->n_documents = r->n_values = 0;
    r->wdf = 0;
}

/* Room for `need` elements; false when memory has run out. */
static bool room(void **array, size_t *capacity, size_t need, size_t size)
{
    if (need <= *capacity)
        return true;
    size_t wanted = *capacity ? *capacity : 1024;
    while (wanted < need)
        wanted *= 2;
    void *moved = need < UINT32_MAX ? reallocarray(*array, wanted, size) : NULL;
    if (!moved)
        return false;
    *array = moved;
    *capacity = wanted;
    return true;
}

static bool enlarge_table(run *r)
{
    size_t size = r->table_size ? r->table_size * 2 : FIRST_TABLE;
    uint32_t *table = calloc(size, sizeof *table);
    if (!table)
        return false;
    free(r->table);
    r->table = table;
    r->table_size = size;
    for (size_t i = 0; i < r->n_terms; i++) {
        size_t slot = r->terms[i].hash & (size - 1);
        while (table[slot])
            slot = (slot + 1) & (size - 1);
        table[slot] = (uint32_t)i + 1;
    }
    return true;
}

static uint64_t head_of(slice text)
{
    unsigned char bytes[8] = {0};
    uint64_t head = 0;
    memcpy(bytes, text.data, text.len < 8 ? text.len : 8);
    for (int i = 0; i < 8; i++)
        head = head << 8 | bytes[i];
    return head;
}

/* The index of the term, added if new; SIZE_MAX when memory has run out. */
static size_t intern(run *r, slice text, uint32_t hash)
{
    if ((r->n_terms + 1) * 2 > r->table_size && !enlarge_table(r))
        return SIZE_MAX;
    size_t slot = hash & (r->table_size - 1);
    for (; r->table[slot]; slot = (slot + 1) & (r->table_size - 1)) {
        const run_term *t = &r->terms[r->table[slot] - 1];
        if (t->hash == hash && slice_equal(run_text(r, t), text))
            return r->table[slot] - 1;
    }
    if (!room((void **)&r->terms, &r->cap_terms, r->n_terms + 1, sizeof *r->terms))
        return SIZE_MAX;
    r->terms[r->n_terms] = (run_term){.head = head_of(text),
                                      .text = (uint32_t)r->text.len,
                                      .hash = hash,
                                      .len = (uint16_t)text.len};
    buf_append_slice(&r->text, text);
    if (r->text.failed)
        return SIZE_MAX;
    r->table[slot] = (uint32_t)++r->n_terms;
    return r->n_terms - 1;
}

/* Appends the entry of a list in which a position can be there twice. */
static bool put_repeated(buf *out, const uint32_t *positions, size_t n)
{
    uint32_t *distinct = reallocarray(NULL, n, sizeof *distinct);
    size_t kept = 0;
    if (!distinct)
        return false;
    for (size_t i = 0; i < n; i++)
        if (i == 0 || positions[i] != positions[i - 1])
            distinct[kept++] = positions[i];
    glass_positions_put(out, distinct, kept);
    free(distinct);
    return true;
}

static bool put_positions(buf *out, const uint32_t *positions, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (positions[i] == positions[i - 1])
            return put_repeated(out, positions, n);
    if (n)
        glass_positions_put(out, positions, n);
    return true;
}

static bool add_terms(run *r, const draft *d, run_document *document)
{
    if (!room((void **)&r->postings, &r->cap_postings, r->n_postings + d->n_terms,
              sizeof *r->postings))
        return false;
    for (size_t i = 0; i < d->n_terms; i++) {
        const draft_term *t = &d->terms[i];
        size_t term = intern(r, (slice){d->text.data + t->text, t->len}, t->hash);
        if (term == SIZE_MAX)
            return false;
        r->terms[term].n_postings++;
        r->postings[r->n_postings++] =
            (run_posting){(uint32_t)term, t->wdf, (uint32_t)r->positions.len};
        document->length += t->wdf;
        if (!put_positions(&r->positions, d->positions + t->first, t->n_positions))
            return false;
    }
    return !r->positions.failed;
}

/* By slot; of one slot, the later one first. */
static int by_slot(const void *a, const void *b)
{
    const run_value *x = a, *y = b;
    if (x->slot != y->slot)
        return x->slot < y->slot ? -1 : 1;
    return (x->bytes < y->bytes) - (x->bytes > y->bytes);
}

static bool add_values(run *r, uint32_t number, const draft *d)
{
    if (!room((void **)&r->values, &r->cap_values, r->n_values + d->n_values, sizeof *r->values))
        return false;
    run_value *first = r->values + r->n_values;
    for (size_t i = 0; i < d->n_values; i++) {
        const xapian_value *v = &d->values[i];
        first[i] = (run_value){v->slot, number, (uint32_t)r->bytes.len, (uint32_t)v->len};
        buf_append(&r->bytes, v->data, v->len);
    }
    if (d->n_values)
        qsort(first, d->n_values, sizeof *first, by_slot);
    for (size_t i = 0; i < d->n_values; i++)
        if (i == 0 || first[i].slot != first[i - 1].slot)
            r->values[r->n_values++] = first[i];
    return true;
}

static dossier_status check_terms(const draft *d, dossier_error *error)
{
    for (size_t i = 0; i < d->n_terms; i++) {
        slice text = {d->text.data + d->terms[i].text, d->terms[i].len};
        if (text.len == 0 || text.len > GLASS_TERM_MAX ||
            glass_key_string_size(text) > GLASS_TERM_MAX)
            return error_set(error, DOSSIER_INVALID, "a term is empty or too long (%zu bytes)",
                             text.len);
    }
    return DOSSIER_OK;
}

/* Takes away all postings and values from those of `first` on. */
static void cut(run *r, const run_document *first)
{
    for (size_t i = first->first_posting; i < r->n_postings; i++)
        r->terms[r->postings[i].term].n_postings--;
    if (first->first_posting < r->n_postings)
        r->positions.len = r->postings[first->first_posting].positions;
    r->n_postings = first->first_posting;
    r->n_values = first->first_value;
}

/* The document's entries, if they were given, and its data. */
static void add_bytes(run *r, const draft *d, const run_whole *whole, run_document *document)
{
    if (whole) {
        document->length = whole->length;
        r->wdf = whole->wdf > r->wdf ? whole->wdf : r->wdf;
        document->same = whole->same;
        if (whole->same)
            return;
        document->whole = true;
        document->terms_len = (uint32_t)whole->terms.len;
        document->slots_len = (uint32_t)whole->slots.len;
        buf_append_slice(&r->bytes, whole->terms);
        buf_append_slice(&r->bytes, whole->slots);
    }
    document->data = (uint32_t)r->bytes.len;
    document->data_len = (uint32_t)d->data.len;
    buf_append_slice(&r->bytes, buf_slice(&d->data));
}

dossier_status run_add(run *r, uint32_t number, const draft *d, const run_whole *whole,
                       dossier_error *error)
{
    dossier_status status = check_terms(d, error);
    if (status != DOSSIER_OK)
        return status;
    run_document document = {.number = number,
                             .first_posting = (uint32_t)r->n_postings,
                             .first_value = (uint32_t)r->n_values};
    bool good =
        room((void **)&r->documents, &r->cap_documents, r->n_documents + 1, sizeof *r->documents) &&
        add_terms(r, d, &document) && add_values(r, number, d);
    add_bytes(r, d, whole, &document);
    if (!good || r->bytes.failed) {
        cut(r, &document);
        return error_no_memory(error);
    }
    r->documents[r->n_documents++] = document;
    return DOSSIER_OK;
}

void run_truncate(run *r, uint32_t last)
{
    size_t n = r->n_documents;
    while (n > 0 && r->documents[n - 1].number > last)
        n--;
    if (n == r->n_documents)
        return;
    cut(r, &r->documents[n]);
    r->n_documents = n;
}

size_t run_weight(const run *r)
{
    return r->text.len + r->positions.len + r->bytes.len + r->table_size * sizeof *r->table +
           r->n_terms * (sizeof *r->terms + RUN_SPILL_WEIGHT) +
           r->n_postings * (sizeof *r->postings + RUN_SPILL_WEIGHT) +
           r->n_documents * sizeof *r->documents + r->n_values * sizeof *r->values;
}
