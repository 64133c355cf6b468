/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/phrase.h"

#include <string.h>

#include "text/utf8.h"

static bool is_word_char(uint32_t cp)
{
    if (cp < 0x80)
        return (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
    /* Latin-1 signs, general punctuation to dingbats, CJK punctuation, full-width signs */
    return !(cp < 0xAA || cp == 0xAB || cp == 0xB7 || cp == 0xBB || cp == 0xBF || cp == 0xD7 ||
             cp == 0xF7 || (cp >= 0x2000 && cp < 0x2C00) || (cp >= 0x3000 && cp < 0x3040) ||
             (cp >= 0xFF00 && cp < 0xFF10) || (cp >= 0xFF1A && cp < 0xFF21) || cp == 0xFEFF ||
             cp == UTF8_REPLACEMENT);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The piece without what is no letter or digit at its edges; empty when nothing is left. */
static slice trim_punctuation(slice piece)
{
    size_t from = piece.len;
    size_t to = 0;
    for (size_t i = 0; i < piece.len;) {
        uint32_t cp;
        size_t step = utf8_decode(piece.data + i, piece.len - i, &cp);
        if (step == 0)
            step = 1;
        if (is_word_char(cp)) {
            if (from == piece.len)
                from = i;
            to = i + step;
        }
        i += step;
    }
    return from < to ? (slice){piece.data + from, to - from} : (slice){0};
}

static bool is_ascii(slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.data[i] >= 0x80)
            return false;
    }
    return true;
}

/* Appends the folded word; false when it does not fit. */
static bool fold_word(phrase *ph, phrase_word *word)
{
    char scratch[PHRASE_MAX_BYTES];
    slice folded = {scratch, word->text.len};
    buf slow = BUF_INIT(PHRASE_MAX_BYTES);
    if (word->text.len > PHRASE_MAX_BYTES)
        return false;
    if (is_ascii(word->text)) {
        for (size_t i = 0; i < word->text.len; i++) {
            char c = word->text.data[i];
            scratch[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
        }
    } else {
        utf8_fold(word->text.data, word->text.len, &slow);
        folded = buf_slice(&slow);
    }
    bool fits = !slow.failed && ph->folded_len + folded.len + 1 < sizeof ph->folded;
    if (fits) {
        if (ph->folded_len > 0)
            ph->folded[ph->folded_len++] = ' ';
        word->fold = (uint16_t)ph->folded_len;
        word->fold_len = (uint16_t)folded.len;
        if (folded.len > 0)
            memcpy(ph->folded + ph->folded_len, folded.data, folded.len);
        ph->folded_len += folded.len;
    }
    buf_free(&slow);
    return fits;
}

void phrase_read(phrase *ph, slice line)
{
    ph->line = line;
    ph->n = 0;
    ph->folded_len = 0;
    ph->whole = true;
    for (size_t i = 0; i < line.len;) {
        size_t start = i;
        while (i < line.len && !is_space(line.data[i])) {
            bool no_break = (unsigned char)line.data[i] == 0xC2 && i + 1 < line.len &&
                            (unsigned char)line.data[i + 1] == 0xA0;
            if (no_break)
                break;
            i++;
        }
        phrase_word word = {.piece = {line.data + start, i - start}};
        if (i < line.len)
            i += (unsigned char)line.data[i] == 0xC2 ? 2 : 1;
        word.text = trim_punctuation(word.piece);
        if (word.text.len == 0)
            continue;
        if (ph->n == PHRASE_MAX_WORDS || !fold_word(ph, &word)) {
            ph->whole = false;
            return;
        }
        ph->word[ph->n++] = word;
    }
}

slice phrase_word_fold(const phrase *ph, size_t i)
{
    if (i >= ph->n)
        return (slice){0};
    return (slice){ph->folded + ph->word[i].fold, ph->word[i].fold_len};
}

slice phrase_from(const phrase *ph, size_t from)
{
    if (from >= ph->n)
        return (slice){0};
    size_t start = ph->word[from].fold;
    return (slice){ph->folded + start, ph->folded_len - start};
}

size_t phrase_match(const phrase *ph, size_t at, const char *words)
{
    slice rest = phrase_from(ph, at);
    size_t len = strlen(words);
    if (rest.len < len || memcmp(rest.data, words, len) != 0)
        return 0;
    if (rest.len > len && rest.data[len] != ' ')
        return 0;
    size_t n = 1;
    for (size_t i = 0; i < len; i++)
        n += words[i] == ' ';
    return n;
}

slice phrase_rest(const phrase *ph, size_t at)
{
    if (at >= ph->n)
        return (slice){0};
    const char *start = ph->word[at].piece.data;
    return (slice){start, (size_t)(ph->line.data + ph->line.len - start)};
}

size_t phrase_count(slice text)
{
    size_t n = 0;
    bool inside = false;
    for (size_t i = 0; i < text.len; i++) {
        bool space = is_space(text.data[i]);
        n += !space && !inside;
        inside = !space;
    }
    return n;
}

static bool is_upper(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z';
    if (cp < 0x100)
        return cp >= 0xC0 && cp <= 0xDE && cp != 0xD7;
    if (cp < 0x180)
        return (cp & 1) == ((cp >= 0x139 && cp <= 0x148) || cp >= 0x179 ? 1u : 0u);
    return (cp >= 0x386 && cp <= 0x3AB) || (cp >= 0x400 && cp <= 0x42F) ||
           (cp >= 0x460 && cp < 0x530 && (cp & 1) == 0) || (cp >= 0x531 && cp <= 0x556);
}

bool phrase_is_upper_start(slice word)
{
    uint32_t cp;
    return utf8_decode(word.data, word.len, &cp) > 0 && is_upper(cp);
}

bool phrase_has_lower(slice text)
{
    for (size_t i = 0; i < text.len;) {
        uint32_t cp;
        size_t step = utf8_decode(text.data + i, text.len - i, &cp);
        if (step == 0)
            step = 1;
        if (cp < 0x80 ? cp >= 'a' && cp <= 'z'
                      : is_word_char(cp) && cp < 0x590 && cp >= 0xDF && !is_upper(cp))
            return true;
        i += step;
    }
    return false;
}

/* What may stand between the last stop and the end of a line. */
static const char *const closers[] = {"\"",
                                      "'",
                                      ")",
                                      "]",
                                      "*",
                                      "_",
                                      "\xE2\x80\x9D",
                                      "\xE2\x80\x99",
                                      "\xC2\xBB",
                                      "\xE2\x97\x8F",
                                      "\xE2\x96\xA0",
                                      " "};
static const char *const stops[] = {".",
                                    "!",
                                    "?",
                                    "\xE2\x80\xA6",
                                    "\xE3\x80\x82",
                                    "\xEF\xBC\x81",
                                    "\xEF\xBC\x9F",
                                    "\xE0\xA5\xA4",
                                    "\xDB\x94",
                                    "\xD8\x9F"};

static size_t ends_with_one_of(slice text, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(list[i]);
        if (text.len >= len && memcmp(text.data + text.len - len, list[i], len) == 0)
            return len;
    }
    return 0;
}

bool phrase_ends_sentence(slice text)
{
    size_t len;
    while ((len = ends_with_one_of(text, closers, sizeof closers / sizeof closers[0])) > 0)
        text.len -= len;
    return ends_with_one_of(text, stops, sizeof stops / sizeof stops[0]) > 0;
}
