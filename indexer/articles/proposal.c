/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/proposal.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/articles/marker.h"

#define MAX_DEPTH    8
#define MAX_SECTIONS 20000u
#define MAX_GAP      2u /* numbers that may be missing in a row (a lost line) */

typedef struct level {
    marker_style style;
    uint32_t value; /* of its last section */
    uint32_t above;
    uint32_t row;
    slice label; /* of its last section */
} level;

typedef struct tree {
    page *p;
    proposal *out;
    level open[MAX_DEPTH];
    size_t depth;
    level
        closed[MARKER_STYLES]; /* the last row of each style, which may go on under a new heading */
    uint32_t rows;
} tree;

static bool is_worded(marker_style style)
{
    return style <= MARKER_WORDED;
}

/* The open level that the reading goes on with; depth if there is none. */
static size_t find_next(const tree *t, const marker_reading *r, uint32_t gap)
{
    for (size_t i = t->depth; i-- > 0;) {
        const level *l = &t->open[i];
        if (l->style != r->style)
            continue;
        if (l->above == r->above && r->value > l->value && r->value <= l->value + 1 + gap)
            return i;
        if (l->above != r->above && r->value == 1)
            return i;
    }
    return t->depth;
}

static size_t find_style(const tree *t, marker_style style)
{
    for (size_t i = t->depth; i-- > 0;) {
        if (t->open[i].style == style)
            return i;
    }
    return t->depth;
}

/* Paragraphs numbered through a whole paper: the row goes on below the next heading. */
static bool goes_on_below(const tree *t, const marker *m, marker_reading *chosen)
{
    for (unsigned i = 0; i < m->n; i++) {
        const level *l = &t->closed[m->reading[i].style];
        if (l->row != 0 && l->above == m->reading[i].above && m->reading[i].value == l->value + 1) {
            *chosen = m->reading[i];
            return true;
        }
    }
    return false;
}

/* Chooses how to read the number and at which depth it stands; false when it opens nothing. */
static bool place(const tree *t, const marker *m, marker_reading *chosen, size_t *depth)
{
    for (uint32_t gap = 0; gap <= MAX_GAP; gap += MAX_GAP) {
        size_t best = t->depth;
        for (unsigned i = 0; i < m->n; i++) {
            size_t at = find_next(t, &m->reading[i], gap);
            if (at < t->depth && (best == t->depth || at > best)) {
                best = at;
                *chosen = m->reading[i];
            }
        }
        if (best < t->depth) {
            *depth = best;
            return true;
        }
        if (gap == 0 && t->depth < MAX_DEPTH && goes_on_below(t, m, chosen)) {
            *depth = t->depth;
            return true;
        }
        for (unsigned i = 0; i < m->n && gap == 0; i++) {
            if (m->reading[i].value != 1)
                continue;
            *chosen = m->reading[i];
            *depth = find_style(t, chosen->style);
            return *depth < MAX_DEPTH;
        }
    }
    /* numbered paragraphs of a part of a longer record may start anywhere */
    *chosen = m->reading[0];
    *depth = 0;
    return t->depth == 0 && t->out->n == 0 && chosen->style == MARKER_DECIMAL && !m->bracketed;
}

/* A worded heading closes all that is not above it. */
static size_t worded_depth(const tree *t, marker_style style)
{
    size_t depth = 0;
    while (depth < t->depth && is_worded(t->open[depth].style) && t->open[depth].style < style)
        depth++;
    return depth;
}

/* In capitals only at the start, if it is written in capitals and is a word. */
static void append_word(buf *b, slice word)
{
    bool ascii = true;
    for (size_t i = 0; i < word.len; i++)
        ascii = ascii && (unsigned char)word.data[i] < 0x80;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.data[i];
        bool shout = ascii && i > 0 && c >= 'A' && c <= 'Z';
        buf_push(b, shout ? (char)(c + ('a' - 'A')) : c);
    }
}

/* "2.1" below "Article 2" is Article 2.1. */
static bool repeats_parent(const level *parent, const marker *m)
{
    const char *blank = memrchr(parent->label.data, ' ', parent->label.len);
    if (!is_worded(parent->style) || !blank)
        return false;
    slice number = {blank + 1, (size_t)(parent->label.data + parent->label.len - blank - 1)};
    return m->number.len > number.len && slice_starts_with(m->number, number) &&
           m->number.data[number.len] == '.';
}

static slice compose(tree *t, const marker *m, const marker_reading *r, size_t depth)
{
    buf b = BUF_INIT(4096);
    if (is_worded(r->style)) {
        append_word(&b, m->word);
        buf_push(&b, ' ');
        if (m->spelled)
            append_word(&b, m->number);
        else
            buf_append_slice(&b, m->number);
    } else if (depth > 0 && repeats_parent(&t->open[depth - 1], m)) {
        slice above = t->open[depth - 1].label;
        const char *blank = memrchr(above.data, ' ', above.len);
        buf_append(&b, above.data, (size_t)(blank + 1 - above.data));
        buf_append_slice(&b, m->number);
    } else {
        size_t parent = depth;
        bool dotted = r->style == MARKER_DECIMAL2 || r->style == MARKER_DECIMAL3;
        while (dotted && parent > 0 &&
               (t->open[parent - 1].style == MARKER_DECIMAL ||
                t->open[parent - 1].style == MARKER_DECIMAL2))
            parent--;
        const level *above = parent > 0 ? &t->open[parent - 1] : NULL;
        bool round = r->style == MARKER_LOWER || r->style == MARKER_LOWER_ROMAN ||
                     r->style == MARKER_BRACKET ||
                     (above && above->style == MARKER_ARTICLE && r->style == MARKER_DECIMAL);
        if (above) {
            buf_append_slice(&b, above->label);
            if (!round)
                buf_push(&b, '.');
        }
        if (round && (above || m->bracketed)) {
            buf_push(&b, '(');
            buf_append_slice(&b, m->number);
            buf_push(&b, ')');
        } else {
            buf_append_slice(&b, m->number);
        }
    }
    slice label = b.len <= 64 ? arena_copy(&t->p->memory, buf_slice(&b)) : (slice){0};
    t->p->failed = t->p->failed || b.failed || (label.len == 0 && b.len > 0 && b.len <= 64);
    buf_free(&b);
    return label;
}

static bool grow(proposal *list)
{
    if (list->n < list->cap)
        return true;
    size_t cap = list->cap ? list->cap * 2 : 64;
    proposal_section *sections = realloc(list->sections, cap * sizeof *sections);
    if (!sections)
        return false;
    list->sections = sections;
    list->cap = cap;
    return true;
}

static bool open_section(tree *t, size_t offset, const marker *m)
{
    marker_reading r = m->reading[0];
    size_t depth = 0;
    if (is_worded(r.style))
        depth = worded_depth(t, r.style);
    else if (!place(t, m, &r, &depth))
        return true;
    if (depth >= MAX_DEPTH || t->out->n >= MAX_SECTIONS)
        return true;
    bool same_row = depth < t->depth && t->open[depth].style == r.style;
    slice label = compose(t, m, &r, depth);
    if (label.len == 0 || !grow(t->out))
        return label.len == 0 && !t->p->failed;
    const level *before = &t->closed[r.style];
    bool resumed = !same_row && before->row != 0 && r.value == before->value + 1 &&
                   before->above == r.above && !is_worded(r.style);
    uint32_t row = same_row ? t->open[depth].row : resumed ? before->row : ++t->rows;
    for (size_t i = same_row ? depth + 1 : depth; i < t->depth; i++)
        t->closed[t->open[i].style] = t->open[i];
    uint32_t parent = depth > 0 ? t->open[depth - 1].row : 0;
    t->open[depth] = (level){r.style, r.value, r.above, row, label};
    t->depth = depth + 1;
    t->out->sections[t->out->n++] = (proposal_section){
        .offset = (uint32_t)offset, .row = row, .parent = parent, .label = label};
    t->out->worded += is_worded(r.style);
    t->out->roman += r.style == MARKER_ROMAN;
    t->out->numbered += r.style >= MARKER_DECIMAL && r.style <= MARKER_DECIMAL3;
    return true;
}

/* Rows of one number go, with what hangs on them; worded headings stay. */
static dossier_status prune(proposal *list, uint32_t rows)
{
    unsigned char *keep = calloc((size_t)rows + 1, 1);
    if (!keep)
        return DOSSIER_NO_MEMORY;
    keep[0] = 1;
    for (size_t i = 0; i < list->n; i++) {
        const proposal_section *s = &list->sections[i];
        bool worded = memchr(s->label.data, ' ', s->label.len) != NULL;
        if (keep[s->row] < 2)
            keep[s->row] += worded ? 2 : 1;
    }
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) {
        const proposal_section *s = &list->sections[i];
        bool orphan = s->parent != 0 && keep[s->parent] < 2;
        if (orphan)
            keep[s->row] = 0;
        if (keep[s->row] >= 2)
            list->sections[n++] = *s;
    }
    list->n = n;
    free(keep);
    return DOSSIER_OK;
}

dossier_status proposal_read(page *p, proposal *out)
{
    tree t = {.p = p, .out = out};
    out->n = out->worded = out->roman = out->numbered = 0;
    for (size_t i = 0; i < p->n_lines; i++) {
        const page_line *line = &p->lines[i];
        marker m;
        if (line->role == RECORD_DROPPED || line->role == RECORD_META || line->role == RECORD_TITLE)
            continue;
        char scratch[16];
        if (!(line->number > 0 &&
              marker_of_item(line->number, (char)line->number_style, scratch, &m)) &&
            !marker_read(page_text(p, line), &m))
            continue;
        if (!open_section(&t, line->offset, &m))
            return DOSSIER_NO_MEMORY;
    }
    return out->n > 0 ? prune(out, t.rows) : DOSSIER_OK;
}

dossier_status proposal_store(const proposal *list, record *r)
{
    dossier_status status = DOSSIER_OK;
    for (size_t i = 0; i < list->n && status == DOSSIER_OK; i++)
        status = record_add_section(r, list->sections[i].offset, list->sections[i].label);
    return status;
}

void proposal_free(proposal *list)
{
    free(list->sections);
    *list = (proposal){0};
}
