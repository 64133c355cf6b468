/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * parse_leaf: a lexeme to a leaf of the tree. Private to the parser.
 *
 * parse_leaf.c knows words, phrases and the values of fields; parse_pattern.c wildcards;
 * parse_range.c dates and numbers; parse_near.c what stands near what; parse_note.c tells which of
 * several readings was taken.
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
/* Sets the words of a leaf: `n` tokens from `first`; its text reaches from the first to the last.
 */
void parse_set_words(parser *p, parse_node *node, size_t first, size_t n);
/* Without what the language takes for spaces at both ends. */
slice parse_trim(slice text);
/* Folded as words are, with * and ? left as they are (a ! at the end is a *); in the tree's memory.
 */
slice parse_fold_pattern(parser *p, slice text);
/* The leaf, or the leaves, of a p->next that has a wildcard in it. */
parse_node *parse_pattern(parser *p);
/* The leaf of p->next as dates, and as a number or a range of them. */
parse_node *parse_dates(parser *p);
parse_node *parse_number_range(parser *p);

/* The first part of the tree that can't be told from where it stands, as the operand of a proximity
 * operator must be; NULL when there is none. */
const parse_node *parse_find_unplaced(const parse_node *node);
/* Refuses the operand of an operator (by its name, for messages) if it can't be placed. */
bool parse_placed(parser *p, const parse_node *operand, const char *operator);

/* Different proximity operators in a row: from left to right. */
void parse_note_chain(parser *p, const parse_node *near);
/* united nations w/5 reform: a word, or another operator's side, beside an operand of w/5, with
 * nothing to say what it belongs to. `a` stands before `b`. */
void parse_note_neighbours(parser *p, const parse_node *a, const parse_node *b);
/* "a b OR c" and, as other services read OR first, "a w/5 b OR c". */
void parse_note_mixture(parser *p, const parse_node *either);

/* The leaf of p->next; NULL when it was refused (p->status says so). */
parse_node *parse_leaf(parser *p);

#endif
