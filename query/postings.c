/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/postings.h"

#include <stdlib.h>

#include "store/error.h"

static const char what[] = "the query can't be built";

/* The query that a call gave, or NULL with the error kept. */
static xapian_query *made(postings_maker *m, xapian_status got, xapian_query *query,
                          const xapian_error *cause)
{
    if (got == XAPIAN_OK)
        return query;
    m->status = error_xapian(m->error, what, cause);
    return NULL;
}

void postings_free(postings *list)
{
    for (size_t i = 0; i < list->count; i++)
        xapian_query_free(list->items[i]);
    free(list->items);
    *list = (postings){0};
}

void postings_add(postings_maker *m, postings *list, xapian_query *query)
{
    if (!query || m->status != DOSSIER_OK) {
        xapian_query_free(query);
        return;
    }
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 8;
        xapian_query **items = realloc(list->items, capacity * sizeof(xapian_query *));
        if (!items) {
            m->status = error_no_memory(m->error);
            xapian_query_free(query);
            return;
        }
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = query;
}

xapian_query *postings_join(postings_maker *m, xapian_op op, postings *list, size_t window)
{
    xapian_query *joined = NULL;
    xapian_error cause;
    if (m->status == DOSSIER_OK && list->count == 1) {
        joined = list->items[0];
        list->count = 0;
    } else if (m->status == DOSSIER_OK && list->count > 1) {
        xapian_status got =
            xapian_query_combine(op, (const xapian_query *const *)list->items, list->count,
                                 (xapian_termcount)window, &joined, &cause);
        joined = made(m, got, joined, &cause);
    }
    postings_free(list);
    return joined;
}

xapian_query *postings_both(postings_maker *m, xapian_op op, const xapian_query *a,
                            const xapian_query *b)
{
    xapian_query *joined = NULL;
    xapian_error cause;
    const xapian_query *both[] = {a, b};
    if (m->status != DOSSIER_OK || !a || !b)
        return NULL;
    xapian_status got = xapian_query_combine(op, both, 2, 0, &joined, &cause);
    return made(m, got, joined, &cause);
}

xapian_query *postings_pair(postings_maker *m, xapian_op op, xapian_query *a, xapian_query *b)
{
    if (m->status == DOSSIER_OK && (!a || !b))
        return a ? a : b;
    xapian_query *joined = postings_both(m, op, a, b);
    xapian_query_free(a);
    xapian_query_free(b);
    return joined;
}

xapian_query *postings_term(postings_maker *m, slice term, xapian_termcount wqf)
{
    xapian_query *query = NULL;
    xapian_error cause;
    if (m->status != DOSSIER_OK)
        return NULL;
    xapian_status got = xapian_query_term(term.data, term.len, wqf, 0, &query, &cause);
    return made(m, got, query, &cause);
}

xapian_query *postings_scale(postings_maker *m, xapian_query *query, double factor)
{
    xapian_query *scaled = NULL;
    xapian_error cause;
    if (m->status == DOSSIER_OK && query) {
        xapian_status got = xapian_query_scale(query, factor, &scaled, &cause);
        scaled = made(m, got, scaled, &cause);
    }
    xapian_query_free(query);
    return scaled;
}

xapian_query *postings_everything(postings_maker *m)
{
    xapian_query *query = NULL;
    xapian_error cause;
    if (m->status != DOSSIER_OK)
        return NULL;
    xapian_status got = xapian_query_match_all(&query, &cause);
    return made(m, got, query, &cause);
}

xapian_query *postings_range(postings_maker *m, xapian_valueno slot, slice from, slice to)
{
    xapian_query *query = NULL;
    xapian_error cause;
    if (m->status != DOSSIER_OK)
        return NULL;
    xapian_status got = to.len ? xapian_query_value_range(slot, from.data, from.len, to.data,
                                                          to.len, &query, &cause)
                               : xapian_query_value_ge(slot, from.data, from.len, &query, &cause);
    return made(m, got, query, &cause);
}
