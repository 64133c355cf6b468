/* SPDX-License-Identifier: GPL-2.0-or-later */
/* corpus: documents that look random and are the same each time: words of all kinds and lengths,
 * values in slots with keys of all lengths, data. */
#ifndef DOSSIER_TESTS_STORE_CORPUS_H
#define DOSSIER_TESTS_STORE_CORPUS_H

#include "store/draft.h"

/* Fills the draft with a document (some have no words, number 42 is long) and finishes it. A fifth
 * of its words have the prefix. */
void corpus_fill(draft *d, uint32_t document, const char *prefix);
/* A number below `below` that depends on nothing but the ones given. */
uint32_t corpus_number(uint64_t document, uint64_t index, uint32_t below);

#endif
