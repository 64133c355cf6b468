/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pattern: does a word fit a pattern of letters, * (any letters, or none) and ? (one letter)? */
#ifndef DOSSIER_QUERY_PATTERN_H
#define DOSSIER_QUERY_PATTERN_H

#include <stdbool.h>

#include "text/buf.h"

/* In time proportional to the product of the lengths at worst. Both are UTF-8. */
bool pattern_fits(slice pattern, slice word);
/* What every fitting word begins with. */
slice pattern_start(slice pattern);
/* Is it letters with a single * behind them? */
bool pattern_is_prefix(slice pattern);

#endif
