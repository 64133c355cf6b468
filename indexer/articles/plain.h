/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * plain: plain text: press texts, pages saved from a browser, transcripts, diplomatic documents.
 * The text is the whole decoded file, line by line.
 */
#ifndef DOSSIER_INDEXER_ARTICLES_PLAIN_H
#define DOSSIER_INDEXER_ARTICLES_PLAIN_H

#include "indexer/articles/page.h"

void plain_read(page *p, slice text);
/* Dates and a publisher that stand below the story, for every format. */
void plain_read_foot(page *p);

#endif
