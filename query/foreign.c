/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/foreign.h"

#include <ctype.h>
#include <string.h>

#include "store/fields.h"

static const char later[] = "is a proximity operator, which this version does not understand";
static const char use_phrase[] = "put words that follow one another in quotes: \"nuclear deal\"; "
                                 "an operator's name in lower case is a word";

static bool same(const char *run, size_t len, const char *word)
{
    return strlen(word) == len && memcmp(run, word, len) == 0;
}

static bool same_nocase(const char *run, size_t len, const char *word)
{
    return slice_equal_nocase((slice){run, len}, slice_of(word));
}

static bool in_list(const char *run, size_t len, const char *const *list)
{
    for (; *list; list++)
        if (same_nocase(run, len, *list))
            return true;
    return false;
}

static bool digits(const char *run, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!isdigit((unsigned char)run[i]))
            return false;
    return len > 0 && len <= 4;
}

/* How far: a number of words, a sentence, a paragraph, a segment. */
static bool distance(const char *run, size_t len)
{
    static const char *const units[] = {"s",    "p",         "n",   "sent",    "sentence",
                                        "para", "paragraph", "seg", "segment", NULL};
    return digits(run, len) || in_list(run, len, units);
}

/* w/5, pre/3, NEAR/9, /s, ADJ3, NEAR. */
static bool proximity(const char *run, size_t len, bool plus)
{
    static const char *const before_slash[] = {"w", "pre", "near", "onear", "within", "adj", NULL};
    static const char *const capitals[] = {"NEAR", "ONEAR", "ADJ", NULL};
    const char *slash = memchr(run, '/', len);
    if (slash) {
        size_t head = (size_t)(slash - run);
        return distance(slash + 1, len - head - 1) &&
               (head == 0 || in_list(run, head, before_slash));
    }
    if (plus)
        return digits(run, len) || same_nocase(run, len, "s") || same_nocase(run, len, "p");
    for (size_t i = 0; capitals[i]; i++) {
        size_t n = strlen(capitals[i]);
        if (len >= n && memcmp(run, capitals[i], n) == 0 && (len == n || digits(run + n, len - n)))
            return true;
    }
    return false;
}

/* atleast3( and atl3(. */
static bool at_least(const char *run, size_t len)
{
    size_t n = len;
    while (n > 0 && isdigit((unsigned char)run[n - 1]))
        n--;
    return n < len && (same_nocase(run, n, "atleast") || same_nocase(run, n, "atl"));
}

/* word~ word~2 word^3: a mark, then nothing or a number. */
static bool marked(const char *run, size_t len, char mark)
{
    size_t n = len;
    while (n > 0 && (isdigit((unsigned char)run[n - 1]) || run[n - 1] == '.'))
        n--;
    return n > 1 && run[n - 1] == mark && (mark == '~' || n < len);
}

/* wom?n: a question mark between letters, and nothing else but letters. */
static bool one_letter_wildcard(const char *run, size_t len)
{
    const char *mark = memchr(run, '?', len);
    if (!mark || mark == run || mark == run + len - 1)
        return false;
    for (size_t i = 0; i < len; i++)
        if (!isalpha((unsigned char)run[i]) && run[i] != '?' && run[i] != 0x7F)
            return false;
    return true;
}

foreign foreign_find(const char *run, size_t len, bool open, bool plus)
{
    if (len == 0)
        return (foreign){0};
    if (proximity(run, len, plus))
        return (foreign){FOREIGN_REFUSED, later, use_phrase};
    if (open && at_least(run, len))
        return (foreign){FOREIGN_REFUSED,
                         "asks for a number of occurrences, which this version does not understand",
                         "leave it out: documents with more occurrences come first anyway"};
    if (same(run, len, "XOR"))
        return (foreign){FOREIGN_REFUSED, "is not an operator here",
                         "write (a OR b) NOT (a AND b)"};
    if (same(run, len, "%"))
        return (foreign){FOREIGN_REFUSED, "is not an operator here", "write NOT, or -word"};
    if (same(run, len, "&&"))
        return (foreign){FOREIGN_AND, "was read as AND", ""};
    if (same(run, len, "||") || same(run, len, "|"))
        return (foreign){FOREIGN_OR, "was read as OR", ""};
    if (marked(run, len, '~'))
        return (foreign){FOREIGN_REFUSED,
                         "asks for similar spellings, which this version does not understand",
                         "write the spellings out: (ryabkov OR riabkov), or use ryab*"};
    if (marked(run, len, '^'))
        return (foreign){FOREIGN_REFUSED, "gives a word a weight, which can't be done here",
                         "leave out what stands after the word"};
    if (one_letter_wildcard(run, len))
        return (foreign){FOREIGN_REFUSED, "has a ? inside a word, which can't stand for a letter",
                         "write the forms out: (woman OR women), or use a * at the word's end"};
    return (foreign){0};
}

/* Edits (insert, delete, change, swap two neighbours) from a to b, in any case; the optimal string
 * alignment distance. Names are short, and longer ones are far from all of them. */
static size_t edits(const char *a, size_t a_len, const char *b, size_t b_len)
{
    enum { LONGEST = 16 };
    size_t rows[3][LONGEST + 1];
    if (a_len > LONGEST || b_len > LONGEST)
        return LONGEST;
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b_len; j++)
        last[j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            int ca = tolower((unsigned char)a[i - 1]), cb = tolower((unsigned char)b[j - 1]);
            size_t best = last[j - 1] + (ca != cb);
            if (last[j] + 1 < best)
                best = last[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && ca == tolower((unsigned char)b[j - 2]) &&
                cb == tolower((unsigned char)a[i - 2]) && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
        }
        size_t *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b_len];
}

static void consider(const char *name, size_t len, slice known, const char *shown, size_t *least,
                     const char **nearest)
{
    size_t n = edits(name, len, known.data, known.len);
    size_t allowed = known.len < 5 ? 1 : 2;
    if (n <= allowed && n < *least && n < len) {
        *least = n;
        *nearest = shown;
    }
}

const char *foreign_nearest_field(const char *name, size_t len)
{
    static const char *const whens[] = {"since", "before", "after", "until"};
    size_t least = 16;
    const char *nearest = NULL;
    for (size_t i = FIELD_TEXT + 1; i < FIELDS; i++) {
        const field *f = &field_table[i];
        consider(name, len, slice_of(f->name), f->name, &least, &nearest);
        for (const char *a = f->aliases; *a;) {
            size_t n = strcspn(a, " ");
            consider(name, len, (slice){a, n}, f->name, &least, &nearest);
            a += n + (a[n] == ' ');
        }
    }
    for (size_t i = 0; i < sizeof whens / sizeof whens[0]; i++)
        consider(name, len, slice_of(whens[i]), whens[i], &least, &nearest);
    return nearest;
}
