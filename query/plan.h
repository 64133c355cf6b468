/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * plan: a parsed query to posting-list queries, for one index.
 *
 * In the tree, words that stand together must all occur. Function words (stop.h) are required only
 * in quotes, with +, or where there is nothing else. Words and phrases of the text and the headline
 * give weight; all other fields and dates filter without weight. A hyphenated word is the phrase of
 * its parts or the word written as one. word* is every term that begins so, and the terms that its
 * forms are stemmed to where stemming cuts into it.
 *
 * What only positions can tell (parse_is_span) is an AND of what proposes documents and a posting
 * source that looks at them (span_source.h). A remote Xapian database can't run that: there it is
 * refused; all else uses operators that it can run.
 */
#ifndef DOSSIER_QUERY_PLAN_H
#define DOSSIER_QUERY_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dossier.h"
#include "query/note.h"
#include "query/parse.h"
#include "query/snippet.h"
#include "text/stem.h"
#include "xapian-c.h"

enum { PLAN_MAX_EXPANSION = 2000, PLAN_SNIPPET_WORDS = 100 };

typedef enum plan_mode {
    PLAN_ALL,     /* words must all occur */
    PLAN_PARTIAL, /* one of the words, phrases and groups that must occur is enough */
    PLAN_ANY      /* no word need occur; the parts of a hyphenated word stand alone too */
} plan_mode;

typedef enum plan_role {
    PLAN_REQUIRED,
    PLAN_OPTIONAL, /* gives weight, need not occur */
    PLAN_LEFT_OUT, /* a function word or one that only frames the question */
    PLAN_EXCLUDED, /* must not occur */
    PLAN_FILTER    /* must occur, gives no weight */
} plan_role;

/* A word, phrase, wildcard or value of the query, as it was looked up. */
typedef struct plan_item {
    const parse_node *node;
    const field *field; /* NULL: the text */
    slice shown;        /* as typed */
    size_t offset;      /* in the query */
    size_t length;
    plan_role role;
    slice term;            /* of a single word: its index term, prefix included */
    size_t n_terms;        /* that it stands for */
    const slice *entities; /* of a name in a field of entities: the terms; else NULL */
    size_t place;       /* the part that only positions tell that it belongs to, from 1 on; or 0 */
    bool counted;       /* documents is known */
    uint64_t documents; /* that it is in */
} plan_item;

typedef struct plan plan;

typedef struct plan_options {
    slice text; /* the query, of which the tree tells offsets */
    plan_mode mode;
    const struct book *book; /* whom names in fields of entities mean; outlives the plan */
    const char *generation;  /* the folder of the tables, where there is one shard and it lies here;
                                else NULL. Outlives the plan */
    bool remote;             /* some of the index is, so positions can't be looked at */
    struct deadline *deadline; /* may be NULL; outlives the plan */
    bool strict;               /* a name that several entities share is refused, not noted */
} plan_options;

/* Plans a tree, which must outlive the plan, as must stem and db. Notes are added to the tree's.
 * Errors: DOSSIER_NO_MEMORY, and what the database gives. */
dossier_status plan_create(parse_tree *tree, stemmer *stem, xapian_database *db,
                           const plan_options *options, plan **out, dossier_error *error);
void plan_free(plan *p);

/* The query; borrowed. */
const xapian_query *plan_query(const plan *p);
/* Is a part of it only there for ranking and costly (phrases of neighbouring words)? */
bool plan_has_bonus(const plan *p);
/* The same documents without that part. Errors as plan_create; the caller frees *out. */
dossier_status plan_without_bonus(plan *p, xapian_query **out, dossier_error *error);
/* For when nothing matches: documents that have the words of what only positions can tell, wherever
 * they stand. *out is NULL when there is no such part. The caller frees *out. */
dossier_status plan_anywhere(plan *p, xapian_query **out, dossier_error *error);
/* For when nothing matches: documents with some of the words, within the same filters. *out is NULL
 * when the query has nothing that could be let go. The caller frees *out. */
dossier_status plan_partial(plan *p, xapian_query **out, dossier_error *error);

const plan_item *plan_items(const plan *p, size_t *n);
/* Counts the documents of every item that is not counted yet (phrases, wildcards, ranges): a small
 * search each. At most `limit` of them. */
dossier_status plan_count(plan *p, size_t limit, dossier_error *error);
/* Appends the word of the index that is spelt most like an item that no document has; nothing where
 * there is none. */
void plan_suggest(plan *p, const plan_item *item, buf *out);
/* What to mark in passages. Borrowed. */
const snippet_query *plan_snippets(const plan *p);

#endif
