/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/progress.h"

static dossier_progress halfway(void)
{
    static const char path[] = "corpus/articles/1963-test-ban.txt";
    return (dossier_progress){.files_found = 38120,
                              .files_total = 38120,
                              .files_done = 1204,
                              .bytes_total = 200000000,
                              .bytes_done = 61000000,
                              .documents = 1204,
                              .current = {path, sizeof path - 1}};
}

static void the_line_says_how_far_and_how_long(void **state)
{
    (void)state;
    static const struct {
        size_t columns;
        const char *line;
    } rows[] = {
        {120, "1,204 of 38,120 files  6.1 MB/s  0:23 left  corpus/articles/1963-test-ban.txt"},
        {60, "1,204 of 38,120 files  6.1 MB/s  0:23 left  ...est-ban.txt"},
        {46, "1,204 of 38,120 files  6.1 MB/s  0:23 left  "},
        {10, "1,204 of 3"},
    };
    dossier_progress counts = halfway();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char line[512];
        progress_line(&counts, 10.0, rows[i].columns, line, sizeof line);
        assert_true(strlen(line) <= rows[i].columns);
        assert_memory_equal(line, rows[i].line, strlen(line) < 46 ? strlen(line) : 46);
    }
}

static void documents_are_told_where_they_are_not_files(void **state)
{
    (void)state;
    char line[512];
    dossier_progress counts = {.files_total = 1, .documents = 5000, .bytes_total = 1};
    progress_line(&counts, 0.5, 80, line, sizeof line);
    assert_string_equal(line, "0 of 1 file, 5,000 documents");
    counts = (dossier_progress){.files_found = 12};
    progress_line(&counts, 5, 80, line, sizeof line);
    assert_string_equal(line, "12 files");
}

static void a_hostile_path_is_shown_harmless(void **state)
{
    (void)state;
    char line[512];
    dossier_progress counts = {.files_found = 1, .current = {"a\033[2J\xff", 6}};
    progress_line(&counts, 0, 80, line, sizeof line);
    assert_string_equal(line, "1 file  a\\x1b[2J\\xff");
}

static double now;

static double test_clock(void)
{
    return now;
}

static void the_line_is_drawn_ten_times_a_second_at_most(void **state)
{
    (void)state;
    char *text = NULL;
    size_t len = 0;
    FILE *stream = open_memstream(&text, &len);
    dossier_progress counts = halfway();
    progress p = {.stream = stream, .active = true, .clock = test_clock, .started = -1};
    for (now = 100.0; now < 101.0; now += 0.001)
        progress_update(&p, &counts);
    progress_end(&p);
    fclose(stream);
    size_t drawn = 0;
    for (const char *c = text; (c = strstr(c, "\r\033[K")); c++)
        drawn++;
    assert_in_range(drawn, 8, 11); /* the last one erases */
    assert_string_equal(text + len - 4, "\r\033[K");
    free(text);
}

static void nothing_is_drawn_where_there_is_no_terminal(void **state)
{
    (void)state;
    FILE *file = tmpfile();
    progress p;
    dossier_progress counts = halfway();
    progress_begin(&p, file, true);
    p.drawn = -1000;
    progress_update(&p, &counts);
    progress_end(&p);
    assert_int_equal(ftell(file), 0);
    fclose(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_line_says_how_far_and_how_long),
        cmocka_unit_test(documents_are_told_where_they_are_not_files),
        cmocka_unit_test(a_hostile_path_is_shown_harmless),
        cmocka_unit_test(the_line_is_drawn_ten_times_a_second_at_most),
        cmocka_unit_test(nothing_is_drawn_where_there_is_no_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
