/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/hit.h"

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
