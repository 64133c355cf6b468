/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * json_fields: which member of a JSON record is its title, text, date and so on, under the names
 * that news sites, interfaces and scrapers give them.
 *
 * Names are compared without regard to case, '_', '-', '.', ':' and '@': date_published,
 * datePublished and "date-published" are one. Of several members for the same field the one whose
 * name ranks higher wins, if there is something in it. A record may lie in a member of the record
 * (Elasticsearch's _source, JSON:API's attributes): what is inside counts after what is outside.
 */
#ifndef DOSSIER_INDEXER_SOURCES_JSON_FIELDS_H
#define DOSSIER_INDEXER_SOURCES_JSON_FIELDS_H

#include "indexer/json.h"

typedef enum json_field {
    JSON_TITLE,
    JSON_TEXT,
    JSON_HTML, /* a text that is HTML by its name */
    JSON_LEAD, /* a summary: the text when there is no other */
    JSON_AUTHOR,
    JSON_OUTLET,
    JSON_URL,
    JSON_ID,
    JSON_LANGUAGE,
    JSON_KIND,
    JSON_PUBLISHED,
    JSON_UPDATED,
    JSON_FIELDS
} json_field;

typedef struct json_record {
    const json_value *field[JSON_FIELDS]; /* NULL: none */
    unsigned rank[JSON_FIELDS];
} json_record;

/* Fills record from an object. */
void json_record_read(const json_value *object, json_record *record);
/* The array of records in an object that only wraps one ({"articles": [...]}, also one level down:
 * {"response": {"docs": [...]}}); NULL when there is none. */
const json_value *json_wrapped(const json_value *object);

#endif
