/* SPDX-License-Identifier: GPL-2.0-or-later */
/* options: the command line of dossier-index, as a table and as the struct that it fills. */
#ifndef DOSSIER_INDEXER_OPTIONS_H
#define DOSSIER_INDEXER_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "cli/options.h"

/* What the command does; the rows of the table share one member. */
typedef enum index_action {
    INDEX_UPDATE,
    INDEX_LIST,
    INDEX_STATS,
    INDEX_CHECK,
    INDEX_REMOVE,
    INDEX_RETAG,
    INDEX_COMPILE,
} index_action;

typedef struct index_options {
    const char *index;
    int action; /* index_action */
    bool rebuild, no_tags, dry_run, hidden, gitignore, quiet, verbose;
    int64_t jobs;
    uint64_t memory, max_document;
    const char *language, *charset, *kind, *log;
    const char *compiled; /* INDEX_COMPILE: where to */
    cli_list kind_rules, ignore, gazetteers;
    int colour; /* terminal_colour */
} index_options;

extern const cli_program index_program;

#endif
