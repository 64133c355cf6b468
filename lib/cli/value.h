/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * value: numbers, sizes, durations and choices as people type them. The whole text must be read, or
 * the answer is false (-1) and *out stays as it was.
 */
#ifndef DOSSIER_CLI_VALUE_H
#define DOSSIER_CLI_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool value_integer(const char *text, int64_t *out); /* decimal, with or without a sign */
/* Bytes: digits and one of K, M, G, T (powers of 1024, either case, "KB" and "KiB" too). */
bool value_size(const char *text, uint64_t *out);
/* Milliseconds: digits and one of ms, s, m, h, d; s when there is none. */
bool value_duration(const char *text, int64_t *out);
int value_choice(const char *text, const char *const *choices); /* its place, or -1 */

/* The choice nearest to a misspelt text: at most one mistake in three letters (a letter missing,
 * added, wrong, or two swapped: the optimal string alignment distance), or the only one that begins
 * with it. NULL when none is near. `choices` has `count` entries. */
const char *value_nearest(const char *text, const char *const *choices, size_t count);

#endif
