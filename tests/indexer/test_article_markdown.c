/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Markdown: front matter, headings, links, and a text that stays the file's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "reading.h"

#define P1                                                                                         \
    "The delegations met for three hours in the old customs house and agreed to meet\nagain in "   \
    "the "                                                                                         \
    "spring, after each side has shown the other a list of its posts.\n\n"

static const record *markdown(void **state, const char *text)
{
    return reading_of(*state, ARTICLE_MARKDOWN, text);
}

static void front_matter_fills_the_fields(void **state)
{
    const record *r =
        markdown(state, "---\ntitle: \"Gauges: the Plan\"\nauthors: [Ada Thorne, 'Luis Ferro']\n"
                        "publisher: Example News # the site\ndate: 1997-05-04\n"
                        "updated: 6 May 1997\nurl: https://example.org/7\nlang: en\nid: 7\n"
                        "kind: proposal\nplace: LISBON\ntags:\n  - rivers\n---\n\n"
                        "# Gauges: the Plan\n\n" P1);
    expect_field(r, RECORD_NAME, "Gauges: the Plan");
    expect_bylines(r, "Ada Thorne; Luis Ferro");
    expect_field(r, RECORD_OUTLET, "Example News");
    expect_field(r, RECORD_URL, "https://example.org/7");
    expect_field(r, RECORD_ID, "7");
    expect_field(r, RECORD_KIND, "proposal");
    expect_field(r, RECORD_PLACE, "LISBON");
    expect_field(r, RECORD_FORMAT, "markdown");
    assert_int_equal(r->published, 19970504);
    assert_int_equal(r->updated, 19970506);
    expect_dropped(r, "authors:", RECORD_MARKUP);
    expect_role(r, "# Gauges", RECORD_TITLE);
    assert_int_equal(r->space, RECORD_SOURCE);
    assert_true(r->verbatim);
}

static void authors_may_stand_on_lines_of_their_own(void **state)
{
    const record *r =
        markdown(state, "---\ntitle: Gauges Moved\nauthor:\n  - name: Ada Thorne\n  - Luis Ferro\n"
                        "source: https://example.org/7\n---\n" P1);
    expect_bylines(r, "Ada Thorne; Luis Ferro");
    expect_field(r, RECORD_URL, "https://example.org/7");
    expect_role(r, "Gauges Moved", RECORD_TITLE);
    expect_dropped(r, "title:", RECORD_MARKUP);
}

static void the_first_heading_is_the_title_and_the_others_are_headings(void **state)
{
    const record *r =
        markdown(state, "# Gauges *Moved* to the Bridge\n\n**By Ada Thorne**, *Example News*\n\n"
                        "Published May 4, 1997 \xC2\xB7 Updated on May 6, 1997\n\nLISBON, May 3 "
                        "\xE2\x80\x94 " P1 "## What the mayors want\n\n" P1
                        "Setext heading\n--------------\n\n" P1);
    expect_field(r, RECORD_NAME, "Gauges *Moved* to the Bridge");
    expect_bylines(r, "Ada Thorne");
    expect_field(r, RECORD_OUTLET, "Example News");
    assert_int_equal(r->published, 19970504);
    assert_int_equal(r->updated, 19970506);
    expect_field(r, RECORD_PLACE, "LISBON");
    expect_role(r, "What the mayors want", RECORD_HEADING);
    expect_role(r, "Setext heading", RECORD_HEADING);
}

static void link_targets_code_and_comments_are_markup(void **state)
{
    const record *r =
        markdown(state, "# Gauges Moved to the Bridge\n\nSee [the plan](https://example.org/plan) "
                        "now. " P1 "```\ncode here\n```\n\n<!-- a note\nto self -->\n\n"
                        "![The old gauge](gauge.jpg)\n\n[ref]: https://example.org/ref\n\n" P1);
    expect_role(r, "[the plan", RECORD_BODY);
    expect_dropped(r, "](https://example.org/plan", RECORD_MARKUP);
    expect_role(r, " now.", RECORD_BODY);
    expect_dropped(r, "code here", RECORD_MARKUP);
    expect_dropped(r, "to self", RECORD_MARKUP);
    expect_dropped(r, "The old gauge", RECORD_CAPTION);
    expect_dropped(r, "[ref]:", RECORD_MARKUP);
}

static void dashes_alone_are_no_front_matter(void **state)
{
    const record *r = markdown(state, "---\n\n# Gauges Moved to the Bridge\n\n" P1);
    expect_field(r, RECORD_NAME, "Gauges Moved to the Bridge");
    expect_role(r, "The delegations", RECORD_BODY);
}

static void headings_with_numbers_are_sections(void **state)
{
    const record *r =
        markdown(state, "# Draft Treaty on Gauges\n\n## I. Posts\n\n1. Each side names posts.\n"
                        "2. Each side may visit:\n   - (a) by day,\n   - (b) by night.\n\n"
                        "## II. Bridges\n\n3. They stay open.\n\n## Annex A. Forms\n\nNone.\n");
    expect_field(r, RECORD_KIND, "proposal");
    expect_sections(r, "I; I.1; I.2; I.2(a); I.2(b); II; II.3; Annex A");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, reading_set_up, reading_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(front_matter_fills_the_fields),
        CASE(authors_may_stand_on_lines_of_their_own),
        CASE(the_first_heading_is_the_title_and_the_others_are_headings),
        CASE(link_targets_code_and_comments_are_markup),
        CASE(dashes_alone_are_no_front_matter),
        CASE(headings_with_numbers_are_sections),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
