/* SPDX-License-Identifier: GPL-2.0-or-later */
/* utf8: decoding, checking and repair. The shapes of valid sequences are those of table 3-7 of the
 * Unicode standard: only the second byte's range depends on the first. */
#include "text/utf8.h"

#include <string.h>

/* For a lead byte: how long its sequence is and what its second byte may be. */
typedef struct lead {
    unsigned char length; /* 0: not a lead byte */
    unsigned char low;
    unsigned char high;
} lead;

static lead lead_of(unsigned char c)
{
    if (c < 0xC2 || c > 0xF4)
        return (lead){0, 0, 0};
    if (c < 0xE0)
        return (lead){2, 0x80, 0xBF};
    if (c < 0xF0)
        return (lead){3, c == 0xE0 ? 0xA0 : 0x80, c == 0xED ? 0x9F : 0xBF};
    return (lead){4, c == 0xF0 ? 0x90 : 0x80, c == 0xF4 ? 0x8F : 0xBF};
}

/* How many bytes of a well-formed sequence stand at text[0]; *whole when that is all of it. A byte
 * that starts nothing counts as one. (Maximal subpart, section 3.9.) */
static size_t sequence_length(const unsigned char *text, size_t len, bool *whole)
{
    *whole = true;
    if (text[0] < 0x80)
        return 1;
    lead l = lead_of(text[0]);
    *whole = false;
    if (l.length == 0 || len < 2 || text[1] < l.low || text[1] > l.high)
        return 1;
    size_t n = 2;
    while (n < l.length && n < len && (text[n] & 0xC0) == 0x80)
        n++;
    *whole = n == l.length;
    return n;
}

size_t utf8_decode(const char *text, size_t len, uint32_t *cp)
{
    const unsigned char *t = (const unsigned char *)text;
    bool whole = false;
    size_t n = len ? sequence_length(t, len, &whole) : 0;
    if (!whole) {
        *cp = UTF8_REPLACEMENT;
        return 0;
    }
    static const unsigned char lead_bits[5] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t value = t[0] & lead_bits[n];
    for (size_t i = 1; i < n; i++)
        value = value << 6 | (t[i] & 0x3F);
    *cp = value;
    return n;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = UTF8_REPLACEMENT;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    static const unsigned char marks[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (cp & 0x3F));
        cp >>= 6;
    }
    out[0] = (char)(marks[n] | cp);
    return n;
}

void utf8_append(buf *out, uint32_t cp)
{
    char bytes[4];
    buf_append(out, bytes, utf8_encode(cp, bytes));
}

/* The length of the ASCII run at the start. */
static size_t ascii_run(const char *text, size_t len)
{
    size_t n = 0;
    uint64_t word;
    while (len - n >= sizeof word) {
        memcpy(&word, text + n, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
        n += sizeof word;
    }
    while (n < len && (unsigned char)text[n] < 0x80)
        n++;
    return n;
}

size_t utf8_valid_prefix(const char *text, size_t len)
{
    size_t n = 0;
    while (n < len) {
        n += ascii_run(text + n, len - n);
        while (n < len && (unsigned char)text[n] >= 0x80) {
            bool whole;
            size_t got = sequence_length((const unsigned char *)text + n, len - n, &whole);
            if (!whole)
                return n;
            n += got;
        }
    }
    return n;
}

bool utf8_is_valid(const char *text, size_t len)
{
    return utf8_valid_prefix(text, len) == len;
}

size_t utf8_repair(const char *text, size_t len, buf *out)
{
    size_t replaced = 0;
    while (len > 0) {
        size_t good = utf8_valid_prefix(text, len);
        buf_append(out, text, good);
        text += good;
        len -= good;
        if (len == 0)
            break;
        bool whole;
        size_t bad = sequence_length((const unsigned char *)text, len, &whole);
        buf_append(out, "\xEF\xBF\xBD", 3);
        replaced++;
        text += bad;
        len -= bad;
    }
    return replaced;
}

size_t utf8_floor(const char *text, size_t len, size_t at)
{
    if (at >= len)
        return len;
    for (int back = 0; back < 3 && at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80; back++)
        at--;
    return at;
}

size_t utf8_width(const char *text, size_t len)
{
    size_t width = 0;
    while (len > 0) {
        uint32_t cp;
        size_t n = utf8_decode(text, len, &cp);
        if (cp < 0x80)
            width += cp >= 0x20 && cp < 0x7F;
        else
            width += utf8_columns(cp);
        n += n == 0;
        text += n;
        len -= n;
    }
    return width;
}
