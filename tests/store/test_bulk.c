/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "store/bulk.h"
#include "store/place.h"
#include "store/writer.h"

#include "tests/store/corpus.h"
#include "tests/store/same.h"
#include "tests/test.h"

enum { DOCUMENTS = 300, MAX_PARTS = 8 };

static const uint64_t PLENTY = (uint64_t)1 << 40;

static void fill_files(manifest *files)
{
    manifest_init(files);
    for (unsigned i = 0; i < 500; i++) {
        char path[32];
        manifest_run run = {i + 1, 1};
        snprintf(path, sizeof path, "file%u", i);
        manifest_file file = {.path = slice_of(path), .size = i, .runs = &run, .n_runs = 1};
        assert_int_equal(manifest_put(files, &file), DOSSIER_OK);
    }
}

/* What one thread does: documents first .. last - 1 of the corpus, then as many as `dropped` more,
 * which are taken back. */
typedef struct part_work {
    bulk *bulk;
    size_t number;
    uint32_t first, last, dropped;
    uint64_t memory;
    uint32_t documents;
} part_work;

static void *write_part(void *ctx)
{
    part_work *w = ctx;
    bulk_part *part;
    xapian_docid docid;
    draft d;
    draft_init(&d);
    assert_int_equal(bulk_part_open(w->bulk, w->number, &part, NULL), DOSSIER_OK);
    for (uint32_t i = w->first; i < w->last + w->dropped; i++) {
        corpus_fill(&d, i, "XO");
        assert_int_equal(bulk_part_add(part, &d, w->memory, &docid, NULL), DOSSIER_OK);
        assert_int_equal(docid, i - w->first + 1);
    }
    if (w->dropped)
        assert_int_equal(bulk_part_drop(part, w->last - w->first + 1, NULL), DOSSIER_OK);
    assert_int_equal(bulk_part_close(part, &w->documents, NULL), DOSSIER_OK);
    assert_int_equal(w->documents, w->last - w->first);
    draft_free(&d);
    return NULL;
}

/* Builds documents 0 .. n - 1 in parts, each by a thread of its own. */
static void build(const char *index, uint32_t n, size_t n_parts, uint64_t memory, uint32_t dropped)
{
    part_work work[MAX_PARTS];
    pthread_t threads[MAX_PARTS];
    uint32_t documents[MAX_PARTS];
    bulk *b;
    manifest files;
    fill_files(&files);
    assert_int_equal(bulk_create(index, "en", &b, NULL), DOSSIER_OK);
    for (size_t i = 0; i < n_parts; i++) {
        work[i] = (part_work){.bulk = b,
                              .number = i,
                              .first = (uint32_t)(n * i / n_parts),
                              .last = (uint32_t)(n * (i + 1) / n_parts),
                              .dropped = dropped,
                              .memory = memory};
        assert_int_equal(pthread_create(&threads[i], NULL, write_part, &work[i]), 0);
    }
    for (size_t i = 0; i < n_parts; i++) {
        pthread_join(threads[i], NULL);
        documents[i] = work[i].documents;
    }
    assert_int_equal(bulk_finish(b, documents, n_parts, &files, NULL), DOSSIER_OK);
    bulk_free(b);
    manifest_free(&files);
}

/* The same through Xapian's own writer. */
static void write_through_xapian(const char *path, uint32_t n)
{
    xapian_writable_database *db;
    manifest files;
    draft d;
    draft_init(&d);
    fill_files(&files);
    assert_int_equal(
        xapian_writable_database_open(path, XAPIAN_DB_CREATE_OR_OVERWRITE, 0, &db, NULL),
        XAPIAN_OK);
    const metadata_sink sink = metadata_into(db);
    assert_int_equal(place_stamp(&sink, "en", NULL), DOSSIER_OK);
    memset(files.dirty, true, sizeof files.dirty);
    assert_int_equal(manifest_save(&files, &sink, NULL), DOSSIER_OK);
    for (uint32_t i = 0; i < n; i++) {
        xapian_document *document;
        corpus_fill(&d, i, "XO");
        assert_int_equal(draft_document(&d, &document, NULL), DOSSIER_OK);
        assert_int_equal(xapian_writable_database_add_document(db, document, NULL, NULL),
                         XAPIAN_OK);
        xapian_document_free(document);
    }
    assert_int_equal(xapian_writable_database_close(db, NULL), XAPIAN_OK);
    xapian_writable_database_free(db);
    manifest_free(&files);
    draft_free(&d);
}

static char *inside(const char *folder, const char *name)
{
    char *path;
    assert_true(asprintf(&path, "%s/%s", folder, name) > 0);
    return path;
}

static void a_bulk_build_holds_and_answers_what_xapians_own_writer_stores(void **state)
{
    (void)state;
    static const struct {
        uint32_t documents;
        size_t parts;
        uint64_t memory; /* little of it: many runs a part */
        uint32_t dropped;
    } rows[] = {{DOCUMENTS, 1, PLENTY, 0},   {DOCUMENTS, 3, PLENTY, 0},
                {DOCUMENTS, 7, 1 << 18, 0},  {DOCUMENTS, 2, 0, 0},
                {DOCUMENTS, 3, 1 << 19, 25}, {DOCUMENTS, 2, PLENTY, 9},
                {1, 1, PLENTY, 3},           {5, 7, PLENTY, 0},
                {0, 0, PLENTY, 0},           {0, 1, 0, 4}};
    uint32_t written = UINT32_MAX;
    char *top = test_new_folder();
    char *plain = inside(top, "plain"), *generation;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (written != rows[i].documents)
            write_through_xapian(plain, rows[i].documents);
        written = rows[i].documents;
        build(top, rows[i].documents, rows[i].parts, rows[i].memory, rows[i].dropped);
        assert_int_equal(place_generation(top, &generation, NULL), DOSSIER_OK);
        assert_sound_database(generation);
        assert_same_databases(plain, generation);
        free(generation);
    }
    free(plain);
    test_remove_folder(top);
}

/* Deletes, replaces and adds. */
static void edit(const char *path)
{
    xapian_writable_database *db;
    draft d;
    draft_init(&d);
    assert_int_equal(xapian_writable_database_open(path, XAPIAN_DB_OPEN, 0, &db, NULL), XAPIAN_OK);
    for (uint32_t i = 0; i < 120; i++) {
        xapian_document *document;
        uint32_t docid = 1 + (i * 7) % DOCUMENTS;
        corpus_fill(&d, 1000 + i, "XO");
        assert_int_equal(draft_document(&d, &document, NULL), DOSSIER_OK);
        if (i % 3 == 0)
            assert_int_equal(xapian_writable_database_delete_document(db, docid, NULL), XAPIAN_OK);
        else if (i % 3 == 1)
            assert_int_equal(xapian_writable_database_replace_document(db, docid, document, NULL),
                             XAPIAN_OK);
        else
            assert_int_equal(xapian_writable_database_add_document(db, document, NULL, NULL),
                             XAPIAN_OK);
        xapian_document_free(document);
        if (i % 40 == 20)
            assert_int_equal(xapian_writable_database_commit(db, NULL), XAPIAN_OK);
    }
    assert_int_equal(xapian_writable_database_close(db, NULL), XAPIAN_OK);
    xapian_writable_database_free(db);
    draft_free(&d);
}

static void compact(const char *path, const char *output)
{
    xapian_database *db;
    assert_int_equal(xapian_database_open(path, 0, &db, NULL), XAPIAN_OK);
    assert_int_equal(xapian_database_compact(db, output, XAPIAN_COMPACT_FULL, 0, NULL, NULL, NULL),
                     XAPIAN_OK);
    xapian_database_free(db);
}

static void a_bulk_built_index_can_be_changed_and_compacted_like_any_other(void **state)
{
    (void)state;
    char *top = test_new_folder();
    char *plain = inside(top, "plain"), *small = inside(top, "small"), *generation;
    write_through_xapian(plain, DOCUMENTS);
    build(top, DOCUMENTS, 3, 1 << 20, 0);
    assert_int_equal(place_generation(top, &generation, NULL), DOSSIER_OK);
    edit(plain);
    edit(generation);
    assert_sound_database(generation);
    assert_same_databases(plain, generation);
    compact(generation, small);
    assert_sound_database(small);
    test_remove_folder(plain);
    plain = inside(top, "plain");
    char *other = inside(top, "other");
    write_through_xapian(other, DOCUMENTS);
    edit(other);
    compact(other, plain);
    assert_same_databases(plain, small);
    free(other);
    free(generation);
    free(plain);
    free(small);
    test_remove_folder(top);
}

static void a_term_that_no_database_can_hold_is_refused_and_the_rest_goes_on(void **state)
{
    (void)state;
    char zeros[200] = {0};
    char *top = test_new_folder(), *generation;
    bulk *b;
    bulk_part *part;
    xapian_docid docid;
    uint32_t documents;
    dossier_error error;
    manifest files;
    draft d;
    draft_init(&d);
    manifest_init(&files);
    assert_int_equal(bulk_create(top, "en", &b, NULL), DOSSIER_OK);
    assert_int_equal(bulk_part_open(b, 0, &part, NULL), DOSSIER_OK);
    draft_add(&d, "", SLICE("good"), 1, 1);
    draft_add(&d, "", (slice){zeros, sizeof zeros}, 2, 1);
    assert_int_equal(draft_finish(&d), DOSSIER_OK);
    assert_int_equal(bulk_part_add(part, &d, PLENTY, &docid, &error), DOSSIER_INVALID);
    assert_non_null(strstr(error.message, "term"));
    draft_clear(&d);
    draft_add(&d, "", SLICE("good"), 1, 1);
    assert_int_equal(draft_finish(&d), DOSSIER_OK);
    assert_int_equal(bulk_part_add(part, &d, PLENTY, &docid, &error), DOSSIER_OK);
    assert_int_equal(docid, 1);
    assert_int_equal(bulk_part_close(part, &documents, NULL), DOSSIER_OK);
    assert_int_equal(bulk_finish(b, &documents, 1, &files, NULL), DOSSIER_OK);
    bulk_free(b);
    assert_int_equal(place_generation(top, &generation, NULL), DOSSIER_OK);
    assert_sound_database(generation);
    free(generation);
    draft_free(&d);
    manifest_free(&files);
    test_remove_folder(top);
}

static size_t entries_in(const char *folder)
{
    size_t n = 0;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));)
        n += entry->d_name[0] != '.';
    closedir(dir);
    return n;
}

/* Builds while no file can grow beyond `size`; the status of the step that failed. */
static dossier_status build_limited(const char *index, rlim_t size, dossier_error *error)
{
    struct rlimit before, limit;
    uint32_t documents = 0;
    bulk *b;
    bulk_part *part;
    manifest files;
    draft d;
    draft_init(&d);
    fill_files(&files);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    limit = (struct rlimit){size, before.rlim_max};
    assert_int_equal(bulk_create(index, "en", &b, NULL), DOSSIER_OK);
    assert_int_equal(bulk_part_open(b, 0, &part, NULL), DOSSIER_OK);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    dossier_status status = DOSSIER_OK;
    for (uint32_t i = 0; i < 60 && status == DOSSIER_OK; i++) {
        xapian_docid docid;
        corpus_fill(&d, i, "XO");
        status = bulk_part_add(part, &d, 1 << 20, &docid, error);
    }
    dossier_status closed = bulk_part_close(part, &documents, status == DOSSIER_OK ? error : NULL);
    status = status == DOSSIER_OK ? closed : status;
    if (status == DOSSIER_OK)
        status = bulk_finish(b, &documents, 1, &files, error);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    bulk_free(b);
    manifest_free(&files);
    draft_free(&d);
    return status;
}

static void when_the_disk_is_full_the_old_generation_stays_and_no_litter(void **state)
{
    (void)state;
    char *top = test_new_folder(), *generation;
    size_t failed = 0;
    signal(SIGXFSZ, SIG_IGN);
    build(top, 20, 1, PLENTY, 0);
    const rlim_t sizes[] = {0, 1, 50, 8191, 8192, 40000, 100000, 200000, 400000, 600000, 900000};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        dossier_error error;
        dossier_status status = build_limited(top, sizes[i], &error);
        if (status == DOSSIER_OK)
            continue;
        failed++;
        assert_int_equal(status, DOSSIER_IO);
        assert_non_null(strstr(error.message, strerror(EFBIG)));
        assert_int_equal(place_generation(top, &generation, NULL), DOSSIER_OK);
        assert_string_equal(strrchr(generation, '/'), "/g1");
        assert_sound_database(generation);
        free(generation);
        assert_int_equal(entries_in(top), 2); /* g1 and the stub */
    }
    assert_in_range(failed, 6, sizeof sizes / sizeof sizes[0]);
    assert_int_equal(build_limited(top, RLIM_INFINITY, NULL), DOSSIER_OK);
    test_remove_folder(top);
}

static void a_part_cut_short_behind_our_back_is_an_error_not_a_crash(void **state)
{
    (void)state;
    static const int eighths[] = {0, 1, 2, 3, 4, 5, 6, 7};
    char *top = test_new_folder(), *path;
    for (size_t i = 0; i < sizeof eighths / sizeof eighths[0]; i++) {
        dossier_error error = {0};
        struct stat whole;
        bulk *b;
        manifest files;
        fill_files(&files);
        assert_int_equal(bulk_create(top, "en", &b, NULL), DOSSIER_OK);
        part_work work = {.bulk = b, .last = 50, .memory = 1 << 19};
        write_part(&work);
        assert_true(asprintf(&path, "%s/new-%ld/part0", top, (long)getpid()) > 0);
        assert_int_equal(stat(path, &whole), 0);
        assert_int_equal(truncate(path, whole.st_size * eighths[i] / 8), 0);
        assert_int_equal(bulk_finish(b, &work.documents, 1, &files, &error), DOSSIER_IO);
        assert_non_null(strstr(error.message, "can't be read"));
        bulk_free(b);
        manifest_free(&files);
        free(path);
        assert_int_equal(entries_in(top), 0);
    }
    test_remove_folder(top);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bulk_build_holds_and_answers_what_xapians_own_writer_stores),
        cmocka_unit_test(a_bulk_built_index_can_be_changed_and_compacted_like_any_other),
        cmocka_unit_test(a_term_that_no_database_can_hold_is_refused_and_the_rest_goes_on),
        cmocka_unit_test(when_the_disk_is_full_the_old_generation_stays_and_no_litter),
        cmocka_unit_test(a_part_cut_short_behind_our_back_is_an_error_not_a_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
