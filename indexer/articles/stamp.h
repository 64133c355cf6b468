/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stamp: lines that date a document: "Published March 3, 1962", "Originally posted on ... Updated
 * on
 * ...", or a date (with a weekday, a time, a place) alone on its line.
 */
#ifndef DOSSIER_INDEXER_ARTICLES_STAMP_H
#define DOSSIER_INDEXER_ARTICLES_STAMP_H

#include "indexer/articles/page.h"
#include "indexer/articles/phrase.h"

typedef struct stamp {
    date published;
    date updated;
    slice place;  /* "Saigon" of "Saigon, January 24, 1958" */
    slice outlet; /* "Example Post" of "Example Post | Published January 24, 1958" */
} stamp;

/* True when the line is nothing but dates with words that say which. */
bool stamp_read_labels(const phrase *ph, stamp *out);
/* True when the line is a date and what belongs to one; out->published receives it. */
bool stamp_read_bare(slice line, stamp *out);
/* A short line with a full date in it among names, times and sections; for lines that stand between
 * a known headline and the story. */
bool stamp_read_among(slice line, stamp *out);
/* A date that starts the line ("June 9  2005 Senator Clinton ..."); *length is what it takes. */
bool stamp_read_start(slice line, date *out, size_t *length);
/* A date in a file's name or path: 20070411, 2007-04-11, 11Apr2007, 2007/04/11, or, failing that,
 * the one number in the name that can be a year. 0 if there is none. */
date stamp_of_path(slice path);
/* A date that lies more than a month ahead is a mistake of the page. */
bool stamp_is_credible(date d);

#endif
