/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a query's characters look like, and the error that names a place among them. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "query/lex.h"
#include "text/utf8.h"

static bool is_double_quote(uint32_t cp)
{
    static const uint32_t quotes[] = {0xAB,   0xBB,   0x201C, 0x201D, 0x201E, 0x201F,
                                      0x2033, 0x275D, 0x275E, 0x300C, 0x300D, 0x300E,
                                      0x300F, 0x301D, 0x301E, 0x301F};
    for (size_t i = 0; i < sizeof quotes / sizeof quotes[0]; i++)
        if (quotes[i] == cp)
            return true;
    return false;
}

size_t lex_char(slice text, size_t at, uint32_t *c)
{
    enum { EN_DASH = 0x2013, MINUS_SIGN = 0x2212, SMALL_HYPHEN = 0xFE63 };
    enum { FRACTION_SLASH = 0x2044, DIVISION_SLASH = 0x2215 };
    *c = 0;
    if (at >= text.len)
        return 0;
    unsigned char byte = (unsigned char)text.data[at];
    if (byte < 0x80) {
        *c = byte <= ' ' || byte == 0x7F ? ' ' : byte;
        return 1;
    }
    size_t length = utf8_decode(text.data + at, text.len - at, c);
    if (length == 0)
        return 1;
    if (*c >= 0xFF01 && *c <= 0xFF5E)
        *c -= 0xFF01 - '!';
    unsigned class = utf8_class(*c);
    if ((*c >= 0x80 && *c < 0xA0) || (class & UTF8_SPACE))
        *c = ' ';
    else if (is_double_quote(*c))
        *c = '"';
    else if (class & UTF8_APOSTROPHE)
        *c = '\'';
    else if ((class & UTF8_HYPHEN) || *c == EN_DASH || *c == MINUS_SIGN || *c == SMALL_HYPHEN)
        *c = '-';
    else if (*c == FRACTION_SLASH || *c == DIVISION_SLASH)
        *c = '/';
    return length;
}

size_t lex_plain(slice text, char *out, size_t room)
{
    size_t n = 0;
    uint32_t c;
    for (size_t at = 0, length; n < room && (length = lex_char(text, at, &c)) > 0; at += length)
        if (!(utf8_class(c) & UTF8_IGNORED))
            out[n++] = (char)(c < 0x7F ? c : 0x7F);
    return n;
}

size_t lex_before_last(slice text, size_t n)
{
    size_t all = 0, seen = 0, at = 0, length;
    uint32_t c;
    for (; (length = lex_char(text, at, &c)) > 0; at += length)
        all += !(utf8_class(c) & UTF8_IGNORED);
    for (at = 0; seen + n < all && (length = lex_char(text, at, &c)) > 0; at += length)
        seen += !(utf8_class(c) & UTF8_IGNORED);
    return at;
}

dossier_status lex_refuse(dossier_error *error, size_t offset, size_t length, const char *hint,
                          const char *format, ...)
{
    if (!error)
        return DOSSIER_BAD_QUERY;
    va_list args;
    memset(error, 0, sizeof *error);
    error->status = DOSSIER_BAD_QUERY;
    error->offset = offset;
    error->length = length;
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    snprintf(error->hint, sizeof error->hint, "%s", hint);
    return DOSSIER_BAD_QUERY;
}
