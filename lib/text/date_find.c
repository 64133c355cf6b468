/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The first date in a text. What looks like one by its items alone still has to stand free: not
 * inside a longer number, and a month that is also a name (Theresa May 2016) not behind a name. */
#include <string.h>

#include "text/date_parts.h"
#include "text/utf8.h"

typedef struct window {
    const char *start; /* of the text */
    const char *end;
    const char *next; /* where lexing goes on */
    date_item before; /* the item before items[0] */
    date_item items[DATE_LOOKAHEAD];
} window;

static void shift(window *w)
{
    w->before = w->items[0];
    memmove(w->items, w->items + 1, (DATE_LOOKAHEAD - 1) * sizeof w->items[0]);
    w->items[DATE_LOOKAHEAD - 1] = date_next_item(&w->next, w->end);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The sign between the numbers of a piece that is numbers alone; 0 for one with a month's name, a
 * space for digits alone. */
static char separator_of(const char *from, const char *to)
{
    char sign = ' ';
    for (; from < to; from++) {
        if (*from == '.' || *from == '-' || *from == '/')
            sign = *from;
        else if (!is_digit(*from))
            return 0;
    }
    return sign;
}

/* Is the piece part of a longer number or word: 5.12.9.2017, A20170912, 2017-09-12-3? The year of a
 * path (/2017/09/12/345) may have numbers on both sides. */
static bool stands_free(const window *w, const char *from, const char *to)
{
    char sign = separator_of(from, to);
    bool path = sign == '/' && from[4] == '/';
    if (from > w->start && is_digit(*from)) {
        char c = from[-1];
        bool number =
            from - w->start > 1 && is_digit(from[-2]) && (c == sign || c == '.' || c == ',');
        bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c);
        if (word || (number && !path))
            return false;
    }
    if (w->end - to > 1 && sign && is_digit(to[1]) && (*to == sign || *to == '.'))
        return path;
    return to == w->end || *to != '%';
}

/* Words with a capital that may stand before a month without being a first name. */
static bool leads_to_month(const date_item *item)
{
    static const char *const words[] = {
        "in",      "on",     "of",        "by",      "since",  "until",   "till",    "from",
        "to",      "before", "after",     "late",    "early",  "mid",     "last",    "next",
        "this",    "the",    "and",       "or",      "during", "through", "between", "as",
        "for",     "dated",  "published", "updated", "posted", "en",      "le",      "im",
        "seit",    "bis",    "depuis",    "desde",   "hasta",  "spring",  "press",   "release",
        "edition", "issue",  "report",    "version", "draft",  "date",    "no",      "vol",
    };
    if (item->weekday || item->month)
        return true;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(item->word, words[i]) == 0)
            return true;
    }
    return false;
}

/* Is the month without a day in items[0] not one: 32 March 2017, Theresa May 2016, it may 2016? */
static bool is_doubtful_month(const window *w)
{
    const date_item *month = &w->items[0];
    const date_item *before = &w->before;
    if (before->kind == DATE_NUMBER && before->digits <= 2 &&
        (before->text.data == w->start || before->text.data[-1] != ':'))
        return true;
    if (!month->surname)
        return false;
    uint32_t cp;
    utf8_decode(month->text.data, month->text.len, &cp);
    bool capital = utf8_class(cp) & UTF8_UPPER;
    if (!capital && (date_item_is(month, "may") || date_item_is(month, "march")))
        return true;
    if (before->kind != DATE_WORD || !month->space)
        return false;
    utf8_decode(before->text.data, before->text.len, &cp);
    return capital && (utf8_class(cp) & UTF8_UPPER) && !leads_to_month(before);
}

static bool try_here(const window *w, date *out, slice *found)
{
    const date_item *first = &w->items[0];
    if (first->kind != DATE_NUMBER && !first->month && !first->weekday)
        return false;
    date d;
    size_t taken = date_match(w->items, DATE_LOOKAHEAD, &d);
    if (taken == 0)
        return false;
    const slice last = w->items[taken - 1].text;
    const char *from = first->text.data;
    const char *to = last.data + last.len;
    if (!stands_free(w, from, to) || (d % 100 == 0 && first->month && is_doubtful_month(w)))
        return false;
    *out = d;
    if (found)
        *found = (slice){from, (size_t)(to - from)};
    return true;
}

bool date_find(slice text, date *out, slice *found)
{
    if (text.len == 0)
        return false;
    window w = {.start = text.data, .end = text.data + text.len, .next = text.data};
    for (size_t i = 0; i < DATE_LOOKAHEAD; i++)
        w.items[i] = date_next_item(&w.next, w.end);
    for (; w.items[0].kind != DATE_END; shift(&w)) {
        if (try_here(&w, out, found))
            return true;
    }
    return false;
}
