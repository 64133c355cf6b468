/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fixture.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

xapian_error E;

/* xapian_database_check() in libxapian 1.4 deletes an object through a pointer to a smaller base
 * class, which AddressSanitizer reports and no allocator minds.  The whole stack of an allocation
 * is kept, through libxapian to the function of ours that it was made for. */
__attribute__((visibility("default"))) const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "new_delete_type_mismatch=0:fast_unwind_on_malloc=0";
}

static const struct {
    const char *words, *date, *country;
} texts[SAMPLE_SIZE] = {
    {"the treaty of nuclear arms was signed in geneva", "19871208", "US"},
    {"nuclear talks in geneva stalled on arms control", "19940112", "US"},
    {"treaty on climate agreed in paris", "20151212", "FR"},
    {"climate talks in paris and nuclear energy", "20151130", "FR"},
    {"arms arms arms race", "19700305", "RU"},
    {"president of russia vetoed treaty", NULL, "RU"},
};

void expect_status(xapian_status wanted, xapian_status got, const char *call, const char *file,
                   int line)
{
    if (wanted == got)
        return;
    print_error("%s\n  is %s, not %s: %s (%s) %s\n", call, xapian_status_name(got),
                xapian_status_name(wanted), E.message, E.context, E.system);
    _fail(file, line);
}

void expect_bytes(const char *bytes, size_t len, const char *text)
{
    assert_int_equal(len, strlen(text));
    assert_memory_equal(bytes, text, len);
    assert_int_equal(bytes[len], '\0');
}

xapian_docid sample_add(xapian_writable_database *db, const char *words, const char *date,
                        const char *country, double number)
{
    xapian_document *doc;
    xapian_docid docid;
    char bytes[XAPIAN_SORTABLE_MAX];
    const size_t len = xapian_sortable_serialise(number, bytes);
    xapian_termpos position = 0;

    OK(xapian_document_create(&doc, &E));
    for (const char *w = words; *w; w += strspn(w, " ")) {
        const size_t n = strcspn(w, " ");
        position++;
        OK(xapian_document_add_posting(doc, w, n, position, 1, &E));
        w += n;
    }
    OK(xapian_document_set_data(doc, STR(words), &E));
    if (date)
        OK(xapian_document_set_value(doc, SLOT_DATE, STR(date), &E));
    OK(xapian_document_set_value(doc, SLOT_COUNTRY, STR(country), &E));
    OK(xapian_document_set_value(doc, SLOT_NUMBER, bytes, len, &E));
    OK(xapian_writable_database_add_document(db, doc, &docid, &E));
    xapian_document_free(doc);
    return docid;
}

void sample_write(const char *path, int flags)
{
    xapian_writable_database *db;

    OK(xapian_writable_database_open(path, flags | XAPIAN_DB_NO_SYNC, 0, &db, &E));
    for (int i = 0; i < SAMPLE_SIZE; i++)
        sample_add(db, texts[i].words, texts[i].date, texts[i].country, i + 1);
    OK(xapian_writable_database_set_metadata(db, LIT("schema"), LIT("1"), &E));
    OK(xapian_writable_database_close(db, &E));
    xapian_writable_database_free(db);
}

int sample_setup(void **state)
{
    struct sample *sample = calloc(1, sizeof *sample);
    const char *base = getenv("TMPDIR");

    assert_non_null(sample);
    snprintf(sample->dir, sizeof sample->dir, "%s/xapian-c-XXXXXX", base ? base : "/tmp");
    assert_non_null(mkdtemp(sample->dir));
    snprintf(sample->path, sizeof sample->path, "%s/sample", sample->dir);
    sample_write(sample->path, XAPIAN_DB_CREATE);
    OK(xapian_database_open(sample->path, 0, &sample->db, &E));
    *state = sample;
    return 0;
}

static int remove_entry(const char *path, const struct stat *info, int type, struct FTW *where)
{
    (void)info;
    (void)type;
    (void)where;
    return remove(path);
}

int sample_teardown(void **state)
{
    struct sample *sample = *state;

    xapian_database_free(sample->db);
    nftw(sample->dir, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    free(sample);
    return 0;
}

const char *path_in(const struct sample *sample, const char *name)
{
    static char paths[5][300];
    static int turn;

    turn = (turn + 1) % 5;
    snprintf(paths[turn], sizeof paths[turn], "%s/%s", sample->dir, name);
    return paths[turn];
}

void write_file(const char *path, const void *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

xapian_query *query_term(const char *term)
{
    xapian_query *query;

    OK(xapian_query_term(STR(term), 1, 0, &query, &E));
    return query;
}

xapian_query *query_terms(xapian_op op, unsigned window, const char *words)
{
    xapian_query *parts[20] = {NULL}, *all;
    size_t n = 0;

    for (const char *w = words; *w; w += strspn(w, " ")) {
        const size_t len = strcspn(w, " ");
        assert_true(n < 20);
        OK(xapian_query_term(w, len, 1, (xapian_termpos)n + 1, &parts[n], &E));
        n++;
        w += len;
    }
    OK(xapian_query_combine(op, (const xapian_query *const *)parts, n, window, &all, &E));
    while (n)
        xapian_query_free(parts[--n]);
    return all;
}

xapian_query *query_pair(xapian_op op, unsigned window, const xapian_query *a,
                         const xapian_query *b)
{
    const xapian_query *const parts[] = {a, b};
    xapian_query *both;

    OK(xapian_query_combine(op, parts, 2, window, &both, &E));
    return both;
}

const char *ids(const xapian_database *db, const xapian_query *query)
{
    xapian_enquire *enquire;
    xapian_weight *weight;
    xapian_mset *mset;
    const char *found;

    OK(xapian_enquire_create(db, &enquire, &E));
    OK(xapian_weight_bool(&weight, &E));
    OK(xapian_enquire_set_weight(enquire, weight, &E));
    OK(xapian_enquire_set_query(enquire, query, 0, &E));
    mset = all_results(enquire);
    found = ids_of(mset);
    xapian_mset_free(mset);
    xapian_weight_free(weight);
    xapian_enquire_free(enquire);
    return found;
}

const char *ids_of(const xapian_mset *mset)
{
    static char list[500];
    size_t used = 0;

    list[0] = '\0';
    for (xapian_doccount i = 0; i < xapian_mset_size(mset); i++) {
        xapian_hit hit;
        OK(xapian_mset_hit(mset, i, &hit, &E));
        assert_int_equal(hit.rank, xapian_mset_first(mset) + i);
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%u", i ? " " : "", hit.docid);
        assert_true(used < sizeof list);
    }
    return list;
}

xapian_mset *all_results(xapian_enquire *enquire)
{
    xapian_mset *mset;

    OK(xapian_enquire_get_mset(enquire, 0, 1000, 0, NULL, NULL, NULL, &mset, &E));
    return mset;
}

const char *terms_of(xapian_term_iter *it)
{
    static char list[1000];
    size_t used = 0, len;
    xapian_status status;

    list[0] = '\0';
    while ((status = xapian_term_iter_next(it, &E)) == XAPIAN_OK) {
        const char *term = xapian_term_iter_term(it, &len);
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%.*s", used ? " " : "",
                                 (int)len, term);
        assert_true(used < sizeof list);
    }
    assert_int_equal(status, XAPIAN_END);
    xapian_term_iter_free(it);
    return list;
}
