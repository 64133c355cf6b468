/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void set(dossier_error *error, dossier_status status, int sys_errno, const char *format,
                va_list args)
{
    memset(error, 0, sizeof *error);
    error->status = status;
    error->sys_errno = sys_errno;
    vsnprintf(error->message, sizeof error->message, format, args);
}

dossier_status error_set(dossier_error *error, dossier_status status, const char *format, ...)
{
    if (error) {
        va_list args;
        va_start(args, format);
        set(error, status, 0, format, args);
        va_end(args);
    }
    return status;
}

dossier_status error_errno(dossier_error *error, int sys_errno, const char *format, ...)
{
    if (error) {
        va_list args;
        va_start(args, format);
        set(error, DOSSIER_IO, sys_errno, format, args);
        va_end(args);
        size_t used = strlen(error->message);
        snprintf(error->message + used, sizeof error->message - used, ": %s", strerror(sys_errno));
        if (sys_errno == ENOSPC)
            error_hint(error, "make room on the disk and run the same command again; what was "
                              "committed before is still there");
    }
    return DOSSIER_IO;
}

void error_hint(dossier_error *error, const char *format, ...)
{
    if (!error)
        return;
    va_list args;
    va_start(args, format);
    vsnprintf(error->hint, sizeof error->hint, format, args);
    va_end(args);
}

dossier_status error_no_memory(dossier_error *error)
{
    return error_set(error, DOSSIER_NO_MEMORY, "there is not enough memory");
}

/* What a class of Xapian error means to us; those not named are DOSSIER_CORRUPT if they come from
 * the database, else DOSSIER_INVALID. */
static const struct {
    xapian_status from;
    dossier_status to;
    const char *hint;
} meanings[] = {
    {XAPIAN_DATABASE_CORRUPT, DOSSIER_CORRUPT, "run dossier-index --rebuild to make it anew"},
    {XAPIAN_DATABASE, DOSSIER_CORRUPT, "run dossier-index --check to see what is damaged"},
    {XAPIAN_DATABASE_CREATE, DOSSIER_IO, ""},
    {XAPIAN_DATABASE_LOCK, DOSSIER_LOCKED, "wait until the other program has finished"},
    {XAPIAN_DATABASE_MODIFIED, DOSSIER_CORRUPT,
     "the index is being rewritten; run the search again"},
    {XAPIAN_DATABASE_OPENING, DOSSIER_CORRUPT, "run dossier-index --rebuild to make it anew"},
    {XAPIAN_DATABASE_NOT_FOUND, DOSSIER_NO_INDEX, "make one with: dossier-index FOLDER"},
    {XAPIAN_DATABASE_VERSION, DOSSIER_SCHEMA, "run dossier-index --rebuild to make it anew"},
    {XAPIAN_DOC_NOT_FOUND, DOSSIER_NOT_FOUND, ""},
    {XAPIAN_FEATURE_UNAVAILABLE, DOSSIER_UNSUPPORTED, ""},
    {XAPIAN_NETWORK, DOSSIER_NETWORK, "is xapian-tcpsrv running there, and can it be reached?"},
    {XAPIAN_NETWORK_TIMEOUT, DOSSIER_NETWORK, "the server answers too slowly; try again"},
    {XAPIAN_UNIMPLEMENTED, DOSSIER_UNSUPPORTED, ""},
    {XAPIAN_WILDCARD, DOSSIER_TOO_LARGE, "give more letters before the *"},
    {XAPIAN_NO_MEMORY, DOSSIER_NO_MEMORY, ""},
};

dossier_status error_xapian(dossier_error *error, const char *what, const xapian_error *cause)
{
    dossier_status status = DOSSIER_INVALID;
    const char *hint = "";
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
        if (meanings[i].from == cause->status) {
            status = meanings[i].to;
            hint = meanings[i].hint;
        }
    }
    /* A full disk or a failing one reaches us as a database error with the system's reason. */
    if (cause->system[0] && status != DOSSIER_NO_INDEX && status != DOSSIER_NETWORK &&
        status != DOSSIER_LOCKED)
        status = DOSSIER_IO;
    error_set(error, status, "%s: %s%s%s%s%s", what, cause->message, cause->system[0] ? ": " : "",
              cause->system, cause->context[0] ? " at " : "", cause->context);
    if (status == DOSSIER_IO && strstr(cause->system, strerror(ENOSPC)))
        hint = "make room on the disk and run the same command again; what was committed before "
               "is still there";
    error_hint(error, "%s", hint);
    return status;
}
