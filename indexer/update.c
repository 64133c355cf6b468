/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bringing an index up to date with folders: the survey, then small changes in place. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/builder.h"
#include "store/error.h"
#include "store/place.h"

typedef struct adding {
    dossier_builder *b;
    dossier_error *error;
} adding;

static dossier_status on_document(const draft *d, uint32_t *docid, void *ctx)
{
    adding *a = ctx;
    return writer_add(a->b->changes, d, docid, a->error);
}

static bool asked_to_stop(void *ctx)
{
    return ((adding *)ctx)->b->stop;
}

static dossier_status delete_runs(dossier_builder *b, const manifest_run *runs, uint32_t n,
                                  dossier_error *error)
{
    dossier_status status = DOSSIER_OK;
    for (uint32_t i = 0; i < n && status == DOSSIER_OK; i++)
        status = writer_delete(b->changes, runs[i], error);
    return status;
}

static dossier_status read_file(dossier_builder *b, job *j, dossier_error *error)
{
    adding a = {b, error};
    const loader_sink sink = {on_document, asked_to_stop, &a};
    dossier_status status = loader_read(b->tools, j, &sink);
    if (status == DOSSIER_NO_MEMORY)
        error_no_memory(error);
    if (status != DOSSIER_OK) {
        /* Cut short: what was added of it goes again, the documents it had stay. */
        dossier_status undone = delete_runs(b, j->file.runs, j->file.n_runs, error);
        return undone == DOSSIER_OK ? status : undone;
    }
    if (j->same)
        return builder_settle(b, j) == DOSSIER_OK ? DOSSIER_OK : error_no_memory(error);
    status = delete_runs(b, j->known_runs, j->n_known_runs, error);
    if (status == DOSSIER_OK && manifest_put(&b->files, &j->file) != DOSSIER_OK)
        status = error_no_memory(error);
    return status;
}

/* The stored path that a document gets when its file's path changes; the member stays. */
static void moved_path(slice document, slice old_file, slice new_file, buf *out)
{
    buf_clear(out);
    buf_append_slice(out, new_file);
    if (document.len > old_file.len)
        buf_append(out, document.data + old_file.len, document.len - old_file.len);
}

static dossier_status rename_document(dossier_builder *b, const job *j, xapian_docid docid,
                                      buf *path, dossier_error *error)
{
    slice stored;
    const draft *d;
    record head;
    record_init(&head);
    dossier_status status = writer_stored(b->changes, docid, &stored, error);
    if (status == DOSSIER_OK) {
        status = record_decode(stored, &head);
        moved_path(head.field[RECORD_PATH], j->old_path, j->file.path, path);
        if (status == DOSSIER_OK)
            status = loader_rename(b->tools, stored, buf_slice(path), &d);
        if (status != DOSSIER_OK)
            error_set(error, status, "the stored document %u can't be read", docid);
    }
    if (status == DOSSIER_OK)
        status = writer_rename(b->changes, docid, d, error);
    record_free(&head);
    return status;
}

static dossier_status rename_file(dossier_builder *b, job *j, dossier_error *error)
{
    dossier_status status = DOSSIER_OK;
    buf path = BUF_INIT(1 << 20);
    for (uint32_t i = 0; i < j->n_known_runs && status == DOSSIER_OK; i++)
        for (uint32_t k = 0; k < j->known_runs[i].count && status == DOSSIER_OK; k++)
            status = rename_document(b, j, j->known_runs[i].first + k, &path, error);
    buf_free(&path);
    if (status != DOSSIER_OK)
        return status;
    manifest_file entry = j->file;
    entry.runs = j->known_runs;
    entry.n_runs = j->n_known_runs;
    manifest_remove(&b->files, j->old_path);
    j->done = true;
    return manifest_put(&b->files, &entry) == DOSSIER_OK ? DOSSIER_OK : error_no_memory(error);
}

/* Renames first: a file moved onto the place of another must not be taken for a change of it. */
static dossier_status run_jobs(dossier_builder *b, survey *s, dossier_report *report,
                               dossier_error *error)
{
    dossier_progress progress = {.files_found = s->files,
                                 .files_total = s->n_jobs,
                                 .bytes_total = s->job_bytes,
                                 .stage = "reading"};
    dossier_status status = DOSSIER_OK;
    for (int renames = 1; renames >= 0; renames--) {
        for (size_t i = 0; i < s->n_jobs && status == DOSSIER_OK; i++) {
            job *j = &s->jobs[i];
            if ((j->kind == JOB_RENAME) != (renames == 1))
                continue;
            progress.current = j->file.path;
            if (!builder_tick(b, &progress))
                return DOSSIER_INTERRUPTED;
            status = renames ? rename_file(b, j, error) : read_file(b, j, error);
            if (status != DOSSIER_OK)
                return status;
            builder_report_job(b, j, report);
            progress.files_done++;
            progress.bytes_done += renames ? 0 : j->file.size;
            progress.documents += j->documents;
            status = builder_flush(b, false, error);
        }
    }
    return status;
}

dossier_status builder_apply(dossier_builder *b, survey *s, dossier_report *report,
                             dossier_error *error)
{
    if (!s->n_jobs && !s->n_gone)
        return DOSSIER_OK;
    dossier_status status = builder_changes(b, error);
    if (status == DOSSIER_OK)
        status = builder_tools(b, error);
    for (size_t i = 0; i < s->n_gone && status == DOSSIER_OK; i++) {
        builder_event(b, DOSSIER_EVENT_REMOVED, s->gone[i], (slice){NULL, 0});
        status = builder_forget(b, s->gone[i], error);
        report->removed++;
        if (status == DOSSIER_OK)
            status = builder_flush(b, false, error);
    }
    if (status == DOSSIER_OK)
        status = run_jobs(b, s, report, error);
    if (status != DOSSIER_OK && status != DOSSIER_INTERRUPTED)
        return status;
    dossier_status committed = builder_flush(b, true, error);
    return committed == DOSSIER_OK ? status : committed;
}

static bool on_tick(uint64_t files, void *ctx)
{
    const dossier_progress progress = {.files_found = files, .stage = "looking"};
    return builder_tick(ctx, &progress);
}

/* What would be done, as events and counts. */
static void rehearse(const dossier_builder *b, const survey *s, dossier_report *report)
{
    for (size_t i = 0; i < s->n_gone; i++)
        builder_event(b, DOSSIER_EVENT_REMOVED, s->gone[i], (slice){NULL, 0});
    report->removed += s->n_gone;
    for (size_t i = 0; i < s->n_jobs; i++)
        builder_report_job(b, &s->jobs[i], report);
}

static uint64_t count_documents(const manifest *files)
{
    uint64_t documents = 0;
    for (size_t i = 0; i < files->count; i++)
        if (files->files[i].path.data)
            documents += manifest_documents(&files->files[i]);
    return documents;
}

static dossier_status look(dossier_builder *b, const char *const *paths, size_t n_paths, survey *s,
                           dossier_error *error)
{
    const survey_options options = {
        .root = b->root,
        .walk = {.hidden = b->options.hidden,
                 .gitignore = b->options.gitignore,
                 .ignore = b->options.ignore,
                 .skip = slice_of(b->index)},
        .everything = b->options.rebuild,
        .tick = on_tick,
        .ctx = b,
    };
    dossier_status status = DOSSIER_OK;
    char **absolute = calloc(n_paths + 1, sizeof *absolute);
    if (!absolute)
        return error_no_memory(error);
    for (size_t i = 0; i < n_paths && status == DOSSIER_OK; i++) {
        if (access(paths[i], F_OK) == 0)
            status = place_absolute(paths[i], &absolute[i], error);
        else
            status = error_errno(error, ENOENT, "%s can't be read", paths[i]);
    }
    if (status == DOSSIER_OK)
        status = survey_run(s, &b->files, (const char *const *)absolute, n_paths, &options, error);
    for (size_t i = 0; i < n_paths; i++)
        free(absolute[i]);
    free(absolute);
    return status;
}

dossier_status dossier_builder_retag(dossier_builder *b, dossier_report *report,
                                     dossier_error *error)
{
    dossier_report ignored;
    double start = builder_clock();
    if (!report)
        report = &ignored;
    memset(report, 0, sizeof *report);
    b->stop = false;
    if (!b->generation)
        return error_set(error, DOSSIER_NO_INDEX, "there is no index at %s", b->index);
    dossier_status status = builder_retag(b, report, error);
    report->total = count_documents(&b->files);
    report->seconds = builder_clock() - start;
    return status;
}

dossier_status dossier_builder_update(dossier_builder *b, const char *const *paths, size_t n_paths,
                                      dossier_report *report, dossier_error *error)
{
    dossier_report ignored;
    survey s;
    double start = builder_clock();
    if (!report)
        report = &ignored;
    memset(report, 0, sizeof *report);
    survey_init(&s);
    b->stop = false;
    dossier_status status = look(b, paths, n_paths, &s, error);
    if (status != DOSSIER_OK)
        goto done;
    report->files = s.files;
    report->unchanged = s.unchanged;
    report->skipped = s.n_skipped;
    report->seconds_looking = builder_clock() - start;
    for (size_t i = 0; i < s.n_skipped; i++)
        builder_event(b, DOSSIER_EVENT_SKIPPED, s.skipped[i].path, slice_of(s.skipped[i].reason));
    if (b->options.dry_run)
        rehearse(b, &s, report);
    else if (!b->generation || b->options.rebuild)
        status = builder_rebuild(b, &s, report, error);
    else if (builder_is_batch(b, &s))
        status = builder_batch(b, &s, report, error);
    else
        status = builder_apply(b, &s, report, error);
    report->total = count_documents(&b->files);
    report->gazetteer_changed = builder_facts_changed(b);
done:
    report->seconds = builder_clock() - start;
    survey_free(&s);
    return status;
}
