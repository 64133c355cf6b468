/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * terms: a document's record to its draft: which words become which terms, where they stand, and
 * what they weigh. The other half of the field table (lib/store/fields.h).
 *
 * Positions: the title's words come first, from 1; then, after a gap, the text's segments one after
 * another; then, after another gap, the byline. So a phrase never runs from one into another. Each
 * indexed segment of the record gets the position of its first word, from which snippets find their
 * way back. Sentence and paragraph starts are marked by the terms XS and XP (positions only).
 */
#ifndef DOSSIER_INDEXER_TERMS_H
#define DOSSIER_INDEXER_TERMS_H

#include "dossier.h"
#include "entity/gazetteer.h"
#include "store/draft.h"
#include "store/record.h"
#include "text/stem.h"

enum {
    TERMS_GAP = 100,     /* positions between title, text and byline */
    TERMS_TITLE_WDF = 2, /* what a title word adds to the body word's wdf; in the text it is 1 */
    TERMS_BODY_WDF = 1,
};

typedef struct term_maker term_maker; /* token array, stemmer, codec; one a thread */

/* The gazetteer (NULL: nothing is tagged) is borrowed. Errors: DOSSIER_NO_MEMORY, DOSSIER_INVALID
 * (the language). */
dossier_status term_maker_create(const char *language, const gazetteer *facts, term_maker **out);
void term_maker_free(term_maker *maker);

/* Fills the draft (cleared first) and finishes it: terms, values, stored record.
 * r->field[RECORD_PATH] is the stored path. Sets the segments' positions in r. Errors:
 * DOSSIER_NO_MEMORY, DOSSIER_TOO_LARGE. */
dossier_status term_maker_draft(term_maker *maker, record *r, draft *out);
/* Fills the draft with nothing but the tags of a document, made anew: its entities' terms and
 * values, and its record, which r was decoded from, with these tags. */
dossier_status term_maker_retag(term_maker *maker, slice stored, record *r, draft *out);
/* The draft of a renamed document: its record and the terms of its path alone. */
dossier_status term_maker_rename(term_maker *maker, const record *r, draft *out);

#endif
