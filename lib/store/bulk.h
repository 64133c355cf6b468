/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bulk: a whole new generation, built in parts by several threads and put together at the end.
 *
 * A part turns its documents over in memory and writes them out as sorted runs (run.h, spill.h),
 * one thread at a time; the runs are merged into the tables of a database (merge.h, lib/glass) in
 * the order of parts, so document ids follow the order of the input however many threads there
 * were. The generation becomes visible at bulk_finish, all at once; until then, and after a kill,
 * the old one serves and what was begun is litter that the next writer removes.
 */
#ifndef DOSSIER_STORE_BULK_H
#define DOSSIER_STORE_BULK_H

#include "dossier.h"
#include "store/document_pass.h"
#include "store/draft.h"
#include "store/manifest.h"
#include "xapian-c.h"

typedef struct bulk bulk;
typedef struct bulk_part bulk_part;

/* index: the index folder, which exists and whose lock the caller holds. */
dossier_status bulk_create(const char *index, const char *language, bulk **out,
                           dossier_error *error);
/* Without bulk_finish: removes what was built. */
void bulk_free(bulk *b);

/* Makes it a generation of the same documents, with the same ids and metadata, as the one in this
 * folder, but with other tags: what is not a document's tags is taken over from its tables. Each
 * part then holds documents of an ascending range of ids, all by bulk_part_retag, and no document
 * is left out. Right after bulk_create. DOSSIER_CORRUPT, DOSSIER_IO, DOSSIER_NO_MEMORY. */
dossier_status bulk_retag(bulk *b, const char *generation, dossier_error *error);

/* Makes it a generation with the documents of the one in this folder, under the ids that they have,
 * and behind them those that are added; its list of files is written anew. Right after bulk_create.
 * *last receives the largest id that was ever used. Errors as of bulk_retag. */
dossier_status bulk_continue(bulk *b, const char *generation, xapian_docid *last,
                             dossier_error *error);
/* Leaves documents of that generation out; those already gone are passed over. */
void bulk_remove(bulk *b, manifest_run documents);
/* Takes over a file that lies beside its tables, if there is one. DOSSIER_IO, DOSSIER_NO_MEMORY. */
dossier_status bulk_keep(bulk *b, const char *name, dossier_error *error);

/* Starts part `number` (from 0; each once). Parts may be written in parallel. */
dossier_status bulk_part_open(bulk *b, size_t number, bulk_part **out, dossier_error *error);
/* memory: bytes that pending postings may take before they are written out. */
dossier_status bulk_part_add(bulk_part *part, const draft *d, uint64_t memory, xapian_docid *docid,
                             dossier_error *error);
/* Adds the document with another record and other tags: d holds just these. number: its id less the
 * ids of the parts before; ascending. DOSSIER_CORRUPT, and as bulk_part_add. */
dossier_status bulk_part_retag(bulk_part *part, uint32_t number, const stored_document *old,
                               const draft *d, uint64_t memory, dossier_error *error);
/* Deletes the documents from `first` on: those of a file whose reading was cut short. The part must
 * be closed next: merging counts ids up to the last document left. */
dossier_status bulk_part_drop(bulk_part *part, xapian_docid first, dossier_error *error);
/* Closes the part; *documents receives how many ids it used. */
dossier_status bulk_part_close(bulk_part *part, uint32_t *documents, dossier_error *error);

/* Puts a file into the new generation's folder beside its tables. DOSSIER_IO, DOSSIER_NO_MEMORY. */
dossier_status bulk_attach(bulk *b, const char *name, slice bytes, dossier_error *error);
/* Merges the parts (documents[i] ids used by part i, n_parts of them), writes the list of files
 * (whose runs already have the final ids: part i's start after those of the parts before it, and
 * the first one's after the last id of the generation gone on from by bulk_continue; NULL after
 * bulk_retag, which keeps the list that there is), makes it durable and switches to it. Old
 * generations are removed. */
dossier_status bulk_finish(bulk *b, const uint32_t *documents, size_t n_parts, manifest *files,
                           dossier_error *error);

#endif
