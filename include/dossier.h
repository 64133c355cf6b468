/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DOSSIER_H
#define DOSSIER_H
typedef enum dossier_status {
    DOSSIER_OK = 0,
    DOSSIER_NO_MEMORY,
    DOSSIER_INVALID,      /* an argument makes no sense */
    DOSSIER_BAD_QUERY,    /* the query can't be read; error.offset and length say where */
    DOSSIER_NO_INDEX,     /* there is no index at that place */
    DOSSIER_LOCKED,       /* another process is writing to the index */
    DOSSIER_SCHEMA,       /* written by another version, or with a feature unknown here */
    DOSSIER_CORRUPT,      /* the index or a record in it is damaged */
    DOSSIER_IO,           /* the system refused: a file, a full disk; error.sys_errno says why */
    DOSSIER_NETWORK,      /* a remote database can't be reached */
    DOSSIER_NOT_FOUND,    /* no such document */
    DOSSIER_BAD_DOCUMENT, /* a document can't be read; the reason is in the message */
    DOSSIER_TOO_LARGE,    /* a limit was passed */
    DOSSIER_UNSUPPORTED,  /* what was asked can't be done on this index (a remote one, say) */
    DOSSIER_INTERRUPTED,  /* the caller asked to stop */
} dossier_status;
#endif
