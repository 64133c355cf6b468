/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * whom: the entities that a name means in an index: those that its gazetteers know by it, and
 * officials whom only its documents name.
 */
#ifndef DOSSIER_QUERY_WHOM_H
#define DOSSIER_QUERY_WHOM_H

#include <stdbool.h>
#include <stddef.h>

#include "dossier.h"
#include "query/book.h"
#include "store/fields.h"
#include "text/buf.h"
#include "xapian-c.h"

enum { WHOM_MAX = BOOK_MAX + 64 };

typedef struct whom {
    slice id;
    slice name;
    slice office;       /* the last one held; may be empty */
    bool whole;         /* the text is its name, an alias or its id */
    slice term;         /* in the index */
    uint64_t documents; /* that have it */
} whom;

/* Whom the text means in a field of entities. Where some are named by the whole text, they alone;
 * of those, the ones that some document has, if there are any. list has room for WHOM_MAX; its
 * texts lie in memory or in the book, which may be NULL. Errors: what the database gives,
 * DOSSIER_NO_MEMORY. */
dossier_status whom_find(xapian_database *db, const book *b, const field *f, slice text,
                         arena *memory, whom *list, size_t *n, dossier_error *error);

/* Appends the name of an entity by its id: the gazetteer's, else the one that a document has, else
 * the id itself. */
void whom_name(xapian_database *db, const book *b, const field *f, slice id, buf *out);

#endif
