/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * intake: one file's bytes, hashed as they come and unpacked if they are gzip.
 *
 * Opening never waits and never has an effect: pipes, devices, sockets and folders are refused
 * before a byte is read. A path may be longer than PATH_MAX.
 *
 * Of gzip, every member is unpacked one after another and its checksum is tested; what follows the
 * last one is passed over, as gzip(1) does. A bomb is refused: more than `unpacked_max` bytes, or
 * more than INTAKE_RATIO times the packed bytes once INTAKE_RATIO_FROM are out.
 */
#ifndef DOSSIER_INDEXER_SOURCES_INTAKE_H
#define DOSSIER_INDEXER_SOURCES_INTAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <zlib.h>

#include "dossier.h"
#include "indexer/sources/hash.h"

#define INTAKE_RATIO      1000u
#define INTAKE_RATIO_FROM (UINT64_C(64) << 20)
#define INTAKE_BOMB       "an archive bomb: it unpacks to more than 1000 times its size"

enum { INTAKE_CHUNK = 1 << 16 };

typedef struct intake {
    int fd;        /* -1 while nothing is open */
    uint64_t size; /* of the file when it was opened; 0 may be wrong (/proc) */
    bool hashing;
    bool hashed; /* to the end already */
    hash_state *hash;
    bool gzip;
    bool gzip_ended;
    bool broken;
    z_stream z; /* made with the first gzip file, then used again */
    bool z_made;
    unsigned char *packed; /* INTAKE_CHUNK bytes */
    uint64_t unpacked, unpacked_max, consumed;
    char reason[160]; /* filled when open or pull fail */
} intake;

dossier_status intake_create(intake *in); /* only DOSSIER_NO_MEMORY */
void intake_free(intake *in);

/* False with in->reason filled, and errno kept. */
bool intake_open(intake *in, const char *path, bool hashing);
/* From here on the bytes are unpacked, if they begin as gzip does. */
dossier_status intake_unpack(intake *in, uint64_t unpacked_max);
/* As feed.pull; `from` is the intake. */
ptrdiff_t intake_pull(void *from, char *to, size_t cap);
/* Hashes the whole file at once and goes back to its start; for those who jump about in it. False
 * with in->reason when it can't be read. */
bool intake_hash_ahead(intake *in);
/* Reads what is left, for the hash, and closes. The hash of the file's raw bytes; 0 when it was not
 * asked for or the file can't be read to its end. */
uint64_t intake_close(intake *in);
/* Closes without reading on. */
void intake_drop(intake *in);

#endif
