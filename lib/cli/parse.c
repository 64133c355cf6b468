/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/message.h"
#include "cli/options.h"
#include "cli/table.h"
#include "cli/terminal.h"
#include "cli/value.h"

typedef struct parser {
    const cli_program *program;
    cli_call *call;
    char *options;
    message_sink sink;
    int at;                   /* the argument being read */
    const cli_option *common; /* the common row that was given first, if any */
    int generate;             /* place of its value, when that row is --generate */
} parser;

/* A row as the user met it, for messages: "--limit" or "-n". */
typedef struct spelling {
    char text[64];
} spelling;

static spelling spell_long(const cli_option *row)
{
    spelling s;
    snprintf(s.text, sizeof s.text, "--%s", row->name);
    return s;
}

static spelling spell_letter(char letter)
{
    return (spelling){{'-', letter, '\0'}};
}

/* ---- values ---- */

static bool within(const cli_option *row, int64_t number)
{
    if (row->minimum == 0 && row->maximum == 0)
        return number >= 0;
    return number >= row->minimum && (row->maximum == 0 || number <= row->maximum);
}

static bool list_append(cli_list *list, const char *value)
{
    const char **more = realloc(list->values, (list->count + 1) * sizeof *more);
    if (!more)
        return false;
    list->values = more;
    list->values[list->count++] = value;
    return true;
}

static bool bad_value(parser *p, const cli_option *row, spelling s, const char *value)
{
    static const char *const wanted[] = {
        [CLI_INTEGER] = "a number",
        [CLI_SIZE] = "a size such as 300K or 2G",
        [CLI_DURATION] = "a time such as 10s, 5m or 2h",
    };
    char hint[512] = "";
    char range[64] = "";
    if (row->choices) {
        size_t count = 0, used = 0;
        for (; row->choices[count]; count++) {
            int wrote = snprintf(hint + used, sizeof hint - used, "%s%s",
                                 count ? ", " : "one of: ", row->choices[count]);
            used = used + (size_t)wrote < sizeof hint ? used + (size_t)wrote : used;
        }
        const char *nearest = value_nearest(value, row->choices, count);
        if (nearest)
            snprintf(hint, sizeof hint, "did you mean %s?", nearest);
        message_error(&p->sink, hint, "%s doesn't know \"%s\"", s.text, value);
        return false;
    }
    if (row->maximum != 0 && row->kind == CLI_INTEGER)
        snprintf(range, sizeof range, " from %" PRId64 " to %" PRId64, row->minimum, row->maximum);
    else if (row->minimum != 0 && row->kind == CLI_INTEGER)
        snprintf(range, sizeof range, " of at least %" PRId64, row->minimum);
    message_error(&p->sink, NULL, "%s takes %s%s, not \"%s\"", s.text, wanted[row->kind], range,
                  value);
    return false;
}

static bool store_value(parser *p, const cli_option *row, spelling s, const char *value)
{
    void *to = p->options + row->offset;
    int64_t number = 0;
    uint64_t size = 0;
    int choice = row->choices ? value_choice(value, row->choices) : 0;
    bool good = choice >= 0;
    switch (row->kind) {
    case CLI_STRING:
        if (good)
            *(const char **)to = value;
        break;
    case CLI_CHOICE:
        if (good)
            *(int *)to = choice;
        break;
    case CLI_LIST:
        if (good && !list_append(to, value)) {
            message_error(&p->sink, NULL, "memory has run out");
            return false;
        }
        break;
    case CLI_INTEGER:
        good = value_integer(value, &number) && within(row, number);
        if (good)
            *(int64_t *)to = number;
        break;
    case CLI_SIZE:
        good = value_size(value, &size) && size <= INT64_MAX && within(row, (int64_t)size);
        if (good)
            *(uint64_t *)to = size;
        break;
    case CLI_DURATION:
        good = value_duration(value, &number) && within(row, number);
        if (good)
            *(int64_t *)to = number;
        break;
    case CLI_FLAG:
    case CLI_CONSTANT:
        break;
    }
    return good || bad_value(p, row, s, value);
}

/* ---- options ---- */

static bool is_common(const cli_option *row)
{
    return row == &table_common[TABLE_HELP] || row == &table_common[TABLE_VERSION] ||
           row == &table_common[TABLE_GENERATE];
}

/* An option was read; value is NULL when it has none. */
static bool apply(parser *p, const cli_option *row, spelling s, const char *value)
{
    if (is_common(row)) {
        if (row->choices && (p->generate = value_choice(value, row->choices)) < 0)
            return bad_value(p, row, s, value);
        if (!p->common)
            p->common = row;
        return true;
    }
    if (row->kind == CLI_FLAG)
        *(bool *)(p->options + row->offset) = true;
    else if (row->kind == CLI_CONSTANT)
        *(int *)(p->options + row->offset) = (int)row->value;
    else
        return store_value(p, row, s, value ? value : row->implied);
    return true;
}

/* The next argument as the value of an option that needs one. */
static const char *next_value(parser *p, const cli_option *row, spelling s)
{
    if (p->at + 1 < p->call->argc)
        return p->call->argv[++p->at];
    message_error(&p->sink, NULL, "%s needs a value: %s %s", s.text, s.text, row->argument);
    return NULL;
}

static bool unknown_option(parser *p, const char *name, size_t len)
{
    enum { MOST = 256 };
    const char *names[MOST];
    char wrong[64];
    char hint[128];
    size_t count = 0;
    const cli_option *row = NULL;
    while ((row = table_next(p->program, row))) {
        if (!row->hidden && count < MOST)
            names[count++] = row->name;
    }
    snprintf(wrong, sizeof wrong, "%.*s", (int)(len < sizeof wrong ? len : sizeof wrong - 1), name);
    const char *nearest = value_nearest(wrong, names, count);
    if (nearest)
        snprintf(hint, sizeof hint, "did you mean --%s?", nearest);
    else
        snprintf(hint, sizeof hint, "%s --help lists the options", p->program->name);
    message_error(&p->sink, hint, "there is no option --%.*s", (int)len, name);
    return false;
}

/* "no-NAME" of a flag that can be taken back. */
static bool take_back(parser *p, const char *name, size_t len)
{
    if (len < 4 || memcmp(name, "no-", 3) != 0)
        return false;
    const cli_option *row = table_find(p->program, name + 3, len - 3);
    if (!row || !row->negatable)
        return false;
    *(bool *)(p->options + row->offset) = false;
    return true;
}

static bool parse_long(parser *p, const char *text)
{
    size_t len = strcspn(text, "=");
    const char *value = text[len] ? text + len + 1 : NULL;
    const cli_option *row = table_find(p->program, text, len);
    if (!row && !value && take_back(p, text, len))
        return true;
    if (!row)
        return unknown_option(p, text, len);
    spelling s = spell_long(row);
    if (value && !table_takes_value(row)) {
        message_error(&p->sink, NULL, "%s takes no value", s.text);
        return false;
    }
    if (!value && table_needs_value(row) && !(value = next_value(p, row, s)))
        return false;
    return apply(p, row, s, value);
}

static bool unknown_letter(parser *p, const char *word, const char *letter)
{
    char hint[160] = "";
    if (p->program->minus_words && isalpha((unsigned char)word[0]) && word[1])
        snprintf(hint, sizeof hint,
                 "to leave out documents with a word, put it behind another word, or behind --");
    else
        snprintf(hint, sizeof hint, "%s --help lists the options", p->program->name);
    message_error(&p->sink, hint, "there is no option -%c", *letter);
    return false;
}

/* "qn5": flags one after the other, the last one perhaps with its value. */
static bool parse_letters(parser *p, const char *word)
{
    for (const char *c = word; *c; c++) {
        const cli_option *row = table_find_letter(p->program, *c);
        if (!row)
            return unknown_letter(p, word, c);
        spelling s = spell_letter(*c);
        if (!table_needs_value(row)) {
            if (!apply(p, row, s, NULL))
                return false;
            continue;
        }
        const char *value = c[1] ? c + 1 : next_value(p, row, s);
        return value && apply(p, row, s, value);
    }
    return true;
}

/* Is an argument of one dash and more than a letter an operand? See cli_program.minus_words. */
static bool is_minus_word(const parser *p, const char *word)
{
    if (!p->program->minus_words || !word[0] || !word[1])
        return false;
    const cli_option *row = table_find_letter(p->program, word[0]);
    if (p->call->operand_count == 0)
        return strpbrk(word, " \t\n") && !(row && table_needs_value(row));
    return !(row && row->kind == CLI_INTEGER && word[1 + strspn(word + 1, "0123456789")] == '\0');
}

static bool parse_arguments(parser *p)
{
    cli_call *call = p->call;
    for (p->at = 1; p->at < call->argc; p->at++) {
        char *word = call->argv[p->at];
        bool good = true;
        if (call->after_dashes || word[0] != '-' || word[1] == '\0')
            call->operands[call->operand_count++] = word;
        else if (strcmp(word, "--") == 0)
            call->after_dashes = true;
        else if (word[1] == '-')
            good = parse_long(p, word + 2);
        else if (is_minus_word(p, word + 1))
            call->operands[call->operand_count++] = word;
        else
            good = parse_letters(p, word + 1);
        if (!good)
            return false;
    }
    return true;
}

static bool set_initial(parser *p)
{
    const cli_option *row = NULL;
    while ((row = table_next(p->program, row))) {
        if (row->initial && !store_value(p, row, spell_long(row), row->initial))
            return false;
    }
    return true;
}

static void show_common(const parser *p)
{
    static void (*const printers[])(const cli_program *, FILE *) = {
        manual_print, bash_print, zsh_print, fish_print, names_print,
    };
    FILE *out = p->call->out;
    if (p->common == &table_common[TABLE_HELP])
        help_print(p->program, out, (size_t)terminal_columns(out));
    else if (p->common == &table_common[TABLE_VERSION])
        version_print(p->program, out);
    else
        printers[p->generate](p->program, out);
}

cli_outcome cli_parse(const cli_program *program, cli_call *call, void *options)
{
    parser p = {
        .program = program,
        .call = call,
        .options = options,
        .sink = {.program = program->name,
                 .stream = call->err,
                 .colour = terminal_wants_colour(TERMINAL_COLOUR_AUTO, call->err)},
    };
    /* Operands only move towards the front, over arguments that were read already. */
    call->operands = call->argc > 0 ? call->argv + 1 : call->argv;
    call->operand_count = 0;
    call->after_dashes = false;
    if (!set_initial(&p) || !parse_arguments(&p))
        return CLI_MISTAKE;
    if (!p.common)
        return CLI_PROCEED;
    show_common(&p);
    return CLI_SHOWN;
}

void cli_release(const cli_program *program, void *options)
{
    for (const cli_option *row = program->options; row->name; row++) {
        if (row->kind != CLI_LIST)
            continue;
        cli_list *list = (cli_list *)((char *)options + row->offset);
        free(list->values);
        *list = (cli_list){NULL, 0};
    }
}
