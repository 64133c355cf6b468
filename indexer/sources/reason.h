/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * reason: why something can't be read, in words for the person who gave it to us.
 */
#ifndef DOSSIER_INDEXER_SOURCES_REASON_H
#define DOSSIER_INDEXER_SOURCES_REASON_H

#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

/* What a system error says; static text, the same in every language setting. */
const char *reason_of_errno(int error);
/* Why a file of this mode is not read; NULL for a regular file. */
const char *reason_of_mode(mode_t mode);
/* "64 MB", "1 byte": a limit as people write it. out has room for 32 bytes. */
const char *reason_size(uint64_t bytes, char out[32]);

#endif
