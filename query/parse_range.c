/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The values of fields that are ranges: dates and numbers. */
#include <ctype.h>
#include <string.h>

#include "query/parse_leaf.h"

static const char date_hint[] = "write date:2017-09-12, date:2017-03..2017-06, date:\"March 2017\" "
                                "or since:\"two weeks ago\"";

slice parse_trim(slice text)
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

/* >2016 >=2016 <2017 <=2017 as other search languages write it, in letters of any width. */
static slice cut_comparison(slice text, lex_when *when)
{
    char signs[2];
    size_t n = lex_plain(text, signs, sizeof signs);
    static const struct {
        const char *mark;
        lex_when when;
    } marks[] = {{">=", LEX_SINCE},
                 {"<=", LEX_UNTIL},
                 {">", LEX_AFTER},
                 {"<", LEX_BEFORE},
                 {"=", LEX_WITHIN}};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        slice mark = slice_of(marks[i].mark);
        if (slice_starts_with((slice){signs, n}, mark)) {
            *when = marks[i].when;
            size_t cut = 0;
            uint32_t c;
            for (size_t k = 0; k < mark.len; k++)
                cut += lex_char(text, cut, &c);
            return parse_trim((slice){text.data + cut, text.len - cut});
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

parse_node *parse_dates(parser *p)
{
    const lexeme *x = &p->next;
    lex_when when = p->when;
    slice text = parse_trim(x->text);
    slice value = when == LEX_WITHIN ? cut_comparison(text, &when) : text;
    slice bad = value;
    date_range range = {0, 0};
    bool readable = value.len > 0 && date_range_parse(value, p->today, &range, &bad);
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

static const char number_hint[] = "write length>800, length<300 or length:500..1000";

/* Digits, with commas as in 10,000; false when there is anything else. */
static bool read_digits(slice text, uint64_t *out)
{
    const uint64_t most = 1000000000000;
    *out = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == ',' && i > 0)
            continue;
        if (!isdigit((unsigned char)text.data[i]) || *out > most)
            return false;
        *out = *out * 10 + (uint64_t)(text.data[i] - '0');
    }
    return text.len > 0;
}

/* 800, 500..1000, 500.., ..1000. */
static bool read_span(slice text, parse_numbers *out)
{
    const char *dots = memmem(text.data, text.len, "..", 2);
    if (!dots)
        return read_digits(text, &out->from) && read_digits(text, &out->to);
    slice low = {text.data, (size_t)(dots - text.data)};
    slice high = {dots + 2, text.len - low.len - 2};
    *out = (parse_numbers){0, UINT64_MAX};
    return (low.len || high.len) && (!low.len || read_digits(low, &out->from)) &&
           (!high.len || read_digits(high, &out->to));
}

static bool apply_comparison(lex_when when, parse_numbers *n)
{
    switch (when) {
    case LEX_SINCE:
        n->to = UINT64_MAX;
        break;
    case LEX_AFTER:
        *n = (parse_numbers){n->from + 1, UINT64_MAX};
        break;
    case LEX_BEFORE:
        if (n->from == 0)
            return false;
        *n = (parse_numbers){0, n->from - 1};
        break;
    case LEX_UNTIL:
        n->from = 0;
        break;
    case LEX_WITHIN:
        break;
    }
    return n->from <= n->to;
}

parse_node *parse_number_range(parser *p)
{
    const lexeme *x = &p->next;
    lex_when when = LEX_WITHIN;
    char shown[NOTE_QUOTE];
    slice text = parse_trim(x->text);
    slice value = cut_comparison(text, &when);
    parse_numbers numbers = {0, 0};
    bool span = memmem(value.data ? value.data : "", value.len, "..", 2) != NULL;
    if (!value.len || !read_span(value, &numbers) || (span && when != LEX_WITHIN) ||
        !apply_comparison(when, &numbers)) {
        bool reversed = span && value.len && numbers.from > numbers.to;
        p->status = lex_refuse(
            p->error, x->offset, x->length, reversed ? "put the smaller number first" : number_hint,
            "\"%s\" is no number for %s:", note_quote(text, shown), p->field->name);
        return NULL;
    }
    parse_node *node = parse_node_create(p, PARSE_NUMBERS, x->offset, x->offset + x->length);
    if (node) {
        node->text = text;
        node->numbers = numbers;
    }
    return node;
}
