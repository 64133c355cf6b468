/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One run of a posting-list query. Counting every match and ranking the best few are two passes
 * where ranking looks at positions: the first then weighs nothing, the second stops early. Neither
 * is needed where the lengths of the posting lists are the answer.
 */
#include <stdlib.h>

#include "query/postings.h"
#include "query/rank.h"
#include "query/search.h"
#include "store/error.h"
#include "store/fields.h"

enum { LENGTHS_MAX = 8 }; /* words of a query whose lists' lengths are looked at first */

/* What a pass is asked for. */
typedef struct pass {
    const xapian_query *query;
    bool weighted;
    bool count_all;
    size_t first;
    size_t max;
    facet_set *facets;
    deadline *deadline;
} pass;

static xapian_status set_order(xapian_enquire *enquire, dossier_sort sort, xapian_error *cause)
{
    if (sort == DOSSIER_BY_RELEVANCE)
        return XAPIAN_OK;
    return xapian_enquire_sort_by_value_then_relevance(enquire, SLOT_DATE, sort == DOSSIER_BY_DATE,
                                                       cause);
}

static xapian_status set_weight(xapian_enquire *enquire, bool weighted, xapian_error *cause)
{
    xapian_weight *weight = NULL;
    xapian_status got = weighted ? rank_weight(&weight, cause) : xapian_weight_bool(&weight, cause);
    if (got == XAPIAN_OK)
        got = xapian_enquire_set_weight(enquire, weight, cause);
    xapian_weight_free(weight);
    return got;
}

static dossier_status run_pass(xapian_database *db, const pass *p, dossier_sort sort,
                               xapian_mset **out, dossier_error *error)
{
    xapian_enquire *enquire = NULL;
    xapian_doccount documents = 0;
    xapian_error cause;
    postings_maker make = {.error = error};
    xapian_query *timed = deadline_apply(&make, p->query, p->deadline);
    if (make.status != DOSSIER_OK)
        return make.status;
    xapian_status got = xapian_database_doccount(db, &documents, &cause);
    if (got == XAPIAN_OK)
        got = xapian_enquire_create(db, &enquire, &cause);
    if (got == XAPIAN_OK)
        got = xapian_enquire_set_query(enquire, timed ? timed : p->query, 0, &cause);
    if (got == XAPIAN_OK)
        got = set_weight(enquire, p->weighted, &cause);
    if (got == XAPIAN_OK)
        got = set_order(enquire, sort, &cause);
    if (got == XAPIAN_OK && p->facets)
        got = facet_set_attach(p->facets, enquire, &cause);
    if (got == XAPIAN_OK) {
        size_t first = p->first < documents ? p->first : documents;
        size_t max = p->max < documents - first ? p->max : documents - first;
        got = xapian_enquire_get_mset(enquire, (xapian_doccount)first, (xapian_doccount)max,
                                      p->count_all ? documents : 0, NULL, NULL, NULL, out, &cause);
    }
    xapian_enquire_free(enquire);
    xapian_query_free(timed);
    if (got != XAPIAN_OK)
        return error_xapian(error, "the search failed", &cause);
    return DOSSIER_OK;
}

static void take_counts(match *m, const xapian_mset *set)
{
    xapian_match_counts counts = xapian_mset_matches(set);
    m->matches = counts.estimated;
    m->exact = counts.lower == counts.upper;
}

/* Counts without looking at postings, where the lists' lengths tell: one word, or words of which
 * one is nowhere. out->exact tells whether they did. Opening many lists for it would not pay. */
static dossier_status count_by_lengths(xapian_database *db, const match_request *r, match *out,
                                       dossier_error *error)
{
    const pass lengths = {.query = r->same ? r->same : r->query};
    xapian_mset *none = NULL;
    if (!r->exact || r->facets || xapian_query_length(lengths.query) > LENGTHS_MAX)
        return DOSSIER_OK;
    dossier_status status = run_pass(db, &lengths, DOSSIER_BY_RELEVANCE, &none, error);
    if (status == DOSSIER_OK)
        take_counts(out, none);
    if (out->exact && (r->limit == 0 || out->matches == 0))
        out->sets[0] = none;
    else
        xapian_mset_free(none);
    return status;
}

/* All at once, or the counts first where weighing is dear. */
static dossier_status run_ranked(xapian_database *db, const match_request *r, match *out,
                                 dossier_error *error)
{
    dossier_status status = count_by_lengths(db, r, out, error);
    if (status != DOSSIER_OK || out->sets[0])
        return status;
    bool known = out->exact;
    bool all = (r->exact && !known) || r->facets;
    bool apart = all && r->limit > 0 && r->same && r->sort == DOSSIER_BY_RELEVANCE;
    const xapian_query *plain = r->same ? r->same : r->query;
    bool ranked = r->sort == DOSSIER_BY_RELEVANCE && r->limit > 0;
    pass hits = {.query = ranked ? r->query : plain,
                 .weighted = r->weighted && r->limit > 0,
                 .count_all = all && !apart,
                 .first = r->offset,
                 .max = r->limit,
                 .facets = apart ? NULL : r->facets,
                 .deadline = r->deadline};
    pass counting = {
        .query = plain, .count_all = true, .facets = r->facets, .deadline = r->deadline};
    xapian_mset *counted = NULL;
    if (apart)
        status = run_pass(db, &counting, r->sort, &counted, error);
    if (status == DOSSIER_OK)
        status = run_pass(db, &hits, r->sort, &out->sets[0], error);
    if (status == DOSSIER_OK && !known)
        take_counts(out, apart ? counted : out->sets[0]);
    xapian_mset_free(counted);
    return status;
}

/* Oldest first: by value the documents without a date would be the first, so those with one and
 * those without are two searches. */
static dossier_status run_oldest(xapian_database *db, const match_request *r, match *out,
                                 dossier_error *error)
{
    postings_maker make = {.error = error};
    const xapian_query *plain = r->same ? r->same : r->query;
    xapian_query *dated = postings_range(&make, SLOT_DATE, SLICE("0"), (slice){0});
    xapian_query *parts[2] = {NULL, NULL};
    const xapian_query *both[] = {plain, dated};
    xapian_error cause;
    xapian_mset *all = NULL;
    if (!dated)
        return make.status;
    dossier_status status = DOSSIER_OK;
    if (xapian_query_combine(XAPIAN_OP_FILTER, both, 2, 0, &parts[0], &cause) != XAPIAN_OK ||
        xapian_query_combine(XAPIAN_OP_AND_NOT, both, 2, 0, &parts[1], &cause) != XAPIAN_OK)
        status = error_xapian(error, "the query can't be built", &cause);
    pass p = {.query = parts[0],
              .weighted = r->weighted,
              .count_all = true,
              .first = r->offset,
              .max = r->limit,
              .deadline = r->deadline};
    pass counting = {.query = plain,
                     .count_all = r->exact || r->facets,
                     .facets = r->facets,
                     .deadline = r->deadline};
    if (status == DOSSIER_OK)
        status = run_pass(db, &counting, DOSSIER_BY_RELEVANCE, &all, error);
    if (status == DOSSIER_OK)
        status = run_pass(db, &p, DOSSIER_BY_DATE_OLDEST, &out->sets[0], error);
    if (status == DOSSIER_OK) {
        size_t n = xapian_mset_matches(out->sets[0]).estimated;
        p.query = parts[1];
        p.first = r->offset > n ? r->offset - n : 0;
        p.max = r->limit - xapian_mset_size(out->sets[0]);
        status = run_pass(db, &p, DOSSIER_BY_RELEVANCE, &out->sets[1], error);
    }
    if (status == DOSSIER_OK)
        take_counts(out, all);
    xapian_mset_free(all);
    xapian_query_free(dated);
    xapian_query_free(parts[0]);
    xapian_query_free(parts[1]);
    return status;
}

dossier_status match_run(xapian_database *db, const match_request *request, match *out,
                         dossier_error *error)
{
    *out = (match){0};
    dossier_status status = request->sort == DOSSIER_BY_DATE_OLDEST && request->limit > 0
                                ? run_oldest(db, request, out, error)
                                : run_ranked(db, request, out, error);
    if (status == DOSSIER_OK && request->facets)
        status = facet_set_read(request->facets, db, out->matches, error);
    if (status != DOSSIER_OK)
        match_free(out);
    out->exact &= !(request->deadline && request->deadline->passed);
    return status;
}

void match_free(match *m)
{
    xapian_mset_free(m->sets[0]);
    xapian_mset_free(m->sets[1]);
    *m = (match){0};
}

size_t match_size(const match *m)
{
    size_t n = m->sets[0] ? xapian_mset_size(m->sets[0]) : 0;
    return n + (m->sets[1] ? xapian_mset_size(m->sets[1]) : 0);
}

xapian_status match_hit(const match *m, size_t i, xapian_hit *hit, xapian_document **document,
                        xapian_error *err)
{
    size_t first = xapian_mset_size(m->sets[0]);
    const xapian_mset *set = i < first ? m->sets[0] : m->sets[1];
    xapian_doccount index = (xapian_doccount)(i < first ? i : i - first);
    xapian_status got = xapian_mset_hit(set, index, hit, err);
    return got == XAPIAN_OK ? xapian_mset_document(set, index, document, err) : got;
}
