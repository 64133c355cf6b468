/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * deadline: a search that takes too long ends with what it has. The matcher can't be stopped from
 * outside, so a posting source that has every document is ANDed to the query: after the deadline it
 * has no more. Sources that look at positions, which come before it, ask too.
 */
#ifndef DOSSIER_QUERY_DEADLINE_H
#define DOSSIER_QUERY_DEADLINE_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "query/postings.h"

typedef struct deadline {
    struct timespec until; /* of the monotonic clock; tv_sec 0: there is none */
    unsigned calls;        /* since the clock was last read */
    bool passed;
} deadline;

/* From now on; 0 milliseconds: none. */
void deadline_set(deadline *d, uint32_t milliseconds);
/* Reads the clock now and then; once true, it stays so. False for NULL. */
bool deadline_passed(deadline *d);
/* The same documents as query, as long as there is time; NULL without a deadline, and on failure.
 * The caller frees it; d outlives it. */
xapian_query *deadline_apply(postings_maker *m, const xapian_query *query, deadline *d);

#endif
