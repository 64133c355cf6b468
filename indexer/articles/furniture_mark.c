/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where a story ends, and which of the lines between and below its paragraphs go. */
#include <string.h>

#include "indexer/articles/byline.h"
#include "indexer/articles/furniture.h"

#define HEADLINE_AGAIN 12u  /* lines of the story that may repeat the headline */
#define LONGEST        500u /* bytes; a longer line is never asked */
#define STORY_BYTES    150u /* a line this long that ends a sentence is a paragraph of the story */

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
           !furniture_starts_copyright(line);
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
    return (m->ph.n == 1 && m->ph.line.len <= 8 &&
            furniture_is_count(phrase_word_fold(&m->ph, 0))) ||
           furniture_is_button_sign(m->ph.line);
}

static record_reason reason_in_tail(marker *m, slice line)
{
    if (is_contact(line) || is_about_author(m->p, line))
        return RECORD_NEWSLETTER;
    return furniture_reason(&m->ph, FURNITURE_TAIL);
}

/* The headline once more, on top of the story. */
static bool says_title(const page *p, slice line)
{
    slice title = p->title;
    return line.len == title.len && phrase_count(line) >= 3 && slice_equal_nocase(line, title);
}

static void mark_line(marker *m, size_t i)
{
    page *p = m->p;
    slice line = page_text(p, &p->lines[i]);
    bool tail = i >= m->tail;
    if (i < p->body + HEADLINE_AGAIN && says_title(p, line)) {
        drop(m, i, RECORD_REPEATED);
        return;
    }
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

/* "World news in your inbox." between two lines of a sign-up box belongs to it. */
static void close_sign_up_boxes(page *p, size_t from)
{
    for (size_t i = from > 0 ? from : 1; i + 1 < p->n_lines; i++) {
        const page_line *above = &p->lines[i - 1];
        const page_line *below = &p->lines[i + 1];
        if (page_is_open(&p->lines[i]) && p->lines[i].length < STORY_BYTES &&
            above->role == RECORD_DROPPED && above->reason == RECORD_NEWSLETTER &&
            below->role == RECORD_DROPPED && below->reason == RECORD_NEWSLETTER)
            page_mark(p, i, i + 1, RECORD_DROPPED, RECORD_NEWSLETTER);
    }
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
    close_sign_up_boxes(p, from);
}
