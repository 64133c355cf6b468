/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass/values.h"

#include "tests/glass/shelf.h"
#include "tests/test.h"

typedef struct fixture {
    char *folder, *path;
    glass_table table;
    glass_root root;
    shelf shelf;
} fixture;

static int setup(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    f->folder = test_new_folder();
    assert_true(asprintf(&f->path, "%s/postlist.glass", f->folder) > 0);
    glass_table_begin(&f->table, f->path);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    fixture *f = *state;
    shelf_free(&f->shelf);
    test_remove_folder(f->folder);
    free(f->path);
    free(f);
    return 0;
}

static void finish(fixture *f)
{
    assert_int_equal(glass_table_end(&f->table, &f->root), 0);
    shelf_read(f->path, &f->root, &f->shelf);
}

static void an_upper_bound_equal_to_the_lower_one_is_left_out(void **state)
{
    fixture *f = *state;
    glass_values_stats(&f->table, 0, 1, SLICE("same"), SLICE("same"));
    glass_values_stats(&f->table, 7, 300, SLICE("a"), SLICE("zz"));
    finish(f);
    assert_int_equal(f->shelf.n, 2);
    assert_slice_equal(f->shelf.entries[0].tag, "\x01\x04same");
    assert_slice_equal(f->shelf.entries[1].tag, "\xac\x02\x01"
                                                "azz");
}

static void a_stream_is_cut_after_a_value_and_loses_none(void **state)
{
    fixture *f = *state;
    static char value[5000];
    glass_values v;
    size_t n = 0;
    memset(value, 'v', sizeof value);
    glass_values_init(&v, &f->table);
    glass_values_begin(&v, 300);
    for (uint32_t docid = 3; docid < 9000; docid += 1 + docid % 5, n++)
        glass_values_add(&v, docid, (slice){value, docid % 100 == 0 ? 5000 : 1 + docid % 30});
    glass_values_end(&v);
    glass_values_end(&v);
    glass_values_free(&v);
    finish(f);
    uint32_t docid = 3;
    for (size_t i = 0; i < f->shelf.n; i++) {
        slice key = f->shelf.entries[i].key, tag = f->shelf.entries[i].tag;
        assert_memory_equal(key.data, "\0\xd8\xac\x02", 4);
        key = (slice){key.data + 4, key.len - 4};
        uint32_t at = shelf_uint(&key);
        assert_true(i + 1 == f->shelf.n || tag.len >= 2000);
        for (bool first = true; tag.len; first = false, docid += 1 + docid % 5, n--) {
            at += first ? 0 : (uint32_t)shelf_varint(&tag) + 1;
            assert_int_equal(at, docid);
            assert_int_equal(shelf_varint(&tag), docid % 100 == 0 ? 5000 : 1 + docid % 30);
            size_t len = docid % 100 == 0 ? 5000 : 1 + docid % 30;
            assert_memory_equal(tag.data, value, len);
            tag = (slice){tag.data + len, tag.len - len};
        }
    }
    assert_int_equal(n, 0);
}

static void a_piece_reads_back_and_damage_is_told(void **state)
{
    (void)state;
    /* Documents 9, 10 and 300. */
    static const char piece[] = "\x01"
                                "a"
                                "\x00\x00"
                                "\xa1\x02\x03"
                                "xyz";
    static const uint32_t docids[] = {9, 10, 300};
    static const slice values[] = {SLICE("a"), SLICE(""), SLICE("xyz")};
    glass_values_reader r;
    glass_values_open(&r, SLICE(piece), 9);
    for (size_t i = 0; i < 3; i++) {
        assert_true(glass_values_next(&r));
        assert_int_equal(r.docid, docids[i]);
        assert_true(slice_equal(r.value, values[i]));
    }
    assert_false(glass_values_next(&r));
    assert_false(r.bad);
    for (size_t cut = 1; cut < sizeof piece - 1; cut++) {
        glass_values_open(&r, (slice){piece, cut}, 9);
        while (glass_values_next(&r))
            assert_true(r.value.data + r.value.len <= piece + cut);
        assert_int_equal(r.bad, cut != 2 && cut != 4);
    }
    glass_values_open(&r, SLICE(piece), UINT32_MAX);
    assert_true(glass_values_next(&r));
    assert_false(glass_values_next(&r));
    assert_true(r.bad);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_piece_reads_back_and_damage_is_told),
        cmocka_unit_test_setup_teardown(an_upper_bound_equal_to_the_lower_one_is_left_out, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_stream_is_cut_after_a_value_and_loses_none, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
