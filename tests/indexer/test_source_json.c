/* SPDX-License-Identifier: GPL-2.0-or-later */
/* JSON in every layout, under every name, and broken in every way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "listing.h"
#include "tree.h"

static int set_up(void **state)
{
    tree *t = malloc(sizeof *t);
    tree_create(t);
    *state = t;
    return 0;
}

static int tear_down(void **state)
{
    tree_remove(*state);
    free(*state);
    return 0;
}

typedef struct row {
    const char *json, *expected;
} row;

static void check_rows(const tree *t, const char *name, const row *rows, size_t n, bool with_hints)
{
    for (size_t i = 0; i < n; i++) {
        tree_text(t, name, rows[i].json);
        if (with_hints)
            expect_hinted(tree_path(t, name), rows[i].expected);
        else
            expect_listing(tree_path(t, name), NULL, rows[i].expected);
    }
}

#define CHECK(state, name, rows, hints)                                                            \
    check_rows(state, name, rows, sizeof rows / sizeof rows[0], hints)

static void a_json_file_is_cut_into_its_documents(void **state)
{
    static const row rows[] = {
        {"{\"text\":\"one\"}", "|one\n"},
        {"  {\"id\":7,\"text\":\"one\"}\n\n", "|one\n"},
        {"\xEF\xBB\xBF{\"text\":\"one\"}", "|one\n"},
        {"[{\"text\":\"one\"},{\"id\":\"b\",\"text\":\"two\"}]", "1|one\nb|two\n"},
        {"[\n {\"text\":\"one, [1] {2} \\\"3\\\"\"} ,\n{\"text\":\"two\"}\n]\n",
         "1|one, [1] {2} \"3\"\n2|two\n"},
        {"[]", ""},
        {"{\"articles\":[{\"text\":\"one\"},{\"text\":\"two\"}]}", "1|one\n2|two\n"},
        {"{\"status\":\"ok\",\"data\":[{\"id\":5,\"body\":\"one\"}]}", "5|one\n"},
        {"{\"items\":[{\"body\":\"one\"}],\"title\":\"Feed\"}", "1|one\n"},
        {"{\"response\":{\"docs\":[{\"_id\":\"x\",\"lead_paragraph\":\"one\"}]}}", "x|one\n"},
        {"{\"hits\":{\"hits\":[{\"_id\":\"e1\",\"_source\":{\"text\":\"one\"}}]}}", "e1|one\n"},
        {"{\"@graph\":[{\"articleBody\":\"one\"}]}", "1|one\n"},
        {"{\"text\":\"one\",\"items\":[{\"text\":\"two\"}]}", "|one\n"},
        {"{\"text\":\"one\"}\n{\"text\":\"two\"}\n", "L1|one\nL2|two\n"},
        {"{\n\"text\":\"one\"}\n{\n\"text\":\"two\"}\n", "1|one\n2|two\n"},
        {"{\"text\":\"one\"}{\"text\":\"two\"}", "1|one\n2|two\n"},
        {"", "!the file is empty\n"},
        {" \n ", "!the file is empty\n"},
        {"[1,2]", "1!line 1: a number, not an object with named fields\n"
                  "2!line 1: a number, not an object with named fields\n"},
        {"\"text\"", "!line 1: a string, not an object with named fields\n"},
    };
    CHECK(*state, "a.json", rows, false);
}

static void a_json_lines_file_gives_a_document_a_line(void **state)
{
    static const row rows[] = {
        {"{\"text\":\"one\"}\n{\"text\":\"two\"}", "L1|one\nL2|two\n"},
        {"\n\n{\"text\":\"one\"}\r\n\r\n{\"id\":\"x\",\"text\":\"two\"}\r\n", "L3|one\nx|two\n"},
        {"{\"text\":\"one\"}\n{\"text\":\"two\"\n{\"text\":\"three\"}",
         "L1|one\nL2!line 2: '}' expected near end of file\nL3|three\n"},
        {"{\"text\":\"on\n{\"text\":\"two\"}\n",
         "L1!line 1: premature end of input near '\"on'\nL2|two\n"},
        {"{\"text\":\"one\"}\nnonsense\n{\"text\":\"three\"}",
         "L1|one\nL2!line 2: invalid token near 'nonsense'\nL3|three\n"},
        {"{\"text\":\"one\"}\n{\"url\":\"http://a\"}\n",
         "L1|one\nL2!line 2: no text in it, under no name such as text, body or content\n"},
        {"{\"id\":\"a\",\"text\":\"1\"}\n{\"id\":\"a\",\"text\":\"2\"}\n{\"id\":\"a\",\"text\":"
         "\"3\"}"
         "\n{\"id\":\"a#2\",\"text\":\"4\"}\n",
         "a|1\na#2|2\na#3|3\na#2#2|4\n"},
        {"{\n \"text\": \"one\"\n}\n{\n \"text\": \"two\"\n}\n", "1|one\n2|two\n"},
        {"[{\"text\":\"one\"},\n{\"text\":\"two\"}]", "1|one\n2|two\n"},
        {"{\"articles\":[{\"text\":\"one\"},{\"text\":\"two\"}]}\n{\"text\":\"three\"}\n",
         "L1.1|one\nL1.2|two\nL2|three\n"},
    };
    CHECK(*state, "a.jsonl", rows, false);
    CHECK(*state, "a.ndjson", rows, false);
}

static void the_usual_names_of_fields_are_known(void **state)
{
    static const row rows[] = {
        {"{\"title\":\"T\",\"text\":\"B\"}", "|B|title=T\n"},
        {"{\"headline\":\"T\",\"articleBody\":\"B\",\"datePublished\":\"2017-09-12T10:00:00Z\","
         "\"dateModified\":\"2017-09-13\",\"author\":[{\"@type\":\"Person\",\"name\":\"A\"},"
         "{\"name\":\"C\"}],\"publisher\":{\"name\":\"Wire\"},\"@type\":\"NewsArticle\"}",
         "|B|title=T|author=A; C|outlet=Wire|kind=article|published=20170912|updated=20170913\n"},
        {"{\"source\":{\"id\":null,\"name\":\"Wire\"},\"author\":\"A and B\",\"title\":\"T\","
         "\"description\":\"D\",\"url\":\"http://a/b\",\"publishedAt\":\"2017-09-12\","
         "\"content\":\"B\"}",
         "|B|title=T|author=A and B|outlet=Wire|url=http://a/b|published=20170912\n"},
        {"{\"headline\":{\"main\":\"T\"},\"web_url\":\"http://a\",\"abstract\":\"D\","
         "\"byline\":{\"original\":\"By A\"},\"pub_date\":\"2017-09-12T00:00:00+0000\","
         "\"_id\":\"nyt://1\"}",
         "|D|title=T|author=By A|url=http://a|id=nyt://1|published=20170912\n"},
        {"{\"id\":5,\"title\":{\"rendered\":\"Putin&#8217;s <i>offer</i>\"},"
         "\"content\":{\"rendered\":\"<p>B</p>\"},\"link\":\"http://a\",\"modified\":"
         "\"2017-10-01T00:00:00\"}",
         "|<p>B</p>|html|title=Putin\xE2\x80\x99s offer|url=http://a|id=5|updated=20171001\n"},
        {"{\"webTitle\":\"T\",\"webUrl\":\"http://a\",\"webPublicationDate\":\"2017-09-12\","
         "\"fields\":{\"bodyText\":\"B\",\"byline\":\"A\"}}",
         "|B|title=T|author=A|url=http://a|published=20170912\n"},
        {"{\"maintext\":\"B\",\"title_page\":null,\"authors\":[\"A\",\"C\"],\"date_publish\":"
         "\"2017-09-12 10:00:00\",\"date_modify\":null,\"language\":\"en\",\"source_domain\":"
         "\"wire.example\"}",
         "|B|author=A; C|outlet=wire.example|language=en|published=20170912\n"},
        {"{\"subject\":\"T\",\"body\":[\"P1\",\"P2\"],\"type\":\"cable\",\"lang\":\"English\"}",
         "|P1\n\nP2|title=T|kind=cable|language=en\n"},
        {"{\"paragraphs\":[{\"text\":\"P1\"},{\"text\":\"P2\"}],\"section\":\"Sport\"}",
         "|P1\n\nP2\n"},
        {"{\"text\":\"\",\"body\":\"  \",\"content\":\"B\",\"title\":null}", "|B\n"},
        {"{\"text\":\"B\",\"author\":{\"first_name\":\"Ann\",\"last_name\":\"Lee\"}}",
         "|B|author=Ann Lee\n"},
        {"{\"type\":\"articles\",\"id\":\"1\",\"attributes\":{\"title\":\"T\",\"body\":\"B\"}}",
         "|B|title=T|id=1\n"},
        {"{\"title\":\"T\"}", "|T|title=T\n"},
        {"{\"body_html\":\"<p>B\",\"title\":\"T\"}", "|<p>B|html|title=T\n"},
        {"{\"text\":\"AT&amp;T &lt;b&gt;\",\"lang\":\"en-GB\"}", "|AT&T <b>|language=en\n"},
        {"{\"text\":\"a < b and c > d\",\"language\":\"Klingon\"}", "|a < b and c > d\n"},
        {"{\"text\":\"B\",\"url\":[\"http://a\",\"http://b\"],\"language\":[\"rus\"]}",
         "|B|url=http://a|language=ru\n"},
        {"{\"article\":{\"title\":\"T\",\"text\":\"B\"},\"id\":\"1\"}", "|B|title=T|id=1\n"},
        {"{\"text\":\"B\",\"_id\":{\"$oid\":\"5f\"},\"date\":{\"$date\":\"2017-09-12T00:00:00Z\"}}",
         "|B|id=5f|published=20170912\n"},
        {"{\"text\":\"B\",\"kind\":\"Press Release\"}", "|B|kind=release\n"},
    };
    CHECK(*state, "a.json", rows, true);
}

static void dates_come_in_many_shapes(void **state)
{
    static const char *const rows[][2] = {
        {"\"2017-09-12\"", "20170912"},
        {"\"2017-09-12T23:59:59+03:00\"", "20170912"},
        {"1505174400", "20170912"},
        {"\"1505174400\"", "20170912"},
        {"1505174400.25", "20170912"},
        {"1505174400000", "20170912"},
        {"1505174400000000", "20170912"},
        {"20170912", "20170912"},
        {"\"20170912\"", "20170912"},
        {"2017", "20170000"},
        {"\"2017\"", "20170000"},
        {"\"2017-09\"", "20170900"},
        {"201709", "20170900"},
        {"-230000000", "19620917"},
        {"{\"$date\":{\"$numberLong\":\"1505174400000\"}}", "20170912"},
        {"[\"2017-09-12\"]", "20170912"},
        {"\"\"", ""},
        {"\"soon\"", ""},
        {"0", ""},
        {"-1", ""},
        {"12", ""},
        {"99999999999999999999999999", ""},
        {"1e300", ""},
        {"-9223372036854775808", ""},
        {"9223372036854775807", ""},
        {"true", ""},
        {"null", ""},
        {"{}", ""},
        {"[[[[[[[[[1]]]]]]]]]", ""},
    };
    const tree *t = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char json[256], expected[64];
        snprintf(json, sizeof json, "{\"text\":\"B\",\"date\":%s}", rows[i][0]);
        snprintf(expected, sizeof expected, "|B%s%s\n", rows[i][1][0] ? "|published=" : "",
                 rows[i][1]);
        tree_text(t, "d.json", json);
        expect_hinted(tree_path(t, "d.json"), expected);
    }
}

static void what_programs_write_that_is_no_json_is_mended(void **state)
{
    static const row rows[] = {
        {"{\"text\":\"a\tb\",\"author\":NaN,\"x\":-Infinity,\"y\":[Infinity]}\n", "L1|a\tb\n"},
        {"{\"text\":\"half \\ud83d of it, \\udc00\"}\n",
         "L1|half \xEF\xBF\xBD of it, \xEF\xBF\xBD\n"},
        {"{\"text\":\"\\ud83d\\ude00\",\"author\":NaN}\n", "L1|\xF0\x9F\x98\x80\n"},
        {"{\"text\":\"a \\\\ud83d NaN\",\"author\":NaN}\n", "L1|a \\ud83d NaN\n"},
        {"{\"text\":\"Le pr\xE9sident a d\xE9"
         "clar\xE9 que la R\xE9publique a re\xE7u la "
         "d\xE9l\xE9gation \xE0 Gen\xE8ve\"}\n",
         "L1|Le pr\xC3\xA9sident a d\xC3\xA9"
         "clar\xC3\xA9 que la R\xC3\xA9publique a re\xC3\xA7u la "
         "d\xC3\xA9l\xC3\xA9gation \xC3\xA0 Gen\xC3\xA8ve\n"},
        {"{\"text\":\"one\",\"n\":123456789012345678901234567890}\n", "L1|one\n"},
    };
    CHECK(*state, "a.jsonl", rows, false);
}

static void broken_json_costs_its_record_and_no_other(void **state)
{
    static const row rows[] = {
        {"{\"text\":\"one\"", "!the JSON ends early\n"},
        {"{\"text\":one}", "!line 1: invalid token near 'one'\n"},
        {"{\n\"text\":\n}", "!line 3: unexpected token near '}'\n"},
        {"[{\"text\":\"one\"},{\"text\":},{\"text\":\"three\"}]",
         "1|one\n2!line 1: unexpected token near '}'\n3|three\n"},
        {"[{\"text\":\"one\"} {\"text\":\"two\"}]",
         "1|one\n!',' or ']' expected in the JSON, at line 1; the rest after document 1 is lost\n"},
        {"[{\"text\":\"one\"},\n{\"text\":\"tw",
         "1|one\n!the JSON ends early, at line 2; the rest after document 1 is lost\n"},
        {"[{\"text\":\"one\"}",
         "1|one\n!the JSON ends early, at line 1; the rest after document 1 is lost\n"},
        {"[{\"text\":\"one\"}]]",
         "1|one\n!not JSON at this place, at line 1; the rest after document 1 is lost\n"},
        {"[", "!the JSON ends early\n"},
        {"]", "!not JSON at this place\n"},
        {"[,]", "!',' or ']' expected in the JSON\n"},
    };
    CHECK(*state, "a.json", rows, false);
}

static void a_line_over_the_limit_costs_itself(void **state)
{
    const tree *t = *state;
    const source_limits small = {.document_bytes = 100};
    buf json = BUF_INIT(1 << 24);
    buf_append_slice(&json, SLICE("{\"text\":\"one\"}\n{\"text\":\""));
    for (int i = 0; i < 1000000; i++)
        buf_push(&json, 'x');
    buf_append_slice(&json, SLICE("\"}\n{\"text\":\"three\"}\n"));
    tree_write(t, "a.jsonl", buf_slice(&json));
    expect_listing(tree_path(t, "a.jsonl"), &small,
                   "L1|one\nL2!line 2: larger than the limit of 100 bytes\nL3|three\n");
    tree_gzip(t, "a.jsonl.gz", buf_slice(&json));
    expect_listing(tree_path(t, "a.jsonl.gz"), &small,
                   "L1|one\nL2!line 2: larger than the limit of 100 bytes\nL3|three\n");
    buf_free(&json);
}

static void an_item_over_the_limit_costs_itself(void **state)
{
    const tree *t = *state;
    const source_limits small = {.document_bytes = 100};
    buf json = BUF_INIT(1 << 24);
    buf_append_slice(&json, SLICE("[{\"text\":\"one\"},\n{\"text\":\""));
    for (int i = 0; i < 300000; i++)
        buf_append_slice(&json, SLICE("]}\\\""));
    buf_append_slice(&json, SLICE("\"},\n{\"text\":\"three\"}]\n"));
    tree_write(t, "a.json", buf_slice(&json));
    expect_listing(tree_path(t, "a.json"), &small,
                   "1|one\n2!line 2: larger than the limit of 100 bytes\n3|three\n");
    buf_free(&json);
}

static void a_record_of_nothing_but_brackets_is_refused(void **state)
{
    const tree *t = *state;
    buf json = BUF_INIT(1 << 24);
    buf_append_slice(&json, SLICE("{\"text\":[0"));
    for (int i = 0; i < 2500000; i++)
        buf_append_slice(&json, SLICE(",[]"));
    buf_append_slice(&json, SLICE("]}\n{\"text\":\"two\"}\n"));
    tree_write(t, "a.jsonl", buf_slice(&json));
    expect_listing(tree_path(t, "a.jsonl"), NULL,
                   "L1!line 1: too many values in one record\nL2|two\n");
    buf_clear(&json);
    for (int i = 0; i < 100000; i++)
        buf_push(&json, '[');
    tree_write(t, "deep.json", buf_slice(&json));
    expect_listing(tree_path(t, "deep.json"), NULL, "!the JSON ends early\n");
    for (int i = 0; i < 100000; i++)
        buf_push(&json, ']');
    tree_write(t, "deep.json", buf_slice(&json));
    expect_listing(tree_path(t, "deep.json"), NULL, "1!line 1: nested too deeply\n");
    buf_free(&json);
}

static void a_file_that_is_no_json_lines_at_all_is_given_up_on(void **state)
{
    const tree *t = *state;
    buf text = BUF_INIT(1 << 24);
    for (int i = 0; i < 100000; i++)
        buf_append_slice(&text, SLICE("this is no JSON\n"));
    tree_write(t, "a.jsonl", buf_slice(&text));
    listing l = listing_of(tree_path(t, "a.jsonl"), NULL, false);
    assert_int_equal(l.failures, 1001);
    buf_free(&l.lines);
    buf_free(&text);
}

static void broken_gzip_keeps_the_records_before_the_break(void **state)
{
    const tree *t = *state;
    tree_gzip(t, "whole.gz", SLICE("{\"text\":\"one\"}\n{\"text\":\"two\"}\n"));
    FILE *file = fopen(tree_path(t, "whole.gz"), "rb");
    char bytes[256];
    size_t len = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    tree_write(t, "cut.jsonl.gz", (slice){bytes, len - 3});
    expect_listing(tree_path(t, "cut.jsonl.gz"), NULL,
                   "L1|one\nL2|two\n!the gzip data ends early, at line 3; the rest after document "
                   "2 is lost\n");
}

static void utf16_with_its_mark_is_read(void **state)
{
    static const char lines[] = "{\"text\":\"one\"}\n{\"id\":\"b\",\"text\":\"two\"}\n";
    const tree *t = *state;
    for (int big = 0; big < 2; big++) {
        buf wide = BUF_INIT(1 << 16);
        buf_append_slice(&wide, big ? SLICE("\xFE\xFF") : SLICE("\xFF\xFE"));
        for (const char *c = lines; *c; c++) {
            const char pair[2] = {big ? '\0' : *c, big ? *c : '\0'};
            buf_append(&wide, pair, 2);
        }
        tree_write(t, "a.jsonl", buf_slice(&wide));
        expect_listing(tree_path(t, "a.jsonl"), NULL, "L1|one\nb|two\n");
        expect_listing(tree_path(t, "a.jsonl"), &(source_limits){.document_bytes = 20},
                       "!larger than the limit of 20 bytes\n");
        buf_free(&wide);
    }
}

static void an_object_over_the_limit_says_what_to_do(void **state)
{
    const tree *t = *state;
    tree_text(t, "a.json", "{\n\"articles\":[{\"text\":\"one\"},{\"text\":\"two\"}]}");
    expect_listing(tree_path(t, "a.json"), &(source_limits){.document_bytes = 20},
                   "1!line 1: larger than the limit of 20 bytes; save it as JSON lines\n");
}

static void an_id_is_a_name_without_control_characters(void **state)
{
    const tree *t = *state;
    buf json = BUF_INIT(1 << 16);
    buf_append_slice(&json, SLICE("{\"id\":\"a\\nb\",\"text\":\"1\"}\n{\"id\":\""));
    for (int i = 0; i < 300; i++)
        buf_append_slice(&json, SLICE("\xC3\xA9"));
    buf_append_slice(&json, SLICE("x\",\"text\":\"2\"}\n"));
    tree_write(t, "a.jsonl", buf_slice(&json));
    listing l = listing_of(tree_path(t, "a.jsonl"), NULL, false);
    assert_true(slice_starts_with(buf_slice(&l.lines), SLICE("a_b|1\n\xC3\xA9")));
    assert_int_equal(l.lines.len, strlen("a_b|1\n|2\n") + 200);
    buf_free(&l.lines);
    buf_free(&json);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(a_json_file_is_cut_into_its_documents),
        T(a_json_lines_file_gives_a_document_a_line),
        T(the_usual_names_of_fields_are_known),
        T(dates_come_in_many_shapes),
        T(what_programs_write_that_is_no_json_is_mended),
        T(broken_json_costs_its_record_and_no_other),
        T(a_line_over_the_limit_costs_itself),
        T(an_item_over_the_limit_costs_itself),
        T(a_record_of_nothing_but_brackets_is_refused),
        T(a_file_that_is_no_json_lines_at_all_is_given_up_on),
        T(broken_gzip_keeps_the_records_before_the_break),
        T(utf16_with_its_mark_is_read),
        T(an_object_over_the_limit_says_what_to_do),
        T(an_id_is_a_name_without_control_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
