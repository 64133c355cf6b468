/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>

static json_t *raw(const json_value *value)
{
    return (json_t *)value;
}

/* The parser recurses, so depth is counted beforehand; brackets inside strings do not count. */
static bool depth_is_bounded(slice text, size_t *offset)
{
    unsigned depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        if (quoted) {
            if (c == '\\')
                i++;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            if (++depth > JSON_MAX_DEPTH) {
                *offset = i;
                return false;
            }
        } else if ((c == ']' || c == '}') && depth > 0) {
            depth--;
        }
    }
    return true;
}

static unsigned line_of(slice text, size_t offset)
{
    unsigned line = 1;
    for (size_t i = 0; i < offset && i < text.len; i++)
        line += text.data[i] == '\n';
    return line;
}

static void report(json_problem *problem, slice text, size_t offset, const char *message)
{
    if (!problem)
        return;
    snprintf(problem->text, sizeof problem->text, "%s", message);
    problem->offset = offset < text.len ? offset : text.len;
    problem->line = line_of(text, problem->offset);
}

static dossier_status parse(slice text, size_t flags, json_value **root, size_t *used,
                            json_problem *problem)
{
    *root = NULL;
    size_t deep = 0;
    if (!depth_is_bounded(text, &deep)) {
        report(problem, text, deep, "nested too deeply");
        return DOSSIER_BAD_DOCUMENT;
    }
    const char *data = text.data ? text.data : "";
    json_error_t error;
    json_t *value = json_loadb(data, text.len, flags, &error);
    if (!value && json_error_code(&error) == json_error_numeric_overflow)
        value = json_loadb(data, text.len, flags | JSON_DECODE_INT_AS_REAL, &error);
    if (!value) {
        if (json_error_code(&error) == json_error_out_of_memory)
            return DOSSIER_NO_MEMORY;
        report(problem, text, error.position > 0 ? (size_t)error.position : 0, error.text);
        return DOSSIER_BAD_DOCUMENT;
    }
    if (used)
        *used = (size_t)error.position;
    *root = (json_value *)value;
    return DOSSIER_OK;
}

dossier_status json_parse(slice text, json_value **root, json_problem *problem)
{
    return parse(text, JSON_DECODE_ANY | JSON_ALLOW_NUL, root, NULL, problem);
}

dossier_status json_parse_prefix(slice text, json_value **root, size_t *used, json_problem *problem)
{
    return parse(text, JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DISABLE_EOF_CHECK, root, used,
                 problem);
}

void json_free(json_value *root)
{
    json_decref(raw(root));
}

json_kind json_kind_of(const json_value *value)
{
    if (!value)
        return JSON_KIND_NONE;
    switch (json_typeof(raw(value))) {
    case JSON_OBJECT:
        return JSON_KIND_OBJECT;
    case JSON_ARRAY:
        return JSON_KIND_ARRAY;
    case JSON_STRING:
        return JSON_KIND_STRING;
    case JSON_INTEGER:
        return JSON_KIND_INTEGER;
    case JSON_REAL:
        return JSON_KIND_REAL;
    case JSON_TRUE:
    case JSON_FALSE:
        return JSON_KIND_BOOL;
    case JSON_NULL:
        break;
    }
    return JSON_KIND_NONE;
}

const json_value *json_member(const json_value *object, const char *name)
{
    return (const json_value *)json_object_get(raw(object), name);
}

const json_value *json_member_among(const json_value *object, const char *const *names,
                                    size_t *which)
{
    for (size_t i = 0; names[i]; i++) {
        const json_value *value = json_member(object, names[i]);
        if (json_kind_of(value) == JSON_KIND_NONE)
            continue;
        if (which)
            *which = i;
        return value;
    }
    return NULL;
}

bool json_next_member(const json_value *object, void **walk, slice *name, const json_value **value)
{
    *walk = *walk ? json_object_iter_next(raw(object), *walk) : json_object_iter(raw(object));
    if (!*walk)
        return false;
    *name = (slice){json_object_iter_key(*walk), json_object_iter_key_len(*walk)};
    *value = (const json_value *)json_object_iter_value(*walk);
    return true;
}

size_t json_length(const json_value *array)
{
    return json_array_size(raw(array));
}

const json_value *json_item(const json_value *array, size_t i)
{
    return (const json_value *)json_array_get(raw(array), i);
}

slice json_text(const json_value *value)
{
    if (!json_is_string(raw(value)))
        return (slice){0};
    return (slice){json_string_value(raw(value)), json_string_length(raw(value))};
}

bool json_whole(const json_value *value, int64_t *out)
{
    if (json_is_integer(raw(value))) {
        *out = (int64_t)json_integer_value(raw(value));
        return true;
    }
    if (!json_is_real(raw(value)))
        return false;
    double real = json_real_value(raw(value));
    if (!(real > -9.0e15 && real < 9.0e15) || (double)(int64_t)real != real)
        return false;
    *out = (int64_t)real;
    return true;
}

bool json_bool(const json_value *value)
{
    return json_is_true(raw(value));
}

slice json_scalar(const json_value *value, char scratch[32])
{
    int64_t integer = 0;
    switch (json_kind_of(value)) {
    case JSON_KIND_STRING:
        return json_text(value);
    case JSON_KIND_BOOL:
        return json_bool(value) ? SLICE("true") : SLICE("false");
    case JSON_KIND_INTEGER:
    case JSON_KIND_REAL:
        if (json_whole(value, &integer))
            snprintf(scratch, 32, "%" PRId64, integer);
        else
            snprintf(scratch, 32, "%.17g", json_real_value(raw(value)));
        return (slice){scratch, strlen(scratch)};
    case JSON_KIND_NONE:
    case JSON_KIND_OBJECT:
    case JSON_KIND_ARRAY:
        break;
    }
    return (slice){0};
}
