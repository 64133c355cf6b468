/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Slices, growable buffers with a maximum, variable-length numbers, the arena. */
#include "tests/test.h"

static void a_slice_knows_its_length(void **state)
{
    (void)state;
    assert_int_equal(slice_of("abc").len, 3);
    assert_int_equal(slice_of(NULL).len, 0);
    assert_int_equal(SLICE("a\0b").len, 3);
    assert_true(slice_equal(slice_of(NULL), SLICE("")));
    assert_false(slice_equal(SLICE("a"), SLICE("b")));
    assert_false(slice_equal(SLICE("a"), SLICE("aa")));
}

static void slices_compare_by_bytes_and_shorter_first(void **state)
{
    static const struct {
        slice a, b;
        int sign;
    } rows[] = {
        {{"", 0}, {"", 0}, 0},      {{"a", 1}, {"b", 1}, -1},  {{"b", 1}, {"a", 1}, 1},
        {{"a", 1}, {"ab", 2}, -1},  {{"ab", 2}, {"a", 1}, 1},  {{"a\0", 2}, {"a", 1}, 1},
        {{"\xFF", 1}, {"a", 1}, 1}, {{NULL, 0}, {"a", 1}, -1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int order = slice_compare(rows[i].a, rows[i].b);
        assert_int_equal((order > 0) - (order < 0), rows[i].sign);
    }
}

static void only_ascii_letters_lose_their_case(void **state)
{
    (void)state;
    assert_true(slice_equal_nocase(SLICE("Utf-8"), SLICE("uTF-8")));
    assert_false(slice_equal_nocase(SLICE("[x"), SLICE("{x")));
    assert_false(slice_equal_nocase(SLICE("É"), SLICE("é")));
    assert_false(slice_equal_nocase(SLICE("ab"), SLICE("abc")));
}

static void prefixes_and_blanks(void **state)
{
    (void)state;
    assert_true(slice_starts_with(SLICE("abc"), SLICE("ab")));
    assert_true(slice_starts_with(SLICE("abc"), slice_of(NULL)));
    assert_true(slice_starts_with(slice_of(NULL), SLICE("")));
    assert_false(slice_starts_with(SLICE("a"), SLICE("ab")));
    assert_slice_equal(slice_trim(SLICE(" \t\r\n a b \v\f")), "a b");
    assert_slice_equal(slice_trim(SLICE("   ")), "");
    assert_slice_equal(slice_trim(slice_of(NULL)), "");
}

static void a_buffer_grows_as_it_is_filled(void **state)
{
    buf b = BUF_INIT(1 << 20);
    (void)state;
    for (int i = 0; i < 10000; i++)
        buf_push(&b, (char)('a' + i % 26));
    buf_append(&b, "xyz", 3);
    buf_append(&b, NULL, 0);
    buf_append_slice(&b, SLICE("!"));
    assert_false(b.failed);
    assert_int_equal(b.len, 10004);
    assert_memory_equal(b.data + 9998, "opxyz!", 6);
    buf_free(&b);
    assert_null(b.data);
    assert_int_equal(b.max, 1 << 20);
    buf_free(NULL);
}

static void a_buffer_never_passes_its_maximum_and_remembers(void **state)
{
    buf b = BUF_INIT(4);
    (void)state;
    buf_append(&b, "abc", 3);
    buf_append(&b, "de", 2);
    assert_true(b.failed);
    assert_slice_equal(buf_slice(&b), "abc");
    buf_push(&b, 'd');
    assert_slice_equal(buf_slice(&b), "abc");
    assert_null(buf_string(&b));
    buf_clear(&b);
    assert_false(b.failed);
    buf_append(&b, "wxyz", 4);
    assert_false(b.failed);
    assert_string_equal(buf_string(&b), "wxyz");
    assert_true(b.cap <= 5);
    buf_free(&b);
}

static void an_impossible_length_fails_and_does_not_wrap(void **state)
{
    buf b = BUF_INIT(SIZE_MAX);
    (void)state;
    buf_push(&b, 'a');
    assert_false(buf_reserve(&b, SIZE_MAX));
    assert_true(b.failed);
    assert_slice_equal(buf_slice(&b), "a");
    buf_free(&b);
}

static void printed_text_is_appended(void **state)
{
    buf b = BUF_INIT(20);
    (void)state;
    buf_printf(&b, "%s-%d", "n", 42);
    buf_printf(&b, "%s", "");
    assert_string_equal(buf_string(&b), "n-42");
    buf_printf(&b, "%s", "more than is allowed here");
    assert_true(b.failed);
    assert_slice_equal(buf_slice(&b), "n-42");
    buf_free(&b);
    b = BUF_INIT(4);
    buf_printf(&b, "%d", 1234);
    assert_string_equal(buf_string(&b), "1234");
    buf_free(&b);
}

static void an_empty_buffer_is_the_empty_string(void **state)
{
    buf b = BUF_INIT(10);
    (void)state;
    assert_string_equal(buf_string(&b), "");
    assert_int_equal(b.len, 0);
    buf_free(&b);
}

static void numbers_of_variable_length_come_back(void **state)
{
    static const uint64_t values[] = {
        0, 1, 127, 128, 16383, 16384, UINT32_MAX, UINT64_MAX >> 1, UINT64_MAX, 1ull << 63, 300};
    buf b = BUF_INIT(1000);
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        buf_put_varint(&b, values[i]);
    const char *p = b.data;
    const char *end = b.data + b.len;
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        uint64_t value;
        assert_true(varint_get(&p, end, &value));
        assert_true(value == values[i]);
    }
    assert_ptr_equal(p, end);
    buf_free(&b);
}

static void numbers_have_the_bytes_of_leb128(void **state)
{
    buf b = BUF_INIT(100);
    (void)state;
    buf_put_varint(&b, 300);
    assert_int_equal(b.len, 2);
    assert_memory_equal(b.data, "\xAC\x02", 2);
    buf_clear(&b);
    buf_put_varint(&b, UINT64_MAX);
    assert_int_equal(b.len, 10);
    buf_free(&b);
}

static void a_broken_number_is_refused(void **state)
{
    static const slice broken[] = {
        {"", 0},
        {"\x80", 1},
        {"\xFF\xFF\xFF", 3},
        {"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02", 10},     /* 65 bits */
        {"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 11}, /* too long */
    };
    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        const char *p = broken[i].data;
        uint64_t value;
        assert_false(varint_get(&p, p + broken[i].len, &value));
        assert_ptr_equal(p, broken[i].data);
    }
}

static void copies_in_an_arena_stay_where_they_are(void **state)
{
    arena a = {0};
    slice copies[2000];
    char text[24];
    (void)state;
    for (int i = 0; i < 2000; i++) {
        snprintf(text, sizeof text, "copy %d", i);
        copies[i] = arena_copy(&a, slice_of(text));
    }
    void *large = arena_alloc(&a, 1 << 20);
    assert_non_null(large);
    memset(large, 1, 1 << 20);
    for (int i = 0; i < 2000; i++) {
        snprintf(text, sizeof text, "copy %d", i);
        assert_slice_equal(copies[i], text);
    }
    assert_true(a.total >= (1 << 20) + 2000 * 6);
    arena_clear(&a);
    assert_int_equal(a.total, 0);
    assert_slice_equal(arena_copy(&a, SLICE("again")), "again");
    arena_free(&a);
    assert_null(a.chunks);
    arena_free(NULL);
}

static void an_arena_aligns_for_any_object(void **state)
{
    arena a = {0};
    (void)state;
    for (size_t len = 0; len < 100; len++) {
        arena_copy(&a, SLICE("x"));
        void *p = arena_alloc(&a, len);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
    }
    assert_null(arena_copy(&a, slice_of(NULL)).data);
    assert_null(arena_alloc(&a, SIZE_MAX));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slice_knows_its_length),
        cmocka_unit_test(slices_compare_by_bytes_and_shorter_first),
        cmocka_unit_test(only_ascii_letters_lose_their_case),
        cmocka_unit_test(prefixes_and_blanks),
        cmocka_unit_test(a_buffer_grows_as_it_is_filled),
        cmocka_unit_test(a_buffer_never_passes_its_maximum_and_remembers),
        cmocka_unit_test(an_impossible_length_fails_and_does_not_wrap),
        cmocka_unit_test(printed_text_is_appended),
        cmocka_unit_test(an_empty_buffer_is_the_empty_string),
        cmocka_unit_test(numbers_of_variable_length_come_back),
        cmocka_unit_test(numbers_have_the_bytes_of_leb128),
        cmocka_unit_test(a_broken_number_is_refused),
        cmocka_unit_test(copies_in_an_arena_stay_where_they_are),
        cmocka_unit_test(an_arena_aligns_for_any_object),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
