/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A look at a page's bytes before the parser sees them. */
#include <string.h>

#include "indexer/articles/html_doc.h"

#define MAX_ATTRIBUTES 800u /* and blanks between them */

static bool is_tag_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The end of what starts at `at`: a comment, or a script or style with its content; at if none. */
static const char *skip_raw(const char *at, const char *end)
{
    static const struct {
        slice open, close;
    } raw[] = {{{"<!--", 4}, {"-->", 3}},
               {{"<script", 7}, {"</script", 8}},
               {{"<style", 6}, {"</style", 7}}};
    for (size_t i = 0; i < sizeof raw / sizeof raw[0]; i++) {
        slice open = raw[i].open;
        if ((size_t)(end - at) < open.len || !slice_equal_nocase((slice){at, open.len}, open))
            continue;
        for (const char *c = at + open.len; c < end; c++) {
            c = memchr(c, raw[i].close.data[0], (size_t)(end - c));
            if (!c)
                return end;
            if ((size_t)(end - c) >= raw[i].close.len &&
                slice_equal_nocase((slice){c, raw[i].close.len}, raw[i].close))
                return c + raw[i].close.len;
        }
        return end;
    }
    return at;
}

/* The end of a tag, quoted values looked through; *attributes is an upper bound. */
static const char *skip_tag(const char *at, const char *end, size_t *attributes)
{
    *attributes = 0;
    while (at < end && *at != '>') {
        if (*at == '"' || *at == '\'') {
            const char *close = memchr(at + 1, *at, (size_t)(end - at - 1));
            if (!close)
                return end;
            at = close;
        }
        *attributes += *at == ' ' || *at == '\n' || *at == '\t' || *at == '/';
        *attributes += *at == '"' || *at == '\'';
        at++;
    }
    return at;
}

/* The parser compares every attribute of a tag with all others; hundreds of them are an attack. */
bool html_is_sane(slice html)
{
    if (html.len == 0)
        return true;
    const char *at = html.data;
    const char *end = at + html.len;
    while (at < end && (at = memchr(at, '<', (size_t)(end - at)))) {
        const char *after = skip_raw(at, end);
        size_t attributes = 0;
        if (after == at && at + 1 < end && is_tag_start(at[1]))
            after = skip_tag(at, end, &attributes);
        if (attributes > MAX_ATTRIBUTES)
            return false;
        at = after > at ? after : at + 1;
    }
    return true;
}
