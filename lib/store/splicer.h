/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * splicer: the entries of a stored document with other tags: its terms and slots without those of
 * entities (FIELD_ENTITY), and those of a draft that holds nothing else.
 */
#ifndef DOSSIER_STORE_SPLICER_H
#define DOSSIER_STORE_SPLICER_H

#include "dossier.h"
#include "store/document_pass.h"
#include "store/draft.h"
#include "store/run.h"

typedef struct splicer {
    buf terms, slots;
    buf body; /* of terms: all but the head */
} splicer;

void splicer_init(splicer *s);
void splicer_free(splicer *s);
/* Fills *out, whose bytes stay until the next call. Errors:
 * DOSSIER_CORRUPT (the document's entries), DOSSIER_NO_MEMORY. */
dossier_status splicer_make(splicer *s, const stored_document *old, const draft *d, run_whole *out,
                            dossier_error *error);

#endif
