/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Date expressions of queries: a point in time (a day, or a part of a date that stands for all its
 * days), or two of them, or one with a word that opens an end (since, before, until ...).
 */
#include <string.h>

#include "text/date_parts.h"
#include "text/utf8.h"

#define ITEMS 40 /* no expression needs as many */

typedef struct reader {
    date_item items[ITEMS + 1]; /* DATE_END behind the last */
    size_t count;
    size_t at;
    date today;
} reader;

/* A point in time and, for "two months ago", the very day that it is counted from. */
typedef struct point {
    date_range range;
    date day; /* 0: the range's ends are meant */
} point;

static const date_item *peek(const reader *r)
{
    return &r->items[r->at];
}

static bool take(reader *r, const char *word)
{
    bool found = date_item_is(peek(r), word);
    r->at += found;
    return found;
}

static bool take_any(reader *r, const char *const *words)
{
    for (; *words; words++) {
        if (take(r, *words))
            return true;
    }
    return false;
}

static bool take_sign(reader *r, uint32_t sign)
{
    bool found = date_item_sign(peek(r), sign);
    r->at += found;
    return found;
}

static point point_of(date d)
{
    return (point){.range = {date_first(d), date_last(d)}};
}

static date monday_of(date d)
{
    return date_add(d, 0, 0, 1 - date_weekday(d));
}

enum unit { NO_UNIT, HOUR, DAY, WEEK, MONTH, QUARTER, YEAR };

static enum unit take_unit(reader *r)
{
    static const struct {
        const char *word;
        enum unit unit;
    } units[] = {
        {"day", DAY},         {"days", DAY},         {"week", WEEK}, {"weeks", WEEK},
        {"month", MONTH},     {"months", MONTH},     {"year", YEAR}, {"years", YEAR},
        {"quarter", QUARTER}, {"quarters", QUARTER}, {"hour", HOUR}, {"hours", HOUR},
    };
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (take(r, units[i].word))
            return units[i].unit;
    }
    return NO_UNIT;
}

static bool take_count(reader *r, int *count)
{
    static const struct {
        const char *word;
        int value;
    } numbers[] = {
        {"a", 1},    {"an", 1},      {"one", 1},     {"two", 2},     {"couple", 2},  {"three", 3},
        {"four", 4}, {"five", 5},    {"six", 6},     {"seven", 7},   {"eight", 8},   {"nine", 9},
        {"ten", 10}, {"eleven", 11}, {"twelve", 12}, {"twenty", 20}, {"thirty", 30}, {"ninety", 90},
    };
    const date_item *item = peek(r);
    if (item->kind == DATE_NUMBER && !item->glued && !item->ordinal && item->value <= 100000) {
        *count = (int)item->value;
        r->at++;
        return true;
    }
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (take(r, numbers[i].word)) {
            *count = numbers[i].value;
            if (take(r, "couple"))
                *count = 2;
            take(r, "of");
            return true;
        }
    }
    return false;
}

/* today moved by so many units. */
static date move(date d, enum unit unit, int count)
{
    switch (unit) {
    case HOUR:
        return date_add(d, 0, 0, (count + (count > 0 ? 23 : -23)) / 24);
    case DAY:
        return date_add(d, 0, 0, count);
    case WEEK:
        return date_add(d, 0, 0, 7 * count);
    case MONTH:
        return date_add(d, 0, count, 0);
    case QUARTER:
        return date_add(d, 0, 3 * count, 0);
    default:
        return date_add(d, count, 0, 0);
    }
}

/* The whole day, week, month, quarter or year that d lies in. */
static date_range whole(date d, enum unit unit)
{
    int year = (int)(d / 10000);
    int month = (int)(d / 100 % 100);
    switch (unit) {
    case HOUR:
    case DAY:
        return (date_range){d, d};
    case WEEK:
        return (date_range){monday_of(d), date_add(monday_of(d), 0, 0, 6)};
    case MONTH:
        return point_of(date_make(year, month, 0)).range;
    case QUARTER:
        month = (month - 1) / 3 * 3 + 1;
        return (date_range){date_make(year, month, 0), date_last(date_make(year, month + 2, 0))};
    default:
        return point_of(date_make(year, 0, 0)).range;
    }
}

/* this week, last month, next year; the last 30 days, the past year: up to today */
static bool read_relative(reader *r, point *p)
{
    static const char *const before[] = {"last", "previous", "past", NULL};
    static const char *const now[] = {"this", "current", NULL};
    take(r, "the");
    bool past = date_item_is(peek(r), "past");
    int direction = take_any(r, before) ? -1 : take(r, "next") ? 1 : take_any(r, now) ? 0 : 2;
    if (direction == 2 || !r->today)
        return false;
    int count = 1;
    bool counted = direction != 0 && take_count(r, &count);
    enum unit unit = take_unit(r);
    if (unit == NO_UNIT)
        return false;
    date there = move(r->today, unit, direction * count);
    if (!there)
        return false;
    if (!counted && !past)
        p->range = whole(there, unit);
    else
        p->range = direction < 0 ? (date_range){there, r->today} : (date_range){r->today, there};
    return true;
}

/* two weeks ago */
static bool read_ago(reader *r, point *p)
{
    int count;
    if (!r->today || !take_count(r, &count))
        return false;
    enum unit unit = take_unit(r);
    if (unit == NO_UNIT || !take(r, "ago"))
        return false;
    p->day = move(r->today, unit, -count);
    p->range = whole(p->day, unit);
    return p->day != 0;
}

/* today, yesterday, tomorrow; Monday, last Friday: the nearest such day in the past */
static bool read_day(reader *r, point *p)
{
    static const struct {
        const char *word;
        int days;
    } near[] = {{"today", 0}, {"now", 0}, {"yesterday", -1}, {"tomorrow", 1}};
    if (!r->today)
        return false;
    for (size_t i = 0; i < sizeof near / sizeof near[0]; i++) {
        if (take(r, near[i].word)) {
            *p = point_of(date_add(r->today, 0, 0, near[i].days));
            return true;
        }
    }
    bool last = take(r, "last");
    int weekday = peek(r)->weekday;
    if (!weekday || r->items[r->at + 1].kind == DATE_NUMBER)
        return false;
    r->at++;
    int back = (date_weekday(r->today) - weekday + 7) % 7;
    *p = point_of(date_add(r->today, 0, 0, -(back == 0 && last ? 7 : back)));
    return true;
}

/* the 1960s, 1960's, the 60s */
static bool read_decade(reader *r, point *p)
{
    take(r, "the");
    const date_item *item = peek(r);
    if (item->kind != DATE_NUMBER || item->value % 10 != 0 ||
        (item->digits != 4 && item->digits != 2))
        return false;
    int year = (int)item->value + (item->digits == 2 ? 1900 : 0);
    r->at++;
    if (!take_sign(r, '\''))
        take_sign(r, 0x2019);
    if (peek(r)->space || !take(r, "s"))
        return false;
    *p = (point){.range = {date_make(year, 0, 0), date_last(date_make(year + 9, 0, 0))}};
    return p->range.from != 0;
}

/* Q1 2017, 2017 Q1, 2017-Q1. The letter and the number are two items. */
static bool read_quarter(reader *r, point *p)
{
    const date_item *year = NULL;
    if (peek(r)->kind == DATE_NUMBER && peek(r)->digits == 4) {
        year = peek(r);
        r->at++;
        take_sign(r, '-');
    }
    if (!take(r, "q") || peek(r)->kind != DATE_NUMBER || peek(r)->digits != 1)
        return false;
    int quarter = (int)peek(r)->value;
    r->at++;
    if (!year && peek(r)->kind == DATE_NUMBER && peek(r)->digits == 4) {
        year = peek(r);
        r->at++;
    }
    if (!year || quarter < 1 || quarter > 4)
        return false;
    date first = date_make((int)year->value, quarter * 3 - 2, 0);
    p->range = (date_range){first, date_last(date_make((int)year->value, quarter * 3, 0))};
    return first != 0;
}

/* 2017, 2017-03, 2017/03 */
static bool read_iso_part(reader *r, point *p)
{
    const date_item *year = peek(r);
    if (year->kind != DATE_NUMBER || year->digits != 4 || year->glued || year->ordinal)
        return false;
    r->at++;
    const date_item *sign = peek(r);
    const date_item *month = sign + (sign->kind != DATE_END);
    bool with_month = (date_item_sign(sign, '-') || date_item_sign(sign, '/')) && !sign->space &&
                      month->kind == DATE_NUMBER && month->digits <= 2 && !month->space &&
                      !month->glued && month->value > 0;
    if (with_month)
        r->at += 2;
    date d = date_make((int)year->value, with_month ? (int)month->value : 0, 0);
    *p = point_of(d);
    return d != 0;
}

static bool read_absolute(reader *r, point *p)
{
    date d;
    size_t taken = date_match(r->items + r->at, r->count - r->at, &d);
    if (taken == 0)
        return false;
    r->at += taken;
    *p = point_of(d);
    return true;
}

static bool read_point(reader *r, point *p)
{
    static bool (*const forms[])(reader *, point *) = {
        read_absolute, read_relative, read_ago, read_day, read_decade, read_quarter, read_iso_part,
    };
    static const char *const fillers[] = {"in", "on", "during", "within", "of", NULL};
    take_any(r, fillers);
    size_t start = r->at;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        *p = (point){.day = 0};
        if (forms[i](r, p))
            return true;
        r->at = start;
    }
    return false;
}

/* The two points or three of an ellipsis that stands for a range. */
static bool take_dots(reader *r)
{
    if (take_sign(r, 0x2026))
        return true;
    size_t start = r->at;
    if (take_sign(r, '.') && take_sign(r, '.')) {
        take_sign(r, '.');
        return true;
    }
    r->at = start;
    return false;
}

static bool take_to(reader *r)
{
    static const char *const words[] = {"to", "until", "till", "through", NULL};
    size_t start = r->at;
    if (take(r, "up") && !date_item_is(peek(r), "to"))
        r->at = start;
    if (take_any(r, words) || take_sign(r, '-') || take_sign(r, 0x2013) || take_sign(r, 0x2014))
        return true;
    r->at = start;
    return false;
}

static bool read_second(reader *r, date_range *out)
{
    point p;
    if (!read_point(r, &p))
        return false;
    out->to = p.day ? p.day : p.range.to;
    return true;
}

/* The day after d; a first of the month or year stands for all of it, as documents are dated. */
static date day_after(date d)
{
    date next = date_add(d, 0, 0, 1);
    if (next % 10000 == 101)
        return next - 101;
    return next % 100 == 1 ? next - 1 : next;
}

/* "since", "from", "after", "before", "until", "between" and what belongs to them. */
static bool read_opened(reader *r, date_range *out, bool *found)
{
    static const char *const since[] = {"since", "from", "starting", NULL};
    static const char *const onward[] = {"on", "onward", "onwards", NULL};
    static const char *const until[] = {"until", "till", "to", "through", "by", NULL};
    point p;
    *found = true;
    *out = (date_range){0, DATE_MAX};
    if (take_any(r, since)) {
        if (!read_point(r, &p))
            return false;
        out->from = p.day ? p.day : p.range.from;
        return take_to(r) || take_dots(r) ? read_second(r, out) : (take_any(r, onward), true);
    }
    if (take(r, "after")) {
        if (!read_point(r, &p))
            return false;
        out->from = day_after(p.day ? p.day : p.range.to);
        return out->from != 0;
    }
    if (take(r, "before")) {
        if (!read_point(r, &p))
            return false;
        date first = p.day ? p.day : p.range.from;
        int month = (int)(first / 100 % 100);
        int day = (int)(first % 100);
        first = date_make((int)(first / 10000), month ? month : 1, day ? day : 1);
        out->to = date_add(first, 0, 0, -1);
        return out->to != 0;
    }
    if (take(r, "between")) {
        if (!read_point(r, &p))
            return false;
        out->from = p.day ? p.day : p.range.from;
        return (take(r, "and") || take_to(r)) && read_second(r, out);
    }
    take(r, "up");
    if (take_any(r, until) || take_dots(r))
        return read_second(r, out);
    *found = false;
    return false;
}

static bool read_expression(reader *r, date_range *out)
{
    bool opened;
    bool good = read_opened(r, out, &opened);
    if (opened)
        return good;
    point p;
    if (!read_point(r, &p))
        return false;
    *out = p.range;
    if (take_dots(r)) {
        out->to = DATE_MAX;
        return r->at == r->count || read_second(r, out);
    }
    return take_to(r) ? read_second(r, out) : true;
}

static void point_at_rest(const reader *r, slice expression, slice *bad)
{
    const char *end = expression.data + expression.len;
    const char *from = r->at < r->count ? r->items[r->at].text.data : expression.data;
    if (bad)
        *bad = slice_trim((slice){from, (size_t)(end - from)});
}

bool date_range_parse(slice expression, date today, date_range *out, slice *bad)
{
    reader r = {.today = date_is_valid(today) && today % 100 ? today : 0};
    date_range range;
    expression = slice_trim(expression);
    if (bad)
        *bad = expression;
    if (expression.len == 0)
        return false;
    const char *p = expression.data;
    const char *end = p + expression.len;
    for (date_item item; (item = date_next_item(&p, end)).kind != DATE_END;) {
        if (r.count == ITEMS)
            return false;
        r.items[r.count++] = item;
    }
    if (r.count == 0 || !read_expression(&r, &range) || r.at < r.count) {
        point_at_rest(&r, expression, bad);
        return false;
    }
    if (range.from > range.to || range.to == 0) /* reversed, or past the calendar's end */
        return false;
    *out = range;
    return true;
}
