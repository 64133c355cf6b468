/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * termlist: what a document holds, as entries of the termlist table: its terms with their wdf, and
 * the value slots that it uses. Neither depends on the docid.
 */
#ifndef DOSSIER_GLASS_TERMLIST_H
#define DOSSIER_GLASS_TERMLIST_H

#include <stdint.h>

#include "text/buf.h"

typedef struct glass_termlist {
    buf *out;
    slice before; /* the term added last */
    bool first;
} glass_termlist;

/* Starts the entry of a document whose wdf sum up to `length`. Without terms it is empty. */
void glass_termlist_begin(glass_termlist *t, buf *out, uint32_t length, uint32_t n_terms);
/* Terms come in byte order, each once; the bytes stay in place until the next call. */
void glass_termlist_add(glass_termlist *t, slice term, uint32_t wdf);

/* Appends the entry of a document's slots, n >= 1 of them, strictly ascending. */
void glass_slots_put(buf *out, const uint32_t *slots, size_t n);

#endif
