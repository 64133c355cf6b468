/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * html_meta: what a page's head says of it: meta elements (Open Graph, Dublin Core, the names that
 * publishers use) and JSON-LD (schema.org articles).
 */
#ifndef DOSSIER_INDEXER_ARTICLES_HTML_META_H
#define DOSSIER_INDEXER_ARTICLES_HTML_META_H

#include "indexer/articles/html_doc.h"

/* NULL name or content: nothing. Of several declarations of one field the best-ranked stays. */
void html_meta_add(html_doc *doc, const char *name, const char *content);
void html_meta_time(html_doc *doc, const char *datetime, const char *itemprop,
                    const char *class_names);

/* What JSON-LD says of the page's article; empty slices where it says nothing. In memory of `into`.
 */
typedef struct json_ld {
    slice headline, author, publisher, published, updated, url, language;
} json_ld;

void json_ld_read(slice text, arena *into, json_ld *out);

/* Fields of the page from all of it; the title without the site's name. */
void html_meta_apply(html_doc *doc);
/* "Headline - Site" without " - Site". */
slice html_title_without_site(slice title, slice site);

#endif
