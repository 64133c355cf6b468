/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * differential INDEX QUERIES [SEED [DOCUMENTS]]
 *
 * Makes up queries from the words of an index's documents, and compares the documents that the
 * engine finds with those that obvious.c finds, which looks at every pair of places in the stored
 * texts. Prints the queries about which they differ, and the documents; exit code 1 if there are
 * any. With DOCUMENTS, only so many of them are compared.
 */
#include <stdio.h>
#include <stdlib.h>

#include "obvious.h"
#include "query/plan.h"
#include "query/rank.h"
#include "query/search.h"
#include "store/reader.h"
#include "tests/test.h"

enum { DEPTH = 4, SHOWN = 10 };

typedef struct bench {
    reader *reader;
    obvious_library library;
    xapian_docid *docids; /* of the library's documents */
    uint64_t random;
    const obvious_document *from; /* words are taken from here */
    buf query;
    bool in_field; /* which has no beginning and no first paragraph */
    size_t found, empty;
} bench;

static uint32_t below(bench *b, uint32_t n)
{
    b->random ^= b->random << 13;
    b->random ^= b->random >> 7;
    b->random ^= b->random << 17;
    return (uint32_t)((b->random >> 20) % n);
}

static bool chance(bench *b, uint32_t percent)
{
    return below(b, 100) < percent;
}

/* ---- the library ---- */

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
        b->docids[b->library.n] = docid;
        obvious_add(&b->library, &r);
    }
    obvious_finish(&b->library);
    record_codec_free(codec);
    record_free(&r);
}

/* ---- queries ---- */

static bool is_plain(slice word)
{
    for (size_t i = 0; i < word.len; i++)
        if (!((word.data[i] | 32) >= 'a' && (word.data[i] | 32) <= 'z'))
            return false;
    return word.len > 2;
}

/* A word of a document that a query can be made of; NULL when none was come upon. */
static const obvious_word *some_word(bench *b)
{
    for (int i = 0; i < 50; i++) {
        const obvious_word *w = &b->from->words[below(b, (uint32_t)b->from->n_words)];
        if (is_plain(w->written))
            return w;
    }
    return NULL;
}

static void add_bare(bench *b, slice word)
{
    char folded[TOKEN_MAX_FOLD];
    size_t n = word.len < sizeof folded ? word.len : sizeof folded;
    for (size_t i = 0; i < n; i++)
        folded[i] = (char)(word.data[i] | 32);
    /* Words that ranking leaves out are looked for in quotes. */
    bool content = rank_classify((slice){folded, n}, 0) == RANK_CONTENT;
    buf_printf(&b->query, content ? "%.*s" : "\"%.*s\"", (int)n, folded);
}

static void add_phrase(bench *b, bool exact)
{
    size_t n = 2 + below(b, 3), from = below(b, (uint32_t)b->from->n_words), words = 0;
    buf_append_slice(&b->query, exact ? SLICE("=\"") : SLICE("\""));
    for (size_t i = from; i < from + n && i < b->from->n_words; i++)
        if (is_plain(b->from->words[i].written)) {
            buf_append_slice(&b->query, b->from->words[i].written);
            buf_push(&b->query, ' ');
            words++;
        }
    buf_append_slice(&b->query, SLICE("x\""));
    /* Mostly without the last word, which no document has. */
    if (words && chance(b, 95))
        b->query.len -= 3, buf_push(&b->query, '"');
}

static void add_pattern(bench *b, slice word)
{
    size_t cut = 1 + below(b, (uint32_t)word.len - 1);
    size_t skip = cut + below(b, (uint32_t)(word.len - cut) + 1);
    switch (below(b, 4)) {
    case 0:
        cut = cut < 2 ? 2 : cut;
        buf_printf(&b->query, "%.*s*", (int)cut, word.data);
        break;
    case 1:
        cut = word.len - cut < 2 ? word.len - 2 : cut;
        buf_printf(&b->query, "*%.*s", (int)(word.len - cut), word.data + cut);
        break;
    case 2:
        cut = cut < 2 ? 2 : cut;
        skip = skip < cut ? cut : skip;
        buf_printf(&b->query, "%.*s*%.*s", (int)cut, word.data, (int)(word.len - skip),
                   word.data + skip);
        break;
    default:
        cut = cut == word.len - 1 ? cut - 1 : cut;
        buf_printf(&b->query, "%.*s?%.*s", (int)cut, word.data, (int)(word.len - cut - 1),
                   word.data + cut + 1);
    }
}

static void add_misspelt(bench *b, slice word)
{
    size_t at = below(b, (uint32_t)word.len);
    buf_printf(&b->query, "%.*s%c%.*s~%s", (int)at, word.data, 'a' + (int)below(b, 26),
               (int)(word.len - at - 1), word.data + at + 1,
               word.len > 4 && chance(b, 30) ? "2" : "");
}

static void add_leaf(bench *b)
{
    const obvious_word *w = some_word(b);
    uint32_t kind = below(b, 100);
    if (!w)
        buf_append_slice(&b->query, SLICE("treaty"));
    else if (kind < 15)
        add_phrase(b, false);
    else if (kind < 20)
        add_phrase(b, true);
    else if (kind < 27)
        buf_printf(&b->query, "=%.*s", (int)w->written.len, w->written.data);
    else if (kind < 37 && w->written.len > 3)
        add_pattern(b, w->written);
    else if (kind < 44 && w->written.len > 3)
        add_misspelt(b, w->written);
    else
        add_bare(b, w->written);
}

static void add_operator(bench *b)
{
    static const char *const others[] = {" w/s ",   " /p ",      " pre/s ",
                                         " pre/p ", " not w/s ", " not w/p "};
    if (chance(b, 35))
        buf_append_slice(&b->query, slice_of(others[below(b, 6)]));
    else
        buf_printf(&b->query, " %s%s/%u ", chance(b, 15) ? "not " : "", chance(b, 40) ? "pre" : "w",
                   1 + below(b, chance(b, 50) ? 6 : 60));
}

/* A part that has a place. */
static void add_placed(bench *b, int depth)
{
    uint32_t kind = depth > 0 ? below(b, 100) : 99;
    if (kind >= 70) {
        add_leaf(b);
        return;
    }
    if (kind < 8)
        buf_printf(&b->query, "atleast%u", 1 + below(b, 3));
    else if (kind < 13 && !b->in_field)
        buf_printf(&b->query, "first%u", 1 + below(b, 80));
    else if (kind < 18 && !b->in_field)
        buf_append_slice(&b->query, SLICE("lead"));
    buf_push(&b->query, '(');
    add_placed(b, depth - 1);
    if (kind >= 13 && kind < 40)
        buf_append_slice(&b->query, SLICE(" OR "));
    else
        add_operator(b);
    add_placed(b, depth - 1);
    buf_push(&b->query, ')');
}

static void add_any(bench *b, int depth)
{
    uint32_t kind = depth > 0 ? below(b, 100) : 99;
    if (kind >= 55) {
        b->in_field = chance(b, 5);
        buf_append_slice(&b->query, b->in_field ? SLICE("title:(") : SLICE(""));
        add_placed(b, depth);
        buf_append_slice(&b->query, b->in_field ? SLICE(")") : SLICE(""));
        b->in_field = false;
        return;
    }
    if (kind < 3) {
        buf_printf(&b->query, "length>%u", 100 * below(b, 10));
        return;
    }
    buf_append_slice(&b->query, kind < 12 ? SLICE("NOT (") : SLICE("("));
    add_any(b, depth - 1);
    buf_append_slice(&b->query, kind < 30 ? SLICE(" OR ") : SLICE(" AND "));
    buf_append_slice(&b->query, chance(b, 15) ? SLICE("NOT ") : SLICE(""));
    buf_push(&b->query, '(');
    add_any(b, depth - 1);
    buf_append_slice(&b->query, SLICE("))"));
}

/* ---- the comparison ---- */

static bool *found_by_engine(bench *b, parse_tree *tree)
{
    const plan_options options = {.text = buf_slice(&b->query),
                                  .generation = reader_generation(b->reader, 0)};
    match_request request = {.limit = 1 << 20, .exact = true, .weighted = true};
    match m;
    plan *p;
    dossier_error error;
    bool *found = calloc(b->library.n, 1);
    assert_non_null(found);
    if (plan_create(tree, b->library.stem, reader_database(b->reader), &options, &p, &error) !=
        DOSSIER_OK)
        fail_msg("%s: %s", buf_string(&b->query), error.message);
    request.query = plan_query(p);
    assert_int_equal(match_run(reader_database(b->reader), &request, &m, NULL), DOSSIER_OK);
    assert_int_equal(m.matches, match_size(&m));
    for (size_t i = 0; i < match_size(&m); i++) {
        xapian_hit hit;
        xapian_document *document;
        assert_int_equal(match_hit(&m, i, &hit, &document, NULL), XAPIAN_OK);
        xapian_document_free(document);
        for (size_t k = 0; k < b->library.n; k++)
            found[k] |= b->docids[k] == hit.docid;
    }
    match_free(&m);
    plan_free(p);
    return found;
}

/* False when they differ. */
static bool compare(bench *b)
{
    const parse_options options = {.today = 20170912};
    parse_tree tree;
    dossier_error error;
    size_t wrong = 0, n = 0;
    if (parse_query(buf_slice(&b->query), &options, &tree, &error) != DOSSIER_OK)
        fail_msg("%s: %s", buf_string(&b->query), error.message);
    bool *found = found_by_engine(b, &tree);
    for (size_t i = 0; i < b->library.n; i++) {
        bool expected = obvious_matches(&b->library, i, &tree);
        n += expected;
        if (found[i] == expected)
            continue;
        if (wrong++ == 0)
            printf("%s\n", buf_string(&b->query));
        printf("  document %u: %s\n", (unsigned)b->docids[i],
               expected ? "the engine misses it" : "only the engine finds it");
    }
    *(n ? &b->found : &b->empty) += 1;
    free(found);
    parse_tree_free(&tree);
    return wrong == 0;
}

int main(int argc, char **argv)
{
    bench b = {.query = BUF_INIT(1 << 16), .random = 88172645463325252u};
    dossier_error error;
    size_t wrong = 0, n;
    if (argc < 3) {
        fputs("usage: differential INDEX QUERIES [SEED [DOCUMENTS]]\n", stderr);
        return 2;
    }
    const char *const locations[] = {argv[1]};
    if (reader_open(locations, 1, &b.reader, &error) != DOSSIER_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 2;
    }
    assert_int_equal(stemmer_create(reader_language(b.reader), &b.library.stem), DOSSIER_OK);
    n = strtoul(argv[2], NULL, 10);
    b.random ^= argc > 3 ? strtoull(argv[3], NULL, 10) << 32 : 0;
    load(&b, argc > 4 ? strtoul(argv[4], NULL, 10) : SIZE_MAX);
    for (size_t i = 0; i < n && wrong < SHOWN; i++) {
        b.from = &b.library.documents[below(&b, (uint32_t)b.library.n)];
        if (b.from->n_words == 0)
            continue;
        buf_clear(&b.query);
        add_any(&b, DEPTH);
        wrong += !compare(&b);
    }
    printf("%zu queries over %zu documents: %zu with matches, %zu without, %zu differ\n", n,
           b.library.n, b.found, b.empty, wrong);
    obvious_free(&b.library);
    stemmer_free(b.library.stem);
    reader_free(b.reader);
    buf_free(&b.query);
    free(b.docids);
    return wrong ? 1 : 0;
}
