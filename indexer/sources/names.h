/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * names: the names given to documents inside one file, so that no two are the same. A name that was
 * given before gets "#2" behind it, the next "#3".
 */
#ifndef DOSSIER_INDEXER_SOURCES_NAMES_H
#define DOSSIER_INDEXER_SOURCES_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/buf.h"

/* Known by hash alone: should two names ever share one, the later gets a number it did not need. */
typedef struct given_name {
    uint64_t hash;
    uint32_t times; /* 0: an empty slot */
} given_name;

typedef struct names {
    given_name *slots;
    size_t n, cap;
} names;

void names_free(names *given);
void names_clear(names *given);
/* Makes the name unlike all before. False when memory has run out. */
bool names_claim(names *given, buf *name);

#endif
