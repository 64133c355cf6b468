/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Web pages: what the head says, which part is the story, what goes and why. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "reading.h"

#define P1                                                                                         \
    "<p>The delegations met for three hours in the old customs house and agreed to meet again in " \
    "the spring, after each side has shown the other a list of its posts.</p>\n"
#define P2                                                                                         \
    "<p>A spokeswoman for the ministry said that nothing had been signed, and that nothing would " \
    "be signed before the two parliaments had been told what the paper contains.</p>\n"
#define P3                                                                                         \
    "<p>The engineers want the gauges to stand where the old ones stood; the mayors want them "    \
    "nearer to the bridges, where the water is slower and the reading is easier.</p>\n"

static const record *html(void **state, const char *text)
{
    return reading_of(*state, ARTICLE_HTML, text);
}

static void the_head_gives_title_author_dates_site_and_language(void **state)
{
    const record *r =
        html(state, "<html lang='en-GB'><head><meta charset=utf-8><title>Gauges Moved - The Coast "
                    "Tribune</title>"
                    "<meta property='og:title' content='Gauges &amp; Bridges Are Moved'>"
                    "<meta property='og:site_name' content='The Coast Tribune'>"
                    "<meta property='article:published_time' content='1997-05-04T08:00:00+02:00'>"
                    "<meta property='article:modified_time' content='1997-05-06T08:00:00Z'>"
                    "<meta name=author content='Ada Thorne and Luis Ferro'>"
                    "<link rel=canonical href='https://example.org/gauges'></head><body>"
                    "<article><h1>Gauges &amp; Bridges Are Moved</h1>" P1 P2 P3
                    "</article></body></html>");
    expect_field(r, RECORD_NAME, "Gauges & Bridges Are Moved");
    expect_field(r, RECORD_OUTLET, "The Coast Tribune");
    expect_field(r, RECORD_URL, "https://example.org/gauges");
    expect_field(r, RECORD_LANGUAGE, "en");
    expect_field(r, RECORD_FORMAT, "html");
    expect_bylines(r, "Ada Thorne; Luis Ferro");
    assert_int_equal(r->published, 19970504);
    assert_int_equal(r->updated, 19970506);
    expect_role(r, "Gauges & Bridges", RECORD_TITLE);
    assert_int_equal(r->space, RECORD_EXTRACTED);
    assert_false(r->verbatim);
}

static void json_ld_is_believed_first(void **state)
{
    const record *r =
        html(state,
             "<head><title>x</title><meta name=date content='2001-01-01'>"
             "<script type='application/ld+json'>\n<!-- "
             "{\"@context\":\"https://schema.org\",\"@graph\":["
             "{\"@type\":\"WebPage\",\"name\":\"No\"},{\"@type\":[\"NewsArticle\"],"
             "\"headline\":\"The Mayor&#39;s Gauges\n Are Moved\",\"datePublished\":\"1997-05-04\","
             "\"dateModified\":\"1997-05-06\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ada "
             "Thorne\"},"
             "{\"name\":\"Luis Ferro\"}],\"publisher\":{\"name\":\"Example News\"}}]} "
             "--></script></head>"
             "<body><div>" P1 P2 P3 "</div></body>");
    expect_field(r, RECORD_NAME, "The Mayor's Gauges Are Moved");
    expect_field(r, RECORD_OUTLET, "Example News");
    expect_bylines(r, "Ada Thorne; Luis Ferro");
    assert_int_equal(r->published, 19970504);
    assert_int_equal(r->updated, 19970506);
    expect_role(r, "The Mayor's Gauges", RECORD_TITLE); /* added: the page does not show it */
}

static void broken_json_ld_costs_nothing_but_itself(void **state)
{
    const record *r =
        html(state, "<head><title>Gauges and Bridges Moved</title>"
                    "<script type='application/ld+json'>{\"@type\":\"Article\",,}</script>"
                    "<script type='application/ld+json'>[[[[[[</script></head><body>" P1 P2);
    expect_field(r, RECORD_NAME, "Gauges and Bridges Moved");
}

static void a_site_s_name_is_no_part_of_the_title(void **state)
{
    static const char *const rows[][2] = {
        {"Gauges Moved to the Bridge - Example News", "Gauges Moved to the Bridge"},
        {"Gauges Moved to the Bridge | Rivers | Example News", "Gauges Moved to the Bridge"},
        {"Example News: Gauges", "Example News: Gauges"},
        {"Gauges - Bridges - and What the Engineers Want to Do About Them",
         "Gauges - Bridges - and What the Engineers Want to Do About Them"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char page[4096];
        snprintf(page, sizeof page, "<title>%s</title><body>%s%s%s", rows[i][0], P1, P2, P3);
        expect_field(html(state, page), RECORD_NAME, rows[i][1]);
    }
}

static void what_stands_around_the_story_is_dropped_with_a_reason(void **state)
{
    const record *r = html(
        state,
        "<body><header><nav><a href=/>Front page</a> <a href=/w>World</a></nav></header>"
        "<main><article><h1>Gauges Moved to the Bridge</h1>"
        "<p class=byline>By Ada Thorne</p><time datetime='1997-05-04'>May 4, 1997</time>"
        "<div class=share-bar><a href=#>Send it on</a></div>" P1
        "<figure><img src=x><figcaption>The old gauge. Picture: N. Lind</figcaption></figure>" P2
        "<aside>Forty bridges in numbers</aside><h2>What the mayors want</h2>" P3
        "<div class='ad-slot'>Buy pipes</div>"
        "<div class=related><h3>Related</h3><ul><li><a href=/1>A bridge is shut</a></ul></div>"
        "<form><label>Your address</label><button>Send</button></form></article>"
        "<section id=comments><p>I do not believe a word of all this, and neither should "
        "you, whatever they say.</p></section></main>"
        "<footer><p>&copy; Example News</p></footer>"
        "<noscript>Please turn it on</noscript><script>var hidden = 1;</script></body>");
    expect_field(r, RECORD_NAME, "Gauges Moved to the Bridge");
    expect_bylines(r, "Ada Thorne");
    assert_int_equal(r->published, 19970504);
    expect_field(r, RECORD_OUTLET, "Example News");
    expect_dropped(r, "Front page", RECORD_NAVIGATION);
    expect_dropped(r, "Send it on", RECORD_SHARE);
    expect_dropped(r, "The old gauge", RECORD_CAPTION);
    expect_dropped(r, "Forty bridges in numbers", RECORD_RELATED);
    expect_dropped(r, "Buy pipes", RECORD_ADVERT);
    expect_dropped(r, "A bridge is shut", RECORD_RELATED);
    expect_dropped(r, "Your address", RECORD_NEWSLETTER);
    expect_dropped(r, "I do not believe", RECORD_COMMENTS);
    expect_dropped(r, "Example News", RECORD_LEGAL);
    expect_dropped(r, "Please turn it on", RECORD_MARKUP);
    expect_role(r, "What the mayors want", RECORD_HEADING);
    expect_role(r, "The delegations met", RECORD_BODY);
    expect_role(r, "The engineers want", RECORD_BODY);
    assert_null(memmem(r->text.data, r->text.len, "hidden", 6));
}

static void a_story_without_marks_is_found_by_its_weight(void **state)
{
    const record *r = html(
        state, "<body><div id=a><div class=x1><a href=1>One</a> <a href=2>Two</a> <a "
               "href=3>Three</a></div>"
               "<div class=x2><div><h1>Gauges Moved to the Bridge</h1></div><div class=x3>" P1 P2 P3
               "</div></div><div class=x4><div><h3><a href=9>A bridge is shut to lorries for the "
               "night</a></h3>"
               "<p>The bridge is shut from nine, the mayor says.</p></div>"
               "<div><h3><a href=8>What the old customs house was like</a></h3>"
               "<p>There were forty rooms, and no stairs.</p></div></div></div></body>");
    expect_role(r, "The delegations met", RECORD_BODY);
    expect_role(r, "A spokeswoman", RECORD_BODY);
    expect_role(r, "The engineers want", RECORD_BODY);
    expect_role(r, "There were forty rooms", RECORD_DROPPED);
    expect_role(r, "One", RECORD_DROPPED);
}

static void links_inside_a_paragraph_are_its_words(void **state)
{
    const record *r =
        html(state, "<article><h1>Gauges Moved to the Bridge</h1><p>The <a href=1>delegations</a> "
                    "met for <b>three</b> hours<br>in the old customs house and agreed to meet "
                    "again in the spring.</p>" P2 P3 "</article>");
    expect_role(r, "The delegations met for three hours\nin the old", RECORD_BODY);
}

static void entities_and_white_space_are_resolved(void **state)
{
    const record *r =
        html(state, "<article><h1>Gauges Moved to the Bridge</h1><p>  Caf&eacute;&nbsp;&#8212;\n\t "
                    "R&D costs &lt;5 &#x20AC; and &unknown; stays, as the engineers had said that "
                    "it would.</p>" P2 "</article>");
    expect_role(r, "Caf\xC3\xA9 \xE2\x80\x94 R&D costs <5 \xE2\x82\xAC and &unknown; stays",
                RECORD_BODY);
}

static void a_script_that_writes_tags_is_no_text(void **state)
{
    const record *r =
        html(state, "<article><h1>Gauges Moved to the Bridge</h1><script>document.write('<p>no"
                    "</p>'); if (a</b/.test(x)) go();</script>" P1 P2 "</article>");
    assert_null(memmem(r->text.data, r->text.len, "write", 5));
    assert_null(memmem(r->text.data, r->text.len, "test(x)", 7));
}

static void numbers_of_ordered_lists_are_sections(void **state)
{
    const record *r =
        html(state, "<h1>Draft Treaty on Gauges</h1><h2>I. Posts</h2><ol><li>Each side names its "
                    "posts.</li><li>Each side may visit<ol type=a><li>any post by day, and</li>"
                    "<li>any post by night.</li></ol></li></ol><h2>II. Bridges</h2><ol start=3>"
                    "<li>The bridges stay open.</li><li>Nobody pays.</li></ol>");
    expect_field(r, RECORD_KIND, "proposal");
    expect_sections(r, "I; I.1; I.2; I.2(a); I.2(b); II; II.3; II.4");
}

static void the_declared_charset_is_used(void **state)
{
    const record *r = html(
        state, "<html><head><meta charset='windows-1251'><title>\xCF\xE5\xF0\xE5\xE3\xEE\xE2\xEE"
               "\xF0\xFB \xEE \xF0\xE5\xEA\xE5 \xE7\xE0\xEA\xEE\xED\xF7\xE8\xEB\xE8\xF1\xFC</title>"
               "<body><p>\xCF\xE5\xF0\xE5\xE3\xEE\xE2\xEE\xF0\xFB.");
    expect_field(r, RECORD_CHARSET, "WINDOWS-1251");
    assert_true(slice_starts_with(r->field[RECORD_NAME], SLICE("\xD0\x9F\xD0\xB5")));
}

static void a_page_nested_beyond_reason_is_read_as_far_as_it_goes(void **state)
{
    reading *rd = *state;
    enum { DEPTH = 100000 };
    buf page = BUF_INIT(1 << 22);
    buf_append_slice(&page, SLICE("<title>Gauges Moved to the Bridge</title>" P1 P2));
    for (int i = 0; i < DEPTH; i++)
        buf_append_slice(&page, SLICE("<div>"));
    buf_append_slice(&page, SLICE("deep"));
    for (int i = 0; i < DEPTH; i++)
        buf_append_slice(&page, SLICE("</b></div>"));
    article_hints hints = {.format = ARTICLE_HTML};
    const record *r = reading_with(rd, &hints, buf_slice(&page));
    expect_role(r, "The delegations", RECORD_BODY);
    expect_guess(r, "nested too deeply");
    buf_free(&page);
}

static void a_tag_with_thousands_of_attributes_is_refused(void **state)
{
    reading *rd = *state;
    buf page = BUF_INIT(1 << 22);
    buf_append_slice(&page, SLICE("<p>Text</p><div"));
    for (int i = 0; i < 50000; i++)
        buf_printf(&page, " a%d=1", i);
    buf_append_slice(&page, SLICE(">x"));
    assert_int_equal(reading_try(rd, ARTICLE_HTML, buf_slice(&page)), DOSSIER_BAD_DOCUMENT);
    assert_string_equal(rd->reason, "a tag with too many attributes");
    buf_free(&page);
}

static void a_page_without_a_story_keeps_its_text(void **state)
{
    const record *r = html(state, "<title>Forty bridges and no more</title><body><p>Shut.");
    expect_field(r, RECORD_NAME, "Forty bridges and no more");
    assert_true(r->n_segments >= 2);
    assert_int_equal(reading_try(*state, ARTICLE_HTML, SLICE("<html><body><br></body></html>")),
                     DOSSIER_BAD_DOCUMENT);
}

static void the_name_of_a_file_or_its_first_bytes_tell_the_format(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        const char *bytes;
        article_format format;
    } rows[] = {
        {"a.html", "", ARTICLE_HTML},
        {"a.HTM.gz", "", ARTICLE_HTML},
        {"a.md", "<html>", ARTICLE_MARKDOWN},
        {"a.markdown.xz", "", ARTICLE_MARKDOWN},
        {"a.txt", "<html>", ARTICLE_TEXT},
        {"a", "\n <!DOCTYPE html>", ARTICLE_HTML},
        {"a.php", "<html lang=en>", ARTICLE_HTML},
        {"a", "Talks went on.", ARTICLE_TEXT},
        {"", "", ARTICLE_TEXT},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(article_format_of(slice_of(rows[i].path), slice_of(rows[i].bytes)),
                         rows[i].format);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, reading_set_up, reading_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(the_head_gives_title_author_dates_site_and_language),
        CASE(json_ld_is_believed_first),
        CASE(broken_json_ld_costs_nothing_but_itself),
        CASE(a_site_s_name_is_no_part_of_the_title),
        CASE(what_stands_around_the_story_is_dropped_with_a_reason),
        CASE(a_story_without_marks_is_found_by_its_weight),
        CASE(links_inside_a_paragraph_are_its_words),
        CASE(entities_and_white_space_are_resolved),
        CASE(a_script_that_writes_tags_is_no_text),
        CASE(numbers_of_ordered_lists_are_sections),
        CASE(the_declared_charset_is_used),
        CASE(a_page_nested_beyond_reason_is_read_as_far_as_it_goes),
        CASE(a_tag_with_thousands_of_attributes_is_refused),
        CASE(a_page_without_a_story_keeps_its_text),
        CASE(the_name_of_a_file_or_its_first_bytes_tell_the_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
