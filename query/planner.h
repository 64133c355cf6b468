/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * planner: what the parts of the planner share. Private to plan*.c.
 *
 * plan.c walks the tree; plan_words.c decides what the single words of a list are worth and which
 * neighbours get a bonus; plan_leaf.c makes leaves; plan_span.c what only positions tell;
 * plan_expand.c finds the terms of a wildcard and its like;
 * plan_snippet.c and plan_count.c look at the finished plan.
 */
#ifndef DOSSIER_QUERY_PLANNER_H
#define DOSSIER_QUERY_PLANNER_H

#include "query/book.h"
#include "query/deadline.h"
#include "query/plan.h"
#include "query/postings.h"
#include "query/rank.h"
#include "query/span.h"

enum { PLAN_BUCKETS = 256 };

/* An index term and the documents that it is in. */
typedef struct plan_term {
    slice text;
    xapian_doccount count;
    xapian_termcount wqf;   /* while a list is put together: times it was typed there */
    struct plan_term *next; /* in its bucket */
} plan_term;

typedef struct plan_expansion plan_expansion;

/* The terms of the entities that a name means. */
typedef struct plan_names {
    const parse_node *node;
    const slice *terms;
    size_t n;
    struct plan_names *next;
} plan_names;

/* A part that only positions tell, for passages. */
typedef struct plan_place {
    size_t number; /* from 1 on, without gaps */
    const span_node *root;
    size_t n; /* nodes */
    struct plan_place *next;
} plan_place;

struct plan {
    parse_tree *tree;
    stemmer *stem;
    xapian_database *db;
    const book *book; /* whom names mean */
    bool strict;      /* a name of several entities is refused */
    slice text;
    plan_mode mode; /* of the query that is being built */
    xapian_query *query;
    xapian_doccount documents; /* in the index */
    plan_item *items;
    size_t n_items, cap_items;
    bool recording;     /* items and notes are kept: on the first build only */
    bool leave_bonus;   /* the build is without bonuses */
    bool anywhere;      /* the build takes what proposes documents for what positions tell */
    bool has_bonus;     /* the first build has some */
    bool loosened;      /* a list was built that needs not all of its members */
    unsigned negated;   /* depth of NOT */
    unsigned filtering; /* depth of fields that only filter */
    plan_term *buckets[PLAN_BUCKETS];
    plan_expansion *expansions; /* that are known */
    plan_names *names;          /* whom the names in fields of entities mean, as far as known */
    plan_place *places;         /* the latest first */
    size_t place;               /* the number of the one that is being planned; or 0 */
    deadline *deadline;         /* may be NULL */
    const char *generation;     /* the folder of the only shard's tables; or NULL */
    bool remote;                /* no positions can be looked at here */
    snippet_query snippets;
    postings_maker make;
    arena memory;
};

/* Words without their field's prefix or position: do all of a list's members have to occur here? */
bool plan_is_strict(const plan *p);
/* The term's entry, looked up in the index once. NULL on failure. */
plan_term *plan_look_up(plan *p, slice term);
/* The index term of a token in a field (NULL: the text); out holds it. */
slice plan_token_term(plan *p, const field *f, const token *t, char out[FIELD_TERM_MAX]);
const token *plan_token(const plan *p, size_t i);
/* Keeps an item while recording; NULL when it isn't kept. */
plan_item *plan_record(plan *p, const parse_node *node, const field *f, plan_role role);
/* The role of something that has to occur here. */
plan_role plan_role_here(const plan *p);

/* The query of a leaf. Records an item. */
xapian_query *plan_leaf(plan *p, const parse_node *node, const field *f);

/* The terms of a name in a field of entities, which was planned before. */
const plan_names *plan_named(const plan *p, const parse_node *node);
/* The same of a name in a field of entities (plan_entity.c). */
xapian_query *plan_entity(plan *p, const parse_node *node, const field *f, plan_role role);

/* The terms that a wildcard, a fuzzy word or a sound stands for. */
typedef struct plan_expansion {
    plan_term **terms; /* owned by the plan's memory */
    size_t count;
    size_t left_out; /* beyond PLAN_MAX_EXPANSION */
    size_t stems;    /* the last so many terms only fit with an ending that stemming took away */
    const parse_node *node;
    const field *field;
    struct plan_expansion *next;
} plan_expansion;
/* Looked up once for a node in a field. Borrowed; empty on failure. */
const plan_expansion *plan_expand(plan *p, const parse_node *node, const field *f);
/* The text folded, in the plan's memory. */
slice plan_fold(plan *p, slice text);

/* The spans of a node; *n of them are made. NULL on failure. */
const span_node *plan_spans(plan *p, const parse_node *node, const field *f, size_t *n);
/* The query of a node that only positions can tell (parse_is_span). Records its leaves as items. */
xapian_query *plan_span(plan *p, const parse_node *node, const field *f);

/* The single words of a list. */
typedef struct plan_word {
    const parse_node *node;
    const token *token;
    plan_term *term;
    rank_class class;
    bool kept; /* it is looked for, and must occur where all words must */
} plan_word;
typedef struct plan_words {
    plan_word *items;
    size_t count;
    size_t capacity;
} plan_words;
/* Where the parts of a list go. */
typedef struct plan_parts {
    postings must;      /* also where other words are optional */
    postings positives; /* must occur where all must */
    postings filters;
    postings negatives;
    postings bonuses; /* weight only, for what has other members too */
    postings light;   /* weight only */
} plan_parts;
void plan_words_add(plan *p, plan_words *words, const parse_node *node, const field *f);
/* Puts the words into parts, by what they are worth beside its other members; empties words. */
void plan_words_place(plan *p, plan_words *words, const field *f, plan_parts *parts);

void plan_make_snippets(plan *p);

#endif
