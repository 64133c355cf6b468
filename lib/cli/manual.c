/* SPDX-License-Identifier: GPL-2.0-or-later */
/* --generate man: the table as a page of section 1, in the man(7) macros. No date is written, so
 * that the same sources always give the same page. */
#include <ctype.h>
#include <string.h>

#include "cli/exit.h"
#include "cli/table.h"

/* Text as roff shows it unchanged: its escapes, and the characters that it would turn into
 * typographic ones although a command line is meant. */
static void escaped(FILE *out, const char *text)
{
    static const struct {
        char plain;
        const char *roff;
    } escapes[] = {
        {'\\', "\\e"},  {'-', "\\-"},   {'\'', "\\(aq"}, {'`', "\\(ga"},
        {'^', "\\(ha"}, {'~', "\\(ti"}, {'"', "\\(dq"},
    };
    if (*text == '.')
        fputs("\\&", out);
    for (; *text; text++) {
        size_t i = 0;
        while (i < sizeof escapes / sizeof *escapes && escapes[i].plain != *text)
            i++;
        if (i < sizeof escapes / sizeof *escapes)
            fputs(escapes[i].roff, out);
        else
            fputc(*text, out);
    }
}

static void upper(FILE *out, const char *text)
{
    for (; *text; text++)
        fputc(toupper((unsigned char)*text), out);
}

static void line(FILE *out, const char *macro, const char *text)
{
    fprintf(out, "%s\n", macro);
    escaped(out, text);
    fputc('\n', out);
}

static void heading(FILE *out, const char *title)
{
    fputs(".SH \"", out);
    upper(out, title);
    fputs("\"\n", out);
}

static void paragraphs(FILE *out, const char *const *text)
{
    for (size_t i = 0; text && text[i]; i++)
        line(out, ".PP", text[i]);
}

static void entry(FILE *out, const char *term, const char *text)
{
    fputs(".TP\n\\fB", out);
    escaped(out, term);
    fputs("\\fR\n", out);
    escaped(out, text);
    fputc('\n', out);
}

static void entries(FILE *out, const char *title, const cli_entry *rows)
{
    if (!rows || !rows->term)
        return;
    if (title)
        heading(out, title);
    for (; rows->term; rows++)
        entry(out, rows->term, rows->text);
}

static void usage(FILE *out, const cli_program *program)
{
    heading(out, "synopsis");
    fputs(".nf\n", out);
    for (size_t i = 0; program->usage[i]; i++) {
        fprintf(out, "\\fB");
        escaped(out, program->name);
        fputs("\\fR ", out);
        escaped(out, program->usage[i]);
        fputc('\n', out);
    }
    fputs(".fi\n", out);
}

static void option(FILE *out, const cli_program *program, const cli_option *row)
{
    fputs(".TP\n", out);
    if (table_letter(program, row))
        fprintf(out, "\\fB\\-%c\\fR, ", row->letter);
    fputs("\\fB\\-\\-", out);
    escaped(out, row->name);
    fputs("\\fR", out);
    if (table_takes_value(row)) {
        fputs(row->implied ? "[=\\fI" : "=\\fI", out);
        escaped(out, row->argument);
        fputs(row->implied ? "\\fR]" : "\\fR", out);
    }
    fputc('\n', out);
    char text[2048] = "";
    FILE *memory = fmemopen(text, sizeof text, "w");
    if (memory) {
        table_help(row, memory);
        fclose(memory);
    }
    text[sizeof text - 1] = '\0';
    escaped(out, text);
    fputc('\n', out);
}

static void options(FILE *out, const cli_program *program)
{
    const cli_option *row = NULL;
    const char *group = NULL, *shown = NULL;
    heading(out, "options");
    while ((row = table_next(program, row))) {
        group = row->group ? row->group : group;
        if (row->hidden)
            continue;
        if (group && group != shown) {
            fputs(".SS \"", out);
            escaped(out, group);
            fputs("\"\n", out);
        }
        shown = group;
        option(out, program, row);
    }
}

static void examples(FILE *out, const cli_entry *rows)
{
    if (!rows || !rows->term)
        return;
    heading(out, "examples");
    for (; rows->term; rows++)
        entry(out, rows->term, rows->text);
}

static void exits(FILE *out, const cli_entry *rows)
{
    entries(out, "exit status", rows);
    for (const exit_row *row = exit_rows; row->meaning; row++) {
        char code[16];
        snprintf(code, sizeof code, "%d", row->code);
        entry(out, code, row->meaning);
    }
}

/* "dossier-index(1)" in the form of a reference: the name bold, the section not. */
static void see_also(FILE *out, const char *const *pages)
{
    if (!pages || !pages[0])
        return;
    heading(out, "see also");
    for (size_t i = 0; pages[i]; i++) {
        size_t len = strcspn(pages[i], "(");
        char name[128];
        snprintf(name, sizeof name, "%.*s", (int)len, pages[i]);
        fputs(i ? ",\n\\fB" : "\\fB", out);
        escaped(out, name);
        fprintf(out, "\\fR%s", pages[i] + len);
    }
    fputc('\n', out);
}

void manual_print(const cli_program *program, FILE *out)
{
    fputs(".TH ", out);
    upper(out, program->name);
    fprintf(out, " 1 \"\" \"Dossier %s\" \"User Commands\"\n", program->version);
    fputs(".nh\n.ad l\n", out);
    heading(out, "name");
    escaped(out, program->name);
    fputs(" \\- ", out);
    escaped(out, program->purpose);
    fputc('\n', out);
    usage(out, program);
    heading(out, "description");
    paragraphs(out, program->description);
    options(out, program);
    for (const cli_section *s = program->sections; s && s->title; s++) {
        heading(out, s->title);
        paragraphs(out, s->paragraphs);
        entries(out, NULL, s->entries);
    }
    examples(out, program->examples);
    entries(out, "environment", program->environment);
    entries(out, "files", program->files);
    exits(out, program->exits);
    see_also(out, program->see_also);
}
