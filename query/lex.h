/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lex: a query's bytes to lexemes. Knows what looks like what (curly quotes, no-break spaces and
 * hyphens, full-width letters), what an operator of this language is, and what one of another
 * search language is (foreign.h); knows no grammar. lex.c tells lexemes by their first character,
 * lex_field.c and lex_operator.c what runs of characters without spaces are more than words, and
 * lex_word.c reads words with their marks.
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
#include "query/proximity.h"
#include "store/fields.h"
#include "text/buf.h"

typedef enum lex_kind {
    LEX_END,
    LEX_OPEN,
    LEX_CLOSE,
    LEX_AND,
    LEX_OR,
    LEX_NOT,   /* the word */
    LEX_MINUS, /* - or % at a word's start */
    LEX_PLUS,
    LEX_NEAR,    /* w/5 and its like, a "not" before it included */
    LEX_ATLEAST, /* "atleast3" before a bracket */
    LEX_FIRST,   /* "first50" ... */
    LEX_LEAD,    /* "lead" ... */
    LEX_FIELD,   /* "title:", or "title" before a bracket, or "length" before a > */
    LEX_QUOTED,  /* text is what stands between the quotes */
    LEX_WORD,    /* text is a run without spaces, quotes and brackets */
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
    proximity near;     /* LEX_NEAR */
    uint32_t number;    /* LEX_ATLEAST, LEX_FIRST */
    unsigned edits;     /* LEX_WORD: that the spelling may be away (word~2); not in text */
    bool pattern;       /* LEX_WORD, LEX_QUOTED: a * or ? in it stands for letters */
    bool exact;         /* LEX_WORD, LEX_QUOTED: a = stood before it */
    bool spaced;        /* white space stands before it */
    bool unclosed;      /* LEX_QUOTED: the closing quote is missing */
    bool square;        /* LEX_OPEN, LEX_CLOSE: [ ] or { } */
} lexeme;

typedef struct lexer {
    slice query;
    size_t at;
    size_t quotes;         /* quotation marks in the whole query */
    bool fresh;            /* a sign may stand here: after a space, a bracket, another sign */
    bool spaced;           /* white space stands before the lexeme that is being read */
    bool wedged;           /* the last lexeme was a quote or a closing bracket */
    size_t squares;        /* [ and { that are open */
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
/* The characters of text as lex_char sees them, 0x7F for what isn't ASCII, without invisible ones;
 * cut to `room`. Returns their number. */
size_t lex_plain(slice text, char *out, size_t room);
/* The bytes of text before the last n of these characters. */
size_t lex_before_last(slice text, size_t n);
/* A letter, digit or mark. */
bool lex_is_word_char(uint32_t c);

/* Goes through the characters of a run and tells which of them stand for letters: a * beside a
 * letter, digit or another of its kind, a ? between two (but not in an address), and a ! at the
 * run's end behind three, as Westlaw writes it. Start with {.text = ...}. */
typedef struct lex_scan {
    slice text;
    size_t next;      /* of the character that comes next */
    size_t at;        /* of the present one ... */
    uint32_t c;       /* ... as lex_char sees it */
    bool wild;        /* it stands for letters */
    size_t run;       /* letters, digits and what stands for them, directly before it */
    bool address;     /* the text is an address, as of a web page */
    uint32_t behind;  /* the character behind it and the question marks that follow it; 0: none */
    size_t signs_end; /* where that one stands */
} lex_scan;
bool lex_scan_next(lex_scan *s); /* false at the end */

/* Fills the error of a query that can't be read; `hint` may be "". */
dossier_status lex_refuse(dossier_error *error, size_t offset, size_t length, const char *hint,
                          const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
