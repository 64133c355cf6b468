/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * run_reader: reads a section of a spilled run from its beginning to its end through a buffer.
 *
 * Errors are sticky: after one, everything reads as the end. What a reader hands out stays until
 * the next call.
 */
#ifndef DOSSIER_STORE_RUN_READER_H
#define DOSSIER_STORE_RUN_READER_H

#include "store/spill.h"

typedef struct run_reader {
    int fd;       /* borrowed; read at offsets, so that several readers can share it */
    uint64_t at;  /* offset in the file of what follows the buffer */
    uint64_t end; /* of the section */
    char *buffer;
    size_t size; /* bytes to read at once */
    size_t capacity, pos, len;
    int error; /* errno; EIO for a section that is not as it was written */
} run_reader;

/* size: bytes to read at once. Allocates when it first reads. */
void run_reader_init(run_reader *r, int fd, spill_section section, size_t size);
void run_reader_free(run_reader *r);

bool run_reader_more(const run_reader *r); /* false at the end, and after an error */
/* The next number; 0 after an error. */
uint64_t run_reader_number(run_reader *r);
/* The next `len` bytes; empty after an error. */
slice run_reader_bytes(run_reader *r, uint64_t len);
void run_reader_skip(run_reader *r, uint64_t len);
/* Where it stands, as an offset in the file, and back there. */
uint64_t run_reader_tell(const run_reader *r);
void run_reader_seek(run_reader *r, uint64_t offset);

#endif
