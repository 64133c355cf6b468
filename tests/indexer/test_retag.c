/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An index whose documents are tagged anew from their stored texts, against one that is built from
 * the files with the same tables. */
#include <sys/stat.h>
#include <utime.h>

#include "dossier.h"
#include "store/place.h"

#include "tests/store/same.h"
#include "tests/test.h"

enum { FILES = 150 };

static const char first_table[] = "official\tname\toffice\tcountry\n"
                                  "reeve-anna\tAnna Reeve\thead of delegation\tGB\n"
                                  "osei-kofi\tKofi Osei\tenvoy\tGH\n";
static const char second_table[] = "official\tname\toffice\tcountry\n"
                                   "reeve-anna\tAnna Reeve\tforeign minister\tGB\n"
                                   "vane-lucien\tLucien Vane\tambassador\tFR\n";

typedef struct fixture {
    char *top, *files;
    dossier_error error;
} fixture;

static char *inside(const char *folder, const char *name)
{
    char *path;
    assert_true(asprintf(&path, "%s/%s", folder, name) > 0);
    return path;
}

/* File `number`, in its `version`: whom it names differs from file to file. */
static void write_file(const fixture *f, unsigned number, unsigned version)
{
    static const char *const names[] = {"Anna Reeve",     "Kofi Osei",  "Lucien Vane",
                                        "Andrei Gromyko", "Mr. Nobody", "Ms. Tamsin Quill"};
    static const char *const places[] = {"Ghana",
                                         "France and the United Kingdom",
                                         "Oslo",
                                         "the Soviet Union",
                                         "the North Atlantic Treaty",
                                         "no one"};
    char name[32], text[2048];
    unsigned k = number * 7 + version;
    snprintf(name, sizeof name, "f%03u.txt", number);
    int len = snprintf(text, sizeof text,
                       "%s Speaks of %s\n\nBy Some Writer\n\nGENEVA, May %u, 1972 - %s met %s. The "
                       "talks on %s went on. %s left.\n",
                       names[k % 6], places[k % 5], 1 + k % 28, names[k % 6], names[(k + 2) % 6],
                       places[(k + 3) % 6], names[(k + 2) % 6]);
    for (unsigned i = 0; i < k % 60; i++)
        len += snprintf(text + len, sizeof text - (size_t)len, " Word%u was said.", i * k % 97);
    test_write_file(f->files, name, text);
    char *path = inside(f->files, name);
    const struct utimbuf past = {1500000000 + (int)version, 1500000000 + (int)version};
    assert_int_equal(utime(path, &past), 0);
    free(path);
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    f->top = test_new_folder();
    f->files = inside(f->top, "files");
    assert_int_equal(mkdir(f->files, 0777), 0);
    test_write_file(f->top, "first.tsv", first_table);
    test_write_file(f->top, "second.tsv", second_table);
    for (unsigned i = 0; i < FILES; i++)
        write_file(f, i, 1);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    test_remove_folder(f->top);
    free(f->files);
    free(f);
    return 0;
}

/* Brings the index up to date, or tags it anew, with a table (NULL: none) besides those it has. */
static void run(fixture *f, const char *index, const char *table, bool retag, bool no_tags)
{
    dossier_builder *b;
    dossier_report report;
    char *where = inside(f->top, index), *tables[1] = {table ? inside(f->top, table) : NULL};
    dossier_build_options options = DOSSIER_BUILD_OPTIONS_INIT;
    options.index = where;
    options.gazetteers = (const char *const *)tables;
    options.n_gazetteers = table ? 1 : 0;
    options.no_tags = no_tags;
    options.jobs = 2;
    assert_int_equal(dossier_builder_open(f->files, &options, &b, &f->error), DOSSIER_OK);
    dossier_status status =
        retag ? dossier_builder_retag(b, &report, &f->error)
              : dossier_builder_update(b, (const char *const[]){f->files}, 1, &report, &f->error);
    if (status != DOSSIER_OK)
        print_error("%s\n", f->error.message);
    assert_int_equal(status, DOSSIER_OK);
    if (retag) {
        assert_int_equal(report.documents, report.total);
        assert_true(report.bytes > 100 * report.documents);
    }
    dossier_builder_free(b);
    free(where);
    free(tables[0]);
}

static char *generation_of(const fixture *f, const char *index)
{
    char *where = inside(f->top, index), *generation;
    assert_int_equal(place_generation(where, &generation, NULL), DOSSIER_OK);
    free(where);
    return generation;
}

static void assert_alike(const fixture *f, const char *index, const char *other)
{
    char *a = generation_of(f, index), *b = generation_of(f, other);
    assert_sound_database(a);
    assert_same_databases(b, a);
    free(a);
    free(b);
}

static uint64_t documents_about(fixture *f, const char *index, const char *query)
{
    dossier_index *opened;
    dossier_results *results;
    const dossier_search_options options = DOSSIER_SEARCH_OPTIONS_INIT;
    char *where = inside(f->top, index);
    assert_int_equal(dossier_open((const char *const[]){where}, 1, &opened, &f->error), DOSSIER_OK);
    dossier_status status =
        dossier_search(opened, query, strlen(query), &options, &results, &f->error);
    uint64_t n = 0;
    if (status == DOSSIER_OK) {
        n = dossier_results_matches(results);
        dossier_results_free(results);
    }
    dossier_index_free(opened);
    free(where);
    return n;
}

static void tags_made_anew_are_those_of_an_index_built_with_the_tables(void **state)
{
    fixture *f = *state;
    run(f, "a", NULL, false, false);
    run(f, "b", "first.tsv", false, false);
    assert_int_equal(documents_about(f, "a", "official:\"kofi osei\""), 0);
    run(f, "a", "first.tsv", true, false);
    assert_alike(f, "a", "b");
    assert_true(documents_about(f, "a", "official:\"kofi osei\"") > 10);
    /* Once more with the same tables: nothing changes. */
    run(f, "a", NULL, true, false);
    assert_alike(f, "a", "b");
}

static void tags_can_be_taken_off_and_put_back(void **state)
{
    fixture *f = *state;
    run(f, "a", NULL, false, false);
    run(f, "b", NULL, false, true);
    run(f, "c", NULL, false, false);
    run(f, "a", NULL, true, true);
    assert_alike(f, "a", "b");
    run(f, "a", NULL, true, false);
    assert_alike(f, "a", "c");
}

/* Some files change, some go, some come. */
static void edit(const fixture *f)
{
    for (unsigned i = 0; i < FILES; i += 3)
        write_file(f, i, 2);
    for (unsigned i = 1; i < FILES / 2; i += 5) {
        char name[32];
        snprintf(name, sizeof name, "f%03u.txt", i);
        char *path = inside(f->files, name);
        assert_int_equal(unlink(path), 0);
        free(path);
    }
    for (unsigned i = FILES; i < FILES + 20; i++)
        write_file(f, i, 1);
}

static void an_index_that_was_changed_keeps_its_documents_under_their_ids(void **state)
{
    fixture *f = *state;
    run(f, "a", "first.tsv", false, false);
    run(f, "b", "first.tsv", false, false);
    run(f, "b", "second.tsv", true, false);
    edit(f);
    run(f, "a", NULL, false, false);
    run(f, "b", NULL, false, false);
    /* `b` has the tags already; the pass makes what Xapian's writer left loose as tight as in `a`.
     */
    run(f, "a", "second.tsv", true, false);
    run(f, "b", NULL, true, false);
    assert_alike(f, "a", "b");
    assert_true(documents_about(f, "a", "official:\"lucien vane\"") > 10);
    /* What comes later finds the list of files as it was. */
    run(f, "a", NULL, false, false);
    run(f, "b", NULL, false, false);
    assert_alike(f, "a", "b");
}

static bool stop_at_once(const dossier_progress *progress, void *ctx)
{
    (void)ctx;
    return strcmp(progress->stage, "reading") != 0;
}

static void a_stopped_pass_leaves_the_index_as_it_was(void **state)
{
    fixture *f = *state;
    dossier_builder *b;
    char *where = inside(f->top, "a");
    dossier_build_options options = DOSSIER_BUILD_OPTIONS_INIT;
    run(f, "a", NULL, false, false);
    run(f, "b", NULL, false, false);
    char *before = generation_of(f, "a");
    options.index = where;
    options.progress = stop_at_once;
    assert_int_equal(dossier_builder_open(f->files, &options, &b, &f->error), DOSSIER_OK);
    dossier_status status = dossier_builder_retag(b, NULL, &f->error);
    assert_true(status == DOSSIER_INTERRUPTED || status == DOSSIER_OK);
    dossier_builder_free(b);
    char *after = generation_of(f, "a");
    assert_int_equal(strcmp(before, after) == 0, status == DOSSIER_INTERRUPTED);
    assert_alike(f, "a", "b");
    free(before);
    free(after);
    free(where);
}

int main(void)
{
#define WITH_FILES(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WITH_FILES(tags_made_anew_are_those_of_an_index_built_with_the_tables),
        WITH_FILES(tags_can_be_taken_off_and_put_back),
        WITH_FILES(an_index_that_was_changed_keeps_its_documents_under_their_ids),
        WITH_FILES(a_stopped_pass_leaves_the_index_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
