/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * options: what dossier-query can be asked, as one table (see cli/options.h). Part of the program,
 * not of the library.
 */
#ifndef DOSSIER_QUERY_OPTIONS_H
#define DOSSIER_QUERY_OPTIONS_H

#include "cli/options.h"
#include "dossier.h"

enum { QUERY_SECTIONS = 3, QUERY_FIELDS = 32 };

typedef struct query_options {
    cli_list index;
    const char *file; /* the query is read from it */
    bool any;
    int sort; /* dossier_sort */
    const char *today;
    bool all;
    const char *similar;
    const char *with;
    const char *batch;
    const char *against;
    const char *show;
    const char *why;
    const char *entity;
    bool show_dropped;
    bool fields;
    bool evaluate;
    const char *run;
    const char *save;
    bool saved;
    const char *forget;
    int64_t limit; /* -1: not given */
    int64_t offset;
    int64_t snippets;
    int64_t snippet_length;
    cli_list facets;
    int64_t facet_limit;
    bool count;
    bool explain;
    bool strict;
    int64_t timeout; /* milliseconds; 0: none */
    int format;      /* format_id, -1: not given */
    bool like_grep;  /* options of grep's family were given: vimgrep, unless --format says else */
    bool null;
    bool quiet;
    int colour; /* terminal_colour */
    int64_t max_columns;
    bool line_buffered;
} query_options;

/* The program's table, complete with the fields that queries know. It borrows `storage`. */
typedef struct query_program_storage {
    cli_entry fields[QUERY_FIELDS];
    cli_section sections[QUERY_SECTIONS];
} query_program_storage;
cli_program query_program(query_program_storage *storage);
/* The values before any option is given. */
query_options query_options_initial(void);

/* The names in all values of --facet, which commas separate. */
typedef struct query_facets {
    const char **names; /* owned */
    size_t count;
    char *bytes; /* owned: where the names lie */
} query_facets;
/* Fills *out, which goes to query_facets_free whatever happens; false when memory has run out. */
bool query_read_facets(const cli_list *given, query_facets *out);
void query_facets_free(query_facets *facets);
/* "2017-09-12" as a number; 0 when it is none. */
dossier_date query_read_date(const char *text);

#endif
