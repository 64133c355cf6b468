/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Officials whom the gazetteer doesn't have: what they are called, and the id under which all
 * spellings of their name meet. */
#include <string.h>

#include "entity/names.h"
#include "entity/tagger_parts.h"
#include "text/utf8.h"

/* The name as it is printed, with one space wherever the text has white space: it may be broken
 * over two lines. */
static slice printed_name(tagger *t, slice text)
{
    char *name = arena_alloc(&t->memory, text.len);
    size_t len = 0, length;
    if (!name)
        return (slice){NULL, 0};
    for (size_t i = 0; i < text.len; i += length) {
        uint32_t cp;
        length = utf8_decode(text.data + i, text.len - i, &cp);
        length = length ? length : 1;
        if (!(utf8_class(cp) & UTF8_SPACE)) {
            memcpy(name + len, text.data + i, length);
            len += length;
        } else if (len && name[len - 1] != ' ') {
            name[len++] = ' ';
        }
    }
    return (slice){name, len};
}

static slice text_of(const tagger *t, const tag_person *p)
{
    const tagger_zone *zone = &t->doc->zones[t->words[p->name_first].zone];
    const token *first = &t->doc->tokens->tokens[t->words[p->name_first].token];
    const token *last = &t->doc->tokens->tokens[t->words[p->name_end - 1].token];
    size_t from = first->offset - zone->base;
    return (slice){zone->text.data + from, last->offset + last->length - first->offset};
}

static uint32_t family_of(const tagger *t, const tag_person *p)
{
    uint32_t family = p->name_end - 1;
    for (uint32_t i = p->name_first; i < p->name_end; i++)
        if (t->words[i].hash == p->surname)
            family = i;
    return family;
}

/* An initial only where there is no more. */
static slice given_of(const tagger *t, const tag_person *p, uint32_t family)
{
    slice given = {NULL, 0};
    for (uint32_t i = p->name_first; i < p->name_end && given.len <= 1; i++) {
        char key[NAME_KEY_MAX];
        slice word = tag_fold(t, i);
        if (i != family && (!given.len || name_given_key(word, key)))
            given = word;
    }
    return given;
}

void tag_provisional(tagger *t, tag_person *p)
{
    uint32_t family = family_of(t, p);
    buf id = BUF_INIT(1024);
    name_id(tag_fold(t, family), given_of(t, p, family), &id);
    p->id = arena_copy(&t->memory, buf_slice(&id));
    p->name = printed_name(t, text_of(t, p));
    p->provisional = p->id.data && p->name.data;
    p->rule = ENTITY_BY_INTRODUCTION;
    t->failed |= !p->provisional || id.failed;
    buf_free(&id);
}
