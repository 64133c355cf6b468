/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "obvious.h"

#include <stdlib.h>

#include "query/lex.h"
#include "tests/test.h"

enum { GAP = 100, MOST = 4000, WORD_MAX = 80 };

typedef struct place {
    uint32_t from, to;
    bool loose;
} place;

typedef struct places {
    place items[MOST];
    size_t n;
} places;

/* ---- documents ---- */

typedef struct reading {
    obvious_library *l;
    obvious_document *d;
    token_list tokens;
    size_t sentence, paragraph, capacity;
} reading;

static void take(reading *r, slice text, bool headline)
{
    size_t from = r->tokens.count;
    assert_int_equal(token_scan(&r->tokens, text, 0), DOSSIER_OK);
    for (size_t i = from; i < r->tokens.count; i++) {
        const token *t = &r->tokens.tokens[i];
        r->sentence += !headline && (t->flags & TOKEN_SENTENCE);
        r->paragraph += !headline && (t->flags & TOKEN_PARAGRAPH);
        if (r->d->n_words == r->capacity) {
            r->capacity = r->capacity ? r->capacity * 2 : 256;
            r->d->words = reallocarray(r->d->words, r->capacity, sizeof *r->d->words);
            assert_non_null(r->d->words);
        }
        slice term = stemmer_term(r->l->stem, token_fold(&r->tokens, t), t->flags);
        r->d->words[r->d->n_words++] = (obvious_word){
            .position = t->position,
            .term = arena_copy(&r->l->memory, term),
            .written = arena_copy(&r->l->memory, (slice){text.data + t->offset, t->length}),
            .headline = headline,
            .sentence = r->sentence,
            .paragraph = r->paragraph};
    }
}

/* The text's first paragraph proper ends with the next one, or with its segment. */
static void take_lead(reading *r, size_t from)
{
    const obvious_word *words = r->d->words;
    size_t end = from;
    while (end < r->d->n_words && words[end].paragraph == words[from].paragraph)
        end++;
    r->d->lead_from = words[from].position;
    r->d->lead_end = end < r->d->n_words ? words[end].position : r->tokens.next_position;
}

void obvious_add(obvious_library *l, const record *r)
{
    l->documents = reallocarray(l->documents, l->n + 1, sizeof *l->documents);
    assert_non_null(l->documents);
    obvious_document *d = &l->documents[l->n++];
    *d = (obvious_document){.words = NULL};
    reading now = {.l = l, .d = d, .tokens = TOKEN_LIST_INIT};
    take(&now, r->field[RECORD_NAME], true);
    now.tokens.next_position += GAP;
    for (size_t i = 0; i < r->n_segments; i++) {
        const record_segment *s = &r->segments[i];
        size_t from = d->n_words;
        if (s->position == 0)
            continue;
        assert_int_equal(s->position, now.tokens.next_position);
        take(&now, (slice){r->text.data + s->offset, s->length}, false);
        if (from < d->n_words && !d->text_from)
            d->text_from = d->words[from].position;
        if (from < d->n_words && s->role == RECORD_BODY && !d->lead_end)
            take_lead(&now, from);
    }
    d->running = d->n_words;
    for (size_t i = 0; i < r->n_bylines; i++) {
        size_t from = d->n_words;
        now.tokens.next_position += GAP;
        take(&now, r->bylines[i], false);
        /* What a byline says in its own form is not looked for. */
        for (; from < d->n_words; from++)
            d->words[from].written = (slice){NULL, 0};
    }
    token_list_free(&now.tokens);
}

static int in_byte_order(const void *a, const void *b)
{
    return slice_compare(*(const slice *)a, *(const slice *)b);
}

void obvious_finish(obvious_library *l)
{
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < l->n; i++)
        n += l->documents[i].n_words;
    l->terms = calloc(n + 1, sizeof *l->terms);
    assert_non_null(l->terms);
    for (size_t i = 0; i < l->n; i++)
        for (size_t k = 0; k < l->documents[i].n_words; k++)
            l->terms[l->n_terms++] = l->documents[i].words[k].term;
    qsort(l->terms, l->n_terms, sizeof *l->terms, in_byte_order);
    for (size_t i = 0; i < l->n_terms; i++)
        if (kept == 0 || !slice_equal(l->terms[kept - 1], l->terms[i]))
            l->terms[kept++] = l->terms[i];
    l->n_terms = kept;
}

void obvious_free(obvious_library *l)
{
    for (size_t i = 0; i < l->n; i++)
        free(l->documents[i].words);
    free(l->documents);
    free(l->terms);
    arena_free(&l->memory);
}

/* ---- words that are meant ---- */

static const char *const endings[] = {"",    "e",    "s",   "es",   "ed",    "ing",
                                      "ion", "or",   "er",  "ive",  "y",     "al",
                                      "ity", "able", "ies", "ions", "ation", "ment"};

static size_t char_at(slice s, size_t at, uint32_t *c)
{
    return lex_char(s, at, c);
}

static bool fits(slice pattern, size_t p, slice word, size_t w)
{
    uint32_t c;
    if (p == pattern.len)
        return w == word.len;
    if (pattern.data[p] == '*') {
        for (size_t i = w; i <= word.len; i++)
            if (fits(pattern, p + 1, word, i))
                return true;
        return false;
    }
    if (w == word.len)
        return false;
    if (pattern.data[p] == '?')
        return fits(pattern, p + 1, word, w + char_at(word, w, &c));
    return pattern.data[p] == word.data[w] && fits(pattern, p + 1, word, w + 1);
}

static unsigned distance(slice a, slice b)
{
    static unsigned d[WORD_MAX + 1][WORD_MAX + 1];
    uint32_t x[WORD_MAX], y[WORD_MAX];
    size_t n = 0, m = 0;
    for (size_t at = 0; at < a.len && n < WORD_MAX;)
        at += char_at(a, at, &x[n++]);
    for (size_t at = 0; at < b.len && m < WORD_MAX;)
        at += char_at(b, at, &y[m++]);
    for (size_t i = 0; i <= n; i++)
        for (size_t j = 0; j <= m; j++) {
            unsigned best = i == 0 ? (unsigned)j : (unsigned)i;
            if (i && j) {
                best = d[i - 1][j - 1] + (x[i - 1] != y[j - 1]);
                best = d[i - 1][j] + 1 < best ? d[i - 1][j] + 1 : best;
                best = d[i][j - 1] + 1 < best ? d[i][j - 1] + 1 : best;
                if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1] &&
                    d[i - 2][j - 2] + 1 < best)
                    best = d[i - 2][j - 2] + 1;
            }
            d[i][j] = best;
        }
    return d[n][m];
}

typedef struct asking {
    const obvious_library *l;
    const obvious_document *d;
    const parse_tree *tree;
} asking;

/* One of the forms that the term is the stem of, by the endings that the language page names. */
static bool some_form(const asking *a, slice term, const parse_node *node, slice folded)
{
    char bytes[WORD_MAX * 2];
    for (size_t i = 1; i < sizeof endings / sizeof *endings; i++) {
        size_t n = strlen(endings[i]);
        if (term.len + n > TOKEN_MAX_FOLD)
            continue;
        memcpy(bytes, term.data, term.len);
        memcpy(bytes + term.len, endings[i], n);
        slice form = {bytes, term.len + n};
        bool good = node->kind == PARSE_WILDCARD ? fits(node->pattern, 0, form, 0)
                                                 : distance(form, folded) <= node->number;
        if (good && slice_equal(stemmer_term(a->l->stem, form, 0), term))
            return true;
    }
    return false;
}

/* A word* also stands for the stems that its letters, with an ending, have where they are cut into.
 */
static bool is_cut_stem(const asking *a, slice term, slice start)
{
    char bytes[WORD_MAX * 2];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t n = strlen(endings[i]);
        if (start.len + n > TOKEN_MAX_FOLD)
            continue;
        memcpy(bytes, start.data, start.len);
        memcpy(bytes + start.len, endings[i], n);
        slice stem = stemmer_term(a->l->stem, (slice){bytes, start.len + n}, 0);
        if (slice_equal(stem, term) && stem.len >= 3 && !slice_starts_with(stem, start) &&
            slice_starts_with(start, (slice){stem.data, stem.len - 1}))
            return true;
    }
    return false;
}

static bool is_meant(const asking *a, slice term, const parse_node *node)
{
    if (node->kind == PARSE_WILDCARD) {
        slice p = node->pattern;
        bool ends = p.data[p.len - 1] == '*';
        size_t letters = strcspn(p.data, "*?");
        if (fits(p, 0, term, 0))
            return true;
        if (!ends)
            return some_form(a, term, node, p);
        return letters == p.len - 1 && is_cut_stem(a, term, (slice){p.data, letters});
    }
    const token *t = &a->tree->tokens.tokens[node->token];
    char bytes[WORD_MAX];
    slice folded = token_fold(&a->tree->tokens, t);
    slice stem = stemmer_term(a->l->stem, folded, t->flags);
    memcpy(bytes, stem.data, stem.len);
    stem.data = bytes;
    return distance(term, folded) <= node->number || distance(term, stem) <= node->number ||
           some_form(a, term, node, folded);
}

/* ---- places ---- */

static void put(places *out, uint32_t from, uint32_t to, bool loose)
{
    for (size_t i = 0; i < out->n; i++)
        if (out->items[i].from == from && out->items[i].to == to) {
            out->items[i].loose |= loose;
            return;
        }
    if (out->n < MOST)
        out->items[out->n++] = (place){from, to, loose};
}

static bool same_characters(slice a, slice b)
{
    uint32_t x, y;
    size_t i = 0, k = 0;
    while (i < a.len && k < b.len) {
        i += char_at(a, i, &x);
        k += char_at(b, k, &y);
        if (x != y)
            return false;
    }
    return i == a.len && k == b.len;
}

static bool stands_at(const asking *a, const token *t, bool exact, bool headline, uint32_t position,
                      slice query)
{
    slice term = stemmer_term(a->l->stem, token_fold(&a->tree->tokens, t), t->flags);
    for (size_t i = 0; i < a->d->n_words; i++) {
        const obvious_word *w = &a->d->words[i];
        if (w->position != position || (headline && !w->headline))
            continue;
        if (exact ? same_characters(w->written, query) : slice_equal(w->term, term))
            return true;
    }
    return false;
}

static slice typed(const asking *a, const parse_node *node, const token *t)
{
    const token *first = &a->tree->tokens.tokens[node->token];
    return (slice){node->text.data + (t->offset - first->offset), t->length};
}

static void find_words(const asking *a, const parse_node *node, bool headline, places *out)
{
    const token *tokens = a->tree->tokens.tokens + node->token;
    bool exact = node->kind == PARSE_EXACT;
    for (size_t i = 0; i < a->d->n_words; i++) {
        uint32_t at = a->d->words[i].position, next = at;
        bool all = true, joined = false;
        for (size_t k = 0; k < node->n_tokens; k++) {
            slice query = typed(a, node, &tokens[k]);
            if (tokens[k].flags & TOKEN_JOINED)
                joined |= node->kind == PARSE_WORD && tokens[k].length == node->text.len &&
                          stands_at(a, &tokens[k], false, headline, at, query);
            else
                all = all && stands_at(a, &tokens[k], exact, headline, next++, query);
        }
        if (all)
            put(out, at, next - 1, false);
        if (joined)
            put(out, at, at, false);
    }
}

static void find(const asking *a, const parse_node *node, bool headline, places *out);

static const obvious_word *word_at(const asking *a, uint32_t position)
{
    for (size_t i = 0; i < a->d->n_words; i++)
        if (a->d->words[i].position == position)
            return &a->d->words[i];
    return NULL;
}

static bool in_one_part(const asking *a, const proximity *near, uint32_t from, uint32_t to)
{
    const obvious_word *x = word_at(a, from), *y = word_at(a, to);
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

static void find_apart(const asking *a, const proximity *near, const places *x, const places *y,
                       places *out)
{
    for (size_t i = 0; i < x->n; i++) {
        bool close = false;
        for (size_t k = 0; k < y->n; k++) {
            close |= follows(a, near, &x->items[i], &y->items[k]);
            if (!near->ordered)
                close |= follows(a, near, &y->items[k], &x->items[i]) ||
                         overlap(&x->items[i], &y->items[k]);
        }
        if (!close)
            put(out, x->items[i].from, x->items[i].to, x->items[i].loose);
    }
}

static void keep_minimal(places *p)
{
    size_t kept = 0;
    static place all[MOST];
    memcpy(all, p->items, p->n * sizeof *all);
    for (size_t i = 0; i < p->n; i++) {
        bool holds = false;
        for (size_t k = 0; k < p->n; k++)
            holds |= k != i && all[k].from >= all[i].from && all[k].to <= all[i].to;
        if (!holds)
            p->items[kept++] = all[i];
    }
    p->n = kept;
}

static void find_near(const asking *a, const parse_node *node, bool headline, places *out)
{
    const proximity *near = &node->near;
    places *x = calloc(1, sizeof *x), *y = calloc(1, sizeof *y);
    assert_true(x && y);
    find(a, node->child, headline, x);
    find(a, node->child->next, headline, y);
    if (near->negated)
        find_apart(a, near, x, y, out);
    for (size_t i = 0; i < x->n && !near->negated; i++)
        for (size_t k = 0; k < y->n; k++) {
            const place *p = &x->items[i], *q = &y->items[k];
            if (follows(a, near, p, q))
                put(out, p->from, q->to, true);
            if (near->ordered)
                continue;
            if (follows(a, near, q, p))
                put(out, q->from, p->to, true);
            if (strictly_inside(a, near, q, p))
                put(out, p->from, p->to, true);
            if (strictly_inside(a, near, p, q))
                put(out, q->from, q->to, true);
        }
    if (!near->negated)
        keep_minimal(out);
    free(x);
    free(y);
}

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

static void find_some(const asking *a, const parse_node *node, bool headline, places *out)
{
    places *all = calloc(1, sizeof *all);
    assert_non_null(all);
    find(a, node->child, headline, all);
    bool enough = node->kind != PARSE_ATLEAST || count_apart(all) >= node->number;
    for (size_t i = 0; i < all->n && enough; i++) {
        const place *p = &all->items[i];
        bool in = true;
        if (node->kind == PARSE_LEAD)
            in = p->from >= a->d->lead_from && p->to < a->d->lead_end;
        if (node->kind == PARSE_FIRST && a->d->text_from)
            in = p->to < (uint64_t)a->d->text_from + node->number;
        if (in)
            put(out, p->from, p->to, p->loose);
    }
    free(all);
}

static void find(const asking *a, const parse_node *node, bool headline, places *out)
{
    switch (node->kind) {
    case PARSE_NEAR:
        find_near(a, node, headline, out);
        break;
    case PARSE_OR:
        for (const parse_node *child = node->child; child; child = child->next)
            find(a, child, headline, out);
        break;
    case PARSE_ATLEAST:
    case PARSE_FIRST:
    case PARSE_LEAD:
        find_some(a, node, headline, out);
        break;
    case PARSE_FIELD:
        find(a, node->child, true, out);
        break;
    case PARSE_WILDCARD:
    case PARSE_FUZZY:
        for (size_t i = 0; i < a->d->n_words; i++) {
            const obvious_word *w = &a->d->words[i];
            if ((!headline || w->headline) && is_meant(a, w->term, node))
                put(out, w->position, w->position, false);
        }
        break;
    default:
        find_words(a, node, headline, out);
    }
}

static bool holds(const asking *a, const parse_node *node, bool headline)
{
    switch (node->kind) {
    case PARSE_AND:
        for (const parse_node *child = node->child; child; child = child->next)
            if (!holds(a, child, headline))
                return false;
        return true;
    case PARSE_OR:
        for (const parse_node *child = node->child; child; child = child->next)
            if (holds(a, child, headline))
                return true;
        return false;
    case PARSE_NOT:
        return !holds(a, node->child, headline);
    case PARSE_FIELD:
        return holds(a, node->child, headline || node->field == &field_table[FIELD_TITLE]);
    case PARSE_NUMBERS:
        return a->d->running >= node->numbers.from && a->d->running <= node->numbers.to;
    default: {
        places *out = calloc(1, sizeof *out);
        assert_non_null(out);
        find(a, node, headline, out);
        bool any = out->n > 0;
        free(out);
        return any;
    }
    }
}

bool obvious_matches(const obvious_library *l, size_t document, const parse_tree *tree)
{
    const asking a = {l, &l->documents[document], tree};
    return holds(&a, tree->root, false);
}
