/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * facts: the tables of the gazetteer as text: which columns each has, and its rows.
 */
#ifndef DOSSIER_ENTITY_FACTS_H
#define DOSSIER_ENTITY_FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "dossier.h"
#include "text/buf.h"
#include "text/date.h"

typedef enum facts_table {
    FACTS_COUNTRIES,
    FACTS_CITIES,
    FACTS_OFFICIALS,
    FACTS_OFFICES,
    FACTS_ORGANIZATIONS,
    FACTS_AGREEMENTS,
    FACTS_NAMES,
    FACTS_AMBIGUITY,
    FACTS_RULES,
    FACTS_TABLES
} facts_table;

enum { FACTS_CELLS = 8 };

/* Cells in the order of the table's columns, whatever the file's order was; those of columns that
 * the file lacks are empty. The columns: see corpus/gazetteer/README.md. */
enum facts_country_cell { COUNTRY_CODE, COUNTRY_SURFACE, COUNTRY_KIND };
enum facts_city_cell { CITY_NAME, CITY_COUNTRY, CITY_REGION, CITY_POPULATION };
enum facts_official_cell {
    OFFICIAL_ID,
    OFFICIAL_NAME,
    OFFICIAL_ALIASES,
    OFFICIAL_OFFICE,
    OFFICIAL_COUNTRY,
    OFFICIAL_FROM,
    OFFICIAL_TO
};
enum facts_office_cell { OFFICE_NAME, OFFICE_ALIASES, OFFICE_COUNTRY, OFFICE_RANK };
enum facts_body_cell { BODY_ID, BODY_NAME, BODY_ALIASES, BODY_COUNTRY };
enum facts_name_cell { NAME_WORD, NAME_KIND };
enum facts_ambiguity_cell { AMBIGUITY_SURFACE, AMBIGUITY_READING, AMBIGUITY_EVIDENCE };
enum facts_rule_cell { RULE_KIND, RULE_SURFACE, RULE_ENTITY };

typedef struct facts_row {
    facts_table table;
    bool listed;      /* of a user's own table */
    const char *file; /* as it was named */
    size_t line;      /* from 1 */
    slice cell[FACTS_CELLS];
} facts_row;

typedef void (*facts_complaint)(const char *file, size_t line, const char *reason, void *ctx);

/* Reads the table `bytes`: each row, its cells trimmed, goes to `row`, which returns false to stop.
 * Lines that can't be used go to `complain` (may be NULL). `file` is kept in the rows. Errors:
 * DOSSIER_INVALID (the first line names no known table's columns; *reason says so, static). False
 * from `row`: DOSSIER_NO_MEMORY. */
dossier_status facts_read(const char *file, slice bytes, bool listed,
                          bool (*row)(const facts_row *row, void *ctx), facts_complaint complain,
                          void *ctx, const char **reason);

/* The next of several values in a cell, separated by semicolons and trimmed; false at the end. */
bool facts_next(slice *cell, slice *value);

/* 2017-02-01, 2017-02 or 2017; empty is 0. False when it is no date. */
bool facts_date(slice cell, date *out);

#endif
