/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * metadata: where index metadata goes: into Xapian's writer, or into a bulk build.
 */
#ifndef DOSSIER_STORE_METADATA_H
#define DOSSIER_STORE_METADATA_H

#include "dossier.h"
#include "xapian-c.h"

typedef struct metadata_sink {
    /* Sets a key, which is not empty; an empty value takes it away. */
    dossier_status (*set)(const char *key, size_t key_len, const char *value, size_t value_len,
                          dossier_error *error, void *ctx);
    void *ctx;
} metadata_sink;

/* A sink that sets the metadata of an open database. Borrows it. */
metadata_sink metadata_into(xapian_writable_database *db);

#endif
