/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/value.h"

static void sizes_are_powers_of_1024(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint64_t bytes;
    } rows[] = {{"0", 0},          {"300", 300},         {"1K", 1024},
                {"64m", 64 << 20}, {"2GiB", 2147483648}, {"3TB", UINT64_C(3) << 40},
                {"10kb", 10 << 10}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint64_t bytes = 0;
        assert_true(value_size(rows[i].text, &bytes));
        assert_int_equal(bytes, rows[i].bytes);
    }
}

static void durations_are_milliseconds(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t milliseconds;
    } rows[] = {{"10", 10000},  {"250ms", 250},  {"10s", 10000},
                {"5m", 300000}, {"2h", 7200000}, {"1d", 86400000}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t milliseconds = 0;
        assert_true(value_duration(rows[i].text, &milliseconds));
        assert_int_equal(milliseconds, rows[i].milliseconds);
    }
}

static void what_is_not_wholly_a_value_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        " ",
        "K",
        "-1K",
        "1.5",
        "1X",
        "1 K",
        "0x10",
        "99999999999999999999",
        "18014398509481984T",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint64_t size = 7;
        int64_t duration = 7, number = 7;
        assert_false(value_size(bad[i], &size));
        assert_false(value_duration(bad[i], &duration));
        assert_false(value_integer(bad[i], &number));
        assert_true(size == 7 && duration == 7 && number == 7);
    }
}

static void integers_have_signs(void **state)
{
    (void)state;
    int64_t number;
    assert_true(value_integer("-12", &number));
    assert_int_equal(number, -12);
    assert_true(value_integer("+12", &number));
    assert_int_equal(number, 12);
    assert_false(value_integer("-", &number));
}

static void a_misspelt_word_finds_its_neighbour(void **state)
{
    (void)state;
    static const char *const words[] = {"limit", "index", "facet", "facet-limit", "format", "from"};
    static const struct {
        const char *typed;
        const char *nearest; /* NULL: none */
    } rows[] = {
        {"limti", "limit"},
        {"lmit", "limit"},
        {"limitt", "limit"},
        {"facets", "facet"},
        {"form", "format"},
        {"ind", "index"},
        {"xyzzy", NULL},
        {"", NULL},
        {"frm", "from"},
        {"facet-limt", "facet-limit"},
        {"a-word-that-is-much-longer-than-any-option-can-be", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *nearest = value_nearest(rows[i].typed, words, sizeof words / sizeof *words);
        if (!rows[i].nearest)
            assert_null(nearest);
        else
            assert_string_equal(nearest, rows[i].nearest);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_are_powers_of_1024),
        cmocka_unit_test(durations_are_milliseconds),
        cmocka_unit_test(what_is_not_wholly_a_value_is_refused),
        cmocka_unit_test(integers_have_signs),
        cmocka_unit_test(a_misspelt_word_finds_its_neighbour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
