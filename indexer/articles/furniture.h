/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * furniture: lines of a page that are no part of its story, by tables of phrases.
 *
 * A rule says what the line holds, in which zone of the document it counts, and how long the line
 * may be. Only short lines that stand by themselves are asked; inside a wrapped paragraph nothing
 * is furniture. A line that no rule names stays.
 */
#ifndef DOSSIER_INDEXER_ARTICLES_FURNITURE_H
#define DOSSIER_INDEXER_ARTICLES_FURNITURE_H

#include "indexer/articles/page.h"
#include "indexer/articles/phrase.h"

enum furniture_zone {
    FURNITURE_HEAD = 1 << 0,  /* above the story's first paragraph */
    FURNITURE_STORY = 1 << 1, /* between its paragraphs */
    FURNITURE_TAIL = 1 << 2,  /* below its end */
};

/* RECORD_KEPT when the line is no furniture in that zone. */
record_reason furniture_reason(const phrase *ph, unsigned zone);
/* A heading that opens a box ("Related stories", "Newsletter"): the reason for what is in the box,
 * else RECORD_KEPT. */
record_reason furniture_box(const phrase *ph);
/* "112,119", "1.2k". */
bool furniture_is_count(slice folded);
/* "×", "/", ">": what is left of a button. */
bool furniture_is_button_sign(slice line);
/* "© ...", "(c) 1997 ...". */
bool furniture_starts_copyright(slice line);
/* The line says that the story is over ("-30-", "###") or ends with an end mark. */
bool furniture_is_end(slice line);
/* "Jane Roe contributed to this report." */
bool furniture_is_credit_line(const phrase *ph);
/* Drops furniture from line `from` on: buttons and boxes between paragraphs, and what follows the
 * story. */
void furniture_mark(page *p, size_t from);

/* The tables, for the tests: the i-th phrase, NULL past the end. */
const char *furniture_phrase(size_t i);

#endif
