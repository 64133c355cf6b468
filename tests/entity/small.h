/* SPDX-License-Identifier: GPL-2.0-or-later */
/* small: a gazetteer of a few facts, compiled from tables in the test. */
#ifndef DOSSIER_TESTS_ENTITY_SMALL_H
#define DOSSIER_TESTS_ENTITY_SMALL_H

#include "entity/gazetteer.h"
#include "text/buf.h"

typedef struct small {
    gazetteer *g;
    buf bytes;
    size_t complaints;
    char complaint[200]; /* the last one: "rules.tsv:3: ..." */
} small;

/* Compiles the tables of small.c and one more (NULL: none), a user's own. */
small small_create(const char *users_table);
void small_free(small *s);
/* The entity of this id; fails the test when there is none. */
uint32_t small_find(const small *s, entity_kind kind, const char *id);

#endif
