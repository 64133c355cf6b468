/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * postings: putting posting-list queries together without losing one.
 *
 * Invariants
 *  - A function that takes a xapian_query takes it over, also when it fails.
 *  - NULL is "no query": adding it adds nothing, joining it with another gives the other.
 *  - Errors are sticky: after the first, every function gives NULL. Build freely, check once.
 */
#ifndef DOSSIER_QUERY_POSTINGS_H
#define DOSSIER_QUERY_POSTINGS_H

#include <stddef.h>

#include "dossier.h"
#include "text/buf.h"
#include "xapian-c.h"

typedef struct postings_maker {
    dossier_status status;
    dossier_error *error; /* may be NULL */
} postings_maker;

typedef struct postings { /* a list of queries */
    xapian_query **items;
    size_t count;
    size_t capacity;
} postings;

void postings_free(postings *list);
void postings_add(postings_maker *m, postings *list, xapian_query *query);
/* The queries of a list under one operator; the list is empty afterwards. One query stands for
 * itself; none is NULL. window: PHRASE alone. */
xapian_query *postings_join(postings_maker *m, xapian_op op, postings *list, size_t window);
xapian_query *postings_pair(postings_maker *m, xapian_op op, xapian_query *a, xapian_query *b);
/* The same without taking a and b over, neither of which is NULL unless making one has failed. */
xapian_query *postings_both(postings_maker *m, xapian_op op, const xapian_query *a,
                            const xapian_query *b);
xapian_query *postings_term(postings_maker *m, slice term, xapian_termcount wqf);
xapian_query *postings_scale(postings_maker *m, xapian_query *query, double factor);
xapian_query *postings_everything(postings_maker *m);
/* Documents whose value lies in from..to, both inclusive; documents without a value are left out.
 * An empty `to` is no upper end. */
xapian_query *postings_range(postings_maker *m, xapian_valueno slot, slice from, slice to);

#endif
