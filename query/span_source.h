/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * span_source: a tree of spans as a posting source: the documents that it stands in.
 *
 * It goes through every document of the index if it is asked to; so it stands in an AND with
 * something that proposes the documents, and says of itself that it may have them all, which makes
 * libxapian ask it last and only about those.
 */
#ifndef DOSSIER_QUERY_SPAN_SOURCE_H
#define DOSSIER_QUERY_SPAN_SOURCE_H

#include "query/deadline.h"
#include "query/postings.h"
#include "query/span.h"

typedef struct span_source_options {
    const span_node *root; /* its nodes are numbered below n */
    size_t n;
    double bonus; /* documents weigh up to so much, more the shorter the shortest stretch */
    const char
        *generation;    /* the folder of the only shard's tables; NULL: they are not to be read */
    deadline *deadline; /* after it there are no more; NULL: none */
} span_source_options;

/* What the options point to is borrowed for as long as the query lives. */
xapian_query *span_source_query(postings_maker *m, const span_source_options *options);

#endif
