/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/fields.h"

#include "tests/test.h"

static void a_field_is_found_by_name_or_alias_in_any_case(void **state)
{
    (void)state;
    const struct {
        const char *name;
        field_id id;
    } rows[] = {{"title", FIELD_TITLE},   {"Headline", FIELD_TITLE}, {"TI", FIELD_TITLE},
                {"byline", FIELD_AUTHOR}, {"source", FIELD_SOURCE},  {"outlet", FIELD_SOURCE},
                {"lang", FIELD_LANGUAGE}, {"date", FIELD_PUBLISHED}, {"Folder", FIELD_PATH}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_ptr_equal(field_find(slice_of(rows[i].name)), &field_table[rows[i].id]);
    assert_null(field_find(SLICE("offical")));
    assert_null(field_find(SLICE("")));
    assert_null(field_find(SLICE("headline ti")));
}

static void every_row_is_whole_and_no_prefix_begins_another(void **state)
{
    (void)state;
    for (size_t i = 1; i < FIELDS; i++) {
        const field *f = &field_table[i];
        assert_true(f->name[0] && f->help[0] && f->example[0]);
        for (size_t k = 1; k < FIELDS; k++)
            if (k != i && (f->prefix[0] || field_table[k].prefix[0]))
                assert_string_not_equal(f->prefix, field_table[k].prefix);
    }
}

static void a_long_word_becomes_a_term_that_xapian_takes(void **state)
{
    (void)state;
    char word[600], other[600], a[FIELD_TERM_MAX], b[FIELD_TERM_MAX];
    memset(word, 'x', sizeof word);
    memset(other, 'x', sizeof other);
    other[sizeof other - 1] = 'y';
    assert_int_equal(field_term("Q", (slice){word, sizeof word}, a), FIELD_TERM_MAX);
    assert_int_equal(field_term("Q", (slice){other, sizeof other}, b), FIELD_TERM_MAX);
    assert_memory_not_equal(a, b, FIELD_TERM_MAX);
    assert_int_equal(field_term("XK", SLICE("cable"), a), 7);
    assert_memory_equal(a, "XKcable", 7);
}

static void a_date_has_the_terms_that_it_is_precise_enough_for(void **state)
{
    (void)state;
    const struct {
        date d;
        const char *terms;
    } rows[] = {{20170912, "D20170912 M201709 Y2017 "},
                {20170900, "M201709 Y2017 "},
                {20170000, "Y2017 "},
                {0, ""}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        field_date_term terms[3];
        char joined[64] = "";
        size_t n = field_date_terms(rows[i].d, terms);
        for (size_t k = 0; k < n; k++) {
            strncat(joined, terms[k].text, terms[k].len);
            strcat(joined, " ");
        }
        assert_string_equal(joined, rows[i].terms);
    }
}

static void a_date_value_sorts_as_time_and_comes_back(void **state)
{
    (void)state;
    char year[8], day[8];
    field_date_value(20170000, year);
    field_date_value(20170101, day);
    assert_true(memcmp(year, day, 8) < 0);
    assert_int_equal(field_value_date((slice){day, 8}), 20170101);
    assert_int_equal(field_value_date(SLICE("2017-1-1")), 0);
    assert_int_equal(field_value_date(SLICE("")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_field_is_found_by_name_or_alias_in_any_case),
        cmocka_unit_test(every_row_is_whole_and_no_prefix_begins_another),
        cmocka_unit_test(a_long_word_becomes_a_term_that_xapian_takes),
        cmocka_unit_test(a_date_has_the_terms_that_it_is_precise_enough_for),
        cmocka_unit_test(a_date_value_sorts_as_time_and_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
