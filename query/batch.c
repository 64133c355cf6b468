/* SPDX-License-Identifier: GPL-2.0-or-later */
/* --batch: a file of queries, one a line, each answered as it is alone. A line that can't be read
 * costs itself. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/exit.h"
#include "query/session.h"

const char *batch_shown_path(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

/* What a list of queries can't be asked, or be written as. */
static int refuse(const session *s)
{
    const query_options *o = &s->options;
    const format *f = s->run.format;
    if (!f->line_begin)
        return session_mistake(s, NULL, "--batch is written as text, tsv, json or jsonl");
    if (f == format_table[FORMAT_TSV] && (o->facets.count || o->explain))
        return session_mistake(s, "choose --format jsonl, or text",
                               "a row a query has no place for --facet or --explain");
    return EXIT_FOUND;
}

bool batch_goes_on(dossier_status status)
{
    return status == DOSSIER_BAD_QUERY || status == DOSSIER_TOO_LARGE ||
           status == DOSSIER_UNSUPPORTED;
}

dossier_status batch_read(const session *s, const query_lines *lines, batch_query *q,
                          dossier_error *error)
{
    *q = (batch_query){.line = {.number = lines->number, .query = {lines->text, lines->len}}};
    if (lines->too_long) {
        *error = (dossier_error){.status = DOSSIER_BAD_QUERY,
                                 .message = "the query is longer than a million bytes"};
        return DOSSIER_BAD_QUERY;
    }
    dossier_status status =
        dossier_saved_expand(s->index, lines->text, lines->len, &q->text, &q->len, error);
    if (q->text && (q->len != lines->len || memcmp(q->text, lines->text, q->len) != 0))
        q->line.expanded = (dossier_text){q->text, q->len};
    return status;
}

dossier_status batch_search(const session *s, const dossier_search_options *options, batch_query *q,
                            dossier_error *error)
{
    return dossier_search(s->index, q->text, q->len, options, &q->results, error);
}

void batch_query_free(batch_query *q)
{
    dossier_results_free(q->results);
    free(q->text);
}

void batch_tell(const session *s, const char *path, const batch_query *q,
                const dossier_error *error)
{
    dossier_text text = q->text ? (dossier_text){q->text, q->len} : q->line.query;
    fflush(s->run.style.out); /* where both go to one place, in the order of the lines */
    message_failure_at(&s->messages, batch_shown_path(path), q->line.number, error, text.data,
                       text.len);
}

static void count(format_totals *totals, const dossier_results *results)
{
    if (dossier_results_partial(results))
        totals->partial++;
    else if (dossier_results_matches(results) > 0)
        totals->found++;
    else
        totals->nothing++;
}

/* Answers one line. The exit code is one of 64 and above when the others need not be tried, or when
 * a document is damaged. */
static int answer_line(session *s, const query_lines *lines, const dossier_search_options *options,
                       format_totals *totals, bool *stop)
{
    struct timespec since;
    dossier_error error;
    batch_query q;
    int code = EXIT_NOTHING_FOUND;
    clock_gettime(CLOCK_MONOTONIC, &since);
    totals->queries++;
    dossier_status status = batch_read(s, lines, &q, &error);
    if (!s->options.quiet)
        format_line_begin(&s->run, &q.line);
    if (status == DOSSIER_OK)
        status = batch_search(s, options, &q, &error);
    if (status == DOSSIER_OK) {
        count(totals, q.results);
        code = answer_show(s, q.results, &since);
    } else {
        totals->failed++;
        *stop = !batch_goes_on(status);
        if (!s->options.quiet)
            format_failure(&s->run, &error);
        batch_tell(s, s->options.batch, &q, &error);
        if (*stop)
            code = exit_code(status);
    }
    if (!s->options.quiet)
        format_line_end(&s->run);
    batch_query_free(&q);
    return code;
}

static int answer_lines(session *s, query_lines *lines, const dossier_search_options *options)
{
    format_totals totals = {0};
    int worst = EXIT_NOTHING_FOUND;
    bool stop = false;
    errno = 0;
    while (!stop && query_lines_next(lines)) {
        int code = answer_line(s, lines, options, &totals, &stop);
        if (code != EXIT_FOUND && code > worst)
            worst = code;
        stop |= s->options.quiet && code == EXIT_FOUND;
    }
    if (!stop && errno) {
        message_error(&s->messages, NULL, "%s can't be read: %s",
                      batch_shown_path(s->options.batch), strerror(errno));
        worst = worst > EXIT_USAGE_ERROR ? worst : EXIT_USAGE_ERROR;
    }
    totals.elapsed_ms = answer_elapsed_ms(&s->started);
    if (!s->options.quiet)
        format_finish(&s->run, &totals);
    if (worst > EXIT_NOTHING_FOUND)
        return worst;
    if (totals.found + totals.partial > 0)
        return EXIT_FOUND;
    return totals.failed > 0 && totals.failed == totals.queries ? EXIT_USAGE_ERROR : worst;
}

int batch_run(session *s)
{
    query_lines lines = {.in = NULL};
    dossier_search_options options;
    int code = refuse(s);
    if (code == EXIT_FOUND)
        code = session_open(s);
    if (code == EXIT_FOUND)
        code = answer_options(s, &options);
    if (code != EXIT_FOUND)
        return code;
    options.suggestions = false; /* each costs more than a search */
    if (!query_lines_open(&lines, s->options.batch)) {
        message_error(&s->messages, NULL, "%s can't be opened: %s",
                      batch_shown_path(s->options.batch), strerror(errno));
        code = EXIT_USAGE_ERROR;
    } else {
        if (!s->options.quiet)
            format_begin(&s->run);
        code = answer_lines(s, &lines, &options);
        if (!s->options.quiet)
            format_end(&s->run);
    }
    query_lines_close(&lines);
    return code;
}
