/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/error.h"

enum { BOOK_GAZETTEERS = 64 };

struct book {
    gazetteer *gazetteers[BOOK_GAZETTEERS];
    size_t count;
};

dossier_status book_open(const reader *r, book **out, dossier_error *error)
{
    dossier_status status = DOSSIER_OK;
    book *b = calloc(1, sizeof *b);
    *out = NULL;
    if (!b)
        return error_no_memory(error);
    for (size_t i = 0; i < reader_shards(r) && status == DOSSIER_OK; i++) {
        const char *folder = reader_generation(r, i);
        char *path;
        if (!folder || b->count == BOOK_GAZETTEERS)
            continue;
        if (asprintf(&path, "%s/gazetteer.bin", folder) < 0) {
            status = error_no_memory(error);
            break;
        }
        if (access(path, F_OK) == 0)
            status = gazetteer_open(path, &b->gazetteers[b->count], error);
        b->count += b->gazetteers[b->count] != NULL;
        free(path);
    }
    if (status == DOSSIER_OK)
        *out = b;
    else
        book_free(b);
    return status;
}

void book_free(book *b)
{
    if (!b)
        return;
    for (size_t i = 0; i < b->count; i++)
        gazetteer_free(b->gazetteers[i]);
    free(b);
}

bool book_is_empty(const book *b)
{
    return !b || b->count == 0;
}

entity_kind book_kind(const field *f)
{
    static const entity_kind kinds[FIELDS] = {
        [FIELD_OFFICIAL] = ENTITY_OFFICIAL,
        [FIELD_COUNTRY] = ENTITY_COUNTRY,
        [FIELD_ORGANIZATION] = ENTITY_ORGANIZATION,
        [FIELD_AGREEMENT] = ENTITY_AGREEMENT,
        [FIELD_OFFICE] = ENTITY_OFFICE,
        [FIELD_ABOUT] = ENTITY_COUNTRY,
    };
    return kinds[f - field_table];
}

static bool is_listed(const book_entry *list, size_t n, slice id)
{
    for (size_t i = 0; i < n; i++)
        if (slice_equal(list[i].id, id))
            return true;
    return false;
}

size_t book_resolve(const book *b, const field *f, slice text, book_entry out[BOOK_MAX])
{
    size_t n = 0;
    for (size_t i = 0; b && i < b->count; i++) {
        gazetteer_found found[BOOK_MAX];
        const gazetteer *g = b->gazetteers[i];
        size_t known = gazetteer_resolve(g, book_kind(f), text, found, BOOK_MAX);
        for (size_t k = 0; k < known && k < BOOK_MAX && n < BOOK_MAX; k++) {
            gazetteer_entity e;
            gazetteer_term term = {0};
            if (!gazetteer_entity_at(g, found[k].entity, &e) || is_listed(out, n, e.id))
                continue;
            gazetteer_office_on(g, found[k].entity, 0, &term);
            out[n++] = (book_entry){e.id, e.name, term.title, found[k].whole};
        }
    }
    return n;
}

void book_nearest(const book *b, const field *f, slice text, buf *out)
{
    enum { NEAREST = 3 };
    uint32_t found[NEAREST];
    if (book_is_empty(b))
        return;
    size_t n = gazetteer_nearest(b->gazetteers[0], book_kind(f), text, found, NEAREST);
    for (size_t i = 0; i < n; i++) {
        gazetteer_entity e;
        if (!gazetteer_entity_at(b->gazetteers[0], found[i], &e))
            continue;
        if (i)
            buf_append_slice(out, i + 1 == n ? SLICE(" or ") : SLICE(", "));
        buf_append_slice(out, e.name);
    }
}

const gazetteer *book_find(const book *b, entity_kind kind, slice id, uint32_t *number)
{
    for (size_t i = 0; b && i < b->count; i++) {
        *number = gazetteer_find(b->gazetteers[i], kind, id);
        if (*number != GAZETTEER_NONE)
            return b->gazetteers[i];
    }
    return NULL;
}

bool book_name(const book *b, entity_kind kind, slice id, buf *out)
{
    for (size_t i = 0; b && i < b->count; i++) {
        gazetteer_found found[1];
        gazetteer_entity e;
        if (gazetteer_resolve(b->gazetteers[i], kind, id, found, 1) && found[0].whole &&
            gazetteer_entity_at(b->gazetteers[i], found[0].entity, &e) &&
            slice_equal_nocase(e.id, id)) {
            buf_append_slice(out, e.name);
            return true;
        }
    }
    return false;
}
