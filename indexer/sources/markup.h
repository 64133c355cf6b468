/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * markup: whether a text that came without a format is HTML, and short HTML as plain text.
 *
 * Pages and whole bodies are the business of articles/; this is for titles and names with a few
 * entities in them, as interfaces to blogs give them.
 */
#ifndef DOSSIER_INDEXER_SOURCES_MARKUP_H
#define DOSSIER_INDEXER_SOURCES_MARKUP_H

#include <stdbool.h>

#include "text/buf.h"

/* A closing tag of HTML, or <p> or <br>. "a < b" is none. */
bool markup_is_html(slice text);
/* Whether the text has character references (&amp; &#8217;). */
bool markup_has_entities(slice text);
/* Appends the text with its references resolved, and without its tags if it is HTML. */
void markup_plain(slice text, buf *out);

#endif
