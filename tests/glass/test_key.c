/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass/key.h"

#include "tests/test.h"

static void a_number_takes_the_shortest_form_that_sorts(void **state)
{
    (void)state;
    const struct {
        uint32_t number;
        const char *bytes;
        size_t len;
    } rows[] = {{0, "\x00\x00", 2},
                {1, "\x00\x01", 2},
                {0x7fff, "\x7f\xff", 2},
                {0x8000, "\x80\x80\x00", 3},
                {(1u << 22) - 1, "\xbf\xff\xff", 3},
                {1u << 22, "\xc0\x40\x00\x00", 4},
                {(1u << 29) - 1, "\xdf\xff\xff\xff", 4},
                {1u << 29, "\xe0\x20\x00\x00\x00", 5},
                {UINT32_MAX, "\xe0\xff\xff\xff\xff", 5}};
    char before[GLASS_KEY_MAX], key[GLASS_KEY_MAX];
    size_t before_len = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t len = glass_key_uint(key, rows[i].number);
        assert_int_equal(len, rows[i].len);
        assert_memory_equal(key, rows[i].bytes, len);
        uint32_t again;
        key[len] = '\x55';
        assert_int_equal(glass_key_get_uint((slice){key, len + 1}, &again), len);
        assert_int_equal(again, rows[i].number);
        for (size_t cut = 0; cut < len; cut++)
            assert_int_equal(glass_key_get_uint((slice){key, cut}, &again), 0);
        if (i)
            assert_true(slice_compare((slice){before, before_len}, (slice){key, len}) < 0);
        memcpy(before, key, len);
        before_len = len;
    }
}

static void other_forms_of_a_number_are_none(void **state)
{
    (void)state;
    static const slice rows[] = {SLICE("\x80\x00\x01"), SLICE("\xc0\x00\x80\x00"),
                                 SLICE("\xe1\x00\x00\x00\x00"), SLICE("\xf0\xff\xff\xff\xff"),
                                 SLICE("\xff\xff\xff\xff\xff\xff")};
    uint32_t value;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(glass_key_get_uint(rows[i], &value), 0);
}

static void strings_with_zero_bytes_sort_as_they_are_and_end_before_what_follows(void **state)
{
    (void)state;
    const slice texts[] = {SLICE("\0"),   SLICE("\0\0"), SLICE("\0a"), SLICE("a"),     SLICE("a\0"),
                           SLICE("a\0b"), SLICE("a\1"),  SLICE("ab"),  SLICE("a\xff"), SLICE("b")};
    const uint32_t docids[] = {1, 40000, UINT32_MAX};
    char before[2 * GLASS_KEY_MAX], key[2 * GLASS_KEY_MAX];
    slice last = {before, 0};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_int_equal(glass_key_string(key, texts[i], false), glass_key_string_size(texts[i]));
        for (size_t k = 0; k < 3; k++) {
            size_t len = glass_key_string(key, texts[i], true);
            len += glass_key_uint(key + len, docids[k]);
            assert_true(slice_compare(last, (slice){key, len}) < 0);
            memcpy(before, key, len);
            last.len = len;
        }
    }
}

static void a_piece_of_a_stream_is_known_by_its_key(void **state)
{
    (void)state;
    const uint32_t numbers[] = {0, 5, 127, 128, 70000, UINT32_MAX};
    char key[GLASS_KEY_MAX];
    uint32_t slot, docid;
    for (size_t i = 0; i < 6; i++)
        for (size_t k = 0; k < 6; k++) {
            size_t len = glass_key_value_chunk(key, numbers[i], numbers[k]);
            assert_true(glass_key_get_value_chunk((slice){key, len}, &slot, &docid));
            assert_int_equal(slot, numbers[i]);
            assert_int_equal(docid, numbers[k]);
            for (size_t cut = 0; cut < len; cut++)
                assert_false(glass_key_get_value_chunk((slice){key, cut}, &slot, &docid));
            key[len] = 'x';
            assert_false(glass_key_get_value_chunk((slice){key, len + 1}, &slot, &docid));
        }
    size_t len = glass_key_value_stats(key, 5);
    assert_false(glass_key_get_value_chunk((slice){key, len}, &slot, &docid));
}

static void names_of_metadata_have_a_length(void **state)
{
    (void)state;
    char name[GLASS_KEY_MAX] = "x", key[GLASS_KEY_MAX];
    assert_int_equal(glass_key_metadata(key, (slice){name, 0}), 0);
    assert_int_equal(glass_key_metadata(key, (slice){name, 253}), 255);
    assert_int_equal(glass_key_metadata(key, (slice){name, 254}), 0);
    assert_int_equal(glass_key_metadata(key, (slice){name, 1}), 3);
    assert_memory_equal(key, "\0\xc0x", 3);
}

static void slots_are_named_by_little_endian_bytes_and_by_varints(void **state)
{
    (void)state;
    char key[GLASS_KEY_MAX];
    assert_int_equal(glass_key_value_stats(key, 0), 2);
    assert_int_equal(glass_key_value_stats(key, 0x1203), 4);
    assert_memory_equal(key, "\0\xd0\x03\x12", 4);
    assert_int_equal(glass_key_value_chunk(key, 300, 9), 6);
    assert_memory_equal(key, "\0\xd8\xac\x02\x00\x09", 6);
    assert_int_equal(glass_key_slots(key, 9), 3);
    assert_memory_equal(key, "\0\x09\0", 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_takes_the_shortest_form_that_sorts),
        cmocka_unit_test(other_forms_of_a_number_are_none),
        cmocka_unit_test(strings_with_zero_bytes_sort_as_they_are_and_end_before_what_follows),
        cmocka_unit_test(a_piece_of_a_stream_is_known_by_its_key),
        cmocka_unit_test(names_of_metadata_have_a_length),
        cmocka_unit_test(slots_are_named_by_little_endian_bytes_and_by_varints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
