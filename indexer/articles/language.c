/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/language.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/articles/language_table.h"
#include "text/utf8.h"

#define PIECES             3u
#define PIECE_BYTES        400u
#define LONGEST_SMALL_WORD 10u /* bytes */

#define N_SMALL (sizeof small_words / sizeof small_words[0])

typedef struct tally {
    unsigned letters;
    unsigned latin, greek, cyrillic, armenian, hebrew, arabic, devanagari, tamil, thai, hangul,
        kana, han;
    unsigned ukrainian, serbian, russian, bulgarian; /* letters that one of them has */
    unsigned persian;
    unsigned words;
    unsigned hits[LATIN];
} tally;

static int compare_word(const void *key, const void *row)
{
    const slice *word = key;
    const char *other = ((const small_word *)row)->word;
    if (word->data[0] != other[0])
        return (unsigned char)word->data[0] < (unsigned char)other[0] ? -1 : 1;
    size_t len = strlen(other);
    int order = memcmp(word->data, other, word->len < len ? word->len : len);
    if (order != 0)
        return order;
    return word->len < len ? -1 : word->len > len;
}

/* Lower case of the letters that the word table holds: ASCII, Latin-1, Latin Extended-A pairs. */
static uint32_t to_lower(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
    if (cp >= 0xC0 && cp <= 0xDE && cp != 0xD7)
        return cp + 32;
    if (cp >= 0x100 && cp <= 0x137)
        return cp | 1;
    if (cp == 0x218 || cp == 0x21A)
        return cp + 1;
    return cp;
}

static void count_word(tally *t, const char *word, size_t len)
{
    slice key = {word, len};
    t->words++;
    if (len == 0)
        return;
    const small_word *row =
        bsearch(&key, small_words, N_SMALL, sizeof small_words[0], compare_word);
    if (!row)
        return;
    for (unsigned l = 0; l < LATIN; l++)
        t->hits[l] += (row->languages >> l) & 1u;
}

static bool is_one_of(uint32_t cp, const uint32_t *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (list[i] == cp)
            return true;
    }
    return false;
}

static void count_cyrillic(tally *t, uint32_t cp)
{
    static const uint32_t ukrainian[] = {0x404, 0x406, 0x407, 0x454, 0x456, 0x457, 0x490, 0x491};
    static const uint32_t serbian[] = {0x402, 0x408, 0x409, 0x40A, 0x40B, 0x40F,
                                       0x452, 0x458, 0x459, 0x45A, 0x45B, 0x45F};
    static const uint32_t russian[] = {0x42B, 0x44B, 0x42D, 0x44D, 0x401, 0x451};
    t->cyrillic++;
    t->ukrainian += is_one_of(cp, ukrainian, sizeof ukrainian / sizeof ukrainian[0]);
    t->serbian += is_one_of(cp, serbian, sizeof serbian / sizeof serbian[0]);
    t->russian += is_one_of(cp, russian, sizeof russian / sizeof russian[0]);
    t->bulgarian += cp == 0x42A || cp == 0x44A;
}

static void count_letter(tally *t, uint32_t cp)
{
    static const uint32_t persian[] = {0x67E, 0x686, 0x698, 0x6AF, 0x6CC, 0x6A9};
    if (cp < 0x80) {
        bool letter = (cp | 32) >= 'a' && (cp | 32) <= 'z';
        t->letters += letter;
        t->latin += letter;
        return;
    }
    if (cp < 0xC0)
        return;
    if (cp >= 0x2000 && cp < 0x3040)
        return;
    t->letters++;
    t->latin += cp < 0x250;
    t->greek += cp >= 0x370 && cp < 0x400;
    if (cp >= 0x400 && cp < 0x530)
        count_cyrillic(t, cp);
    t->armenian += cp >= 0x530 && cp < 0x590;
    t->hebrew += cp >= 0x5D0 && cp < 0x600;
    t->arabic += cp >= 0x600 && cp < 0x780;
    t->persian += is_one_of(cp, persian, sizeof persian / sizeof persian[0]);
    t->devanagari += cp >= 0x900 && cp < 0x980;
    t->tamil += cp >= 0xB80 && cp < 0xC00;
    t->thai += cp >= 0xE00 && cp < 0xE80;
    t->hangul += cp >= 0xAC00 && cp < 0xD7B0;
    t->kana += cp >= 0x3040 && cp < 0x3100;
    t->han += cp >= 0x3400 && cp < 0xA000;
}

static bool is_letter(uint32_t cp)
{
    return cp == '\'' ||
           (cp < 0x80 ? (cp | 32) >= 'a' && (cp | 32) <= 'z' : cp >= 0xC0 && cp < 0x2000);
}

typedef struct word_reader {
    tally *t;
    char word[LONGEST_SMALL_WORD + 2];
    size_t len;
    bool fits;
} word_reader;

/* A word ends before `next`. A letter before a full stop or an apostrophe is an initial (U.S.,
 * O’Brien), not the small word that it is in Czech or Portuguese. */
static void end_word(word_reader *w, uint32_t next)
{
    bool initial = w->len == 1 && (next == '.' || next == 0x2019);
    if (w->len > 0)
        count_word(w->t, w->word, w->fits && !initial ? w->len : 0);
    w->len = 0;
    w->fits = true;
}

static void add_letter(word_reader *w, uint32_t cp)
{
    cp = to_lower(cp);
    if (w->len > LONGEST_SMALL_WORD - 2 || cp >= 0x800) {
        w->fits = false;
        w->len += w->len == 0;
    } else if (cp < 0x80) {
        w->word[w->len++] = (char)cp;
    } else {
        w->word[w->len++] = (char)(0xC0 | (cp >> 6));
        w->word[w->len++] = (char)(0x80 | (cp & 0x3F));
    }
}

static void count_piece(tally *t, slice piece)
{
    word_reader w = {.t = t, .fits = true};
    for (size_t i = 0; i < piece.len;) {
        uint32_t cp = (unsigned char)piece.data[i];
        size_t step = cp < 0x80 ? 1 : utf8_decode(piece.data + i, piece.len - i, &cp);
        i += step ? step : 1;
        if (step == 0)
            continue;
        count_letter(t, cp);
        if (is_letter(cp))
            add_letter(&w, cp);
        else
            end_word(&w, cp);
    }
    end_word(&w, ' ');
}

static const char *by_small_words(const tally *t)
{
    unsigned best = EN;
    for (unsigned l = 1; l < LATIN; l++) {
        if (t->hits[l] > t->hits[best])
            best = l;
    }
    /* One small word proves nothing. */
    if (t->words < 8 || t->hits[best] < 2 || t->hits[best] * 10 < t->words)
        return "";
    return codes[best];
}

static const char *by_cyrillic_letters(const tally *t)
{
    if (t->ukrainian * 50 > t->cyrillic)
        return "uk";
    if (t->serbian * 50 > t->cyrillic)
        return "sr";
    if (t->russian == 0 && t->bulgarian * 100 > t->cyrillic)
        return "bg";
    return "ru";
}

static const char *decide(const tally *t)
{
    if (t->letters < 12)
        return "";
    unsigned half = t->letters / 2;
    if (t->kana * 10 > t->letters)
        return "ja";
    const struct {
        unsigned count;
        const char *code;
    } scripts[] = {
        {t->hangul, "ko"}, {t->han, "zh"},        {t->greek, "el"}, {t->armenian, "hy"},
        {t->hebrew, "he"}, {t->devanagari, "hi"}, {t->tamil, "ta"}, {t->thai, "th"},
    };
    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
        if (scripts[i].count > half)
            return scripts[i].code;
    }
    if (t->arabic > half)
        return t->persian * 30 > t->arabic ? "fa" : "ar";
    if (t->cyrillic > half)
        return by_cyrillic_letters(t);
    return t->latin > half ? by_small_words(t) : "";
}

slice language_guess(slice text)
{
    tally t = {0};
    if (text.len <= PIECES * PIECE_BYTES) {
        count_piece(&t, text);
    } else {
        /* the start is often furniture: one piece a little below it, the others further on */
        for (size_t i = 0; i < PIECES; i++) {
            size_t from = utf8_floor(text.data, text.len,
                                     text.len / (PIECES + 1) * (i + 1) - PIECE_BYTES / 2);
            slice piece = {text.data + from, PIECE_BYTES};
            count_piece(&t, piece);
        }
    }
    return slice_of(decide(&t));
}

slice language_of_tag(slice tag, char scratch[4])
{
    static const struct {
        const char *name;
        const char *code;
    } names[] = {{"english", "en"}, {"german", "de"},  {"deutsch", "de"}, {"french", "fr"},
                 {"spanish", "es"}, {"italian", "it"}, {"russian", "ru"}, {"portuguese", "pt"},
                 {"arabic", "ar"},  {"chinese", "zh"}, {"eng", "en"},     {"ger", "de"},
                 {"deu", "de"},     {"fre", "fr"},     {"fra", "fr"},     {"spa", "es"},
                 {"rus", "ru"},     {"ita", "it"},     {"por", "pt"},     {"nb", "no"},
                 {"nn", "no"},      {"iw", "he"},      {"in", "id"}};
    tag = slice_trim(tag);
    size_t n = 0;
    while (n < tag.len && tag.data[n] != '-' && tag.data[n] != '_')
        n++;
    slice main_tag = {tag.data, n};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (slice_equal_nocase(main_tag, slice_of(names[i].name)))
            return slice_of(names[i].code);
    }
    if (n != 2)
        return (slice){0};
    for (size_t i = 0; i < 2; i++) {
        char c = (char)(tag.data[i] | 32);
        if (c < 'a' || c > 'z')
            return (slice){0};
        scratch[i] = c;
    }
    return (slice){scratch, 2};
}
