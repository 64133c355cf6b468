/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a page says of its own charset: the encoding of an XML declaration, <meta charset>, or the
 * charset in a <meta> element's content (HTML standard, "prescan a byte stream"). */
#include <string.h>

#include "text/charset.h"

#define LOOK_AT 4096

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The first place of needle (lower case) at or after `from`, or SIZE_MAX. */
static size_t find_nocase(slice text, size_t from, slice needle)
{
    for (size_t i = from; i + needle.len <= text.len; i++) {
        if (slice_equal_nocase((slice){text.data + i, needle.len}, needle))
            return i;
    }
    return SIZE_MAX;
}

/* The value behind `key` and an equals sign, quoted or bare; empty if there is none. */
static slice value_of(slice text, slice key)
{
    for (size_t at = 0; (at = find_nocase(text, at, key)) != SIZE_MAX;) {
        at += key.len;
        size_t i = at;
        while (i < text.len && is_space(text.data[i]))
            i++;
        if (i == text.len || text.data[i] != '=')
            continue;
        i++;
        while (i < text.len &&
               (is_space(text.data[i]) || text.data[i] == '"' || text.data[i] == '\''))
            i++;
        size_t end = i;
        while (end < text.len && !is_space(text.data[end]) && !strchr("\"';,>/?", text.data[end]))
            end++;
        if (end > i)
            return (slice){text.data + i, end - i};
    }
    return (slice){NULL, 0};
}

/* The element that starts at `at`, up to its >. */
static slice element_at(slice text, size_t at)
{
    const char *close = memchr(text.data + at, '>', text.len - at);
    size_t end = close ? (size_t)(close - text.data) : text.len;
    return (slice){text.data + at, end - at};
}

slice charset_declared_in_html(slice html)
{
    slice head = {html.data, html.len < LOOK_AT ? html.len : LOOK_AT};
    slice start = slice_trim(head);
    if (slice_starts_with(start, SLICE("\xEF\xBB\xBF")))
        start = (slice){start.data + 3, start.len - 3};
    if (slice_starts_with(start, SLICE("<?xml"))) {
        slice found = value_of(element_at(start, 0), SLICE("encoding"));
        if (found.len)
            return found;
    }
    for (size_t at = 0; (at = find_nocase(head, at, SLICE("<"))) != SIZE_MAX; at++) {
        slice rest = {head.data + at, head.len - at};
        if (slice_starts_with(rest, SLICE("<!--"))) {
            size_t end = find_nocase(head, at + 4, SLICE("-->"));
            if (end == SIZE_MAX)
                break;
            at = end;
        } else if (rest.len > 5 && slice_equal_nocase((slice){rest.data, 5}, SLICE("<meta"))) {
            slice found = value_of(element_at(head, at), SLICE("charset"));
            if (found.len)
                return found;
        }
    }
    return (slice){NULL, 0};
}
