/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rules: the ignore files that hold in a place of a walk, and what they say together.
 *
 * Three voices, the first that is not silent decides: patterns given for this run; .dossierignore
 * files, the deepest folder first; .gitignore files, likewise, when they were asked for.
 *
 * Paths here are rooted: the canonical path of the start and the names below it. Each ignore file
 * knows how many bytes of such a path are its own folder.
 */
#ifndef DOSSIER_INDEXER_SOURCES_RULES_H
#define DOSSIER_INDEXER_SOURCES_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "dossier.h"
#include "indexer/sources/ignore.h"

typedef struct rules_level {
    struct rules_level *up;
    ignore_rules *rules;
    size_t base; /* bytes of a rooted path up to the names that these rules see */
} rules_level;

typedef struct rules {
    rules_level *given, *dossier, *git;
    bool wants_git;
} rules;

#define RULES_DOSSIER_FILE ".dossierignore"
#define RULES_GIT_FILE     ".gitignore"

/* Patterns for this run (NULL, or ending in NULL), seen from the folder that takes `base` bytes. */
dossier_status rules_give(rules *r, const char *const *patterns, size_t base);
/* The ignore files above the start: .dossierignore from the nearest folder above that holds an
 * index, .gitignore from the root of the repository. `start` is canonical, without a last slash. */
dossier_status rules_look_above(rules *r, const char *start);
/* Puts the rules of one ignore file in the folder `at` on top of *chain. A file that is not there
 * is no error; one that can't be read is DOSSIER_IO. */
dossier_status rules_enter(rules_level **chain, int at, const char *name, size_t base);
void rules_leave(rules_level **chain, const rules_level *until);
void rules_free(rules *r);

bool rules_ignore(const rules *r, slice rooted, bool folder);

#endif
