/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/page.h"

#include <stdlib.h>
#include <string.h>

/* A long body is several segments, so that a reader of position N need not count from the start. */
#define SEGMENT_BYTES 8192u

void page_clear(page *p, const article_hints *hints)
{
    page_line *lines = p->lines;
    size_t cap = p->cap_lines;
    page_cut *cuts = p->cuts;
    size_t cap_cuts = p->cap_cuts;
    arena memory = p->memory;
    buf guesses = p->guesses;
    *p = (page){.hints = hints,
                .cuts = cuts,
                .cap_cuts = cap_cuts,
                .lines = lines,
                .cap_lines = cap,
                .memory = memory,
                .guesses = guesses,
                .dateline = SIZE_MAX};
    arena_clear(&p->memory);
    p->guesses.max = 1024;
    buf_clear(&p->guesses);
}

void page_free(page *p)
{
    free(p->lines);
    free(p->cuts);
    arena_free(&p->memory);
    buf_free(&p->guesses);
    *p = (page){0};
}

bool page_add_line(page *p, size_t offset, size_t length, unsigned flags)
{
    if (p->n_lines == p->cap_lines) {
        size_t cap = p->cap_lines ? p->cap_lines * 2 : 256;
        page_line *lines = realloc(p->lines, cap * sizeof *lines);
        if (!lines) {
            p->failed = true;
            return false;
        }
        p->lines = lines;
        p->cap_lines = cap;
    }
    p->lines[p->n_lines++] = (page_line){.offset = (uint32_t)offset,
                                         .length = (uint32_t)length,
                                         .role = RECORD_BODY,
                                         .flags = (uint8_t)flags};
    return true;
}

/* White space at a line's edges: ASCII, no-break space, zero-width space and byte order mark. */
static size_t blank_at(const char *at, const char *end)
{
    unsigned char c = (unsigned char)*at;
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return 1;
    if (c == 0xC2 && end - at >= 2 && (unsigned char)at[1] == 0xA0)
        return 2;
    if (end - at >= 3 && (memcmp(at, "\xE2\x80\x8B", 3) == 0 || memcmp(at, "\xEF\xBB\xBF", 3) == 0))
        return 3;
    return 0;
}

static const char *skip_blank(const char *at, const char *end)
{
    while (at < end) {
        size_t step = blank_at(at, end);
        if (step == 0)
            break;
        at += step;
    }
    return at;
}

static const char *trim_end(const char *start, const char *end)
{
    while (end > start) {
        unsigned char c = (unsigned char)end[-1];
        if (c == ' ' || (c >= '\t' && c <= '\r'))
            end--;
        else if (c == 0xA0 && end - start >= 2 && (unsigned char)end[-2] == 0xC2)
            end -= 2;
        else if (end - start >= 3 && blank_at(end - 3, end) == 3)
            end -= 3;
        else
            break;
    }
    return end;
}

void page_split(page *p, slice text)
{
    p->text = text;
    if (text.len == 0)
        return;
    char stop = memchr(text.data, '\n', text.len) ? '\n' : '\r';
    const char *at = text.data;
    const char *end = text.data + text.len;
    bool blank = true;
    while (at < end) {
        const char *stop_at = memchr(at, stop, (size_t)(end - at));
        const char *line_end = stop_at ? stop_at : end;
        const char *first = skip_blank(at, line_end);
        const char *last = trim_end(first, line_end);
        if (first == last) {
            blank = true;
        } else {
            blank = blank || memchr(at, '\f', (size_t)(first - at)) != NULL;
            if (!page_add_line(p, (size_t)(first - text.data), (size_t)(last - first),
                               blank ? PAGE_BLANK_BEFORE : 0))
                return;
            blank = false;
        }
        at = stop_at ? stop_at + 1 : end;
    }
}

void page_add_cut(page *p, size_t offset, size_t length)
{
    if (p->n_cuts == p->cap_cuts) {
        size_t cap = p->cap_cuts ? p->cap_cuts * 2 : 64;
        page_cut *cuts = realloc(p->cuts, cap * sizeof *cuts);
        if (!cuts) {
            p->failed = true;
            return;
        }
        p->cuts = cuts;
        p->cap_cuts = cap;
    }
    p->cuts[p->n_cuts++] = (page_cut){(uint32_t)offset, (uint32_t)length};
}

/* The bracket that closes the target at text[from], which may hold round brackets itself; text.len
 * if it is not closed on the line. */
static size_t target_end(slice text, size_t from)
{
    unsigned depth = 1;
    for (size_t i = from; i < text.len; i++) {
        depth += text.data[i] == '(';
        depth -= text.data[i] == ')';
        if (depth == 0)
            return i;
    }
    return text.len;
}

void page_cut_links(page *p)
{
    for (size_t i = 0; i < p->n_lines; i++) {
        slice text = page_text(p, &p->lines[i]);
        if (p->lines[i].role == RECORD_DROPPED)
            continue;
        for (size_t at = 0; at < text.len;) {
            const char *link = memchr(text.data + at, ']', text.len - at);
            if (!link)
                break;
            size_t start = (size_t)(link - text.data);
            at = start + 1;
            if (at == text.len || text.data[at] != '(')
                continue;
            size_t end = target_end(text, start + 2);
            if (end == text.len)
                break;
            page_add_cut(p, p->lines[i].offset + start, end + 1 - start);
            at = end + 1;
        }
    }
}

slice page_text(const page *p, const page_line *line)
{
    return (slice){p->text.data + line->offset, line->length};
}

void page_guess(page *p, const char *what)
{
    if (p->guesses.len > 0)
        buf_append(&p->guesses, "; ", 2);
    buf_append_slice(&p->guesses, slice_of(what));
}

void page_mark(page *p, size_t from, size_t to, record_role role, record_reason reason)
{
    for (size_t i = from; i < to && i < p->n_lines; i++) {
        p->lines[i].role = (uint8_t)role;
        p->lines[i].reason = (uint8_t)reason;
    }
}

size_t page_next_open(const page *p, size_t i, size_t to)
{
    while (i < to && !page_is_open(&p->lines[i]))
        i++;
    return i < to ? i : to;
}

slice page_squeeze(page *p, slice text)
{
    if (text.len == 0)
        return (slice){0};
    char *out = arena_alloc(&p->memory, text.len + 1);
    if (!out) {
        p->failed = true;
        return (slice){0};
    }
    size_t n = 0;
    const char *at = text.data;
    const char *end = at + text.len;
    while (at < end) {
        size_t step = blank_at(at, end);
        if (step == 0) {
            out[n++] = *at++;
            continue;
        }
        at += step;
        if (n > 0 && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    if (n > 0 && out[n - 1] == ' ')
        n--;
    return (slice){out, n};
}

bool page_add_byline(page *p, slice name)
{
    if (p->byline_given)
        return false;
    for (size_t i = 0; i < p->n_bylines; i++) {
        if (slice_equal_nocase(p->byline[i], name))
            return false;
    }
    if (p->n_bylines == PAGE_MAX_BYLINES)
        return false;
    p->byline[p->n_bylines++] = name;
    return true;
}

typedef struct run {
    record_role role;
    record_reason reason;
    size_t from, to; /* bytes */
} run;

static dossier_status flush(record *r, run *open)
{
    if (open->from == open->to)
        return DOSSIER_OK;
    dossier_status status =
        record_add_segment(r, open->role, open->reason, open->from, open->to - open->from);
    open->from = open->to = 0;
    return status;
}

/* Neighbours of one role are one segment; a body is cut at paragraphs once it is long. */
static bool run_goes_on(const run *open, const page_line *line, record_role role)
{
    if (open->from == open->to || open->role != role || open->reason != line->reason)
        return false;
    return !(line->flags & PAGE_BLANK_BEFORE) || open->to - open->from < SEGMENT_BYTES;
}

static dossier_status add_piece(record *r, run *open, const page_line *line, record_role role,
                                size_t from, size_t to)
{
    if (from >= to)
        return DOSSIER_OK;
    if (run_goes_on(open, line, role)) {
        open->to = to;
        return DOSSIER_OK;
    }
    dossier_status status = flush(r, open);
    *open = (run){role, (record_reason)line->reason, from, to};
    return status;
}

/* A line's bytes [from, to), with what is cut out of it as markup between. */
static dossier_status add_line(page *p, record *r, run *open, const page_line *line, size_t *cut,
                               record_role role, size_t from, size_t to)
{
    page_line markup = {.reason = RECORD_MARKUP};
    dossier_status status = DOSSIER_OK;
    while (*cut < p->n_cuts && p->cuts[*cut].offset < to && status == DOSSIER_OK) {
        const page_cut *c = &p->cuts[(*cut)++];
        if (c->offset < from)
            continue;
        status = add_piece(r, open, line, role, from, c->offset);
        from = c->offset + c->length;
        if (status == DOSSIER_OK)
            status = add_piece(r, open, &markup, RECORD_DROPPED, c->offset, from);
    }
    return status == DOSSIER_OK ? add_piece(r, open, line, role, from, to) : status;
}

static dossier_status emit_segments(page *p, record *r)
{
    run open = {0};
    size_t cut = 0;
    dossier_status status = DOSSIER_OK;
    for (size_t i = 0; i < p->n_lines && status == DOSSIER_OK; i++) {
        const page_line *line = &p->lines[i];
        size_t from = line->offset;
        size_t to = from + line->length;
        if (i == p->dateline && p->dateline_length > 0 && line->role == RECORD_BODY) {
            size_t end = from + p->dateline_length;
            status = add_line(p, r, &open, line, &cut, RECORD_DATELINE, from, end);
            from = end;
            while (from < to && p->text.data[from] == ' ')
                from++;
        }
        if (status == DOSSIER_OK)
            status = add_line(p, r, &open, line, &cut, (record_role)line->role, from, to);
    }
    return status == DOSSIER_OK ? flush(r, &open) : status;
}

dossier_status page_emit(page *p, record *r)
{
    if (p->failed)
        return DOSSIER_NO_MEMORY;
    const struct {
        record_field field;
        slice value;
    } fields[] = {
        {RECORD_NAME, p->title},
        {RECORD_OUTLET, p->outlet},
        {RECORD_URL, p->url},
        {RECORD_PLACE, p->place},
        {RECORD_KIND, p->kind},
        {RECORD_LANGUAGE, p->language},
        {RECORD_ID, p->id},
        {RECORD_PATH, p->hints->path},
        {RECORD_GUESSES, buf_slice(&p->guesses)},
    };
    dossier_status status = emit_segments(p, r);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0] && status == DOSSIER_OK; i++)
        status = record_set(r, fields[i].field, fields[i].value);
    for (size_t i = 0; i < p->n_bylines && status == DOSSIER_OK; i++)
        status = record_add_byline(r, p->byline[i]);
    r->published = p->published;
    r->updated = p->updated;
    return status;
}
