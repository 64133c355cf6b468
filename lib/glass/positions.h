/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * positions: the positions of a term in a document, as one entry of the position table.
 *
 * The list is written by interpolative coding (Moffat and Stuiver, "Binary Interpolative Coding for
 * Effective Index Compression", Information Retrieval 3, 2000): the middle one of a range within
 * the bounds that its neighbours set, then each half.
 */
#ifndef DOSSIER_GLASS_POSITIONS_H
#define DOSSIER_GLASS_POSITIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/buf.h"

/* Appends the entry: n >= 1 positions, strictly ascending. It does not depend on the docid. */
void glass_positions_put(buf *out, const uint32_t *positions, size_t n);
/* Reads an entry. *n is the number of its positions; false when that is more than `capacity` (then
 * none are written), or, with *n not above it, when the entry is damaged. */
bool glass_positions_get(slice entry, uint32_t *positions, size_t capacity, size_t *n);

#endif
