/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * language: which language a text is in, by its script and, for Latin and Cyrillic, by its most
 * common small words and letters.
 */
#ifndef DOSSIER_INDEXER_ARTICLES_LANGUAGE_H
#define DOSSIER_INDEXER_ARTICLES_LANGUAGE_H

#include "text/buf.h"

/* ISO 639-1 (static text), empty when the text is too short to tell. Reads a few pieces of the
 * text, so its cost does not grow with the text. */
slice language_guess(slice text);
/* The two-letter code of a tag such as "en-US" or "English"; empty when it is none. In scratch. */
slice language_of_tag(slice tag, char scratch[4]);

#endif
