/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * evaluate: ranks against relevance judgments, as trec_eval measures them: average precision over
 * all relevant documents, also those that were not found; nDCG with the grade as gain and log2 of
 * the rank + 1 as discount (Jarvelin and Kekalainen, TOIS 2002).
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/judgments.h"
#include "query/search.h"
#include "store/error.h"
#include "store/index.h"

enum { DEPTH = 1000, SHALLOW = 10 };

/* What a document can be called. */
typedef struct names {
    bool known;
    slice path;  /* as stored */
    slice shown; /* as it opens from the current folder */
    slice id;
} names;

typedef struct evaluation {
    reader *reader;
    stemmer *stem;
    judgments judged;
    names *names; /* by document number */
    size_t n_names;
    arena memory;
    buf shown;
    record record;
    FILE *run; /* NULL: no run file is wanted */
    dossier_measures sums;
} evaluation;

static dossier_status load_names(evaluation *e, xapian_docid docid, names **out,
                                 dossier_error *error)
{
    slice stored;
    if (docid >= e->n_names)
        return error_set(error, DOSSIER_CORRUPT, "document %u is beyond the last one", docid);
    names *n = &e->names[docid];
    *out = n;
    if (n->known)
        return DOSSIER_OK;
    dossier_status status = reader_stored(e->reader, docid, &stored, error);
    if (status != DOSSIER_OK)
        return status;
    status = record_decode(stored, &e->record);
    if (status == DOSSIER_CORRUPT)
        return error_set(error, status, "the stored document number %u is damaged", docid);
    slice path = e->record.field[RECORD_PATH], id = e->record.field[RECORD_ID];
    buf_clear(&e->shown);
    reader_show_path(e->reader, docid, path, &e->shown);
    n->path = arena_copy(&e->memory, path);
    n->shown = arena_copy(&e->memory, buf_slice(&e->shown));
    n->id = arena_copy(&e->memory, id);
    if (status != DOSSIER_OK || n->path.len != path.len || n->shown.len != e->shown.len ||
        n->id.len != id.len)
        return error_no_memory(error);
    n->known = true;
    return DOSSIER_OK;
}

/* The name of a member inside its file; empty when there is none. */
static slice member_of(slice path)
{
    const char *mark = memrchr(path.data, '#', path.len);
    if (!mark)
        return (slice){0};
    return (slice){mark + 1, path.len - (size_t)(mark + 1 - path.data)};
}

static judgment *find(judgment *of_query, size_t n, const names *called)
{
    judgment *found = judgment_find(of_query, n, called->shown);
    if (!found)
        found = judgment_find(of_query, n, called->path);
    if (!found)
        found = judgment_find(of_query, n, member_of(called->path));
    return found ? found : judgment_find(of_query, n, called->id);
}

static void write_run(const evaluation *e, slice query, const names *called, const judgment *found,
                      size_t rank, double score)
{
    slice name = called->id.len ? called->id : called->path;
    if (found)
        name = found->document;
    fprintf(e->run, "%.*s Q0 %.*s %zu %.6f dossier\n", (int)query.len, query.data, (int)name.len,
            name.data, rank, score);
}

static dossier_status judge_hits(evaluation *e, const judged_query *query, const match *m,
                                 judgment *of_query, size_t n, dossier_error *error)
{
    for (size_t i = 0; i < match_size(m); i++) {
        xapian_hit hit;
        xapian_error cause;
        names *called = NULL;
        if (xapian_mset_hit(m->sets[0], (xapian_doccount)i, &hit, &cause) != XAPIAN_OK)
            return error_xapian(error, "the results can't be read", &cause);
        dossier_status status = load_names(e, hit.docid, &called, error);
        if (status != DOSSIER_OK)
            return status;
        judgment *found = find(of_query, n, called);
        if (found && found->found == 0)
            found->found = i + 1;
        if (e->run)
            write_run(e, query->id, called, found, i + 1, hit.weight);
    }
    return DOSSIER_OK;
}

static int by_rank(const void *a, const void *b)
{
    size_t x = (*(judgment *const *)a)->found, y = (*(judgment *const *)b)->found;
    return (x > y) - (x < y);
}

static int by_grade(const void *a, const void *b)
{
    long x = (*(judgment *const *)a)->grade, y = (*(judgment *const *)b)->grade;
    return (x < y) - (x > y);
}

static double gain(const judgment *j, size_t rank)
{
    return (double)j->grade / log2((double)rank + 1);
}

/* Adds a query's measures to the sums. */
static dossier_status add_measures(dossier_measures *sums, judgment *of_query, size_t n,
                                   dossier_error *error)
{
    judgment **order = calloc(n, sizeof(judgment *));
    double precisions = 0, gained = 0, ideal = 0;
    size_t found = 0;
    if (!order)
        return error_no_memory(error);
    for (size_t i = 0; i < n; i++)
        order[i] = &of_query[i];
    qsort(order, n, sizeof(judgment *), by_rank);
    for (size_t i = 0; i < n; i++) {
        size_t rank = order[i]->found;
        if (rank == 0)
            continue;
        precisions += (double)++found / (double)rank;
        if (rank <= SHALLOW) {
            gained += gain(order[i], rank);
            sums->p10 += 1.0 / SHALLOW;
        }
    }
    qsort(order, n, sizeof(judgment *), by_grade);
    for (size_t i = 0; i < n && i < SHALLOW; i++)
        ideal += gain(order[i], i + 1);
    sums->queries++;
    sums->map += precisions / (double)n;
    sums->ndcg10 += gained / ideal;
    free(order);
    return DOSSIER_OK;
}

/* A query's posting lists, weights and first DEPTH hits; none for a query without words. */
static dossier_status search(evaluation *e, slice text, match *m, dossier_error *error)
{
    const parse_options parsing = {.plain = true};
    const plan_options planning = {.text = text, .mode = PLAN_ANY};
    parse_tree tree;
    plan *planned = NULL;
    *m = (match){0};
    dossier_status status = parse_query(text, &parsing, &tree, error);
    if (status == DOSSIER_OK)
        status =
            plan_create(&tree, e->stem, reader_database(e->reader), &planning, &planned, error);
    if (status == DOSSIER_OK) {
        const match_request request = {
            .query = plan_query(planned), .limit = DEPTH, .weighted = true};
        status = match_run(reader_database(e->reader), &request, m, error);
    }
    plan_free(planned);
    parse_tree_free(&tree);
    return status == DOSSIER_BAD_QUERY ? DOSSIER_OK : status;
}

static dossier_status run_query(evaluation *e, const judged_query *query, dossier_error *error)
{
    size_t n;
    match m;
    judgment *of_query = judgments_of(&e->judged, query->id, &n);
    if (n == 0 && !e->run)
        return DOSSIER_OK;
    for (size_t i = 0; i < n; i++)
        of_query[i].found = 0;
    dossier_status status = search(e, query->text, &m, error);
    if (status == DOSSIER_OK)
        status = judge_hits(e, query, &m, of_query, n, error);
    if (status == DOSSIER_OK && n > 0)
        status = add_measures(&e->sums, of_query, n, error);
    match_free(&m);
    return status;
}

static dossier_status prepare(evaluation *e, const char *queries_path, const char *qrels_path,
                              const char *run_path, dossier_error *error)
{
    xapian_docid last;
    xapian_error cause;
    dossier_status status = judgments_read(&e->judged, queries_path, qrels_path, error);
    if (status != DOSSIER_OK)
        return status;
    if (xapian_database_lastdocid(reader_database(e->reader), &last, &cause) != XAPIAN_OK)
        return error_xapian(error, "the index can't be read", &cause);
    e->n_names = (size_t)last + 1;
    e->names = calloc(e->n_names, sizeof *e->names);
    if (!e->names || stemmer_create(reader_language(e->reader), &e->stem) != DOSSIER_OK)
        return error_no_memory(error);
    if (run_path && !(e->run = fopen(run_path, "we")))
        return error_errno(error, errno, "%s can't be written", run_path);
    return DOSSIER_OK;
}

static dossier_status close_run(FILE *run, const char *path, dossier_status status,
                                dossier_error *error)
{
    bool failed = ferror(run) != 0;
    failed |= fclose(run) != 0;
    if (failed && status == DOSSIER_OK)
        return error_errno(error, errno, "%s can't be written", path);
    return status;
}

dossier_status dossier_evaluate(dossier_index *index, const char *queries_path,
                                const char *qrels_path, const char *run_path, dossier_measures *out,
                                dossier_error *error)
{
    evaluation e = {.reader = index->reader, .shown = BUF_INIT(1 << 20)};
    record_init(&e.record);
    *out = (dossier_measures){0};
    dossier_status status = prepare(&e, queries_path, qrels_path, run_path, error);
    for (size_t i = 0; i < e.judged.n_queries && status == DOSSIER_OK; i++)
        status = run_query(&e, &e.judged.queries[i], error);
    if (e.run)
        status = close_run(e.run, run_path, status, error);
    if (status == DOSSIER_OK && e.sums.queries) {
        double n = (double)e.sums.queries;
        *out =
            (dossier_measures){e.sums.queries, e.sums.map / n, e.sums.ndcg10 / n, e.sums.p10 / n};
    }
    judgments_free(&e.judged);
    stemmer_free(e.stem);
    record_free(&e.record);
    arena_free(&e.memory);
    buf_free(&e.shown);
    free(e.names);
    return status;
}
