/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The name of a field, and what tells it from a word: a colon, a bracket, a comparison. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "query/foreign.h"
#include "query/lex_parts.h"
#include "text/utf8.h"

enum { LEX_NAME_MAX = 16 };

static const struct {
    const char *name;
    lex_when when;
} when_table[] = {
    {"since", LEX_SINCE}, {"after", LEX_AFTER}, {"before", LEX_BEFORE}, {"until", LEX_UNTIL}};

/* The words that Lexis puts between "date" and a date. */
static const char *const date_words[] = {"aft", "after", "bef", "before", "is", "geq", "leq"};

/* Letters at the start of a chunk, and what follows them. */
typedef struct name {
    char text[LEX_NAME_MAX + 1];
    size_t n;
    size_t end;      /* behind it */
    uint32_t sign;   /* the character there ... */
    size_t behind;   /* ... and where the next one begins */
    uint32_t beyond; /* which is this */
} name;

static name read_name(const lexer *l)
{
    name out = {.end = l->at};
    size_t length;
    while ((length = lex_char(l->query, out.end, &out.sign)) > 0 && out.n < LEX_NAME_MAX &&
           out.sign < 0x7F && (utf8_class(out.sign) & UTF8_LETTER)) {
        out.text[out.n++] = (char)out.sign;
        out.end += length;
    }
    out.behind = out.end + length;
    out.beyond = lex_char_at(l, out.behind);
    return out;
}

static lexeme refuse_unknown(lexer *l, const name *n)
{
    slice given = {n->text, n->n};
    const char *nearest = foreign_nearest_field(n->text, n->n);
    const char *known = foreign_field_hint(given);
    char hint[200] = "";
    if (known) {
        snprintf(hint, sizeof hint, "%s", known);
    } else if (nearest) {
        snprintf(hint, sizeof hint, "did you mean %s:? To look for these words, put them in quotes",
                 nearest);
    } else {
        size_t used = (size_t)snprintf(hint, sizeof hint,
                                       "put it in quotes to look for these words; the fields are");
        for (size_t i = FIELD_TEXT + 1; i < FIELDS && used < sizeof hint; i++)
            used += (size_t)snprintf(hint + used, sizeof hint - used, " %s:", field_table[i].name);
    }
    lex_refuse(l->error, l->at, n->behind - l->at, hint, "there is no field \"%.*s\"", (int)n->n,
               n->text);
    return lex_refused(l, l->at, n->behind);
}

static bool is_comparison(uint32_t c)
{
    return c == '<' || c == '>' || c == '=';
}

static bool is_compared(const field *f)
{
    return f->kind == FIELD_NUMBER || f->kind == FIELD_DATE;
}

static const field *find_field(slice given, lex_when *when)
{
    for (size_t i = 0; i < sizeof when_table / sizeof when_table[0]; i++) {
        if (slice_equal_nocase(given, slice_of(when_table[i].name))) {
            *when = when_table[i].when;
            return &field_table[FIELD_PUBLISHED];
        }
    }
    return field_find(given);
}

/* Is the colon behind a name one of an address or of a programming language (http://, a::b)? */
static bool is_other_colon(const lexer *l, const name *n)
{
    return n->beyond == ':' || (n->beyond == '/' && lex_char_at(l, n->behind + 1) == '/');
}

static bool is_value_start(const lexer *l, const name *n)
{
    return n->beyond != 0 &&
           (n->beyond == '"' || n->beyond == '(' || lex_chunk_end(l, n->behind) > n->behind);
}

/* "date aft 2016": the date's sign as a word. */
static bool is_date_word(const lexer *l, const name *n)
{
    lexer ahead = *l;
    ahead.at = lex_space_end(l, n->end);
    name word = read_name(&ahead);
    for (size_t i = 0; i < sizeof date_words / sizeof date_words[0]; i++)
        if (slice_equal_nocase((slice){word.text, word.n}, slice_of(date_words[i])))
            return isdigit((int)lex_char_at(l, lex_space_end(l, word.end))) != 0;
    return false;
}

/* Where a space stands behind the name. False when it is a word: a remark may say so. */
static bool lex_spaced_field(lexer *l, const name *n, lexeme *x)
{
    const field *f = x->field;
    size_t next = lex_space_end(l, n->end);
    uint32_t c = lex_char_at(l, next);
    if (is_compared(f) && is_comparison(c)) {
        l->at = next;
        return true;
    }
    if (f->kind == FIELD_DATE && is_date_word(l, n)) {
        lex_refuse(l->error, l->at, n->end - l->at,
                   "write date>2016, date<2016 or date:2016; words in quotes are looked for",
                   "a date needs a sign, not a word");
        *x = lex_refused(l, l->at, n->end);
        return true;
    }
    if (c == '(' && (f->kind == FIELD_STEMMED || f->kind == FIELD_WORDS))
        note_add(l->notes, "read-as-word", l->at, n->end - l->at,
                 "%.*s was read as a word, because a space follows it; %s:(...) looks in the field",
                 (int)n->n, n->text, f->name);
    return false;
}

/* title=reset, as Factiva writes it. */
static void note_equals(lexer *l, const name *n, const field *f)
{
    note_add(l->notes, "read-as-operator", l->at, n->behind - l->at,
             "%.*s= was read as %s:", (int)n->n, n->text, f->name);
}

bool lex_field(lexer *l, lexeme *x)
{
    name n = read_name(l);
    if (n.n == 0 || (n.sign == ':' && is_other_colon(l, &n)))
        return false;
    *x = (lexeme){.kind = LEX_FIELD, .offset = l->at, .length = n.end - l->at};
    x->field = find_field((slice){n.text, n.n}, &x->when);
    if (!x->field) {
        if ((n.sign != ':' && !is_comparison(n.sign)) || !is_value_start(l, &n))
            return false;
        *x = refuse_unknown(l, &n);
        return true;
    }
    if (n.sign == ' ')
        return lex_spaced_field(l, &n, x);
    if (n.sign == '(' && lex_is_plural(lex_piece(l, n.end, l->query.len)))
        return false;
    bool equals = n.sign == '=' && !is_compared(x->field);
    if (n.sign != '(' && n.sign != ':' && !equals &&
        !(is_compared(x->field) && is_comparison(n.sign)))
        return false;
    if (equals)
        note_equals(l, &n, x->field);
    l->at = n.sign == ':' || equals ? n.behind : n.end;
    x->length = l->at - x->offset;
    return true;
}
