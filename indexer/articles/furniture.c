/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/furniture.h"

#include <string.h>

#include "indexer/articles/furniture_table.h"
#include "indexer/articles/outlet.h"

#define N_RULES (sizeof rules / sizeof rules[0])
#define N_BOXES (sizeof boxes / sizeof boxes[0])

#define LONGEST 500u /* bytes; a longer line is never asked */

const char *furniture_phrase(size_t i)
{
    if (i < N_RULES)
        return rules[i].phrase;
    return i - N_RULES < N_BOXES ? boxes[i - N_RULES].phrase : NULL;
}

bool furniture_is_count(slice word)
{
    if (word.len == 0 || word.data[0] < '0' || word.data[0] > '9')
        return false;
    for (size_t i = 0; i < word.len; i++) {
        if (!memchr("0123456789.,+km", word.data[i], 15))
            return false;
    }
    return true;
}

static bool counts(const phrase *ph, const furniture_rule *rule)
{
    if (ph->folded_len <= rule->length + 1u)
        return false;
    slice piece = ph->word[0].piece;
    if (ph->line.data[ph->line.len - 1] == ':' || piece.data[piece.len - 1] == '.')
        return false; /* "10. Comment:" */
    bool first = ph->folded[0] >= '0' && ph->folded[0] <= '9';
    if (!first && ph->folded[0] != rule->phrase[0])
        return false;
    size_t n = phrase_match(ph, 0, rule->phrase);
    if (n > 0 && n + 1 == ph->n)
        return furniture_is_count(phrase_word_fold(ph, n));
    n = phrase_match(ph, 1, rule->phrase);
    return n > 0 && n + 1 == ph->n && furniture_is_count(phrase_word_fold(ph, 0));
}

static bool ends_with(const phrase *ph, const furniture_rule *rule)
{
    size_t len = rule->length;
    if (ph->folded_len < len || ph->folded[ph->folded_len - 1] != rule->phrase[len - 1] ||
        memcmp(ph->folded + ph->folded_len - len, rule->phrase, len) != 0)
        return false;
    return ph->folded_len == len || ph->folded[ph->folded_len - len - 1] == ' ';
}

static bool is_labelled(const phrase *ph, size_t n)
{
    if (n == 0)
        return false;
    slice piece = ph->word[n - 1].piece;
    return piece.len > 0 && memchr(piece.data, ':', piece.len) != NULL;
}

/* Most rules fall away at their first letter. */
static inline bool may_hold(const furniture_rule *rule, const phrase *ph)
{
    return rule->how == ENDS || rule->how == COUNTS || rule->phrase[0] == ph->folded[0];
}

static bool rule_holds(const furniture_rule *rule, const phrase *ph, unsigned zone)
{
    if (!(rule->where & zone) || ph->n > rule->max_words)
        return false;
    switch (rule->how) {
    case IS:
        return ph->folded[0] == rule->phrase[0] && phrase_match(ph, 0, rule->phrase) == ph->n;
    case STARTS:
        return ph->folded[0] == rule->phrase[0] && phrase_match(ph, 0, rule->phrase) > 0;
    case ENDS:
        return ends_with(ph, rule);
    case COUNTS:
        return counts(ph, rule);
    case LABELS:
        return ph->folded[0] == rule->phrase[0] &&
               is_labelled(ph, phrase_match(ph, 0, rule->phrase));
    default:
        return false;
    }
}

/* "×", "/", "|", ">": what is left of a button. */
bool furniture_is_button_sign(slice line)
{
    static const char *const signs[] = {"\xC3\x97",
                                        "/",
                                        "|",
                                        ">",
                                        "<",
                                        "\xE2\x9C\x95",
                                        "\xE2\x9C\x96",
                                        "\xC2\xBB",
                                        "\xE2\x80\xBA",
                                        "\xE2\x96\xBC",
                                        "\xE2\x98\xB0",
                                        "^"};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (slice_equal(line, slice_of(signs[i])))
            return true;
    }
    return false;
}

bool furniture_starts_copyright(slice line)
{
    return slice_starts_with(line, SLICE("\xC2\xA9")) ||
           (slice_starts_with(line, SLICE("(c) ")) && line.len > 8 &&
            (memcmp(line.data + 4, "19", 2) == 0 || memcmp(line.data + 4, "20", 2) == 0) &&
            furniture_is_count((slice){line.data + 4, 4}));
}

/* A bar, middle dot, bullet or chevron. */
static bool is_bar(slice at)
{
    unsigned char c = (unsigned char)at.data[0];
    if (c == '|' || c == '>')
        return true;
    if (c == 0xC2 && at.len >= 2)
        return (unsigned char)at.data[1] == 0xB7 || (unsigned char)at.data[1] == 0xBB;
    return c == 0xE2 && at.len >= 3 && (unsigned char)at.data[1] == 0x80 &&
           ((unsigned char)at.data[2] == 0xA2 || (unsigned char)at.data[2] == 0xBA);
}

/* "Home | Asia | Europe | Archive": at least two bars or chevrons between few words each. */
static bool is_menu(const phrase *ph)
{
    size_t count = 0;
    if (ph->line.data[0] == '|') /* a row of a table */
        return false;
    for (size_t i = 0; i < ph->line.len; i++)
        count += is_bar((slice){ph->line.data + i, ph->line.len - i});
    return count >= 2 && ph->whole && ph->n <= 4 * (count + 1) && !phrase_ends_sentence(ph->line);
}

static bool names_a_menu(const phrase *ph)
{
    static const char *const words[] = {"menu",    "home",  "search",  "sign in",
                                        "log in",  "login", "archive", "subscribe",
                                        "contact", "about", "sections"};
    for (size_t i = 0; i < ph->n; i++) {
        for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
            if (phrase_match(ph, i, words[w]) > 0)
                return true;
        }
    }
    return false;
}

/* "Menu    World    Archive    Sign in", "Subscribe | Log in": columns of a word or two, one of
 * them a menu's. */
static bool is_menu_in_columns(const phrase *ph)
{
    size_t columns = 1;
    bool bar = false;
    for (size_t i = 0; i + 1 < ph->n; i++) {
        const char *end = ph->word[i].piece.data + ph->word[i].piece.len;
        const char *next = ph->word[i + 1].piece.data;
        slice gap = {end, (size_t)(next - end)};
        bool barred = memchr(gap.data, '|', gap.len) != NULL;
        columns += barred || gap.len >= 3 || memchr(gap.data, '\t', gap.len);
        bar = bar || barred;
    }
    if (columns < (bar ? 2 : 3) || !ph->whole || ph->n > 2 * columns ||
        phrase_ends_sentence(ph->line))
        return false;
    return names_a_menu(ph);
}

/* "Members vote in New York. / Photo: Example News": a caption, by the credit that ends it. */
static bool ends_with_credit(const phrase *ph)
{
    static const char *const words[] = {"photo",  "photograph", "picture", "image", "illustration",
                                        "credit", "foto",       "bild",    "фото"};
    for (size_t i = 1; i < ph->n; i++) {
        slice piece = ph->word[i].piece;
        slice before = ph->word[i - 1].piece;
        char last = before.data[before.len - 1];
        const char *end = before.data + before.len;
        bool apart =
            memchr("./|)", last, 4) || slice_trim((slice){end, (size_t)(piece.data - end)}).len > 0;
        if (piece.data[piece.len - 1] != ':' || !apart || ph->n - i > 8)
            continue;
        for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
            if (slice_equal(phrase_word_fold(ph, i), slice_of(words[w])))
                return true;
        }
    }
    return false;
}

/* "[Sitemap](#)", "[Home](/) [About](/about)": link after link, nothing else. */
static bool is_all_links(slice line)
{
    size_t links = 0;
    for (size_t i = 0; i < line.len; links++) {
        while (i < line.len && memchr(" |-*\t", line.data[i], 5))
            i++;
        if (i == line.len)
            break;
        const char *middle = memmem(line.data + i, line.len - i, "](", 2);
        if (line.data[i] != '[' || !middle)
            return false;
        const char *close = memchr(middle, ')', (size_t)(line.data + line.len - middle));
        if (!close)
            return false;
        i = (size_t)(close + 1 - line.data);
    }
    return links > 0;
}

record_reason furniture_reason(const phrase *ph, unsigned zone)
{
    if (ph->n == 0)
        return furniture_is_button_sign(ph->line) ? RECORD_NAVIGATION : RECORD_KEPT;
    if (ph->line.len > LONGEST)
        return RECORD_KEPT;
    if (furniture_starts_copyright(ph->line) && (zone != FURNITURE_STORY || ph->n <= 12))
        return RECORD_LEGAL;
    if (zone != FURNITURE_STORY &&
        (is_all_links(ph->line) || is_menu(ph) || is_menu_in_columns(ph)))
        return RECORD_NAVIGATION;
    if (outlet_is_picture_credit(ph) || ends_with_credit(ph))
        return RECORD_CAPTION;
    if (!ph->whole && ph->n < PHRASE_MAX_WORDS)
        return RECORD_KEPT;
    bool sentence = ph->line.data[ph->line.len - 1] == '.';
    for (size_t i = 0; i < N_RULES; i++) {
        if (!may_hold(&rules[i], ph) || (sentence && rules[i].how == IS))
            continue;
        if (rule_holds(&rules[i], ph, zone))
            return (record_reason)rules[i].reason;
    }
    return RECORD_KEPT;
}

record_reason furniture_box(const phrase *ph)
{
    if (ph->n == 0 || ph->n > 8 || !ph->whole)
        return RECORD_KEPT;
    for (size_t i = 0; i < N_BOXES; i++) {
        if (may_hold(&boxes[i], ph) && rule_holds(&boxes[i], ph, FURNITURE_TAIL))
            return (record_reason)boxes[i].reason;
    }
    return RECORD_KEPT;
}

bool furniture_is_end(slice line)
{
    static const char *const whole[] = {"###",    "# # #", "-30-", "- 30 -",
                                        "--30--", "-END-", "ENDS", "-ENDS-"};
    static const char *const marks[] = {"\xE2\x97\x8F", "\xE2\x96\xA0", "\xE2\x97\xBC",
                                        "\xE2\x8F\xB9", "\xE2\x96\xAA", "\xE2\x97\x86"};
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++) {
        if (slice_equal(line, slice_of(whole[i])))
            return true;
    }
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (line.len > 20 && memcmp(line.data + line.len - 3, marks[i], 3) == 0)
            return true;
    }
    return false;
}

bool furniture_is_credit_line(const phrase *ph)
{
    static const char *const cues[] = {"contributed to this", "contributed reporting",
                                       "contributed additional", "contributed from",
                                       "contributed research"};
    static const char *const starts[] = {"additional reporting by", "reporting by", "writing by",
                                         "with reporting by",       "editing by",   "compiled by"};
    if (ph->n < 3 || ph->line.len > LONGEST)
        return false;
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        if (phrase_match(ph, 0, starts[i]) > 0)
            return true;
    }
    for (size_t i = 0; i < sizeof cues / sizeof cues[0]; i++) {
        for (size_t at = 1; at < ph->n && at < 24; at++) {
            if (phrase_match(ph, at, cues[i]) > 0)
                return phrase_is_upper_start(ph->word[0].text);
        }
    }
    return false;
}
