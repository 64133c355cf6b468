/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/markdown.h"

#include <string.h>

#include "indexer/articles/front.h"
#include "indexer/articles/furniture.h"
#include "indexer/articles/plain.h"

static void drop(page *p, size_t i, record_reason reason)
{
    p->lines[i].role = RECORD_DROPPED;
    p->lines[i].reason = (uint8_t)reason;
    p->lines[i].flags |= PAGE_FIXED;
}

static bool is_line(const page *p, size_t i, slice words)
{
    return slice_equal(page_text(p, &p->lines[i]), words);
}

/* The line below the front matter; 0 if there is none. */
static size_t read_front_matter(page *p)
{
    bool yaml = p->n_lines > 0 && is_line(p, 0, SLICE("---"));
    bool toml = p->n_lines > 0 && is_line(p, 0, SLICE("+++"));
    if (!yaml && !toml)
        return 0;
    for (size_t i = 1; i < p->n_lines && i < 200; i++) {
        if (!is_line(p, i, toml ? SLICE("+++") : SLICE("---")) &&
            !(yaml && is_line(p, i, SLICE("..."))))
            continue;
        front_matter_read(p, 1, i);
        for (size_t k = 0; k <= i; k++)
            drop(p, k, RECORD_MARKUP);
        return i + 1;
    }
    return 0;
}

/* 1 to 6 for "# Heading"; 0 if it is none. */
static unsigned heading_level(slice line)
{
    unsigned level = 0;
    while (level < line.len && line.data[level] == '#')
        level++;
    bool heading = level > 0 && level <= 6 && level < line.len && line.data[level] == ' ';
    return heading ? level : 0;
}

/* "===" or "---" below a line makes it a heading. */
static unsigned underline_level(slice line)
{
    if (line.len < 3 || (line.data[0] != '=' && line.data[0] != '-'))
        return 0;
    for (size_t i = 1; i < line.len; i++) {
        if (line.data[i] != line.data[0])
            return 0;
    }
    return line.data[0] == '=' ? 1 : 2;
}

/* "[name]: http://..." */
static bool is_reference(slice line)
{
    const char *close =
        line.len > 4 && line.data[0] == '[' ? memmem(line.data, line.len, "]: ", 3) : NULL;
    return close && memmem(close, (size_t)(line.data + line.len - close), "://", 3);
}

static bool is_image(slice line)
{
    return slice_starts_with(line, SLICE("![")) && line.data[line.len - 1] == ')';
}

static void set_heading(page *p, size_t i, unsigned level)
{
    p->lines[i].flags |= PAGE_HEADING;
    p->lines[i].level = (uint8_t)level;
}

static void read_blocks(page *p, size_t from)
{
    slice fence = {0};
    bool comment = false;
    for (size_t i = from; i < p->n_lines; i++) {
        slice line = page_text(p, &p->lines[i]);
        bool opens = slice_starts_with(line, SLICE("```")) || slice_starts_with(line, SLICE("~~~"));
        if (fence.len > 0 || opens) {
            bool closes = fence.len > 0 && slice_starts_with(line, fence);
            drop(p, i, RECORD_MARKUP);
            fence = closes ? (slice){0} : fence.len > 0 ? fence : (slice){line.data, 3};
            continue;
        }
        if (comment || slice_starts_with(line, SLICE("<!--"))) {
            comment = !memmem(line.data, line.len, "-->", 3);
            drop(p, i, RECORD_MARKUP);
            continue;
        }
        unsigned under = underline_level(line);
        if (heading_level(line) > 0)
            set_heading(p, i, heading_level(line));
        else if (under > 0 && i > from && !(p->lines[i].flags & PAGE_BLANK_BEFORE) &&
                 page_is_open(&p->lines[i - 1]) && p->lines[i - 1].length <= 200)
            set_heading(p, i - 1, under);
        else if (is_reference(line))
            drop(p, i, RECORD_MARKUP);
        else if (is_image(line))
            drop(p, i, RECORD_CAPTION);
    }
}

static void mark_headings(page *p)
{
    for (size_t i = 0; i < p->n_lines; i++) {
        if (p->lines[i].flags & PAGE_HEADING && page_is_open(&p->lines[i]))
            p->lines[i].role = RECORD_HEADING;
    }
}

/* The first heading of the first rank; n_lines if there is none above the text. */
static size_t find_title(const page *p, size_t from)
{
    for (size_t i = from; i < p->n_lines && i < from + 20; i++) {
        if (p->lines[i].flags & PAGE_HEADING && p->lines[i].level == 1)
            return i;
        if (page_is_open(&p->lines[i]) && p->lines[i].length > 300)
            break;
    }
    return p->n_lines;
}

void markdown_read(page *p, slice text)
{
    page_split(p, text);
    if (p->n_lines == 0)
        return;
    size_t from = read_front_matter(p);
    read_blocks(p, from);
    size_t title = find_title(p, from);
    if (title < p->n_lines) {
        p->lines[title].role = RECORD_TITLE;
        p->lines[title].flags |= PAGE_FRONT;
        if (p->title.len == 0)
            p->title = page_squeeze(p, front_plain_title(page_text(p, &p->lines[title])));
        front_read_below(p, title + 1);
    } else if (p->title.len > 0) {
        front_matter_mark_title(p, 0, from);
        front_read_below(p, from);
    } else {
        front_read(p);
    }
    furniture_mark(p, p->body);
    mark_headings(p);
    plain_read_foot(p);
    page_cut_links(p);
}
