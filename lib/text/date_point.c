/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Points in time, as queries name them: dates and parts of dates, decades and quarters, and what is
 * counted from today. A point is tried in each form in turn. */
#include "text/date_parts.h"

static const date_item *peek(const date_reader *r)
{
    return &r->items[r->at];
}

bool date_take(date_reader *r, const char *word)
{
    bool found = date_item_is(peek(r), word);
    r->at += found;
    return found;
}

bool date_take_any(date_reader *r, const char *const *words)
{
    for (; *words; words++) {
        if (date_take(r, *words))
            return true;
    }
    return false;
}

bool date_take_sign(date_reader *r, uint32_t sign)
{
    bool found = date_item_sign(peek(r), sign);
    r->at += found;
    return found;
}

static date_point point_of(date d)
{
    return (date_point){.range = {date_first(d), date_last(d)}};
}

static date monday_of(date d)
{
    return date_add(d, 0, 0, 1 - date_weekday(d));
}

enum unit { NO_UNIT, HOUR, DAY, WEEK, MONTH, QUARTER, YEAR };

static enum unit take_unit(date_reader *r)
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
        if (date_take(r, units[i].word))
            return units[i].unit;
    }
    return NO_UNIT;
}

static bool take_count(date_reader *r, int *count)
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
        if (date_take(r, numbers[i].word)) {
            *count = numbers[i].value;
            if (date_take(r, "couple"))
                *count = 2;
            date_take(r, "of");
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
static bool read_relative(date_reader *r, date_point *p)
{
    static const char *const before[] = {"last", "previous", "past", NULL};
    static const char *const now[] = {"this", "current", NULL};
    date_take(r, "the");
    bool past = date_item_is(peek(r), "past");
    int direction = date_take_any(r, before) ? -1
                    : date_take(r, "next")   ? 1
                    : date_take_any(r, now)  ? 0
                                             : 2;
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
static bool read_ago(date_reader *r, date_point *p)
{
    int count;
    if (!r->today || !take_count(r, &count))
        return false;
    enum unit unit = take_unit(r);
    if (unit == NO_UNIT || !date_take(r, "ago"))
        return false;
    p->day = move(r->today, unit, -count);
    p->range = whole(p->day, unit);
    return p->day != 0;
}

/* today, yesterday, tomorrow; Monday, last Friday: the nearest such day in the past */
static bool read_day(date_reader *r, date_point *p)
{
    static const struct {
        const char *word;
        int days;
    } near[] = {{"today", 0}, {"now", 0}, {"yesterday", -1}, {"tomorrow", 1}};
    if (!r->today)
        return false;
    for (size_t i = 0; i < sizeof near / sizeof near[0]; i++) {
        if (date_take(r, near[i].word)) {
            *p = point_of(date_add(r->today, 0, 0, near[i].days));
            return true;
        }
    }
    bool last = date_take(r, "last");
    int weekday = peek(r)->weekday;
    if (!weekday || r->items[r->at + 1].kind == DATE_NUMBER)
        return false;
    r->at++;
    int back = (date_weekday(r->today) - weekday + 7) % 7;
    *p = point_of(date_add(r->today, 0, 0, -(back == 0 && last ? 7 : back)));
    return true;
}

/* the 1960s, 1960's, the 60s */
static bool read_decade(date_reader *r, date_point *p)
{
    date_take(r, "the");
    const date_item *item = peek(r);
    if (item->kind != DATE_NUMBER || item->value % 10 != 0 ||
        (item->digits != 4 && item->digits != 2))
        return false;
    int year = (int)item->value + (item->digits == 2 ? 1900 : 0);
    r->at++;
    if (!date_take_sign(r, '\''))
        date_take_sign(r, 0x2019);
    if (peek(r)->space || !date_take(r, "s"))
        return false;
    *p = (date_point){.range = {date_make(year, 0, 0), date_last(date_make(year + 9, 0, 0))}};
    return p->range.from != 0;
}

/* Q1 2017, 2017 Q1, 2017-Q1. The letter and the number are two items. */
static bool read_quarter(date_reader *r, date_point *p)
{
    const date_item *year = NULL;
    if (peek(r)->kind == DATE_NUMBER && peek(r)->digits == 4) {
        year = peek(r);
        r->at++;
        date_take_sign(r, '-');
    }
    if (!date_take(r, "q") || peek(r)->kind != DATE_NUMBER || peek(r)->digits != 1)
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
static bool read_iso_part(date_reader *r, date_point *p)
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

static bool read_absolute(date_reader *r, date_point *p)
{
    date d;
    size_t taken = date_match(r->items + r->at, r->count - r->at, &d);
    if (taken == 0)
        return false;
    r->at += taken;
    *p = point_of(d);
    return true;
}

bool date_read_point(date_reader *r, date_point *p)
{
    static bool (*const forms[])(date_reader *, date_point *) = {
        read_absolute, read_relative, read_ago, read_day, read_decade, read_quarter, read_iso_part,
    };
    static const char *const fillers[] = {"in", "on", "during", "within", "of", NULL};
    date_take_any(r, fillers);
    size_t start = r->at;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        *p = (date_point){.day = 0};
        if (forms[i](r, p))
            return true;
        r->at = start;
    }
    return false;
}
