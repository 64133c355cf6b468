/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/draft.h"

#include <stdlib.h>
#include <string.h>

#include "store/error.h"

void draft_init(draft *d)
{
    memset(d, 0, sizeof *d);
    d->text = BUF_INIT((size_t)1 << 30);
    d->data = BUF_INIT((size_t)1 << 30);
}

void draft_free(draft *d)
{
    buf_free(&d->text);
    buf_free(&d->data);
    free(d->terms);
    free(d->table);
    free(d->places);
    free(d->positions);
    free(d->postings);
    arena_free(&d->memory);
    draft_init(d);
}

void draft_clear(draft *d)
{
    buf_clear(&d->text);
    buf_clear(&d->data);
    arena_clear(&d->memory);
    if (d->n_terms)
        memset(d->table, 0, d->table_size * sizeof *d->table);
    d->n_terms = d->n_places = d->n_values = 0;
    d->failed = false;
}

/* Room for `need` elements; false when memory has run out. */
static bool room(void **array, size_t *capacity, size_t need, size_t size)
{
    if (need <= *capacity)
        return true;
    size_t wanted = *capacity ? *capacity : 256;
    while (wanted < need)
        wanted *= 2;
    void *moved = reallocarray(*array, wanted, size);
    if (!moved)
        return false;
    *array = moved;
    *capacity = wanted;
    return true;
}

static uint32_t term_hash(const char *prefix, size_t prefix_len, slice word)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < prefix_len; i++)
        hash = (hash ^ (unsigned char)prefix[i]) * 0x100000001b3u;
    for (size_t i = 0; i < word.len; i++)
        hash = (hash ^ (unsigned char)word.data[i]) * 0x100000001b3u;
    return (uint32_t)(hash ^ hash >> 32);
}

static bool enlarge_table(draft *d)
{
    size_t size = d->table_size ? d->table_size * 2 : 2048;
    uint32_t *table = calloc(size, sizeof *table);
    if (!table)
        return false;
    free(d->table);
    d->table = table;
    d->table_size = size;
    for (size_t i = 0; i < d->n_terms; i++) {
        size_t slot = d->terms[i].hash & (size - 1);
        while (table[slot])
            slot = (slot + 1) & (size - 1);
        table[slot] = (uint32_t)i + 1;
    }
    return true;
}

/* The index of the term, added if new; SIZE_MAX when memory has run out. */
static size_t intern(draft *d, const char *prefix, slice word)
{
    size_t prefix_len = strlen(prefix);
    if ((d->n_terms + 1) * 2 > d->table_size && !enlarge_table(d))
        return SIZE_MAX;
    uint32_t hash = term_hash(prefix, prefix_len, word);
    size_t slot = hash & (d->table_size - 1);
    for (; d->table[slot]; slot = (slot + 1) & (d->table_size - 1)) {
        const draft_term *t = &d->terms[d->table[slot] - 1];
        const char *text = d->text.data + t->text;
        if (t->hash == hash && t->len == prefix_len + word.len &&
            memcmp(text, prefix, prefix_len) == 0 &&
            (word.len == 0 || memcmp(text + prefix_len, word.data, word.len) == 0))
            return d->table[slot] - 1;
    }
    if (!room((void **)&d->terms, &d->cap_terms, d->n_terms + 1, sizeof *d->terms))
        return SIZE_MAX;
    d->terms[d->n_terms] = (draft_term){
        .text = (uint32_t)d->text.len, .len = (uint16_t)(prefix_len + word.len), .hash = hash};
    buf_append(&d->text, prefix, prefix_len);
    buf_append_slice(&d->text, word);
    if (d->text.failed)
        return SIZE_MAX;
    d->table[slot] = (uint32_t)++d->n_terms;
    return d->n_terms - 1;
}

void draft_add(draft *d, const char *prefix, slice word, uint32_t position, uint32_t wdf)
{
    char cut[FIELD_TERM_MAX];
    if (strlen(prefix) + word.len > FIELD_TERM_MAX) {
        size_t len = field_term(prefix, word, cut);
        word = (slice){cut + strlen(prefix), len - strlen(prefix)};
    }
    size_t index = d->failed ? SIZE_MAX : intern(d, prefix, word);
    if (index == SIZE_MAX ||
        !room((void **)&d->places, &d->cap_places, d->n_places + 1, sizeof *d->places)) {
        d->failed = true;
        return;
    }
    d->terms[index].wdf += wdf;
    if (position == DRAFT_NO_POSITION)
        return;
    d->terms[index].n_positions++;
    d->places[d->n_places++] = (draft_place){(uint32_t)index, position};
}

void draft_value(draft *d, uint32_t slot, slice value)
{
    slice copy = arena_copy(&d->memory, value);
    if ((!copy.data && value.len) || d->n_values == DRAFT_SLOTS)
        d->failed = true;
    else if (value.len)
        d->values[d->n_values++] = (xapian_value){slot, copy.data, copy.len};
}

dossier_status draft_finish(draft *d)
{
    if (d->failed || d->text.failed || d->data.failed ||
        !room((void **)&d->positions, &d->cap_positions, d->n_places, sizeof *d->positions) ||
        !room((void **)&d->postings, &d->cap_postings, d->n_terms, sizeof *d->postings))
        return DOSSIER_NO_MEMORY;
    uint32_t first = 0;
    for (size_t i = 0; i < d->n_terms; i++) {
        d->terms[i].first = first;
        first += d->terms[i].n_positions;
        d->terms[i].n_positions = 0;
    }
    for (size_t i = 0; i < d->n_places; i++) {
        draft_term *t = &d->terms[d->places[i].term];
        d->positions[t->first + t->n_positions++] = d->places[i].position;
    }
    for (size_t i = 0; i < d->n_terms; i++) {
        const draft_term *t = &d->terms[i];
        d->postings[i] = (xapian_posting){.term = d->text.data + t->text,
                                          .len = t->len,
                                          .wdf_inc = t->wdf,
                                          .positions = d->positions + t->first,
                                          .n_positions = t->n_positions};
    }
    return DOSSIER_OK;
}

dossier_status draft_document(const draft *d, xapian_document **out, dossier_error *error)
{
    xapian_error cause;
    xapian_document *document;
    *out = NULL;
    if (xapian_document_create(&document, &cause) != XAPIAN_OK)
        return error_xapian(error, "a document can't be made", &cause);
    if (xapian_document_add_postings(document, d->postings, d->n_terms, &cause) != XAPIAN_OK ||
        xapian_document_set_values(document, d->values, d->n_values, &cause) != XAPIAN_OK ||
        xapian_document_set_data(document, d->data.data, d->data.len, &cause) != XAPIAN_OK) {
        xapian_document_free(document);
        return error_xapian(error, "a document can't be made", &cause);
    }
    *out = document;
    return DOSSIER_OK;
}

size_t draft_weight(const draft *d)
{
    /* A map node and string for each (term, document), a byte or two for each position. */
    return d->n_terms * 48 + d->n_places * 2 + d->data.len + d->text.len;
}
