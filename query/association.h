/* SPDX-License-Identifier: GPL-2.0-or-later */
/* association: how surely two things are found together more often than by chance. */
#ifndef DOSSIER_QUERY_ASSOCIATION_H
#define DOSSIER_QUERY_ASSOCIATION_H

#include <stdint.h>

/* The log-likelihood ratio G2 of a two by two table (T. Dunning, Accurate Methods for the
 * Statistics of Surprise and Coincidence, Computational Linguistics 19, 1993): `both` of the
 * documents have A and B, a have A, b have B, of `all`. It is chi-squared distributed with one
 * degree of freedom: over 3.84 is chance in one case of twenty, over 10.83 in one of a thousand.
 * Negative where the two are found together less often than by chance; 0 where the numbers can't
 * be. */
double log_likelihood(uint64_t both, uint64_t a, uint64_t b, uint64_t all);

#endif
