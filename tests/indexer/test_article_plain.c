/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plain text: saved pages, press texts, diplomatic documents, speeches. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "reading.h"

/* Enough words to be a paragraph of a story. */
#define PARAGRAPH_1                                                                                \
    "The delegations met for three hours in the old customs house and agreed to meet again in "    \
    "the "                                                                                         \
    "spring, after each side has shown the other a list of the posts that it would give up."
#define PARAGRAPH_2                                                                                \
    "A spokeswoman for the ministry said that nothing had been signed, and that nothing would be " \
    "signed before the two parliaments had been told what the paper contains."

static const record *plain(void **state, const char *text)
{
    return reading_of(*state, ARTICLE_TEXT, text);
}

static const record *plain_at(void **state, const char *path, const char *text)
{
    article_hints hints = {.path = slice_of(path)};
    return reading_with(*state, &hints, slice_of(text));
}

static void a_press_text_gives_up_its_front_matter(void **state)
{
    const record *r =
        plain(state, "Two Harbours Agree on a Common Pilot Service\n\n"
                     "By Ada Thorne and Luis Ferro\n\n"
                     "The Coast Tribune\n\n"
                     "Published March 3, 1962\n\n"
                     "LISBON, March 2 \xE2\x80\x94 " PARAGRAPH_1 "\n\n" PARAGRAPH_2 "\n");
    expect_field(r, RECORD_NAME, "Two Harbours Agree on a Common Pilot Service");
    expect_bylines(r, "Ada Thorne; Luis Ferro");
    expect_field(r, RECORD_OUTLET, "The Coast Tribune");
    expect_field(r, RECORD_PLACE, "LISBON");
    expect_field(r, RECORD_KIND, "article");
    expect_field(r, RECORD_LANGUAGE, "en");
    expect_field(r, RECORD_FORMAT, "text");
    assert_int_equal(r->published, 19620303);
    expect_role(r, "LISBON, March 2", RECORD_DATELINE);
    expect_role(r, "The delegations met", RECORD_BODY);
    expect_role(r, "Published March", RECORD_META);
    expect_guess(r, "kind from its dateline");
    assert_int_equal(r->space, RECORD_SOURCE);
    assert_true(r->verbatim);
}

static void both_dates_are_read_and_the_standfirst_is_not_the_story(void **state)
{
    const record *r =
        plain(state, "River Treaty Sent Back to Both Governments for Changes\n\n"
                     "Engineers find that the gauges stand in the wrong places.\n\n"
                     "Originally posted on May 4, 1997, at 9:10 a.m.\n\n"
                     "Updated on May 6, 1997, at 8 p.m.\n\n" PARAGRAPH_1 "\n\n" PARAGRAPH_2);
    assert_int_equal(r->published, 19970504);
    assert_int_equal(r->updated, 19970506);
    expect_role(r, "Engineers find", RECORD_SUBTITLE);
    expect_role(r, "The delegations", RECORD_BODY);
}

static void furniture_around_a_headline_is_not_the_headline(void **state)
{
    const record *r =
        plain(state, "\xC3\x97\n\n**HOW\nTHE\nRIVER\nWAS LOST**\n\n\xC3\x97\n\n"
                     "Nora Lind for Example News\n\nTRENDING\n48,306 VIEWS\n\n"
                     "Engineers Walk Out of River Talks Over the Gauges\n\n"
                     "Posted on May 4, 1997\n\nAda Thorne\n\nExample News Reporter\n\n"
                     "GENEVA \xE2\x80\x94 " PARAGRAPH_1 "\n");
    expect_field(r, RECORD_NAME, "Engineers Walk Out of River Talks Over the Gauges");
    expect_bylines(r, "Ada Thorne");
    expect_field(r, RECORD_OUTLET, "Example News");
    expect_dropped(r, "RIVER\n", RECORD_CAPTION);
    expect_dropped(r, "Nora Lind", RECORD_CAPTION);
    expect_dropped(r, "TRENDING", RECORD_SHARE);
    expect_dropped(r, "48,306", RECORD_SHARE);
}

static void a_sentence_broken_by_share_buttons_stays_on_both_sides(void **state)
{
    const record *r =
        plain(state, "Engineers Walk Out of River Talks Over the Gauges\n\n" PARAGRAPH_1
                     "\n\nBesides the gauges, the paper says that the\n\nShare\n\n1\n\n"
                     "Share\n\n/\n\nbridge would be shut to lorries at night.\n\n" PARAGRAPH_2);
    expect_role(r, "Besides the gauges", RECORD_BODY);
    expect_dropped(r, "Share\n\n1", RECORD_SHARE);
    expect_role(r, "bridge would be shut", RECORD_BODY);
}

static void a_byline_may_stand_right_below_the_headline(void **state)
{
    const record *r =
        plain(state, "Engineers Walk Out of River Talks Over the Gauges in the Lower Valley\n"
                     "By Ada Thorne\nTHE COAST TRIBUNE\nPublished May 4, 1997\n\n"
                     "LISBON \xE2\x80\x94 " PARAGRAPH_1 "\n");
    expect_field(r, RECORD_NAME,
                 "Engineers Walk Out of River Talks Over the Gauges in the Lower Valley");
    expect_bylines(r, "Ada Thorne");
    expect_field(r, RECORD_OUTLET, "The Coast Tribune");
    assert_int_equal(r->published, 19970504);
}

static void captions_repeated_headlines_and_sign_up_boxes_go(void **state)
{
    const record *r =
        plain(state, "Engineers Walk Out of River Talks\n\nPublished May 4, 1997\n\n"
                     "Engineers Walk Out of River Talks\n\n"
                     "The engineers leave the hall. / Photo: The Coast Tribune\n\n" PARAGRAPH_1
                     "\n\n" PARAGRAPH_2 "\n\nGet the morning briefing\n\n"
                     "Rivers in your inbox, five days a week.\n\nYour email address\n");
    assert_string_equal(text_of_role(r, RECORD_TITLE), "Engineers Walk Out of River Talks");
    assert_null(strstr(text_of_role(r, RECORD_BODY), "Engineers Walk Out"));
    expect_dropped(r, "The engineers leave", RECORD_CAPTION);
    expect_dropped(r, "Rivers in your inbox", RECORD_NEWSLETTER);
}

static void a_word_of_the_story_is_no_button(void **state)
{
    const record *r =
        plain(state, "Engineers Walk Out of River Talks Over the Gauges\n\n"
                     "The two sides would print the lists that each of them has to\n"
                     "share\nand send them to the other before the end of the month, or\n"
                     "save\nthem for the next meeting, which would be held in the spring.\n");
    expect_role(r, "share\nand", RECORD_BODY);
    expect_role(r, "save\nthem", RECORD_BODY);
}

static void what_follows_the_story_goes_but_a_correction_stays(void **state)
{
    const record *r = plain(
        state,
        "Engineers Walk Out of River Talks Over the Gauges\n\nBy Ada Thorne\n\n" PARAGRAPH_1
        "\n\n" PARAGRAPH_2 " \xE2\x97\x8F\n\nLuis Ferro contributed to this report.\n\n"
        "CORRECTION\n\nThe height of the gauge was given wrongly in an earlier version.\n\n"
        "Related stories\n\n- 1 A bridge is shut for repairs. >\n\n- 2 The old customs house. >\n\n"
        "Ada Thorne is a reporter for Example News. Contact Ada Thorne at a@example.org.\n\n"
        "Got a confidential tip? [Submit it here](#).\n\nYour email address\n\nSign up\n\n"
        "[Home](#)\n\n[Sitemap](#)\n\n\xC2\xA9 1997 Example News, Inc.\n");
    expect_bylines(r, "Ada Thorne; Luis Ferro");
    expect_role(r, "contributed to this report", RECORD_BYLINE);
    expect_role(r, "CORRECTION", RECORD_BODY);
    expect_role(r, "The height of the gauge", RECORD_BODY);
    expect_dropped(r, "Related stories", RECORD_RELATED);
    expect_dropped(r, "The old customs house. >", RECORD_RELATED);
    expect_dropped(r, "Ada Thorne is a reporter", RECORD_NEWSLETTER);
    expect_dropped(r, "Got a confidential tip", RECORD_NEWSLETTER);
    expect_dropped(r, "Sign up", RECORD_NEWSLETTER);
    expect_dropped(r, "Sitemap", RECORD_NAVIGATION);
    expect_dropped(r, "1997 Example News", RECORD_LEGAL);
    expect_field(r, RECORD_OUTLET, "Example News");
}

static void furniture_is_known_in_other_languages(void **state)
{
    static const struct {
        const char *line;
        record_reason reason;
    } rows[] = {
        {"Teilen", RECORD_SHARE},
        {"Partager sur", RECORD_SHARE},
        {"\xD0\x9F\xD0\xBE\xD0\xB4\xD0\xB5\xD0\xBB\xD0\xB8\xD1\x82\xD1\x8C\xD1\x81\xD1\x8F",
         RECORD_SHARE},
        {"Anzeige", RECORD_ADVERT},
        {"Publicit\xC3\xA9", RECORD_ADVERT},
        {"Lea tambi\xC3\xA9n: otra cosa", RECORD_RELATED},
        {"Foto: Nora Lind", RECORD_CAPTION},
        {"Advertisement", RECORD_ADVERT},
        {"Read more: A bridge is shut", RECORD_RELATED},
        {"Photo by Nora Lind", RECORD_CAPTION},
        {"12 comments", RECORD_COMMENTS},
        {"Sign up for our weekly letter", RECORD_NEWSLETTER},
        {"Nora Lind / Reuters", RECORD_CAPTION},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[2048];
        snprintf(text, sizeof text, "A Headline of Five Words\n\n%s\n\n%s\n\n%s\n", PARAGRAPH_1,
                 rows[i].line, PARAGRAPH_2);
        expect_dropped(plain(state, text), rows[i].line, rows[i].reason);
    }
}

static void short_paragraphs_of_a_story_stay(void **state)
{
    static const char *const lines[] = {
        "He would not say more.",
        "\xE2\x80\x9CNo,\xE2\x80\x9D she said.",
        "Close to the bridge, the road was open.",
        "More than forty people came.",
        "Search parties went out at dawn.",
        "Next came the question of the gauges.",
        "(c) 140 kilometres for the longest pipes.",
        "Share prices fell in Lisbon.",
        "Views differ on that.",
        "Not printed.",
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        char text[2048];
        snprintf(text, sizeof text, "A Headline of Five Words\n\n%s\n\n%s\n\n%s\n\n%s\n",
                 PARAGRAPH_1, lines[i], PARAGRAPH_2, lines[i]);
        const record *r = plain(state, text);
        expect_role(r, lines[i], RECORD_BODY);
        assert_true(r->n_segments <= 2);
    }
}

static void a_document_without_a_headline_is_named_by_its_first_sentence(void **state)
{
    const record *r =
        plain(state, "138.\tBefore I speak of the gauges, I must thank the mayor. " PARAGRAPH_1
                     "\n139.\t" PARAGRAPH_2 "\n");
    expect_field(r, RECORD_NAME, "Before I speak of the gauges, I must thank the mayor.");
    expect_guess(r, "title from the first line");
    r = plain(state, PARAGRAPH_1 "\n\n" PARAGRAPH_2);
    expect_field(r, RECORD_NAME,
                 "The delegations met for three hours in the old customs house and agreed "
                 "to meet again in the spring\xE2\x80\xA6");
}

static void an_edited_document_gives_title_place_and_date(void **state)
{
    const record *r =
        plain(state, "134. Telegram From the Legation in Lisbon to the Ministry of\n"
                     "Rivers and Bridges\n"
                     "Source: Ministry Archives, Box 12,\nFolder 3. Secret.\n"
                     "Lisbon, August 26,\n1971.\nSUBJECT\nThe gauges\n" PARAGRAPH_1 "\n");
    expect_field(r, RECORD_NAME,
                 "Telegram From the Legation in Lisbon to the Ministry of Rivers and Bridges");
    expect_field(r, RECORD_PLACE, "Lisbon");
    expect_field(r, RECORD_KIND, "cable");
    assert_int_equal(r->published, 19710826);
    expect_role(r, "Source:", RECORD_BODY);
    expect_role(r, "Lisbon, August 26", RECORD_DATELINE);
    r = plain(state, "10. Memorandum From the Engineer to the Mayor\nSource: Archives.\n"
                     "Lisbon, March 19, 1958\n.\n" PARAGRAPH_1 "\n");
    expect_field(r, RECORD_KIND, "document");
    assert_int_equal(r->published, 19580319);
}

static void a_speech_is_known_by_whom_it_addresses(void **state)
{
    const record *r =
        plain(state, "Mr. President, on behalf of my delegation I congratulate you on your "
                     "election. My Government, as you know, has long held that rivers join. "
                     "I should like to speak of three of them.\n\n" PARAGRAPH_1);
    expect_field(r, RECORD_KIND, "speech");
}

static void a_date_in_the_path_is_a_hint_and_says_so(void **state)
{
    static const struct {
        const char *path;
        date published;
        const char *guess;
    } rows[] = {
        {"senate/Doe/11Apr2007doe174.txt", 20070411, "date from the file name"},
        {"news/2007-04-11-gauges.txt", 20070411, "date from the file name"},
        {"news/20070411_gauges.txt", 20070411, "date from the file name"},
        {"news/2007/04/11/gauges.txt", 20070411, "date from the file name"},
        {"AFG_13_1958.txt", 19580000, "year from the file name"},
        {"1958-to-1961.txt", 0, NULL},
        {"d1958.txt", 0, NULL},
        {"report-29991231.txt", 0, NULL},
        {"20071340.txt", 0, NULL},
        {"notes.txt", 0, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const record *r = plain_at(state, rows[i].path, PARAGRAPH_1 "\n\n" PARAGRAPH_2);
        if (r->published != rows[i].published)
            fail_msg("%s: %u", rows[i].path, r->published);
        if (rows[i].guess)
            expect_guess(r, rows[i].guess);
    }
    const record *r = plain_at(state, "11Apr2007.txt", "Published May 4, 1997\n\n" PARAGRAPH_1);
    assert_int_equal(r->published, 19970504);
}

static void a_date_far_ahead_is_refused(void **state)
{
    const record *r =
        plain(state, "A Headline of Five Words\n\nPublished May 4, 2987\n\n" PARAGRAPH_1);
    assert_int_equal(r->published, 0);
    article_hints hints = {.published = 29870504};
    r = reading_with(*state, &hints, SLICE(PARAGRAPH_1));
    assert_int_equal(r->published, 0);
    expect_guess(r, "a date in the future passed over");
}

static void what_the_container_says_wins(void **state)
{
    article_hints hints = {.title = SLICE("The Paper's Own Title"),
                           .author = SLICE("Ferro, Luis"),
                           .outlet = SLICE("Example News"),
                           .id = SLICE("doc-7"),
                           .url = SLICE("https://example.org/7"),
                           .language = SLICE("en-GB"),
                           .kind = SLICE("proposal"),
                           .published = 19990102};
    const record *r =
        reading_with(*state, &hints,
                     SLICE("A Headline of Five Words\n\nBy Ada Thorne\n\nPublished May 4, 1997\n\n"
                           "LISBON \xE2\x80\x94 " PARAGRAPH_1));
    expect_field(r, RECORD_NAME, "The Paper's Own Title");
    expect_bylines(r, "Luis Ferro");
    expect_field(r, RECORD_OUTLET, "Example News");
    expect_field(r, RECORD_ID, "doc-7");
    expect_field(r, RECORD_URL, "https://example.org/7");
    expect_field(r, RECORD_LANGUAGE, "en");
    expect_field(r, RECORD_KIND, "proposal");
    assert_int_equal(r->published, 19990102);
}

static void bytes_that_are_no_text_are_refused_with_a_reason(void **state)
{
    reading *rd = *state;
    static const struct {
        slice bytes;
        const char *reason;
    } rows[] = {
        {{"", 0}, "no text"},
        {{" \n\t\r\n \n", 7}, "no text"},
        {{"%PDF-1.4 \n1 0 obj", 17}, "binary data"},
        {{"PK\3\4abcdefgh", 12}, "binary data"},
        {{"abc\0\0\0\0def\0ghi", 14}, "binary data"},
        {{"\1\2\3\4\5abcdefghij\6\7", 17}, "binary data"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (int format = 0; format < ARTICLE_FORMATS; format++) {
            dossier_status status = reading_try(rd, (article_format)format, rows[i].bytes);
            assert_int_equal(status, DOSSIER_BAD_DOCUMENT);
            assert_string_equal(rd->reason, rows[i].reason);
        }
    }
}

static void a_link_s_target_is_no_word_of_the_story(void **state)
{
    const record *r = plain(state, "A Headline of Five Words\n\nThe engineers met in "
                                   "[Lisbon](https://example.org/a_(b)) and agreed. " PARAGRAPH_1);
    expect_role(r, "[Lisbon", RECORD_BODY);
    expect_dropped(r, "](https", RECORD_MARKUP);
    expect_dropped(r, "(b)", RECORD_MARKUP);
    expect_role(r, " and agreed", RECORD_BODY);
}

static slice read_sample(const char *path, char *data, size_t size)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return (slice){0};
    size_t len = fread(data, 1, size, file);
    fclose(file);
    return (slice){data, len};
}

static void the_article_that_started_it_all_is_read_whole(void **state)
{
    static char data[1 << 16];
    const char *folder = getenv("DOSSIER_SAMPLES");
    char path[512];
    snprintf(path, sizeof path, "%s/seed/russia-reset-proposal.txt", folder ? folder : "samples");
    slice text = read_sample(path, data, sizeof data);
    if (text.len == 0) {
        print_message("skipped: set DOSSIER_SAMPLES to the folder that holds seed/\n");
        skip();
    }
    article_hints hints = {.path = SLICE("seed/russia-reset-proposal.txt")};
    const record *r = reading_with(*state, &hints, text);
    expect_field(r, RECORD_NAME, "Russia Sought A Broad Reset With Trump, Secret Document Shows");
    expect_field(r, RECORD_OUTLET, "BuzzFeed News");
    expect_field(r, RECORD_PLACE, "WASHINGTON");
    expect_field(r, RECORD_KIND, "article");
    expect_bylines(r, "John Hudson; Vera Bergengruen");
    assert_int_equal(r->published, 20170912);
    assert_int_equal(r->updated, 20170912);
    expect_dropped(r, "HOPED", RECORD_CAPTION);
    expect_dropped(r, "Alvaro Dominguez", RECORD_CAPTION);
    expect_dropped(r, "112,119", RECORD_SHARE);
    expect_dropped(r, "Share", RECORD_SHARE);
    expect_role(r, "A Russian proposal obtained", RECORD_SUBTITLE);
    expect_role(r, "In the third month", RECORD_BODY);
    expect_role(r, "US anger over Moscow", RECORD_BODY);
    expect_role(r, "risk-averse national security", RECORD_BODY);
    expect_role(r, "toe-to-toe", RECORD_BODY);
    expect_role(r, "was misspelled", RECORD_BODY);
    expect_dropped(r, "Other perspectives", RECORD_RELATED);
    expect_dropped(r, "Some people saw", RECORD_RELATED);
    expect_dropped(r, "Outside Your Bubble is", RECORD_NEWSLETTER);
    expect_dropped(r, "John Hudson is a Foreign", RECORD_NEWSLETTER);
    expect_dropped(r, "Sign up", RECORD_NEWSLETTER);
    expect_dropped(r, "Sitemap", RECORD_NAVIGATION);
    expect_dropped(r, "2017 BuzzFeed, Inc", RECORD_LEGAL);
    assert_true(strlen(text_of_role(r, RECORD_BODY)) > 10000);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, reading_set_up, reading_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_press_text_gives_up_its_front_matter),
        CASE(both_dates_are_read_and_the_standfirst_is_not_the_story),
        CASE(furniture_around_a_headline_is_not_the_headline),
        CASE(a_sentence_broken_by_share_buttons_stays_on_both_sides),
        CASE(a_byline_may_stand_right_below_the_headline),
        CASE(captions_repeated_headlines_and_sign_up_boxes_go),
        CASE(a_word_of_the_story_is_no_button),
        CASE(what_follows_the_story_goes_but_a_correction_stays),
        CASE(furniture_is_known_in_other_languages),
        CASE(short_paragraphs_of_a_story_stay),
        CASE(a_document_without_a_headline_is_named_by_its_first_sentence),
        CASE(an_edited_document_gives_title_place_and_date),
        CASE(a_speech_is_known_by_whom_it_addresses),
        CASE(a_date_in_the_path_is_a_hint_and_says_so),
        CASE(a_date_far_ahead_is_refused),
        CASE(what_the_container_says_wins),
        CASE(bytes_that_are_no_text_are_refused_with_a_reason),
        CASE(a_link_s_target_is_no_word_of_the_story),
        CASE(the_article_that_started_it_all_is_read_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
