/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How well an eight-bit charset explains a sample: each high byte costs -ln(probability), in nats.
 * A letter costs what it costs in the language, and more when its case doesn't fit (Russian read in
 * the wrong Cyrillic charset has capitals inside words); a symbol inside a word, a control or an
 * undefined byte costs most. The costs are rough: the right charset wins by several nats a byte.
 * charset_pairs.c does the same for the two-byte charsets.
 */
#include <math.h>
#include <pthread.h>
#include <string.h>

#include "text/charset_pairs.h"
#include "text/charset_parts.h"
#include "text/utf8.h"

#define LETTERS_END                                                                                \
    0x780u /* letters of the languages lie below 0x700; the Thai are moved there                   \
            */
#define THAI_AT       0x700u
#define COST_UNIT     16.0 /* table entries are sixteenths of a nat */
#define COST_UNKNOWN  8.0  /* a letter that the language doesn't have */
#define COST_BAD      12.0 /* a control, or no character at all */
#define COST_FOREIGN  4.0  /* a Latin letter next to another script's, or to a digit, on top */
#define COST_CROWDED  1.5  /* two accented Latin letters in a row, on top */
#define COST_SYMBOL   9.0
#define COST_MARK     4.5 /* typographic punctuation where it belongs */
#define COST_LINE_ART 1.0 /* a box-drawing character behind the same one */

static bool is_thai(uint32_t cp)
{
    return cp >= 0xE00 && cp < 0xE80;
}

/* Where a letter's cost stands. */
static uint32_t letter_index(uint32_t cp)
{
    return is_thai(cp) ? cp - 0xE00 + THAI_AT : cp;
}

typedef struct high_character {
    uint16_t cp; /* 0: the byte is no character */
    uint16_t lower;
    uint16_t class;
} high_character;

typedef struct eight_bit {
    const char *name;
    unsigned family;
    high_character high[128]; /* of the bytes from 0x80 */
} eight_bit;

static eight_bit charsets[] = {
    {.name = "WINDOWS-1252", .family = FAMILY_WEST},
    {.name = "WINDOWS-1251", .family = FAMILY_CYRILLIC},
    {.name = "WINDOWS-1250", .family = FAMILY_CENTRE},
    {.name = "ISO-8859-2", .family = FAMILY_CENTRE},
    {.name = "KOI8-R", .family = FAMILY_CYRILLIC},
    {.name = "KOI8-U", .family = FAMILY_CYRILLIC},
    {.name = "ISO-8859-5", .family = FAMILY_CYRILLIC},
    {.name = "IBM866", .family = FAMILY_CYRILLIC},
    {.name = "IBM855", .family = FAMILY_CYRILLIC},
    {.name = "MAC-CYRILLIC", .family = FAMILY_CYRILLIC},
    {.name = "WINDOWS-1253", .family = FAMILY_GREEK},
    {.name = "ISO-8859-7", .family = FAMILY_GREEK},
    {.name = "CP737", .family = FAMILY_GREEK},
    {.name = "WINDOWS-1254", .family = FAMILY_TURKISH},
    {.name = "WINDOWS-1255", .family = FAMILY_HEBREW},
    {.name = "IBM862", .family = FAMILY_HEBREW},
    {.name = "WINDOWS-1256", .family = FAMILY_ARABIC},
    {.name = "ISO-8859-6", .family = FAMILY_ARABIC},
    {.name = "WINDOWS-1257", .family = FAMILY_BALTIC},
    {.name = "ISO-8859-4", .family = FAMILY_BALTIC},
    {.name = "CP874", .family = FAMILY_THAI},
    {.name = "ISO-8859-15", .family = FAMILY_WEST},
    {.name = "MACINTOSH", .family = FAMILY_WEST},
    {.name = "MAC-CENTRALEUROPE", .family = FAMILY_CENTRE},
    {.name = "IBM850", .family = FAMILY_WEST},
    {.name = "IBM437", .family = FAMILY_WEST},
    {.name = "IBM852", .family = FAMILY_CENTRE},
};
#define CHARSETS (sizeof charsets / sizeof charsets[0])

static unsigned char letter_cost[CHARSET_LANGUAGES][LETTERS_END]; /* 255: not of the language */
static pthread_once_t tables_once = PTHREAD_ONCE_INIT;

static void fill_language(size_t index)
{
    const char *p = charset_languages[index].letters;
    uint32_t letters[96];
    double weights[96];
    size_t count = 0;
    double sum = 0;
    size_t left = strlen(p);
    while (left > 0 && count < 96) {
        size_t n = utf8_decode(p, left, &letters[count]);
        double weight = 0;
        for (p += n, left -= n; left > 0 && *p >= '0' && *p <= '9'; p++, left--)
            weight = weight * 10 + (*p - '0');
        for (; left > 0 && *p == ' '; left--)
            p++;
        sum += weight;
        weights[count++] = weight;
    }
    memset(letter_cost[index], 255, LETTERS_END);
    for (size_t i = 0; i < count; i++) {
        double cost = -log(0.9 * weights[i] / sum) * COST_UNIT;
        if (letter_index(letters[i]) < LETTERS_END)
            letter_cost[index][letter_index(letters[i])] = (unsigned char)(cost < 250 ? cost : 250);
    }
}

/* The characters of the bytes from 0x80, by conversion: a line each, since some converters combine
 * neighbours. */
static void fill_charset(eight_bit *charset)
{
    char lines[256];
    buf text = BUF_INIT(4096);
    size_t replaced;
    for (int i = 0; i < 128; i++) {
        lines[2 * i] = (char)(0x80 + i);
        lines[2 * i + 1] = '\n';
    }
    if (charset_convert(charset->name, (slice){lines, sizeof lines}, &text, &replaced) ==
        DOSSIER_OK) {
        size_t at = 0;
        for (int i = 0; i < 128 && at < text.len; i++) {
            uint32_t cp;
            utf8_decode(text.data + at, text.len - at, &cp);
            if (cp >= 0xA0 && cp <= 0xFFFF && cp != UTF8_REPLACEMENT)
                charset->high[i] = (high_character){(uint16_t)cp, (uint16_t)utf8_lower(cp),
                                                    (uint16_t)utf8_class(cp)};
            const char *end = memchr(text.data + at, '\n', text.len - at);
            at = end ? (size_t)(end - text.data) + 1 : text.len;
        }
    }
    buf_free(&text);
}

static void fill_tables(void)
{
    for (size_t i = 0; i < CHARSET_LANGUAGES; i++)
        fill_language(i);
    for (size_t i = 0; i < CHARSETS; i++)
        fill_charset(&charsets[i]);
}

/* The text before a character, as far as it matters. */
typedef struct before {
    unsigned class;
    bool latin;        /* the last character, if it is a letter */
    bool high;         /* ... stands above ASCII */
    bool shouting;     /* two capitals in a row */
    bool final;        /* the last character, if it stands at the ends of words only */
    uint32_t line_art; /* the last character, if it draws boxes */
} before;

static bool is_latin(uint32_t cp)
{
    return cp < 0x250;
}

static double case_cost(unsigned class, const before *b)
{
    bool word_start = !(b->class & UTF8_LETTER);
    if (class & UTF8_UPPER)
        return word_start ? 1.5 : b->class & UTF8_LOWER ? 6.5 : b->shouting ? 0.15 : 0.7;
    if (!(class & UTF8_LOWER))
        return 0;
    return word_start ? 0.3 : b->shouting ? 4.0 : 0.1;
}

static bool is_line_art(uint32_t cp)
{
    return cp >= 0x2500 && cp < 0x25A0;
}

/* Letters that have another form inside words: the Greek sigma, and Hebrew kaf, mem, nun, pe,
 * tsadi. */
static bool is_final(uint32_t cp)
{
    return cp == 0x3C2 || cp == 0x5DA || cp == 0x5DD || cp == 0x5DF || cp == 0x5E3 || cp == 0x5E5;
}

/* The part of a letter's cost that is the same in all languages. */
static double letter_context_cost(const high_character *c, const before *b, unsigned after)
{
    double cost = case_cost(c->class, b);
    if (is_latin(c->cp) && ((b->class | after) & UTF8_DIGIT))
        cost += COST_FOREIGN;
    if (b->class & UTF8_LETTER) {
        if (b->latin != is_latin(c->cp))
            cost += COST_FOREIGN;
        else if (b->latin && b->high)
            cost += COST_CROWDED;
        if (b->final)
            cost += COST_FOREIGN;
    }
    return cost;
}

/* Quotes, dashes, signs and spaces as texts have them; at the right side of a word. */
static double symbol_cost(uint32_t cp, unsigned class, const before *b, unsigned after)
{
    bool inside = (b->class & UTF8_LETTER) && (after & UTF8_LETTER);
    if (is_line_art(cp))
        return b->line_art == cp ? COST_LINE_ART : COST_SYMBOL;
    if (class & UTF8_APOSTROPHE)
        return inside ? 2.5 : COST_MARK;
    if (class & UTF8_IGNORED)
        return COST_MARK + 1;
    const unsigned usual = UTF8_QUOTE | UTF8_DASH | UTF8_STOP | UTF8_SPACE;
    bool sign = cp == 0xA3 || cp == 0xA7 || cp == 0xA9 || cp == 0xAE || cp == 0xB0 || cp == 0xB7 ||
                cp == 0xBD || cp == 0x20AC || cp == 0x2022 || cp == 0x2122 || cp == 0x2116;
    if (!(class & usual) && !sign && cp != 0xA1 && cp != 0xBF)
        return COST_SYMBOL;
    return inside ? COST_SYMBOL : sign ? COST_MARK + 0.5 : COST_MARK;
}

static unsigned class_of_byte(const eight_bit *charset, unsigned char byte)
{
    return byte < 0x80 ? utf8_class(byte) : charset->high[byte - 0x80].class;
}

static void step(before *b, unsigned class, uint32_t cp)
{
    b->shouting = (class & UTF8_UPPER) && (b->class & UTF8_UPPER);
    if (class & UTF8_MARK)
        return;
    b->class = class;
    b->latin = is_latin(cp);
    b->high = cp >= 0x80;
    b->final = is_final(cp);
}

static void add_letter(const eight_bit *charset, const high_character *c, double *costs)
{
    uint32_t index = letter_index(c->lower);
    for (size_t i = 0; i < CHARSET_LANGUAGES; i++) {
        if (!(charset_languages[i].family & charset->family))
            continue;
        unsigned char cost = index < LETTERS_END ? letter_cost[i][index] : 255;
        costs[i] += cost == 255 ? COST_UNKNOWN : cost / COST_UNIT;
    }
}

static double least_cost(const eight_bit *charset, const double *costs)
{
    double least = INFINITY;
    for (size_t i = 0; i < CHARSET_LANGUAGES; i++) {
        if ((charset_languages[i].family & charset->family) && costs[i] < least)
            least = costs[i];
    }
    return isinf(least) ? 0 : least;
}

static double eight_bit_cost(const eight_bit *charset, const charset_sample *sample)
{
    double costs[CHARSET_LANGUAGES] = {0};
    double shared = 0;
    before b = {.class = 0};
    for (size_t i = 0; i < sample->len; i++) {
        unsigned char byte = sample->bytes[i];
        if (byte < 0x80) {
            step(&b, utf8_class(byte), byte);
            b.line_art = 0;
            continue;
        }
        const high_character *c = &charset->high[byte - 0x80];
        unsigned after =
            i + 1 < sample->len ? class_of_byte(charset, sample->bytes[i + 1]) : UTF8_SPACE;
        if (c->cp == 0) {
            shared += COST_BAD;
        } else if ((c->class & UTF8_LETTER) || is_thai(c->cp)) {
            shared += letter_context_cost(c, &b, after);
            add_letter(charset, c, costs);
        } else {
            shared += symbol_cost(c->cp, c->class, &b, after);
        }
        b.line_art = is_line_art(c->cp) ? c->cp : 0;
        step(&b, c->class, c->cp);
    }
    return shared + least_cost(charset, costs);
}

bool charset_score(const char *name, const charset_sample *sample, double *score)
{
    pthread_once(&tables_once, fill_tables);
    double cost;
    if (charset_pairs_cost(name, sample, &cost)) {
        *score = -cost;
        return true;
    }
    for (size_t i = 0; i < CHARSETS; i++) {
        if (strcmp(charsets[i].name, name) == 0) {
            *score = -eight_bit_cost(&charsets[i], sample);
            return true;
        }
    }
    return false;
}

const charset_candidate *charset_candidates(void)
{
    static const charset_candidate candidates[] = {
        {"WINDOWS-1252", KIN_WEST, 0},
        {"WINDOWS-1251", KIN_CYRILLIC, 0},
        {"WINDOWS-1250", KIN_CENTRE, 0},
        {"ISO-8859-2", KIN_CENTRE, 0.5},
        {"KOI8-R", KIN_CYRILLIC, 0.5},
        {"KOI8-U", KIN_CYRILLIC, 1},
        {"ISO-8859-5", KIN_CYRILLIC, 1},
        {"IBM866", KIN_CYRILLIC, 2},
        {"IBM855", KIN_CYRILLIC, 4},
        {"MAC-CYRILLIC", KIN_CYRILLIC, 4},
        {"WINDOWS-1253", KIN_GREEK, 0},
        {"ISO-8859-7", KIN_GREEK, 0.5},
        {"CP737", KIN_GREEK, 4},
        {"WINDOWS-1254", KIN_TURKISH, 0},
        {"WINDOWS-1255", KIN_HEBREW, 0},
        {"IBM862", KIN_HEBREW, 4},
        {"WINDOWS-1256", KIN_ARABIC, 0},
        {"ISO-8859-6", KIN_ARABIC, 1},
        {"WINDOWS-1257", KIN_BALTIC, 0},
        {"ISO-8859-4", KIN_BALTIC, 2},
        {"CP874", KIN_THAI, 0},
        {"ISO-8859-15", KIN_WEST, 2},
        {"MACINTOSH", KIN_WEST, 3},
        {"MAC-CENTRALEUROPE", KIN_CENTRE, 5},
        {"IBM850", KIN_WEST, 5},
        {"IBM437", KIN_WEST, 5},
        {"IBM852", KIN_CENTRE, 5},
        {"GB18030", KIN_CHINESE, 3},
        {"CP950", KIN_CHINESE, 3},
        {"SHIFT_JIS", KIN_JAPANESE, 3},
        {"EUC-JP", KIN_JAPANESE, 3},
        {"UHC", KIN_KOREAN, 3},
        {"EUC-TW", KIN_CHINESE, 6},
        {"JOHAB", KIN_KOREAN, 6},
        {NULL, 0, 0},
    };
    return candidates;
}
