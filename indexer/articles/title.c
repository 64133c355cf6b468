/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The headline among the items above a story, and a name for a document that has none. */
#include <string.h>

#include "indexer/articles/front.h"
#include "indexer/articles/phrase.h"
#include "text/utf8.h"

#define CUT 100u /* bytes of a name made from the first line */

/* Labels that stand above headlines and are none. */
static const char *const labels[] = {
    "for immediate release",
    "press release",
    "news release",
    "media release",
    "immediate release",
    "statement",
    "memorandum",
    "top secret",
    "secret",
    "confidential",
    "unclassified",
    "declassified",
    "opinion",
    "analysis",
    "editorial",
    "exclusive",
    "breaking news",
    "special report",
    "communique",
    "restricted",
    "limited distribution",
    "draft",
    "not for release",
    "embargoed",
};

static bool is_label(const phrase *ph)
{
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        size_t n = phrase_match(ph, 0, labels[i]);
        if (n > 0 && n == ph->n)
            return true;
    }
    return false;
}

static bool looks_like_address(slice text)
{
    return memmem(text.data, text.len, "://", 3) || memmem(text.data, text.len, "www.", 4) ||
           memchr(text.data, '@', text.len);
}

static int score_of_words(size_t words)
{
    if (words > 30)
        return -4;
    if (words >= 4)
        return 4;
    static const int few[] = {-9, -3, 0, 2};
    return few[words];
}

/* A date, a byline or a dateline comes soon after it. */
static bool has_front_below(const front *f, size_t k)
{
    size_t seen = 0;
    for (size_t i = k + 1; i < f->n && seen < 4; i++) {
        enum front_kind kind = f->item[i].kind;
        if (kind == FRONT_FURNITURE)
            continue;
        if (kind == FRONT_STAMP || kind == FRONT_BYLINE || kind == FRONT_DATELINE ||
            kind == FRONT_ROLE)
            return true;
        seen++;
    }
    return false;
}

static bool has_story_below(const front *f, size_t k)
{
    for (size_t i = k + 1; i < f->n; i++) {
        if (f->item[i].kind != FRONT_FURNITURE)
            return f->item[i].kind == FRONT_STORY || f->item[i].kind == FRONT_DATELINE;
    }
    return false;
}

/* "218. Editorial Note" */
static bool is_numbered(slice text)
{
    return front_plain_title(text).data != text.data && text.data[0] >= '0' && text.data[0] <= '9';
}

slice front_after_label(slice text)
{
    static const char *const words[] = {"subject", "re",     "title",   "betreff",
                                        "objet",   "asunto", "oggetto", "тема"};
    phrase ph;
    phrase_read(&ph, text);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (ph.n < 3 || phrase_match(&ph, 0, words[i]) == 0)
            continue;
        const char *colon = memchr(text.data, ':', text.len);
        if (colon && colon < ph.word[1].piece.data)
            return phrase_rest(&ph, 1);
    }
    return text;
}

bool front_is_in_title_case(slice text)
{
    phrase ph;
    size_t longer = 0;
    size_t capitals = 0;
    phrase_read(&ph, text);
    for (size_t i = 0; i < ph.n; i++) {
        if (ph.word[i].text.len < 5)
            continue;
        longer++;
        capitals += phrase_is_upper_start(ph.word[i].text);
    }
    return capitals * 10 >= longer * 6;
}

static bool is_above_section(const front *f, size_t k)
{
    size_t i = k + 1;
    while (i < f->n && f->item[i].kind == FRONT_FURNITURE)
        i++;
    return i < f->n && f->item[i].kind == FRONT_SECTION;
}

static int score(const front *f, size_t k, size_t rank)
{
    const front_item *item = &f->item[k];
    phrase ph;
    phrase_read(&ph, item->text);
    int points = score_of_words(item->words) - (int)rank;
    char last = item->text.data[item->text.len - 1];
    points -= last == '.' ? 2 : 0;
    points -= last == ':' ? 3 : 0;
    points -= last == ',' || last == ';' ? 4 : 0;
    points -= item->text.data[0] == '(' || item->text.data[0] == '[' ? 3 : 0;
    points -=
        ph.n > 0 && !phrase_is_upper_start(ph.word[0].text) && phrase_has_lower(ph.word[0].text)
            ? 2
            : 0;
    points -= item->lines >= 3 && item->words <= 2 * item->lines ? 4 : 0;
    points -= looks_like_address(item->text) ? 6 : 0;
    points -= is_label(&ph) ? 7 : 0;
    points -= item->kind == FRONT_OUTLET || item->kind == FRONT_NAMES ? 3 : 0;
    points += rank == 0 && is_numbered(item->text) && item->words <= 12 ? 4 : 0;
    points += item->heading ? (item->level <= 1 ? 7 : 4) : 0;
    points += front_after_label(item->text).data != item->text.data ? 7 : 0;
    if (is_above_section(f, k) && (item->words <= 8 || front_is_in_title_case(item->text)))
        points += 4 + (int)rank;
    points += has_front_below(f, k) ? 2 : 0;
    points += has_story_below(f, k) ? 1 : 0;
    return points;
}

static unsigned leading_number(slice text)
{
    unsigned value = 0;
    for (size_t i = 0; i < text.len && i < 6 && text.data[i] >= '0' && text.data[i] <= '9'; i++)
        value = value * 10 + (unsigned)(text.data[i] - '0');
    return value;
}

/* Two numbered paragraphs, one after the other: neither is a headline. */
static bool starts_a_row(const front *f)
{
    if (f->n < 2 || !is_numbered(f->item[0].text))
        return false;
    return leading_number(f->item[0].text) + 1 == leading_number(f->item[1].text);
}

size_t front_headline(const front *f)
{
    if (starts_a_row(f))
        return f->n;
    size_t best = f->n;
    int most = 2;
    size_t rank = 0;
    for (size_t k = 0; k < f->n; k++) {
        enum front_kind kind = f->item[k].kind;
        if (kind == FRONT_DATELINE || kind == FRONT_STORY || kind == FRONT_SECTION)
            break;
        if (kind != FRONT_TEXT && kind != FRONT_OUTLET && kind != FRONT_NAMES)
            continue;
        int points = score(f, k, rank);
        rank += kind == FRONT_TEXT && f->item[k].words > 2;
        if (points > most) {
            most = points;
            best = k;
        }
    }
    return best;
}

slice front_without_label(slice title)
{
    phrase ph;
    phrase_read(&ph, title);
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        size_t n = phrase_match(&ph, 0, labels[i]);
        bool apart = n > 1 && n + 2 < ph.n && !phrase_has_lower(ph.word[0].text);
        if (apart)
            return phrase_rest(&ph, n);
    }
    return title;
}

static bool is_number_mark(char c)
{
    return (c >= '0' && c <= '9') || c == '.' || c == ')';
}

slice front_plain_title(slice text)
{
    while (text.len > 0 && memchr("#*_ \t", text.data[0], 5)) {
        text.data++;
        text.len--;
    }
    while (text.len > 0 && memchr("*_ \t", text.data[text.len - 1], 4))
        text.len--;
    size_t i = 0;
    while (i < text.len && i < 6 && is_number_mark(text.data[i]))
        i++;
    bool numbered = i >= 2 && i < text.len &&
                    (text.data[i - 1] == '.' || text.data[i - 1] == ')') &&
                    (text.data[i] == ' ' || text.data[i] == '\t');
    if (!numbered || text.data[0] < '0' || text.data[0] > '9')
        return text;
    slice rest = slice_trim((slice){text.data + i, text.len - i});
    return rest.len > 0 ? rest : text;
}

/* Where the first sentence ends: a stop, then white space or a capital; not after a short word with
 * a capital (U.S., Mr., No.). */
static size_t first_sentence(slice text)
{
    for (size_t i = 1; i + 1 < text.len; i++) {
        char c = text.data[i];
        if (c == '\n' && i + 1 < text.len && text.data[i + 1] == '\n')
            return i;
        if ((c != '.' && c != '!' && c != '?') || !strchr(" \t\n\"", text.data[i + 1]))
            continue;
        size_t word = i;
        while (word > 0 && text.data[word - 1] != ' ' && text.data[word - 1] != '\n')
            word--;
        bool abbreviation =
            c == '.' && i - word <= 4 && text.data[word] >= 'A' && text.data[word] <= 'Z';
        if (!abbreviation)
            return i + 1;
    }
    return text.len;
}

slice front_first_words(page *p, slice text)
{
    slice head = {text.data, text.len < 600 ? utf8_floor(text.data, text.len, text.len)
                                            : utf8_floor(text.data, text.len, 600)};
    slice plain = front_plain_title(slice_trim(head));
    plain.len = first_sentence(plain);
    slice name = page_squeeze(p, plain);
    if (name.len <= CUT + 10)
        return name;
    size_t cut = CUT;
    while (cut > 40 && name.data[cut] != ' ')
        cut--;
    if (cut == 40)
        cut = utf8_floor(name.data, name.len, CUT);
    name.len = cut;
    while (name.len > 0 && memchr(",;:-( ", name.data[name.len - 1], 6))
        name.len--;
    buf out = BUF_INIT(4096);
    buf_append_slice(&out, name);
    buf_append(&out, "\xE2\x80\xA6", 3);
    name = arena_copy(&p->memory, buf_slice(&out));
    buf_free(&out);
    return name;
}
