/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/span_source.h"

#include <stdlib.h>

#include "query/span_document.h"
#include "store/error.h"

#define HALF_BONUS 10.0 /* a stretch of so many words more than two gets half the bonus */

typedef struct source {
    span_source_options options;
    position_reader *fast; /* owned; may be NULL */
    double weight;         /* of the present document */
    span_engine *engine;
    span_document *document;
    xapian_database *shard; /* owned: the one that init is given lives no longer than its call */
    xapian_docid last;      /* of the shard */
} source;

static void source_free(void *ctx)
{
    source *s = ctx;
    if (!s)
        return;
    span_engine_free(s->engine);
    span_document_free(s->document);
    xapian_database_free(s->shard);
    position_reader_free(s->fast);
    free(s);
}

static source *source_create(const span_source_options *o)
{
    source *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->options = *o;
    if (span_engine_create(o->root, o->n, &s->engine) == DOSSIER_OK &&
        span_document_create(&s->document) == DOSSIER_OK)
        return s;
    source_free(s);
    return NULL;
}

static xapian_status source_clone(void *ctx, void **copy)
{
    const source *s = ctx;
    *copy = source_create(&s->options);
    return *copy ? XAPIAN_OK : XAPIAN_NO_MEMORY;
}

/* The tables themselves, if the index lies here and is as the match sees it. */
static xapian_status open_tables(source *s)
{
    uint64_t revision = 0;
    xapian_error cause;
    span_document_use(s->document, NULL);
    position_reader_free(s->fast);
    s->fast = NULL;
    if (!s->options.generation ||
        xapian_database_revision(s->shard, &revision, &cause) != XAPIAN_OK)
        return XAPIAN_OK;
    if (position_reader_open(s->options.generation, revision, &s->fast) != DOSSIER_OK)
        return XAPIAN_NO_MEMORY;
    span_document_use(s->document, s->fast);
    return XAPIAN_OK;
}

static xapian_status source_init(xapian_database *shard, xapian_source_state *state,
                                 xapian_source_bounds *bounds, void *ctx)
{
    source *s = ctx;
    xapian_error cause;
    xapian_doccount documents = 0;
    xapian_database_free(s->shard);
    s->shard = NULL;
    xapian_status got = xapian_database_create(&s->shard, &cause);
    if (got == XAPIAN_OK)
        got = xapian_database_add(s->shard, shard, &cause);
    if (got == XAPIAN_OK)
        got = xapian_database_doccount(shard, &documents, &cause);
    if (got == XAPIAN_OK)
        got = xapian_database_lastdocid(shard, &s->last, &cause);
    if (got == XAPIAN_OK)
        got = open_tables(s);
    state->max_weight = s->options.bonus;
    *bounds = (xapian_source_bounds){0, documents, documents};
    return got;
}

static double closeness(const span_list *found)
{
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < found->count; i++) {
        uint32_t length = found->items[i].to - found->items[i].from;
        least = length < least ? length : least;
    }
    return HALF_BONUS / (HALF_BONUS + (least > 1 ? least - 1 : 0));
}

static xapian_status look(source *s, xapian_docid docid, bool *there)
{
    const span_list *found;
    span_document_move(s->document, s->shard, docid);
    dossier_status status = span_find(s->engine, span_document_reader(s->document), &found);
    if (status != DOSSIER_OK) {
        xapian_status cause = span_document_cause(s->document);
        if (cause != XAPIAN_OK)
            return cause;
        return status == DOSSIER_NO_MEMORY ? XAPIAN_NO_MEMORY : XAPIAN_DATABASE_CORRUPT;
    }
    *there = found->count > 0;
    s->weight = *there && s->options.bonus > 0 ? s->options.bonus * closeness(found) : 0;
    return XAPIAN_OK;
}

static xapian_status source_skip_to(xapian_docid target, double min_weight,
                                    xapian_source_state *state, void *ctx)
{
    source *s = ctx;
    (void)min_weight;
    for (xapian_docid docid = target; docid <= s->last && docid > 0; docid++) {
        if (deadline_passed(s->options.deadline))
            break;
        bool there = false;
        xapian_status got = look(s, docid, &there);
        if (got != XAPIAN_OK)
            return got;
        if (there) {
            state->docid = docid;
            return XAPIAN_OK;
        }
    }
    state->docid = 0;
    return XAPIAN_OK;
}

static xapian_status source_next(double min_weight, xapian_source_state *state, void *ctx)
{
    return source_skip_to(state->docid + 1, min_weight, state, ctx);
}

static xapian_status source_check(xapian_docid target, double min_weight, bool *known,
                                  xapian_source_state *state, void *ctx)
{
    const source *s = ctx;
    (void)min_weight;
    if (deadline_passed(s->options.deadline)) {
        *known = true;
        state->docid = 0;
        return XAPIAN_OK;
    }
    xapian_status got = look(ctx, target, known);
    if (got == XAPIAN_OK && *known)
        state->docid = target;
    return got;
}

static xapian_status source_weight(double *weight, void *ctx)
{
    const source *s = ctx;
    *weight = s->weight;
    return XAPIAN_OK;
}

xapian_query *span_source_query(postings_maker *m, const span_source_options *options)
{
    static const xapian_source_callbacks callbacks = {.init = source_init,
                                                      .next = source_next,
                                                      .skip_to = source_skip_to,
                                                      .check = source_check,
                                                      .weight = source_weight,
                                                      .clone = source_clone,
                                                      .free = source_free};
    xapian_query *query = NULL;
    xapian_error cause;
    if (m->status != DOSSIER_OK)
        return NULL;
    source *s = source_create(options);
    if (!s) {
        m->status = error_no_memory(m->error);
        return NULL;
    }
    if (xapian_query_posting_source(&callbacks, s, &query, &cause) != XAPIAN_OK) {
        source_free(s);
        m->status = error_xapian(m->error, "the query can't be built", &cause);
    }
    return query;
}
