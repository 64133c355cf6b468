/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A whole program over dossier.h: opens an index, searches it, prints what was found.
 *
 *   cc -o example example.c $(pkg-config --cflags --libs dossier)
 *   ./example corpus/.dossier 'test ban'
 */
#include <dossier.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_text(dossier_text text)
{
    fwrite(text.data, 1, text.len, stdout);
}

/* A passage, with the words that were found in [brackets]. */
static void print_snippet(const dossier_snippet *snippet)
{
    size_t at = 0;
    printf("   %u: ", (unsigned)snippet->line);
    for (size_t i = 0; i < snippet->n_marks; i++) {
        dossier_mark mark = snippet->marks[i];
        print_text((dossier_text){snippet->text.data + at, mark.from - at});
        putchar('[');
        print_text((dossier_text){snippet->text.data + mark.from, mark.to - mark.from});
        putchar(']');
        at = mark.to;
    }
    print_text((dossier_text){snippet->text.data + at, snippet->text.len - at});
    putchar('\n');
}

static void print_hit(const dossier_hit *hit)
{
    printf("%zu. ", hit->rank);
    print_text(hit->title);
    printf(" (%08u)\n   ", (unsigned)hit->date);
    print_text(hit->path);
    putchar('\n');
    for (size_t i = 0; i < hit->n_snippets; i++)
        print_snippet(&hit->snippets[i]);
}

static void print_warnings(const dossier_results *results)
{
    size_t n;
    const dossier_warning *warnings = dossier_results_warnings(results, &n);
    for (size_t i = 0; i < n; i++)
        fprintf(stderr, "%.*s\n", (int)warnings[i].message.len, warnings[i].message.data);
}

/* The hits one after another; each lives until the next. */
static dossier_status print_hits(dossier_results *results, dossier_error *error)
{
    dossier_hit hit;
    bool more;
    for (;;) {
        dossier_status status = dossier_results_next(results, &hit, &more, error);
        if (status != DOSSIER_OK || !more)
            return status;
        print_hit(&hit);
    }
}

int main(int argc, char **argv)
{
    dossier_index *index = NULL;
    dossier_results *results = NULL;
    dossier_error error;
    dossier_search_options options = DOSSIER_SEARCH_OPTIONS_INIT;
    int code = EXIT_FAILURE;
    if (argc != 3) {
        fprintf(stderr, "usage: %s INDEX QUERY\n", argv[0]);
        return EXIT_FAILURE;
    }
    options.limit = 5;

    if (dossier_open((const char *const[]){argv[1]}, 1, &index, &error) != DOSSIER_OK)
        goto failed;
    if (dossier_search(index, argv[2], strlen(argv[2]), &options, &results, &error) != DOSSIER_OK)
        goto failed;
    print_warnings(results);
    if (print_hits(results, &error) != DOSSIER_OK)
        goto failed;
    printf("%llu of %llu documents match\n", (unsigned long long)dossier_results_matches(results),
           (unsigned long long)dossier_index_count(index));
    code = EXIT_SUCCESS;
    goto done;
failed:
    fprintf(stderr, "%s: %s\n", argv[0], error.message);
    if (error.hint[0])
        fprintf(stderr, "  %s\n", error.hint);
done:
    dossier_results_free(results);
    dossier_index_free(index);
    return code;
}
