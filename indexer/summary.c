/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/summary.h"

#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/terminal.h"

enum { NAMED_FAILURES = 20 };

void summary_note_failure(summary_failures *failures, const dossier_event *event)
{
    char *line;
    failures->total++;
    if (failures->count == NAMED_FAILURES)
        return;
    if (!failures->lines)
        failures->lines = calloc(NAMED_FAILURES, sizeof *failures->lines);
    if (!failures->lines || asprintf(&line, "%.*s: %.*s", (int)event->path.len, event->path.data,
                                     (int)event->detail.len, event->detail.data) < 0)
        return;
    failures->lines[failures->count++] = line;
}

void summary_free_failures(summary_failures *failures)
{
    for (size_t i = 0; i < failures->count; i++)
        free(failures->lines[i]);
    free(failures->lines);
    memset(failures, 0, sizeof *failures);
}

/* "1 file", "2 files" */
static void print_count(FILE *out, uint64_t n, const char *noun)
{
    fprintf(out, "%" PRIu64 " %s%s", n, noun, n == 1 ? "" : "s");
}

static void print_size(FILE *out, uint64_t bytes)
{
    static const char *const units[] = {"bytes", "KB", "MB", "GB", "TB"};
    double size = (double)bytes;
    size_t unit = 0;
    while (size >= 1000 && unit + 1 < sizeof units / sizeof units[0]) {
        size /= 1000;
        unit++;
    }
    fprintf(out, unit ? "%.1f %s" : "%.0f %s", size, units[unit]);
}

const char *summary_place(const char *absolute)
{
    char cwd[PATH_MAX];
    size_t len = getcwd(cwd, sizeof cwd) ? strlen(cwd) : 0;
    bool below = len > 1 && strncmp(absolute, cwd, len) == 0 && absolute[len] == '/';
    return below ? absolute + len + 1 : absolute;
}

void summary_print_retag(FILE *out, const dossier_report *report, const char *index)
{
    const char *place = summary_place(index);
    print_count(out, report->documents, "document");
    fputs(" tagged anew in ", out);
    terminal_write(out, place, strlen(place), false);
    fputs(" (", out);
    print_size(out, report->bytes);
    fprintf(out, " of text in %.1f s)\n", report->seconds);
}

void summary_print(FILE *out, const dossier_report *report, const char *index, bool dry_run)
{
    const struct {
        uint64_t n;
        const char *verb;
    } parts[] = {
        {report->added, "added"},  {report->changed, "changed"},     {report->renamed, "renamed"},
        {report->removed, "gone"}, {report->unchanged, "unchanged"},
    };
    const char *separator = "";
    fputs(dry_run ? "would be done: " : "", out);
    print_count(out, report->files, "file");
    fputs(": ", out);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (!parts[i].n)
            continue;
        fprintf(out, "%s%" PRIu64 " %s", separator, parts[i].n, parts[i].verb);
        separator = ", ";
    }
    if (report->failed) {
        fprintf(out, "%s%" PRIu64 " could not be read", separator, report->failed);
        separator = ", ";
    }
    if (report->skipped) {
        fprintf(out, "%s%" PRIu64 " passed over", separator, report->skipped);
        separator = ", ";
    }
    fputs(*separator ? "; " : "nothing to read; ", out);
    print_count(out, report->total, "document");
    fputs(" in ", out);
    index = summary_place(index);
    terminal_write(out, index, strlen(index), false);
    if (report->bytes && !dry_run) {
        fputs(" (read ", out);
        print_size(out, report->bytes);
        fprintf(out, " in %.1f s)", report->seconds);
    }
    fputc('\n', out);
    if (report->replaced) {
        print_count(out, report->replaced, "byte");
        fputs(" that were no valid text are shown as \xef\xbf\xbd\n", out);
    }
}

void summary_print_failures(FILE *out, const summary_failures *failures, bool quiet,
                            const char *log)
{
    if (!failures->total || quiet)
        return;
    fputs("could not be read:\n", out);
    for (size_t i = 0; i < failures->count; i++) {
        fputs("  ", out);
        terminal_write(out, failures->lines[i], strlen(failures->lines[i]), false);
        fputc('\n', out);
    }
    if (failures->total > failures->count)
        fprintf(out, "  and %" PRIu64 " more; %s%s\n", failures->total - failures->count,
                log ? "all are named in " : "--log FILE names all", log ? log : "");
}

static void print_row(FILE *out, const char *name, uint64_t value)
{
    fprintf(out, "%-22s %" PRIu64 "\n", name, value);
}

static void print_date(FILE *out, dossier_date d)
{
    fprintf(out, "%04u", d / 10000);
    if (d / 100 % 100)
        fprintf(out, "-%02u", d / 100 % 100);
    if (d % 100)
        fprintf(out, "-%02u", d % 100);
}

void summary_print_statistics(FILE *out, const dossier_statistics *s, const char *index)
{
    fprintf(out, "%-22s ", "index");
    index = summary_place(index);
    terminal_write(out, index, strlen(index), false);
    fprintf(out, " (%.*s, schema %u)\n", (int)s->generation.len, s->generation.data, s->schema);
    print_row(out, "documents", s->documents);
    print_row(out, "files", s->files);
    print_row(out, "files with failures", s->failed_files);
    print_row(out, "different terms", s->terms);
    print_row(out, "running words", s->words);
    print_row(out, "bytes of text", s->text_bytes);
    print_row(out, "bytes on disk", s->index_bytes);
    if (s->text_bytes)
        fprintf(out, "%-22s %.2f\n", "disk for a text byte",
                (double)s->index_bytes / (double)s->text_bytes);
    fprintf(out, "%-22s %.*s\n", "word endings of", (int)s->language.len, s->language.data);
    if (s->first) {
        fprintf(out, "%-22s ", "dates");
        print_date(out, s->first);
        fputs(" to ", out);
        print_date(out, s->last);
        fputc('\n', out);
    }
}
