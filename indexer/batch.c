/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Many changes at once: a new generation with the documents of the one in use, less those of files
 * that changed or are gone, and behind them those that were read. Files that did not change are not
 * read; one that was renamed is read again.
 */
#include <stdlib.h>
#include <string.h>

#include "indexer/builder.h"
#include "indexer/tables.h"
#include "store/error.h"

/*
 * Writing the tables anew costs about the same whatever changed; what Xapian's writer costs grows
 * with the changes. Of 107,271 files (an index of 1.27 GB; two cores, a disk of 250 MB/s), seconds
 * of both, and of processor time:
 *
 *   changed   writer         new generation
 *    0.5 %     8.4  (5.3)    21.6  (9.4)
 *    1 %      11.4 (10.4)    10.8  (9.6)
 *    2 %      33.4 (16.6)    18.8 (11.8)
 *    5 %                     15.5 (13.7)
 *
 * The floor keeps a small index from being written anew for a handful of files; it is not measured.
 */
enum { BATCH_MIN_FILES = 100, BATCH_SHARE = 100 /* one in so many */ };

bool builder_is_batch(const dossier_builder *b, const survey *s)
{
    size_t touched = s->n_jobs + s->n_gone;
    return touched >= BATCH_MIN_FILES && touched >= b->files.live / BATCH_SHARE;
}

/* A renamed file is read like a new one that takes the place of the old. */
static void read_renamed(survey *s)
{
    for (size_t i = 0; i < s->n_jobs; i++) {
        job *j = &s->jobs[i];
        if (j->kind != JOB_RENAME)
            continue;
        j->file.failure = (slice){NULL, 0};
        j->file.failed = 0;
        s->job_bytes += j->file.size;
    }
}

static void remove_runs(bulk *target, const manifest_run *runs, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        bulk_remove(target, runs[i]);
}

/* Brings the list of files to what the new generation holds, and takes out what it does not. Names
 * that go make room first: a file may have moved onto the place of another. */
static dossier_status apply_to_list(dossier_builder *b, const survey *s, bulk *target)
{
    dossier_status status = DOSSIER_OK;
    for (size_t i = 0; i < s->n_gone; i++) {
        const manifest_file *file = manifest_find(&b->files, s->gone[i]);
        if (file)
            remove_runs(target, file->runs, file->n_runs);
        manifest_remove(&b->files, s->gone[i]);
    }
    for (size_t i = 0; i < s->n_jobs; i++)
        if (s->jobs[i].done && s->jobs[i].kind == JOB_RENAME)
            manifest_remove(&b->files, s->jobs[i].old_path);
    for (size_t i = 0; i < s->n_jobs && status == DOSSIER_OK; i++) {
        const job *j = &s->jobs[i];
        if (!j->done)
            continue;
        if (j->same) {
            status = builder_settle(b, j);
            continue;
        }
        remove_runs(target, j->known_runs, j->n_known_runs);
        status = manifest_put(&b->files, &j->file);
    }
    return status;
}

/* The list as the generation in use has it. */
static void restore_list(dossier_builder *b)
{
    manifest files;
    char language[16];
    manifest_init(&files);
    if (manifest_open(&files, b->generation, b->index, language, NULL) != DOSSIER_OK) {
        manifest_free(&files);
        return;
    }
    manifest_free(&b->files);
    b->files = files;
}

static dossier_status write_all(dossier_builder *b, survey *s, bulk *target,
                                const uint32_t *documents, size_t n_parts, dossier_error *error)
{
    const dossier_progress writing = {.files_found = s->files,
                                      .files_total = s->n_jobs,
                                      .files_done = s->n_jobs,
                                      .bytes_total = s->job_bytes,
                                      .bytes_done = s->job_bytes,
                                      .stage = "writing"};
    builder_tick(b, &writing);
    dossier_status status = apply_to_list(b, s, target);
    if (status != DOSSIER_OK)
        return error_no_memory(error);
    status = bulk_finish(target, documents, n_parts, &b->files, error);
    if (status == DOSSIER_OK)
        memset(b->files.dirty, 0, sizeof b->files.dirty);
    return status;
}

static dossier_status begin(dossier_builder *b, bulk **target, xapian_docid *last,
                            dossier_error *error)
{
    dossier_status status = builder_facts_usable(b, error);
    if (status == DOSSIER_OK)
        status = builder_lock(b, error);
    /* Changes that wait for a commit belong to the documents that are there. */
    if (status == DOSSIER_OK)
        status = builder_flush(b, true, error);
    if (status == DOSSIER_OK)
        status = bulk_create(b->index, b->language, target, error);
    if (status == DOSSIER_OK)
        status = bulk_continue(*target, b->generation, last, error);
    return status == DOSSIER_OK ? bulk_keep(*target, TABLES_COMPILED, error) : status;
}

/* Whether any document comes or goes: a file may have been touched and say what it said. */
static bool is_change(const survey *s)
{
    for (size_t i = 0; i < s->n_jobs; i++)
        if (s->jobs[i].done && !s->jobs[i].same)
            return true;
    return s->n_gone > 0;
}

/* Nothing but the times of files: the list is all that is written. */
static dossier_status settle_all(dossier_builder *b, const survey *s, dossier_error *error)
{
    dossier_status status = builder_changes(b, error);
    for (size_t i = 0; i < s->n_jobs && status == DOSSIER_OK; i++)
        if (s->jobs[i].done && builder_settle(b, &s->jobs[i]) != DOSSIER_OK)
            status = error_no_memory(error);
    return status == DOSSIER_OK ? builder_flush(b, true, error) : status;
}

/* Writes what was read and switches to it. */
static dossier_status finish(dossier_builder *b, survey *s, bulk *target, const uint32_t *documents,
                             size_t n_parts, dossier_error *error)
{
    if (!is_change(s))
        return settle_all(b, s, error);
    dossier_status status = write_all(b, s, target, documents, n_parts, error);
    if (status == DOSSIER_OK)
        return builder_adopt(b, error);
    restore_list(b);
    return status;
}

dossier_status builder_batch(dossier_builder *b, survey *s, dossier_report *report,
                             dossier_error *error)
{
    bulk *target = NULL;
    uint32_t *documents = NULL;
    size_t n_parts = 0;
    xapian_docid last = 0;
    double start = builder_clock(), read = start;
    dossier_status status = begin(b, &target, &last, error), stopped = DOSSIER_OK;
    if (status == DOSSIER_OK) {
        read_renamed(s);
        status = builder_read(b, s, target, last, &documents, &n_parts, error);
        read = builder_clock();
    }
    if (status == DOSSIER_INTERRUPTED) {
        /* What was read to its end is kept. */
        stopped = status;
        status = DOSSIER_OK;
    }
    if (status == DOSSIER_OK)
        status = finish(b, s, target, documents, n_parts, error);
    if (status == DOSSIER_OK)
        builder_report_all(b, s, report);
    report->seconds_reading = read - start;
    report->seconds_writing = builder_clock() - read;
    free(documents);
    bulk_free(target);
    return status == DOSSIER_OK ? stopped : status;
}
