/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/exit.h"
#include "cli/message.h"

/* A sink into memory. */
typedef struct page {
    message_sink sink;
    char *text;
    size_t len;
} page;

static void open_page(page *p)
{
    *p = (page){.sink = {.program = "dossier-query"}};
    p->sink.stream = open_memstream(&p->text, &p->len);
}

static void expect(page *p, const char *text)
{
    fclose(p->sink.stream);
    assert_string_equal(p->text, text);
    free(p->text);
}

static void an_error_says_what_happened_and_what_to_do(void **state)
{
    (void)state;
    page p;
    open_page(&p);
    message_error(&p.sink, "run dossier-index first", "there is no index at %s", "a\033[2Jb");
    message_warning(&p.sink, NULL, "%d documents have no date", 3);
    expect(&p, "dossier-query: there is no index at a\\x1b[2Jb\n"
               "  hint: run dossier-index first\n"
               "dossier-query: warning: 3 documents have no date\n");
}

static void quiet_leaves_errors(void **state)
{
    (void)state;
    page p;
    open_page(&p);
    p.sink.quiet = true;
    message_warning(&p.sink, NULL, "careful");
    message_note(&p.sink, "by the way");
    message_error(&p.sink, NULL, "broken");
    expect(&p, "dossier-query: broken\n");
}

static void colour_ends_where_it_began(void **state)
{
    (void)state;
    page p;
    open_page(&p);
    p.sink.colour = true;
    message_error(&p.sink, "look", "broken");
    expect(&p, "\033[1mdossier-query\033[0m: broken\n  \033[1;32mhint:\033[0m look\n");
}

static void a_query_error_points_at_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        size_t offset, length;
        const char *lines;
    } rows[] = {
        {"sanctions w/5 (", 14, 1, "  sanctions w/5 (\n                ^ here\n"},
        {"sanctions w/5 (", 10, 3, "  sanctions w/5 (\n            ^~~ here\n"},
        {"Женева w/5", 13, 3, "  Женева w/5\n         ^~~ here\n"},
        {"open (", 6, 0, "  open (\n        ^ here\n"},
        {"open (", 99, 99, "  open (\n        ^ here\n"},
        {"", 0, 0, "  \n  ^ here\n"},
        {"first\nsecond x\nthird", 13, 1, "  second x\n         ^ here\n"},
        {"tab\tx \033", 6, 1, "  tab\\x09x \\x1b\n           ^~~~ here\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *text = NULL;
        size_t len = 0;
        FILE *out = open_memstream(&text, &len);
        message_caret(out, rows[i].query, strlen(rows[i].query), rows[i].offset, rows[i].length,
                      "here", 80, false);
        fclose(out);
        assert_string_equal(text, rows[i].lines);
        free(text);
    }
}

static void a_long_query_is_cut_around_the_place(void **state)
{
    (void)state;
    char query[2000];
    memset(query, 'x', sizeof query);
    query[1000] = '(';
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    message_caret(out, query, sizeof query, 1000, 1, "here", 60, false);
    fclose(out);
    const char *end = strchr(text, '\n');
    const char *caret = strchr(end + 1, '^');
    assert_true(end - text <= 60);
    assert_int_equal(strchr(text, '(') - text, caret - (end + 1));
    assert_non_null(strstr(text, "...x"));
    assert_non_null(strstr(text, "x...\n"));
    free(text);
}

static void a_failure_tells_the_shell_its_kind(void **state)
{
    (void)state;
    page p;
    open_page(&p);
    dossier_error error = {.status = DOSSIER_BAD_QUERY,
                           .offset = 4,
                           .length = 1,
                           .message = "this bracket is never closed",
                           .hint = "close it"};
    assert_int_equal(message_failure(&p.sink, &error, "iran(", 5), EXIT_USAGE_ERROR);
    error = (dossier_error){.status = DOSSIER_LOCKED, .message = "process 12 is writing"};
    assert_int_equal(message_failure(&p.sink, &error, "iran(", 5), 75);
    expect(&p, "dossier-query: the query can't be read\n"
               "  iran(\n"
               "      ^ this bracket is never closed\n"
               "  hint: close it\n"
               "dossier-query: process 12 is writing\n");
}

static void a_warning_shows_its_words(void **state)
{
    (void)state;
    page p;
    open_page(&p);
    static const char message[] = "no document has this word";
    dossier_warning warning = {.message = {message, sizeof message - 1}, .offset = 5, .length = 4};
    message_query_warning(&p.sink, &warning, "iran xyzy", 9);
    expect(&p, "dossier-query: warning: no document has this word\n"
               "  iran xyzy\n"
               "       ^~~~\n");
}

static void a_full_disk_is_an_error_and_a_closed_pipe_is_not(void **state)
{
    (void)state;
    page p;
    open_page(&p);
    FILE *full = fopen("/dev/full", "w");
    if (full) {
        fputs("result\n", full);
        assert_int_equal(message_close_output(&p.sink, full, EXIT_FOUND), 74);
        assert_int_equal(fflush(p.sink.stream), 0);
        assert_non_null(strstr(p.text, "standard output can't be written: No space left"));
    }
    int ends[2];
    signal(SIGPIPE, SIG_IGN);
    assert_int_equal(pipe(ends), 0);
    FILE *gone = fdopen(ends[1], "w");
    close(ends[0]);
    fputs("result\n", gone);
    assert_int_equal(fflush(gone), EOF);
    assert_int_equal(message_close_output(&p.sink, gone, EXIT_FOUND), EXIT_FOUND);
    fclose(p.sink.stream);
    free(p.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_says_what_happened_and_what_to_do),
        cmocka_unit_test(quiet_leaves_errors),
        cmocka_unit_test(colour_ends_where_it_began),
        cmocka_unit_test(a_query_error_points_at_its_place),
        cmocka_unit_test(a_long_query_is_cut_around_the_place),
        cmocka_unit_test(a_failure_tells_the_shell_its_kind),
        cmocka_unit_test(a_warning_shows_its_words),
        cmocka_unit_test(a_full_disk_is_an_error_and_a_closed_pipe_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
