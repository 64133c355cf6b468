/* SPDX-License-Identifier: GPL-2.0-or-later */
/* parsing: tables of queries with the trees, refusals or remarks that they must give, for tests of
 * the parser. Every failure names the query of its row. */
#ifndef DOSSIER_TESTS_QUERY_PARSING_H
#define DOSSIER_TESTS_QUERY_PARSING_H

#include "query/parse.h"

#include "tests/test.h"

enum { PARSING_TODAY = 20170912, PARSING_PRINTED = 2000 };

typedef struct parsed {
    parse_tree tree;
    dossier_error error;
    dossier_status status;
    char printed[PARSING_PRINTED]; /* "" when it was refused */
} parsed;

/* Reads a query; the tree goes to parse_tree_free, also when it was refused. */
parsed parse(slice text, bool plain);

typedef struct tree_row {
    const char *query;
    const char *tree; /* as it is printed; that is read as the same tree again */
} tree_row;

typedef struct error_row {
    const char *query;
    size_t offset;
    size_t length;
    const char *hint; /* a piece of it; NULL: any */
} error_row;

typedef struct note_row {
    const char *query;
    const char *code; /* of the only remark; NULL: nothing is remarked */
    size_t offset;
    size_t length;
} note_row;

void check_trees(const tree_row *rows, size_t n);
void check_errors(const error_row *rows, size_t n);
void check_notes(const note_row *rows, size_t n);
#define CHECK_TREES(rows)  check_trees(rows, sizeof(rows) / sizeof *(rows))
#define CHECK_ERRORS(rows) check_errors(rows, sizeof(rows) / sizeof *(rows))
#define CHECK_NOTES(rows)  check_notes(rows, sizeof(rows) / sizeof *(rows))

#endif
