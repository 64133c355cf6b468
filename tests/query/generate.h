/* SPDX-License-Identifier: GPL-2.0-or-later */
/* generate: queries made up from the words, names and values of a library's documents. */
#ifndef DOSSIER_TESTS_QUERY_GENERATE_H
#define DOSSIER_TESTS_QUERY_GENERATE_H

#include "obvious.h"

typedef struct generator {
    uint64_t random; /* state; not 0 */
    const obvious_library *library;
    const obvious_document *from; /* what the present query is made of */
    bool in_field;                /* no field, lead and first can stand here */
    buf query;
} generator;

/* Another query, in query. */
void generate_query(generator *g);

#endif
