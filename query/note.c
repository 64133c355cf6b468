/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/note.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "text/utf8.h"

void note_list_free(note_list *list)
{
    arena_free(&list->memory);
    memset(list, 0, sizeof *list);
}

static void add(note_list *list, const char *code, size_t offset, size_t length, slice message)
{
    slice copy = arena_copy(&list->memory, message);
    if (!copy.data) {
        list->failed = true;
        return;
    }
    list->items[list->count++] =
        (dossier_warning){.code = code, .message = copy, .offset = offset, .length = length};
}

void note_add(note_list *list, const char *code, size_t offset, size_t length, const char *format,
              ...)
{
    char message[1024];
    va_list args;

    if (list->count == NOTES_MAX)
        return;
    if (list->count == NOTES_MAX - 1) {
        add(list, "more-warnings", 0, 0, SLICE("there is more to remark than is listed here"));
        return;
    }
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    /* What did not fit is cut, perhaps inside a character. */
    slice text = slice_of(message);
    text.len = utf8_valid_prefix(text.data, text.len);
    add(list, code, offset, length, text);
}

const char *note_quote(slice piece, char out[NOTE_QUOTE])
{
    static const char ellipsis[] = "\xE2\x80\xA6";
    const size_t room = NOTE_QUOTE - sizeof ellipsis - 4;
    size_t n = 0;
    for (size_t at = 0; at < piece.len;) {
        uint32_t cp;
        size_t length = utf8_decode(piece.data + at, piece.len - at, &cp);
        if (n > room) {
            memcpy(out + n, ellipsis, sizeof ellipsis);
            return out;
        }
        if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (utf8_class(cp) & UTF8_LINE))
            cp = ' ';
        n += utf8_encode(cp, out + n);
        at += length ? length : 1;
    }
    out[n] = '\0';
    return out;
}
