/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dossier.h"

#include <math.h>

#include "shelf.h"
#include "tests/test.h"

/* "ban" is found in the order of how often it stands there: a, b, c, d. */
static const shelf_document library[] = {
    {.path = "news.jsonl#a", .id = "one", .title = "x", .body = "ban ban ban ban of this and that"},
    {.path = "news.jsonl#b", .id = "two", .title = "x", .body = "ban ban ban of this and that too"},
    {.path = "news.jsonl#c",
     .id = "three",
     .title = "x",
     .body = "ban ban of this and that too so"},
    {.path = "d.txt", .title = "x", .body = "ban of this and that too so it seems"},
    {.path = "e.txt", .title = "x", .body = "something else entirely"},
};
enum { DOCUMENTS = sizeof library / sizeof *library };

typedef struct desk {
    shelf s;
    dossier_index *index;
} desk;

static int open_desk(void **state)
{
    desk *d = calloc(1, sizeof *d);
    d->s = shelf_make(library, DOCUMENTS);
    d->index = shelf_open(&d->s);
    *state = d;
    return 0;
}

static int close_desk(void **state)
{
    desk *d = *state;
    dossier_index_free(d->index);
    shelf_remove(&d->s);
    free(d);
    return 0;
}

static dossier_status evaluate(desk *d, const char *queries, const char *qrels, bool run,
                               dossier_measures *out, dossier_error *error)
{
    char paths[3][300];
    static const char *const names[] = {"queries.tsv", "qrels.txt", "run.txt"};
    for (size_t i = 0; i < 3; i++)
        snprintf(paths[i], sizeof paths[i], "%s/%s", d->s.folder, names[i]);
    test_write_file(d->s.folder, names[0], queries);
    test_write_file(d->s.folder, names[1], qrels);
    return dossier_evaluate(d->index, paths[0], paths[1], run ? paths[2] : NULL, out, error);
}

static void assert_near(double a, double b)
{
    if (fabs(a - b) > 1e-9)
        fail_msg("%.12f is not %.12f", a, b);
}

typedef struct row {
    const char *queries;
    const char *qrels;
    size_t n;
    double map;
    double ndcg10;
    double p10;
} row;

static void measures_are_those_of_the_books(void **state)
{
    const double second = 1 / log2(3), third = 1 / log2(4);
    const row rows[] = {
        /* found first */
        {"1\tban\n", "1 0 one 1\n", 1, 1, 1, .1},
        /* found second, by its path inside the file */
        {"1\tban\n", "1 0 b 1\n", 1, .5, second, .1},
        /* by the whole path */
        {"1\tban\n", "1 0 news.jsonl#b 1\n", 1, .5, second, .1},
        {"1\tban\n", "1 0 d.txt 1\n", 1, .25, 1 / log2(5), .1},
        /* first and third */
        {"1\tban\n", "1 0 one 1\n1 0 three 1\n", 1, (1 + 2. / 3) / 2, (1 + third) / (1 + second),
         .2},
        /* one of two is never found: it counts all the same */
        {"1\tban\n", "1 0 one 1\n1 0 e.txt 1\n", 1, .5, 1 / (1 + second), .1},
        {"1\tban\n", "1 0 one 1\n1 0 nowhere 1\n", 1, .5, 1 / (1 + second), .1},
        /* grades are gains */
        {"1\tban\n", "1 0 one 1\n1 0 two 3\n", 1, 1, (1 + 3 * second) / (3 + second), .2},
        /* grade 0 and below is not relevant; a query without relevant documents does not count */
        {"1\tban\n2\tban\n", "1 0 one 1\n1 0 two 0\n2 0 one 0\n2 0 two -1\n", 1, 1, 1, .1},
        /* the mean over queries */
        {"1\tban\n2\tban\n", "1 0 one 1\n2 0 two 1\n", 2, .75, (1 + second) / 2, .1},
        /* nothing found, nothing asked */
        {"1\txyzzy\n", "1 0 one 1\n", 1, 0, 0, 0},
        {"1\t...\n", "1 0 one 1\n", 1, 0, 0, 0},
        {"1\t\n", "1 0 one 1\n", 1, 0, 0, 0},
        {"", "", 0, 0, 0, 0},
        /* words need not all occur, operators are words */
        {"1\tBAN AND (NOT \"xyzzy\n", "1 0 one 1\n", 1, 1, 1, .1},
        /* white space, line ends, blank lines */
        {"1\tban\r\n\r\n2\t ban \n", "\n1  0\tone   1\r\n2 Q0 one 1", 2, 1, 1, .1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        dossier_measures m;
        dossier_error error;
        if (evaluate(*state, rows[i].queries, rows[i].qrels, false, &m, &error) != DOSSIER_OK)
            fail_msg("row %zu: %s", i, error.message);
        assert_int_equal(m.queries, rows[i].n);
        assert_near(m.map, rows[i].map);
        assert_near(m.ndcg10, rows[i].ndcg10);
        assert_near(m.p10, rows[i].p10);
    }
}

static void a_line_that_cannot_be_read_is_named(void **state)
{
    static const struct {
        const char *queries;
        const char *qrels;
        const char *line;
    } rows[] = {
        {"1\tban\nno tab\n", "", "line 2"},
        {"\tban\n", "", "line 1"},
        {"1\tban\n", "1 0 one\n", "line 1"},
        {"1\tban\n", "1 0 one 1\n1 0 one x\n", "line 2"},
        {"1\tban\n", "1 0 one 1\n\n1\n", "line 3"},
        {"1\tban\n", "1 0 one 99999999999\n", "line 1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        dossier_measures m;
        dossier_error error;
        assert_int_equal(evaluate(*state, rows[i].queries, rows[i].qrels, false, &m, &error),
                         DOSSIER_INVALID);
        if (!strstr(error.message, rows[i].line))
            fail_msg("row %zu: %s", i, error.message);
    }
}

static void a_file_that_is_not_there_is_named(void **state)
{
    desk *d = *state;
    dossier_measures m;
    dossier_error error;
    assert_int_equal(dossier_evaluate(d->index, "/nowhere/q", "/nowhere/r", NULL, &m, &error),
                     DOSSIER_IO);
    assert_non_null(strstr(error.message, "/nowhere/q"));
    assert_true(error.sys_errno != 0);
}

static void the_run_file_is_one_that_trec_eval_reads(void **state)
{
    desk *d = *state;
    char path[300], line[200], query[20], zero[20], document[100], tag[20];
    unsigned rank, lines = 0;
    double score, last = INFINITY;
    dossier_measures m;
    assert_int_equal(evaluate(d, "7\tban\n", "7 0 d.txt 1\n", true, &m, NULL), DOSSIER_OK);
    snprintf(path, sizeof path, "%s/run.txt", d->s.folder);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        static const char *const names[] = {"one", "two", "three", "d.txt"};
        assert_int_equal(
            sscanf(line, "%19s %19s %99s %u %lf %19s", query, zero, document, &rank, &score, tag),
            6);
        assert_string_equal(query, "7");
        assert_string_equal(zero, "Q0");
        assert_string_equal(document, names[lines]);
        assert_int_equal(rank, ++lines);
        assert_true(score <= last);
        last = score;
    }
    fclose(file);
    assert_int_equal(lines, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_are_those_of_the_books),
        cmocka_unit_test(a_line_that_cannot_be_read_is_named),
        cmocka_unit_test(a_file_that_is_not_there_is_named),
        cmocka_unit_test(the_run_file_is_one_that_trec_eval_reads),
    };
    return cmocka_run_group_tests(tests, open_desk, close_desk);
}
