/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/position_reader.h"

#include "tests/test.h"
#include "xapian-c.h"

enum { DOCUMENTS = 3000, WORDS = 5 };

static const char *const words[WORDS] = {"reset", "broad", "x\xff", "w1", "XPmark"};

/* Does the document have the word, and where? Ascending; how many. */
static size_t places_of(uint32_t document, size_t word, uint32_t out[40])
{
    size_t n = (document * 31 + word * 17) % 7 * ((document + word) % 3);
    for (size_t i = 0; i < n; i++)
        out[i] = (uint32_t)(1 + word + i * (1 + document % 50));
    return n;
}

static void add_document(xapian_writable_database *db, uint32_t document)
{
    xapian_error cause;
    xapian_docid docid;
    xapian_document *made;
    uint32_t places[40];
    assert_int_equal(xapian_document_create(&made, &cause), XAPIAN_OK);
    for (size_t w = 0; w < WORDS; w++) {
        size_t n = places_of(document, w, places);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(
                xapian_document_add_posting(made, words[w], strlen(words[w]), places[i], 1, &cause),
                XAPIAN_OK);
    }
    assert_int_equal(xapian_writable_database_add_document(db, made, &docid, &cause), XAPIAN_OK);
    assert_int_equal(docid, document);
    xapian_document_free(made);
}

static uint64_t revision_of(const char *folder)
{
    xapian_database *db;
    xapian_error cause;
    uint64_t revision;
    assert_int_equal(xapian_database_open(folder, 0, &db, &cause), XAPIAN_OK);
    assert_int_equal(xapian_database_revision(db, &revision, &cause), XAPIAN_OK);
    xapian_database_free(db);
    return revision;
}

static void check_all(position_reader *r, uint32_t step)
{
    uint32_t places[40];
    for (uint32_t i = 0; i < DOCUMENTS; i++) {
        uint32_t document = 1 + i * step % DOCUMENTS;
        for (size_t w = 0; w < WORDS; w++) {
            const uint32_t *found = NULL;
            size_t n, expected = places_of(document, w, places);
            bool known;
            assert_int_equal(
                position_reader_get(r, slice_of(words[w]), document, &known, &found, &n),
                DOSSIER_OK);
            assert_true(known);
            assert_int_equal(n, expected);
            if (n)
                assert_memory_equal(found, places, n * sizeof *places);
        }
    }
}

static void positions_are_those_that_xapians_writer_put_there(void **state)
{
    (void)state;
    char *folder = test_new_folder();
    xapian_writable_database *db;
    xapian_error cause;
    position_reader *r;
    assert_int_equal(
        xapian_writable_database_open(folder, XAPIAN_DB_CREATE_OR_OPEN, 0, &db, &cause), XAPIAN_OK);
    for (uint32_t document = 1; document <= DOCUMENTS; document++) {
        add_document(db, document);
        if (document % 1000 == 0)
            assert_int_equal(xapian_writable_database_commit(db, &cause), XAPIAN_OK);
    }
    uint64_t revision = revision_of(folder);
    assert_int_equal(position_reader_open(folder, revision, &r), DOSSIER_OK);
    assert_non_null(r);
    check_all(r, 1);
    check_all(r, 1009);
    position_reader_free(r);
    /* Another revision, or no database: nothing is read. */
    assert_int_equal(position_reader_open(folder, revision + 1, &r), DOSSIER_OK);
    assert_null(r);
    assert_int_equal(position_reader_open("/nowhere", revision, &r), DOSSIER_OK);
    assert_null(r);
    xapian_writable_database_free(db);
    test_remove_folder(folder);
}

static void a_term_too_many_is_left_to_libxapian(void **state)
{
    (void)state;
    char *folder = test_new_folder(), term[16];
    xapian_writable_database *db;
    xapian_error cause;
    position_reader *r;
    bool known;
    size_t n;
    const uint32_t *found;
    assert_int_equal(
        xapian_writable_database_open(folder, XAPIAN_DB_CREATE_OR_OPEN, 0, &db, &cause), XAPIAN_OK);
    add_document(db, 1);
    assert_int_equal(xapian_writable_database_commit(db, &cause), XAPIAN_OK);
    assert_int_equal(position_reader_open(folder, revision_of(folder), &r), DOSSIER_OK);
    for (int i = 0; i <= POSITION_READER_TERMS; i++) {
        snprintf(term, sizeof term, "w%d", i);
        assert_int_equal(position_reader_get(r, slice_of(term), 1, &known, &found, &n), DOSSIER_OK);
        assert_int_equal(known, i < POSITION_READER_TERMS);
    }
    position_reader_free(r);
    xapian_writable_database_free(db);
    test_remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions_are_those_that_xapians_writer_put_there),
        cmocka_unit_test(a_term_too_many_is_left_to_libxapian),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
