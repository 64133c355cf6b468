/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * job: one file to be read (or renamed, or taken out), from the survey that found it to the list of
 * files that records it.
 */
#ifndef DOSSIER_INDEXER_JOB_H
#define DOSSIER_INDEXER_JOB_H

#include <stdbool.h>
#include <stdint.h>

#include "dossier.h"
#include "store/manifest.h"
#include "text/buf.h"

typedef enum job_kind {
    JOB_ADD,
    JOB_CHANGE, /* known; its stat differs, or it could not be read last time */
    JOB_RENAME, /* known under old_path */
} job_kind;

typedef struct job_failure {
    slice member; /* empty: the file itself */
    slice reason;
} job_failure;

typedef struct job {
    job_kind kind;
    slice open_path;          /* absolute; bytes of the survey's arena, NUL-terminated */
    slice old_path;           /* JOB_RENAME: the stored path it had */
    manifest_file file;       /* stored path and stat; hash, runs and failure after reading */
    uint64_t known_hash;      /* of the contents indexed before; 0: none */
    manifest_run *known_runs; /* the documents it had */
    uint32_t n_known_runs;
    bool done; /* read to the end */
    bool same; /* read, and its contents are what the index has */
    job_failure *failures;
    size_t n_failures, cap_failures;
    uint64_t documents; /* read */
    uint64_t replaced;  /* bytes that were no valid text */
    arena memory;       /* failures and runs */
} job;

void job_free(job *j);
/* Notes a document that could not be read; copies both. */
dossier_status job_fail(job *j, slice member, slice reason);
/* Notes one more document, under this id. */
dossier_status job_document(job *j, uint32_t docid);

#endif
