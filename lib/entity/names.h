/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * names: keys under which the spellings of one person's name meet: Sergei and Sergey, Qaddafi,
 * Gadhafi and Gaddafi, Zelensky and Zelenskyy. Letters and pairs that transliterations and
 * newspapers write differently fall into one class; the vowels at the end of a word and doubled
 * letters don't count. Two names with one key are usually one person's; country and time decide.
 *
 * Input is folded text (utf8_fold): lower case without accents, as tokens have it.
 */
#ifndef DOSSIER_ENTITY_NAMES_H
#define DOSSIER_ENTITY_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/buf.h"

#define NAME_KEY_MAX 64

/* The key of one word of a name ("sergey"): writes at most NAME_KEY_MAX bytes, returns how many; 0
 * for a word that says nothing about who is meant: a particle (al, el, bin, van, abdel), or an
 * initial. */
size_t name_word_key(slice word, char out[NAME_KEY_MAX]);
/* The same of a given name, whose short vowels are free. */
size_t name_given_key(slice word, char out[NAME_KEY_MAX]);
/* The id of an official whom no gazetteer has, from the keys of the family name and of a given name
 * (empty: none is known): "~petruv-avan", the same for every spelling. */
void name_id(slice family, slice given, buf *out);
/* The key of a whole name as printed, given name first (words split at spaces, hyphens and dots):
 * that of its first word that counts and of its last, and for names of three short words (Kim
 * Jong-un) of all. Suffixes (jr, iii) don't count. 0 when fewer than two words count. */
size_t name_key(slice name, char out[NAME_KEY_MAX]);
/* FNV-1a of a key, for tables. */
uint64_t name_key_hash(slice key);

#endif
