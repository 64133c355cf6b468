/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Prints, for each web page named on the command line, a line with byte 1 and the page's name, and
 * the words that would be indexed as its story. For measure_html.py. */
#include <stdio.h>
#include <stdlib.h>

#include "indexer/article.h"

#define LARGEST ((size_t)64 << 20)

static void print_story(const record *r)
{
    for (size_t i = 0; i < r->n_segments; i++) {
        const record_segment *s = &r->segments[i];
        if (s->role != RECORD_BODY && s->role != RECORD_HEADING && s->role != RECORD_DATELINE)
            continue;
        fwrite(r->text.data + s->offset, 1, s->length, stdout);
        putchar('\n');
    }
}

int main(int argc, char **argv)
{
    article_reader *reader = NULL;
    char *data = malloc(LARGEST);
    record r;
    record_init(&r);
    if (!data || article_reader_create(&reader) != DOSSIER_OK)
        return 1;
    for (int i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");
        const char *reason = NULL;
        article_hints hints = {.format = ARTICLE_HTML};
        if (!file)
            continue;
        slice page = {data, fread(data, 1, LARGEST, file)};
        fclose(file);
        printf("\1%s\n", argv[i]);
        if (article_read(reader, page, &hints, &r, &reason) == DOSSIER_OK)
            print_story(&r);
    }
    article_reader_free(reader);
    record_free(&r);
    free(data);
    return 0;
}
