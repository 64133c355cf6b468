/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/lex.h"

#include <stdio.h>
#include <string.h>

#include "query/foreign.h"
#include "text/utf8.h"

enum { LEX_NAME_MAX = 16, LEX_PLAIN_MAX = 64, LEX_PLUS_MAX = 8 };

static const struct {
    const char *name;
    lex_when when;
} when_table[] = {
    {"since", LEX_SINCE}, {"after", LEX_AFTER}, {"before", LEX_BEFORE}, {"until", LEX_UNTIL}};

static uint32_t char_at(const lexer *l, size_t at)
{
    uint32_t c;
    return lex_char(l->query, at, &c) ? c : 0;
}

static slice piece(const lexer *l, size_t from, size_t to)
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

static bool is_value_of(const lexer *l, field_kind kind)
{
    return l->value_of && l->value_of->kind == kind;
}

/* A value that is no running text: taken as it stands. */
static bool is_whole_value(const lexer *l)
{
    return is_value_of(l, FIELD_WHOLE) || is_value_of(l, FIELD_ENTITY) ||
           is_value_of(l, FIELD_DATE);
}

static bool is_word_char(uint32_t c)
{
    return (utf8_class(c) & (UTF8_LETTER | UTF8_DIGIT | UTF8_MARK | UTF8_NGRAM)) != 0;
}

/* Does a , or ; at `at` separate? Not inside a number, nor inside a field's value. */
static bool is_separator(const lexer *l, size_t at)
{
    uint32_t c;
    size_t length = lex_char(l->query, at, &c);
    if (c != ',' && c != ';')
        return false;
    uint32_t after = char_at(l, at + length);
    if (after == 0 || after == ' ' || after == '"' || after == '(' || after == ')')
        return true;
    return !l->value_of && !(utf8_class(after) & UTF8_DIGIT);
}

static bool is_chunk_end(const lexer *l, size_t at, uint32_t c)
{
    return c == ' ' || c == '"' || c == '(' || c == ')' || is_separator(l, at);
}

static size_t chunk_end(const lexer *l, size_t at)
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

static lexeme refused(lexer *l, size_t from, size_t to)
{
    l->at = l->query.len;
    return (lexeme){.kind = LEX_REFUSED, .offset = from, .length = to - from};
}

static bool star_ends_a_word(const lexer *l, size_t from, size_t to, size_t *star)
{
    uint32_t before = ' ', c;
    for (size_t at = from, length; at < to && (length = lex_char(l->query, at, &c)) > 0;
         at += length) {
        uint32_t after = at + length < to ? char_at(l, at + length) : ' ';
        *star = at;
        if (c == '*' && is_word_char(before) && !is_word_char(after))
            return true;
        before = c;
    }
    return false;
}

static lexeme lex_quoted(lexer *l)
{
    size_t start = l->at, star;
    uint32_t c;
    size_t from = start + lex_char(l->query, start, &c);
    size_t to = from, length;
    while ((length = lex_char(l->query, to, &c)) > 0 && c != '"')
        to += length;
    lexeme x = {.kind = LEX_QUOTED, .offset = start, .unclosed = length == 0};
    if (x.unclosed && (l->quotes > 1 || slice_trim(piece(l, from, to)).len == 0)) {
        lex_refuse(l->error, start, from - start, "take the quotation mark out, or add its partner",
                   "this quotation mark has no partner");
        return refused(l, start, from);
    }
    if (star_ends_a_word(l, from, to, &star)) {
        lex_refuse(l->error, star, 1, "take the * out of the quotes, or the quotes away",
                   "a * inside quotes is not understood by this version");
        return refused(l, start, to);
    }
    x.text = piece(l, from, to);
    l->at = to + length;
    x.length = l->at - start;
    c = char_at(l, l->at);
    if (c == '~' || c == '^') {
        lex_refuse(l->error, l->at, 1, "leave out what stands after the quotes",
                   "%s after a phrase is not understood by this version",
                   c == '~' ? "a distance" : "a weight");
        return refused(l, l->at, l->at + 1);
    }
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

/* "title:" at the start of a chunk. Returns false when the chunk is no field. */
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
    if (c != ':' || n == 0)
        return false;
    size_t colon = at + length;
    uint32_t after = char_at(l, colon);
    if (after == ':' || (after == '/' && char_at(l, colon + 1) == '/'))
        return false;
    *x = (lexeme){.kind = LEX_FIELD, .offset = l->at, .length = colon - l->at};
    x->field = field_find((slice){name, n});
    for (size_t i = 0; i < sizeof when_table / sizeof when_table[0] && !x->field; i++) {
        if (slice_equal_nocase((slice){name, n}, slice_of(when_table[i].name))) {
            x->field = &field_table[FIELD_PUBLISHED];
            x->when = when_table[i].when;
        }
    }
    if (x->field) {
        l->at = colon;
        return true;
    }
    if (after == 0 || is_chunk_end(l, colon, after))
        if (after != '"' && after != '(')
            return false;
    refuse_unknown_field(l, l->at, colon, name, n);
    *x = refused(l, l->at, colon);
    return true;
}

/* Cuts a star off the end of a chunk. False when a star stands where it can't. */
static bool cut_star(lexer *l, lexeme *x)
{
    size_t word_end = 0, star = 0;
    bool has_star = false, after_word = false, inside = false;
    uint32_t c;
    for (size_t at = 0, length; (length = lex_char(x->text, at, &c)) > 0; at += length) {
        if (c != '*') {
            inside |= has_star;
            after_word = is_word_char(c);
            word_end = at + length;
        } else if (!has_star) {
            has_star = true;
            star = at;
        }
    }
    if (!has_star)
        return true;
    if (inside) {
        lex_refuse(l->error, x->offset + star, 1, "write the forms out: (colour OR color)",
                   "a * is understood only at a word's end");
        return false;
    }
    if (word_end == 0) {
        lex_refuse(l->error, x->offset, x->length, "put letters before it: negotiat*",
                   "a * alone stands for nothing");
        return false;
    }
    x->text.len = word_end;
    x->star = after_word;
    if (!after_word)
        note_add(l->notes, "punctuation-ignored", x->offset + star, 1,
                 "the * does not stand at a word's end and was ignored");
    return true;
}

static void note_marks(lexer *l, const lexeme *x, const char *plain, size_t n)
{
    if (plain[0] == '!' && n > 1)
        note_add(l->notes, "punctuation-ignored", x->offset, 1,
                 "the ! before a word was ignored; write -word for documents without it");
    else if (n > 1 && plain[n - 1] == '!')
        note_add(l->notes, "punctuation-ignored", x->offset + x->length - 1, 1,
                 "the ! after a word was ignored; write word* for all words that begin so");
    else if (n > 2 && plain[0] == '-' && plain[1] == '-')
        note_add(l->notes, "punctuation-ignored", x->offset, 2,
                 "the dash before a word was ignored; write -word for documents without it");
}

/* What a run of characters is when it isn't a field: an operator or words. */
static lexeme lex_word(lexer *l)
{
    size_t end = chunk_end(l, l->at);
    lexeme x = {.kind = LEX_WORD, .offset = l->at, .length = end - l->at};
    char plain[LEX_PLAIN_MAX];
    x.text = piece(l, l->at, end);
    size_t n = lex_plain(x.text, plain, sizeof plain);
    bool value = l->value_of && !l->spaced;
    if (!value && n == 3 && memcmp(plain, "AND", 3) == 0)
        x.kind = LEX_AND;
    else if (!value && n == 2 && memcmp(plain, "OR", 2) == 0)
        x.kind = LEX_OR;
    else if (!value && n == 3 && memcmp(plain, "NOT", 3) == 0)
        x.kind = LEX_NOT;
    if (x.kind == LEX_WORD && !is_whole_value(l)) {
        foreign f = foreign_find(plain, n, char_at(l, end) == '(', false);
        char shown[NOTE_QUOTE];
        note_quote(x.text, shown);
        if (f.kind == FOREIGN_REFUSED) {
            lex_refuse(l->error, x.offset, x.length, f.hint, "%s %s", shown, f.message);
            return refused(l, x.offset, end);
        }
        if (f.kind != FOREIGN_NONE) {
            x.kind = f.kind == FOREIGN_AND ? LEX_AND : LEX_OR;
            note_add(l->notes, "read-as-operator", x.offset, x.length, "%s %s", shown, f.message);
        } else {
            note_marks(l, &x, plain, n);
        }
    }
    if (x.kind == LEX_WORD && !cut_star(l, &x))
        return refused(l, x.offset, end);
    l->at = end;
    return x;
}

/* - or + directly before a word, quote or bracket, and after nothing that it could be part of. */
static bool is_sign(const lexer *l, uint32_t c, size_t length)
{
    if ((c != '-' && c != '+') || (l->value_of && !l->spaced) || !l->fresh)
        return false;
    uint32_t after = char_at(l, l->at + length);
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
    if (x.kind == LEX_PLUS) {
        /* Operators are short: a longer run need not be read to its end. */
        char plain[LEX_PLUS_MAX];
        size_t end = l->at, n = 0;
        uint32_t next;
        for (size_t step; n < sizeof plain && (step = lex_char(l->query, end, &next)) > 0 &&
                          !is_chunk_end(l, end, next);
             end += step)
            n++;
        n = n < sizeof plain ? lex_plain(piece(l, l->at, end), plain, sizeof plain) : 0;
        foreign f = foreign_find(plain, n, false, true);
        if (f.kind == FOREIGN_REFUSED && memchr(plain, '/', n) == NULL) {
            lex_refuse(l->error, x.offset, end - x.offset, f.hint, "+%.*s %s", (int)n, plain,
                       f.message);
            return refused(l, x.offset, end);
        }
    }
    return x;
}

static lexeme lex_refuse_sign_in_value(lexer *l)
{
    lex_refuse(l->error, l->at, 1, "put the - before the field: -title:reset",
               "a - can't stand between a field and its value");
    return refused(l, l->at, l->at + 1);
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
    else if (is_sign(l, c, length))
        x = lex_sign(l, c, length);
    else if (c == '-' && !l->spaced &&
             (is_value_of(l, FIELD_STEMMED) || is_value_of(l, FIELD_WORDS)))
        x = lex_refuse_sign_in_value(l);
    else if (is_whole_value(l) || !lex_field(l, &x))
        x = lex_word(l);
    if (x.kind == LEX_OPEN || x.kind == LEX_CLOSE)
        l->at += length;
    l->fresh = x.kind == LEX_OPEN || x.kind == LEX_MINUS || x.kind == LEX_PLUS;
    l->value_of = x.kind == LEX_FIELD ? x.field : NULL;
    x.spaced = l->spaced;
    return x;
}
