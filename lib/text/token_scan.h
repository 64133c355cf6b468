/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * token_scan: what the parts of the tokenizer share. Private to lib/text.
 *
 * token.c walks the text and keeps the state below; token_word.c finds where a word ends and what
 * it folds to; token_ngram.c cuts runs without spaces; token_sentence.c decides where sentences
 * start; token_line.c looks back at a finished line or hyphenated word.
 */
#ifndef DOSSIER_TEXT_TOKEN_SCAN_H
#define DOSSIER_TEXT_TOKEN_SCAN_H

#include "text/token.h"
#include "text/utf8.h"

#define WORD_CLASS (UTF8_LETTER | UTF8_DIGIT)

/* utf8_class of the ASCII bytes; 0 for the others. */
extern const uint16_t token_byte_class[256];

/* What has been seen since the last word. */
enum gap {
    GAP_BREAK = 1 << 0,     /* anything but one hyphen and what follows it directly */
    GAP_HYPHEN = 1 << 1,    /* a hyphen directly after the word */
    GAP_LINE = 1 << 2,      /* a line break and only white space after it */
    GAP_PARAGRAPH = 1 << 3, /* a blank line, or the start of the text */
    GAP_DOT = 1 << 4,       /* a full stop, perhaps of an abbreviation */
    GAP_STOP = 1 << 5,      /* a mark that certainly ends a sentence */
    GAP_SPACED = 1 << 6,    /* white space after either */
    GAP_QUOTE = 1 << 7,     /* an opening quote or bracket after that */
};

typedef struct scanner {
    token_list *list;
    const char *text;
    const char *end;
    uint32_t base;
    unsigned gap;         /* enum gap */
    unsigned line_seen;   /* classes of the letters in this line so far */
    size_t line_first;    /* the line's first token */
    size_t chain_first;   /* the first part of the hyphenated word that is being read */
    unsigned chain_parts; /* its parts so far; 0 outside one */
} scanner;

/* A word as it was read, its folded form already at the end of list->folded. */
typedef struct word {
    const char *start;
    const char *end;  /* of the bare word */
    const char *next; /* where the scan goes on: after a possessive 's */
    unsigned first;   /* class of its first character */
    unsigned seen;    /* classes of all its characters */
    unsigned flags;   /* TOKEN_ACRONYM, TOKEN_POSSESSIVE, TOKEN_CUT */
    size_t letters;
    size_t fold; /* where the folded form starts in list->folded */
} word;

/* The class and length of the character at p; length 0 at the end and for a stray byte. */
unsigned token_class_at(const char *p, const char *end, size_t *length);

/* Room for a few more tokens and a folded form. */
bool token_reserve(token_list *list);
/* Appends a token for `w` at the list's next position (which stays). */
token *token_emit(scanner *s, const word *w, unsigned flags);

/* Reads the word at w->start (a letter or digit) with everything that ASCII letters alone don't
 * have: acronyms, apostrophes, marks, points between digits. False when there is no memory. A word
 * of nothing (w->fold == folded.len) is not a token. */
bool token_read_word(token_list *list, const char *end, word *w);
/* Cuts the form that starts at w->fold to TOKEN_MAX_FOLD bytes. */
void token_cut_fold(token_list *list, word *w);
/* US and WHO: rewrites the folded form of a bare acronym that would be a pronoun. */
void token_guard_pronoun(token_list *list, word *w);

/* Emits the run without spaces at p as bigrams; returns its end, NULL when memory has run out. */
const char *token_scan_ngrams(scanner *s, const char *p);

/* TOKEN_SENTENCE and TOKEN_PARAGRAPH for the token that was just emitted. */
unsigned token_sentence_flags(const scanner *s, const token *next, unsigned first);

/* A line has ended: flags its tokens if it was all capitals. */
void token_end_line(scanner *s);
/* A hyphenated word has ended: adds its joined form. Needs token_reserve before. */
void token_end_chain(scanner *s);

#endif
