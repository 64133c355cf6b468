/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity/facts.h"
#include "tests/test.h"

typedef struct seen {
    size_t rows, complaints;
    size_t line;
    facts_row last;
} seen;

static bool on_row(const facts_row *row, void *ctx)
{
    seen *s = ctx;
    s->rows++;
    s->last = *row;
    return true;
}

static void on_complaint(const char *file, size_t line, const char *reason, void *ctx)
{
    seen *s = ctx;
    assert_string_equal(file, "t.tsv");
    assert_true(reason[0] != '\0');
    s->complaints++;
    s->line = line;
}

static dossier_status read_table(const char *bytes, seen *s)
{
    const char *reason = "";
    *s = (seen){0};
    return facts_read("t.tsv", slice_of(bytes), true, on_row, on_complaint, s, &reason);
}

static void the_first_line_tells_which_table_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        facts_table table;
    } rows[] = {
        {"country\tsurface\tkind\nRU\tRussia\tname\n", FACTS_COUNTRIES},
        {"city\tcountry\nParis\tFR\n", FACTS_CITIES},
        {"official\tname\toffice\nx-y\tY X\tking\n", FACTS_OFFICIALS},
        {"office\taliases\nking\t\n", FACTS_OFFICES},
        {"agreement\tname\nnpt\tNPT\n", FACTS_AGREEMENTS},
        {"rule\tsurface\nblock\tNew England\n", FACTS_RULES},
        {"\xEF\xBB\xBFname\tkind\r\nIvan\tfirst\r\n", FACTS_NAMES},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        seen s;
        assert_int_equal(read_table(rows[i].bytes, &s), DOSSIER_OK);
        assert_int_equal(s.rows, 1);
        assert_int_equal(s.last.table, rows[i].table);
        assert_true(s.last.listed);
    }
}

static void columns_may_stand_in_any_order(void **state)
{
    (void)state;
    seen s;
    assert_int_equal(read_table("surface\tsource\tkind\tcountry\nRussia\tme\tname\tRU\n", &s),
                     DOSSIER_OK);
    assert_true(slice_equal(s.last.cell[COUNTRY_CODE], SLICE("RU")));
    assert_true(slice_equal(s.last.cell[COUNTRY_SURFACE], SLICE("Russia")));
}

static void a_bad_line_is_told_and_the_rest_is_used(void **state)
{
    (void)state;
    seen s;
    assert_int_equal(read_table("city\tcountry\n# a comment\n\nParis\nLyon\tFR\nNice\tFR\tx\ty\n"
                                "Brest\xff\tFR\nLille\tFR\n",
                                &s),
                     DOSSIER_OK);
    assert_int_equal(s.rows, 2);
    assert_int_equal(s.complaints, 3);
    assert_int_equal(s.line, 7);
}

static void what_is_no_table_is_refused(void **state)
{
    (void)state;
    seen s;
    assert_int_equal(read_table("Paris\tFR\n", &s), DOSSIER_INVALID);
    assert_int_equal(read_table("", &s), DOSSIER_INVALID);
    assert_int_equal(read_table("# nothing\n", &s), DOSSIER_INVALID);
}

static void dates_are_days_months_or_years(void **state)
{
    (void)state;
    date d;
    assert_true(facts_date(SLICE("2017-02-01"), &d) && d == 20170201);
    assert_true(facts_date(SLICE("2017-02"), &d) && d == 20170200);
    assert_true(facts_date(SLICE("2017"), &d) && d == 20170000);
    assert_true(facts_date(SLICE(""), &d) && d == 0);
    static const char *const bad[] = {"17",     "2017-13",     "2017-02-32",
                                      "2017-2", "2017-02-01x", "now"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(facts_date(slice_of(bad[i]), &d));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_line_tells_which_table_it_is),
        cmocka_unit_test(columns_may_stand_in_any_order),
        cmocka_unit_test(a_bad_line_is_told_and_the_rest_is_used),
        cmocka_unit_test(what_is_no_table_is_refused),
        cmocka_unit_test(dates_are_days_months_or_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
