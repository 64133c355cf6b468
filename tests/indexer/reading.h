/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading one article in a test, and saying what should come of its lines. */
#ifndef DOSSIER_TESTS_INDEXER_READING_H
#define DOSSIER_TESTS_INDEXER_READING_H

#include "indexer/article.h"
#include "store/record.h"

/* One article read; every call reads anew into the same record. */
typedef struct reading {
    article_reader *reader;
    record r;
    const char *reason;
} reading;

int reading_set_up(void **state);
int reading_tear_down(void **state);

/* Reads text that must be readable; checks that every word belongs to exactly one segment. */
const record *reading_of(reading *rd, article_format format, const char *text);
const record *reading_with(reading *rd, const article_hints *hints, slice text);
dossier_status reading_try(reading *rd, article_format format, slice bytes);

/* The words stand in a segment of that role (and, if dropped, of that reason). */
void expect_role(const record *r, const char *words, record_role role);
void expect_dropped(const record *r, const char *words, record_reason reason);
void expect_field(const record *r, record_field field, const char *value);
/* Names joined by "; ". */
void expect_bylines(const record *r, const char *names);
/* Labels joined by "; ". */
void expect_sections(const record *r, const char *labels);
void expect_guess(const record *r, const char *words);
/* All text of the role, a space between segments. Valid until the next call. */
const char *text_of_role(const record *r, record_role role);

#endif
