/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a run of characters without spaces, quotes and brackets is: an operator of this language or
 * of another one, or words with their marks. */
#include <ctype.h>
#include <string.h>

#include "query/foreign.h"
#include "query/lex_parts.h"
#include "text/utf8.h"

enum { PLAIN_MAX = 64, PLUS_MAX = 8, EDITS_MOST = 2, NUMBER_DIGITS = 6, BANG_LETTERS = 3 };

/* Operators that are words in capitals. */
static const struct {
    const char *name;
    lex_kind kind;
} words[] = {{"AND", LEX_AND}, {"OR", LEX_OR}, {"NOT", LEX_NOT}};

/* What may stand directly before a bracket: a name, then a number where it takes one. */
static const struct {
    const char *name;
    lex_kind kind;
    bool number;
} calls[] = {{"atleast", LEX_ATLEAST, true},
             {"atl", LEX_ATLEAST, true},
             {"first", LEX_FIRST, true},
             {"lead", LEX_LEAD, false}};

static const char hint_number[] = "write a number: atleast3(sanctions), first50(sanctions)";

bool lex_is_word_char(uint32_t c)
{
    return (utf8_class(c) & (UTF8_LETTER | UTF8_DIGIT | UTF8_MARK | UTF8_NGRAM)) != 0;
}

static bool is_wild(const lex_scan *s, uint32_t after)
{
    bool before_counts = lex_is_word_char(s->before) || s->before == '*' || s->before == '?';
    bool after_counts = lex_is_word_char(after) || after == '*' || after == '?';
    switch (s->c) {
    case '*':
        return before_counts || after_counts;
    case '?':
        return before_counts && after_counts && !s->address;
    case '!':
        return after == 0 && s->run >= BANG_LETTERS;
    default:
        return false;
    }
}

bool lex_scan_next(lex_scan *s)
{
    uint32_t after;
    if (s->next == 0) {
        s->address = memchr(s->text.data ? s->text.data : "", '/', s->text.len) != NULL;
    } else {
        s->before = s->c;
        s->run = lex_is_word_char(s->c) ? s->run + 1 : 0;
    }
    s->at = s->next;
    size_t length = lex_char(s->text, s->at, &s->c);
    if (length == 0)
        return false;
    s->next = s->at + length;
    if (lex_char(s->text, s->next, &after) == 0)
        after = 0;
    s->wild = is_wild(s, after);
    return true;
}

/* Sets x->pattern; false when a star stands for nothing. */
static bool find_wild(lexer *l, lexeme *x)
{
    lex_scan s = {.text = x->text};
    bool letters = false, star = false;
    size_t idle = SIZE_MAX;
    while (lex_scan_next(&s)) {
        x->pattern |= s.wild;
        letters |= lex_is_word_char(s.c);
        star |= s.c == '*';
        if (s.c == '*' && !s.wild)
            idle = s.at;
    }
    x->pattern &= letters;
    if (!letters && star) {
        lex_refuse(l->error, x->offset, x->length, "put letters beside it: negotiat*",
                   "a * alone stands for nothing");
        return false;
    }
    if (idle != SIZE_MAX)
        note_add(l->notes, "punctuation-ignored", x->offset + idle, 1,
                 "the * stands beside no letter and was ignored");
    return true;
}

static void note_marks(lexer *l, const lexeme *x, const char *plain, size_t n)
{
    char shown[NOTE_QUOTE];
    if (plain[0] == '!' && n > 1)
        note_add(l->notes, "punctuation-ignored", x->offset, 1,
                 "the ! before a word was ignored; write -word for documents without it");
    else if (x->pattern && n > 1 && plain[n - 1] == '!')
        note_add(l->notes, "read-as-operator", x->offset + x->length - 1, 1,
                 "the ! was read as a *: %s*, all words that begin so",
                 note_quote((slice){x->text.data, x->text.len - 1}, shown));
    else if (n > 1 && plain[n - 1] == '!')
        note_add(l->notes, "punctuation-ignored", x->offset + x->length - 1, 1,
                 "the ! after a word was ignored; write word* for all words that begin so");
    else if (n > 2 && plain[0] == '-' && plain[1] == '-')
        note_add(l->notes, "punctuation-ignored", x->offset, 2,
                 "the dash before a word was ignored; write -word for documents without it");
}

/* Cuts ~ or ~2 off the end. False when it can't be. */
static bool cut_edits(lexer *l, lexeme *x, const char *plain, size_t n)
{
    size_t digits = 0;
    while (digits < n && isdigit((unsigned char)plain[n - 1 - digits]))
        digits++;
    if (n < digits + 2 || plain[n - 1 - digits] != '~')
        return true;
    unsigned edits = digits == 0 ? 1 : (unsigned)(plain[n - 1] - '0');
    if (digits > 1 || edits == 0 || edits > EDITS_MOST || x->pattern) {
        lex_refuse(l->error, x->offset, x->length,
                   x->pattern ? "leave out the ~ or the *"
                              : "write word~ for one letter's difference, word~2 for two",
                   x->pattern ? "a ~ and a * can't stand in one word"
                              : "at most two letters may differ");
        return false;
    }
    x->edits = edits;
    x->text.len -= digits + 1;
    return true;
}

/* An operator of another language; false when it was refused. */
static bool read_foreign(lexer *l, lexeme *x, const char *plain, size_t n, bool open)
{
    static const lex_kind kinds[] = {
        [FOREIGN_AND] = LEX_AND, [FOREIGN_OR] = LEX_OR, [FOREIGN_NOT] = LEX_NOT};
    char shown[NOTE_QUOTE];
    foreign f = foreign_find(plain, n, open);
    note_quote(x->text, shown);
    if (f.kind == FOREIGN_REFUSED) {
        lex_refuse(l->error, x->offset, x->length, f.hint, "%s %s", shown, f.message);
        return false;
    }
    if (f.kind != FOREIGN_NONE) {
        x->kind = kinds[f.kind];
        note_add(l->notes, "read-as-operator", x->offset, x->length, "%s %s", shown, f.message);
    }
    return true;
}

/* A proximity operator; false when it was refused. */
static bool read_near(lexer *l, lexeme *x, const char *plain, size_t n, bool plus)
{
    const char *message = "", *hint = "";
    char shown[NOTE_QUOTE];
    proximity_reading got = proximity_read(plain, n, plus, &x->near, &message, &hint);
    note_quote(lex_piece(l, x->offset, x->offset + x->length), shown);
    if (got == PROXIMITY_REFUSED) {
        lex_refuse(l->error, x->offset, x->length, hint, "%s %s", shown, message);
        return false;
    }
    if (got == PROXIMITY_REMARKED)
        note_add(l->notes, "read-as-operator", x->offset, x->length, "%s %s", shown, message);
    if (got != PROXIMITY_NONE)
        x->kind = LEX_NEAR;
    return true;
}

/* "not" directly before a proximity operator: both are one. *refused when that can't be read. */
static bool read_not_near(lexer *l, lexeme *x, const char *plain, size_t n, bool *refused)
{
    char next[PLAIN_MAX];
    size_t from = x->offset + x->length;
    uint32_t c;
    if (!slice_equal_nocase((slice){plain, n}, SLICE("not")))
        return false;
    for (size_t length; (length = lex_char(l->query, from, &c)) > 0 && c == ' ';)
        from += length;
    size_t end = lex_chunk_end(l, from);
    lexeme operator= {.kind = LEX_WORD, .offset = from, .length = end - from};
    operator.text = lex_piece(l, from, end);
    n = lex_plain(operator.text, next, sizeof next);
    *refused = !read_near(l, &operator, next, n, false);
    if (*refused || operator.kind != LEX_NEAR)
        return *refused;
    x->kind = LEX_NEAR;
    x->near = operator.near;
    x->near.negated = true;
    x->length = end - x->offset;
    return true;
}

/* "atleast3" before a bracket; false when its number can't be. */
static bool read_call(lexer *l, lexeme *x, const char *plain, size_t n)
{
    size_t head = n;
    while (head > 0 && isdigit((unsigned char)plain[head - 1]))
        head--;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        if (!slice_equal_nocase((slice){plain, head}, slice_of(calls[i].name)) ||
            (!calls[i].number && head < n))
            continue;
        for (size_t k = head; k < n && k < head + NUMBER_DIGITS; k++)
            x->number = x->number * 10 + (uint32_t)(plain[k] - '0');
        x->kind = calls[i].kind;
        if (!calls[i].number || (x->number > 0 && n - head <= NUMBER_DIGITS))
            return true;
        lex_refuse(l->error, x->offset, x->length, hint_number, "%s( needs a number from 1 on",
                   calls[i].name);
        return false;
    }
    return true;
}

/* Tells an operator from words; false when it was refused. */
static bool read_operator(lexer *l, lexeme *x, const char *plain, size_t n)
{
    bool refused = false, open = lex_char_at(l, x->offset + x->length) == '(';
    if (read_not_near(l, x, plain, n, &refused) || refused)
        return !refused;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (slice_equal((slice){plain, n}, slice_of(words[i].name)))
            x->kind = words[i].kind;
    if (x->kind == LEX_WORD && open && !read_call(l, x, plain, n))
        return false;
    if (x->kind == LEX_WORD && !read_near(l, x, plain, n, false))
        return false;
    return x->kind != LEX_WORD || read_foreign(l, x, plain, n, open);
}

lexeme lex_word(lexer *l)
{
    size_t end = lex_chunk_end(l, l->at);
    lexeme x = {.kind = LEX_WORD, .offset = l->at, .length = end - l->at};
    char plain[PLAIN_MAX];
    bool value = l->value_of && !l->spaced;
    x.text = lex_piece(l, l->at, end);
    size_t n = lex_plain(x.text, plain, sizeof plain);
    bool whole = n < sizeof plain; /* longer runs are words */
    if (whole && (!value || lex_is_value_of(l, FIELD_STEMMED)) && !lex_is_whole_value(l)) {
        lexeme read = x;
        if (!read_operator(l, &read, plain, n))
            return lex_refused(l, read.offset, end);
        /* AND after a colon is a word. */
        if (!value || read.kind == LEX_NEAR)
            x = read;
    }
    if (x.kind == LEX_WORD && lex_is_whole_value(l))
        x.pattern = x.text.len > 1 && x.text.data[x.text.len - 1] == '*';
    else if (x.kind == LEX_WORD && (!find_wild(l, &x) || (whole && !cut_edits(l, &x, plain, n))))
        return lex_refused(l, x.offset, end);
    if (x.kind == LEX_WORD && whole && !lex_is_whole_value(l))
        note_marks(l, &x, plain, n);
    l->at = x.offset + x.length;
    return x;
}

bool lex_plus_operator(lexer *l, size_t start, lexeme *x)
{
    char plain[PLUS_MAX];
    size_t end = l->at;
    uint32_t c;
    /* Operators are short: a longer run need not be read to its end. */
    for (size_t n = 0, step; n < sizeof plain && (step = lex_char(l->query, end, &c)) > 0; n++) {
        if (c == ' ' || c == '"' || c == '(' || c == ')')
            break;
        end += step;
    }
    uint32_t before = start > 0 ? (unsigned char)l->query.data[start - 1] : '(';
    lexeme near = {.kind = LEX_WORD, .offset = start, .length = end - start};
    slice run = lex_piece(l, l->at, end);
    size_t n = run.len < sizeof plain ? lex_plain(run, plain, sizeof plain) : 0;
    /* At a bracket's or the query's start there is nothing that it could join. */
    if (before == '(' || memchr(plain, '/', n) || !read_near(l, &near, plain, n, true) ||
        near.kind != LEX_NEAR)
        return false;
    l->at = end;
    *x = near;
    return true;
}
