/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/format/text_parts.h"

#include <string.h>

#include "query/format/clean.h"

void text_colour(const format_run *run, const char *code)
{
    if (run->style.colour)
        fputs(code, run->style.out);
}

void text_put(const format_run *run, dossier_text text)
{
    clean_write(run->style.out, text, CLEAN_LINE);
}

void text_put_string(const format_run *run, const char *text)
{
    text_put(run, (dossier_text){text, strlen(text)});
}

void text_put_marked(const format_run *run, const dossier_snippet *s, size_t from, size_t to)
{
    size_t at = from;
    for (size_t i = 0; i < s->n_marks && at < to; i++) {
        size_t start = s->marks[i].from, end = s->marks[i].to;
        if (end <= at || start >= to)
            continue;
        start = start < at ? at : start;
        end = end > to ? to : end;
        text_put(run, (dossier_text){s->text.data + at, start - at});
        text_colour(run, TEXT_MARK);
        text_put(run, (dossier_text){s->text.data + start, end - start});
        text_colour(run, TEXT_PLAIN);
        at = end;
    }
    text_put(run, (dossier_text){s->text.data + at, to - at});
}
