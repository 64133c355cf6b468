/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * team: threads that take numbered tasks, each with tools of its own, while the calling thread
 * tells of progress.
 *
 * Tasks are begun in the order of their numbers. The first failure stops the others at their next
 * look at team_stopping; so does a tick that returns false.
 */
#ifndef DOSSIER_INDEXER_TEAM_H
#define DOSSIER_INDEXER_TEAM_H

#include <stdbool.h>
#include <stddef.h>

#include "dossier.h"

typedef struct team team;

typedef struct team_work {
    /* Makes a thread's tools. */
    dossier_status (*begin)(void *ctx, void **tools, dossier_error *error);
    /* DOSSIER_INTERRUPTED for one that was cut short by team_stopping. */
    dossier_status (*task)(const team *t, void *tools, size_t number, dossier_error *error);
    void (*end)(void *tools); /* NULL is fine */
    /* From the calling thread about ten times a second; false asks to stop. */
    bool (*tick)(void *ctx);
    void *ctx;
} team_work;

/* Does tasks 0 .. n_tasks - 1 with up to so many threads. Errors: those of begin and task,
 * DOSSIER_NO_MEMORY, DOSSIER_INTERRUPTED when a tick asked to stop. */
dossier_status team_run(unsigned threads, size_t n_tasks, const team_work *work,
                        dossier_error *error);
/* Whether what is in hand should be cut short. */
bool team_stopping(const team *t);
/* Threads for so many asked for by a user (0: one for each processor). */
unsigned team_size(unsigned asked);

#endif
