/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Readers in several threads at once, each with its own: they share nothing. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include <cmocka.h>

#include "indexer/source.h"
#include "tree.h"

enum { THREADS = 4, TURNS = 50 };

static const char *const names[] = {"a.txt", "b.txt.gz", "c.jsonl", "d.zip"};

typedef struct worker {
    const char *paths[4];
    pthread_t thread;
    uint64_t hash[4];
    size_t bytes;
} worker;

static bool add_up(const source_document *document, void *ctx)
{
    worker *w = ctx;
    w->bytes += document->bytes.len + document->member.len * 1000 + document->failure.len * 1000000;
    return true;
}

static void *work(void *ctx)
{
    worker *w = ctx;
    source_reader *reader;
    if (source_reader_create(NULL, &reader) != DOSSIER_OK)
        return NULL;
    for (int turn = 0; turn < TURNS; turn++)
        for (size_t i = 0; i < 4; i++)
            source_read(reader, w->paths[i], add_up, w, &w->hash[i]);
    source_reader_free(reader);
    return w;
}

static void make_zip(const char *path)
{
    struct archive *a = archive_write_new();
    struct archive_entry *entry = archive_entry_new();
    archive_write_set_format_zip(a);
    archive_write_open_filename(a, path);
    archive_entry_copy_pathname(entry, "caf\xC3\xA9.txt");
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_size(entry, 4);
    archive_write_header(a, entry);
    archive_write_data(a, "four", 4);
    archive_entry_free(entry);
    archive_write_close(a);
    archive_write_free(a);
}

static void threads_read_the_same_files_alike(void **state)
{
    (void)state;
    tree t;
    worker workers[THREADS] = {0};
    tree_create(&t);
    tree_text(&t, names[0], "one");
    tree_gzip(&t, names[1], SLICE("two"));
    tree_text(&t, names[2], "{\"text\":\"three\",\"date\":1505174400}\nbad\n");
    make_zip(tree_path(&t, names[3]));
    for (size_t i = 0; i < THREADS; i++) {
        for (size_t k = 0; k < 4; k++)
            workers[i].paths[k] = strdup(tree_path(&t, names[k]));
        assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        void *result = NULL;
        pthread_join(workers[i].thread, &result);
        assert_non_null(result);
        assert_true(workers[i].bytes > 0 && workers[i].bytes == workers[0].bytes);
        assert_memory_equal(workers[i].hash, workers[0].hash, sizeof workers[0].hash);
        for (size_t k = 0; k < 4; k++)
            free((char *)workers[i].paths[k]);
    }
    tree_remove(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(threads_read_the_same_files_alike)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
