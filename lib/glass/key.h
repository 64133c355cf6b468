/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * key: the keys of glass tables, built so that their byte order (shorter first) is the order of
 * what they name: numbers by size, strings by their bytes.
 *
 * Each function writes at `out`, which has room for GLASS_KEY_MAX bytes, and returns the key's
 * length.
 */
#ifndef DOSSIER_GLASS_KEY_H
#define DOSSIER_GLASS_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/buf.h"

enum {
    GLASS_KEY_MAX = 255,
    /* Bytes that a term may take in a key, so that a docid still fits behind it. */
    GLASS_TERM_MAX = 245,
};

/* A number: below 0x8000 two bytes, big-endian; above, n bytes whose first opens with n - 2
 * one-bits and a zero bit. At most 5 bytes. */
size_t glass_key_uint(char *out, uint32_t value);
/* Reads one from the front of a key: how many bytes it takes, 0 if there is none. */
size_t glass_key_get_uint(slice key, uint32_t *value);

/* Bytes that a string takes in a key: a zero byte becomes 00 ff. */
size_t glass_key_string_size(slice text);
/* The string, and its end mark (00) when something follows it in the key. The caller has made sure
 * that it fits. */
size_t glass_key_string(char *out, slice text, bool more);

/* Value of user metadata (table postlist). 0 if the name is empty or too long. */
size_t glass_key_metadata(char *out, slice name);
/* Statistics of a value slot, and the piece of its stream that begins with a docid (postlist). */
size_t glass_key_value_stats(char *out, uint32_t slot);
size_t glass_key_value_chunk(char *out, uint32_t slot, uint32_t docid);
/* Whether a key is one of such a piece, and of which. */
bool glass_key_get_value_chunk(slice key, uint32_t *slot, uint32_t *docid);
/* What the keys of all statistics, and of all pieces, begin with. */
extern const slice glass_key_all_stats, glass_key_all_chunks;
/* What the keys of the list of documents' lengths begin with (postlist). */
extern const slice glass_key_lengths;
/* The list of value slots that a document uses (termlist). Its terms, and its data in table
 * docdata, are under glass_key_uint(docid). */
size_t glass_key_slots(char *out, uint32_t docid);

#endif
