/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Iterators: every order of calls is safe.
 */
#include "fixture.h"

#include <stdio.h>

static xapian_term_iter *allterms(const struct sample *sample, const char *prefix)
{
    xapian_term_iter *it;

    OK(xapian_database_allterms(sample->db, STR(prefix), &it, &E));
    return it;
}

static xapian_posting_iter *postlist(const struct sample *sample, const char *term)
{
    xapian_posting_iter *it;

    OK(xapian_database_postlist(sample->db, STR(term), &it, &E));
    return it;
}

static void expect_term(const xapian_term_iter *it, const char *term)
{
    size_t len;
    const char *bytes = xapian_term_iter_term(it, &len);

    expect_bytes(bytes, len, term);
}

static void terms_with_a_prefix_come_in_order(void **state)
{
    const struct sample *sample = *state;

    assert_string_equal(terms_of(allterms(sample, "a")), "agreed and arms");
    assert_string_equal(terms_of(allterms(sample, "zz")), "");
    assert_string_equal(terms_of(allterms(sample, "treaty")), "treaty");
}

static void skipping_goes_forward_only(void **state)
{
    const struct sample *sample = *state;
    xapian_term_iter *it = allterms(sample, "");

    OK(xapian_term_iter_skip_to(it, LIT("ar"), &E));
    expect_term(it, "arms");
    OK(xapian_term_iter_skip_to(it, LIT("a"), &E));
    expect_term(it, "arms");
    OK(xapian_term_iter_skip_to(it, LIT("arms"), &E));
    expect_term(it, "arms");
    OK(xapian_term_iter_next(it, &E));
    expect_term(it, "climate");
    EXPECT(XAPIAN_END, xapian_term_iter_skip_to(it, LIT("zzz"), &E));
    EXPECT(XAPIAN_END, xapian_term_iter_next(it, &E));
    EXPECT(XAPIAN_END, xapian_term_iter_skip_to(it, LIT("a"), &E));
    xapian_term_iter_free(it);
}

static void skipping_before_the_first_next_does_not_lose_it(void **state)
{
    const struct sample *sample = *state;
    xapian_term_iter *it = allterms(sample, "arm");

    OK(xapian_term_iter_skip_to(it, LIT("a"), &E));
    expect_term(it, "arms");
    xapian_term_iter_free(it);
}

static void nothing_is_told_where_there_is_no_entry(void **state)
{
    const struct sample *sample = *state;
    xapian_term_iter *it = allterms(sample, "arms");
    xapian_doccount freq;

    expect_term(it, "");
    EXPECT(XAPIAN_INVALID_OPERATION, xapian_term_iter_termfreq(it, &freq, &E));
    OK(xapian_term_iter_next(it, &E));
    OK(xapian_term_iter_termfreq(it, &freq, &E));
    assert_int_equal(freq, 3);
    EXPECT(XAPIAN_END, xapian_term_iter_next(it, &E));
    expect_term(it, "");
    EXPECT(XAPIAN_INVALID_OPERATION, xapian_term_iter_termfreq(it, &freq, &E));
    xapian_term_iter_free(it);
}

static void null_iterators_are_refused(void **state)
{
    size_t len = 1;

    (void)state;
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_term_iter_next(NULL, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_posting_iter_skip_to(NULL, 1, &E));
    assert_string_equal(xapian_term_iter_term(NULL, &len), "");
    assert_int_equal(len, 0);
    assert_int_equal(xapian_posting_iter_docid(NULL), 0);
    assert_int_equal(xapian_position_iter_position(NULL), 0);
    assert_string_equal(xapian_value_iter_value(NULL, NULL), "");
    xapian_term_iter_free(NULL);
    xapian_posting_iter_free(NULL);
    xapian_position_iter_free(NULL);
    xapian_value_iter_free(NULL);
}

static void postings_tell_wdf_and_lengths(void **state)
{
    static const xapian_docid docids[] = {1, 2, 5};
    static const xapian_termcount wdfs[] = {1, 1, 3}, lengths[] = {9, 8, 4}, uniques[] = {9, 8, 2};
    const struct sample *sample = *state;
    xapian_posting_iter *it = postlist(sample, "arms");

    for (int i = 0; i < 3; i++) {
        xapian_termcount wdf, length, unique;
        OK(xapian_posting_iter_next(it, &E));
        OK(xapian_posting_iter_wdf(it, &wdf, &E));
        OK(xapian_posting_iter_doclength(it, &length, &E));
        OK(xapian_posting_iter_unique_terms(it, &unique, &E));
        assert_int_equal(xapian_posting_iter_docid(it), docids[i]);
        assert_int_equal(wdf, wdfs[i]);
        assert_int_equal(length, lengths[i]);
        assert_int_equal(unique, uniques[i]);
    }
    EXPECT(XAPIAN_END, xapian_posting_iter_next(it, &E));
    assert_int_equal(xapian_posting_iter_docid(it), 0);
    xapian_posting_iter_free(it);
}

static void postings_are_read_in_batches(void **state)
{
    const struct sample *sample = *state;
    xapian_posting_iter *it = postlist(sample, "arms");
    xapian_docid docids[2];
    xapian_termcount wdfs[2];
    size_t count;

    OK(xapian_posting_iter_read(it, docids, wdfs, 2, &count, &E));
    assert_int_equal(count, 2);
    assert_int_equal(docids[0], 1);
    assert_int_equal(docids[1], 2);
    OK(xapian_posting_iter_read(it, docids, wdfs, 2, &count, &E));
    assert_int_equal(count, 1);
    assert_int_equal(docids[0], 5);
    assert_int_equal(wdfs[0], 3);
    EXPECT(XAPIAN_END, xapian_posting_iter_read(it, docids, NULL, 2, &count, &E));
    assert_int_equal(count, 0);
    OK(xapian_posting_iter_read(it, NULL, NULL, 0, &count, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_posting_iter_read(it, NULL, NULL, 2, &count, &E));
    xapian_posting_iter_free(it);
}

static void the_empty_term_stands_for_all_documents(void **state)
{
    const struct sample *sample = *state;
    xapian_posting_iter *it = postlist(sample, "");
    xapian_docid docids[20];
    size_t count;

    OK(xapian_posting_iter_skip_to(it, 4, &E));
    assert_int_equal(xapian_posting_iter_docid(it), 4);
    OK(xapian_posting_iter_read(it, docids, NULL, 20, &count, &E));
    assert_int_equal(count, 2);
    xapian_posting_iter_free(it);
    it = postlist(sample, "absent");
    EXPECT(XAPIAN_END, xapian_posting_iter_next(it, &E));
    xapian_posting_iter_free(it);
}

static void positions_are_copied_up_to_the_capacity(void **state)
{
    const struct sample *sample = *state;
    xapian_termpos positions[2] = {0, 77};
    size_t count;

    OK(xapian_database_positions(sample->db, 5, LIT("arms"), positions, 1, &count, &E));
    assert_int_equal(count, 3);
    assert_int_equal(positions[0], 1);
    assert_int_equal(positions[1], 77);
    OK(xapian_database_positions(sample->db, 5, LIT("arms"), NULL, 0, &count, &E));
    assert_int_equal(count, 3);
    OK(xapian_database_positions(sample->db, 5, LIT("absent"), positions, 2, &count, &E));
    assert_int_equal(count, 0);
    EXPECT(XAPIAN_INVALID_ARGUMENT,
           xapian_database_positions(sample->db, 5, LIT("arms"), NULL, 2, &count, &E));
}

static void positions_of_the_present_posting(void **state)
{
    const struct sample *sample = *state;
    xapian_posting_iter *it = postlist(sample, "arms");
    xapian_position_iter *positions;
    xapian_termpos copied[5];
    size_t count;

    EXPECT(XAPIAN_INVALID_OPERATION, xapian_posting_iter_positions(it, copied, 5, &count, &E));
    OK(xapian_posting_iter_skip_to(it, 3, &E));
    OK(xapian_posting_iter_positions(it, copied, 5, &count, &E));
    assert_int_equal(count, 3);
    assert_int_equal(copied[2], 3);
    OK(xapian_posting_iter_positionlist(it, &positions, &E));
    xapian_posting_iter_free(it);
    OK(xapian_position_iter_skip_to(positions, 2, &E));
    assert_int_equal(xapian_position_iter_position(positions), 2);
    OK(xapian_position_iter_next(positions, &E));
    assert_int_equal(xapian_position_iter_position(positions), 3);
    EXPECT(XAPIAN_END, xapian_position_iter_next(positions, &E));
    assert_int_equal(xapian_position_iter_position(positions), 0);
    xapian_position_iter_free(positions);
}

static void a_position_list_from_the_database(void **state)
{
    const struct sample *sample = *state;
    xapian_position_iter *positions;

    OK(xapian_database_positionlist(sample->db, 5, LIT("race"), &positions, &E));
    OK(xapian_position_iter_next(positions, &E));
    assert_int_equal(xapian_position_iter_position(positions), 4);
    EXPECT(XAPIAN_END, xapian_position_iter_skip_to(positions, 5, &E));
    xapian_position_iter_free(positions);
}

static void the_terms_of_a_document(void **state)
{
    const struct sample *sample = *state;
    xapian_term_iter *it;
    xapian_termcount wdf;

    OK(xapian_database_termlist(sample->db, 5, &it, &E));
    OK(xapian_term_iter_skip_to(it, LIT("arms"), &E));
    OK(xapian_term_iter_wdf(it, &wdf, &E));
    assert_int_equal(wdf, 3);
    assert_string_equal(terms_of(it), "race");
    EXPECT(XAPIAN_DOC_NOT_FOUND, xapian_database_termlist(sample->db, 99, &it, &E));
}

static void a_stream_of_values_skips_documents_without(void **state)
{
    const struct sample *sample = *state;
    xapian_value_iter *it;
    xapian_docid docid;
    const char *bytes;
    size_t len;

    OK(xapian_database_valuestream(sample->db, SLOT_DATE, &it, &E));
    OK(xapian_value_iter_skip_to(it, 5, &E));
    OK(xapian_value_iter_docid(it, &docid, &E));
    assert_int_equal(docid, 5);
    bytes = xapian_value_iter_value(it, &len);
    expect_bytes(bytes, len, "19700305");
    EXPECT(XAPIAN_END, xapian_value_iter_next(it, &E));
    xapian_value_iter_free(it);
}

/* Long terms, and ones with zero bytes, come back whole. */
static void terms_are_any_bytes(void **state)
{
    char term[XAPIAN_MAX_TERM];
    xapian_writable_database *db;
    xapian_document *doc;
    xapian_term_iter *it;
    const char *bytes;
    size_t len;

    (void)state;
    memset(term, 'x', sizeof term);
    OK(xapian_writable_database_open(NULL, XAPIAN_DB_BACKEND_INMEMORY, 0, &db, &E));
    OK(xapian_document_create(&doc, &E));
    OK(xapian_document_add_term(doc, term, sizeof term, 1, &E));
    OK(xapian_document_add_term(doc, "a\0b", 3, 1, &E));
    OK(xapian_writable_database_add_document(db, doc, NULL, &E));
    OK(xapian_database_allterms(xapian_writable_database_view(db), NULL, 0, &it, &E));
    xapian_document_free(doc);
    xapian_writable_database_free(db);
    OK(xapian_term_iter_next(it, &E));
    bytes = xapian_term_iter_term(it, &len);
    assert_int_equal(len, 3);
    assert_memory_equal(bytes, "a\0b", 3);
    OK(xapian_term_iter_next(it, &E));
    bytes = xapian_term_iter_term(it, &len);
    assert_int_equal(len, sizeof term);
    assert_memory_equal(bytes, term, len);
    EXPECT(XAPIAN_END, xapian_term_iter_next(it, &E));
    xapian_term_iter_free(it);
}

static void lists_outlive_their_database(void **state)
{
    struct sample *sample = *state;
    xapian_term_iter *terms = allterms(sample, "r"), *termlist;
    xapian_posting_iter *postings = postlist(sample, "arms");
    xapian_value_iter *values;

    OK(xapian_database_termlist(sample->db, 5, &termlist, &E));
    OK(xapian_database_valuestream(sample->db, SLOT_DATE, &values, &E));
    xapian_database_free(sample->db);
    sample->db = NULL;
    assert_string_equal(terms_of(terms), "race russia");
    assert_string_equal(terms_of(termlist), "arms race");
    OK(xapian_posting_iter_skip_to(postings, 5, &E));
    xapian_posting_iter_free(postings);
    OK(xapian_value_iter_skip_to(values, 5, &E));
    xapian_value_iter_free(values);
}

static void an_iterator_that_has_failed_goes_no_further(void **state)
{
    struct sample *sample = *state;
    xapian_writable_database *db;
    xapian_term_iter *it;
    xapian_status status;
    xapian_doccount freq;

    OK(xapian_writable_database_open(sample->path, XAPIAN_DB_OPEN | XAPIAN_DB_NO_SYNC, 0, &db, &E));
    for (int i = 0; i < 3000; i++) {
        char words[40];
        snprintf(words, sizeof words, "word%d term%d", i, i);
        sample_add(db, words, NULL, "US", i);
    }
    OK(xapian_writable_database_commit(db, &E));
    xapian_writable_database_free(db);
    OK(xapian_database_reopen(sample->db, NULL, &E));
    it = allterms(sample, "");
    OK(xapian_term_iter_next(it, &E));
    OK(xapian_database_close(sample->db, &E));
    do
        status = xapian_term_iter_next(it, &E);
    while (status == XAPIAN_OK);
    assert_int_equal(status, XAPIAN_DATABASE_CLOSED);
    EXPECT(XAPIAN_INVALID_OPERATION, xapian_term_iter_next(it, &E));
    EXPECT(XAPIAN_INVALID_OPERATION, xapian_term_iter_termfreq(it, &freq, &E));
    xapian_term_iter_free(it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(terms_with_a_prefix_come_in_order),
        SAMPLE_TEST(skipping_goes_forward_only),
        SAMPLE_TEST(skipping_before_the_first_next_does_not_lose_it),
        SAMPLE_TEST(nothing_is_told_where_there_is_no_entry),
        cmocka_unit_test(null_iterators_are_refused),
        SAMPLE_TEST(postings_tell_wdf_and_lengths),
        SAMPLE_TEST(postings_are_read_in_batches),
        SAMPLE_TEST(the_empty_term_stands_for_all_documents),
        SAMPLE_TEST(positions_are_copied_up_to_the_capacity),
        SAMPLE_TEST(positions_of_the_present_posting),
        SAMPLE_TEST(a_position_list_from_the_database),
        SAMPLE_TEST(the_terms_of_a_document),
        SAMPLE_TEST(a_stream_of_values_skips_documents_without),
        cmocka_unit_test(terms_are_any_bytes),
        SAMPLE_TEST(lists_outlive_their_database),
        SAMPLE_TEST(an_iterator_that_has_failed_goes_no_further),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
