/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Compacting and checking.
 */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>

/* What the callbacks saw; they fail from call `fail_at` on (0: never). */
struct seen {
    int tables, duplicates, pieces, fail_at;
    size_t bytes;
    const char *keep;
};

static xapian_status outcome(const struct seen *seen)
{
    const int calls = seen->tables + seen->duplicates + seen->pieces;

    return seen->fail_at && calls >= seen->fail_at ? XAPIAN_DATABASE : XAPIAN_OK;
}

static xapian_status see_progress(const char *table, const char *status, void *ctx)
{
    struct seen *seen = ctx;

    assert_true(strlen(table) > 0);
    if (!*status)
        seen->tables++;
    return outcome(seen);
}

static xapian_status see_duplicate(const char *key, size_t key_len, const char *const *values,
                                   const size_t *lens, size_t n, const char **bytes, size_t *len,
                                   void *ctx)
{
    struct seen *seen = ctx;

    assert_int_equal(n, 2);
    assert_int_equal(key_len, 6);
    assert_memory_equal(key, "schema", 6);
    for (size_t i = 0; i < n; i++)
        expect_bytes(values[i], lens[i], "1");
    seen->duplicates++;
    *bytes = seen->keep;
    *len = strlen(seen->keep);
    return outcome(seen);
}

static const xapian_compact_callbacks watched = {see_progress, see_duplicate};

static xapian_database *doubled(const struct sample *sample)
{
    const char *path = path_in(sample, "second");
    xapian_database *all, *second;

    sample_write(path, XAPIAN_DB_CREATE);
    OK(xapian_database_create(&all, &E));
    OK(xapian_database_open(path, 0, &second, &E));
    OK(xapian_database_add(all, sample->db, &E));
    OK(xapian_database_add(all, second, &E));
    xapian_database_free(second);
    return all;
}

static void a_compact_copy_has_everything(void **state)
{
    static const unsigned flags[] = {XAPIAN_COMPACT_STANDARD, XAPIAN_COMPACT_FULL,
                                     XAPIAN_COMPACT_FULLER,
                                     XAPIAN_COMPACT_FULL | XAPIAN_COMPACT_SINGLE_FILE};
    const struct sample *sample = *state;
    xapian_query *query = query_term("treaty");

    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        xapian_database *copy;
        char name[20];
        const char *path;

        snprintf(name, sizeof name, "copy%zu", i);
        path = path_in(sample, name);
        OK(xapian_database_compact(sample->db, path, flags[i], i == 0 ? 4096 : 0, NULL, NULL, &E));
        OK(xapian_database_open(path, 0, &copy, &E));
        assert_string_equal(ids(copy, query), "1 3 6");
        xapian_database_free(copy);
    }
    xapian_query_free(query);
}

static void progress_and_duplicates_are_reported(void **state)
{
    const struct sample *sample = *state;
    const char *path = path_in(sample, "copy");
    struct seen seen = {0, 0, 0, 0, 0, "merged"};
    xapian_database *all = doubled(sample), *copy;
    xapian_query *query = query_term("race");
    const char *bytes;
    size_t len;

    OK(xapian_database_compact(all, path, XAPIAN_COMPACT_FULL, 0, &watched, &seen, &E));
    assert_true(seen.tables >= 4);
    assert_int_equal(seen.duplicates, 1);
    OK(xapian_database_open(path, 0, &copy, &E));
    OK(xapian_database_metadata(copy, LIT("schema"), &bytes, &len, &E));
    expect_bytes(bytes, len, "merged");
    assert_string_equal(ids(copy, query), "5 11");
    xapian_database_free(copy);
    xapian_database_free(all);
    xapian_query_free(query);
}

static void a_failing_callback_stops_compacting(void **state)
{
    const struct sample *sample = *state;
    xapian_database *all = doubled(sample);

    for (int fail_at = 1; fail_at <= 2; fail_at++) {
        struct seen seen = {0, 0, 0, fail_at, 0, "merged"};
        char name[20];

        snprintf(name, sizeof name, "failed%d", fail_at);
        EXPECT(XAPIAN_CALLBACK,
               xapian_database_compact(all, path_in(sample, name), 0, 0, &watched, &seen, &E));
        assert_int_equal(E.cause, XAPIAN_DATABASE);
    }
    xapian_database_free(all);
}

static void ids_that_clash_cannot_be_kept(void **state)
{
    const struct sample *sample = *state;
    xapian_database *all = doubled(sample);

    EXPECT(XAPIAN_INVALID_OPERATION,
           xapian_database_compact(all, path_in(sample, "copy"), XAPIAN_COMPACT_NO_RENUMBER, 0,
                                   NULL, NULL, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_database_compact(all, NULL, 0, 0, NULL, NULL, &E));
    xapian_database_free(all);
}

static xapian_status see_report(const char *text, size_t len, void *ctx)
{
    struct seen *seen = ctx;

    assert_non_null(text);
    assert_true(len > 0);
    seen->pieces++;
    seen->bytes += len;
    return outcome(seen);
}

static void a_sound_database_has_no_errors(void **state)
{
    const struct sample *sample = *state;
    struct seen seen = {0, 0, 0, 0, 0, NULL};
    size_t errors = 99;

    OK(xapian_database_check(sample->path, 0, NULL, NULL, &errors, &E));
    assert_int_equal(errors, 0);
    OK(xapian_database_check(sample->path, XAPIAN_CHECK_SHOW_STATS, see_report, &seen, &errors,
                             &E));
    assert_int_equal(errors, 0);
    assert_true(seen.pieces > 0 && seen.bytes > 20);
    seen.fail_at = seen.pieces + 1;
    EXPECT(XAPIAN_CALLBACK, xapian_database_check(sample->path, 0, see_report, &seen, &errors, &E));
    assert_int_equal(seen.pieces, seen.fail_at);
}

static void damage_is_found(void **state)
{
    struct sample *sample = *state;
    char table[300], noise[8192];
    struct seen seen = {0, 0, 0, 0, 0, NULL};
    size_t errors = 0;
    xapian_status status;

    xapian_database_free(sample->db);
    sample->db = NULL;
    memset(noise, 0x55, sizeof noise);
    snprintf(table, sizeof table, "%s/postlist.glass", sample->path);
    write_file(table, noise, sizeof noise);
    status = xapian_database_check(sample->path, 0, see_report, &seen, &errors, &E);
    assert_true((status == XAPIAN_OK && errors > 0) || status == XAPIAN_DATABASE_CORRUPT);
    EXPECT(XAPIAN_DATABASE_OPENING,
           xapian_database_check(path_in(sample, "missing"), 0, see_report, &seen, &errors, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_database_check(sample->path, 0, NULL, NULL, NULL, &E));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(a_compact_copy_has_everything),
        SAMPLE_TEST(progress_and_duplicates_are_reported),
        SAMPLE_TEST(a_failing_callback_stops_compacting),
        SAMPLE_TEST(ids_that_clash_cannot_be_kept),
        SAMPLE_TEST(a_sound_database_has_no_errors),
        SAMPLE_TEST(damage_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
