/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program with every kind of option, for the tests. */
#ifndef DOSSIER_TESTS_CLI_SAMPLE_H
#define DOSSIER_TESTS_CLI_SAMPLE_H

#include "cli/options.h"

enum { SAMPLE_TEXT, SAMPLE_JSON, SAMPLE_VIMGREP };

typedef struct sample_options {
    bool quiet;
    bool stemming;
    int format;
    const char *index;
    int64_t limit;
    int64_t context;
    uint64_t memory;
    int64_t timeout;
    int colour;
    int json;
    cli_list facets;
    cli_list ignore;
} sample_options;

extern const cli_program sample_program;

#endif
