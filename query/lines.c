/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool query_lines_open(query_lines *lines, const char *path)
{
    *lines = (query_lines){.in = strcmp(path, "-") == 0 ? stdin : fopen(path, "re")};
    if (lines->in)
        lines->bytes = malloc(LINES_MOST + 1);
    return lines->bytes != NULL;
}

void query_lines_close(query_lines *lines)
{
    if (lines->in && lines->in != stdin)
        fclose(lines->in);
    free(lines->bytes);
    *lines = (query_lines){.in = NULL};
}

/* Reads one line without its end; false at the end of the file. */
static bool read_line(query_lines *lines)
{
    int c = EOF;
    bool any = false;
    lines->len = 0;
    lines->too_long = false;
    flockfile(lines->in);
    while ((c = getc_unlocked(lines->in)) != EOF) {
        any = true;
        if (c == '\n')
            break;
        if (lines->len < LINES_MOST)
            lines->bytes[lines->len++] = (char)c;
        else
            lines->too_long = true;
    }
    funlockfile(lines->in);
    lines->number += any;
    return any;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

/* Takes white space and a byte order mark off both ends. */
static void trim(query_lines *lines)
{
    static const char mark[] = "\xEF\xBB\xBF";
    lines->text = lines->bytes;
    if (lines->number == 1 && lines->len >= 3 && memcmp(lines->text, mark, 3) == 0) {
        lines->text += 3;
        lines->len -= 3;
    }
    while (lines->len > 0 && is_space(lines->text[0])) {
        lines->text++;
        lines->len--;
    }
    while (lines->len > 0 && is_space(lines->text[lines->len - 1]))
        lines->len--;
}

bool query_lines_next(query_lines *lines)
{
    errno = 0;
    while (read_line(lines)) {
        trim(lines);
        if (lines->len > 0 && lines->text[0] != '#')
            return true;
    }
    if (!ferror(lines->in))
        errno = 0;
    else if (errno == 0)
        errno = EIO;
    return false;
}
