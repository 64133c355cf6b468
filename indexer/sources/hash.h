/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hash: 64 bits that tell whether bytes are the same as before: XXH3 of the xxHash family, without
 * a seed, the same on every machine. Not for security: whoever writes both files can make them
 * agree.
 *
 * <xxhash.h> is seen by hash.c alone.
 */
#ifndef DOSSIER_INDEXER_SOURCES_HASH_H
#define DOSSIER_INDEXER_SOURCES_HASH_H

#include <stddef.h>
#include <stdint.h>

typedef struct hash_state hash_state;

hash_state *hash_create(void); /* NULL when memory has run out */
void hash_free(hash_state *state);
void hash_restart(hash_state *state);
void hash_update(hash_state *state, const void *bytes, size_t len);
uint64_t hash_value(const hash_state *state);

uint64_t hash_bytes(const void *bytes, size_t len);

#endif
