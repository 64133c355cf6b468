/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * date_parts: what the date parser's stages share. Private to lib/text.
 *
 * date_lex.c cuts text into numbers, words and signs and knows the names of months and days;
 * date_match.c reads one absolute date off a row of them; date_find.c looks for the first in a
 * text; date_range.c reads the expressions of a query.
 */
#ifndef DOSSIER_TEXT_DATE_PARTS_H
#define DOSSIER_TEXT_DATE_PARTS_H

#include "text/date.h"

#define DATE_ITEM_WORD 16
#define DATE_LOOKAHEAD 14 /* items of the longest date */

enum date_item_kind {
    DATE_END = 0,
    DATE_NUMBER, /* digits, up to eight; more are a sign */
    DATE_WORD,
    DATE_SIGN, /* any other character */
};

typedef struct date_item {
    enum date_item_kind kind;
    slice text;
    bool space;      /* white space before it */
    bool glued;      /* a number with letters directly behind it that are no ordinal ending */
    bool ordinal;    /* 12th, 1er */
    bool short_name; /* an abbreviated month: a point may follow */
    bool surname;    /* a month's name that people bear too */
    unsigned digits;
    uint32_t value;            /* of a number; the code point of a sign */
    int month;                 /* 1 to 12 for the name of a month, else 0 */
    int weekday;               /* 1 (Monday) to 7 for the name of a day, else 0 */
    char word[DATE_ITEM_WORD]; /* folded, NUL-terminated; empty if longer */
} date_item;

/* Reads the next item at *p and moves *p behind it; DATE_END at the end. */
date_item date_next_item(const char **p, const char *end);

/* Reads an absolute date off items[0..count): how many of them it takes, 0 if there is none there.
 * A date may be a month of a year; a bare year is none. */
size_t date_match(const date_item *items, size_t count, date *out);

bool date_item_is(const date_item *item, const char *word);
bool date_item_sign(const date_item *item, uint32_t sign);

#define DATE_ITEMS 40 /* no expression needs as many */

typedef struct date_reader {
    date_item items[DATE_ITEMS + 1]; /* DATE_END behind the last */
    size_t count;
    size_t at;
    date today; /* 0: nothing is relative */
} date_reader;

/* A point in time and, for "two months ago", the very day that it is counted from. */
typedef struct date_point {
    date_range range;
    date day; /* 0: the range's ends are meant */
} date_point;

/* Reads the point at r->at: a date or a part of one, or an expression relative to today. */
bool date_read_point(date_reader *r, date_point *p);
/* Takes the item at r->at if it is the word, one of the words (NULL at the end), or the sign. */
bool date_take(date_reader *r, const char *word);
bool date_take_any(date_reader *r, const char *const *words);
bool date_take_sign(date_reader *r, uint32_t sign);

date date_make(int year, int month, int day); /* 0 when there is no such date; parts may be 0 */
int date_days_in(int year, int month);
date date_first(date d); /* the first day that a part of a date may mean: 20170000 itself */
date date_last(date d);  /* the last: 20171231, 20170331 */

#endif
