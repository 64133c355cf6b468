/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * spill: runs on disk, between the threads that read documents and the merge that makes tables.
 *
 * The file of a part holds its runs one after another, each with four sections; where they lie is
 * only known in memory. Numbers are varints; documents have ascending numbers in their run.
 *
 *   terms      in byte order: length, bytes, number of postings, sum of wdf, bytes of postings;
 * then postings: document - the one before (0), wdf, length and bytes of the position entry lengths
 * for each document: its number - the one before (0), length values     slot after slot, for each
 * document that has one: document - the one before (0), length, bytes documents  for each: its
 * number - the one before (0), and three times length and bytes, of its terms' entry, its slots'
 * entry and its data
 */
#ifndef DOSSIER_STORE_SPILL_H
#define DOSSIER_STORE_SPILL_H

#include "dossier.h"
#include "store/run.h"
#include "text/buf.h"

typedef struct spill_section {
    uint64_t begin, end; /* offsets in the file */
} spill_section;

typedef struct spill_slot {
    uint32_t slot;
    spill_section values;
} spill_slot;

typedef struct spilled_run {
    uint32_t last; /* number of its last document */
    uint32_t kept; /* those with numbers above are dropped: readers leave them out */
    uint32_t wdf;  /* run.wdf */
    spill_section terms, lengths, stored;
    spill_slot *slots;
    size_t n_slots;
} spilled_run;

typedef struct spill {
    char *path;
    int fd;
    uint64_t size; /* bytes given so far, those still in the buffer included */
    buf pending;
    int error; /* errno of the first failure; sticky */
    spilled_run *runs;
    size_t n_runs;
} spill;

/* Creates the file. `path` is copied. */
dossier_status spill_open(spill *s, const char *path, dossier_error *error);
/* Appends a run and notes it in s->runs. */
dossier_status spill_write(spill *s, const run *r, dossier_error *error);
/* Frees the memory and closes the file, which stays. */
void spill_free(spill *s);

#endif
