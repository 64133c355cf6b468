/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/html.h"

#include <string.h>

#include "indexer/articles/front.h"
#include "indexer/articles/furniture.h"
#include "indexer/articles/html_meta.h"
#include "indexer/articles/phrase.h"
#include "indexer/articles/plain.h"

static void drop(page *p, size_t i, record_reason reason)
{
    p->lines[i].role = RECORD_DROPPED;
    p->lines[i].reason = (uint8_t)reason;
    p->lines[i].flags |= PAGE_FIXED;
}

static bool is_heading(uint8_t tag)
{
    return tag >= TAG_H1 && tag <= TAG_H6;
}

/* How many of the words of a are in b, in percent. */
static unsigned overlap(slice a, slice b)
{
    phrase left;
    phrase right;
    unsigned shared = 0;
    phrase_read(&left, a);
    phrase_read(&right, b);
    for (size_t i = 0; i < left.n; i++) {
        for (size_t k = 0; k < right.n; k++) {
            if (slice_equal(phrase_word_fold(&left, i), phrase_word_fold(&right, k))) {
                shared++;
                break;
            }
        }
    }
    return left.n > 0 ? shared * 100 / (unsigned)left.n : 0;
}

#define MAX_HEADINGS 300u /* that are compared with the title */

/* The line that is the headline: a heading that says what the head's title says, not below the
 * story's first paragraphs. n_lines if there is none. */
static size_t find_headline(const html_doc *doc, uint32_t body)
{
    const page *p = doc->p;
    const html_node *node = &doc->nodes[body];
    size_t end = node->end_line < p->n_lines ? node->end_line : p->n_lines;
    size_t best = p->n_lines;
    unsigned most = 0;
    unsigned first_rank = 0;
    size_t seen = 0;
    for (size_t i = 0; i < end; i++)
        first_rank += doc->lines[i].tag == TAG_H1;
    for (size_t i = 0; i < end; i++) {
        uint8_t tag = doc->lines[i].tag;
        slice text = page_text(p, &p->lines[i]);
        if (!is_heading(tag) || text.len > 500 || (tag > TAG_H3 && i >= node->first_line))
            continue;
        if (++seen > MAX_HEADINGS)
            break;
        size_t words = phrase_count(text);
        unsigned points = p->title.len > 0 ? overlap(text, p->title) : 50;
        bool only = tag == TAG_H1 && first_rank == 1 && words >= 4;
        if ((points < 50 && !only) || (words < 2 && points < 100))
            continue;
        points += (unsigned)(TAG_H6 - tag) * 6 + (i >= node->first_line ? 5 : 0) +
                  (unsigned)(words < 8 ? words : 8);
        if (points > most) {
            most = points;
            best = i;
        }
    }
    return best;
}

static void mark_title(html_doc *doc, size_t line)
{
    page *p = doc->p;
    slice text = page_text(p, &p->lines[line]);
    bool given = p->hints->title.len > 0;
    if (!given && (p->title.len == 0 || phrase_count(text) >= 3))
        p->title = page_squeeze(p, text);
    p->lines[line].role = RECORD_TITLE;
    p->lines[line].flags |= PAGE_FRONT;
}

/* The story's node has next to no prose above the line: what stands there leads up to it. */
static bool holds_little_prose(const html_doc *doc, const html_node *node, size_t line)
{
    size_t words = 0;
    for (size_t i = node->first_line; i < line && i < node->end_line; i++) {
        if (html_line_is_prose(doc, i))
            words += phrase_count(page_text(doc->p, &doc->p->lines[i]));
    }
    return words * 4 < node->prose;
}

/* Everything that is not in the story's node goes, with the reason that its place gives. */
static void drop_outside(html_doc *doc, uint32_t body, size_t title)
{
    page *p = doc->p;
    const html_node *node = &doc->nodes[body];
    bool above = title < p->n_lines && holds_little_prose(doc, node, title);
    for (size_t i = 0; i < p->n_lines; i++) {
        bool inside = i >= node->first_line && i < node->end_line;
        bool between = title < p->n_lines && i > title && i < node->first_line;
        if (i == title)
            continue;
        record_reason reason = html_line_reason(doc, i, inside ? body : 0);
        if (reason == RECORD_KEPT && !inside && !between)
            reason = i > node->first_line ? RECORD_RELATED : RECORD_NAVIGATION;
        if (inside && above && i < title && reason == RECORD_KEPT)
            reason = RECORD_NAVIGATION;
        if (reason != RECORD_KEPT)
            drop(p, i, reason);
    }
}

#define TEASER_BYTES 120u /* a longer link is a sentence of the story */

static bool is_item_of_links(const html_doc *doc, size_t i)
{
    const page_line *line = &doc->p->lines[i];
    return doc->lines[i].link_bytes * 10 > line->length * 8 && line->length <= TEASER_BYTES;
}

/* Inside the story: lists of links, link lines with a label, headings. */
static void mark_inside(html_doc *doc, uint32_t body)
{
    page *p = doc->p;
    const html_node *node = &doc->nodes[body];
    size_t run = 0;
    for (size_t i = node->first_line; i < node->end_line; i++) {
        page_line *line = &p->lines[i];
        uint8_t tag = doc->lines[i].tag;
        if (is_heading(tag))
            line->level = (uint8_t)(tag - TAG_H1 + 1);
        if (tag == TAG_LI)
            line->flags |= PAGE_ITEM;
        if (!page_is_open(line))
            continue;
        if (is_heading(tag)) {
            line->flags |= PAGE_HEADING;
            run = 0;
            continue;
        }
        run = is_item_of_links(doc, i) ? run + 1 : 0;
        if (run == 0)
            continue;
        bool item = tag == TAG_LI;
        if (!item && run < 3)
            continue;
        for (size_t k = 0; k < (item ? 1 : run); k++) {
            if (!page_is_open(&p->lines[i - k])) /* dropped with an earlier line of the run */
                break;
            drop(p, i - k, RECORD_RELATED);
        }
    }
}

/* "Related posts", "Comments": the box that such a heading opens is the largest element around it
 * that holds little of the story. */
static void drop_boxes(html_doc *doc, uint32_t body)
{
    page *p = doc->p;
    const html_node *node = &doc->nodes[body];
    for (size_t i = node->first_line; i < node->end_line; i++) {
        phrase ph;
        if (!page_is_open(&p->lines[i]) || p->lines[i].length > 60)
            continue;
        phrase_read(&ph, page_text(p, &p->lines[i]));
        record_reason reason = furniture_box(&ph);
        if (reason == RECORD_KEPT)
            continue;
        uint32_t box = doc->lines[i].node;
        for (uint32_t up = doc->nodes[box].parent; up > body; up = doc->nodes[up].parent) {
            if (doc->nodes[up].prose * 3 > node->prose)
                break;
            box = up;
        }
        for (size_t k = i; k < doc->nodes[box].end_line; k++) {
            if (page_is_open(&p->lines[k]))
                drop(p, k, reason);
        }
    }
}

/* Headings of the story keep their role, once the furniture among them is known. */
static void mark_headings(page *p)
{
    for (size_t i = 0; i < p->n_lines; i++) {
        if (p->lines[i].flags & PAGE_HEADING && page_is_open(&p->lines[i]))
            p->lines[i].role = RECORD_HEADING;
    }
}

/* A title that stands nowhere in the page's text is put above it. */
static bool add_title_line(html_doc *doc)
{
    page *p = doc->p;
    slice title = p->title;
    size_t shift = title.len + 2;
    if (title.len == 0 || !buf_reserve(&doc->text, shift) || !page_add_line(p, 0, 0, 0))
        return title.len == 0;
    memmove(doc->text.data + shift, doc->text.data, doc->text.len);
    memcpy(doc->text.data, title.data, title.len);
    memcpy(doc->text.data + title.len, "\n\n", 2);
    doc->text.len += shift;
    p->text = buf_slice(&doc->text);
    memmove(p->lines + 1, p->lines, (p->n_lines - 1) * sizeof *p->lines);
    p->lines[0] = (page_line){.length = (uint32_t)title.len,
                              .role = RECORD_TITLE,
                              .flags = PAGE_BLANK_BEFORE | PAGE_FRONT};
    for (size_t i = 1; i < p->n_lines; i++)
        p->lines[i].offset += (uint32_t)shift;
    p->body++;
    if (p->dateline != SIZE_MAX)
        p->dateline++;
    return true;
}

dossier_status html_read(html_doc *doc, page *p, slice html)
{
    html_doc_clear(doc, p);
    dossier_status status = html_parse(doc, html);
    if (status != DOSSIER_OK || p->n_lines == 0)
        return status;
    if (doc->cut)
        page_guess(p, doc->cut);
    html_meta_apply(doc);
    html_weigh(doc);
    uint32_t body = html_find_body(doc);
    size_t title = find_headline(doc, body);
    if (title < p->n_lines)
        mark_title(doc, title);
    drop_outside(doc, body, title);
    mark_inside(doc, body);
    drop_boxes(doc, body);
    bool given = p->byline_given;
    p->byline_given = p->n_bylines > 0; /* the head's names are cleaner than the page's */
    front_read_below(p, title < p->n_lines ? title + 1 : doc->nodes[body].first_line);
    p->byline_given = given;
    furniture_mark(p, p->body);
    mark_headings(p);
    plain_read_foot(p);
    if (title == p->n_lines && !add_title_line(doc))
        return DOSSIER_NO_MEMORY;
    return p->failed ? DOSSIER_NO_MEMORY : DOSSIER_OK;
}
