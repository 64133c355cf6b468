/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Weighting schemes: each one ranks, and takes its parameters.
 */
#include "fixture.h"

#include <math.h>

typedef xapian_status (*weight_maker)(xapian_weight **out, xapian_error *err);

/* One line for each scheme, with the parameters that are its defaults. */
#define SCHEME(name, ...)                                                                          \
    static xapian_status make_##name(xapian_weight **out, xapian_error *err)                       \
    {                                                                                              \
        return xapian_weight_##name(__VA_ARGS__ out, err);                                         \
    }
#define P(...) __VA_ARGS__,

SCHEME(bool, )
SCHEME(coord, )
SCHEME(bm25, P(1, 0, 1, 0.5, 0.5))
SCHEME(bm25plus, P(1, 0, 1, 0.5, 0.5, 1))
SCHEME(trad, P(1))
SCHEME(tfidf, P("ntn"))
SCHEME(pl2, P(1))
SCHEME(pl2plus, P(1, 0.8))
SCHEME(bb2, P(1))
SCHEME(ifb2, P(1))
SCHEME(ineb2, P(1))
SCHEME(inl2, P(1))
SCHEME(dlh, )
SCHEME(dph, )
SCHEME(lm, P(0, XAPIAN_SMOOTHING_TWO_STAGE, -1, -1))

/* The ranking for QUERY with a weight (NULL: the one that Xapian uses unless told otherwise). */
static xapian_mset *ranked(const struct sample *sample, const xapian_weight *weight,
                           const char *words)
{
    xapian_query *query = query_terms(XAPIAN_OP_OR, 0, words);
    xapian_enquire *enquire;
    xapian_mset *mset;

    OK(xapian_enquire_create(sample->db, &enquire, &E));
    OK(xapian_enquire_set_query(enquire, query, 0, &E));
    if (weight)
        OK(xapian_enquire_set_weight(enquire, weight, &E));
    mset = all_results(enquire);
    xapian_enquire_free(enquire);
    xapian_query_free(query);
    return mset;
}

static void every_scheme_gives_its_documents(void **state)
{
    static const struct {
        const char *name;
        weight_maker make;
        bool weighs; /* PL2+ gives nothing to words this frequent */
    } schemes[] = {
        {"bool", make_bool, false},  {"coord", make_coord, true},
        {"bm25", make_bm25, true},   {"bm25plus", make_bm25plus, true},
        {"trad", make_trad, true},   {"tfidf", make_tfidf, true},
        {"pl2", make_pl2, true},     {"pl2plus", make_pl2plus, false},
        {"bb2", make_bb2, true},     {"ifb2", make_ifb2, true},
        {"ineb2", make_ineb2, true}, {"inl2", make_inl2, true},
        {"dlh", make_dlh, true},     {"dph", make_dph, true},
        {"lm", make_lm, true},
    };
    const struct sample *sample = *state;

    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        xapian_weight *weight;
        xapian_mset *mset;

        OK(schemes[i].make(&weight, &E));
        mset = ranked(sample, weight, "arms race");
        xapian_weight_free(weight);
        assert_int_equal(xapian_mset_size(mset), 3);
        if (schemes[i].weighs && !(xapian_mset_max_attained(mset) > 0))
            fail_msg("%s gives no weight", schemes[i].name);
        xapian_mset_free(mset);
    }
}

static void bm25_is_what_xapian_does_without_being_told(void **state)
{
    const struct sample *sample = *state;
    xapian_weight *weight;
    xapian_mset *told, *untold;

    OK(xapian_weight_bm25(1, 0, 1, 0.5, 0.5, &weight, &E));
    told = ranked(sample, weight, "arms race nuclear");
    untold = ranked(sample, NULL, "arms race nuclear");
    assert_true(xapian_mset_max_attained(told) == xapian_mset_max_attained(untold));
    assert_true(xapian_mset_max_possible(told) >= xapian_mset_max_attained(told));
    xapian_mset_free(told);
    xapian_mset_free(untold);
    xapian_weight_free(weight);
}

static void repeated_words_rank_higher_unless_k1_is_zero(void **state)
{
    const struct sample *sample = *state;
    static const double k1s[] = {1, 0};

    for (int i = 0; i < 2; i++) {
        xapian_weight *weight;
        xapian_mset *mset;
        xapian_hit first, last;

        OK(xapian_weight_bm25(k1s[i], 0, 1, 0.5, 0.5, &weight, &E));
        mset = ranked(sample, weight, "arms");
        OK(xapian_mset_hit(mset, 0, &first, &E));
        OK(xapian_mset_hit(mset, 2, &last, &E));
        if (k1s[i] > 0)
            assert_true(first.docid == 5 && first.weight > last.weight);
        else
            assert_true(first.weight == last.weight);
        xapian_mset_free(mset);
        xapian_weight_free(weight);
    }
}

static void language_models_smooth_in_five_ways(void **state)
{
    const struct sample *sample = *state;

    for (int i = XAPIAN_SMOOTHING_TWO_STAGE; i <= XAPIAN_SMOOTHING_DIRICHLET_PLUS; i++) {
        xapian_weight *weight;
        xapian_mset *mset;

        OK(xapian_weight_lm(0, (xapian_smoothing)i, -1, -1, &weight, &E));
        mset = ranked(sample, weight, "arms race");
        assert_int_equal(xapian_mset_size(mset), 3);
        xapian_mset_free(mset);
        xapian_weight_free(weight);
    }
}

static void bad_parameters_are_refused(void **state)
{
    xapian_weight *weight = NULL;

    (void)state;
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_weight_tfidf("xyz", &weight, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_weight_tfidf("", &weight, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_weight_tfidf(NULL, &weight, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_weight_pl2(0, &weight, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_weight_pl2plus(1, -1, &weight, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_weight_bb2(-1, &weight, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_weight_lm(0, (xapian_smoothing)9, 0, 0, &weight, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_weight_bool(NULL, &E));
    assert_null(weight);
    xapian_weight_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(every_scheme_gives_its_documents),
        SAMPLE_TEST(bm25_is_what_xapian_does_without_being_told),
        SAMPLE_TEST(repeated_words_rank_higher_unless_k1_is_zero),
        SAMPLE_TEST(language_models_smooth_in_five_ways),
        SAMPLE_TEST(bad_parameters_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
