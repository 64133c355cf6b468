/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The small readers behind an article: bylines, datelines, dated lines, languages, tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/articles/byline.h"
#include "indexer/articles/dateline.h"
#include "indexer/articles/furniture.h"
#include "indexer/articles/html_tags_table.h"
#include "indexer/articles/language.h"
#include "indexer/articles/language_table.h"
#include "indexer/articles/outlet.h"
#include "indexer/articles/stamp.h"
#include "text/utf8.h"

static const article_hints no_hints;

static void expect_slice(slice got, const char *wanted, const char *row)
{
    if (!slice_equal(got, slice_of(wanted)))
        fail_msg("%s: \"%.*s\", not \"%s\"", row, (int)got.len, got.data ? got.data : "", wanted);
}

static void join_names(const page *p, buf *out)
{
    for (size_t i = 0; i < p->n_bylines; i++) {
        if (i > 0)
            buf_append(out, "; ", 2);
        buf_append_slice(out, p->byline[i]);
    }
}

static void a_byline_gives_persons_without_titles_and_roles(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        const char *names;
        const char *outlet;
    } rows[] = {
        {"By Ada Thorne", "Ada Thorne", ""},
        {"By Ada Thorne, Luis Ferro and Nora J. Lind", "Ada Thorne; Luis Ferro; Nora J. Lind", ""},
        {"By ADA THORNE", "Ada Thorne", ""},
        {"BY ADA THORNE AND LUIS FERRO", "Ada Thorne; Luis Ferro", ""},
        {"By Ada Thorne, Example News", "Ada Thorne", "Example News"},
        {"By Ada Thorne | Example News", "Ada Thorne", "Example News"},
        {"By Ada Thorne for Example News", "Ada Thorne", "Example News"},
        {"By Dr. Ada Thorne, Senior Correspondent", "Ada Thorne", ""},
        {"By Ada Thorne in Lisbon and Luis Ferro in Geneva", "Ada Thorne; Luis Ferro", ""},
        {"Reporting by Ada Thorne in Lisbon; Editing by Luis Ferro", "Ada Thorne", ""},
        {"By Reuters", "", "Reuters"},
        {"By Ludwig van der Berg", "Ludwig van der Berg", ""},
        {"By Khalid al-Masri & Ada Thorne", "Khalid al-Masri; Ada Thorne", ""},
        {"By Martin Luther King Jr.", "Martin Luther King Jr.", ""},
        {"Von Jürgen Groß", "Jürgen Groß", ""},
        {"Par Éloïse Dupré et Ada Thorne", "Éloïse Dupré; Ada Thorne", ""},
        {"Автор: Вера Осокорина", "Вера Осокорина", ""},
        {"By April the talks were over", "", ""},
        {"By Staff Writer", "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        page p = {0};
        phrase ph;
        slice outlet = {0};
        buf names = BUF_INIT(1024);
        page_clear(&p, &no_hints);
        phrase_read(&ph, slice_of(rows[i].line));
        byline_read(&p, &ph, byline_cue(&ph), &outlet);
        join_names(&p, &names);
        expect_slice(buf_slice(&names), rows[i].names, rows[i].line);
        expect_slice(outlet, rows[i].outlet, rows[i].line);
        buf_free(&names);
        page_free(&p);
    }
}

static void a_given_author_is_one_person_whichever_way_round(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Thorne, Ada", "Ada Thorne"},
        {"Ada Thorne; Luis Ferro", "Ada Thorne; Luis Ferro"},
        {"By Ada Thorne and Luis Ferro", "Ada Thorne; Luis Ferro"},
        {"thorne1962", "thorne1962"},
        {"Example News", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        page p = {0};
        buf names = BUF_INIT(1024);
        page_clear(&p, &no_hints);
        byline_read_given(&p, slice_of(rows[i][0]));
        join_names(&p, &names);
        expect_slice(buf_slice(&names), rows[i][1], rows[i][0]);
        buf_free(&names);
        page_free(&p);
    }
}

static void a_dateline_is_a_place_before_a_dash(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *place;
        const char *agency;
        const char *line;
    } rows[] = {
        {"MOSCOW, March 3 (Reuters) — The talks", "MOSCOW", "Reuters",
         "MOSCOW, March 3 (Reuters) —"},
        {"WASHINGTON — In the third month", "WASHINGTON", "", "WASHINGTON —"},
        {"GENEVA/PARIS (AP) - The talks", "GENEVA/PARIS", "AP", "GENEVA/PARIS (AP) -"},
        {"UNITED NATIONS, New York, Dec. 22 – The talks", "UNITED NATIONS", "", NULL},
        {"Washington, D.C. - The credit union", "Washington", "", NULL},
        {"(Washington, DC) – The senator", "Washington", "", NULL},
        {"SHARM EL-SHEIKH, November 20 — Nearly", "SHARM EL-SHEIKH", "", NULL},
        {"REYKJAVÍK, Oct. 12 -- The talks", "REYKJAVÍK", "", NULL},
        {"ХЕЛЬСИНКИ, 1 августа — Руководители", "ХЕЛЬСИНКИ", "", NULL},
        {"Lisbon (Reuters) - The talks", "Lisbon", "Reuters", NULL},
        {"NATO — the alliance — met", NULL, NULL, NULL},
        {"Putin — who had come late — spoke", NULL, NULL, NULL},
        {"The president - who had come late - spoke", NULL, NULL, NULL},
        {"The talks ended.", NULL, NULL, NULL},
        {"1961-1963", NULL, NULL, NULL},
        {"—", NULL, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        dateline line;
        bool found = dateline_read(slice_of(rows[i].text), &line);
        if (found != (rows[i].place != NULL))
            fail_msg("%s: %s", rows[i].text, found ? "is one" : "is none");
        if (!found)
            continue;
        expect_slice(line.place, rows[i].place, rows[i].text);
        expect_slice(line.agency, rows[i].agency, rows[i].text);
        if (rows[i].line)
            expect_slice((slice){rows[i].text, line.length}, rows[i].line, rows[i].text);
    }
}

static void dated_lines_say_which_date_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        bool found;
        date published, updated;
    } rows[] = {
        {"Published March 3, 1962", true, 19620303, 0},
        {"Originally posted on May 4, 1997, at 9:10 a.m.", true, 19970504, 0},
        {"Last updated: 4 May 1997", true, 0, 19970504},
        {"Published May 4, 1997 · Updated on May 6, 1997", true, 19970504, 19970506},
        {"Updated May 6, 1997. Published May 4, 1997", true, 19970504, 19970506},
        {"By Ada Thorne. Published May 4, 1997", true, 19970504, 0},
        {"Date: 2 March 2016", true, 20160302, 0},
        {"Updated 2 hours ago", true, 0, 0},
        {"Published by the ministry, the paper names forty bridges and May 4, 1997 as the day.",
         false, 0, 0},
        {"The list was published", false, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        phrase ph;
        stamp found;
        phrase_read(&ph, slice_of(rows[i].line));
        bool is = stamp_read_labels(&ph, &found);
        if (is != rows[i].found || found.published != rows[i].published ||
            found.updated != rows[i].updated)
            fail_msg("%s: %d %u %u", rows[i].line, is, found.published, found.updated);
    }
}

static void a_bare_date_may_have_a_place_and_a_time(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        date published;
        const char *place;
    } rows[] = {
        {"Saigon, January 24, 1958—11 a.m.", 19580124, "Saigon"},
        {"Washington, October 27, 1961, 8:33 p.m.", 19611027, "Washington"},
        {"Thursday, March 10, 2005", 20050310, ""},
        {"New York, March 10, 2005", 20050310, "New York"},
        {"On March 10, 2005, the two sides met and agreed on a list.", 0, ""},
        {"Circulated: 9 April 2016", 20160409, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        stamp found;
        bool is = stamp_read_bare(slice_of(rows[i].line), &found);
        if (is != (rows[i].published != 0) || found.published != rows[i].published)
            fail_msg("%s: %d %u", rows[i].line, is, found.published);
        expect_slice(found.place, rows[i].place, rows[i].line);
    }
}

static void a_language_is_known_by_script_or_small_words(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"The talks on the river are to go on in the spring, and the list of posts is with the "
         "engineers.",
         "en"},
        {"Die Gespräche über den Fluss werden im Frühjahr fortgesetzt, und die Liste ist bei den "
         "Ingenieuren.",
         "de"},
        {"Les pourparlers sur le fleuve vont reprendre au printemps, et la liste est chez les "
         "ingénieurs.",
         "fr"},
        {"Las conversaciones sobre el río van a seguir en la primavera, y la lista la tienen los "
         "ingenieros.",
         "es"},
        {"As conversas sobre o rio não vão parar na primavera, e a lista está com os engenheiros "
         "do porto.",
         "pt"},
        {"I colloqui sul fiume continuano in primavera, e la lista è con gli ingegneri della città "
         "nella sede.",
         "it"},
        {"De gesprekken over de rivier gaan in het voorjaar verder, en de lijst is bij de "
         "ingenieurs.",
         "nl"},
        {"Переговоры о реке будут продолжены весной, и список находится у инженеров, которые мы "
         "ждём.",
         "ru"},
        {"Переговори про річку триватимуть навесні, і список є в інженерів, які її вивчають.",
         "uk"},
        {"Οι συνομιλίες για τον ποταμό θα συνεχιστούν την άνοιξη", "el"},
        {"ستستمر المحادثات حول النهر في الربيع والقائمة عند المهندسين", "ar"},
        {"השיחות על הנהר יימשכו באביב והרשימה אצל המהנדסים", "he"},
        {"关于河流的会谈将在春天继续进行，名单在工程师手中。", "zh"},
        {"川についての話し合いは春に続けられ、名簿は技師が持っています。", "ja"},
        {"강에 대한 회담은 봄에 계속되며 명단은 기술자들에게 있다.", "ko"},
        {"Gauges 42", ""},
        {"Harbour envoys praise counter-piracy; O’Brien thanks U.S. crews aboard.", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        expect_slice(language_guess(slice_of(rows[i][0])), rows[i][1], rows[i][0]);
}

static void a_language_tag_is_two_letters(void **state)
{
    (void)state;
    static const char *const rows[][2] = {{"en-US", "en"},   {"DE", "de"},  {"pt_BR", "pt"},
                                          {"English", "en"}, {"rus", "ru"}, {"iw", "he"},
                                          {"x", ""},         {"", ""},      {"12", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char scratch[4];
        expect_slice(language_of_tag(slice_of(rows[i][0]), scratch), rows[i][1], rows[i][0]);
    }
}

static void the_tables_are_sorted_and_folded(void **state)
{
    (void)state;
    for (size_t i = 1; i < sizeof small_words / sizeof small_words[0]; i++) {
        if (strcmp(small_words[i - 1].word, small_words[i].word) >= 0)
            fail_msg("%s is out of order", small_words[i].word);
    }
    for (size_t i = 0; furniture_phrase(i); i++) {
        slice words = slice_of(furniture_phrase(i));
        buf folded = BUF_INIT(1024);
        utf8_fold(words.data, words.len, &folded);
        expect_slice(buf_slice(&folded), words.data, "folded");
        buf_free(&folded);
    }
    for (size_t i = 1; i < sizeof class_words / sizeof class_words[0]; i++)
        assert_true(strcmp(class_words[i - 1].word, class_words[i].word) < 0);
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        assert_string_equal(html_tag_find(tags[i].name)->name, tags[i].name);
    assert_int_equal(html_tag_find("marquee")->tag, TAG_OTHER);
}

static void a_class_is_read_word_by_word(void **state)
{
    (void)state;
    static const struct {
        const char *names;
        record_reason reason;
        bool body;
    } rows[] = {
        {"article-body", RECORD_KEPT, true},
        {"pageContent", RECORD_KEPT, true},
        {"entry-content clearfix", RECORD_KEPT, true},
        {"article content", RECORD_KEPT, false},
        {"related-articles", RECORD_RELATED, false},
        {"socialShareBar", RECORD_SHARE, false},
        {"header", RECORD_KEPT, false},
        {"download", RECORD_KEPT, false}, /* no "ad" in it */
        {"comment-list", RECORD_COMMENTS, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int weight = 0;
        record_reason reason = RECORD_KEPT;
        html_class_read(slice_of(rows[i].names), &weight, &reason);
        if (reason != rows[i].reason || html_class_is_body(slice_of(rows[i].names)) != rows[i].body)
            fail_msg("%s: %d", rows[i].names, (int)reason);
    }
}

static void a_copyright_line_names_its_owner(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"© 2017 Example News, Inc.", "Example News"},
        {"Copyright 1962 The Coast Tribune. All rights reserved.", "The Coast Tribune"},
        {"Copyright The Meridian Post", "The Meridian Post"},
        {"Advertise with us", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        expect_slice(outlet_of_copyright(slice_of(rows[i][0])), rows[i][1], rows[i][0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_byline_gives_persons_without_titles_and_roles),
        cmocka_unit_test(a_given_author_is_one_person_whichever_way_round),
        cmocka_unit_test(a_dateline_is_a_place_before_a_dash),
        cmocka_unit_test(dated_lines_say_which_date_it_is),
        cmocka_unit_test(a_bare_date_may_have_a_place_and_a_time),
        cmocka_unit_test(a_language_is_known_by_script_or_small_words),
        cmocka_unit_test(a_language_tag_is_two_letters),
        cmocka_unit_test(the_tables_are_sorted_and_folded),
        cmocka_unit_test(a_class_is_read_word_by_word),
        cmocka_unit_test(a_copyright_line_names_its_owner),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
