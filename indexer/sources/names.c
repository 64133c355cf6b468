/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sources/names.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/sources/hash.h"

enum { CAP_KEPT = 1 << 16 };

void names_free(names *given)
{
    free(given->slots);
    *given = (names){0};
}

void names_clear(names *given)
{
    if (given->cap > CAP_KEPT)
        names_free(given);
    else if (given->n > 0)
        memset(given->slots, 0, given->cap * sizeof *given->slots);
    given->n = 0;
}

/* The hash's slot or the empty one where it belongs. cap is a power of two, never full. */
static given_name *slot_of(const names *given, uint64_t hash)
{
    size_t at = (size_t)hash & (given->cap - 1);
    while (given->slots[at].times > 0 && given->slots[at].hash != hash)
        at = (at + 1) & (given->cap - 1);
    return &given->slots[at];
}

static bool make_room(names *given)
{
    if (given->n * 2 < given->cap)
        return true;
    names bigger = {.cap = given->cap ? given->cap * 2 : 256, .n = given->n};
    bigger.slots = calloc(bigger.cap, sizeof *bigger.slots);
    if (!bigger.slots)
        return false;
    for (size_t i = 0; i < given->cap; i++)
        if (given->slots[i].times > 0)
            *slot_of(&bigger, given->slots[i].hash) = given->slots[i];
    free(given->slots);
    *given = bigger;
    return true;
}

bool names_claim(names *given, buf *name)
{
    size_t plain = name->len;
    if (!make_room(given))
        return false;
    given_name *first = slot_of(given, hash_bytes(name->data, name->len));
    given_name *slot = first;
    while (slot->times > 0) {
        first->times++;
        name->len = plain;
        buf_printf(name, "#%u", first->times);
        if (name->failed)
            return false;
        slot = slot_of(given, hash_bytes(name->data, name->len));
    }
    *slot = (given_name){hash_bytes(name->data, name->len), 1};
    given->n++;
    return true;
}
