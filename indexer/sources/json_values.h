/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * json_values: what stands in a member of a JSON record, whatever its shape: a string, a number, an
 * object that holds the string under one of the usual names, or an array of these.
 */
#ifndef DOSSIER_INDEXER_SOURCES_JSON_VALUES_H
#define DOSSIER_INDEXER_SOURCES_JSON_VALUES_H

#include "indexer/json.h"
#include "text/date.h"

typedef struct json_scratch {
    arena *memory; /* where texts that had to be put together live */
    buf *text;     /* cleared and used in each call */
    bool failed;   /* sticky: memory has run out, or s->text's maximum was passed */
} json_scratch;

/* Each answers with a slice of the value or of the arena; empty when there is nothing. */

slice json_value_body(const json_value *value,
                      json_scratch *s); /* paragraphs, a blank line between */
slice json_value_line(const json_value *value, json_scratch *s);   /* the first, as plain text */
slice json_value_people(const json_value *value, json_scratch *s); /* all, "; " between */
/* ISO 639-1 of a code or an English name; empty when it is unknown. */
slice json_value_language(const json_value *value, json_scratch *s);
/* One of Dossier's kinds (article, proposal, cable, speech, release, document); empty for others.
 */
slice json_value_kind(const json_value *value, json_scratch *s);
/* A date in words or ISO 8601, yyyymmdd, a year, or seconds, milliseconds or microseconds since
 * 1970 (in UTC); 0 for anything else. */
date json_value_date(const json_value *value);

#endif
