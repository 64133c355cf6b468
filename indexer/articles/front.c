/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/front.h"

#include <string.h>

#include "indexer/articles/byline.h"
#include "indexer/articles/outlet.h"
#include "indexer/articles/phrase.h"

static void mark_item(page *p, const front_item *item, record_role role, record_reason reason)
{
    page_mark(p, item->first, item->end, role, reason);
    for (size_t i = item->first; i < item->end; i++)
        p->lines[i].flags |= PAGE_FRONT;
}

static void take_outlet(page *p, slice name)
{
    if (p->outlet.len == 0 && name.len > 0)
        p->outlet = outlet_in_small_letters(p, front_plain_title(name));
}

static void take_dates(page *p, const stamp *dates)
{
    if (p->published == 0)
        p->published = dates->published;
    if (p->updated == 0)
        p->updated = dates->updated;
    if (p->place.len == 0)
        p->place = page_squeeze(p, dates->place);
    take_outlet(p, dates->outlet);
}

static bool is_front_line(enum front_kind kind)
{
    return kind == FRONT_STAMP || kind == FRONT_BYLINE || kind == FRONT_ROLE ||
           kind == FRONT_DATELINE;
}

/* The item where the story starts: after the last line that was meant for the front, with at most
 * two paragraphs above it. */
static size_t find_body(const front *f, size_t from)
{
    size_t body = from;
    size_t stories = 0;
    for (size_t k = body; k < f->n; k++) {
        const front_item *item = &f->item[k];
        if (item->kind == FRONT_DATELINE || item->kind == FRONT_SECTION)
            return k;
        if (item->kind == FRONT_STORY && ++stories > 1)
            break;
        if (is_front_line(item->kind))
            body = k + 1;
        else if (body == k && (item->kind == FRONT_FURNITURE || item->kind == FRONT_OUTLET ||
                               item->kind == FRONT_NAMES))
            body = k + 1;
    }
    return body;
}

static void read_byline(page *p, const front_item *item)
{
    phrase ph;
    slice outlet = {0};
    phrase_read(&ph, item->text);
    byline_read(p, &ph, item->cue, &outlet);
    take_outlet(p, outlet);
}

/* "Washington, D.C." on a line of its own above "WASHINGTON —". */
static bool says_place(const front *f, size_t body, const front_item *item)
{
    if (body >= f->n || f->item[body].kind != FRONT_DATELINE || item->words > 4)
        return false;
    slice place = f->item[body].line.place;
    return item->text.len >= place.len &&
           slice_equal_nocase((slice){item->text.data, place.len}, place);
}

/* Lines between the headline and the story. */
static void read_below_title(page *p, const front *f, size_t from, size_t body)
{
    bool subtitle = false;
    bool named = p->n_bylines > 0;
    for (size_t k = from; k < body; k++)
        named = named || f->item[k].kind == FRONT_BYLINE;
    for (size_t k = from; k < body; k++) {
        const front_item *item = &f->item[k];
        switch (item->kind) {
        case FRONT_FURNITURE:
            mark_item(p, item, RECORD_DROPPED, item->reason);
            break;
        case FRONT_STAMP:
            take_dates(p, &item->dates);
            if (item->cue > 0)
                read_byline(p, item);
            mark_item(p, item, item->dates.place.len > 0 ? RECORD_DATELINE : RECORD_META,
                      RECORD_KEPT);
            break;
        case FRONT_BYLINE:
            read_byline(p, item);
            mark_item(p, item, RECORD_BYLINE, RECORD_KEPT);
            break;
        case FRONT_ROLE:
            take_outlet(p, item->outlet);
            mark_item(p, item, RECORD_BYLINE, RECORD_KEPT);
            break;
        case FRONT_NAMES:
            if (!named)
                read_byline(p, item);
            mark_item(p, item, named ? RECORD_META : RECORD_BYLINE, RECORD_KEPT);
            break;
        case FRONT_OUTLET:
            take_outlet(p, item->outlet.len > 0 ? item->outlet : item->text);
            mark_item(p, item, RECORD_META, RECORD_KEPT);
            break;
        case FRONT_TEXT:
        case FRONT_STORY:
            if (says_place(f, body, item)) {
                mark_item(p, item, RECORD_META, RECORD_KEPT);
            } else if (!subtitle && item->words >= 5) {
                mark_item(p, item, RECORD_SUBTITLE, RECORD_KEPT);
                subtitle = true;
            }
            break;
        case FRONT_DATELINE:
        case FRONT_SECTION:
            break;
        }
    }
}

/* Lettering of a picture: many lines of a word or two, all capitals, apart from the headline. */
static bool is_lettering(const front *f, size_t k, size_t *run)
{
    size_t end = k;
    size_t lines = 0;
    while (end < f->n && (f->item[end].kind == FRONT_TEXT || f->item[end].kind == FRONT_NAMES) &&
           f->item[end].words <= 2 * f->item[end].lines && !phrase_has_lower(f->item[end].text)) {
        lines += f->item[end].lines;
        end++;
    }
    *run = end - k;
    return lines >= 3;
}

/* Lines above the headline: mastheads, dates, menus; a short label goes with a menu. */
static void read_above_title(page *p, const front *f, size_t title)
{
    size_t furniture = 0;
    for (size_t k = 0; k < title; k++)
        furniture += f->item[k].kind == FRONT_FURNITURE;
    for (size_t k = 0; k < title; k++) {
        const front_item *item = &f->item[k];
        size_t run = 0;
        if (item->kind == FRONT_FURNITURE) {
            mark_item(p, item, RECORD_DROPPED, item->reason);
        } else if (item->kind == FRONT_STAMP) {
            take_dates(p, &item->dates);
            mark_item(p, item, item->dates.place.len > 0 ? RECORD_DATELINE : RECORD_META,
                      RECORD_KEPT);
        } else if (item->kind == FRONT_OUTLET) {
            take_outlet(p, item->text);
            mark_item(p, item, RECORD_META, RECORD_KEPT);
        } else if (item->kind == FRONT_BYLINE) {
            read_byline(p, item);
            mark_item(p, item, RECORD_BYLINE, RECORD_KEPT);
        } else if (furniture > 0 && is_lettering(f, k, &run)) {
            for (size_t i = 0; i < run; i++)
                mark_item(p, &f->item[k + i], RECORD_DROPPED, RECORD_CAPTION);
            k += run - 1;
        } else if (furniture > 1 && item->kind == FRONT_TEXT && item->words <= 3 &&
                   !item->heading) {
            mark_item(p, item, RECORD_DROPPED, RECORD_NAVIGATION);
        }
    }
}

static void take_dateline(page *p, const front_item *item)
{
    p->dateline = item->first;
    p->dateline_length = (uint32_t)item->line.length;
    if (p->place.len == 0)
        p->place = page_squeeze(p, item->line.place);
    if (p->published == 0 && stamp_is_credible(item->line.day))
        p->published = item->line.day;
    take_outlet(p, item->line.agency);
}

/* "SENATOR ON THE PASSING OF ... June 5 2007 WASHINGTON ...": headline, date and text in one line.
 */
static bool read_run_together(page *p, slice text)
{
    slice head = {text.data, text.len < 220 ? text.len : 220};
    slice where;
    date d;
    if (!date_find(head, &d, &where) || d % 100 == 0 || !stamp_is_credible(d))
        return false;
    slice before = slice_trim((slice){head.data, (size_t)(where.data - head.data)});
    phrase ph;
    phrase_read(&ph, before);
    size_t capitals = 0;
    for (size_t i = 0; i < ph.n; i++)
        capitals += phrase_is_upper_start(ph.word[i].text);
    if (ph.n < 4 || !ph.whole || capitals * 10 < ph.n * 7 || phrase_ends_sentence(before))
        return false;
    p->title = page_squeeze(p, before);
    if (p->published == 0)
        p->published = d;
    return true;
}

/* The first words of the first line that is part of the text. */
static void name_from_text(page *p)
{
    size_t i = page_next_open(p, 0, p->n_lines);
    if (i == p->n_lines)
        return;
    slice text = {p->text.data + p->lines[i].offset, p->text.len - p->lines[i].offset};
    if (i == p->dateline && p->dateline_length < text.len) {
        text.data += p->dateline_length;
        text.len -= p->dateline_length;
    }
    date d;
    size_t length;
    slice line = page_text(p, &p->lines[i]);
    if (i != p->dateline && stamp_read_start(line, &d, &length) && length + 12 < line.len) {
        if (p->published == 0)
            p->published = d;
        text = (slice){line.data + length, line.len - length};
        text = slice_trim(text);
    } else if (read_run_together(p, line)) {
        return;
    }
    p->title = front_first_words(p, text);
    page_guess(p, "title from the first line");
}

/* A headline that opens with its date: "June 9, 2005 Senator ...". */
static slice without_date(page *p, slice whole)
{
    slice title = front_without_label(whole);
    date d;
    size_t length;
    if (!stamp_read_start(title, &d, &length) || length + 12 >= title.len)
        return title;
    if (p->published == 0)
        p->published = d;
    slice rest = slice_trim((slice){title.data + length, title.len - length});
    while (rest.len > 0 && memchr(",:;- ", rest.data[0], 5))
        rest = (slice){rest.data + 1, rest.len - 1};
    return rest.len > 0 ? rest : title;
}

/* The item that says the title which is known from elsewhere; f->n if none does. */
static size_t find_title(page *p, const front *f)
{
    for (size_t k = 0; k < f->n; k++) {
        slice text = page_squeeze(p, front_plain_title(f->item[k].text));
        if (text.len <= 400 && slice_equal_nocase(text, p->title))
            return k;
    }
    return f->n;
}

static void start_body(page *p, const front *f, size_t body)
{
    p->body = body < f->n ? f->item[body].first : f->n > 0 ? f->item[f->n - 1].end : 0;
    if (f->n > 0 && f->item[f->n - 1].kind == FRONT_DATELINE)
        take_dateline(p, &f->item[f->n - 1]);
}

void front_read(page *p)
{
    front f;
    front_items(p, 0, &f);
    size_t title = p->title.len > 0 ? find_title(p, &f) : front_headline(&f);
    size_t body = find_body(&f, title < f.n ? title + 1 : 0);
    if (title < f.n) {
        read_above_title(p, &f, title);
        slice text = without_date(p, front_after_label(f.item[title].text));
        if (p->title.len == 0)
            p->title = page_squeeze(p, front_plain_title(text));
        mark_item(p, &f.item[title], RECORD_TITLE, RECORD_KEPT);
        read_below_title(p, &f, title + 1, body);
    } else {
        read_above_title(p, &f, body);
    }
    start_body(p, &f, body);
    if (p->title.len == 0)
        name_from_text(p);
}

void front_read_below(page *p, size_t from)
{
    front f;
    front_items(p, from, &f);
    for (size_t k = 0; k < f.n; k++) {
        front_item *item = &f.item[k];
        if (item->kind == FRONT_TEXT && !item->heading &&
            stamp_read_among(item->text, &item->dates))
            item->kind = FRONT_STAMP;
    }
    size_t body = find_body(&f, 0);
    read_below_title(p, &f, 0, body);
    start_body(p, &f, body);
    if (f.n == 0)
        p->body = from;
    if (p->title.len == 0)
        name_from_text(p);
}
