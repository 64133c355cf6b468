/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/terminal.h"

static void text_from_outside_can_not_drive_the_terminal(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *shown;
        size_t columns;
    } rows[] = {
        {"plain words", "plain words", 11},
        {"Москва, Genève", "Москва, Genève", 14},
        {"北京", "北京", 4},
        {"e\xcc\x81t\xc3\xa9", "e\xcc\x81t\xc3\xa9", 3},
        {"\033]0;title\007", "\\x1b]0;title\\x07", 16},
        {"a\tb\nc\rd\x7f", "a\\x09b\\x0ac\\x0dd\\x7f", 20},
        {"\xc2\x9b"
         "31m",
         "\\u009b31m", 9},
        {"\xe2\x80\xae"
         "fdp.exe",
         "\\u202efdp.exe", 13},
        {"\xe2\x81\xa6isolate", "\\u2066isolate", 13},
        {"\xe2\x80\x8f\xd7\xa9", "\xe2\x80\x8f\xd7\xa9", 1},
        {"bad \xff byte", "bad \\xff byte", 13},
        {"cut \xe2\x82", "cut \\xe2\\x82", 12},
        {"overlong \xc0\xaf", "overlong \\xc0\\xaf", 17},
        {"surrogate \xed\xa0\x80", "surrogate \\xed\\xa0\\x80", 22},
        {"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80", 16},
        {"😀", "😀", 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *shown = NULL;
        size_t len = 0;
        FILE *out = open_memstream(&shown, &len);
        terminal_write(out, rows[i].text, strlen(rows[i].text), false);
        fclose(out);
        assert_string_equal(shown, rows[i].shown);
        assert_int_equal(terminal_width(rows[i].text, strlen(rows[i].text)), rows[i].columns);
        free(shown);
    }
}

static void lines_and_tabs_are_kept_on_request(void **state)
{
    (void)state;
    char *shown = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&shown, &len);
    terminal_write(out, "a\tb\n\r", 5, true);
    fclose(out);
    assert_string_equal(shown, "a\tb\n\\x0d");
    free(shown);
}

static void a_cut_never_splits_a_character(void **state)
{
    (void)state;
    static const char text[] = "a北é\033";
    static const size_t bytes_that_fit[] = {0, 1, 1, 4, 6, 6, 6, 6, 7, 7};
    for (size_t columns = 0; columns < sizeof bytes_that_fit / sizeof *bytes_that_fit; columns++)
        assert_int_equal(terminal_fit(text, strlen(text), columns), bytes_that_fit[columns]);
}

static void colour_obeys_the_option_before_the_variables(void **state)
{
    (void)state;
    FILE *file = tmpfile();
    static const struct {
        terminal_colour mode;
        const char *no_color, *force;
        bool colour;
    } rows[] = {
        {TERMINAL_COLOUR_AUTO, NULL, NULL, false}, {TERMINAL_COLOUR_AUTO, NULL, "1", true},
        {TERMINAL_COLOUR_AUTO, "1", "1", false},   {TERMINAL_COLOUR_AUTO, "", "1", true},
        {TERMINAL_COLOUR_AUTO, NULL, "0", false},  {TERMINAL_COLOUR_ALWAYS, "1", NULL, true},
        {TERMINAL_COLOUR_NEVER, NULL, "1", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsetenv("NO_COLOR");
        unsetenv("CLICOLOR_FORCE");
        if (rows[i].no_color)
            setenv("NO_COLOR", rows[i].no_color, 1);
        if (rows[i].force)
            setenv("CLICOLOR_FORCE", rows[i].force, 1);
        assert_int_equal(terminal_wants_colour(rows[i].mode, file), rows[i].colour);
    }
    fclose(file);
}

static void the_width_of_no_terminal_is_the_variable_or_eighty(void **state)
{
    (void)state;
    FILE *file = tmpfile();
    unsetenv("COLUMNS");
    assert_int_equal(terminal_columns(file), 80);
    setenv("COLUMNS", "132", 1);
    assert_int_equal(terminal_columns(file), 132);
    setenv("COLUMNS", "3", 1);
    assert_int_equal(terminal_columns(file), 20);
    setenv("COLUMNS", "wide", 1);
    assert_int_equal(terminal_columns(file), 80);
    fclose(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_from_outside_can_not_drive_the_terminal),
        cmocka_unit_test(lines_and_tabs_are_kept_on_request),
        cmocka_unit_test(a_cut_never_splits_a_character),
        cmocka_unit_test(colour_obeys_the_option_before_the_variables),
        cmocka_unit_test(the_width_of_no_terminal_is_the_variable_or_eighty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
