/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbered texts: labels that a reader would use, and numbers that are no numbering. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "reading.h"

static void expect_labels(void **state, const char *text, const char *labels)
{
    article_hints hints = {.kind = SLICE("proposal")};
    expect_sections(reading_with(*state, &hints, slice_of(text)), labels);
}

static void numbers_are_joined_as_a_reader_would_name_them(void **state)
{
    expect_labels(
        state,
        "Gauges\n\nI. Posts\n\n1. One.\n2. Two.\n3. Three:\n(a) by day,\n(b) by night.\n\n"
        "II. Bridges\n\n1. One.\n2. Two.\n",
        "I; I.1; I.2; I.3; I.3(a); I.3(b); II; II.1; II.2");
    expect_labels(
        state,
        "Gauges\n\nArticle 1\n\n1. One.\n\n2. Two:\n\n(a) x\n\n(b) y\n\nArticle 2. Names\n\n"
        "1. One.\n\n2. Two.\n",
        "Article 1; Article 1(1); Article 1(2); Article 1(2)(a); Article 1(2)(b); Article 2; "
        "Article 2(1); Article 2(2)");
    expect_labels(
        state, "Gauges\n\n1. Posts\n\n1.1 One.\n\n1.2 Two.\n\n2. Bridges\n\n2.1 One.\n\n2.2 Two.\n",
        "1; 1.1; 1.2; 2; 2.1; 2.2");
    expect_labels(state,
                  "Gauges\n\nPART ONE\n\nCHAPTER I\n\nArticle 1 \xE2\x80\x94 Names\n\nPART TWO\n\n"
                  "Article 2\n\nANNEX A\n\n1. x\n\n2. y\n\nAnnex B\n",
                  "Part One; Chapter I; Article 1; Part Two; Article 2; Annex A; Annex A.1; Annex "
                  "A.2; Annex B");
    expect_labels(state, "Gauges\n\nA. Posts\n\n(i) x\n\n(ii) y\n\nB. Bridges\n",
                  "A; A(i); A(ii); B");
}

static void paragraphs_numbered_through_a_paper_keep_their_numbers(void **state)
{
    expect_labels(
        state,
        "Gauges\n\nI. Posts\n\n1. One.\n\n2. Two.\n\nII. Bridges\n\n3. Three.\n\n4. Four:\n\n"
        "4.1 x\n\n4.2 y\n\nIII. Ends\n\n5. Five.\n",
        "I; I.1; I.2; II; II.3; II.4; II.4.1; II.4.2; III; III.5");
}

static void a_record_s_paragraphs_may_start_anywhere(void **state)
{
    expect_labels(state, "138.\tFirst of mine.\n139.\tSecond.\n140.\tThird.\n", "138; 139; 140");
}

static void a_letter_is_a_roman_only_where_the_row_says_so(void **state)
{
    expect_labels(state,
                  "Gauges\n\n(g) x\n\nA list:\n\n(a) x\n(b) x\n(c) x\n(d) x\n(e) x\n(f) x\n(g) "
                  "x\n(h) x\n(i) x\n"
                  "(j) x\n",
                  "(a); (b); (c); (d); (e); (f); (g); (h); (i); (j)");
    expect_labels(state,
                  "Gauges\n\nI. Posts\n\nThe paper of I. Kant is not\nmeant here.\n\nII. Bridges\n",
                  "I; II");
}

static void numbers_that_open_no_row_are_none(void **state)
{
    expect_labels(
        state,
        "Gauges\n\nThe first meeting was held in\n1958. It did not last.\n\n1537. Ref: box 2.\n\n"
        "5. A number by itself.\n\nArticle 5 of the treaty says so.\n",
        "");
}

static void a_report_has_sections_only_if_it_quotes_a_paper(void **state)
{
    const char *list =
        "Five Bridges to See Before They Fall\n\nBy Ada Thorne\n\nLISBON \xE2\x80\x94 There are "
        "forty "
        "bridges, and these are the ones that the engineers would go and see first if they "
        "had a day left, they said.\n\n1. The old one.\n\n2. The new one.\n";
    const record *r = reading_of(*state, ARTICLE_TEXT, list);
    expect_field(r, RECORD_KIND, "article");
    expect_sections(r, "");
}

static void a_paper_s_title_stands_above_its_first_part(void **state)
{
    const record *r =
        reading_of(*state, ARTICLE_TEXT,
                   "OFFICE OF RIVERS\nRoom 4\n\nNON-PAPER\n\nNo. 7/C\n\n2 February 2016\n\n"
                   "SCHEDULE OF VISITS BETWEEN THE TWO SIDES\n\nI. General\n\n1. Each side names "
                   "its posts.\n\n2. Each side may visit them.\n\nII. Ends\n\n3. None.\n");
    expect_field(r, RECORD_NAME, "SCHEDULE OF VISITS BETWEEN THE TWO SIDES");
    expect_field(r, RECORD_KIND, "proposal");
    expect_guess(r, "kind from \"non-paper\" in its opening");
    assert_int_equal(r->published, 20160202);
    r = reading_of(*state, ARTICLE_TEXT,
                   "WORKING PAPER No. 3\n\nSubject: The gauges of the lower river\n"
                   "Date: 2 March 2016\n\nI. Posts\n\n1. One.\n\n2. Two.\n");
    expect_field(r, RECORD_NAME, "The gauges of the lower river");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, reading_set_up, reading_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(numbers_are_joined_as_a_reader_would_name_them),
        CASE(paragraphs_numbered_through_a_paper_keep_their_numbers),
        CASE(a_record_s_paragraphs_may_start_anywhere),
        CASE(a_letter_is_a_roman_only_where_the_row_says_so),
        CASE(numbers_that_open_no_row_are_none),
        CASE(a_report_has_sections_only_if_it_quotes_a_paper),
        CASE(a_paper_s_title_stands_above_its_first_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
