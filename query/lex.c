/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/lex.h"

#include <string.h>

#include "query/lex_parts.h"
#include "text/utf8.h"

void lex_start(lexer *l, slice query, note_list *notes, dossier_error *error)
{
    *l = (lexer){.query = query, .notes = notes, .error = error};
    uint32_t c;
    for (size_t at = 0, length; (length = lex_char(query, at, &c)) > 0; at += length)
        l->quotes += c == '"';
}

/* Passes over white space, invisible characters and separators; true if there were any. */
static bool skip_space(lexer *l)
{
    size_t start = l->at;
    uint32_t c;
    for (size_t length; (length = lex_char(l->query, l->at, &c)) > 0; l->at += length)
        if (c != ' ' && !lex_is_separator(l, l->at) && !(utf8_class(c) & UTF8_IGNORED))
            break;
    return l->at > start;
}

static bool has_wild(slice text)
{
    lex_scan scan = {.text = text};
    while (lex_scan_next(&scan))
        if (scan.wild)
            return true;
    return false;
}

/* What stands directly behind a phrase in other languages. */
static bool refuse_mark_behind(lexer *l)
{
    uint32_t c = lex_char_at(l, l->at);
    if (c != '~' && c != '^')
        return false;
    lex_refuse(l->error, l->at, 1,
               c == '~' ? "write the distance between the words: nuclear w/5 deal"
                        : "leave out what stands after the quotes",
               "%s after a phrase is not understood", c == '~' ? "a distance" : "a weight");
    return true;
}

static lexeme lex_quoted(lexer *l)
{
    size_t start = l->at;
    uint32_t c;
    size_t from = start + lex_char(l->query, start, &c);
    size_t to = from, length;
    while ((length = lex_char(l->query, to, &c)) > 0 && c != '"')
        to += length;
    lexeme x = {.kind = LEX_QUOTED, .offset = start, .unclosed = length == 0};
    if (x.unclosed && (l->quotes > 1 || slice_trim(lex_piece(l, from, to)).len == 0)) {
        lex_refuse(l->error, start, from - start, "take the quotation mark out, or add its partner",
                   "this quotation mark has no partner");
        return lex_refused(l, start, from);
    }
    x.text = lex_piece(l, from, to);
    x.pattern = !lex_is_whole_value(l) && has_wild(x.text);
    if (x.pattern)
        lex_note_bangs(l, x.text);
    l->at = to + length;
    x.length = l->at - start;
    if (refuse_mark_behind(l))
        return lex_refused(l, l->at, l->at + 1);
    return x;
}

/* What follows a sign that belongs to it. */
static bool begins_operand(uint32_t c)
{
    return c != 0 && c != ' ' && c != ')';
}

/* -, + or % directly before a word, quote or bracket, and after nothing that it could be part of.
 */
static bool is_sign(const lexer *l, uint32_t c, size_t length)
{
    if ((c != '-' && c != '+' && c != '%') || (l->value_of && !l->spaced) || !l->fresh)
        return false;
    uint32_t after = lex_char_at(l, l->at + length);
    return begins_operand(after) && after != c;
}

static lexeme lex_sign(lexer *l, uint32_t c, size_t length)
{
    enum { EN_DASH_BYTES = 3 };
    lexeme x = {.offset = l->at, .length = length, .kind = c == '+' ? LEX_PLUS : LEX_MINUS};
    if (length == EN_DASH_BYTES && memcmp(l->query.data + l->at, "\xE2\x80\x93", 3) == 0)
        note_add(l->notes, "read-as-operator", x.offset, x.length,
                 "the dash before a word was read as -, documents without it");
    if (c == '%')
        note_add(l->notes, "read-as-operator", x.offset, x.length,
                 "the %% before a word was read as NOT");
    l->at += length;
    if (x.kind == LEX_PLUS)
        lex_plus_operator(l, x.offset, &x);
    return x;
}

/* A sign between a quotation mark or bracket and what follows: "a"-b, (a)+b. */
static bool is_wedged_sign(const lexer *l, uint32_t c, size_t length)
{
    return l->wedged && !l->spaced && (c == '-' || c == '+') &&
           begins_operand(lex_char_at(l, l->at + length));
}

/* (a)+5 b is an operator; what else is meant can't be told. */
static lexeme lex_wedged_sign(lexer *l, uint32_t c, size_t length)
{
    lexeme x = {.offset = l->at, .length = length};
    size_t start = l->at;
    l->at += length;
    if (c == '+' && lex_plus_operator(l, start, &x))
        return x;
    lex_refuse_wedged(l, start, (char)c);
    return lex_refused(l, start, start + length);
}

static lexeme lex_refuse_sign_in_value(lexer *l)
{
    lex_refuse(l->error, l->at, 1, "put the - before the field: -title:reset",
               "a - can't stand between a field and its value");
    return lex_refused(l, l->at, l->at + 1);
}

/* A = directly before a word or quote: exactly as it is written. */
static bool is_exact_sign(const lexer *l, uint32_t c, size_t length)
{
    if (c != '=' || lex_is_whole_value(l) || (!l->fresh && !l->value_of))
        return false;
    uint32_t after = lex_char_at(l, l->at + length);
    return after == '"' || lex_is_word_char(after);
}

static lexeme lex_exact(lexer *l, size_t length)
{
    size_t start = l->at;
    l->at += length;
    lexeme x = lex_char_at(l, l->at) == '"' ? lex_quoted(l) : lex_word(l, true);
    if (x.kind == LEX_REFUSED)
        return x;
    x.length += x.offset - start;
    x.offset = start;
    x.exact = true;
    bool plural = lex_is_plural(lex_piece(l, l->at, l->query.len));
    if (!x.pattern && !x.edits && !plural)
        return x;
    lex_refuse(l->error, start, x.length,
               plural ? "write both forms: (=minister OR =ministers)"
                      : "leave out the = or the mark",
               plural ? "a = asks for one form, brackets at a word for two"
                      : "a = asks for exactly these letters, a *, ? or ~ for others");
    return lex_refused(l, start, start + x.length);
}

static lexeme lex_bracket(lexer *l, uint32_t c, size_t length)
{
    lexeme x = {.offset = l->at, .length = length};
    x.kind = c == '(' || c == '[' || c == '{' ? LEX_OPEN : LEX_CLOSE;
    x.square = c != '(' && c != ')';
    if (x.square)
        l->squares += x.kind == LEX_OPEN ? 1 : -1;
    l->at += length;
    return x;
}

lexeme lex_next(lexer *l)
{
    l->spaced = skip_space(l);
    l->fresh |= l->spaced || l->at == 0;
    uint32_t c;
    size_t length = lex_char(l->query, l->at, &c);
    lexeme x = {.kind = LEX_END, .offset = l->at, .length = length};
    if (length == 0)
        x.length = 0;
    else if (c == '(' || c == ')' || lex_opens_square(l, c) || lex_closes_square(l, c))
        x = lex_bracket(l, c, length);
    else if (c == '"')
        x = lex_quoted(l);
    else if (is_exact_sign(l, c, length))
        x = lex_exact(l, length);
    else if (is_wedged_sign(l, c, length))
        x = lex_wedged_sign(l, c, length);
    else if (is_sign(l, c, length))
        x = lex_sign(l, c, length);
    else if (c == '-' && !l->spaced &&
             (lex_is_value_of(l, FIELD_STEMMED) || lex_is_value_of(l, FIELD_WORDS)))
        x = lex_refuse_sign_in_value(l);
    else if (lex_is_whole_value(l) || !lex_field(l, &x))
        x = lex_word(l, false);
    l->fresh = x.kind == LEX_OPEN || x.kind == LEX_MINUS || x.kind == LEX_PLUS;
    l->wedged = x.kind == LEX_CLOSE || x.kind == LEX_QUOTED;
    l->value_of = x.kind == LEX_FIELD ? x.field : NULL;
    x.spaced = l->spaced;
    return x;
}
