/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * parallel: a whole new generation from the jobs of a survey, by several threads.
 *
 * Jobs are cut into runs of neighbours ("chunks") of about equal size; each chunk becomes a part of
 * a bulk build (lib/store/bulk.h), written by the thread that took it. Which thread took which
 * chunk does not show in the result.
 */
#ifndef DOSSIER_INDEXER_PARALLEL_H
#define DOSSIER_INDEXER_PARALLEL_H

#include "dossier.h"
#include "indexer/job.h"
#include "indexer/load.h"
#include "store/bulk.h"

typedef struct parallel_progress {
    uint64_t files, bytes, documents;
    slice current; /* a file in hand; lives as long as the jobs */
} parallel_progress;

typedef struct parallel_options {
    unsigned threads;
    uint32_t first;  /* ids in use before those of part 0 */
    uint64_t memory; /* bytes for all pending postings together */
    const loader_options *loader;
    /* Called from the calling thread about ten times a second; false asks to stop. */
    bool (*progress)(const parallel_progress *progress, void *ctx);
    void *ctx;
} parallel_options;

/* Reads the jobs into parts 0 .. *n_parts - 1 of b; *documents (malloc'd, one more element than
 * parts, for a part of the caller's) receives the ids used by each; the jobs' runs get their final
 * ids. DOSSIER_INTERRUPTED: the jobs marked done are in the parts, the others are not, and the
 * build can be finished. Other errors: DOSSIER_IO, DOSSIER_NO_MEMORY. */
dossier_status parallel_read(bulk *b, job *jobs, size_t n_jobs, const parallel_options *options,
                             uint32_t **documents, size_t *n_parts, dossier_error *error);

#endif
