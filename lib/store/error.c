/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char no_room[] = "make room on the disk and run the same command again; what was "
                              "committed before is still there";

static void set(dossier_error *error, dossier_status status, int sys_errno, const char *format,
                va_list args) __attribute__((format(printf, 4, 0)));

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
        if (sys_errno == ENOSPC || sys_errno == EDQUOT)
            error_hint(error, "%s", no_room);
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

dossier_status error_glass(dossier_error *error, int why, const char *folder)
{
    if (why == ENOMEM)
        return error_no_memory(error);
    if (why != EBADMSG)
        return error_errno(error, why, "%s can't be read", folder);
    error_set(error, DOSSIER_CORRUPT, "the tables in %s are damaged", folder);
    error_hint(error, "run dossier-index --rebuild to make them anew");
    return DOSSIER_CORRUPT;
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

/* The disk's own reasons. Xapian hands them on as the system's, or only within its message. */
static const int disk_errors[] = {ENOSPC, EDQUOT, EFBIG, EIO, EROFS, EMFILE, ENFILE};

static int disk_error_in(const xapian_error *cause)
{
    for (size_t i = 0; i < sizeof disk_errors / sizeof disk_errors[0]; i++)
        if (strstr(cause->system, strerror(disk_errors[i])) ||
            strstr(cause->message, strerror(disk_errors[i])))
            return disk_errors[i];
    return 0;
}

dossier_status error_xapian(dossier_error *error, const char *what, const xapian_error *cause)
{
    dossier_status status = DOSSIER_INVALID;
    const char *hint = "";
    int disk = disk_error_in(cause);
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
        if (meanings[i].from == cause->status) {
            status = meanings[i].to;
            hint = meanings[i].hint;
        }
    }
    if (disk && status != DOSSIER_NETWORK) {
        status = DOSSIER_IO;
        hint = disk == ENOSPC || disk == EDQUOT ? no_room : "";
    }
    error_set(error, status, "%s: %s%s%s%s%s", what, cause->message, cause->system[0] ? ": " : "",
              cause->system, cause->context[0] ? " at " : "", cause->context);
    if (error && status == DOSSIER_IO)
        error->sys_errno = disk;
    error_hint(error, "%s", hint);
    return status;
}
