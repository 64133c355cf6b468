/* SPDX-License-Identifier: GPL-2.0-or-later */
/* json: the records of jsonl in one object; those that may come more than once in lists. It is
 * written as it comes, so a list is open until something of another kind follows. */
#include <string.h>

#include "query/format/typed.h"

static void close_list(format_run *run)
{
    if (run->open_list)
        emit_close(&run->json);
    run->open_list = NULL;
}

static emitter *in_list(format_run *run, const char *name)
{
    if (!run->open_list || strcmp(run->open_list, name) != 0) {
        close_list(run);
        emit_list(&run->json, name);
        run->open_list = name;
    }
    return &run->json;
}

static emitter *alone(format_run *run)
{
    close_list(run);
    return &run->json;
}

/* Programs may count on these lists, empty or not. */
static void empty_list(format_run *run, const char *name)
{
    in_list(run, name);
    close_list(run);
}

static void begin(format_run *run)
{
    emit_object(&run->json, NULL);
    emit_string(&run->json, "type", "results");
    typed_header_members(&run->json, &run->request);
}

static void explain(format_run *run, dossier_text text)
{
    typed_explain(alone(run), "explain", text);
}

static void warning(format_run *run, const dossier_warning *w)
{
    typed_warning(in_list(run, "warnings"), NULL, w);
}

static void hit(format_run *run, const dossier_hit *h)
{
    typed_hit(in_list(run, "hits"), NULL, h);
}

static void facet(format_run *run, const dossier_facet *f)
{
    typed_facet(in_list(run, "facets"), NULL, f);
}

static void summary(format_run *run, const format_summary *s)
{
    close_list(run);
    if (run->hits == 0 && !run->request.count_only)
        empty_list(run, "hits");
    typed_summary(alone(run), "summary", s);
}

/* A query of a list is an object of its own, with lists of its own. */
static void line_begin(format_run *run)
{
    if (!run->in_queries)
        emit_list(&run->json, "queries");
    run->in_queries = true;
    emit_object(&run->json, NULL);
    emit_string(&run->json, "type", "query");
    typed_line_members(&run->json, &run->line);
}

static void line_end(format_run *run)
{
    close_list(run);
    emit_close(&run->json);
}

static void totals(format_run *run, const format_totals *t)
{
    if (!run->in_queries)
        emit_list(&run->json, "queries");
    emit_close(&run->json);
    typed_totals(&run->json, "totals", t);
}

static void document(format_run *run, const dossier_document *d)
{
    typed_document(alone(run), "document", d, run->style.dropped);
}

static void field(format_run *run, const dossier_field_info *f)
{
    typed_field(in_list(run, "fields"), NULL, f);
}

static void measures(format_run *run, const dossier_measures *m)
{
    typed_measures(alone(run), "measures", m);
}

static void tags(format_run *run, const dossier_document *d)
{
    if (!dossier_document_fields(d)->n_entities)
        empty_list(run, "tags");
    for (size_t i = 0; i < dossier_document_fields(d)->n_entities; i++)
        typed_tag(in_list(run, "tags"), NULL, d, i);
}

static void profile(format_run *run, const dossier_profile *p)
{
    typed_profile(in_list(run, "entities"), NULL, p);
}

static void saved(format_run *run, const dossier_saved_query *q)
{
    typed_saved(in_list(run, "saved"), NULL, q);
}

static void failure(format_run *run, const dossier_error *error)
{
    typed_failure(in_list(run, "errors"), NULL, error);
}

static void end(format_run *run)
{
    close_list(run);
    emit_close(&run->json);
    emit_newline(&run->json);
}

extern const format format_json;
const format format_json = {
    .name = "json",
    .help = "one JSON object with all of it",
    .snippets = true,
    .begin = begin,
    .explain = explain,
    .warning = warning,
    .hit = hit,
    .facet = facet,
    .summary = summary,
    .line_begin = line_begin,
    .line_end = line_end,
    .totals = totals,
    .document = document,
    .field = field,
    .measures = measures,
    .tags = tags,
    .profile = profile,
    .saved = saved,
    .failure = failure,
    .end = end,
};
