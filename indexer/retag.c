/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tags from changed tables: a new generation of the documents in the index, with the ids that they
 * have. Threads make the tags of ranges of documents anew from the stored texts; all else is taken
 * over from the tables of the generation in use.
 */
#include <stdatomic.h>
#include <stdlib.h>

#include "indexer/builder.h"
#include "indexer/team.h"
#include "store/document_pass.h"
#include "store/error.h"

enum {
    MIN_RANGE = 64, /* ids: small, so that the threads finish together */
    MAX_PARTS = 64  /* each is an open file while they are merged */
};

typedef struct retagging {
    dossier_builder *b;
    bulk *target;
    uint32_t range; /* ids of a part; the last one may have fewer */
    uint32_t n_parts;
    uint64_t memory_each;
    atomic_uint_fast64_t documents, bytes;
} retagging;

/* A thread's tools. */
typedef struct tools {
    retagging *r;
    loader *loader;
    document_pass *from;
} tools;

static dossier_status take_tools(void *ctx, void **out, dossier_error *error)
{
    retagging *r = ctx;
    tools *t = calloc(1, sizeof *t);
    *out = t;
    if (!t)
        return error_no_memory(error);
    t->r = r;
    dossier_status status = loader_create(&r->b->loader, &t->loader);
    return status == DOSSIER_OK ? document_pass_open(r->b->generation, &t->from, error) : status;
}

static void drop_tools(void *ctx)
{
    tools *t = ctx;
    if (!t)
        return;
    loader_free(t->loader);
    document_pass_free(t->from);
    free(t);
}

static dossier_status retag_document(tools *t, bulk_part *part, uint32_t number,
                                     const stored_document *old, dossier_error *error)
{
    const draft *d;
    uint64_t text;
    dossier_status status = loader_retag(t->loader, old->data, &d, &text);
    if (status == DOSSIER_NO_MEMORY)
        return error_no_memory(error);
    if (status != DOSSIER_OK)
        return error_set(error, status, "the stored document %u can't be read", old->docid);
    atomic_fetch_add(&t->r->documents, 1);
    atomic_fetch_add(&t->r->bytes, text);
    return bulk_part_retag(part, number, old, d, t->r->memory_each, error);
}

static dossier_status retag_range(const team *crew, tools *t, bulk_part *part, uint32_t before,
                                  dossier_error *error)
{
    stored_document old;
    bool more;
    dossier_status status = document_pass_seek(t->from, before + 1, error);
    while (status == DOSSIER_OK) {
        if (team_stopping(crew))
            return DOSSIER_INTERRUPTED;
        status = document_pass_next(t->from, &old, &more, error);
        if (status != DOSSIER_OK || !more || old.docid - before > t->r->range)
            break;
        status = retag_document(t, part, old.docid - before, &old, error);
    }
    return status;
}

static dossier_status retag_part(const team *crew, void *ctx, size_t number, dossier_error *error)
{
    tools *t = ctx;
    bulk_part *part;
    uint32_t used;
    dossier_status status = bulk_part_open(t->r->target, number, &part, error);
    if (status != DOSSIER_OK)
        return status;
    status = retag_range(crew, t, part, (uint32_t)number * t->r->range, error);
    dossier_status closed = bulk_part_close(part, &used, status == DOSSIER_OK ? error : NULL);
    return status == DOSSIER_OK ? closed : status;
}

static void tell(retagging *r, const char *stage, dossier_progress *told)
{
    *told = (dossier_progress){.files_found = r->b->files.live,
                               .documents = atomic_load(&r->documents),
                               .bytes_done = atomic_load(&r->bytes),
                               .stage = stage};
}

static bool on_tick(void *ctx)
{
    retagging *r = ctx;
    dossier_progress told;
    tell(r, "reading", &told);
    return builder_tick(r->b, &told);
}

/* Cuts the ids into ranges. */
static dossier_status measure(retagging *r, dossier_error *error)
{
    document_pass *from;
    dossier_status status = document_pass_open(r->b->generation, &from, error);
    if (status != DOSSIER_OK)
        return status;
    uint32_t last = document_pass_last(from);
    document_pass_free(from);
    r->range = last / MAX_PARTS + 1;
    r->range = r->range < MIN_RANGE ? MIN_RANGE : r->range;
    r->n_parts = last / r->range + 1;
    return DOSSIER_OK;
}

static dossier_status read_all(retagging *r, dossier_error *error)
{
    const team_work work = {take_tools, retag_part, drop_tools, on_tick, r};
    unsigned threads = team_size(r->b->options.jobs);
    r->memory_each = builder_memory(r->b) / 2 / threads;
    dossier_status status = team_run(threads, r->n_parts, &work, error);
    if (status == DOSSIER_INTERRUPTED)
        error_set(error, status, "stopped; the index is as it was before");
    return status;
}

static dossier_status write_all(retagging *r, dossier_error *error)
{
    dossier_progress told;
    uint32_t *ids = calloc(r->n_parts, sizeof *ids);
    if (!ids)
        return error_no_memory(error);
    for (uint32_t i = 0; i < r->n_parts; i++)
        ids[i] = r->range;
    tell(r, "writing", &told);
    builder_tick(r->b, &told);
    dossier_status status = bulk_finish(r->target, ids, r->n_parts, NULL, error);
    free(ids);
    return status;
}

/* Everything up to the switch. */
static dossier_status retag(retagging *r, dossier_report *report, dossier_error *error)
{
    dossier_builder *b = r->b;
    double start = builder_clock();
    dossier_status status = builder_facts_compile(b, error);
    if (status == DOSSIER_OK)
        status = bulk_create(b->index, b->language, &r->target, error);
    if (status == DOSSIER_OK)
        status = bulk_retag(r->target, b->generation, error);
    if (status == DOSSIER_OK)
        status = builder_facts_attach(b, r->target, error);
    if (status == DOSSIER_OK)
        status = measure(r, error);
    if (status == DOSSIER_OK)
        status = read_all(r, error);
    double read = builder_clock();
    if (status == DOSSIER_OK)
        status = write_all(r, error);
    report->seconds_reading = read - start;
    report->seconds_writing = builder_clock() - read;
    return status;
}

dossier_status builder_retag(dossier_builder *b, dossier_report *report, dossier_error *error)
{
    retagging r = {.b = b};
    dossier_status status = builder_lock(b, error);
    /* Changes that wait for a commit belong to the documents that are there. */
    if (status == DOSSIER_OK)
        status = builder_flush(b, true, error);
    if (status == DOSSIER_OK)
        status = retag(&r, report, error);
    if (status == DOSSIER_OK)
        status = builder_adopt(b, error);
    if (status != DOSSIER_OK)
        builder_facts_open(b, NULL);
    report->documents = atomic_load(&r.documents);
    report->bytes = atomic_load(&r.bytes);
    bulk_free(r.target);
    return status;
}
