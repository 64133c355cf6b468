/* SPDX-License-Identifier: GPL-2.0-or-later */
/* charset_pairs: how well a two-byte charset of East Asia explains a sample. Private to lib/text.
 */
#ifndef DOSSIER_TEXT_CHARSET_PAIRS_H
#define DOSSIER_TEXT_CHARSET_PAIRS_H

#include "text/charset_parts.h"

/* The cost in nats of the sample's high bytes (see charset_score.c). False when the name is none of
 * these charsets. */
bool charset_pairs_cost(const char *name, const charset_sample *sample, double *cost);

#endif
