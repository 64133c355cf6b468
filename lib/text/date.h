/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * date: calendar dates in documents and in queries. The only date parser.
 *
 * A date is yyyymmdd as a number; an unknown day or month is 00 (20170000 is "2017", 20170900 is
 * "September 2017"), and 0 is no date at all. Numbers compare in time order, a year before its
 * first day. Years 1000 to 2999; the calendar is checked (no February 30).
 */
#ifndef DOSSIER_TEXT_DATE_H
#define DOSSIER_TEXT_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "text/buf.h"

typedef uint32_t date;

/* Both ends inclusive. An open end is 0 (from) or DATE_MAX (to). */
typedef struct date_range {
    date from;
    date to;
} date_range;
#define DATE_MAX 29991231u

bool date_is_valid(date d);
date date_today(void); /* local time */
/* Adds days, months, years (may be negative) to a full date; the day is clipped to its month. */
date date_add(date d, int years, int months, int days);
/* "2017-09-12", "2017-09", "2017"; the empty string for 0. out has room for 16 bytes. */
const char *date_format(date d, char out[16]);
/* 1 (Monday) to 7 of a full date. */
int date_weekday(date d);

/* The first date written in text: ISO 8601 (2017-09-12, 20170912, with or without a time),
 * September 12, 2017 / Sept. 12, 2017 / 12 September 2017 / 12th of September 2017 / Tuesday,
 * September 12, 2017 / 12.9.2017 / 9/12/2017 (read as month/day; day/month when only that fits) /
 * September 2017, month names in English, French, German, Spanish and Russian. RFC 2822 too. *found
 * is the date's place in text (may be NULL). False if there is none. A bare year is not a date
 * here. */
bool date_find(slice text, date *out, slice *found);

/* A date expression of a query: an ISO date or part of one (2017, 2017-03), a range a..b with
 * either end open, "March 2017", "12 September 2017", "today", "yesterday", "this|last
 * week|month|year", "two weeks ago", "last 30 days", "since March 2017", "before 2010", "after",
 * "until", "between X and Y", "from X to Y", the 1960s. today resolves the relative ones. A part of
 * a date stands for all of it: 2017-03 is 20170300..20170331 (documents dated just "2017" are not
 * in it). False when it can't be read; then *bad is the piece that wasn't understood (may be NULL).
 */
bool date_range_parse(slice expression, date today, date_range *out, slice *bad);

#endif
