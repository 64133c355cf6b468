/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <sys/stat.h>

#include "store/place.h"

#include "tests/test.h"

static void make_folder(const char *parent, const char *name)
{
    char *path;
    assert_true(asprintf(&path, "%s/%s", parent, name) > 0);
    assert_int_equal(mkdir(path, 0777), 0);
    free(path);
}

static void an_index_is_found_from_any_folder_below_it(void **state)
{
    (void)state;
    char *top = test_new_folder(), *found, *start;
    make_folder(top, ".dossier");
    make_folder(top, "a");
    make_folder(top, "a/b");
    dossier_error error;
    assert_true(asprintf(&start, "%s/a/b", top) > 0);
    assert_int_equal(dossier_find_index(start, &found, &error), DOSSIER_NO_INDEX);
    assert_null(found);
    assert_non_null(strstr(error.hint, "dossier-index"));
    test_write_file(top, ".dossier/XAPIANDB", "auto g1\n");
    assert_int_equal(dossier_find_index(start, &found, &error), DOSSIER_OK);
    assert_non_null(strstr(found, "/.dossier"));
    free(found);
    free(start);
    test_remove_folder(top);
}

static void a_stub_that_names_no_generation_is_refused(void **state)
{
    (void)state;
    char *top = test_new_folder(), *generation;
    dossier_error error;
    const char *const stubs[] = {"",           "auto ../../etc\n", "auto g\n",
                                 "auto g1x\n", "remote :1\n",      "auto g1\nauto g2\n"};
    for (size_t i = 0; i < sizeof stubs / sizeof stubs[0]; i++) {
        test_write_file(top, "XAPIANDB", stubs[i]);
        assert_int_equal(place_generation(top, &generation, &error), DOSSIER_CORRUPT);
        assert_null(generation);
    }
    test_remove_folder(top);
}

static void switching_replaces_the_generation_and_cleaning_keeps_only_it(void **state)
{
    (void)state;
    char *top = test_new_folder(), *generation, *path;
    make_folder(top, "g1");
    make_folder(top, "g2");
    make_folder(top, "new-17");
    make_folder(top, "gazetteer");
    test_write_file(top, "g1/postlist.glass", "x");
    test_write_file(top, "g2/postlist.glass", "x");
    assert_int_equal(place_switch(top, "g1", NULL), DOSSIER_OK);
    assert_int_equal(place_switch(top, "g2", NULL), DOSSIER_OK);
    assert_int_equal(place_generation(top, &generation, NULL), DOSSIER_OK);
    assert_string_equal(strrchr(generation, '/'), "/g2");
    free(generation);
    place_clean(top, "g2");
    const struct {
        const char *name;
        bool stays;
    } rows[] = {{"g1", false}, {"g2", true}, {"new-17", false}, {"gazetteer", true}};
    for (size_t i = 0; i < 4; i++) {
        assert_true(asprintf(&path, "%s/%s", top, rows[i].name) > 0);
        assert_int_equal(access(path, F_OK) == 0, rows[i].stays);
        free(path);
    }
    test_remove_folder(top);
}

static void a_second_writer_is_told_who_holds_the_lock(void **state)
{
    (void)state;
    char *top = test_new_folder(), mine[32];
    int first, second;
    dossier_error error;
    assert_int_equal(place_lock(top, &first, &error), DOSSIER_OK);
    assert_int_equal(place_lock(top, &second, &error), DOSSIER_LOCKED);
    snprintf(mine, sizeof mine, "process %ld", (long)getpid());
    assert_non_null(strstr(error.message, mine));
    close(first);
    assert_int_equal(place_lock(top, &second, &error), DOSSIER_OK);
    close(second);
    test_remove_folder(top);
}

static void paths_are_normalized_by_name_and_stored_below_the_root(void **state)
{
    (void)state;
    const struct {
        const char *typed, *absolute;
    } rows[] = {
        {"/a/b", "/a/b"}, {"/a//b/./c/", "/a/b/c"}, {"/a/b/../c", "/a/c"},   {"/../..", "/"},
        {"/", "/"},       {"/a/..", "/"},           {"/a/..b/c", "/a/..b/c"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buf out = BUF_INIT(4096);
        assert_int_equal(place_normalize(rows[i].typed, &out), DOSSIER_OK);
        assert_slice_equal(buf_slice(&out), rows[i].absolute);
        buf_free(&out);
    }
    assert_slice_equal(place_below("/x", SLICE("/x/y/z")), "y/z");
    assert_slice_equal(place_below("/x", SLICE("/xy/z")), "/xy/z");
    assert_slice_equal(place_below("/", SLICE("/y")), "y");
    assert_slice_equal(place_below(NULL, SLICE("/y")), "/y");
}

static void only_an_index_named_dossier_has_a_root(void **state)
{
    (void)state;
    const struct {
        const char *index, *root;
    } rows[] = {{"/home/ann/articles/.dossier", "/home/ann/articles"},
                {"/.dossier", "/"},
                {"/home/ann/my-index", NULL}};
    for (size_t i = 0; i < 3; i++) {
        char *root;
        assert_int_equal(place_root(rows[i].index, &root), DOSSIER_OK);
        if (rows[i].root)
            assert_string_equal(root, rows[i].root);
        else
            assert_null(root);
        free(root);
    }
}

static void an_index_of_another_schema_or_with_an_unknown_feature_is_refused(void **state)
{
    (void)state;
    char *top = test_new_folder(), language[16];
    xapian_writable_database *db;
    dossier_error error;
    assert_int_equal(xapian_writable_database_open(top, XAPIAN_DB_CREATE_OR_OPEN, 0, &db, NULL),
                     XAPIAN_OK);
    xapian_database *view = xapian_writable_database_view(db);
    assert_int_equal(place_verify(view, "here", language, &error), DOSSIER_SCHEMA);
    assert_non_null(strstr(error.message, "not made by dossier-index"));
    const metadata_sink sink = metadata_into(db);
    assert_int_equal(place_stamp(&sink, "fr", &error), DOSSIER_OK);
    assert_int_equal(place_verify(view, "here", language, &error), DOSSIER_OK);
    assert_string_equal(language, "fr");
    xapian_writable_database_set_metadata(db, "dossier.features", 16, "telepathy", 9, NULL);
    assert_int_equal(place_verify(view, "here", language, &error), DOSSIER_SCHEMA);
    assert_non_null(strstr(error.message, "telepathy"));
    xapian_writable_database_free(db);
    test_remove_folder(top);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_index_is_found_from_any_folder_below_it),
        cmocka_unit_test(a_stub_that_names_no_generation_is_refused),
        cmocka_unit_test(switching_replaces_the_generation_and_cleaning_keeps_only_it),
        cmocka_unit_test(a_second_writer_is_told_who_holds_the_lock),
        cmocka_unit_test(paths_are_normalized_by_name_and_stored_below_the_root),
        cmocka_unit_test(only_an_index_named_dossier_has_a_root),
        cmocka_unit_test(an_index_of_another_schema_or_with_an_unknown_feature_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
