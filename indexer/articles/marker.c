/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/marker.h"

#include <stdio.h>
#include <string.h>

#include "indexer/articles/phrase.h"

#define HIGHEST 999u

static const struct word {
    const char *folded;
    marker_style style;
} words[] = {
    {"part", MARKER_PART},        {"partie", MARKER_PART},       {"teil", MARKER_PART},
    {"parte", MARKER_PART},       {"часть", MARKER_PART},        {"title", MARKER_PART},
    {"annex", MARKER_ANNEX},      {"annexe", MARKER_ANNEX},      {"appendix", MARKER_ANNEX},
    {"anlage", MARKER_ANNEX},     {"anhang", MARKER_ANNEX},      {"anexo", MARKER_ANNEX},
    {"schedule", MARKER_ANNEX},   {"attachment", MARKER_ANNEX},  {"приложение", MARKER_ANNEX},
    {"protocol", MARKER_ANNEX},   {"chapter", MARKER_CHAPTER},   {"chapitre", MARKER_CHAPTER},
    {"kapitel", MARKER_CHAPTER},  {"capitulo", MARKER_CHAPTER},  {"глава", MARKER_CHAPTER},
    {"section", MARKER_SECTION},  {"abschnitt", MARKER_SECTION}, {"seccion", MARKER_SECTION},
    {"basket", MARKER_SECTION},   {"раздел", MARKER_SECTION},    {"article", MARKER_ARTICLE},
    {"artikel", MARKER_ARTICLE},  {"articulo", MARKER_ARTICLE},  {"artigo", MARKER_ARTICLE},
    {"articolo", MARKER_ARTICLE}, {"статья", MARKER_ARTICLE},
};

static const char *const spelled[] = {"one",   "two",   "three", "four", "five",   "six",
                                      "seven", "eight", "nine",  "ten",  "eleven", "twelve"};

static uint32_t roman_digit(char c)
{
    switch (c) {
    case 'i':
        return 1;
    case 'v':
        return 5;
    case 'x':
        return 10;
    case 'l':
        return 50;
    case 'c':
        return 100;
    default:
        return 0;
    }
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* The value of a roman number written properly (IV, not IIII); 0 if it is none. */
static uint32_t roman(slice s)
{
    uint32_t value = 0;
    if (s.len == 0 || s.len > 7)
        return 0;
    for (size_t i = 0; i < s.len; i++) {
        uint32_t digit = roman_digit(lower(s.data[i]));
        uint32_t next = i + 1 < s.len ? roman_digit(lower(s.data[i + 1])) : 0;
        if (digit == 0)
            return 0;
        if (i >= 3 && s.data[i] == s.data[i - 1] && s.data[i] == s.data[i - 2] &&
            s.data[i] == s.data[i - 3])
            return 0;
        if (digit < next && (next > digit * 10 || digit == 5 || digit == 50))
            return 0;
        value += digit < next ? 0 - digit : digit;
    }
    return value <= 100 ? value : 0;
}

static uint32_t decimal(slice s)
{
    uint32_t value = 0;
    if (s.len == 0 || s.len > 3)
        return 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] < '0' || s.data[i] > '9')
            return 0;
        value = value * 10 + (uint32_t)(s.data[i] - '0');
    }
    return value <= HIGHEST ? value : 0;
}

static void add(marker *m, marker_style style, uint32_t value, uint32_t above)
{
    if (value > 0 && m->n < MARKER_READINGS)
        m->reading[m->n++] = (marker_reading){style, value, above};
}

static bool is_upper_case(slice s)
{
    return s.data[0] >= 'A' && s.data[0] <= 'Z';
}

/* Letters that the number consists of: romans before single letters. */
static void read_letters(marker *m, slice s)
{
    bool upper = is_upper_case(s);
    for (size_t i = 0; i < s.len; i++) {
        if ((s.data[i] >= 'A' && s.data[i] <= 'Z') != upper)
            return;
    }
    add(m, upper ? MARKER_ROMAN : MARKER_LOWER_ROMAN, roman(s), 0);
    if (s.len == 1)
        add(m, upper ? MARKER_UPPER : MARKER_LOWER, (uint32_t)(lower(s.data[0]) - 'a') + 1, 0);
}

/* 2, 2.1, 2.1.3. */
static void read_digits(marker *m, slice s)
{
    uint32_t above = 0;
    unsigned parts = 0;
    while (s.len > 0) {
        const char *dot = memchr(s.data, '.', s.len);
        size_t len = dot ? (size_t)(dot - s.data) : s.len;
        uint32_t value = decimal((slice){s.data, len});
        parts++;
        if (value == 0 || parts > 6)
            return;
        if (!dot) {
            marker_style style = parts == 1   ? MARKER_DECIMAL
                                 : parts == 2 ? MARKER_DECIMAL2
                                              : MARKER_DECIMAL3;
            add(m, parts == 1 && m->bracketed ? MARKER_BRACKET : style, value, above);
            return;
        }
        above = above * 1000 + value;
        s = (slice){dot + 1, s.len - len - 1};
    }
}

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* "(a)", "a)", "II.", "2.1", "2.1." at the start of the line, with white space or nothing after. */
static bool read_plain(slice line, marker *out)
{
    size_t i = 0;
    bool open = line.data[0] == '(' || line.data[0] == '[';
    i += open;
    size_t from = i;
    bool dots = false;
    while (i < line.len && i - from < 12 &&
           (is_alnum(line.data[i]) ||
            (line.data[i] == '.' && i + 1 < line.len && line.data[i + 1] >= '0' &&
             line.data[i + 1] <= '9' && line.data[from] >= '0' && line.data[from] <= '9'))) {
        dots = dots || line.data[i] == '.';
        i++;
    }
    out->number = (slice){line.data + from, i - from};
    if (out->number.len == 0)
        return false;
    char stop = i < line.len ? line.data[i] : '\0';
    bool closed = stop == ')' || stop == ']';
    bool ended = closed || stop == '.' || (dots && (is_blank(stop) || stop == '\0'));
    if (!ended || (open && !closed))
        return false;
    i += closed || stop == '.';
    if (i < line.len && !is_blank(line.data[i]) && line.data[i] != '*' && line.data[i] != '(' &&
        (unsigned char)line.data[i] < 0x80)
        return false;
    out->bracketed = closed;
    char first = out->number.data[0];
    if (first >= '0' && first <= '9')
        read_digits(out, out->number);
    else
        read_letters(out, out->number);
    return out->n > 0;
}

static uint32_t worded_value(slice folded, bool *is_spelled)
{
    uint32_t value = decimal(folded);
    if (value == 0)
        value = roman(folded);
    for (size_t i = 0; i < sizeof spelled / sizeof spelled[0] && value == 0; i++) {
        if (slice_equal(folded, slice_of(spelled[i])))
            value = (uint32_t)i + 1;
        *is_spelled = *is_spelled || value > 0;
    }
    if (value == 0 && folded.len == 1 && folded.data[0] >= 'a' && folded.data[0] <= 'z')
        value = (uint32_t)(folded.data[0] - 'a') + 1;
    return value;
}

/* After "Article 5": nothing, a stop, a dash, a bracket, or a heading that starts with a capital.
 */
static bool ends_heading(const phrase *ph)
{
    slice piece = ph->word[1].piece;
    char last = piece.data[piece.len - 1];
    if (ph->n == 2 || memchr(".:)-", last, 4))
        return last != ',' && last != ';';
    if (piece.len > ph->word[1].text.len)
        return (unsigned char)last >= 0x80;
    const char *end = piece.data + piece.len;
    slice gap = slice_trim((slice){end, (size_t)(ph->word[2].piece.data - end)});
    return gap.len > 0 || (phrase_is_upper_start(ph->word[2].text) && ph->line.len <= 120);
}

/* Most lines do not start with such a word; that is seen without folding anything. */
static bool may_be_worded(slice line)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        slice word = slice_of(words[i].folded);
        if (line.len <= word.len)
            continue;
        unsigned char first = (unsigned char)word.data[0];
        if (first >= 0x80 ? (unsigned char)line.data[0] >= 0x80
                          : slice_equal_nocase((slice){line.data, 3}, (slice){word.data, 3}))
            return true;
    }
    return false;
}

static bool read_worded(slice line, marker *out)
{
    phrase ph;
    if (!phrase_is_upper_start(line) || !may_be_worded(line))
        return false;
    phrase_read(&ph, (slice){line.data, line.len < 160 ? line.len : 160});
    if (ph.n < 2)
        return false;
    slice first = phrase_word_fold(&ph, 0);
    uint32_t value = worded_value(phrase_word_fold(&ph, 1), &out->spelled);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!slice_equal(first, slice_of(words[i].folded)))
            continue;
        slice number = ph.word[1].text;
        bool letter = number.data[0] >= 'a' && number.data[0] <= 'z';
        if (value == 0 || letter || !ends_heading(&ph))
            return false;
        out->word = ph.word[0].text;
        out->number = number;
        add(out, words[i].style, value, 0);
        return out->n > 0;
    }
    return false;
}

static size_t write_roman(unsigned number, char *out)
{
    static const struct {
        unsigned value;
        const char *text;
    } parts[] = {{10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}};
    size_t len = 0;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        for (; number >= parts[i].value; number -= parts[i].value) {
            memcpy(out + len, parts[i].text, strlen(parts[i].text));
            len += strlen(parts[i].text);
        }
    }
    return len;
}

bool marker_of_item(unsigned number, char style, char scratch[16], marker *out)
{
    *out = (marker){0};
    size_t len = 0;
    bool roman_style = style == 'i' || style == 'I';
    bool letter = style == 'a' || style == 'A';
    if (number == 0 || number > HIGHEST || (letter && number > 26) || (roman_style && number > 39))
        return false;
    if (roman_style)
        len = write_roman(number, scratch);
    else if (letter)
        scratch[len++] = (char)('a' + (int)number - 1);
    else
        len = (size_t)snprintf(scratch, 16, "%u", number);
    if (style == 'A' || style == 'I') {
        for (size_t i = 0; i < len; i++)
            scratch[i] = (char)(scratch[i] - ('a' - 'A'));
    }
    static const struct {
        char style;
        marker_style marker;
    } styles[] = {{'1', MARKER_DECIMAL},
                  {'a', MARKER_LOWER},
                  {'A', MARKER_UPPER},
                  {'i', MARKER_LOWER_ROMAN},
                  {'I', MARKER_ROMAN}};
    for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++) {
        if (styles[i].style == style)
            add(out, styles[i].marker, number, 0);
    }
    out->number = (slice){scratch, len};
    return out->n > 0;
}

bool marker_read(slice line, marker *out)
{
    *out = (marker){0};
    while (line.len > 0 && memchr("#*_> \t", line.data[0], 6))
        line = (slice){line.data + 1, line.len - 1};
    if (line.len > 2 && line.data[0] == '-' && line.data[1] == ' ') /* an item of a list, too */
        line = slice_trim((slice){line.data + 2, line.len - 2});
    if (line.len < 2)
        return false;
    char second = line.data[1];
    char c = line.data[0];
    /* most lines start with a word of two letters or more: no number, and no phrase to read */
    if (c == '(' || c == '[' || (c >= '0' && c <= '9') || second == '.' || second == ')' ||
        roman_digit(lower(c)) > 0) {
        if (read_plain(line, out))
            return true;
    }
    static const char initials[] = "PTACSBpk";
    if (memchr(initials, c, sizeof initials - 1) || c == 'K' || (unsigned char)c == 0xD0 ||
        (unsigned char)c == 0xD1)
        return read_worded(line, out);
    return false;
}
