/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * error: filling a dossier_error. Each returns the status, so a caller writes
 * `return error_set(error, DOSSIER_IO, "...", ...)`. A NULL error is accepted everywhere.
 */
#ifndef DOSSIER_STORE_ERROR_H
#define DOSSIER_STORE_ERROR_H

#include "dossier.h"
#include "xapian-c.h"

dossier_status error_set(dossier_error *error, dossier_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same with the system's reason: ": No space left on device" and sys_errno. */
dossier_status error_errno(dossier_error *error, int sys_errno, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* What to do about it; keeps the status and message. */
void error_hint(dossier_error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A failure of libxapian as one of ours. `what` begins the message: "searching". */
dossier_status error_xapian(dossier_error *error, const char *what, const xapian_error *cause);
/* An errno of lib/glass on reading the tables in a folder: DOSSIER_CORRUPT, DOSSIER_NO_MEMORY or
 * DOSSIER_IO. */
dossier_status error_glass(dossier_error *error, int why, const char *folder);
dossier_status error_no_memory(dossier_error *error);

#endif
