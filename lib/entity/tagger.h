/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tagger: the officials, countries, organizations, agreements and offices of one document.
 *
 * It reads the token array that the words are indexed from, once, and looks back at the text only
 * for what stands between two tokens. A tagger serves one document after another; one a thread. The
 * gazetteer is shared.
 */
#ifndef DOSSIER_ENTITY_TAGGER_H
#define DOSSIER_ENTITY_TAGGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dossier.h"
#include "entity/gazetteer.h"
#include "text/date.h"
#include "text/token.h"

typedef struct tagger tagger;

/* A stretch of tokens that were scanned from one piece of text. */
typedef struct tagger_zone {
    size_t first, end; /* tokens */
    entity_zone zone;
    slice text;    /* what was scanned ... */
    uint32_t base; /* ... and the offset of its first byte, as in the tokens */
} tagger_zone;

typedef struct tagger_document {
    const token_list *tokens;
    const tagger_zone *zones; /* in order, not overlapping */
    size_t n_zones;
    date when; /* of publication; 0 when unknown */
} tagger_document;

/* A mention, in the order of the text; those of one entity may overlap those of another (a role
 * and its country). */
typedef struct tagger_mention {
    uint32_t tag;   /* index into tagger_result.tags */
    uint32_t token; /* its first token ... */
    uint32_t n_tokens;
    uint32_t offset; /* ... and its bytes */
    uint32_t length;
    uint8_t zone;       /* entity_zone */
    uint8_t rule;       /* entity_rule */
    uint8_t confidence; /* percent */
} tagger_mention;

typedef struct tagger_tag {
    entity_kind kind;
    uint32_t entity; /* of the gazetteer; GAZETTEER_NONE: provisional */
    slice id;
    slice name;
    slice office;       /* an official's, at the document's date; may be empty */
    char country[3];    /* an official's or an organization's; may be empty */
    uint32_t halves;    /* mentions, counted in halves: a role or place alone is one half */
    uint32_t weight;    /* salience: mentions, title and lead; for order and ranking */
    uint8_t zones;      /* bit 1 << entity_zone: it is mentioned there */
    uint8_t confidence; /* percent: of its best mention */
    bool focus;         /* a country that the document is about */
} tagger_tag;

typedef struct tagger_result {
    const tagger_tag *tags; /* by kind, then weightiest first */
    size_t n_tags;
    const tagger_mention *mentions;
    size_t n_mentions;
} tagger_result;

/* Borrows the gazetteer. DOSSIER_NO_MEMORY. */
dossier_status tagger_create(const gazetteer *g, tagger **out);
void tagger_free(tagger *t);
/* *out is borrowed and lives until the next call. DOSSIER_NO_MEMORY. */
dossier_status tagger_run(tagger *t, const tagger_document *document, tagger_result *out);

#endif
