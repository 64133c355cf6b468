/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dossier-index: the command line over dossier.h's builder. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/exit.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "dossier.h"
#include "indexer/options.h"
#include "indexer/summary.h"

typedef struct run {
    index_options options;
    message_sink messages;
    progress bar;
    FILE *log;
    summary_failures failures;
} run;

static const char *const event_names[] = {
    [DOSSIER_EVENT_ADDED] = "added",     [DOSSIER_EVENT_CHANGED] = "changed",
    [DOSSIER_EVENT_REMOVED] = "removed", [DOSSIER_EVENT_RENAMED] = "renamed",
    [DOSSIER_EVENT_FAILED] = "failed",   [DOSSIER_EVENT_SKIPPED] = "skipped",
    [DOSSIER_EVENT_TABLE] = "table",
};

/* kind TAB path TAB detail; control bytes escaped, so that a line is a line. */
static void write_event(FILE *out, const dossier_event *event)
{
    fprintf(out, "%s\t", event_names[event->kind]);
    terminal_write(out, event->path.data, event->path.len, false);
    if (event->detail.len) {
        fputs(event->kind == DOSSIER_EVENT_RENAMED ? "\tfrom " : "\t", out);
        terminal_write(out, event->detail.data, event->detail.len, false);
    }
    fputc('\n', out);
}

static void on_event(const dossier_event *event, void *ctx)
{
    run *r = ctx;
    if (r->log) {
        char stamp[32];
        struct tm tm;
        time_t now = time(NULL);
        strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%S%z", localtime_r(&now, &tm));
        fprintf(r->log, "%s\t", stamp);
        write_event(r->log, event);
    }
    if (event->kind == DOSSIER_EVENT_TABLE) {
        progress_hide(&r->bar);
        message_warning(&r->messages, NULL, "%.*s was left out: %.*s", (int)event->path.len,
                        event->path.data, (int)event->detail.len, event->detail.data);
        return;
    }
    if (event->kind == DOSSIER_EVENT_FAILED)
        summary_note_failure(&r->failures, event);
    if (r->options.quiet || !(r->options.verbose || r->options.dry_run))
        return;
    progress_hide(&r->bar);
    write_event(stdout, event);
}

static bool on_progress(const dossier_progress *counts, void *ctx)
{
    run *r = ctx;
    progress_update(&r->bar, counts);
    return !interrupt_requested();
}

static dossier_build_options build_options(run *r)
{
    const index_options *o = &r->options;
    return (dossier_build_options){
        .index = o->index,
        .jobs = (unsigned)o->jobs,
        .memory = o->memory,
        .language = o->language,
        .charset = o->charset,
        .kind = o->kind,
        .kind_rules = o->kind_rules.values,
        .n_kind_rules = o->kind_rules.count,
        .ignore = o->ignore.values,
        .n_ignore = o->ignore.count,
        .hidden = o->hidden,
        .gitignore = o->gitignore,
        .rebuild = o->rebuild,
        .dry_run = o->dry_run,
        .max_document = o->max_document,
        .gazetteers = o->gazetteers.values,
        .n_gazetteers = o->gazetteers.count,
        .no_tags = o->no_tags,
        .progress = on_progress,
        .event = on_event,
        .ctx = r,
    };
}

static int fail(const run *r, const dossier_error *error)
{
    return message_failure(&r->messages, error, NULL, 0);
}

static int update(run *r, const char *const *paths, size_t n_paths)
{
    dossier_builder *builder;
    dossier_error error = {0};
    dossier_report report = {0};
    const dossier_build_options options = build_options(r);
    if (dossier_builder_open(paths[0], &options, &builder, &error) != DOSSIER_OK)
        return fail(r, &error);
    progress_begin(&r->bar, stderr, !r->options.quiet);
    bool retag = r->options.action == INDEX_RETAG;
    dossier_status status = retag
                                ? dossier_builder_retag(builder, &report, &error)
                                : dossier_builder_update(builder, paths, n_paths, &report, &error);
    progress_end(&r->bar);
    int code = EXIT_FOUND;
    if (status == DOSSIER_OK || status == DOSSIER_INTERRUPTED) {
        if (!r->options.quiet && retag)
            summary_print_retag(stdout, &report, dossier_builder_location(builder));
        else if (!r->options.quiet)
            summary_print(stdout, &report, dossier_builder_location(builder), r->options.dry_run);
        summary_print_failures(stderr, &r->failures, r->options.quiet, r->options.log);
        if (report.gazetteer_changed)
            message_note(&r->messages, "the gazetteer's tables have changed since the documents "
                                       "were tagged; dossier-index --retag applies them");
    }
    if (status == DOSSIER_INTERRUPTED) {
        message_note(&r->messages, "%s",
                     error.message[0] ? error.message
                                      : "stopped; what was read is in the index, run the same "
                                        "command again for the rest");
        code = interrupt_exit_code();
    } else if (status != DOSSIER_OK) {
        code = fail(r, &error);
    }
    dossier_builder_free(builder);
    return code;
}

/* The index that holds a path, which may be gone from disk: looked for from the nearest folder
 * above it that is there. *out is malloc'd; NULL, and said, when there is none. */
static int find_holder(const run *r, const char *path, char **out)
{
    dossier_error error = {0};
    char *start = strdup(path);
    *out = NULL;
    while (start && start[0] && access(start, F_OK) != 0) {
        char *slash = strrchr(start, '/');
        start[slash ? slash - start + (slash == start) : 0] = '\0';
    }
    dossier_status status = dossier_find_index(start && start[0] ? start : ".", out, &error);
    free(start);
    return status == DOSSIER_OK ? EXIT_FOUND : fail(r, &error);
}

/* Takes each path out; one that is not in the index is said and changes the exit code. */
static int remove_each(run *r, dossier_builder *builder, const char *const *paths, size_t n_paths)
{
    dossier_error error = {0};
    dossier_status status = DOSSIER_OK;
    int code = EXIT_FOUND;
    uint64_t total = 0;
    for (size_t i = 0; i < n_paths && status == DOSSIER_OK; i++) {
        uint64_t removed = 0;
        status = dossier_builder_remove(builder, paths[i], &removed, &error);
        total += removed;
        if (status == DOSSIER_NOT_FOUND) {
            message_warning(&r->messages, NULL, "%s", error.message);
            code = EXIT_NOTHING_FOUND;
            status = DOSSIER_OK;
        }
    }
    if (status == DOSSIER_OK)
        status = dossier_builder_commit(builder, &error);
    if (status != DOSSIER_OK)
        return fail(r, &error);
    if (!r->options.quiet)
        printf("%" PRIu64 " %s taken out of the index\n", total,
               total == 1 ? "document" : "documents");
    return code;
}

static int remove_paths(run *r, const char *const *paths, size_t n_paths)
{
    dossier_builder *builder;
    dossier_error error = {0};
    char *found = NULL;
    int code = EXIT_FOUND;
    dossier_build_options options = build_options(r);
    if (!options.index)
        code = find_holder(r, paths[0], &found);
    if (code != EXIT_FOUND)
        return code;
    if (found)
        options.index = found;
    if (dossier_builder_open(NULL, &options, &builder, &error) == DOSSIER_OK)
        code = remove_each(r, builder, paths, n_paths);
    else
        code = fail(r, &error);
    dossier_builder_free(builder);
    free(found);
    return code;
}

static bool on_listed(const dossier_listed_file *file, void *ctx)
{
    (void)ctx;
    printf("%6" PRIu64 " %10" PRIu64 "  ", file->documents, file->size);
    terminal_write(stdout, file->path.data, file->path.len, false);
    if (file->failure.len) {
        fputs("\t", stdout);
        terminal_write(stdout, file->failure.data, file->failure.len, false);
    }
    putchar('\n');
    return !interrupt_requested();
}

static void on_fault(const char *line, void *ctx)
{
    (void)ctx;
    terminal_write(stdout, line, strlen(line), false);
    putchar('\n');
}

static int check(const run *r, const char *location)
{
    dossier_error error = {0};
    uint64_t faults = 0;
    if (dossier_check(location, on_fault, NULL, &faults, &error) != DOSSIER_OK)
        return fail(r, &error);
    if (faults) {
        message_error(&r->messages, "run dossier-index --rebuild to make the index anew",
                      "%" PRIu64 " %s in %s", faults, faults == 1 ? "fault" : "faults",
                      summary_place(location));
        return EXIT_NOTHING_FOUND;
    }
    if (!r->options.quiet) {
        const char *shown = summary_place(location);
        terminal_write(stdout, shown, strlen(shown), false);
        puts(": no fault found");
    }
    return EXIT_FOUND;
}

/* --list, --stats and --check: they read an index that is there. */
static int inspect(run *r, const char *start)
{
    dossier_error error = {0};
    dossier_index *index = NULL;
    char *found = NULL;
    const char *location = r->options.index;
    if (!location) {
        if (dossier_find_index(start, &found, &error) != DOSSIER_OK)
            return fail(r, &error);
        location = found;
    }
    int code = EXIT_FOUND;
    if (r->options.action == INDEX_CHECK) {
        code = check(r, location);
    } else if (dossier_open(&location, 1, &index, &error) != DOSSIER_OK) {
        code = fail(r, &error);
    } else if (r->options.action == INDEX_LIST) {
        if (dossier_index_list(index, on_listed, r, &error) != DOSSIER_OK)
            code = fail(r, &error);
    } else {
        dossier_statistics statistics;
        if (dossier_index_statistics(index, &statistics, &error) != DOSSIER_OK)
            code = fail(r, &error);
        else
            summary_print_statistics(stdout, &statistics, location);
    }
    dossier_index_free(index);
    free(found);
    return code;
}

static int compile(run *r, const char *const *tables, size_t n)
{
    dossier_error error = {0};
    return dossier_compile_gazetteer(tables, n, r->options.compiled, on_event, r, &error) ==
                   DOSSIER_OK
               ? EXIT_FOUND
               : fail(r, &error);
}

/* Without a PATH, the folder that the nearest index stands in. */
static int update_nearest(run *r)
{
    dossier_error error = {0};
    char *found;
    if (dossier_find_index(".", &found, &error) != DOSSIER_OK) {
        message_error(&r->messages, "name a folder: dossier-index FOLDER",
                      "there is nothing to bring up to date: %s", error.message);
        return EXIT_USAGE_ERROR;
    }
    char *slash = strrchr(found, '/');
    slash[slash == found] = '\0';
    int code = update(r, (const char *const[]){found}, 1);
    free(found);
    return code;
}

static int act(run *r, const cli_call *call)
{
    const char *const *operands = (const char *const *)call->operands;
    if (!r->options.index) {
        r->options.index = getenv("DOSSIER_INDEX");
        if (r->options.index && !r->options.index[0])
            r->options.index = NULL;
    }
    if (r->options.log && !(r->log = fopen(r->options.log, "ae"))) {
        message_error(&r->messages, NULL, "%s can't be opened for writing", r->options.log);
        return EXIT_USAGE_ERROR;
    }
    if (r->options.compiled)
        return compile(r, operands, call->operand_count);
    switch (r->options.action) {
    case INDEX_RETAG: /* no file is read: the path only says which index */
    case INDEX_UPDATE:
        if (r->options.action == INDEX_RETAG && r->options.index)
            return update(r, (const char *const[]){"."}, 1);
        return call->operand_count ? update(r, operands, call->operand_count) : update_nearest(r);
    case INDEX_REMOVE:
        if (call->operand_count)
            return remove_paths(r, operands, call->operand_count);
        message_error(&r->messages, NULL, "--remove needs a path");
        return EXIT_USAGE_ERROR;
    default:
        return inspect(r, call->operand_count ? operands[0] : ".");
    }
}

int main(int argc, char **argv)
{
    run r = {0};
    cli_call call = {.argc = argc, .argv = argv, .out = stdout, .err = stderr};
    int code = EXIT_USAGE_ERROR;
    r.messages =
        (message_sink){.program = index_program.name, .stream = stderr, .progress = &r.bar};
    switch (cli_parse(&index_program, &call, &r.options)) {
    case CLI_SHOWN:
        code = EXIT_FOUND;
        break;
    case CLI_MISTAKE:
        break;
    case CLI_PROCEED:
        r.messages.colour = terminal_wants_colour((terminal_colour)r.options.colour, stderr);
        r.messages.quiet = r.options.quiet;
        interrupt_install();
        code = act(&r, &call);
        break;
    }
    if (r.log && fclose(r.log) != 0)
        message_error(&r.messages, NULL, "%s can't be written", r.options.log);
    summary_free_failures(&r.failures);
    cli_release(&index_program, &r.options);
    return message_close_output(&r.messages, stdout, code);
}
