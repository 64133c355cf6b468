/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/facet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/association.h"
#include "query/whom.h"
#include "store/error.h"
#include "store/fields.h"
#include "text/buf.h"
#include "text/utf8.h"

enum { YEAR_BYTES = 4, MONTH_BYTES = 6 };

/* How a value of the slot becomes a value of the facet. */
typedef enum facet_unit { FACET_WHOLE, FACET_MONTH, FACET_YEAR, FACET_LIST } facet_unit;

typedef struct counter {
    const char *name;
    xapian_valueno slot;
    facet_unit unit;
    const field *field; /* of a FACET_LIST */
    xapian_matchspy *spy;
    dossier_facet_value *values; /* owned; their texts lie in the set's memory */
    size_t count;
    size_t capacity;
} counter;

struct facet_set {
    counter counters[FACETS_MAX];
    dossier_facet facets[FACETS_MAX];
    size_t count;
    size_t limit;
    bool associate;
    const book *book;
    const slice *left_out; /* terms */
    size_t n_left_out;
    arena memory;
};

static bool name_counter(const char *name, counter *c)
{
    static const struct {
        const char *name;
        facet_unit unit;
    } times[] = {{"month", FACET_MONTH}, {"year", FACET_YEAR}};
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        if (strcmp(name, times[i].name) == 0) {
            *c = (counter){.name = times[i].name, .slot = SLOT_DATE, .unit = times[i].unit};
            return true;
        }
    }
    const field *f = field_find(slice_of(name));
    if (!f || !f->facet || f->slot == SLOT_NONE)
        return false;
    bool list = f->kind == FIELD_ENTITY;
    *c = (counter){.name = f->name,
                   .slot = (xapian_valueno)f->slot,
                   .unit = list ? FACET_LIST : FACET_WHOLE,
                   .field = f};
    return true;
}

static dossier_status refuse(const char *name, dossier_error *error)
{
    char known[160] = "";
    size_t used = 0;
    for (size_t i = 0; i < FIELDS; i++)
        if (field_table[i].facet)
            used +=
                (size_t)snprintf(known + used, sizeof known - used, "%s, ", field_table[i].name);
    error_set(error, DOSSIER_INVALID, "\"%.100s\" can't be counted", name);
    error_hint(error, "what can be: %smonth, year", known);
    return DOSSIER_INVALID;
}

dossier_status facet_set_create(const facet_options *options, facet_set **out, dossier_error *error)
{
    *out = NULL;
    if (options->n_names == 0)
        return DOSSIER_OK;
    if (options->n_names > FACETS_MAX)
        return error_set(error, DOSSIER_INVALID, "at most %d facets can be counted at once",
                         FACETS_MAX);
    facet_set *set = calloc(1, sizeof *set);
    if (!set)
        return error_no_memory(error);
    set->limit = options->limit;
    set->associate = options->associate;
    set->book = options->names_of;
    for (size_t i = 0; i < options->n_names; i++) {
        if (!name_counter(options->names[i], &set->counters[i])) {
            facet_set_free(set);
            return refuse(options->names[i], error);
        }
        set->facets[i].name = set->counters[i].name;
        set->count++;
    }
    *out = set;
    return DOSSIER_OK;
}

void facet_set_leave_out(facet_set *set, const slice *terms, size_t n)
{
    if (!set)
        return;
    set->left_out = terms;
    set->n_left_out = n;
}

void facet_set_free(facet_set *set)
{
    if (!set)
        return;
    for (size_t i = 0; i < set->count; i++) {
        xapian_matchspy_free(set->counters[i].spy);
        free(set->counters[i].values);
    }
    arena_free(&set->memory);
    free(set);
}

xapian_status facet_set_attach(facet_set *set, xapian_enquire *enquire, xapian_error *err)
{
    xapian_status got = XAPIAN_OK;
    for (size_t i = 0; i < set->count && got == XAPIAN_OK; i++) {
        counter *c = &set->counters[i];
        xapian_matchspy_free(c->spy);
        c->spy = NULL;
        got = xapian_matchspy_value_count(c->slot, &c->spy, err);
        if (got == XAPIAN_OK)
            got = xapian_enquire_add_matchspy(enquire, c->spy, err);
    }
    return got;
}

/* "20170912" as "2017-09" or "2017"; an unknown month gives the year. out holds it. */
static slice name_time(slice value, facet_unit unit, char out[8])
{
    if (value.len < MONTH_BYTES)
        return (slice){0};
    memcpy(out, value.data, YEAR_BYTES);
    if (unit == FACET_YEAR || memcmp(value.data + YEAR_BYTES, "00", 2) == 0)
        return (slice){out, YEAR_BYTES};
    out[YEAR_BYTES] = '-';
    memcpy(out + YEAR_BYTES + 1, value.data + YEAR_BYTES, 2);
    return (slice){out, MONTH_BYTES + 1};
}

/* Adds to the last value if it is the same: values come in byte order, so in order of time. */
static bool add(facet_set *set, counter *c, slice value, uint64_t count)
{
    if (c->count && slice_equal(c->values[c->count - 1].value, value)) {
        c->values[c->count - 1].count += count;
        return true;
    }
    if (c->count == c->capacity) {
        size_t capacity = c->capacity ? c->capacity * 2 : 32;
        dossier_facet_value *values = realloc(c->values, capacity * sizeof *values);
        if (!values)
            return false;
        c->values = values;
        c->capacity = capacity;
    }
    slice copy = arena_copy(&set->memory, value);
    if (!copy.data)
        return false;
    c->values[c->count++] = (dossier_facet_value){.value = copy, .count = count};
    return true;
}

/* Each id of a list that so many documents have. */
static bool add_list(facet_set *set, counter *c, slice list, uint64_t count)
{
    slice id;
    while (field_list_next(&list, &id))
        if (!add(set, c, id, count))
            return false;
    return true;
}

static int by_value(const void *a, const void *b)
{
    return slice_compare(((const dossier_facet_value *)a)->value,
                         ((const dossier_facet_value *)b)->value);
}

/* The same id from different lists, as one value. */
static void merge_lists(counter *c)
{
    size_t kept = 0;
    if (c->count)
        qsort(c->values, c->count, sizeof *c->values, by_value);
    for (size_t i = 0; i < c->count; i++) {
        if (kept && slice_equal(c->values[kept - 1].value, c->values[i].value))
            c->values[kept - 1].count += c->values[i].count;
        else
            c->values[kept++] = c->values[i];
    }
    c->count = kept;
}

/* Names the entities that are shown. */
static dossier_status name_values(facet_set *set, const counter *c, const dossier_facet *shown,
                                  xapian_database *db, dossier_error *error)
{
    buf name = BUF_INIT(1 << 16);
    bool good = true;
    for (size_t i = 0; i < shown->n_values && good; i++) {
        buf_clear(&name);
        whom_name(db, set->book, c->field, c->values[i].value, &name);
        c->values[i].name = arena_copy(&set->memory, buf_slice(&name));
        good = c->values[i].name.data != NULL;
    }
    buf_free(&name);
    return good ? DOSSIER_OK : error_no_memory(error);
}

static dossier_status read_counter(facet_set *set, counter *c, dossier_error *error)
{
    xapian_error cause;
    xapian_term_iter *it;
    dossier_status status = DOSSIER_OK;
    xapian_status got = xapian_matchspy_values(c->spy, &it, &cause);
    if (got != XAPIAN_OK)
        return error_xapian(error, "the facets can't be counted", &cause);
    while (status == DOSSIER_OK && (got = xapian_term_iter_next(it, &cause)) == XAPIAN_OK) {
        char time[8];
        slice value;
        xapian_doccount count;
        value.data = xapian_term_iter_term(it, &value.len);
        got = xapian_term_iter_termfreq(it, &count, &cause);
        if (got != XAPIAN_OK)
            break;
        if (c->unit == FACET_MONTH || c->unit == FACET_YEAR)
            value = name_time(value, c->unit, time);
        if (value.len &&
            !(c->unit == FACET_LIST ? add_list(set, c, value, count) : add(set, c, value, count)))
            status = error_no_memory(error);
    }
    if (status == DOSSIER_OK && got != XAPIAN_END)
        status = error_xapian(error, "the facets can't be counted", &cause);
    xapian_term_iter_free(it);
    if (status == DOSSIER_OK && c->unit == FACET_LIST)
        merge_lists(c);
    return status;
}

static bool is_left_out(const facet_set *set, slice term)
{
    for (size_t i = 0; i < set->n_left_out; i++)
        if (slice_equal(set->left_out[i], term))
            return true;
    return false;
}

/* Weighs each entity against the whole index, and keeps those found here more often than by chance.
 */
static dossier_status associate(const facet_set *set, counter *c, xapian_database *db,
                                uint64_t matches, dossier_error *error)
{
    xapian_doccount documents;
    xapian_error cause;
    buf id = BUF_INIT(1 << 16);
    size_t kept = 0;
    xapian_status got = xapian_database_doccount(db, &documents, &cause);
    for (size_t i = 0; i < c->count && got == XAPIAN_OK; i++) {
        char bytes[FIELD_TERM_MAX];
        xapian_doccount total;
        dossier_facet_value v = c->values[i];
        buf_clear(&id);
        utf8_fold(v.value.data, v.value.len, &id);
        slice term = {bytes, field_term(c->field->prefix, buf_slice(&id), bytes)};
        got = xapian_database_termfreq(db, term.data, term.len, &total, &cause);
        v.total = total;
        v.log_likelihood = log_likelihood(v.count, matches, v.total, documents);
        if (v.log_likelihood > 0 && !is_left_out(set, term))
            c->values[kept++] = v;
    }
    buf_free(&id);
    c->count = kept;
    return got == XAPIAN_OK ? DOSSIER_OK
                            : error_xapian(error, "the facets can't be weighed", &cause);
}

static int foremost_first(const void *a, const void *b)
{
    const dossier_facet_value *x = a, *y = b;
    if (x->log_likelihood != y->log_likelihood)
        return x->log_likelihood < y->log_likelihood ? 1 : -1;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return slice_compare(x->value, y->value);
}

/* Sorts and cuts: fields keep the most frequent values, times the latest ones. */
static dossier_facet finish(const facet_set *set, counter *c)
{
    size_t most = set->limit && c->count > set->limit ? set->limit : c->count;
    dossier_facet_value *values = c->values;
    bool counted = c->unit == FACET_WHOLE || c->unit == FACET_LIST;
    if (counted && c->count)
        qsort(values, c->count, sizeof *values, foremost_first);
    else if (!counted && c->count)
        values += c->count - most;
    return (dossier_facet){.name = c->name,
                           .values = values,
                           .n_values = most,
                           .n_more = c->count - most,
                           .associated = set->associate && c->unit == FACET_LIST};
}

dossier_status facet_set_read(facet_set *set, xapian_database *db, uint64_t matches,
                              dossier_error *error)
{
    dossier_status status = DOSSIER_OK;
    arena_clear(&set->memory);
    for (size_t i = 0; i < set->count && status == DOSSIER_OK; i++) {
        counter *c = &set->counters[i];
        c->count = 0;
        status = read_counter(set, c, error);
        if (status == DOSSIER_OK && set->associate && c->unit == FACET_LIST)
            status = associate(set, c, db, matches, error);
        set->facets[i] = finish(set, c);
        if (status == DOSSIER_OK && c->unit == FACET_LIST)
            status = name_values(set, c, &set->facets[i], db, error);
    }
    return status;
}

const dossier_facet *facet_set_values(const facet_set *set, size_t *n)
{
    *n = set ? set->count : 0;
    return set ? set->facets : NULL;
}
