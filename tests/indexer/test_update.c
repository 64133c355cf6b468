/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bringing an index up to date with real folders, and what the report says of it. */
#include <sys/stat.h>
#include <utime.h>

#include "dossier.h"

#include "tests/test.h"

typedef struct fixture {
    char *top;
    char log[8192]; /* events of the last run: "added a.txt\n" */
    dossier_build_options options;
    dossier_report report;
    dossier_error error;
} fixture;

static const char *const verbs[] = {"added", "changed", "removed", "renamed", "failed", "skipped"};

static void on_event(const dossier_event *event, void *ctx)
{
    fixture *f = ctx;
    size_t used = strlen(f->log);
    snprintf(f->log + used, sizeof f->log - used, "%s %.*s%s%.*s\n", verbs[event->kind],
             (int)event->path.len, event->path.data, event->detail.len ? ": " : "",
             (int)event->detail.len, event->detail.data);
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    f->top = test_new_folder();
    f->options = DOSSIER_BUILD_OPTIONS_INIT;
    f->options.event = on_event;
    f->options.ctx = f;
    f->options.jobs = 2;
    test_write_file(f->top, "grain.txt",
                    "Ministers Agree on Grain\n\nThe grain treaty was signed.\n");
    test_write_file(f->top, "ozone.md",
                    "# Ozone Talks End\n\nThe ozone layer was on the agenda.\n");
    test_write_file(f->top, "feed.jsonl",
                    "{\"id\":\"a1\",\"title\":\"First\",\"text\":\"One whale was seen.\"}\n"
                    "{\"id\":\"a2\",\"title\":\"Second\",\"text\":\"Two whales were seen.\"}\n");
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    test_remove_folder(f->top);
    free(f);
    return 0;
}

static dossier_status run(fixture *f)
{
    dossier_builder *b;
    f->log[0] = '\0';
    memset(&f->report, 0, sizeof f->report);
    dossier_status status = dossier_builder_open(f->top, &f->options, &b, &f->error);
    if (status != DOSSIER_OK)
        return status;
    status = dossier_builder_update(b, (const char *const[]){f->top}, 1, &f->report, &f->error);
    dossier_builder_free(b);
    return status;
}

/* How many documents match, by a search in the index as it is on disk. */
static uint64_t matches(fixture *f, const char *query)
{
    dossier_index *index;
    dossier_results *results;
    const dossier_search_options options = DOSSIER_SEARCH_OPTIONS_INIT;
    assert_int_equal(dossier_open((const char *const[]){f->top}, 1, &index, &f->error), DOSSIER_OK);
    assert_int_equal(dossier_search(index, query, strlen(query), &options, &results, &f->error),
                     DOSSIER_OK);
    uint64_t n = dossier_results_partial(results) ? 0 : dossier_results_matches(results);
    dossier_results_free(results);
    dossier_index_free(index);
    return n;
}

static void assert_sound(fixture *f)
{
    uint64_t faults = 99;
    assert_int_equal(dossier_check(f->top, NULL, NULL, &faults, &f->error), DOSSIER_OK);
    assert_int_equal(faults, 0);
}

static char *path_in(const fixture *f, const char *name)
{
    char *path;
    assert_true(asprintf(&path, "%s/%s", f->top, name) > 0);
    return path;
}

/* Gives a file a time long past, so that its stat proves that it did not change. */
static void settle(const fixture *f, const char *name)
{
    char *path = path_in(f, name);
    const struct utimbuf past = {1500000000, 1500000000};
    assert_int_equal(utime(path, &past), 0);
    free(path);
}

static void settle_all(const fixture *f)
{
    settle(f, "grain.txt");
    settle(f, "ozone.md");
    settle(f, "feed.jsonl");
}

static void a_folder_becomes_an_index_beside_its_files(void **state)
{
    fixture *f = *state;
    assert_int_equal(run(f), DOSSIER_OK);
    assert_int_equal(f->report.added, 3);
    assert_int_equal(f->report.total, 4);
    assert_int_equal(matches(f, "grain"), 1);
    assert_int_equal(matches(f, "whale"), 2);
    assert_int_equal(matches(f, "id:a2"), 1);
    assert_sound(f);
}

static void a_second_run_reads_nothing_when_nothing_changed(void **state)
{
    fixture *f = *state;
    settle_all(f);
    assert_int_equal(run(f), DOSSIER_OK);
    assert_int_equal(run(f), DOSSIER_OK);
    assert_int_equal(f->report.unchanged, 3);
    assert_int_equal(f->report.bytes, 0);
    assert_string_equal(f->log, "");
}

static void a_changed_file_replaces_its_documents(void **state)
{
    fixture *f = *state;
    settle_all(f);
    assert_int_equal(run(f), DOSSIER_OK);
    test_write_file(f->top, "feed.jsonl", "{\"id\":\"a1\",\"text\":\"A dolphin was seen.\"}\n");
    assert_int_equal(run(f), DOSSIER_OK);
    assert_string_equal(f->log, "changed feed.jsonl\n");
    assert_int_equal(f->report.total, 3);
    assert_int_equal(matches(f, "whale"), 0);
    assert_int_equal(matches(f, "dolphin"), 1);
    assert_sound(f);
}

static void a_touched_file_is_hashed_and_not_read_again(void **state)
{
    fixture *f = *state;
    settle_all(f);
    assert_int_equal(run(f), DOSSIER_OK);
    char *path = path_in(f, "grain.txt");
    const struct utimbuf other = {1400000000, 1400000000};
    assert_int_equal(utime(path, &other), 0);
    free(path);
    assert_int_equal(run(f), DOSSIER_OK);
    assert_string_equal(f->log, "");
    assert_int_equal(f->report.unchanged, 3);
    assert_int_equal(run(f), DOSSIER_OK);
    assert_int_equal(f->report.unchanged, 3);
    assert_sound(f);
}

static void a_file_that_is_gone_leaves_the_index(void **state)
{
    fixture *f = *state;
    settle_all(f);
    assert_int_equal(run(f), DOSSIER_OK);
    char *path = path_in(f, "feed.jsonl");
    assert_int_equal(unlink(path), 0);
    free(path);
    assert_int_equal(run(f), DOSSIER_OK);
    assert_string_equal(f->log, "removed feed.jsonl\n");
    assert_int_equal(matches(f, "whale"), 0);
    assert_int_equal(f->report.total, 2);
    assert_sound(f);
}

static void a_renamed_file_is_not_read_again_and_found_under_its_new_name(void **state)
{
    fixture *f = *state;
    settle_all(f);
    assert_int_equal(run(f), DOSSIER_OK);
    char *from = path_in(f, "feed.jsonl"), *folder = path_in(f, "old"),
         *to = path_in(f, "old/wire.jsonl");
    assert_int_equal(mkdir(folder, 0777), 0);
    assert_int_equal(rename(from, to), 0);
    assert_int_equal(run(f), DOSSIER_OK);
    assert_string_equal(f->log, "renamed old/wire.jsonl: feed.jsonl\n");
    assert_int_equal(f->report.bytes, 0);
    assert_int_equal(matches(f, "whale path:old"), 2);
    assert_int_equal(matches(f, "path:feed"), 0);
    assert_int_equal(run(f), DOSSIER_OK);
    assert_string_equal(f->log, "");
    assert_sound(f);
    free(from);
    free(folder);
    free(to);
}

static void two_files_that_change_places_are_both_right(void **state)
{
    fixture *f = *state;
    settle_all(f);
    assert_int_equal(run(f), DOSSIER_OK);
    char *a = path_in(f, "grain.txt"), *b = path_in(f, "ozone.md"), *t = path_in(f, "t");
    assert_int_equal(rename(a, t), 0);
    assert_int_equal(rename(b, a), 0);
    assert_int_equal(rename(t, b), 0);
    assert_int_equal(run(f), DOSSIER_OK);
    assert_int_equal(matches(f, "ozone path:grain"), 1);
    assert_int_equal(matches(f, "treaty path:ozone"), 1);
    assert_int_equal(matches(f, "treaty path:grain"), 0);
    assert_sound(f);
    free(a);
    free(b);
    free(t);
}

static void a_bad_document_costs_itself_and_is_tried_again_when_it_changes(void **state)
{
    fixture *f = *state;
    test_write_file(f->top, "broken.txt.gz", "\x1f\x8bnot gzip at all");
    settle_all(f);
    settle(f, "broken.txt.gz");
    assert_int_equal(run(f), DOSSIER_OK);
    assert_int_equal(f->report.failed, 1);
    assert_int_equal(f->report.total, 4);
    assert_non_null(strstr(f->log, "failed broken.txt.gz: "));
    assert_int_equal(run(f), DOSSIER_OK);
    assert_string_equal(f->log, "");
    test_write_file(f->top, "broken.txt.gz", "\x1f\x8bstill not gzip");
    assert_int_equal(run(f), DOSSIER_OK);
    assert_non_null(strstr(f->log, "failed broken.txt.gz: "));
    assert_sound(f);
}

static void a_dry_run_says_what_it_would_do_and_makes_nothing(void **state)
{
    fixture *f = *state;
    char *index = path_in(f, ".dossier");
    f->options.dry_run = true;
    assert_int_equal(run(f), DOSSIER_OK);
    assert_int_equal(f->report.added, 3);
    assert_non_null(strstr(f->log, "added grain.txt\n"));
    assert_int_equal(access(index, F_OK), -1);
    free(index);
}

static void rebuilding_keeps_what_was_handed_over_and_drops_what_is_gone(void **state)
{
    fixture *f = *state;
    dossier_builder *b;
    static const char text[] = "Minutes\n\nThe herring quota was raised.\n";
    assert_int_equal(run(f), DOSSIER_OK);
    assert_int_equal(dossier_builder_open(f->top, &f->options, &b, &f->error), DOSSIER_OK);
    assert_int_equal(dossier_builder_add(b, "desk/minutes.txt", text, strlen(text), &f->error),
                     DOSSIER_OK);
    assert_int_equal(dossier_builder_commit(b, &f->error), DOSSIER_OK);
    dossier_builder_free(b);
    assert_int_equal(matches(f, "herring"), 1);
    char *path = path_in(f, "ozone.md");
    assert_int_equal(unlink(path), 0);
    free(path);
    f->options.rebuild = true;
    assert_int_equal(run(f), DOSSIER_OK);
    assert_int_equal(f->report.total, 4);
    assert_int_equal(matches(f, "herring"), 1);
    assert_int_equal(matches(f, "ozone"), 0);
    assert_sound(f);
}

static void adding_the_same_path_again_replaces_the_document(void **state)
{
    fixture *f = *state;
    dossier_builder *b;
    assert_int_equal(dossier_builder_open(f->top, &f->options, &b, &f->error), DOSSIER_OK);
    const char *const texts[] = {"The first draft names Oslo.", "The second draft names Vienna."};
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(dossier_builder_add(b, "draft.txt", texts[i], strlen(texts[i]), &f->error),
                         DOSSIER_OK);
    static const char program[] = "\x7f"
                                  "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0\20\23\0\0\0\0\0\0";
    assert_int_equal(dossier_builder_add(b, "noise.txt", program, sizeof program, &f->error),
                     DOSSIER_BAD_DOCUMENT);
    assert_int_equal(dossier_builder_commit(b, &f->error), DOSSIER_OK);
    dossier_builder_free(b);
    assert_int_equal(matches(f, "oslo"), 0);
    assert_int_equal(matches(f, "vienna"), 1);
    assert_sound(f);
}

static void what_was_not_committed_is_not_there(void **state)
{
    fixture *f = *state;
    dossier_builder *b;
    assert_int_equal(run(f), DOSSIER_OK);
    assert_int_equal(dossier_builder_open(f->top, &f->options, &b, &f->error), DOSSIER_OK);
    assert_int_equal(dossier_builder_add(b, "x.txt", "A walrus was seen.", 18, &f->error),
                     DOSSIER_OK);
    dossier_builder_free(b);
    assert_int_equal(matches(f, "walrus"), 0);
    assert_sound(f);
}

static void files_folders_and_members_can_be_removed(void **state)
{
    fixture *f = *state;
    dossier_builder *b;
    uint64_t removed;
    assert_int_equal(run(f), DOSSIER_OK);
    assert_int_equal(dossier_builder_open(f->top, &f->options, &b, &f->error), DOSSIER_OK);
    assert_int_equal(dossier_builder_remove(b, "feed.jsonl#a1", &removed, &f->error), DOSSIER_OK);
    assert_int_equal(removed, 1);
    char *path = path_in(f, "grain.txt");
    assert_int_equal(dossier_builder_remove(b, path, &removed, &f->error), DOSSIER_OK);
    free(path);
    assert_int_equal(dossier_builder_remove(b, "nothing.txt", &removed, &f->error),
                     DOSSIER_NOT_FOUND);
    assert_int_equal(dossier_builder_commit(b, &f->error), DOSSIER_OK);
    dossier_builder_free(b);
    assert_int_equal(matches(f, "whale"), 1);
    assert_int_equal(matches(f, "grain"), 0);
    assert_sound(f);
}

static void a_second_builder_is_refused_while_the_first_is_open(void **state)
{
    fixture *f = *state;
    dossier_builder *first, *second;
    assert_int_equal(run(f), DOSSIER_OK);
    assert_int_equal(dossier_builder_open(f->top, &f->options, &first, &f->error), DOSSIER_OK);
    assert_int_equal(dossier_builder_open(f->top, &f->options, &second, &f->error), DOSSIER_LOCKED);
    assert_non_null(strstr(f->error.message, "process"));
    assert_int_equal(matches(f, "grain"), 1);
    dossier_builder_free(first);
}

static bool stop_at_once(const dossier_progress *progress, void *ctx)
{
    (void)ctx;
    return strcmp(progress->stage, "reading") != 0;
}

static void a_stopped_run_leaves_a_sound_index(void **state)
{
    fixture *f = *state;
    settle_all(f);
    assert_int_equal(run(f), DOSSIER_OK);
    test_write_file(f->top, "more.txt", "Seals\n\nA seal was seen.\n");
    f->options.progress = stop_at_once;
    assert_int_equal(run(f), DOSSIER_INTERRUPTED);
    assert_sound(f);
    f->options.progress = NULL;
    assert_int_equal(run(f), DOSSIER_OK);
    assert_string_equal(f->log, "added more.txt\n");
    assert_int_equal(matches(f, "seal"), 1);
}

static void a_kind_rule_says_what_a_folder_holds(void **state)
{
    fixture *f = *state;
    char *folder = path_in(f, "drafts");
    assert_int_equal(mkdir(folder, 0777), 0);
    free(folder);
    test_write_file(f->top, "drafts/one.txt", "A note on nothing much at all.\n");
    f->options.kind_rules = (const char *const[]){"drafts/=proposal", "*.md=speech"};
    f->options.n_kind_rules = 2;
    assert_int_equal(run(f), DOSSIER_OK);
    assert_int_equal(matches(f, "kind:proposal path:drafts"), 1);
    assert_int_equal(matches(f, "kind:speech path:ozone"), 1);
    f->options.kind_rules = (const char *const[]){"drafts"};
    f->options.n_kind_rules = 1;
    assert_int_equal(run(f), DOSSIER_INVALID);
}

static void the_number_of_threads_does_not_show_in_the_result(void **state)
{
    fixture *f = *state;
    char *first = NULL;
    for (unsigned jobs = 1; jobs <= 3; jobs += 2) {
        char listed[1024] = "";
        dossier_index *index;
        dossier_results *results;
        dossier_hit hit;
        bool more;
        const dossier_search_options options = DOSSIER_SEARCH_OPTIONS_INIT;
        f->options.jobs = jobs;
        f->options.rebuild = jobs > 1;
        assert_int_equal(run(f), DOSSIER_OK);
        assert_int_equal(dossier_open((const char *const[]){f->top}, 1, &index, &f->error),
                         DOSSIER_OK);
        assert_int_equal(dossier_search_all(index, &options, &results, &f->error), DOSSIER_OK);
        while (dossier_results_next(results, &hit, &more, &f->error) == DOSSIER_OK && more)
            snprintf(listed + strlen(listed), sizeof listed - strlen(listed), "%.*s\n",
                     (int)hit.path.len, hit.path.data);
        dossier_results_free(results);
        dossier_index_free(index);
        if (first)
            assert_string_equal(listed, first);
        else
            first = strdup(listed);
    }
    assert_true(strlen(first) > 20);
    free(first);
}

int main(void)
{
#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(a_folder_becomes_an_index_beside_its_files),
        WITH_FOLDER(a_second_run_reads_nothing_when_nothing_changed),
        WITH_FOLDER(a_changed_file_replaces_its_documents),
        WITH_FOLDER(a_touched_file_is_hashed_and_not_read_again),
        WITH_FOLDER(a_file_that_is_gone_leaves_the_index),
        WITH_FOLDER(a_renamed_file_is_not_read_again_and_found_under_its_new_name),
        WITH_FOLDER(two_files_that_change_places_are_both_right),
        WITH_FOLDER(a_bad_document_costs_itself_and_is_tried_again_when_it_changes),
        WITH_FOLDER(a_dry_run_says_what_it_would_do_and_makes_nothing),
        WITH_FOLDER(rebuilding_keeps_what_was_handed_over_and_drops_what_is_gone),
        WITH_FOLDER(adding_the_same_path_again_replaces_the_document),
        WITH_FOLDER(what_was_not_committed_is_not_there),
        WITH_FOLDER(files_folders_and_members_can_be_removed),
        WITH_FOLDER(a_second_builder_is_refused_while_the_first_is_open),
        WITH_FOLDER(a_stopped_run_leaves_a_sound_index),
        WITH_FOLDER(a_kind_rule_says_what_a_folder_holds),
        WITH_FOLDER(the_number_of_threads_does_not_show_in_the_result),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
