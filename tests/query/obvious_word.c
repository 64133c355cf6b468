/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which words a word of the query means: each word of the library is judged once. */
#include <stdlib.h>

#include "entity/names.h"
#include "obvious_parts.h"
#include "query/lex.h"
#include "tests/test.h"
#include "text/utf8.h"

enum { WORD_MAX = 80 };

/* Those that the language page names. */
static const char *const endings[] = {"",    "e",    "s",   "es",   "ed",    "ing",
                                      "ion", "or",   "er",  "ive",  "y",     "al",
                                      "ity", "able", "ies", "ions", "ation", "ment"};
enum { ENDINGS = sizeof endings / sizeof *endings };

/* Does it fit a pattern of letters, * and ?? */
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
        return fits(pattern, p + 1, word, w + lex_char(word, w, &c));
    return pattern.data[p] == word.data[w] && fits(pattern, p + 1, word, w + 1);
}

/* Letters put in, left out, changed or swapped. */
static unsigned distance(slice a, slice b)
{
    static unsigned d[WORD_MAX + 1][WORD_MAX + 1];
    uint32_t x[WORD_MAX], y[WORD_MAX];
    size_t n = 0, m = 0;
    for (size_t at = 0; at < a.len && n < WORD_MAX;)
        at += lex_char(a, at, &x[n++]);
    for (size_t at = 0; at < b.len && m < WORD_MAX;)
        at += lex_char(b, at, &y[m++]);
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

/* Letters are at most four bytes, so texts whose lengths differ by more are further apart. */
static bool is_spelt_nearly(slice a, slice b, unsigned most)
{
    size_t difference = a.len < b.len ? b.len - a.len : a.len - b.len;
    return difference <= 4 * (size_t)most && distance(a, b) <= most;
}

/* A word with an ending; empty when that is too long. */
static slice with_ending(slice word, size_t i, char bytes[WORD_MAX * 2])
{
    size_t n = strlen(endings[i]);
    if (word.len + n > TOKEN_MAX_FOLD)
        return (slice){NULL, 0};
    memcpy(bytes, word.data, word.len);
    memcpy(bytes + word.len, endings[i], n);
    return (slice){bytes, word.len + n};
}

/* One word of the query while the library's are judged. */
typedef struct judging {
    const parse_node *node;
    obvious_name name;
    stemmer *stem;
    slice folded, stemmed;
} judging;

static bool is_form_meant(const judging *j, slice form)
{
    return j->node->kind == PARSE_WILDCARD ? fits(j->node->pattern, 0, form, 0)
                                           : is_spelt_nearly(form, j->folded, j->node->number);
}

/* One of the forms that the term is the stem of. */
static bool is_some_form_meant(const judging *j, slice term)
{
    char bytes[WORD_MAX * 2];
    for (size_t i = 1; i < ENDINGS; i++) {
        slice form = with_ending(term, i, bytes);
        if (form.len && is_form_meant(j, form) && slice_equal(stemmer_term(j->stem, form, 0), term))
            return true;
    }
    return false;
}

/* A word* also stands for the stems that its letters, with an ending, have where they are cut into.
 */
static bool is_cut_stem(const judging *j, slice term, slice start)
{
    char bytes[WORD_MAX * 2];
    for (size_t i = 0; i < ENDINGS; i++) {
        slice form = with_ending(start, i, bytes);
        slice stem = form.len ? stemmer_term(j->stem, form, 0) : form;
        if (slice_equal(stem, term) && stem.len >= 3 && !slice_starts_with(stem, start) &&
            slice_starts_with(start, (slice){stem.data, stem.len - 1}))
            return true;
    }
    return false;
}

static bool fits_pattern(const judging *j, slice word)
{
    slice p = j->node->pattern;
    size_t letters = 0;
    while (letters < p.len && p.data[letters] != '*' && p.data[letters] != '?')
        letters++;
    if (fits(p, 0, word, 0) || j->name != OBVIOUS_TERM)
        return fits(p, 0, word, 0);
    if (p.data[p.len - 1] != '*')
        return is_some_form_meant(j, word);
    return letters == p.len - 1 && is_cut_stem(j, word, (slice){p.data, letters});
}

static bool fits_spelling(const judging *j, slice word)
{
    unsigned most = j->node->number;
    return is_spelt_nearly(word, j->folded, most) ||
           (j->name == OBVIOUS_TERM &&
            (is_spelt_nearly(word, j->stemmed, most) || is_some_form_meant(j, word)));
}

static bool same_characters(slice a, slice b)
{
    uint32_t x, y;
    size_t i = 0, k = 0;
    while (i < a.len && k < b.len) {
        i += lex_char(a, i, &x);
        k += lex_char(b, k, &y);
        if (x != y)
            return false;
    }
    return i == a.len && k == b.len;
}

static bool sounds_like(slice word, slice folded)
{
    char a[NAME_KEY_MAX], b[NAME_KEY_MAX];
    size_t n = name_word_key(word, a), m = name_word_key(folded, b);
    return n > 0 && n == m && memcmp(a, b, n) == 0;
}

static slice fold(arena *memory, slice text)
{
    buf out = BUF_INIT(1 << 20);
    utf8_fold(text.data, text.len, &out);
    slice copy = arena_copy(memory, slice_trim(buf_slice(&out)));
    buf_free(&out);
    return copy;
}

/* The word as it was typed. */
static slice typed(const parse_node *node, const token *first, size_t nth)
{
    return (slice){node->text.data + (first[nth].offset - first->offset), first[nth].length};
}

static obvious_name name_for(const parse_node *node, const field *f)
{
    if (f && f->kind == FIELD_WORDS)
        return OBVIOUS_FOLD;
    return node->kind == PARSE_EXACT ? OBVIOUS_FORM : OBVIOUS_TERM;
}

static void judge_all(asking *a, meaning *m)
{
    const parse_node *node = m->node;
    const obvious_vocabulary *v = &a->l->names[m->name];
    const token *first = a->tree->tokens.tokens + node->token;
    arena memory = {0};
    const bool sound = m->field && m->field->kind == FIELD_SOUND;
    judging j = {.node = node, .name = m->name, .stem = a->l->stem};
    if (sound) {
        j.folded = fold(&memory, node->text);
        j.stemmed = arena_copy(&memory, stemmer_term(a->l->stem, j.folded, 0));
    } else if (node->kind != PARSE_WILDCARD) {
        j.folded = token_fold(&a->tree->tokens, &first[m->nth]);
        j.stemmed = arena_copy(&memory, stemmer_term(a->l->stem, j.folded, first[m->nth].flags));
    }
    for (size_t i = 0; i < v->n; i++) {
        slice word = v->words[i];
        if (sound)
            m->means[i] = slice_equal(word, j.stemmed) || sounds_like(word, j.folded);
        else if (node->kind == PARSE_WILDCARD)
            m->means[i] = fits_pattern(&j, word);
        else if (node->kind == PARSE_FUZZY)
            m->means[i] = fits_spelling(&j, word);
        else if (m->name == OBVIOUS_FORM)
            m->means[i] = same_characters(word, typed(node, first, m->nth));
        else
            m->means[i] = slice_equal(word, m->name == OBVIOUS_FOLD ? j.folded : j.stemmed);
    }
    arena_free(&memory);
}

const meaning *meaning_of(asking *a, const parse_node *node, const field *f, size_t nth)
{
    for (meaning *m = a->known; m; m = m->next)
        if (m->node == node && m->field == f && m->nth == nth)
            return m;
    meaning *m = calloc(1, sizeof *m);
    assert_non_null(m);
    *m = (meaning){node, f, nth, name_for(node, f), NULL, a->known};
    m->means = calloc(a->l->names[m->name].n + 1, sizeof *m->means);
    assert_non_null(m->means);
    a->known = m;
    judge_all(a, m);
    return m;
}

void meanings_free(asking *a)
{
    while (a->known) {
        meaning *m = a->known;
        a->known = m->next;
        free(m->means);
        free(m);
    }
}

bool is_whole_meant(const parse_node *node, slice value)
{
    arena memory = {0};
    bool meant =
        value.len && (node->kind == PARSE_WILDCARD ? fits(node->pattern, 0, value, 0)
                                                   : slice_equal(fold(&memory, node->text), value));
    arena_free(&memory);
    return meant;
}
