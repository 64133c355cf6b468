/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * differential INDEX QUERIES [SEED [DOCUMENTS]]
 *
 * Makes up queries from the words, names and values of an index's documents, and compares the
 * documents that the engine finds with those that obvious.h finds, which looks at every pair of
 * places in the stored texts. Prints the queries about which they differ, and the documents; exit
 * code 1 if there are any. Where QUERIES is -, the queries are the lines of standard input. With
 * DOCUMENTS, only so many of them are compared. A query with a word that stands for more terms than
 * the engine looks for, or with a name that several have (notes tell so), is not compared.
 */
#include <stdio.h>
#include <stdlib.h>

#include "generate.h"
#include "obvious.h"
#include "query/book.h"
#include "query/plan.h"
#include "query/search.h"
#include "store/reader.h"
#include "tests/test.h"

enum { SHOWN = 10 };

typedef struct bench {
    reader *reader;
    book *book;
    obvious_library library;
    xapian_docid *docids; /* of the library's documents, ascending */
    generator make;
    size_t found, empty, cut;
} bench;

static void load(bench *b, size_t most)
{
    xapian_database *db = reader_database(b->reader);
    xapian_docid last;
    record r;
    record_codec *codec;
    record_init(&r);
    assert_int_equal(record_codec_create(&codec), DOSSIER_OK);
    assert_int_equal(xapian_database_lastdocid(db, &last, NULL), XAPIAN_OK);
    b->docids = calloc((size_t)last + 1, sizeof *b->docids);
    assert_non_null(b->docids);
    for (xapian_docid docid = 1; docid <= last && b->library.n < most; docid++) {
        slice stored;
        if (reader_stored(b->reader, docid, &stored, NULL) != DOSSIER_OK)
            continue;
        record_clear(&r);
        assert_int_equal(record_decode(stored, &r), DOSSIER_OK);
        assert_int_equal(record_inflate(codec, stored, &r, SIZE_MAX), DOSSIER_OK);
        assert_int_equal(record_read_entities(codec, stored, &r), DOSSIER_OK);
        b->docids[b->library.n] = docid;
        obvious_add(&b->library, &r);
    }
    obvious_finish(&b->library);
    record_codec_free(codec);
    record_free(&r);
}

static int by_docid(const void *a, const void *b)
{
    xapian_docid x = *(const xapian_docid *)a, y = *(const xapian_docid *)b;
    return (x > y) - (x < y);
}

static void mark_found(const bench *b, const match *m, bool *found)
{
    for (size_t i = 0; i < match_size(m); i++) {
        xapian_hit hit;
        xapian_document *document;
        assert_int_equal(match_hit(m, i, &hit, &document, NULL), XAPIAN_OK);
        xapian_document_free(document);
        const xapian_docid *at =
            bsearch(&hit.docid, b->docids, b->library.n, sizeof *b->docids, by_docid);
        if (at)
            found[at - b->docids] = true;
    }
}

/* What the evaluator can't know: that the index keeps more words than the engine looks for, and who
 * else has the name. */
static bool is_noted(const parse_tree *tree)
{
    for (size_t i = 0; i < tree->notes.count; i++)
        if (strcmp(tree->notes.items[i].code, "wildcard-cut") == 0 ||
            strcmp(tree->notes.items[i].code, "several-entities") == 0)
            return true;
    return false;
}

/* False when its answer can't be compared. */
static bool find_by_engine(const bench *b, parse_tree *tree, bool *found)
{
    const plan_options options = {.text = buf_slice(&b->make.query),
                                  .book = b->book,
                                  .generation = reader_generation(b->reader, 0)};
    match_request request = {.limit = 1 << 20, .exact = true, .weighted = true};
    match m;
    plan *p;
    xapian_query *same = NULL;
    dossier_error error;
    if (plan_create(tree, b->library.stem, reader_database(b->reader), &options, &p, &error) !=
        DOSSIER_OK)
        fail_msg("%.*s: %s", (int)b->make.query.len, b->make.query.data, error.message);
    request.query = plan_query(p);
    if (plan_has_bonus(p))
        assert_int_equal(plan_without_bonus(p, &same, NULL), DOSSIER_OK);
    request.same = same;
    assert_int_equal(match_run(reader_database(b->reader), &request, &m, NULL), DOSSIER_OK);
    assert_int_equal(m.matches, match_size(&m));
    mark_found(b, &m, found);
    match_free(&m);
    xapian_query_free(same);
    plan_free(p);
    return !is_noted(tree);
}

/* The number of documents about which they differ. */
static size_t report(bench *b, const bool *found, const bool *expected)
{
    size_t wrong = 0, n = 0;
    for (size_t i = 0; i < b->library.n; i++) {
        n += expected[i];
        if (found[i] == expected[i])
            continue;
        if (wrong++ == 0)
            printf("%.*s\n", (int)b->make.query.len, b->make.query.data);
        if (wrong <= SHOWN)
            printf("  document %u: %s\n", (unsigned)b->docids[i],
                   expected[i] ? "the engine misses it" : "only the engine finds it");
    }
    *(n ? &b->found : &b->empty) += 1;
    return wrong;
}

/* False when they differ. */
static bool compare(bench *b)
{
    const parse_options options = {.today = 20170912};
    parse_tree tree;
    dossier_error error;
    size_t wrong = 0;
    bool *found = calloc(b->library.n, sizeof *found);
    bool *expected = calloc(b->library.n, sizeof *expected);
    assert_true(found && expected);
    if (parse_query(buf_slice(&b->make.query), &options, &tree, &error) != DOSSIER_OK)
        fail_msg("%.*s: %s", (int)b->make.query.len, b->make.query.data, error.message);
    if (find_by_engine(b, &tree, found)) {
        obvious_find(&b->library, &tree, expected);
        wrong = report(b, found, expected);
    } else {
        b->cut++;
    }
    free(found);
    free(expected);
    parse_tree_free(&tree);
    return wrong == 0;
}

static bool open_index(bench *b, const char *index)
{
    dossier_error error;
    if (reader_open(&index, 1, &b->reader, &error) != DOSSIER_OK ||
        book_open(b->reader, &b->book, &error) != DOSSIER_OK) {
        fprintf(stderr, "%s\n", error.message);
        return false;
    }
    assert_int_equal(stemmer_create(reader_language(b->reader), &b->library.stem), DOSSIER_OK);
    return true;
}

static void close_index(bench *b)
{
    obvious_free(&b->library);
    stemmer_free(b->library.stem);
    book_free(b->book);
    reader_free(b->reader);
    buf_free(&b->make.query);
    free(b->docids);
}

/* The next query: made up, or with lines a line of them; false at their end. */
static bool next_query(generator *make, FILE *lines)
{
    char *line = NULL;
    size_t room = 0;
    if (!lines) {
        generate_query(make);
        return true;
    }
    ssize_t n = getline(&line, &room, lines);
    buf_clear(&make->query);
    if (n > 0)
        buf_append_slice(&make->query, slice_trim((slice){line, (size_t)n}));
    free(line);
    return n > 0;
}

int main(int argc, char **argv)
{
    bench b = {.make = {.query = BUF_INIT(1 << 16), .random = 88172645463325252u}};
    size_t wrong = 0, n, i;
    if (argc < 3) {
        fputs("usage: differential INDEX QUERIES [SEED [DOCUMENTS]]\n", stderr);
        return 2;
    }
    if (!open_index(&b, argv[1]))
        return 2;
    FILE *lines = strcmp(argv[2], "-") == 0 ? stdin : NULL;
    n = lines ? SIZE_MAX : strtoul(argv[2], NULL, 10);
    b.make.library = &b.library;
    b.make.random ^= argc > 3 ? strtoull(argv[3], NULL, 10) << 32 : 0;
    load(&b, argc > 4 ? strtoul(argv[4], NULL, 10) : SIZE_MAX);
    for (i = 0; i < n && wrong < SHOWN && next_query(&b.make, lines); i++)
        wrong += !compare(&b);
    printf("%zu queries over %zu documents: %zu with matches, %zu without, %zu not compared, %zu "
           "differ\n",
           i, b.library.n, b.found, b.empty, b.cut, wrong);
    close_index(&b);
    return wrong ? 1 : 0;
}
