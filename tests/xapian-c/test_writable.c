/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Changing a database.
 */
#include "fixture.h"

#include <stdio.h>

static xapian_writable_database *writer(const struct sample *sample)
{
    xapian_writable_database *db;

    OK(xapian_writable_database_open(sample->path, XAPIAN_DB_OPEN | XAPIAN_DB_NO_SYNC, 0, &db, &E));
    return db;
}

static xapian_doccount count(const xapian_database *db)
{
    xapian_doccount n;

    OK(xapian_database_doccount(db, &n, &E));
    return n;
}

static xapian_document *with_unique_term(const char *term)
{
    xapian_document *doc;

    OK(xapian_document_create(&doc, &E));
    OK(xapian_document_add_boolean_term(doc, STR(term), &E));
    return doc;
}

static void actions_say_what_may_exist(void **state)
{
    static const struct {
        int action;
        xapian_status there, missing;
    } cases[] = {
        {XAPIAN_DB_CREATE, XAPIAN_DATABASE_CREATE, XAPIAN_OK},
        {XAPIAN_DB_OPEN, XAPIAN_OK, XAPIAN_DATABASE_NOT_FOUND},
        {XAPIAN_DB_CREATE_OR_OPEN, XAPIAN_OK, XAPIAN_OK},
        {XAPIAN_DB_CREATE_OR_OVERWRITE, XAPIAN_OK, XAPIAN_OK},
    };
    const struct sample *sample = *state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *names[] = {sample->path, NULL};
        const xapian_status wanted[] = {cases[i].there, cases[i].missing};
        char fresh[20];

        snprintf(fresh, sizeof fresh, "fresh%zu", i);
        names[1] = path_in(sample, fresh);
        for (int n = 0; n < 2; n++) {
            xapian_writable_database *db = NULL;
            EXPECT(wanted[n], xapian_writable_database_open(names[n], cases[i].action, 0, &db, &E));
            xapian_writable_database_free(db);
        }
    }
}

static void the_view_sees_changes_before_they_are_committed(void **state)
{
    const struct sample *sample = *state;
    xapian_writable_database *db = writer(sample);
    const xapian_database *view = xapian_writable_database_view(db);
    bool locked;

    assert_int_equal(sample_add(db, "new words", NULL, "US", 7), SAMPLE_SIZE + 1);
    assert_int_equal(count(view), SAMPLE_SIZE + 1);
    OK(xapian_database_locked(sample->db, &locked, &E));
    assert_true(locked);
    OK(xapian_writable_database_commit(db, &E));
    OK(xapian_writable_database_close(db, &E));
    OK(xapian_database_locked(sample->db, &locked, &E));
    assert_false(locked);
    xapian_writable_database_free(db);
    assert_null(xapian_writable_database_view(NULL));
}

static void documents_are_replaced_and_deleted_by_id(void **state)
{
    const struct sample *sample = *state;
    xapian_writable_database *db = writer(sample);
    xapian_database *view = xapian_writable_database_view(db);
    xapian_document *doc = with_unique_term("Qnew");
    bool exists;

    OK(xapian_writable_database_replace_document(db, 2, doc, &E));
    OK(xapian_writable_database_replace_document(db, 20, doc, &E));
    assert_int_equal(count(view), SAMPLE_SIZE + 1);
    OK(xapian_writable_database_delete_document(db, 5, &E));
    OK(xapian_database_term_exists(view, LIT("race"), &exists, &E));
    assert_false(exists);
    EXPECT(XAPIAN_DOC_NOT_FOUND, xapian_writable_database_delete_document(db, 5, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_writable_database_delete_document(db, 0, &E));
    xapian_document_free(doc);
    xapian_writable_database_free(db);
}

static void documents_are_replaced_and_deleted_by_term(void **state)
{
    const struct sample *sample = *state;
    xapian_writable_database *db = writer(sample);
    const xapian_database *view = xapian_writable_database_view(db);
    xapian_document *doc = with_unique_term("Qnew");
    xapian_docid first, second;

    OK(xapian_writable_database_replace_document_by_term(db, LIT("Qnew"), doc, &first, &E));
    OK(xapian_writable_database_replace_document_by_term(db, LIT("Qnew"), doc, &second, &E));
    assert_int_equal(first, second);
    assert_int_equal(count(view), SAMPLE_SIZE + 1);
    OK(xapian_writable_database_replace_document_by_term(db, LIT("Qnew"), doc, NULL, &E));
    OK(xapian_writable_database_delete_document_by_term(db, LIT("treaty"), &E));
    assert_int_equal(count(view), SAMPLE_SIZE + 1 - 3);
    OK(xapian_writable_database_delete_document_by_term(db, LIT("absent"), &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT,
           xapian_writable_database_delete_document_by_term(db, NULL, 0, &E));
    xapian_document_free(doc);
    xapian_writable_database_free(db);
}

static void a_cancelled_transaction_leaves_nothing(void **state)
{
    const struct sample *sample = *state;
    xapian_writable_database *db = writer(sample);
    const xapian_database *view = xapian_writable_database_view(db);

    OK(xapian_writable_database_begin_transaction(db, true, &E));
    sample_add(db, "cancelled", NULL, "US", 7);
    EXPECT(XAPIAN_INVALID_OPERATION, xapian_writable_database_commit(db, &E));
    OK(xapian_writable_database_cancel_transaction(db, &E));
    assert_int_equal(count(view), SAMPLE_SIZE);
    OK(xapian_writable_database_begin_transaction(db, false, &E));
    sample_add(db, "kept", NULL, "US", 8);
    OK(xapian_writable_database_commit_transaction(db, &E));
    assert_int_equal(count(view), SAMPLE_SIZE + 1);
    EXPECT(XAPIAN_INVALID_OPERATION, xapian_writable_database_commit_transaction(db, &E));
    EXPECT(XAPIAN_INVALID_OPERATION, xapian_writable_database_cancel_transaction(db, &E));
    xapian_writable_database_free(db);
}

static void a_term_too_long_is_refused(void **state)
{
    const struct sample *sample = *state;
    xapian_writable_database *db = writer(sample);
    xapian_document *doc;
    char term[XAPIAN_MAX_TERM + 1];

    memset(term, 'x', sizeof term);
    OK(xapian_document_create(&doc, &E));
    OK(xapian_document_add_term(doc, term, XAPIAN_MAX_TERM, 1, &E));
    OK(xapian_writable_database_add_document(db, doc, NULL, &E));
    OK(xapian_document_add_term(doc, term, sizeof term, 1, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_writable_database_add_document(db, doc, NULL, &E));
    assert_non_null(strstr(E.message, "too long"));
    xapian_document_free(doc);
    xapian_writable_database_free(db);
}

static void metadata_is_set_and_removed(void **state)
{
    const struct sample *sample = *state;
    xapian_writable_database *db = writer(sample);
    xapian_database *view = xapian_writable_database_view(db);
    const char *bytes;
    size_t len;

    OK(xapian_writable_database_set_metadata(db, LIT("key"), "a\0b", 3, &E));
    OK(xapian_database_metadata(view, LIT("key"), &bytes, &len, &E));
    assert_int_equal(len, 3);
    OK(xapian_writable_database_set_metadata(db, LIT("key"), NULL, 0, &E));
    OK(xapian_database_metadata(view, LIT("key"), &bytes, &len, &E));
    assert_int_equal(len, 0);
    EXPECT(XAPIAN_INVALID_ARGUMENT,
           xapian_writable_database_set_metadata(db, NULL, 0, LIT("value"), &E));
    xapian_writable_database_free(db);
}

static void several_are_written_together(void **state)
{
    const struct sample *sample = *state;
    xapian_writable_database *db = writer(sample), *other;

    OK(xapian_writable_database_open(path_in(sample, "other"), XAPIAN_DB_CREATE, 0, &other, &E));
    OK(xapian_writable_database_add(db, other, &E));
    assert_int_equal(xapian_database_size(xapian_writable_database_view(db)), 2);
    sample_add(db, "spread", NULL, "US", 7);
    sample_add(db, "spread", NULL, "US", 8);
    OK(xapian_writable_database_commit(db, &E));
    assert_int_equal(count(xapian_writable_database_view(db)), SAMPLE_SIZE + 2);
    xapian_writable_database_free(other);
    xapian_writable_database_free(db);
}

static void a_database_without_termlists_still_searches(void **state)
{
    const struct sample *sample = *state;
    const char *path = path_in(sample, "lean");
    xapian_query *query = query_term("treaty");
    xapian_database *db;
    xapian_term_iter *it;

    sample_write(path, XAPIAN_DB_CREATE | XAPIAN_DB_NO_TERMLIST | XAPIAN_DB_BACKEND_GLASS);
    OK(xapian_database_open(path, 0, &db, &E));
    assert_string_equal(ids(db, query), "1 3 6");
    EXPECT(XAPIAN_FEATURE_UNAVAILABLE, xapian_database_termlist(db, 1, &it, &E));
    xapian_query_free(query);
    xapian_database_free(db);
}

static void null_writers_are_refused(void **state)
{
    (void)state;
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_writable_database_commit(NULL, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_writable_database_add_document(NULL, NULL, NULL, &E));
    xapian_writable_database_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(actions_say_what_may_exist),
        SAMPLE_TEST(the_view_sees_changes_before_they_are_committed),
        SAMPLE_TEST(documents_are_replaced_and_deleted_by_id),
        SAMPLE_TEST(documents_are_replaced_and_deleted_by_term),
        SAMPLE_TEST(a_cancelled_transaction_leaves_nothing),
        SAMPLE_TEST(a_term_too_long_is_refused),
        SAMPLE_TEST(metadata_is_set_and_removed),
        SAMPLE_TEST(several_are_written_together),
        SAMPLE_TEST(a_database_without_termlists_still_searches),
        SAMPLE_TEST(null_writers_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
