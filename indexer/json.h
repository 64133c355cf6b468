/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * json: reading JSON from outside, for JSON records (sources) and JSON-LD in web pages (articles).
 *
 * A parsed document is a tree of borrowed json_values that lives until json_free. Every reader
 * takes NULL for "there is no such value" and answers with nothing, so look-ups can be chained
 * without asking at each step. Strings carry their length and may hold NUL; they are valid UTF-8.
 *
 * Hostile input: nesting is bounded by JSON_MAX_DEPTH before the parser sees the bytes; a repeated
 * key keeps its last value; an integer too large for 64 bits becomes a real instead of an error.
 *
 * <jansson.h> is seen by json.c alone.
 */
#ifndef DOSSIER_INDEXER_JSON_H
#define DOSSIER_INDEXER_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dossier.h"
#include "text/buf.h"

#define JSON_MAX_DEPTH 200

typedef struct json_value json_value;

typedef enum json_kind {
    JSON_KIND_NONE, /* a NULL json_value, or null */
    JSON_KIND_OBJECT,
    JSON_KIND_ARRAY,
    JSON_KIND_STRING,
    JSON_KIND_INTEGER,
    JSON_KIND_REAL,
    JSON_KIND_BOOL,
} json_kind;

typedef struct json_problem {
    char text[160]; /* in English, without a line number: "string or '}' expected near 'x'" */
    size_t offset;  /* bytes from the start of the text */
    unsigned line;  /* from 1 */
} json_problem;

/* Parses the one value in text (any kind, white space around it allowed). The root must be given to
 * json_free. Errors: DOSSIER_BAD_DOCUMENT with *problem filled (may be NULL), DOSSIER_NO_MEMORY. */
dossier_status json_parse(slice text, json_value **root, json_problem *problem);
/* For text that holds several values one after another: parses the first and says how many bytes it
 * took, white space before it included. */
dossier_status json_parse_prefix(slice text, json_value **root, size_t *used,
                                 json_problem *problem);
void json_free(json_value *root);

json_kind json_kind_of(const json_value *value);

/* Objects. The member of that name; NULL if there is none, or value is no object. */
const json_value *json_member(const json_value *object, const char *name);
/* The first of these names (NULL ends the list) that has a member other than null; *which (may be
 * NULL) is its number in the list. */
const json_value *json_member_among(const json_value *object, const char *const *names,
                                    size_t *which);
/* Walks the members in the order of the text: start with *walk = NULL; false after the last. */
bool json_next_member(const json_value *object, void **walk, slice *name, const json_value **value);

/* Arrays. The number of items (0 for anything else) and an item (NULL past the end). */
size_t json_length(const json_value *array);
const json_value *json_item(const json_value *array, size_t i);

/* Scalars. json_text is empty for anything but a string. json_whole is false for anything but a
 * number without a fraction that fits. */
slice json_text(const json_value *value);
bool json_whole(const json_value *value, int64_t *out);
bool json_bool(const json_value *value); /* true for true alone */
/* A string as it is, a number or a truth value as text in scratch; empty for the rest. */
slice json_scalar(const json_value *value, char scratch[32]);

#endif
