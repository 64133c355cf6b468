/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * survey: what is on disk against what the index knows. No file is opened, except to tell a moved
 * file from a new one where its inode does not say.
 */
#ifndef DOSSIER_INDEXER_SURVEY_H
#define DOSSIER_INDEXER_SURVEY_H

#include "dossier.h"
#include "indexer/job.h"
#include "indexer/source.h"
#include "store/manifest.h"

typedef struct survey_skip { /* passed over, and why (static text) */
    slice path;
    const char *reason;
} survey_skip;

typedef struct survey {
    job *jobs; /* in the order of the walk */
    size_t n_jobs, cap_jobs;
    slice *gone; /* stored paths of files that are no longer there */
    size_t n_gone;
    survey_skip *skipped;
    size_t n_skipped, cap_skipped;
    slice
        *unreadable; /* stored paths of folders that could not be entered: nothing below is gone */
    size_t n_unreadable, cap_unreadable;
    uint64_t files; /* seen */
    uint64_t unchanged;
    uint64_t job_bytes; /* of the files to be read */
    arena memory;       /* paths */
} survey;

typedef struct survey_options {
    const char *root; /* stored paths are relative to it; NULL: absolute */
    source_walk_options walk;
    bool everything;                         /* read every file, changed or not */
    bool (*tick)(uint64_t files, void *ctx); /* now and then; false stops (DOSSIER_INTERRUPTED) */
    void *ctx;
} survey_options;

void survey_init(survey *s);
void survey_free(survey *s);
/* Walks the paths (absolute) and compares with the list of files. */
dossier_status survey_run(survey *s, const manifest *known, const char *const *paths,
                          size_t n_paths, const survey_options *options, dossier_error *error);

#endif
