/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * markdown: Markdown with YAML front matter. The text stays the file's own, markup and all, so that
 * offsets are offsets in the file; what no reader of the story would read (front matter, code, link
 * targets, comments) is dropped as markup.
 */
#ifndef DOSSIER_INDEXER_ARTICLES_MARKDOWN_H
#define DOSSIER_INDEXER_ARTICLES_MARKDOWN_H

#include "indexer/articles/page.h"

void markdown_read(page *p, slice text);
/* Reads "key: value" lines [from, to) into fields (front_matter.c). */
void front_matter_read(page *p, size_t from, size_t to);
/* Makes the title's value there the document's title, for a text without a heading that says it. */
void front_matter_mark_title(page *p, size_t from, size_t to);

#endif
