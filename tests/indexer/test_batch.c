/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Many changes at once, which make a new generation without reading what did not change. */
#include <sys/stat.h>
#include <utime.h>

#include "dossier.h"
#include "store/place.h"

#include "tests/test.h"

enum { FILES = 300 };

typedef struct fixture {
    char *top, *files, *index;
    dossier_report report;
    bool stop; /* at the first progress of the stage "reading" */
} fixture;

static char *path_of(const fixture *f, unsigned number)
{
    char *path;
    assert_true(asprintf(&path, "%s/f%03u.txt", f->files, number) > 0);
    return path;
}

/* Settled: in a time long past, which each version has another of. */
static void write_file(const fixture *f, unsigned number, unsigned version)
{
    char name[32], text[512];
    const struct utimbuf past = {1500000000 + (int)version, 1500000000 + (int)version};
    snprintf(name, sizeof name, "f%03u.txt", number);
    snprintf(text, sizeof text,
             "Talks of Round %u\n\nGENEVA, May %u, 1972 - The delegates of group%u spoke of "
             "version%u for hours, and of%.*s nothing else.\n",
             number, 1 + number % 28, number % 7, version, (int)(number % 9), " a b c d e");
    test_write_file(f->files, name, text);
    char *path = path_of(f, number);
    assert_int_equal(utime(path, &past), 0);
    free(path);
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    f->top = test_new_folder();
    assert_true(asprintf(&f->files, "%s/files", f->top) > 0);
    assert_true(asprintf(&f->index, "%s/index", f->top) > 0);
    assert_int_equal(mkdir(f->files, 0777), 0);
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
    free(f->index);
    free(f);
    return 0;
}

static bool on_progress(const dossier_progress *progress, void *ctx)
{
    const fixture *f = ctx;
    return !f->stop || strcmp(progress->stage, "reading") != 0;
}

static dossier_status try_update(fixture *f, const char *handed)
{
    dossier_builder *b;
    dossier_error error = {0};
    const char *note = "A Note\n\nHanded over, zanzibar.\n";
    dossier_build_options options = DOSSIER_BUILD_OPTIONS_INIT;
    options.index = f->index;
    options.jobs = 2;
    options.progress = on_progress;
    options.ctx = f;
    assert_int_equal(dossier_builder_open(f->files, &options, &b, &error), DOSSIER_OK);
    if (handed)
        assert_int_equal(dossier_builder_add(b, handed, note, strlen(note), &error), DOSSIER_OK);
    dossier_status status =
        dossier_builder_update(b, (const char *const[]){f->files}, 1, &f->report, &error);
    dossier_builder_free(b);
    return status;
}

static void update(fixture *f, const char *handed)
{
    assert_int_equal(try_update(f, handed), DOSSIER_OK);
}

static void on_fault(const char *line, void *ctx)
{
    (void)ctx;
    print_error("%s\n", line);
}

static void assert_sound(const fixture *f)
{
    uint64_t faults = 1;
    assert_int_equal(dossier_check(f->index, on_fault, NULL, &faults, NULL), DOSSIER_OK);
    assert_int_equal(faults, 0);
}

static void assert_generation(const fixture *f, const char *name)
{
    char *path;
    assert_int_equal(place_generation(f->index, &path, NULL), DOSSIER_OK);
    assert_string_equal(strrchr(path, '/') + 1, name);
    free(path);
}

static uint64_t matches(const fixture *f, const char *query)
{
    dossier_index *opened;
    dossier_results *results;
    const dossier_search_options options = DOSSIER_SEARCH_OPTIONS_INIT;
    assert_int_equal(dossier_open((const char *const[]){f->index}, 1, &opened, NULL), DOSSIER_OK);
    assert_int_equal(dossier_search(opened, query, strlen(query), &options, &results, NULL),
                     DOSSIER_OK);
    uint64_t n = dossier_results_matches(results);
    dossier_results_free(results);
    dossier_index_free(opened);
    return n;
}

/* 60 change, 30 go, 20 move, 2 of them onto the places of others, and 40 come. */
static void change(const fixture *f)
{
    for (unsigned i = 0; i < 60; i++)
        write_file(f, i, 2);
    for (unsigned i = 60; i < 110; i++) {
        char *path = path_of(f, i), *to = path_of(f, i < 108 ? 500 + i : i - 45);
        assert_int_equal(i < 90 ? unlink(path) : rename(path, to), 0);
        free(path);
        free(to);
    }
    for (unsigned i = FILES; i < FILES + 40; i++)
        write_file(f, i, 3);
}

static void many_changes_make_a_generation_that_holds_what_is_there(void **state)
{
    fixture *f = *state;
    update(f, "note");
    update(f, NULL);
    change(f);
    update(f, NULL);
    assert_generation(f, "g3");
    assert_sound(f);
    assert_int_equal(f->report.total, 1 + FILES - 30 + 40);
    assert_int_equal(matches(f, "zanzibar"), 1);
    assert_int_equal(matches(f, "version3"), 40);
    update(f, NULL);
    assert_int_equal(f->report.added + f->report.changed + f->report.removed, 0);
    /* One change more goes through Xapian's writer, on the tables as they were merged. */
    write_file(f, 200, 4);
    update(f, NULL);
    assert_int_equal(matches(f, "version4"), 1);
    assert_sound(f);
}

static void files_that_were_only_touched_make_no_generation(void **state)
{
    fixture *f = *state;
    update(f, NULL);
    for (unsigned i = 0; i < FILES; i++) {
        const struct utimbuf other = {1400000000, 1400000000};
        char *path = path_of(f, i);
        assert_int_equal(utime(path, &other), 0);
        free(path);
    }
    update(f, NULL);
    assert_int_equal(f->report.unchanged, FILES);
    assert_generation(f, "g1");
    update(f, NULL);
    assert_int_equal(f->report.bytes, 0);
    assert_sound(f);
}

static void a_batch_that_is_stopped_keeps_what_was_read_whole(void **state)
{
    fixture *f = *state;
    update(f, NULL);
    change(f);
    f->stop = true;
    dossier_status status = try_update(f, NULL);
    assert_true(status == DOSSIER_INTERRUPTED || status == DOSSIER_OK);
    assert_sound(f);
    f->stop = false;
    update(f, NULL);
    assert_sound(f);
    assert_int_equal(matches(f, "version3"), 40);
    assert_int_equal(matches(f, "version1"), FILES - 60 - 30);
}

int main(void)
{
#define WITH_FILES(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WITH_FILES(many_changes_make_a_generation_that_holds_what_is_there),
        WITH_FILES(files_that_were_only_touched_make_no_generation),
        WITH_FILES(a_batch_that_is_stopped_keeps_what_was_read_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
