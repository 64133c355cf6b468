/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the tests of the binding share: a scratch directory, a small database in it, and calls that
 * must succeed.
 */
#ifndef XAPIAN_C_TEST_FIXTURE_H
#define XAPIAN_C_TEST_FIXTURE_H

#include "xapian-c.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The last argument of every call in the tests. */
extern xapian_error E;

/* Calls that must give this status; the message is shown if they do not. */
#define EXPECT(wanted, call) expect_status((wanted), (call), #call, __FILE__, __LINE__)
#define OK(call)             EXPECT(XAPIAN_OK, call)
void expect_status(xapian_status wanted, xapian_status got, const char *call, const char *file,
                   int line);

/* A string literal as pointer and length. */
#define LIT(text) (text), (sizeof(text) - 1)
#define STR(text) (text), strlen(text)

/* Whether borrowed bytes are this text. */
void expect_bytes(const char *bytes, size_t len, const char *text);

/* Value slots of the sample. */
enum { SLOT_DATE, SLOT_COUNTRY, SLOT_NUMBER };

/* How many documents the sample has.  Their texts are in fixture.c. */
enum { SAMPLE_SIZE = 6 };

/* A scratch directory, and the sample in it as `db`, open for reading. */
struct sample {
    char dir[200];
    char path[220];
    xapian_database *db;
};

/* A test whose *state is a struct sample, made for it alone. */
int sample_setup(void **state);
int sample_teardown(void **state);
#define SAMPLE_TEST(test) cmocka_unit_test_setup_teardown(test, sample_setup, sample_teardown)

/* Writes the sample to PATH, to which flags are added. */
void sample_write(const char *path, int flags);

/* Adds a document of these words (positions 1, 2, 3 ...) to DB; the value can be NULL. */
xapian_docid sample_add(xapian_writable_database *db, const char *words, const char *date,
                        const char *country, double number);

/* DIR/NAME, until called five times more. */
const char *path_in(const struct sample *sample, const char *name);

/* Makes a file of these bytes. */
void write_file(const char *path, const void *bytes, size_t len);

/* Queries that must be made. */
xapian_query *query_term(const char *term);
xapian_query *query_terms(xapian_op op, unsigned window, const char *words);
xapian_query *query_pair(xapian_op op, unsigned window, const xapian_query *a,
                         const xapian_query *b);

/* The ids of the documents that match, in order of id, as "1 2 5".  Static. */
const char *ids(const xapian_database *db, const xapian_query *query);

/* The ids of a result, in its order.  Static. */
const char *ids_of(const xapian_mset *mset);

/* Runs an enquire for all results without a decider. */
xapian_mset *all_results(xapian_enquire *enquire);

/* Reads an iterator of terms to its end, as "a b c", and frees it.  Static. */
const char *terms_of(xapian_term_iter *it);

#endif
