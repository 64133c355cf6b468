/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Posting sources made of C callbacks: the right documents come out, a broken source is refused,
 * and its context is freed exactly once.
 */
#include "fixture.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* A source that gives the ids of an array, each with a weight of ten times its place. */
struct list {
    xapian_docid docids[10];
    size_t n, next;
    double max_weight;
    double max_after;      /* unless 0, what max_weight becomes with the first document */
    unsigned estimate;     /* unless 0, instead of n */
    int *freed;            /* counts */
    xapian_status failure; /* what `failing` returns; XAPIAN_OK: nothing fails */
    const char *failing;   /* the callback that fails */
    bool backwards;        /* next goes back to the first */
    int checks, skips;     /* calls */
};

static xapian_status outcome(const struct list *list, const char *callback)
{
    return list->failing && strcmp(list->failing, callback) == 0 ? list->failure : XAPIAN_OK;
}

static xapian_status list_init(xapian_database *shard, xapian_source_state *state,
                               xapian_source_bounds *bounds, void *ctx)
{
    struct list *list = ctx;
    xapian_doccount count;

    OK(xapian_database_doccount(shard, &count, &E));
    assert_true(count > 0);
    assert_int_equal(state->docid, 0);
    list->next = 0;
    state->max_weight = list->max_weight;
    bounds->min = bounds->estimate = bounds->max = (xapian_doccount)list->n;
    if (list->estimate)
        bounds->estimate = list->estimate;
    return outcome(list, "init");
}

static void stand(const struct list *list, xapian_source_state *state)
{
    state->docid = list->next <= list->n && list->next > 0 ? list->docids[list->next - 1] : 0;
}

static xapian_status list_next(double min_weight, xapian_source_state *state, void *ctx)
{
    struct list *list = ctx;

    assert_true(min_weight <= DBL_MAX);
    list->next = list->backwards && list->next == 2 ? 1 : list->next + 1;
    stand(list, state);
    if (list->max_after > 0)
        state->max_weight = list->max_after;
    return outcome(list, "next");
}

static xapian_status list_skip_to(xapian_docid target, double min_weight,
                                  xapian_source_state *state, void *ctx)
{
    struct list *list = ctx;

    (void)min_weight;
    list->skips++;
    do
        list->next++;
    while (list->next <= list->n && list->docids[list->next - 1] < target);
    stand(list, state);
    return outcome(list, "skip_to");
}

static xapian_status list_check(xapian_docid target, double min_weight, bool *known,
                                xapian_source_state *state, void *ctx)
{
    struct list *list = ctx;

    (void)min_weight;
    list->checks++;
    *known = false;
    while (list->next < list->n && list->docids[list->next] < target)
        list->next++;
    if (list->next < list->n && list->docids[list->next] == target) {
        list->next++;
        *known = true;
        stand(list, state);
    }
    return outcome(list, "check");
}

static xapian_status list_weight(double *weight, void *ctx)
{
    const struct list *list = ctx;

    *weight = 10.0 * (double)list->next;
    return outcome(list, "weight");
}

static xapian_status list_clone(void *ctx, void **copy)
{
    struct list *twin;

    if (outcome(ctx, "clone") != XAPIAN_OK)
        return outcome(ctx, "clone");
    twin = malloc(sizeof *twin);
    if (!twin)
        return XAPIAN_NO_MEMORY;
    memcpy(twin, ctx, sizeof *twin);
    *copy = twin;
    return XAPIAN_OK;
}

static void list_free(void *ctx)
{
    struct list *list = ctx;

    (*list->freed)++;
    free(list);
}

static const xapian_source_callbacks full = {list_init,   list_next,  list_skip_to, list_check,
                                             list_weight, list_clone, list_free};
static const xapian_source_callbacks least = {list_init, list_next, NULL, NULL, NULL, NULL, NULL};
static const xapian_source_callbacks uncloned = {list_init,   list_next, list_skip_to, list_check,
                                                 list_weight, NULL,      list_free};

static struct list *new_list(int *freed, size_t n, const xapian_docid *docids)
{
    struct list *list = calloc(1, sizeof *list);

    assert_non_null(list);
    memcpy(list->docids, docids, n * sizeof *docids);
    list->n = n;
    list->max_weight = 100;
    list->freed = freed;
    return list;
}

static xapian_query *source_query(const xapian_source_callbacks *callbacks, struct list *list)
{
    xapian_query *query;

    OK(xapian_query_posting_source(callbacks, list, &query, &E));
    return query;
}

static xapian_status run(const xapian_database *db, const xapian_query *query, xapian_mset **mset)
{
    xapian_enquire *enquire;
    xapian_status status;

    OK(xapian_enquire_create(db, &enquire, &E));
    OK(xapian_enquire_set_query(enquire, query, 0, &E));
    status = xapian_enquire_get_mset(enquire, 0, 10, 0, NULL, NULL, NULL, mset, &E);
    xapian_enquire_free(enquire);
    return status;
}

static void a_source_gives_documents_and_weights(void **state)
{
    const struct sample *sample = *state;
    int freed = 0;
    xapian_query *query = source_query(&full, new_list(&freed, 3, (xapian_docid[]){1, 4, 5}));
    xapian_mset *mset;
    xapian_hit hit;

    OK(run(sample->db, query, &mset));
    assert_string_equal(ids_of(mset), "5 4 1");
    OK(xapian_mset_hit(mset, 0, &hit, &E));
    assert_true(hit.weight == 30);
    xapian_mset_free(mset);
    OK(run(sample->db, query, &mset)); /* once more from the start */
    assert_string_equal(ids_of(mset), "5 4 1");
    xapian_mset_free(mset);
    xapian_query_free(query);
    assert_int_equal(freed, 3); /* its own, and a copy for each match */
}

static void init_and_next_are_enough(void **state)
{
    const struct sample *sample = *state;
    struct list list = {.docids = {1, 4, 5}, .n = 3};
    xapian_query *source = source_query(&least, &list), *word = query_term("arms"), *both;

    assert_string_equal(ids(sample->db, source), "1 4 5");
    both = query_pair(XAPIAN_OP_AND, 0, word, source);
    assert_string_equal(ids(sample->db, both), "1 5");
    xapian_query_free(both);
    both = query_pair(XAPIAN_OP_AND_MAYBE, 0, word, source);
    assert_string_equal(ids(sample->db, both), "1 2 5");
    xapian_query_free(both);
    xapian_query_free(source);
    xapian_query_free(word);
}

static void a_source_is_one_part_of_a_query(void **state)
{
    static const struct {
        xapian_op op;
        const char *wanted;
    } cases[] = {
        {XAPIAN_OP_AND, "1 5"},         {XAPIAN_OP_OR, "1 2 4 5"}, {XAPIAN_OP_AND_NOT, "2"},
        {XAPIAN_OP_AND_MAYBE, "1 2 5"}, {XAPIAN_OP_FILTER, "1 5"}, {XAPIAN_OP_XOR, "2 4"},
    };
    const struct sample *sample = *state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct list list = {.docids = {1, 4, 5}, .n = 3};
        xapian_source_callbacks borrowed = uncloned;
        xapian_query *source, *word = query_term("arms"), *both;

        borrowed.free = NULL;
        source = source_query(&borrowed, &list);
        both = query_pair(cases[i].op, 0, word, source);
        assert_string_equal(ids(sample->db, both), cases[i].wanted);
        xapian_query_free(both);
        xapian_query_free(source);
        xapian_query_free(word);
    }
}

static void several_shards_need_a_clone(void **state)
{
    const struct sample *sample = *state;
    const char *path = path_in(sample, "second");
    xapian_database *all, *second;
    xapian_query *query;
    xapian_mset *mset;
    int freed = 0;

    sample_write(path, XAPIAN_DB_CREATE);
    OK(xapian_database_create(&all, &E));
    OK(xapian_database_open(path, 0, &second, &E));
    OK(xapian_database_add(all, sample->db, &E));
    OK(xapian_database_add(all, second, &E));
    query = source_query(&full, new_list(&freed, 2, (xapian_docid[]){1, 4}));
    OK(run(all, query, &mset));
    assert_string_equal(ids_of(mset), "7 8 1 2");
    xapian_mset_free(mset);
    xapian_query_free(query);
    query = source_query(&uncloned, new_list(&freed, 2, (xapian_docid[]){1, 4}));
    EXPECT(XAPIAN_INVALID_OPERATION, run(all, query, &mset));
    xapian_query_free(query);
    assert_int_equal(freed, 1 + 2 + 1);
    xapian_database_free(second);
    xapian_database_free(all);
}

static void every_failing_callback_stops_the_search(void **state)
{
    static const char *const callbacks[] = {"init", "next", "skip_to", "check", "weight"};
    const struct sample *sample = *state;

    for (size_t i = 0; i < sizeof callbacks / sizeof callbacks[0]; i++) {
        int freed = 0;
        struct list *list = new_list(&freed, 3, (xapian_docid[]){1, 4, 5});
        xapian_query *source, *word = query_term("arms"), *both;
        xapian_mset *mset = NULL;
        const xapian_op op =
            strcmp(callbacks[i], "check") == 0 ? XAPIAN_OP_AND : XAPIAN_OP_AND_MAYBE;

        list->failing = callbacks[i];
        list->failure = XAPIAN_RANGE;
        source = source_query(&uncloned, list);
        both = query_pair(op, 0, word, source);
        /* Which of the moves are made is up to the matcher. */
        if (run(sample->db, strcmp(callbacks[i], "next") == 0 ? source : both, &mset) ==
            XAPIAN_CALLBACK) {
            assert_int_equal(E.cause, XAPIAN_RANGE);
            assert_non_null(strstr(E.message, callbacks[i]));
            assert_null(mset);
        } else {
            assert_true(list->skips == 0 || strcmp(callbacks[i], "skip_to") != 0);
            assert_true(list->checks == 0 || strcmp(callbacks[i], "check") != 0);
        }
        xapian_mset_free(mset);
        xapian_query_free(both);
        xapian_query_free(word);
        xapian_query_free(source);
        assert_int_equal(freed, 1);
    }
}

static void a_failing_clone_stops_the_search(void **state)
{
    const struct sample *sample = *state;
    int freed = 0;
    struct list *list = new_list(&freed, 1, (xapian_docid[]){1});
    xapian_query *query = source_query(&full, list);
    xapian_mset *mset;

    list->failing = "clone";
    list->failure = XAPIAN_NO_MEMORY;
    EXPECT(XAPIAN_CALLBACK, run(sample->db, query, &mset));
    assert_int_equal(E.cause, XAPIAN_NO_MEMORY);
    xapian_query_free(query);
    assert_int_equal(freed, 1);
}

static void a_source_that_goes_astray_is_refused(void **state)
{
    static const struct {
        const char *what;
        bool backwards;
        double max_weight, max_after;
        unsigned estimate;
    } cases[] = {
        {"goes backwards", true, 100, 0, 0},
        {"weighs more than its maximum", false, 5, 0, 0},
        {"has a negative maximum", false, -1, 0, 0},
        {"has a maximum that is not a number", false, NAN, 0, 0},
        {"raises its maximum", false, 100, 200, 0},
        {"lowers its maximum below its weights", false, 100, 5, 0},
        {"estimates more than there can be", false, 100, 0, 9},
    };
    const struct sample *sample = *state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int freed = 0;
        struct list *list = new_list(&freed, 3, (xapian_docid[]){1, 4, 5});
        xapian_query *query;
        xapian_mset *mset;

        list->backwards = cases[i].backwards;
        list->max_weight = cases[i].max_weight;
        list->max_after = cases[i].max_after;
        list->estimate = cases[i].estimate;
        query = source_query(&uncloned, list);
        if (run(sample->db, query, &mset) != XAPIAN_INVALID_ARGUMENT)
            fail_msg("a source that %s was believed", cases[i].what);
        xapian_query_free(query);
        assert_int_equal(freed, 1);
    }
}

static void a_maximum_may_be_lowered_on_the_way(void **state)
{
    const struct sample *sample = *state;
    int freed = 0;
    struct list *list = new_list(&freed, 3, (xapian_docid[]){1, 4, 5});
    xapian_query *query;
    xapian_mset *mset;

    list->max_after = 30;
    query = source_query(&uncloned, list);
    OK(run(sample->db, query, &mset));
    assert_string_equal(ids_of(mset), "5 4 1");
    xapian_mset_free(mset);
    xapian_query_free(query);
    assert_int_equal(freed, 1);
}

static void what_is_missing_is_refused_and_not_freed(void **state)
{
    int freed = 0;
    struct list *list = new_list(&freed, 0, (xapian_docid[]){1});
    xapian_source_callbacks callbacks = full;
    xapian_query *query;
    const char *bytes;
    size_t len;

    (void)state;
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_query_posting_source(NULL, list, &query, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_query_posting_source(&full, list, NULL, &E));
    callbacks.init = NULL;
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_query_posting_source(&callbacks, list, &query, &E));
    callbacks = full;
    callbacks.next = NULL;
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_query_posting_source(&callbacks, list, &query, &E));
    assert_int_equal(freed, 0);
    query = source_query(&full, list);
    OK(xapian_query_description(query, &bytes, &len, &E));
    EXPECT(XAPIAN_UNIMPLEMENTED, xapian_query_serialise(query, &bytes, &len, &E));
    xapian_query_free(query);
    assert_int_equal(freed, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(a_source_gives_documents_and_weights),
        SAMPLE_TEST(init_and_next_are_enough),
        SAMPLE_TEST(a_source_is_one_part_of_a_query),
        SAMPLE_TEST(several_shards_need_a_clone),
        SAMPLE_TEST(every_failing_callback_stops_the_search),
        SAMPLE_TEST(a_failing_clone_stops_the_search),
        SAMPLE_TEST(a_source_that_goes_astray_is_refused),
        SAMPLE_TEST(a_maximum_may_be_lowered_on_the_way),
        SAMPLE_TEST(what_is_missing_is_refused_and_not_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
