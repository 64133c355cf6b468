/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/team.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "store/error.h"

enum { TICK_MS = 100 };

struct team {
    const team_work *work;
    size_t n_tasks;
    atomic_size_t next_task;
    atomic_bool stop;
    pthread_mutex_t lock; /* guards the rest */
    pthread_cond_t ended;
    unsigned running;
    dossier_status status; /* the first failure */
    dossier_error error;
};

bool team_stopping(const team *t)
{
    return atomic_load(&t->stop);
}

unsigned team_size(unsigned asked)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (asked)
        return asked;
    return processors > 0 ? (unsigned)processors : 1;
}

static void *member(void *ctx)
{
    team *t = ctx;
    void *tools = NULL;
    dossier_error error = {0};
    dossier_status status = t->work->begin(t->work->ctx, &tools, &error);
    while (status == DOSSIER_OK && !team_stopping(t)) {
        size_t number = atomic_fetch_add(&t->next_task, 1);
        if (number >= t->n_tasks)
            break;
        status = t->work->task(t, tools, number, &error);
    }
    t->work->end(tools);
    if (status == DOSSIER_NO_MEMORY && !error.message[0])
        error_no_memory(&error);
    pthread_mutex_lock(&t->lock);
    if (status != DOSSIER_OK && status != DOSSIER_INTERRUPTED && t->status == DOSSIER_OK) {
        t->status = status;
        t->error = error;
        atomic_store(&t->stop, true);
    }
    t->running--;
    pthread_cond_signal(&t->ended);
    pthread_mutex_unlock(&t->lock);
    return NULL;
}

/* Waits for the threads, ticking. */
static void supervise(team *t)
{
    pthread_mutex_lock(&t->lock);
    while (t->running) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += TICK_MS * 1000000L;
        if (until.tv_nsec >= 1000000000L) {
            until.tv_nsec -= 1000000000L;
            until.tv_sec++;
        }
        pthread_cond_timedwait(&t->ended, &t->lock, &until);
        pthread_mutex_unlock(&t->lock);
        if (!t->work->tick(t->work->ctx))
            atomic_store(&t->stop, true);
        pthread_mutex_lock(&t->lock);
    }
    pthread_mutex_unlock(&t->lock);
}

static void run_threads(team *t, unsigned wanted)
{
    pthread_t *threads = calloc(wanted ? wanted : 1, sizeof *threads);
    unsigned started = 0;
    t->running = wanted;
    while (threads && started < wanted && pthread_create(&threads[started], NULL, member, t) == 0)
        started++;
    if (started < wanted) {
        pthread_mutex_lock(&t->lock);
        t->running -= wanted - started;
        if (started == 0) {
            t->status = DOSSIER_NO_MEMORY;
            error_set(&t->error, DOSSIER_NO_MEMORY, "no thread can be started");
        }
        pthread_mutex_unlock(&t->lock);
    }
    supervise(t);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    free(threads);
}

dossier_status team_run(unsigned threads, size_t n_tasks, const team_work *work,
                        dossier_error *error)
{
    team t = {.work = work, .n_tasks = n_tasks};
    pthread_mutex_init(&t.lock, NULL);
    pthread_cond_init(&t.ended, NULL);
    run_threads(&t, threads < n_tasks ? threads : (unsigned)n_tasks);
    pthread_cond_destroy(&t.ended);
    pthread_mutex_destroy(&t.lock);
    if (error && t.status != DOSSIER_OK)
        *error = t.error;
    if (t.status == DOSSIER_OK && team_stopping(&t))
        return DOSSIER_INTERRUPTED;
    return t.status;
}
