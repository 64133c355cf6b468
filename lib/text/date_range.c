/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Date expressions of queries: a point in time (a day, or a part of a date that stands for all its
 * days), or two of them, or one with a word that opens an end (since, before, until ...). */
#include "text/date_parts.h"

/* The two points or three of an ellipsis that stands for a range. */
static bool take_dots(date_reader *r)
{
    if (date_take_sign(r, 0x2026))
        return true;
    size_t start = r->at;
    if (date_take_sign(r, '.') && date_take_sign(r, '.')) {
        date_take_sign(r, '.');
        return true;
    }
    r->at = start;
    return false;
}

static bool take_to(date_reader *r)
{
    static const char *const words[] = {"to", "until", "till", "through", NULL};
    size_t start = r->at;
    if (date_take(r, "up") && !date_item_is(&r->items[r->at], "to"))
        r->at = start;
    if (date_take_any(r, words) || date_take_sign(r, '-') || date_take_sign(r, 0x2013) ||
        date_take_sign(r, 0x2014))
        return true;
    r->at = start;
    return false;
}

static bool read_second(date_reader *r, date_range *out)
{
    date_point p;
    if (!date_read_point(r, &p))
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
static bool read_opened(date_reader *r, date_range *out, bool *found)
{
    static const char *const since[] = {"since", "from", "starting", NULL};
    static const char *const onward[] = {"on", "onward", "onwards", NULL};
    static const char *const until[] = {"until", "till", "to", "through", "by", NULL};
    date_point p;
    *found = true;
    *out = (date_range){0, DATE_MAX};
    if (date_take_any(r, since)) {
        if (!date_read_point(r, &p))
            return false;
        out->from = p.day ? p.day : p.range.from;
        return take_to(r) || take_dots(r) ? read_second(r, out) : (date_take_any(r, onward), true);
    }
    if (date_take(r, "after")) {
        if (!date_read_point(r, &p))
            return false;
        out->from = day_after(p.day ? p.day : p.range.to);
        return out->from != 0;
    }
    if (date_take(r, "before")) {
        if (!date_read_point(r, &p))
            return false;
        date first = p.day ? p.day : p.range.from;
        int month = (int)(first / 100 % 100);
        int day = (int)(first % 100);
        first = date_make((int)(first / 10000), month ? month : 1, day ? day : 1);
        out->to = date_add(first, 0, 0, -1);
        return out->to != 0;
    }
    if (date_take(r, "between")) {
        if (!date_read_point(r, &p))
            return false;
        out->from = p.day ? p.day : p.range.from;
        return (date_take(r, "and") || take_to(r)) && read_second(r, out);
    }
    date_take(r, "up");
    if (date_take_any(r, until) || take_dots(r))
        return read_second(r, out);
    *found = false;
    return false;
}

static bool read_expression(date_reader *r, date_range *out)
{
    bool opened;
    bool good = read_opened(r, out, &opened);
    if (opened)
        return good;
    date_point p;
    if (!date_read_point(r, &p))
        return false;
    *out = p.range;
    if (take_dots(r)) {
        out->to = DATE_MAX;
        return r->at == r->count || read_second(r, out);
    }
    return take_to(r) ? read_second(r, out) : true;
}

static void point_at_rest(const date_reader *r, slice expression, slice *bad)
{
    const char *end = expression.data + expression.len;
    const char *from = r->at < r->count ? r->items[r->at].text.data : expression.data;
    if (bad)
        *bad = slice_trim((slice){from, (size_t)(end - from)});
}

bool date_range_parse(slice expression, date today, date_range *out, slice *bad)
{
    date_reader r = {.today = date_is_valid(today) && today % 100 ? today : 0};
    date_range range;
    expression = slice_trim(expression);
    if (bad)
        *bad = expression;
    if (expression.len == 0)
        return false;
    const char *p = expression.data;
    const char *end = p + expression.len;
    for (date_item item; (item = date_next_item(&p, end)).kind != DATE_END;) {
        if (r.count == DATE_ITEMS)
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
