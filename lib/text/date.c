/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The calendar. Days are counted by the civil-from-days arithmetic of the proleptic Gregorian
 * calendar: years start in March, so that the leap day is the last. */
#include "text/date.h"

#include <stdio.h>
#include <time.h>

#include "text/date_parts.h"

static int year_of(date d)
{
    return (int)(d / 10000);
}

static int month_of(date d)
{
    return (int)(d / 100 % 100);
}

static int day_of(date d)
{
    return (int)(d % 100);
}

int date_days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

date date_make(int year, int month, int day)
{
    if (year < 1000 || year > 2999 || month < 0 || month > 12 || day < 0 || (!month && day))
        return 0;
    if (day && day > date_days_in(year, month))
        return 0;
    return (date)(year * 10000 + month * 100 + day);
}

bool date_is_valid(date d)
{
    return d != 0 && date_make(year_of(d), month_of(d), day_of(d)) == d;
}

date date_first(date d)
{
    return d;
}

date date_last(date d)
{
    int month = month_of(d) ? month_of(d) : 12;
    int day = day_of(d) ? day_of(d) : date_days_in(year_of(d), month);
    return date_make(year_of(d), month, day);
}

date date_today(void)
{
    time_t now = time(NULL);
    struct tm local;
    if (!localtime_r(&now, &local))
        return 0;
    return date_make(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

/* Days since 0000-03-01. */
static int64_t day_number(date d)
{
    int64_t month = (month_of(d) + 9) % 12;
    int64_t year = year_of(d) - month / 10;
    return 365 * year + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + day_of(d) - 1;
}

static date date_of_number(int64_t number)
{
    int64_t year = (10000 * number + 14780) / 3652425;
    int64_t day = number - (365 * year + year / 4 - year / 100 + year / 400);
    if (day < 0) {
        year--;
        day = number - (365 * year + year / 4 - year / 100 + year / 400);
    }
    int64_t month = (100 * day + 52) / 3060;
    return date_make((int)(year + (month + 2) / 12), (int)((month + 2) % 12 + 1),
                     (int)(day - (month * 306 + 5) / 10 + 1));
}

date date_add(date d, int years, int months, int days)
{
    if (!date_is_valid(d) || !day_of(d))
        return 0;
    int64_t month = (int64_t)year_of(d) * 12 + month_of(d) - 1 + (int64_t)years * 12 + months;
    if (month < 12000 || month >= 36000)
        return 0;
    int year = (int)(month / 12);
    int last = date_days_in(year, (int)(month % 12) + 1);
    date moved = date_make(year, (int)(month % 12) + 1, day_of(d) < last ? day_of(d) : last);
    return date_of_number(day_number(moved) + days);
}

const char *date_format(date d, char out[16])
{
    if (!d)
        out[0] = '\0';
    else if (!month_of(d))
        snprintf(out, 16, "%04u", (unsigned)year_of(d) % 10000);
    else if (!day_of(d))
        snprintf(out, 16, "%04u-%02u", (unsigned)year_of(d) % 10000, (unsigned)month_of(d));
    else
        snprintf(out, 16, "%04u-%02u-%02u", (unsigned)year_of(d) % 10000, (unsigned)month_of(d),
                 (unsigned)day_of(d));
    return out;
}

int date_weekday(date d)
{
    /* 0000-03-01 was a Wednesday. */
    return (int)((day_number(d) + 2) % 7) + 1;
}
