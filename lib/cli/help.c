/* SPDX-License-Identifier: GPL-2.0-or-later */
/* --help and --version: the table as plain text, wrapped at the terminal's width. */
#include <stdlib.h>
#include <string.h>

#include "cli/exit.h"
#include "cli/table.h"
#include "cli/terminal.h"

enum {
    TEXT_COLUMN = 26,  /* where an option's help begins */
    LINE_LONGEST = 100 /* longer lines are hard to read */
};

typedef struct page {
    FILE *out;
    size_t columns;
} page;

/* Writes text wrapped at spaces, the first line from column `at`, the others from `indent`. */
static void wrap(const page *p, const char *text, size_t at, size_t indent)
{
    bool first = true;
    while (*text) {
        size_t len = strcspn(text, " ");
        size_t width = terminal_width(text, len);
        if (!first && at + 1 + width > p->columns) {
            fprintf(p->out, "\n%*s", (int)indent, "");
            at = indent;
            first = true;
        }
        if (!first) {
            fputc(' ', p->out);
            at++;
        }
        fwrite(text, 1, len, p->out);
        at += width;
        first = false;
        text += len;
        text += strspn(text, " ");
    }
    fputc('\n', p->out);
}

/* A term at `indent` and its text from `column` on, on a line of its own when the term is long. */
static void entry(const page *p, const char *term, const char *text, size_t indent, size_t column)
{
    size_t width = indent + terminal_width(term, strlen(term));
    fprintf(p->out, "%*s%s", (int)indent, "", term);
    if (width + 2 > column)
        fprintf(p->out, "\n%*s", (int)column, "");
    else
        fprintf(p->out, "%*s", (int)(column - width), "");
    wrap(p, text, column, column);
}

static void heading(const page *p, const char *title)
{
    fprintf(p->out, "\n%s:\n", title);
}

static void paragraphs(const page *p, const char *const *text, size_t indent)
{
    for (size_t i = 0; text && text[i]; i++) {
        fprintf(p->out, "%s%*s", i ? "\n" : "", (int)indent, "");
        wrap(p, text[i], indent, indent);
    }
}

static void entries(const page *p, const char *title, const cli_entry *rows)
{
    if (!rows || !rows->term)
        return;
    if (title)
        heading(p, title);
    size_t column = 0;
    for (const cli_entry *row = rows; row->term; row++) {
        size_t width = terminal_width(row->term, strlen(row->term)) + 4;
        column = width > column ? width : column;
    }
    column = column < TEXT_COLUMN ? column : TEXT_COLUMN;
    for (; rows->term; rows++)
        entry(p, rows->term, rows->text, 2, column);
}

static void usage(const page *p, const cli_program *program)
{
    for (size_t i = 0; program->usage[i]; i++)
        fprintf(p->out, "%s %s %s\n", i ? "      " : "Usage:", program->name, program->usage[i]);
}

static void option(const page *p, const cli_program *program, const cli_option *row)
{
    char term[128];
    char letter[8] = "    ";
    char *text = NULL;
    size_t len = 0;
    FILE *memory = open_memstream(&text, &len);
    if (!memory)
        return;
    table_help(row, memory);
    fclose(memory);
    if (table_letter(program, row))
        snprintf(letter, sizeof letter, "-%c, ", row->letter);
    const char *before = !table_takes_value(row) ? "" : row->implied ? "[=" : "=";
    snprintf(term, sizeof term, "%s--%s%s%s%s", letter, row->name, before,
             row->argument ? row->argument : "", row->implied ? "]" : "");
    entry(p, term, text, 2, TEXT_COLUMN);
    free(text);
}

static void options(const page *p, const cli_program *program)
{
    const cli_option *row = NULL;
    const char *group = "Options", *shown = NULL;
    while ((row = table_next(program, row))) {
        group = row->group ? row->group : group;
        if (row->hidden)
            continue;
        if (group != shown)
            heading(p, group);
        shown = group;
        option(p, program, row);
    }
}

static void examples(const page *p, const cli_entry *rows)
{
    if (!rows || !rows->term)
        return;
    heading(p, "Examples");
    for (; rows->term; rows++) {
        fprintf(p->out, "  %s\n      ", rows->term);
        wrap(p, rows->text, 6, 6);
    }
}

static void exits(const page *p, const cli_entry *rows)
{
    heading(p, "Exit codes");
    for (; rows && rows->term; rows++)
        entry(p, rows->term, rows->text, 2, 7);
    for (const exit_row *row = exit_rows; row->meaning; row++) {
        char code[16];
        snprintf(code, sizeof code, "%d", row->code);
        entry(p, code, row->meaning, 2, 7);
    }
}

void help_print(const cli_program *program, FILE *out, size_t columns)
{
    page p = {out, columns < LINE_LONGEST ? columns : LINE_LONGEST};
    usage(&p, program);
    fputc('\n', out);
    paragraphs(&p, program->description, 0);
    options(&p, program);
    for (const cli_section *s = program->sections; s && s->title; s++) {
        heading(&p, s->title);
        paragraphs(&p, s->paragraphs, 2);
        entries(&p, NULL, s->entries);
    }
    examples(&p, program->examples);
    entries(&p, "Environment", program->environment);
    entries(&p, "Files", program->files);
    exits(&p, program->exits);
    for (size_t i = 0; program->see_also && program->see_also[i]; i++)
        fprintf(out, "%s%s", i ? ", " : "\nSee also: ", program->see_also[i]);
    if (program->see_also && program->see_also[0])
        fputc('\n', out);
}

void version_print(const cli_program *program, FILE *out)
{
    fprintf(out, "%s %s\n", program->name, program->version);
    if (program->about)
        program->about(out);
}
