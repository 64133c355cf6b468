/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/exit.h"

#include <stddef.h>
#include <sysexits.h>

enum {
    EXIT_DOCUMENT = 67, /* sysexits.h has "addressee unknown" here, which fits no search */
    EXIT_INTERRUPT = 130
};

const exit_row exit_rows[] = {
    {EX_DATAERR, "the index is damaged"},
    {EX_NOINPUT, "there is no index"},
    {EXIT_DOCUMENT, "a document can't be read, or passes a limit"},
    {EX_UNAVAILABLE, "a remote index can't be reached"},
    {EX_OSERR, "memory has run out"},
    {EX_IOERR, "the system refused to read or write a file"},
    {EX_TEMPFAIL, "another process is writing to the index: try again later"},
    {EX_CONFIG, "the index was written by another version, or uses a feature unknown to this one"},
    {EXIT_INTERRUPT, "interrupted; what was committed stays"},
    {0, NULL},
};

/* In the order of dossier_status. */
static const int codes[] = {
    [DOSSIER_OK] = EXIT_FOUND,
    [DOSSIER_NO_MEMORY] = EX_OSERR,
    [DOSSIER_INVALID] = EXIT_USAGE_ERROR,
    [DOSSIER_BAD_QUERY] = EXIT_USAGE_ERROR,
    [DOSSIER_NO_INDEX] = EX_NOINPUT,
    [DOSSIER_LOCKED] = EX_TEMPFAIL,
    [DOSSIER_SCHEMA] = EX_CONFIG,
    [DOSSIER_CORRUPT] = EX_DATAERR,
    [DOSSIER_IO] = EX_IOERR,
    [DOSSIER_NETWORK] = EX_UNAVAILABLE,
    [DOSSIER_NOT_FOUND] = EXIT_NOTHING_FOUND,
    [DOSSIER_BAD_DOCUMENT] = EXIT_DOCUMENT,
    [DOSSIER_TOO_LARGE] = EXIT_DOCUMENT,
    [DOSSIER_UNSUPPORTED] = EXIT_USAGE_ERROR,
    [DOSSIER_INTERRUPTED] = EXIT_INTERRUPT,
};

int exit_code(dossier_status status)
{
    size_t at = (size_t)status;
    return at < sizeof codes / sizeof *codes ? codes[at] : EX_SOFTWARE;
}
