/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/parse_leaf.h"

#include <string.h>

#include "store/error.h"
#include "text/utf8.h"

static const char date_hint[] = "write date:2017-09-12, date:2017-03..2017-06, date:\"March 2017\" "
                                "or since:\"two weeks ago\"";

dossier_status parse_out_of_memory(parser *p)
{
    p->status = error_no_memory(p->error);
    return p->status;
}

parse_node *parse_node_create(parser *p, parse_kind kind, size_t offset, size_t end)
{
    parse_node *node = arena_alloc(&p->tree->memory, sizeof *node);
    if (!node) {
        parse_out_of_memory(p);
        return NULL;
    }
    *node = (parse_node){.kind = kind, .offset = offset, .length = end - offset};
    return node;
}

/* Sets the words of a leaf: `n` tokens from `first`; its text reaches from the first to the last.
 */
static void set_words(parser *p, parse_node *node, size_t first, size_t n)
{
    const token *t = p->tree->tokens.tokens + first;
    size_t end = 0;
    for (size_t i = 0; i < n; i++)
        if (!(t[i].flags & TOKEN_JOINED))
            end = (size_t)t[i].offset + t[i].length;
    node->token = first;
    node->n_tokens = n;
    node->text = (slice){p->lexer.query.data + t->offset, end - t->offset};
}

static size_t count_words(const parser *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n_tokens; i++)
        n += !(p->tree->tokens.tokens[p->token + i].flags & TOKEN_JOINED);
    return n;
}

static size_t count_letters(slice text)
{
    size_t n = 0;
    uint32_t cp;
    for (size_t at = 0, length; at < text.len; at += length ? length : 1) {
        length = utf8_decode(text.data + at, text.len - at, &cp);
        n += (utf8_class(cp) & (UTF8_LETTER | UTF8_DIGIT | UTF8_NGRAM)) != 0;
    }
    return n;
}

/* word*, and the last part of a hyphenated word*, which then stands beside the parts before it. */
static parse_node *make_wildcard(parser *p)
{
    const lexeme *x = &p->next;
    size_t end = x->offset + x->length;
    size_t last = p->token + p->n_tokens - 1;
    if (p->tree->tokens.tokens[last].flags & TOKEN_JOINED)
        last--;
    parse_node *node = parse_node_create(p, PARSE_WILDCARD, x->offset, end);
    if (!node)
        return NULL;
    set_words(p, node, last, 1);
    if (count_letters(node->text) < 2) {
        p->status = lex_refuse(p->error, x->offset, x->length, "put more letters before the *",
                               "a * needs at least two letters before it");
        return NULL;
    }
    if (count_words(p) == 1)
        return node;
    parse_node *both = parse_node_create(p, PARSE_AND, x->offset, end);
    parse_node *word = parse_node_create(p, PARSE_WORD, x->offset, end);
    if (!both || !word)
        return NULL;
    set_words(p, word, p->token, last - p->token);
    both->child = word;
    word->next = node;
    char shown[NOTE_QUOTE];
    note_add(&p->tree->notes, "wildcard-split", x->offset, x->length,
             "the * belongs to the last word alone: %s*; the words before it must occur too",
             note_quote(node->text, shown));
    return both;
}

static parse_node *make_words(parser *p)
{
    const lexeme *x = &p->next;
    if (count_words(p) > PARSE_MAX_PHRASE) {
        p->status =
            lex_refuse(p->error, x->offset, x->length, "shorten it, or let the words stand alone",
                       "this phrase has more than %d words", PARSE_MAX_PHRASE);
        return NULL;
    }
    if (x->star)
        return make_wildcard(p);
    parse_kind kind = x->kind == LEX_QUOTED ? PARSE_PHRASE : PARSE_WORD;
    parse_node *node = parse_node_create(p, kind, x->offset, x->offset + x->length);
    if (node)
        set_words(p, node, p->token, p->n_tokens);
    return node;
}

/* Is anything left of a value when it is folded? */
static bool folds_to_nothing(slice text)
{
    buf folded = BUF_INIT(PARSE_MAX_BYTES * 4);
    utf8_fold(text.data, text.len, &folded);
    bool nothing = slice_trim(buf_slice(&folded)).len == 0;
    buf_free(&folded);
    return nothing;
}

/* Without what the language takes for spaces at both ends. */
static slice trim(slice text)
{
    size_t from = 0, to = 0;
    uint32_t c;
    for (size_t at = 0, length; (length = lex_char(text, at, &c)) > 0; at += length) {
        if (c != ' ')
            to = at + length;
        else if (to == 0)
            from = at + length;
    }
    return (slice){text.data + from, to > from ? to - from : 0};
}

static parse_node *make_whole(parser *p)
{
    const lexeme *x = &p->next;
    slice text = trim(x->text);
    if (folds_to_nothing(text)) {
        p->status = lex_refuse(p->error, x->offset, x->length, "put a value after the colon",
                               "there is nothing to look for in %s:", p->field->name);
        return NULL;
    }
    if (x->star && p->field->kind == FIELD_ENTITY) {
        p->status = lex_refuse(p->error, x->offset, x->length, "write the name, or its surname",
                               "a * can't stand in %s:, which knows names", p->field->name);
        return NULL;
    }
    parse_kind kind = x->star ? PARSE_WILDCARD : PARSE_WORD;
    parse_node *node = parse_node_create(p, kind, x->offset, x->offset + x->length);
    if (node)
        node->text = text;
    return node;
}

/* >2016 >=2016 <2017 <=2017 as other search languages write it. */
static slice cut_comparison(slice text, lex_when *when)
{
    static const struct {
        const char *mark;
        lex_when when;
    } marks[] = {{">=", LEX_SINCE}, {"<=", LEX_UNTIL}, {">", LEX_AFTER}, {"<", LEX_BEFORE}};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        slice mark = slice_of(marks[i].mark);
        if (slice_starts_with(text, mark)) {
            *when = marks[i].when;
            return slice_trim((slice){text.data + mark.len, text.len - mark.len});
        }
    }
    return text;
}

/* A date with its unknown day and month set to the first. */
static date first_day(date d)
{
    if (d / 100 % 100 == 0)
        d += 100;
    return d % 100 ? d : d + 1;
}

static bool is_open(const date_range *range, lex_when when)
{
    return (when == LEX_SINCE || when == LEX_BEFORE) ? range->from == 0 : range->to == DATE_MAX;
}

static date_range apply_when(date_range range, lex_when when)
{
    switch (when) {
    case LEX_SINCE:
        return (date_range){range.from, DATE_MAX};
    case LEX_AFTER:
        return (date_range){date_add(range.to, 0, 0, 1), DATE_MAX};
    case LEX_BEFORE:
        return (date_range){0, date_add(first_day(range.from), 0, 0, -1)};
    case LEX_UNTIL:
        return (date_range){0, range.to};
    case LEX_WITHIN:
        break;
    }
    return range;
}

/* "2019..2017": can both ends be read, if not in this order? */
static bool is_reversed(const parser *p, slice value)
{
    date_range from, to;
    const char *dots = memmem(value.data, value.len, "..", 2);
    if (!dots)
        return false;
    size_t before = (size_t)(dots - value.data);
    return date_range_parse((slice){value.data, before}, p->today, &from, NULL) &&
           date_range_parse((slice){dots + 2, value.len - before - 2}, p->today, &to, NULL) &&
           from.from > to.to;
}

/* Refuses a date, at the piece of it that was not understood, if that is known. */
static void refuse_date(parser *p, slice value, slice bad)
{
    char shown[NOTE_QUOTE];
    bool inside = bad.data && bad.len > 0 && bad.data >= value.data &&
                  bad.data + bad.len <= value.data + value.len && bad.len < value.len;
    if (!inside)
        bad = value;
    size_t offset = (size_t)(bad.data - p->lexer.query.data);
    if (is_reversed(p, value))
        p->status = lex_refuse(p->error, offset, bad.len, "put the earlier date first",
                               "the range \"%s\" ends before it begins", note_quote(value, shown));
    else
        p->status = lex_refuse(p->error, offset, bad.len, date_hint,
                               "\"%s\" can't be read as a date", note_quote(bad, shown));
}

static parse_node *make_range(parser *p)
{
    const lexeme *x = &p->next;
    lex_when when = p->when;
    slice text = trim(x->text);
    slice value = when == LEX_WITHIN ? cut_comparison(text, &when) : text;
    slice bad = value;
    date_range range = {0, 0};
    bool readable = !x->star && value.len > 0 && date_range_parse(value, p->today, &range, &bad);
    if (!readable || (when != LEX_WITHIN && is_open(&range, when))) {
        refuse_date(p, value.len > 0 ? value : x->text, bad);
        return NULL;
    }
    range = apply_when(range, when);
    if (range.from > range.to) {
        refuse_date(p, value, value);
        return NULL;
    }
    parse_node *node = parse_node_create(p, PARSE_RANGE, x->offset, x->offset + x->length);
    if (node) {
        node->text = text;
        node->range = range;
    }
    return node;
}

parse_node *parse_leaf(parser *p)
{
    if (++p->leaves > PARSE_MAX_LEAVES) {
        p->status = lex_refuse(p->error, p->next.offset, 0, "shorten it",
                               "the query has more than %d words", PARSE_MAX_LEAVES);
        return NULL;
    }
    field_kind kind = p->field ? p->field->kind : FIELD_STEMMED;
    if (kind == FIELD_DATE)
        return make_range(p);
    return kind == FIELD_WHOLE || kind == FIELD_ENTITY ? make_whole(p) : make_words(p);
}
