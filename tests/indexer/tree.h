/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree: files in a temporary folder, for tests of what reads files. Every function fails the test
 * when the system refuses.
 */
#ifndef DOSSIER_TESTS_INDEXER_TREE_H
#define DOSSIER_TESTS_INDEXER_TREE_H

#include "text/buf.h"

typedef struct tree {
    char root[64];
} tree;

void tree_create(tree *t);
void tree_remove(tree *t); /* with everything in it */
/* The path of a name in the tree; borrowed until the eighth call from now. */
const char *tree_path(const tree *t, const char *name);
void tree_folder(const tree *t, const char *name); /* with the folders above it */
void tree_write(const tree *t, const char *name, slice bytes);
void tree_text(const tree *t, const char *name, const char *text);
void tree_gzip(const tree *t, const char *name, slice bytes);
void tree_link(const tree *t, const char *name, const char *target);

#endif
