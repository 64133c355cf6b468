/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Growing arrays and the map from hashes to numbers. */
#include <stdlib.h>
#include <string.h>

#include "entity/compile_parts.h"

void *vector_grow(vector *v, size_t size)
{
    if (v->count == v->capacity) {
        size_t capacity = v->capacity ? v->capacity * 2 : 64;
        void *data = realloc(v->data, capacity * size);
        if (!data)
            return NULL;
        v->data = data;
        v->capacity = capacity;
    }
    void *element = (char *)v->data + v->count++ * size;
    memset(element, 0, size);
    return element;
}

static size_t place_of(const hash_map *map, uint64_t key)
{
    size_t at = key & (map->size - 1);
    while (map->keys[at] && map->keys[at] != key)
        at = (at + 1) & (map->size - 1);
    return at;
}

uint32_t *hash_map_find(const hash_map *map, uint64_t key)
{
    if (!map->size)
        return NULL;
    size_t at = place_of(map, key);
    return map->keys[at] ? &map->values[at] : NULL;
}

static bool grow(hash_map *map)
{
    hash_map larger = {.size = map->size ? map->size * 2 : 1024, .count = map->count};
    larger.keys = calloc(larger.size, sizeof *larger.keys);
    larger.values = calloc(larger.size, sizeof *larger.values);
    if (!larger.keys || !larger.values) {
        hash_map_free(&larger);
        return false;
    }
    for (size_t i = 0; i < map->size; i++) {
        if (map->keys[i]) {
            size_t at = place_of(&larger, map->keys[i]);
            larger.keys[at] = map->keys[i];
            larger.values[at] = map->values[i];
        }
    }
    hash_map_free(map);
    *map = larger;
    return true;
}

uint32_t *hash_map_put(hash_map *map, uint64_t key)
{
    if (map->count * 2 >= map->size && !grow(map))
        return NULL;
    size_t at = place_of(map, key);
    if (!map->keys[at]) {
        map->keys[at] = key;
        map->values[at] = NO_ENTITY;
        map->count++;
    }
    return &map->values[at];
}

void hash_map_free(hash_map *map)
{
    free(map->keys);
    free(map->values);
    *map = (hash_map){0};
}
