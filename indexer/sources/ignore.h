/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ignore: the rules of one ignore file, in the syntax of gitignore(5).
 *
 * A blank line or one that starts with # says nothing; ! takes back; a / at the end is for folders
 * alone; a / elsewhere ties the pattern to the folder of the ignore file; without one it is for
 * names at any depth below. Spaces at the end are cut off unless escaped. The last rule that
 * matches decides.
 *
 * That a file can't be taken back when its folder is out is the walk's doing: it never enters such
 * a folder. Rules say nothing of the files below a matched folder.
 */
#ifndef DOSSIER_INDEXER_SOURCES_IGNORE_H
#define DOSSIER_INDEXER_SOURCES_IGNORE_H

#include <stdbool.h>

#include "text/buf.h"

typedef struct ignore_rules ignore_rules;

typedef enum ignore_verdict {
    IGNORE_SILENT, /* no rule matches */
    IGNORE_OUT,
    IGNORE_IN, /* a rule with ! matched last */
} ignore_verdict;

/* The rules in an ignore file's text, which is copied. NULL only when memory has run out. */
ignore_rules *ignore_create(slice text);
void ignore_free(ignore_rules *rules);
/* path is relative to the ignore file's folder, without a slash at either end. */
ignore_verdict ignore_match(const ignore_rules *rules, slice path, bool folder);

#endif
