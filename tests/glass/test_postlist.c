/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass/postlist.h"

#include "tests/glass/shelf.h"
#include "tests/test.h"

static char *path_in(const char *folder)
{
    char *path;
    assert_true(asprintf(&path, "%s/postlist.glass", folder) > 0);
    return path;
}

/* Reads one chunk: appends "docid:wdf " for each posting; whether it says that it is the last. */
static bool read_chunk(slice tag, uint32_t first, buf *out)
{
    assert_in_range(tag.len, 3, 2043);
    assert_true(tag.data[0] == '0' || tag.data[0] == '1');
    bool last = tag.data[0] == '1';
    tag = (slice){tag.data + 1, tag.len - 1};
    uint64_t docid = first, end = first + shelf_varint(&tag);
    buf_printf(out, "%u:%u ", first, (unsigned)shelf_varint(&tag));
    while (tag.len) {
        docid += shelf_varint(&tag) + 1;
        buf_printf(out, "%u:%u ", (unsigned)docid, (unsigned)shelf_varint(&tag));
    }
    assert_int_equal(docid, end);
    return last;
}

static void a_list_is_one_entry_that_begins_with_its_figures(void **state)
{
    (void)state;
    char *folder = test_new_folder(), *path = path_in(folder);
    const char expected[] = "\x03\xae\x02\x06"
                            "1"
                            "\x8d\x02"
                            "\x01"
                            "\x00\xac\x02"
                            "\x8b\x02\x01";
    glass_table t;
    glass_root root;
    glass_postlist p;
    glass_table_begin(&t, path);
    glass_postlist_begin(&p, &t, SLICE("term"), 3, 302);
    glass_postlist_add(&p, 7, 1);
    glass_postlist_add(&p, 8, 300);
    glass_postlist_add(&p, 276, 1);
    glass_postlist_end(&p);
    assert_int_equal(glass_table_end(&t, &root), 0);
    shelf s;
    shelf_read(path, &root, &s);
    assert_int_equal(s.n, 1);
    assert_slice_equal(s.entries[0].key, "term");
    assert_int_equal(s.entries[0].tag.len, sizeof expected - 1);
    assert_memory_equal(s.entries[0].tag.data, expected, sizeof expected - 1);
    shelf_free(&s);
    free(path);
    test_remove_folder(folder);
}

static void a_long_list_is_cut_and_each_later_piece_is_named_by_its_first_docid(void **state)
{
    (void)state;
    static const uint32_t steps[] = {1, 2, 300, 70000};
    for (size_t k = 0; k < 4; k++) {
        char *folder = test_new_folder(), *path = path_in(folder);
        buf written = BUF_INIT(1 << 24), back = BUF_INIT(1 << 24);
        glass_table t;
        glass_root root;
        glass_postlist p;
        glass_table_begin(&t, path);
        glass_postlist_begin_lengths(&p, &t);
        glass_postlist_add(&p, 1, 5);
        glass_postlist_end(&p);
        glass_postlist_begin(&p, &t, SLICE("a\0b"), 20000, UINT32_MAX);
        for (uint32_t i = 0, docid = 5; i < 20000; i++, docid += steps[k]) {
            uint32_t wdf = i % 7 == 0 ? UINT32_MAX : i % 200;
            glass_postlist_add(&p, docid, wdf);
            buf_printf(&written, "%u:%u ", docid, wdf);
        }
        glass_postlist_end(&p);
        assert_int_equal(glass_table_end(&t, &root), 0);
        shelf s;
        shelf_read(path, &root, &s);
        assert_true(s.n > 15);
        for (size_t i = 1; i < s.n; i++) {
            slice key = s.entries[i].key, tag = s.entries[i].tag;
            uint32_t first;
            assert_true(slice_starts_with(key, SLICE("a\0\xff"
                                                     "b")));
            key = (slice){key.data + 4, key.len - 4};
            if (i == 1) {
                assert_int_equal(key.len, 0);
                assert_int_equal(shelf_varint(&tag), 20000);
                assert_int_equal(shelf_varint(&tag), UINT32_MAX);
                first = (uint32_t)shelf_varint(&tag) + 1;
            } else {
                assert_int_equal(key.data[0], 0);
                key = (slice){key.data + 1, key.len - 1};
                first = shelf_uint(&key);
                assert_int_equal(key.len, 0);
            }
            assert_int_equal(read_chunk(tag, first, &back), i + 1 == s.n);
        }
        assert_string_equal(buf_string(&back), buf_string(&written));
        shelf_free(&s);
        buf_free(&written);
        buf_free(&back);
        free(path);
        test_remove_folder(folder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_one_entry_that_begins_with_its_figures),
        cmocka_unit_test(a_long_list_is_cut_and_each_later_piece_is_named_by_its_first_docid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
