/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Queries: which documents each kind matches.
 */
#include "fixture.h"

#include <math.h>

static void operators_match_the_documents_they_should(void **state)
{
    static const struct {
        xapian_op op;
        unsigned window;
        const char *words, *wanted;
    } cases[] = {
        {XAPIAN_OP_AND, 0, "nuclear arms", "1 2"},
        {XAPIAN_OP_OR, 0, "paris race", "3 4 5"},
        {XAPIAN_OP_AND_NOT, 0, "nuclear arms", "4"},
        {XAPIAN_OP_XOR, 0, "nuclear arms", "4 5"},
        {XAPIAN_OP_AND_MAYBE, 0, "nuclear arms", "1 2 4"},
        {XAPIAN_OP_FILTER, 0, "nuclear arms", "1 2"},
        {XAPIAN_OP_NEAR, 2, "arms nuclear", "1"},
        {XAPIAN_OP_NEAR, 8, "arms nuclear", "1 2"},
        {XAPIAN_OP_PHRASE, 2, "nuclear arms", "1"},
        {XAPIAN_OP_PHRASE, 2, "arms nuclear", ""},
        {XAPIAN_OP_PHRASE, 0, "treaty of nuclear", "1"},
        {XAPIAN_OP_PHRASE, 1, "treaty of nuclear", ""},
        {XAPIAN_OP_ELITE_SET, 10, "paris race", "3 4 5"},
        {XAPIAN_OP_SYNONYM, 0, "paris race", "3 4 5"},
        {XAPIAN_OP_MAX, 0, "paris race", "3 4 5"},
        {XAPIAN_OP_AND, 0, "absent treaty", ""},
        {XAPIAN_OP_OR, 0, "", ""},
    };
    const struct sample *sample = *state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        xapian_query *query = query_terms(cases[i].op, cases[i].window, cases[i].words);
        assert_string_equal(ids(sample->db, query), cases[i].wanted);
        xapian_query_free(query);
    }
}

static void everything_and_nothing(void **state)
{
    const struct sample *sample = *state;
    xapian_query *all, *none;

    OK(xapian_query_match_all(&all, &E));
    OK(xapian_query_match_nothing(&none, &E));
    assert_string_equal(ids(sample->db, all), "1 2 3 4 5 6");
    assert_string_equal(ids(sample->db, none), "");
    assert_false(xapian_query_empty(all));
    assert_true(xapian_query_empty(none));
    assert_true(xapian_query_empty(NULL));
    xapian_query_free(all);
    xapian_query_free(none);
}

static void queries_nest_and_may_be_freed_at_once(void **state)
{
    const struct sample *sample = *state;
    xapian_query *places = query_terms(XAPIAN_OP_OR, 0, "paris geneva");
    xapian_query *talks = query_term("talks");
    xapian_query *both = query_pair(XAPIAN_OP_AND, 0, places, talks);

    xapian_query_free(places);
    xapian_query_free(talks);
    assert_string_equal(ids(sample->db, both), "2 4");
    xapian_query_free(both);
}

/* Aliases inside a span: what the positions of each are is Xapian's business. */
static void spans_of_alternatives_match(void **state)
{
    const struct sample *sample = *state;
    xapian_query *topic = query_terms(XAPIAN_OP_OR, 0, "arms climate");
    xapian_query *form = query_terms(XAPIAN_OP_OR, 0, "control talks");
    xapian_query *near = query_pair(XAPIAN_OP_NEAR, 2, topic, form);

    assert_string_equal(ids(sample->db, near), "2 4");
    xapian_query_free(topic);
    xapian_query_free(form);
    xapian_query_free(near);
}

static void spans_of_phrases_are_not_implemented(void **state)
{
    const struct sample *sample = *state;
    xapian_query *a = query_terms(XAPIAN_OP_PHRASE, 2, "nuclear arms");
    xapian_query *b = query_terms(XAPIAN_OP_PHRASE, 2, "in geneva");
    const xapian_query *const parts[] = {a, b};
    xapian_query *near = NULL;
    xapian_enquire *enquire;
    xapian_mset *mset;
    xapian_status status = xapian_query_combine(XAPIAN_OP_NEAR, parts, 2, 10, &near, &E);

    if (status == XAPIAN_OK) {
        OK(xapian_enquire_create(sample->db, &enquire, &E));
        OK(xapian_enquire_set_query(enquire, near, 0, &E));
        status = xapian_enquire_get_mset(enquire, 0, 9, 0, NULL, NULL, NULL, &mset, &E);
        xapian_enquire_free(enquire);
    }
    assert_int_equal(status, XAPIAN_UNIMPLEMENTED);
    xapian_query_free(near);
    xapian_query_free(a);
    xapian_query_free(b);
}

static void value_ranges_include_their_ends(void **state)
{
    static const struct {
        const char *lower, *upper, *wanted; /* a bound that is NULL is none */
    } cases[] = {
        {"19871208", "19940112", "1 2"},
        {"19871209", "19940111", ""},
        {"2015", NULL, "3 4"},
        {NULL, "19700305", "5"},
        {"3", "1", ""},
        {"", NULL, "1 2 3 4 5 6"},
    };
    const struct sample *sample = *state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *lower = cases[i].lower, *upper = cases[i].upper;
        xapian_query *query;

        if (!upper)
            OK(xapian_query_value_ge(SLOT_DATE, STR(lower), &query, &E));
        else if (!lower)
            OK(xapian_query_value_le(SLOT_DATE, STR(upper), &query, &E));
        else
            OK(xapian_query_value_range(SLOT_DATE, STR(lower), STR(upper), &query, &E));
        assert_string_equal(ids(sample->db, query), cases[i].wanted);
        xapian_query_free(query);
    }
}

static void wildcards_stand_for_terms(void **state)
{
    static const struct {
        const char *prefix, *wanted;
        unsigned max;
        xapian_wildcard_limit limit;
        xapian_op combiner;
    } cases[] = {
        {"t", "1 2 3 4 6", 0, XAPIAN_WILDCARD_LIMIT_ERROR, XAPIAN_OP_SYNONYM},
        {"t", "2 4", 1, XAPIAN_WILDCARD_LIMIT_FIRST, XAPIAN_OP_OR},
        {"t", "1 3 6", 1, XAPIAN_WILDCARD_LIMIT_MOST_FREQUENT, XAPIAN_OP_MAX},
        {"treaty", "1 3 6", 1, XAPIAN_WILDCARD_LIMIT_ERROR, XAPIAN_OP_SYNONYM},
        {"zz", "", 0, XAPIAN_WILDCARD_LIMIT_ERROR, XAPIAN_OP_SYNONYM},
    };
    const struct sample *sample = *state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        xapian_query *query;
        OK(xapian_query_wildcard(STR(cases[i].prefix), cases[i].max, cases[i].limit,
                                 cases[i].combiner, &query, &E));
        assert_string_equal(ids(sample->db, query), cases[i].wanted);
        xapian_query_free(query);
    }
}

static void a_wildcard_over_its_limit_is_an_error_when_run(void **state)
{
    const struct sample *sample = *state;
    xapian_enquire *enquire;
    xapian_weight *weight; /* libxapian 1.4 leaks weights here, if there are any */
    xapian_query *query;
    xapian_mset *mset;

    OK(xapian_weight_bool(&weight, &E));
    OK(xapian_query_wildcard(LIT("t"), 2, XAPIAN_WILDCARD_LIMIT_ERROR, XAPIAN_OP_OR, &query, &E));
    OK(xapian_enquire_create(sample->db, &enquire, &E));
    OK(xapian_enquire_set_query(enquire, query, 0, &E));
    OK(xapian_enquire_set_weight(enquire, weight, &E));
    xapian_weight_free(weight);
    EXPECT(XAPIAN_WILDCARD, xapian_enquire_get_mset(enquire, 0, 9, 0, NULL, NULL, NULL, &mset, &E));
    xapian_enquire_free(enquire);
    xapian_query_free(query);
}

static void scaling_multiplies_weights(void **state)
{
    const struct sample *sample = *state;
    xapian_query *query = query_term("race"), *scaled;
    double weights[2];

    OK(xapian_query_scale(query, 2.5, &scaled, &E));
    for (int i = 0; i < 2; i++) {
        xapian_enquire *enquire;
        xapian_mset *mset;
        OK(xapian_enquire_create(sample->db, &enquire, &E));
        OK(xapian_enquire_set_query(enquire, i ? scaled : query, 0, &E));
        mset = all_results(enquire);
        weights[i] = xapian_mset_max_attained(mset);
        xapian_mset_free(mset);
        xapian_enquire_free(enquire);
    }
    assert_true(fabs(weights[1] - 2.5 * weights[0]) < 1e-9);
    xapian_query_free(scaled);
    xapian_query_free(query);
}

static void bad_parameters_are_refused(void **state)
{
    xapian_query *query = query_term("race"), *out = NULL;
    const xapian_query *const hole[] = {query, NULL};

    (void)state;
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_query_scale(query, -1, &out, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_query_scale(query, NAN, &out, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_query_scale(NULL, 1, &out, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_query_combine((xapian_op)77, hole, 1, 0, &out, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_query_combine(XAPIAN_OP_AND, hole, 2, 0, &out, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_query_combine(XAPIAN_OP_AND, NULL, 2, 0, &out, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT,
           xapian_query_wildcard(LIT("t"), 0, (xapian_wildcard_limit)9, XAPIAN_OP_OR, &out, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_query_wildcard(LIT("t"), 0, XAPIAN_WILDCARD_LIMIT_ERROR,
                                                          XAPIAN_OP_AND, &out, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_query_fixed_weight(-1, &out, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_query_term(LIT("x"), 1, 0, NULL, &E));
    assert_null(out);
    xapian_query_free(query);
}

static void the_terms_of_a_query(void **state)
{
    xapian_query *query = query_terms(XAPIAN_OP_PHRASE, 3, "treaty of arms of"), *scaled;
    xapian_term_iter *it;

    (void)state;
    assert_int_equal(xapian_query_length(query), 4);
    assert_int_equal(xapian_query_length(NULL), 0);
    OK(xapian_query_scale(query, 2, &scaled, &E));
    OK(xapian_query_terms(scaled, &it, &E));
    xapian_query_free(query);
    xapian_query_free(scaled);
    assert_string_equal(terms_of(it), "treaty of arms of");
    query = query_terms(XAPIAN_OP_AND, 0, "treaty of arms of");
    OK(xapian_query_unique_terms(query, &it, &E));
    assert_string_equal(terms_of(it), "arms of treaty");
    xapian_query_free(query);
}

static void a_query_survives_serialising(void **state)
{
    const struct sample *sample = *state;
    xapian_query *query = query_terms(XAPIAN_OP_NEAR, 8, "arms nuclear"), *copy;
    const char *bytes;
    size_t len;

    OK(xapian_query_serialise(query, &bytes, &len, &E));
    OK(xapian_query_unserialise(bytes, len, &copy, &E));
    assert_string_equal(ids(sample->db, copy), "1 2");
    OK(xapian_query_description(copy, &bytes, &len, &E));
    assert_non_null(strstr(bytes, "NEAR 8"));
    EXPECT(XAPIAN_SERIALISATION, xapian_query_unserialise(LIT("nonsense"), &copy, &E));
    xapian_query_free(copy);
    xapian_query_free(query);
}

static void weights_from_values_and_fixed_ones(void **state)
{
    const struct sample *sample = *state;
    xapian_query *by_value, *fixed, *word = query_term("treaty"), *both;
    xapian_enquire *enquire;
    xapian_mset *mset;

    OK(xapian_enquire_create(sample->db, &enquire, &E));
    OK(xapian_query_value_weight(SLOT_NUMBER, &by_value, &E));
    both = query_pair(XAPIAN_OP_AND, 0, word, by_value);
    OK(xapian_enquire_set_query(enquire, both, 0, &E));
    mset = all_results(enquire);
    assert_string_equal(ids_of(mset), "6 3 1");
    xapian_mset_free(mset);

    OK(xapian_query_fixed_weight(3.5, &fixed, &E));
    OK(xapian_enquire_set_query(enquire, fixed, 0, &E));
    mset = all_results(enquire);
    assert_int_equal(xapian_mset_size(mset), SAMPLE_SIZE);
    assert_true(xapian_mset_max_attained(mset) == 3.5);
    xapian_mset_free(mset);
    xapian_enquire_free(enquire);
    xapian_query_free(both);
    xapian_query_free(word);
    xapian_query_free(fixed);
    xapian_query_free(by_value);
    xapian_query_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(operators_match_the_documents_they_should),
        SAMPLE_TEST(everything_and_nothing),
        SAMPLE_TEST(queries_nest_and_may_be_freed_at_once),
        SAMPLE_TEST(spans_of_alternatives_match),
        SAMPLE_TEST(spans_of_phrases_are_not_implemented),
        SAMPLE_TEST(value_ranges_include_their_ends),
        SAMPLE_TEST(wildcards_stand_for_terms),
        SAMPLE_TEST(a_wildcard_over_its_limit_is_an_error_when_run),
        SAMPLE_TEST(scaling_multiplies_weights),
        SAMPLE_TEST(bad_parameters_are_refused),
        SAMPLE_TEST(the_terms_of_a_query),
        SAMPLE_TEST(a_query_survives_serialising),
        SAMPLE_TEST(weights_from_values_and_fixed_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
