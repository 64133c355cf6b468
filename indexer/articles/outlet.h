/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * outlet: who published a document: by the words that such names are made of, by the lines they
 * stand in.
 */
#ifndef DOSSIER_INDEXER_ARTICLES_OUTLET_H
#define DOSSIER_INDEXER_ARTICLES_OUTLET_H

#include "indexer/articles/page.h"
#include "indexer/articles/phrase.h"

/* A short name with a word such as News, Times or Wire in it, or an agency's name. */
bool outlet_is_name(const phrase *ph);
bool outlet_is_agency(slice folded); /* "reuters", "ap", "afp", "tass" */
/* "Jane Roe for Example News", "Jane Roe / Reuters". */
bool outlet_is_picture_credit(const phrase *ph);
/* A copy; "THE COAST TRIBUNE" becomes "The Coast Tribune", acronyms of three letters stay. */
slice outlet_in_small_letters(page *p, slice name);
/* The owner named in a copyright line, without the year and the company's form. */
slice outlet_of_copyright(slice line);

#endif
