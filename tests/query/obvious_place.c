/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where in a document the parts of a query stand. */
#include <stdlib.h>

#include "obvious_parts.h"
#include "tests/test.h"
#include "text/utf8.h"

void places_free(places *p)
{
    free(p->items);
    *p = (places){.items = NULL};
}

static void put(places *out, place p)
{
    if (out->n == out->capacity) {
        out->capacity = out->capacity ? out->capacity * 2 : 16;
        out->items = reallocarray(out->items, out->capacity, sizeof *out->items);
        assert_non_null(out->items);
    }
    out->items[out->n++] = p;
}

static int by_place(const void *a, const void *b)
{
    const place *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

static void keep_each_once(places *p)
{
    size_t kept = 0;
    if (p->n)
        qsort(p->items, p->n, sizeof *p->items, by_place);
    for (size_t i = 0; i < p->n; i++) {
        if (kept && by_place(&p->items[kept - 1], &p->items[i]) == 0)
            p->items[kept - 1].loose |= p->items[i].loose;
        else
            p->items[kept++] = p->items[i];
    }
    p->n = kept;
}

/* ---- words ---- */

static const obvious_text *text_of(const asking *a, const field *f)
{
    bool own = f && f->kind == FIELD_WORDS;
    return &a->d->text[own ? f - field_table : FIELD_TEXT];
}

/* Marks the positions at which the word stands. */
static bool *stands(asking *a, const parse_node *node, const field *f, size_t nth)
{
    const obvious_text *text = text_of(a, f);
    const meaning *m = meaning_of(a, node, f, nth);
    const bool headline = f == &field_table[FIELD_TITLE];
    bool *at = calloc((size_t)text->end + 1, sizeof *at);
    assert_non_null(at);
    for (size_t i = 0; i < text->n; i++) {
        const obvious_word *w = &text->words[i];
        if (m->means[w->number[m->name]] && (!headline || w->headline))
            at[w->position] = true;
    }
    return at;
}

static void put_marked(const bool *at, uint32_t end, uint32_t length, places *out)
{
    for (uint32_t i = 0; i < end; i++)
        if (at[i])
            put(out, (place){i, i + length - 1, false});
}

/* All the words in a row; a hyphenated one also in one word. */
static void find_words(asking *a, const parse_node *node, const field *f, places *out)
{
    const token *tokens = a->tree->tokens.tokens + node->token;
    uint32_t end = text_of(a, f)->end, length = 0;
    bool *all = calloc((size_t)end + 1, sizeof *all);
    assert_non_null(all);
    for (size_t k = 0; k < node->n_tokens; k++) {
        bool joined = tokens[k].flags & TOKEN_JOINED;
        if (joined && (node->kind != PARSE_WORD || tokens[k].length != node->text.len))
            continue;
        bool *at = stands(a, node, f, k);
        if (joined)
            put_marked(at, end, 1, out);
        for (uint32_t i = 0; i < end && !joined; i++)
            all[i] = (length == 0 || all[i]) && i + length < end && at[i + length];
        length += !joined;
        free(at);
    }
    put_marked(all, end, length, out);
    free(all);
}

static void find_any(asking *a, const parse_node *node, const field *f, places *out)
{
    bool *at = stands(a, node, f, 0);
    put_marked(at, text_of(a, f)->end, 1, out);
    free(at);
}

/* The fields of entities, by the numbers that a record has for their kinds. */
static int kind_of(const field *f)
{
    static const field_id fields[] = {FIELD_OFFICIAL, FIELD_COUNTRY, FIELD_ORGANIZATION,
                                      FIELD_AGREEMENT, FIELD_OFFICE};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (f == &field_table[fields[i]])
            return (int)i;
    return -1;
}

static void find_entity(const asking *a, const parse_node *node, const field *f, places *out)
{
    for (size_t i = 0; i < a->d->n_tags; i++) {
        const obvious_tag *tag = &a->d->tags[i];
        if (tag->kind == kind_of(f) && is_whole_meant(node, tag->id))
            for (size_t k = 0; k < tag->n; k++)
                put(out, (place){tag->positions[k], tag->positions[k], false});
    }
}

/* ---- nearness ---- */

static bool in_one_part(const asking *a, const proximity *near, uint32_t from, uint32_t to)
{
    const obvious_word *x = a->d->at[from], *y = a->d->at[to];
    return near->unit == PROXIMITY_SENTENCE ? x->sentence == y->sentence
                                            : x->paragraph == y->paragraph;
}

/* The first before the second, and near enough? */
static bool follows(const asking *a, const proximity *near, const place *x, const place *y)
{
    if (x->to >= y->from)
        return false;
    return near->unit == PROXIMITY_WORDS ? y->from - x->to <= near->distance
                                         : in_one_part(a, near, x->from, y->to);
}

static bool strictly_inside(const asking *a, const proximity *near, const place *inner,
                            const place *outer)
{
    return outer->loose && inner->from > outer->from && inner->to < outer->to &&
           (near->unit == PROXIMITY_WORDS || in_one_part(a, near, outer->from, outer->to));
}

static bool overlap(const place *x, const place *y)
{
    return x->from <= y->to && y->from <= x->to;
}

static bool is_close(const asking *a, const proximity *near, const place *x, const place *y)
{
    return follows(a, near, x, y) || (!near->ordered && (follows(a, near, y, x) || overlap(x, y)));
}

static void find_apart(const asking *a, const proximity *near, const places *x, const places *y,
                       places *out)
{
    for (size_t i = 0; i < x->n; i++) {
        bool close = false;
        for (size_t k = 0; k < y->n && !close; k++)
            close = is_close(a, near, &x->items[i], &y->items[k]);
        if (!close)
            put(out, x->items[i]);
    }
}

static void put_pair(const asking *a, const proximity *near, const place *p, const place *q,
                     places *out)
{
    if (follows(a, near, p, q))
        put(out, (place){p->from, q->to, true});
    if (near->ordered)
        return;
    if (follows(a, near, q, p))
        put(out, (place){q->from, p->to, true});
    if (strictly_inside(a, near, q, p))
        put(out, (place){p->from, p->to, true});
    if (strictly_inside(a, near, p, q))
        put(out, (place){q->from, q->to, true});
}

static int by_length(const void *a, const void *b)
{
    const place *x = a, *y = b;
    uint32_t n = x->to - x->from, m = y->to - y->from;
    return n == m ? by_place(a, b) : (n > m) - (n < m);
}

/* Those that hold no other one: the shortest first, each is asked whether it holds one of them. */
static void keep_minimal(places *p)
{
    size_t kept = 0;
    if (p->n)
        qsort(p->items, p->n, sizeof *p->items, by_length);
    for (size_t i = 0; i < p->n; i++) {
        const place x = p->items[i];
        bool holds = false;
        for (size_t k = 0; k < kept && !holds; k++)
            holds = p->items[k].from >= x.from && p->items[k].to <= x.to;
        if (!holds)
            p->items[kept++] = x;
    }
    p->n = kept;
}

static void find_together(const asking *a, const proximity *near, const places *x, const places *y,
                          places *out)
{
    places all = {.items = NULL};
    for (size_t i = 0; i < x->n; i++)
        for (size_t k = 0; k < y->n; k++)
            put_pair(a, near, &x->items[i], &y->items[k], &all);
    keep_minimal(&all);
    for (size_t i = 0; i < all.n; i++)
        put(out, all.items[i]);
    places_free(&all);
}

static void find_near(asking *a, const parse_node *node, const field *f, places *out)
{
    places x = places_of(a, node->child, f), y = places_of(a, node->child->next, f);
    if (node->near.negated)
        find_apart(a, &node->near, &x, &y, out);
    else
        find_together(a, &node->near, &x, &y, out);
    places_free(&x);
    places_free(&y);
}

/* ---- counts and places ---- */

/* The most of them that don't overlap: always the one that ends first. */
static size_t count_apart(const places *p)
{
    size_t n = 0;
    uint64_t behind = 0;
    for (;;) {
        const place *first = NULL;
        for (size_t i = 0; i < p->n; i++)
            if (p->items[i].from >= behind && (!first || p->items[i].to < first->to))
                first = &p->items[i];
        if (!first)
            return n;
        behind = (uint64_t)first->to + 1;
        n++;
    }
}

static bool is_in(const asking *a, const parse_node *node, const place *p)
{
    if (node->kind == PARSE_LEAD)
        return p->from >= a->d->lead_from && p->to < a->d->lead_end;
    if (node->kind == PARSE_FIRST && a->d->text_from)
        return p->to < (uint64_t)a->d->text_from + node->number;
    return true;
}

static void find_some(asking *a, const parse_node *node, const field *f, places *out)
{
    places all = places_of(a, node->child, f);
    bool enough = node->kind != PARSE_ATLEAST || count_apart(&all) >= node->number;
    for (size_t i = 0; i < all.n && enough; i++)
        if (is_in(a, node, &all.items[i]))
            put(out, all.items[i]);
    places_free(&all);
}

static void find(asking *a, const parse_node *node, const field *f, places *out)
{
    switch (node->kind) {
    case PARSE_NEAR:
        find_near(a, node, f, out);
        break;
    case PARSE_OR:
        for (const parse_node *child = node->child; child; child = child->next)
            find(a, child, f, out);
        break;
    case PARSE_ATLEAST:
    case PARSE_FIRST:
    case PARSE_LEAD:
        find_some(a, node, f, out);
        break;
    case PARSE_FIELD:
        find(a, node->child, node->field, out);
        break;
    default:
        if (f && f->kind == FIELD_ENTITY)
            find_entity(a, node, f, out);
        else if (node->kind == PARSE_WILDCARD || node->kind == PARSE_FUZZY ||
                 (f && f->kind == FIELD_SOUND))
            find_any(a, node, f, out);
        else
            find_words(a, node, f, out);
    }
}

places places_of(asking *a, const parse_node *node, const field *f)
{
    places out = {.items = NULL};
    find(a, node, f, &out);
    keep_each_once(&out);
    return out;
}
