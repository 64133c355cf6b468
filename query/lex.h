/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lex: a query's bytes to lexemes. Knows what looks like what (curly quotes, no-break spaces and
 * hyphens, full-width letters), what an operator of this language is, and what one of another
 * search language is (foreign.h); knows no grammar.
 *
 * Offsets are bytes from the query's start. No byte sequence is refused here but by a lexeme of
 * kind LEX_REFUSED, whose error is filled in.
 */
#ifndef DOSSIER_QUERY_LEX_H
#define DOSSIER_QUERY_LEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dossier.h"
#include "query/note.h"
#include "store/fields.h"
#include "text/buf.h"

typedef enum lex_kind {
    LEX_END,
    LEX_OPEN,
    LEX_CLOSE,
    LEX_AND,
    LEX_OR,
    LEX_NOT,   /* the word */
    LEX_MINUS, /* - at a word's start */
    LEX_PLUS,
    LEX_FIELD,  /* "title:" */
    LEX_QUOTED, /* text is what stands between the quotes */
    LEX_WORD, /* text is a run without spaces, quotes and brackets; a star at its end is cut off */
    LEX_REFUSED
} lex_kind;

/* How a date field's value is meant: since: before: and their like are fields by themselves. */
typedef enum lex_when { LEX_WITHIN, LEX_SINCE, LEX_AFTER, LEX_BEFORE, LEX_UNTIL } lex_when;

typedef struct lexeme {
    lex_kind kind;
    size_t offset;
    size_t length;
    slice text;
    const field *field; /* LEX_FIELD */
    lex_when when;      /* LEX_FIELD */
    bool star;          /* LEX_WORD: it ended in * */
    bool spaced;        /* white space stands before it */
    bool unclosed;      /* LEX_QUOTED: the closing quote is missing */
} lexeme;

typedef struct lexer {
    slice query;
    size_t at;
    size_t quotes;         /* quotation marks in the whole query */
    bool fresh;            /* a sign may stand here: after a space, a bracket, another sign */
    bool spaced;           /* white space stands before the lexeme that is being read */
    const field *value_of; /* the last lexeme was this field: what follows is its value */
    note_list *notes;
    dossier_error *error; /* may be NULL */
} lexer;

void lex_start(lexer *l, slice query, note_list *notes, dossier_error *error);
lexeme lex_next(lexer *l);

/* The character at `at` as the language sees it: ASCII for all that looks like ASCII, ' ' for white
 * space and controls, '"' for double quotation marks, U+FFFD for a stray byte. Returns its bytes;
 * 0 at the end. */
size_t lex_char(slice text, size_t at, uint32_t *c);
/* The bytes of text as lex_char sees them, 0x7F for what isn't ASCII; cut to `room` characters.
 * Returns their number. */
size_t lex_plain(slice text, char *out, size_t room);
/* Fills the error of a query that can't be read; `hint` may be "". */
dossier_status lex_refuse(dossier_error *error, size_t offset, size_t length, const char *hint,
                          const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
