/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * text: for people.
 *
 *    1. Title of the article
 *       Continental Wire, 2015-12-13 · corpus/articles/2015-paris-agreement.txt · §II.3
 *       The parties … a passage with the words marked (in colour)
 */
#include <inttypes.h>
#include <string.h>

#include "query/format.h"
#include "query/format/clean.h"
#include "query/format/text_parts.h"
#include "text/date.h"
#include "text/utf8.h"

enum { LEAST_RANK = 2 }; /* digits */

static int rank_digits(const format_run *run)
{
    size_t last = run->request.limit < 1000000 ? run->request.offset + run->request.limit : 0;
    int digits = LEAST_RANK;
    for (; last >= 100; last /= 10)
        digits++;
    return digits;
}

static int indent(const format_run *run)
{
    return rank_digits(run) + 2;
}

/* Parts of a line with something between them. */
static void separate(const format_run *run, bool *first, const char *by)
{
    if (!*first)
        fputs(by, run->style.out);
    *first = false;
}

static void put_place(const format_run *run, const dossier_hit *h)
{
    bool first = true;
    char when[16];
    FILE *out = run->style.out;
    fprintf(out, "%*s", indent(run), "");
    if (h->source.len > 0) {
        separate(run, &first, ", ");
        text_put(run, h->source);
    }
    if (h->date > 0) {
        separate(run, &first, ", ");
        text_put_string(run, date_format(h->date, when));
    }
    separate(run, &first, " \u00b7 ");
    text_colour(run, TEXT_DIM);
    text_put(run, h->path);
    text_colour(run, TEXT_PLAIN);
    if (h->n_snippets == 1 && h->snippets[0].section.len > 0) {
        fputs(" \u00b7 \u00a7", out);
        text_put(run, h->snippets[0].section);
    }
    fputc('\n', out);
}

static size_t word_end(dossier_text text, size_t at)
{
    const char *space = memchr(text.data + at, ' ', text.len - at);
    return space ? (size_t)(space - text.data) : text.len;
}

/* The snippet, broken between words at the style's columns. */
static void put_wrapped(const format_run *run, const dossier_snippet *s, size_t used)
{
    size_t columns = run->style.columns;
    size_t start = (size_t)indent(run);
    size_t column = start + used, line = 0;
    for (size_t at = 0; columns > 0 && at < s->text.len;) {
        size_t end = word_end(s->text, at);
        size_t width = utf8_width(s->text.data + at, end - at);
        if (at > line && column + 1 + width > columns) {
            text_put_marked(run, s, line, at - 1);
            fprintf(run->style.out, "\n%*s", (int)start, "");
            line = at;
            column = start;
        }
        column += width + (at > line);
        at = end + 1;
    }
    text_put_marked(run, s, line, s->text.len);
    fputc('\n', run->style.out);
}

static void put_snippet(const format_run *run, const dossier_hit *h, const dossier_snippet *s)
{
    size_t used = 0;
    fprintf(run->style.out, "%*s", indent(run), "");
    if (h->n_snippets > 1 && s->section.len > 0) {
        fputs("\u00a7", run->style.out);
        text_put(run, s->section);
        fputs(": ", run->style.out);
        used = 3 + utf8_width(s->section.data, s->section.len);
    }
    put_wrapped(run, s, used);
}

enum { NAMED_ENTITIES = 4 };

/* The weightiest of a kind, with commas between them; false when there are none. */
static bool put_named(const format_run *run, const dossier_hit *h, const char *kind,
                      const char *before)
{
    int shown = 0;
    for (size_t i = 0; i < h->n_entities && shown < NAMED_ENTITIES; i++) {
        if (strcmp(h->entities[i].kind, kind) != 0)
            continue;
        fputs(shown++ ? ", " : before, run->style.out);
        text_put(run, h->entities[i].name);
    }
    return shown > 0;
}

/* Who and which countries it is about, in one quiet line. */
static void put_entities(const format_run *run, const dossier_hit *h)
{
    char start[16];
    if (!h->n_entities)
        return;
    text_colour(run, TEXT_DIM);
    snprintf(start, sizeof start, "%*s", indent(run), "");
    bool any = put_named(run, h, "country", start);
    any |= put_named(run, h, "official", any ? " \u00b7 " : start);
    text_colour(run, TEXT_PLAIN);
    if (any)
        fputc('\n', run->style.out);
}

static void hit(format_run *run, const dossier_hit *h)
{
    fprintf(run->style.out, "%*zu. ", rank_digits(run), h->rank);
    text_colour(run, TEXT_BOLD);
    text_put(run, h->title.len > 0 ? h->title : h->path);
    text_colour(run, TEXT_PLAIN);
    fputc('\n', run->style.out);
    put_place(run, h);
    for (size_t i = 0; i < h->n_snippets; i++)
        put_snippet(run, h, &h->snippets[i]);
    if (h->n_snippets > 0)
        put_entities(run, h);
    if (h->n_snippets > 0)
        fputc('\n', run->style.out);
}

static void explain(format_run *run, dossier_text text)
{
    clean_write(run->style.out, text, CLEAN_LINES);
    if (text.len > 0 && text.data[text.len - 1] != '\n')
        fputc('\n', run->style.out);
    fputc('\n', run->style.out);
}

static void facet(format_run *run, const dossier_facet *f)
{
    FILE *out = run->style.out;
    text_colour(run, TEXT_BOLD);
    text_put_string(run, f->name);
    text_colour(run, TEXT_PLAIN);
    fputs(f->associated ? "\n  here    in all  log-likelihood\n" : "\n", out);
    for (size_t i = 0; i < f->n_values; i++) {
        fprintf(out, f->associated ? "%6" PRIu64 : "%7" PRIu64 "  ", f->values[i].count);
        if (f->associated)
            fprintf(out, "  %8" PRIu64 "  %14.1f  ", f->values[i].total,
                    f->values[i].log_likelihood);
        text_put(run, f->values[i].name.len ? f->values[i].name : f->values[i].value);
        fputc('\n', out);
    }
    if (f->n_more > 0)
        fprintf(out, "         and %zu more\n", f->n_more);
    fputc('\n', out);
}

static void summary(format_run *run, const format_summary *s)
{
    FILE *out = run->style.out;
    const char *noun = s->matches == 1 ? "match" : "matches";
    const char *about = s->exact ? "" : "about ";
    if (run->request.count_only && run->request.mode == FORMAT_BATCH)
        text_line_count(run, s);
    else if (run->request.count_only)
        fprintf(out, "%" PRIu64 "\n", s->matches);
    else if (s->matches == 0)
        fputs("no matches\n", out);
    else if (s->shown == s->matches || s->shown == 0)
        fprintf(out, "%s%" PRIu64 " %s\n", about, s->matches, noun);
    else
        fprintf(out, "%zu of %s%" PRIu64 " %s\n", s->shown, about, s->matches, noun);
}

/* "source   Continental Wire" */
static void put_field(const format_run *run, const char *name, dossier_text value)
{
    if (value.len == 0)
        return;
    fprintf(run->style.out, "%-10s", name);
    text_put(run, value);
    fputc('\n', run->style.out);
}

static void put_date(const format_run *run, const char *name, dossier_date when)
{
    char text[16];
    if (when > 0)
        put_field(run, name, (dossier_text){text, strlen(date_format(when, text))});
}

/* All of a kind, as one field. */
static void put_names(const format_run *run, const char *name, const dossier_hit *h,
                      const char *kind)
{
    bool first = true;
    for (size_t i = 0; i < h->n_entities; i++) {
        if (strcmp(h->entities[i].kind, kind) != 0)
            continue;
        if (first)
            put_field(run, name, h->entities[i].name);
        else
            put_field(run, "", h->entities[i].name);
        first = false;
    }
}

static void put_fields(const format_run *run, const dossier_document *document)
{
    const dossier_hit *h = dossier_document_fields(document);
    text_colour(run, TEXT_BOLD);
    text_put(run, h->title);
    text_colour(run, TEXT_PLAIN);
    fputc('\n', run->style.out);
    put_field(run, "path", h->path);
    for (size_t i = 0; i < h->n_bylines; i++)
        put_field(run, i == 0 ? "by" : "", h->bylines[i]);
    put_field(run, "source", h->source);
    put_date(run, "date", h->date);
    put_date(run, "updated", h->updated);
    put_field(run, "kind", h->kind);
    put_field(run, "language", h->language);
    put_field(run, "url", h->url);
    put_field(run, "id", h->id);
    put_field(run, "guessed", dossier_document_guesses(document));
    put_names(run, "officials", h, "official");
    put_names(run, "countries", h, "country");
    put_names(run, "bodies", h, "org");
    put_names(run, "treaties", h, "agreement");
}

/* Is it said in the fields above? */
static bool is_in_fields(const dossier_piece *piece)
{
    static const char *const roles[] = {"title", "byline", "about the document"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (strcmp(piece->role, roles[i]) == 0)
            return true;
    }
    return false;
}

/* Do the two stand in one line of the text, as a dateline does with its paragraph? */
static bool run_on(const dossier_piece *last, const dossier_piece *piece, dossier_text text)
{
    size_t end = last ? last->offset + last->length : 0;
    return last && !memchr(text.data + end, '\n', piece->offset - end) &&
           text.data[end - 1] != '\n';
}

static void put_piece(const format_run *run, const dossier_piece *piece, const char *before,
                      dossier_text text)
{
    bool aside = piece->reason[0] || is_in_fields(piece);
    fputs(before, run->style.out);
    if (aside) {
        text_colour(run, TEXT_DIM);
        fprintf(run->style.out, "[%s%s]\n", piece->reason[0] ? "left out: " : "",
                piece->reason[0] ? piece->reason : piece->role);
    }
    clean_write(run->style.out, (dossier_text){text.data + piece->offset, piece->length},
                CLEAN_LINES);
    if (aside)
        text_colour(run, TEXT_PLAIN);
}

static void document(format_run *run, const dossier_document *d)
{
    size_t n;
    dossier_text text = dossier_document_text(d);
    const dossier_piece *pieces = dossier_document_pieces(d, &n);
    const dossier_piece *last = NULL;
    const char *before = "\n";
    put_fields(run, d);
    for (size_t i = 0; i < n; i++) {
        bool aside = pieces[i].reason[0] || is_in_fields(&pieces[i]);
        if (aside && !run->style.dropped)
            continue;
        put_piece(run, &pieces[i], !aside && run_on(last, &pieces[i], text) ? " " : before, text);
        last = aside ? NULL : &pieces[i];
        before = "\n\n";
    }
    if (n)
        fputc('\n', run->style.out);
}

static void field(format_run *run, const dossier_field_info *f)
{
    text_colour(run, TEXT_BOLD);
    fprintf(run->style.out, "%-12s", f->name);
    text_colour(run, TEXT_PLAIN);
    fprintf(run->style.out, "%s%s\n%12s%s\n", f->help, f->facet ? " (--facet counts it)" : "", "",
            f->example);
}

static void saved(format_run *run, const dossier_saved_query *q)
{
    text_colour(run, TEXT_BOLD);
    fputc('@', run->style.out);
    text_put(run, q->name);
    text_colour(run, TEXT_PLAIN);
    fputs("  ", run->style.out);
    text_put(run, q->text);
    fputc('\n', run->style.out);
}

static void measures(format_run *run, const dossier_measures *m)
{
    fprintf(run->style.out, "MAP      %.4f\nnDCG@10  %.4f\nP@10     %.4f\nqueries  %zu\n", m->map,
            m->ndcg10, m->p10, m->queries);
}

extern const format format_text;
const format format_text = {
    .name = "text",
    .help = "for people",
    .snippets = true,
    .ranks_pairs = true,
    .explain = explain,
    .hit = hit,
    .facet = facet,
    .summary = summary,
    .document = document,
    .field = field,
    .measures = measures,
    .saved = saved,
    .warning = text_warning,
    .line_begin = text_line_begin,
    .line_end = text_line_end,
    .totals = text_totals,
    .node = text_node,
    .pair = text_pair,
    .matrix_end = text_matrix_end,
    .failure = text_failure,
    .tags = text_tags,
    .profile = text_profile,
};
