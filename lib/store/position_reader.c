/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/position_reader.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "glass/cursor.h"
#include "glass/positions.h"
#include "glass/version.h"

enum { KEY_TAIL = 7 }; /* a term's end mark and a docid */

typedef struct hand {
    char term[GLASS_TERM_MAX];
    size_t len;
    glass_cursor cursor;
} hand;

struct position_reader {
    char *path; /* owned: of the table */
    glass_version version;
    hand *hands[POSITION_READER_TERMS]; /* owned */
    size_t n_hands;
    uint32_t *positions; /* owned */
    size_t capacity;
};

dossier_status position_reader_open(const char *generation, uint64_t revision,
                                    position_reader **out)
{
    *out = NULL;
    position_reader *r = calloc(1, sizeof *r);
    if (!r)
        return DOSSIER_NO_MEMORY;
    if (glass_version_read(generation, &r->version) != 0 || r->version.revision != revision) {
        free(r);
        return DOSSIER_OK;
    }
    if (asprintf(&r->path, "%s/%s", generation, glass_table_names[GLASS_POSITION]) < 0) {
        free(r);
        return DOSSIER_NO_MEMORY;
    }
    *out = r;
    return DOSSIER_OK;
}

void position_reader_free(position_reader *r)
{
    if (!r)
        return;
    for (size_t i = 0; i < r->n_hands; i++) {
        glass_cursor_close(&r->hands[i]->cursor);
        free(r->hands[i]);
    }
    free(r->positions);
    free(r->path);
    free(r);
}

/* The cursor of a term; NULL when there is no more room, or no memory. */
static hand *find_hand(position_reader *r, slice term)
{
    for (size_t i = 0; i < r->n_hands; i++)
        if (slice_equal((slice){r->hands[i]->term, r->hands[i]->len}, term))
            return r->hands[i];
    if (r->n_hands == POSITION_READER_TERMS || term.len > GLASS_TERM_MAX)
        return NULL;
    hand *h = malloc(sizeof *h);
    if (!h)
        return NULL;
    memcpy(h->term, term.data, term.len);
    h->len = term.len;
    glass_cursor_open(&h->cursor, r->path, &r->version.roots[GLASS_POSITION], r->version.revision);
    r->hands[r->n_hands++] = h;
    return h;
}

/* Decodes an entry; makes room for it first. */
static dossier_status decode(position_reader *r, slice entry, size_t *n)
{
    while (!glass_positions_get(entry, r->positions, r->capacity, n)) {
        if (*n <= r->capacity)
            return DOSSIER_CORRUPT;
        uint32_t *positions = reallocarray(r->positions, *n * 2, sizeof *positions);
        if (!positions)
            return DOSSIER_NO_MEMORY;
        r->positions = positions;
        r->capacity = *n * 2;
    }
    return DOSSIER_OK;
}

dossier_status position_reader_get(position_reader *r, slice term, uint32_t docid, bool *known,
                                   const uint32_t **positions, size_t *n)
{
    char key[GLASS_KEY_MAX];
    *n = 0;
    hand *h = find_hand(r, term);
    *known = h && glass_key_string_size(term) + KEY_TAIL <= GLASS_KEY_MAX;
    if (!*known)
        return DOSSIER_OK;
    size_t len = glass_key_string(key, term, true);
    len += glass_key_uint(key + len, docid);
    bool found = glass_cursor_find(&h->cursor, (slice){key, len});
    if (h->cursor.error)
        return h->cursor.error == ENOMEM ? DOSSIER_NO_MEMORY : DOSSIER_CORRUPT;
    if (!found)
        return DOSSIER_OK;
    slice entry = glass_cursor_tag(&h->cursor);
    if (h->cursor.error)
        return h->cursor.error == ENOMEM ? DOSSIER_NO_MEMORY : DOSSIER_CORRUPT;
    *positions = NULL;
    dossier_status status = decode(r, entry, n);
    *positions = r->positions;
    return status;
}
