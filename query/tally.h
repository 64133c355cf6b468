/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tally: how often each of a few texts was met. */
#ifndef DOSSIER_QUERY_TALLY_H
#define DOSSIER_QUERY_TALLY_H

#include <stdbool.h>
#include <stddef.h>

#include "dossier.h"
#include "text/buf.h"

typedef struct tally {
    dossier_facet_value *items; /* in byte order of their values until they are sorted; owned */
    size_t n, capacity;
    bool failed;   /* memory has run out: some were not counted */
    arena *memory; /* keeps the texts; borrowed */
} tally;

void tally_free(tally *t);
void tally_add(tally *t, slice text);
/* The most frequent first; nothing can be added afterwards. */
void tally_sort(tally *t);

#endif
