/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A whole new generation: the first build, and --rebuild. */
#include <stdlib.h>
#include <string.h>

#include "indexer/builder.h"
#include "indexer/parallel.h"
#include "indexer/team.h"
#include "store/bulk.h"
#include "store/error.h"
#include "store/place.h"

typedef struct watch {
    dossier_builder *b;
    const survey *s;
} watch;

static bool on_progress(const parallel_progress *progress, void *ctx)
{
    const watch *w = ctx;
    const dossier_progress told = {.files_found = w->s->files,
                                   .files_total = w->s->n_jobs,
                                   .files_done = progress->files,
                                   .bytes_total = w->s->job_bytes,
                                   .bytes_done = progress->bytes,
                                   .documents = progress->documents,
                                   .current = progress->current,
                                   .stage = "reading"};
    return builder_tick(w->b, &told);
}

/* Documents that came from no file are made anew from their stored records, into one more part. */
static dossier_status carry_handed(dossier_builder *b, bulk *target, size_t number, uint32_t base,
                                   uint32_t *documents, manifest *fresh, dossier_error *error)
{
    bulk_part *part = NULL;
    writer *old = NULL;
    dossier_status status = builder_tools(b, error);
    for (size_t i = 0; i < b->files.count && status == DOSSIER_OK; i++) {
        manifest_file entry = b->files.files[i];
        xapian_docid docid;
        slice stored;
        const draft *d;
        if (!entry.path.data || !entry.handed || !entry.n_runs)
            continue;
        if (!part) {
            status = bulk_part_open(target, number, &part, error);
            if (status == DOSSIER_OK)
                status = writer_open(b->generation, &old, error);
            if (status != DOSSIER_OK)
                break;
        }
        status = writer_stored(old, entry.runs[0].first, &stored, error);
        if (status == DOSSIER_OK) {
            status = loader_again(b->tools, stored, &d);
            if (status != DOSSIER_OK)
                error_set(error, status, "the stored document %u can't be read",
                          entry.runs[0].first);
        }
        if (status == DOSSIER_OK)
            status = bulk_part_add(part, d, builder_memory(b), &docid, error);
        if (status == DOSSIER_OK) {
            manifest_run run = {base + docid, 1};
            entry.runs = &run;
            entry.n_runs = 1;
            if (manifest_put(fresh, &entry) != DOSSIER_OK)
                status = error_no_memory(error);
        }
    }
    if (part) {
        dossier_status closed = bulk_part_close(part, documents, error);
        status = status == DOSSIER_OK ? closed : status;
    }
    writer_free(old);
    return status;
}

static dossier_status list_files(const survey *s, manifest *fresh)
{
    dossier_status status = DOSSIER_OK;
    for (size_t i = 0; i < s->n_jobs && status == DOSSIER_OK; i++)
        if (s->jobs[i].done)
            status = manifest_put(fresh, &s->jobs[i].file);
    return status;
}

static dossier_status adopt(dossier_builder *b, manifest *fresh, dossier_error *error)
{
    manifest_free(&b->files);
    b->files = *fresh;
    memset(b->files.dirty, 0, sizeof b->files.dirty);
    manifest_init(fresh);
    return builder_adopt(b, error);
}

dossier_status builder_read(dossier_builder *b, survey *s, bulk *target, uint32_t first,
                            uint32_t **documents, size_t *n_parts, dossier_error *error)
{
    watch w = {b, s};
    const parallel_options options = {
        .threads = team_size(b->options.jobs),
        .first = first,
        .memory = builder_memory(b) / 2,
        .loader = &b->loader,
        .progress = on_progress,
        .ctx = &w,
    };
    return parallel_read(target, s->jobs, s->n_jobs, &options, documents, n_parts, error);
}

void builder_report_all(const dossier_builder *b, const survey *s, dossier_report *report)
{
    for (size_t i = 0; i < s->n_gone; i++)
        builder_event(b, DOSSIER_EVENT_REMOVED, s->gone[i], (slice){NULL, 0});
    report->removed += s->n_gone;
    for (size_t i = 0; i < s->n_jobs; i++)
        if (s->jobs[i].done)
            builder_report_job(b, &s->jobs[i], report);
}

dossier_status builder_rebuild(dossier_builder *b, survey *s, dossier_report *report,
                               dossier_error *error)
{
    bulk *target = NULL;
    uint32_t *documents = NULL;
    size_t n_parts = 0;
    uint32_t base = 0;
    manifest fresh;
    manifest_init(&fresh);
    double start = builder_clock(), read = start;
    dossier_status status = builder_lock(b, error), stopped = DOSSIER_OK;
    if (status == DOSSIER_OK)
        status = builder_facts_compile(b, error);
    if (status == DOSSIER_OK)
        status = bulk_create(b->index, b->language, &target, error);
    if (status == DOSSIER_OK)
        status = builder_facts_attach(b, target, error);
    if (status != DOSSIER_OK)
        goto done;
    status = builder_read(b, s, target, 0, &documents, &n_parts, error);
    read = builder_clock();
    if (status == DOSSIER_INTERRUPTED && b->generation) {
        /* Half a rebuild is worth less than the whole index that is there. */
        error_set(error, status, "stopped; the index is as it was before");
        goto done;
    }
    if (status == DOSSIER_INTERRUPTED) {
        stopped = status;
        status = DOSSIER_OK;
    }
    if (status != DOSSIER_OK)
        goto done;
    for (size_t i = 0; i < n_parts; i++)
        base += documents[i];
    if (list_files(s, &fresh) != DOSSIER_OK)
        status = error_no_memory(error);
    if (status == DOSSIER_OK)
        status = carry_handed(b, target, n_parts, base, &documents[n_parts], &fresh, error);
    if (status == DOSSIER_OK) {
        const dossier_progress writing = {.files_found = s->files,
                                          .files_total = s->n_jobs,
                                          .files_done = s->n_jobs,
                                          .bytes_total = s->job_bytes,
                                          .bytes_done = s->job_bytes,
                                          .documents = base,
                                          .stage = "writing"};
        builder_tick(b, &writing);
        status = bulk_finish(target, documents, n_parts + 1, &fresh, error);
    }
    if (status == DOSSIER_OK)
        status = adopt(b, &fresh, error);
    if (status == DOSSIER_OK)
        builder_report_all(b, s, report);
done:
    if (status != DOSSIER_OK)
        builder_facts_open(b, NULL);
    report->seconds_reading = read - start;
    report->seconds_writing = builder_clock() - read;
    manifest_free(&fresh);
    free(documents);
    bulk_free(target);
    return status == DOSSIER_OK ? stopped : status;
}
