/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>

#include "glass/table.h"

#include "tests/glass/shelf.h"
#include "tests/test.h"

static char *fresh(const char *folder, const char *name)
{
    char *path;
    assert_true(asprintf(&path, "%s/%s", folder, name) > 0);
    return path;
}

/* The tag of entry i, `len` bytes that depend on both. */
static void fill(char *tag, size_t len, size_t i)
{
    for (size_t k = 0; k < len; k++)
        tag[k] = (char)(i * 31 + k * 7);
}

static void every_entry_is_found_and_comes_back_in_order(void **state)
{
    (void)state;
    static char tag[300000];
    static const struct {
        size_t entries, key_len, tag_len;
    } rows[] = {{0, 8, 0},      {1, 8, 0},       {1, 8, 300000},  {10, 255, 2000}, {3, 200, 100000},
                {5000, 8, 0},   {20000, 10, 20}, {3000, 255, 1},  {2000, 8, 2032}, {2000, 8, 2033},
                {500, 8, 8000}, {40000, 250, 3}, {300, 20, 20000}};
    char *folder = test_new_folder();
    for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++) {
        char *path = fresh(folder, "table"), key[256];
        glass_table t;
        glass_root root;
        glass_table_begin(&t, path);
        for (size_t i = 0; i < rows[row].entries; i++) {
            size_t len = rows[row].tag_len - (rows[row].tag_len > 40 ? i % 40 : 0);
            memset(key, 'k', sizeof key);
            snprintf(key, sizeof key, "%07zu", i);
            fill(tag, len, i);
            glass_table_add(&t, key, rows[row].key_len, (slice){tag, len});
        }
        assert_int_equal(glass_table_end(&t, &root), 0);
        shelf s;
        shelf_read(path, &root, &s);
        assert_int_equal(s.n, rows[row].entries);
        for (size_t i = 0; i < s.n; i += s.n / 500 + 1) {
            size_t len = rows[row].tag_len - (rows[row].tag_len > 40 ? i % 40 : 0);
            fill(tag, len, i);
            assert_int_equal(s.entries[i].tag.len, len);
            assert_memory_equal(s.entries[i].tag.data, tag, len);
            assert_true(shelf_finds(&s, &root, s.entries[i].key));
        }
        assert_false(shelf_finds(&s, &root, SLICE("not there")));
        shelf_free(&s);
        assert_int_equal(unlink(path), 0);
        free(path);
    }
    test_remove_folder(folder);
}

static void keys_that_share_all_but_their_end_are_told_apart(void **state)
{
    (void)state;
    char *folder = test_new_folder(), *path = fresh(folder, "table"), key[200], tag[500];
    glass_table t;
    glass_root root;
    memset(key, 'k', sizeof key);
    memset(tag, 't', sizeof tag);
    glass_table_begin(&t, path);
    for (size_t len = 1; len <= sizeof key; len++)
        glass_table_add(&t, key, len, (slice){tag, sizeof tag});
    assert_int_equal(glass_table_end(&t, &root), 0);
    shelf s;
    shelf_read(path, &root, &s);
    for (size_t len = 1; len <= sizeof key; len++)
        assert_true(shelf_finds(&s, &root, (slice){key, len}));
    shelf_free(&s);
    free(path);
    test_remove_folder(folder);
}

static void blocks_are_filled_nearly_to_the_brim(void **state)
{
    (void)state;
    static const size_t sizes[] = {20, 300, 900, 2000, 5000, 20000};
    static char tag[20000];
    char *folder = test_new_folder();
    for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
        char *path = fresh(folder, "table"), key[16];
        glass_table t;
        glass_root root;
        glass_table_begin(&t, path);
        size_t entries = 4000000 / sizes[k];
        for (size_t i = 0; i < entries; i++)
            glass_table_add(&t, key, (size_t)snprintf(key, sizeof key, "%07zu", i),
                            (slice){tag, sizes[k]});
        assert_int_equal(glass_table_end(&t, &root), 0);
        size_t least = entries * (sizes[k] + 12);
        assert_in_range((size_t)root.blocks * GLASS_BLOCK_SIZE, least, least + least / 8);
        unlink(path);
        free(path);
    }
    test_remove_folder(folder);
}

static void a_key_that_is_empty_too_long_or_out_of_order_is_refused(void **state)
{
    (void)state;
    char *folder = test_new_folder(), *path = fresh(folder, "table");
    char key[300] = "b";
    static const struct {
        const char *key;
        size_t len;
    } rows[] = {{"", 0}, {"b", 1}, {"a", 1}, {"zz", 300}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        glass_table t;
        glass_root root;
        glass_table_begin(&t, path);
        glass_table_add(&t, "b", 1, SLICE("first"));
        assert_int_equal(t.error, 0);
        memcpy(key, rows[i].key, strlen(rows[i].key));
        glass_table_add(&t, key, rows[i].len, SLICE("second"));
        assert_int_equal(t.error, EINVAL);
        glass_table_add(&t, "c", 1, SLICE("third"));
        assert_int_equal(glass_table_end(&t, &root), EINVAL);
        unlink(path);
    }
    free(path);
    test_remove_folder(folder);
}

static void a_file_that_is_there_or_cannot_grow_is_an_error(void **state)
{
    (void)state;
    static char tag[2000];
    char *folder = test_new_folder(), *path = fresh(folder, "table"), key[16];
    struct rlimit before, limit;
    glass_table t;
    glass_root root;
    test_write_file(folder, "table", "");
    glass_table_begin(&t, path);
    glass_table_add(&t, "a", 1, SLICE("b"));
    assert_int_equal(glass_table_end(&t, &root), EEXIST);
    unlink(path);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    limit = (struct rlimit){1000000, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    glass_table_begin(&t, path);
    for (size_t i = 0; i < 3000; i++)
        glass_table_add(&t, key, (size_t)snprintf(key, sizeof key, "%07zu", i),
                        (slice){tag, sizeof tag});
    assert_int_equal(glass_table_end(&t, &root), EFBIG);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    free(path);
    test_remove_folder(folder);
}

static void a_tag_beyond_the_format_is_refused(void **state)
{
    (void)state;
    size_t len = (size_t)65535 * 2043;
    char *folder = test_new_folder(), *path = fresh(folder, "table"), *tag = calloc(1, len);
    glass_table t;
    glass_root root;
    assert_non_null(tag);
    glass_table_begin(&t, path);
    glass_table_add(&t, "a", 1, (slice){tag, len});
    assert_int_equal(glass_table_end(&t, &root), EFBIG);
    free(tag);
    free(path);
    test_remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_entry_is_found_and_comes_back_in_order),
        cmocka_unit_test(keys_that_share_all_but_their_end_are_told_apart),
        cmocka_unit_test(blocks_are_filled_nearly_to_the_brim),
        cmocka_unit_test(a_key_that_is_empty_too_long_or_out_of_order_is_refused),
        cmocka_unit_test(a_file_that_is_there_or_cannot_grow_is_an_error),
        cmocka_unit_test(a_tag_beyond_the_format_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
