/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clean: text from documents as it may be shown. Control characters, line separators and what turns
 * the reading direction round become visible escapes (\x1b, \u202e), and so do bytes that are no
 * UTF-8 (\xff); the rest stays. lib/cli/terminal does the same for messages.
 */
#ifndef DOSSIER_QUERY_FORMAT_CLEAN_H
#define DOSSIER_QUERY_FORMAT_CLEAN_H

#include <stdio.h>

#include "dossier.h"

typedef enum clean_mode {
    CLEAN_LINE,  /* everything above */
    CLEAN_LINES, /* but newlines and tabs, as in a document's text */
    CLEAN_ROW,   /* only ASCII controls, which would break a row; other bytes as they are */
    CLEAN_TAB,   /* as CLEAN_ROW, with \t, \n, \r and \\ for tab, newline, return, backslash */
} clean_mode;

void clean_write(FILE *out, dossier_text text, clean_mode mode);

#endif
