/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dates in JSON: see json_values.h. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "indexer/sources/json_values.h"

enum { DEPTH_MAX = 4 };

static const char *const date_keys[] = {"$date",     "$numberLong", "iso",   "iso8601", "date",
                                        "published", "value",       "raw",   "#text",   "rendered",
                                        "datetime",  "@value",      "start", NULL};

static date if_valid(uint32_t d)
{
    return date_is_valid(d) ? d : 0;
}

static date date_of_seconds(int64_t seconds)
{
    struct tm tm;
    time_t t = (time_t)seconds;
    if (!gmtime_r(&t, &tm) || tm.tm_year < -900 || tm.tm_year > 1099)
        return 0;
    return if_valid((uint32_t)(tm.tm_year + 1900) * 10000 + (uint32_t)(tm.tm_mon + 1) * 100 +
                    (uint32_t)tm.tm_mday);
}

/* The unit is read off the size: seconds reach the year 5138 before milliseconds reach 1973. */
static date date_of_number(int64_t n)
{
    int64_t size = n < 0 ? -(n + 1) : n;
    if (n >= 1000 && n <= 2999)
        return (date)n * 10000;
    if (n >= 100001 && n <= 299912 && n % 100 >= 1 && n % 100 <= 12)
        return (date)n * 100;
    if (n >= 10000101 && n <= 29991231 && date_is_valid((date)n))
        return (date)n;
    if (size < 1000000)
        return 0;
    if (size < INT64_C(100000000000))
        return date_of_seconds(n);
    if (size < INT64_C(100000000000000))
        return date_of_seconds(n / 1000);
    return size < INT64_C(100000000000000000) ? date_of_seconds(n / 1000000) : 0;
}

/* All digits, perhaps with a sign: a number that came as a string. */
static bool is_number(slice s, int64_t *n)
{
    char digits[24];
    if (s.len == 0 || s.len > 18)
        return false;
    memcpy(digits, s.data, s.len);
    digits[s.len] = '\0';
    char *end;
    if (digits[0] != '-' && (digits[0] < '0' || digits[0] > '9'))
        return false;
    *n = strtoll(digits, &end, 10);
    return end == digits + s.len;
}

static bool all_digits(slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.data[i] < '0' || s.data[i] > '9')
            return false;
    return s.len > 0;
}

static date date_of_text(slice text)
{
    int64_t n = 0;
    date found = 0;
    text = slice_trim(text);
    if (is_number(text, &n))
        return date_of_number(n);
    if (text.len == 7 && (text.data[4] == '-' || text.data[4] == '/') &&
        all_digits((slice){text.data, 4}) && all_digits((slice){text.data + 5, 2})) {
        is_number((slice){text.data, 4}, &n);
        uint32_t month = (uint32_t)(text.data[5] - '0') * 10 + (uint32_t)(text.data[6] - '0');
        return n >= 1000 && n <= 2999 && month >= 1 && month <= 12 ? (date)n * 10000 + month * 100
                                                                   : 0;
    }
    return date_find(text, &found, NULL) ? found : 0;
}

date json_value_date(const json_value *value)
{
    for (unsigned depth = 0; depth < DEPTH_MAX; depth++) {
        int64_t n = 0;
        switch (json_kind_of(value)) {
        case JSON_KIND_STRING:
            return date_of_text(json_text(value));
        case JSON_KIND_INTEGER:
        case JSON_KIND_REAL: {
            char scratch[32];
            if (json_whole(value, &n))
                return date_of_number(n);
            /* Seconds with a fraction, as some clocks give them. */
            slice text = json_scalar(value, scratch);
            const char *dot = text.len > 0 ? memchr(text.data, '.', text.len) : NULL;
            slice whole = {text.data, dot ? (size_t)(dot - text.data) : 0};
            return is_number(whole, &n) ? date_of_number(n) : 0;
        }
        case JSON_KIND_ARRAY:
            value = json_item(value, 0);
            break;
        case JSON_KIND_OBJECT:
            value = json_member_among(value, date_keys, NULL);
            break;
        default:
            return 0;
        }
    }
    return 0;
}
