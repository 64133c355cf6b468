/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The options of a search as the command line gives them, and its results as they are shown. */
#include "cli/exit.h"
#include "cli/terminal.h"
#include "query/session.h"

enum { LIMIT = 10, LIMIT_OF_LINE = 3 };

static size_t limit(const session *s)
{
    const query_options *o = &s->options;
    bool people = s->run.format == format_table[FORMAT_TEXT];
    bool rows = s->run.format == format_table[FORMAT_TSV];
    if (o->count)
        return 0;
    if (o->quiet)
        return 1;
    if (o->limit >= 0)
        return (size_t)o->limit;
    if (o->batch && (people || rows))
        return people ? LIMIT_OF_LINE : 0;
    if (o->with)
        return 0;
    return o->all || s->run.format->every_match ? (size_t)dossier_index_count(s->index) : LIMIT;
}

static void set_facets(session *s, dossier_search_options *options)
{
    static const char *const usual[] = {"official"};
    bool none = s->options.with && !s->facets.count;
    options->facets = none ? usual : s->facets.names;
    options->n_facets = none ? 1 : s->facets.count;
    options->facet_limit = (size_t)s->options.facet_limit;
    options->associate = s->options.with != NULL;
}

int answer_options(session *s, dossier_search_options *out)
{
    const query_options *o = &s->options;
    bool snippets = s->run.format->snippets && !o->quiet;
    *out = DOSSIER_SEARCH_OPTIONS_INIT;
    out->offset = (size_t)o->offset;
    out->limit = limit(s);
    out->sort = (dossier_sort)o->sort;
    out->any_word = o->any;
    out->exact_count = !o->quiet;
    out->snippets = snippets ? (size_t)o->snippets : 0;
    out->snippet_length = (size_t)o->snippet_length;
    out->explain = o->explain;
    out->strict = o->strict;
    out->timeout_ms = o->timeout > UINT32_MAX ? UINT32_MAX : (uint32_t)o->timeout;
    s->run.request.offset = out->offset;
    s->run.request.limit = out->limit;
    if (o->today && (out->today = query_read_date(o->today)) == 0)
        return session_mistake(s, NULL, "--today takes a date such as 2017-09-12");
    if (!query_read_facets(&o->facets, &s->facets))
        return session_no_memory(s);
    set_facets(s, out);
    return EXIT_FOUND;
}

/* Formats without a place for it, and standard output for data, leave standard error. */
static void show_explanation(session *s, dossier_text text)
{
    if (s->run.format->explain)
        format_explain(&s->run, text);
    else
        terminal_write(s->messages.stream, text.data, text.len, true);
}

/* In a batch they stand with their line, in the output: thousands of them would bury what is wrong.
 */
static void show_warnings(session *s, const dossier_warning *warnings, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        format_warning(&s->run, &warnings[i]);
        if (!s->options.batch)
            message_query_warning(&s->messages, &warnings[i], s->query, s->query_len);
    }
}

/* Writes the hits. A document that can't be read is told and costs itself alone; *broken is then
 * the error of the first. */
static int show_hits(session *s, dossier_results *results, dossier_error *broken)
{
    int code = EXIT_FOUND;
    bool more = true;
    while (more) {
        dossier_hit hit;
        dossier_error error;
        dossier_status status = dossier_results_next(results, &hit, &more, &error);
        if (status != DOSSIER_OK) {
            if (code == EXIT_FOUND)
                *broken = error;
            code = message_failure(&s->messages, &error, NULL, 0);
            if (status != DOSSIER_CORRUPT)
                break;
        } else if (more) {
            format_hit(&s->run, &hit);
        }
    }
    return code;
}

static void show_facets(session *s, const dossier_results *results)
{
    size_t n;
    const dossier_facet *facets = dossier_results_facets(results, &n);
    for (size_t i = 0; i < n; i++)
        format_facet(&s->run, &facets[i]);
}

double answer_elapsed_ms(const struct timespec *since)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - since->tv_sec) * 1e3 +
           (double)(now.tv_nsec - since->tv_nsec) / 1e6;
}

int answer_show(session *s, dossier_results *results, const struct timespec *since)
{
    dossier_error broken;
    format_summary summary = {
        .matches = dossier_results_matches(results),
        .exact = dossier_results_exact(results),
        .partial = dossier_results_partial(results),
    };
    int found = summary.matches > 0 ? EXIT_FOUND : EXIT_NOTHING_FOUND;
    if (s->options.quiet)
        return found;
    summary.warnings = dossier_results_warnings(results, &summary.n_warnings);
    if (s->options.explain)
        show_explanation(s, dossier_results_explain(results));
    show_warnings(s, summary.warnings, summary.n_warnings);
    int code = s->options.count ? EXIT_FOUND : show_hits(s, results, &broken);
    show_facets(s, results);
    if (code != EXIT_FOUND)
        format_failure(&s->run, &broken);
    summary.shown = s->run.hits;
    summary.elapsed_ms = answer_elapsed_ms(since);
    format_summarize(&s->run, &summary);
    return code == EXIT_FOUND ? found : code;
}
