/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How fast one core turns English into folded words, and words into terms.
 *
 *   bench_token FOLDER [PASSES]
 *
 * Reads every file below FOLDER into memory first, then scans them all PASSES times (default 5), a
 * document at a time as the indexer does, and prints the best pass of each stage. Files are taken
 * as they are, without charset detection.
 */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "text/stem.h"
#include "text/token.h"

#define MAX_FILES 100000

static slice files[MAX_FILES];
static size_t file_count;
static size_t total_bytes;

static int load(const char *path, const struct stat *info, int type, struct FTW *ftw)
{
    (void)ftw;
    if (type != FTW_F || info->st_size <= 0 || file_count == MAX_FILES)
        return 0;
    size_t size = (size_t)info->st_size;
    char *data = malloc(size);
    FILE *file = fopen(path, "rb");
    if (data && file && fread(data, 1, size, file) == size) {
        files[file_count++] = (slice){data, size};
        total_bytes += size;
        data = NULL;
    }
    if (file)
        fclose(file);
    free(data);
    return 0;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

typedef struct figures {
    size_t words;
    size_t folded;
    uint64_t check; /* so that no work can be left out */
} figures;

static figures scan_all(token_list *list)
{
    figures f = {0};
    for (size_t i = 0; i < file_count; i++) {
        token_list_clear(list);
        if (token_scan(list, files[i], 0) != DOSSIER_OK)
            abort();
        f.words += list->count;
        f.folded += list->folded.len;
    }
    return f;
}

static figures stem_all(token_list *list, stemmer *s)
{
    figures f = {0};
    for (size_t i = 0; i < file_count; i++) {
        token_list_clear(list);
        if (token_scan(list, files[i], 0) != DOSSIER_OK)
            abort();
        for (size_t k = 0; k < list->count; k++) {
            slice term = stemmer_term(s, token_fold(list, &list->tokens[k]), list->tokens[k].flags);
            f.check += term.len + (unsigned char)term.data[term.len - 1];
        }
        f.words += list->count;
    }
    return f;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: bench_token FOLDER [PASSES]\n");
        return 2;
    }
    int passes = argc > 2 ? atoi(argv[2]) : 5;
    nftw(argv[1], load, 16, FTW_PHYS);
    if (file_count == 0) {
        printf("skipped: no files in %s\n", argv[1]);
        return 0;
    }
    token_list list = TOKEN_LIST_INIT;
    stemmer *english = NULL;
    if (stemmer_create("en", &english) != DOSSIER_OK)
        abort();
    double scan = 1e9;
    double both = 1e9;
    figures f = {0};
    figures g = {0};
    for (int pass = 0; pass < passes; pass++) {
        double start = now();
        f = scan_all(&list);
        double middle = now();
        g = stem_all(&list, english);
        double end = now();
        scan = middle - start < scan ? middle - start : scan;
        both = end - middle < both ? end - middle : both;
    }
    double mb = (double)total_bytes / 1e6;
    double words = (double)f.words;
    printf("%zu files, %.1f MB, %zu words, %zu folded bytes, check %llu\n", file_count, mb, f.words,
           f.folded, (unsigned long long)g.check);
    printf("tokenize and fold: %.0f MB/s, %.1f ns a word\n", mb / scan, scan * 1e9 / words);
    printf("with stemming:     %.0f MB/s, %.1f ns more a word\n", mb / both,
           (both - scan) * 1e9 / words);
    stemmer_free(english);
    token_list_free(&list);
    for (size_t i = 0; i < file_count; i++)
        free((char *)files[i].data);
    return 0;
}
