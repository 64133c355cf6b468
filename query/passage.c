/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/passage.h"

#include "text/utf8.h"

#define MAX_FACTOR 4 /* a passage is never longer than this many times the length asked for */

#define HYPHENATED 64 /* bytes that a hyphenated word may add to stay whole */

/* The words as the cuts see them: joined forms of hyphenated words left out. */
typedef struct cutter {
    const locator *l;
    slice text;
    size_t floor;
} cutter;

static const token *token_of(const cutter *c, size_t i)
{
    return &c->l->tokens.tokens[i];
}

static size_t next_of(const cutter *c, size_t i)
{
    do
        i++;
    while (i < c->l->tokens.count && (token_of(c, i)->flags & TOKEN_JOINED));
    return i; /* tokens.count: none */
}

static size_t previous_of(const cutter *c, size_t i)
{
    do {
        if (i == 0 || token_of(c, i - 1)->offset < c->floor)
            return SIZE_MAX; /* none */
        i--;
    } while (token_of(c, i)->flags & TOKEN_JOINED);
    return i;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t word_end(const cutter *c, size_t i)
{
    return (size_t)token_of(c, i)->offset + token_of(c, i)->length;
}

/* The start of the character before `at`. */
static size_t step_back(slice text, size_t at)
{
    do
        at--;
    while (at > 0 && ((unsigned char)text.data[at] & 0xc0) == 0x80);
    return at;
}

/* Where the word with its opening quotes, brackets and signs begins. */
static size_t start_of(const cutter *c, size_t i)
{
    size_t at = token_of(c, i)->offset, low = c->floor;
    size_t previous = previous_of(c, i);
    if (previous != SIZE_MAX && word_end(c, previous) > low)
        low = word_end(c, previous);
    while (at > low) {
        uint32_t cp;
        size_t before = step_back(c->text, at);
        if (before < low || is_space(c->text.data[before]) ||
            utf8_decode(c->text.data + before, at - before, &cp) == 0 ||
            (utf8_class(cp) & (UTF8_STOP | UTF8_WIDE_STOP | UTF8_SPACE)))
            break;
        at = before;
    }
    return at;
}

/* Where the word with its stops and closing quotes ends. */
static size_t end_of(const cutter *c, size_t i)
{
    size_t next = next_of(c, i);
    size_t at = word_end(c, i);
    size_t high = next < c->l->tokens.count ? start_of(c, next) : c->l->end;
    while (at < high && !is_space(c->text.data[at]))
        at++;
    return at;
}

static bool begins_sentence(const cutter *c, size_t i)
{
    return token_of(c, i)->flags & TOKEN_SENTENCE;
}

/* The first word of i's sentence, or the first that may be taken. */
static size_t sentence_start(const cutter *c, size_t i)
{
    for (size_t before; !begins_sentence(c, i); i = before) {
        before = previous_of(c, i);
        if (before == SIZE_MAX)
            break;
    }
    return i;
}

/* The last word of i's sentence; *whole says whether the text read goes that far. */
static size_t sentence_end(const cutter *c, size_t i, bool *whole)
{
    size_t next;
    while ((next = next_of(c, i)) < c->l->tokens.count && !begins_sentence(c, next))
        i = next;
    *whole = next < c->l->tokens.count || c->l->complete;
    return i;
}

/* A third of the room that the words leave goes before them. A hyphenated word stays whole, unless
 * it is endless. */
static size_t left_context(const cutter *c, size_t first, size_t last, size_t length)
{
    size_t core = word_end(c, last) - token_of(c, first)->offset;
    size_t room = core < length ? (length - core) / 3 : 0;
    size_t i = first, before;
    while (!begins_sentence(c, i) && (before = previous_of(c, i)) != SIZE_MAX) {
        size_t tied = token_of(c, i)->flags & TOKEN_HYPHEN ? HYPHENATED : 0;
        if (token_of(c, first)->offset - token_of(c, before)->offset > room + tied)
            break;
        i = before;
    }
    return i;
}

static void bound_left(const cutter *c, size_t first, size_t last, size_t length, passage *p)
{
    size_t start = sentence_start(c, first);
    if (!begins_sentence(c, start) || end_of(c, last) - start_of(c, start) > length + length / 4)
        start = left_context(c, first, last, length);
    p->from = start_of(c, start);
    p->cut_left = !begins_sentence(c, start);
}

/* Fills up with words behind `last`, and cuts there. */
static void cut_right(const cutter *c, size_t last, size_t length, passage *p)
{
    size_t end = last;
    for (size_t next; (next = next_of(c, end)) < c->l->tokens.count; end = next) {
        if (end_of(c, next) - p->from > length)
            break;
    }
    for (size_t next; end > last && (next = next_of(c, end)) < c->l->tokens.count &&
                      (token_of(c, next)->flags & TOKEN_HYPHEN);)
        end = previous_of(c, end);
    p->to = end_of(c, end);
    p->cut_right = true;
}

/* May the sentence that begins with word i be added to a passage of so many bytes? Another
 * paragraph only to a very short one, such as a heading. */
static bool may_follow(const cutter *c, size_t i, size_t bytes, size_t length)
{
    return !(token_of(c, i)->flags & TOKEN_PARAGRAPH) || bytes < length / 4;
}

static void add_sentences_right(const cutter *c, size_t end, size_t length, passage *p)
{
    for (size_t next; (next = next_of(c, end)) < c->l->tokens.count;) {
        bool whole;
        if (!may_follow(c, next, p->to - p->from, length))
            return;
        end = sentence_end(c, next, &whole);
        if (!whole || end_of(c, end) - p->from > length)
            return;
        p->to = end_of(c, end);
    }
}

static void add_sentences_left(const cutter *c, size_t start, size_t length, passage *p)
{
    for (size_t before; (before = previous_of(c, start)) != SIZE_MAX;) {
        if (!may_follow(c, start, p->to - p->from, length))
            return;
        start = sentence_start(c, before);
        if (!begins_sentence(c, start) || p->to - start_of(c, start) > length)
            return;
        p->from = start_of(c, start);
    }
}

static void bound_right(const cutter *c, size_t first, size_t last, size_t length, passage *p)
{
    bool whole;
    size_t end = sentence_end(c, last, &whole);
    if (!whole || end_of(c, end) - p->from > length + length / 4) {
        cut_right(c, last, length, p);
        return;
    }
    p->to = end_of(c, end);
    p->cut_right = false;
    add_sentences_right(c, end, length, p);
    if (!p->cut_left)
        add_sentences_left(c, sentence_start(c, first), length, p);
}

passage passage_bound(const locator *l, slice text, size_t first, size_t last, size_t floor,
                      size_t length)
{
    const cutter c = {l, text, floor};
    passage p = {0};
    bound_left(&c, first, last, length, &p);
    bound_right(&c, first, last, length, &p);
    if (p.to - p.from > MAX_FACTOR * length) {
        p.to = p.from + utf8_floor(text.data + p.from, p.to - p.from, MAX_FACTOR * length);
        p.cut_right = true;
    }
    return p;
}

/* Not shown: controls, and what turns the reading direction round (U+202A-E, U+2066-9). */
static bool is_control(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || (cp >= 0x202a && cp <= 0x202e) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

typedef struct writer {
    char *out;
    size_t len;
    bool space; /* one is due before the next character */
} writer;

static void put(writer *w, const char *bytes, size_t len)
{
    if (w->space && w->len > 0)
        w->out[w->len++] = ' ';
    w->space = false;
    for (size_t i = 0; i < len; i++)
        w->out[w->len++] = bytes[i];
}

static size_t put_character(writer *w, const char *at, size_t len)
{
    char bytes[4];
    uint32_t cp = (unsigned char)*at;
    size_t taken = cp > ' ' && cp < 0x7f ? 1 : utf8_decode(at, len, &cp);
    if (taken == 0)
        put(w, bytes, utf8_encode(UTF8_REPLACEMENT, bytes));
    else if (is_space(*at) || (cp > 0x7e && (utf8_class(cp) & UTF8_SPACE)))
        w->space = true;
    else if (!is_control(cp))
        put(w, at, taken);
    return taken ? taken : 1;
}

slice passage_text(const passage *p, slice text, dossier_mark *marks, size_t n, arena *memory)
{
    /* A stray byte grows to three; an ellipsis and its space take four. */
    writer w = {.out = arena_alloc(memory, 3 * (p->to - p->from) + 8)};
    size_t mark = 0;
    bool inside = false;
    if (!w.out)
        return (slice){NULL, 0};
    if (p->cut_left) {
        put(&w, "\u2026", 3);
        w.space = true;
    }
    for (size_t at = p->from; at < p->to;) {
        if (inside && at >= marks[mark].to) {
            marks[mark++].to = w.len;
            inside = false;
        }
        if (!inside && mark < n && at >= marks[mark].from) {
            marks[mark].from = w.len + (w.space && w.len > 0);
            inside = true;
        }
        at += put_character(&w, text.data + at, p->to - at);
    }
    for (; mark < n; mark++, inside = false)
        marks[mark] = (dossier_mark){inside ? marks[mark].from : w.len, w.len};
    if (p->cut_right) {
        w.space = true;
        put(&w, "\u2026", 3);
    }
    return (slice){w.out, w.len};
}
