/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kind: what sort of document it is, from a table of evidence: words of the title, of the opening,
 * of the path; a dateline or byline; numbered parts.
 */
#ifndef DOSSIER_INDEXER_ARTICLES_KIND_H
#define DOSSIER_INDEXER_ARTICLES_KIND_H

#include "indexer/articles/page.h"
#include "indexer/articles/proposal.h"

/* Sets p->kind; without a given kind the guess is noted with the evidence that weighed most. */
void kind_read(page *p, const proposal *sections);

#endif
