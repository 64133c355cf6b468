/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>

#include "glass/older.h"

#include "tests/glass/shelf.h"
#include "tests/test.h"

static char *inside(const char *folder, const char *name)
{
    char *path;
    assert_true(asprintf(&path, "%s/%s", folder, name) > 0);
    return path;
}

/* Entry i of a table: its tags have all lengths from none to a few blocks. */
static slice tag_of(size_t i, size_t shape, char out[20000])
{
    size_t len = shape == 0 ? i % 50 : shape == 1 ? 1900 + i % 300 : i % 97 == 0 ? 19000 : i % 700;
    for (size_t k = 0; k < len; k++)
        out[k] = (char)(i * 31 + k * 7);
    return (slice){out, len};
}

static size_t key_of(size_t i, char key[16])
{
    return (size_t)snprintf(key, 16, "%07zu", i);
}

/* Adds those of first .. last - 1 for which `wanted` says so. */
static void add(glass_table *t, size_t first, size_t last, size_t shape, bool (*wanted)(size_t i))
{
    char key[16], tag[20000];
    for (size_t i = first; i < last; i++)
        if (wanted(i))
            glass_table_add(t, key, key_of(i, key), tag_of(i, shape, tag));
}

static bool all(size_t i)
{
    return i < SIZE_MAX;
}

static bool is_new(size_t i)
{
    return (i / 1000) % 3 == 1 && i % 7 < 4;
}

static bool is_kept(size_t i)
{
    return (i / 1000) % 3 != 1;
}

enum { ENTRIES = 9000 };

/* Of every three thousand keys the second thousand is dropped. */
static const glass_range dropped[] = {{SLICE("0001000"), SLICE("0002000")},
                                      {SLICE("0004000"), SLICE("0005")},
                                      {SLICE("0007"), SLICE("0008000")},
                                      {SLICE("0009"), SLICE("1")}};

static void check(const char *path, const glass_root *root, size_t shape)
{
    shelf s;
    char key[16], tag[20000];
    size_t n = 0;
    shelf_read(path, root, &s);
    for (size_t i = 0; i < ENTRIES; i++) {
        if (!is_kept(i) && !is_new(i))
            continue;
        size_t len = key_of(i, key);
        slice wanted = tag_of(i, shape, tag);
        assert_in_range(n, 0, s.n - 1);
        assert_true(slice_equal(s.entries[n].key, (slice){key, len}));
        assert_true(slice_equal(s.entries[n].tag, wanted));
        if (n++ % 100 == 0)
            assert_true(shelf_finds(&s, root, (slice){key, len}));
    }
    assert_int_equal(n, s.n);
    shelf_free(&s);
}

static void entries_come_over_but_for_those_dropped_and_new_ones_between_them(void **state)
{
    (void)state;
    char *folder = test_new_folder(), *old = inside(folder, "old"), *new = inside(folder, "new");
    for (size_t shape = 0; shape < 3; shape++) {
        glass_table t;
        glass_root before, root;
        glass_older older;
        glass_table_begin(&t, old);
        add(&t, 0, ENTRIES, shape, all);
        assert_int_equal(glass_table_end(&t, &before), 0);
        glass_table_begin(&t, new);
        glass_older_open(&older, old, &before, 1, dropped, sizeof dropped / sizeof dropped[0]);
        glass_table_continue(&t, &older);
        add(&t, 0, ENTRIES, shape, is_new);
        assert_int_equal(glass_table_end(&t, &root), 0);
        glass_older_close(&older);
        check(new, &root, shape);
        assert_true(root.blocks < before.blocks);
        assert_int_equal(unlink(old), 0);
        assert_int_equal(unlink(new), 0);
    }
    free(old);
    free(new);
    test_remove_folder(folder);
}

static void an_older_table_that_is_empty_or_not_there_adds_nothing(void **state)
{
    (void)state;
    char *folder = test_new_folder(), *old = inside(folder, "old"), *new = inside(folder, "new");
    for (int there = 0; there < 2; there++) {
        glass_table t;
        glass_root before = {.exists = false}, root;
        glass_older older;
        shelf s;
        if (there) {
            glass_table_begin(&t, old);
            assert_int_equal(glass_table_end(&t, &before), 0);
        }
        glass_older_open(&older, old, &before, 1, NULL, 0);
        glass_table_begin(&t, new);
        glass_table_continue(&t, &older);
        add(&t, 0, 10, 0, all);
        assert_int_equal(glass_table_end(&t, &root), 0);
        shelf_read(new, &root, &s);
        assert_int_equal(s.n, 10);
        shelf_free(&s);
        glass_older_close(&older);
        assert_int_equal(unlink(new), 0);
    }
    free(old);
    free(new);
    test_remove_folder(folder);
}

static void an_entry_takes_the_place_of_the_one_with_its_key(void **state)
{
    (void)state;
    char *folder = test_new_folder(), *old = inside(folder, "old"), *new = inside(folder, "new");
    glass_table t;
    glass_root before, root;
    glass_older older;
    shelf s;
    glass_table_begin(&t, old);
    add(&t, 0, ENTRIES, 2, all);
    assert_int_equal(glass_table_end(&t, &before), 0);
    glass_older_open(&older, old, &before, 1, NULL, 0);
    glass_table_begin(&t, new);
    glass_table_continue(&t, &older);
    glass_table_add(&t, "0000000", 7, SLICE("first"));
    glass_table_drop(&t, "0000097", 7);
    glass_table_drop(&t, "00000980", 8);
    glass_table_add(&t, "0001000", 7, SLICE("other"));
    glass_table_drop(&t, "0008999", 7);
    assert_int_equal(glass_table_end(&t, &root), 0);
    glass_older_close(&older);
    shelf_read(new, &root, &s);
    assert_int_equal(s.n, ENTRIES - 2);
    assert_true(slice_equal(s.entries[0].tag, SLICE("first")));
    assert_true(slice_equal(s.entries[97].key, SLICE("0000098")));
    assert_true(slice_equal(s.entries[999].tag, SLICE("other")));
    assert_true(slice_equal(s.entries[s.n - 1].key, SLICE("0008998")));
    shelf_free(&s);
    free(old);
    free(new);
    test_remove_folder(folder);
}

static void a_damaged_older_table_is_an_error(void **state)
{
    (void)state;
    char *folder = test_new_folder(), *old = inside(folder, "old"), *new = inside(folder, "new");
    glass_table t;
    glass_root before, root;
    glass_older older;
    glass_table_begin(&t, old);
    add(&t, 0, ENTRIES, 0, all);
    assert_int_equal(glass_table_end(&t, &before), 0);
    assert_int_equal(truncate(old, 8192 * 4), 0);
    glass_older_open(&older, old, &before, 1, NULL, 0);
    glass_table_begin(&t, new);
    glass_table_continue(&t, &older);
    assert_int_equal(glass_table_end(&t, &root), EBADMSG);
    glass_older_close(&older);
    free(old);
    free(new);
    test_remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_come_over_but_for_those_dropped_and_new_ones_between_them),
        cmocka_unit_test(an_older_table_that_is_empty_or_not_there_adds_nothing),
        cmocka_unit_test(an_entry_takes_the_place_of_the_one_with_its_key),
        cmocka_unit_test(a_damaged_older_table_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
