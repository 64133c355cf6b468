/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/builder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/error.h"
#include "store/place.h"
#include "text/stem.h"

double builder_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

uint64_t builder_memory(const dossier_builder *b)
{
    return b->options.memory ? b->options.memory : BUILDER_DEFAULT_MEMORY;
}

/* Where the index is or will be: named, found upward from the first path, or new beside it. */
static dossier_status locate(dossier_builder *b, const char *first_path, dossier_error *error)
{
    dossier_error ignored;
    if (b->options.index) {
        if (place_resolve(b->options.index, &b->index, &ignored) == DOSSIER_OK)
            return DOSSIER_OK;
        return place_absolute(b->options.index, &b->index, error);
    }
    if (!first_path)
        return error_set(error, DOSSIER_INVALID, "neither an index nor a path was named");
    struct stat st;
    if (stat(first_path, &st) != 0)
        return error_errno(error, errno, "%s can't be read", first_path);
    if (dossier_find_index(first_path, &b->index, &ignored) == DOSSIER_OK)
        return DOSSIER_OK;
    return place_new(first_path, &b->index, error);
}

/* Reads the generation in use: its language and list of files. */
static dossier_status load(dossier_builder *b, dossier_error *error)
{
    dossier_status status = place_generation(b->index, &b->generation, error);
    if (status == DOSSIER_NO_INDEX)
        return DOSSIER_OK;
    if (status == DOSSIER_OK)
        status = manifest_open(&b->files, b->generation, b->index, b->language, error);
    return status == DOSSIER_OK ? builder_facts_open(b, error) : status;
}

static dossier_status check_options(const dossier_build_options *options, dossier_error *error)
{
    for (size_t i = 0; i < options->n_kind_rules; i++)
        if (!strchr(options->kind_rules[i], '='))
            return error_set(error, DOSSIER_INVALID,
                             "the rule \"%s\" does not name a kind; write FOLDER=KIND",
                             options->kind_rules[i]);
    return DOSSIER_OK;
}

dossier_status dossier_builder_open(const char *first_path, const dossier_build_options *options,
                                    dossier_builder **out, dossier_error *error)
{
    static const dossier_build_options defaults = {.index = NULL};
    *out = NULL;
    dossier_builder *b = calloc(1, sizeof *b);
    if (!b)
        return error_no_memory(error);
    b->options = options ? *options : defaults;
    b->lock = -1;
    manifest_init(&b->files);
    strcpy(b->language, "en");
    dossier_status status = check_options(&b->options, error);
    if (status == DOSSIER_OK)
        status = locate(b, first_path, error);
    if (status == DOSSIER_OK && place_root(b->index, &b->root) != DOSSIER_OK)
        status = error_no_memory(error);
    struct stat st;
    if (status == DOSSIER_OK && !b->options.dry_run && stat(b->index, &st) == 0)
        status = builder_lock(b, error);
    if (status == DOSSIER_OK)
        status = load(b, error);
    if ((status == DOSSIER_CORRUPT || status == DOSSIER_SCHEMA || status == DOSSIER_NO_INDEX) &&
        b->options.rebuild) {
        /* What can't be read is built anew from the files. */
        manifest_free(&b->files);
        free(b->generation);
        b->generation = NULL;
        status = DOSSIER_OK;
    }
    if (status == DOSSIER_OK && b->options.language && (!b->generation || b->options.rebuild)) {
        stemmer *s;
        status = stemmer_create(b->options.language, &s);
        if (status == DOSSIER_OK) {
            strcpy(b->language, stemmer_language(s));
            stemmer_free(s);
        } else {
            error_set(error, status, "there is no stemmer for the language \"%s\"",
                      b->options.language);
        }
    }
    if (status != DOSSIER_OK) {
        dossier_builder_free(b);
        return status;
    }
    b->loader = (loader_options){
        .language = b->language,
        .charset = b->options.charset,
        .kind = b->options.kind,
        .kind_rules = b->options.kind_rules,
        .n_kind_rules = b->options.n_kind_rules,
        .max_document = b->options.max_document,
        .gazetteer = b->facts,
    };
    *out = b;
    return DOSSIER_OK;
}

void dossier_builder_free(dossier_builder *b)
{
    if (!b)
        return;
    writer_free(b->changes);
    loader_free(b->tools);
    gazetteer_free(b->facts);
    buf_free(&b->facts_bytes);
    manifest_free(&b->files);
    if (b->lock >= 0)
        close(b->lock);
    free(b->generation);
    free(b->root);
    free(b->index);
    free(b);
}

const char *dossier_builder_location(const dossier_builder *b)
{
    return b->index;
}

/* The folder and those above it that are missing. False with errno set. */
static bool make_folders(char *path)
{
    for (char *slash = path + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        bool good = mkdir(path, 0777) == 0 || errno == EEXIST || errno == EROFS || errno == EACCES;
        *slash = '/';
        if (!good)
            return false;
    }
    return mkdir(path, 0777) == 0 || errno == EEXIST;
}

dossier_status builder_lock(dossier_builder *b, dossier_error *error)
{
    if (b->lock >= 0)
        return DOSSIER_OK;
    if (!make_folders(b->index))
        return error_errno(error, errno, "the index %s can't be made", b->index);
    return place_lock(b->index, &b->lock, error);
}

dossier_status builder_settle(dossier_builder *b, const job *j)
{
    manifest_file entry = *manifest_find(&b->files, j->file.path);
    entry.size = j->file.size;
    entry.mtime_ns = j->file.mtime_ns;
    entry.device = j->file.device;
    entry.inode = j->file.inode;
    entry.unsettled = j->file.unsettled;
    return manifest_put(&b->files, &entry);
}

dossier_status builder_tools(dossier_builder *b, dossier_error *error)
{
    if (b->tools)
        return DOSSIER_OK;
    dossier_status status = builder_facts_usable(b, error);
    if (status != DOSSIER_OK)
        return status;
    status = loader_create(&b->loader, &b->tools);
    if (status == DOSSIER_INVALID)
        return error_set(error, status, "there is no stemmer for the language \"%s\"", b->language);
    return status == DOSSIER_OK ? DOSSIER_OK : error_no_memory(error);
}

dossier_status builder_changes(dossier_builder *b, dossier_error *error)
{
    if (b->changes)
        return DOSSIER_OK;
    dossier_status status = builder_lock(b, error);
    if (status == DOSSIER_OK && !b->generation) {
        /* An empty first generation to write into. */
        survey nothing;
        dossier_report report = {0};
        survey_init(&nothing);
        status = builder_rebuild(b, &nothing, &report, error);
        survey_free(&nothing);
    }
    return status == DOSSIER_OK ? writer_open(b->generation, &b->changes, error) : status;
}

dossier_status builder_adopt(dossier_builder *b, dossier_error *error)
{
    writer_free(b->changes);
    b->changes = NULL;
    free(b->generation);
    b->generation = NULL;
    return place_generation(b->index, &b->generation, error);
}

dossier_status builder_flush(dossier_builder *b, bool always, dossier_error *error)
{
    if (!b->changes || (!always && writer_pending(b->changes) < builder_memory(b) / 2))
        return DOSSIER_OK;
    return writer_commit(b->changes, &b->files, error);
}

dossier_status builder_forget(dossier_builder *b, slice path, dossier_error *error)
{
    manifest_file *file = manifest_find(&b->files, path);
    if (!file)
        return DOSSIER_OK;
    dossier_status status = builder_changes(b, error);
    for (uint32_t i = 0; i < file->n_runs && status == DOSSIER_OK; i++)
        status = writer_delete(b->changes, file->runs[i], error);
    if (status == DOSSIER_OK)
        manifest_remove(&b->files, path);
    return status;
}

void builder_event(const dossier_builder *b, dossier_event_kind kind, slice path, slice detail)
{
    const dossier_event event = {kind, path, detail};
    if (b->options.event)
        b->options.event(&event, b->options.ctx);
}

bool builder_tick(dossier_builder *b, const dossier_progress *progress)
{
    if (b->options.progress && !b->options.progress(progress, b->options.ctx))
        b->stop = true;
    return !b->stop;
}

/* FILE#MEMBER in `path`. */
static slice member_path(slice file, slice member, buf *path)
{
    buf_clear(path);
    buf_append_slice(path, file);
    if (member.len) {
        buf_push(path, '#');
        buf_append_slice(path, member);
    }
    return buf_slice(path);
}

void builder_report_job(const dossier_builder *b, const job *j, dossier_report *report)
{
    buf path = BUF_INIT(1 << 20);
    report->documents += j->documents;
    report->bytes += j->kind == JOB_RENAME || j->same ? 0 : j->file.size;
    report->replaced += j->replaced;
    if (j->same) {
        report->unchanged++;
    } else if (j->kind == JOB_RENAME) {
        report->renamed++;
        builder_event(b, DOSSIER_EVENT_RENAMED, j->file.path, j->old_path);
    } else if (j->documents || !j->n_failures) {
        bool added = j->kind == JOB_ADD;
        *(added ? &report->added : &report->changed) += 1;
        builder_event(b, added ? DOSSIER_EVENT_ADDED : DOSSIER_EVENT_CHANGED, j->file.path,
                      (slice){NULL, 0});
    }
    report->failed += j->n_failures;
    for (size_t i = 0; i < j->n_failures; i++)
        builder_event(b, DOSSIER_EVENT_FAILED,
                      member_path(j->file.path, j->failures[i].member, &path),
                      j->failures[i].reason);
    buf_free(&path);
}

/* The stored form of a path as typed. */
static dossier_status stored_form(const dossier_builder *b, const char *path, buf *absolute,
                                  slice *stored, dossier_error *error)
{
    if (place_normalize(path, absolute) != DOSSIER_OK)
        return error_no_memory(error);
    *stored = place_below(b->root, buf_slice(absolute));
    return DOSSIER_OK;
}

dossier_status dossier_builder_add(dossier_builder *b, const char *path, const char *bytes,
                                   size_t len, dossier_error *error)
{
    const draft *d;
    const char *reason = "";
    xapian_docid docid = 0;
    manifest_run run = {0, 1};
    manifest_file file = {.path = slice_of(path), .size = len, .handed = true, .runs = &run};
    dossier_status status = builder_changes(b, error);
    if (status == DOSSIER_OK)
        status = builder_tools(b, error);
    if (status != DOSSIER_OK)
        return status;
    status = loader_draft(b->tools, file.path, (slice){bytes, len}, &d, &reason);
    if (status == DOSSIER_BAD_DOCUMENT)
        return error_set(error, status, "%s: %s", path, reason);
    if (status != DOSSIER_OK)
        return error_no_memory(error);
    status = builder_forget(b, file.path, error);
    if (status == DOSSIER_OK)
        status = writer_add(b->changes, d, &docid, error);
    if (status != DOSSIER_OK)
        return status;
    run.first = docid;
    file.n_runs = 1;
    if (manifest_put(&b->files, &file) != DOSSIER_OK)
        return error_no_memory(error);
    return builder_flush(b, false, error);
}

/* Removes the one document FILE#MEMBER. */
static dossier_status remove_member(dossier_builder *b, slice stored, uint64_t *removed,
                                    dossier_error *error)
{
    const char *hash = memrchr(stored.data, '#', stored.len);
    manifest_file *file =
        hash ? manifest_find(&b->files, (slice){stored.data, (size_t)(hash - stored.data)}) : NULL;
    xapian_docid docid;
    if (!file)
        return DOSSIER_OK;
    dossier_status status = builder_changes(b, error);
    if (status == DOSSIER_OK)
        status = writer_find(b->changes, stored, &docid, error);
    if (status == DOSSIER_OK && docid)
        status = writer_delete(b->changes, (manifest_run){docid, 1}, error);
    if (status == DOSSIER_OK && docid && manifest_drop_document(&b->files, file, docid))
        *removed += 1;
    return status;
}

dossier_status dossier_builder_remove(dossier_builder *b, const char *path, uint64_t *removed,
                                      dossier_error *error)
{
    buf absolute = BUF_INIT(1 << 20);
    slice stored;
    uint64_t count = 0;
    dossier_status status = stored_form(b, path, &absolute, &stored, error);
    const slice names[] = {stored, slice_of(path)};
    for (size_t i = 0; i < b->files.count && status == DOSSIER_OK; i++) {
        slice known = b->files.files[i].path;
        bool is_root =
            b->root && slice_equal(stored, slice_of(b->root)) && known.data && known.data[0] != '/';
        bool below = known.data && known.len > stored.len && slice_starts_with(known, stored) &&
                     known.data[stored.len] == '/';
        if (!known.data ||
            (!is_root && !below && !slice_equal(known, names[0]) && !slice_equal(known, names[1])))
            continue;
        count += manifest_documents(&b->files.files[i]);
        status = builder_forget(b, known, error);
    }
    for (size_t i = 0; i < 2 && status == DOSSIER_OK && count == 0; i++)
        status = remove_member(b, names[i], &count, error);
    buf_free(&absolute);
    if (removed)
        *removed = count;
    if (status == DOSSIER_OK && count == 0)
        return error_set(error, DOSSIER_NOT_FOUND, "%s is not in the index", path);
    return status;
}

dossier_status dossier_builder_commit(dossier_builder *b, dossier_error *error)
{
    return builder_flush(b, true, error);
}
