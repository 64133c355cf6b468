/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the parts of the generator share. Private to generate*.c. */
#ifndef DOSSIER_TESTS_QUERY_GENERATE_PARTS_H
#define DOSSIER_TESTS_QUERY_GENERATE_PARTS_H

#include "generate.h"

enum { TRIES = 50 }; /* to come upon something that fits */

/* A number below n. */
uint32_t generate_below(generator *g, size_t n);
bool generate_chance(generator *g, uint32_t percent);
void generate_say(generator *g, const char *text);

bool generate_is_plain(slice word);
/* A word that a query can be made of; NULL when none was come upon. */
const obvious_word *generate_some_word(generator *g);
/* Appends a folded word so that it is looked for, whatever ranking thinks of it. */
void generate_bare(generator *g, slice folded);
/* A word with a * or ? for some of its letters, and one with a wrong letter and a ~. */
void generate_pattern(generator *g, slice word);
void generate_misspelt(generator *g, slice word);
/* A hyphenated word or a year, and any word or phrase of the document in some form. */
void generate_other_word(generator *g);
void generate_word(generator *g);

#endif
