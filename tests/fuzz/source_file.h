/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the harnesses of the file readers share: bytes from the fuzzer as a file on disk. */
#ifndef DOSSIER_TESTS_FUZZ_SOURCE_FILE_H
#define DOSSIER_TESTS_FUZZ_SOURCE_FILE_H

#include <stddef.h>
#include <stdint.h>

/* Reads the bytes as a file whose name ends in suffix (".zip"), touches every byte that comes out,
 * and stops the program if what comes out breaks the contract. */
void fuzz_source_read(const char *suffix, const uint8_t *data, size_t size);

#endif
