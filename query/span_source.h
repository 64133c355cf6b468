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

/* root and its nodes (numbered below n) are borrowed for as long as the query lives. Documents
 * weigh up to `bonus`, more the shorter the shortest stretch is. After the deadline (NULL: none),
 * which outlives the query, there are no more. */
xapian_query *span_source_query(postings_maker *m, const span_node *root, size_t n, double bonus,
                                deadline *until);

#endif
