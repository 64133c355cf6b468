/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes, in any declared charset, become valid UTF-8 within the buffer's maximum. The first
 * line is the declaration, the rest the document. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/charset.h"
#include "text/utf8.h"

#define MAXIMUM ((size_t)1 << 20)

static void check(int truth)
{
    if (!truth)
        abort();
}

static void check_decoded(slice bytes, slice declared)
{
    buf out = BUF_INIT(MAXIMUM);
    charset_options options = {.declared = declared};
    charset_result result;
    dossier_status status = charset_decode(bytes, &options, &out, &result);
    check(status == DOSSIER_OK || status == DOSSIER_TOO_LARGE);
    check(out.len <= MAXIMUM);
    if (status == DOSSIER_OK) {
        check(utf8_is_valid(out.data, out.len));
        check(strlen(result.name) > 0 && charset_source_name(result.source) != NULL);
        check(result.confidence >= 0 && result.confidence <= 100);
        check(result.replaced <= bytes.len);
        check(!result.verbatim || slice_equal(bytes, buf_slice(&out)));
    }
    buf_free(&out);
}

static void check_repair(slice bytes)
{
    buf out = BUF_INIT(4 * MAXIMUM);
    size_t replaced = utf8_repair(bytes.data, bytes.len, &out);
    check(utf8_is_valid(out.data, out.len));
    check((replaced == 0) == utf8_is_valid(bytes.data, bytes.len));
    buf_clear(&out);
    utf8_fold(bytes.data, bytes.len, &out);
    check(utf8_is_valid(out.data, out.len));
    buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    slice all = {(const char *)data, size};
    const char *line = size ? memchr(data, '\n', size) : NULL;
    slice declared = {all.data, line ? (size_t)(line - all.data) : 0};
    slice document = line ? (slice){line + 1, size - declared.len - 1} : all;
    slice found = charset_declared_in_html(document);
    check(found.len == 0 ||
          (found.data >= document.data && found.data + found.len <= document.data + document.len));
    check_decoded(document, declared);
    check_decoded(document, found);
    if (size < MAXIMUM)
        check_repair(document);
    return 0;
}
