/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * facet: how the matches spread over the values of a field, or over months and years. Counted from
 * value slots by Xapian's own match spy, which a remote database can run too.
 */
#ifndef DOSSIER_QUERY_FACET_H
#define DOSSIER_QUERY_FACET_H

#include <stddef.h>

#include "dossier.h"
#include "query/book.h"
#include "xapian-c.h"

enum { FACETS_MAX = 16 };

typedef struct facet_set facet_set;

/* Names of fields with facets (or their aliases), "month" and "year"; limit is values a facet, 0
 * for all. whom (borrowed) names entities. *out is NULL when n is 0. Errors: DOSSIER_INVALID for an
 * unknown name, DOSSIER_NO_MEMORY. */
dossier_status facet_set_create(const char *const *names, size_t n, size_t limit, const book *whom,
                                facet_set **out, dossier_error *error);
void facet_set_free(facet_set *set);
/* Starts counting anew with the next match of enquire, which has to look at every document. */
xapian_status facet_set_attach(facet_set *set, xapian_enquire *enquire, xapian_error *err);
/* Takes the counts over. */
dossier_status facet_set_read(facet_set *set, dossier_error *error);
/* What was counted; a NULL set has none. */
const dossier_facet *facet_set_values(const facet_set *set, size_t *n);

#endif
