/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sources/hash.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct hash_state {
    XXH3_state_t xxh; /* asks for 64-byte alignment */
};

hash_state *hash_create(void)
{
    hash_state *state = aligned_alloc(_Alignof(hash_state), sizeof *state);
    if (state)
        hash_restart(state);
    return state;
}

void hash_free(hash_state *state)
{
    free(state);
}

void hash_restart(hash_state *state)
{
    XXH3_64bits_reset(&state->xxh);
}

void hash_update(hash_state *state, const void *bytes, size_t len)
{
    XXH3_64bits_update(&state->xxh, bytes, len);
}

uint64_t hash_value(const hash_state *state)
{
    return XXH3_64bits_digest(&state->xxh);
}

uint64_t hash_bytes(const void *bytes, size_t len)
{
    return XXH3_64bits(len > 0 ? bytes : "", len);
}
