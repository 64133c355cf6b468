/* SPDX-License-Identifier: GPL-2.0-or-later */
/* vimgrep: path:line:column:text, a row a snippet, as editors' lists of places read it. The text is
 * the passage around the place; of a document without one it is the title. With style.null a NUL
 * byte stands behind the path, as grep and ripgrep write it. */
#include <inttypes.h>

#include "query/format.h"
#include "query/format/clean.h"
#include "text/utf8.h"

#define MARK  "\033[1;31m"
#define PLAIN "\033[0m"

static void put_place(const format_run *run, dossier_text path, uint32_t line, uint32_t column)
{
    clean_write(run->style.out, path, run->style.terminal ? CLEAN_LINE : CLEAN_ROW);
    fputc(run->style.null ? '\0' : ':', run->style.out);
    fprintf(run->style.out, "%" PRIu32 ":%" PRIu32 ":", line, column);
}

/* How much of the text is shown. */
static size_t capped(const format_run *run, dossier_text text)
{
    size_t most = run->style.max_columns;
    return most > 0 && text.len > most ? utf8_floor(text.data, text.len, most) : text.len;
}

static void put_snippet(const format_run *run, const dossier_snippet *s)
{
    FILE *out = run->style.out;
    size_t end = capped(run, s->text), at = 0;
    for (size_t i = 0; run->style.colour && i < s->n_marks && s->marks[i].to <= end; i++) {
        clean_write(out, (dossier_text){s->text.data + at, s->marks[i].from - at}, CLEAN_LINE);
        fputs(MARK, out);
        at = s->marks[i].from;
        clean_write(out, (dossier_text){s->text.data + at, s->marks[i].to - at}, CLEAN_LINE);
        fputs(PLAIN, out);
        at = s->marks[i].to;
    }
    clean_write(out, (dossier_text){s->text.data + at, end - at}, CLEAN_LINE);
    fputc('\n', out);
}

static void hit(format_run *run, const dossier_hit *h)
{
    for (size_t i = 0; i < h->n_snippets; i++) {
        put_place(run, h->path, h->snippets[i].line, h->snippets[i].column);
        put_snippet(run, &h->snippets[i]);
    }
    if (h->n_snippets > 0)
        return;
    put_place(run, h->path, 1, 1);
    clean_write(run->style.out, (dossier_text){h->title.data, capped(run, h->title)}, CLEAN_LINE);
    fputc('\n', run->style.out);
}

/* Each mention, with what it is and why before the words around it. */
static void tags(format_run *run, const dossier_document *d)
{
    size_t n;
    const dossier_hit *h = dossier_document_fields(d);
    const dossier_mention *mentions = dossier_document_mentions(d, &n);
    for (size_t i = 0; i < n; i++) {
        const dossier_entity *e = &h->entities[mentions[i].entity];
        put_place(run, h->path, mentions[i].around.line, mentions[i].around.column);
        clean_write(run->style.out, e->name, CLEAN_LINE);
        fprintf(run->style.out, " (%s, by %s): ", e->kind, mentions[i].rule);
        put_snippet(run, &mentions[i].around);
    }
}

static void summary(format_run *run, const format_summary *s)
{
    if (run->request.count_only)
        fprintf(run->style.out, "%" PRIu64 "\n", s->matches);
}

extern const format format_vimgrep;
const format format_vimgrep = {
    .name = "vimgrep",
    .help = "path:line:column:text, a line a passage",
    .snippets = true,
    .hit = hit,
    .summary = summary,
    .tags = tags,
};
