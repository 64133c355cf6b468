/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Opening databases and asking them about themselves.
 */
#include "fixture.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static void a_directory_opens(void **state)
{
    const struct sample *sample = *state;
    xapian_doccount count;
    xapian_docid last;

    OK(xapian_database_doccount(sample->db, &count, &E));
    OK(xapian_database_lastdocid(sample->db, &last, &E));
    assert_int_equal(count, SAMPLE_SIZE);
    assert_int_equal(last, SAMPLE_SIZE);
    assert_int_equal(xapian_database_size(sample->db), 1);
}

static void a_stub_file_opens_what_it_names(void **state)
{
    const struct sample *sample = *state;
    const char *stub = path_in(sample, "stub");
    xapian_database *db;
    xapian_doccount count;

    write_file(stub, LIT("auto sample\n"));
    OK(xapian_database_open(stub, 0, &db, &E));
    OK(xapian_database_doccount(db, &count, &E));
    assert_int_equal(count, SAMPLE_SIZE);
    xapian_database_free(db);
    OK(xapian_database_open(stub, XAPIAN_DB_BACKEND_STUB, &db, &E));
    xapian_database_free(db);
}

static void a_single_file_opens_by_path_and_by_descriptor(void **state)
{
    const struct sample *sample = *state;
    const char *file = path_in(sample, "single");
    xapian_database *db;
    xapian_doccount count;
    int fd;

    OK(xapian_database_compact(sample->db, file, XAPIAN_COMPACT_SINGLE_FILE, 0, NULL, NULL, &E));
    OK(xapian_database_open(file, 0, &db, &E));
    OK(xapian_database_doccount(db, &count, &E));
    assert_int_equal(count, SAMPLE_SIZE);
    xapian_database_free(db);

    fd = open(file, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    OK(xapian_database_open_fd(fd, 0, &db, &E));
    OK(xapian_database_doccount(db, &count, &E));
    assert_int_equal(count, SAMPLE_SIZE);
    xapian_database_free(db);
}

static void several_databases_are_searched_together(void **state)
{
    const struct sample *sample = *state;
    xapian_database *all, *second;
    xapian_query *query = query_term("treaty");
    xapian_doccount count;

    sample_write(path_in(sample, "second"), XAPIAN_DB_CREATE);
    OK(xapian_database_create(&all, &E));
    assert_int_equal(xapian_database_size(all), 0);
    OK(xapian_database_open(path_in(sample, "second"), 0, &second, &E));
    OK(xapian_database_add(all, sample->db, &E));
    OK(xapian_database_add(all, second, &E));
    xapian_database_free(second);
    assert_int_equal(xapian_database_size(all), 2);
    OK(xapian_database_doccount(all, &count, &E));
    assert_int_equal(count, 2 * SAMPLE_SIZE);
    assert_string_equal(ids(all, query), "1 2 5 6 11 12");
    xapian_query_free(query);
    xapian_database_free(all);
}

static void a_reader_sees_changes_after_reopening(void **state)
{
    const struct sample *sample = *state;
    xapian_writable_database *writer;
    xapian_doccount count;
    bool changed;

    OK(xapian_database_reopen(sample->db, &changed, &E));
    assert_false(changed);
    OK(xapian_writable_database_open(sample->path, XAPIAN_DB_OPEN, 0, &writer, &E));
    sample_add(writer, "one more", NULL, "US", 7);
    OK(xapian_writable_database_commit(writer, &E));
    OK(xapian_database_doccount(sample->db, &count, &E));
    assert_int_equal(count, SAMPLE_SIZE);
    OK(xapian_database_reopen(sample->db, &changed, &E));
    assert_true(changed);
    OK(xapian_database_doccount(sample->db, &count, &E));
    assert_int_equal(count, SAMPLE_SIZE + 1);
    OK(xapian_database_reopen(sample->db, NULL, &E));
    xapian_writable_database_free(writer);
}

static void lengths_are_sums_of_wdf(void **state)
{
    const struct sample *sample = *state;
    xapian_termcount lower, upper, length, unique;
    uint64_t total;
    double average;

    OK(xapian_database_total_length(sample->db, &total, &E));
    OK(xapian_database_average_length(sample->db, &average, &E));
    OK(xapian_database_doclength_bounds(sample->db, &lower, &upper, &E));
    OK(xapian_database_doclength(sample->db, 5, &length, &E));
    OK(xapian_database_unique_terms(sample->db, 5, &unique, &E));
    assert_int_equal(total, 9 + 8 + 6 + 7 + 4 + 5);
    assert_true(average > 6.49 && average < 6.51);
    assert_true(lower <= 4 && upper >= 9);
    assert_int_equal(length, 4);
    assert_int_equal(unique, 2);
}

static void terms_have_frequencies(void **state)
{
    static const struct {
        const char *term;
        xapian_doccount termfreq;
        xapian_termcount collection_freq, wdf_bound;
    } cases[] = {{"arms", 3, 5, 3}, {"treaty", 3, 3, 1}, {"race", 1, 1, 1}, {"absent", 0, 0, 0}};
    const struct sample *sample = *state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        xapian_doccount termfreq;
        xapian_termcount freq, bound;
        bool exists;
        const char *term = cases[i].term;

        OK(xapian_database_termfreq(sample->db, STR(term), &termfreq, &E));
        OK(xapian_database_term_exists(sample->db, STR(term), &exists, &E));
        OK(xapian_database_collection_freq(sample->db, STR(term), &freq, &E));
        OK(xapian_database_wdf_upper_bound(sample->db, STR(term), &bound, &E));
        assert_int_equal(termfreq, cases[i].termfreq);
        assert_int_equal(exists, cases[i].termfreq != 0);
        assert_int_equal(freq, cases[i].collection_freq);
        assert_true(bound >= cases[i].wdf_bound);
    }
}

static void values_have_counts_and_bounds(void **state)
{
    const struct sample *sample = *state;
    xapian_doccount freq;
    const char *bytes;
    size_t len;

    OK(xapian_database_value_freq(sample->db, SLOT_DATE, &freq, &E));
    assert_int_equal(freq, SAMPLE_SIZE - 1);
    OK(xapian_database_value_lower_bound(sample->db, SLOT_DATE, &bytes, &len, &E));
    expect_bytes(bytes, len, "19700305");
    OK(xapian_database_value_upper_bound(sample->db, SLOT_DATE, &bytes, &len, &E));
    expect_bytes(bytes, len, "20151212");
    OK(xapian_database_value_lower_bound(sample->db, 99, &bytes, &len, &E));
    expect_bytes(bytes, len, "");
}

static void facts_about_the_database(void **state)
{
    const struct sample *sample = *state;
    const char *bytes;
    size_t len;
    uint64_t revision;
    bool yes;

    OK(xapian_database_has_positions(sample->db, &yes, &E));
    assert_true(yes);
    OK(xapian_database_locked(sample->db, &yes, &E));
    assert_false(yes);
    OK(xapian_database_revision(sample->db, &revision, &E));
    assert_true(revision > 0);
    OK(xapian_database_uuid(sample->db, &bytes, &len, &E));
    assert_int_equal(len, 36);
    OK(xapian_database_description(sample->db, &bytes, &len, &E));
    assert_true(len > 0);
    OK(xapian_database_keep_alive(sample->db, &E));
}

static void metadata_is_found_by_key(void **state)
{
    const struct sample *sample = *state;
    xapian_term_iter *it;
    const char *bytes;
    size_t len;

    OK(xapian_database_metadata(sample->db, LIT("schema"), &bytes, &len, &E));
    expect_bytes(bytes, len, "1");
    OK(xapian_database_metadata(sample->db, LIT("absent"), &bytes, &len, &E));
    expect_bytes(bytes, len, "");
    EXPECT(XAPIAN_INVALID_ARGUMENT,
           xapian_database_metadata(sample->db, NULL, 0, &bytes, &len, &E));
    OK(xapian_database_metadata_keys(sample->db, LIT("s"), &it, &E));
    assert_string_equal(terms_of(it), "schema");
}

static void a_document_is_read_back(void **state)
{
    const struct sample *sample = *state;
    xapian_document *doc;
    xapian_docid docid;
    const char *bytes;
    size_t len;

    OK(xapian_database_get_document(sample->db, 3, 0, &doc, &E));
    OK(xapian_document_data(doc, &bytes, &len, &E));
    expect_bytes(bytes, len, "treaty on climate agreed in paris");
    OK(xapian_document_value(doc, SLOT_COUNTRY, &bytes, &len, &E));
    expect_bytes(bytes, len, "FR");
    OK(xapian_document_docid(doc, &docid, &E));
    assert_int_equal(docid, 3);
    xapian_document_free(doc);
}

static void a_document_assumed_valid_is_not_looked_for(void **state)
{
    const struct sample *sample = *state;
    xapian_document *doc;
    xapian_term_iter *it;

    EXPECT(XAPIAN_DOC_NOT_FOUND, xapian_database_get_document(sample->db, 99, 0, &doc, &E));
    OK(xapian_database_get_document(sample->db, 99, XAPIAN_DOC_ASSUME_VALID, &doc, &E));
    EXPECT(XAPIAN_DOC_NOT_FOUND, xapian_document_terms(doc, &it, &E));
    xapian_document_free(doc);
}

static void versions_agree(void **state)
{
    char text[40];

    (void)state;
    snprintf(text, sizeof text, "%d.%d.%d", xapian_major_version(), xapian_minor_version(),
             xapian_revision());
    assert_string_equal(text, xapian_version_string());
    assert_string_equal(xapian_version_string(), xapian_header_version_string());
}

static void null_arguments_are_refused(void **state)
{
    const struct sample *sample = *state;
    xapian_database *db;
    xapian_doccount count;
    bool yes;

    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_database_open(NULL, 0, &db, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_database_open(sample->path, 0, NULL, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_database_doccount(NULL, &count, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_database_doccount(sample->db, NULL, NULL));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_database_term_exists(sample->db, NULL, 3, &yes, &E));
    assert_int_equal(xapian_database_size(NULL), 0);
    xapian_database_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(a_directory_opens),
        SAMPLE_TEST(a_stub_file_opens_what_it_names),
        SAMPLE_TEST(a_single_file_opens_by_path_and_by_descriptor),
        SAMPLE_TEST(several_databases_are_searched_together),
        SAMPLE_TEST(a_reader_sees_changes_after_reopening),
        SAMPLE_TEST(lengths_are_sums_of_wdf),
        SAMPLE_TEST(terms_have_frequencies),
        SAMPLE_TEST(values_have_counts_and_bounds),
        SAMPLE_TEST(facts_about_the_database),
        SAMPLE_TEST(metadata_is_found_by_key),
        SAMPLE_TEST(a_document_is_read_back),
        SAMPLE_TEST(a_document_assumed_valid_is_not_looked_for),
        SAMPLE_TEST(null_arguments_are_refused),
        cmocka_unit_test(versions_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
