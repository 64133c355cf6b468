/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/spelling.h"

#include <string.h>

#include "text/utf8.h"

static size_t next_char(slice text, size_t at, uint32_t *c)
{
    size_t length = utf8_decode(text.data + at, text.len - at, c);
    if (length)
        return length;
    *c = (unsigned char)text.data[at];
    return 1;
}

bool spelling_init(spelling *s, slice typed, unsigned most)
{
    s->n = s->known = s->dead = 0;
    s->most = most;
    for (size_t at = 0; at < typed.len; s->n++) {
        uint32_t c;
        at += next_char(typed, at, &c);
        if (s->n == SPELLING_MOST)
            return false;
        s->typed[s->n] = c;
    }
    for (size_t j = 0; j <= s->n; j++)
        s->rows[0][j] = (uint8_t)j;
    return true;
}

static unsigned least_of(const spelling *s, size_t i)
{
    unsigned least = s->rows[i][0];
    for (size_t j = 1; j <= s->n; j++)
        least = s->rows[i][j] < least ? s->rows[i][j] : least;
    return least;
}

/* Row i (of i characters) from those before it. */
static void fill_row(spelling *s, size_t i)
{
    uint8_t *row = s->rows[i];
    const uint8_t *last = s->rows[i - 1];
    uint32_t c = s->word[i - 1];
    row[0] = (uint8_t)i;
    for (size_t j = 1; j <= s->n; j++) {
        unsigned best = last[j - 1] + (c != s->typed[j - 1]);
        if (last[j] + 1u < best)
            best = last[j] + 1u;
        if (row[j - 1] + 1u < best)
            best = row[j - 1] + 1u;
        if (i > 1 && j > 1 && c == s->typed[j - 2] && s->word[i - 2] == s->typed[j - 1] &&
            s->rows[i - 2][j - 2] + 1u < best)
            best = s->rows[i - 2][j - 2] + 1u;
        row[j] = (uint8_t)best;
    }
}

unsigned spelling_distance(spelling *s, slice word)
{
    size_t i = 0;
    bool same = true;
    s->dead = 0;
    for (size_t at = 0; at < word.len;) {
        uint32_t c;
        at += next_char(word, at, &c);
        if (i == SPELLING_MOST)
            return s->most + 1;
        same = same && i < s->known && s->word[i] == c;
        s->word[i++] = c;
        if (same)
            continue;
        unsigned before = least_of(s, i - 1);
        fill_row(s, i);
        s->known = i;
        /* A swap adds one to what was two rows before, so that one must be at its limit too. */
        if (least_of(s, i) > s->most && before >= s->most) {
            s->dead = at;
            return s->most + 1;
        }
    }
    s->known = i;
    unsigned distance = s->rows[i][s->n];
    return distance <= s->most ? distance : s->most + 1;
}
