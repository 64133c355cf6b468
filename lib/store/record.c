/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/record.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    bool indexed; /* its words are body words */
} roles[RECORD_ROLES] = {
    [RECORD_TITLE] = {"title", true},
    [RECORD_SUBTITLE] = {"subtitle", true},
    [RECORD_BYLINE] = {"byline", false},
    [RECORD_DATELINE] = {"dateline", true},
    [RECORD_HEADING] = {"heading", true},
    [RECORD_BODY] = {"body", true},
    [RECORD_META] = {"about the document", false},
    [RECORD_DROPPED] = {"dropped", false},
};

static const char *const reasons[RECORD_REASONS] = {
    [RECORD_KEPT] = "",
    [RECORD_SHARE] = "share buttons and counts",
    [RECORD_NAVIGATION] = "navigation",
    [RECORD_CAPTION] = "caption or credit",
    [RECORD_NEWSLETTER] = "newsletter and contact",
    [RECORD_RELATED] = "other stories",
    [RECORD_LEGAL] = "copyright and terms",
    [RECORD_COMMENTS] = "comments",
    [RECORD_ADVERT] = "advertisement",
    [RECORD_MARKUP] = "markup",
    [RECORD_REPEATED] = "said before",
};

bool record_role_is_indexed(record_role role)
{
    return (unsigned)role < RECORD_ROLES && roles[role].indexed;
}

const char *record_role_name(record_role role)
{
    return (unsigned)role < RECORD_ROLES ? roles[role].name : "unknown";
}

const char *record_reason_name(record_reason reason)
{
    return (unsigned)reason < RECORD_REASONS ? reasons[reason] : "unknown";
}

void record_init(record *r)
{
    memset(r, 0, sizeof *r);
}

void record_free(record *r)
{
    free(r->segments);
    free(r->sections);
    free(r->bylines);
    free(r->entities);
    free(r->mentions);
    arena_free(&r->memory);
    memset(r, 0, sizeof *r);
}

void record_clear(record *r)
{
    record keep = *r;
    memset(r, 0, sizeof *r);
    r->segments = keep.segments;
    r->cap_segments = keep.cap_segments;
    r->sections = keep.sections;
    r->cap_sections = keep.cap_sections;
    r->bylines = keep.bylines;
    r->cap_bylines = keep.cap_bylines;
    r->entities = keep.entities;
    r->cap_entities = keep.cap_entities;
    r->mentions = keep.mentions;
    r->cap_mentions = keep.cap_mentions;
    r->memory = keep.memory;
    arena_clear(&r->memory);
}

/* Room for one more element of `size` bytes; the array may move. */
static dossier_status grow(void **array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return DOSSIER_OK;
    size_t wanted = *capacity ? *capacity * 2 : 16;
    void *moved = reallocarray(*array, wanted, size);
    if (!moved)
        return DOSSIER_NO_MEMORY;
    *array = moved;
    *capacity = wanted;
    return DOSSIER_OK;
}

dossier_status record_set(record *r, record_field field, slice value)
{
    slice copy = arena_copy(&r->memory, value);
    if (!copy.data && value.len)
        return DOSSIER_NO_MEMORY;
    r->field[field] = copy;
    return DOSSIER_OK;
}

dossier_status record_add_byline(record *r, slice name)
{
    slice copy = arena_copy(&r->memory, name);
    if (!copy.data && name.len)
        return DOSSIER_NO_MEMORY;
    dossier_status status =
        grow((void **)&r->bylines, r->n_bylines, &r->cap_bylines, sizeof *r->bylines);
    if (status == DOSSIER_OK)
        r->bylines[r->n_bylines++] = copy;
    return status;
}

dossier_status record_add_segment(record *r, record_role role, record_reason reason, size_t offset,
                                  size_t length)
{
    dossier_status status =
        grow((void **)&r->segments, r->n_segments, &r->cap_segments, sizeof *r->segments);
    if (status == DOSSIER_OK)
        r->segments[r->n_segments++] = (record_segment){
            .offset = (uint32_t)offset,
            .length = (uint32_t)length,
            .role = (uint8_t)role,
            .reason = (uint8_t)reason,
        };
    return status;
}

dossier_status record_add_section(record *r, size_t offset, slice label)
{
    slice copy = arena_copy(&r->memory, label);
    if (!copy.data && label.len)
        return DOSSIER_NO_MEMORY;
    dossier_status status =
        grow((void **)&r->sections, r->n_sections, &r->cap_sections, sizeof *r->sections);
    if (status == DOSSIER_OK)
        r->sections[r->n_sections++] = (record_section){.offset = (uint32_t)offset, .label = copy};
    return status;
}

dossier_status record_add_entity(record *r, const record_entity *entity)
{
    dossier_status status =
        grow((void **)&r->entities, r->n_entities, &r->cap_entities, sizeof *r->entities);
    if (status != DOSSIER_OK)
        return status;
    record_entity copy = *entity;
    copy.id = arena_copy(&r->memory, entity->id);
    copy.name = arena_copy(&r->memory, entity->name);
    copy.office = arena_copy(&r->memory, entity->office);
    if ((entity->id.len && !copy.id.data) || (entity->name.len && !copy.name.data) ||
        (entity->office.len && !copy.office.data))
        return DOSSIER_NO_MEMORY;
    r->entities[r->n_entities++] = copy;
    return DOSSIER_OK;
}

dossier_status record_add_mention(record *r, const record_mention *mention)
{
    dossier_status status =
        grow((void **)&r->mentions, r->n_mentions, &r->cap_mentions, sizeof *r->mentions);
    if (status == DOSSIER_OK)
        r->mentions[r->n_mentions++] = *mention;
    return status;
}

void record_clear_entities(record *r)
{
    r->n_entities = r->n_mentions = 0;
}

slice record_section_at(const record *r, size_t offset)
{
    size_t low = 0, high = r->n_sections;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->sections[middle].offset <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? r->sections[low - 1].label : (slice){NULL, 0};
}
