/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One absolute date off a row of items. Each form is a function that says how many items it takes;
 * the form that takes most wins. A form takes all that it needs or nothing, and checks the
 * calendar. */
#include "text/date_parts.h"

typedef struct row {
    const date_item *items;
    size_t count;
    size_t at;
} row;

static const date_item *peek(const row *r)
{
    static const date_item end = {.kind = DATE_END};
    return r->at < r->count ? &r->items[r->at] : &end;
}

static bool take_sign(row *r, uint32_t sign)
{
    bool found = date_item_sign(peek(r), sign);
    r->at += found;
    return found;
}

/* Takes one of the words, if it stands here. */
static bool take_word(row *r, const char *const *words)
{
    for (; *words; words++) {
        if (date_item_is(peek(r), *words)) {
            r->at++;
            return true;
        }
    }
    return false;
}

static bool take_number(row *r, unsigned fewest, unsigned most, int *value)
{
    const date_item *item = peek(r);
    if (item->kind != DATE_NUMBER || item->glued || item->digits < fewest || item->digits > most)
        return false;
    *value = (int)item->value;
    r->at++;
    return true;
}

static bool take_year(row *r, int *year)
{
    return !peek(r)->ordinal && take_number(r, 4, 4, year);
}

static bool take_month(row *r, int *month)
{
    const date_item *item = peek(r);
    if (!item->month)
        return false;
    *month = item->month;
    r->at++;
    if (item->short_name)
        take_sign(r, '.');
    return true;
}

static bool is_dash(const date_item *item)
{
    return item->kind == DATE_SIGN && (item->value == '-' || item->value == 0x2013 ||
                                       item->value == 0x2014 || item->value == 0x2011);
}

/* 12-14, 12–14: the first day counts. */
static void take_second_day(row *r)
{
    int day;
    row ahead = *r;
    if (is_dash(peek(r))) {
        ahead.at++;
        if (take_number(&ahead, 1, 2, &day))
            *r = ahead;
    }
}

/* 10:20, 10:20:30 */
static bool take_time(row *r)
{
    int part;
    row ahead = *r;
    if (!take_number(&ahead, 1, 2, &part) || !take_sign(&ahead, ':') ||
        !take_number(&ahead, 2, 2, &part))
        return false;
    *r = ahead;
    if (take_sign(&ahead, ':') && take_number(&ahead, 2, 2, &part))
        *r = ahead;
    return true;
}

static size_t done(const row *r, int year, int month, int day, date *out)
{
    *out = date_make(year, month, day);
    return *out ? r->at : 0;
}

/* 2017-09-12, 2017/09/12, 2017.09.12 */
static size_t match_year_first(row r, date *out)
{
    int year, month, day;
    if (!take_year(&r, &year))
        return 0;
    uint32_t sign = peek(&r)->value;
    if ((sign != '-' && sign != '/' && sign != '.') || peek(&r)->space || !take_sign(&r, sign) ||
        peek(&r)->space || !take_number(&r, 1, 2, &month) || peek(&r)->space ||
        !take_sign(&r, sign) || peek(&r)->space)
        return 0;
    const date_item *last = peek(&r);
    bool time_behind = last->glued && last->text.data[last->text.len] == 'T';
    if (last->kind != DATE_NUMBER || last->digits > 2 || (last->glued && !time_behind) ||
        last->ordinal || month == 0 || last->value == 0)
        return 0;
    day = (int)last->value;
    r.at++;
    return done(&r, year, month, day, out);
}

/* 20170912, 20170912T102030Z */
static size_t match_compact(row r, date *out)
{
    const date_item *item = peek(&r);
    bool time_behind = item->glued && item->text.data[item->text.len] == 'T';
    int year = (int)(item->value / 10000);
    int month = (int)(item->value / 100 % 100);
    int day = (int)(item->value % 100);
    if (item->kind != DATE_NUMBER || item->digits != 8 || (item->glued && !time_behind) ||
        item->ordinal || year < 1700 || year > 2100 || !month || !day)
        return 0;
    r.at++;
    return done(&r, year, month, day, out);
}

/* 12.9.2017 and 12-9-2017 have the day first; 9/12/2017 the month, unless only the other way
 * fits. */
static size_t match_year_last(row r, date *out)
{
    int first, second, year;
    if (peek(&r)->ordinal || !take_number(&r, 1, 2, &first))
        return 0;
    uint32_t sign = peek(&r)->value;
    if ((sign != '-' && sign != '/' && sign != '.') || peek(&r)->space || !take_sign(&r, sign) ||
        peek(&r)->space || !take_number(&r, 1, 2, &second) || peek(&r)->space ||
        !take_sign(&r, sign) || peek(&r)->space || !take_year(&r, &year) || !first || !second)
        return 0;
    bool month_first = sign == '/' && first <= 12;
    return month_first ? done(&r, year, first, second, out) : done(&r, year, second, first, out);
}

/* 2017年9月12日 */
static size_t match_ideographic(row r, date *out)
{
    static const char *const year_sign[] = {"年", NULL};
    static const char *const month_sign[] = {"月", NULL};
    static const char *const day_sign[] = {"日", NULL};
    int year, month;
    int day = 0;
    if (!take_year(&r, &year) || !take_word(&r, year_sign) || !take_number(&r, 1, 2, &month) ||
        !take_word(&r, month_sign) || month == 0)
        return 0;
    row ahead = r;
    if (take_number(&ahead, 1, 2, &day) && take_word(&ahead, day_sign))
        r = ahead;
    else
        day = 0;
    return done(&r, year, month, day, out);
}

/* A year of two digits, as old mail has it: only before a time. */
static bool take_short_year(row *r, int *year)
{
    row ahead = *r;
    if (!take_number(&ahead, 2, 2, year))
        return false;
    row behind = ahead;
    if (!take_time(&behind))
        return false;
    *year += *year < 50 ? 2000 : 1900;
    *r = ahead;
    return true;
}

/* 12 September 2017, 12th of September, 2017, 12. September 2017, 12 de septiembre de 2017,
 * 12-14 September 2017, 12-Sep-2017, 12 Sep 97 10:20 */
static size_t match_day_first(row r, date *out)
{
    static const char *const of[] = {"of", "de", "day", "del", "d", NULL};
    int day, month, year;
    if (!take_number(&r, 1, 2, &day) || day == 0)
        return 0;
    take_second_day(&r);
    if (is_dash(peek(&r))) {
        r.at++;
        if (!take_month(&r, &month) || !is_dash(peek(&r)))
            return 0;
        r.at++;
        return take_year(&r, &year) ? done(&r, year, month, day, out) : 0;
    }
    take_sign(&r, '.');
    while (take_word(&r, of))
        ;
    if (!take_month(&r, &month))
        return 0;
    take_sign(&r, ',');
    take_word(&r, of);
    if (!take_year(&r, &year) && !take_short_year(&r, &year))
        return 0;
    return done(&r, year, month, day, out);
}

/* September 12, 2017, Sept. 12th 2017, September 12-14, 2017, Sep 12 10:20:30 [GMT] 2017 */
static size_t match_month_first(row r, date *out)
{
    static const char *const the[] = {"the", NULL};
    int day, month, year;
    if (!take_month(&r, &month))
        return 0;
    take_word(&r, the);
    if (!take_number(&r, 1, 2, &day) || day == 0)
        return 0;
    take_second_day(&r);
    take_sign(&r, ',');
    if (take_time(&r) && peek(&r)->kind == DATE_WORD)
        r.at++;
    return take_year(&r, &year) ? done(&r, year, month, day, out) : 0;
}

/* September 2017, Sept. 2017, septiembre de 2017 */
static size_t match_month(row r, date *out)
{
    static const char *const of[] = {"of", "de", "del", NULL};
    int month, year;
    if (!take_month(&r, &month))
        return 0;
    take_sign(&r, ',');
    take_word(&r, of);
    if (!take_year(&r, &year) || year < 1400 || year > 2100)
        return 0;
    return done(&r, year, month, 0, out);
}

/* A day's name, and what may stand between it and the date. */
static void take_weekday(row *r)
{
    static const char *const articles[] = {"the", "den", "le", "el", "dem", NULL};
    if (!peek(r)->weekday)
        return;
    bool abbreviated = peek(r)->short_name;
    r->at++;
    if (abbreviated)
        take_sign(r, '.');
    take_sign(r, ',');
    take_word(r, articles);
}

size_t date_match(const date_item *items, size_t count, date *out)
{
    static size_t (*const forms[])(row, date *) = {
        match_day_first, match_month_first, match_month,       match_year_first,
        match_year_last, match_compact,     match_ideographic,
    };
    row r = {.items = items, .count = count};
    size_t best = 0;
    take_weekday(&r);
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        date found;
        size_t taken = forms[i](r, &found);
        if (taken > best) {
            best = taken;
            *out = found;
        }
    }
    return best;
}
