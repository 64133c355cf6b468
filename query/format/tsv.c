/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tsv: a row a hit. Columns: rank, score, date, source, kind, language, path, title, byline (names
 * with "; " between them), snippet, officials, countries, bodies, agreements (ids with "; " between
 * them). New columns come at the end. In a batch line and query stand before them; without a limit
 * of hits it is a row a query. */
#include <inttypes.h>
#include <string.h>

#include "query/format.h"
#include "query/format/clean.h"
#include "text/date.h"

static void cell(const format_run *run, dossier_text text)
{
    fputc('\t', run->style.out);
    clean_write(run->style.out, text, CLEAN_TAB);
}

static void cell_string(const format_run *run, const char *text)
{
    cell(run, (dossier_text){text, strlen(text)});
}

static void end_row(const format_run *run)
{
    fputc(run->style.null ? '\0' : '\n', run->style.out);
}

static bool is_batch(const format_run *run)
{
    return run->request.mode == FORMAT_BATCH;
}

/* The first columns of a row of a list of queries. */
static void start_row(const format_run *run)
{
    if (!is_batch(run))
        return;
    fprintf(run->style.out, "%zu", run->line.number);
    cell(run, run->line.query);
    fputc('\t', run->style.out);
}

/* The ids of a kind of entity, in one cell. */
static void ids(const format_run *run, const dossier_hit *h, const char *kind)
{
    const char *between = "";
    fputc('\t', run->style.out);
    for (size_t i = 0; i < h->n_entities; i++) {
        if (strcmp(h->entities[i].kind, kind) != 0)
            continue;
        fputs(between, run->style.out);
        clean_write(run->style.out, h->entities[i].id, CLEAN_TAB);
        between = "; ";
    }
}

static void hit(format_run *run, const dossier_hit *h)
{
    static const char *const kinds[] = {"official", "country", "org", "agreement"};
    char when[16];
    FILE *out = run->style.out;
    start_row(run);
    fprintf(out, "%zu\t%.6f", h->rank, h->score);
    cell_string(run, date_format(h->date, when));
    cell(run, h->source);
    cell(run, h->kind);
    cell(run, h->language);
    cell(run, h->path);
    cell(run, h->title);
    fputc('\t', out);
    for (size_t i = 0; i < h->n_bylines; i++) {
        fputs(i ? "; " : "", out);
        clean_write(out, h->bylines[i], CLEAN_TAB);
    }
    cell(run, h->n_snippets > 0 ? h->snippets[0].text : (dossier_text){NULL, 0});
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        ids(run, h, kinds[i]);
    end_row(run);
}

static void facet(format_run *run, const dossier_facet *f)
{
    for (size_t i = 0; i < f->n_values; i++) {
        fprintf(run->style.out, "%s\t%" PRIu64, f->name, f->values[i].count);
        cell(run, f->values[i].value);
        if (f->values[i].name.len)
            cell(run, f->values[i].name);
        if (f->associated)
            fprintf(run->style.out, "\t%" PRIu64 "\t%.2f", f->values[i].total,
                    f->values[i].log_likelihood);
        end_row(run);
    }
}

/* A row a query: line, query, matches, exact, status, message. */
static void query_row(const format_run *run, const format_summary *s)
{
    FILE *out = run->style.out;
    const char *status = s->partial ? "partial" : s->matches > 0 ? "found" : "nothing";
    start_row(run);
    fprintf(out, "%" PRIu64 "\t%s\t%s\t", s->matches, s->exact ? "true" : "false", status);
    for (size_t i = 0; i < s->n_warnings; i++) {
        fputs(i ? "; " : "", out);
        clean_write(out, s->warnings[i].message, CLEAN_TAB);
    }
    end_row(run);
}

static void line_begin(format_run *run)
{
    (void)run; /* each row says it */
}

/* As a row of the kind that the others are. */
static void failure(format_run *run, const dossier_error *error)
{
    if (!is_batch(run))
        return;
    start_row(run);
    fputs(run->request.limit > 0 ? "error" : "\t\terror", run->style.out);
    cell_string(run, error->message);
    if (error->hint[0]) {
        fputs("; ", run->style.out);
        clean_write(run->style.out, (dossier_text){error->hint, strlen(error->hint)}, CLEAN_TAB);
    }
    end_row(run);
}

static void summary(format_run *run, const format_summary *s)
{
    if (is_batch(run) && run->request.limit == 0)
        query_row(run, s);
    else if (run->request.count_only)
        fprintf(run->style.out, "%" PRIu64 "\n", s->matches);
}

/* A row a pair: line and query of both lists, documents of each, of both, log-likelihood. */
static void pair(format_run *run, const format_pair *p)
{
    FILE *out = run->style.out;
    fprintf(out, "%zu", p->a->line.number);
    cell(run, p->a->line.query);
    fprintf(out, "\t%zu", p->b->line.number);
    cell(run, p->b->line.query);
    fprintf(out, "\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 "\t%.2f", p->a->documents, p->b->documents,
            p->both, p->log_likelihood);
    end_row(run);
}

static void field(format_run *run, const dossier_field_info *f)
{
    fputs(f->name, run->style.out);
    cell_string(run, f->help);
    cell_string(run, f->example);
    cell_string(run, f->facet ? "facet" : "");
    end_row(run);
}

static void saved(format_run *run, const dossier_saved_query *q)
{
    clean_write(run->style.out, q->name, CLEAN_TAB);
    cell(run, q->text);
    end_row(run);
}

/* A row a mention: kind, id, name, line, column, zone, rule, confidence, surface, words around. */
static void tags(format_run *run, const dossier_document *d)
{
    size_t n;
    const dossier_mention *mentions = dossier_document_mentions(d, &n);
    for (size_t i = 0; i < n; i++) {
        const dossier_mention *m = &mentions[i];
        const dossier_entity *e = &dossier_document_fields(d)->entities[m->entity];
        fputs(e->kind, run->style.out);
        cell(run, e->id);
        cell(run, e->name);
        fprintf(run->style.out, "\t%" PRIu32 "\t%" PRIu32 "\t%s\t%s\t%.2f", m->around.line,
                m->around.column, m->zone, m->rule, m->confidence);
        cell(run, m->surface);
        cell(run, m->around.text);
        end_row(run);
    }
}

static void measures(format_run *run, const dossier_measures *m)
{
    fprintf(run->style.out, "map\t%.6f\nndcg10\t%.6f\np10\t%.6f\nqueries\t%zu\n", m->map, m->ndcg10,
            m->p10, m->queries);
}

extern const format format_tsv;
const format format_tsv = {
    .name = "tsv",
    .help = "tab-separated columns",
    .snippets = true,
    .every_pair = true,
    .hit = hit,
    .facet = facet,
    .summary = summary,
    .line_begin = line_begin,
    .pair = pair,
    .field = field,
    .measures = measures,
    .tags = tags,
    .saved = saved,
    .failure = failure,
};
