/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Posting lists and positions: the runs' terms, each in byte order, by way of a heap. */
#include <stdlib.h>
#include <string.h>

#include "glass/postlist.h"
#include "store/error.h"
#include "store/merge.h"
#include "store/merge_old_terms.h"

/* Where one source stands: at a term, its postings next. */
typedef struct cursor {
    run_reader reader;
    uint32_t base;
    uint32_t kept; /* the number of the last document of the run that counts */
    bool cut;      /* it has others behind */
    uint64_t head; /* the term's first 8 bytes as a number */
    uint16_t len;
    char text[GLASS_TERM_MAX];
    uint32_t n_postings;
    uint64_t wdf;
    uint64_t next_term; /* offset in the file */
} cursor;

typedef struct merging {
    cursor *cursors;
    cursor **heap; /* those that have a term, the least on top */
    size_t n_heap;
    cursor **same; /* those that stand at the same term, in the order of sources */
    glass_table *position;
    glass_stats *stats;
    merge_old_terms old; /* whose documents all come before those of the sources */
    glass_postlist list;
} merging;

static slice term_of(const cursor *c)
{
    return (slice){c->text, c->len};
}

static int compare(const cursor *a, const cursor *b)
{
    if (a->head != b->head)
        return a->head < b->head ? -1 : 1;
    return slice_compare(term_of(a), term_of(b));
}

/* By term, then in the order of sources. */
static bool comes_before(const cursor *a, const cursor *b)
{
    int order = compare(a, b);
    return order ? order < 0 : a < b;
}

/* Of the postings that follow, counts those of documents that are kept. */
static void count_kept(cursor *c)
{
    uint64_t begin = run_reader_tell(&c->reader);
    uint64_t document = 0;
    c->n_postings = 0;
    c->wdf = 0;
    while (!c->reader.error && run_reader_tell(&c->reader) < c->next_term) {
        document += run_reader_number(&c->reader);
        uint64_t wdf = run_reader_number(&c->reader);
        run_reader_skip(&c->reader, run_reader_number(&c->reader));
        if (document > c->kept)
            break;
        c->n_postings++;
        c->wdf += wdf;
    }
    run_reader_seek(&c->reader, c->n_postings ? begin : c->next_term);
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

/* Goes to the next term that has postings; false at the end and after an error. */
static bool advance(cursor *c)
{
    while (run_reader_more(&c->reader)) {
        slice text = run_reader_bytes(&c->reader, run_reader_number(&c->reader));
        if (text.len == 0 || text.len > GLASS_TERM_MAX)
            break;
        memcpy(c->text, text.data, text.len);
        c->len = (uint16_t)text.len;
        c->head = head_of(text);
        c->n_postings = (uint32_t)run_reader_number(&c->reader);
        c->wdf = run_reader_number(&c->reader);
        uint64_t bytes = run_reader_number(&c->reader);
        c->next_term = run_reader_tell(&c->reader) + bytes;
        if (c->cut)
            count_kept(c);
        if (c->reader.error)
            break;
        if (c->n_postings)
            return true;
    }
    return false;
}

static void push(merging *m, cursor *c)
{
    size_t at = m->n_heap++;
    for (; at > 0 && comes_before(c, m->heap[(at - 1) / 2]); at = (at - 1) / 2)
        m->heap[at] = m->heap[(at - 1) / 2];
    m->heap[at] = c;
}

static cursor *pop(merging *m)
{
    cursor *top = m->heap[0];
    cursor *last = m->heap[--m->n_heap];
    size_t at = 0;
    for (size_t child = 1; child < m->n_heap; child = 2 * at + 1) {
        if (child + 1 < m->n_heap && comes_before(m->heap[child + 1], m->heap[child]))
            child++;
        if (!comes_before(m->heap[child], last))
            break;
        m->heap[at] = m->heap[child];
        at = child;
    }
    m->heap[at] = last;
    return top;
}

/* Writes the postings of one source. key: the term's, ready for docids behind it. */
static void copy_postings(merging *m, cursor *c, char *key, size_t key_len)
{
    uint64_t document = 0;
    for (uint32_t i = 0; i < c->n_postings && !c->reader.error; i++) {
        document += run_reader_number(&c->reader);
        uint32_t wdf = (uint32_t)run_reader_number(&c->reader);
        slice entry = run_reader_bytes(&c->reader, run_reader_number(&c->reader));
        uint32_t docid = c->base + (uint32_t)document;
        if (wdf > m->stats->wdf_upper_bound)
            m->stats->wdf_upper_bound = wdf;
        glass_postlist_add(&m->list, docid, wdf);
        if (entry.len)
            glass_table_add(m->position, key, key_len + glass_key_uint(key + key_len, docid),
                            entry);
    }
    if (c->cut)
        run_reader_seek(&c->reader, c->next_term);
}

/* Writes the old postings that are kept, and leaves out the positions of the others. */
static void copy_old(merging *m, char *key, size_t key_len)
{
    const merge_old_terms *old = &m->old;
    for (size_t i = 0; i < old->n_kept; i++) {
        if (old->kept[i].wdf > m->stats->wdf_upper_bound)
            m->stats->wdf_upper_bound = old->kept[i].wdf;
        glass_postlist_add(&m->list, old->kept[i].docid, old->kept[i].wdf);
    }
    for (size_t i = 0; i < old->n_removed; i++)
        glass_table_drop(m->position, key,
                         key_len + glass_key_uint(key + key_len, old->removed[i]));
}

/* How the old term in hand compares with the least of the sources. */
static int compare_old(const merging *m)
{
    if (!m->n_heap || !m->old.more)
        return m->n_heap ? 1 : -1;
    return slice_compare((slice){m->old.text, m->old.len}, term_of(m->heap[0]));
}

/* Takes the sources that stand at the least term off the heap: how many, into m->same. */
static size_t pop_same(merging *m, uint32_t *termfreq, uint64_t *wdf)
{
    size_t n = 0;
    do {
        m->same[n] = pop(m);
        *termfreq += m->same[n]->n_postings;
        *wdf += m->same[n]->wdf;
        n++;
    } while (m->n_heap && compare(m->heap[0], m->same[0]) == 0);
    return n;
}

/* Writes the least term and moves all that stood at it on. */
static dossier_status merge_term(merging *m, glass_table *postlist, dossier_error *error)
{
    char key[GLASS_KEY_MAX];
    int order = compare_old(m);
    bool from_old = order <= 0;
    uint32_t termfreq = from_old ? (uint32_t)m->old.n_kept : 0;
    uint64_t wdf = from_old ? m->old.wdf : 0;
    size_t n = order >= 0 ? pop_same(m, &termfreq, &wdf) : 0;
    slice term = n ? term_of(m->same[0]) : (slice){m->old.text, m->old.len};
    size_t key_len = glass_key_string(key, term, true);
    glass_postlist_begin(&m->list, postlist, term, termfreq,
                         wdf < UINT32_MAX ? (uint32_t)wdf : UINT32_MAX);
    if (from_old)
        copy_old(m, key, key_len);
    for (size_t i = 0; i < n; i++)
        copy_postings(m, m->same[i], key, key_len);
    glass_postlist_end(&m->list);
    for (size_t i = 0; i < n; i++)
        if (advance(m->same[i]))
            push(m, m->same[i]);
    return from_old ? merge_old_terms_next(&m->old, error) : DOSSIER_OK;
}

static bool allocate(merging *m, size_t n)
{
    m->cursors = calloc(n + 1, sizeof *m->cursors);
    m->heap = calloc(n + 1, sizeof(cursor *));
    m->same = calloc(n + 1, sizeof(cursor *));
    return m->cursors && m->heap && m->same;
}

static void start(merging *m, const merge *sources)
{
    for (size_t i = 0; i < sources->n_sources; i++) {
        const merge_source *from = &sources->sources[i];
        cursor *c = &m->cursors[i];
        merge_reader(sources, i, from->run->terms, &c->reader);
        c->base = from->base;
        c->kept = from->run->kept;
        c->cut = from->run->kept < from->run->last;
        if (advance(c))
            push(m, c);
    }
}

dossier_status merge_terms(const merge *sources, glass_table *postlist, glass_table *position,
                           glass_stats *stats, dossier_error *error)
{
    merging m = {.position = position, .stats = stats};
    dossier_status status = merge_old_terms_open(&m.old, sources->old, error);
    if (status == DOSSIER_OK && !allocate(&m, sources->n_sources))
        status = error_no_memory(error);
    if (status != DOSSIER_OK)
        goto done;
    start(&m, sources);
    while (status == DOSSIER_OK && (m.n_heap || m.old.more) && !postlist->error && !position->error)
        status = merge_term(&m, postlist, error);
    for (size_t i = 0; i < sources->n_sources; i++) {
        dossier_status got =
            merge_reader_end(&m.cursors[i].reader, status == DOSSIER_OK ? error : NULL);
        status = status == DOSSIER_OK ? got : status;
    }
done:
    merge_old_terms_close(&m.old);
    free(m.cursors);
    free(m.heap);
    free(m.same);
    return status;
}
