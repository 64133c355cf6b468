/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Occurrences (where the words stand) choose windows; the windows' segments are found in the text
 * and read into words; the words' sentences give the passage. See occurrence.h, window.h, locate.h
 * and passage.h.
 */
#include "query/snippet.h"

#include <stdlib.h>
#include <string.h>

#include "entity/entity.h"
#include "query/occurrence.h"
#include "query/passage.h"
#include "query/window.h"

enum {
    BYTES_PER_WORD = 6, /* of English, its space included */
    LEAST_LENGTH = 40,
    MOST_LENGTH = 1 << 20,
    MOST_PASSAGES = 1000,
    OPENING_BYTES = 80, /* a stretch that is worth showing as a document's beginning */
};

struct snippet_maker {
    stemmer *stem;
    record_codec *codec;
    occurrence_list occurrences;
    locator words;
    stretch *stretches;
    size_t n_stretches, cap_stretches;
    uint32_t *counts; /* n_words of each */
    double *damp;
    size_t cap_words;
    window *windows;
    size_t cap_windows;
    dossier_mark *marks;
    size_t n_marks, cap_marks;
};

/* One call of snippet_make. */
typedef struct job {
    snippet_maker *maker;
    slice stored;
    record *r;
    const snippet_query *query;
    size_t length;
    dossier_snippet *out;
    size_t n;
    size_t floor;      /* bytes of the text that earlier passages took */
    size_t line_start; /* of the line that was counted last */
    uint32_t line;
} job;

dossier_status snippet_maker_create(const char *language, snippet_maker **out)
{
    *out = NULL;
    snippet_maker *maker = calloc(1, sizeof *maker);
    if (!maker)
        return DOSSIER_NO_MEMORY;
    maker->occurrences = OCCURRENCE_LIST_INIT;
    maker->words = LOCATOR_INIT;
    dossier_status status = stemmer_create(language, &maker->stem);
    if (status == DOSSIER_OK)
        status = record_codec_create(&maker->codec);
    if (status != DOSSIER_OK) {
        snippet_maker_free(maker);
        return status;
    }
    *out = maker;
    return DOSSIER_OK;
}

void snippet_maker_free(snippet_maker *maker)
{
    if (!maker)
        return;
    stemmer_free(maker->stem);
    record_codec_free(maker->codec);
    occurrence_list_free(&maker->occurrences);
    locator_free(&maker->words);
    free(maker->stretches);
    free(maker->counts);
    free(maker->damp);
    free(maker->windows);
    free(maker->marks);
    free(maker);
}

/* Room for n elements; what is in the array stays. */
static bool reserve(void **array, size_t *capacity, size_t n, size_t size)
{
    if (n <= *capacity)
        return true;
    size_t wanted = *capacity ? *capacity : 16;
    while (wanted < n)
        wanted *= 2;
    void *moved = reallocarray(*array, wanted, size);
    if (!moved)
        return false;
    *array = moved;
    *capacity = wanted;
    return true;
}

static bool reserve_words(snippet_maker *maker, size_t n)
{
    size_t counts = maker->cap_words, damp = maker->cap_words;
    bool there = reserve((void **)&maker->counts, &counts, n, sizeof *maker->counts) &&
                 reserve((void **)&maker->damp, &damp, n, sizeof *maker->damp);
    if (there)
        maker->cap_words = counts;
    return there;
}

static bool runs_on(const record *r, size_t i)
{
    return r->segments[i].position > 0 && r->segments[i].role != RECORD_TITLE;
}

static dossier_status find_stretches(snippet_maker *maker, const record *r)
{
    maker->n_stretches = 0;
    for (size_t i = 0; i < r->n_segments; i++) {
        if (!runs_on(r, i))
            continue;
        if (i > 0 && runs_on(r, i - 1)) {
            maker->stretches[maker->n_stretches - 1].last = i;
            continue;
        }
        if (!reserve((void **)&maker->stretches, &maker->cap_stretches, maker->n_stretches + 1,
                     sizeof *maker->stretches))
            return DOSSIER_NO_MEMORY;
        if (maker->n_stretches > 0)
            maker->stretches[maker->n_stretches - 1].to = r->segments[i].position;
        maker->stretches[maker->n_stretches++] =
            (stretch){i, i, r->segments[i].position, UINT32_MAX};
    }
    return DOSSIER_OK;
}

/* Inflates the text so far that a place in a segment can be read with `margin` bytes behind it. */
static dossier_status inflate(job *j, size_t segment, size_t margin)
{
    const record_segment *s = &j->r->segments[segment];
    size_t upto = (size_t)s->offset + s->length + margin;
    if (upto > j->r->text_length)
        upto = j->r->text_length;
    if (j->r->text.len >= upto)
        return DOSSIER_OK;
    return record_inflate(j->maker->codec, j->stored, j->r, upto);
}

/* Margin of text that the cuts may look at behind the last word. */
static size_t margin(const job *j)
{
    return 2 * j->length;
}

static size_t token_at(const token_list *list, uint32_t position)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->tokens[middle].position < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Bytes from the window's first word to the end of its last. */
static size_t core_bytes(const job *j, size_t first, size_t last)
{
    const token_list *list = &j->maker->words.tokens;
    const occurrence *items = j->maker->occurrences.items;
    size_t a = token_at(list, items[first].position), b = token_at(list, items[last].position);
    if (a >= list->count || b >= list->count)
        return SIZE_MAX;
    return list->tokens[b].offset + list->tokens[b].length - list->tokens[a].offset;
}

/* Long words, or a script of several bytes a letter, may make a window wider than asked for: the
 * less telling end goes. */
static void narrow(const job *j, window *w)
{
    const occurrence *items = j->maker->occurrences.items;
    const snippet_word *words = j->query->words;
    uint32_t *counts = j->maker->counts; /* of each word in the window */
    for (size_t i = w->first; i <= w->last; i++)
        counts[items[i].word] = 0;
    for (size_t i = w->first; i <= w->last; i++)
        counts[items[i].word]++;
    while (w->first < w->last && core_bytes(j, w->first, w->last) > j->length) {
        size_t left = items[w->first].word, right = items[w->last].word;
        double left_loss = counts[left] > 1 ? 0 : words[left].weight;
        double right_loss = counts[right] > 1 ? 0 : words[right].weight;
        counts[left_loss < right_loss ? left : right]--;
        if (left_loss < right_loss)
            w->first++;
        else
            w->last--;
    }
}

/* The end of the mention that begins with a token; the token's own where none is known. */
static size_t mention_end(const job *j, const token *t)
{
    size_t end = (size_t)t->offset + t->length;
    for (size_t i = 0; i < j->r->n_mentions; i++) {
        const record_mention *m = &j->r->mentions[i];
        bool here = m->zone != ENTITY_IN_TITLE && m->offset == t->offset;
        if (here && (size_t)m->offset + m->length > end)
            end = (size_t)m->offset + m->length;
    }
    return end;
}

/* The end of what was found at a token; 0 when nothing was. */
static size_t found_until(job *j, const token *t)
{
    const occurrence_list *list = &j->maker->occurrences;
    slice fold = token_fold(&j->maker->words.tokens, t);
    size_t end = 0;
    for (size_t i = occurrence_at(list, t->position);
         i < list->count && list->items[i].position == t->position; i++) {
        const snippet_word *word = &j->query->words[list->items[i].word];
        if (word->entity)
            return mention_end(j, t);
        slice term = stemmer_term(j->maker->stem, fold, t->flags);
        if (word->prefix ? slice_starts_with(term, word->term) : slice_equal(term, word->term))
            end = (size_t)t->offset + t->length;
    }
    return end;
}

/* The found words inside the passage; a hyphenated word and its part become one mark, as do a
 * mention and a word in it. */
static dossier_status find_marks(job *j, const passage *p)
{
    snippet_maker *maker = j->maker;
    const token_list *list = &maker->words.tokens;
    maker->n_marks = 0;
    for (size_t i = 0; i < list->count && list->tokens[i].offset < p->to; i++) {
        const token *t = &list->tokens[i];
        if (t->offset < p->from || (size_t)t->offset + t->length > p->to)
            continue;
        size_t end = found_until(j, t);
        if (end == 0)
            continue;
        end = end < p->to ? end : p->to;
        dossier_mark *last = maker->n_marks ? &maker->marks[maker->n_marks - 1] : NULL;
        if (last && t->offset < last->to) {
            last->to = end > last->to ? end : last->to;
            continue;
        }
        if (!reserve((void **)&maker->marks, &maker->cap_marks, maker->n_marks + 1,
                     sizeof *maker->marks))
            return DOSSIER_NO_MEMORY;
        maker->marks[maker->n_marks++] = (dossier_mark){t->offset, end};
    }
    return DOSSIER_OK;
}

/* Line and column of a byte; passages come in the text's order, so lines are counted once. */
static void set_place(job *j, size_t offset, dossier_snippet *s)
{
    const char *text = j->r->text.data;
    const char *newline;
    while ((newline = memchr(text + j->line_start, '\n', offset - j->line_start)) != NULL) {
        j->line_start = (size_t)(newline - text) + 1;
        j->line++;
    }
    s->offset = offset;
    s->line = j->line;
    s->column = (uint32_t)(offset - j->line_start) + 1;
    s->section = record_section_at(j->r, offset);
}

/* The passage around tokens first to last. */
static dossier_status add_passage(job *j, size_t first, size_t last)
{
    arena *memory = &j->r->memory;
    snippet_maker *maker = j->maker;
    passage p = passage_bound(&maker->words, j->r->text, first, last, j->floor, j->length);
    dossier_status status = find_marks(j, &p);
    if (status != DOSSIER_OK)
        return status;
    dossier_snippet *s = &j->out[j->n];
    *s = (dossier_snippet){.n_marks = maker->n_marks};
    set_place(j, maker->n_marks ? maker->marks[0].from : p.from, s);
    dossier_mark *marks = arena_alloc(memory, maker->n_marks * sizeof *marks);
    if (!marks)
        return DOSSIER_NO_MEMORY;
    if (maker->n_marks > 0)
        memcpy(marks, maker->marks, maker->n_marks * sizeof *marks);
    s->marks = marks;
    s->text = passage_text(&p, j->r->text, marks, maker->n_marks, memory);
    if (!s->text.data)
        return DOSSIER_NO_MEMORY;
    j->floor = p.to;
    j->n++;
    return DOSSIER_OK;
}

/* The window's passage, unless an earlier one took it in. *found is false when the text has no word
 * at the window's first position. */
static dossier_status show_window(job *j, window w, bool *found)
{
    snippet_maker *maker = j->maker;
    const occurrence *items = maker->occurrences.items;
    const stretch *where = &maker->stretches[w.stretch];
    const token_list *list = &maker->words.tokens;
    dossier_status status =
        inflate(j, locate_segment(j->r, where, items[w.last].position), margin(j));
    if (status == DOSSIER_OK)
        status = locate(&maker->words, j->r, where, items[w.first].position, items[w.last].position,
                        margin(j), found);
    if (status != DOSSIER_OK || !*found)
        return status;
    narrow(j, &w);
    size_t first = token_at(list, items[w.first].position);
    size_t last = token_at(list, items[w.last].position);
    while (first < list->count && list->tokens[first].offset < j->floor)
        first++;
    if (last >= list->count)
        last = list->count - 1;
    return first <= last && first < list->count ? add_passage(j, first, last) : DOSSIER_OK;
}

static dossier_status choose(job *j, size_t max, size_t *n)
{
    snippet_maker *maker = j->maker;
    size_t width = j->length / BYTES_PER_WORD;
    if (!reserve((void **)&maker->windows, &maker->cap_windows, max, sizeof *maker->windows) ||
        !reserve_words(maker, j->query->n_words))
        return DOSSIER_NO_MEMORY;
    *n = window_choose(&maker->occurrences, j->query, maker->stretches, maker->n_stretches,
                       (uint32_t)width, max, maker->counts, maker->damp, maker->windows);
    return DOSSIER_OK;
}

static void start_over(job *j)
{
    j->n = 0;
    j->floor = 0;
    j->line_start = 0;
    j->line = 1;
    locator_start(&j->maker->words);
}

/* Positions of the byline follow those of the last segment, and only reading the segment tells
 * where it ends. A window that isn't in the text is taken out, and the choice made again. */
static dossier_status show_windows(job *j, size_t max)
{
    snippet_maker *maker = j->maker;
    dossier_status status = DOSSIER_OK;
    bool again = true;
    while (again && status == DOSSIER_OK) {
        size_t n = 0;
        start_over(j);
        again = false;
        status = choose(j, max, &n);
        for (size_t i = 0; i < n && status == DOSSIER_OK && !again; i++) {
            bool found = false;
            status = show_window(j, maker->windows[i], &found);
            if (status != DOSSIER_OK || found)
                continue;
            const stretch *where = &maker->stretches[maker->windows[i].stretch];
            uint32_t position = maker->occurrences.items[maker->windows[i].first].position;
            size_t segment = locate_segment(j->r, where, position);
            occurrence_drop(&maker->occurrences, position,
                            segment < where->last ? j->r->segments[segment + 1].position
                                                  : where->to);
            again = true;
        }
    }
    return status;
}

/* The first stretch that is more than a line, or the first at all. */
static const stretch *opening(const snippet_maker *maker, const record *r)
{
    for (size_t i = 0; i < maker->n_stretches; i++) {
        const stretch *s = &maker->stretches[i];
        size_t end = (size_t)r->segments[s->last].offset + r->segments[s->last].length;
        if (end - r->segments[s->first].offset >= OPENING_BYTES)
            return s;
    }
    return &maker->stretches[0];
}

static dossier_status show_opening(job *j)
{
    snippet_maker *maker = j->maker;
    const stretch *where = opening(maker, j->r);
    const record_segment *first = &j->r->segments[where->first];
    bool found;
    start_over(j);
    maker->occurrences.count = 0;
    /* A long text need not be inflated for its beginning. */
    size_t enough = (size_t)first->offset + 4 * margin(j);
    dossier_status status = DOSSIER_OK;
    if (j->r->text.len < enough && j->r->text.len < j->r->text_length)
        status = record_inflate(maker->codec, j->stored, j->r, enough);
    if (status == DOSSIER_OK)
        status = locate(&maker->words, j->r, where, where->from, where->from, margin(j), &found);
    if (status == DOSSIER_OK && maker->words.tokens.count > 0)
        status = add_passage(j, 0, 0);
    return status;
}

dossier_status snippet_make(snippet_maker *maker, const xapian_database *db, xapian_docid docid,
                            slice stored, record *r, const snippet_query *query,
                            size_t max_passages, size_t length, const dossier_snippet **out,
                            size_t *n)
{
    size_t max = max_passages < MOST_PASSAGES ? max_passages : MOST_PASSAGES;
    job j = {.maker = maker, .stored = stored, .r = r, .query = query, .length = length};
    *out = NULL;
    *n = 0;
    if (j.length < LEAST_LENGTH)
        j.length = LEAST_LENGTH;
    if (j.length > MOST_LENGTH)
        j.length = MOST_LENGTH;
    dossier_status status = find_stretches(maker, r);
    if (status != DOSSIER_OK || maker->n_stretches == 0 || max == 0)
        return status;
    j.out = arena_alloc(&r->memory, max * sizeof *j.out);
    if (!j.out)
        return DOSSIER_NO_MEMORY;
    status = occurrence_read(&maker->occurrences, db, docid, query);
    if (status == DOSSIER_OK)
        status = show_windows(&j, max);
    if (status == DOSSIER_OK && j.n == 0)
        status = show_opening(&j);
    if (status == DOSSIER_OK) {
        *out = j.out;
        *n = j.n;
    }
    return status;
}
