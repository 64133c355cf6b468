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
/* Writes cp as UTF-8 (a value that is no scalar value becomes U+FFFD); returns the bytes written.
 */
size_t utf8_encode(uint32_t cp, char out[4]);
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
/* Columns of one code point: 0, 1 or 2. */
unsigned utf8_columns(uint32_t cp);

/* What a character is to the tokenizer; a character may be several things. */
enum utf8_class {
    UTF8_LETTER = 1 << 0,
    UTF8_UPPER = 1 << 1, /* an upper-case or title-case letter */
    UTF8_LOWER = 1 << 2,
    UTF8_DIGIT = 1 << 3,   /* decimal digits and subscript digits */
    UTF8_MARK = 1 << 4,    /* belongs to the letter before it */
    UTF8_IGNORED = 1 << 5, /* zero width, soft hyphen, tatweel, direction marks: as if not there */
    UTF8_NGRAM = 1 << 6,   /* of a script without spaces: Han, kana, Hangul, Thai, Lao, Khmer ... */
    UTF8_SPACE = 1 << 7,   /* white space, line breaks included */
    UTF8_LINE = 1 << 8,    /* a line break */
    UTF8_HYPHEN = 1 << 9,  /* joins words: - U+2010 U+2011 */
    UTF8_APOSTROPHE = 1 << 10, /* may stand inside a word: ' and the curly ones */
    UTF8_QUOTE = 1 << 11,      /* quotation marks and brackets */
    UTF8_STOP = 1 << 12,       /* ends a sentence before white space: . ! ? and their like */
    UTF8_WIDE_STOP = 1 << 13,  /* ends a sentence without white space: the CJK stops */
    UTF8_DASH = 1 << 14,       /* en and em dashes, colons */
};
/* The classes of cp, ORed; 0 for what is none of these (symbols, other punctuation, U+FFFD). */
unsigned utf8_class(uint32_t cp);

/* The lower-case form of cp when that is one character, else cp. */
uint32_t utf8_lower(uint32_t cp);

/* Folds for matching. Appends to out
 *  - case folded, compatibility forms made plain (full width letters, ligatures);
 *  - accents off in Latin, Greek, Cyrillic (but й, ї, ў stay letters), Hebrew and Arabic, also
 * those that Unicode does not take apart (ø, ł, đ, ı, æ, ə); the marks of other scripts are
 * letters;
 *  - curly quotes and apostrophes as ' and ", all dashes as -, other spaces as space, Arabic and
 *    Devanagari digits as 0 to 9, characters of UTF8_IGNORED gone.
 * Bytes that aren't UTF-8 are passed over. */
void utf8_fold(const char *text, size_t len, buf *out);

#endif
