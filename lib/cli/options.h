/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * options: one table from which a command line is read and its help, man page and completions are
 * printed, so that they can't differ.
 *
 * A program describes itself in a cli_program. cli_parse fills the program's own struct of options
 * from argv by the rows' offsets. Options are read as GNU tools read them: --name=VALUE,
 * --name VALUE, -nVALUE, -n VALUE, bundles (-qv), operands anywhere, "--" before operands that look
 * like options. Names are never abbreviated, because a script that abbreviates breaks when an
 * option is added; a wrong name is answered with the nearest right one.
 *
 * Every program has these rows without listing them: -h/--help, -V/--version, and the hidden
 * --generate man|bash|zsh|fish|names.
 */
#ifndef DOSSIER_CLI_OPTIONS_H
#define DOSSIER_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* What an option's value is, and the type of the member that it goes to. */
typedef enum cli_kind {
    CLI_FLAG,     /* bool */
    CLI_CONSTANT, /* int: set to `value` when the option is given; several rows may share a member
                   */
    CLI_STRING,   /* const char *, borrowed from argv */
    CLI_INTEGER,  /* int64_t, minimum to maximum */
    CLI_SIZE, /* uint64_t bytes: "300", "64K", "2M", "1G" (powers of 1024); minimum to maximum */
    CLI_DURATION, /* int64_t milliseconds: "250ms", "10s", "5m", "2h", "1d"; a bare number: seconds
                   */
    CLI_CHOICE,   /* int or an enum: the place of the word in `choices`, from 0 */
    CLI_LIST,     /* cli_list: one string for each time that it is given */
} cli_kind;

typedef struct cli_list {
    const char **values; /* owned; the strings are borrowed from argv */
    size_t count;
} cli_list;

/* What a shell offers after the option. Choices are always offered. */
typedef enum cli_complete {
    CLI_COMPLETE_NOTHING,
    CLI_COMPLETE_FILES,
    CLI_COMPLETE_FOLDERS,
} cli_complete;

typedef struct cli_option {
    const char *name; /* long name without dashes; NULL ends a table */
    char letter;      /* short name, or 0 */
    cli_kind kind;
    size_t offset;        /* into the program's struct of options */
    const char *argument; /* how help names the value: "DIR"; NULL for flags and constants */
    const char *group;    /* heading of this row and those after it; NULL: as the row before */
    const char *help; /* one or more sentences, without the default, the range and the choices */
    const char *const *choices; /* ends with NULL; checked for CLI_CHOICE and CLI_LIST */
    const char *initial; /* value before anything is given, as it would be typed; shown in help */
    const char *implied; /* what --name alone means; a value is then given only as --name=VALUE */
    int64_t minimum, maximum; /* both 0: no limits besides the type's (nothing negative) */
    int64_t value;            /* of a CLI_CONSTANT */
    cli_complete complete;
    bool negatable; /* of a CLI_FLAG: --no-NAME takes it back */
    bool hidden;    /* read, but not shown: spellings of other tools */
} cli_option;

/* The member of a kind, checked to be of the kind's type:
 *   {.name = "limit", .letter = 'n', CLI_TO_INTEGER(query_options, limit), .argument = "N", ...} */
#define CLI_TYPED(type, member, ...)                                                               \
    (offsetof(type, member) + 0 * sizeof(char[_Generic(((type *)0)->member, __VA_ARGS__)]))
#define CLI_TO_FLAG(type, member) .kind = CLI_FLAG, .offset = CLI_TYPED(type, member, bool : 1)
#define CLI_TO_CONSTANT(type, member, constant)                                                    \
    .kind = CLI_CONSTANT, .offset = CLI_TYPED(type, member, int : 1, unsigned : 1),                \
    .value = (constant)
#define CLI_TO_STRING(type, member)                                                                \
    .kind = CLI_STRING, .offset = CLI_TYPED(type, member, const char * : 1)
#define CLI_TO_INTEGER(type, member)                                                               \
    .kind = CLI_INTEGER, .offset = CLI_TYPED(type, member, int64_t : 1)
#define CLI_TO_SIZE(type, member) .kind = CLI_SIZE, .offset = CLI_TYPED(type, member, uint64_t : 1)
#define CLI_TO_DURATION(type, member)                                                              \
    .kind = CLI_DURATION, .offset = CLI_TYPED(type, member, int64_t : 1)
#define CLI_TO_CHOICE(type, member)                                                                \
    .kind = CLI_CHOICE, .offset = CLI_TYPED(type, member, int : 1, unsigned : 1)
#define CLI_TO_LIST(type, member) .kind = CLI_LIST, .offset = CLI_TYPED(type, member, cli_list : 1)

/* A thing and what it is: an example and what it does, a file, a variable, an exit code. */
typedef struct cli_entry {
    const char *term; /* NULL ends a list */
    const char *text;
} cli_entry;

/* A further section of help and man page: paragraphs, then entries. Each may be NULL. */
typedef struct cli_section {
    const char *title; /* "Queries"; NULL ends a list */
    const char *const *paragraphs;
    const cli_entry *entries;
} cli_section;

/* Lists of strings end with NULL, and each may be NULL as a whole. Define a program at file scope:
 * inside a function its lists would be no constants. */
typedef struct cli_program {
    const char *name;
    const char *version;
    const char *purpose;            /* one line, lower case, no full stop */
    const char *const *usage;       /* what follows the name: "[OPTIONS] QUERY..." */
    const char *const *description; /* paragraphs */
    const cli_option *options;
    const cli_section *sections;
    const cli_entry *examples; /* a command, and what it does */
    const cli_entry *exits;    /* what 0, 1 and 2 mean here; the rest is in exit.h */
    const cli_entry *environment;
    const cli_entry *files;
    const char *const *see_also; /* "dossier-index(1)" */
    cli_complete operands;       /* what a shell offers for operands */
    /* Operands may be words to leave out (`sanctions -iran`): behind the first operand a dash and
     * more than one character is an operand, unless it is a letter that takes a number and digits
     * (`-n5`). Before it, an argument with a space in it is an operand. */
    bool minus_words;
    /* Writes the lines of --version after the first (libraries and their versions); may be NULL. */
    void (*about)(FILE *out);
} cli_program;

/* A call of a program. argc, argv, out and err are given; the rest is filled by cli_parse. */
typedef struct cli_call {
    int argc;
    char **argv;
    FILE *out, *err;
    char **operands; /* in argv, which is reordered for it */
    size_t operand_count;
    bool after_dashes; /* was there a "--"? */
} cli_call;

typedef enum cli_outcome {
    CLI_PROCEED, /* options are filled */
    CLI_SHOWN,   /* help, version or a generated file was written to call->out: exit with 0 */
    CLI_MISTAKE, /* the mistake was told on call->err: exit with 2 */
} cli_outcome;

/* Fills *options (the struct that the rows' offsets mean, zeroed or filled with defaults by the
 * caller; rows with `initial` are set first). Call cli_release afterwards, whatever the outcome. */
cli_outcome cli_parse(const cli_program *program, cli_call *call, void *options);
void cli_release(const cli_program *program, void *options); /* frees the lists */

#endif
