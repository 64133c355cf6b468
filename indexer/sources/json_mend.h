/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * json_mend: JSON as programs write it to JSON as the standard has it.
 *
 * Mended: raw control characters in strings (a tab, a newline); half of a surrogate pair, which
 * becomes U+FFFD; the numbers NaN, Infinity and -Infinity, which become null. Nothing else is
 * touched.
 */
#ifndef DOSSIER_INDEXER_SOURCES_JSON_MEND_H
#define DOSSIER_INDEXER_SOURCES_JSON_MEND_H

#include <stdbool.h>

#include "text/buf.h"

/* Appends the mended text to out; true when anything was mended. */
bool json_mend(slice text, buf *out);

#endif
