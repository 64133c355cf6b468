/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * listing: what source_read hands out for a file, as lines that a test can compare.
 *
 * A document is "MEMBER|TEXT" (with hints: "MEMBER|TEXT|title=...|author=..."), a failure is
 * "MEMBER!REASON".
 */
#ifndef DOSSIER_TESTS_INDEXER_LISTING_H
#define DOSSIER_TESTS_INDEXER_LISTING_H

#include "indexer/source.h"

typedef struct listing {
    buf lines;
    size_t documents, failures;
    size_t stop_after; /* documents and failures; 0: never */
    bool with_hints;
    dossier_status status;
    uint64_t hash;
} listing;

/* Reads the file with these limits (NULL: the standard ones). Free the lines with buf_free. */
listing listing_of(const char *path, const source_limits *limits, bool with_hints);
/* Fails the test unless the file's listing is `expected`; its hash must agree with source_hash. */
void expect_listing(const char *path, const source_limits *limits, const char *expected);
void expect_hinted(const char *path, const char *expected);

#endif
