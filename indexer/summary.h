/* SPDX-License-Identifier: GPL-2.0-or-later */
/* summary: what dossier-index says at the end, for people. */
#ifndef DOSSIER_INDEXER_SUMMARY_H
#define DOSSIER_INDEXER_SUMMARY_H

#include <stddef.h>
#include <stdio.h>

#include "dossier.h"

/* The first failures, kept to be named at the end. */
typedef struct summary_failures {
    char **lines; /* owned: "path: reason" */
    size_t count;
    uint64_t total;
} summary_failures;

void summary_note_failure(summary_failures *failures, const dossier_event *event);
void summary_free_failures(summary_failures *failures);
/* An absolute path as seen from the current folder, when it lies below. Into the same string. */
const char *summary_place(const char *absolute);
/* What --retag did: one line. */
void summary_print_retag(FILE *out, const dossier_report *report, const char *index);
/* One line: what was done, how much, how long it took. */
void summary_print(FILE *out, const dossier_report *report, const char *index, bool dry_run);
/* Names what could not be read; `log` is the file that has them all, or NULL. */
void summary_print_failures(FILE *out, const summary_failures *failures, bool quiet,
                            const char *log);
void summary_print_statistics(FILE *out, const dossier_statistics *statistics, const char *index);

#endif
