/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Folding, a cluster (a letter and its marks) at a time: take apart, drop the accents, put
 * together, replace what Unicode leaves alone. Letters below U+0700 that stand alone come from a
 * table which the same steps fill as they are met; ideographs, kana and syllables fold to
 * themselves.
 */
#include <stdatomic.h>
#include <string.h>

#include "text/utf8.h"
#include "text/utf8_parts.h"

#define TABLE_END     0x700u
#define CLUSTER_BYTES 64  /* a longer run of marks starts a new cluster */
#define CLUSTER_PARTS 640 /* no character has more than 18 parts (U+FDFA) */

typedef struct replacement {
    uint32_t cp;
    char text[4];
} replacement;

/* Punctuation that decomposition would turn into something else, or leave. */
static const char *punctuation(uint32_t cp)
{
    unsigned class = utf8_class(cp);
    if (class & UTF8_IGNORED)
        return "";
    if (class & UTF8_APOSTROPHE || cp == 0x201A || cp == 0x2039 || cp == 0x203A)
        return "'";
    if ((cp >= 0x201C && cp <= 0x201F) || cp == 0xAB || cp == 0xBB)
        return "\"";
    if (class & UTF8_HYPHEN || (class & UTF8_DASH && cp != ':' && cp != 0xFF1A))
        return "-";
    return (class & UTF8_SPACE) && !(class & UTF8_LINE) && cp >= 0x80 ? " " : NULL;
}

/* Letters that look like another with an accent but have no decomposition. After case folding. */
static const char *plain_letter(uint32_t cp)
{
    static const replacement letters[] = {
        {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F8, "o"},  {0x00FE, "th"}, {0x0111, "d"}, {0x0127, "h"},
        {0x0131, "i"},  {0x0142, "l"}, {0x0153, "oe"}, {0x0167, "t"},  {0x0259, "a"},
    };
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        if (letters[i].cp == cp)
            return letters[i].text;
    }
    return NULL;
}

/* The value of the digits that print in the news of Arabic, Persian and Hindi; -1 for others. */
static int digit_value(uint32_t cp)
{
    static const uint32_t zeros[] = {0x0660, 0x06F0, 0x0966};
    for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++) {
        if (cp >= zeros[i] && cp < zeros[i] + 10)
            return (int)(cp - zeros[i]);
    }
    return -1;
}

static bool is_accent(uint32_t cp)
{
    static const struct {
        uint32_t first, last;
    } accents[] = {
        {0x0300, 0x036F}, {0x0483, 0x0487}, {0x0591, 0x05BD}, {0x05BF, 0x05C7}, {0x0610, 0x061A},
        {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x06E7, 0x06E8},
        {0x06EA, 0x06ED}, {0x0711, 0x0711}, {0x0730, 0x074A}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
        {0x20D0, 0x20FF}, {0xFE20, 0xFE2F},
    };
    for (size_t i = 0; i < sizeof accents / sizeof accents[0]; i++) {
        if (cp >= accents[i].first && cp <= accents[i].last)
            return true;
    }
    return false;
}

/* й, ў, ї, ѓ and ќ are letters of their own, not и, у, і, г and к with an accent. */
static bool makes_a_letter(uint32_t base, uint32_t mark)
{
    switch (mark) {
    case 0x0306:
        return base == 0x0438 || base == 0x0443;
    case 0x0308:
        return base == 0x0456;
    case 0x0301:
        return base == 0x0433 || base == 0x043A;
    default:
        return false;
    }
}

static size_t drop_accents(int32_t *cps, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t base = kept ? (uint32_t)cps[kept - 1] : 0;
        uint32_t cp = (uint32_t)cps[i];
        bool spacing = base == ' ' && (utf8_class(cp) & UTF8_MARK); /* of a mark shown alone */
        if (!spacing && (!is_accent(cp) || makes_a_letter(base, cp)))
            cps[kept++] = cps[i];
    }
    return kept;
}

static void append_part(buf *out, uint32_t cp)
{
    const char *text = plain_letter(cp);
    if (!text)
        text = punctuation(cp);
    int digit = digit_value(cp);
    if (text)
        buf_append(out, text, strlen(text));
    else if (digit >= 0)
        buf_push(out, (char)('0' + digit));
    else
        utf8_append(out, cp);
}

static void fold_cluster(const char *text, size_t len, buf *out)
{
    int32_t parts[CLUSTER_PARTS];
    uint32_t first;
    utf8_decode(text, len, &first);
    const char *mark = punctuation(first);
    if (mark) {
        buf_append(out, mark, strlen(mark));
        return;
    }
    size_t count = utf8_take_apart(text, len, parts, CLUSTER_PARTS);
    count = utf8_put_together(parts, drop_accents(parts, count));
    for (size_t i = 0; i < count; i++)
        append_part(out, (uint32_t)parts[i]);
}

/* The folded forms of single characters, worked out when one is first met: a query meets a few
 * dozen. An entry is one word, so threads that fill it at the same time write the same. */
typedef union folded {
    uint64_t word;
    struct {
        unsigned char len; /* FILLED and the number of bytes */
        char bytes[7];
    };
} folded;

#define FILLED 0x80u

static _Atomic uint64_t table[TABLE_END];

static folded fold_one(uint32_t cp)
{
    folded entry = {.word = atomic_load_explicit(&table[cp], memory_order_relaxed)};
    if (entry.word)
        return entry;
    char text[4];
    char space[64];
    buf out = {.data = space, .cap = sizeof space, .max = sizeof space - 1};
    fold_cluster(text, utf8_encode(cp, text), &out);
    size_t len = out.len < sizeof entry.bytes ? out.len : 0;
    memcpy(entry.bytes, space, len);
    entry.len = (unsigned char)(FILLED | len);
    atomic_store_explicit(&table[cp], entry.word, memory_order_relaxed);
    return entry;
}

static void append_folded(uint32_t cp, buf *out)
{
    folded entry = fold_one(cp);
    buf_append(out, entry.bytes, entry.len & ~FILLED);
}

/* Characters above the table that fold to themselves. */
static bool folds_to_itself(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0xAC00 && cp <= 0xD7A3) ||
           (cp >= 0x3400 && cp <= 0x4DBF) || (cp >= 0x3041 && cp <= 0x3096) ||
           (cp >= 0x30A1 && cp <= 0x30FE);
}

/* The bytes of the marks that follow at text; conjoining jamo make one syllable and count too. */
static size_t marks_length(const char *text, size_t len)
{
    size_t total = 0;
    while (total < len && (unsigned char)text[total] >= 0xCC) {
        uint32_t cp;
        size_t n = utf8_decode(text + total, len - total, &cp);
        bool follows = (utf8_class(cp) & UTF8_MARK) || (cp >= 0x1160 && cp <= 0x11FF);
        if (n == 0 || !follows || total + n > CLUSTER_BYTES)
            break;
        total += n;
    }
    return total;
}

static size_t fold_other(const char *text, size_t len, buf *out)
{
    uint32_t cp;
    size_t n = utf8_decode(text, len, &cp);
    if (n == 0)
        return 1;
    size_t marks = n < len && (unsigned char)text[n] >= 0xCC ? marks_length(text + n, len - n) : 0;
    if (marks)
        fold_cluster(text, n + marks, out);
    else if (cp < TABLE_END)
        append_folded(cp, out);
    else if (folds_to_itself(cp))
        buf_append(out, text, n);
    else
        fold_cluster(text, n, out);
    return n + marks;
}

void utf8_fold(const char *text, size_t len, buf *out)
{
    size_t at = 0;
    while (at < len) {
        unsigned char c = (unsigned char)text[at];
        bool plain = c < 0x80 && (at + 1 == len || (unsigned char)text[at + 1] < 0xCC);
        if (plain) {
            append_folded(c, out);
            at++;
        } else {
            at += fold_other(text + at, len - at, out);
        }
    }
}
