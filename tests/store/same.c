/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/store/same.h"

#include "xapian-c.h"

#include "tests/test.h"

#define OK(call) assert_int_equal((call), XAPIAN_OK)

enum { QUERIES = 300, HITS = 40, POSITIONS = 100000 };

/* Slots worth asking for: used, unused, and of every length of key. */
static const xapian_valueno slots[] = {0, 1, 2, 3, 4, 5, 127, 128, 255, 256, 300, 70000, 1u << 31};

typedef struct pair {
    xapian_database *a, *b;
} pair;

static void same_bytes(const char *a, size_t a_len, const char *b, size_t b_len)
{
    assert_int_equal(a_len, b_len);
    if (a_len)
        assert_memory_equal(a, b, a_len);
}

static void same_figures(pair p)
{
    xapian_doccount counts[2];
    uint64_t totals[2];
    double averages[2];
    xapian_termcount lower[2], upper[2];
    bool positions[2];
    OK(xapian_database_doccount(p.a, &counts[0], NULL));
    OK(xapian_database_doccount(p.b, &counts[1], NULL));
    assert_int_equal(counts[0], counts[1]);
    OK(xapian_database_lastdocid(p.a, &counts[0], NULL));
    OK(xapian_database_lastdocid(p.b, &counts[1], NULL));
    assert_int_equal(counts[0], counts[1]);
    OK(xapian_database_total_length(p.a, &totals[0], NULL));
    OK(xapian_database_total_length(p.b, &totals[1], NULL));
    assert_int_equal(totals[0], totals[1]);
    OK(xapian_database_average_length(p.a, &averages[0], NULL));
    OK(xapian_database_average_length(p.b, &averages[1], NULL));
    assert_true(averages[0] == averages[1]);
    OK(xapian_database_doclength_bounds(p.a, &lower[0], &upper[0], NULL));
    OK(xapian_database_doclength_bounds(p.b, &lower[1], &upper[1], NULL));
    assert_int_equal(lower[0], lower[1]);
    assert_int_equal(upper[0], upper[1]);
    OK(xapian_database_has_positions(p.a, &positions[0], NULL));
    OK(xapian_database_has_positions(p.b, &positions[1], NULL));
    assert_int_equal(positions[0], positions[1]);
}

static void same_positions(pair p, xapian_docid docid, const char *term, size_t len)
{
    static xapian_termpos a[POSITIONS], b[POSITIONS];
    size_t n, m;
    OK(xapian_database_positions(p.a, docid, term, len, a, POSITIONS, &n, NULL));
    OK(xapian_database_positions(p.b, docid, term, len, b, POSITIONS, &m, NULL));
    assert_int_equal(n, m);
    assert_in_range(n, 0, POSITIONS);
    assert_memory_equal(a, b, n * sizeof *a);
}

static void same_postings(pair p, const char *term, size_t len)
{
    xapian_posting_iter *a, *b;
    xapian_status status;
    xapian_termcount x, y;
    OK(xapian_database_postlist(p.a, term, len, &a, NULL));
    OK(xapian_database_postlist(p.b, term, len, &b, NULL));
    while ((status = xapian_posting_iter_next(a, NULL)) == XAPIAN_OK) {
        OK(xapian_posting_iter_next(b, NULL));
        assert_int_equal(xapian_posting_iter_docid(a), xapian_posting_iter_docid(b));
        OK(xapian_posting_iter_wdf(a, &x, NULL));
        OK(xapian_posting_iter_wdf(b, &y, NULL));
        assert_int_equal(x, y);
        OK(xapian_posting_iter_doclength(a, &x, NULL));
        OK(xapian_posting_iter_doclength(b, &y, NULL));
        assert_int_equal(x, y);
        if (len)
            same_positions(p, xapian_posting_iter_docid(a), term, len);
    }
    assert_int_equal(status, XAPIAN_END);
    assert_int_equal(xapian_posting_iter_next(b, NULL), XAPIAN_END);
    xapian_posting_iter_free(a);
    xapian_posting_iter_free(b);
}

/* Reads the list from its end by a look-up, so that the chunks' own keys are used. */
static void same_last_posting(pair p, const char *term, size_t len)
{
    xapian_posting_iter *a, *b;
    xapian_docid last;
    OK(xapian_database_lastdocid(p.a, &last, NULL));
    for (xapian_docid target = last; target > last / 2; target -= last / 8 + 1) {
        OK(xapian_database_postlist(p.a, term, len, &a, NULL));
        OK(xapian_database_postlist(p.b, term, len, &b, NULL));
        xapian_status status = xapian_posting_iter_skip_to(a, target, NULL);
        assert_int_equal(xapian_posting_iter_skip_to(b, target, NULL), status);
        if (status == XAPIAN_OK)
            assert_int_equal(xapian_posting_iter_docid(a), xapian_posting_iter_docid(b));
        xapian_posting_iter_free(a);
        xapian_posting_iter_free(b);
    }
}

static void same_term(pair p, const char *term, size_t len)
{
    xapian_doccount n, m;
    xapian_termcount x, y;
    OK(xapian_database_termfreq(p.a, term, len, &n, NULL));
    OK(xapian_database_termfreq(p.b, term, len, &m, NULL));
    assert_int_equal(n, m);
    OK(xapian_database_collection_freq(p.a, term, len, &x, NULL));
    OK(xapian_database_collection_freq(p.b, term, len, &y, NULL));
    assert_int_equal(x, y);
    OK(xapian_database_wdf_upper_bound(p.a, term, len, &x, NULL));
    OK(xapian_database_wdf_upper_bound(p.b, term, len, &y, NULL));
    assert_int_equal(x, y);
    same_postings(p, term, len);
    same_last_posting(p, term, len);
}

static void same_terms(pair p)
{
    xapian_term_iter *a, *b;
    xapian_status status;
    OK(xapian_database_allterms(p.a, "", 0, &a, NULL));
    OK(xapian_database_allterms(p.b, "", 0, &b, NULL));
    while ((status = xapian_term_iter_next(a, NULL)) == XAPIAN_OK) {
        size_t n, m;
        OK(xapian_term_iter_next(b, NULL));
        const char *term = xapian_term_iter_term(a, &n);
        const char *other = xapian_term_iter_term(b, &m);
        same_bytes(term, n, other, m);
        same_term(p, term, n);
    }
    assert_int_equal(status, XAPIAN_END);
    assert_int_equal(xapian_term_iter_next(b, NULL), XAPIAN_END);
    xapian_term_iter_free(a);
    xapian_term_iter_free(b);
    same_postings(p, "", 0);
}

static void same_termlists(pair p, xapian_docid docid)
{
    xapian_term_iter *a, *b;
    xapian_status status;
    OK(xapian_database_termlist(p.a, docid, &a, NULL));
    OK(xapian_database_termlist(p.b, docid, &b, NULL));
    while ((status = xapian_term_iter_next(a, NULL)) == XAPIAN_OK) {
        size_t n, m;
        xapian_termcount x, y;
        OK(xapian_term_iter_next(b, NULL));
        const char *term = xapian_term_iter_term(a, &n);
        const char *other = xapian_term_iter_term(b, &m);
        same_bytes(term, n, other, m);
        OK(xapian_term_iter_wdf(a, &x, NULL));
        OK(xapian_term_iter_wdf(b, &y, NULL));
        assert_int_equal(x, y);
    }
    assert_int_equal(status, XAPIAN_END);
    assert_int_equal(xapian_term_iter_next(b, NULL), XAPIAN_END);
    xapian_term_iter_free(a);
    xapian_term_iter_free(b);
}

static void same_document_values(xapian_document *a, xapian_document *b)
{
    xapian_value_iter *x, *y;
    xapian_termcount n, m;
    xapian_status status;
    OK(xapian_document_values_count(a, &n, NULL));
    OK(xapian_document_values_count(b, &m, NULL));
    assert_int_equal(n, m);
    OK(xapian_document_values(a, &x, NULL));
    OK(xapian_document_values(b, &y, NULL));
    while ((status = xapian_value_iter_next(x, NULL)) == XAPIAN_OK) {
        xapian_valueno slot, other_slot;
        size_t len, other_len;
        OK(xapian_value_iter_next(y, NULL));
        OK(xapian_value_iter_slot(x, &slot, NULL));
        OK(xapian_value_iter_slot(y, &other_slot, NULL));
        assert_int_equal(slot, other_slot);
        const char *value = xapian_value_iter_value(x, &len);
        const char *other = xapian_value_iter_value(y, &other_len);
        same_bytes(value, len, other, other_len);
    }
    assert_int_equal(status, XAPIAN_END);
    assert_int_equal(xapian_value_iter_next(y, NULL), XAPIAN_END);
    xapian_value_iter_free(x);
    xapian_value_iter_free(y);
}

static void same_documents(pair p)
{
    xapian_docid last;
    OK(xapian_database_lastdocid(p.a, &last, NULL));
    for (xapian_docid docid = 1; docid <= last; docid++) {
        xapian_document *a, *b;
        xapian_termcount x, y;
        const char *data, *other;
        size_t n, m;
        xapian_status status = xapian_database_get_document(p.a, docid, 0, &a, NULL);
        assert_int_equal(xapian_database_get_document(p.b, docid, 0, &b, NULL), status);
        if (status != XAPIAN_OK)
            continue;
        same_termlists(p, docid);
        OK(xapian_database_doclength(p.a, docid, &x, NULL));
        OK(xapian_database_doclength(p.b, docid, &y, NULL));
        assert_int_equal(x, y);
        OK(xapian_database_unique_terms(p.a, docid, &x, NULL));
        OK(xapian_database_unique_terms(p.b, docid, &y, NULL));
        assert_int_equal(x, y);
        OK(xapian_document_data(a, &data, &n, NULL));
        OK(xapian_document_data(b, &other, &m, NULL));
        same_bytes(data, n, other, m);
        same_document_values(a, b);
        xapian_document_free(a);
        xapian_document_free(b);
    }
}

static void same_stream(pair p, xapian_valueno slot)
{
    xapian_value_iter *a, *b;
    xapian_status status;
    OK(xapian_database_valuestream(p.a, slot, &a, NULL));
    OK(xapian_database_valuestream(p.b, slot, &b, NULL));
    while ((status = xapian_value_iter_next(a, NULL)) == XAPIAN_OK) {
        xapian_docid x, y;
        size_t n, m;
        OK(xapian_value_iter_next(b, NULL));
        OK(xapian_value_iter_docid(a, &x, NULL));
        OK(xapian_value_iter_docid(b, &y, NULL));
        assert_int_equal(x, y);
        const char *value = xapian_value_iter_value(a, &n);
        const char *other = xapian_value_iter_value(b, &m);
        same_bytes(value, n, other, m);
    }
    assert_int_equal(status, XAPIAN_END);
    assert_int_equal(xapian_value_iter_next(b, NULL), XAPIAN_END);
    xapian_value_iter_free(a);
    xapian_value_iter_free(b);
}

static void same_values(pair p)
{
    for (size_t i = 0; i < sizeof slots / sizeof slots[0]; i++) {
        xapian_doccount x, y;
        const char *value, *other;
        size_t n, m;
        OK(xapian_database_value_freq(p.a, slots[i], &x, NULL));
        OK(xapian_database_value_freq(p.b, slots[i], &y, NULL));
        assert_int_equal(x, y);
        OK(xapian_database_value_lower_bound(p.a, slots[i], &value, &n, NULL));
        OK(xapian_database_value_lower_bound(p.b, slots[i], &other, &m, NULL));
        same_bytes(value, n, other, m);
        OK(xapian_database_value_upper_bound(p.a, slots[i], &value, &n, NULL));
        OK(xapian_database_value_upper_bound(p.b, slots[i], &other, &m, NULL));
        same_bytes(value, n, other, m);
        same_stream(p, slots[i]);
    }
}

static void same_metadata(pair p)
{
    xapian_term_iter *a, *b;
    xapian_status status;
    OK(xapian_database_metadata_keys(p.a, "", 0, &a, NULL));
    OK(xapian_database_metadata_keys(p.b, "", 0, &b, NULL));
    while ((status = xapian_term_iter_next(a, NULL)) == XAPIAN_OK) {
        const char *value, *other;
        size_t n, m, value_len, other_len;
        OK(xapian_term_iter_next(b, NULL));
        const char *key = xapian_term_iter_term(a, &n);
        const char *other_key = xapian_term_iter_term(b, &m);
        same_bytes(key, n, other_key, m);
        OK(xapian_database_metadata(p.a, key, n, &value, &value_len, NULL));
        OK(xapian_database_metadata(p.b, key, n, &other, &other_len, NULL));
        same_bytes(value, value_len, other, other_len);
    }
    assert_int_equal(status, XAPIAN_END);
    assert_int_equal(xapian_term_iter_next(b, NULL), XAPIAN_END);
    xapian_term_iter_free(a);
    xapian_term_iter_free(b);
}

/* Up to `capacity` of a database's terms, evenly spread, as term queries. */
static size_t some_terms(xapian_database *db, xapian_query **out, size_t capacity)
{
    xapian_term_iter *it;
    size_t n = 0, all = 0, len;
    OK(xapian_database_allterms(db, "", 0, &it, NULL));
    while (xapian_term_iter_next(it, NULL) == XAPIAN_OK)
        all++;
    xapian_term_iter_free(it);
    OK(xapian_database_allterms(db, "", 0, &it, NULL));
    for (size_t i = 0; xapian_term_iter_next(it, NULL) == XAPIAN_OK; i++) {
        const char *term = xapian_term_iter_term(it, &len);
        if (n < capacity && i * capacity / all >= n)
            OK(xapian_query_term(term, len, 1, 0, &out[n++], NULL));
    }
    xapian_term_iter_free(it);
    return n;
}

static xapian_mset *search(xapian_database *db, const xapian_query *query)
{
    xapian_enquire *enquire;
    xapian_mset *mset;
    OK(xapian_enquire_create(db, &enquire, NULL));
    OK(xapian_enquire_set_query(enquire, query, 0, NULL));
    OK(xapian_enquire_get_mset(enquire, 0, HITS, 0, NULL, NULL, NULL, &mset, NULL));
    xapian_enquire_free(enquire);
    return mset;
}

/* Returns how many hits there were. */
static size_t same_answer(pair p, const xapian_query *query)
{
    xapian_mset *a = search(p.a, query), *b = search(p.b, query);
    size_t n = xapian_mset_size(a);
    xapian_match_counts x = xapian_mset_matches(a), y = xapian_mset_matches(b);
    assert_int_equal(n, xapian_mset_size(b));
    assert_int_equal(x.lower, y.lower);
    assert_int_equal(x.estimated, y.estimated);
    assert_int_equal(x.upper, y.upper);
    assert_true(xapian_mset_max_possible(a) == xapian_mset_max_possible(b));
    for (size_t i = 0; i < n; i++) {
        xapian_hit hit, other;
        OK(xapian_mset_hit(a, (xapian_doccount)i, &hit, NULL));
        OK(xapian_mset_hit(b, (xapian_doccount)i, &other, NULL));
        assert_int_equal(hit.docid, other.docid);
        assert_true(hit.weight == other.weight);
    }
    xapian_mset_free(a);
    xapian_mset_free(b);
    return n;
}

static void same_answers(pair p)
{
    static const struct {
        xapian_op op;
        size_t terms;
        xapian_termcount window;
    } shapes[] = {{XAPIAN_OP_OR, 1, 0},      {XAPIAN_OP_OR, 4, 0},       {XAPIAN_OP_AND, 2, 0},
                  {XAPIAN_OP_AND_NOT, 2, 0}, {XAPIAN_OP_PHRASE, 2, 400}, {XAPIAN_OP_NEAR, 2, 900}};
    xapian_query *terms[200], *query;
    size_t n = some_terms(p.a, terms, 200), found = 0;
    for (size_t i = 0; n && i < QUERIES; i++) {
        size_t shape = i % (sizeof shapes / sizeof shapes[0]);
        const xapian_query *parts[4];
        for (size_t k = 0; k < shapes[shape].terms; k++)
            parts[k] = terms[(i * 7919 + k * 104729) % n];
        OK(xapian_query_combine(shapes[shape].op, parts, shapes[shape].terms, shapes[shape].window,
                                &query, NULL));
        found += same_answer(p, query);
        xapian_query_free(query);
    }
    for (size_t i = 0; i < sizeof slots / sizeof slots[0]; i++) {
        OK(xapian_query_value_range(slots[i], "1", 1, "7", 1, &query, NULL));
        found += same_answer(p, query);
        xapian_query_free(query);
    }
    assert_true(n == 0 || found > 0);
    while (n)
        xapian_query_free(terms[--n]);
}

void assert_same_databases(const char *path, const char *other)
{
    pair p;
    OK(xapian_database_open(path, 0, &p.a, NULL));
    OK(xapian_database_open(other, 0, &p.b, NULL));
    same_figures(p);
    same_terms(p);
    same_documents(p);
    same_values(p);
    same_metadata(p);
    same_answers(p);
    xapian_database_free(p.a);
    xapian_database_free(p.b);
}

static xapian_status tell(const char *text, size_t len, void *ctx)
{
    buf_append(ctx, text, len);
    return XAPIAN_OK;
}

void assert_sound_database(const char *path)
{
    buf report = BUF_INIT((size_t)1 << 24);
    size_t errors = 1;
    OK(xapian_database_check(path, XAPIAN_CHECK_SHOW_STATS, tell, &report, &errors, NULL));
    if (errors)
        print_error("%s\n", buf_string(&report));
    assert_int_equal(errors, 0);
    buf_free(&report);
}
