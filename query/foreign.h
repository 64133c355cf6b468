/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * foreign: operators of other search languages (legal databases, Lucene, web search) that this one
 * does not have; nearness, which it has, is in proximity.h. None of them is ever read as a word in
 * silence: one with a single meaning here is read so, with a note; the others are refused, with
 * what to write instead.
 */
#ifndef DOSSIER_QUERY_FOREIGN_H
#define DOSSIER_QUERY_FOREIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "text/buf.h"

typedef enum foreign_kind {
    FOREIGN_NONE, /* an ordinary word */
    FOREIGN_REFUSED,
    FOREIGN_AND, /* && */
    FOREIGN_OR,  /* || and | */
    FOREIGN_NOT  /* % */
} foreign_kind;

typedef struct foreign {
    foreign_kind kind;
    const char *message; /* what it is; follows the operator in quotes */
    const char *hint;
} foreign;

/* What a run of characters (as lex_plain gives them) is; `open` tells that a bracket follows it at
 * once, `spaced` that one follows, perhaps after a space. */
foreign foreign_find(const char *run, size_t len, bool open, bool spaced);

/* What to write instead of a name that is no field here but is one elsewhere; NULL for others.
 * Static. */
const char *foreign_field_hint(slice name);

/* The known field name nearest to an unknown one, or NULL when none is near. Static. */
const char *foreign_nearest_field(const char *name, size_t len);

#endif
