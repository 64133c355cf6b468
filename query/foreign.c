/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/foreign.h"

#include <ctype.h>
#include <string.h>

#include "store/fields.h"

static bool same(const char *run, size_t len, const char *word)
{
    return strlen(word) == len && memcmp(run, word, len) == 0;
}

static bool same_nocase(const char *run, size_t len, const char *word)
{
    return slice_equal_nocase((slice){run, len}, slice_of(word));
}

/* word^3: a weight. */
static bool weighted(const char *run, size_t len)
{
    size_t n = len;
    while (n > 0 && (isdigit((unsigned char)run[n - 1]) || run[n - 1] == '.'))
        n--;
    return n > 1 && n < len && run[n - 1] == '^';
}

/* Where a name is an operator. Those that are words too are so directly before a bracket only. */
typedef enum where { ANYWHERE, AT_BRACKET, BEFORE_BRACKET } where;

/* Operators of other languages; those before brackets in any case. */
static const struct {
    const char *name;
    where where;
    foreign means;
} operators[] = {
    {"&&", ANYWHERE, {FOREIGN_AND, "was read as AND", ""}},
    {"||", ANYWHERE, {FOREIGN_OR, "was read as OR", ""}},
    {"|", ANYWHERE, {FOREIGN_OR, "was read as OR", ""}},
    {"%", ANYWHERE, {FOREIGN_NOT, "was read as NOT", ""}},
    {"XOR", ANYWHERE, {FOREIGN_REFUSED, "is not an operator here", "write (a OR b) NOT (a AND b)"}},
    {"hlead",
     BEFORE_BRACKET,
     {FOREIGN_REFUSED, "is not known here", "write (title(x) OR lead(x))"}},
    {"caps", AT_BRACKET, {FOREIGN_REFUSED, "is not known here", "write =Word, as it is spelt"}},
    {"allcaps",
     BEFORE_BRACKET,
     {FOREIGN_REFUSED, "is not known here", "write =WORD, as it is spelt"}},
    {"nocaps",
     BEFORE_BRACKET,
     {FOREIGN_REFUSED, "is not known here", "write =word, as it is spelt"}},
    {"singular",
     AT_BRACKET,
     {FOREIGN_REFUSED, "is not known here", "write =word for this form alone"}},
    {"plural",
     AT_BRACKET,
     {FOREIGN_REFUSED, "is not known here", "write =words for this form alone"}},
    {"around", AT_BRACKET, {FOREIGN_REFUSED, "is not known here", "write w/5 for AROUND(5)"}},
};

/* Codes that are no fields here, and what to write for them. */
static const struct {
    const char *name;
    const char *hint;
} codes[] = {{"lead", "write lead(sanctions), in the first paragraph"},
             {"lp", "write lead(sanctions), in the first paragraph"},
             {"hlead", "write (title(x) OR lead(x))"},
             {"hlp", "write (title(x) OR lead(x))"},
             {"body", "leave it out: words are looked for in the headline and the text"},
             {"text", "leave it out: words are looked for in the headline and the text"},
             {"td", "leave it out: words are looked for in the headline and the text"},
             {"co", "write org:\"state department\""},
             {"re", "write country:iran"},
             {"in", "codes of subjects are not kept here; write words"},
             {"ns", "codes of subjects are not kept here; write words"},
             {"caps", "write =Word, as it is spelt"}};

const char *foreign_field_hint(slice name)
{
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (slice_equal_nocase(name, slice_of(codes[i].name)))
            return codes[i].hint;
    return NULL;
}

/* x/F50/ and /N5/, as Factiva writes a distance. */
static bool is_slashed(const char *run, size_t len)
{
    if (len < 4 || run[len - 1] != '/')
        return false;
    size_t n = len - 1;
    while (n > 0 && isdigit((unsigned char)run[n - 1]))
        n--;
    return n < len - 1 && n > 1 && strchr("fFnN", run[n - 1]) && run[n - 2] == '/';
}

foreign foreign_find(const char *run, size_t len, bool open, bool spaced)
{
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        const char *name = operators[i].name;
        where w = operators[i].where;
        bool bracket = w == AT_BRACKET ? open : spaced;
        if (w == ANYWHERE ? same(run, len, name) : bracket && same_nocase(run, len, name))
            return operators[i].means;
    }
    if (is_slashed(run, len))
        return (foreign){FOREIGN_REFUSED, "is not understood",
                         "write first50(x) for /F50/, x w/5 y for x /N5/ y"};
    if (weighted(run, len))
        return (foreign){FOREIGN_REFUSED, "gives a word a weight, which can't be done here",
                         "leave out what stands after the word"};
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
