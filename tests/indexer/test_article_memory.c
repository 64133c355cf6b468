/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Memory that runs out at every allocation in turn, and many threads that read at once. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/article.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);

static _Thread_local long allowed =
    -1; /* allocations until the next one fails; below 0: none fails */
static _Thread_local bool refused;

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

#define STORY                                                                                      \
    "The delegations met for three hours in the old customs house and agreed to meet again in "    \
    "the spring, after each side has shown the other a list of its posts. "

static const struct {
    article_format format;
    const char *text;
} documents[] = {
    {ARTICLE_TEXT,
     "GAUGES MOVED TO THE BRIDGE\n\nBY ADA THORNE\n\nTHE COAST TRIBUNE\n\nPublished May 4, "
     "1997\n\nLISBON \xE2\x80\x94 " STORY "\n\nSee [it](http://x).\n\nI. Posts\n\n1. One.\n\n"
     "2. Two:\n\n(a) x\n\n(b) y\n\nII. Ends\n\nCaf\xC3\xA9 \xC3\x89toile\n"},
    {ARTICLE_MARKDOWN, "---\ntitle: Gauges\nauthors: [Thorne, Ada]\ndate: 1997-05-04\n---\n\n" STORY
                       "[x](http://y)\n\n## I. Posts\n\n1. One.\n2. Two.\n"},
    {ARTICLE_HTML,
     "<html lang=en><title>Gauges Moved - Tribune</title><meta name=author content='A B'>"
     "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"Gauges &amp; "
     "Posts\",\"author\":[{\"name\":\"Ada Thorne\"}]}</script><article><p>" STORY "</p><ol>"
     "<li>One.<li>Two.</ol></article>"},
};

#define N_DOCUMENTS (sizeof documents / sizeof documents[0])

static dossier_status read_once(size_t i)
{
    article_reader *reader = NULL;
    const char *reason = NULL;
    record r;
    article_hints hints = {.format = documents[i].format, .author = SLICE("Ferro, Luis")};
    record_init(&r);
    dossier_status status = article_reader_create(&reader);
    if (status == DOSSIER_OK)
        status = article_read(reader, slice_of(documents[i].text), &hints, &r, &reason);
    article_reader_free(reader);
    record_free(&r);
    return status;
}

static void an_article_that_runs_out_of_memory_says_so(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_DOCUMENTS; i++) {
        assert_int_equal(read_once(i), DOSSIER_OK);
        refused = true;
        for (long n = 0; refused && n < 5000; n++) {
            allowed = n;
            refused = false;
            dossier_status status = read_once(i);
            allowed = -1;
            assert_true(status == DOSSIER_NO_MEMORY || status == DOSSIER_OK);
        }
        assert_false(refused);
    }
}

static void *read_many(void *ctx)
{
    size_t *wrong = ctx;
    for (int round = 0; round < 50; round++) {
        for (size_t i = 0; i < N_DOCUMENTS; i++)
            *wrong += read_once(i) != DOSSIER_OK;
    }
    return NULL;
}

static void readers_of_many_threads_share_nothing(void **state)
{
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    size_t wrong[THREADS] = {0};
    (void)state;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, read_many, &wrong[i]), 0);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(wrong[i], 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_article_that_runs_out_of_memory_says_so),
        cmocka_unit_test(readers_of_many_threads_share_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
