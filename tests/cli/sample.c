/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sample.h"

#include "cli/terminal.h"

static const char *const facets[] = {"month", "country", "author", NULL};
static const char *const versions[] = {"1", "2", NULL};

static const cli_option options[] = {
    {.name = "index",
     .letter = 'i',
     CLI_TO_STRING(sample_options, index),
     .argument = "DIR",
     .group = "Searching",
     .help = "Search the index in DIR. It isn't made [here]: that is \"someone else's\" `job`.",
     .complete = CLI_COMPLETE_FOLDERS},
    {.name = "limit",
     .letter = 'n',
     CLI_TO_INTEGER(sample_options, limit),
     .argument = "N",
     .help = "Show N documents.",
     .initial = "10",
     .minimum = 1,
     .maximum = 1000},
    {.name = "context",
     .letter = 'C',
     CLI_TO_INTEGER(sample_options, context),
     .argument = "N",
     .help = "Lines of context."},
    {.name = "stemming",
     CLI_TO_FLAG(sample_options, stemming),
     .help = "Find other forms of a word.",
     .initial = NULL,
     .negatable = true},
    {.name = "quiet",
     .letter = 'q',
     CLI_TO_FLAG(sample_options, quiet),
     .group = "Output",
     .help = "Print nothing."},
    {.name = "vimgrep",
     .letter = 'v',
     CLI_TO_CONSTANT(sample_options, format, SAMPLE_VIMGREP),
     .help = "Print path:line:column:text."},
    {.name = "json",
     CLI_TO_CHOICE(sample_options, json),
     .argument = "VERSION",
     .help = "Print JSON lines.",
     .choices = versions,
     .implied = "1"},
    {.name = "color",
     CLI_TO_CHOICE(sample_options, colour),
     .argument = "WHEN",
     .help = "Colour the output.",
     .choices = terminal_colour_names,
     .initial = "auto",
     .implied = "always"},
    {.name = "facet",
     CLI_TO_LIST(sample_options, facets),
     .argument = "FIELD",
     .help = "Count the values of a field.",
     .choices = facets},
    {.name = "ignore",
     CLI_TO_LIST(sample_options, ignore),
     .argument = "PATTERN",
     .help = "Leave out paths, in the syntax of .gitignore: \\ and ' and ^ and ~.",
     .complete = CLI_COMPLETE_FILES},
    {.name = "memory",
     CLI_TO_SIZE(sample_options, memory),
     .argument = "SIZE",
     .group = "Limits",
     .help = "Use at most SIZE.",
     .initial = "64M",
     .minimum = 1024},
    {.name = "timeout",
     CLI_TO_DURATION(sample_options, timeout),
     .argument = "TIME",
     .help = "Give up after TIME."},
    {.name = "line-buffered",
     CLI_TO_FLAG(sample_options, quiet),
     .help = "Accepted for other tools' sake.",
     .hidden = true},
    {.name = NULL},
};

static void about(FILE *out)
{
    fputs("libxapian 1.4.22\n", out);
}

const cli_program sample_program = {
    .name = "cli-sample",
    .version = "0.1.0",
    .purpose = "show every kind of option",
    .usage = (const char *const[]){"[OPTIONS] WORD...", "--json [OPTIONS] WORD...", NULL},
    .description =
        (const char *const[]){"A first paragraph, long enough that a narrow terminal has "
                              "to break it into a second line.",
                              ".A second one, which begins with a full stop.", NULL},
    .options = options,
    .sections =
        (const cli_section[]){
            {"Queries", (const char *const[]){"Words are joined by AND.", NULL},
             (const cli_entry[]){{"a w/5 b", "a within five words of b"}, {NULL, NULL}}},
            {NULL, NULL, NULL},
        },
    .examples = (const cli_entry[]){{"cli-sample 'test ban'", "Finds the words."}, {NULL, NULL}},
    .exits = (const cli_entry[]){{"0", "something was found"}, {NULL, NULL}},
    .environment = (const cli_entry[]){{"DOSSIER_INDEX", "the index to search"}, {NULL, NULL}},
    .files = (const cli_entry[]){{".dossier/", "the index"}, {NULL, NULL}},
    .see_also = (const char *const[]){"dossier-index(1)", "grep(1)", NULL},
    .minus_words = true,
    .about = about,
};
