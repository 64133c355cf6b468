/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dateline: the place (and day, and agency) that opens a report: "MOSCOW, March 3 (Reuters) —",
 * "WASHINGTON —", "GENEVA/PARIS (AP) -", "Washington, D.C. -".
 */
#ifndef DOSSIER_INDEXER_ARTICLES_DATELINE_H
#define DOSSIER_INDEXER_ARTICLES_DATELINE_H

#include <stdbool.h>

#include "text/buf.h"
#include "text/date.h"

typedef struct dateline {
    slice place;   /* "MOSCOW", without region and day */
    slice agency;  /* "Reuters"; empty if none */
    size_t length; /* bytes of the paragraph up to and with the dash */
    date day;      /* only when it names a year */
} dateline;

/* False when the paragraph does not open with one. */
bool dateline_read(slice paragraph, dateline *out);

#endif
