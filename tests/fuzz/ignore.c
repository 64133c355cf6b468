/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An ignore file, a NUL, and the path that it is asked about. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/sources/ignore.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = size > 0 ? memchr(data, '\0', size) : NULL;
    size_t text = end ? (size_t)(end - data) : size;
    slice path = {(const char *)data + text, size - text};
    if (path.len > 0)
        path = (slice){path.data + 1, path.len - 1};
    ignore_rules *rules = ignore_create((slice){(const char *)data, text});
    if (!rules)
        abort();
    ignore_match(rules, path, false);
    ignore_match(rules, path, true);
    ignore_free(rules);
    return 0;
}
