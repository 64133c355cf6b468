/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stem: folded word to index term (Snowball, by libstemmer), with a cache in front.
 *
 * The only stemmer: indexing and querying call the same function, or queries miss in silence.
 * A short table of exceptions keeps words apart that Snowball would merge and that news needs apart
 * (organization/organ, university/universe, general/generally ...; see stem_exceptions.c).
 * A stemmer is not shared between threads; each worker makes its own.
 */
#ifndef DOSSIER_TEXT_STEM_H
#define DOSSIER_TEXT_STEM_H

#include <stdbool.h>

#include "dossier.h"
#include "text/buf.h"
#include "text/token.h"

typedef struct stemmer stemmer;

/* language: an English name ("english", "french") or ISO 639-1 code ("en", "fr") that libstemmer
 * knows, or "none". Errors: DOSSIER_INVALID for an unknown one, DOSSIER_NO_MEMORY. */
dossier_status stemmer_create(const char *language, stemmer **out);
void stemmer_free(stemmer *s);
/* The ISO 639-1 code ("en"), or "none". Static. */
const char *stemmer_language(const stemmer *s);
/* The languages that stemmer_create knows, as codes, NULL at the end. Static. */
const char *const *stemmer_languages(void);
/* The term of a folded word. Numbers, n-grams and dotted acronyms (u.s.) are returned as they are.
 * Borrowed until the next call with this stemmer, or from `folded`. Never fails: with no memory for
 * the cache it stems anew. */
slice stemmer_term(stemmer *s, slice folded, unsigned flags);

#endif
