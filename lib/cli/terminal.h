/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * terminal: what a stream can show, and how text from outside is shown on it without harm.
 *
 * A document's title may hold bytes that move the cursor, change colours, retitle the window or
 * turn the reading direction round. Everything that the programs print for people and did not write
 * themselves goes through terminal_write: well-formed UTF-8 stays as it is, and the following
 * become visible escapes: C0 controls and DEL (ESC among them)                      \x1b C1
 * controls U+0080..U+009F, line separators U+2028/9      \u009b direction embeddings, overrides and
 * isolates              \u202e   (U+202A-E, U+2066-9) bytes that are not UTF-8 \xff The marks
 * U+200E, U+200F and U+061C, which Arabic and Hebrew text needs, are kept.
 */
#ifndef DOSSIER_CLI_TERMINAL_H
#define DOSSIER_CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* The order of the names in terminal_colour_names, so that an option of choices fills it. */
typedef enum terminal_colour {
    TERMINAL_COLOUR_AUTO,
    TERMINAL_COLOUR_ALWAYS,
    TERMINAL_COLOUR_NEVER,
} terminal_colour;

extern const char *const terminal_colour_names[]; /* "auto", "always", "never", NULL */

bool terminal_attached(FILE *stream); /* is it a terminal (and not TERM=dumb)? */
/* Columns of the stream's terminal; else $COLUMNS, else 80. Never below 20. */
int terminal_columns(FILE *stream);
/* ALWAYS and NEVER are obeyed. AUTO: no when $NO_COLOR is set and not empty (no-color.org), yes
 * when $CLICOLOR_FORCE is set and not "0" (bixense.com/clicolors), else yes on a terminal. */
bool terminal_wants_colour(terminal_colour mode, FILE *stream);

/* One character as it is shown. */
typedef struct terminal_glyph {
    const char *text; /* into the given text, or to `escape` */
    size_t len;       /* bytes */
    int columns;      /* 0 for a combining mark, 2 for a wide one */
    size_t taken;     /* bytes of the given text that it stands for; at least 1 */
    char escape[8];
} terminal_glyph;

/* The first character of text, len > 0. `glyph->text` may point into *glyph itself. */
void terminal_glyph_read(const char *text, size_t len, terminal_glyph *glyph);

/* Writes text with escapes as above. With `lines` newlines and tabs are kept. */
void terminal_write(FILE *out, const char *text, size_t len, bool lines);
/* Columns that terminal_write(…, false) takes for it. */
size_t terminal_width(const char *text, size_t len);
/* Bytes of the longest head of text that fits in `columns`. */
size_t terminal_fit(const char *text, size_t len, size_t columns);

#endif
