/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Searching: order, cutoffs, collapsing, deciders, spies, keys, and the results.
 */
#include "fixture.h"

#include <stdio.h>

static xapian_enquire *enquire_for(const struct sample *sample, xapian_op op, const char *words)
{
    xapian_query *query = query_terms(op, 0, words);
    xapian_enquire *enquire;

    OK(xapian_enquire_create(sample->db, &enquire, &E));
    OK(xapian_enquire_set_query(enquire, query, 0, &E));
    xapian_query_free(query);
    return enquire;
}

static xapian_enquire *enquire_for_all(const struct sample *sample)
{
    xapian_query *query;
    xapian_enquire *enquire;

    OK(xapian_query_match_all(&query, &E));
    OK(xapian_enquire_create(sample->db, &enquire, &E));
    OK(xapian_enquire_set_query(enquire, query, 0, &E));
    xapian_query_free(query);
    return enquire;
}

static void expect_order(xapian_enquire *enquire, const char *wanted)
{
    xapian_mset *mset = all_results(enquire);

    assert_string_equal(ids_of(mset), wanted);
    xapian_mset_free(mset);
}

static void results_sort_by_value_and_relevance(void **state)
{
    const struct sample *sample = *state;
    xapian_enquire *enquire = enquire_for(sample, XAPIAN_OP_OR, "arms treaty");

    expect_order(enquire, "1 5 6 3 2");
    OK(xapian_enquire_sort_by_value(enquire, SLOT_DATE, false, &E));
    expect_order(enquire, "6 5 1 2 3");
    OK(xapian_enquire_sort_by_value(enquire, SLOT_DATE, true, &E));
    expect_order(enquire, "3 2 1 5 6");
    OK(xapian_enquire_sort_by_value_then_relevance(enquire, SLOT_COUNTRY, false, &E));
    expect_order(enquire, "3 5 6 1 2");
    OK(xapian_enquire_sort_by_relevance_then_value(enquire, SLOT_COUNTRY, false, &E));
    expect_order(enquire, "1 5 6 3 2");
    OK(xapian_enquire_sort_by_relevance(enquire, &E));
    expect_order(enquire, "1 5 6 3 2");
    xapian_enquire_free(enquire);
}

static void equal_results_come_in_order_of_id(void **state)
{
    const struct sample *sample = *state;
    xapian_enquire *enquire = enquire_for_all(sample);

    expect_order(enquire, "1 2 3 4 5 6");
    OK(xapian_enquire_set_docid_order(enquire, XAPIAN_DOCID_DESCENDING, &E));
    expect_order(enquire, "6 5 4 3 2 1");
    OK(xapian_enquire_set_docid_order(enquire, XAPIAN_DOCID_DONT_CARE, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT,
           xapian_enquire_set_docid_order(enquire, (xapian_docid_order)9, &E));
    xapian_enquire_free(enquire);
}

static void cutoffs_leave_out_the_worst(void **state)
{
    const struct sample *sample = *state;
    xapian_enquire *enquire = enquire_for(sample, XAPIAN_OP_OR, "arms nuclear");

    expect_order(enquire, "2 1 5 4");
    OK(xapian_enquire_set_cutoff(enquire, 100, 0, &E));
    expect_order(enquire, "2");
    OK(xapian_enquire_set_cutoff(enquire, 0, 1000, &E));
    expect_order(enquire, "");
    OK(xapian_enquire_set_cutoff(enquire, 0, 0, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_enquire_set_cutoff(enquire, 101, 0, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_enquire_set_cutoff(enquire, -1, 0, &E));
    xapian_enquire_free(enquire);
}

static void collapsing_keeps_the_best_of_each_value(void **state)
{
    const struct sample *sample = *state;
    xapian_enquire *enquire = enquire_for_all(sample);
    xapian_mset *mset;
    xapian_hit hit;
    const char *bytes;
    size_t len;

    OK(xapian_enquire_set_collapse(enquire, SLOT_COUNTRY, 1, &E));
    mset = all_results(enquire);
    assert_string_equal(ids_of(mset), "1 3 5");
    OK(xapian_mset_hit(mset, 1, &hit, &E));
    assert_int_equal(hit.collapse_count, 1);
    OK(xapian_mset_collapse_key(mset, 1, &bytes, &len, &E));
    expect_bytes(bytes, len, "FR");
    assert_int_equal(xapian_mset_matches(mset).upper, 3);
    assert_int_equal(xapian_mset_uncollapsed_matches(mset).lower, SAMPLE_SIZE);
    xapian_mset_free(mset);
    OK(xapian_enquire_set_collapse(enquire, SLOT_COUNTRY, 2, &E));
    expect_order(enquire, "1 2 3 4 5 6");
    OK(xapian_enquire_set_collapse(enquire, XAPIAN_NO_SLOT, 1, &E));
    expect_order(enquire, "1 2 3 4 5 6");
    xapian_enquire_free(enquire);
}

static void a_page_of_results_knows_its_rank(void **state)
{
    const struct sample *sample = *state;
    xapian_enquire *enquire = enquire_for_all(sample);
    xapian_mset *mset;
    xapian_match_counts counts;

    OK(xapian_enquire_get_mset(enquire, 2, 2, 100, NULL, NULL, NULL, &mset, &E));
    xapian_enquire_free(enquire);
    assert_string_equal(ids_of(mset), "3 4");
    assert_int_equal(xapian_mset_first(mset), 2);
    counts = xapian_mset_matches(mset);
    assert_int_equal(counts.lower, SAMPLE_SIZE);
    assert_int_equal(counts.estimated, SAMPLE_SIZE);
    assert_int_equal(counts.upper, SAMPLE_SIZE);
    xapian_mset_free(mset);
}

static void results_lead_to_documents_and_statistics(void **state)
{
    const struct sample *sample = *state;
    xapian_enquire *enquire = enquire_for(sample, XAPIAN_OP_OR, "race russia");
    xapian_mset *mset = all_results(enquire);
    xapian_document *doc;
    xapian_doccount freq;
    xapian_hit hit;
    const char *bytes;
    size_t len;
    double weight;
    int percent;

    xapian_enquire_free(enquire);
    OK(xapian_mset_fetch(mset, &E));
    OK(xapian_mset_hit(mset, 0, &hit, &E));
    OK(xapian_mset_document(mset, 0, &doc, &E));
    OK(xapian_document_data(doc, &bytes, &len, &E));
    expect_bytes(bytes, len, "arms arms arms race");
    xapian_document_free(doc);
    OK(xapian_mset_termfreq(mset, LIT("race"), &freq, &E));
    assert_int_equal(freq, 1);
    OK(xapian_mset_termweight(mset, LIT("race"), &weight, &E));
    assert_true(weight > 0);
    OK(xapian_mset_percent(mset, hit.weight, &percent, &E));
    assert_int_equal(percent, hit.percent);
    assert_true(xapian_mset_max_possible(mset) >= xapian_mset_max_attained(mset));
    assert_true(xapian_mset_max_attained(mset) == hit.weight);
    OK(xapian_mset_description(mset, &bytes, &len, &E));
    assert_true(len > 0);
    xapian_mset_free(mset);
}

static void an_index_out_of_range_is_refused(void **state)
{
    const struct sample *sample = *state;
    xapian_enquire *enquire = enquire_for(sample, XAPIAN_OP_OR, "race");
    xapian_mset *mset = all_results(enquire);
    xapian_document *doc;
    xapian_hit hit;
    const char *bytes;
    size_t len;

    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_mset_hit(mset, 1, &hit, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_mset_document(mset, 1, &doc, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_mset_sort_key(mset, UINT32_MAX, &bytes, &len, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_mset_collapse_key(mset, 1, &bytes, &len, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_mset_hit(NULL, 0, &hit, &E));
    assert_int_equal(xapian_mset_size(NULL), 0);
    xapian_mset_free(NULL);
    xapian_mset_free(mset);
    xapian_enquire_free(enquire);
}

static void matching_terms_of_a_result(void **state)
{
    const struct sample *sample = *state;
    xapian_enquire *enquire = enquire_for(sample, XAPIAN_OP_OR, "treaty arms climate race");
    xapian_term_iter *it;

    OK(xapian_enquire_matching_terms(enquire, 1, &it, &E));
    assert_string_equal(terms_of(it), "treaty arms");
    EXPECT(XAPIAN_DOC_NOT_FOUND, xapian_enquire_matching_terms(enquire, 99, &it, &E));
    xapian_enquire_free(enquire);
}

static void settings_that_only_change_the_effort(void **state)
{
    const struct sample *sample = *state;
    xapian_enquire *enquire = enquire_for(sample, XAPIAN_OP_OR, "treaty");
    const char *bytes;
    size_t len;

    OK(xapian_enquire_set_time_limit(enquire, 10, &E));
    expect_order(enquire, "6 3 1");
    OK(xapian_enquire_description(enquire, &bytes, &len, &E));
    assert_true(len > 0);
    xapian_enquire_free(enquire);
    xapian_enquire_free(NULL);
}

static void a_database_without_shards_cannot_be_searched(void **state)
{
    xapian_database *db;
    xapian_enquire *enquire;

    (void)state;
    OK(xapian_database_create(&db, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_enquire_create(db, &enquire, &E));
    xapian_database_free(db);
}

/* ---- Callbacks ---- */

/* Counts its calls, and fails from call `fail_at` on (0: never). */
struct calls {
    int count, fail_at;
    xapian_status failure;
};

static xapian_status called(struct calls *calls)
{
    calls->count++;
    return calls->fail_at && calls->count >= calls->fail_at ? calls->failure : XAPIAN_OK;
}

static xapian_status only_french(xapian_document *doc, bool *keep, void *ctx)
{
    const char *bytes;
    size_t len;
    const xapian_status status = called(ctx);

    if (status != XAPIAN_OK)
        return status;
    OK(xapian_document_value(doc, SLOT_COUNTRY, &bytes, &len, &E));
    *keep = len == 2 && memcmp(bytes, "FR", 2) == 0;
    return XAPIAN_OK;
}

static void a_decider_filters_the_results(void **state)
{
    const struct sample *sample = *state;
    xapian_enquire *enquire = enquire_for_all(sample);
    struct calls calls = {0, 0, XAPIAN_OK};
    xapian_mset *mset;

    OK(xapian_enquire_get_mset(enquire, 0, 10, 0, NULL, only_french, &calls, &mset, &E));
    assert_string_equal(ids_of(mset), "3 4");
    assert_int_equal(calls.count, SAMPLE_SIZE);
    xapian_mset_free(mset);
    xapian_enquire_free(enquire);
}

static void a_failing_decider_stops_the_search(void **state)
{
    const struct sample *sample = *state;
    xapian_enquire *enquire = enquire_for_all(sample);
    struct calls calls = {0, 3, XAPIAN_DATABASE_MODIFIED};
    xapian_mset *mset = NULL;

    EXPECT(XAPIAN_CALLBACK,
           xapian_enquire_get_mset(enquire, 0, 10, 0, NULL, only_french, &calls, &mset, &E));
    assert_null(mset);
    assert_int_equal(calls.count, 3);
    assert_int_equal(E.status, XAPIAN_CALLBACK);
    assert_int_equal(E.cause, XAPIAN_DATABASE_MODIFIED);
    assert_non_null(strstr(E.message, "decider"));
    assert_non_null(strstr(E.message, "DatabaseModifiedError"));
    xapian_enquire_free(enquire);
}

static xapian_status country_backwards(xapian_document *doc, const char **key, size_t *len,
                                       void *ctx)
{
    static char reversed[2];
    const char *bytes;
    size_t n;
    const xapian_status status = called(ctx);

    if (status != XAPIAN_OK)
        return status;
    OK(xapian_document_value(doc, SLOT_COUNTRY, &bytes, &n, &E));
    assert_int_equal(n, 2);
    reversed[0] = bytes[1];
    reversed[1] = bytes[0];
    *key = reversed;
    *len = 2;
    return XAPIAN_OK;
}

static void keys_from_a_function_order_the_results(void **state)
{
    const struct sample *sample = *state;
    xapian_enquire *enquire = enquire_for_all(sample);
    struct calls calls = {0, 0, XAPIAN_END};
    xapian_keymaker *keymaker;
    xapian_mset *mset;
    const char *bytes;
    size_t len;

    OK(xapian_keymaker_function(country_backwards, &calls, &keymaker, &E));
    OK(xapian_enquire_sort_by_key(enquire, keymaker, false, &E));
    EXPECT(XAPIAN_INVALID_OPERATION, xapian_keymaker_add_value(keymaker, 1, false, NULL, 0, &E));
    xapian_keymaker_free(keymaker);
    mset = all_results(enquire);
    assert_string_equal(ids_of(mset), "3 4 1 2 5 6");
    OK(xapian_mset_sort_key(mset, 0, &bytes, &len, &E));
    expect_bytes(bytes, len, "RF");
    xapian_mset_free(mset);
    calls.fail_at = calls.count + 2;
    EXPECT(XAPIAN_CALLBACK, xapian_enquire_get_mset(enquire, 0, 9, 0, NULL, NULL, NULL, &mset, &E));
    assert_int_equal(E.cause, XAPIAN_END);
    xapian_enquire_free(enquire);
}

static void keys_from_several_values(void **state)
{
    const struct sample *sample = *state;
    xapian_enquire *enquire = enquire_for(sample, XAPIAN_OP_OR, "arms treaty");
    xapian_keymaker *keymaker;

    OK(xapian_keymaker_values(&keymaker, &E));
    OK(xapian_keymaker_add_value(keymaker, SLOT_COUNTRY, true, NULL, 0, &E));
    OK(xapian_keymaker_add_value(keymaker, SLOT_DATE, false, LIT("9"), &E));
    OK(xapian_enquire_sort_by_key(enquire, keymaker, false, &E));
    expect_order(enquire, "1 2 5 6 3");
    OK(xapian_enquire_sort_by_key_then_relevance(enquire, keymaker, true, &E));
    expect_order(enquire, "3 6 5 2 1");
    OK(xapian_enquire_sort_by_relevance_then_key(enquire, keymaker, false, &E));
    expect_order(enquire, "1 5 6 3 2");
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_enquire_sort_by_key(enquire, NULL, false, &E));
    xapian_keymaker_free(keymaker);
    xapian_enquire_free(enquire);
    xapian_keymaker_free(NULL);
}

static xapian_status count_weights(xapian_document *doc, double weight, void *ctx)
{
    xapian_docid docid;

    OK(xapian_document_docid(doc, &docid, &E));
    assert_true(docid > 0 && weight >= 0);
    return called(ctx);
}

static void a_spy_sees_every_match(void **state)
{
    const struct sample *sample = *state;
    xapian_enquire *enquire = enquire_for(sample, XAPIAN_OP_OR, "arms treaty");
    struct calls calls = {0, 0, XAPIAN_INVALID_OPERATION};
    xapian_matchspy *spy;
    xapian_mset *mset;
    size_t total;

    OK(xapian_matchspy_function(count_weights, &calls, &spy, &E));
    OK(xapian_enquire_add_matchspy(enquire, spy, &E));
    EXPECT(XAPIAN_INVALID_OPERATION, xapian_matchspy_total(spy, &total, &E));
    xapian_matchspy_free(spy);
    OK(xapian_enquire_get_mset(enquire, 0, 1, 100, NULL, NULL, NULL, &mset, &E));
    assert_int_equal(calls.count, 5);
    xapian_mset_free(mset);
    calls.fail_at = 6;
    EXPECT(XAPIAN_CALLBACK,
           xapian_enquire_get_mset(enquire, 0, 1, 100, NULL, NULL, NULL, &mset, &E));
    OK(xapian_enquire_clear_matchspies(enquire, &E));
    OK(xapian_enquire_get_mset(enquire, 0, 1, 100, NULL, NULL, NULL, &mset, &E));
    assert_int_equal(calls.count, 6);
    xapian_mset_free(mset);
    xapian_enquire_free(enquire);
}

static void a_spy_counts_values(void **state)
{
    const struct sample *sample = *state;
    xapian_enquire *enquire = enquire_for(sample, XAPIAN_OP_OR, "arms nuclear russia");
    xapian_matchspy *spy;
    xapian_term_iter *it;
    xapian_doccount freq;
    size_t total;

    OK(xapian_matchspy_value_count(SLOT_COUNTRY, &spy, &E));
    OK(xapian_enquire_add_matchspy(enquire, spy, &E));
    xapian_mset_free(all_results(enquire));
    xapian_enquire_free(enquire);
    OK(xapian_matchspy_total(spy, &total, &E));
    assert_int_equal(total, 5);
    OK(xapian_matchspy_values(spy, &it, &E));
    assert_string_equal(terms_of(it), "FR RU US");
    OK(xapian_matchspy_top_values(spy, 2, &it, &E));
    xapian_matchspy_free(spy);
    OK(xapian_term_iter_next(it, &E));
    OK(xapian_term_iter_termfreq(it, &freq, &E));
    assert_int_equal(freq, 2);
    assert_string_equal(terms_of(it), "US");
    xapian_matchspy_free(NULL);
}

static void callbacks_that_are_null_are_refused(void **state)
{
    xapian_keymaker *keymaker;
    xapian_matchspy *spy;

    (void)state;
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_keymaker_function(NULL, NULL, &keymaker, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_matchspy_function(NULL, NULL, &spy, &E));
}

static void a_result_outlives_what_made_it(void **state)
{
    struct sample *sample = *state;
    xapian_enquire *enquire = enquire_for_all(sample);
    struct calls calls = {0, 0, XAPIAN_OK};
    xapian_matchspy *spy;
    xapian_keymaker *keymaker;
    xapian_mset *mset;
    xapian_document *doc;
    const char *bytes;
    size_t len;

    OK(xapian_matchspy_function(count_weights, &calls, &spy, &E));
    OK(xapian_enquire_add_matchspy(enquire, spy, &E));
    OK(xapian_keymaker_function(country_backwards, &calls, &keymaker, &E));
    OK(xapian_enquire_sort_by_key(enquire, keymaker, true, &E));
    mset = all_results(enquire);
    xapian_matchspy_free(spy);
    xapian_keymaker_free(keymaker);
    xapian_enquire_free(enquire);
    xapian_database_free(sample->db);
    sample->db = NULL;
    OK(xapian_mset_document(mset, 0, &doc, &E));
    xapian_mset_free(mset);
    OK(xapian_document_data(doc, &bytes, &len, &E));
    expect_bytes(bytes, len, "arms arms arms race");
    xapian_document_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(results_sort_by_value_and_relevance),
        SAMPLE_TEST(equal_results_come_in_order_of_id),
        SAMPLE_TEST(cutoffs_leave_out_the_worst),
        SAMPLE_TEST(collapsing_keeps_the_best_of_each_value),
        SAMPLE_TEST(a_page_of_results_knows_its_rank),
        SAMPLE_TEST(results_lead_to_documents_and_statistics),
        SAMPLE_TEST(an_index_out_of_range_is_refused),
        SAMPLE_TEST(matching_terms_of_a_result),
        SAMPLE_TEST(settings_that_only_change_the_effort),
        SAMPLE_TEST(a_database_without_shards_cannot_be_searched),
        SAMPLE_TEST(a_decider_filters_the_results),
        SAMPLE_TEST(a_failing_decider_stops_the_search),
        SAMPLE_TEST(keys_from_a_function_order_the_results),
        SAMPLE_TEST(keys_from_several_values),
        SAMPLE_TEST(a_spy_sees_every_match),
        SAMPLE_TEST(a_spy_counts_values),
        SAMPLE_TEST(callbacks_that_are_null_are_refused),
        SAMPLE_TEST(a_result_outlives_what_made_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
