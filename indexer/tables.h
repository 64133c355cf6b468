/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tables: the gazetteer that an index is tagged with: the tables that come with Dossier, and those
 * that a user keeps in the index's folder.
 *
 *   SHARE/gazetteer/NAME.tsv  the tables of Dossier
 *   SHARE/gazetteer.bin       the same, compiled when Dossier was built
 *   INDEX/gazetteer/NAME.tsv  the user's; read in the order of their names, after Dossier's
 *
 * SHARE is $DOSSIER_SHARE, else ../share/dossier beside the program's folder, else the folder that
 * Dossier was configured with. A generation of the index holds the compiled gazetteer that its
 * documents were tagged with (TABLES_COMPILED).
 */
#ifndef DOSSIER_INDEXER_TABLES_H
#define DOSSIER_INDEXER_TABLES_H

#include <stdint.h>

#include "dossier.h"
#include "entity/compile.h"
#include "text/buf.h"

#define TABLES_COMPILED "gazetteer.bin"

/* Copies a user's table into the index's folder, where later runs find it. Errors: DOSSIER_IO,
 * DOSSIER_NO_MEMORY. */
dossier_status tables_keep(const char *index, const char *file, dossier_error *error);
/* The compiled gazetteer for an index, into out (cleared first). Lines that can't be used go to
 * `complain`. Errors: DOSSIER_IO (the tables of Dossier can't be found), DOSSIER_INVALID (a file is
 * no table), DOSSIER_NO_MEMORY. */
dossier_status tables_compile(const char *index, compile_complaint complain, void *ctx, buf *out,
                              dossier_error *error);
/* The fingerprint that tables_compile would give. */
dossier_status tables_fingerprint(const char *index, uint64_t *out, dossier_error *error);
/* Tells of a line that can't be used, as a DOSSIER_EVENT_TABLE. */
void tables_tell(void (*event)(const dossier_event *event, void *ctx), void *ctx, const char *file,
                 size_t line, const char *reason);

#endif
