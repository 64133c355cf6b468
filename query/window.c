/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/window.h"

#include <string.h>

#define AGAIN     0.05 /* of its weight, for a word that is said again ... */
#define AGAIN_MAX 4    /* ... up to so many times */
#define BESIDE    0.15 /* of the lesser weight, for two different words side by side */
#define BESIDE_BY 3    /* positions: "sanctions on Iran" */
#define SHOWN     0.3  /* what is left of a word's weight when another passage shows it */

typedef struct slide {
    const occurrence *items;
    const snippet_query *query;
    const double *damp;
    uint32_t *counts; /* of each word in the window */
    double score;
} slide;

static double weight(const slide *s, size_t i)
{
    size_t word = s->items[i].word;
    return s->query->words[word].weight * s->damp[word];
}

/* What the n-th occurrence of a word adds. */
static double gain(const slide *s, size_t i, uint32_t n)
{
    return n == 1 ? weight(s, i) : n <= AGAIN_MAX ? AGAIN * weight(s, i) : 0;
}

/* What occurrences i - 1 and i add as neighbours. */
static double beside(const slide *s, size_t i)
{
    const occurrence *a = &s->items[i - 1], *b = &s->items[i];
    if (a->word == b->word || b->position - a->position > BESIDE_BY)
        return 0;
    double x = weight(s, i - 1), y = weight(s, i);
    return BESIDE * (x < y ? x : y);
}

static void enter(slide *s, size_t i, size_t first)
{
    s->score += gain(s, i, ++s->counts[s->items[i].word]);
    if (i > first)
        s->score += beside(s, i);
}

static void leave(slide *s, size_t i, size_t last)
{
    s->score -= gain(s, i, s->counts[s->items[i].word]--);
    if (i < last)
        s->score -= beside(s, i + 1);
}

/* Slides over occurrences from <= i < to; a better window than *best goes to *found. */
static void slide_over(slide *s, size_t from, size_t to, uint32_t width, double *best,
                       window *found)
{
    size_t first = from;
    s->score = 0;
    memset(s->counts, 0, s->query->n_words * sizeof *s->counts);
    for (size_t last = from; last < to; last++) {
        while (s->items[last].position - s->items[first].position >= width) {
            leave(s, first, last - 1);
            first++;
        }
        enter(s, last, first);
        /* Sums that should be equal differ in their last bits. */
        if (s->score > *best * (1 + 1e-9)) {
            *best = s->score;
            found->first = first;
            found->last = last;
        }
    }
}

/* The next piece of [*from, end) that no chosen window holds; false when there is none. */
static bool next_free(const window *chosen, size_t n, size_t *from, size_t end, size_t *to)
{
    for (size_t i = 0; i < n; i++) {
        if (*from >= chosen[i].first && *from <= chosen[i].last)
            *from = chosen[i].last + 1;
    }
    *to = end;
    for (size_t i = 0; i < n; i++) {
        if (chosen[i].first >= *from && chosen[i].first < *to)
            *to = chosen[i].first;
    }
    return *from < end;
}

/* The best window apart from the n chosen ones, which are in order. */
static bool choose_one(slide *s, const occurrence_list *list, const stretch *stretches,
                       size_t n_stretches, uint32_t width, const window *chosen, size_t n,
                       window *found)
{
    double best = 0;
    for (size_t i = 0; i < n_stretches; i++) {
        size_t from = occurrence_at(list, stretches[i].from);
        size_t end = occurrence_at(list, stretches[i].to), to;
        for (; next_free(chosen, n, &from, end, &to); from = to) {
            double before = best;
            slide_over(s, from, to, width, &best, found);
            if (best > before)
                found->stretch = i;
        }
    }
    return best > 0;
}

static void insert(window *chosen, size_t n, window found)
{
    size_t at = n;
    for (; at > 0 && chosen[at - 1].first > found.first; at--)
        chosen[at] = chosen[at - 1];
    chosen[at] = found;
}

size_t window_choose(const occurrence_list *list, const snippet_query *query,
                     const stretch *stretches, size_t n_stretches, uint32_t width, size_t max,
                     uint32_t *counts, double *damp, window *out)
{
    slide s = {.items = list->items, .query = query, .damp = damp, .counts = counts};
    size_t n = 0;
    window found;
    for (size_t i = 0; i < query->n_words; i++)
        damp[i] = 1;
    while (n < max && list->count > 0 &&
           choose_one(&s, list, stretches, n_stretches, width, out, n, &found)) {
        insert(out, n++, found);
        for (size_t i = found.first; i <= found.last; i++)
            counts[list->items[i].word] = 0;
        for (size_t i = found.first; i <= found.last; i++) {
            if (counts[list->items[i].word]++ == 0)
                damp[list->items[i].word] *= SHOWN;
        }
    }
    return n;
}
