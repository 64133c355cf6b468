/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * html: a web page to an article: the part of the page that is the story, found by the weight of
 * its paragraphs against its links, and everything else dropped with a reason.
 */
#ifndef DOSSIER_INDEXER_ARTICLES_HTML_H
#define DOSSIER_INDEXER_ARTICLES_HTML_H

#include "indexer/articles/html_doc.h"

/* Fills the page. The page's text is doc's until the next html_read. Errors: DOSSIER_NO_MEMORY,
 * DOSSIER_BAD_DOCUMENT. */
dossier_status html_read(html_doc *doc, page *p, slice html);
/* Which node holds the story (html_body.c); 0, the whole page, when no part stands out. */
uint32_t html_find_body(const html_doc *doc);
/* The reason why the line is no part of a story, by the elements around it below `root`. */
record_reason html_line_reason(const html_doc *doc, size_t line, uint32_t root);
/* The line reads like a paragraph of a story: long enough, a sentence, no link. */
bool html_line_is_prose(const html_doc *doc, size_t line);
/* Counts the words of paragraphs in every subtree; call before the two above. */
void html_weigh(html_doc *doc);

#endif
