/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/span.h"

#include <stdlib.h>
#include <string.h>

enum { UNITS = 3, LIST_LEAST = 16 };

struct span_engine {
    const span_node *root;
    size_t n;
    span_list *lists; /* of each node */
    bool *known;      /* the node's list is the present document's */
    span_marks marks[UNITS];
    bool marks_known[UNITS];
    const span_reader *reader;
};

void span_list_free(span_list *list)
{
    free(list->items);
    *list = (span_list){.items = NULL};
}

bool span_list_reserve(span_list *list, size_t more)
{
    if (more <= list->capacity - list->count)
        return true;
    size_t capacity = list->count + (more > list->count ? more : list->count);
    capacity = capacity < LIST_LEAST ? LIST_LEAST : capacity;
    span *items = reallocarray(list->items, capacity, sizeof *items);
    if (!items)
        return false;
    list->items = items;
    list->capacity = capacity;
    return true;
}

bool span_list_add(span_list *list, span s)
{
    if (!span_list_reserve(list, 1))
        return false;
    list->items[list->count++] = s;
    return true;
}

static int in_order(const void *a, const void *b)
{
    const span *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

void span_list_sort(span_list *list)
{
    bool sorted = true;
    for (size_t i = 1; i < list->count && sorted; i++)
        sorted = in_order(&list->items[i - 1], &list->items[i]) < 0;
    if (sorted)
        return;
    qsort(list->items, list->count, sizeof *list->items, in_order);
    size_t kept = 0;
    for (size_t i = 1; i < list->count; i++) {
        if (in_order(&list->items[kept], &list->items[i]) == 0)
            list->items[kept].loose |= list->items[i].loose;
        else
            list->items[++kept] = list->items[i];
    }
    list->count = kept + 1;
}

void span_list_minimize(span_list *list)
{
    /* From the right: a span holds another one iff one that begins later ends no later. */
    size_t keep = list->count;
    uint32_t least = UINT32_MAX;
    for (size_t i = list->count; i > 0; i--) {
        const span s = list->items[i - 1];
        if (keep < list->count && s.to >= least) {
            /* The same start and an earlier end come first in order: the one kept is too long. */
            continue;
        }
        while (keep < list->count && list->items[keep].from == s.from)
            keep++;
        least = s.to;
        list->items[--keep] = s;
    }
    list->count -= keep;
    if (keep)
        memmove(list->items, list->items + keep, list->count * sizeof *list->items);
}

dossier_status span_engine_create(const span_node *root, size_t n, span_engine **out)
{
    span_engine *engine = calloc(1, sizeof *engine);
    *out = engine;
    if (!engine)
        return DOSSIER_NO_MEMORY;
    engine->root = root;
    engine->n = n;
    engine->lists = calloc(n, sizeof *engine->lists);
    engine->known = calloc(n, sizeof *engine->known);
    if (engine->lists && engine->known)
        return DOSSIER_OK;
    span_engine_free(engine);
    *out = NULL;
    return DOSSIER_NO_MEMORY;
}

void span_engine_free(span_engine *engine)
{
    if (!engine)
        return;
    for (size_t i = 0; engine->lists && i < engine->n; i++)
        span_list_free(&engine->lists[i]);
    for (size_t i = 0; i < UNITS; i++)
        free(engine->marks[i].at);
    free(engine->lists);
    free(engine->known);
    free(engine);
}

static dossier_status find_marks(span_engine *e, span_mark kind)
{
    if (e->marks_known[kind])
        return DOSSIER_OK;
    e->marks[kind].count = 0;
    e->marks_known[kind] = true;
    return e->reader->marks(e->reader->ctx, kind, &e->marks[kind]);
}

static dossier_status find(span_engine *e, const span_node *node);

static span_list *list_of(span_engine *e, const span_node *node)
{
    return &e->lists[node->number_of];
}

static bool has_at(const span_list *list, uint32_t position)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].from < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low < list->count && list->items[low].from == position;
}

/* The children are leaves. */
static dossier_status find_phrase(span_engine *e, const span_node *node, span_list *out)
{
    for (size_t i = 0; i < node->n_children; i++) {
        dossier_status status = find(e, node->children[i]);
        if (status != DOSSIER_OK || list_of(e, node->children[i])->count == 0)
            return status;
    }
    const span_list *first = list_of(e, node->children[0]);
    for (size_t i = 0; i < first->count; i++) {
        uint32_t at = first->items[i].from;
        size_t k = 1;
        while (k < node->n_children && has_at(list_of(e, node->children[k]), at + (uint32_t)k))
            k++;
        if (k == node->n_children && !span_list_add(out, (span){at, at + (uint32_t)k - 1, false}))
            return DOSSIER_NO_MEMORY;
    }
    return DOSSIER_OK;
}

static dossier_status find_or(span_engine *e, const span_node *node, span_list *out)
{
    for (size_t i = 0; i < node->n_children; i++) {
        dossier_status status = find(e, node->children[i]);
        if (status != DOSSIER_OK)
            return status;
        const span_list *list = list_of(e, node->children[i]);
        for (size_t k = 0; k < list->count; k++)
            if (!span_list_add(out, list->items[k]))
                return DOSSIER_NO_MEMORY;
    }
    span_list_sort(out);
    return DOSSIER_OK;
}

static dossier_status find_near(span_engine *e, const span_node *node, span_list *out)
{
    static const span_mark marks[] = {
        [PROXIMITY_SENTENCE] = SPAN_SENTENCES, [PROXIMITY_PARAGRAPH] = SPAN_PARAGRAPHS};
    const span_marks *parts = NULL;
    dossier_status status = find(e, node->children[0]);
    if (status != DOSSIER_OK || list_of(e, node->children[0])->count == 0)
        return status;
    status = find(e, node->children[1]);
    if (status == DOSSIER_OK && node->near.unit != PROXIMITY_WORDS) {
        span_mark kind = marks[node->near.unit];
        status = find_marks(e, kind);
        parts = &e->marks[kind];
    }
    if (status != DOSSIER_OK)
        return status;
    return span_near(list_of(e, node->children[0]), list_of(e, node->children[1]), &node->near,
                     parts, out)
               ? DOSSIER_OK
               : DOSSIER_NO_MEMORY;
}

/* Do `number` of the spans not overlap? The one that ends first leaves most room. */
static bool are_so_many(const span_list *list, uint32_t number)
{
    uint32_t n = 0, end = 0;
    for (size_t i = 0; i < list->count && n < number; i++) {
        const span *s = &list->items[i];
        if (n == 0 || s->from > end) {
            n++;
            end = s->to;
        } else if (s->to < end) {
            end = s->to;
        }
    }
    return n >= number;
}

static dossier_status keep_between(const span_list *list, uint32_t from, uint64_t end,
                                   span_list *out)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].from >= from && list->items[i].to < end &&
            !span_list_add(out, list->items[i]))
            return DOSSIER_NO_MEMORY;
    return DOSSIER_OK;
}

/* ATLEAST, FIRST and LEAD: some or none of the child's spans. */
static dossier_status find_some(span_engine *e, const span_node *node, span_list *out)
{
    dossier_status status = find(e, node->children[0]);
    const span_list *list = list_of(e, node->children[0]);
    if (status != DOSSIER_OK || list->count == 0)
        return status;
    if (node->kind == SPAN_ATLEAST)
        return are_so_many(list, node->number) ? keep_between(list, 0, UINT64_MAX, out)
                                               : DOSSIER_OK;
    span_mark kind = node->kind == SPAN_LEAD ? SPAN_LEADS : SPAN_PARAGRAPHS;
    status = find_marks(e, kind);
    const span_marks *marks = &e->marks[kind];
    if (status != DOSSIER_OK)
        return status;
    if (node->kind == SPAN_LEAD)
        return marks->count < 2 ? DOSSIER_OK : keep_between(list, marks->at[0], marks->at[1], out);
    /* Without a text all of it is headline. */
    return keep_between(list, 0, marks->count ? (uint64_t)marks->at[0] + node->number : UINT64_MAX,
                        out);
}

static dossier_status find(span_engine *e, const span_node *node)
{
    span_list *out = list_of(e, node);
    dossier_status status = DOSSIER_OK;
    if (e->known[node->number_of])
        return DOSSIER_OK;
    out->count = 0;
    switch (node->kind) {
    case SPAN_LEAF:
        status = e->reader->leaf(e->reader->ctx, node, out);
        if (status == DOSSIER_OK)
            span_list_sort(out);
        break;
    case SPAN_PHRASE:
        status = find_phrase(e, node, out);
        break;
    case SPAN_OR:
        status = find_or(e, node, out);
        break;
    case SPAN_NEAR:
        status = find_near(e, node, out);
        break;
    case SPAN_ATLEAST:
    case SPAN_FIRST:
    case SPAN_LEAD:
        status = find_some(e, node, out);
        break;
    }
    e->known[node->number_of] = status == DOSSIER_OK;
    return status;
}

dossier_status span_find(span_engine *engine, const span_reader *reader, const span_list **found)
{
    engine->reader = reader;
    memset(engine->known, 0, engine->n * sizeof *engine->known);
    memset(engine->marks_known, 0, sizeof engine->marks_known);
    dossier_status status = find(engine, engine->root);
    *found = list_of(engine, engine->root);
    return status;
}
