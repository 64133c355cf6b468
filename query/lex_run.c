/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where runs of characters end: what the rest of the lexer stands on. */
#include "query/lex_parts.h"
#include "text/utf8.h"

uint32_t lex_char_at(const lexer *l, size_t at)
{
    uint32_t c;
    return lex_char(l->query, at, &c) ? c : 0;
}

slice lex_piece(const lexer *l, size_t from, size_t to)
{
    return (slice){l->query.data + from, to - from};
}

bool lex_is_value_of(const lexer *l, field_kind kind)
{
    return l->value_of && l->value_of->kind == kind;
}

bool lex_is_whole_value(const lexer *l)
{
    return lex_is_value_of(l, FIELD_WHOLE) || lex_is_value_of(l, FIELD_ENTITY) ||
           lex_is_value_of(l, FIELD_DATE) || lex_is_value_of(l, FIELD_NUMBER) ||
           lex_is_value_of(l, FIELD_SOUND);
}

bool lex_opens_square(const lexer *l, uint32_t c)
{
    return (c == '[' || c == '{') && (l->fresh || l->value_of) && !lex_is_whole_value(l);
}

bool lex_closes_square(const lexer *l, uint32_t c)
{
    return (c == ']' || c == '}') && l->squares > 0;
}

bool lex_is_separator(const lexer *l, size_t at)
{
    uint32_t c;
    size_t length = lex_char(l->query, at, &c);
    if (c != ',' && c != ';')
        return false;
    uint32_t after = lex_char_at(l, at + length);
    if (after == 0 || after == ' ' || after == '"' || after == '(' || after == ')' ||
        lex_closes_square(l, after))
        return true;
    return !l->value_of && !(utf8_class(after) & UTF8_DIGIT);
}

bool lex_ends_chunk(const lexer *l, size_t at)
{
    uint32_t c;
    lex_char(l->query, at, &c);
    return c == ' ' || c == '"' || c == '(' || c == ')' || lex_closes_square(l, c) ||
           lex_is_separator(l, at);
}

size_t lex_chunk_end(const lexer *l, size_t at)
{
    uint32_t c;
    for (size_t length; (length = lex_char(l->query, at, &c)) > 0; at += length)
        if (lex_ends_chunk(l, at))
            break;
    return at;
}

size_t lex_space_end(const lexer *l, size_t at)
{
    uint32_t c;
    for (size_t length; (length = lex_char(l->query, at, &c)) > 0 && c == ' ';)
        at += length;
    return at;
}

lexeme lex_refused(lexer *l, size_t from, size_t to)
{
    l->at = l->query.len;
    return (lexeme){.kind = LEX_REFUSED, .offset = from, .length = to - from};
}

void lex_refuse_wedged(lexer *l, size_t at, char sign)
{
    uint32_t c;
    lex_refuse(l->error, at, lex_char(l->query, at, &c),
               sign == '-' ? "put a space before it to leave documents out, or all words into one "
                             "pair of quotation marks"
                           : "put a space before it",
               "a %c stands between two parts without a space", sign);
}

bool lex_is_plural(slice rest)
{
    static const char *const endings[] = {"(s)", "(es)", "(ies)"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (slice_starts_with(rest, slice_of(endings[i])))
            return true;
    return false;
}
