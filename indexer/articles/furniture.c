/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/furniture.h"

#include <string.h>

#include "indexer/articles/byline.h"
#include "indexer/articles/furniture_table.h"
#include "indexer/articles/outlet.h"

#define N_RULES (sizeof rules / sizeof rules[0])
#define N_BOXES (sizeof boxes / sizeof boxes[0])

#define LONGEST     500u /* bytes; a longer line is never asked */
#define STORY_BYTES 150u /* a line this long that ends a sentence is a paragraph of the story */

const char *furniture_phrase(size_t i)
{
    if (i < N_RULES)
        return rules[i].phrase;
    return i - N_RULES < N_BOXES ? boxes[i - N_RULES].phrase : NULL;
}

static bool is_count(slice word)
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
        return is_count(phrase_word_fold(ph, n));
    n = phrase_match(ph, 1, rule->phrase);
    return n > 0 && n + 1 == ph->n && is_count(phrase_word_fold(ph, 0));
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
static bool is_button_sign(slice line)
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

static bool starts_copyright(slice line)
{
    return slice_starts_with(line, SLICE("\xC2\xA9")) ||
           (slice_starts_with(line, SLICE("(c) ")) && line.len > 8 &&
            (memcmp(line.data + 4, "19", 2) == 0 || memcmp(line.data + 4, "20", 2) == 0) &&
            is_count((slice){line.data + 4, 4}));
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

/* "Menu    World    Archive    Sign in": columns of a word or two, one of them a menu's. */
static bool is_menu_in_columns(const phrase *ph)
{
    static const char *const words[] = {"menu",  "home",    "search",    "sign in", "log in",
                                        "login", "archive", "subscribe", "contact", "about"};
    size_t columns = 1;
    for (size_t i = 0; i + 1 < ph->n; i++) {
        const char *end = ph->word[i].piece.data + ph->word[i].piece.len;
        const char *next = ph->word[i + 1].piece.data;
        columns += next - end >= 3 || memchr(end, '\t', (size_t)(next - end));
    }
    if (columns < 3 || !ph->whole || ph->n > 2 * columns || phrase_ends_sentence(ph->line))
        return false;
    for (size_t i = 0; i < ph->n; i++) {
        for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
            if (phrase_match(ph, i, words[w]) > 0)
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
        return is_button_sign(ph->line) ? RECORD_NAVIGATION : RECORD_KEPT;
    if (ph->line.len > LONGEST)
        return RECORD_KEPT;
    if (starts_copyright(ph->line) && (zone != FURNITURE_STORY || ph->n <= 12))
        return RECORD_LEGAL;
    if (zone != FURNITURE_STORY &&
        (is_all_links(ph->line) || is_menu(ph) || is_menu_in_columns(ph)))
        return RECORD_NAVIGATION;
    if (outlet_is_picture_credit(ph))
        return RECORD_CAPTION;
    if (!ph->whole && ph->n < PHRASE_MAX_WORDS)
        return RECORD_KEPT;
    bool sentence = ph->line.data[ph->line.len - 1] == '.';
    for (size_t i = 0; i < N_RULES; i++) {
        if (sentence && rules[i].how == IS)
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
        if (rule_holds(&boxes[i], ph, FURNITURE_TAIL))
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

static bool is_correction(const phrase *ph)
{
    static const char *const cues[] = {"correction",    "corrections",
                                       "clarification", "editor's note",
                                       "editors' note", "correction and clarification"};
    for (size_t i = 0; i < sizeof cues / sizeof cues[0]; i++) {
        if (phrase_match(ph, 0, cues[i]) > 0)
            return true;
    }
    return false;
}

/* "Contact the curator at a@b.org", with an address and a cue of asking for something. */
static bool is_contact(slice line)
{
    static const char *const cues[] = {"ontact ", "lick here", "mail ",  "each ", "end tips",
                                       "rite to", "follow",    "Follow", "tip"};
    if (line.len > 900 || !memchr(line.data, '@', line.len) || phrase_count(line) > 90)
        return false;
    for (size_t i = 0; i < sizeof cues / sizeof cues[0]; i++) {
        if (memmem(line.data, line.len, cues[i], strlen(cues[i])))
            return true;
    }
    return false;
}

/* "Jane Roe is a reporter ...": below the story, about one of its authors. */
static bool is_about_author(const page *p, slice line)
{
    static const char *const verbs[] = {" is ", " covers ", " reports ", " writes "};
    for (size_t i = 0; i < p->n_bylines; i++) {
        slice name = p->byline[i];
        if (line.len <= name.len || !slice_equal_nocase((slice){line.data, name.len}, name))
            continue;
        slice rest = {line.data + name.len, line.len - name.len};
        for (size_t v = 0; v < sizeof verbs / sizeof verbs[0]; v++) {
            if (slice_starts_with(rest, slice_of(verbs[v])))
                return true;
        }
    }
    return false;
}

static size_t first_word(slice line)
{
    size_t n = 0;
    while (n < line.len && line.data[n] != ' ')
        n++;
    return n;
}

/* The line stands by itself: it does not go on from a wrapped line above it, which would have had
 * no room for its first word. */
static bool stands_alone(const page *p, size_t i)
{
    const page_line *line = &p->lines[i];
    if ((line->flags & PAGE_BLANK_BEFORE) || i == 0)
        return true;
    const page_line *above = &p->lines[i - 1];
    char first = p->text.data[line->offset];
    if (first >= 'a' && first <= 'z')
        return false;
    size_t width = line->length > 60 ? line->length : 60;
    return above->length < 45 || above->length > 110 ||
           above->length + 1 + first_word(page_text(p, line)) < width ||
           phrase_ends_sentence(page_text(p, above));
}

static bool is_wrapped_start(const page *p, size_t i)
{
    return i + 1 < p->n_lines && !(p->lines[i + 1].flags & PAGE_BLANK_BEFORE) &&
           !stands_alone(p, i + 1);
}

static bool is_story(const page *p, size_t i)
{
    slice line = page_text(p, &p->lines[i]);
    bool item = line.len > 2 && (line.data[0] == '-' || line.data[0] == '*') && line.data[1] == ' ';
    if (!stands_alone(p, i) || is_wrapped_start(p, i))
        return true;
    return line.len >= STORY_BYTES && !item && !is_contact(line) && !is_about_author(p, line) &&
           !starts_copyright(line);
}

/* A wrapped paragraph, not a list of headlines: long, or it ends a sentence. */
static bool is_in_prose(const page *p, size_t i)
{
    size_t last = i;
    size_t first = i;
    while (last + 1 < p->n_lines && last - i < 20 &&
           !(p->lines[last + 1].flags & PAGE_BLANK_BEFORE))
        last++;
    while (first > 0 && i - first < 20 && !(p->lines[first].flags & PAGE_BLANK_BEFORE))
        first--;
    return p->lines[last].offset + p->lines[last].length - p->lines[first].offset >=
               2 * STORY_BYTES ||
           phrase_ends_sentence(page_text(p, &p->lines[last]));
}

/* The first line below the story. */
static size_t tail_start(const page *p, size_t from)
{
    size_t tail = p->n_lines;
    size_t lowest = tail > 60 ? tail - 60 : 0;
    while (tail > lowest && tail > from && !(is_story(p, tail - 1) && is_in_prose(p, tail - 1)))
        tail--;
    for (size_t i = tail; i-- > lowest && i >= from;) {
        const page_line *line = &p->lines[i];
        if (line->offset > p->text.len / 2 && furniture_is_end(page_text(p, line)))
            return i + 1;
    }
    return tail;
}

typedef struct marker {
    page *p;
    phrase ph;
    size_t tail;
    record_reason box; /* open box, RECORD_KEPT if none */
    size_t keep;       /* lines left to keep after a correction's heading */
    size_t last_share; /* the line before was one */
} marker;

static void drop(marker *m, size_t i, record_reason reason)
{
    m->p->lines[i].role = RECORD_DROPPED;
    m->p->lines[i].reason = (uint8_t)reason;
}

static void read_phrase(marker *m, slice line)
{
    phrase_read(&m->ph, line);
}

static bool is_share_counter(const marker *m, size_t i)
{
    if (i == 0 || i - 1 != m->last_share)
        return false;
    return (m->ph.n == 1 && m->ph.line.len <= 8 && is_count(phrase_word_fold(&m->ph, 0))) ||
           is_button_sign(m->ph.line);
}

static record_reason reason_in_tail(marker *m, slice line)
{
    if (is_contact(line) || is_about_author(m->p, line))
        return RECORD_NEWSLETTER;
    return furniture_reason(&m->ph, FURNITURE_TAIL);
}

static void mark_line(marker *m, size_t i)
{
    page *p = m->p;
    slice line = page_text(p, &p->lines[i]);
    bool tail = i >= m->tail;
    read_phrase(m, line);
    if (tail && is_correction(&m->ph)) {
        m->box = RECORD_KEPT;
        m->keep = m->ph.n <= 3 ? 1 : 0;
        return;
    }
    if (m->keep > 0) {
        m->keep--;
        return;
    }
    if (furniture_is_credit_line(&m->ph)) {
        m->box = RECORD_KEPT;
        byline_read_credit(p, &m->ph);
        p->lines[i].role = RECORD_BYLINE;
        return;
    }
    record_reason reason = furniture_box(&m->ph);
    if (reason != RECORD_KEPT && (tail || p->lines[i].flags & PAGE_BLANK_BEFORE)) {
        m->box = reason;
        drop(m, i, reason);
        return;
    }
    reason = is_share_counter(m, i) ? RECORD_SHARE
             : tail                 ? reason_in_tail(m, line)
                                    : furniture_reason(&m->ph, FURNITURE_STORY);
    if (reason == RECORD_KEPT)
        reason = m->box;
    if (reason == RECORD_KEPT)
        return;
    drop(m, i, reason);
    if (reason == RECORD_SHARE)
        m->last_share = i;
}

void furniture_mark(page *p, size_t from)
{
    marker m = {.p = p, .tail = tail_start(p, from), .last_share = SIZE_MAX};
    for (size_t i = from; i < p->n_lines; i++) {
        const page_line *line = &p->lines[i];
        if (!page_is_open(line))
            continue;
        bool apart =
            line->flags & PAGE_BLANK_BEFORE || i == from || p->lines[i - 1].role == RECORD_DROPPED;
        if (i < m.tail && (!apart || line->length > LONGEST || is_story(p, i))) {
            m.box = RECORD_KEPT;
            m.keep = 0;
            continue;
        }
        mark_line(&m, i);
    }
}
