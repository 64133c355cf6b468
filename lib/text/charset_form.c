/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Charsets that the form of the bytes gives away: UTF-16 and UTF-32 without a byte order mark
 * (their NUL bytes stand at regular places, and what they decode to is text), and the seven-bit
 * charsets that switch with escape sequences.
 */
#include <string.h>

#include "text/charset_parts.h"
#include "text/utf8.h"

#define LOOK_AT 8192

/* Characters that text is made of; controls, private use, noncharacters and the unassigned are not.
 */
static bool is_text(uint32_t cp)
{
    if (cp < 0x20)
        return cp == '\t' || cp == '\n' || cp == '\r' || cp == '\f';
    if (cp < 0x7F || cp == 0xFEFF || cp == UTF8_REPLACEMENT)
        return true;
    return cp >= 0xA0 && (utf8_class(cp) != 0 || utf8_columns(cp) > 0) &&
           !(cp >= 0xE000 && cp <= 0xF8FF) && (cp & 0xFFFE) != 0xFFFE && cp < 0xF0000;
}

static uint32_t unit_at(const unsigned char *p, int width, bool big)
{
    uint32_t unit = 0;
    for (int i = 0; i < width; i++)
        unit = unit << 8 | p[big ? i : width - 1 - i];
    return unit;
}

/* Reads one character of UTF-16 or UTF-32; false when it is none. */
static bool read_wide(const unsigned char **p, const unsigned char *end, int width, bool big,
                      uint32_t *cp)
{
    *cp = unit_at(*p, width, big);
    *p += width;
    if (width == 4)
        return *cp <= 0x10FFFF && (*cp < 0xD800 || *cp > 0xDFFF);
    if (*cp < 0xD800 || *cp > 0xDFFF)
        return true;
    if (*cp > 0xDBFF || end - *p < 2)
        return false;
    uint32_t low = unit_at(*p, width, big);
    *p += width;
    *cp = 0x10000 + ((*cp - 0xD800) << 10) + (low - 0xDC00);
    return low >= 0xDC00 && low <= 0xDFFF;
}

/* Is it text when read so, but for so many characters in a hundred? Most of it has to be letters,
 * digits and spaces. */
static bool reads_as_text(slice bytes, int width, bool big, size_t excused)
{
    const unsigned char *p = (const unsigned char *)bytes.data;
    const unsigned char *end = p + bytes.len / (size_t)width * (size_t)width;
    size_t characters = 0;
    size_t words = 0;
    size_t bad = 0;
    while (end - p >= width) {
        uint32_t cp;
        bool last = end - p < 2 * width; /* perhaps half a pair, cut off by LOOK_AT */
        characters++;
        if (!read_wide(&p, end, width, big, &cp) || !is_text(cp))
            bad += !last;
        else
            words += (utf8_class(cp) & (UTF8_LETTER | UTF8_DIGIT | UTF8_SPACE | UTF8_MARK)) != 0;
    }
    return characters > 0 && bad * 100 <= characters * excused && words * 10 >= characters * 6;
}

typedef struct nul_count {
    size_t at[4]; /* NUL bytes by offset modulo 4 */
    size_t all;
    size_t printable; /* ASCII */
} nul_count;

static nul_count count_nuls(slice bytes)
{
    nul_count n = {.all = 0};
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.data[i];
        n.at[i % 4] += c == 0;
        n.all += c == 0;
        n.printable += (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r' || c == '\t';
    }
    return n;
}

static const char *wide_form(slice bytes)
{
    nul_count n = count_nuls(bytes);
    if (n.all == 0 || bytes.len < 4)
        return NULL;
    size_t quarter = bytes.len / 4;
    if (bytes.len % 4 == 0 && n.at[0] >= quarter && reads_as_text(bytes, 4, true, 0))
        return "UTF-32BE";
    if (bytes.len % 4 == 0 && n.at[3] >= quarter && reads_as_text(bytes, 4, false, 0))
        return "UTF-32LE";
    size_t even = n.at[0] + n.at[2];
    size_t odd = n.at[1] + n.at[3];
    bool big = even > odd;
    size_t regular = big ? even : odd;
    /* Ordinary text with a NUL here and there would decode to ideographs. */
    if (n.printable * 4 > (bytes.len - n.all) * 3 && n.all * 5 < bytes.len)
        return NULL;
    size_t excused = regular * 10 >= bytes.len * 4 ? 2 : 0;
    if (reads_as_text(bytes, 2, big, excused))
        return big ? "UTF-16BE" : "UTF-16LE";
    /* In Chinese most NULs may be halves of U+4E00. */
    if (excused == 0 && reads_as_text(bytes, 2, !big, 0))
        return big ? "UTF-16LE" : "UTF-16BE";
    return NULL;
}

static bool contains(slice bytes, const char *pattern)
{
    return memmem(bytes.data, bytes.len, pattern, strlen(pattern)) != NULL;
}

static bool is_seven_bit(slice bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        if ((unsigned char)bytes.data[i] >= 0x80)
            return false;
    }
    return true;
}

/* The length of the two-byte run behind "~{", or SIZE_MAX when it isn't one that ends in "~}". */
static size_t hz_run(const char *p, const char *end)
{
    const char *start = p;
    for (; end - p >= 2; p += 2) {
        if (p[0] == '~' && p[1] == '}')
            return (size_t)(p - start);
        if (p[0] < 0x21 || p[0] > 0x77 || p[1] < 0x21 || p[1] > 0x7E)
            break;
    }
    return SIZE_MAX;
}

static bool is_hz(slice bytes)
{
    const char *end = bytes.data + bytes.len;
    const char *p = bytes.data;
    size_t pairs = 0;
    while ((p = memmem(p, (size_t)(end - p), "~{", 2))) {
        size_t run = hz_run(p + 2, end);
        if (run == SIZE_MAX)
            return false;
        pairs += run / 2;
        p += 2 + run;
    }
    return pairs > 0;
}

void charset_unpack_hz(slice bytes, buf *out)
{
    const char *end = bytes.data + bytes.len;
    for (const char *p = bytes.data; p < end;) {
        bool tilde = *p == '~' && end - p > 1;
        size_t run = tilde && p[1] == '{' ? hz_run(p + 2, end) : SIZE_MAX;
        if (run != SIZE_MAX) {
            for (size_t i = 0; i < run; i++)
                buf_push(out, (char)(p[2 + i] | 0x80));
            p += run + 4;
        } else if (tilde && (p[1] == '~' || p[1] == '\n')) {
            if (p[1] == '~')
                buf_push(out, '~');
            p += 2;
        } else {
            buf_push(out, *p++);
        }
    }
}

/* By the sequences that announce a multi-byte set (ISO/IEC 2022; RFC 1468, 1554, 1557, 1922). */
static const char *escape_form(slice bytes)
{
    static const struct {
        const char *sequence;
        const char *name;
    } escapes[] = {
        {"\033$)C", "ISO-2022-KR"},  {"\033$)A", "ISO-2022-CN"},  {"\033$)G", "ISO-2022-CN"},
        {"\033$B", "ISO-2022-JP-2"}, {"\033$@", "ISO-2022-JP-2"}, {"\033$(D", "ISO-2022-JP-2"},
        {"\033(J", "ISO-2022-JP-2"},
    };
    for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++) {
        if (contains(bytes, escapes[i].sequence))
            return escapes[i].name;
    }
    return NULL;
}

const char *charset_of_form(slice bytes)
{
    if (bytes.len == 0)
        return NULL;
    slice head = {bytes.data, bytes.len < LOOK_AT ? bytes.len : LOOK_AT};
    if (memchr(head.data, 0, head.len)) {
        const char *wide = wide_form(head);
        if (wide)
            return wide;
    }
    bool escape = memchr(bytes.data, 033, bytes.len) != NULL;
    bool tilde = contains(bytes, "~{");
    if ((!escape && !tilde) || !is_seven_bit(bytes))
        return NULL;
    const char *form = escape ? escape_form(bytes) : NULL;
    return form ? form : tilde && is_hz(bytes) ? "HZ" : NULL;
}
