/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Snippets, relevant documents and the terms that they suggest.
 */
#include "fixture.h"

enum { FLAGS = XAPIAN_SNIPPET_BACKGROUND_MODEL | XAPIAN_SNIPPET_EXHAUSTIVE };

static xapian_mset *results_for(const struct sample *sample, const char *words)
{
    xapian_query *query = query_terms(XAPIAN_OP_OR, 0, words);
    xapian_enquire *enquire;
    xapian_mset *mset;

    OK(xapian_enquire_create(sample->db, &enquire, &E));
    OK(xapian_enquire_set_query(enquire, query, 0, &E));
    mset = all_results(enquire);
    xapian_enquire_free(enquire);
    xapian_query_free(query);
    return mset;
}

static void a_snippet_is_marked_and_escaped(void **state)
{
    const struct sample *sample = *state;
    static const char text[] = "The <b>arms</b> race & the treaty.";
    xapian_mset *mset = results_for(sample, "arms treaty");
    const char *bytes;
    size_t len;

    OK(xapian_mset_snippet(mset, LIT(text), 200, NULL, FLAGS, "<em>", "</em>", "...", &bytes, &len,
                           &E));
    assert_non_null(strstr(bytes, "&lt;b&gt;<em>arms</em>&lt;/b&gt;"));
    assert_non_null(strstr(bytes, "&amp;"));
    assert_non_null(strstr(bytes, "<em>treaty</em>"));
    xapian_mset_free(mset);
}

/* With empty marks libxapian before 2.1 hands the text out as it is: no way to get that here. */
static void a_snippet_without_marks_is_refused(void **state)
{
    static const char *const marks[][2] = {
        {"", ""}, {"<em>", ""}, {"", "</em>"}, {NULL, "x"}, {"x", NULL}};
    const struct sample *sample = *state;
    xapian_mset *mset = results_for(sample, "arms");
    const char *bytes = "untouched";
    size_t len = 0;

    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        EXPECT(XAPIAN_INVALID_ARGUMENT,
               xapian_mset_snippet(mset, LIT("<b>arms</b>"), 200, NULL, FLAGS, marks[i][0],
                                   marks[i][1], "...", &bytes, &len, &E));
    assert_string_equal(bytes, "untouched");
    xapian_mset_free(mset);
}

static void a_snippet_uses_the_stemmer_it_is_told(void **state)
{
    const struct sample *sample = *state;
    xapian_query *query = query_term("Ztreati");
    xapian_enquire *enquire;
    xapian_mset *mset;
    const char *bytes;
    size_t len;

    OK(xapian_enquire_create(sample->db, &enquire, &E));
    OK(xapian_enquire_set_query(enquire, query, 0, &E));
    mset = all_results(enquire);
    OK(xapian_mset_snippet(mset, LIT("two treaties signed"), 200, "en", FLAGS, "[", "]", "...",
                           &bytes, &len, &E));
    assert_non_null(strstr(bytes, "[treaties]"));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_mset_snippet(mset, LIT("x"), 200, "klingon", FLAGS, "[",
                                                        "]", "...", &bytes, &len, &E));
    OK(xapian_mset_snippet(mset, LIT("nothing here"), 200, NULL,
                           FLAGS | XAPIAN_SNIPPET_EMPTY_WITHOUT_MATCH, "[", "]", "...", &bytes,
                           &len, &E));
    expect_bytes(bytes, len, "");
    xapian_mset_free(mset);
    xapian_enquire_free(enquire);
    xapian_query_free(query);
}

static void a_set_of_relevant_documents(void **state)
{
    xapian_rset *rset;

    (void)state;
    OK(xapian_rset_create(&rset, &E));
    OK(xapian_rset_add(rset, 3, &E));
    OK(xapian_rset_add(rset, 3, &E));
    OK(xapian_rset_add(rset, 4, &E));
    assert_int_equal(xapian_rset_size(rset), 2);
    assert_true(xapian_rset_contains(rset, 4));
    OK(xapian_rset_remove(rset, 4, &E));
    assert_false(xapian_rset_contains(rset, 4));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_rset_add(rset, 0, &E));
    assert_false(xapian_rset_contains(NULL, 1));
    xapian_rset_free(rset);
    xapian_rset_free(NULL);
}

static void relevant_documents_change_the_ranking(void **state)
{
    const struct sample *sample = *state;
    xapian_query *query = query_terms(XAPIAN_OP_OR, 0, "treaty climate geneva");
    xapian_enquire *enquire;
    xapian_rset *rset;
    xapian_mset *mset;
    xapian_hit hit;

    OK(xapian_rset_create(&rset, &E));
    OK(xapian_rset_add(rset, 4, &E));
    OK(xapian_enquire_create(sample->db, &enquire, &E));
    OK(xapian_enquire_set_query(enquire, query, 0, &E));
    OK(xapian_enquire_get_mset(enquire, 0, 10, 0, rset, NULL, NULL, &mset, &E));
    OK(xapian_mset_hit(mset, 0, &hit, &E));
    assert_true(hit.docid == 3 || hit.docid == 4);
    xapian_mset_free(mset);
    xapian_enquire_free(enquire);
    xapian_rset_free(rset);
    xapian_query_free(query);
}

struct refusal {
    const char *word;
    int calls, fail_at;
};

static xapian_status refuse(const char *term, size_t len, bool *keep, void *ctx)
{
    struct refusal *refusal = ctx;

    *keep = len != strlen(refusal->word) || memcmp(term, refusal->word, len) != 0;
    return ++refusal->calls == refusal->fail_at ? XAPIAN_NO_MEMORY : XAPIAN_OK;
}

static bool suggests(xapian_eset *eset, const char *word)
{
    for (xapian_termcount i = 0; i < xapian_eset_size(eset); i++) {
        const char *term;
        size_t len;
        double weight;

        OK(xapian_eset_item(eset, i, &term, &len, &weight, &E));
        assert_true(weight > 0);
        if (len == strlen(word) && memcmp(term, word, len) == 0)
            return true;
    }
    return false;
}

static void relevant_documents_suggest_terms(void **state)
{
    static const char *const schemes[] = {"trad", "bo1"};
    const struct sample *sample = *state;
    xapian_query *query = query_term("climate");
    xapian_enquire *enquire;
    xapian_rset *rset;
    const char *term;
    size_t len;

    OK(xapian_rset_create(&rset, &E));
    OK(xapian_rset_add(rset, 3, &E));
    OK(xapian_rset_add(rset, 4, &E));
    OK(xapian_enquire_create(sample->db, &enquire, &E));
    OK(xapian_enquire_set_query(enquire, query, 0, &E));
    for (int i = 0; i < 2; i++) {
        struct refusal refusal = {"paris", 0, 0};
        xapian_eset *eset = NULL;

        OK(xapian_enquire_set_expansion_scheme(enquire, schemes[i], 1, &E));
        OK(xapian_enquire_get_eset(enquire, 20, rset, 0, 0, NULL, NULL, &eset, &E));
        assert_true(suggests(eset, "paris"));
        assert_false(suggests(eset, "climate"));
        assert_true(xapian_eset_ebound(eset) >= xapian_eset_size(eset));
        EXPECT(XAPIAN_INVALID_ARGUMENT,
               xapian_eset_item(eset, xapian_eset_size(eset), &term, &len, NULL, &E));
        xapian_eset_free(eset);

        OK(xapian_enquire_get_eset(enquire, 20, rset, XAPIAN_ESET_INCLUDE_QUERY_TERMS, 0, refuse,
                                   &refusal, &eset, &E));
        assert_false(suggests(eset, "paris"));
        assert_true(suggests(eset, "climate"));
        xapian_eset_free(eset);

        refusal.fail_at = refusal.calls + 2;
        EXPECT(XAPIAN_CALLBACK,
               xapian_enquire_get_eset(enquire, 20, rset, 0, 0, refuse, &refusal, &eset, &E));
        assert_int_equal(E.cause, XAPIAN_NO_MEMORY);
    }
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_enquire_set_expansion_scheme(enquire, "none", 1, &E));
    xapian_enquire_free(enquire);
    xapian_rset_free(rset);
    xapian_query_free(query);
    xapian_eset_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(a_snippet_is_marked_and_escaped),
        SAMPLE_TEST(a_snippet_without_marks_is_refused),
        SAMPLE_TEST(a_snippet_uses_the_stemmer_it_is_told),
        SAMPLE_TEST(a_set_of_relevant_documents),
        SAMPLE_TEST(relevant_documents_change_the_ranking),
        SAMPLE_TEST(relevant_documents_suggest_terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
