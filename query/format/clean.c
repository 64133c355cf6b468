/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/format/clean.h"

#include "text/utf8.h"

static bool is_control(uint32_t cp)
{
    return cp < 0x20 || cp == 0x7f;
}

/* Above ASCII: C1 controls, line separators, embeddings, overrides and isolates. */
static bool is_harmful(uint32_t cp)
{
    return (cp >= 0x80 && cp < 0xa0) || (cp >= 0x2028 && cp <= 0x202e) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

/* The letter of a two-character escape in tab-separated values; 0 for none. */
static char tab_escape(uint32_t cp)
{
    return cp == '\t' ? 't' : cp == '\n' ? 'n' : cp == '\r' ? 'r' : cp == '\\' ? '\\' : 0;
}

/* Writes the character at text (taken bytes, 0 for a stray one) escaped, if it has to be. */
static bool escape(FILE *out, unsigned char byte, uint32_t cp, size_t taken, clean_mode mode)
{
    bool rows = mode == CLEAN_ROW || mode == CLEAN_TAB;
    if (mode == CLEAN_TAB && tab_escape(cp))
        fprintf(out, "\\%c", tab_escape(cp));
    else if (taken == 0 && !rows)
        fprintf(out, "\\x%02x", byte);
    else if (is_control(cp) && !(mode == CLEAN_LINES && (cp == '\n' || cp == '\t')))
        fprintf(out, "\\x%02x", (unsigned)cp);
    else if (taken > 1 && is_harmful(cp) && !rows)
        fprintf(out, "\\u%04x", (unsigned)cp);
    else
        return false;
    return true;
}

void clean_write(FILE *out, dossier_text text, clean_mode mode)
{
    size_t plain = 0, at = 0; /* text from plain to at is written in one go */
    while (at < text.len) {
        unsigned char byte = (unsigned char)text.data[at];
        uint32_t cp = byte;
        if (byte >= ' ' && byte < 0x7f && byte != '\\') {
            at++;
            continue;
        }
        size_t taken = byte < 0x80 ? 1 : utf8_decode(text.data + at, text.len - at, &cp);
        size_t before = at;
        at += taken ? taken : 1;
        if (before > plain)
            fwrite(text.data + plain, 1, before - plain, out);
        if (!escape(out, byte, cp, taken, mode))
            fwrite(text.data + before, 1, at - before, out);
        plain = at;
    }
    if (at > plain)
        fwrite(text.data + plain, 1, at - plain, out);
}
