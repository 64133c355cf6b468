/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "indexer/articles/byline.h"
#include "indexer/articles/front.h"
#include "indexer/articles/furniture.h"
#include "indexer/articles/marker.h"
#include "indexer/articles/outlet.h"

#define STORY_BYTES 200u
#define MAX_LINES   160u
#define MAX_STORIES 3u

static size_t indent(const page *p, const page_line *line)
{
    size_t n = 0;
    for (size_t i = line->offset;
         i > 0 && (p->text.data[i - 1] == ' ' || p->text.data[i - 1] == '\t'); i--)
        n++;
    return n;
}

static size_t first_word(slice text)
{
    size_t n = 0;
    while (n < text.len && text.data[n] != ' ' && text.data[n] != '\t')
        n++;
    return n;
}

/* The line below would have had room for a word of the next one: the break is meant. */
static bool is_meant_break(const page *p, const page_line *above, const page_line *below)
{
    size_t width = below->length > 60 ? below->length : 60;
    return above->length + 1 + first_word(page_text(p, below)) < width;
}

/* What a line is when it is read by itself. FRONT_TEXT when it is nothing special. */
static enum front_kind line_kind(const page *p, const page_line *line, front_item *item)
{
    phrase ph;
    slice text = page_text(p, line);
    item->kind = FRONT_TEXT;
    if (text.len > 600)
        return dateline_read(text, &item->line) ? FRONT_DATELINE : FRONT_TEXT;
    phrase_read(&ph, text);
    item->words = ph.n;
    if (line->role == RECORD_DROPPED) {
        item->reason = (record_reason)line->reason;
        return FRONT_FURNITURE;
    }
    if (line->flags & PAGE_HEADING)
        return FRONT_TEXT;
    item->reason = furniture_reason(&ph, FURNITURE_HEAD);
    if (item->reason == RECORD_KEPT)
        item->reason = furniture_box(&ph);
    if (item->reason != RECORD_KEPT)
        return FRONT_FURNITURE;
    if (dateline_read(text, &item->line) && text.len > item->line.length + 20)
        return FRONT_DATELINE;
    if (stamp_read_labels(&ph, &item->dates) || stamp_read_bare(text, &item->dates)) {
        item->cue = byline_cue(&ph);
        return FRONT_STAMP;
    }
    item->cue = byline_cue(&ph);
    if (item->cue > 0 && text.len <= 200 && ph.n <= 20 &&
        phrase_is_upper_start(ph.word[item->cue].text)) {
        page scratch = {.memory = {0}};
        size_t names = byline_read(&scratch, &ph, item->cue, &item->outlet);
        arena_free(&scratch.memory);
        if (names > 0 || item->outlet.len > 0)
            return FRONT_BYLINE;
    }
    const char *comma = memchr(text.data, ',', text.len);
    if (comma && ph.n <= 6) {
        phrase part;
        phrase_read(&part, (slice){text.data, (size_t)(comma - text.data)});
        if (part.n > 1 && outlet_is_name(&part)) {
            item->outlet = part.line;
            return FRONT_OUTLET;
        }
    }
    if (byline_is_role(&ph, &item->outlet))
        return FRONT_ROLE;
    if (outlet_is_name(&ph))
        return FRONT_OUTLET;
    return byline_is_names(&ph) ? FRONT_NAMES : FRONT_TEXT;
}

static bool same_case(const page *p, const page_line *a, const page_line *b)
{
    return phrase_has_lower(page_text(p, a)) == phrase_has_lower(page_text(p, b));
}

/* Whether line i goes on with the text item that ends above it. */
static bool goes_on(const page *p, const front_item *item, size_t i)
{
    const page_line *above = &p->lines[i - 1];
    const page_line *line = &p->lines[i];
    if ((line->flags & (PAGE_BLANK_BEFORE | PAGE_HEADING)) || !page_is_open(line) || item->heading)
        return false;
    front_item alone = {0};
    bool paragraph = item->text.len >= STORY_BYTES;
    if (paragraph)
        return !is_meant_break(p, above, line) || !phrase_ends_sentence(page_text(p, above));
    if (line_kind(p, line, &alone) != FRONT_TEXT) {
        bool certain =
            alone.kind == FRONT_STAMP || alone.kind == FRONT_BYLINE || alone.kind == FRONT_DATELINE;
        if (certain || is_meant_break(p, above, line) || line->length * 2 < above->length)
            return false;
    }
    if (indent(p, line) != indent(p, above) && !phrase_ends_sentence(item->text) &&
        item->lines == 1)
        return false;
    if (!is_meant_break(p, above, line))
        return above->length <= 130;
    return item->lines < 4 && above->length < 60 && line->length < 60 &&
           same_case(p, above, line) && !phrase_ends_sentence(page_text(p, above));
}

/* The block goes on below: a headline would be followed by a blank line, or look like one. */
static bool is_start_of_prose(const page *p, const front_item *item)
{
    bool more = item->end < p->n_lines && !(p->lines[item->end].flags & PAGE_BLANK_BEFORE);
    return more && item->text.len >= 90 && !front_is_in_title_case(item->text);
}

/* Words; for scripts without spaces, three characters of three bytes make one. */
static size_t words_of(slice text)
{
    size_t words = phrase_count(text);
    return words < text.len / 12 ? text.len / 9 : words;
}

static void read_text(const page *p, front_item *item)
{
    const page_line *first = &p->lines[item->first];
    item->heading = first->flags & PAGE_HEADING;
    item->level = first->level;
    item->text = page_text(p, first);
    item->lines = 1;
    while (item->end < p->n_lines && goes_on(p, item, item->end)) {
        const page_line *last = &p->lines[item->end];
        item->text.len = last->offset + last->length - first->offset;
        item->end++;
        item->lines++;
        if (item->text.len > 4096)
            break;
    }
    item->words = words_of(item->text);
    if (item->heading)
        return;
    bool sentence = phrase_ends_sentence(item->text);
    if (item->text.len >= STORY_BYTES || (item->lines > 1 && sentence && item->words > 20))
        item->kind = FRONT_STORY;
    if ((item->text.len >= 120 && sentence) || is_start_of_prose(p, item))
        item->kind = FRONT_STORY;
}

/* The first of numbered parts. Not "A.": that may be a person's initial. */
static bool starts_sections(slice line)
{
    marker m;
    if (!marker_read(line, &m))
        return false;
    for (unsigned i = 0; i < m.n; i++) {
        marker_style style = m.reading[i].style;
        if (m.reading[i].value == 1 &&
            (style <= MARKER_WORDED || style == MARKER_ROMAN || style == MARKER_DECIMAL))
            return true;
    }
    return false;
}

void front_items(const page *p, size_t from, front *f)
{
    size_t stories = 0;
    f->n = 0;
    for (size_t i = from;
         i < p->n_lines && i < from + MAX_LINES && f->n < FRONT_MAX && stories < MAX_STORIES;) {
        if (p->lines[i].role != RECORD_BODY && p->lines[i].role != RECORD_DROPPED) {
            i++;
            continue;
        }
        front_item *item = &f->item[f->n++];
        *item =
            (front_item){.first = i, .end = i + 1, .text = page_text(p, &p->lines[i]), .lines = 1};
        if (f->n > 1 && starts_sections(item->text)) {
            item->kind = FRONT_SECTION;
            item->words = phrase_count(item->text);
            break;
        }
        item->kind = line_kind(p, &p->lines[i], item);
        if (item->kind == FRONT_DATELINE)
            break;
        if (item->kind == FRONT_TEXT)
            read_text(p, item);
        stories += item->kind == FRONT_STORY;
        i = item->end;
    }
}
