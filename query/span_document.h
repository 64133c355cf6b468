/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * span_document: the positions of spans' leaves in a document of a database. A span_reader.
 *
 * Words come from the position lists; where a leaf has very many terms, the document's own term
 * list says which of them it has. The exact form of a word is looked up in the stored text.
 */
#ifndef DOSSIER_QUERY_SPAN_DOCUMENT_H
#define DOSSIER_QUERY_SPAN_DOCUMENT_H

#include "query/span.h"
#include "store/position_reader.h"
#include "xapian-c.h"

typedef struct span_document span_document;

dossier_status span_document_create(span_document **out);
void span_document_free(span_document *document);
/* Reads positions from the tables themselves; borrowed until the next call. NULL: by libxapian. */
void span_document_use(span_document *document, position_reader *fast);
/* Goes to a document of db, which is borrowed. Reads nothing yet. */
void span_document_move(span_document *document, const xapian_database *db, xapian_docid docid);
/* Reads it; borrowed, for use with span_find. Errors of its functions: DOSSIER_NO_MEMORY,
 * DOSSIER_CORRUPT; the binding's own error is in span_document_cause. */
const span_reader *span_document_reader(const span_document *document);
/* What made a function of the reader fail: XAPIAN_OK when it wasn't the database. */
xapian_status span_document_cause(const span_document *document);

#endif
