/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * session: one run of dossier-query: what was asked, where messages go, the open index. Part of the
 * program, not of the library. Functions that return int return an exit code (cli/exit.h), and have
 * told what went wrong.
 */
#ifndef DOSSIER_QUERY_SESSION_H
#define DOSSIER_QUERY_SESSION_H

#include <time.h>

#include "cli/message.h"
#include "dossier.h"
#include "query/format.h"
#include "query/lines.h"
#include "query/options.h"

typedef struct session {
    query_options options;
    const cli_call *call;
    message_sink messages;
    struct timespec started;
    format_run run;
    dossier_index *index;
    char *query; /* owned; NULL where there is none; saved queries are put in after session_open */
    size_t query_len;
    char *typed;         /* owned: the query before that; NULL where it is the same */
    query_facets facets; /* filled by answer_options */
} session;

/* Tells a mistake in the command line. */
int session_mistake(const session *s, const char *hint, const char *text);
int session_no_memory(const session *s);
/* Before anything was written: programs get a header and the error as a record too. */
int session_fail(session *s, const dossier_error *error);
/* The query from the arguments, from --file or from standard input. */
int session_find_query(session *s);
bool session_take_query(session *s, const char *text); /* false when memory has run out */
/* Puts the text of saved queries in place of their names, in s->query. */
int session_expand(session *s);
/* Opens --index, $DOSSIER_INDEX or the nearest index. */
int session_open(session *s);

/* What a search is asked for; s->run.request learns its limit and offset. Needs the open index. */
int answer_options(session *s, dossier_search_options *out);
/* Shows results from the first warning to the summary, or nothing with --quiet; they took from
 * `since` on. EXIT_FOUND, EXIT_NOTHING_FOUND, or the code of a document that can't be read. */
int answer_show(session *s, dossier_results *results, const struct timespec *since);
double answer_elapsed_ms(const struct timespec *since);

/* Answers the queries of --batch. */
int batch_run(session *s);
/* A query of a list. */
typedef struct batch_query {
    format_line line; /* its texts lie in the lines' memory and in `text` */
    char *text; /* owned: with saved queries put in; where that failed, what the error is about */
    size_t len;
    dossier_results *results;
} batch_query;
/* The line's text, ready to be searched for. *q goes to batch_query_free whatever happens. */
dossier_status batch_read(const session *s, const query_lines *lines, batch_query *q,
                          dossier_error *error);
dossier_status batch_search(const session *s, const dossier_search_options *options, batch_query *q,
                            dossier_error *error);
void batch_query_free(batch_query *q);
/* Tells what is wrong with it on standard error, with the file, the line and the place. */
void batch_tell(const session *s, const char *path, const batch_query *q,
                const dossier_error *error);
/* Is it only this line that is wrong? */
bool batch_goes_on(dossier_status status);
const char *batch_shown_path(const char *path);
/* Compares the queries of --batch with those of --against. */
int matrix_run(session *s);

/* What is done in place of a search (instead.c). */
int instead_show(session *s);
int instead_why(session *s);
int instead_entity(session *s);
int instead_fields(session *s);
int instead_evaluate(session *s);
int instead_save(session *s);
int instead_forget(session *s);
int instead_saved(session *s);

#endif
