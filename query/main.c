/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dossier-query: the command line over dossier.h's searching. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/exit.h"
#include "cli/terminal.h"
#include "query/session.h"

enum { LIMIT = 10 };

/* ---- searching ---- */

static size_t limit(const session *s)
{
    const query_options *o = &s->options;
    if (o->count)
        return 0;
    if (o->quiet)
        return 1;
    if (o->limit >= 0)
        return (size_t)o->limit;
    if (o->with)
        return 0;
    return o->all || s->run.format->every_match ? (size_t)dossier_index_count(s->index) : LIMIT;
}

static dossier_search_options search_options(const session *s)
{
    const query_options *o = &s->options;
    bool snippets = s->run.format->snippets && !o->quiet;
    dossier_search_options options = DOSSIER_SEARCH_OPTIONS_INIT;
    options.offset = (size_t)o->offset;
    options.limit = limit(s);
    options.sort = (dossier_sort)o->sort;
    options.any_word = o->any;
    options.exact_count = !o->quiet;
    options.snippets = snippets ? (size_t)o->snippets : 0;
    options.snippet_length = (size_t)o->snippet_length;
    options.facet_limit = (size_t)o->facet_limit;
    options.explain = o->explain;
    options.strict = o->strict;
    options.timeout_ms = o->timeout > UINT32_MAX ? UINT32_MAX : (uint32_t)o->timeout;
    options.associate = o->with != NULL;
    return options;
}

static dossier_status search(session *s, const dossier_search_options *options,
                             dossier_results **results, dossier_error *error)
{
    switch (s->run.request.mode) {
    case FORMAT_ALL:
        return dossier_search_all(s->index, options, results, error);
    case FORMAT_SIMILAR:
        return dossier_search_similar(s->index, s->options.similar, options, results, error);
    default:
        return dossier_search(s->index, s->query, s->query_len, options, results, error);
    }
}

/* Formats without a place for it, and standard output for data, leave standard error. */
static void show_explanation(session *s, dossier_text text)
{
    if (s->run.format->explain)
        format_explain(&s->run, text);
    else
        terminal_write(s->messages.stream, text.data, text.len, true);
}

static void show_warnings(session *s, const dossier_results *results)
{
    size_t n;
    const dossier_warning *warnings = dossier_results_warnings(results, &n);
    for (size_t i = 0; i < n; i++) {
        format_warning(&s->run, &warnings[i]);
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

static double elapsed_ms(const session *s)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - s->started.tv_sec) * 1e3 +
           (double)(now.tv_nsec - s->started.tv_nsec) / 1e6;
}

static int show_results(session *s, dossier_results *results)
{
    dossier_error broken;
    format_begin(&s->run);
    if (s->options.explain)
        show_explanation(s, dossier_results_explain(results));
    show_warnings(s, results);
    int code = s->options.count ? EXIT_FOUND : show_hits(s, results, &broken);
    show_facets(s, results);
    if (code != EXIT_FOUND)
        format_failure(&s->run, &broken);
    const format_summary summary = {
        .matches = dossier_results_matches(results),
        .exact = dossier_results_exact(results),
        .partial = dossier_results_partial(results),
        .shown = s->run.hits,
        .elapsed_ms = elapsed_ms(s),
    };
    format_summarize(&s->run, &summary);
    format_end(&s->run);
    if (code == EXIT_FOUND && summary.matches == 0)
        code = EXIT_NOTHING_FOUND;
    return code;
}

/* --quiet: is there a hit? A partial answer (some of the words) is none. */
static int show_nothing(const dossier_results *results)
{
    return dossier_results_matches(results) > 0 ? EXIT_FOUND : EXIT_NOTHING_FOUND;
}

static int run_search(session *s)
{
    dossier_error error;
    dossier_results *results = NULL;
    query_facets facets = {0};
    bool with = s->run.request.mode == FORMAT_WITH;
    int code = s->run.request.mode == FORMAT_QUERY ? session_find_query(s) : EXIT_FOUND;
    if (with && !session_take_query(s, s->options.with))
        return session_no_memory(s);
    if (s->query)
        s->run.request.query = (dossier_text){s->query, s->query_len};
    if (code == EXIT_FOUND)
        code = session_open(s);
    if (code != EXIT_FOUND)
        return code;
    dossier_search_options options = search_options(s);
    s->run.request.offset = options.offset;
    s->run.request.limit = options.limit;
    if (s->options.today && (options.today = query_read_date(s->options.today)) == 0)
        return session_mistake(s, NULL, "--today takes a date such as 2017-09-12");
    if (!query_read_facets(&s->options.facets, &facets)) {
        code = session_no_memory(s);
        goto done;
    }
    static const char *const usual[] = {"official"};
    options.facets = with && !facets.count ? usual : facets.names;
    options.n_facets = with && !facets.count ? 1 : facets.count;
    if (search(s, &options, &results, &error) != DOSSIER_OK)
        code = session_fail(s, &error);
    else
        code = s->options.quiet ? show_nothing(results) : show_results(s, results);
done:
    dossier_results_free(results);
    query_facets_free(&facets);
    return code;
}

/* ---- what is asked ---- */

/* The one thing that was asked for; false (and the mistake told) when there are two. */
static bool choose_mode(session *s)
{
    const query_options *o = &s->options;
    const struct {
        bool given;
        format_mode mode;
        const char *path;
    } modes[] = {
        {o->all, FORMAT_ALL, NULL},           {o->similar, FORMAT_SIMILAR, o->similar},
        {o->show, FORMAT_DOCUMENT, o->show},  {o->fields, FORMAT_FIELDS, NULL},
        {o->evaluate, FORMAT_MEASURES, NULL}, {o->with, FORMAT_WITH, o->with},
        {o->why, FORMAT_WHY, o->why},         {o->entity, FORMAT_PROFILES, o->entity},
    };
    format_request *request = &s->run.request;
    size_t given = 0;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (!modes[i].given)
            continue;
        given++;
        request->mode = modes[i].mode;
        if (modes[i].path)
            request->query = (dossier_text){modes[i].path, strlen(modes[i].path)};
    }
    bool query = (s->call->operand_count > 0 && !o->evaluate) || o->file;
    if (given > 1)
        session_mistake(
            s, NULL,
            "--all, --similar, --with, --show, --why, --entity, --fields and --evaluate "
            "exclude each other");
    else if (given == 1 && query)
        session_mistake(s, "to search below a folder, add path:FOLDER to a query",
                        "a query can't be combined with --all, --similar, --with, --show, --why, "
                        "--entity, --fields or --evaluate");
    return given == 0 || (given == 1 && !query);
}

static const format *choose_format(const query_options *o)
{
    int id = FORMAT_TEXT;
    if (o->format >= 0)
        id = o->format;
    else if (o->like_grep)
        id = FORMAT_VIMGREP;
    else if (o->null)
        id = FORMAT_PATHS;
    return format_table[id];
}

static format_style choose_style(const query_options *o)
{
    bool terminal = terminal_attached(stdout);
    return (format_style){
        .out = stdout,
        .colour = terminal_wants_colour((terminal_colour)o->colour, stdout),
        .terminal = terminal,
        .null = o->null,
        .dropped = o->show_dropped,
        .columns = terminal ? (size_t)terminal_columns(stdout) : 0,
        .max_columns = (size_t)o->max_columns,
    };
}

static int act(session *s)
{
    const query_options *o = &s->options;
    s->run.format = choose_format(o);
    s->run.style = choose_style(o);
    s->run.request.count_only = o->count;
    if (o->null &&
        (s->run.format == format_table[FORMAT_TEXT] || s->run.format == format_table[FORMAT_JSON] ||
         s->run.format == format_table[FORMAT_JSONL]))
        return session_mistake(s, NULL, "--null goes with the formats paths, vimgrep and tsv");
    if (!choose_mode(s))
        return EXIT_USAGE_ERROR;
    switch (s->run.request.mode) {
    case FORMAT_DOCUMENT:
        return instead_show(s);
    case FORMAT_FIELDS:
        return instead_fields(s);
    case FORMAT_MEASURES:
        return instead_evaluate(s);
    case FORMAT_WHY:
        return instead_why(s);
    case FORMAT_PROFILES:
        return instead_entity(s);
    default:
        return run_search(s);
    }
}

int main(int argc, char **argv)
{
    static char buffer[1 << 16];
    query_program_storage storage;
    session s = {.options = query_options_initial()};
    clock_gettime(CLOCK_MONOTONIC, &s.started);
    const cli_program program = query_program(&storage);
    cli_call call = {.argc = argc, .argv = argv, .out = stdout, .err = stderr};
    s.call = &call;
    s.messages = (message_sink){.program = program.name, .stream = stderr};
    int code = EXIT_USAGE_ERROR;
    cli_outcome outcome = cli_parse(&program, &call, &s.options);
    if (outcome == CLI_SHOWN) {
        code = EXIT_FOUND;
    } else if (outcome == CLI_PROCEED) {
        setvbuf(stdout, buffer, s.options.line_buffered ? _IOLBF : _IOFBF, sizeof buffer);
        s.messages.colour = terminal_wants_colour((terminal_colour)s.options.colour, stderr);
        s.messages.quiet = s.options.quiet;
        code = act(&s);
    }
    dossier_index_free(s.index);
    free(s.query);
    cli_release(&program, &s.options);
    return message_close_output(&s.messages, stdout, code);
}
