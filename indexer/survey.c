/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/survey.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "store/error.h"
#include "store/place.h"

enum { TICK_FILES = 512 };

typedef struct walk {
    survey *s;
    const manifest *known;
    const survey_options *options;
    bool *seen; /* by index of known->files */
    dossier_status status;
} walk;

void survey_init(survey *s)
{
    memset(s, 0, sizeof *s);
}

void survey_free(survey *s)
{
    for (size_t i = 0; i < s->n_jobs; i++)
        job_free(&s->jobs[i]);
    free(s->jobs);
    free(s->gone);
    free(s->skipped);
    free(s->unreadable);
    arena_free(&s->memory);
    survey_init(s);
}

static bool room(void **array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return true;
    size_t wanted = *capacity ? *capacity * 2 : 64;
    void *moved = reallocarray(*array, wanted, size);
    if (!moved)
        return false;
    *array = moved;
    *capacity = wanted;
    return true;
}

/* A copy with a NUL after it, for open(2). */
static slice keep_path(survey *s, slice path)
{
    char *copy = arena_alloc(&s->memory, path.len + 1);
    if (!copy)
        return (slice){NULL, 0};
    memcpy(copy, path.data, path.len);
    copy[path.len] = '\0';
    return (slice){copy, path.len};
}

static bool is_unchanged(const manifest_file *known, const source_file *file)
{
    return known->size == file->size && known->mtime_ns == file->mtime_ns && known->hash &&
           !known->unsettled && !known->handed;
}

static bool on_file(const source_file *file, void *ctx)
{
    walk *w = ctx;
    survey *s = w->s;
    slice stored = place_below(w->options->root, file->path);
    manifest_file *known = manifest_find(w->known, stored);
    if (known && w->seen[known - w->known->files])
        return true; /* reached a second time, by another path or a link */
    if (known)
        w->seen[known - w->known->files] = true;
    s->files++;
    if (s->files % TICK_FILES == 0 && w->options->tick &&
        !w->options->tick(s->files, w->options->ctx)) {
        w->status = DOSSIER_INTERRUPTED;
        return false;
    }
    if (known && is_unchanged(known, file) && !w->options->everything) {
        s->unchanged++;
        return true;
    }
    slice path = keep_path(s, file->path);
    if (!path.data || !room((void **)&s->jobs, s->n_jobs, &s->cap_jobs, sizeof *s->jobs)) {
        w->status = DOSSIER_NO_MEMORY;
        return false;
    }
    job *j = &s->jobs[s->n_jobs++];
    memset(j, 0, sizeof *j);
    j->kind = known ? JOB_CHANGE : JOB_ADD;
    j->open_path = path;
    j->file.path = place_below(w->options->root, path);
    j->file.size = file->size;
    j->file.mtime_ns = file->mtime_ns;
    j->file.device = file->device;
    j->file.inode = file->inode;
    if (known) {
        j->known_hash = w->options->everything ? 0 : known->hash;
        j->known_runs = known->runs;
        j->n_known_runs = known->n_runs;
    }
    s->job_bytes += file->size;
    return true;
}

static void on_skipped(slice path, source_skip why, const char *reason, void *ctx)
{
    walk *w = ctx;
    survey *s = w->s;
    slice copy = keep_path(s, path);
    if (!copy.data ||
        !room((void **)&s->skipped, s->n_skipped, &s->cap_skipped, sizeof *s->skipped)) {
        w->status = DOSSIER_NO_MEMORY;
        return;
    }
    slice stored = place_below(w->options->root, copy);
    s->skipped[s->n_skipped++] = (survey_skip){stored, reason};
    if (why != SOURCE_SKIP_UNREADABLE)
        return;
    if (room((void **)&s->unreadable, s->n_unreadable, &s->cap_unreadable, sizeof *s->unreadable))
        s->unreadable[s->n_unreadable++] = stored;
    else
        w->status = DOSSIER_NO_MEMORY;
}

/* Whether path is `folder` itself or lies below it. The empty folder holds every relative path. */
static bool lies_in(slice path, slice folder)
{
    if (!folder.len)
        return path.len && path.data[0] != '/';
    return slice_starts_with(path, folder) &&
           (path.len == folder.len || path.data[folder.len] == '/' ||
            folder.data[folder.len - 1] == '/');
}

static bool in_any(slice path, const slice *folders, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (lies_in(path, folders[i]))
            return true;
    return false;
}

/* For a rebuild: a known file outside the paths given is read again too, where it still is. */
static bool look_elsewhere(walk *w, const manifest_file *known)
{
    struct stat st;
    buf path = BUF_INIT(1 << 20);
    if (known->path.data[0] != '/' && w->options->root)
        buf_printf(&path, "%s/", w->options->root);
    buf_append_slice(&path, known->path);
    const char *name = buf_string(&path);
    bool there = name && stat(name, &st) == 0 && S_ISREG(st.st_mode);
    if (there) {
        const source_file file = {.path = buf_slice(&path),
                                  .size = (uint64_t)st.st_size,
                                  .mtime_ns =
                                      (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec,
                                  .device = st.st_dev,
                                  .inode = st.st_ino};
        on_file(&file, w);
    }
    buf_free(&path);
    return there;
}

static dossier_status find_gone(walk *w, const char *const *paths, size_t n_paths)
{
    survey *s = w->s;
    slice *starts = calloc(n_paths + 1, sizeof *starts);
    s->gone = calloc(w->known->live + 1, sizeof *s->gone);
    if (!starts || !s->gone) {
        free(starts);
        return DOSSIER_NO_MEMORY;
    }
    for (size_t i = 0; i < n_paths; i++) {
        slice path = slice_of(paths[i]);
        bool is_root = w->options->root && strcmp(paths[i], w->options->root) == 0;
        starts[i] = is_root ? (slice){NULL, 0} : place_below(w->options->root, path);
    }
    for (size_t i = 0; i < w->known->count; i++) {
        const manifest_file *file = &w->known->files[i];
        if (!file->path.data || w->seen[i] || file->handed ||
            in_any(file->path, s->unreadable, s->n_unreadable))
            continue;
        bool below = in_any(file->path, starts, n_paths);
        if (below || (w->options->everything && !look_elsewhere(w, file)))
            s->gone[s->n_gone++] = file->path;
    }
    free(starts);
    return DOSSIER_OK;
}

static bool is_moved_here(const manifest_file *old, const job *j, source_reader *reader)
{
    if (old->size != j->file.size || !old->hash || old->unsettled)
        return false;
    if (old->inode == j->file.inode && old->device == j->file.device &&
        old->mtime_ns == j->file.mtime_ns)
        return true;
    uint64_t hash;
    return reader && source_hash(reader, j->open_path.data, &hash) == DOSSIER_OK &&
           hash == old->hash;
}

static int by_size(const void *a, const void *b)
{
    const manifest_file *x = *(const manifest_file *const *)a,
                        *y = *(const manifest_file *const *)b;
    return x->size < y->size ? -1 : x->size > y->size;
}

static void become_rename(survey *s, job *j, const manifest_file *old)
{
    j->kind = JOB_RENAME;
    j->old_path = old->path;
    j->file.hash = old->hash;
    j->file.failure = old->failure;
    j->file.failed = old->failed;
    j->known_runs = old->runs;
    j->n_known_runs = old->n_runs;
    s->job_bytes -= j->file.size;
}

/* The first of the files (sorted by size) that is not smaller. */
static size_t first_of_size(const manifest_file *const *sorted, size_t n, uint64_t size)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sorted[middle]->size < size)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A new file that is a gone one under another name becomes a rename. */
static dossier_status match_renames(survey *s, const manifest *known)
{
    dossier_status status = DOSSIER_OK;
    source_reader *reader = NULL;
    if (!s->n_gone)
        return DOSSIER_OK;
    size_t n = s->n_gone;
    const manifest_file **sorted = calloc(n, sizeof *sorted);
    bool *taken = calloc(n, sizeof *taken);
    if (!sorted || !taken || source_reader_create(NULL, &reader) != DOSSIER_OK) {
        status = DOSSIER_NO_MEMORY;
        goto done;
    }
    for (size_t i = 0; i < n; i++)
        sorted[i] = manifest_find(known, s->gone[i]);
    qsort(sorted, n, sizeof *sorted, by_size);
    for (size_t i = 0; i < s->n_jobs; i++) {
        job *j = &s->jobs[i];
        if (j->kind != JOB_ADD)
            continue;
        size_t g = first_of_size(sorted, n, j->file.size);
        for (; g < n && sorted[g]->size == j->file.size; g++) {
            if (taken[g] || !is_moved_here(sorted[g], j, reader))
                continue;
            become_rename(s, j, sorted[g]);
            taken[g] = true;
            break;
        }
    }
    s->n_gone = 0;
    for (size_t g = 0; g < n; g++)
        if (!taken[g])
            s->gone[s->n_gone++] = sorted[g]->path;
done:
    source_reader_free(reader);
    free(sorted);
    free(taken);
    return status;
}

dossier_status survey_run(survey *s, const manifest *known, const char *const *paths,
                          size_t n_paths, const survey_options *options, dossier_error *error)
{
    static const source_walk_events events = {.file = on_file, .skipped = on_skipped};
    walk w = {.s = s, .known = known, .options = options};
    dossier_status status = DOSSIER_OK;
    w.seen = calloc(known->count + 1, sizeof *w.seen);
    if (!w.seen)
        return error_no_memory(error);
    for (size_t i = 0; i < n_paths && status == DOSSIER_OK; i++) {
        errno = 0;
        status = source_walk(paths[i], &options->walk, &events, &w);
        if (w.status != DOSSIER_OK)
            status = w.status;
        if (status == DOSSIER_IO)
            error_errno(error, errno, "%s can't be read", paths[i]);
    }
    if (status == DOSSIER_OK)
        status = find_gone(&w, paths, n_paths);
    if (status == DOSSIER_OK && !options->everything)
        status = match_renames(s, known);
    free(w.seen);
    if (status == DOSSIER_NO_MEMORY)
        error_no_memory(error);
    return status;
}
