/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Spelling correction and synonyms.
 */
#include "fixture.h"

static xapian_writable_database *writer(const struct sample *sample)
{
    xapian_writable_database *db;

    OK(xapian_writable_database_open(sample->path, XAPIAN_DB_OPEN, 0, &db, &E));
    return db;
}

static void a_misspelt_word_is_corrected(void **state)
{
    const struct sample *sample = *state;
    xapian_writable_database *db = writer(sample);
    xapian_database *view = xapian_writable_database_view(db);
    xapian_term_iter *it;
    xapian_doccount freq;
    const char *bytes;
    size_t len;

    OK(xapian_writable_database_add_spelling(db, LIT("lavrov"), 3, &E));
    OK(xapian_writable_database_add_spelling(db, LIT("ryabkov"), 1, &E));
    OK(xapian_database_spelling_suggestion(view, LIT("lavorv"), 2, &bytes, &len, &E));
    expect_bytes(bytes, len, "lavrov");
    OK(xapian_database_spelling_suggestion(view, LIT("kerry"), 2, &bytes, &len, &E));
    expect_bytes(bytes, len, "");
    OK(xapian_writable_database_remove_spelling(db, LIT("lavrov"), 1, &E));
    OK(xapian_writable_database_commit(db, &E));
    OK(xapian_database_spellings(view, &it, &E));
    OK(xapian_term_iter_next(it, &E));
    OK(xapian_term_iter_termfreq(it, &freq, &E));
    assert_int_equal(freq, 2);
    assert_string_equal(terms_of(it), "ryabkov");
    xapian_writable_database_free(db);
}

static void synonyms_come_and_go(void **state)
{
    const struct sample *sample = *state;
    xapian_writable_database *db = writer(sample);
    const xapian_database *view = xapian_writable_database_view(db);
    xapian_term_iter *it;

    OK(xapian_writable_database_add_synonym(db, LIT("pact"), LIT("treaty"), &E));
    OK(xapian_writable_database_add_synonym(db, LIT("pact"), LIT("accord"), &E));
    OK(xapian_writable_database_add_synonym(db, LIT("talks"), LIT("negotiations"), &E));
    OK(xapian_database_synonyms(view, LIT("pact"), &it, &E));
    assert_string_equal(terms_of(it), "accord treaty");
    OK(xapian_writable_database_remove_synonym(db, LIT("pact"), LIT("accord"), &E));
    OK(xapian_writable_database_commit(db, &E));
    OK(xapian_database_synonyms(view, LIT("pact"), &it, &E));
    assert_string_equal(terms_of(it), "treaty");
    OK(xapian_database_synonym_keys(view, LIT("p"), &it, &E));
    assert_string_equal(terms_of(it), "pact");
    OK(xapian_writable_database_clear_synonyms(db, LIT("pact"), &E));
    OK(xapian_writable_database_commit(db, &E));
    OK(xapian_database_synonym_keys(view, NULL, 0, &it, &E));
    assert_string_equal(terms_of(it), "talks");
    xapian_writable_database_free(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(a_misspelt_word_is_corrected),
        SAMPLE_TEST(synonyms_come_and_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
