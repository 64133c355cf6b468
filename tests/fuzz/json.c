/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The first byte chooses the kind of file: l JSON lines, anything else JSON. */
#include "source_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 0)
        fuzz_source_read(data[0] == 'l' ? ".jsonl" : ".json", data + 1, size - 1);
    return 0;
}
