/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * parse_leaf: a lexeme to a leaf of the tree: words, phrases, wildcards, dates. Private to the
 * parser.
 */
#ifndef DOSSIER_QUERY_PARSE_LEAF_H
#define DOSSIER_QUERY_PARSE_LEAF_H

#include "query/lex.h"
#include "query/parse.h"

typedef struct parser {
    parse_tree *tree;
    lexer lexer;
    lexeme next;         /* the lexeme to be read now */
    size_t token;        /* its words in the tree's token list ... */
    size_t n_tokens;     /* ... */
    const field *field;  /* what words are looked for in; NULL is the text */
    lex_when when;       /* how a date is meant */
    bool value_expected; /* the next lexeme is a field's value, whatever it is */
    size_t leaves;
    unsigned depth;
    date today;
    dossier_status status; /* sticky: once not DOSSIER_OK, nothing more is read */
    dossier_error *error;
} parser;

parse_node *parse_node_create(parser *p, parse_kind kind, size_t offset, size_t end);
dossier_status parse_out_of_memory(parser *p);
/* The leaf of p->next; NULL when it was refused (p->status says so). */
parse_node *parse_leaf(parser *p);

#endif
