/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Memory that runs out at every allocation in turn: the run ends with that status, nothing is lost
 * or used after it was freed (which the sanitizers see). Allocations are counted in our own code
 * alone; the linker sends them here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/source.h"
#include "tree.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);

static long allowed = -1; /* allocations until the next one fails; below 0: all succeed */
static bool refused;

static bool may_allocate(void)
{
    if (allowed < 0)
        return true;
    if (allowed == 0) {
        refused = true;
        return false;
    }
    allowed--;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return may_allocate() ? __real_malloc(size) : NULL;
}

void *__wrap_calloc(size_t n, size_t size)
{
    return may_allocate() ? __real_calloc(n, size) : NULL;
}

void *__wrap_realloc(void *old, size_t size)
{
    return may_allocate() ? __real_realloc(old, size) : NULL;
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return may_allocate() ? __real_aligned_alloc(alignment, size) : NULL;
}

static bool ignore_document(const source_document *document, void *ctx)
{
    (void)document;
    (void)ctx;
    return true;
}

static bool ignore_file(const source_file *file, void *ctx)
{
    (void)file;
    (void)ctx;
    return true;
}

static dossier_status read_once(const char *path)
{
    source_reader *reader = NULL;
    uint64_t hash;
    dossier_status status = source_reader_create(NULL, &reader);
    if (status == DOSSIER_OK)
        status = source_read(reader, path, ignore_document, NULL, &hash);
    source_reader_free(reader);
    return status;
}

static dossier_status walk_once(const char *path)
{
    static const char *const patterns[] = {"*.log", NULL};
    const source_walk_options options = {.gitignore = true, .ignore = patterns};
    const source_walk_events events = {ignore_file, NULL};
    return source_walk(path, &options, &events, NULL);
}

static void fail_each_allocation(dossier_status (*once)(const char *path), const char *path)
{
    assert_int_equal(once(path), DOSSIER_OK);
    long n = 0;
    do {
        refused = false;
        allowed = n++;
        dossier_status status = once(path);
        allowed = -1;
        assert_int_equal(status, refused ? DOSSIER_NO_MEMORY : DOSSIER_OK);
    } while (refused);
    assert_true(n > 2);
}

static void a_reader_says_when_memory_has_run_out(void **state)
{
    (void)state;
    tree t;
    tree_create(&t);
    tree_text(&t, "a.txt", "one");
    tree_gzip(&t, "b.txt.gz", SLICE("two"));
    tree_text(&t, "c.jsonl",
              "{\"id\":1,\"text\":[\"a\",\"b\"],\"author\":[{\"name\":\"A\"},\"B &amp; C\"]}\n"
              "{\"id\":1,\"text\":\"one\",\"n\":NaN}\n{\"text\":\"caf\xE9\"}\n");
    tree_text(&t, "d.json", "{\"articles\":[{\"text\":\"<p>x\"},{\"title\":\"<b>y</b>\"}]}");
    static const char *const names[] = {"a.txt", "b.txt.gz", "c.jsonl", "d.json"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        fail_each_allocation(read_once, tree_path(&t, names[i]));
    tree_remove(&t);
}

static void a_walk_says_when_memory_has_run_out(void **state)
{
    (void)state;
    tree t;
    char name[64];
    tree_create(&t);
    for (int i = 0; i < 300; i++) {
        snprintf(name, sizeof name, "a/b%d/%d.txt", i % 70, i);
        tree_text(&t, name, "");
    }
    tree_text(&t, ".dossierignore", "*.log\n!x\n");
    tree_text(&t, "a/.gitignore", "*.log\n");
    fail_each_allocation(walk_once, t.root);
    tree_remove(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reader_says_when_memory_has_run_out),
        cmocka_unit_test(a_walk_says_when_memory_has_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
