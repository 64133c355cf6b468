/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/format.h"

#include "tests/test.h"

/* What a format writes for a run, as a string. */
typedef struct written {
    format_run run;
    char *text;
    size_t len;
} written;

static written start(format_id id)
{
    written w = {.text = NULL};
    w.run.format = format_table[id];
    return w;
}

static void open_stream(written *w)
{
    w->run.style.out = open_memstream(&w->text, &w->len);
    assert_non_null(w->run.style.out);
}

static const char *finish(written *w)
{
    assert_int_equal(fclose(w->run.style.out), 0);
    return w->text;
}

static const dossier_mark marks[] = {{4, 9}};
static const dossier_snippet snippet = {
    .text = {"The envoy left.", 15},
    .marks = marks,
    .n_marks = 1,
    .offset = 120,
    .line = 7,
    .column = 5,
    .section = {"II.3", 4},
};

static dossier_hit sample(const char *path, const char *title)
{
    return (dossier_hit){
        .rank = 1,
        .score = 2.5,
        .path = slice_of(path),
        .title = slice_of(title),
        .date = 20170900,
        .source = slice_of("Continental Wire"),
        .kind = slice_of("article"),
        .language = slice_of("en"),
        .source_lines = true,
        .snippets = &snippet,
        .n_snippets = 1,
    };
}

static void write_hit(written *w, dossier_hit hit)
{
    w->run.request.limit = 10;
    open_stream(w);
    format_begin(&w->run);
    format_hit(&w->run, &hit);
    format_end(&w->run);
    finish(w);
}

static void people_see_title_source_date_path_section_and_passage(void **state)
{
    (void)state;
    written w = start(FORMAT_TEXT);
    write_hit(&w, sample("a/b.txt", "Envoy Leaves"));
    assert_string_equal(w.text, " 1. Envoy Leaves\n"
                                "    Continental Wire, 2017-09 \u00b7 a/b.txt \u00b7 \u00a7II.3\n"
                                "    The envoy left.\n\n");
    free(w.text);
}

static void found_words_are_coloured_only_when_asked_for(void **state)
{
    (void)state;
    written w = start(FORMAT_TEXT);
    w.run.style.colour = true;
    write_hit(&w, sample("a", "t"));
    assert_non_null(strstr(w.text, "The \033[1;31menvoy\033[0m left."));
    free(w.text);
}

static void a_passage_is_broken_at_the_terminals_width(void **state)
{
    (void)state;
    written w = start(FORMAT_TEXT);
    w.run.style.columns = 14;
    write_hit(&w, sample("a", "t"));
    assert_non_null(strstr(w.text, "\n    The envoy\n    left.\n"));
    free(w.text);
}

static void the_count_of_matches_is_said_in_words(void **state)
{
    static const struct {
        format_summary summary;
        const char *text;
    } cases[] = {
        {{.matches = 48, .exact = true, .shown = 12}, "12 of 48 matches\n"},
        {{.matches = 48, .exact = false, .shown = 12}, "12 of about 48 matches\n"},
        {{.matches = 1, .exact = true, .shown = 1}, "1 match\n"},
        {{.matches = 3, .exact = true, .shown = 3}, "3 matches\n"},
        {{.matches = 0, .exact = true}, "no matches\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        written w = start(FORMAT_TEXT);
        open_stream(&w);
        format_summarize(&w.run, &cases[i].summary);
        assert_string_equal(finish(&w), cases[i].text);
        free(w.text);
    }
}

static void counting_alone_prints_the_bare_number(void **state)
{
    static const format_id ids[] = {FORMAT_TEXT, FORMAT_TSV, FORMAT_VIMGREP, FORMAT_PATHS};
    const format_summary summary = {.matches = 48, .exact = true};
    (void)state;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        written w = start(ids[i]);
        w.run.request.count_only = true;
        open_stream(&w);
        format_begin(&w.run);
        format_summarize(&w.run, &summary);
        format_end(&w.run);
        assert_string_equal(finish(&w), "48\n");
        free(w.text);
    }
}

static void a_title_can_not_drive_the_terminal(void **state)
{
    (void)state;
    written w = start(FORMAT_TEXT);
    write_hit(&w, sample("a\xff"
                         "b",
                         "\033]0;gone\a\u202e\xc2\x9b\n"));
    assert_null(strpbrk(w.text, "\033\a\xff"));
    assert_non_null(strstr(w.text, "\\x1b]0;gone\\x07\\u202e\\u009b\\x0a\n"));
    assert_non_null(strstr(w.text, "a\\xffb"));
    free(w.text);
}

static void tsv_escapes_what_would_break_a_row(void **state)
{
    (void)state;
    written w = start(FORMAT_TSV);
    write_hit(&w, sample("a\tb\\c\nd", "t\x01"));
    assert_string_equal(w.text, "1\t2.500000\t2017-09\tContinental Wire\tarticle\ten\t"
                                "a\\tb\\\\c\\nd\tt\\x01\t\tThe envoy left.\t\t\t\t\n");
    free(w.text);
}

static void vimgrep_gives_the_place_of_the_first_found_word(void **state)
{
    (void)state;
    written w = start(FORMAT_VIMGREP);
    write_hit(&w, sample("a/b.txt", "t"));
    assert_string_equal(w.text, "a/b.txt:7:5:The envoy left.\n");
    free(w.text);
}

static void vimgrep_puts_a_nul_behind_the_path_as_grep_does(void **state)
{
    (void)state;
    written w = start(FORMAT_VIMGREP);
    w.run.style.null = true;
    write_hit(&w, sample("a/b.txt", "t"));
    assert_memory_equal(w.text, "a/b.txt\0007:5:The", 15);
    free(w.text);
}

static void vimgrep_cuts_long_text_between_characters(void **state)
{
    (void)state;
    written w = start(FORMAT_VIMGREP);
    dossier_hit hit = sample("p", "a\u00e9\u00e9");
    hit.n_snippets = 0;
    w.run.style.max_columns = 4;
    write_hit(&w, hit);
    assert_string_equal(w.text, "p:1:1:a\u00e9\n");
    free(w.text);
}

static void a_path_with_a_newline_stays_one_row_of_vimgrep(void **state)
{
    (void)state;
    written w = start(FORMAT_VIMGREP);
    write_hit(&w, sample("a\nb\xff", "t"));
    assert_string_equal(w.text, "a\\x0ab\xff:7:5:The envoy left.\n");
    free(w.text);
}

static void paths_are_the_bytes_themselves(void **state)
{
    (void)state;
    written w = start(FORMAT_PATHS);
    w.run.style.null = true;
    write_hit(&w, sample("a\n\xff", "t"));
    assert_int_equal(w.len, 4);
    assert_memory_equal(w.text, "a\n\xff", 4);
    free(w.text);
}

static void paths_on_a_terminal_are_escaped(void **state)
{
    (void)state;
    written w = start(FORMAT_PATHS);
    w.run.style.terminal = true;
    write_hit(&w, sample("a\033[2J\xff", "t"));
    assert_string_equal(w.text, "a\\x1b[2J\\xff\n");
    free(w.text);
}

static void a_path_that_is_no_utf8_adds_its_bytes_in_base64(void **state)
{
    (void)state;
    written w = start(FORMAT_JSONL);
    write_hit(&w, sample("a\xff.txt", "t"));
    assert_non_null(strstr(w.text, "\"path\":\"a\xef\xbf\xbd"
                                   ".txt\",\"path_b64\":\"Yf8udHh0\""));
    free(w.text);
    w = start(FORMAT_JSONL);
    write_hit(&w, sample("a.txt", "t"));
    assert_null(strstr(w.text, "path_b64"));
    free(w.text);
}

static void json_strings_escape_quotes_controls_and_reading_directions(void **state)
{
    (void)state;
    written w = start(FORMAT_JSONL);
    open_stream(&w);
    w.run.json = EMITTER_INIT(w.run.style.out);
    emit_list(&w.run.json, NULL);
    emit_string(&w.run.json, NULL, "\"\\/\n\t\001\177\xc2\x85\u2028\u202e\u00e9\xc3");
    emit_close(&w.run.json);
    assert_string_equal(finish(&w), "[\"\\\"\\\\/\\n\\t\\u0001\\u007f\\u0085\\u2028\\u202e\u00e9"
                                    "\xef\xbf\xbd\"]");
    free(w.text);
}

static void base64_is_padded(void **state)
{
    static const char *const cases[][2] = {
        {"", "\"\""},        {"f", "\"Zg==\""},          {"fo", "\"Zm8=\""},
        {"foo", "\"Zm9v\""}, {"foobar", "\"Zm9vYmFy\""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        written w = start(FORMAT_JSONL);
        open_stream(&w);
        w.run.json = EMITTER_INIT(w.run.style.out);
        emit_base64(&w.run.json, NULL, slice_of(cases[i][0]));
        assert_string_equal(finish(&w), cases[i][1]);
        free(w.text);
    }
}

static void json_lines_begin_with_a_header_that_names_the_schema(void **state)
{
    (void)state;
    written w = start(FORMAT_JSONL);
    w.run.request.query = slice_of("test ban");
    write_hit(&w, sample("a", "t"));
    assert_true(slice_starts_with(slice_of(w.text), SLICE("{\"type\":\"header\",\"schema\":1,")));
    assert_non_null(
        strstr(w.text, "\"mode\":\"query\",\"query\":\"test ban\"}\n{\"type\":\"hit\""));
    assert_non_null(strstr(w.text, "\"marks\":[[4,9]],\"offset\":120,\"line\":7,\"column\":5,"
                                   "\"section\":\"II.3\"}],\"entities\":{"));
    free(w.text);
}

static void json_without_a_hit_still_has_the_list_of_hits(void **state)
{
    (void)state;
    const format_summary summary = {.exact = true};
    const dossier_warning warning = {"unknown-word", {"nothing", 7}, 0, 4};
    written w = start(FORMAT_JSON);
    open_stream(&w);
    format_begin(&w.run);
    format_warning(&w.run, &warning);
    format_summarize(&w.run, &summary);
    format_end(&w.run);
    finish(&w);
    assert_non_null(strstr(w.text, "\"warnings\":[{\"type\":\"warning\",\"code\":\"unknown-word\","
                                   "\"message\":\"nothing\",\"offset\":0,\"length\":4}],"
                                   "\"hits\":[],\"summary\":{\"type\":\"summary\""));
    assert_string_equal(w.text + w.len - 3, "}}\n");
    free(w.text);
}

static void every_format_takes_every_call(void **state)
{
    (void)state;
    const format_summary summary = {.matches = 1, .shown = 1};
    const dossier_facet_value value = {.value = {"x", 1}, .count = 3};
    const dossier_facet facet = {.name = "source", .values = &value, .n_values = 1, .n_more = 2};
    const dossier_warning warning = {"c", {"m", 1}, 0, 0};
    const dossier_field_info field = {"title", "h", "e", true};
    const dossier_measures measures = {2, 0.5, 0.25, 1};
    const dossier_profile profile = {.kind = "country", .id = {"IR", 2}, .name = {"Iran", 4}};
    const dossier_error error = {.status = DOSSIER_BAD_QUERY, .message = "m"};
    for (size_t i = 0; format_table[i]; i++) {
        written w = start((format_id)i);
        dossier_hit hit = sample("p", "t");
        open_stream(&w);
        format_begin(&w.run);
        format_explain(&w.run, (dossier_text){"why\n", 4});
        format_warning(&w.run, &warning);
        format_hit(&w.run, &hit);
        format_hit(&w.run, &hit);
        format_facet(&w.run, &facet);
        format_field(&w.run, &field);
        format_measures(&w.run, &measures);
        format_profile(&w.run, &profile);
        format_failure(&w.run, &error);
        format_summarize(&w.run, &summary);
        format_end(&w.run);
        finish(&w);
        assert_true(w.len > 0);
        assert_int_equal(w.run.hits, 2);
        assert_string_equal(format_table[i]->name, format_names[i]);
        free(w.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_see_title_source_date_path_section_and_passage),
        cmocka_unit_test(found_words_are_coloured_only_when_asked_for),
        cmocka_unit_test(a_passage_is_broken_at_the_terminals_width),
        cmocka_unit_test(the_count_of_matches_is_said_in_words),
        cmocka_unit_test(counting_alone_prints_the_bare_number),
        cmocka_unit_test(a_title_can_not_drive_the_terminal),
        cmocka_unit_test(tsv_escapes_what_would_break_a_row),
        cmocka_unit_test(vimgrep_gives_the_place_of_the_first_found_word),
        cmocka_unit_test(vimgrep_puts_a_nul_behind_the_path_as_grep_does),
        cmocka_unit_test(vimgrep_cuts_long_text_between_characters),
        cmocka_unit_test(a_path_with_a_newline_stays_one_row_of_vimgrep),
        cmocka_unit_test(paths_are_the_bytes_themselves),
        cmocka_unit_test(paths_on_a_terminal_are_escaped),
        cmocka_unit_test(a_path_that_is_no_utf8_adds_its_bytes_in_base64),
        cmocka_unit_test(json_strings_escape_quotes_controls_and_reading_directions),
        cmocka_unit_test(base64_is_padded),
        cmocka_unit_test(json_lines_begin_with_a_header_that_names_the_schema),
        cmocka_unit_test(json_without_a_hit_still_has_the_list_of_hits),
        cmocka_unit_test(every_format_takes_every_call),
    };
    return cmocka_run_group_tests_name("format", tests, NULL, NULL);
}
