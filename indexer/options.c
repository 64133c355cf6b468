/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/options.h"

#include "cli/terminal.h"
#include "dossier.h"

#define TO(kind, member) CLI_TO_##kind(index_options, member)
#define ACTION(constant) CLI_TO_CONSTANT(index_options, action, constant)

static const char *const kinds[] = {"article", "proposal", "cable", "speech",
                                    "release", "document", NULL};

static const cli_option options[] = {
    {.name = "index",
     .letter = 'i',
     TO(STRING, index),
     .argument = "DIR",
     .group = "Where",
     .complete = CLI_COMPLETE_FOLDERS,
     .help = "The index folder. Without it, $DOSSIER_INDEX; else the nearest .dossier at or above "
             "the first PATH, and if there is none, a new .dossier in it."},
    {.name = "hidden",
     TO(FLAG, hidden),
     .group = "What is read",
     .help = "Read hidden files and folders too (names that start with a dot)."},
    {.name = "gitignore",
     TO(FLAG, gitignore),
     .help = "Honour .gitignore files; .dossierignore files, in the same syntax, are always "
             "honoured."},
    {.name = "ignore",
     TO(LIST, ignore),
     .argument = "PATTERN",
     .help = "Leave out what matches PATTERN (gitignore syntax). Can be given several times."},
    {.name = "max-document",
     TO(SIZE, max_document),
     .argument = "SIZE",
     .initial = "64M",
     .minimum = 1024,
     .maximum = (int64_t)1 << 30,
     .help = "Refuse documents larger than SIZE."},
    {.name = "kind",
     .letter = 'k',
     TO(STRING, kind),
     .argument = "KIND",
     .choices = kinds,
     .group = "What it is",
     .help = "Every file is of this kind; without it the kind is guessed from the text."},
    {.name = "kind-rule",
     TO(LIST, kind_rules),
     .argument = "PATH=KIND",
     .help = "Files whose path (below the index's root) starts with PATH, or matches it as a shell "
             "pattern, are of KIND. Can be given several times; the last one that fits wins."},
    {.name = "charset",
     TO(STRING, charset),
     .argument = "NAME",
     .initial = "WINDOWS-1252",
     .help = "The character set of files that neither say nor show theirs."},
    {.name = "language",
     .letter = 'l',
     TO(STRING, language),
     .argument = "LANGUAGE",
     .help = "The language whose word endings are taken off (en, fr, de, ru ...; none), for a new "
             "index or with --rebuild. English unless given."},
    {.name = "gazetteer",
     TO(LIST, gazetteers),
     .argument = "FILE",
     .complete = CLI_COMPLETE_FILES,
     .group = "Who and where",
     .help = "A table of your own: officials, countries, organizations, agreements or rules, with "
             "the columns of Dossier's own tables. It is copied into the index's folder, adds to "
             "those and overrides them. Can be given several times. For a new index, --rebuild or "
             "--retag."},
    {.name = "no-tags",
     TO(FLAG, no_tags),
     .help = "Tag no officials, countries, organizations and agreements. For a new index or "
             "--rebuild."},
    {.name = "rebuild",
     TO(FLAG, rebuild),
     .group = "How",
     .help = "Read everything again into a new index, then switch to it; the old one serves until "
             "then."},
    {.name = "dry-run",
     .letter = 'n',
     TO(FLAG, dry_run),
     .help = "Say what would be done, and change nothing."},
    {.name = "jobs",
     .letter = 'j',
     TO(INTEGER, jobs),
     .argument = "N",
     .minimum = 1,
     .maximum = 256,
     .help = "Threads that read. One for each processor unless given."},
    {.name = "memory",
     .letter = 'm',
     TO(SIZE, memory),
     .argument = "SIZE",
     .initial = "200M",
     .minimum = 16 << 20,
     .maximum = (int64_t)1 << 40,
     .help = "About how much memory may be used for what is not yet on disk."},
    {.name = "list",
     ACTION(INDEX_LIST),
     .group = "Looking after an index",
     .help = "List the files in the index: number of documents, bytes, path, and what was wrong."},
    {.name = "stats",
     ACTION(INDEX_STATS),
     .help = "Show how much is in the index, and how much room it takes."},
    {.name = "check", ACTION(INDEX_CHECK), .help = "Walk the whole index and look for damage."},
    {.name = "remove",
     ACTION(INDEX_REMOVE),
     .help = "Take the PATHs (files, folders, FILE#MEMBER) out of the index. Files on disk are not "
             "touched."},
    {.name = "retag",
     ACTION(INDEX_RETAG),
     .help = "Tag every document anew, by the tables as they are now. Files are not read again: "
             "the index has their texts."},
    {.name = "compile-gazetteer",
     TO(STRING, compiled),
     .argument = "FILE",
     .complete = CLI_COMPLETE_FILES,
     .help = "Compile the tables named as PATHs into FILE, and name the lines that can't be used. "
             "No index is touched."},
    {.name = "quiet",
     .letter = 'q',
     TO(FLAG, quiet),
     .group = "What is shown",
     .help = "Print nothing but errors."},
    {.name = "verbose",
     .letter = 'v',
     TO(FLAG, verbose),
     .help = "Print a line for every file that something was done with."},
    {.name = "log",
     TO(STRING, log),
     .argument = "FILE",
     .complete = CLI_COMPLETE_FILES,
     .help = "Append to FILE a line for every file that something was done with or that could not "
             "be read: time, what was done, path and reason, separated by tabs."},
    {.name = "color",
     TO(CHOICE, colour),
     .argument = "WHEN",
     .choices = terminal_colour_names,
     .initial = "auto",
     .help = "Colour in messages."},
    {.name = NULL},
};

static const char *const usage[] = {"[OPTIONS] PATH...", "[OPTIONS] --list | --stats | --check",
                                    "[OPTIONS] --remove PATH...", "[OPTIONS] --retag [PATH]", NULL};

static const char *const description[] = {
    "Reads folders of articles, proposals, cables and speeches and keeps an index of them up to "
    "date, for dossier-query to search. A second run reads only what has changed, and notices what "
    "was renamed or is gone. Without a PATH the folder of the nearest index is brought up to date.",
    "Plain text, Markdown, HTML, JSON and JSON lines are read, each also gzipped, and the same "
    "inside .tar, .tar.gz and .zip. A document that can't be read is named with the reason, and "
    "costs only itself.",
    NULL};

static const cli_entry examples[] = {
    {"dossier-index ~/articles", "index a folder, or bring its index up to date"},
    {"dossier-index --kind-rule drafts/=proposal ~/desk", "say what the files in a folder are"},
    {"dossier-index --stats ~/articles", "see how much is in the index"},
    {"dossier-index --retag --gazetteer ministers.tsv ~/articles",
     "correct or add to who is tagged, without reading the files again"},
    {"dossier-index --remove ~/articles/old", "take a folder out of the index"},
    {NULL, NULL}};

static const cli_entry exits[] = {
    {"0", "the index is up to date (documents that could not be read are named)"},
    {"1", "--check found damage; --remove found nothing to take out"},
    {"2", "a mistake on the command line"},
    {NULL, NULL}};

static const cli_entry environment[] = {
    {"DOSSIER_INDEX", "the index folder, where --index does not name one"},
    {"DOSSIER_SHARE", "the folder with the tables of the gazetteer (gazetteer/*.tsv)"},
    {"NO_COLOR", "no colour, when set and not empty"},
    {NULL, NULL}};

static const cli_entry files[] = {
    {".dossier", "the index folder, beside what was indexed"},
    {".dossier/gazetteer/*.tsv", "your own tables of officials, countries, organizations, rules"},
    {".dossierignore", "patterns of files to leave out, in gitignore syntax, in any folder"},
    {NULL, NULL}};

static const char *const see_also[] = {"dossier-query(1)", "dossier-query(7)", NULL};

static void about(FILE *out)
{
    fprintf(out, "libxapian %s\n", dossier_xapian_version());
}

const cli_program index_program = {
    .name = "dossier-index",
    .version = DOSSIER_VERSION,
    .purpose = "make and keep up a search index of news and policy documents",
    .usage = usage,
    .description = description,
    .options = options,
    .examples = examples,
    .exits = exits,
    .environment = environment,
    .files = files,
    .see_also = see_also,
    .operands = CLI_COMPLETE_FILES,
    .about = about,
};
