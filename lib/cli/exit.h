/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * exit: one table of exit codes for both programs.
 *
 * 0, 1 and 2 are grep's: found, nothing found, a mistake in the command or the query. The rest
 * follow sysexits.h where it has a fitting meaning, so that a script can tell "try again later"
 * (EX_TEMPFAIL, 75) from "make an index first" (EX_NOINPUT, 66). A signal gives 128 + its number.
 */
#ifndef DOSSIER_CLI_EXIT_H
#define DOSSIER_CLI_EXIT_H

#include "dossier.h"

enum { EXIT_FOUND = 0, EXIT_NOTHING_FOUND = 1, EXIT_USAGE_ERROR = 2 };

typedef struct exit_row {
    int code;
    const char *meaning; /* for help and man pages */
} exit_row;

/* What each code of 64 and above means, in rising order; ends with meaning NULL. */
extern const exit_row exit_rows[];

/* The exit code of a status. DOSSIER_OK is EXIT_FOUND. */
int exit_code(dossier_status status);

#endif
