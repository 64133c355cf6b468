/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "glass/termlist.h"
#include "store/error.h"

enum { WRITE_AT = 1 << 18 };

/* A term in the sort, and then its share of `grouped`. */
typedef struct sorted_term {
    uint64_t head;
    uint32_t term;
    uint32_t first; /* of its postings in `grouped` */
} sorted_term;

typedef struct grouped_posting {
    uint32_t posting;
    uint32_t document; /* index in run.documents */
} grouped_posting;

/* One run on its way out. */
typedef struct work {
    const run *run;
    spill *out;
    sorted_term *sorted;
    grouped_posting *grouped; /* by term in byte order, then by document */
    uint32_t *next;   /* by term: where in `grouped`; later by document: where in `listed` */
    uint32_t *listed; /* postings by document, then by term in byte order */
    buf scratch;
} work;

dossier_status spill_open(spill *s, const char *path, dossier_error *error)
{
    *s = (spill){.fd = -1, .pending = BUF_INIT((size_t)1 << 40)};
    s->path = strdup(path);
    if (!s->path)
        return error_no_memory(error);
    s->fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (s->fd < 0)
        return error_errno(error, errno, "%s can't be made", path);
    return DOSSIER_OK;
}

void spill_free(spill *s)
{
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
    for (size_t i = 0; i < s->n_runs; i++)
        free(s->runs[i].slots);
    free(s->runs);
    free(s->path);
    buf_free(&s->pending);
    s->runs = NULL;
    s->path = NULL;
    s->n_runs = 0;
}

static void flush(spill *s)
{
    const char *p = s->pending.data;
    size_t left = s->pending.len;
    while (left && !s->error) {
        ssize_t done = write(s->fd, p, left);
        if (done > 0) {
            p += done;
            left -= (size_t)done;
        } else if (done == 0 || errno != EINTR) {
            s->error = done == 0 ? EIO : errno;
        }
    }
    if (s->pending.failed && !s->error)
        s->error = ENOMEM;
    s->size += s->pending.len;
    buf_clear(&s->pending);
}

static uint64_t offset(const spill *s)
{
    return s->size + s->pending.len;
}

static void put(spill *s, slice bytes)
{
    buf_append_slice(&s->pending, bytes);
    if (s->pending.len >= WRITE_AT)
        flush(s);
}

/* Length and bytes. */
static void put_string(spill *s, slice bytes)
{
    buf_put_varint(&s->pending, bytes.len);
    put(s, bytes);
}

static int by_text(const void *a, const void *b, void *ctx)
{
    const sorted_term *x = a, *y = b;
    const run *r = ctx;
    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    return slice_compare(run_text(r, &r->terms[x->term]), run_text(r, &r->terms[y->term]));
}

static void sort_terms(work *w)
{
    const run *r = w->run;
    for (size_t i = 0; i < r->n_terms; i++)
        w->sorted[i] = (sorted_term){.head = r->terms[i].head, .term = (uint32_t)i};
    if (r->n_terms)
        qsort_r(w->sorted, r->n_terms, sizeof *w->sorted, by_text, (void *)r);
    uint32_t first = 0;
    for (size_t i = 0; i < r->n_terms; i++) {
        w->sorted[i].first = w->next[w->sorted[i].term] = first;
        first += r->terms[w->sorted[i].term].n_postings;
    }
}

static size_t postings_end(const run *r, size_t document)
{
    return document + 1 < r->n_documents ? r->documents[document + 1].first_posting : r->n_postings;
}

/* From the order of documents to that of terms, and, within each document, to that of its terms. */
static void group_postings(work *w)
{
    const run *r = w->run;
    for (size_t d = 0; d < r->n_documents; d++)
        for (size_t i = r->documents[d].first_posting; i < postings_end(r, d); i++)
            w->grouped[w->next[r->postings[i].term]++] =
                (grouped_posting){(uint32_t)i, (uint32_t)d};
    for (size_t d = 0; d < r->n_documents; d++)
        w->next[d] = r->documents[d].first_posting;
    for (size_t i = 0; i < r->n_postings; i++)
        w->listed[w->next[w->grouped[i].document]++] = w->grouped[i].posting;
}

static slice position_entry(const run *r, size_t posting)
{
    size_t begin = r->postings[posting].positions;
    size_t end =
        posting + 1 < r->n_postings ? r->postings[posting + 1].positions : r->positions.len;
    return (slice){r->positions.data + begin, end - begin};
}

static void write_term(work *w, const sorted_term *sorted)
{
    const run *r = w->run;
    const run_term *t = &r->terms[sorted->term];
    const grouped_posting *g = w->grouped + sorted->first;
    uint64_t wdf = 0;
    uint32_t before = 0;
    if (t->n_postings == 0)
        return;
    buf_clear(&w->scratch);
    for (uint32_t i = 0; i < t->n_postings; i++) {
        const run_posting *p = &r->postings[g[i].posting];
        slice entry = position_entry(r, g[i].posting);
        wdf += p->wdf;
        uint32_t number = r->documents[g[i].document].number;
        buf_put_varint(&w->scratch, number - before);
        buf_put_varint(&w->scratch, p->wdf);
        buf_put_varint(&w->scratch, entry.len);
        buf_append_slice(&w->scratch, entry);
        before = number;
    }
    put_string(w->out, run_text(r, t));
    buf_put_varint(&w->out->pending, t->n_postings);
    buf_put_varint(&w->out->pending, wdf);
    put_string(w->out, buf_slice(&w->scratch));
}

static spill_section write_terms(work *w)
{
    spill_section section = {.begin = offset(w->out)};
    for (size_t i = 0; i < w->run->n_terms && !w->scratch.failed; i++)
        write_term(w, &w->sorted[i]);
    section.end = offset(w->out);
    return section;
}

static spill_section write_lengths(work *w)
{
    spill_section section = {.begin = offset(w->out)};
    uint32_t before = 0;
    for (size_t i = 0; i < w->run->n_documents; i++) {
        const run_document *d = &w->run->documents[i];
        buf_put_varint(&w->out->pending, d->number - before);
        buf_put_varint(&w->out->pending, d->length);
        before = d->number;
    }
    put(w->out, (slice){NULL, 0});
    section.end = offset(w->out);
    return section;
}

static void write_slot(work *w, spill_slot *slot)
{
    const run *r = w->run;
    uint32_t before = 0;
    slot->values.begin = offset(w->out);
    for (size_t i = 0; i < r->n_values; i++) {
        const run_value *v = &r->values[i];
        if (v->slot != slot->slot)
            continue;
        buf_put_varint(&w->out->pending, v->document - before);
        put_string(w->out, (slice){r->bytes.data + v->bytes, v->len});
        before = v->document;
    }
    slot->values.end = offset(w->out);
}

/* Notes a slot that some document uses, if it is new. */
static bool add_slot(spilled_run *out, uint32_t slot)
{
    for (size_t i = out->n_slots; i-- > 0;)
        if (out->slots[i].slot == slot)
            return true;
    spill_slot *moved = reallocarray(out->slots, out->n_slots + 1, sizeof *moved);
    if (!moved)
        return false;
    out->slots = moved;
    out->slots[out->n_slots++] = (spill_slot){.slot = slot};
    return true;
}

static bool write_values(work *w, spilled_run *out)
{
    for (size_t i = 0; i < w->run->n_values; i++)
        if (!add_slot(out, w->run->values[i].slot))
            return false;
    for (size_t i = 0; i < out->n_slots; i++)
        write_slot(w, &out->slots[i]);
    return true;
}

static void write_terms_of(work *w, size_t document)
{
    const run *r = w->run;
    size_t begin = r->documents[document].first_posting, end = postings_end(r, document);
    glass_termlist list;
    buf_clear(&w->scratch);
    glass_termlist_begin(&list, &w->scratch, r->documents[document].length,
                         (uint32_t)(end - begin));
    for (size_t i = begin; i < end; i++) {
        const run_posting *p = &r->postings[w->listed[i]];
        glass_termlist_add(&list, run_text(r, &r->terms[p->term]), p->wdf);
    }
    put_string(w->out, buf_slice(&w->scratch));
}

static void write_slots_of(work *w, size_t document)
{
    const run *r = w->run;
    uint32_t slots[DRAFT_SLOTS];
    size_t n = 0;
    size_t end =
        document + 1 < r->n_documents ? r->documents[document + 1].first_value : r->n_values;
    for (size_t i = r->documents[document].first_value; i < end; i++)
        slots[n++] = r->values[i].slot;
    buf_clear(&w->scratch);
    glass_slots_put(&w->scratch, slots, n);
    put_string(w->out, buf_slice(&w->scratch));
}

static void write_document(work *w, size_t document)
{
    const run *r = w->run;
    const run_document *d = &r->documents[document];
    const char *data = r->bytes.data + d->data;
    if (d->whole) {
        put_string(w->out, (slice){data - d->slots_len - d->terms_len, d->terms_len});
        put_string(w->out, (slice){data - d->slots_len, d->slots_len});
    } else {
        write_terms_of(w, document);
        write_slots_of(w, document);
    }
    put_string(w->out, (slice){data, d->data_len});
}

static spill_section write_documents(work *w)
{
    spill_section section = {.begin = offset(w->out)};
    uint32_t before = 0;
    for (size_t i = 0; i < w->run->n_documents && !w->scratch.failed; i++) {
        const run_document *d = &w->run->documents[i];
        if (d->same)
            continue;
        buf_put_varint(&w->out->pending, d->number - before);
        write_document(w, i);
        before = d->number;
    }
    section.end = offset(w->out);
    return section;
}

static bool allocate(work *w)
{
    const run *r = w->run;
    size_t next = r->n_terms > r->n_documents ? r->n_terms : r->n_documents;
    w->sorted = reallocarray(NULL, r->n_terms + 1, sizeof *w->sorted);
    w->grouped = reallocarray(NULL, r->n_postings + 1, sizeof *w->grouped);
    w->next = reallocarray(NULL, next + 1, sizeof *w->next);
    w->listed = reallocarray(NULL, r->n_postings + 1, sizeof *w->listed);
    return w->sorted && w->grouped && w->next && w->listed;
}

/* Everything but the error; false when memory has run out. */
static bool write_run(work *w, spilled_run *out)
{
    if (!allocate(w))
        return false;
    sort_terms(w);
    group_postings(w);
    out->last = out->kept = w->run->documents[w->run->n_documents - 1].number;
    out->wdf = w->run->wdf;
    out->terms = write_terms(w);
    out->lengths = write_lengths(w);
    if (!write_values(w, out))
        return false;
    out->stored = write_documents(w);
    flush(w->out);
    return !w->scratch.failed;
}

dossier_status spill_write(spill *s, const run *r, dossier_error *error)
{
    work w = {.run = r, .out = s, .scratch = BUF_INIT((size_t)1 << 40)};
    dossier_status status = DOSSIER_OK;
    spilled_run *moved = reallocarray(s->runs, s->n_runs + 1, sizeof *moved);
    if (!moved)
        return error_no_memory(error);
    s->runs = moved;
    spilled_run *out = &s->runs[s->n_runs++];
    *out = (spilled_run){0};
    if (!write_run(&w, out) || s->error == ENOMEM)
        status = error_no_memory(error);
    else if (s->error)
        status = error_errno(error, s->error, "%s can't be written", s->path);
    free(w.sorted);
    free(w.grouped);
    free(w.next);
    free(w.listed);
    buf_free(&w.scratch);
    return status;
}
