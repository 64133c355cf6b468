/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sample.h"

enum { ARGUMENTS_MOST = 16 };

/* One call of the sample, with what it printed. */
typedef struct run {
    cli_call call;
    sample_options options;
    cli_outcome outcome;
    char *argv[ARGUMENTS_MOST + 1];
    char *out, *err;
    size_t out_len, err_len;
} run;

static void start(run *r, const char *const *arguments)
{
    *r = (run){.outcome = CLI_MISTAKE};
    r->argv[r->call.argc++] = (char *)"cli-sample";
    for (; *arguments; arguments++)
        r->argv[r->call.argc++] = (char *)*arguments;
    r->call.argv = r->argv;
    r->call.out = open_memstream(&r->out, &r->out_len);
    r->call.err = open_memstream(&r->err, &r->err_len);
    r->outcome = cli_parse(&sample_program, &r->call, &r->options);
    fflush(r->call.out);
    fflush(r->call.err);
}

static void finish(run *r)
{
    cli_release(&sample_program, &r->options);
    fclose(r->call.out);
    fclose(r->call.err);
    free(r->out);
    free(r->err);
}

#define START(r, ...) start(r, (const char *const[]){__VA_ARGS__, NULL})

static void every_way_of_giving_a_value_is_read(void **state)
{
    (void)state;
    static const char *const ways[][3] = {
        {"--limit=25", NULL}, {"--limit", "25"}, {"-n25", NULL}, {"-n", "25"}, {"-qn25", NULL}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        run r;
        start(&r, ways[i]);
        assert_int_equal(r.outcome, CLI_PROCEED);
        assert_int_equal(r.options.limit, 25);
        assert_int_equal(r.call.operand_count, 0);
        finish(&r);
    }
}

static void each_kind_of_option_fills_its_member(void **state)
{
    (void)state;
    run r;
    START(&r, "-v", "--index=a dir", "--facet", "month", "--facet=country", "--memory=2M",
          "--timeout=5m", "--color=never", "--stemming", "--ignore", "-x", "word");
    assert_int_equal(r.outcome, CLI_PROCEED);
    assert_int_equal(r.options.format, SAMPLE_VIMGREP);
    assert_string_equal(r.options.index, "a dir");
    assert_int_equal(r.options.facets.count, 2);
    assert_string_equal(r.options.facets.values[1], "country");
    assert_int_equal(r.options.memory, 2 << 20);
    assert_int_equal(r.options.timeout, 300000);
    assert_int_equal(r.options.colour, 2);
    assert_true(r.options.stemming);
    assert_string_equal(r.options.ignore.values[0], "-x");
    assert_int_equal(r.call.operand_count, 1);
    finish(&r);
}

static void what_is_not_given_has_the_value_that_help_names(void **state)
{
    (void)state;
    run r;
    START(&r, "word");
    assert_int_equal(r.options.limit, 10);
    assert_int_equal(r.options.memory, 64 << 20);
    assert_int_equal(r.options.colour, 0);
    finish(&r);
}

static void an_optional_value_is_taken_only_after_an_equals_sign(void **state)
{
    (void)state;
    run r;
    START(&r, "--color", "never");
    assert_int_equal(r.outcome, CLI_PROCEED);
    assert_int_equal(r.options.colour, 1);
    assert_string_equal(r.call.operands[0], "never");
    finish(&r);
}

static void a_flag_can_be_taken_back(void **state)
{
    (void)state;
    run r;
    START(&r, "--stemming", "--no-stemming");
    assert_int_equal(r.outcome, CLI_PROCEED);
    assert_false(r.options.stemming);
    finish(&r);
}

static void operands_keep_their_order_between_options(void **state)
{
    (void)state;
    run r;
    START(&r, "one", "-q", "two", "--limit", "3", "-", "--", "--quiet");
    assert_int_equal(r.call.operand_count, 4);
    assert_string_equal(r.call.operands[0], "one");
    assert_string_equal(r.call.operands[1], "two");
    assert_string_equal(r.call.operands[2], "-");
    assert_string_equal(r.call.operands[3], "--quiet");
    assert_true(r.call.after_dashes);
    finish(&r);
}

static void a_word_to_leave_out_is_no_bundle_of_options(void **state)
{
    (void)state;
    run r;
    START(&r, "sanctions", "-iran", "-country:IR", "-vq", "-n5", "-q");
    assert_int_equal(r.outcome, CLI_PROCEED);
    assert_int_equal(r.call.operand_count, 4);
    assert_string_equal(r.call.operands[1], "-iran");
    assert_string_equal(r.call.operands[3], "-vq");
    assert_int_equal(r.options.limit, 5);
    assert_true(r.options.quiet);
    finish(&r);
}

static void a_whole_query_in_one_argument_may_begin_with_a_dash(void **state)
{
    (void)state;
    run r;
    START(&r, "-iran sanctions");
    assert_int_equal(r.outcome, CLI_PROCEED); /* -i takes a value: "ran sanctions" */
    assert_string_equal(r.options.index, "ran sanctions");
    finish(&r);
    START(&r, "-syria sanctions");
    assert_int_equal(r.outcome, CLI_PROCEED);
    assert_string_equal(r.call.operands[0], "-syria sanctions");
    finish(&r);
}

static void a_mistake_is_told_with_a_way_out(void **state)
{
    (void)state;
    static const struct {
        const char *arguments[3];
        const char *message;
        const char *hint;
    } rows[] = {
        {{"--limti=3"}, "there is no option --limti", "did you mean --limit?"},
        {{"--col"}, "there is no option --col", "did you mean --color?"},
        {{"--frobnicate"}, "there is no option --frobnicate", "cli-sample --help"},
        {{"-z"}, "there is no option -z", "cli-sample --help"},
        {{"-zebra"}, "there is no option -z", "behind --"},
        {{"--limit"}, "--limit needs a value: --limit N", ""},
        {{"-n"}, "-n needs a value: -n N", ""},
        {{"--limit=0"}, "--limit takes a number from 1 to 1000, not \"0\"", ""},
        {{"-n", "many"}, "-n takes a number from 1 to 1000, not \"many\"", ""},
        {{"--context=-1"}, "--context takes a number, not \"-1\"", ""},
        {{"--memory=lots"}, "--memory takes a size such as 300K or 2G, not \"lots\"", ""},
        {{"--memory=12"}, "--memory takes a size", ""},
        {{"--timeout=soon"}, "--timeout takes a time", ""},
        {{"--quiet=yes"}, "--quiet takes no value", ""},
        {{"--no-quiet"}, "there is no option --no-quiet", ""},
        {{"--color=red"}, "--color doesn't know \"red\"", "one of: auto, always, never"},
        {{"--facet=moth"}, "--facet doesn't know \"moth\"", "did you mean month?"},
        {{"--generate=pdf"}, "--generate doesn't know \"pdf\"", "one of: man"},
        {{"--bad\033[2J"}, "there is no option --bad\\x1b[2J", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        run r;
        start(&r, rows[i].arguments);
        assert_int_equal(r.outcome, CLI_MISTAKE);
        assert_ptr_equal(strstr(r.err, "cli-sample: "), r.err);
        if (!strstr(r.err, rows[i].message) || !strstr(r.err, rows[i].hint))
            fail_msg("%s: %s", rows[i].arguments[0], r.err);
        assert_int_equal(r.out_len, 0);
        finish(&r);
    }
}

static void help_fits_the_terminal(void **state)
{
    (void)state;
    run r;
    setenv("COLUMNS", "50", 1);
    START(&r, "--help");
    unsetenv("COLUMNS");
    assert_int_equal(r.outcome, CLI_SHOWN);
    for (const char *line = r.out; *line; line += strcspn(line, "\n") + 1)
        assert_true(strcspn(line, "\n") <= 50);
    assert_non_null(strstr(r.out, "Usage: cli-sample [OPTIONS] WORD...\n"));
    assert_non_null(strstr(r.out, "Searching:\n"));
    assert_non_null(strstr(r.out, "--color[=WHEN]"));
    assert_null(strstr(r.out, "line-buffered"));
    finish(&r);
}

static void version_names_the_libraries(void **state)
{
    (void)state;
    run r;
    START(&r, "-V");
    assert_int_equal(r.outcome, CLI_SHOWN);
    assert_string_equal(r.out, "cli-sample 0.1.0\nlibxapian 1.4.22\n");
    finish(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_of_giving_a_value_is_read),
        cmocka_unit_test(each_kind_of_option_fills_its_member),
        cmocka_unit_test(what_is_not_given_has_the_value_that_help_names),
        cmocka_unit_test(an_optional_value_is_taken_only_after_an_equals_sign),
        cmocka_unit_test(a_flag_can_be_taken_back),
        cmocka_unit_test(operands_keep_their_order_between_options),
        cmocka_unit_test(a_word_to_leave_out_is_no_bundle_of_options),
        cmocka_unit_test(a_whole_query_in_one_argument_may_begin_with_a_dash),
        cmocka_unit_test(a_mistake_is_told_with_a_way_out),
        cmocka_unit_test(help_fits_the_terminal),
        cmocka_unit_test(version_names_the_libraries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
