/* SPDX-License-Identifier: GPL-2.0-or-later */
/* jsonl: JSON Lines, one record a line: header, then what was found, a summary last. */
#include "query/format/typed.h"

static void begin(format_run *run)
{
    emit_object(&run->json, NULL);
    emit_string(&run->json, "type", "header");
    typed_header_members(&run->json, &run->request);
    emit_close(&run->json);
    emit_newline(&run->json);
}

static void explain(format_run *run, dossier_text text)
{
    typed_explain(&run->json, NULL, text);
    emit_newline(&run->json);
}

static void warning(format_run *run, const dossier_warning *w)
{
    typed_warning(&run->json, NULL, w);
    emit_newline(&run->json);
}

static void hit(format_run *run, const dossier_hit *h)
{
    typed_hit(&run->json, NULL, h);
    emit_newline(&run->json);
}

static void facet(format_run *run, const dossier_facet *f)
{
    typed_facet(&run->json, NULL, f);
    emit_newline(&run->json);
}

static void summary(format_run *run, const format_summary *s)
{
    typed_summary(&run->json, NULL, s);
    emit_newline(&run->json);
}

static void line_begin(format_run *run)
{
    emit_object(&run->json, NULL);
    emit_string(&run->json, "type", "query");
    typed_line_members(&run->json, &run->line);
    emit_close(&run->json);
    emit_newline(&run->json);
}

static void totals(format_run *run, const format_totals *t)
{
    typed_totals(&run->json, NULL, t);
    emit_newline(&run->json);
}

static void document(format_run *run, const dossier_document *d)
{
    typed_document(&run->json, NULL, d, run->style.dropped);
    emit_newline(&run->json);
}

static void field(format_run *run, const dossier_field_info *f)
{
    typed_field(&run->json, NULL, f);
    emit_newline(&run->json);
}

static void measures(format_run *run, const dossier_measures *m)
{
    typed_measures(&run->json, NULL, m);
    emit_newline(&run->json);
}

static void tags(format_run *run, const dossier_document *d)
{
    for (size_t i = 0; i < dossier_document_fields(d)->n_entities; i++) {
        typed_tag(&run->json, NULL, d, i);
        emit_newline(&run->json);
    }
}

static void profile(format_run *run, const dossier_profile *p)
{
    typed_profile(&run->json, NULL, p);
    emit_newline(&run->json);
}

static void saved(format_run *run, const dossier_saved_query *q)
{
    typed_saved(&run->json, NULL, q);
    emit_newline(&run->json);
}

static void failure(format_run *run, const dossier_error *error)
{
    typed_failure(&run->json, NULL, error);
    emit_newline(&run->json);
}

extern const format format_jsonl;
const format format_jsonl = {
    .name = "jsonl",
    .help = "typed records, one JSON object a line",
    .snippets = true,
    .begin = begin,
    .explain = explain,
    .warning = warning,
    .hit = hit,
    .facet = facet,
    .summary = summary,
    .line_begin = line_begin,
    .totals = totals,
    .document = document,
    .field = field,
    .measures = measures,
    .tags = tags,
    .profile = profile,
    .saved = saved,
    .failure = failure,
};
