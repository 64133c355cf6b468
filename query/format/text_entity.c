/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The entities of a document and the reason for each, and the profile of one entity, for people:
 *
 *  Rex Tillerson · official · Secretary of State · 95 %
 *     14  ... Secretary of State Rex Tillerson met his ...
 *         a title and a surname that fit office, country and date
 */
#include <inttypes.h>
#include <string.h>

#include "query/format/text_parts.h"
#include "text/date.h"

static void put_dot(const format_run *run)
{
    fputs(" \u00b7 ", run->style.out);
}

/* "Rex Tillerson · official · Secretary of State · US" */
static void put_heading(const format_run *run, dossier_text name, const char *kind,
                        dossier_text office, dossier_text country)
{
    text_colour(run, TEXT_BOLD);
    text_put(run, name);
    text_colour(run, TEXT_PLAIN);
    put_dot(run);
    text_put_string(run, kind);
    if (office.len) {
        put_dot(run);
        text_put(run, office);
    }
    if (country.len && strcmp(kind, "country") != 0) {
        put_dot(run);
        text_put(run, country);
    }
}

static void put_mention(const format_run *run, const dossier_mention *m)
{
    fprintf(run->style.out, "%6" PRIu32 "  ", m->around.line);
    text_put_marked(run, &m->around, 0, m->around.text.len);
    fputc('\n', run->style.out);
}

/* Why the mentions above it were tagged. */
static void put_reason(const format_run *run, const dossier_mention *m)
{
    text_colour(run, TEXT_DIM);
    fprintf(run->style.out, "        %s; in the %s\n", m->reason, m->zone);
    text_colour(run, TEXT_PLAIN);
}

static bool same_reason(const dossier_mention *a, const dossier_mention *b)
{
    return strcmp(a->rule, b->rule) == 0 && strcmp(a->zone, b->zone) == 0;
}

static void put_tag(const format_run *run, const dossier_document *d, size_t entity)
{
    size_t n;
    const dossier_entity *e = &dossier_document_fields(d)->entities[entity];
    const dossier_mention *mentions = dossier_document_mentions(d, &n), *last = NULL;
    fputc('\n', run->style.out);
    put_heading(run, e->name, e->kind, e->office, e->country);
    if (e->focus)
        fputs(" \u00b7 focus", run->style.out);
    if (e->provisional)
        fputs(" \u00b7 known from this document alone", run->style.out);
    fprintf(run->style.out, " \u00b7 %.0f %%\n", 100 * e->confidence);
    for (size_t i = 0; i < n; i++) {
        if (mentions[i].entity != entity)
            continue;
        if (last && !same_reason(last, &mentions[i]))
            put_reason(run, last);
        put_mention(run, &mentions[i]);
        last = &mentions[i];
    }
    if (last)
        put_reason(run, last);
}

void text_tags(format_run *run, const dossier_document *d)
{
    const dossier_hit *h = dossier_document_fields(d);
    text_colour(run, TEXT_BOLD);
    text_put(run, h->title);
    text_colour(run, TEXT_PLAIN);
    fputc('\n', run->style.out);
    text_put(run, h->path);
    fputs(h->source_lines ? "\n" : " (lines are those of the text that --show prints)\n",
          run->style.out);
    for (size_t i = 0; i < h->n_entities; i++)
        put_tag(run, d, i);
    if (!h->n_entities)
        fputs("no tags\n", run->style.out);
}

/* ---- one entity ---- */

static void put_held(const format_run *run, const dossier_held *held)
{
    char from[16], to[16];
    fprintf(run->style.out, "  %10s to %-10s  ",
            held->from ? date_format(held->from, from) : "unknown",
            held->to ? date_format(held->to, to) : "now");
    text_put(run, held->office);
    if (held->country.len) {
        fputs(", ", run->style.out);
        text_put(run, held->country);
    }
    fputc('\n', run->style.out);
}

static void put_counts(const format_run *run, const char *heading,
                       const dossier_facet_value *values, size_t n)
{
    if (n)
        fprintf(run->style.out, "%s\n", heading);
    for (size_t i = 0; i < n; i++) {
        fprintf(run->style.out, "%7" PRIu64 "  ", values[i].count);
        text_put(run, values[i].value);
        fputc('\n', run->style.out);
    }
}

void text_profile(format_run *run, const dossier_profile *p)
{
    FILE *out = run->style.out;
    if (run->profiles++)
        fputc('\n', out);
    put_heading(run, p->name, p->kind, p->id, p->country);
    fputc('\n', out);
    if (p->provisional)
        fputs("in no gazetteer: known from titles and names in documents\n", out);
    if (p->n_aliases)
        fputs("found by\n", out);
    for (size_t i = 0; i < p->n_aliases; i++) {
        fputs("         ", out);
        text_put(run, p->aliases[i]);
        fputc('\n', out);
    }
    if (p->n_offices)
        fputs("offices\n", out);
    for (size_t i = 0; i < p->n_offices; i++)
        put_held(run, &p->offices[i]);
    fprintf(out, "%" PRIu64 " mentions in %" PRIu64 " documents\n", p->mentions, p->documents);
    put_counts(run, "written", p->spellings, p->n_spellings);
    put_counts(run, "documents by month", p->months, p->n_months);
}
