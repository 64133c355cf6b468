/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a text with dates and as a date expression: what is found exists in the calendar and
 * lies in the text. */
#include <stdint.h>
#include <stdlib.h>

#include "text/date.h"

static void check(int truth)
{
    if (!truth)
        abort();
}

static int within(slice piece, slice text)
{
    return piece.len == 0 ||
           (piece.data >= text.data && piece.data + piece.len <= text.data + text.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    slice text = {(const char *)data, size};
    slice piece = {NULL, 0};
    date d;
    date_range range;
    char out[16];
    if (date_find(text, &d, &piece)) {

        check(date_is_valid(d) && d % 10000 != 0);
        check(piece.len > 0 && within(piece, text));

        date_format(d, out);
    }
    piece = (slice){NULL, 0};
    if (date_range_parse(text, 20170912, &range, &piece)) {
        check(range.from <= range.to);
        check(range.from == 0 || date_is_valid(range.from));
        check(range.to == DATE_MAX || date_is_valid(range.to));
    } else {
        check(within(piece, text));
    }
    return 0;
}
