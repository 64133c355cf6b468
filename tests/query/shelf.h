/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * shelf: a small index of documents that a test writes down, made with the indexer's own terms in a
 * temporary folder. Every function fails the test when it can't do its work.
 */
#ifndef DOSSIER_TESTS_QUERY_SHELF_H
#define DOSSIER_TESTS_QUERY_SHELF_H

#include <stddef.h>

#include "dossier.h"

typedef struct shelf_document { /* NULL and 0: the document has none */
    const char *path;
    const char *title;
    const char *body;
    const char *author; /* one person, or several separated by ; */
    const char *source;
    const char *kind;
    const char *language;
    const char *id;
    dossier_date date;
} shelf_document;

typedef struct shelf {
    char *folder; /* holds the index, in .dossier */
} shelf;

shelf shelf_make(const shelf_document *documents, size_t n);
void shelf_remove(shelf *s);
/* Writes a further generation with these documents alone, as a rebuild does. */
void shelf_rebuild(const shelf *s, const shelf_document *documents, size_t n);
/* Adds documents to the generation in use, with a commit after each, as an update does. */
void shelf_update(const shelf *s, const shelf_document *documents, size_t n);
dossier_index *shelf_open(const shelf *s);
/* Several searched together. */
dossier_index *shelf_open_all(const shelf *shelves, size_t n);

#endif
