/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/mention.h"

#include <string.h>

#include "entity/entity.h"
#include "query/passage.h"

enum { AROUND = 50 }; /* bytes shown on either side */

typedef struct walk {
    record *r;
    size_t line_start; /* of the line that was counted last */
    uint32_t line;
    size_t segment; /* that the last mention stood in */
} walk;

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static slice text_of(const record *r, const record_mention *m)
{
    return m->zone == ENTITY_IN_TITLE ? r->field[RECORD_NAME] : r->text;
}

slice mention_surface(const record *r, const record_mention *m)
{
    slice text = text_of(r, m);
    if (m->offset > text.len || m->length > text.len - m->offset)
        return (slice){0};
    return (slice){text.data + m->offset, m->length};
}

/* The stretch of text that a mention's words are taken from. */
static passage surroundings(walk *w, const record_mention *m)
{
    const record *r = w->r;
    if (m->zone == ENTITY_IN_TITLE)
        return (passage){.from = 0, .to = r->field[RECORD_NAME].len};
    while (w->segment < r->n_segments &&
           r->segments[w->segment].offset + r->segments[w->segment].length <= m->offset)
        w->segment++;
    if (w->segment == r->n_segments || r->segments[w->segment].offset > m->offset)
        return (passage){.from = m->offset, .to = m->offset + m->length};
    size_t from = r->segments[w->segment].offset;
    return (passage){.from = from, .to = from + r->segments[w->segment].length};
}

/* Cuts it to the words near the mention. */
static passage cut(passage p, const record_mention *m, slice text)
{
    size_t start = m->offset, end = start + m->length;
    if (end > p.to)
        p.to = end;
    if (start - p.from > AROUND) {
        p.from = start - AROUND;
        while (p.from < start && !is_space(text.data[p.from - 1]))
            p.from++;
        p.cut_left = true;
    }
    if (p.to - end > AROUND) {
        p.to = end + AROUND;
        while (p.to > end && !is_space(text.data[p.to]))
            p.to--;
        p.cut_right = true;
    }
    return p;
}

/* Where the headline stands; the text's beginning when it was taken from elsewhere. */
static size_t title_offset(const record *r)
{
    for (size_t i = 0; i < r->n_segments; i++)
        if (r->segments[i].role == RECORD_TITLE)
            return r->segments[i].offset;
    return 0;
}

static void set_place(walk *w, size_t offset, dossier_snippet *s)
{
    const char *text = w->r->text.data;
    const char *newline;
    if (offset < w->line_start) { /* the headline stood further down */
        w->line_start = 0;
        w->line = 1;
    }
    while (offset > w->line_start &&
           (newline = memchr(text + w->line_start, '\n', offset - w->line_start)) != NULL) {
        w->line_start = (size_t)(newline - text) + 1;
        w->line++;
    }
    s->offset = offset;
    s->line = w->line;
    s->column = (uint32_t)(offset - w->line_start) + 1;
    s->section = record_section_at(w->r, offset);
}

static dossier_status show(walk *w, const record_mention *m, dossier_mention *out)
{
    record *r = w->r;
    slice text = text_of(r, m), surface = mention_surface(r, m);
    dossier_mark *mark = arena_alloc(&r->memory, sizeof *mark);
    if (!mark)
        return DOSSIER_NO_MEMORY;
    *out = (dossier_mention){.entity = m->entity,
                             .surface = surface,
                             .zone = entity_zone_name((entity_zone)m->zone),
                             .rule = entity_rule_name((entity_rule)m->rule),
                             .reason = entity_rule_text((entity_rule)m->rule),
                             .confidence = (double)m->confidence / 100,
                             .around = {.marks = mark, .n_marks = 1}};
    *mark = (dossier_mark){m->offset, m->offset + surface.len};
    if (!surface.data)
        return DOSSIER_CORRUPT;
    passage p = cut(surroundings(w, m), m, text);
    set_place(w, m->zone == ENTITY_IN_TITLE ? title_offset(r) : m->offset, &out->around);
    out->around.text = passage_text(&p, text, mark, 1, &r->memory);
    return out->around.text.data ? DOSSIER_OK : DOSSIER_NO_MEMORY;
}

dossier_status mention_list(record *r, const dossier_mention **out)
{
    walk w = {.r = r, .line = 1};
    dossier_status status = DOSSIER_OK;
    dossier_mention *list = arena_alloc(&r->memory, r->n_mentions * sizeof *list);
    *out = list;
    if (!list)
        return DOSSIER_NO_MEMORY;
    for (size_t i = 0; i < r->n_mentions && status == DOSSIER_OK; i++)
        status = show(&w, &r->mentions[i], &list[i]);
    return status;
}
