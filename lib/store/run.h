/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * run: the documents of a part, turned over in memory: from terms of each document to documents of
 * each term.
 *
 * Documents have ascending numbers within the run, from 1 on, not all of which need be used. Each
 * document's entries (positions and terms) are made here, as the tables will hold them, in the
 * thread that adds it; putting runs together is then little more than copying. Used by one thread;
 * written out by spill.h.
 */
#ifndef DOSSIER_STORE_RUN_H
#define DOSSIER_STORE_RUN_H

#include "dossier.h"
#include "store/draft.h"
#include "text/buf.h"

/* Bytes for each term, and for each posting, that sorting them takes besides. */
enum { RUN_SPILL_WEIGHT = 16 };

typedef struct run_term {
    uint64_t head; /* its first 8 bytes as a number, zeros behind: compares as they do */
    uint32_t text; /* offset in run.text */
    uint32_t hash;
    uint32_t n_postings;
    uint16_t len;
} run_term;

typedef struct run_posting {
    uint32_t term; /* index in run.terms */
    uint32_t wdf;
    uint32_t positions; /* offset of the entry in run.positions; it ends where the next begins */
} run_posting;

/* The entries of a document whose draft has only those of its terms and values that are new: all
 * others, which the draft does not know, count here. */
typedef struct run_whole {
    bool same;          /* with its data, they are those of the generation gone on from */
    slice terms, slots; /* as the tables hold them */
    uint32_t length;    /* sum of wdf */
    uint32_t wdf;       /* the greatest */
} run_whole;

typedef struct run_document {
    uint32_t number;
    uint32_t first_posting;
    uint32_t first_value;
    uint32_t length; /* sum of wdf */
    uint32_t data;   /* offset in run.bytes */
    uint32_t data_len;
    bool same;  /* nothing of its entries and data is here */
    bool whole; /* the entries of its terms and slots lie before its data, end to end */
    uint32_t terms_len, slots_len;
} run_document;

typedef struct run_value {
    uint32_t slot;
    uint32_t document; /* its number */
    uint32_t bytes;    /* offset in run.bytes */
    uint32_t len;
} run_value;

typedef struct run {
    buf text; /* bytes of the terms, end to end */
    run_term *terms;
    size_t n_terms, cap_terms;
    uint32_t *table; /* open addressing: index + 1 of terms */
    size_t table_size;
    run_posting *postings; /* in the order of documents */
    size_t n_postings, cap_postings;
    buf positions;
    run_document *documents;
    size_t n_documents, cap_documents;
    run_value *values; /* in the order of documents, within one in the order of slots */
    size_t n_values, cap_values;
    buf bytes;    /* of values, entries and data */
    uint32_t wdf; /* the greatest of those documents that were given whole */
} run;

void run_init(run *r);
void run_free(run *r);
/* Forgets everything; the memory stays for what comes. */
void run_clear(run *r);

/* Adds a finished draft as document `number`, or nothing: DOSSIER_NO_MEMORY, DOSSIER_INVALID (a
 * term is empty or too long). whole: NULL when the draft is all there is of the document. */
dossier_status run_add(run *r, uint32_t number, const draft *d, const run_whole *whole,
                       dossier_error *error);
/* Forgets the documents with numbers above `last`. Terms that they alone had stay, without
 * postings. */
void run_truncate(run *r, uint32_t last);
/* Bytes of memory that its contents take, and that writing them out will. */
size_t run_weight(const run *r);

static inline slice run_text(const run *r, const run_term *t)
{
    return (slice){r->text.data + t->text, t->len};
}

#endif
