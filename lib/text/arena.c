/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The arena of buf.h: a list of chunks, newest first; allocation bumps the newest. A copy too large
 * for a chunk gets one of its own. */
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "text/buf.h"

#define CHUNK_SIZE ((size_t)64 * 1024)

typedef struct arena_chunk {
    struct arena_chunk *next;
    size_t used;
    size_t size;
    alignas(max_align_t) char bytes[];
} arena_chunk;

void arena_free(arena *a)
{
    if (!a)
        return;
    for (arena_chunk *chunk = a->chunks; chunk;) {
        arena_chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
    *a = (arena){0};
}

void arena_clear(arena *a)
{
    arena_chunk *kept = a->chunks;
    if (kept) {
        arena rest = {.chunks = kept->next};
        arena_free(&rest);
        kept->next = NULL;
        kept->used = 0;
    }
    *a = (arena){.chunks = kept};
}

static arena_chunk *add_chunk(arena *a, size_t need)
{
    size_t size = need > CHUNK_SIZE ? need : CHUNK_SIZE;
    if (size > SIZE_MAX - sizeof(arena_chunk))
        return NULL;
    arena_chunk *chunk = malloc(sizeof(arena_chunk) + size);
    if (!chunk)
        return NULL;
    *chunk = (arena_chunk){.next = a->chunks, .size = size};
    a->chunks = chunk;
    return chunk;
}

static void *take(arena *a, size_t len, size_t alignment)
{
    arena_chunk *chunk = a->chunks;
    size_t start = chunk ? (chunk->used + alignment - 1) / alignment * alignment : 0;
    if (!chunk || start > chunk->size || chunk->size - start < len) {
        chunk = add_chunk(a, len);
        start = 0;
    }
    if (!chunk)
        return NULL;
    chunk->used = start + len;
    a->total += len;
    return chunk->bytes + start;
}

void *arena_alloc(arena *a, size_t len)
{
    return take(a, len ? len : 1, alignof(max_align_t));
}

slice arena_copy(arena *a, slice s)
{
    char *copy = s.len > 0 ? take(a, s.len, 1) : NULL;
    if (!copy)
        return (slice){NULL, 0};
    memcpy(copy, s.data, s.len);
    return (slice){copy, s.len};
}
