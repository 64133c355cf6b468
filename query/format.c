/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/format.h"

extern const format format_text, format_json, format_jsonl, format_tsv, format_vimgrep,
    format_paths, format_graphml;

const format *const format_table[] = {
    [FORMAT_TEXT] = &format_text,       [FORMAT_JSON] = &format_json,
    [FORMAT_JSONL] = &format_jsonl,     [FORMAT_TSV] = &format_tsv,
    [FORMAT_VIMGREP] = &format_vimgrep, [FORMAT_PATHS] = &format_paths,
    [FORMAT_GRAPHML] = &format_graphml, [FORMAT_GRAPHML + 1] = NULL,
};

const char *const format_names[] = {
    [FORMAT_TEXT] = "text",       [FORMAT_JSON] = "json",       [FORMAT_JSONL] = "jsonl",
    [FORMAT_TSV] = "tsv",         [FORMAT_VIMGREP] = "vimgrep", [FORMAT_PATHS] = "paths",
    [FORMAT_GRAPHML] = "graphml", [FORMAT_GRAPHML + 1] = NULL,
};

void format_begin(format_run *run)
{
    run->json = EMITTER_INIT(run->style.out);
    run->open_list = NULL;
    run->in_queries = false;
    run->hits = 0;
    run->profiles = 0;
    run->pairs = 0;
    if (run->format->begin)
        run->format->begin(run);
}

void format_explain(format_run *run, dossier_text text)
{
    if (run->format->explain)
        run->format->explain(run, text);
}

void format_warning(format_run *run, const dossier_warning *warning)
{
    if (run->format->warning)
        run->format->warning(run, warning);
}

void format_hit(format_run *run, const dossier_hit *hit)
{
    if (run->format->hit)
        run->format->hit(run, hit);
    run->hits++;
}

void format_facet(format_run *run, const dossier_facet *facet)
{
    if (run->format->facet)
        run->format->facet(run, facet);
}

void format_summarize(format_run *run, const format_summary *summary)
{
    if (run->format->summary)
        run->format->summary(run, summary);
}

void format_line_begin(format_run *run, const format_line *line)
{
    run->line = *line;
    run->hits = 0;
    if (run->format->line_begin)
        run->format->line_begin(run);
}

void format_line_end(format_run *run)
{
    if (run->format->line_end)
        run->format->line_end(run);
}

void format_finish(format_run *run, const format_totals *totals)
{
    if (run->format->totals)
        run->format->totals(run, totals);
}

void format_node_of(format_run *run, const format_node *node)
{
    if (run->format->node)
        run->format->node(run, node);
}

void format_pair_of(format_run *run, const format_pair *pair)
{
    if (run->format->pair)
        run->format->pair(run, pair);
    run->pairs++;
}

void format_matrix_end(format_run *run, size_t pairs)
{
    if (run->format->matrix_end)
        run->format->matrix_end(run, pairs);
}

void format_document(format_run *run, const dossier_document *document)
{
    if (run->format->document)
        run->format->document(run, document);
}

void format_field(format_run *run, const dossier_field_info *field)
{
    if (run->format->field)
        run->format->field(run, field);
}

void format_measures(format_run *run, const dossier_measures *measures)
{
    if (run->format->measures)
        run->format->measures(run, measures);
}

void format_tags(format_run *run, const dossier_document *document)
{
    if (run->format->tags)
        run->format->tags(run, document);
}

void format_profile(format_run *run, const dossier_profile *profile)
{
    if (run->format->profile)
        run->format->profile(run, profile);
}

void format_saved(format_run *run, const dossier_saved_query *query)
{
    if (run->format->saved)
        run->format->saved(run, query);
}

void format_failure(format_run *run, const dossier_error *error)
{
    if (run->format->failure)
        run->format->failure(run, error);
}

void format_end(format_run *run)
{
    if (run->format->end)
        run->format->end(run);
}

const char *format_mode_name(format_mode mode)
{
    static const char *const names[] = {
        [FORMAT_QUERY] = "query",       [FORMAT_ALL] = "all",       [FORMAT_SIMILAR] = "similar",
        [FORMAT_DOCUMENT] = "document", [FORMAT_FIELDS] = "fields", [FORMAT_MEASURES] = "measures",
        [FORMAT_WITH] = "with",         [FORMAT_WHY] = "why",       [FORMAT_PROFILES] = "entity",
        [FORMAT_BATCH] = "batch",       [FORMAT_SAVE] = "save",     [FORMAT_FORGET] = "forget",
        [FORMAT_SAVED] = "saved",
    };
    return names[mode];
}

bool format_is_of_path(format_mode mode)
{
    return mode == FORMAT_SIMILAR || mode == FORMAT_DOCUMENT || mode == FORMAT_WHY ||
           mode == FORMAT_BATCH;
}
