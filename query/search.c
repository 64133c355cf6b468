/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/search.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "query/lex.h"
#include "store/error.h"
#include "store/index.h"

enum { PATH_MOST = 1 << 20, EXPLAIN_MOST = 1 << 20 };

static dossier_field_info field_infos[FIELDS];

static void fill_field_infos(void)
{
    for (size_t i = 0; i < FIELDS; i++) {
        const field *f = &field_table[i];
        field_infos[i] = (dossier_field_info){f->name, f->help, f->example, f->facet};
    }
}

const dossier_field_info *dossier_fields(size_t *n)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, fill_field_infos);
    *n = FIELDS;
    return field_infos;
}

static dossier_status create_facets(dossier_results *s, dossier_error *error)
{
    const facet_options options = {.names = s->options.facets,
                                   .n_names = s->options.n_facets,
                                   .limit = s->options.facet_limit,
                                   .associate = s->options.associate,
                                   .names_of = s->kit->book};
    return facet_set_create(&options, &s->facets, error);
}

dossier_status results_create(dossier_index *index, const dossier_search_options *options,
                              dossier_results **out, dossier_error *error)
{
    static const dossier_search_options defaults = {.limit = 10,
                                                    .suggestions = true,
                                                    .exact_count = true,
                                                    .snippets = 1,
                                                    .snippet_length = 240,
                                                    .facet_limit = 20};
    *out = NULL;
    dossier_results *s = calloc(1, sizeof *s);
    if (!s)
        return error_no_memory(error);
    s->reader = index->reader;
    s->options = options ? *options : defaults;
    s->tree.tokens = TOKEN_LIST_INIT;
    s->path = BUF_INIT(PATH_MOST);
    s->explain = BUF_INIT(EXPLAIN_MOST);
    record_init(&s->record);
    dossier_status status = kit_of(index, &s->kit, error);
    if (status == DOSSIER_OK)
        status = create_facets(s, error);
    /* The names belong to the caller, who may free them before the results. */
    s->options.facets = NULL;
    if (status != DOSSIER_OK) {
        dossier_results_free(s);
        return status;
    }
    *out = s;
    return DOSSIER_OK;
}

bool results_try_again(dossier_results *s, dossier_status status)
{
    if (status != DOSSIER_CORRUPT || ++s->attempts > SEARCH_ATTEMPTS)
        return false;
    return reader_reopen(s->reader, NULL) == DOSSIER_OK;
}

static dossier_status run(dossier_results *s, const xapian_query *query, const xapian_query *same,
                          facet_set *facets, dossier_error *error)
{
    const match_request request = {.query = query,
                                   .same = same,
                                   .offset = s->options.offset,
                                   .limit = s->options.limit,
                                   .sort = s->options.sort,
                                   .exact = s->options.exact_count,
                                   .weighted = s->weighted,
                                   .facets = facets,
                                   .deadline = &s->deadline};
    match_free(&s->match);
    return match_run(reader_database(s->reader), &request, &s->match, error);
}

dossier_status results_run(dossier_results *s, facet_set *facets, dossier_error *error)
{
    if (s->partial || !s->plan)
        return run(s, s->query, s->partial ? NULL : s->same, facets, error);
    return run(s, plan_query(s->plan), s->same, facets, error);
}

/* Nothing has all of it: what has some of it? */
static dossier_status run_partial(dossier_results *s, dossier_error *error)
{
    xapian_query *query;
    dossier_status status = plan_partial(s->plan, &query, error);
    if (status != DOSSIER_OK || !query)
        return status;
    xapian_query_free(s->query);
    s->query = query;
    status = run(s, s->query, NULL, s->facets, error);
    s->partial = status == DOSSIER_OK && s->match.matches > 0;
    return status;
}

/* Whom the query itself names is no news among those found with it. */
static dossier_status leave_out_named(dossier_results *s, dossier_error *error)
{
    size_t n, count = 0;
    const plan_item *items = plan_items(s->plan, &n);
    for (size_t i = 0; i < n; i++)
        count += items[i].entities ? items[i].n_terms : 0;
    slice *terms = arena_alloc(&s->memory, count * sizeof *terms);
    if (!terms)
        return error_no_memory(error);
    count = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; items[i].entities && k < items[i].n_terms; k++)
            terms[count++] = items[i].entities[k];
    facet_set_leave_out(s->facets, terms, count);
    return DOSSIER_OK;
}

static dossier_status plan_and_run(dossier_results *s, dossier_error *error)
{
    const plan_options options = {
        .text = {s->text, s->text_len},
        .mode = s->options.any_word ? PLAN_ANY : PLAN_ALL,
        .book = s->kit->book,
        .generation = reader_shards(s->reader) == 1 ? reader_generation(s->reader, 0) : NULL,
        .remote = !reader_is_local(s->reader),
        .deadline = &s->deadline,
        .strict = s->options.strict};
    plan_free(s->plan);
    s->plan = NULL;
    s->snippets = NULL;
    dossier_status status =
        plan_create(&s->tree, s->kit->stem, reader_database(s->reader), &options, &s->plan, error);
    if (status == DOSSIER_OK && s->options.associate)
        status = leave_out_named(s, error);
    if (status == DOSSIER_OK && plan_has_bonus(s->plan)) {
        xapian_query_free(s->same);
        status = plan_without_bonus(s->plan, &s->same, error);
    }
    if (status == DOSSIER_OK)
        status = results_run(s, s->facets, error);
    if (status == DOSSIER_OK && s->deadline.passed)
        note_add(&s->tree.notes, "timed-out", 0, 0,
                 "the search was stopped when its time was up; what it had found by then is shown, "
                 "and there may be more");
    if (status == DOSSIER_OK && s->match.matches == 0 && !s->options.any_word &&
        !s->deadline.passed)
        status = run_partial(s, error);
    if (status == DOSSIER_OK && (s->match.matches == 0 || s->partial) && !s->deadline.passed)
        status = explain_missing(s, error);
    if (status == DOSSIER_OK && s->options.explain)
        status = explain_search(s, error);
    if (status == DOSSIER_OK)
        s->snippets = plan_snippets(s->plan);
    return status;
}

/* Strictly, what was read otherwise than typed is refused. */
static dossier_status refuse_repairs(const dossier_results *s, dossier_error *error)
{
    if (s->tree.notes.count == 0)
        return DOSSIER_OK;
    const dossier_warning *first = &s->tree.notes.items[0];
    return lex_refuse(error, first->offset, first->length,
                      "write it so that nothing is left to guess, or leave out --strict", "%.*s",
                      (int)first->message.len, first->message.data);
}

static dossier_status read_query(dossier_results *s, const char *query, size_t len,
                                 dossier_error *error)
{
    const parse_options options = {.today = s->options.today};
    s->text = malloc(len + 1);
    if (!s->text)
        return error_no_memory(error);
    if (len)
        memcpy(s->text, query, len);
    s->text[len] = '\0';
    s->text_len = len;
    dossier_status status = parse_query((slice){s->text, len}, &options, &s->tree, error);
    return status == DOSSIER_OK && s->options.strict ? refuse_repairs(s, error) : status;
}

dossier_status dossier_search(dossier_index *index, const char *query, size_t len,
                              const dossier_search_options *options, dossier_results **out,
                              dossier_error *error)
{
    dossier_results *s;
    dossier_status status = results_create(index, options, &s, error);
    *out = NULL;
    if (status != DOSSIER_OK)
        return status;
    s->weighted = true;
    deadline_set(&s->deadline, s->options.timeout_ms);
    if (s->options.timeout_ms && !reader_is_local(s->reader))
        status = error_set(error, DOSSIER_UNSUPPORTED,
                           "a search of a remote index can't be given a time");
    if (status == DOSSIER_OK)
        status = read_query(s, query, len, error);
    if (status == DOSSIER_OK) {
        size_t notes = s->tree.notes.count;
        do {
            s->tree.notes.count = notes;
            s->partial = false;
            buf_clear(&s->explain);
            status = plan_and_run(s, error);
        } while (results_try_again(s, status));
    }
    if (status != DOSSIER_OK) {
        dossier_results_free(s);
        return status;
    }
    *out = s;
    return DOSSIER_OK;
}

dossier_status dossier_search_all(dossier_index *index, const dossier_search_options *options,
                                  dossier_results **out, dossier_error *error)
{
    dossier_results *s;
    xapian_error cause;
    dossier_status status = results_create(index, options, &s, error);
    *out = NULL;
    if (status != DOSSIER_OK)
        return status;
    if (xapian_query_match_all(&s->query, &cause) != XAPIAN_OK)
        status = error_xapian(error, "the query can't be built", &cause);
    if (status == DOSSIER_OK) {
        do
            status = results_run(s, s->facets, error);
        while (results_try_again(s, status));
    }
    if (status != DOSSIER_OK) {
        dossier_results_free(s);
        return status;
    }
    if (s->options.explain)
        buf_printf(&s->explain, "query    every document\nmatches  %llu\n",
                   (unsigned long long)s->match.matches);
    *out = s;
    return DOSSIER_OK;
}
