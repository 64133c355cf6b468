/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Date expressions of queries. Today is Tuesday, 12 September 2017. */
#include "tests/test.h"
#include "text/date.h"

#define TODAY 20170912

typedef struct row {
    const char *expression;
    date from;
    date to;
} row;

static void check(const row *rows, size_t count)
{
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        date_range got = {1, 1};
        slice bad = {NULL, 0};
        bool read = date_range_parse(slice_of(rows[i].expression), TODAY, &got, &bad);
        if (!read || got.from != rows[i].from || got.to != rows[i].to) {
            print_error("\"%s\": wanted %u..%u, got %u..%u, bad [%.*s]\n", rows[i].expression,
                        rows[i].from, rows[i].to, got.from, got.to, (int)(read ? 0 : bad.len),
                        bad.data ? bad.data : "");
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}
#define CHECK(rows) check(rows, sizeof rows / sizeof rows[0])

static void a_part_of_a_date_stands_for_all_of_it(void **state)
{
    static const row rows[] = {
        {"2017", 20170000, 20171231},
        {"2017-03", 20170300, 20170331},
        {"2017/03", 20170300, 20170331},
        {"2017-3", 20170300, 20170331},
        {"2016-02", 20160200, 20160229},
        {"2017-02", 20170200, 20170228},
        {"2017-03-12", 20170312, 20170312},
        {"20170312", 20170312, 20170312},
        {"2017/3/12", 20170312, 20170312},
        {"12.3.2017", 20170312, 20170312},
        {"3/12/2017", 20170312, 20170312},
        {"March 2017", 20170300, 20170331},
        {"march 2017", 20170300, 20170331},
        {"may 2016", 20160500, 20160531},
        {"Mar. 2017", 20170300, 20170331},
        {"12 September 2017", 20170912, 20170912},
        {"Sept 12, 2017", 20170912, 20170912},
        {"Tuesday, September 12, 2017", 20170912, 20170912},
        {"12. März 2017", 20170312, 20170312},
        {"  2017  ", 20170000, 20171231},
        {"in 2017", 20170000, 20171231},
        {"during March 2017", 20170300, 20170331},
        {"on 12 March 2017", 20170312, 20170312},
        {"the 1960s", 19600000, 19691231},
        {"1960s", 19600000, 19691231},
        {"1960's", 19600000, 19691231},
        {"1960’s", 19600000, 19691231},
        {"the 60s", 19600000, 19691231},
        {"in the 1990s", 19900000, 19991231},
        {"Q1 2017", 20170100, 20170331},
        {"2017-Q4", 20171000, 20171231},
        {"2017 Q2", 20170400, 20170630},
    };
    (void)state;
    CHECK(rows);
}

static void ranges_have_two_ends_or_one(void **state)
{
    static const row rows[] = {
        {"2010..2012", 20100000, 20121231},
        {"2010 .. 2012", 20100000, 20121231},
        {"2010...2012", 20100000, 20121231},
        {"2010…2012", 20100000, 20121231},
        {"2010..", 20100000, DATE_MAX},
        {"..2012", 0, 20121231},
        {"2016-11..2017-02", 20161100, 20170228},
        {"2017-03-12..2017-03-15", 20170312, 20170315},
        {"12.3.2017..15.3.2017", 20170312, 20170315},
        {"March 2016..March 2017", 20160300, 20170331},
        {"2010-2015", 20100000, 20151231},
        {"2010–2015", 20100000, 20151231},
        {"2010 - 2015", 20100000, 20151231},
        {"2010 to 2015", 20100000, 20151231},
        {"2010 until March 2015", 20100000, 20150331},
        {"March 2016 - May 2016", 20160300, 20160531},
        {"from 2010 to 2015", 20100000, 20151231},
        {"from March 2010 until today", 20100300, TODAY},
        {"from 2010", 20100000, DATE_MAX},
        {"from 2010 on", 20100000, DATE_MAX},
        {"from 2010 onwards", 20100000, DATE_MAX},
        {"between 2010 and 2015", 20100000, 20151231},
        {"between March 2010 and 12 May 2015", 20100300, 20150512},
        {"since 2010", 20100000, DATE_MAX},
        {"since March 2017", 20170300, DATE_MAX},
        {"Since March 2017", 20170300, DATE_MAX},
        {"since 12 March 2017", 20170312, DATE_MAX},
        {"since the 1960s", 19600000, DATE_MAX},
        {"until 2010", 0, 20101231},
        {"till March 2010", 0, 20100331},
        {"up to 2010", 0, 20101231},
        {"by 2010", 0, 20101231},
        {"before 2010", 0, 20091231},
        {"before March 2017", 0, 20170228},
        {"before 2017-03-01", 0, 20170228},
        {"before 2017-03-12", 0, 20170311},
        {"before the 1960s", 0, 19591231},
        {"after 2010", 20110000, DATE_MAX},
        {"after March 2017", 20170400, DATE_MAX},
        {"after 2017-03-12", 20170313, DATE_MAX},
        {"after the 1960s", 19700000, DATE_MAX},
        {"2017-03..2017-03", 20170300, 20170331},
        {"yesterday..today", 20170911, TODAY},
        {"last week..", 20170904, DATE_MAX},
    };
    (void)state;
    CHECK(rows);
}

static void relative_expressions_count_from_today(void **state)
{
    static const row rows[] = {
        {"today", TODAY, TODAY},
        {"TODAY", TODAY, TODAY},
        {"yesterday", 20170911, 20170911},
        {"tomorrow", 20170913, 20170913},
        {"this week", 20170911, 20170917},
        {"last week", 20170904, 20170910},
        {"next week", 20170918, 20170924},
        {"this month", 20170900, 20170930},
        {"last month", 20170800, 20170831},
        {"previous month", 20170800, 20170831},
        {"this year", 20170000, 20171231},
        {"last year", 20160000, 20161231},
        {"this quarter", 20170700, 20170930},
        {"last quarter", 20170400, 20170630},
        {"last day", 20170911, 20170911},
        {"last 30 days", 20170813, TODAY},
        {"the last 30 days", 20170813, TODAY},
        {"past 7 days", 20170905, TODAY},
        {"last two weeks", 20170829, TODAY},
        {"last 3 months", 20170612, TODAY},
        {"last five years", 20120912, TODAY},
        {"past year", 20160912, TODAY},
        {"the past week", 20170905, TODAY},
        {"last 24 hours", 20170911, TODAY},
        {"last 48 hours", 20170910, TODAY},
        {"next 10 days", TODAY, 20170922},
        {"10 days ago", 20170902, 20170902},
        {"two weeks ago", 20170828, 20170903},
        {"a week ago", 20170904, 20170910},
        {"three months ago", 20170600, 20170630},
        {"a year ago", 20160000, 20161231},
        {"since two weeks ago", 20170829, DATE_MAX},
        {"before two months ago", 0, 20170711},
        {"Monday", 20170911, 20170911},
        {"on Tuesday", TODAY, TODAY},
        {"last Tuesday", 20170905, 20170905},
        {"last Friday", 20170908, 20170908},
        {"since yesterday", 20170911, DATE_MAX},
        {"since last month", 20170800, DATE_MAX},
        {"until last week", 0, 20170910},
        {"a couple of weeks ago", 20170828, 20170903},
    };
    (void)state;
    CHECK(rows);
}

static void relative_expressions_cross_years(void **state)
{
    date_range got;
    (void)state;
    assert_true(date_range_parse(SLICE("last month"), 20180115, &got, NULL));
    assert_int_equal(got.from, 20171200);
    assert_true(date_range_parse(SLICE("last week"), 20180101, &got, NULL));
    assert_int_equal(got.from, 20171225);
    assert_int_equal(got.to, 20171231);
    assert_true(date_range_parse(SLICE("yesterday"), 20160301, &got, NULL));
    assert_int_equal(got.from, 20160229);
    assert_true(date_range_parse(SLICE("last 1 month"), 20170331, &got, NULL));
    assert_int_equal(got.from, 20170228);
}

static void what_was_not_understood_is_pointed_at(void **state)
{
    static const char *const rows[][2] = {
        {"", ""},
        {"   ", ""},
        {"foo", "foo"},
        {"sinse 2010", "sinse 2010"},
        {"2010 foo", "foo"},
        {"since foo", "foo"},
        {"since", "since"},
        {"between 2010 foo 2012", "foo 2012"},
        {"between 2010 and foo", "foo"},
        {"2010..foo", "foo"},
        {"foo..2010", "foo..2010"},
        {"..", ".."},
        {"2017-13", "2017-13"},
        {"32 March 2017", "32 March 2017"},
        {"February 30 2017", "February 30 2017"},
        {"March", "March"},
        {"last", "last"},
        {"last 30", "last 30"},
        {"two weeks", "two weeks"},
        {"2015..2010", "2015..2010"},
        {"999", "999"},
        {"10000", "10000"},
        {"3017", "3017"},
        {"Q5 2017", "Q5 2017"},
        {"1965s", "1965s"},
        {"2017!", "!"},
        {"last 99999 years", "last 99999 years"},
        {"\xFF", "\xFF"},
    };
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        date_range got = {7, 7};
        slice bad = {NULL, 0};
        bool read = date_range_parse(slice_of(rows[i][0]), TODAY, &got, &bad);
        if (read || !slice_equal(bad, slice_of(rows[i][1]))) {
            print_error("\"%s\": [%.*s]\n", rows[i][0], (int)bad.len, bad.data);
            wrong++;
        }
        assert_int_equal(got.from, read ? got.from : 7);
        assert_false(date_range_parse(slice_of(rows[i][0]), TODAY, &got, NULL));
    }
    assert_int_equal(wrong, 0);
}

static void without_today_nothing_is_relative(void **state)
{
    date_range got;
    (void)state;
    assert_false(date_range_parse(SLICE("yesterday"), 0, &got, NULL));
    assert_false(date_range_parse(SLICE("last week"), 20170900, &got, NULL));
    assert_false(date_range_parse(SLICE("two days ago"), 20170230, &got, NULL));
    assert_true(date_range_parse(SLICE("2017"), 0, &got, NULL));
}

static void a_very_long_expression_is_refused(void **state)
{
    char text[4000];
    date_range got;
    slice bad;
    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = "2017 "[i % 5];
    assert_false(date_range_parse((slice){text, sizeof text}, TODAY, &got, &bad));
    memset(text, '9', sizeof text);
    assert_false(date_range_parse((slice){text, sizeof text}, TODAY, &got, &bad));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_of_a_date_stands_for_all_of_it),
        cmocka_unit_test(ranges_have_two_ends_or_one),
        cmocka_unit_test(relative_expressions_count_from_today),
        cmocka_unit_test(relative_expressions_cross_years),
        cmocka_unit_test(what_was_not_understood_is_pointed_at),
        cmocka_unit_test(without_today_nothing_is_relative),
        cmocka_unit_test(a_very_long_expression_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
