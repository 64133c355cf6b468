/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>

#include "glass/version.h"

#include "tests/test.h"

static size_t read_version(const char *folder, char out[1000])
{
    char *path;
    assert_true(asprintf(&path, "%s/iamglass", folder) > 0);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t len = fread(out, 1, 1000, file);
    fclose(file);
    free(path);
    return len;
}

static void write_version(const char *folder, const char *bytes, size_t len)
{
    char *path;
    assert_true(asprintf(&path, "%s/iamglass", folder) > 0);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    fclose(file);
    free(path);
}

static void the_version_file_says_what_the_tables_are(void **state)
{
    (void)state;
    char *folder = test_new_folder(), bytes[1000];
    const glass_root roots[GLASS_TABLES] = {
        [GLASS_POSTLIST] = {.exists = true, .block = 400, .level = 2, .blocks = 401, .entries = 9}};
    const glass_stats stats = {.documents = 5,
                               .last_docid = 8,
                               .total_length = 1000,
                               .shortest = 2,
                               .longest = 500,
                               .wdf_upper_bound = 40};
    const char after_uuid[] = "\x01"                     /* revision */
                              "\x90\x03\x0a\x09\x04\x00" /* postlist: root, level, entries */
                              "\x07\x01\x91\x03\x00\x00\x00\x00" /* its free list */
                              "\x00\x03\x00\x04\x12\x00" /* five tables that are not there */
                              "\x00\x03\x00\x04\x12\x00"
                              "\x00\x03\x00\x04\x00\x00"
                              "\x00\x03\x00\x04\x12\x00"
                              "\x00\x03\x00\x04\x12\x00"
                              "\x05\x03\x02\x28\xcc\x03\x00\xe8\x07\x00";
    assert_int_equal(glass_version_write(folder, roots, &stats), 0);
    size_t len = read_version(folder, bytes);
    assert_memory_equal(bytes, "\x0f\x0dXapian Glass\x04\x6e", 16);
    assert_int_equal(len, 32 + sizeof after_uuid - 1);
    assert_memory_equal(bytes + 32, after_uuid, sizeof after_uuid - 1);
    assert_int_equal(bytes[16 + 6] & 0xf0, 0x40);
    assert_int_equal(bytes[16 + 8] & 0xc0, 0x80);
    test_remove_folder(folder);
}

static void the_largest_figures_fit_and_no_two_databases_have_one_name(void **state)
{
    (void)state;
    char *folder = test_new_folder(), bytes[1000], uuid[16];
    glass_root roots[GLASS_TABLES];
    for (int i = 0; i < GLASS_TABLES; i++)
        roots[i] = (glass_root){true, UINT32_MAX, 9, 8192, UINT32_MAX, UINT64_MAX};
    const glass_stats stats = {.documents = UINT32_MAX,
                               .last_docid = UINT32_MAX,
                               .total_length = UINT64_MAX,
                               .shortest = UINT32_MAX,
                               .longest = UINT32_MAX};
    assert_int_equal(glass_version_write(folder, roots, &stats), 0);
    assert_in_range(read_version(folder, bytes), 100, 255);
    memcpy(uuid, bytes + 16, 16);
    assert_int_equal(glass_version_write(folder, roots, &stats), 0);
    read_version(folder, bytes);
    assert_memory_not_equal(uuid, bytes + 16, 16);
    test_remove_folder(folder);
    assert_int_equal(glass_version_write("/nonexistent", roots, &stats), ENOENT);
}

static void assert_same_root(const glass_root *a, const glass_root *b)
{
    assert_int_equal(a->exists, b->exists);
    assert_int_equal(a->block, b->block);
    assert_int_equal(a->level, b->level);
    assert_int_equal(a->entries, b->entries);
    if (a->exists)
        assert_int_equal(a->block_size, 8192);
}

static void what_was_written_is_read_back(void **state)
{
    (void)state;
    char *folder = test_new_folder();
    glass_version v;
    const glass_root roots[GLASS_TABLES] = {
        [GLASS_POSTLIST] = {true, 400, 2, 8192, 401, 9},
        [GLASS_POSITION] = {true, UINT32_MAX, 9, 8192, UINT32_MAX, UINT64_MAX}};
    const glass_stats rows[] = {{5, 8, 1000, 2, 500, 40},
                                {UINT32_MAX, UINT32_MAX, UINT64_MAX, UINT32_MAX, UINT32_MAX, 0},
                                {0, 0, 0, 0, 0, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(glass_version_write(folder, roots, &rows[i]), 0);
        assert_int_equal(glass_version_read(folder, &v), 0);
        assert_int_equal(v.revision, 1);
        for (int k = 0; k < GLASS_TABLES; k++)
            assert_same_root(&v.roots[k], &roots[k]);
        assert_int_equal(v.stats.documents, rows[i].documents);
        assert_int_equal(v.stats.last_docid, rows[i].last_docid);
        assert_int_equal(v.stats.total_length, rows[i].total_length);
        assert_int_equal(v.stats.shortest, rows[i].shortest);
        assert_int_equal(v.stats.longest, rows[i].longest);
        assert_int_equal(v.stats.wdf_upper_bound, rows[i].wdf_upper_bound);
    }
    assert_int_equal(glass_version_read("/nonexistent", &v), ENOENT);
    test_remove_folder(folder);
}

static void a_damaged_version_file_is_told_from_a_good_one(void **state)
{
    (void)state;
    char *folder = test_new_folder(), bytes[1000], damaged[1001];
    const glass_root roots[GLASS_TABLES] = {[GLASS_POSTLIST] = {true, 400, 2, 8192, 401, 9}};
    const glass_stats stats = {5, 8, 1000, 2, 500, 40};
    glass_version v;
    assert_int_equal(glass_version_write(folder, roots, &stats), 0);
    size_t len = read_version(folder, bytes);
    for (size_t cut = 0; cut < len; cut++) {
        write_version(folder, bytes, cut);
        assert_int_equal(glass_version_read(folder, &v), EBADMSG);
    }
    memcpy(damaged, bytes, len);
    damaged[len] = 1;
    write_version(folder, damaged, len + 1);
    assert_int_equal(glass_version_read(folder, &v), EBADMSG);
    for (size_t i = 0; i < len; i++) {
        memcpy(damaged, bytes, len);
        damaged[i] ^= (char)0xff;
        write_version(folder, damaged, len);
        int why = glass_version_read(folder, &v);
        assert_true(why == 0 || why == EBADMSG);
        assert_true(i >= 16 || why);
    }
    test_remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_is_read_back),
        cmocka_unit_test(a_damaged_version_file_is_told_from_a_good_one),
        cmocka_unit_test(the_version_file_says_what_the_tables_are),
        cmocka_unit_test(the_largest_figures_fit_and_no_two_databases_have_one_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
