/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * termlist: what a document holds, as entries of the termlist table: its terms with their wdf, and
 * the value slots that it uses. Neither depends on the docid.
 */
#ifndef DOSSIER_GLASS_TERMLIST_H
#define DOSSIER_GLASS_TERMLIST_H

#include <stdint.h>

#include "glass/key.h"
#include "text/buf.h"

typedef struct glass_termlist {
    buf *out;
    char before[GLASS_TERM_MAX]; /* the term added last */
    size_t before_len;           /* 0: none was */
} glass_termlist;

/* Starts the entry of a document whose wdf sum up to `length`. Without terms it is empty. */
void glass_termlist_begin(glass_termlist *t, buf *out, uint32_t length, uint32_t n_terms);
/* Terms come in byte order, each once. */
void glass_termlist_add(glass_termlist *t, slice term, uint32_t wdf);
/* Adds what follows, in the entry that it is the end of, the term that was added last. No term may
 * be added behind. */
void glass_termlist_add_rest(glass_termlist *t, slice rest);

/* Reads an entry from term to term. It may be anybody's: `bad` tells of damage. */
typedef struct glass_termlist_reader {
    const char *p, *end;
    bool bad;
    uint32_t length; /* of the document */
    uint64_t left;   /* terms to come */
    char term[GLASS_TERM_MAX];
    size_t len;
    uint32_t wdf;
} glass_termlist_reader;

void glass_termlist_open(glass_termlist_reader *r, slice entry);
/* Goes to the next term: its bytes, which stay until the next call, and wdf. False behind the last
 * one, and at damage. */
bool glass_termlist_next(glass_termlist_reader *r);
/* The same without the term's bytes, which cost the most: for going on to the end. */
bool glass_termlist_pass(glass_termlist_reader *r);

/* Appends the entry of a document's slots, n >= 1 of them, strictly ascending. */
void glass_slots_put(buf *out, const uint32_t *slots, size_t n);
/* Takes the next slot off the front of such an entry. *slot is the one before, UINT32_MAX at first.
 * False at the end, which leaves the entry empty, and at damage, which does not. */
bool glass_slots_next(slice *entry, uint32_t *slot);

#endif
