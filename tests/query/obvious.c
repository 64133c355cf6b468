/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "obvious.h"

#include <stdlib.h>

#include "tests/test.h"
#include "text/token.h"
#include "text/utf8.h"

enum { GAP = 100 };

/* A text that is being read. */
typedef struct reading {
    obvious_library *l;
    obvious_text *text;
    token_list tokens;
    size_t sentence, paragraph;
} reading;

static slice keep(obvious_library *l, slice s)
{
    slice copy = arena_copy(&l->memory, s);
    assert_true(copy.data || s.len == 0);
    return copy;
}

static obvious_word *add_word(obvious_text *text)
{
    if (text->n == text->capacity) {
        text->capacity = text->capacity ? text->capacity * 2 : 64;
        text->words = reallocarray(text->words, text->capacity, sizeof *text->words);
        assert_non_null(text->words);
    }
    return &text->words[text->n++];
}

static void take(reading *r, slice text, size_t base, bool headline, bool running)
{
    size_t from = r->tokens.count;
    assert_int_equal(token_scan(&r->tokens, text, (uint32_t)base), DOSSIER_OK);
    for (size_t i = from; i < r->tokens.count; i++) {
        const token *t = &r->tokens.tokens[i];
        slice fold = token_fold(&r->tokens, t);
        slice form = {text.data + (t->offset - base), t->length};
        r->sentence += !headline && (t->flags & TOKEN_SENTENCE);
        r->paragraph += !headline && (t->flags & TOKEN_PARAGRAPH);
        *add_word(r->text) = (obvious_word){
            .position = t->position,
            .offset = t->offset,
            .name = {[OBVIOUS_TERM] = keep(r->l, stemmer_term(r->l->stem, fold, t->flags)),
                     [OBVIOUS_FOLD] = keep(r->l, fold),
                     /* What a byline says in its own form is not looked for. */
                     [OBVIOUS_FORM] = running ? keep(r->l, form) : (slice){NULL, 0}},
            .headline = headline,
            .running = running,
            .sentence = r->sentence,
            .paragraph = r->paragraph};
    }
    r->text->end = r->tokens.next_position;
}

/* The text's first paragraph proper ends with the next one, or with its segment. */
static void take_lead(const reading *r, obvious_document *d, size_t from)
{
    const obvious_text *text = r->text;
    size_t end = from;
    while (end < text->n && text->words[end].paragraph == text->words[from].paragraph)
        end++;
    d->lead_from = text->words[from].position;
    d->lead_end = end < text->n ? text->words[end].position : r->tokens.next_position;
}

static void take_text(obvious_library *l, obvious_document *d, const record *r)
{
    obvious_text *text = &d->text[FIELD_TEXT];
    reading now = {.l = l, .text = text, .tokens = TOKEN_LIST_INIT};
    take(&now, r->field[RECORD_NAME], 0, true, true);
    now.tokens.next_position += GAP;
    for (size_t i = 0; i < r->n_segments; i++) {
        const record_segment *s = &r->segments[i];
        size_t from = text->n;
        if (s->position == 0)
            continue;
        assert_int_equal(s->position, now.tokens.next_position);
        take(&now, (slice){r->text.data + s->offset, s->length}, s->offset, false, true);
        if (from < text->n && !d->text_from)
            d->text_from = text->words[from].position;
        if (from < text->n && s->role == RECORD_BODY && !d->lead_end)
            take_lead(&now, d, from);
    }
    d->running = text->n;
    for (size_t i = 0; i < r->n_bylines; i++) {
        now.tokens.next_position += GAP;
        take(&now, r->bylines[i], 0, false, false);
    }
    token_list_free(&now.tokens);
}

/* The values of a field, far from one another. */
static void take_values(obvious_library *l, obvious_text *text, const slice *values, size_t n)
{
    reading now = {.l = l, .text = text, .tokens = TOKEN_LIST_INIT};
    for (size_t i = 0; i < n; i++) {
        take(&now, values[i], 0, false, false);
        now.tokens.next_position += GAP;
    }
    token_list_free(&now.tokens);
}

static slice folded(obvious_library *l, slice value)
{
    buf out = BUF_INIT(1 << 20);
    utf8_fold(value.data, value.len, &out);
    slice copy = keep(l, buf_slice(&out));
    buf_free(&out);
    return copy;
}

static void take_positions(obvious_document *d)
{
    const obvious_text *text = &d->text[FIELD_TEXT];
    d->at = calloc((size_t)text->end + 1, sizeof *d->at);
    assert_non_null(d->at);
    for (size_t i = text->n; i > 0; i--)
        d->at[text->words[i - 1].position] = &text->words[i - 1];
}

/* The position of the word at a mention's first byte. */
static uint32_t position_of(const obvious_text *text, const record_mention *m)
{
    const bool headline = m->zone == 0;
    for (size_t i = 0; i < text->n; i++) {
        const obvious_word *w = &text->words[i];
        if (w->running && w->headline == headline && w->offset == m->offset)
            return w->position;
    }
    fail_msg("a mention at byte %u begins with no word", m->offset);
    return 0;
}

static void take_tags(obvious_library *l, obvious_document *d, const record *r)
{
    d->tags = calloc(r->n_entities + 1, sizeof *d->tags);
    assert_non_null(d->tags);
    d->n_tags = r->n_entities;
    for (size_t i = 0; i < r->n_entities; i++) {
        const record_entity *e = &r->entities[i];
        d->tags[i] = (obvious_tag){.kind = e->kind,
                                   .id = folded(l, e->id),
                                   .focus = e->focus,
                                   .provisional = e->provisional};
    }
    for (size_t i = 0; i < r->n_mentions; i++) {
        obvious_tag *tag = &d->tags[r->mentions[i].entity];
        tag->positions = reallocarray(tag->positions, tag->n + 1, sizeof *tag->positions);
        assert_non_null(tag->positions);
        tag->positions[tag->n++] = position_of(&d->text[FIELD_TEXT], &r->mentions[i]);
    }
}

void obvious_add(obvious_library *l, const record *r)
{
    l->documents = reallocarray(l->documents, l->n + 1, sizeof *l->documents);
    assert_non_null(l->documents);
    obvious_document *d = &l->documents[l->n++];
    *d = (obvious_document){.published = r->published ? r->published : r->updated};
    take_text(l, d, r);
    take_positions(d);
    take_values(l, &d->text[FIELD_AUTHOR], r->bylines, r->n_bylines);
    take_values(l, &d->text[FIELD_SOURCE], &r->field[RECORD_OUTLET], 1);
    take_values(l, &d->text[FIELD_PATH], &r->field[RECORD_PATH], 1);
    d->whole[FIELD_DOCKIND] = folded(l, r->field[RECORD_KIND]);
    d->whole[FIELD_LANGUAGE] = folded(l, r->field[RECORD_LANGUAGE]);
    d->whole[FIELD_ID] = folded(l, r->field[RECORD_ID]);
    take_tags(l, d, r);
}

/* ---- vocabularies ---- */

static int in_byte_order(const void *a, const void *b)
{
    return slice_compare(*(const slice *)a, *(const slice *)b);
}

static void add_names(obvious_vocabulary *v, const obvious_text *text, obvious_name name)
{
    if (v->n + text->n > v->capacity) {
        v->capacity = (v->n + text->n) * 2;
        v->words = reallocarray(v->words, v->capacity, sizeof *v->words);
        assert_non_null(v->words);
    }
    for (size_t i = 0; i < text->n; i++)
        v->words[v->n++] = text->words[i].name[name];
}

static void sort(obvious_vocabulary *v)
{
    size_t kept = 0;
    if (v->n)
        qsort(v->words, v->n, sizeof *v->words, in_byte_order);
    for (size_t i = 0; i < v->n; i++)
        if (kept == 0 || !slice_equal(v->words[kept - 1], v->words[i]))
            v->words[kept++] = v->words[i];
    v->n = kept;
}

static void number_words(const obvious_vocabulary *v, obvious_text *text, obvious_name name)
{
    for (size_t i = 0; i < text->n; i++) {
        const slice *found =
            bsearch(&text->words[i].name[name], v->words, v->n, sizeof *v->words, in_byte_order);
        assert_non_null(found);
        text->words[i].number[name] = (size_t)(found - v->words);
    }
}

void obvious_finish(obvious_library *l)
{
    for (obvious_name name = 0; name < OBVIOUS_NAMES; name++) {
        obvious_vocabulary *v = &l->names[name];
        for (size_t i = 0; i < l->n; i++)
            for (size_t f = 0; f < FIELDS; f++)
                add_names(v, &l->documents[i].text[f], name);
        sort(v);
        for (size_t i = 0; i < l->n; i++)
            for (size_t f = 0; f < FIELDS; f++)
                number_words(v, &l->documents[i].text[f], name);
    }
}

void obvious_free(obvious_library *l)
{
    for (size_t i = 0; i < l->n; i++) {
        obvious_document *d = &l->documents[i];
        for (size_t f = 0; f < FIELDS; f++)
            free(d->text[f].words);
        for (size_t k = 0; k < d->n_tags; k++)
            free(d->tags[k].positions);
        free(d->tags);
        free(d->at);
    }
    free(l->documents);
    for (size_t name = 0; name < OBVIOUS_NAMES; name++)
        free(l->names[name].words);
    arena_free(&l->memory);
}
