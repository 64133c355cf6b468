/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The first byte chooses the kind of file: t tar, g gzipped tar, z zip, p gzipped text. */
#include "source_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const char *suffix = ".zip";
    if (data[0] == 't')
        suffix = ".tar";
    else if (data[0] == 'g')
        suffix = ".tgz";
    else if (data[0] == 'p')
        suffix = ".txt.gz";
    fuzz_source_read(suffix, data + 1, size - 1);
    return 0;
}
