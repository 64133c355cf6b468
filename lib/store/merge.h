/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * merge: the runs of all parts become the tables of one database.
 *
 * All runs are read side by side, and every table is written in one pass in the order of its keys,
 * so that memory does not grow with the index. Document ids follow the order of the sources. Where
 * the new generation goes on from an old one, what is kept of its tables comes in between.
 */
#ifndef DOSSIER_STORE_MERGE_H
#define DOSSIER_STORE_MERGE_H

#include "dossier.h"
#include "glass/table.h"
#include "glass/version.h"
#include "store/merge_old.h"
#include "store/run_reader.h"
#include "store/spill.h"

typedef struct merge_source {
    int fd; /* of the part's file */
    const spilled_run *run;
    uint32_t base; /* ids of the sources before it: its document number d gets id base + d */
} merge_source;

typedef struct merge_pair {
    slice key, value; /* neither is empty */
} merge_pair;

typedef struct merge {
    const merge_source *sources;
    size_t n_sources;
    const merge_pair *metadata; /* in byte order of keys, each once */
    size_t n_metadata;
    const merge_old *old; /* the generation gone on from, whose metadata stay; NULL: none */
} merge;

/* Writes the database into a new, empty folder and makes it durable. DOSSIER_IO,
 * DOSSIER_NO_MEMORY, DOSSIER_CORRUPT (the old generation). */
dossier_status merge_write(const merge *m, const char *folder, dossier_error *error);

/* The stages of it. They fail when runs can't be read; what a table can't take is in its own error,
 * at which they stop early. */
dossier_status merge_lengths(const merge *m, glass_table *postlist, glass_stats *stats,
                             dossier_error *error);
dossier_status merge_values(const merge *m, glass_table *postlist, dossier_error *error);
dossier_status merge_terms(const merge *m, glass_table *postlist, glass_table *position,
                           glass_stats *stats, dossier_error *error);
dossier_status merge_documents(const merge *m, glass_table *termlist, glass_table *docdata,
                               dossier_error *error);

/* A reader of one section of a source. */
void merge_reader(const merge *m, size_t source, spill_section section, run_reader *out);
/* Frees the reader; its error as a status. */
dossier_status merge_reader_end(run_reader *r, dossier_error *error);

#endif
