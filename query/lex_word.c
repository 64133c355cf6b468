/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words and the marks on them: wildcards, other spellings, and marks that mean something elsewhere.
 */
#include <ctype.h>
#include <string.h>

#include "query/lex_parts.h"
#include "text/utf8.h"

enum { PLAIN_MAX = 64, EDITS_MOST = 2, BANG_LETTERS = 3 };

bool lex_is_word_char(uint32_t c)
{
    return (utf8_class(c) & (UTF8_LETTER | UTF8_DIGIT | UTF8_MARK | UTF8_NGRAM)) != 0;
}

static bool is_wild(const lex_scan *s, bool joined)
{
    bool joins = lex_is_word_char(s->behind) || s->behind == '*';
    switch (s->c) {
    case '*':
        return joined || joins;
    case '?':
        return joined && joins && !s->address;
    case '!':
        return (s->behind == 0 || s->behind == ' ') && s->run >= BANG_LETTERS;
    default:
        return false;
    }
}

/* Finds the character behind the present one, and behind the question marks there. */
static void look_behind(lex_scan *s)
{
    if (s->next < s->signs_end)
        return;
    size_t length;
    s->signs_end = s->next;
    while ((length = lex_char(s->text, s->signs_end, &s->behind)) > 0 && s->behind == '?')
        s->signs_end += length;
    if (length == 0)
        s->behind = 0;
}

bool lex_scan_next(lex_scan *s)
{
    if (s->next == 0)
        s->address = memchr(s->text.data ? s->text.data : "", '/', s->text.len) != NULL;
    bool joined = s->next > 0 && (lex_is_word_char(s->c) || s->wild);
    s->run = joined ? s->run + 1 : 0;
    s->at = s->next;
    size_t length = lex_char(s->text, s->at, &s->c);
    if (length == 0)
        return false;
    s->next = s->at + length;
    look_behind(s);
    s->wild = is_wild(s, joined);
    return true;
}

/* Sets x->pattern; false when a star stands for nothing. */
static bool find_wild(lexer *l, lexeme *x)
{
    lex_scan s = {.text = x->text};
    bool letters = false, star = false;
    size_t idle = SIZE_MAX;
    while (lex_scan_next(&s)) {
        x->pattern |= s.wild;
        letters |= lex_is_word_char(s.c);
        star |= s.c == '*';
        if (s.c == '*' && !s.wild)
            idle = s.at;
    }
    x->pattern &= letters;
    if (!letters && star) {
        lex_refuse(l->error, x->offset, x->length, "put letters beside it: negotiat*",
                   "a * alone stands for nothing");
        return false;
    }
    if (idle != SIZE_MAX)
        note_add(l->notes, "punctuation-ignored", x->offset + idle, 1,
                 "the * stands beside no letter and was ignored");
    return true;
}

void lex_note_bangs(lexer *l, slice text)
{
    char shown[NOTE_QUOTE];
    size_t start = 0;
    lex_scan s = {.text = text};
    while (lex_scan_next(&s)) {
        if (s.c == ' ')
            start = s.next;
        if (s.c == '!' && s.wild)
            note_add(l->notes, "read-as-operator", (size_t)(text.data - l->query.data) + s.at,
                     s.next - s.at, "the ! was read as a *: %s*, all words that begin so",
                     note_quote((slice){text.data + start, s.at - start}, shown));
    }
}

static void note_marks(lexer *l, const lexeme *x, const char *plain, size_t n)
{
    size_t last = lex_before_last(x->text, 1);
    if (plain[0] == '!' && n > 1)
        note_add(l->notes, "punctuation-ignored", x->offset, 1,
                 "the ! before a word was ignored; write -word for documents without it");
    else if (!x->pattern && n > 1 && plain[n - 1] == '!')
        note_add(l->notes, "punctuation-ignored", x->offset + last, x->text.len - last,
                 "the ! after a word was ignored; write word* for all words that begin so");
    else if (n > 2 && plain[0] == '-' && plain[1] == '-')
        note_add(l->notes, "punctuation-ignored", x->offset, 2,
                 "the dash before a word was ignored; write -word for documents without it");
}

static bool refuse_edits(lexer *l, const lexeme *x, const char *hint, const char *message)
{
    lex_refuse(l->error, x->offset, x->length, hint, "%s", message);
    return false;
}

/* Cuts ~ or ~2 off the end. False when it can't be. */
static bool cut_edits(lexer *l, lexeme *x, const char *plain, size_t n)
{
    size_t digits = 0;
    while (digits < n && isdigit((unsigned char)plain[n - 1 - digits]))
        digits++;
    if (n < digits + 2 || plain[n - 1 - digits] != '~') {
        const char *tilde = memchr(plain, '~', n);
        bool inside = tilde && tilde > plain && tilde < plain + n - 1 && !memchr(plain, '/', n);
        return !inside || refuse_edits(l, x, "write it as the last sign: word~ or word~2",
                                       "a ~ asks for other spellings at the end of a word only");
    }
    unsigned edits = digits == 0 ? 1 : (unsigned)(plain[n - 1] - '0');
    if (x->pattern)
        return refuse_edits(l, x, "leave out the ~ or the *",
                            "a ~ and a * can't stand in one word");
    if (digits > 1 || edits == 0 || edits > EDITS_MOST)
        return refuse_edits(l, x, "write word~ for one letter's difference, word~2 for two",
                            "at most two letters may differ");
    x->edits = edits;
    x->text.len = lex_before_last(x->text, digits + 1);
    return true;
}

/* minister(s): the stem finds both forms. */
static void take_plural(lexer *l, lexeme *x)
{
    slice rest = lex_piece(l, x->offset + x->length, l->query.len);
    char shown[NOTE_QUOTE];
    if (x->edits || !lex_is_word_char(lex_char_at(l, x->offset)) || !lex_is_plural(rest))
        return;
    x->length += (size_t)((const char *)memchr(rest.data, ')', rest.len) - rest.data) + 1;
    note_add(l->notes, "read-as-word", x->offset, x->length,
             "the brackets were left out: %s finds the plural too", note_quote(x->text, shown));
}

/* Words, after their operators; false when they were refused. */
static bool read_words(lexer *l, lexeme *x, const char *plain, size_t n, bool literal)
{
    bool whole = n < PLAIN_MAX; /* longer runs are words */
    if (!find_wild(l, x) || (whole && !cut_edits(l, x, plain, n)))
        return false;
    if (x->pattern)
        lex_note_bangs(l, x->text);
    if (!whole)
        return true;
    if (plain[0] == '=' && n > 1) {
        lex_refuse(l->error, x->offset, x->length, "write =word, or =\"some words\"",
                   "a = stands directly before a word or a quotation mark");
        return false;
    }
    uint32_t after = lex_char_at(l, x->offset + x->length);
    if (n > 1 && (plain[n - 1] == '-' || plain[n - 1] == '+') && (after == '(' || after == '"')) {
        lex_refuse_wedged(l, x->offset + lex_before_last(x->text, 1), plain[n - 1]);
        return false;
    }
    note_marks(l, x, plain, n);
    if (!literal)
        take_plural(l, x);
    return true;
}

/* The end of the value of a date or a number at l->at: a space may stand behind its > or <. */
static size_t value_end(const lexer *l)
{
    size_t at = l->at, length;
    uint32_t c;
    if (!lex_is_value_of(l, FIELD_DATE) && !lex_is_value_of(l, FIELD_NUMBER))
        return lex_chunk_end(l, at);
    while ((length = lex_char(l->query, at, &c)) > 0 && (c == '<' || c == '>' || c == '='))
        at += length;
    return lex_chunk_end(l, at > l->at ? lex_space_end(l, at) : at);
}

lexeme lex_word(lexer *l, bool literal)
{
    size_t end = value_end(l);
    lexeme x = {.kind = LEX_WORD, .offset = l->at, .length = end - l->at};
    char plain[PLAIN_MAX];
    bool value = l->value_of && !l->spaced, whole_value = lex_is_whole_value(l);
    x.text = lex_piece(l, l->at, end);
    size_t n = lex_plain(x.text, plain, sizeof plain);
    if (n < sizeof plain && !literal && !whole_value &&
        (!value || lex_is_value_of(l, FIELD_STEMMED))) {
        lexeme read = x;
        if (!lex_read_operator(l, &read, plain, n))
            return lex_refused(l, read.offset, read.offset + read.length);
        /* AND after a colon is a word. */
        if (!value || read.kind == LEX_NEAR)
            x = read;
    }
    if (x.kind == LEX_WORD && whole_value)
        x.pattern = x.text.len > 1 && x.text.data[x.text.len - 1] == '*';
    else if (x.kind == LEX_WORD && !read_words(l, &x, plain, n, literal))
        return lex_refused(l, x.offset, end);
    l->at = x.offset + x.length;
    return x;
}
