/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The terms that a wildcard, a fuzzy word or a sound stands for, from the index's own words. An
 * index holds stems, so a word* is looked for in two ways: every term that begins with the letters
 * typed, and, where stemming cuts into those letters (negotiation is "negoti", which doesn't begin
 * with negotiat-), the stems of the letters with common endings. For the others each term is also
 * tried with these endings, where it is their stem.
 */
#include <stdlib.h>
#include <string.h>

#include "entity/names.h"
#include "query/pattern.h"
#include "query/planner.h"
#include "query/spelling.h"
#include "store/error.h"

enum { EXPAND_MIN_STEM = 3, SKIP_BYTES = 4, ENDING_MOST = 6 };

static const char *const endings[] = {"",    "e",    "s",   "es",   "ed",    "ing",
                                      "ion", "or",   "er",  "ive",  "y",     "al",
                                      "ity", "able", "ies", "ions", "ation", "ment"};
enum { ENDINGS = sizeof endings / sizeof endings[0] };

typedef struct candidates {
    plan_term **items;
    size_t count;
    size_t capacity;
    size_t stems; /* the last so many don't fit themselves, but with an ending */
} candidates;

/* How a term is judged. */
typedef struct judge {
    plan *p;
    const parse_node *node;
    bool stemmed;
    slice stem; /* of a sound's word */
    spelling near_stem, near_word;
    size_t dead; /* near_word.dead of the term that was judged last */
    char key[NAME_KEY_MAX];
    size_t key_len;
} judge;

typedef enum verdict { NO, YES, WITH_AN_ENDING } verdict;

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

/* The term with an ending; empty when that is too long. */
static slice with_ending(slice term, size_t i, char out[TOKEN_MAX_FOLD + ENDING_MOST])
{
    size_t n = strlen(endings[i]);
    if (term.len + n > TOKEN_MAX_FOLD)
        return (slice){NULL, 0};
    memcpy(out, term.data, term.len);
    memcpy(out + term.len, endings[i], n);
    return (slice){out, term.len + n};
}

static bool is_stem_of(judge *j, slice term, slice word)
{
    return slice_equal(stemmer_term(j->p->stem, word, 0), term);
}

static verdict judge_pattern(judge *j, slice term)
{
    char bytes[TOKEN_MAX_FOLD + ENDING_MOST];
    slice pattern = j->node->pattern;
    if (pattern_fits(pattern, term))
        return YES;
    char last = pattern.data[pattern.len - 1];
    for (size_t i = 1; i < ENDINGS && j->stemmed && last != '*'; i++) {
        slice word = with_ending(term, i, bytes);
        if (word.len && (last == '?' || word.data[word.len - 1] == last) &&
            pattern_fits(pattern, word) && is_stem_of(j, term, word))
            return WITH_AN_ENDING;
    }
    return NO;
}

static verdict judge_spelling(judge *j, slice term)
{
    char bytes[TOKEN_MAX_FOLD + ENDING_MOST];
    unsigned most = j->node->number;
    bool near = spelling_distance(&j->near_word, term) <= most;
    /* Of the term itself: what it takes to know about the next ones, whatever endings are tried. */
    j->dead = j->near_word.dead;
    if (near || (j->stemmed && spelling_distance(&j->near_stem, term) <= most))
        return YES;
    for (size_t i = 1; i < ENDINGS && j->stemmed && !j->dead; i++) {
        slice word = with_ending(term, i, bytes);
        if (word.len && spelling_distance(&j->near_word, word) <= most && is_stem_of(j, term, word))
            return WITH_AN_ENDING;
    }
    return NO;
}

/* The word itself sounds so, though the key of its stem be another one, or it have none (van, bin).
 */
static verdict judge_sound(judge *j, slice term)
{
    char key[NAME_KEY_MAX];
    if (slice_equal(term, j->stem))
        return YES;
    size_t n = name_word_key(term, key);
    return n > 0 && n == j->key_len && memcmp(key, j->key, n) == 0 ? YES : NO;
}

static verdict judge_term(judge *j, const field *f, slice term)
{
    if (j->node->kind == PARSE_WILDCARD)
        return judge_pattern(j, term);
    return f && f->kind == FIELD_SOUND ? judge_sound(j, term) : judge_spelling(j, term);
}

/* Where the terms go on that are worth a look, after one that was no good: the letters that make it
 * hopeless are passed over with all that begin so. */
static size_t hopeless(const judge *j, slice term)
{
    size_t dead = j->dead;
    if (j->node->kind != PARSE_FUZZY || !dead || dead > SKIP_BYTES || dead > term.len)
        return 0;
    return !j->stemmed || (j->near_stem.dead && j->near_stem.dead <= dead) ? dead : 0;
}

static plan_term *keep_term(plan *p, xapian_term_iter *it, slice bytes)
{
    xapian_error cause;
    plan_term *term = arena_alloc(&p->memory, sizeof *term);
    slice copy = arena_copy(&p->memory, bytes);
    if (!term || !copy.data) {
        p->make.status = error_no_memory(p->make.error);
        return NULL;
    }
    *term = (plan_term){.text = copy};
    if (xapian_term_iter_termfreq(it, &term->count, &cause) != XAPIAN_OK)
        p->make.status = error_xapian(p->make.error, "the words can't be listed", &cause);
    return term;
}

/* Past a hopeless beginning, and past the prefixed terms among those of the text. */
static xapian_status go_on(xapian_term_iter *it, const char *prefix, slice term, size_t dead,
                           xapian_error *cause)
{
    char next[FIELD_TERM_MAX];
    size_t n = strlen(prefix);
    if (n == 0 && term.data[0] >= 'A' && term.data[0] <= 'Z')
        return xapian_term_iter_skip_to(it, "[", 1, cause);
    if (dead == 0)
        return xapian_term_iter_next(it, cause);
    memcpy(next, prefix, n);
    memcpy(next + n, term.data, dead);
    for (dead += n; dead > n && (unsigned char)next[dead - 1] == 0xFF; dead--)
        ;
    if (dead == n)
        return xapian_term_iter_next(it, cause);
    next[dead - 1]++;
    return xapian_term_iter_skip_to(it, next, dead, cause);
}

/* All terms of the field that begin with `start` and are judged well: those that only fit with an
 * ending last. */
static void read_terms(judge *j, const field *f, slice start, candidates *list)
{
    plan *p = j->p;
    xapian_error cause;
    xapian_term_iter *it;
    char bytes[FIELD_TERM_MAX];
    const char *prefix = f ? f->prefix : "";
    candidates stems = {0};
    size_t skip = strlen(prefix), len = field_term(prefix, start, bytes);
    xapian_status got = xapian_database_allterms(p->db, bytes, len, &it, &cause);
    if (got == XAPIAN_OK)
        got = xapian_term_iter_next(it, &cause);
    while (got == XAPIAN_OK && p->make.status == DOSSIER_OK) {
        slice whole;
        whole.data = xapian_term_iter_term(it, &whole.len);
        slice term = {whole.data + skip, whole.len - skip};
        verdict v =
            skip == 0 && term.data[0] >= 'A' && term.data[0] <= 'Z' ? NO : judge_term(j, f, term);
        plan_term *kept = v == NO ? NULL : keep_term(p, it, whole);
        if (kept && p->make.status == DOSSIER_OK)
            add(p, v == YES ? list : &stems, kept);
        got = go_on(it, prefix, term, v == NO ? hopeless(j, term) : 0, &cause);
    }
    if (p->make.status == DOSSIER_OK && got != XAPIAN_OK && got != XAPIAN_END)
        p->make.status = error_xapian(p->make.error, "the words can't be listed", &cause);
    xapian_term_iter_free(it);
    for (size_t i = 0; i < stems.count && p->make.status == DOSSIER_OK; i++)
        add(p, list, stems.items[i]);
    list->stems = stems.count;
    free(stems.items);
}

/* Most frequent first; equal ones in byte order. */
static int by_count(const void *a, const void *b)
{
    const plan_term *x = *(plan_term *const *)a, *y = *(plan_term *const *)b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return slice_compare(x->text, y->text);
}

static bool has(const candidates *list, slice term)
{
    for (size_t i = 0; i < list->count; i++)
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
static void add_stems(judge *j, const field *f, slice start, candidates *list)
{
    char word[TOKEN_MAX_FOLD + ENDING_MOST], bytes[FIELD_TERM_MAX];
    for (size_t i = 0; i < ENDINGS; i++) {
        slice form = with_ending(start, i, word);
        slice stem = form.len ? stemmer_term(j->p->stem, form, 0) : form;
        if (!form.len || !cuts_into(stem, start))
            continue;
        plan_term *term =
            plan_look_up(j->p, (slice){bytes, field_term(f ? f->prefix : "", stem, bytes)});
        if (!term)
            return;
        if (term->count && !has(list, term->text)) {
            add(j->p, list, term);
            list->stems++;
        }
    }
}

/* Adds the terms that end inside the letters that the pattern begins with: govern for governm*t. */
static void add_shorter(judge *j, const field *f, slice start, candidates *list)
{
    char bytes[FIELD_TERM_MAX];
    for (size_t n = start.len; n-- > 1 && start.len - n < ENDING_MOST;) {
        slice stem = {start.data, n};
        if (judge_pattern(j, stem) == NO)
            continue;
        plan_term *term =
            plan_look_up(j->p, (slice){bytes, field_term(f ? f->prefix : "", stem, bytes)});
        if (!term)
            return;
        if (term->count) {
            add(j->p, list, term);
            list->stems++;
        }
    }
}

static bool prepare(judge *j, const parse_node *node, const field *f)
{
    plan *p = j->p;
    if (node->kind == PARSE_WILDCARD)
        return node->pattern.len > 0;
    if (f && f->kind == FIELD_SOUND) {
        slice folded = plan_fold(p, node->text);
        j->key_len = name_word_key(folded, j->key);
        j->stem = arena_copy(&p->memory, stemmer_term(p->stem, folded, 0));
        if (!j->stem.data && p->make.status == DOSSIER_OK)
            p->make.status = error_no_memory(p->make.error);
        return p->make.status == DOSSIER_OK;
    }
    const token *t = plan_token(p, node->token);
    slice folded = token_fold(&p->tree->tokens, t);
    slice stem = stemmer_term(p->stem, folded, t->flags);
    return spelling_init(&j->near_word, folded, node->number) &&
           spelling_init(&j->near_stem, stem, node->number);
}

/* The most frequent ones stay, the others are counted. */
static void cut(candidates *list, plan_expansion *found)
{
    if (list->count <= PLAN_MAX_EXPANSION)
        return;
    found->left_out = list->count - PLAN_MAX_EXPANSION;
    qsort(list->items, list->count, sizeof(plan_term *), by_count);
    list->count = PLAN_MAX_EXPANSION;
    list->stems = 0;
}

static void expand(plan *p, const parse_node *node, const field *f, plan_expansion *found)
{
    judge *j = arena_alloc(&p->memory, sizeof *j);
    candidates list = {0};
    if (!j) {
        p->make.status = error_no_memory(p->make.error);
        return;
    }
    *j = (judge){.p = p, .node = node, .stemmed = !f || f->kind == FIELD_STEMMED};
    if (!prepare(j, node, f))
        return;
    bool wildcard = node->kind == PARSE_WILDCARD;
    slice start = wildcard ? pattern_start(node->pattern) : (slice){"", 0};
    read_terms(j, f, start, &list);
    cut(&list, found);
    if (wildcard && j->stemmed && p->make.status == DOSSIER_OK) {
        if (pattern_is_prefix(node->pattern))
            add_stems(j, f, start, &list);
        else
            add_shorter(j, f, start, &list);
    }
    if (p->make.status == DOSSIER_OK && list.count) {
        found->terms = arena_alloc(&p->memory, list.count * sizeof(plan_term *));
        if (found->terms) {
            memcpy(found->terms, list.items, list.count * sizeof(plan_term *));
            found->count = list.count;
            found->stems = list.stems;
        } else {
            p->make.status = error_no_memory(p->make.error);
        }
    }
    free(list.items);
}

const plan_expansion *plan_expand(plan *p, const parse_node *node, const field *f)
{
    static const plan_expansion none = {0};
    for (const plan_expansion *e = p->expansions; e; e = e->next)
        if (e->node == node && e->field == f)
            return e;
    plan_expansion *found = arena_alloc(&p->memory, sizeof *found);
    if (!found) {
        p->make.status = error_no_memory(p->make.error);
        return &none;
    }
    *found = (plan_expansion){.node = node, .field = f, .next = p->expansions};
    expand(p, node, f, found);
    if (p->make.status == DOSSIER_OK)
        p->expansions = found;
    return found;
}
