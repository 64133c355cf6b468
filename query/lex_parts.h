/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lex_parts: what the files of the lexer share. Private to them. */
#ifndef DOSSIER_QUERY_LEX_PARTS_H
#define DOSSIER_QUERY_LEX_PARTS_H

#include "query/lex.h"

/* ---- lex_run.c ---- */

uint32_t lex_char_at(const lexer *l, size_t at);
slice lex_piece(const lexer *l, size_t from, size_t to);
/* What follows is the value of a field of this kind, or of one that is no running text: such a
 * value is taken as it stands. */
bool lex_is_value_of(const lexer *l, field_kind kind);
bool lex_is_whole_value(const lexer *l);
/* [a OR b] and {a OR b}, as brackets: one that was opened before a word is closed behind one. */
bool lex_opens_square(const lexer *l, uint32_t c);
bool lex_closes_square(const lexer *l, uint32_t c);
/* Does a , or ; at `at` separate? Not inside a number, nor inside a field's value. */
bool lex_is_separator(const lexer *l, size_t at);
/* The end of the run of characters without spaces, quotes and brackets at `at`. */
size_t lex_chunk_end(const lexer *l, size_t at);
/* Does one end at `at`? */
bool lex_ends_chunk(const lexer *l, size_t at);
/* The end of the white space at `at`, which may be none. */
size_t lex_space_end(const lexer *l, size_t at);
/* minister(s) is a word with two endings: does the rest of a query begin with such a bracket? */
bool lex_is_plural(slice rest);
/* The lexeme that ends the reading; the error is filled in already. */
lexeme lex_refused(lexer *l, size_t from, size_t to);
/* Refuses a - or + at `at` that has no space on either side. */
void lex_refuse_wedged(lexer *l, size_t at, char sign);

/* ---- what the run at l->at is ---- */

/* lex_field.c: a field's name at the start of a chunk. Returns false when the chunk is no field. */
bool lex_field(lexer *l, lexeme *x);
/* lex_word.c: what the run of characters at l->at is when it isn't a field: an operator or words;
 * only words where it is `literal`. */
lexeme lex_word(lexer *l, bool literal);
/* Marks in words that stand for letters and may not have been meant so get a remark. */
void lex_note_bangs(lexer *l, slice text);
/* lex_operator.c: makes x, whose characters are `plain`, an operator if it is one; false when it
 * was refused. */
bool lex_read_operator(lexer *l, lexeme *x, const char *plain, size_t n);
/* +5, +s and +p after the sign, which starts at `start`; false when it is no such operator. */
bool lex_plus_operator(lexer *l, size_t start, lexeme *x);

#endif
