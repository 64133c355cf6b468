/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/manifest.h"

#include "tests/test.h"

static manifest_file entry(const char *path, uint32_t first, uint32_t count)
{
    static manifest_run run;
    run = (manifest_run){first, count};
    return (manifest_file){.path = slice_of(path),
                           .size = 1234,
                           .mtime_ns = -5,
                           .inode = 77,
                           .hash = 0xfedcba9876543210u,
                           .runs = &run,
                           .n_runs = count ? 1 : 0};
}

static void fill(manifest *m, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char path[32];
        snprintf(path, sizeof path, "folder/%zu.txt", i);
        manifest_file file = entry(path, (uint32_t)i + 1, 1);
        assert_int_equal(manifest_put(m, &file), DOSSIER_OK);
    }
}

static void the_list_comes_back_from_a_database_as_it_was_saved(void **state)
{
    (void)state;
    char *folder = test_new_folder();
    xapian_writable_database *db;
    manifest saved, loaded;
    manifest_init(&saved);
    manifest_init(&loaded);
    fill(&saved, 3000);
    manifest_file broken = entry("bad\xff name", 0, 0);
    broken.failure = SLICE("the gzip data is broken");
    broken.failed = 1;
    broken.unsettled = true;
    assert_int_equal(manifest_put(&saved, &broken), DOSSIER_OK);
    assert_int_equal(xapian_writable_database_open(folder, XAPIAN_DB_CREATE_OR_OPEN, 0, &db, NULL),
                     XAPIAN_OK);
    const metadata_sink sink = metadata_into(db);
    assert_int_equal(manifest_save(&saved, &sink, NULL), DOSSIER_OK);
    assert_int_equal(manifest_load(&loaded, xapian_writable_database_view(db), NULL), DOSSIER_OK);
    assert_int_equal(loaded.live, 3001);
    const manifest_file *file = manifest_find(&loaded, SLICE("folder/2999.txt"));
    assert_non_null(file);
    assert_int_equal(file->size, 1234);
    assert_true(file->mtime_ns == -5 && file->hash == 0xfedcba9876543210u && file->inode == 77);
    assert_int_equal(file->runs[0].first, 3000);
    file = manifest_find(&loaded, broken.path);
    assert_slice_equal(file->failure, "the gzip data is broken");
    assert_true(file->unsettled && file->failed == 1 && file->n_runs == 0);
    manifest_free(&saved);
    manifest_free(&loaded);
    xapian_writable_database_free(db);
    test_remove_folder(folder);
}

static void removed_files_are_gone_and_all_others_are_still_found(void **state)
{
    (void)state;
    manifest m;
    manifest_init(&m);
    fill(&m, 2000);
    for (size_t i = 0; i < 2000; i += 3) {
        char path[32];
        snprintf(path, sizeof path, "folder/%zu.txt", i);
        manifest_remove(&m, slice_of(path));
    }
    for (size_t i = 0; i < 2000; i++) {
        char path[32];
        snprintf(path, sizeof path, "folder/%zu.txt", i);
        assert_int_equal(manifest_find(&m, slice_of(path)) == NULL, i % 3 == 0);
    }
    manifest_file again = entry("folder/0.txt", 9, 1);
    assert_int_equal(manifest_put(&m, &again), DOSSIER_OK);
    assert_int_equal(manifest_find(&m, SLICE("folder/0.txt"))->runs[0].first, 9);
    manifest_free(&m);
}

static void one_document_can_leave_a_file_of_many(void **state)
{
    (void)state;
    manifest m;
    manifest_init(&m);
    manifest_file file = entry("feed.jsonl", 10, 5);
    assert_int_equal(manifest_put(&m, &file), DOSSIER_OK);
    manifest_file *kept = manifest_find(&m, file.path);
    assert_true(manifest_drop_document(&m, kept, 12));
    assert_int_equal(manifest_documents(kept), 4);
    assert_int_equal(kept->n_runs, 2);
    assert_true(manifest_drop_document(&m, kept, 10));
    assert_true(manifest_drop_document(&m, kept, 14));
    assert_int_equal(manifest_documents(kept), 2);
    assert_false(manifest_drop_document(&m, kept, 12));
    assert_false(manifest_drop_document(&m, kept, 99));
    manifest_free(&m);
}

static void files_are_listed_in_byte_order(void **state)
{
    (void)state;
    manifest m;
    manifest_init(&m);
    const char *const names[] = {"b", "a/2", "a", "a/10", "\xff", "Z"};
    for (size_t i = 0; i < 6; i++) {
        manifest_file file = entry(names[i], 1, 1);
        assert_int_equal(manifest_put(&m, &file), DOSSIER_OK);
    }
    manifest_file **sorted = manifest_sorted(&m);
    const char *const order[] = {"Z", "a", "a/10", "a/2", "b", "\xff"};
    for (size_t i = 0; i < 6; i++)
        assert_slice_equal(sorted[i]->path, order[i]);
    free(sorted);
    manifest_free(&m);
}

static void a_damaged_list_is_reported(void **state)
{
    (void)state;
    char *folder = test_new_folder();
    xapian_writable_database *db;
    assert_int_equal(xapian_writable_database_open(folder, XAPIAN_DB_CREATE_OR_OPEN, 0, &db, NULL),
                     XAPIAN_OK);
    const char *const damaged[] = {"\x05"
                                   "ab",
                                   "\x01"
                                   "a\x80",
                                   "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f"};
    for (size_t i = 0; i < 3; i++) {
        manifest m;
        dossier_error error = {0};
        manifest_init(&m);
        assert_int_equal(xapian_writable_database_set_metadata(db, "files.007", 9, damaged[i],
                                                               strlen(damaged[i]), NULL),
                         XAPIAN_OK);
        assert_int_equal(manifest_load(&m, xapian_writable_database_view(db), &error),
                         DOSSIER_CORRUPT);
        assert_non_null(strstr(error.message, "files.007"));
        manifest_free(&m);
    }
    xapian_writable_database_free(db);
    test_remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_comes_back_from_a_database_as_it_was_saved),
        cmocka_unit_test(removed_files_are_gone_and_all_others_are_still_found),
        cmocka_unit_test(one_document_can_leave_a_file_of_many),
        cmocka_unit_test(files_are_listed_in_byte_order),
        cmocka_unit_test(a_damaged_list_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
