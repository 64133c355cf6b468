/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * article: a document's bytes to its title, byline, dateline, dates, publisher and body.
 *
 * article_read knows a document's format and nothing of files, folders or indexes. It fills a
 * record (lib/store/record.h): text, segments, sections, fields. What is no part of the story
 * (share buttons, view counts, captions, newsletter boxes, menus) becomes a dropped segment with a
 * reason; when in doubt a line stays in the body, because a lost paragraph costs more than a kept
 * button.
 *
 * Rooms behind it, one file each: articles/plain.c (saved pages and press texts),
 * articles/proposal.c (numbering), articles/markdown.c, articles/html.c (libxml2),
 * articles/furniture.c (the tables of furniture lines), articles/kind.c, articles/language.c,
 * articles/byline.c, articles/dateline.c.
 */
#ifndef DOSSIER_INDEXER_ARTICLE_H
#define DOSSIER_INDEXER_ARTICLE_H

#include "dossier.h"
#include "store/record.h"
#include "text/buf.h"

typedef enum article_format {
    ARTICLE_TEXT,
    ARTICLE_MARKDOWN,
    ARTICLE_HTML,
    ARTICLE_FORMATS
} article_format;

/* What is known of a document besides its bytes. All slices are borrowed for the call; empty means
 * unknown. Given values win over what the text says. */
typedef struct article_hints {
    article_format format;
    slice path;   /* display path; a date or kind may be read from it, and a title as last resort */
    slice kind;   /* set by --kind or a folder rule */
    slice title;  /* from a container: JSON fields, an archive's metadata */
    slice author; /* "A and B; C" */
    slice outlet;
    slice url;
    slice id;
    slice language;
    date published;
    date updated;
    slice charset_declared; /* from a container; "UTF-8" when the bytes were decoded already */
    const char *charset_fallback;
} article_hints;

typedef struct article_reader article_reader; /* scratch memory; one a thread */

dossier_status article_reader_create(article_reader **out);
void article_reader_free(article_reader *reader);
/* Fills r (cleared first). Errors: DOSSIER_BAD_DOCUMENT with a reason in *reason (static text:
 * "binary data", "no text"), DOSSIER_NO_MEMORY, DOSSIER_TOO_LARGE. */
dossier_status article_read(article_reader *reader, slice bytes, const article_hints *hints,
                            record *r, const char **reason);
/* The format that a file's name says (".html.gz" is HTML; ".gz" is looked through), ARTICLE_TEXT
 * when it says nothing; `bytes` (may be empty) decides between text and HTML then. */
article_format article_format_of(slice path, slice bytes);

#endif
