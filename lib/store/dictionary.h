/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dictionary: the preset deflate dictionary of stored texts: turns of phrase of news and policy
 * English that make short articles small. Part of the format: never changed, only replaced by a new
 * one under a new record version.
 */
#ifndef DOSSIER_STORE_DICTIONARY_H
#define DOSSIER_STORE_DICTIONARY_H

#include <stddef.h>

extern const char store_dictionary[];
extern const size_t store_dictionary_len;

#endif
