/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/locate.h"

#include <string.h>

enum {
    PIECE = 4096, /* bytes counted at a time */
    NEAR = 512,   /* positions that are not worth counting in pieces */
};

void locator_free(locator *l)
{
    token_list_free(&l->tokens);
}

void locator_start(locator *l)
{
    l->segment = SIZE_MAX;
}

size_t locate_segment(const record *r, const stretch *where, uint32_t position)
{
    size_t low = where->first, high = where->last;
    while (low < high) {
        size_t middle = low + (high - low + 1) / 2;
        if (r->segments[middle].position <= position)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* The segment's end in the part of the text that is there. */
static size_t segment_end(const record *r, size_t segment)
{
    size_t end = (size_t)r->segments[segment].offset + r->segments[segment].length;
    return end < r->text.len ? end : r->text.len;
}

/* The first white space at or behind `at`, or end. */
static size_t break_at(slice text, size_t at, size_t end)
{
    while (at < end && text.data[at] != ' ' && text.data[at] != '\n')
        at++;
    return at < end ? at : end;
}

static dossier_status scan(locator *l, slice text, size_t from, size_t to)
{
    if (from >= to)
        return DOSSIER_OK;
    return token_scan(&l->tokens, (slice){text.data + from, to - from}, (uint32_t)from);
}

/* Moves the locator's start to the last piece's end that leaves a whole piece before `position`. */
static dossier_status count_to(locator *l, const record *r, uint32_t position)
{
    size_t end = segment_end(r, l->segment);
    size_t offset = l->offset;
    uint32_t next = l->position;
    while (position - next > NEAR && end - offset > 2 * PIECE) {
        size_t stop = break_at(r->text, offset + PIECE, end);
        token_list_clear(&l->tokens);
        l->tokens.next_position = next;
        dossier_status status = scan(l, r->text, offset, stop);
        if (status != DOSSIER_OK)
            return status;
        if (l->tokens.next_position > position || l->tokens.next_position < next)
            break;
        l->offset = offset;
        l->position = next;
        offset = stop;
        next = l->tokens.next_position;
    }
    return DOSSIER_OK;
}

/* Reads the words of at least `want` bytes from the locator's start on, over the stretch's
 * segments. */
static dossier_status read_on(locator *l, const record *r, const stretch *where, size_t want)
{
    const record_segment *s = &r->segments[l->segment];
    token_list_clear(&l->tokens);
    for (size_t i = l->segment; i <= where->last; i++) {
        bool first = i == l->segment;
        size_t from = first ? l->offset : r->segments[i].offset;
        size_t end = segment_end(r, i);
        size_t stop = from >= end ? end : break_at(r->text, l->offset + want, end);
        if (stop < from)
            stop = from;
        l->tokens.next_position = first ? l->position : r->segments[i].position;
        dossier_status status = scan(l, r->text, from, stop);
        if (status != DOSSIER_OK)
            return status;
        l->end = stop;
        l->complete =
            i == where->last && stop == (size_t)r->segments[i].offset + r->segments[i].length;
        if (stop < end || stop >= l->offset + want)
            break;
    }
    /* What begins in the middle of a segment begins no sentence. */
    if (l->tokens.count > 0 && l->offset > s->offset)
        l->tokens.tokens[0].flags &= (uint16_t) ~(TOKEN_SENTENCE | TOKEN_PARAGRAPH);
    return DOSSIER_OK;
}

/* Do the words reach `margin` bytes behind the last one at or before `last`? */
static bool reaches(const locator *l, uint32_t last, size_t margin)
{
    size_t i = l->tokens.count;
    if (i == 0 || l->tokens.tokens[i - 1].position <= last)
        return false;
    while (i > 0 && l->tokens.tokens[i - 1].position > last)
        i--;
    return i > 0 && l->end - l->tokens.tokens[i - 1].offset >= margin;
}

static bool has_position(const token_list *list, uint32_t position)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->tokens[i].position == position)
            return true;
    }
    return false;
}

dossier_status locate(locator *l, const record *r, const stretch *where, uint32_t first,
                      uint32_t last, size_t margin, bool *found)
{
    size_t segment = locate_segment(r, where, first);
    dossier_status status;
    *found = false;
    if (l->segment != segment || l->position > first) {
        l->segment = segment;
        l->offset = r->segments[segment].offset;
        l->position = r->segments[segment].position;
    }
    if (l->offset > r->text.len)
        return DOSSIER_OK;
    status = count_to(l, r, first);
    for (size_t want = 3 * PIECE + margin; status == DOSSIER_OK; want *= 4) {
        status = read_on(l, r, where, want);
        if (reaches(l, last, margin) || l->end - l->offset < want)
            break;
    }
    if (status != DOSSIER_OK)
        return status;
    *found = has_position(&l->tokens, first);
    return DOSSIER_OK;
}
