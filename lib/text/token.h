/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * token: UTF-8 text to words, in one pass. The only tokenizer: indexing, querying, snippets and the
 * entity tagger all read its array.
 *
 * Rules
 *  - A word is a run of letters, digits and marks (UAX #29 in spirit), with inner apostrophes
 *    (O'Brien = O’Brien, both "o'brien"; a possessive 's is cut off: "Moscow’s" is "moscow" with
 *    the length of the bare word), an inner . between digits ("4.5") and a comma before three
 * digits
 *    ("10,000" is "10000"; "4,5" is two numbers). Zero-width characters, soft hyphens and direction
 *    marks inside a word are as if they weren't there.
 *  - An acronym with dots is one word without them: I.A.E.A. = IAEA ("iaea"). Its length covers the
 *    last dot.
 *  - U.S., U.S and US (capitals) fold to "u.s.", which is never the pronoun "us"; likewise WHO and
 *    W.H.O. fold to "w.h.o.". A bare US or WHO in a line that is all capitals is the acronym only
 *    at the line's start or after a dash or colon.
 *  - Parts of a hyphenated word are words of their own at consecutive positions; the joined form
 *    ("counterterrorism" for counter-terrorism) follows its first part at the SAME position, with
 *    TOKEN_JOINED, covering the whole (two or three alphabetic parts). It carries no sentence mark:
 *    its first part does. A hyphen at a line's end before a lower-case letter joins too (a word cut
 *    in two).
 *  - Runs of Han, kana, Hangul and of Thai, Lao, Khmer and Burmese become overlapping bigrams
 *    (TOKEN_NGRAM), one position a character; a lone character is itself.
 *  - A paragraph ends at a blank line; a sentence ends at . ! ? … and the CJK stops, closing quotes
 *    included, before white space and a capital, digit, quote or the end, but not after the
 *    abbreviations of a table (Gen., Dr., No. 5, single initials, ...); after U.S., Inc. and other
 *    abbreviations that may stand last, only before a word that opens sentences (The, In, He).
 *  - A word longer than TOKEN_MAX_FOLD folded bytes is cut to it on a character's boundary and
 *    flagged TOKEN_CUT, so no term ever passes Xapian's limit of 245 bytes.
 *
 * Positions start at next_position and rise by one a word (joined forms share).
 */
#ifndef DOSSIER_TEXT_TOKEN_H
#define DOSSIER_TEXT_TOKEN_H

#include <stddef.h>
#include <stdint.h>

#include "dossier.h"
#include "text/buf.h"

#define TOKEN_MAX_FOLD 64

enum token_flag {
    TOKEN_CAPITAL = 1 << 0,   /* the first letter is upper case */
    TOKEN_ALL_CAPS = 1 << 1,  /* every letter is, and there are at least two */
    TOKEN_ACRONYM = 1 << 2,   /* written with dots, or folded to a dotted form (u.s.) */
    TOKEN_NUMBER = 1 << 3,    /* starts with a digit */
    TOKEN_SENTENCE = 1 << 4,  /* first word of a sentence */
    TOKEN_PARAGRAPH = 1 << 5, /* first word of a paragraph (then also of a sentence) */
    TOKEN_JOINED = 1 << 6, /* a hyphenated word written as one; same position as its first part */
    TOKEN_NGRAM = 1 << 7,  /* a CJK character or bigram */
    TOKEN_CUT = 1 << 8,    /* the folded form was cut to TOKEN_MAX_FOLD */
    TOKEN_CAPS_LINE = 1 << 9,   /* stands in a line without a lower-case letter */
    TOKEN_HYPHEN = 1 << 10,     /* a hyphen (no space) ties it to the word before it */
    TOKEN_POSSESSIVE = 1 << 11, /* 's was cut off */
};

typedef struct token {
    uint32_t offset;   /* byte offset of the word in the text handed in, plus base */
    uint32_t length;   /* bytes there */
    uint32_t position; /* word position */
    uint32_t fold;     /* where its folded form starts in token_list.folded */
    uint16_t fold_len; /* 1 to TOKEN_MAX_FOLD */
    uint16_t flags;    /* enum token_flag */
} token;

typedef struct token_list {
    token *tokens; /* owned, in order of offset (a joined form after its first part) */
    size_t count;
    size_t capacity;
    buf folded;             /* folded forms, end to end */
    uint32_t next_position; /* where the next scan goes on */
} token_list;

#define TOKEN_LIST_INIT ((token_list){.folded = BUF_INIT((size_t)1 << 30), .next_position = 1})

void token_list_free(token_list *list);
/* Empties the list for the next document: positions start at 1 again, memory is kept. */
void token_list_clear(token_list *list);
static inline slice token_fold(const token_list *list, const token *t)
{
    return (slice){list->folded.data + t->fold, t->fold_len};
}

/* Appends the words of `text` (valid UTF-8; stray bytes separate words) to the list. `base` is
 * added to every offset, so a document's segments can be scanned one after another. The first word
 * is a sentence and paragraph start. Errors: DOSSIER_NO_MEMORY, DOSSIER_TOO_LARGE (over 2^32 - 1).
 */
dossier_status token_scan(token_list *list, slice text, uint32_t base);

#endif
