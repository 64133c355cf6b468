/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/pattern.h"

#include <stddef.h>

/* The byte behind the character at `at`. */
static size_t step(slice text, size_t at)
{
    do
        at++;
    while (at < text.len && ((unsigned char)text.data[at] & 0xC0) == 0x80);
    return at;
}

bool pattern_fits(slice pattern, slice word)
{
    /* After a star: where to go on when the rest doesn't fit, one character further each time. */
    size_t p = 0, w = 0, star = SIZE_MAX, again = 0;
    while (w < word.len) {
        if (p < pattern.len && pattern.data[p] == '*') {
            star = ++p;
            again = w;
        } else if (p < pattern.len && pattern.data[p] == '?') {
            p++;
            w = step(word, w);
        } else if (p < pattern.len && pattern.data[p] == word.data[w]) {
            p++;
            w++;
        } else if (star != SIZE_MAX) {
            p = star;
            w = again = step(word, again);
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.data[p] == '*')
        p++;
    return p == pattern.len;
}

slice pattern_start(slice pattern)
{
    size_t n = 0;
    while (n < pattern.len && pattern.data[n] != '*' && pattern.data[n] != '?')
        n++;
    return (slice){pattern.data, n};
}

bool pattern_is_prefix(slice pattern)
{
    return pattern.len > 0 && pattern_start(pattern).len == pattern.len - 1 &&
           pattern.data[pattern.len - 1] == '*';
}
