/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The values of all documents: a slot's statistics are known, and written, before its stream. */
#include <stdlib.h>
#include <string.h>

#include "glass/values.h"
#include "store/error.h"
#include "store/merge.h"

typedef struct slot_stats {
    uint32_t slot;
    uint32_t frequency;
    buf lower, upper;
} slot_stats;

typedef struct slot_list {
    slot_stats *slots;
    size_t n;
} slot_list;

/* What to do with a value; false when memory has run out. */
typedef bool (*value_visitor)(uint32_t docid, slice value, void *ctx);

static void free_slots(slot_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        buf_free(&list->slots[i].lower);
        buf_free(&list->slots[i].upper);
    }
    free(list->slots);
}

/* The slot, which is noted if it is new; NULL when memory has run out. */
static slot_stats *add_slot(slot_list *list, uint32_t slot)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->slots[i].slot == slot)
            return &list->slots[i];
    slot_stats *moved = reallocarray(list->slots, list->n + 1, sizeof *moved);
    if (!moved)
        return NULL;
    list->slots = moved;
    moved += list->n++;
    *moved = (slot_stats){slot, 0, BUF_INIT(SIZE_MAX / 2), BUF_INIT(SIZE_MAX / 2)};
    return moved;
}

static bool gather_slots(const merge *m, slot_list *list)
{
    for (size_t i = 0; i < m->n_sources; i++)
        for (size_t k = 0; k < m->sources[i].run->n_slots; k++)
            if (!add_slot(list, m->sources[i].run->slots[k].slot))
                return false;
    return true;
}

static bool copy(buf *to, slice value)
{
    buf_clear(to);
    buf_append_slice(to, value);
    return !to->failed;
}

static bool count(uint32_t docid, slice value, void *ctx)
{
    slot_stats *s = ctx;
    bool good = true;
    (void)docid;
    if (s->frequency == 0 || slice_compare(value, buf_slice(&s->lower)) < 0)
        good = copy(&s->lower, value);
    if (s->frequency == 0 || slice_compare(value, buf_slice(&s->upper)) > 0)
        good = copy(&s->upper, value) && good;
    s->frequency++;
    return good;
}

static bool count_old(uint32_t slot, uint32_t docid, slice value, void *ctx)
{
    slot_stats *s = add_slot(ctx, slot);
    return s && count(docid, value, s);
}

static bool stream(uint32_t docid, slice value, void *ctx)
{
    glass_values_add(ctx, docid, value);
    return true;
}

static bool stream_old(uint32_t slot, uint32_t docid, slice value, void *ctx)
{
    (void)slot;
    return stream(docid, value, ctx);
}

static dossier_status visit_section(const merge *m, size_t source, spill_section section,
                                    value_visitor visit, void *ctx, dossier_error *error)
{
    const merge_source *from = &m->sources[source];
    run_reader reader;
    uint64_t document = 0;
    bool good = true;
    merge_reader(m, source, section, &reader);
    while (good && run_reader_more(&reader)) {
        document += run_reader_number(&reader);
        slice value = run_reader_bytes(&reader, run_reader_number(&reader));
        if (reader.error || document > from->run->kept)
            break;
        good = visit(from->base + (uint32_t)document, value, ctx);
    }
    dossier_status status = merge_reader_end(&reader, error);
    return good ? status : error_no_memory(error);
}

/* Shows all values of a slot, in the order of documents. */
static dossier_status visit_slot(const merge *m, uint32_t slot, value_visitor visit, void *ctx,
                                 dossier_error *error)
{
    dossier_status status = DOSSIER_OK;
    for (size_t i = 0; i < m->n_sources; i++) {
        const spilled_run *from = m->sources[i].run;
        for (size_t k = 0; k < from->n_slots && status == DOSSIER_OK; k++)
            if (from->slots[k].slot == slot)
                status = visit_section(m, i, from->slots[k].values, visit, ctx, error);
    }
    return status;
}

typedef size_t (*slot_key)(char *out, uint32_t slot);

static size_t chunk_key(char *out, uint32_t slot)
{
    return glass_key_value_chunk(out, slot, 0);
}

static int compare_keys(const slot_stats *a, const slot_stats *b, slot_key key)
{
    char x[GLASS_KEY_MAX], y[GLASS_KEY_MAX];
    slice first = {x, key(x, a->slot)};
    slice second = {y, key(y, b->slot)};
    return slice_compare(first, second);
}

static int by_stats_key(const void *a, const void *b)
{
    return compare_keys(a, b, glass_key_value_stats);
}

static int by_chunk_key(const void *a, const void *b)
{
    return compare_keys(a, b, chunk_key);
}

static dossier_status write_stats(const merge *m, slot_list *list, glass_table *postlist,
                                  dossier_error *error)
{
    dossier_status status = DOSSIER_OK;
    if (list->n)
        qsort(list->slots, list->n, sizeof *list->slots, by_stats_key);
    for (size_t i = 0; i < list->n && status == DOSSIER_OK; i++) {
        slot_stats *s = &list->slots[i];
        status = visit_slot(m, s->slot, count, s, error);
        if (status == DOSSIER_OK && s->frequency)
            glass_values_stats(postlist, s->slot, s->frequency, buf_slice(&s->lower),
                               buf_slice(&s->upper));
    }
    return status;
}

static dossier_status write_streams(const merge *m, slot_list *list, glass_table *postlist,
                                    dossier_error *error)
{
    glass_values values;
    dossier_status status = DOSSIER_OK;
    glass_values_init(&values, postlist);
    if (list->n)
        qsort(list->slots, list->n, sizeof *list->slots, by_chunk_key);
    for (size_t i = 0; i < list->n && status == DOSSIER_OK; i++) {
        glass_values_begin(&values, list->slots[i].slot);
        if (m->old && m->old->removed)
            status = merge_old_slot(m->old, list->slots[i].slot, stream_old, &values, error);
        if (status == DOSSIER_OK)
            status = visit_slot(m, list->slots[i].slot, stream, &values, error);
        glass_values_end(&values);
    }
    glass_values_free(&values);
    return status;
}

dossier_status merge_values(const merge *m, glass_table *postlist, dossier_error *error)
{
    slot_list list = {NULL, 0};
    dossier_status status = gather_slots(m, &list) ? DOSSIER_OK : error_no_memory(error);
    if (status == DOSSIER_OK && m->old)
        status = merge_old_values(m->old, count_old, &list, error);
    if (status == DOSSIER_OK)
        status = write_stats(m, &list, postlist, error);
    if (status == DOSSIER_OK)
        status = write_streams(m, &list, postlist, error);
    free_slots(&list);
    return status;
}
