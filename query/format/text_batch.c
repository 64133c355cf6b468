/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A list of queries for people:
 *
 *   3: "Sergei Lavrov"
 *    1. Title of the article
 *       Continental Wire, 2015-12-13 · corpus/articles/2015-paris-agreement.txt
 *   1 of 12 matches
 *
 * with --count a line a query: its matches, and the query.
 */
#include <inttypes.h>
#include <string.h>

#include "query/format/text_parts.h"

static bool is_batch(const format_run *run)
{
    return run->request.mode == FORMAT_BATCH;
}

void text_line_begin(format_run *run)
{
    if (run->request.count_only)
        return;
    text_colour(run, TEXT_BOLD);
    fprintf(run->style.out, "%zu: ", run->line.number);
    text_put(run, run->line.query);
    text_colour(run, TEXT_PLAIN);
    fputc('\n', run->style.out);
}

void text_warning(format_run *run, const dossier_warning *warning)
{
    if (!is_batch(run) || run->request.count_only)
        return;
    text_put(run, warning->message);
    fputc('\n', run->style.out);
}

void text_failure(format_run *run, const dossier_error *error)
{
    if (!is_batch(run))
        return;
    if (run->request.count_only) {
        fprintf(run->style.out, "%7s  ", "?");
        text_put(run, run->line.query);
        fputs("  ", run->style.out);
    }
    fputs("can't be read: ", run->style.out);
    text_put_string(run, error->message);
    fputc('\n', run->style.out);
}

void text_line_count(format_run *run, const format_summary *summary)
{
    fprintf(run->style.out, "%7" PRIu64 "  ", summary->matches);
    text_put(run, run->line.query);
    fputs(summary->partial ? "  (some of its words)\n" : "\n", run->style.out);
}

void text_line_end(format_run *run)
{
    if (!run->request.count_only)
        fputc('\n', run->style.out);
}

void text_totals(format_run *run, const format_totals *totals)
{
    FILE *out = run->style.out;
    if (run->request.count_only)
        return;
    fprintf(out, "%zu of %zu queries found", totals->found, totals->queries);
    if (totals->partial)
        fprintf(out, ", %zu in part", totals->partial);
    if (totals->failed)
        fprintf(out, ", %zu can't be read", totals->failed);
    fputc('\n', out);
}

/* ---- two lists that are compared ---- */

/* Those that are nowhere are said before: they can't be in a pair. */
void text_node(format_run *run, const format_node *node)
{
    if (node->documents > 0)
        return;
    fputs("no document has ", run->style.out);
    text_put(run, node->line.query);
    fputc('\n', run->style.out);
}

void text_pair(format_run *run, const format_pair *pair)
{
    FILE *out = run->style.out;
    if (run->pairs == 0)
        fputs("  both     one   other  log-likelihood\n", out);
    fprintf(out, "%6" PRIu64 "  %6" PRIu64 "  %6" PRIu64 "  %14.1f  ", pair->both,
            pair->a->documents, pair->b->documents, pair->log_likelihood);
    text_put(run, pair->a->line.query);
    fputs(" \u00b7 ", out);
    text_put(run, pair->b->line.query);
    fputc('\n', out);
}

void text_matrix_end(format_run *run, size_t pairs)
{
    if (pairs > run->pairs)
        fprintf(run->style.out, "        and %zu more\n", pairs - run->pairs);
    if (pairs == 0)
        fputs("no document has a query of each list\n", run->style.out);
}
