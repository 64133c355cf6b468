/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/parallel.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/team.h"
#include "store/error.h"

enum {
    MIN_CHUNK = 1 << 20, /* bytes of files: small, so that the threads finish together */
    MAX_PARTS = 128,     /* each is an open file while they are merged */
};

typedef struct chunk {
    size_t first_job;
    size_t n_jobs;
} chunk;

typedef struct build {
    bulk *bulk;
    job *jobs;
    chunk *chunks;
    size_t n_chunks;
    uint32_t *documents;
    const parallel_options *options;
    uint64_t memory_each;
    atomic_uint_fast64_t files, bytes, n_documents;
    _Atomic(const job *) current;
} build;

/* A thread's place: what the loader's sink needs. */
typedef struct place {
    build *b;
    const team *team;
    loader *loader;
    bulk_part *part;
    xapian_docid last;
    dossier_error *error;
} place;

static dossier_status on_document(const draft *d, uint32_t *docid, void *ctx)
{
    place *p = ctx;
    dossier_status status = bulk_part_add(p->part, d, p->b->memory_each, docid, p->error);
    if (status == DOSSIER_OK) {
        p->last = *docid;
        atomic_fetch_add(&p->b->n_documents, 1);
    }
    return status;
}

static bool asked_to_stop(void *ctx)
{
    return team_stopping(((place *)ctx)->team);
}

static dossier_status read_job(place *p, job *j)
{
    const loader_sink sink = {on_document, asked_to_stop, p};
    xapian_docid before = p->last;
    atomic_store(&p->b->current, j);
    dossier_status status = loader_read(p->loader, j, &sink);
    if (status == DOSSIER_OK) {
        atomic_fetch_add(&p->b->files, 1);
        atomic_fetch_add(&p->b->bytes, j->file.size);
    } else if (p->last > before) {
        /* Cut short: a file is in the index whole or not at all. */
        dossier_status dropped = bulk_part_drop(p->part, before + 1, p->error);
        p->last = before;
        if (dropped != DOSSIER_OK)
            status = dropped;
    }
    return status;
}

static dossier_status read_chunk(const team *t, void *tools, size_t number, dossier_error *error)
{
    place *p = tools;
    build *b = p->b;
    const chunk *c = &b->chunks[number];
    p->team = t;
    p->error = error;
    p->last = 0;
    dossier_status status = bulk_part_open(b->bulk, number, &p->part, error);
    if (status != DOSSIER_OK)
        return status;
    for (size_t i = 0; i < c->n_jobs && status == DOSSIER_OK; i++)
        status = team_stopping(t) ? DOSSIER_INTERRUPTED : read_job(p, &b->jobs[c->first_job + i]);
    dossier_status closed = bulk_part_close(p->part, &b->documents[number], error);
    return closed != DOSSIER_OK ? closed : status;
}

static dossier_status take_place(void *ctx, void **tools, dossier_error *error)
{
    build *b = ctx;
    place *p = calloc(1, sizeof *p);
    if (!p)
        return error_no_memory(error);
    p->b = b;
    *tools = p;
    return loader_create(b->options->loader, &p->loader);
}

static void leave_place(void *tools)
{
    place *p = tools;
    if (p)
        loader_free(p->loader);
    free(p);
}

/* Cuts the jobs into chunks. */
static dossier_status cut(build *b, size_t n_jobs)
{
    uint64_t total = 0, gathered = 0;
    for (size_t i = 0; i < n_jobs; i++)
        total += b->jobs[i].file.size;
    uint64_t size = total / MAX_PARTS + 1;
    if (size < MIN_CHUNK)
        size = MIN_CHUNK;
    b->chunks = calloc(total / size + 2, sizeof *b->chunks);
    if (!b->chunks)
        return DOSSIER_NO_MEMORY;
    for (size_t i = 0; i < n_jobs; i++) {
        if (b->n_chunks == 0 || gathered >= size) {
            b->chunks[b->n_chunks++] = (chunk){.first_job = i};
            gathered = 0;
        }
        b->chunks[b->n_chunks - 1].n_jobs++;
        gathered += b->jobs[i].file.size;
    }
    b->documents = calloc(b->n_chunks + 1, sizeof *b->documents);
    return b->documents ? DOSSIER_OK : DOSSIER_NO_MEMORY;
}

static bool tell(void *ctx)
{
    build *b = ctx;
    const job *current = atomic_load(&b->current);
    const parallel_progress progress = {
        .files = atomic_load(&b->files),
        .bytes = atomic_load(&b->bytes),
        .documents = atomic_load(&b->n_documents),
        .current = current ? current->file.path : (slice){NULL, 0},
    };
    return !b->options->progress || b->options->progress(&progress, b->options->ctx);
}

/* Gives the jobs of each part the ids that their documents will have after merging. */
static void shift_runs(build *b)
{
    uint32_t offset = b->options->first;
    for (size_t c = 0; c < b->n_chunks; c++) {
        for (size_t i = 0; i < b->chunks[c].n_jobs; i++) {
            manifest_file *file = &b->jobs[b->chunks[c].first_job + i].file;
            for (uint32_t r = 0; r < file->n_runs; r++)
                file->runs[r].first += offset;
        }
        offset += b->documents[c];
    }
}

dossier_status parallel_read(bulk *target, job *jobs, size_t n_jobs,
                             const parallel_options *options, uint32_t **documents, size_t *n_parts,
                             dossier_error *error)
{
    build b = {.bulk = target, .jobs = jobs, .options = options};
    const team_work work = {take_place, read_chunk, leave_place, tell, &b};
    *documents = NULL;
    *n_parts = 0;
    b.memory_each = options->memory / (options->threads ? options->threads : 1);
    dossier_status status = cut(&b, n_jobs);
    status = status == DOSSIER_OK ? team_run(options->threads, b.n_chunks, &work, error)
                                  : error_no_memory(error);
    if (status == DOSSIER_OK || status == DOSSIER_INTERRUPTED) {
        shift_runs(&b);
        *documents = b.documents;
        *n_parts = b.n_chunks;
    } else {
        free(b.documents);
    }
    free(b.chunks);
    return status;
}
