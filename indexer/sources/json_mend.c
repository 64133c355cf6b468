/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sources/json_mend.h"

#include <stdlib.h>
#include <string.h>

/* The code unit of "\uXXXX" at s, or -1. */
static long unit_at(slice s)
{
    char digits[5] = "";
    if (s.len < 6 || s.data[0] != '\\' || s.data[1] != 'u')
        return -1;
    memcpy(digits, s.data + 2, 4);
    return strspn(digits, "0123456789abcdefABCDEF") == 4 ? strtol(digits, NULL, 16) : -1;
}

static slice behind(slice s, size_t len)
{
    return (slice){s.data + len, s.len - len};
}

/* Copies the escape at the start of rest; the bytes that it took. */
static size_t mend_escape(slice rest, buf *out, bool *mended)
{
    long unit = unit_at(rest);
    size_t len = unit >= 0 ? 6 : rest.len < 2 ? rest.len : 2;
    if (unit >= 0xD800 && unit < 0xDC00) {
        long second = unit_at(behind(rest, 6));
        if (second >= 0xDC00 && second < 0xE000)
            len = 12;
    }
    if (unit >= 0xD800 && unit < 0xE000 && len == 6) {
        buf_append_slice(out, SLICE("\\uFFFD"));
        *mended = true;
    } else {
        buf_append(out, rest.data, len);
    }
    return len;
}

static size_t mend_in_string(slice rest, buf *out, bool *mended)
{
    unsigned char c = (unsigned char)rest.data[0];
    if (c == '\\')
        return mend_escape(rest, out, mended);
    if (c < 0x20) {
        buf_printf(out, "\\u%04X", (unsigned)c);
        *mended = true;
        return 1;
    }
    size_t len = 1;
    while (len < rest.len && rest.data[len] != '"' && rest.data[len] != '\\' &&
           (unsigned char)rest.data[len] >= 0x20)
        len++;
    buf_append(out, rest.data, len);
    return len;
}

static size_t mend_outside(slice rest, buf *out, bool *mended)
{
    static const slice words[] = {{"NaN", 3}, {"Infinity", 8}, {"-Infinity", 9}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (slice_starts_with(rest, words[i])) {
            buf_append_slice(out, SLICE("null"));
            *mended = true;
            return words[i].len;
        }
    buf_push(out, rest.data[0]);
    return 1;
}

bool json_mend(slice text, buf *out)
{
    bool mended = false;
    bool quoted = false;
    while (text.len > 0) {
        size_t used = 1;
        if (text.data[0] == '"') {
            quoted = !quoted;
            buf_push(out, '"');
        } else if (quoted) {
            used = mend_in_string(text, out, &mended);
        } else {
            used = mend_outside(text, out, &mended);
        }
        text = behind(text, used);
    }
    return mended;
}
