/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stop: tables of words that say little about what a query is after. All are English and folded;
 * nothing is left out of an index by them.
 */
#ifndef DOSSIER_QUERY_STOP_H
#define DOSSIER_QUERY_STOP_H

#include <stdbool.h>

#include "text/buf.h"

/* Articles, prepositions, auxiliaries and their like. Words that are also names in the news (US,
 * WHO, IT, May, Will) are not among them. */
bool stop_is_function(slice folded);
/* Those that are, in lower case, function words too. */
bool stop_is_pronoun(slice folded);
/* Words that frame a request and name no subject. */
bool stop_is_frame(slice folded);

#endif
