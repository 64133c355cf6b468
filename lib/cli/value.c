/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/value.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct unit {
    const char *name;
    uint64_t factor;
} unit;

static const unit size_units[] = {
    {"", 1},
    {"B", 1},
    {"K", 1u << 10},
    {"KB", 1u << 10},
    {"KiB", 1u << 10},
    {"M", 1u << 20},
    {"MB", 1u << 20},
    {"MiB", 1u << 20},
    {"G", 1u << 30},
    {"GB", 1u << 30},
    {"GiB", 1u << 30},
    {"T", UINT64_C(1) << 40},
    {"TB", UINT64_C(1) << 40},
    {"TiB", UINT64_C(1) << 40},
    {NULL, 0},
};

static const unit time_units[] = {
    {"", 1000}, {"ms", 1}, {"s", 1000}, {"m", 60000}, {"h", 3600000}, {"d", 86400000}, {NULL, 0},
};

bool value_integer(const char *text, int64_t *out)
{
    char *end;
    if (!(*text >= '0' && *text <= '9') && *text != '-' && *text != '+')
        return false;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (errno != 0 || *end != '\0' || end == text)
        return false;
    *out = number;
    return true;
}

static bool with_unit(const char *text, const unit *units, uint64_t *out)
{
    char *end;
    if (!(*text >= '0' && *text <= '9'))
        return false;
    errno = 0;
    unsigned long long number = strtoull(text, &end, 10);
    if (errno != 0)
        return false;
    for (const unit *u = units; u->name; u++) {
        if (strcasecmp(end, u->name) == 0)
            return !__builtin_mul_overflow((uint64_t)number, u->factor, out);
    }
    return false;
}

bool value_size(const char *text, uint64_t *out)
{
    uint64_t bytes;
    if (!with_unit(text, size_units, &bytes))
        return false;
    *out = bytes;
    return true;
}

bool value_duration(const char *text, int64_t *out)
{
    uint64_t milliseconds;
    if (!with_unit(text, time_units, &milliseconds) || milliseconds > INT64_MAX)
        return false;
    *out = (int64_t)milliseconds;
    return true;
}

int value_choice(const char *text, const char *const *choices)
{
    for (int i = 0; choices[i]; i++) {
        if (strcmp(text, choices[i]) == 0)
            return i;
    }
    return -1;
}

enum { WORD_LONGEST = 40 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment distance (Levenshtein's, with swaps of neighbours); both words have at
 * most WORD_LONGEST bytes. Three rows of the usual matrix are kept. */
static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t rows[3][WORD_LONGEST + 1];
    for (size_t j = 0; j <= b_len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        size_t *now = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t cost = a[i - 1] != b[j - 1];
            now[j] = least(least(last[j] + 1, now[j - 1] + 1), last[j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
    }
    return rows[a_len % 3][b_len];
}

const char *value_nearest(const char *text, const char *const *choices, size_t count)
{
    const char *nearest = NULL, *beginning = NULL;
    size_t best = SIZE_MAX, beginnings = 0;
    size_t len = strlen(text);
    if (len == 0 || len > WORD_LONGEST)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t other = strlen(choices[i]);
        if (other > WORD_LONGEST)
            continue;
        if (strncmp(choices[i], text, len) == 0) {
            beginning = choices[i];
            beginnings++;
        }
        size_t mistakes = distance(text, len, choices[i], other);
        if (mistakes <= (len + 2) / 3 && mistakes < best) {
            best = mistakes;
            nearest = choices[i];
        }
    }
    return beginnings == 1 ? beginning : nearest;
}
