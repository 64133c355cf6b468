/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/set.h"

#include <stdlib.h>
#include <string.h>

#include "query/association.h"
#include "query/search.h"
#include "store/error.h"

enum { MAP_BITS = 64, LIST_BITS = 32 };

dossier_set *set_create(const uint32_t *numbers, uint64_t n, uint32_t last)
{
    dossier_set *set = calloc(1, sizeof *set);
    if (!set)
        return NULL;
    set->count = n;
    if (n * LIST_BITS > last) {
        set->words = (uint64_t)last / MAP_BITS + 1;
        set->map = calloc(set->words, sizeof *set->map);
        for (uint64_t i = 0; set->map && i < n; i++)
            set->map[numbers[i] / MAP_BITS] |= UINT64_C(1) << numbers[i] % MAP_BITS;
    } else {
        set->list = malloc((n ? n : 1) * sizeof *set->list);
        if (set->list && n)
            memcpy(set->list, numbers, n * sizeof *numbers);
    }
    if (set->map || set->list)
        return set;
    free(set);
    return NULL;
}

void dossier_set_free(dossier_set *set)
{
    if (!set)
        return;
    free(set->list);
    free(set->map);
    free(set);
}

uint64_t dossier_set_count(const dossier_set *set)
{
    return set->count;
}

static uint64_t both_maps(const dossier_set *a, const dossier_set *b)
{
    uint64_t n = 0, words = a->words < b->words ? a->words : b->words;
    for (uint64_t i = 0; i < words; i++)
        n += (uint64_t)__builtin_popcountll(a->map[i] & b->map[i]);
    return n;
}

static uint64_t list_in_map(const dossier_set *list, const dossier_set *map)
{
    uint64_t n = 0;
    for (uint64_t i = 0; i < list->count; i++) {
        uint64_t word = list->list[i] / MAP_BITS;
        n += word < map->words ? map->map[word] >> list->list[i] % MAP_BITS & 1 : 0;
    }
    return n;
}

/* The first place from `at` on whose number isn't below `wanted`: in steps that double, then by
 * halving, so that a long list is no slower than its logarithm. */
static uint64_t seek(const dossier_set *set, uint64_t at, uint32_t wanted)
{
    uint64_t step = 1, end = at;
    while (end < set->count && set->list[end] < wanted) {
        at = end + 1;
        end += step;
        step *= 2;
    }
    end = end < set->count ? end : set->count;
    while (at < end) {
        uint64_t middle = at + (end - at) / 2;
        if (set->list[middle] < wanted)
            at = middle + 1;
        else
            end = middle;
    }
    return at;
}

static uint64_t both_lists(const dossier_set *small, const dossier_set *large)
{
    uint64_t n = 0, at = 0;
    for (uint64_t i = 0; i < small->count && at < large->count; i++) {
        at = seek(large, at, small->list[i]);
        n += at < large->count && large->list[at] == small->list[i];
    }
    return n;
}

uint64_t dossier_set_both(const dossier_set *a, const dossier_set *b)
{
    if (a->map && b->map)
        return both_maps(a, b);
    if (a->map || b->map)
        return a->map ? list_in_map(b, a) : list_in_map(a, b);
    return a->count < b->count ? both_lists(a, b) : both_lists(b, a);
}

double dossier_log_likelihood(uint64_t both, uint64_t a, uint64_t b, uint64_t all)
{
    return log_likelihood(both, a, b, all);
}

/* ---- the matches of a search ---- */

/* Every match, without weighing it: they come in the order of their numbers. */
static dossier_status match_all(dossier_results *s, match *out, dossier_error *error)
{
    const xapian_query *query = s->same ? s->same : s->plan ? plan_query(s->plan) : s->query;
    const match_request request = {.query = query, .limit = SIZE_MAX};
    return match_run(reader_database(s->reader), &request, out, error);
}

static dossier_status numbers_of(const match *m, uint32_t *numbers, dossier_error *error)
{
    for (size_t i = 0; i < match_size(m); i++) {
        xapian_hit hit;
        xapian_error cause;
        if (xapian_mset_hit(m->sets[0], (xapian_doccount)i, &hit, &cause) != XAPIAN_OK)
            return error_xapian(error, "a match can't be read", &cause);
        numbers[i] = hit.docid;
    }
    return DOSSIER_OK;
}

static dossier_status make(dossier_results *s, dossier_set **out, dossier_error *error)
{
    xapian_docid last;
    xapian_error cause;
    match all = {.matches = 0};
    dossier_status status = DOSSIER_OK;
    if (xapian_database_lastdocid(reader_database(s->reader), &last, &cause) != XAPIAN_OK)
        return error_xapian(error, "the index can't be read", &cause);
    if (!s->partial && s->match.matches > 0)
        status = match_all(s, &all, error);
    size_t n = all.sets[0] ? match_size(&all) : 0;
    uint32_t *numbers = malloc((n ? n : 1) * sizeof *numbers);
    if (status == DOSSIER_OK && !numbers)
        status = error_no_memory(error);
    if (status == DOSSIER_OK)
        status = numbers_of(&all, numbers, error);
    if (status == DOSSIER_OK && !(*out = set_create(numbers, n, last)))
        status = error_no_memory(error);
    free(numbers);
    match_free(&all);
    return status;
}

dossier_status dossier_results_set(dossier_results *results, dossier_set **out,
                                   dossier_error *error)
{
    dossier_status status;
    *out = NULL;
    do
        status = make(results, out, error);
    while (results_try_again(results, status));
    return status;
}
