/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The calendar, and the first date of a text. Rows of texts name the date and the piece that says
 * it. */
#include "tests/test.h"
#include "text/date.h"

static void the_calendar_knows_its_days(void **state)
{
    static const struct {
        date d;
        bool valid;
    } rows[] = {
        {20170912, true},  {20170900, true},  {20170000, true},     {0, false},
        {20170230, false}, {20160229, true},  {20170229, false},    {19000229, false},
        {20000229, true},  {20171301, false}, {20170012, false},    {20170932, false},
        {9990101, false},  {10000101, true},  {29991231, true},     {30000101, false},
        {20170431, false}, {20170430, true},  {4294967295u, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(date_is_valid(rows[i].d), rows[i].valid);
}

static void days_months_and_years_add_up(void **state)
{
    static const struct {
        date from;
        int years, months, days;
        date to;
    } rows[] = {
        {20170912, 0, 0, 0, 20170912},
        {20170912, 0, 0, 1, 20170913},
        {20170930, 0, 0, 1, 20171001},
        {20171231, 0, 0, 1, 20180101},
        {20180101, 0, 0, -1, 20171231},
        {20160228, 0, 0, 1, 20160229},
        {20170228, 0, 0, 1, 20170301},
        {20170131, 0, 1, 0, 20170228},
        {20160131, 0, 1, 0, 20160229},
        {20160229, 1, 0, 0, 20170228},
        {20170912, -17, -8, -11, 20000101},
        {20170115, 0, -1, 0, 20161215},
        {20170115, 0, -13, 0, 20151215},
        {20170101, 0, 0, 365, 20180101},
        {20160101, 0, 0, 366, 20170101},
        {19000228, 0, 0, 1, 19000301},
        {20000101, 0, 0, -36524, 19000101},
        {20170912, 1000, 0, 0, 0},
        {10000101, 0, 0, -1, 0},
        {29991231, 0, 0, 1, 0},
        {20170900, 0, 0, 1, 0},
        {0, 0, 0, 1, 0},
        {20170912, 0, 0, 10000000, 0},
        {20170912, 0, 2147483647, 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(date_add(rows[i].from, rows[i].years, rows[i].months, rows[i].days),
                         rows[i].to);
}

static void every_day_follows_the_one_before(void **state)
{
    date d = 10000101;
    int weekday = date_weekday(d);
    int days = 1;
    (void)state;
    while (d != 29991231) {
        date next = date_add(d, 0, 0, 1);
        assert_true(next > d);
        assert_int_equal(date_add(next, 0, 0, -1), d);
        weekday = weekday % 7 + 1;
        assert_int_equal(date_weekday(next), weekday);
        d = next;
        days++;
    }
    assert_int_equal(days, 730485); /* 2000 years of the Gregorian calendar */
}

static void days_have_their_names_numbers(void **state)
{
    (void)state;
    assert_int_equal(date_weekday(20170912), 2);
    assert_int_equal(date_weekday(20000101), 6);
    assert_int_equal(date_weekday(19700101), 4);
    assert_int_equal(date_weekday(20240229), 4);
    assert_int_equal(date_weekday(20170917), 7);
}

static void dates_are_written_as_far_as_they_are_known(void **state)
{
    char out[16];
    (void)state;
    assert_string_equal(date_format(20170912, out), "2017-09-12");
    assert_string_equal(date_format(20170900, out), "2017-09");
    assert_string_equal(date_format(20170000, out), "2017");
    assert_string_equal(date_format(0, out), "");
    assert_true(date_is_valid(date_today()));
    assert_int_not_equal(date_today() % 100, 0);
}

typedef struct found_row {
    const char *text;
    date wanted;       /* 0: none */
    const char *piece; /* NULL: the whole text */
} found_row;

static void check(const found_row *rows, size_t count)
{
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        date got = 0;
        slice found = {NULL, 0};
        bool any = date_find(slice_of(rows[i].text), &got, &found);
        slice piece = slice_of(rows[i].piece ? rows[i].piece : rows[i].text);
        if (any != (rows[i].wanted != 0) || (any && got != rows[i].wanted) ||
            (any && !slice_equal(found, piece))) {
            print_error("\"%s\": wanted %u, got %u [%.*s]\n", rows[i].text, rows[i].wanted,
                        any ? got : 0, (int)found.len, found.data ? found.data : "");
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}
#define CHECK(rows) check(rows, sizeof rows / sizeof rows[0])

static void english_dates_are_found(void **state)
{
    static const found_row rows[] = {
        {"September 12, 2017", 20170912, NULL},
        {"September 12 2017", 20170912, NULL},
        {"Sept. 12, 2017", 20170912, NULL},
        {"Sept 12, 2017", 20170912, NULL},
        {"Sep. 12, 2017", 20170912, NULL},
        {"SEPTEMBER 12, 2017", 20170912, NULL},
        {"september 12, 2017", 20170912, NULL},
        {"September 12th, 2017", 20170912, NULL},
        {"September the 12th, 2017", 20170912, NULL},
        {"September 1st, 2017", 20170901, NULL},
        {"September 2nd, 2017", 20170902, NULL},
        {"September 3rd, 2017", 20170903, NULL},
        {"12 September 2017", 20170912, NULL},
        {"12 September, 2017", 20170912, NULL},
        {"12th September 2017", 20170912, NULL},
        {"12th of September 2017", 20170912, NULL},
        {"the 12th of September, 2017,", 20170912, "12th of September, 2017"},
        {"the 12th day of September 2017", 20170912, "12th day of September 2017"},
        {"12 Sept. 2017", 20170912, NULL},
        {"12-Sep-2017", 20170912, NULL},
        {"12–14 September 2017", 20170912, NULL},
        {"12-14 September 2017", 20170912, NULL},
        {"September 12-14, 2017", 20170912, NULL},
        {"September 12–14, 2017", 20170912, NULL},
        {"Tuesday, September 12, 2017", 20170912, NULL},
        {"Tuesday 12 September 2017", 20170912, NULL},
        {"Tuesday, the 12th of September 2017", 20170912, NULL},
        {"Tue, 12 Sep 2017", 20170912, NULL},
        {"Tue. 12 Sep. 2017", 20170912, NULL},
        {"Tues., Sept. 12, 2017", 20170912, NULL},
        {"September 2017", 20170900, NULL},
        {"Sept. 2017", 20170900, NULL},
        {"September, 2017", 20170900, NULL},
        {"September of 2017", 20170900, NULL},
        {"January 1, 2000", 20000101, NULL},
        {"Feb. 29, 2016", 20160229, NULL},
        {"March 1, 1917", 19170301, NULL},
        {"April 30, 1975", 19750430, NULL},
        {"May 8, 1945", 19450508, NULL},
        {"June 6, 1944", 19440606, NULL},
        {"July 4, 1776", 17760704, NULL},
        {"August 6, 1945", 19450806, NULL},
        {"October 24, 1945", 19451024, NULL},
        {"November 9, 1989", 19891109, NULL},
        {"December 31, 1999", 19991231, NULL},
        {"Posted September 12, 2017 at 10:20 a.m.", 20170912, "September 12, 2017"},
        {"(Sept. 12, 2017)", 20170912, "Sept. 12, 2017"},
        {"on September 12, 2017.", 20170912, "September 12, 2017"},
        {"September\n12,\n2017", 20170912, NULL},
        {"September\xC2\xA0"
         "12, 2017",
         20170912, NULL},
    };
    (void)state;
    CHECK(rows);
}

static void dates_of_numbers_are_found(void **state)
{
    static const found_row rows[] = {
        {"2017-09-12", 20170912, NULL},
        {"2017-9-2", 20170902, NULL},
        {"2017-09-12T10:20:30Z", 20170912, "2017-09-12"},
        {"2017-09-12T10:20:30+02:00", 20170912, "2017-09-12"},
        {"2017-09-12 10:20:30", 20170912, "2017-09-12"},
        {"20170912", 20170912, NULL},
        {"20170912T102030Z", 20170912, "20170912"},
        {"2017/09/12", 20170912, NULL},
        {"2017.09.12", 20170912, NULL},
        {"12.9.2017", 20170912, NULL},
        {"12.09.2017", 20170912, NULL},
        {"9/12/2017", 20170912, NULL},
        {"09/12/2017", 20170912, NULL},
        {"25/12/2017", 20171225, NULL},
        {"13/1/2017", 20170113, NULL},
        {"12-09-2017", 20170912, NULL},
        {"2017年9月12日", 20170912, NULL},
        {"2017年9月", 20170900, NULL},
        {"https://example.org/2017/09/12/title", 20170912, "2017/09/12"},
        {"https://example.org/2017/09/12/12345", 20170912, "2017/09/12"},
        {"report-2017-09-12.pdf", 20170912, "2017-09-12"},
        {"Updated: 2017-09-12.", 20170912, "2017-09-12"},
        {"<2017-09-12>", 20170912, "2017-09-12"},
    };
    (void)state;
    CHECK(rows);
}

static void dates_of_mail_are_found(void **state)
{
    static const found_row rows[] = {
        {"Tue, 12 Sep 2017 10:20:30 +0000", 20170912, "Tue, 12 Sep 2017"},
        {"12 Sep 2017 10:20 GMT", 20170912, "12 Sep 2017"},
        {"Tue, 12 Sep 17 10:20:30 EST", 20170912, "Tue, 12 Sep 17"},
        {"Fri, 12 Sep 97 10:20:30 EST", 19970912, "Fri, 12 Sep 97"},
        {"12 Sep 97", 0, NULL},
        {"Tue Sep 12 10:20:30 2017", 20170912, NULL},
        {"From x@example.org Tue Sep 12 10:20:30 2017", 20170912, "Tue Sep 12 10:20:30 2017"},
        {"Tue Sep 12 10:20:30 UTC 2017", 20170912, NULL},
        {"Mon, 1 Jan 2018 00:00:00 -0500", 20180101, "Mon, 1 Jan 2018"},
    };
    (void)state;
    CHECK(rows);
}

static void months_have_names_in_five_languages(void **state)
{
    static const found_row rows[] = {
        {"12 janvier 2017", 20170112, NULL},
        {"1er février 2017", 20170201, NULL},
        {"le mardi 12 septembre 2017", 20170912, "mardi 12 septembre 2017"},
        {"12 août 2017", 20170812, NULL},
        {"12 déc. 2017", 20171212, NULL},
        {"12 AOÛT 2017", 20170812, NULL},
        {"3 mars 2017", 20170303, NULL},
        {"14 juillet 1789", 17890714, NULL},
        {"juin 2017", 20170600, NULL},
        {"12. September 2017", 20170912, NULL},
        {"Dienstag, den 12. September 2017", 20170912, NULL},
        {"Dienstag, 12. September 2017", 20170912, NULL},
        {"3. März 2017", 20170303, NULL},
        {"3. Maerz 2017", 20170303, NULL},
        {"24. Dez. 2017", 20171224, NULL},
        {"1. Jänner 2017", 20170101, NULL},
        {"im Oktober 2017", 20171000, "Oktober 2017"},
        {"12 de septiembre de 2017", 20170912, NULL},
        {"martes, 12 de septiembre de 2017", 20170912, NULL},
        {"1º de enero de 2017", 20170101, NULL},
        {"3 de mayo del 2017", 20170503, NULL},
        {"diciembre de 2017", 20171200, NULL},
        {"12 сентября 2017 года", 20170912, "12 сентября 2017"},
        {"12 сентября 2017г.", 20170912, "12 сентября 2017"},
        {"вторник, 12 сентября 2017", 20170912, NULL},
        {"9 мая 1945", 19450509, NULL},
        {"в марте 2017 года", 20170300, "марте 2017"},
        {"сентябрь 2017", 20170900, NULL},
        {"1 ЯНВАРЯ 2017", 20170101, NULL},
    };
    (void)state;
    CHECK(rows);
}

static void the_first_of_several_is_found(void **state)
{
    static const found_row rows[] = {
        {"From September 12, 2017 to 2018-01-01", 20170912, "September 12, 2017"},
        {"2018-01-01, not September 12, 2017", 20180101, "2018-01-01"},
        {"September 30 – October 2, 2017", 20171002, "October 2, 2017"},
        {"12.9.2017-15.9.2017", 20170912, "12.9.2017"},
        {"9/12/2017-9/15/2017", 20170912, "9/12/2017"},
        {"12 Sep 2017-13 Sep 2017", 20170912, "12 Sep 2017"},
        {"2017-09-12/2017-09-15", 20170912, "2017-09-12"},
        {"2017-09-12-3, 2017-09-13", 20170913, "2017-09-13"},
        {"12 and 13 September 2017", 20170913, "13 September 2017"},
        {"32 March 2017, or 1 April 2017", 20170401, "1 April 2017"},
        {"In 2016 and on 3 May 2017", 20170503, "3 May 2017"},
        {"by Theresa May 12 September 2016", 20160912, "12 September 2016"},
        {"By Theresa May, 12 September 2016", 20160912, "12 September 2016"},
    };
    (void)state;
    CHECK(rows);
}

static void nonsense_is_no_date(void **state)
{
    static const found_row rows[] = {
        {"", 0, NULL},
        {"2017", 0, NULL},
        {"in 2017", 0, NULL},
        {"32 March 2017", 0, NULL},
        {"0 March 2017", 0, NULL},
        {"February 30, 2017", 0, NULL},
        {"30 February 2017", 0, NULL},
        {"29 February 2017", 0, NULL},
        {"31 April 2017", 0, NULL},
        {"2017-02-30", 0, NULL},
        {"2017-13-01", 0, NULL},
        {"2017-00-01", 0, NULL},
        {"2017-01-00", 0, NULL},
        {"20171301", 0, NULL},
        {"12345678", 0, NULL},
        {"99991231", 0, NULL},
        {"201709123", 0, NULL},
        {"A20170912", 0, NULL},
        {"20170912a", 0, NULL},
        {"31.2.2017", 0, NULL},
        {"5.12.9.2017", 0, NULL},
        {"12.9.2017.5", 0, NULL},
        {"1.12.9.20171", 0, NULL},
        {"13/13/2017", 0, NULL},
        {"1/2/3/2017", 0, NULL},
        {"12/9", 0, NULL},
        {"9/11", 0, NULL},
        {"24/7", 0, NULL},
        {"September", 0, NULL},
        {"September 12", 0, NULL},
        {"12 September", 0, NULL},
        {"September 12, 99", 0, NULL},
        {"September 123, 2017", 0, NULL},
        {"September 2,017", 0, NULL},
        {"Septembers 2017", 0, NULL},
        {"Sepp 12, 2017", 0, NULL},
        {"2017-18", 0, NULL},
        {"2005-06", 0, NULL},
        {"192.168.1.1", 0, NULL},
        {"+49 12 9 2017", 0, NULL},
        {"version 12.9", 0, NULL},
        {"paragraph 12 of 2017", 0, NULL},
        {"decimal 2017 marching", 0, NULL},
        {"on Sunday 2017", 0, NULL},
    };
    (void)state;
    CHECK(rows);
}

static void may_is_a_month_where_it_stands_as_one(void **state)
{
    static const found_row rows[] = {
        {"Theresa May 2016", 0, NULL},
        {"Prime Minister Theresa May 2016", 0, NULL},
        {"THERESA MAY 2016", 0, NULL},
        {"it may 2016 be", 0, NULL},
        {"they march 2017 miles", 0, NULL},
        {"Elinor March 2017", 0, NULL},
        {"May 2016", 20160500, NULL},
        {"In May 2016", 20160500, "May 2016"},
        {"in May 2016", 20160500, "May 2016"},
        {"IN MAY 2016", 20160500, "MAY 2016"},
        {"Since May 2016", 20160500, "May 2016"},
        {"Early May 2016", 20160500, "May 2016"},
        {"Press Release May 2016", 20160500, "May 2016"},
        {"left. May 2016 was hot", 20160500, "May 2016"},
        {"April May 2016", 20160500, "May 2016"},
        {"Geneva, May 2016", 20160500, "May 2016"},
        {"Geneva (May 2016)", 20160500, "May 2016"},
        {"Theresa May, May 12, 2016", 20160512, "May 12, 2016"},
        {"12 may 2016", 20160512, NULL},
        {"may 12, 2016", 20160512, NULL},
        {"Washington September 2016", 20160900, "September 2016"},
        {"In March 2017", 20170300, "March 2017"},
        {"a march 2017", 0, NULL},
    };
    (void)state;
    CHECK(rows);
}

static void hostile_text_is_read_to_its_end(void **state)
{
    static const char *const texts[] = {"\xFF\xFE",
                                        "12 \xFF September 2017 \xC3",
                                        "September \x80",
                                        "1",
                                        "12.",
                                        "12.9.",
                                        "2017-",
                                        "2017-09-",
                                        "12\xC2",
                                        "Tue,",
                                        "年",
                                        "2017年",
                                        "2017年9",
                                        "th",
                                        "12th",
                                        "12thx"};
    date d;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        date_find(slice_of(texts[i]), &d, NULL);
    assert_false(date_find((slice){NULL, 0}, &d, NULL));
    size_t size = 200000;
    char *text = malloc(size);
    assert_non_null(text);
    for (size_t i = 0; i < size; i++)
        text[i] = "12 September 201 "[i % 17];
    assert_false(date_find((slice){text, size}, &d, NULL));
    memset(text, '1', size);
    assert_false(date_find((slice){text, size}, &d, NULL));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_calendar_knows_its_days),
        cmocka_unit_test(days_months_and_years_add_up),
        cmocka_unit_test(every_day_follows_the_one_before),
        cmocka_unit_test(days_have_their_names_numbers),
        cmocka_unit_test(dates_are_written_as_far_as_they_are_known),
        cmocka_unit_test(english_dates_are_found),
        cmocka_unit_test(dates_of_numbers_are_found),
        cmocka_unit_test(dates_of_mail_are_found),
        cmocka_unit_test(months_have_names_in_five_languages),
        cmocka_unit_test(the_first_of_several_is_found),
        cmocka_unit_test(nonsense_is_no_date),
        cmocka_unit_test(may_is_a_month_where_it_stands_as_one),
        cmocka_unit_test(hostile_text_is_read_to_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
