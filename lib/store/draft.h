/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * draft: one document on its way into an index: terms with their positions and wdf, values and the
 * stored record. Filled by the indexer, read by what writes it: a bulk build or the writer.
 *
 * A draft is cleared and used again: its memory follows the largest document.
 */
#ifndef DOSSIER_STORE_DRAFT_H
#define DOSSIER_STORE_DRAFT_H

#include <stdint.h>

#include "dossier.h"
#include "store/fields.h"
#include "text/buf.h"
#include "xapian-c.h"

enum { DRAFT_NO_POSITION = 0, DRAFT_SLOTS = 12 };

typedef struct draft_term {
    uint32_t text; /* offset in draft.text */
    uint16_t len;
    uint32_t hash;
    uint32_t wdf;
    uint32_t n_positions; /* counted while adding */
    uint32_t first;       /* where its positions start, after draft_finish */
} draft_term;

typedef struct draft_place {
    uint32_t term;
    uint32_t position;
} draft_place;

typedef struct draft {
    buf text; /* bytes of the terms, end to end */
    draft_term *terms;
    size_t n_terms, cap_terms;
    uint32_t *table; /* open addressing: index + 1 of terms */
    size_t table_size;
    draft_place *places; /* in the order of adding: ascending positions for each term */
    size_t n_places, cap_places;
    uint32_t *positions; /* grouped by term, after draft_finish */
    size_t cap_positions;
    xapian_posting *postings; /* after draft_finish */
    size_t cap_postings;
    xapian_value values[DRAFT_SLOTS];
    size_t n_values;
    arena memory; /* the values' bytes */
    buf data;     /* the stored record */
    bool failed;  /* sticky: memory has run out */
} draft;

void draft_init(draft *d);
void draft_free(draft *d);
void draft_clear(draft *d);

/* Counts an occurrence of prefix + word: wdf is added, the position kept unless it is
 * DRAFT_NO_POSITION. Positions of one term must not fall. */
void draft_add(draft *d, const char *prefix, slice word, uint32_t position, uint32_t wdf);
/* Sets a value (once for each slot); an empty one is left out. */
void draft_value(draft *d, uint32_t slot, slice value);
/* Groups the positions by term and fills postings (in no order). DOSSIER_NO_MEMORY. */
dossier_status draft_finish(draft *d);
/* The finished draft as a Xapian document; the caller frees it. */
dossier_status draft_document(const draft *d, xapian_document **out, dossier_error *error);
/* Bytes of memory that its postings stand for in Xapian's writer, roughly: for flushing by memory.
 */
size_t draft_weight(const draft *d);

#endif
