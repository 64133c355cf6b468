/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/lex.h"

#include <stdio.h>
#include <string.h>

#include "query/foreign.h"
#include "query/lex_parts.h"
#include "text/utf8.h"

enum { LEX_NAME_MAX = 16 };

static const struct {
    const char *name;
    lex_when when;
} when_table[] = {
    {"since", LEX_SINCE}, {"after", LEX_AFTER}, {"before", LEX_BEFORE}, {"until", LEX_UNTIL}};

uint32_t lex_char_at(const lexer *l, size_t at)
{
    uint32_t c;
    return lex_char(l->query, at, &c) ? c : 0;
}

slice lex_piece(const lexer *l, size_t from, size_t to)
{
    return (slice){l->query.data + from, to - from};
}

void lex_start(lexer *l, slice query, note_list *notes, dossier_error *error)
{
    *l = (lexer){.query = query, .notes = notes, .error = error};
    uint32_t c;
    for (size_t at = 0, length; (length = lex_char(query, at, &c)) > 0; at += length)
        l->quotes += c == '"';
}

bool lex_is_value_of(const lexer *l, field_kind kind)
{
    return l->value_of && l->value_of->kind == kind;
}

/* A value that is no running text: taken as it stands. */
bool lex_is_whole_value(const lexer *l)
{
    return lex_is_value_of(l, FIELD_WHOLE) || lex_is_value_of(l, FIELD_ENTITY) ||
           lex_is_value_of(l, FIELD_DATE) || lex_is_value_of(l, FIELD_NUMBER) ||
           lex_is_value_of(l, FIELD_SOUND);
}

/* Does a , or ; at `at` separate? Not inside a number, nor inside a field's value. */
static bool is_separator(const lexer *l, size_t at)
{
    uint32_t c;
    size_t length = lex_char(l->query, at, &c);
    if (c != ',' && c != ';')
        return false;
    uint32_t after = lex_char_at(l, at + length);
    if (after == 0 || after == ' ' || after == '"' || after == '(' || after == ')')
        return true;
    return !l->value_of && !(utf8_class(after) & UTF8_DIGIT);
}

static bool is_chunk_end(const lexer *l, size_t at, uint32_t c)
{
    return c == ' ' || c == '"' || c == '(' || c == ')' || is_separator(l, at);
}

size_t lex_chunk_end(const lexer *l, size_t at)
{
    uint32_t c;
    for (size_t length; (length = lex_char(l->query, at, &c)) > 0; at += length)
        if (is_chunk_end(l, at, c))
            break;
    return at;
}

/* Passes over white space, invisible characters and separators; true if there were any. */
static bool skip_space(lexer *l)
{
    size_t start = l->at;
    uint32_t c;
    for (size_t length; (length = lex_char(l->query, l->at, &c)) > 0; l->at += length)
        if (c != ' ' && !is_separator(l, l->at) && !(utf8_class(c) & UTF8_IGNORED))
            break;
    return l->at > start;
}

lexeme lex_refused(lexer *l, size_t from, size_t to)
{
    l->at = l->query.len;
    return (lexeme){.kind = LEX_REFUSED, .offset = from, .length = to - from};
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
    l->at = to + length;
    x.length = l->at - start;
    if (refuse_mark_behind(l))
        return lex_refused(l, l->at, l->at + 1);
    return x;
}

static void refuse_unknown_field(lexer *l, size_t start, size_t end, const char *name, size_t n)
{
    const char *nearest = foreign_nearest_field(name, n);
    char hint[200] = "";
    size_t used;
    if (nearest) {
        snprintf(hint, sizeof hint, "did you mean %s:? To look for these words, put them in quotes",
                 nearest);
    } else {
        used = (size_t)snprintf(hint, sizeof hint,
                                "put it in quotes to look for these words; "
                                "the fields are");
        for (size_t i = FIELD_TEXT + 1; i < FIELDS; i++)
            used += (size_t)snprintf(hint + used, sizeof hint - used, " %s:", field_table[i].name);
    }
    lex_refuse(l->error, start, end - start, hint, "there is no field \"%.*s\"", (int)n, name);
}

/* minister(s) is a word with two endings. */
static bool is_plural(slice rest)
{
    static const char *const endings[] = {"(s)", "(es)", "(ies)"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (slice_starts_with(rest, slice_of(endings[i])))
            return true;
    return false;
}

/* Where the value of a field may begin without a colon: title(...), length>800. */
static bool begins_value(const lexer *l, size_t at, const field *f, uint32_t c)
{
    bool compared = f->kind == FIELD_NUMBER || f->kind == FIELD_DATE;
    if (c == '(')
        return !is_plural(lex_piece(l, at, l->query.len));
    return compared && (c == '<' || c == '>' || c == '=');
}

static const field *find_field(slice name, lex_when *when)
{
    for (size_t i = 0; i < sizeof when_table / sizeof when_table[0]; i++) {
        if (slice_equal_nocase(name, slice_of(when_table[i].name))) {
            *when = when_table[i].when;
            return &field_table[FIELD_PUBLISHED];
        }
    }
    return field_find(name);
}

/* Is the colon at `at` one of an address or a name in a programming language (http://, a::b)? */
static bool is_other_colon(const lexer *l, size_t colon)
{
    uint32_t after = lex_char_at(l, colon + 1);
    return after == ':' || (after == '/' && lex_char_at(l, colon + 2) == '/');
}

/* A field's name at the start of a chunk. Returns false when the chunk is no field. */
static bool lex_field(lexer *l, lexeme *x)
{
    char name[LEX_NAME_MAX + 1];
    size_t n = 0, at = l->at, length;
    uint32_t c;
    while ((length = lex_char(l->query, at, &c)) > 0 && n < LEX_NAME_MAX && c < 0x7F &&
           (utf8_class(c) & UTF8_LETTER)) {
        name[n++] = (char)c;
        at += length;
    }
    if (n == 0 || (c == ':' && is_other_colon(l, at)))
        return false;
    *x = (lexeme){.kind = LEX_FIELD, .offset = l->at, .length = at - l->at};
    x->field = find_field((slice){name, n}, &x->when);
    if (x->field && (c == ':' || begins_value(l, at, x->field, c))) {
        l->at = c == ':' ? at + length : at;
        x->length = l->at - x->offset;
        return true;
    }
    size_t colon = at + length;
    uint32_t after = lex_char_at(l, colon);
    if (c != ':' || ((after == 0 || is_chunk_end(l, colon, after)) && after != '"' && after != '('))
        return false;
    refuse_unknown_field(l, l->at, colon, name, n);
    *x = lex_refused(l, l->at, colon);
    return true;
}

/* - or + directly before a word, quote or bracket, and after nothing that it could be part of. */
static bool is_sign(const lexer *l, uint32_t c, size_t length)
{
    if ((c != '-' && c != '+') || (l->value_of && !l->spaced) || !l->fresh)
        return false;
    uint32_t after = lex_char_at(l, l->at + length);
    return after != 0 && after != ' ' && after != ')' && after != c;
}

static lexeme lex_sign(lexer *l, uint32_t c, size_t length)
{
    enum { EN_DASH_BYTES = 3 };
    lexeme x = {.offset = l->at, .length = length, .kind = c == '-' ? LEX_MINUS : LEX_PLUS};
    if (length == EN_DASH_BYTES && memcmp(l->query.data + l->at, "\xE2\x80\x93", 3) == 0)
        note_add(l->notes, "read-as-operator", x.offset, x.length,
                 "the dash before a word was read as -, documents without it");
    l->at += length;
    if (x.kind == LEX_PLUS)
        lex_plus_operator(l, x.offset, &x);
    return x;
}

static lexeme lex_refuse_sign_in_value(lexer *l)
{
    lex_refuse(l->error, l->at, 1, "put the - before the field: -title:reset",
               "a - can't stand between a field and its value");
    return lex_refused(l, l->at, l->at + 1);
}

/* A = directly before a word or quote: exactly as it is written. */
static bool is_exact_sign(const lexer *l, uint32_t c)
{
    if (c != '=' || lex_is_whole_value(l) || (!l->fresh && !l->value_of))
        return false;
    uint32_t after = lex_char_at(l, l->at + 1);
    return after == '"' || lex_is_word_char(after);
}

static lexeme lex_exact(lexer *l)
{
    size_t start = l->at++;
    lexeme x = lex_char_at(l, l->at) == '"' ? lex_quoted(l) : lex_word(l);
    if (x.kind == LEX_REFUSED)
        return x;
    x.length += x.offset - start;
    x.offset = start;
    x.exact = true;
    if (!x.pattern && !x.edits)
        return x;
    lex_refuse(l->error, start, x.length, "leave out the = or the mark",
               "a = asks for exactly these letters, a *, ? or ~ for others");
    return lex_refused(l, start, start + x.length);
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
    else if (c == '(' || c == ')')
        x.kind = c == '(' ? LEX_OPEN : LEX_CLOSE;
    else if (c == '"')
        x = lex_quoted(l);
    else if (is_exact_sign(l, c))
        x = lex_exact(l);
    else if (is_sign(l, c, length))
        x = lex_sign(l, c, length);
    else if (c == '-' && !l->spaced &&
             (lex_is_value_of(l, FIELD_STEMMED) || lex_is_value_of(l, FIELD_WORDS)))
        x = lex_refuse_sign_in_value(l);
    else if (lex_is_whole_value(l) || !lex_field(l, &x))
        x = lex_word(l);
    if (x.kind == LEX_OPEN || x.kind == LEX_CLOSE)
        l->at += length;
    l->fresh = x.kind == LEX_OPEN || x.kind == LEX_MINUS || x.kind == LEX_PLUS;
    l->value_of = x.kind == LEX_FIELD ? x.field : NULL;
    x.spaced = l->spaced;
    return x;
}
