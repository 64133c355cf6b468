/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Classes of characters: general categories by utf8proc, and a table of the characters that mean
 * something to words and sentences. The only file that includes <utf8proc.h>; utf8_fold.c takes
 * characters apart by the two functions of utf8_parts.h. */
#include <utf8proc.h>

#include "text/utf8.h"
#include "text/utf8_parts.h"

typedef struct class_range {
    uint32_t first;
    uint32_t last;
    unsigned class;
} class_range;

/* Sorted by first; ranges don't meet. */
static const class_range special[] = {
    {0x0009, 0x0009, UTF8_SPACE},
    {0x000A, 0x000A, UTF8_SPACE | UTF8_LINE},
    {0x000B, 0x000C, UTF8_SPACE},
    {0x000D, 0x000D, UTF8_SPACE | UTF8_LINE},
    {0x0020, 0x0020, UTF8_SPACE},
    {0x0021, 0x0021, UTF8_STOP},
    {0x0022, 0x0022, UTF8_QUOTE},
    {0x0027, 0x0027, UTF8_APOSTROPHE | UTF8_QUOTE},
    {0x0028, 0x0029, UTF8_QUOTE},
    {0x002D, 0x002D, UTF8_HYPHEN | UTF8_DASH},
    {0x002E, 0x002E, UTF8_STOP},
    {0x003A, 0x003A, UTF8_DASH},
    {0x003F, 0x003F, UTF8_STOP},
    {0x005B, 0x005B, UTF8_QUOTE},
    {0x005D, 0x005D, UTF8_QUOTE},
    {0x0060, 0x0060, UTF8_APOSTROPHE | UTF8_QUOTE},
    {0x007B, 0x007B, UTF8_QUOTE},
    {0x007D, 0x007D, UTF8_QUOTE},
    {0x0085, 0x0085, UTF8_SPACE | UTF8_LINE},
    {0x00A0, 0x00A0, UTF8_SPACE},
    {0x00AB, 0x00AB, UTF8_QUOTE},
    {0x00AD, 0x00AD, UTF8_IGNORED},
    {0x00B4, 0x00B4, UTF8_APOSTROPHE | UTF8_QUOTE},
    {0x00BB, 0x00BB, UTF8_QUOTE},
    {0x02BB, 0x02BC, UTF8_APOSTROPHE},
    {0x02BE, 0x02BF, UTF8_IGNORED},
    {0x034F, 0x034F, UTF8_IGNORED},
    {0x0589, 0x0589, UTF8_STOP},
    {0x061C, 0x061C, UTF8_IGNORED},
    {0x061F, 0x061F, UTF8_STOP},
    {0x0640, 0x0640, UTF8_IGNORED},
    {0x06D4, 0x06D4, UTF8_STOP},
    {0x0964, 0x0965, UTF8_STOP},
    {0x0E01, 0x0E30, UTF8_LETTER | UTF8_NGRAM},
    {0x0E32, 0x0E33, UTF8_LETTER | UTF8_NGRAM},
    {0x0E40, 0x0E46, UTF8_LETTER | UTF8_NGRAM},
    {0x0E81, 0x0EB0, UTF8_LETTER | UTF8_NGRAM},
    {0x0EB2, 0x0EB3, UTF8_LETTER | UTF8_NGRAM},
    {0x0EC0, 0x0EC6, UTF8_LETTER | UTF8_NGRAM},
    {0x1000, 0x102A, UTF8_LETTER | UTF8_NGRAM},
    {0x1100, 0x11FF, UTF8_LETTER | UTF8_NGRAM},
    {0x1362, 0x1362, UTF8_STOP},
    {0x1780, 0x17B3, UTF8_LETTER | UTF8_NGRAM},
    {0x17D4, 0x17D5, UTF8_STOP},
    {0x180B, 0x180E, UTF8_IGNORED},
    {0x200B, 0x200F, UTF8_IGNORED},
    {0x2010, 0x2011, UTF8_HYPHEN | UTF8_DASH},
    {0x2012, 0x2015, UTF8_DASH},
    {0x2018, 0x2018, UTF8_APOSTROPHE | UTF8_QUOTE},
    {0x2019, 0x2019, UTF8_APOSTROPHE | UTF8_QUOTE},
    {0x201A, 0x201A, UTF8_QUOTE},
    {0x201B, 0x201B, UTF8_APOSTROPHE | UTF8_QUOTE},
    {0x201C, 0x201F, UTF8_QUOTE},
    {0x2026, 0x2026, UTF8_STOP},
    {0x2028, 0x2029, UTF8_SPACE | UTF8_LINE},
    {0x202A, 0x202E, UTF8_IGNORED},
    {0x2039, 0x203A, UTF8_QUOTE},
    {0x203C, 0x203D, UTF8_STOP},
    {0x2047, 0x2049, UTF8_STOP},
    {0x2060, 0x206F, UTF8_IGNORED},
    {0x2080, 0x2089, UTF8_DIGIT},
    {0x2212, 0x2212, UTF8_DASH},
    {0x3002, 0x3002, UTF8_WIDE_STOP},
    {0x3005, 0x3007, UTF8_LETTER | UTF8_NGRAM},
    {0x3008, 0x3011, UTF8_QUOTE},
    {0x3041, 0x3096, UTF8_LETTER | UTF8_NGRAM},
    {0x309D, 0x309F, UTF8_LETTER | UTF8_NGRAM},
    {0x30A1, 0x30FA, UTF8_LETTER | UTF8_NGRAM},
    {0x30FC, 0x30FF, UTF8_LETTER | UTF8_NGRAM},
    {0x3105, 0x312F, UTF8_LETTER | UTF8_NGRAM},
    {0x3131, 0x318E, UTF8_LETTER | UTF8_NGRAM},
    {0x31F0, 0x31FF, UTF8_LETTER | UTF8_NGRAM},
    {0x3400, 0x4DBF, UTF8_LETTER | UTF8_NGRAM},
    {0x4E00, 0x9FFF, UTF8_LETTER | UTF8_NGRAM},
    {0xAC00, 0xD7A3, UTF8_LETTER | UTF8_NGRAM},
    {0xF900, 0xFAFF, UTF8_LETTER | UTF8_NGRAM},
    {0xFE00, 0xFE0F, UTF8_IGNORED},
    {0xFEFF, 0xFEFF, UTF8_IGNORED},
    {0xFF01, 0xFF01, UTF8_WIDE_STOP},
    {0xFF07, 0xFF07, UTF8_APOSTROPHE | UTF8_QUOTE},
    {0xFF08, 0xFF09, UTF8_QUOTE},
    {0xFF0D, 0xFF0D, UTF8_DASH},
    {0xFF0E, 0xFF0E, UTF8_WIDE_STOP},
    {0xFF1A, 0xFF1A, UTF8_DASH},
    {0xFF1F, 0xFF1F, UTF8_WIDE_STOP},
    {0xFF61, 0xFF61, UTF8_WIDE_STOP},
    {0xFF66, 0xFF9D, UTF8_LETTER | UTF8_NGRAM},
    {0xFF9E, 0xFF9F, UTF8_MARK},
    {0x1F3FB, 0x1F3FF, UTF8_IGNORED},
    {0x20000, 0x3FFFD, UTF8_LETTER | UTF8_NGRAM},
    {0xE0000, 0xE01EF, UTF8_IGNORED},
};

static unsigned special_class(uint32_t cp)
{
    size_t low = 0;
    size_t high = sizeof special / sizeof special[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (cp > special[middle].last)
            low = middle + 1;
        else if (cp < special[middle].first)
            high = middle;
        else
            return special[middle].class;
    }
    return 0;
}

static unsigned category_class(uint32_t cp)
{
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
        return UTF8_LETTER | UTF8_UPPER;
    case UTF8PROC_CATEGORY_LL:
        return UTF8_LETTER | UTF8_LOWER;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
        return UTF8_LETTER;
    case UTF8PROC_CATEGORY_ND:
        return UTF8_DIGIT;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return UTF8_MARK;
    case UTF8PROC_CATEGORY_ZS:
        return UTF8_SPACE;
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
        return UTF8_QUOTE;
    default:
        return 0;
    }
}

unsigned utf8_class(uint32_t cp)
{
    unsigned class = special_class(cp);
    if (class || cp > 0x10FFFF)
        return class;
    return category_class(cp);
}

uint32_t utf8_lower(uint32_t cp)
{
    return cp <= 0x10FFFF ? (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp) : cp;
}

unsigned utf8_columns(uint32_t cp)
{
    int width = cp <= 0x10FFFF ? utf8proc_charwidth((utf8proc_int32_t)cp) : 0;
    return width > 0 ? (unsigned)width : 0;
}

size_t utf8_take_apart(const char *text, size_t len, int32_t *out, size_t room)
{
    utf8proc_ssize_t n = utf8proc_decompose(
        (const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, out, (utf8proc_ssize_t)room,
        UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_DECOMPOSE);
    return n < 0 || (size_t)n > room ? 0 : (size_t)n;
}

size_t utf8_put_together(int32_t *cps, size_t count)
{
    utf8proc_ssize_t n =
        utf8proc_normalize_utf32(cps, (utf8proc_ssize_t)count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    return n < 0 ? count : (size_t)n;
}
