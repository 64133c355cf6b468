/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sources/json_stream.h"

#include <string.h>

enum { PIECE = 1 << 16 };

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Forgets what was cut and pulls more. False when there is no more, for whatever reason. */
static bool more(json_stream *s)
{
    buf *w = s->window;
    if (s->ended)
        return false;
    if (s->at > 0) {
        memmove(w->data, w->data + s->at, w->len - s->at);
        w->len -= s->at;
        s->at = 0;
    }
    if (!buf_reserve(w, PIECE)) {
        s->no_memory = s->ended = true;
        return false;
    }
    ptrdiff_t got = s->source->pull(s->source->from, w->data + w->len,
                                    w->cap - w->len < PIECE ? w->cap - w->len : PIECE);
    if (got <= 0) {
        s->ended = true;
        s->broken = got < 0;
        return false;
    }
    w->len += (size_t)got;
    return true;
}

static void advance(json_stream *s, size_t to)
{
    const char *from = s->window->data + s->at;
    const char *end = s->window->data + to;
    while (from < end && (from = memchr(from, '\n', (size_t)(end - from)))) {
        s->line++;
        from++;
    }
    s->at = to;
}

/* Moves behind white space; false at the end. */
static bool skip_space(json_stream *s)
{
    for (;;) {
        size_t i = s->at;
        while (i < s->window->len && is_space(s->window->data[i]))
            i++;
        advance(s, i);
        if (i < s->window->len)
            return true;
        if (!more(s))
            return false;
    }
}

static json_cut ending(const json_stream *s, json_cut otherwise)
{
    return s->no_memory ? JSON_CUT_NO_MEMORY : s->broken ? JSON_CUT_BROKEN : otherwise;
}

bool json_stream_is_done(json_stream *s)
{
    return !skip_space(s);
}

static json_cut next_line(json_stream *s, slice *record, uint64_t *line)
{
    if (!skip_space(s))
        return ending(s, JSON_CUT_END);
    *line = s->line;
    bool too_large = false;
    for (size_t looked = 0;;) {
        const char *from = s->window->data + s->at;
        size_t len = s->window->len - s->at;
        const char *newline = memchr(from + looked, '\n', len - looked);
        size_t end = newline ? (size_t)(newline - from) : len;
        too_large |= end > s->record_max;
        if (newline || (s->ended && !s->broken && !s->no_memory)) {
            *record = slice_trim((slice){from, end});
            s->at += end;
            return too_large ? JSON_CUT_TOO_LARGE : JSON_CUT_RECORD;
        }
        if (s->ended)
            return ending(s, JSON_CUT_EARLY);
        if (too_large)
            s->at = s->window->len;
        more(s);
        looked = too_large ? 0 : len;
    }
}

/* Where a value ends, found as far as its bytes are there. */
typedef struct scan {
    size_t looked; /* bytes from the value's start */
    uint64_t depth;
    bool quoted, escaped, done;
} scan;

static void scan_on(scan *v, const char *bytes, size_t len)
{
    while (v->looked < len && !v->done) {
        char c = bytes[v->looked++];
        if (v->quoted) {
            if (v->escaped)
                v->escaped = false;
            else if (c == '\\')
                v->escaped = true;
            else if (c == '"')
                v->quoted = false;
            v->done = !v->quoted && v->depth == 0;
        } else if (c == '"') {
            v->quoted = true;
        } else if (c == '{' || c == '[') {
            v->depth++;
        } else if (v->depth > 0) {
            v->depth -= c == '}' || c == ']';
            v->done = v->depth == 0;
        } else if (is_space(c) || c == ',' || c == ']' || c == '}') {
            v->looked--;
            v->done = true;
        }
    }
}

static json_cut cut_value(json_stream *s, slice *record)
{
    scan v = {0};
    size_t passed = 0; /* bytes of a value that is too large, let go */
    for (;;) {
        size_t len = s->window->len - s->at;
        scan_on(&v, s->window->data + s->at, len);
        bool too_large = passed + v.looked > s->record_max;
        if (v.done) {
            *record = (slice){s->window->data + s->at, v.looked};
            advance(s, s->at + v.looked);
            return too_large ? JSON_CUT_TOO_LARGE : JSON_CUT_RECORD;
        }
        if (too_large) {
            passed = s->record_max;
            advance(s, s->window->len);
            v.looked = 0;
        }
        if (!more(s)) {
            bool scalar = v.depth == 0 && !v.quoted && v.looked > 0;
            *record = (slice){s->window->data + s->at, v.looked};
            advance(s, s->window->len);
            return ending(s, scalar ? JSON_CUT_RECORD : JSON_CUT_EARLY);
        }
    }
}

static json_cut next_value(json_stream *s, slice *record, uint64_t *line)
{
    if (!skip_space(s))
        return ending(s, JSON_CUT_END);
    *line = s->line;
    char c = s->window->data[s->at];
    if (c == ',' || c == ']' || c == '}' || c == ':')
        return JSON_CUT_STRAY;
    return cut_value(s, record);
}

static json_cut next_item(json_stream *s, slice *record, uint64_t *line)
{
    bool first = !s->inside;
    if (first) {
        s->inside = true;
        s->at++;
    }
    if (!skip_space(s)) {
        *line = s->line;
        return ending(s, JSON_CUT_EARLY);
    }
    *line = s->line;
    char c = s->window->data[s->at];
    if (c == ']') {
        s->at++;
        s->layout = JSON_VALUES;
        return json_stream_is_done(s) ? ending(s, JSON_CUT_END) : JSON_CUT_STRAY;
    }
    if (!first && c != ',')
        return JSON_CUT_STRAY;
    s->at += !first;
    json_cut cut = next_value(s, record, line);
    return cut == JSON_CUT_END ? JSON_CUT_EARLY : cut;
}

json_cut json_stream_next(json_stream *s, slice *record, uint64_t *line)
{
    *record = (slice){0};
    *line = s->line;
    if (s->layout == JSON_LINES)
        return next_line(s, record, line);
    return s->layout == JSON_ITEMS ? next_item(s, record, line) : next_value(s, record, line);
}

bool json_stream_is_utf16(const json_stream *s)
{
    slice start = buf_slice(s->window);
    return slice_starts_with(start, SLICE("\xFF\xFE")) ||
           slice_starts_with(start, SLICE("\xFE\xFF"));
}

slice json_stream_gather(json_stream *s)
{
    while (s->window->len - s->at <= s->record_max && more(s))
        ;
    slice all = {s->window->data + s->at, s->window->len - s->at};
    if (all.len > s->record_max)
        all.len = s->record_max + 1;
    s->ended = true;
    return all;
}

/* The first line and the first byte behind it that is no white space (NUL when the bytes end);
 * pulls until both are there, so that the answer does not hang on where a piece ends. */
static slice first_line(json_stream *s, char *next)
{
    size_t looked = 0;
    for (;;) {
        slice rest = {s->window->data + s->at, s->window->len - s->at};
        const char *newline = memchr(rest.data + looked, '\n', rest.len - looked);
        size_t len = newline ? (size_t)(newline - rest.data) : rest.len;
        slice behind = slice_trim((slice){rest.data + len, rest.len - len});
        *next = behind.len > 0 ? behind.data[0] : '\0';
        if (behind.len > 0 || rest.len > s->record_max || !more(s))
            return slice_trim((slice){s->window->data + s->at, len});
        looked = len;
    }
}

void json_stream_start(json_stream *s, feed *source, buf *window, size_t record_max, bool lines)
{
    *s = (json_stream){.source = source, .window = window, .record_max = record_max, .line = 1};
    buf_clear(window);
    while (window->len < 4 && more(s))
        ;
    if (slice_starts_with(buf_slice(window), SLICE("\xEF\xBB\xBF")))
        s->at = 3;
    s->layout = lines ? JSON_LINES : JSON_VALUES;
    if (!skip_space(s))
        return;
    char first = s->window->data[s->at];
    if (first == '[')
        s->layout = JSON_ITEMS;
    if (first != '{')
        return;
    char next;
    slice line = first_line(s, &next);
    bool is_whole = line.data[line.len - 1] == '}' || line.len > s->record_max;
    /* A broken first line is followed by another record; a laid-out object by a quoted name. */
    if (lines ? is_whole || next != '"' : is_whole && next == '{')
        s->layout = JSON_LINES;
    else
        s->layout = JSON_VALUES;
}
