/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * parse: a query's text to a tree. Needs no index.
 *
 * The language, in short: words must all occur; "words in quotes" follow one another; -word and NOT
 * leave out; OR and AND join, AND before OR; w/5, pre/3, w/s and their like (proximity.h) bind
 * tighter than both and join what stands next to them; brackets group; field:word, field:"a phrase"
 * and field:(a OR b) look in a field; atleast3(...), first50(...) and lead(...) ask where and how
 * often; * and ? stand for letters, word~ for a spelling that is nearly so, =word for exactly this
 * form; date:, since:, after:, before: and until: take dates, length: numbers. Operators are upper
 * case, or have a slash; and, or, not are words. doc/dossier-queries.7 has the whole grammar.
 *
 * What has one reading only is repaired with a note; what has none or several is refused with the
 * place and the nearest repair. Nothing is dropped in silence but white space and commas.
 *
 * Bounds: PARSE_MAX_BYTES of text, PARSE_MAX_LEAVES words and phrases, PARSE_MAX_DEPTH brackets.
 */
#ifndef DOSSIER_QUERY_PARSE_H
#define DOSSIER_QUERY_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "dossier.h"
#include "query/note.h"
#include "query/proximity.h"
#include "store/fields.h"
#include "text/buf.h"
#include "text/date.h"
#include "text/token.h"

enum {
    PARSE_MAX_BYTES = 1 << 20,
    PARSE_MAX_LEAVES = 10000,
    PARSE_MAX_DEPTH = 100,
    PARSE_MAX_PHRASE = 200, /* words in one phrase */
    PARSE_MAX_PATTERN = 20, /* parts of a phrase with wildcards */
    PARSE_MAX_CHAIN = 100   /* proximity operators in a row */
};

typedef enum parse_kind {
    PARSE_AND,
    PARSE_OR,
    PARSE_NOT,
    PARSE_NEAR,     /* its first child, as near to its second one as `near` says */
    PARSE_ATLEAST,  /* its child, `number` times or more */
    PARSE_FIRST,    /* its child, in the headline or the first `number` words of the text */
    PARSE_LEAD,     /* its child, in the first paragraph */
    PARSE_FIELD,    /* its child is looked for in `field` */
    PARSE_WORD,     /* a word as typed; several tokens when it has inner punctuation (long/short) */
    PARSE_PHRASE,   /* words in quotes, perhaps only one */
    PARSE_EXACT,    /* a word or phrase in exactly this form */
    PARSE_FUZZY,    /* words spelt so but for `number` letters */
    PARSE_WILDCARD, /* all words that `pattern` fits */
    PARSE_RANGE,    /* dates */
    PARSE_NUMBERS   /* a field's value, as a number */
} parse_kind;

/* Both ends included. */
typedef struct parse_numbers {
    uint64_t from, to; /* UINT64_MAX: open */
} parse_numbers;

typedef struct parse_node {
    parse_kind kind;
    bool must;                /* written with +: required also where words are optional */
    bool bracketed;           /* stood in brackets of its own, or in quotes */
    size_t offset;            /* bytes of the query that it was read from */
    size_t length;            /* ... */
    const field *field;       /* PARSE_FIELD */
    proximity near;           /* PARSE_NEAR */
    uint32_t number;          /* PARSE_ATLEAST, FIRST, FUZZY */
    slice text;               /* leaves: the words, without punctuation around them */
    slice pattern;            /* PARSE_WILDCARD: folded, with * for any letters and ? for one */
    size_t token;             /* PARSE_WORD, PHRASE, EXACT, FUZZY: the first of its tokens in the
                                 tree's list ... */
    size_t n_tokens;          /* ... and how many; 0 for the value of a field that is no text */
    date_range range;         /* PARSE_RANGE */
    parse_numbers numbers;    /* PARSE_NUMBERS */
    struct parse_node *child; /* first of PARSE_AND, OR and NEAR; the only one of NOT, ATLEAST,
                                 FIRST, LEAD and FIELD */
    struct parse_node *next;  /* sibling */
} parse_node;

typedef struct parse_tree {
    parse_node *root;  /* owned by memory */
    token_list tokens; /* offsets are those of the query */
    note_list notes;
    arena memory;
} parse_tree;

typedef struct parse_options {
    bool plain; /* the text is words only: no operators, fields, phrases (evaluation) */
    date today; /* what relative dates are counted from; 0 is the local date */
} parse_options;

/* Reads a query. The tree borrows from text. tree is initialised here, also on failure, and goes to
 * parse_tree_free. Errors: DOSSIER_BAD_QUERY with offset and length, DOSSIER_NO_MEMORY. */
dossier_status parse_query(slice text, const parse_options *options, parse_tree *tree,
                           dossier_error *error);
void parse_tree_free(parse_tree *tree);

/* Appends the tree as a query with every operator and bracket written out; parsing that gives the
 * same text again. */
void parse_print(const parse_node *node, buf *out);
/* Letters and digits of a text, as characters. */
size_t parse_letters(slice text);
/* Is it matched by where it stands, so that only positions tell whether a document has it? True of
 * NEAR, ATLEAST, FIRST, LEAD and EXACT. */
bool parse_is_span(const parse_node *node);

#endif
