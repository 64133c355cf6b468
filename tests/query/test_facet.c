/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dossier.h"

#include "shelf.h"
#include "tests/test.h"

static const shelf_document library[] = {
    {.path = "1",
     .title = "x",
     .body = "iran",
     .source = "Wire",
     .kind = "article",
     .date = 20170912},
    {.path = "2",
     .title = "x",
     .body = "iran",
     .source = "Wire",
     .kind = "cable",
     .date = 20170900},
    {.path = "3",
     .title = "x",
     .body = "iran",
     .source = "Post",
     .kind = "article",
     .date = 20160105},
    {.path = "4",
     .title = "x",
     .body = "iran",
     .source = "Wire",
     .kind = "article",
     .date = 20150000},
    {.path = "5", .title = "x", .body = "iran", .kind = "article", .language = "fr"},
    {.path = "6",
     .title = "x",
     .body = "iraq",
     .source = "Post",
     .kind = "speech",
     .date = 20170101},
};
enum { DOCUMENTS = sizeof library / sizeof *library };

typedef struct desk {
    shelf s;
    dossier_index *index;
} desk;

static int open_desk(void **state)
{
    desk *d = calloc(1, sizeof *d);
    d->s = shelf_make(library, DOCUMENTS);
    d->index = shelf_open(&d->s);
    *state = d;
    return 0;
}

static int close_desk(void **state)
{
    desk *d = *state;
    dossier_index_free(d->index);
    shelf_remove(&d->s);
    free(d);
    return 0;
}

/* "source: Wire 3, Post 1; +0" for each facet. */
static const char *count(dossier_index *index, const char *query, const char *const *names,
                         size_t n, size_t limit, dossier_sort sort)
{
    static char text[2000];
    dossier_search_options options = DOSSIER_SEARCH_OPTIONS_INIT;
    dossier_results *results;
    size_t n_facets;
    options.facets = names;
    options.n_facets = n;
    options.facet_limit = limit;
    options.snippets = 0;
    options.sort = sort;
    assert_int_equal(dossier_search(index, query, strlen(query), &options, &results, NULL),
                     DOSSIER_OK);
    const dossier_facet *facets = dossier_results_facets(results, &n_facets);
    assert_int_equal(n_facets, n);
    text[0] = '\0';
    for (size_t i = 0; i < n_facets; i++) {
        sprintf(text + strlen(text), "%s%s:", i ? "; " : "", facets[i].name);
        for (size_t k = 0; k < facets[i].n_values; k++)
            sprintf(text + strlen(text), " %.*s %llu", (int)facets[i].values[k].value.len,
                    facets[i].values[k].value.data, (unsigned long long)facets[i].values[k].count);
        sprintf(text + strlen(text), " +%zu", facets[i].n_more);
    }
    dossier_results_free(results);
    return text;
}

static void values_come_most_frequent_first(void **state)
{
    static const char *const names[] = {"source", "kind", "language"};
    desk *d = *state;
    assert_string_equal(count(d->index, "iran", names, 3, 0, DOSSIER_BY_RELEVANCE),
                        "source: Wire 3 Post 1 +0; kind: article 4 cable 1 +0; lang: fr 1 +0");
}

static void times_come_in_order(void **state)
{
    static const char *const names[] = {"month", "year"};
    desk *d = *state;
    assert_string_equal(count(d->index, "iran", names, 2, 0, DOSSIER_BY_RELEVANCE),
                        "month: 2015 1 2016-01 1 2017-09 2 +0; year: 2015 1 2016 1 2017 2 +0");
}

static void the_limit_keeps_the_frequent_and_the_latest(void **state)
{
    static const char *const names[] = {"source", "year"};
    desk *d = *state;
    assert_string_equal(count(d->index, "iran", names, 2, 1, DOSSIER_BY_RELEVANCE),
                        "source: Wire 3 +1; year: 2017 2 +2");
}

static void every_order_of_results_counts_all(void **state)
{
    static const char *const names[] = {"kind"};
    static const dossier_sort sorts[] = {DOSSIER_BY_RELEVANCE, DOSSIER_BY_DATE,
                                         DOSSIER_BY_DATE_OLDEST};
    desk *d = *state;
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(count(d->index, "iran OR iraq", names, 1, 0, sorts[i]),
                            "kind: article 4 cable 1 speech 1 +0");
        assert_string_equal(count(d->index, "x iran -kind:cable", names, 1, 0, sorts[i]),
                            "kind: article 4 +0");
    }
}

static void a_partial_answer_is_what_is_counted(void **state)
{
    static const char *const names[] = {"kind"};
    desk *d = *state;
    assert_string_equal(count(d->index, "iraq xyzzy", names, 1, 0, DOSSIER_BY_RELEVANCE),
                        "kind: speech 1 +0");
}

static void no_match_has_no_values(void **state)
{
    static const char *const names[] = {"kind", "month"};
    desk *d = *state;
    assert_string_equal(count(d->index, "xyzzy", names, 2, 0, DOSSIER_BY_RELEVANCE),
                        "kind: +0; month: +0");
}

static void two_indexes_are_counted_together(void **state)
{
    static const char *const names[] = {"source", "month"};
    shelf halves[] = {shelf_make(library, 3), shelf_make(library + 3, DOCUMENTS - 3)};
    dossier_index *both = shelf_open_all(halves, 2);
    (void)state;
    assert_string_equal(count(both, "iran OR iraq", names, 2, 0, DOSSIER_BY_RELEVANCE),
                        "source: Wire 3 Post 2 +0; "
                        "month: 2015 1 2016-01 1 2017-01 1 2017-09 2 +0");
    dossier_index_free(both);
    shelf_remove(&halves[0]);
    shelf_remove(&halves[1]);
}

static void an_unknown_facet_is_refused_with_the_known_ones(void **state)
{
    static const char *const unknown[] = {"colour", "title", "date", "", "Month"};
    desk *d = *state;
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        dossier_search_options options = DOSSIER_SEARCH_OPTIONS_INIT;
        dossier_results *results;
        dossier_error error;
        options.facets = &unknown[i];
        options.n_facets = 1;
        assert_int_equal(dossier_search(d->index, "iran", 4, &options, &results, &error),
                         DOSSIER_INVALID);
        assert_null(results);
        assert_non_null(strstr(
            error.hint, "source, kind, lang, official, country, org, agreement, month, year"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_most_frequent_first),
        cmocka_unit_test(times_come_in_order),
        cmocka_unit_test(the_limit_keeps_the_frequent_and_the_latest),
        cmocka_unit_test(every_order_of_results_counts_all),
        cmocka_unit_test(a_partial_answer_is_what_is_counted),
        cmocka_unit_test(no_match_has_no_values),
        cmocka_unit_test(two_indexes_are_counted_together),
        cmocka_unit_test(an_unknown_facet_is_refused_with_the_known_ones),
    };
    return cmocka_run_group_tests(tests, open_desk, close_desk);
}
