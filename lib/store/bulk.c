/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/bulk.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/error.h"
#include "store/merge.h"
#include "store/place.h"
#include "store/run.h"
#include "store/spill.h"
#include "store/splicer.h"

/* Offsets within a run are 32 bits; the largest document is well below what is left above this. */
enum { RUN_MAX = 1 << 30 };

struct bulk {
    char *index;
    char *folder; /* new-PID in the index folder */
    char *output; /* in it: what becomes the generation */
    char language[16];
    merge_old *old;       /* NULL: a generation of its own */
    pthread_mutex_t lock; /* guards the rest while parts are written */
    spill *parts;         /* those closed, by number */
    size_t n_parts;
};

struct bulk_part {
    bulk *bulk;
    size_t number;
    spill file;
    run pending;
    uint32_t last;    /* number of its last document */
    uint32_t spilled; /* of the last one in the file */
    splicer entries;  /* of the document in hand */
};

static bool make_names(bulk *b)
{
    if (asprintf(&b->folder, "%s/new-%ld", b->index, (long)getpid()) < 0)
        b->folder = NULL;
    else if (asprintf(&b->output, "%s/merged", b->folder) < 0)
        b->output = NULL;
    return b->folder && b->output;
}

dossier_status bulk_create(const char *index, const char *language, bulk **out,
                           dossier_error *error)
{
    *out = NULL;
    bulk *b = calloc(1, sizeof *b);
    if (!b)
        return error_no_memory(error);
    pthread_mutex_init(&b->lock, NULL);
    b->index = strdup(index);
    if (!b->index || !make_names(b)) {
        bulk_free(b);
        return error_no_memory(error);
    }
    snprintf(b->language, sizeof b->language, "%s", language);
    place_remove_folder(b->folder);
    if (mkdir(b->folder, 0777) != 0 || mkdir(b->output, 0777) != 0) {
        dossier_status status = error_errno(error, errno, "%s can't be made", b->output);
        bulk_free(b);
        return status;
    }
    *out = b;
    return DOSSIER_OK;
}

void bulk_free(bulk *b)
{
    if (!b)
        return;
    for (size_t i = 0; i < b->n_parts; i++)
        spill_free(&b->parts[i]);
    free(b->parts);
    if (b->folder)
        place_remove_folder(b->folder);
    if (b->old)
        merge_old_free(b->old);
    free(b->old);
    pthread_mutex_destroy(&b->lock);
    free(b->index);
    free(b->folder);
    free(b->output);
    free(b);
}

dossier_status bulk_retag(bulk *b, const char *generation, dossier_error *error)
{
    b->old = calloc(1, sizeof *b->old);
    return b->old ? merge_old_without_tags(b->old, generation, error) : error_no_memory(error);
}

dossier_status bulk_continue(bulk *b, const char *generation, xapian_docid *last,
                             dossier_error *error)
{
    b->old = calloc(1, sizeof *b->old);
    if (!b->old)
        return error_no_memory(error);
    dossier_status status = merge_old_with_documents(b->old, generation, error);
    *last = b->old->version.stats.last_docid;
    return status;
}

void bulk_remove(bulk *b, manifest_run documents)
{
    for (uint32_t i = 0; i < documents.count; i++)
        merge_old_remove(b->old, documents.first + i);
}

/* Copies a file; an errno, or 0. */
static int copy_file(const char *from, const char *to)
{
    int in = open(from, O_RDONLY | O_CLOEXEC);
    int out = in < 0 ? -1 : open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    ssize_t done = out < 0 ? -1 : 1;
    while (done > 0)
        done = sendfile(out, in, NULL, 1 << 24);
    int why = done < 0 ? errno : 0;
    if (in >= 0)
        close(in);
    if (out >= 0 && close(out) != 0 && !why)
        why = errno;
    return why;
}

dossier_status bulk_keep(bulk *b, const char *name, dossier_error *error)
{
    char *from = NULL, *to = NULL;
    dossier_status status = DOSSIER_OK;
    if (asprintf(&from, "%s/%s", b->old->folder, name) < 0)
        return error_no_memory(error);
    if (asprintf(&to, "%s/%s", b->output, name) < 0) {
        free(from);
        return error_no_memory(error);
    }
    int why = access(from, F_OK) == 0 ? copy_file(from, to) : 0;
    if (why)
        status = error_errno(error, why, "%s can't be copied to %s", from, to);
    free(from);
    free(to);
    return status;
}

static void part_free(bulk_part *part)
{
    splicer_free(&part->entries);
    spill_free(&part->file);
    run_free(&part->pending);
    free(part);
}

dossier_status bulk_part_open(bulk *b, size_t number, bulk_part **out, dossier_error *error)
{
    char *path;
    *out = NULL;
    bulk_part *part = calloc(1, sizeof *part);
    if (!part)
        return error_no_memory(error);
    part->bulk = b;
    part->number = number;
    part->file.fd = -1;
    run_init(&part->pending);
    splicer_init(&part->entries);
    if (asprintf(&path, "%s/part%zu", b->folder, number) < 0) {
        part_free(part);
        return error_no_memory(error);
    }
    dossier_status status = spill_open(&part->file, path, error);
    free(path);
    if (status == DOSSIER_OK)
        *out = part;
    else
        part_free(part);
    return status;
}

/* Writes out what is in memory. */
static dossier_status part_spill(bulk_part *part, dossier_error *error)
{
    if (part->pending.n_documents == 0)
        return DOSSIER_OK;
    dossier_status status = spill_write(&part->file, &part->pending, error);
    run_clear(&part->pending);
    part->spilled = part->last;
    return status;
}

static dossier_status make_room(bulk_part *part, uint64_t memory, dossier_error *error)
{
    size_t weight = run_weight(&part->pending);
    return weight > memory || weight > RUN_MAX ? part_spill(part, error) : DOSSIER_OK;
}

dossier_status bulk_part_add(bulk_part *part, const draft *d, uint64_t memory, xapian_docid *docid,
                             dossier_error *error)
{
    dossier_status status = run_add(&part->pending, part->last + 1 - part->spilled, d, NULL, error);
    if (status != DOSSIER_OK)
        return status;
    *docid = ++part->last;
    return make_room(part, memory, error);
}

dossier_status bulk_part_retag(bulk_part *part, uint32_t number, const stored_document *old,
                               const draft *d, uint64_t memory, dossier_error *error)
{
    run_whole whole;
    dossier_status status = splicer_make(&part->entries, old, d, &whole, error);
    if (status == DOSSIER_OK)
        status = run_add(&part->pending, number - part->spilled, d, &whole, error);
    if (status != DOSSIER_OK)
        return status;
    part->last = number;
    return make_room(part, memory, error);
}

dossier_status bulk_part_drop(bulk_part *part, xapian_docid first, dossier_error *error)
{
    (void)error;
    part->last = first - 1;
    run_truncate(&part->pending, first > part->spilled ? first - 1 - part->spilled : 0);
    uint32_t left = first - 1;
    for (size_t i = 0; i < part->file.n_runs; i++) {
        spilled_run *r = &part->file.runs[i];
        r->kept = r->kept < left ? r->kept : left;
        left -= r->kept;
    }
    return DOSSIER_OK;
}

/* Hands the part's file over to the bulk build. */
static dossier_status part_keep(bulk_part *part, dossier_error *error)
{
    bulk *b = part->bulk;
    dossier_status status = DOSSIER_OK;
    pthread_mutex_lock(&b->lock);
    if (part->number >= b->n_parts) {
        spill *moved = reallocarray(b->parts, part->number + 1, sizeof *moved);
        if (moved) {
            b->parts = moved;
            for (; b->n_parts <= part->number; b->n_parts++)
                b->parts[b->n_parts] = (spill){.fd = -1};
        } else {
            status = error_no_memory(error);
        }
    }
    if (status == DOSSIER_OK) {
        b->parts[part->number] = part->file;
        part->file = (spill){.fd = -1};
    }
    pthread_mutex_unlock(&b->lock);
    return status;
}

dossier_status bulk_part_close(bulk_part *part, uint32_t *documents, dossier_error *error)
{
    *documents = part->last;
    dossier_status status = part_spill(part, error);
    if (status == DOSSIER_OK)
        status = part_keep(part, error);
    part_free(part);
    return status;
}

/* Metadata on its way into the tables. */
typedef struct gathered {
    merge_pair *pairs;
    size_t n, capacity;
    arena memory;
} gathered;

static dossier_status gather(const char *key, size_t key_len, const char *value, size_t value_len,
                             dossier_error *error, void *ctx)
{
    gathered *g = ctx;
    if (value_len == 0)
        return DOSSIER_OK;
    if (g->n == g->capacity) {
        size_t wanted = g->capacity ? g->capacity * 2 : 256;
        merge_pair *moved = reallocarray(g->pairs, wanted, sizeof *moved);
        if (!moved)
            return error_no_memory(error);
        g->pairs = moved;
        g->capacity = wanted;
    }
    merge_pair pair = {arena_copy(&g->memory, (slice){key, key_len}),
                       arena_copy(&g->memory, (slice){value, value_len})};
    if (!pair.key.data || !pair.value.data)
        return error_no_memory(error);
    g->pairs[g->n++] = pair;
    return DOSSIER_OK;
}

static int by_key(const void *a, const void *b)
{
    const merge_pair *x = a, *y = b;
    return slice_compare(x->key, y->key);
}

static dossier_status gather_metadata(const bulk *b, manifest *files, gathered *out,
                                      dossier_error *error)
{
    const metadata_sink sink = {gather, out};
    memset(files->dirty, true, sizeof files->dirty);
    dossier_status status = place_stamp(&sink, b->language, error);
    if (status == DOSSIER_OK)
        status = manifest_save(files, &sink, error);
    if (out->n)
        qsort(out->pairs, out->n, sizeof *out->pairs, by_key);
    return status;
}

/* The runs of all parts in order; NULL when memory has run out. */
static merge_source *gather_runs(const bulk *b, const uint32_t *documents, size_t n_parts,
                                 size_t *n)
{
    size_t most = 0;
    uint32_t before = b->old && b->old->removed ? b->old->version.stats.last_docid : 0;
    *n = 0;
    for (size_t i = 0; i < b->n_parts; i++)
        most += b->parts[i].n_runs;
    merge_source *sources = calloc(most + 1, sizeof *sources);
    for (size_t i = 0; sources && i < n_parts && i < b->n_parts; i++) {
        const spill *part = &b->parts[i];
        uint32_t base = before;
        for (size_t k = 0; k < part->n_runs; k++) {
            if (part->runs[k].kept)
                sources[(*n)++] = (merge_source){part->fd, &part->runs[k], base};
            base += part->runs[k].kept;
        }
        before += documents[i];
    }
    return sources;
}

dossier_status bulk_attach(bulk *b, const char *name, slice bytes, dossier_error *error)
{
    char *path = NULL;
    dossier_status status = DOSSIER_OK;
    if (asprintf(&path, "%s/%s", b->output, name) < 0)
        return error_no_memory(error);
    FILE *file = fopen(path, "we");
    bool good = file && fwrite(bytes.data, 1, bytes.len, file) == bytes.len && fflush(file) == 0;
    /* The disk can begin; the switch of generations waits for it. */
    if (good)
        sync_file_range(fileno(file), 0, 0, SYNC_FILE_RANGE_WRITE);
    else
        status = error_errno(error, errno, "%s can't be written", path);
    if (file && fclose(file) != 0 && status == DOSSIER_OK)
        status = error_errno(error, errno, "%s can't be written", path);
    free(path);
    return status;
}

static dossier_status merge_all(const bulk *b, const uint32_t *documents, size_t n_parts,
                                manifest *files, dossier_error *error)
{
    gathered metadata = {0};
    merge_source *sources = NULL;
    merge m = {.old = b->old};
    dossier_status status = files ? gather_metadata(b, files, &metadata, error) : DOSSIER_OK;
    if (status != DOSSIER_OK)
        goto done;
    sources = gather_runs(b, documents, n_parts, &m.n_sources);
    if (!sources) {
        status = error_no_memory(error);
        goto done;
    }
    m.sources = sources;
    m.metadata = metadata.pairs;
    m.n_metadata = metadata.n;
    status = merge_write(&m, b->output, error);
done:
    free(sources);
    free(metadata.pairs);
    arena_free(&metadata.memory);
    return status;
}

/* The name of the generation after the one in use: "g4" after "g3". */
static void next_name(const char *index, char name[32])
{
    char *current;
    unsigned long number = 0;
    if (place_generation(index, &current, NULL) == DOSSIER_OK)
        number = strtoul(strrchr(current, '/') + 2, NULL, 10);
    free(current);
    snprintf(name, 32, "g%lu", number + 1);
}

dossier_status bulk_finish(bulk *b, const uint32_t *documents, size_t n_parts, manifest *files,
                           dossier_error *error)
{
    char name[32];
    char *generation;
    next_name(b->index, name);
    if (asprintf(&generation, "%s/%s", b->index, name) < 0)
        return error_no_memory(error);
    dossier_status status = merge_all(b, documents, n_parts, files, error);
    if (status != DOSSIER_OK)
        goto done;
    place_remove_folder(generation);
    if (rename(b->output, generation) != 0) {
        status = error_errno(error, errno, "%s can't be made", generation);
        goto done;
    }
    status = place_switch(b->index, name, error);
    if (status == DOSSIER_OK)
        place_clean(b->index, name);
done:
    free(generation);
    return status;
}
