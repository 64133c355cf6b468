/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Running out of memory: each scenario is run again and again, with its first, second, third ...
 * allocation failing, until it gets through.  Every run must end in a status and give back what it
 * took, whether the allocation was ours, libxapian's, or made inside a callback.
 */
#include "failing_new.h"
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>

#define TRY(call)                                                                                  \
    do {                                                                                           \
        if ((status = (call)) != XAPIAN_OK)                                                        \
            goto done;                                                                             \
    } while (0)

static xapian_status make_documents(const struct sample *sample)
{
    static const xapian_termpos positions[] = {1, 2, 900};
    static const xapian_posting postings[] = {
        {"a term longer than short strings", 32, 3, positions, 3}, {"b", 1, 1, NULL, 0}};
    static const xapian_value values[] = {{1, "a value longer than short strings", 33}};
    xapian_document *doc = NULL, *copy = NULL;
    xapian_term_iter *terms = NULL;
    xapian_position_iter *list = NULL;
    xapian_value_iter *slots = NULL;
    const char *bytes;
    size_t len;
    xapian_status status;

    (void)sample;
    TRY(xapian_document_create(&doc, &E));
    TRY(xapian_document_add_postings(doc, postings, 2, &E));
    TRY(xapian_document_set_values(doc, values, 1, &E));
    TRY(xapian_document_set_data(doc, LIT("data longer than short strings are"), &E));
    TRY(xapian_document_serialise(doc, &bytes, &len, &E));
    TRY(xapian_document_unserialise(bytes, len, &copy, &E));
    TRY(xapian_document_data(copy, &bytes, &len, &E));
    TRY(xapian_document_terms(copy, &terms, &E));
    TRY(xapian_term_iter_next(terms, &E));
    TRY(xapian_term_iter_positionlist(terms, &list, &E));
    TRY(xapian_position_iter_next(list, &E));
    TRY(xapian_document_values(copy, &slots, &E));
    TRY(xapian_value_iter_next(slots, &E));
done:
    xapian_value_iter_free(slots);
    xapian_position_iter_free(list);
    xapian_term_iter_free(terms);
    xapian_document_free(copy);
    xapian_document_free(doc);
    return status;
}

static xapian_status read_lists(const struct sample *sample)
{
    xapian_term_iter *terms = NULL, *termlist = NULL;
    xapian_posting_iter *postings = NULL;
    xapian_value_iter *values = NULL;
    xapian_termpos positions[10];
    xapian_docid docids[10];
    const char *bytes;
    size_t n;
    xapian_status status;

    TRY(xapian_database_metadata(sample->db, LIT("schema"), &bytes, &n, &E));
    TRY(xapian_database_uuid(sample->db, &bytes, &n, &E));
    TRY(xapian_database_allterms(sample->db, LIT("a"), &terms, &E));
    TRY(xapian_term_iter_skip_to(terms, LIT("arms"), &E));
    TRY(xapian_database_termlist(sample->db, 5, &termlist, &E));
    TRY(xapian_term_iter_next(termlist, &E));
    TRY(xapian_term_iter_positions(termlist, positions, 10, &n, &E));
    TRY(xapian_database_postlist(sample->db, LIT("arms"), &postings, &E));
    TRY(xapian_posting_iter_read(postings, docids, NULL, 10, &n, &E));
    TRY(xapian_database_positions(sample->db, 5, LIT("arms"), positions, 10, &n, &E));
    TRY(xapian_database_valuestream(sample->db, SLOT_DATE, &values, &E));
    TRY(xapian_value_iter_skip_to(values, 4, &E));
done:
    xapian_value_iter_free(values);
    xapian_posting_iter_free(postings);
    xapian_term_iter_free(termlist);
    xapian_term_iter_free(terms);
    return status;
}

static xapian_status open_databases(const struct sample *sample)
{
    xapian_database *db = NULL, *both = NULL;
    xapian_status status;

    TRY(xapian_database_open(sample->path, 0, &db, &E));
    TRY(xapian_database_create(&both, &E));
    TRY(xapian_database_add(both, sample->db, &E));
    TRY(xapian_database_add(both, db, &E));
    TRY(xapian_database_reopen(both, NULL, &E));
done:
    xapian_database_free(both);
    xapian_database_free(db);
    return status;
}

static xapian_status combine_queries(const struct sample *sample)
{
    xapian_query *q[8] = {NULL};
    const xapian_query *parts[2];
    xapian_term_iter *terms = NULL;
    const char *bytes;
    size_t len;
    xapian_status status;

    (void)sample;
    TRY(xapian_query_term(LIT("a term longer than short strings"), 1, 1, &q[0], &E));
    TRY(xapian_query_term(LIT("b"), 1, 2, &q[1], &E));
    parts[0] = q[0];
    parts[1] = q[1];
    TRY(xapian_query_combine(XAPIAN_OP_PHRASE, parts, 2, 2, &q[2], &E));
    TRY(xapian_query_scale(q[2], 0.5, &q[3], &E));
    TRY(xapian_query_value_range(0, LIT("a bound longer than short strings"), LIT("b"), &q[4], &E));
    TRY(xapian_query_wildcard(LIT("a prefix longer than short strings"), 0,
                              XAPIAN_WILDCARD_LIMIT_FIRST, XAPIAN_OP_OR, &q[5], &E));
    TRY(xapian_query_fixed_weight(1, &q[6], &E));
    parts[0] = q[3];
    parts[1] = q[4];
    TRY(xapian_query_combine(XAPIAN_OP_AND, parts, 2, 0, &q[7], &E));
    TRY(xapian_query_terms(q[7], &terms, &E));
    TRY(xapian_term_iter_next(terms, &E));
    TRY(xapian_query_description(q[7], &bytes, &len, &E));
    TRY(xapian_query_serialise(q[7], &bytes, &len, &E));
done:
    xapian_term_iter_free(terms);
    for (int i = 0; i < 8; i++)
        xapian_query_free(q[i]);
    return status;
}

/* ---- Callbacks that allocate, through the binding, while a match runs ---- */

static xapian_status spy_on(xapian_document *doc, double weight, void *ctx)
{
    const char *bytes;
    size_t len;

    (void)weight;
    (void)ctx;
    return xapian_document_data(doc, &bytes, &len, NULL);
}

static xapian_status keep_all(xapian_document *doc, bool *keep, void *ctx)
{
    const char *bytes;
    size_t len;

    (void)ctx;
    *keep = true;
    return xapian_document_serialise(doc, &bytes, &len, NULL);
}

static xapian_status key_of(xapian_document *doc, const char **key, size_t *len, void *ctx)
{
    (void)doc;
    (void)ctx;
    *key = "a key that is longer than a short string";
    *len = 40;
    return XAPIAN_OK;
}

static xapian_status all_init(xapian_database *shard, xapian_source_state *state,
                              xapian_source_bounds *bounds, void *ctx)
{
    xapian_posting_iter **it = ctx;

    xapian_posting_iter_free(*it);
    *it = NULL;
    state->max_weight = 1;
    bounds->max = bounds->estimate = SAMPLE_SIZE;
    return xapian_database_postlist(shard, NULL, 0, it, NULL);
}

static xapian_status all_next(double min_weight, xapian_source_state *state, void *ctx)
{
    xapian_posting_iter **it = ctx;
    const xapian_status status = xapian_posting_iter_next(*it, NULL);

    (void)min_weight;
    state->docid = xapian_posting_iter_docid(*it);
    return status == XAPIAN_END ? XAPIAN_OK : status;
}

static xapian_status all_clone(void *ctx, void **copy)
{
    (void)ctx;
    *copy = calloc(1, sizeof(xapian_posting_iter *));
    return *copy ? XAPIAN_OK : XAPIAN_NO_MEMORY;
}

static void all_free(void *ctx)
{
    xapian_posting_iter **it = ctx;

    xapian_posting_iter_free(*it);
    free(it);
}

static const xapian_source_callbacks all_documents = {
    .init = all_init, .next = all_next, .clone = all_clone, .free = all_free};

static xapian_status make_source_query(xapian_query **out)
{
    void *ctx;
    xapian_status status = all_clone(NULL, &ctx);

    if (status == XAPIAN_OK)
        status = xapian_query_posting_source(&all_documents, ctx, out, &E);
    if (status != XAPIAN_OK)
        all_free(ctx);
    return status;
}

static xapian_status search_with(const struct sample *sample, const xapian_query *query,
                                 const xapian_weight *weight)
{
    xapian_enquire *enquire = NULL;
    xapian_matchspy *spy = NULL, *counts = NULL;
    xapian_keymaker *keymaker = NULL;
    xapian_mset *mset = NULL;
    xapian_document *doc = NULL;
    const char *bytes;
    size_t len;
    xapian_status status;

    TRY(xapian_matchspy_function(spy_on, NULL, &spy, &E));
    TRY(xapian_matchspy_value_count(SLOT_COUNTRY, &counts, &E));
    TRY(xapian_keymaker_function(key_of, NULL, &keymaker, &E));
    TRY(xapian_enquire_create(sample->db, &enquire, &E));
    TRY(xapian_enquire_set_query(enquire, query, 0, &E));
    TRY(xapian_enquire_set_weight(enquire, weight, &E));
    TRY(xapian_enquire_add_matchspy(enquire, spy, &E));
    TRY(xapian_enquire_add_matchspy(enquire, counts, &E));
    TRY(xapian_enquire_sort_by_key(enquire, keymaker, false, &E));
    TRY(xapian_enquire_set_collapse(enquire, SLOT_DATE, 1, &E));
    TRY(xapian_enquire_get_mset(enquire, 0, 10, 0, NULL, keep_all, NULL, &mset, &E));
    TRY(xapian_mset_document(mset, 0, &doc, &E));
    TRY(xapian_document_data(doc, &bytes, &len, &E));
    TRY(xapian_mset_snippet(mset, LIT("the treaty of arms"), 100, "en", XAPIAN_SNIPPET_EXHAUSTIVE,
                            "<b>", "</b>", "...", &bytes, &len, &E));
done:
    xapian_document_free(doc);
    xapian_mset_free(mset);
    xapian_enquire_free(enquire);
    xapian_keymaker_free(keymaker);
    xapian_matchspy_free(counts);
    xapian_matchspy_free(spy);
    return status;
}

static xapian_status search_terms(const struct sample *sample)
{
    xapian_query *query = NULL;
    xapian_weight *weight = NULL;
    xapian_status status;

    TRY(xapian_query_term(LIT("arms"), 1, 0, &query, &E));
    TRY(xapian_weight_bm25(1, 0, 1, 0.5, 0.5, &weight, &E));
    TRY(search_with(sample, query, weight));
done:
    xapian_query_free(query);
    xapian_weight_free(weight);
    return status;
}

static xapian_status search_a_source(const struct sample *sample)
{
    xapian_query *query = NULL;
    xapian_weight *weight = NULL;
    xapian_status status;

    TRY(make_source_query(&query));
    TRY(xapian_weight_bool(&weight, &E));
    TRY(search_with(sample, query, weight));
done:
    xapian_query_free(query);
    xapian_weight_free(weight);
    return status;
}

static xapian_status expand(const struct sample *sample)
{
    xapian_query *query = NULL;
    xapian_enquire *enquire = NULL;
    xapian_rset *rset = NULL;
    xapian_eset *eset = NULL;
    const char *term;
    size_t len;
    xapian_status status;

    TRY(xapian_query_term(LIT("arms"), 1, 0, &query, &E));
    TRY(xapian_rset_create(&rset, &E));
    TRY(xapian_rset_add(rset, 1, &E));
    TRY(xapian_enquire_create(sample->db, &enquire, &E));
    TRY(xapian_enquire_set_query(enquire, query, 0, &E));
    TRY(xapian_enquire_get_eset(enquire, 5, rset, 0, 0, NULL, NULL, &eset, &E));
    TRY(xapian_eset_item(eset, 0, &term, &len, NULL, &E));
done:
    xapian_eset_free(eset);
    xapian_rset_free(rset);
    xapian_enquire_free(enquire);
    xapian_query_free(query);
    return status;
}

static xapian_status write_in_memory(const struct sample *sample)
{
    xapian_writable_database *db = NULL;
    xapian_document *doc = NULL;
    xapian_docid docid;
    xapian_status status;

    (void)sample;
    TRY(xapian_writable_database_open(NULL, XAPIAN_DB_BACKEND_INMEMORY, 0, &db, &E));
    TRY(xapian_document_create(&doc, &E));
    TRY(xapian_document_add_posting(doc, LIT("a term longer than short strings"), 1, 1, &E));
    TRY(xapian_writable_database_add_document(db, doc, &docid, &E));
    TRY(xapian_writable_database_delete_document(db, docid, &E));
done:
    xapian_document_free(doc);
    xapian_writable_database_free(db);
    return status;
}

static xapian_status write_on_disk(const struct sample *sample)
{
    const char *path = path_in(sample, "written");
    xapian_writable_database *db = NULL;
    xapian_document *doc = NULL;
    xapian_status status;

    TRY(xapian_writable_database_open(path, XAPIAN_DB_CREATE_OR_OVERWRITE | XAPIAN_DB_NO_SYNC, 0,
                                      &db, &E));
    TRY(xapian_document_create(&doc, &E));
    TRY(xapian_document_add_posting(doc, LIT("a term longer than short strings"), 1, 1, &E));
    TRY(xapian_writable_database_add_document(db, doc, NULL, &E));
    TRY(xapian_writable_database_set_metadata(db, LIT("key"), LIT("value"), &E));
    TRY(xapian_writable_database_add_spelling(db, LIT("spelling"), 1, &E));
    TRY(xapian_writable_database_add_synonym(db, LIT("word"), LIT("synonym"), &E));
    TRY(xapian_writable_database_begin_transaction(db, true, &E));
    TRY(xapian_writable_database_replace_document_by_term(db, LIT("Q"), doc, NULL, &E));
    TRY(xapian_writable_database_commit_transaction(db, &E));
    TRY(xapian_writable_database_close(db, &E));
done:
    xapian_document_free(doc);
    xapian_writable_database_free(db);
    return status;
}

static xapian_status check_it(const struct sample *sample)
{
    size_t errors;

    return xapian_database_check(sample->path, 0, NULL, NULL, &errors, &E);
}

/* `lost` is at how many of its allocations libxapian 1.4.22, left without memory, loses something
 * of its own: the tree of posting lists between making it and taking it over, and the postings that
 * a commit is writing.  `unnoticed` is at how many it carries on regardless. */
static const struct scenario {
    const char *name;
    xapian_status (*run)(const struct sample *sample);
    int lost, unnoticed;
} scenarios[] = {
    {"make_documents", make_documents, 0, 0},
    {"read_lists", read_lists, 0, 0},
    {"open_databases", open_databases, 0, 0},
    {"combine_queries", combine_queries, 0, 0},
    {"search_terms", search_terms, 4, 0},
    {"search_a_source", search_a_source, 3, 0},
    {"expand", expand, 0, 0},
    {"write_in_memory", write_in_memory, 0, 0},
    {"write_on_disk", write_on_disk, 3, 0},
    {"check_it", check_it, 0, 1},
};

/* What is lost as said above must not count as a leak of the test.  Nothing of the binding's is
 * allocated under these, but for the callbacks, which `lost` keeps count of. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:Xapian::Enquire::get_mset\nleak:Xapian::WritableDatabase::\n";
}

/* The status that a failed allocation may end in: its own, or that of the callback it was in. */
static bool is_out_of_memory(xapian_status status)
{
    return status == XAPIAN_NO_MEMORY || (status == XAPIAN_CALLBACK && E.cause == XAPIAN_NO_MEMORY);
}

/* Runs a scenario with allocation N failing.  False if it does not make so many. */
static bool survives(const struct sample *sample, const struct scenario *s, long n, int *lost,
                     int *unnoticed)
{
    const long live = failing_new_live();
    xapian_status status;
    bool fired;

    failing_new_arm(n);
    status = s->run(sample);
    fired = failing_new_fired();
    failing_new_arm(0);
    if (failing_new_live() != live)
        ++*lost;
    if (status == XAPIAN_OK)
        *unnoticed += fired;
    else if (!is_out_of_memory(status))
        fail_msg("%s, allocation %ld: %s", s->name, n, xapian_status_name(status));
    return fired;
}

static void no_failed_allocation_escapes_or_leaks(void **state)
{
    const struct sample *sample = *state;

    for (size_t i = 0; i < sizeof scenarios / sizeof scenarios[0]; i++) {
        const struct scenario *s = &scenarios[i];
        int lost = 0, unnoticed = 0;
        long n = 1;

        OK(s->run(sample)); /* makes what is made once and kept */
        while (survives(sample, s, n, &lost, &unnoticed))
            n++;
        assert_true(n > 10);
        if (lost > s->lost || unnoticed > s->unnoticed)
            fail_msg("%s: %d losses, %d failures unnoticed", s->name, lost, unnoticed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {SAMPLE_TEST(no_failed_allocation_escapes_or_leaks)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
