/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/deadline.h"

#include "store/error.h"

enum { CALLS = 16 }; /* between two looks at the clock */

static bool is_set(const deadline *d)
{
    return d && d->until.tv_sec != 0;
}

void deadline_set(deadline *d, uint32_t milliseconds)
{
    *d = (deadline){.passed = false};
    if (milliseconds == 0)
        return;
    clock_gettime(CLOCK_MONOTONIC, &d->until);
    d->until.tv_sec += milliseconds / 1000;
    d->until.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    if (d->until.tv_nsec >= 1000000000) {
        d->until.tv_nsec -= 1000000000;
        d->until.tv_sec++;
    }
}

bool deadline_passed(deadline *d)
{
    struct timespec now;
    if (!is_set(d) || d->passed || d->calls++ % CALLS != 0)
        return d && d->passed;
    clock_gettime(CLOCK_MONOTONIC, &now);
    d->passed = now.tv_sec > d->until.tv_sec ||
                (now.tv_sec == d->until.tv_sec && now.tv_nsec >= d->until.tv_nsec);
    return d->passed;
}

static xapian_status clock_init(xapian_database *shard, xapian_source_state *state,
                                xapian_source_bounds *bounds, void *ctx)
{
    xapian_error cause;
    xapian_doccount documents = 0;
    (void)ctx;
    xapian_status got = xapian_database_doccount(shard, &documents, &cause);
    state->max_weight = 0;
    *bounds = (xapian_source_bounds){0, documents, documents};
    return got;
}

static xapian_status clock_skip_to(xapian_docid target, double min_weight,
                                   xapian_source_state *state, void *ctx)
{
    (void)min_weight;
    state->docid = deadline_passed(ctx) ? 0 : target;
    return XAPIAN_OK;
}

static xapian_status clock_next(double min_weight, xapian_source_state *state, void *ctx)
{
    return clock_skip_to(state->docid + 1, min_weight, state, ctx);
}

/* All shards go by the one clock, which nobody owns here. */
static xapian_status clock_clone(void *ctx, void **copy)
{
    *copy = ctx;
    return XAPIAN_OK;
}

xapian_query *deadline_apply(postings_maker *m, const xapian_query *query, deadline *d)
{
    static const xapian_source_callbacks callbacks = {
        .init = clock_init, .next = clock_next, .skip_to = clock_skip_to, .clone = clock_clone};
    xapian_query *source = NULL;
    xapian_error cause;
    if (!is_set(d) || m->status != DOSSIER_OK)
        return NULL;
    if (xapian_query_posting_source(&callbacks, d, &source, &cause) != XAPIAN_OK)
        m->status = error_xapian(m->error, "the query can't be built", &cause);
    xapian_query *timed = postings_both(m, XAPIAN_OP_FILTER, query, source);
    xapian_query_free(source);
    return timed;
}
