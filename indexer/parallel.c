/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "store/error.h"

enum {
    MIN_CHUNK = 1 << 20, /* bytes of files: small, so that the threads finish together */
    MAX_PARTS = 128,     /* each is an open file while they are merged */
    PROGRESS_MS = 100,
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
    atomic_size_t next_chunk;
    atomic_bool stop;
    atomic_uint_fast64_t files, bytes, n_documents;
    _Atomic(const job *) current;
    pthread_mutex_t lock; /* guards the rest */
    pthread_cond_t ended;
    unsigned running;
    dossier_status status; /* the first failure */
    dossier_error error;
} build;

/* A thread's place: what the loader's sink needs. */
typedef struct place {
    build *b;
    bulk_part *part;
    reader *stored; /* for JOB_STORED */
    xapian_docid last;
    dossier_error error;
} place;

static dossier_status on_document(const draft *d, uint32_t *docid, void *ctx)
{
    place *p = ctx;
    dossier_status status = bulk_part_add(p->part, d, p->b->memory_each, docid, &p->error);
    if (status == DOSSIER_OK) {
        p->last = *docid;
        atomic_fetch_add(&p->b->n_documents, 1);
    }
    return status;
}

static bool asked_to_stop(void *ctx)
{
    return atomic_load(&((place *)ctx)->b->stop);
}

static dossier_status read_job(place *p, loader *l, job *j)
{
    const loader_sink sink = {on_document, asked_to_stop, p};
    xapian_docid before = p->last;
    atomic_store(&p->b->current, j);
    dossier_status status = j->kind == JOB_STORED ? loader_read_stored(l, j, p->stored, &sink)
                                                  : loader_read(l, j, &sink);
    if (status == DOSSIER_OK) {
        atomic_fetch_add(&p->b->files, 1);
        atomic_fetch_add(&p->b->bytes, j->file.size);
    } else if (p->last > before) {
        /* Cut short: a file is in the index whole or not at all. */
        dossier_status dropped = bulk_part_drop(p->part, before + 1, &p->error);
        p->last = before;
        if (dropped != DOSSIER_OK)
            status = dropped;
    }
    return status;
}

static dossier_status read_chunk(place *p, loader *l, size_t number)
{
    build *b = p->b;
    const chunk *c = &b->chunks[number];
    p->last = 0;
    dossier_status status = bulk_part_open(b->bulk, number, &p->part, &p->error);
    if (status != DOSSIER_OK)
        return status;
    for (size_t i = 0; i < c->n_jobs && status == DOSSIER_OK; i++)
        status = atomic_load(&b->stop) ? DOSSIER_INTERRUPTED
                                       : read_job(p, l, &b->jobs[c->first_job + i]);
    dossier_status closed = bulk_part_close(p->part, &b->documents[number], &p->error);
    return closed != DOSSIER_OK ? closed : status;
}

static void *work(void *ctx)
{
    build *b = ctx;
    place p = {.b = b};
    loader *l = NULL;
    dossier_status status = loader_create(b->options->loader, &l);
    if (status == DOSSIER_OK && b->options->stored)
        status = reader_open(&b->options->stored, 1, &p.stored, &p.error);
    while (status == DOSSIER_OK) {
        size_t number = atomic_fetch_add(&b->next_chunk, 1);
        if (number >= b->n_chunks)
            break;
        status = read_chunk(&p, l, number);
    }
    loader_free(l);
    reader_free(p.stored);
    if (status == DOSSIER_NO_MEMORY && !p.error.message[0])
        error_no_memory(&p.error);
    pthread_mutex_lock(&b->lock);
    if (status != DOSSIER_OK && status != DOSSIER_INTERRUPTED && b->status == DOSSIER_OK) {
        b->status = status;
        b->error = p.error;
        atomic_store(&b->stop, true);
    }
    b->running--;
    pthread_cond_signal(&b->ended);
    pthread_mutex_unlock(&b->lock);
    return NULL;
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

static void tell(build *b)
{
    const job *current = atomic_load(&b->current);
    const parallel_progress progress = {
        .files = atomic_load(&b->files),
        .bytes = atomic_load(&b->bytes),
        .documents = atomic_load(&b->n_documents),
        .current = current ? current->file.path : (slice){NULL, 0},
    };
    if (b->options->progress && !b->options->progress(&progress, b->options->ctx))
        atomic_store(&b->stop, true);
}

/* Waits for the threads, telling of progress. */
static void supervise(build *b)
{
    pthread_mutex_lock(&b->lock);
    while (b->running) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += PROGRESS_MS * 1000000L;
        if (until.tv_nsec >= 1000000000L) {
            until.tv_nsec -= 1000000000L;
            until.tv_sec++;
        }
        pthread_cond_timedwait(&b->ended, &b->lock, &until);
        pthread_mutex_unlock(&b->lock);
        tell(b);
        pthread_mutex_lock(&b->lock);
    }
    pthread_mutex_unlock(&b->lock);
}

static void run_threads(build *b)
{
    unsigned wanted = b->options->threads;
    if (wanted > b->n_chunks)
        wanted = (unsigned)b->n_chunks;
    pthread_t *threads = calloc(wanted ? wanted : 1, sizeof *threads);
    unsigned started = 0;
    b->running = wanted;
    while (threads && started < wanted && pthread_create(&threads[started], NULL, work, b) == 0)
        started++;
    if (started < wanted) {
        pthread_mutex_lock(&b->lock);
        b->running -= wanted - started;
        if (started == 0) {
            b->status = DOSSIER_NO_MEMORY;
            error_set(&b->error, DOSSIER_NO_MEMORY, "no thread can be started");
        }
        pthread_mutex_unlock(&b->lock);
    }
    supervise(b);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    free(threads);
}

/* Gives the jobs of each part the ids that their documents will have after merging. */
static void shift_runs(build *b)
{
    uint32_t offset = 0;
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
    *documents = NULL;
    *n_parts = 0;
    b.memory_each = options->memory / (options->threads ? options->threads : 1);
    pthread_mutex_init(&b.lock, NULL);
    pthread_cond_init(&b.ended, NULL);
    dossier_status status = cut(&b, n_jobs);
    if (status == DOSSIER_OK) {
        run_threads(&b);
        status = b.status;
        if (error && status != DOSSIER_OK)
            *error = b.error;
        if (status == DOSSIER_OK && atomic_load(&b.stop))
            status = DOSSIER_INTERRUPTED;
    } else {
        error_no_memory(error);
    }
    if (status == DOSSIER_OK || status == DOSSIER_INTERRUPTED) {
        shift_runs(&b);
        *documents = b.documents;
        *n_parts = b.n_chunks;
    } else {
        free(b.documents);
    }
    free(b.chunks);
    pthread_cond_destroy(&b.ended);
    pthread_mutex_destroy(&b.lock);
    return status;
}
