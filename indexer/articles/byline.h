/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * byline: who wrote it. "By A, B and C", "Reporting by A in Moscow; editing by B", a name alone
 * above or below a role ("Foreign Affairs Reporter").
 *
 * Names are kept as written, without "By", titles and roles; a name all in capitals is written with
 * small letters. A byline gives persons; a publisher or agency found in it is handed back apart.
 */
#ifndef DOSSIER_INDEXER_ARTICLES_BYLINE_H
#define DOSSIER_INDEXER_ARTICLES_BYLINE_H

#include "indexer/articles/page.h"
#include "indexer/articles/phrase.h"

/* How many words of a byline's opening ("By", "Reporting by", "Von") the line starts with; 0 when
 * it is none. */
size_t byline_cue(const phrase *ph);
/* Adds the persons named from word `at` on to the page; *outlet (may be NULL) receives a publisher
 * named among them, if any. Returns how many names were found. */
size_t byline_read(page *p, const phrase *ph, size_t at, slice *outlet);
/* The line is "Jane Roe" or "Jane Roe and Richard Roe", and nothing else. */
bool byline_is_names(const phrase *ph);
/* "BuzzFeed News Reporter", "Staff Writer", "Senior Correspondent, Moscow"; *outlet receives what
 * stands before the role when that names a publisher. */
bool byline_is_role(const phrase *ph, slice *outlet);
/* An author given outside the text: persons, or the whole when it reads like none. */
void byline_read_given(page *p, slice author);
/* "Jane Roe and Richard Roe contributed to this report." */
void byline_read_credit(page *p, const phrase *ph);

#endif
