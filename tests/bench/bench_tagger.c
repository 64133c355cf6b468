/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How fast one core tags English news, over tokens that are there already.
 *
 *   bench_tagger GAZETTEER FOLDER [PASSES]
 *
 * Reads every file below FOLDER into memory and cuts it into tokens first, then tags all documents
 * PASSES times (default 5) and prints the best pass; and the time in which the compiled gazetteer
 * is opened.
 */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "entity/tagger.h"
#include "text/token.h"

#define MAX_FILES 100000

typedef struct text {
    slice bytes;
    token_list tokens;
} text;

static text texts[MAX_FILES];
static size_t n_texts, total_bytes;

static int load(const char *path, const struct stat *info, int type, struct FTW *ftw)
{
    (void)ftw;
    if (type != FTW_F || info->st_size <= 0 || n_texts == MAX_FILES)
        return 0;
    size_t size = (size_t)info->st_size;
    char *data = malloc(size);
    FILE *file = fopen(path, "rb");
    text *t = &texts[n_texts];
    t->tokens = TOKEN_LIST_INIT;
    if (data && file && fread(data, 1, size, file) == size &&
        token_scan(&t->tokens, (slice){data, size}, 0) == DOSSIER_OK) {
        t->bytes = (slice){data, size};
        n_texts++;
        total_bytes += size;
        data = NULL;
    }
    if (file)
        fclose(file);
    free(data);
    return 0;
}

static double now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static size_t tag_all(tagger *t)
{
    size_t mentions = 0;
    for (size_t i = 0; i < n_texts; i++) {
        tagger_result result;
        const tagger_zone zone = {0, texts[i].tokens.count, ENTITY_IN_BODY, texts[i].bytes, 0};
        const tagger_document document = {&texts[i].tokens, &zone, 1, 20170912};
        if (tagger_run(t, &document, &result) != DOSSIER_OK)
            abort();
        mentions += result.n_mentions;
    }
    return mentions;
}

int main(int argc, char **argv)
{
    gazetteer *g = NULL;
    tagger *t = NULL;
    dossier_error error;
    if (argc < 3) {
        fprintf(stderr, "usage: bench_tagger GAZETTEER FOLDER [PASSES]\n");
        return 2;
    }
    double start = now(CLOCK_MONOTONIC);
    if (gazetteer_open(argv[1], &g, &error) != DOSSIER_OK || tagger_create(g, &t) != DOSSIER_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    double opened = now(CLOCK_MONOTONIC) - start;
    nftw(argv[2], load, 16, FTW_PHYS);
    if (n_texts == 0) {
        printf("skipped: no files in %s\n", argv[2]);
        return 0;
    }
    int passes = argc > 3 ? atoi(argv[3]) : 5;
    double best = 1e9;
    size_t mentions = 0;
    for (int pass = 0; pass < passes; pass++) {
        start = now(CLOCK_PROCESS_CPUTIME_ID);
        mentions = tag_all(t);
        double took = now(CLOCK_PROCESS_CPUTIME_ID) - start;
        best = took < best ? took : best;
    }
    printf("%zu files, %.1f MB, %zu mentions\n", n_texts, (double)total_bytes / 1e6, mentions);
    printf("opening the gazetteer: %.2f ms\n", opened * 1e3);
    printf("tagging: %.0f MB/s\n", (double)total_bytes / 1e6 / best);
    tagger_free(t);
    gazetteer_free(g);
    for (size_t i = 0; i < n_texts; i++) {
        token_list_free(&texts[i].tokens);
        free((char *)texts[i].bytes.data);
    }
    return 0;
}
