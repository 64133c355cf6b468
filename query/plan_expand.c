/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The terms of a wildcard. An index holds stems, so word* is looked for in two ways: every term
 * that begins with the letters typed, and, where stemming cuts into those letters (negotiation is
 * "negoti", which doesn't begin with negotiat-), the stems of the letters with common endings.
 */
#include <stdlib.h>
#include <string.h>

#include "query/planner.h"
#include "store/error.h"

enum { EXPAND_MAX_SEEN = 200000, EXPAND_MIN_STEM = 3 };

typedef struct candidates {
    plan_term **items;
    size_t count;
    size_t capacity;
} candidates;

static void add(plan *p, candidates *list, plan_term *term)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 64;
        plan_term **items = realloc(list->items, capacity * sizeof(plan_term *));
        if (!items) {
            p->make.status = error_no_memory(p->make.error);
            return;
        }
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = term;
}

static void read_terms(plan *p, slice prefix, candidates *list)
{
    xapian_error cause;
    xapian_term_iter *it;
    xapian_status got = xapian_database_allterms(p->db, prefix.data, prefix.len, &it, &cause);
    if (got != XAPIAN_OK) {
        p->make.status = error_xapian(p->make.error, "the words can't be listed", &cause);
        return;
    }
    while (list->count < EXPAND_MAX_SEEN && p->make.status == DOSSIER_OK &&
           (got = xapian_term_iter_next(it, &cause)) == XAPIAN_OK) {
        size_t len;
        const char *bytes = xapian_term_iter_term(it, &len);
        plan_term *term = arena_alloc(&p->memory, sizeof *term);
        slice copy = arena_copy(&p->memory, (slice){bytes, len});
        if (!term || !copy.data) {
            p->make.status = error_no_memory(p->make.error);
            break;
        }
        *term = (plan_term){.text = copy};
        got = xapian_term_iter_termfreq(it, &term->count, &cause);
        if (got != XAPIAN_OK)
            break;
        add(p, list, term);
    }
    if (got != XAPIAN_OK && got != XAPIAN_END)
        p->make.status = error_xapian(p->make.error, "the words can't be listed", &cause);
    xapian_term_iter_free(it);
}

/* Most frequent first; equal ones in byte order. */
static int by_count(const void *a, const void *b)
{
    const plan_term *x = *(plan_term *const *)a, *y = *(plan_term *const *)b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return slice_compare(x->text, y->text);
}

static bool has(const candidates *list, size_t from, slice term)
{
    for (size_t i = from; i < list->count; i++)
        if (slice_equal(list->items[i]->text, term))
            return true;
    return false;
}

/* Is the stem the beginning of what was typed, but for its last letter (country, countri)? */
static bool cuts_into(slice stem, slice typed)
{
    return stem.len >= EXPAND_MIN_STEM && !slice_starts_with(stem, typed) &&
           slice_starts_with(typed, (slice){stem.data, stem.len - 1});
}

/* Adds the stems of the letters typed with common endings that stemming takes away again. */
static void add_stems(plan *p, const field *f, slice folded, candidates *list)
{
    static const char *const endings[] = {"",    "e",    "s",   "es",   "ed",    "ing",
                                          "ion", "or",   "er",  "ive",  "y",     "al",
                                          "ity", "able", "ies", "ions", "ation", "ment"};
    char word[TOKEN_MAX_FOLD + 8], bytes[FIELD_TERM_MAX];
    size_t from = list->count;
    if (folded.len > TOKEN_MAX_FOLD)
        return;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t n = strlen(endings[i]);
        memcpy(word, folded.data, folded.len);
        memcpy(word + folded.len, endings[i], n);
        slice stem = stemmer_term(p->stem, (slice){word, folded.len + n}, 0);
        if (!cuts_into(stem, folded))
            continue;
        plan_term *term =
            plan_look_up(p, (slice){bytes, field_term(f ? f->prefix : "", stem, bytes)});
        if (!term)
            return;
        if (term->count && !has(list, from, term->text))
            add(p, list, term);
    }
}

plan_expansion plan_expand(plan *p, const field *f, slice folded, bool stemmed)
{
    char bytes[FIELD_TERM_MAX];
    plan_expansion found = {0};
    candidates list = {0};
    size_t len = field_term(f ? f->prefix : "", folded, bytes);
    read_terms(p, (slice){bytes, len}, &list);
    if (list.count > PLAN_MAX_EXPANSION) {
        found.left_out = list.count - PLAN_MAX_EXPANSION;
        qsort(list.items, list.count, sizeof(plan_term *), by_count);
        list.count = PLAN_MAX_EXPANSION;
    }
    size_t begins = list.count;
    if (stemmed && p->make.status == DOSSIER_OK)
        add_stems(p, f, folded, &list);
    if (p->make.status == DOSSIER_OK && list.count) {
        found.terms = arena_alloc(&p->memory, list.count * sizeof(plan_term *));
        if (found.terms) {
            memcpy(found.terms, list.items, list.count * sizeof(plan_term *));
            found.count = list.count;
            found.stems = list.count - begins;
        } else {
            p->make.status = error_no_memory(p->make.error);
        }
    }
    free(list.items);
    return found;
}
