/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * utf8: code points from bytes, strictly (RFC 3629: no overlong forms, no surrogates, nothing above
 * U+10FFFF), and the classes of characters that the tokenizer asks for (by utf8proc).
 */
#ifndef DOSSIER_TEXT_UTF8_H
#define DOSSIER_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/buf.h"

#define UTF8_REPLACEMENT 0xFFFDu

/* Decodes the code point at text[0]; returns the bytes it takes (1 to 4), or 0 with *cp =
 * UTF8_REPLACEMENT when the bytes there are not valid UTF-8 or len is 0. */
size_t utf8_decode(const char *text, size_t len, uint32_t *cp);
/* Appends cp (which must be a scalar value; others become U+FFFD). */
void utf8_append(buf *out, uint32_t cp);
/* The length of the longest valid prefix; equal to len when all is valid. ASCII runs go eight bytes
 * at a time. */
size_t utf8_valid_prefix(const char *text, size_t len);
bool utf8_is_valid(const char *text, size_t len);
/* Copies text to out with every invalid byte replaced by U+FFFD (one per maximal invalid
 * subsequence, Unicode 15 section 3.9); returns how many were replaced. */
size_t utf8_repair(const char *text, size_t len, buf *out);
/* The largest offset <= at that starts a code point of (valid) text. */
size_t utf8_floor(const char *text, size_t len, size_t at);
/* Columns that the text takes on a terminal (wcwidth of each code point, 0 for controls). */
size_t utf8_width(const char *text, size_t len);
/* Folds for matching: case folding, accents off (compatibility decomposition without marks), curly
 * quotes and apostrophes to ', all dashes to -, no-break spaces to space. Appends to out. */
void utf8_fold(const char *text, size_t len, buf *out);

#endif
