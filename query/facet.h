/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * facet: how the matches spread over the values of a field, or over months and years. Counted from
 * value slots by Xapian's own match spy, which a remote database can run too.
 */
#ifndef DOSSIER_QUERY_FACET_H
#define DOSSIER_QUERY_FACET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dossier.h"
#include "query/book.h"
#include "xapian-c.h"

enum { FACETS_MAX = 16 };

typedef struct facet_set facet_set;

typedef struct facet_options {
    const char *const *names; /* fields with facets (or their aliases), "month" and "year" */
    size_t n_names;
    size_t limit;         /* values a facet, 0 for all */
    bool associate;       /* entities are ranked by log-likelihood */
    const book *names_of; /* entities; borrowed */
} facet_options;

/* *out is NULL when there are no names. Errors: DOSSIER_INVALID for an unknown name,
 * DOSSIER_NO_MEMORY. */
dossier_status facet_set_create(const facet_options *options, facet_set **out,
                                dossier_error *error);
void facet_set_free(facet_set *set);
/* Starts counting anew with the next match of enquire, which has to look at every document. */
xapian_status facet_set_attach(facet_set *set, xapian_enquire *enquire, xapian_error *err);
/* Terms of entities that associations leave out, because the query names them; they replace those
 * given before. Borrowed. A NULL set is fine. */
void facet_set_leave_out(facet_set *set, const slice *terms, size_t n);
/* Takes the counts over; the query had so many matches in db. */
dossier_status facet_set_read(facet_set *set, xapian_database *db, uint64_t matches,
                              dossier_error *error);
/* What was counted; a NULL set has none. */
const dossier_facet *facet_set_values(const facet_set *set, size_t *n);

#endif
