/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * table: a program's rows together with the rows that every program has, for those who read
 * arguments and those who print them. Inside lib/cli only.
 */
#ifndef DOSSIER_CLI_TABLE_H
#define DOSSIER_CLI_TABLE_H

#include "cli/options.h"

/* --help, --version and --generate are known by their address in this table. */
extern const cli_option table_common[];
enum { TABLE_HELP, TABLE_VERSION, TABLE_GENERATE };

/* Goes through the program's rows and then the common ones: start with NULL, ends with NULL. A
 * common letter that the program uses itself is not shown for the common row, see table_letter. */
const cli_option *table_next(const cli_program *program, const cli_option *row);
/* The row's letter, 0 when it has none or the program's own rows took it. */
char table_letter(const cli_program *program, const cli_option *row);
const cli_option *table_find(const cli_program *program, const char *name, size_t len);
const cli_option *table_find_letter(const cli_program *program, char letter);
/* Does the option take a value, and must it? */
bool table_takes_value(const cli_option *row);
bool table_needs_value(const cli_option *row);

/* Writes the row's help text with its choices, range and default in sentences after it. */
void table_help(const cli_option *row, FILE *out);

/* The printers behind --help, --version and --generate. */
void help_print(const cli_program *program, FILE *out, size_t columns);
void version_print(const cli_program *program, FILE *out);
void manual_print(const cli_program *program, FILE *out);
void bash_print(const cli_program *program, FILE *out);
void zsh_print(const cli_program *program, FILE *out);
void fish_print(const cli_program *program, FILE *out);
/* A line for each option that is shown: "--name", and "-l" after a space where it has a letter. */
void names_print(const cli_program *program, FILE *out);

#endif
