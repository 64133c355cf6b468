/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Operators that look like words: AND, w/5, atleast3(...), and those of other languages. */
#include <ctype.h>
#include <string.h>

#include "query/foreign.h"
#include "query/lex_parts.h"
#include "text/utf8.h"

enum { NEXT_MAX = 64, PLUS_MAX = 12, NUMBER_DIGITS = 6 };

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
    const char *finds;
} calls[] = {{"atleast", LEX_ATLEAST, true, "atleast3(sanctions)"},
             {"atl", LEX_ATLEAST, true, "atleast3(sanctions)"},
             {"first", LEX_FIRST, true, "first50(sanctions)"},
             {"lead", LEX_LEAD, false, "lead(sanctions)"}};
enum { CALLS = sizeof calls / sizeof calls[0] };

static const char hint_number[] = "write a number: atleast3(sanctions), first50(sanctions)";

static bool refuse(lexer *l, const lexeme *x, const char *hint, const char *message)
{
    char shown[NOTE_QUOTE];
    note_quote(lex_piece(l, x->offset, x->offset + x->length), shown);
    lex_refuse(l->error, x->offset, x->length, hint, "%s %s", shown, message);
    return false;
}

/* An operator of another language; false when it was refused. */
static bool read_foreign(lexer *l, lexeme *x, const char *plain, size_t n, bool open)
{
    bool spaced = lex_char_at(l, lex_space_end(l, x->offset + x->length)) == '(';
    static const lex_kind kinds[] = {
        [FOREIGN_AND] = LEX_AND, [FOREIGN_OR] = LEX_OR, [FOREIGN_NOT] = LEX_NOT};
    char shown[NOTE_QUOTE];
    foreign f = foreign_find(plain, n, open, spaced);
    if (f.kind == FOREIGN_REFUSED)
        return refuse(l, x, f.hint, f.message);
    if (f.kind != FOREIGN_NONE) {
        x->kind = kinds[f.kind];
        note_add(l->notes, "read-as-operator", x->offset, x->length, "%s %s",
                 note_quote(x->text, shown), f.message);
    }
    return true;
}

/* Marks around what would be an operator without them: w/5. or 'w/5'. */
static bool is_marked_near(const char *plain, size_t n)
{
    const char *message, *hint;
    proximity near;
    size_t from = n > 0 && plain[0] == '\'', to = n;
    while (to > from && strchr(".:!?'", plain[to - 1]))
        to--;
    if (to - from == n || from == to || !strpbrk(plain, "/0123456789"))
        return false;
    return proximity_read(plain + from, to - from, false, &near, &message, &hint) != PROXIMITY_NONE;
}

/* A proximity operator; false when it was refused. */
static bool read_near(lexer *l, lexeme *x, const char *plain, size_t n, bool plus)
{
    const char *message = "", *hint = "";
    char shown[NOTE_QUOTE];
    proximity_reading got = proximity_read(plain, n, plus, &x->near, &message, &hint);
    if (got == PROXIMITY_REFUSED)
        return refuse(l, x, hint, message);
    if (got == PROXIMITY_REMARKED)
        note_add(l->notes, "read-as-operator", x->offset, x->length, "%s %s",
                 note_quote(lex_piece(l, x->offset, x->offset + x->length), shown), message);
    if (got != PROXIMITY_NONE)
        x->kind = LEX_NEAR;
    else if (!plus && is_marked_near(plain, n))
        return refuse(l, x, "leave out the mark; in double quotes it is looked for as words",
                      "is no operator with a mark on it");
    return true;
}

/* The chunk behind x; its characters go to `plain`, of which there are *n. */
static lexeme peek(const lexer *l, const lexeme *x, char plain[NEXT_MAX], size_t *n)
{
    size_t from = lex_space_end(l, x->offset + x->length);
    size_t end = lex_chunk_end(l, from);
    lexeme next = {.kind = LEX_WORD, .offset = from, .length = end - from};
    next.text = lex_piece(l, from, end);
    *n = lex_plain(next.text, plain, NEXT_MAX);
    return next;
}

/* "not" directly before a proximity operator: both are one. *refused when that can't be read. */
static bool read_not_near(lexer *l, lexeme *x, const char *plain, size_t n, bool *refused)
{
    char next[NEXT_MAX];
    if (!slice_equal_nocase((slice){plain, n}, SLICE("not")))
        return false;
    lexeme operator= peek(l, x, next, &n);
    bool plus = n > 1 && next[0] == '+';
    *refused = !read_near(l, &operator, next + plus, n - plus, plus);
    if (*refused || operator.kind != LEX_NEAR)
        return *refused;
    x->kind = LEX_NEAR;
    x->near = operator.near;
    x->near.negated = true;
    x->length = operator.offset + operator.length - x->offset;
    return true;
}

/* "BUT NOT" is NOT. */
static bool read_but_not(lexer *l, lexeme *x, const char *plain, size_t n)
{
    char next[NEXT_MAX];
    size_t next_n;
    if (!slice_equal((slice){plain, n}, SLICE("BUT")))
        return false;
    lexeme not = peek(l, x, next, &next_n);
    if (!slice_equal((slice){next, next_n}, SLICE("NOT")))
        return false;
    x->kind = LEX_NOT;
    x->length = not .offset + not .length - x->offset;
    note_add(l->notes, "read-as-operator", x->offset, x->length, "BUT NOT was read as NOT");
    return true;
}

/* The call whose name is the first `head` characters, and whose number is between them and n. */
static size_t find_call(const char *plain, size_t n, size_t *head)
{
    size_t i = 0;
    *head = n;
    while (*head > 0 && isdigit((unsigned char)plain[*head - 1]))
        (*head)--;
    while (i < CALLS && (!slice_equal_nocase((slice){plain, *head}, slice_of(calls[i].name)) ||
                         (!calls[i].number && *head < n)))
        i++;
    return i;
}

/* "atleast3" before a bracket; false when its number can't be. */
static bool read_call(lexer *l, lexeme *x, const char *plain, size_t n)
{
    size_t head, i = find_call(plain, n, &head);
    if (i == CALLS)
        return true;
    for (size_t k = head; k < n && k < head + NUMBER_DIGITS; k++)
        x->number = x->number * 10 + (uint32_t)(plain[k] - '0');
    x->kind = calls[i].kind;
    if (!calls[i].number || (x->number > 0 && n - head <= NUMBER_DIGITS))
        return true;
    lex_refuse(l->error, x->offset, x->length, hint_number, "%s( needs a number from 1 to 999999",
               calls[i].name);
    return false;
}

/* What would be a call, but that no bracket stands directly behind it: atleast3 x, first50:x. A
 * name without a number is a word; before a space and a bracket a remark says so. False when it
 * was refused. */
static bool read_loose_call(lexer *l, lexeme *x, const char *plain, size_t n)
{
    const char *colon = memchr(plain, ':', n);
    size_t name = colon ? (size_t)(colon - plain) : n, head;
    size_t i = find_call(plain, name, &head);
    char shown[NOTE_QUOTE];
    if (i == CALLS)
        return true;
    if (head < name)
        return refuse(l, x, "write atleast3(sanctions), first50(sanctions), without a space",
                      "needs a bracket directly behind it");
    size_t after = lex_space_end(l, x->offset + x->length);
    if (calls[i].number || colon || after == x->offset + x->length || lex_char_at(l, after) != '(')
        return true;
    note_add(l->notes, "read-as-word", x->offset, x->length,
             "%s was read as a word, because a space follows it; write %s to look there",
             note_quote(x->text, shown), calls[i].finds);
    return true;
}

bool lex_read_operator(lexer *l, lexeme *x, const char *plain, size_t n)
{
    bool refused = false;
    size_t end = x->offset + x->length;
    bool open = lex_char_at(l, end) == '(' && !lex_is_plural(lex_piece(l, end, l->query.len));
    if (read_not_near(l, x, plain, n, &refused) || refused)
        return !refused;
    if (read_but_not(l, x, plain, n))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (slice_equal((slice){plain, n}, slice_of(words[i].name)))
            x->kind = words[i].kind;
    if (x->kind == LEX_WORD && !(open ? read_call : read_loose_call)(l, x, plain, n))
        return false;
    if (x->kind == LEX_WORD && !read_near(l, x, plain, n, false))
        return false;
    return x->kind != LEX_WORD || read_foreign(l, x, plain, n, open);
}

bool lex_plus_operator(lexer *l, size_t start, lexeme *x)
{
    char plain[PLUS_MAX];
    size_t end = l->at;
    uint32_t c;
    /* Operators are short: a longer run need not be read to its end. */
    for (size_t n = 0, step; n < sizeof plain && (step = lex_char(l->query, end, &c)) > 0; n++) {
        if (lex_ends_chunk(l, end))
            break;
        end += step;
    }
    uint32_t before = start > 0 ? (unsigned char)l->query.data[start - 1] : '(';
    lexeme near = {.kind = LEX_NEAR, .offset = start, .length = end - start};
    slice run = lex_piece(l, l->at, end);
    size_t n = run.len < sizeof plain ? lex_plain(run, plain, sizeof plain) : 0;
    const char *message, *hint;
    char shown[NOTE_QUOTE];
    while (n > 0 && strchr(".:!?", plain[n - 1]))
        n--;
    /* At a bracket's or the query's start there is nothing that it could join; +0 and +2016 are no
     * distances. */
    if (memchr("([{", (int)before, 3) || memchr(plain, '/', n) ||
        proximity_read(plain, n, true, &near.near, &message, &hint) != PROXIMITY_REMARKED)
        return false;
    note_add(l->notes, "read-as-operator", start, near.length, "%s %s",
             note_quote(lex_piece(l, start, end), shown), message);
    l->at = end;
    *x = near;
    return true;
}
