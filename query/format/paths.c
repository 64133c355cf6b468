/* SPDX-License-Identifier: GPL-2.0-or-later */
/* paths: the path of each document, byte for byte, with a newline or (style.null) a NUL behind it.
 * On a terminal what would control it is escaped. */
#include <inttypes.h>

#include "query/format.h"
#include "query/format/clean.h"

static void hit(format_run *run, const dossier_hit *h)
{
    if (run->style.terminal)
        clean_write(run->style.out, h->path, CLEAN_LINE);
    else
        fwrite(h->path.data, 1, h->path.len, run->style.out);
    fputc(run->style.null ? '\0' : '\n', run->style.out);
}

static void summary(format_run *run, const format_summary *s)
{
    if (run->request.count_only)
        fprintf(run->style.out, "%" PRIu64 "\n", s->matches);
}

extern const format format_paths;
const format format_paths = {
    .name = "paths",
    .help = "the path of every match, a line each",
    .every_match = true,
    .hit = hit,
    .summary = summary,
};
