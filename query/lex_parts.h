/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lex_parts: what lex.c and lex_word.c share. Private to them. */
#ifndef DOSSIER_QUERY_LEX_PARTS_H
#define DOSSIER_QUERY_LEX_PARTS_H

#include "query/lex.h"

uint32_t lex_char_at(const lexer *l, size_t at);
slice lex_piece(const lexer *l, size_t from, size_t to);
/* The end of the run of characters without spaces, quotes and brackets at `at`. */
size_t lex_chunk_end(const lexer *l, size_t at);
/* What follows is the value of a field of this kind, or of one that is no running text. */
bool lex_is_value_of(const lexer *l, field_kind kind);
bool lex_is_whole_value(const lexer *l);
/* The lexeme that ends the reading; the error is filled in already. */
lexeme lex_refused(lexer *l, size_t from, size_t to);

/* What the run of characters at l->at is when it isn't a field: an operator or words. */
lexeme lex_word(lexer *l);
/* +5, +s and +p after the sign, which starts at `start`; false when it is no such operator. */
bool lex_plus_operator(lexer *l, size_t start, lexeme *x);

#endif
