/* SPDX-License-Identifier: GPL-2.0-or-later */
/* --generate bash, zsh, fish: the table as completions of the three shells. */
#include <string.h>

#include "cli/table.h"

/* "dossier-query" as part of a function's name. */
static void function_name(FILE *out, const char *name)
{
    for (fputc('_', out); *name; name++)
        fputc(*name == '-' ? '_' : *name, out);
}

static void words(FILE *out, const char *const *list)
{
    for (size_t i = 0; list && list[i]; i++)
        fprintf(out, "%s%s", i ? " " : "", list[i]);
}

/* The first sentence of a row's help, without its full stop. */
static size_t sentence(const char *text)
{
    const char *end = strstr(text, ". ");
    size_t len = end ? (size_t)(end - text) : strlen(text);
    return len > 0 && text[len - 1] == '.' ? len - 1 : len;
}

/* Text inside single quotes of a shell, with a backslash before each of `special`. */
static void quoted(FILE *out, const char *text, size_t len, const char *quote, const char *special)
{
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\'')
            fputs(quote, out);
        else if (strchr(special, text[i]))
            fprintf(out, "\\%c", text[i]);
        else
            fputc(text[i], out);
    }
}

/* ---- bash ---- */

static void bash_value_case(FILE *out, const cli_program *program, const cli_option *row)
{
    static const char *const offers[] = {
        [CLI_COMPLETE_NOTHING] = "",
        [CLI_COMPLETE_FILES] = "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$cur\"))",
        [CLI_COMPLETE_FOLDERS] = "compopt -o filenames; COMPREPLY=($(compgen -d -- \"$cur\"))",
    };
    fprintf(out, "    --%s", row->name);
    if (table_letter(program, row) && table_needs_value(row))
        fprintf(out, " | -%c", row->letter);
    fputs(")\n", out);
    if (row->choices) {
        fputs("        COMPREPLY=($(compgen -W '", out);
        words(out, row->choices);
        fputs("' -- \"$cur\"))\n", out);
    } else if (*offers[row->complete]) {
        fprintf(out, "        %s\n", offers[row->complete]);
    }
    fputs("        return ;;\n", out);
}

static const char bash_words[] =
    "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} glued=\n"
    "    COMPREPLY=()\n"
    "    if [[ $cur == = ]]; then\n"
    "        cur= glued=1\n"
    "    elif [[ $prev == = ]]; then\n"
    "        prev=${COMP_WORDS[COMP_CWORD-2]} glued=1\n"
    "    fi\n";

void bash_print(const cli_program *program, FILE *out)
{
    const cli_option *row = NULL;
    fprintf(out, "# bash completion for %s, written by %s --generate bash\n", program->name,
            program->name);
    function_name(out, program->name);
    fprintf(out, "()\n{\n%s    case $prev in\n", bash_words);
    while ((row = table_next(program, row))) {
        if (!row->hidden && table_needs_value(row))
            bash_value_case(out, program, row);
    }
    fputs("    esac\n    [[ $glued ]] && case $prev in\n", out);
    while ((row = table_next(program, row))) {
        if (!row->hidden && table_takes_value(row) && !table_needs_value(row))
            bash_value_case(out, program, row);
    }
    fputs("    esac\n    if [[ $cur == -* ]]; then\n        COMPREPLY=($(compgen -W '", out);
    while ((row = table_next(program, row))) {
        if (row->hidden)
            continue;
        fprintf(out, "--%s%s ", row->name, table_needs_value(row) ? "=" : "");
        if (row->negatable)
            fprintf(out, "--no-%s ", row->name);
        if (table_letter(program, row))
            fprintf(out, "-%c ", row->letter);
    }
    fputs("' -- \"$cur\"))\n        [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace\n", out);
    if (program->operands != CLI_COMPLETE_NOTHING)
        fprintf(out,
                "    else\n        compopt -o filenames; COMPREPLY=($(compgen -%c -- \"$cur\"))\n",
                program->operands == CLI_COMPLETE_FILES ? 'f' : 'd');
    fputs("    fi\n}\ncomplete -F ", out);
    function_name(out, program->name);
    fprintf(out, " %s\n", program->name);
}

/* ---- zsh ---- */

static const char *const zsh_offers[] = {
    [CLI_COMPLETE_NOTHING] = "",
    [CLI_COMPLETE_FILES] = "_files",
    [CLI_COMPLETE_FOLDERS] = "_files -/",
};

/* One row as specs of _arguments: '(-n --limit)'{-n+,--limit=}'[help]:N:' */
static void zsh_spelling(FILE *out, const cli_option *row, const char *before, const char *after)
{
    bool value = table_needs_value(row) || *after;
    const char *many = row->kind == CLI_LIST ? "*" : "";
    fprintf(out, " \\\n        '%s%s%s[", many, before, after);
    quoted(out, row->help, sentence(row->help), "'\\''", "[]:\\");
    fputc(']', out);
    if (value) {
        fputs(row->implied ? "::" : ":", out);
        quoted(out, row->argument, strlen(row->argument), "'\\''", "[]:\\");
        fputc(':', out);
        if (row->choices) {
            fputc('(', out);
            words(out, row->choices);
            fputc(')', out);
        } else {
            fputs(zsh_offers[row->complete], out);
        }
    }
    fputc('\'', out);
}

void zsh_print(const cli_program *program, FILE *out)
{
    const cli_option *row = NULL;
    char name[80];
    fprintf(out, "#compdef %s\n# written by %s --generate zsh\n\n", program->name, program->name);
    function_name(out, program->name);
    fputs("()\n{\n    _arguments -s", out);
    while ((row = table_next(program, row))) {
        if (row->hidden)
            continue;
        snprintf(name, sizeof name, "--%s", row->name);
        zsh_spelling(out, row, name,
                     table_needs_value(row)   ? "="
                     : table_takes_value(row) ? "=-"
                                              : "");
        if (table_letter(program, row)) {
            snprintf(name, sizeof name, "-%c", row->letter);
            zsh_spelling(out, row, name, table_needs_value(row) ? "+" : "");
        }
        if (row->negatable) {
            snprintf(name, sizeof name, "--no-%s", row->name);
            zsh_spelling(out, row, name, "");
        }
    }
    fprintf(out, " \\\n        '*:operand:%s'\n}\n\n", zsh_offers[program->operands]);
    function_name(out, program->name);
    fputs(" \"$@\"\n", out);
}

/* ---- fish ---- */

void fish_print(const cli_program *program, FILE *out)
{
    const cli_option *row = NULL;
    fprintf(out, "# fish completion for %s, written by %s --generate fish\n", program->name,
            program->name);
    if (program->operands == CLI_COMPLETE_NOTHING)
        fprintf(out, "complete -c %s -f\n", program->name);
    else if (program->operands == CLI_COMPLETE_FOLDERS)
        fprintf(out, "complete -c %s -f -a '(__fish_complete_directories)'\n", program->name);
    while ((row = table_next(program, row))) {
        if (row->hidden)
            continue;
        fprintf(out, "complete -c %s -l %s", program->name, row->name);
        if (table_letter(program, row))
            fprintf(out, " -s %c", row->letter);
        if (table_needs_value(row))
            fputs(row->complete == CLI_COMPLETE_NOTHING ? " -x" : " -r", out);
        if (row->complete == CLI_COMPLETE_FILES)
            fputs(" -F", out);
        if (row->choices) {
            fputs(" -a '", out);
            words(out, row->choices);
            fputc('\'', out);
        } else if (row->complete == CLI_COMPLETE_FOLDERS) {
            fputs(" -a '(__fish_complete_directories)'", out);
        }
        fputs(" -d '", out);
        quoted(out, row->help, sentence(row->help), "\\'", "\\");
        fputs("'\n", out);
        if (row->negatable)
            fprintf(out, "complete -c %s -l no-%s -d 'Take back --%s'\n", program->name, row->name,
                    row->name);
    }
}
