/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/hit.h"

#include <stdlib.h>
#include <string.h>

#include "entity/entity.h"

dossier_hit hit_of_record(const record *r, slice path)
{
    bool source = r->space == RECORD_SOURCE;
    return (dossier_hit){
        .path = path,
        .title = r->field[RECORD_NAME],
        .bylines = r->bylines,
        .n_bylines = r->n_bylines,
        .date = r->published,
        .updated = r->updated,
        .source = r->field[RECORD_OUTLET],
        .kind = r->field[RECORD_KIND],
        .language = r->field[RECORD_LANGUAGE],
        .url = r->field[RECORD_URL],
        .id = r->field[RECORD_ID],
        .source_lines = source,
        .source_bytes = source && r->verbatim,
    };
}

dossier_status hit_entities(const record *r, dossier_entity **entities, size_t *capacity)
{
    if (r->n_entities > *capacity) {
        dossier_entity *larger = reallocarray(*entities, r->n_entities, sizeof *larger);
        if (!larger)
            return DOSSIER_NO_MEMORY;
        *entities = larger;
        *capacity = r->n_entities;
    }
    for (size_t i = 0; i < r->n_entities; i++) {
        const record_entity *e = &r->entities[i];
        (*entities)[i] = (dossier_entity){
            .kind = entity_kind_name((entity_kind)e->kind),
            .id = e->id,
            .name = e->name,
            .office = e->office,
            .country = {e->country, strnlen(e->country, sizeof e->country)},
            .mentions = (double)e->halves / 2,
            .confidence = (double)e->confidence / 100,
            .focus = e->focus,
            .provisional = e->provisional,
        };
    }
    return DOSSIER_OK;
}
