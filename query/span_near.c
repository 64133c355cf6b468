/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What stands near what. For each later span the earlier one that begins last makes the shortest
 * stretch; which earlier ones are near enough is a window that only moves forward, so its best one
 * is kept in a queue whose members begin ever earlier (the sliding-window maximum).
 */
#include <stdlib.h>
#include <string.h>

#include "query/span.h"

/* The number of the sentence or paragraph that a position is in. */
static size_t part_of(const span_marks *marks, uint32_t position)
{
    size_t low = 0, high = marks->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (marks->at[middle] <= position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int by_end(const void *a, const void *b)
{
    const span *x = a, *y = b;
    if (x->to != y->to)
        return x->to < y->to ? -1 : 1;
    return (x->from > y->from) - (x->from < y->from);
}

static span *copy(const span_list *list, int (*order)(const void *, const void *))
{
    span *items = malloc((list->count + 1) * sizeof *items);
    if (!items)
        return NULL;
    if (list->count)
        memcpy(items, list->items, list->count * sizeof *items);
    if (order)
        qsort(items, list->count, sizeof *items, order);
    return items;
}

/* Is the stretch from an earlier span's start to the end of y inside one sentence or paragraph? */
static bool same_part(const span_marks *marks, uint32_t from, const span *y)
{
    return part_of(marks, from) == part_of(marks, y->to);
}

/* The stretches of an x and a later y. queue has room for all of `before`, which is in order of
 * ends. */
static bool add_ordered(const span *before, size_t n, const span_list *after, const proximity *near,
                        const span_marks *marks, size_t *queue, span_list *out)
{
    bool words = near->unit == PROXIMITY_WORDS;
    size_t next = 0, head = 0, tail = 0;
    for (size_t i = 0; i < after->count; i++) {
        const span *y = &after->items[i];
        for (; next < n && before[next].to < y->from; next++) {
            while (tail > head && before[queue[tail - 1]].from <= before[next].from)
                tail--;
            queue[tail++] = next;
        }
        while (words && head < tail && y->from - before[queue[head]].to > near->distance)
            head++;
        if (head == tail)
            continue;
        uint32_t from = before[queue[head]].from;
        if (!words && !same_part(marks, from, y))
            continue;
        if (!span_list_add(out, (span){from, y->to, true}))
            return false;
    }
    return true;
}

/* The stretches that have one of `inner` strictly inside. */
static bool add_around(const span_list *outer, const span_list *inner, const proximity *near,
                       const span_marks *marks, span_list *out)
{
    /* The inner span that begins behind a place and ends first: the least end from the right. */
    uint32_t *least = malloc((inner->count + 1) * sizeof *least);
    if (!least)
        return false;
    least[inner->count] = UINT32_MAX;
    for (size_t i = inner->count; i > 0; i--)
        least[i - 1] = inner->items[i - 1].to < least[i] ? inner->items[i - 1].to : least[i];
    size_t behind = 0;
    bool there = true;
    for (size_t i = 0; i < outer->count && there; i++) {
        const span *x = &outer->items[i];
        while (behind < inner->count && inner->items[behind].from <= x->from)
            behind++;
        bool part = near->unit == PROXIMITY_WORDS || same_part(marks, x->from, x);
        if (x->loose && least[behind] < x->to && part)
            there = span_list_add(out, *x);
    }
    free(least);
    return there;
}

/* Do the spans end in the order in which they begin? Those of words and phrases do, and minimal
 * ones. */
static bool is_chain(const span_list *list, bool *loose)
{
    *loose = list->count > 0 && list->items[0].loose;
    for (size_t i = 1; i < list->count; i++) {
        if (list->items[i].to <= list->items[i - 1].to)
            return false;
        *loose |= list->items[i].loose;
    }
    return true;
}

/* The same as add_ordered where the one before that ends last also begins last. */
static bool add_chained(const span_list *before, const span_list *after, const proximity *near,
                        const span_marks *marks, span_list *out)
{
    size_t next = 0, last = 0;
    for (size_t i = 0; i < after->count; i++) {
        const span *y = &after->items[i];
        while (next < before->count && before->items[next].to < y->from)
            next++;
        /* Behind the same x, an earlier y made a shorter stretch, or was too far already. */
        if (next == last)
            continue;
        last = next;
        const span *x = &before->items[next - 1];
        bool close = near->unit == PROXIMITY_WORDS ? y->from - x->to <= near->distance
                                                   : same_part(marks, x->from, y);
        if (close && !span_list_add(out, (span){x->from, y->to, true}))
            return false;
    }
    return true;
}

static bool is_of_words(const span_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].from != list->items[i].to)
            return false;
    return true;
}

/* Does none of the marks lie behind `from` and not behind `to`? *mark is the first one that may:
 * places are asked for in ascending order. */
static bool unbroken(const span_marks *marks, int64_t from, int64_t to, size_t *mark)
{
    while (*mark < marks->count && marks->at[*mark] <= from)
        ++*mark;
    return *mark == marks->count || marks->at[*mark] > to;
}

/* The stretches between words, in one pass and already in order and minimal: of places next to each
 * other, when the two lists are merged, those that are of different lists. */
static bool add_words(const span_list *a, const span_list *b, const proximity *near,
                      const span_marks *marks, span_list *out)
{
    size_t i = 0, k = 0, mark = 0;
    int64_t last_a = -1, last_b = -1;
    while (i < a->count || k < b->count) {
        int64_t next_a = i < a->count ? a->items[i].from : INT64_MAX;
        int64_t next_b = k < b->count ? b->items[k].from : INT64_MAX;
        int64_t to = next_a < next_b ? next_a : next_b, from = -1;
        if (next_b == to && last_a >= last_b)
            from = last_a;
        if (next_a == to && !near->ordered && last_b >= last_a && last_b > from)
            from = last_b;
        bool close =
            from >= 0 && (near->unit == PROXIMITY_WORDS ? to - from <= near->distance
                                                        : unbroken(marks, from, to, &mark));
        if (close && !span_list_add(out, (span){(uint32_t)from, (uint32_t)to, true}))
            return false;
        if (next_a == to) {
            last_a = to;
            i++;
        }
        if (next_b == to) {
            last_b = to;
            k++;
        }
    }
    return true;
}

/* The general case: spans inside one another, or with words between their ends. */
static bool add_nested(const span_list *a, const span_list *b, const proximity *near,
                       const span_marks *marks, span_list *out)
{
    size_t most = a->count > b->count ? a->count : b->count;
    size_t *queue = malloc((most + 1) * sizeof *queue);
    span *first = copy(a, by_end), *second = copy(b, by_end);
    bool there =
        queue && first && second && add_ordered(first, a->count, b, near, marks, queue, out);
    if (there && !near->ordered)
        there = add_ordered(second, b->count, a, near, marks, queue, out) &&
                add_around(a, b, near, marks, out) && add_around(b, a, near, marks, out);
    free(queue);
    free(first);
    free(second);
    return there;
}

static bool add_pairs(const span_list *a, const span_list *b, const proximity *near,
                      const span_marks *marks, span_list *out)
{
    bool loose[2] = {false, false};
    if (!is_chain(a, &loose[0]) || !is_chain(b, &loose[1]) || loose[0] || loose[1])
        return add_nested(a, b, near, marks, out);
    return add_chained(a, b, near, marks, out) &&
           (near->ordered || add_chained(b, a, near, marks, out));
}

/* The first span of a list that begins behind a position. */
static size_t first_behind(const span_list *list, uint32_t position)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].from <= position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Is one of `others`, in order and from index `next` on, behind x and near? */
static bool near_behind(const span *x, const span_list *others, size_t next, const proximity *near,
                        const span_marks *marks)
{
    if (near->unit == PROXIMITY_WORDS)
        return next < others->count && others->items[next].from - x->to <= near->distance;
    size_t part = part_of(marks, x->from);
    for (;
         next < others->count && part_of(marks, others->items[next].from) == part_of(marks, x->to);
         next++)
        if (part_of(marks, others->items[next].to) == part)
            return true;
    return false;
}

/* Is one of the first n of `others`, which are in order of ends, before x and near? */
static bool near_before(const span *x, const span *others, size_t n, const proximity *near,
                        const span_marks *marks)
{
    if (near->unit == PROXIMITY_WORDS)
        return n > 0 && x->from - others[n - 1].to <= near->distance;
    size_t part = part_of(marks, x->to);
    for (; n > 0 && part_of(marks, others[n - 1].to) == part_of(marks, x->from); n--)
        if (part_of(marks, others[n - 1].from) == part)
            return true;
    return false;
}

/* The spans of a that have no b so near. `ends` are the ends of b in ascending order, `reach` the
 * greatest end among the first i of b. */
static bool add_apart(const span_list *a, const span_list *b, const span *ends,
                      const uint32_t *reach, const proximity *near, const span_marks *marks,
                      span_list *out)
{
    size_t before = 0;
    for (size_t i = 0; i < a->count; i++) {
        const span *x = &a->items[i];
        size_t behind = first_behind(b, x->to);
        while (before < b->count && ends[before].to < x->from)
            before++;
        bool near_it = near_behind(x, b, behind, near, marks);
        if (!near->ordered && !near_it)
            near_it = (behind > 0 && reach[behind] >= x->from) ||
                      near_before(x, ends, before, near, marks);
        if (!near_it && !span_list_add(out, *x))
            return false;
    }
    return true;
}

static bool add_all_apart(const span_list *a, const span_list *b, const proximity *near,
                          const span_marks *marks, span_list *out)
{
    span *ends = copy(b, by_end);
    uint32_t *reach = malloc((b->count + 1) * sizeof *reach);
    bool there = ends && reach;
    if (there) {
        reach[0] = 0;
        for (size_t i = 0; i < b->count; i++)
            reach[i + 1] = b->items[i].to > reach[i] ? b->items[i].to : reach[i];
        there = add_apart(a, b, ends, reach, near, marks, out);
    }
    free(ends);
    free(reach);
    return there;
}

bool span_near(const span_list *a, const span_list *b, const proximity *near,
               const span_marks *marks, span_list *out)
{
    out->count = 0;
    if (near->negated)
        return add_all_apart(a, b, near, marks, out);
    if (!a->count || !b->count)
        return true;
    if (is_of_words(a) && is_of_words(b))
        return add_words(a, b, near, marks, out);
    if (!add_pairs(a, b, near, marks, out))
        return false;
    span_list_sort(out);
    span_list_minimize(out);
    return true;
}
