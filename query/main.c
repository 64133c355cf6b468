/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dossier-query: the command line over dossier.h's searching. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/exit.h"
#include "cli/terminal.h"
#include "query/session.h"

/* ---- searching ---- */

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

static int run_search(session *s)
{
    dossier_error error;
    dossier_results *results = NULL;
    dossier_search_options options;
    bool with = s->run.request.mode == FORMAT_WITH;
    int code = s->run.request.mode == FORMAT_QUERY ? session_find_query(s) : EXIT_FOUND;
    if (with && !session_take_query(s, s->options.with))
        return session_no_memory(s);
    if (s->query)
        s->run.request.query = (dossier_text){s->query, s->query_len};
    if (code == EXIT_FOUND)
        code = session_open(s);
    if (code == EXIT_FOUND && s->query)
        code = session_expand(s);
    if (code == EXIT_FOUND)
        code = answer_options(s, &options);
    if (code != EXIT_FOUND)
        return code;
    if (search(s, &options, &results, &error) != DOSSIER_OK)
        return session_fail(s, &error);
    if (!s->options.quiet)
        format_begin(&s->run);
    code = answer_show(s, results, &s->started);
    if (!s->options.quiet)
        format_end(&s->run);
    dossier_results_free(results);
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
        {o->all, FORMAT_ALL, NULL},
        {o->similar, FORMAT_SIMILAR, o->similar},
        {o->show, FORMAT_DOCUMENT, o->show},
        {o->fields, FORMAT_FIELDS, NULL},
        {o->evaluate, FORMAT_MEASURES, NULL},
        {o->with, FORMAT_WITH, o->with},
        {o->why, FORMAT_WHY, o->why},
        {o->entity, FORMAT_PROFILES, o->entity},
        {o->batch, FORMAT_BATCH, o->batch},
        {o->save, FORMAT_SAVE, NULL},
        {o->forget, FORMAT_FORGET, o->forget},
        {o->saved, FORMAT_SAVED, NULL},
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
    bool query = (s->call->operand_count > 0 && !o->evaluate && !o->save) || (o->file && !o->save);
    if (given > 1)
        session_mistake(s, NULL,
                        "--all, --similar, --with, --batch, --show, --why, --entity, --fields, "
                        "--save, --saved, --forget and --evaluate exclude each other");
    else if (given == 1 && query)
        session_mistake(s, "to search below a folder, add path:FOLDER to a query",
                        "a query can't be combined with --all, --similar, --with, --batch, "
                        "--show, --why, --entity, --fields, --saved, --forget or --evaluate");
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
    if (o->against && !o->batch)
        return session_mistake(s, "dossier-query --batch FILE --against FILE",
                               "--against compares a list with that of --batch");
    if (s->run.format == format_table[FORMAT_GRAPHML] && !o->against)
        return session_mistake(s, NULL, "--format graphml goes with --against");
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
    case FORMAT_SAVE:
        return instead_save(s);
    case FORMAT_FORGET:
        return instead_forget(s);
    case FORMAT_SAVED:
        return instead_saved(s);
    case FORMAT_BATCH:
        return s->options.against ? matrix_run(s) : batch_run(s);
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
    free(s.typed);
    query_facets_free(&s.facets);
    cli_release(&program, &s.options);
    return message_close_output(&s.messages, stdout, code);
}
