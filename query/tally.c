/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/tally.h"

#include <stdlib.h>
#include <string.h>

void tally_free(tally *t)
{
    free(t->items);
    t->items = NULL;
    t->n = t->capacity = 0;
}

/* Where the text stands, or would. */
static size_t place_of(const tally *t, slice text)
{
    size_t low = 0, high = t->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (slice_compare(t->items[middle].value, text) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool make_room(tally *t)
{
    if (t->n < t->capacity)
        return true;
    size_t wanted = t->capacity ? 2 * t->capacity : 16;
    dossier_facet_value *items = reallocarray(t->items, wanted, sizeof *items);
    if (!items)
        return false;
    t->items = items;
    t->capacity = wanted;
    return true;
}

void tally_add(tally *t, slice text)
{
    size_t at = place_of(t, text);
    if (at < t->n && slice_equal(t->items[at].value, text)) {
        t->items[at].count++;
        return;
    }
    slice copy = arena_copy(t->memory, text);
    if ((text.len && !copy.data) || !make_room(t)) {
        t->failed = true;
        return;
    }
    memmove(&t->items[at + 1], &t->items[at], (t->n - at) * sizeof *t->items);
    t->items[at] = (dossier_facet_value){.value = copy, .count = 1};
    t->n++;
}

static int most_frequent_first(const void *a, const void *b)
{
    const dossier_facet_value *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return slice_compare(x->value, y->value);
}

void tally_sort(tally *t)
{
    if (t->n)
        qsort(t->items, t->n, sizeof *t->items, most_frequent_first);
}
