/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * book: the gazetteers of the indexes that are searched, as one: whom a name means.
 *
 * Each local index has the compiled gazetteer that its documents were tagged with beside its
 * tables. A remote index brings none: names then mean what the local ones say. A NULL book is an
 * empty one.
 */
#ifndef DOSSIER_QUERY_BOOK_H
#define DOSSIER_QUERY_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "dossier.h"
#include "entity/gazetteer.h"
#include "store/fields.h"
#include "store/reader.h"

typedef struct book book;

/* Opens them. An index whose documents were never tagged adds nothing. The reader is not kept.
 * Errors: DOSSIER_CORRUPT, DOSSIER_SCHEMA, DOSSIER_IO, DOSSIER_NO_MEMORY. */
dossier_status book_open(const reader *r, book **out, dossier_error *error);
void book_free(book *b);
bool book_is_empty(const book *b);

/* The kind of entity that a field of kind FIELD_ENTITY holds. */
entity_kind book_kind(const field *f);

typedef struct book_entry {
    slice id;
    slice name;
    slice office; /* the last one held; may be empty */
    bool whole;   /* the text is its name, an alias or its id */
} book_entry;

enum { BOOK_MAX = 64 };

/* Whom the text means in a field; at most BOOK_MAX, whole matches first. Slices are borrowed from
 * the book. */
size_t book_resolve(const book *b, const field *f, slice text, book_entry out[BOOK_MAX]);
/* Names that are spelt nearly so, as "A, B or C", into out; empty when there are none. */
void book_nearest(const book *b, const field *f, slice text, buf *out);
/* The gazetteer that has the id, and its number there; NULL when none has. */
const gazetteer *book_find(const book *b, entity_kind kind, slice id, uint32_t *number);
/* Appends the name of an id (in any case); false when no gazetteer has it. */
bool book_name(const book *b, entity_kind kind, slice id, buf *out);

#endif
