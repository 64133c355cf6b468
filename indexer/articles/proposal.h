/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * proposal: the numbering of a structured text (proposals, treaties, resolutions, speeches with
 * numbered paragraphs) as labels a reader would use: "II.3", "II.3(a)", "Article 5(2)", "Annex
 * A.2".
 *
 * A line opens a section when it starts with a number that goes on a row: the next of its style, or
 * the first of a new row. So the "I." of "I. Kant" opens nothing after "A.", "1958." is no
 * paragraph, and "(i)" is the letter after "(h)" but a roman one anywhere else. A row of one number
 * is no row; "Article 5" and its like stand for themselves.
 */
#ifndef DOSSIER_INDEXER_ARTICLES_PROPOSAL_H
#define DOSSIER_INDEXER_ARTICLES_PROPOSAL_H

#include "indexer/articles/page.h"
#include "store/record.h"

typedef struct proposal_section {
    uint32_t offset;
    uint32_t row;    /* which row of numbers it belongs to */
    uint32_t parent; /* its parent's row; 0 for none */
    slice label;     /* in the page's memory */
} proposal_section;

typedef struct proposal {
    proposal_section *sections; /* owned; kept from document to document */
    size_t n, cap;
    size_t worded;   /* "Article 1", "Annex A" ... */
    size_t roman;    /* "I.", "II." */
    size_t numbered; /* "1.", "2.1" */
} proposal;

/* Errors: DOSSIER_NO_MEMORY. */
dossier_status proposal_read(page *p, proposal *out);
dossier_status proposal_store(const proposal *list, record *r);
void proposal_free(proposal *list);

#endif
