/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * set: documents as a set that is compared with many others. A small one is the sorted list of its
 * documents' numbers, a large one a map with a bit for each document of the index, whichever takes
 * less; so a thousand sets of an index of a million documents need 128 MB at most, and comparing
 * two takes as long as the smaller list, or a pass over two maps.
 */
#ifndef DOSSIER_QUERY_SET_H
#define DOSSIER_QUERY_SET_H

#include <stdint.h>

#include "dossier.h"

struct dossier_set {
    uint64_t count;
    uint32_t *list; /* rising; NULL when it is a map */
    uint64_t *map;  /* bit d % 64 of word d / 64 is document d */
    uint64_t words; /* of the map */
};

/* A set of numbers, which rise and are at most `last`; they are copied. NULL when memory has run
 * out. */
dossier_set *set_create(const uint32_t *numbers, uint64_t n, uint32_t last);

#endif
