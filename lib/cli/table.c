/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/table.h"

#include <inttypes.h>
#include <string.h>

static const char *const generated[] = {"man", "bash", "zsh", "fish", "names", NULL};

const cli_option table_common[] = {
    [TABLE_HELP] = {.name = "help",
                    .letter = 'h',
                    .kind = CLI_FLAG,
                    .group = "Help",
                    .help = "Show this help."},
    [TABLE_VERSION] = {.name = "version",
                       .letter = 'V',
                       .kind = CLI_FLAG,
                       .help = "Show the versions of the program and its libraries."},
    [TABLE_GENERATE] = {.name = "generate",
                        .kind = CLI_CHOICE,
                        .argument = "WHAT",
                        .choices = generated,
                        .help = "Write the man page or a shell's completions.",
                        .hidden = true},
    {.name = NULL},
};

const cli_option *table_next(const cli_program *program, const cli_option *row)
{
    row = row ? row + 1 : program->options;
    if (!row->name && row != &table_common[sizeof table_common / sizeof *table_common - 1])
        row = table_common;
    return row->name ? row : NULL;
}

static bool is_common(const cli_option *row)
{
    return row >= table_common && row < table_common + sizeof table_common / sizeof *table_common;
}

char table_letter(const cli_program *program, const cli_option *row)
{
    if (is_common(row) && table_find_letter(program, row->letter) != row)
        return 0;
    return row->letter;
}

const cli_option *table_find(const cli_program *program, const char *name, size_t len)
{
    const cli_option *row = NULL;
    while ((row = table_next(program, row))) {
        if (strlen(row->name) == len && memcmp(row->name, name, len) == 0)
            return row;
    }
    return NULL;
}

const cli_option *table_find_letter(const cli_program *program, char letter)
{
    const cli_option *row = NULL;
    while (letter && (row = table_next(program, row))) {
        if (row->letter == letter)
            return row;
    }
    return NULL;
}

bool table_takes_value(const cli_option *row)
{
    return row->kind != CLI_FLAG && row->kind != CLI_CONSTANT;
}

bool table_needs_value(const cli_option *row)
{
    return table_takes_value(row) && !row->implied;
}

static void range_print(const cli_option *row, FILE *out)
{
    if (row->minimum == 0 && row->maximum == 0)
        return;
    if (row->maximum == 0)
        fprintf(out, " At least %" PRId64 ".", row->minimum);
    else
        fprintf(out, " %" PRId64 " to %" PRId64 ".", row->minimum, row->maximum);
}

void table_help(const cli_option *row, FILE *out)
{
    fputs(row->help, out);
    if (row->choices) {
        fputs(" One of ", out);
        for (size_t i = 0; row->choices[i]; i++)
            fprintf(out, "%s%s", i ? ", " : "", row->choices[i]);
        fputc('.', out);
    }
    if (row->kind == CLI_INTEGER)
        range_print(row, out);
    if (row->implied)
        fprintf(out, " Without a value: %s.", row->implied);
    if (row->initial)
        fprintf(out, " Default: %s.", row->initial);
    if (row->negatable)
        fprintf(out, " --no-%s takes it back.", row->name);
    if (row->kind == CLI_LIST)
        fputs(" May be given more than once.", out);
}

void names_print(const cli_program *program, FILE *out)
{
    const cli_option *row = NULL;
    while ((row = table_next(program, row))) {
        if (row->hidden)
            continue;
        fprintf(out, "--%s", row->name);
        if (table_letter(program, row))
            fprintf(out, " -%c", row->letter);
        fputc('\n', out);
    }
}
