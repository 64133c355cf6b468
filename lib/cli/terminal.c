/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/terminal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

const char *const terminal_colour_names[] = {"auto", "always", "never", NULL};

enum { COLUMNS_DEFAULT = 80, COLUMNS_LEAST = 20 };

bool terminal_attached(FILE *stream)
{
    const char *term = getenv("TERM");
    return isatty(fileno(stream)) && !(term && strcmp(term, "dumb") == 0);
}

int terminal_columns(FILE *stream)
{
    int columns = 0;
    struct winsize size;
    if (ioctl(fileno(stream), TIOCGWINSZ, &size) == 0)
        columns = size.ws_col;
    const char *variable = getenv("COLUMNS");
    if (columns == 0 && variable) {
        long given = strtol(variable, NULL, 10);
        columns = given > 0 && given < 10000 ? (int)given : 0;
    }
    if (columns == 0)
        columns = COLUMNS_DEFAULT;
    return columns < COLUMNS_LEAST ? COLUMNS_LEAST : columns;
}

bool terminal_wants_colour(terminal_colour mode, FILE *stream)
{
    if (mode != TERMINAL_COLOUR_AUTO)
        return mode == TERMINAL_COLOUR_ALWAYS;
    const char *no = getenv("NO_COLOR");
    if (no && *no)
        return false;
    const char *force = getenv("CLICOLOR_FORCE");
    if (force && *force && strcmp(force, "0") != 0)
        return true;
    return terminal_attached(stream);
}

typedef struct range {
    uint32_t first, last;
} range;

/* Code points that must not reach a terminal as they are, above ASCII. */
static const range unsafe[] = {{0x80, 0x9f}, {0x2028, 0x202e}, {0x2066, 0x2069}};
/* Marks that take no column: the blocks of combining marks, joiners and variation selectors. */
static const range narrow[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x0610, 0x061c}, {0x064b, 0x065f},
    {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200b, 0x200f}, {0x2060, 0x2064}, {0x20d0, 0x20ff},
    {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff},
};
/* Wide and full-width blocks of Unicode's EastAsianWidth, as ranges that err by a few symbols. */
static const range wide[] = {
    {0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0xa4cf},   {0xac00, 0xd7a3},
    {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},
    {0x1f300, 0x1f64f}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd},
};

static bool in_ranges(uint32_t code, const range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    }
    return false;
}

#define IN(code, ranges) in_ranges(code, ranges, sizeof(ranges) / sizeof *(ranges))

/* Decodes one code point of well-formed UTF-8 (Unicode 15, table 3-7); 0 bytes when it is not. */
static size_t decode(const unsigned char *text, size_t len, uint32_t *code)
{
    static const struct {
        unsigned char first, last; /* of the lead byte */
        unsigned char low, high;   /* of the second byte */
        unsigned char bytes;
    } forms[] = {
        {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3},
        {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4},
        {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
    };
    if (text[0] < 0x80) {
        *code = text[0];
        return 1;
    }
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t bytes = forms[i].bytes;
        if (text[0] < forms[i].first || text[0] > forms[i].last)
            continue;
        if (len < bytes || text[1] < forms[i].low || text[1] > forms[i].high)
            return 0;
        *code = text[0] & (0xffu >> (bytes + 1));
        for (size_t k = 1; k < bytes; k++) {
            if ((text[k] & 0xc0) != 0x80)
                return 0;
            *code = *code << 6 | (text[k] & 0x3fu);
        }
        return bytes;
    }
    return 0;
}

static void escape(terminal_glyph *glyph, const char *format, unsigned value)
{
    static const char digits[] = "0123456789abcdef";
    size_t at = 0;
    glyph->escape[at++] = '\\';
    glyph->escape[at++] = *format;
    for (int shift = *format == 'x' ? 4 : 12; shift >= 0; shift -= 4)
        glyph->escape[at++] = digits[value >> shift & 15];
    glyph->escape[at] = '\0';
    glyph->text = glyph->escape;
    glyph->len = at;
    glyph->columns = (int)at;
}

void terminal_glyph_read(const char *text, size_t len, terminal_glyph *glyph)
{
    uint32_t code = 0;
    size_t taken = decode((const unsigned char *)text, len, &code);
    if (taken == 0) {
        glyph->taken = 1;
        escape(glyph, "x", (unsigned char)text[0]);
        return;
    }
    glyph->taken = taken;
    if (code < 0x20 || code == 0x7f) {
        escape(glyph, "x", code);
    } else if (IN(code, unsafe)) {
        escape(glyph, "u", code);
    } else {
        glyph->text = text;
        glyph->len = taken;
        glyph->columns = IN(code, narrow) ? 0 : IN(code, wide) ? 2 : 1;
    }
}

void terminal_write(FILE *out, const char *text, size_t len, bool lines)
{
    terminal_glyph glyph;
    for (size_t at = 0; at < len; at += glyph.taken) {
        terminal_glyph_read(text + at, len - at, &glyph);
        if (lines && (text[at] == '\n' || text[at] == '\t'))
            fputc(text[at], out);
        else
            fwrite(glyph.text, 1, glyph.len, out);
    }
}

size_t terminal_width(const char *text, size_t len)
{
    terminal_glyph glyph;
    size_t columns = 0;
    for (size_t at = 0; at < len; at += glyph.taken) {
        terminal_glyph_read(text + at, len - at, &glyph);
        columns += (size_t)glyph.columns;
    }
    return columns;
}

size_t terminal_fit(const char *text, size_t len, size_t columns)
{
    terminal_glyph glyph;
    size_t at = 0;
    for (; at < len; at += glyph.taken) {
        terminal_glyph_read(text + at, len - at, &glyph);
        if ((size_t)glyph.columns > columns)
            break;
        columns -= (size_t)glyph.columns;
    }
    return at;
}
