/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dossier.h"
#include "xapian-c.h"

static const char *const names[] = {
    [DOSSIER_OK] = "done",
    [DOSSIER_NO_MEMORY] = "not enough memory",
    [DOSSIER_INVALID] = "an argument makes no sense",
    [DOSSIER_BAD_QUERY] = "the query can't be read",
    [DOSSIER_NO_INDEX] = "no such index",
    [DOSSIER_LOCKED] = "another program is writing to the index",
    [DOSSIER_SCHEMA] = "the index was made by another version",
    [DOSSIER_CORRUPT] = "the index is damaged",
    [DOSSIER_IO] = "the system refused",
    [DOSSIER_NETWORK] = "a remote index can't be reached",
    [DOSSIER_NOT_FOUND] = "no such document",
    [DOSSIER_BAD_DOCUMENT] = "a document can't be read",
    [DOSSIER_TOO_LARGE] = "a limit was passed",
    [DOSSIER_UNSUPPORTED] = "this can't be done on this index",
    [DOSSIER_INTERRUPTED] = "stopped on request",
};

const char *dossier_status_name(dossier_status status)
{
    return (unsigned)status < sizeof names / sizeof names[0] ? names[status] : "unknown";
}

const char *dossier_version(void)
{
    return DOSSIER_VERSION;
}

const char *dossier_xapian_version(void)
{
    return xapian_version_string();
}
