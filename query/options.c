/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/terminal.h"
#include "dossier.h"
#include "query/format.h"

static const char *const sorts[] = {
    [DOSSIER_BY_RELEVANCE] = "relevance",
    [DOSSIER_BY_DATE] = "date",
    [DOSSIER_BY_DATE_OLDEST] = "oldest",
    [DOSSIER_BY_DATE_OLDEST + 1] = NULL,
};

static const cli_option options[] = {
    {.name = "index",
     .letter = 'i',
     CLI_TO_LIST(query_options, index),
     .argument = "DIR",
     .group = "What is searched",
     .help =
         "Search the index in DIR, or the one that xapian-tcpsrv serves at tcp:HOST:PORT. Given "
         "more than once, all of them are searched together. Without it: $DOSSIER_INDEX, else "
         "the nearest .dossier in this folder or one above it.",
     .complete = CLI_COMPLETE_FOLDERS},
    {.name = "file",
     .letter = 'f',
     CLI_TO_STRING(query_options, file),
     .argument = "FILE",
     .help = "Read the query from FILE, which no shell takes quotes away from; - is standard "
             "input.",
     .complete = CLI_COMPLETE_FILES},
    {.name = "any",
     CLI_TO_FLAG(query_options, any),
     .help = "Find documents with any of the words; those with more of them come first."},
    {.name = "all",
     CLI_TO_FLAG(query_options, all),
     .help = "List every document, in place of a query."},
    {.name = "similar",
     CLI_TO_STRING(query_options, similar),
     .argument = "PATH",
     .help = "Find documents that are like the one at PATH, in place of a query.",
     .complete = CLI_COMPLETE_FILES},
    {.name = "with",
     CLI_TO_STRING(query_options, with),
     .argument = "QUERY",
     .help = "Show who and what is found with QUERY more often than by chance: the values of "
             "--facet (official, unless others are given) over its matches, ranked by "
             "log-likelihood against the whole index."},
    {.name = "batch",
     CLI_TO_STRING(query_options, batch),
     .argument = "FILE",
     .help = "Answer each line of FILE as a query of its own, - is standard input; empty lines and "
             "lines that begin with # are passed over. A line that can't be read is told with its "
             "place, and costs itself alone. With tsv a row a query, or with --limit a row a "
             "document.",
     .complete = CLI_COMPLETE_FILES},
    {.name = "against",
     CLI_TO_STRING(query_options, against),
     .argument = "FILE",
     .help = "With --batch: find out which of its queries are found together with which of FILE, "
             "ranked by log-likelihood against the whole index; the same FILE twice compares its "
             "queries with one another. tsv has a row for every pair, graphml a graph.",
     .complete = CLI_COMPLETE_FILES},
    {.name = "today",
     CLI_TO_STRING(query_options, today),
     .argument = "DATE",
     .help = "Count \"last week\" and its like from DATE (2017-09-12) and not from today."},
    {.name = "limit",
     .letter = 'n',
     CLI_TO_INTEGER(query_options, limit),
     .argument = "N",
     .group = "What is shown",
     .help = "Show at most N documents. Without it 10; with --batch 3 in text; all of "
             "them with --all and with --format paths."},
    {.name = "offset",
     CLI_TO_INTEGER(query_options, offset),
     .argument = "N",
     .help = "Leave out the first N documents.",
     .initial = "0"},
    {.name = "sort",
     CLI_TO_CHOICE(query_options, sort),
     .argument = "ORDER",
     .help = "The order of documents: the best match first, the newest or the oldest.",
     .choices = sorts,
     .initial = "relevance"},
    {.name = "snippets",
     .letter = 's',
     CLI_TO_INTEGER(query_options, snippets),
     .argument = "N",
     .help = "Show up to N passages of each document.",
     .initial = "1",
     .maximum = 100},
    {.name = "snippet-length",
     CLI_TO_INTEGER(query_options, snippet_length),
     .argument = "BYTES",
     .help = "Make a passage about so long.",
     .initial = "240",
     .minimum = 40,
     .maximum = 100000},
    {.name = "facet",
     CLI_TO_LIST(query_options, facets),
     .argument = "FIELD",
     .help = "Count the matches for each value of FIELD: source, kind, lang, official, country, "
             "org, agreement, month or year. Several "
             "are separated by commas."},
    {.name = "facet-limit",
     CLI_TO_INTEGER(query_options, facet_limit),
     .argument = "N",
     .help = "Show at most N values of a facet, 0 for all.",
     .initial = "20"},
    {.name = "count",
     .letter = 'c',
     CLI_TO_FLAG(query_options, count),
     .help = "Print the number of matches alone."},
    {.name = "explain",
     CLI_TO_FLAG(query_options, explain),
     .help = "Show how the query was read: each stage from the text to the search in the index, "
             "with the number of documents that have each word."},
    {.name = "strict",
     CLI_TO_FLAG(query_options, strict),
     .help =
         "Refuse a query that can't be read just as it stands, and a name that several officials "
         "or bodies share; without it, what has one reading is repaired, all bearers of a name "
         "are looked for, and that is said."},
    {.name = "timeout",
     CLI_TO_DURATION(query_options, timeout),
     .argument = "TIME",
     .help = "End a search after TIME (500ms, 2s, 1m) with what it has found by then, and say so."},
    {.name = "quiet",
     .letter = 'q',
     CLI_TO_FLAG(query_options, quiet),
     .help = "Print nothing; the exit code tells whether something was found."},
    {.name = "format",
     CLI_TO_CHOICE(query_options, format),
     .argument = "FORMAT",
     .group = "How it is written",
     .help = "text is for people. For programs: jsonl (typed records, one a line), json (the same "
             "in one object), tsv (columns), vimgrep (path:line:column:text, a line a passage), "
             "paths (the path of each match), graphml (with --against).",
     .choices = format_names},
    {.name = "vimgrep",
     CLI_TO_FLAG(query_options, like_grep),
     .help = "The same as --format vimgrep."},
    {.name = "null",
     .letter = '0',
     CLI_TO_FLAG(query_options, null),
     .help = "End each path with a NUL byte, for xargs -0. Without --format: paths alone; with "
             "vimgrep it stands in place of the first colon; with tsv it ends each row."},
    {.name = "color",
     CLI_TO_CHOICE(query_options, colour),
     .argument = "WHEN",
     .help = "Mark the words that were found by colour. auto: on a terminal.",
     .choices = terminal_colour_names,
     .initial = "auto",
     .implied = "always"},
    {.name = "max-columns",
     CLI_TO_INTEGER(query_options, max_columns),
     .argument = "BYTES",
     .help = "With vimgrep: cut each line's text there; 0 for never.",
     .initial = "1000"},
    {.name = "show",
     CLI_TO_STRING(query_options, show),
     .argument = "PATH",
     .group = "In place of a search",
     .help = "Print the document at PATH as the index keeps it: its fields and its text.",
     .complete = CLI_COMPLETE_FILES},
    {.name = "show-dropped",
     CLI_TO_FLAG(query_options, show_dropped),
     .help = "With --show: print also what was left out of the index (share buttons, menus), and "
             "why."},
    {.name = "why",
     CLI_TO_STRING(query_options, why),
     .argument = "PATH",
     .help = "List the tags of the document at PATH: officials, countries, bodies, agreements and "
             "offices, each with its lines, the words around it and the rule that tagged it.",
     .complete = CLI_COMPLETE_FILES},
    {.name = "entity",
     CLI_TO_STRING(query_options, entity),
     .argument = "NAME",
     .help = "Show what is known of an official, country, body, agreement or office: offices and "
             "dates, how the documents write its name, and in how many it is, month by month. "
             "NAME may begin with a field: country:georgia."},
    {.name = "fields",
     CLI_TO_FLAG(query_options, fields),
     .help = "List the fields that a query can name."},
    {.name = "evaluate",
     CLI_TO_FLAG(query_options, evaluate),
     .help = "Measure the ranking: run each line of the file QUERIES (an id, a tab, the query), "
             "and judge the results by the file QRELS (in TREC's format). Prints mean average "
             "precision, nDCG at 10 and precision at 10."},
    {.name = "run",
     CLI_TO_STRING(query_options, run),
     .argument = "FILE",
     .help = "With --evaluate: write the ranks to FILE, in the format of TREC runs.",
     .complete = CLI_COMPLETE_FILES},
    {.name = "save",
     CLI_TO_STRING(query_options, save),
     .argument = "NAME",
     .help =
         "Keep the query under NAME in the index; in other queries @NAME then stands for it, in "
         "brackets. The text is in the file queries/NAME of the index's folder, where lines "
         "that begin with # are remarks."},
    {.name = "saved",
     CLI_TO_FLAG(query_options, saved),
     .help = "List the queries that are kept, each with its text."},
    {.name = "forget",
     CLI_TO_STRING(query_options, forget),
     .argument = "NAME",
     .help = "Remove the query that is kept under NAME."},
    /* What editors pass to grep and ripgrep. */
    {.name = "line-buffered",
     CLI_TO_FLAG(query_options, line_buffered),
     .help = "Write each line at once.",
     .hidden = true},
    {.name = "no-heading", CLI_TO_FLAG(query_options, like_grep), .help = "", .hidden = true},
    {.name = "with-filename", CLI_TO_FLAG(query_options, like_grep), .help = "", .hidden = true},
    {.name = "line-number", CLI_TO_FLAG(query_options, like_grep), .help = "", .hidden = true},
    {.name = "column", CLI_TO_FLAG(query_options, like_grep), .help = "", .hidden = true},
    {.name = NULL},
};

static const char *const usage[] = {
    "[OPTIONS] QUERY...",
    "[OPTIONS] --all",
    "[OPTIONS] --similar PATH",
    "[OPTIONS] --with QUERY --facet FIELD",
    "[OPTIONS] --batch FILE [--against FILE]",
    "[OPTIONS] --show PATH",
    "[OPTIONS] --why PATH",
    "[OPTIONS] --entity NAME",
    "[OPTIONS] --save NAME QUERY...",
    "[OPTIONS] --saved",
    "[OPTIONS] --forget NAME",
    "[OPTIONS] --evaluate QUERIES QRELS",
    NULL,
};

static const char *const description[] = {
    "Searches an index that dossier-index made. A query is words, all of which must occur; "
    "dossier-query(7) has the rest of the language.",
    "The arguments are joined by spaces. The shell takes one pair of quotes away, so a phrase "
    "needs "
    "two: dossier-query '\"broad reset\"'. A word to leave out (-word) may not come first; "
    "everything after -- is part of the query.",
    NULL,
};

static const cli_entry language[] = {
    {"ozone treaty", "both words, in any form (treaties)"},
    {"\"ozone layer\"", "the words side by side"},
    {"treaty -ozone", "without a word; also NOT ozone"},
    {"(cable OR speech) treaty", "either; OR, AND and NOT are written in capitals"},
    {"sanction*", "every word that begins so"},
    {"title:treaty", "in a field"},
    {"date:2017-03..2017-06", "in a time; also since:2017, before:2010"},
    {"official:gromyko", "somebody in office, however the name is spelt"},
    {"country:iran", "a country, by any of its names"},
    {"@people treaty", "with a query that --save has kept under the name people"},
    {NULL, NULL},
};

static const cli_entry examples[] = {
    {"dossier-query ozone treaty", "Documents with both words, the best first."},
    {"dossier-query --facet source,month sanctions iran", "And who wrote about it, and when."},
    {"dossier-query -0 title:treaty | xargs -0 wc -w", "The files whose title has the word."},
    {"dossier-query --format jsonl hormuz | jq -r 'select(.type==\"hit\").title'",
     "The titles, by a program."},
    {NULL, NULL},
};

static const cli_entry exits[] = {
    {"0", "something was found"},
    {"1", "nothing was found"},
    {"2", "a mistake in the command or in the query"},
    {NULL, NULL},
};

static const cli_entry environment[] = {
    {"DOSSIER_INDEX", "the index, where --index isn't given"},
    {"NO_COLOR", "set and not empty: no colour"},
    {"CLICOLOR_FORCE", "set and not 0: colour also where there is no terminal"},
    {NULL, NULL},
};

static const cli_entry files[] = {
    {".dossier", "the index of the folder that it stands in"},
    {NULL, NULL},
};

static const char *const see_also[] = {"dossier-index(1)", "dossier-query(7)", NULL};

static void about(FILE *out)
{
    fprintf(out, "libxapian %s\n", dossier_xapian_version());
}

cli_program query_program(query_program_storage *storage)
{
    size_t n = 0, kept = 0;
    const dossier_field_info *fields = dossier_fields(&n);
    for (size_t i = 0; i < n && kept + 1 < QUERY_FIELDS; i++) {
        if (fields[i].name[0])
            storage->fields[kept++] = (cli_entry){fields[i].example, fields[i].help};
    }
    storage->fields[kept] = (cli_entry){NULL, NULL};
    storage->sections[0] = (cli_section){"Queries", NULL, language};
    storage->sections[1] = (cli_section){"Fields", NULL, storage->fields};
    storage->sections[2] = (cli_section){NULL, NULL, NULL};
    return (cli_program){
        .name = "dossier-query",
        .version = dossier_version(),
        .purpose = "search news and policy documents",
        .usage = usage,
        .description = description,
        .options = options,
        .sections = storage->sections,
        .examples = examples,
        .exits = exits,
        .environment = environment,
        .files = files,
        .see_also = see_also,
        .minus_words = true,
        .about = about,
    };
}

query_options query_options_initial(void)
{
    return (query_options){.limit = -1, .format = -1};
}

bool query_read_facets(const cli_list *given, query_facets *out)
{
    size_t len = 1, most = 1;
    for (size_t i = 0; i < given->count; i++) {
        len += strlen(given->values[i]) + 1;
        most++;
        for (const char *c = given->values[i]; *c; c++)
            most += *c == ',';
    }
    *out = (query_facets){.bytes = malloc(len), .names = malloc(most * sizeof *out->names)};
    if (!out->bytes || !out->names)
        return false;
    char *end = out->bytes;
    for (size_t i = 0; i < given->count; i++) {
        char *name = end;
        end = stpcpy(end, given->values[i]) + 1;
        while (name) {
            char *comma = strchr(name, ',');
            if (comma)
                *comma = '\0';
            if (*name)
                out->names[out->count++] = name;
            name = comma ? comma + 1 : NULL;
        }
    }
    return true;
}

void query_facets_free(query_facets *facets)
{
    free(facets->names);
    free(facets->bytes);
    *facets = (query_facets){.names = NULL};
}

dossier_date query_read_date(const char *text)
{
    unsigned year, month, day;
    char rest;
    if (sscanf(text, "%4u-%2u-%2u%c", &year, &month, &day, &rest) != 3 || month < 1 || month > 12 ||
        day < 1 || day > 31)
        return 0;
    return year * 10000 + month * 100 + day;
}
