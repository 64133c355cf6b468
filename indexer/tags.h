/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tags: a document's entities, from the tokens that its words were indexed from, into its record
 * and its draft.
 *
 * An entity's term has the positions of its mentions, so that it can stand in a phrase or near a
 * word. Its wdf follows from how much the document is about it: mentions (15 at most), and what the
 * title and the lead add. `about` terms and values have no positions.
 */
#ifndef DOSSIER_INDEXER_TAGS_H
#define DOSSIER_INDEXER_TAGS_H

#include "dossier.h"
#include "entity/tagger.h"
#include "store/draft.h"
#include "store/record.h"

typedef struct tag_maker tag_maker; /* one a thread */

/* Borrows the gazetteer. DOSSIER_NO_MEMORY. */
dossier_status tag_maker_create(const gazetteer *g, tag_maker **out);
void tag_maker_free(tag_maker *maker);

/* Forgets the stretches of the document before. */
void tag_maker_begin(tag_maker *maker);
/* A stretch of tokens that was scanned from text at base, in order: the title, or a segment. */
dossier_status tag_maker_zone(tag_maker *maker, entity_zone zone, size_t first, size_t end,
                              slice text, uint32_t base);
/* A segment of the body: its first paragraph is the lead if no zone before it was body. */
dossier_status tag_maker_body(tag_maker *maker, const token_list *tokens, size_t first, size_t end,
                              slice text, uint32_t base);
/* Tags the stretches: the record's entities and mentions are replaced, terms and values added. */
dossier_status tag_maker_finish(tag_maker *maker, const token_list *tokens, record *r, draft *out);

#endif
