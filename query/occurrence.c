/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/occurrence.h"

#include <stdlib.h>
#include <string.h>

void occurrence_list_free(occurrence_list *list)
{
    free(list->items);
    free(list->positions);
    free(list->kept);
    free(list->starts);
    span_document_free(list->document);
    *list = OCCURRENCE_LIST_INIT;
}

/* Room for `more` further positions. */
static bool reserve_positions(occurrence_list *list, size_t more)
{
    size_t need = list->n_positions + more;
    if (need <= list->cap_positions)
        return true;
    size_t capacity = list->cap_positions ? list->cap_positions : 256;
    while (capacity < need)
        capacity *= 2;
    uint32_t *positions = reallocarray(list->positions, capacity, sizeof *positions);
    if (positions)
        list->positions = positions;
    bool *kept = reallocarray(list->kept, capacity, sizeof *kept);
    if (kept)
        list->kept = kept;
    if (!positions || !kept)
        return false;
    list->cap_positions = capacity;
    return true;
}

static dossier_status status_of(xapian_status got)
{
    switch (got) {
    case XAPIAN_OK:
    case XAPIAN_END:
    case XAPIAN_DATABASE_MODIFIED:
    case XAPIAN_NETWORK:
    case XAPIAN_NETWORK_TIMEOUT:
        return DOSSIER_OK;
    case XAPIAN_NO_MEMORY:
        return DOSSIER_NO_MEMORY;
    default:
        return DOSSIER_CORRUPT;
    }
}

static dossier_status read_term(occurrence_list *list, const xapian_database *db,
                                xapian_docid docid, slice term)
{
    size_t count = 0;
    for (;;) {
        size_t room = list->cap_positions - list->n_positions;
        xapian_error error;
        xapian_status got = xapian_database_positions(
            db, docid, term.data, term.len,
            list->positions ? list->positions + list->n_positions : NULL, room, &count, &error);
        if (got != XAPIAN_OK)
            return status_of(got);
        if (count <= room)
            break;
        if (!reserve_positions(list, count))
            return DOSSIER_NO_MEMORY;
    }
    list->n_positions += count;
    return DOSSIER_OK;
}

static int compare_positions(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Several terms may stand at one position (a hyphenated word); each position counts once. */
static void merge_terms(occurrence_list *list, size_t from)
{
    uint32_t *positions = list->positions + from;
    size_t count = list->n_positions - from, kept = 0;
    if (count == 0)
        return;
    qsort(positions, count, sizeof *positions, compare_positions);
    for (size_t i = 1; i < count; i++) {
        if (positions[i] != positions[kept])
            positions[++kept] = positions[i];
    }
    list->n_positions = from + kept + 1;
}

/* The document's terms that begin with a prefix. */
static dossier_status read_prefix(occurrence_list *list, const xapian_database *db,
                                  xapian_docid docid, slice prefix)
{
    xapian_term_iter *terms = NULL;
    xapian_error error;
    size_t from = list->n_positions;
    dossier_status status = DOSSIER_OK;
    xapian_status got = xapian_database_termlist(db, docid, &terms, &error);
    if (got == XAPIAN_OK)
        got = xapian_term_iter_skip_to(terms, prefix.data, prefix.len, &error);
    while (got == XAPIAN_OK && status == DOSSIER_OK) {
        slice term;
        term.data = xapian_term_iter_term(terms, &term.len);
        if (!slice_starts_with(term, prefix))
            break;
        status = read_term(list, db, docid, term);
        got = xapian_term_iter_next(terms, &error);
    }
    xapian_term_iter_free(terms);
    if (status == DOSSIER_OK)
        status = status_of(got);
    merge_terms(list, from);
    return status;
}

static dossier_status read_words(occurrence_list *list, const xapian_database *db,
                                 xapian_docid docid, const snippet_query *query)
{
    dossier_status status = DOSSIER_OK;
    list->n_positions = 0;
    if (list->cap_starts < query->n_words + 1) {
        size_t *starts = reallocarray(list->starts, query->n_words + 1, sizeof *starts);
        if (!starts)
            return DOSSIER_NO_MEMORY;
        list->starts = starts;
        list->cap_starts = query->n_words + 1;
    }
    for (size_t i = 0; i < query->n_words && status == DOSSIER_OK; i++) {
        const snippet_word *word = &query->words[i];
        list->starts[i] = list->n_positions;
        if (word->term.len > 0)
            status = word->prefix ? read_prefix(list, db, docid, word->term)
                                  : read_term(list, db, docid, word->term);
        list->starts[i + 1] = list->n_positions;
    }
    return status;
}

/* Keeps the positions of a word, ascending, that lie inside one of the spans. */
static void keep_inside(occurrence_list *list, size_t word, const span_list *spans)
{
    uint32_t reach = 0; /* the last position of the spans that begin so far */
    size_t next = 0;
    for (size_t i = list->starts[word]; i < list->starts[word + 1]; i++) {
        uint32_t position = list->positions[i];
        for (; next < spans->count && spans->items[next].from <= position; next++)
            reach = spans->items[next].to > reach ? spans->items[next].to : reach;
        list->kept[i] = next > 0 && position <= reach;
    }
}

static dossier_status keep_place(occurrence_list *list, const snippet_query *query, size_t place,
                                 span_document *document)
{
    const span_list *spans;
    span_engine *engine;
    dossier_status status =
        span_engine_create(query->places[place].root, query->places[place].n, &engine);
    if (status == DOSSIER_OK)
        status = span_find(engine, span_document_reader(document), &spans);
    if (status == DOSSIER_CORRUPT && span_document_cause(document) != XAPIAN_OK)
        status = status_of(span_document_cause(document));
    for (size_t i = 0; i < query->n_words && status == DOSSIER_OK; i++)
        if (query->words[i].place == place + 1)
            keep_inside(list, i, spans);
    span_engine_free(engine);
    return status;
}

/* Which positions count: all, but for the words of places. */
static dossier_status keep(occurrence_list *list, const xapian_database *db, xapian_docid docid,
                           const snippet_query *query)
{
    if (list->n_positions == 0)
        return DOSSIER_OK;
    memset(list->kept, true, list->n_positions * sizeof *list->kept);
    if (query->n_places == 0)
        return DOSSIER_OK;
    dossier_status status = DOSSIER_OK;
    if (!list->document)
        status = span_document_create(&list->document);
    if (status != DOSSIER_OK)
        return status;
    span_document_move(list->document, db, docid);
    for (size_t i = 0; i < query->n_places && status == DOSSIER_OK; i++)
        status = keep_place(list, query, i, list->document);
    return status;
}

/* Merges the kept positions of a word, whose number is higher than that of any word in the list,
 * into the list, from behind. */
static void merge_word(occurrence_list *list, size_t word)
{
    size_t from = list->starts[word], next = list->starts[word + 1], kept = 0;
    for (size_t i = from; i < next; i++)
        kept += list->kept[i];
    size_t old = list->count, to = old + kept;
    list->count = to;
    while (next > from) {
        if (!list->kept[next - 1])
            next--;
        else if (old > 0 && list->items[old - 1].position > list->positions[next - 1])
            list->items[--to] = list->items[--old];
        else
            list->items[--to] = (occurrence){list->positions[--next], (uint32_t)word};
    }
}

/* The kept positions of all words as one list. */
static dossier_status merge_words(occurrence_list *list, size_t n_words)
{
    if (list->capacity < list->n_positions) {
        occurrence *items = reallocarray(list->items, list->cap_positions, sizeof *items);
        if (!items)
            return DOSSIER_NO_MEMORY;
        list->items = items;
        list->capacity = list->cap_positions;
    }
    for (size_t word = 0; word < n_words; word++)
        merge_word(list, word);
    return DOSSIER_OK;
}

dossier_status occurrence_read(occurrence_list *list, const xapian_database *db, xapian_docid docid,
                               const snippet_query *query)
{
    list->count = 0;
    if (query->n_words == 0)
        return DOSSIER_OK;
    dossier_status status = read_words(list, db, docid, query);
    if (status != DOSSIER_OK)
        return status;
    status = keep(list, db, docid, query);
    if (status != DOSSIER_OK)
        return status;
    return merge_words(list, query->n_words);
}

size_t occurrence_at(const occurrence_list *list, uint32_t position)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].position < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void occurrence_drop(occurrence_list *list, uint32_t from, uint32_t to)
{
    size_t first = occurrence_at(list, from);
    size_t end = to > from ? occurrence_at(list, to) : first;
    if (end > first)
        memmove(list->items + first, list->items + end, (list->count - end) * sizeof *list->items);
    list->count -= end - first;
}
