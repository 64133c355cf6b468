/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * format: how results are written, behind one small interface.
 *
 * A format is a row of format_table and one file in format/: a set of functions, each for one kind
 * of thing. They are called in this order: begin, explain, warning, hit, facet, summary, end; for
 * a list of queries begin, then for each line_begin, all of these from explain to summary (or
 * failure alone) and line_end, then totals and end; for two lists that are compared begin, node,
 * pair, matrix_end, end; or begin, then one of document, field, measures, tags, profile, saved or
 * failure, then end. A function that a format doesn't have is NULL, and the format_... functions
 * below then do nothing.
 *
 * What comes from documents (titles, paths) may hold any bytes. Formats for people escape what
 * would control a terminal, always; formats for programs keep every byte that their syntax allows,
 * and escape it too when style.terminal is set.
 */
#ifndef DOSSIER_QUERY_FORMAT_H
#define DOSSIER_QUERY_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "dossier.h"
#include "query/format/emit.h"

/* Version of the records of json and jsonl. Keys and records are added without raising it. */
enum { FORMAT_SCHEMA = 1 };

typedef struct format_style {
    FILE *out;
    bool colour;        /* found words and headings are coloured */
    bool terminal;      /* out is one */
    bool null;          /* a NUL byte ends each path */
    bool dropped;       /* of a document, show also the pieces that were not indexed */
    size_t columns;     /* text: break lines here; 0: never */
    size_t max_columns; /* vimgrep: bytes of text a row; 0: all */
} format_style;

typedef enum format_mode {
    FORMAT_QUERY,
    FORMAT_ALL,
    FORMAT_SIMILAR,
    FORMAT_DOCUMENT,
    FORMAT_FIELDS,
    FORMAT_MEASURES,
    FORMAT_WITH,
    FORMAT_WHY,
    FORMAT_PROFILES,
    FORMAT_BATCH,
    FORMAT_SAVE,
    FORMAT_FORGET,
    FORMAT_SAVED,
} format_mode;

typedef struct format_request { /* what was asked for */
    format_mode mode;
    dossier_text query;    /* or a path, see format_is_of_path; or an entity's name */
    dossier_text expanded; /* the query with saved queries put in; empty where it is the same */
    size_t offset;
    size_t limit;
    bool count_only;
} format_request;

typedef struct format_summary {
    uint64_t matches;
    bool exact;   /* matches is no estimate */
    bool partial; /* no document has all the words; these have some of them */
    size_t shown; /* hits */
    double elapsed_ms;
    const dossier_warning *warnings; /* those that were written, once more */
    size_t n_warnings;
} format_summary;

typedef struct format_line { /* one of a list of queries */
    size_t number;           /* in its file, from 1 */
    dossier_text query;
    dossier_text expanded; /* as in format_request */
} format_line;

typedef struct format_node { /* a query of two lists that are compared */
    format_line line;
    unsigned list;      /* 0 or 1 */
    uint64_t documents; /* that match */
} format_node;

typedef struct format_pair {
    const format_node *a, *b;
    uint64_t both; /* documents that match the two */
    double log_likelihood;
} format_pair;

typedef struct format_totals { /* of a list of queries */
    size_t queries;
    size_t found;   /* some documents have all of it */
    size_t partial; /* some of its words */
    size_t nothing;
    size_t failed; /* could not be read */
    double elapsed_ms;
} format_totals;

typedef struct format_run format_run;

typedef struct format {
    const char *name;
    const char *help; /* for the option's text */
    bool every_match; /* without --limit, all matches are listed */
    bool snippets;    /* hits are wanted with snippets */
    bool every_pair;  /* also those that no document has both of */
    bool ranks_pairs; /* the surest pair comes first */
    void (*begin)(format_run *run);
    void (*explain)(format_run *run, dossier_text text);
    void (*warning)(format_run *run, const dossier_warning *warning);
    void (*hit)(format_run *run, const dossier_hit *hit);
    void (*facet)(format_run *run, const dossier_facet *facet);
    void (*summary)(format_run *run, const format_summary *summary);
    void (*line_begin)(format_run *run);
    void (*line_end)(format_run *run);
    void (*totals)(format_run *run, const format_totals *totals);
    void (*node)(format_run *run, const format_node *node);
    void (*pair)(format_run *run, const format_pair *pair);
    void (*matrix_end)(format_run *run, size_t pairs);
    void (*document)(format_run *run, const dossier_document *document);
    void (*field)(format_run *run, const dossier_field_info *field);
    void (*measures)(format_run *run, const dossier_measures *measures);
    void (*tags)(format_run *run, const dossier_document *document);
    void (*profile)(format_run *run, const dossier_profile *profile);
    void (*saved)(format_run *run, const dossier_saved_query *query);
    void (*failure)(format_run *run, const dossier_error *error);
    void (*end)(format_run *run);
} format;

/* One output. The caller fills the first three. */
struct format_run {
    const format *format;
    format_style style;
    format_request request;
    emitter json;          /* json, jsonl */
    const char *open_list; /* json: the list that is being filled */
    bool in_queries;       /* json: the list of queries is open */
    format_line line;      /* of a list of queries, the one in hand */
    size_t hits;           /* written so far */
    size_t profiles;       /* the same */
    size_t pairs;          /* the same */
};

extern const format *const format_table[]; /* ends with NULL */
/* Their names in the same order, ends with NULL: choices for an option. */
extern const char *const format_names[];
typedef enum format_id { /* places in both */
                         FORMAT_TEXT,
                         FORMAT_JSON,
                         FORMAT_JSONL,
                         FORMAT_TSV,
                         FORMAT_VIMGREP,
                         FORMAT_PATHS,
                         FORMAT_GRAPHML,
} format_id;

void format_begin(format_run *run);
void format_explain(format_run *run, dossier_text text);
void format_warning(format_run *run, const dossier_warning *warning);
void format_hit(format_run *run, const dossier_hit *hit);
void format_facet(format_run *run, const dossier_facet *facet);
void format_summarize(format_run *run, const format_summary *summary);
void format_line_begin(format_run *run, const format_line *line); /* its query is borrowed */
void format_line_end(format_run *run);
void format_finish(format_run *run, const format_totals *totals);
void format_node_of(format_run *run, const format_node *node);
void format_pair_of(format_run *run, const format_pair *pair);
/* After so many pairs that documents have both of, whether they were all shown or not. */
void format_matrix_end(format_run *run, size_t pairs);
void format_document(format_run *run, const dossier_document *document);
void format_field(format_run *run, const dossier_field_info *field);
void format_measures(format_run *run, const dossier_measures *measures);
void format_tags(format_run *run, const dossier_document *document); /* each, and why */
void format_profile(format_run *run, const dossier_profile *profile);
void format_saved(format_run *run, const dossier_saved_query *query);
void format_failure(format_run *run, const dossier_error *error);
void format_end(format_run *run);

/* "query", "all", "similar", "document", "fields", "measures", "with", "why", "entity",
 * "batch", "save", "forget", "saved". Static. */
const char *format_mode_name(format_mode mode);
/* Is request.query the path of a document, or of a file of queries? */
bool format_is_of_path(format_mode mode);

#endif
