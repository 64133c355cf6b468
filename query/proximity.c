/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/proximity.h"

#include <ctype.h>
#include <string.h>

typedef struct spelling {
    const char *name;
    bool ordered;
} spelling;

static const spelling before_slash[] = {{"", false},       {"w", false},  {"near", false},
                                        {"within", false}, {"pre", true}, {"onear", true},
                                        {"adj", true},     {NULL, false}};
/* With a number only: n/a and p/s are words. */
static const spelling before_slash_and_number[] = {{"n", false}, {"p", true}, {NULL, false}};
static const spelling before_number[] = {
    {"near", false}, {"onear", true}, {"adj", true}, {NULL, false}};

static const struct {
    const char *name;
    proximity_unit unit;
} units[] = {{"s", PROXIMITY_SENTENCE},        {"sent", PROXIMITY_SENTENCE},
             {"sentence", PROXIMITY_SENTENCE}, {"p", PROXIMITY_PARAGRAPH},
             {"para", PROXIMITY_PARAGRAPH},    {"paragraph", PROXIMITY_PARAGRAPH}};

/* Spellings that could also be something else: a remark says how they were read. */
static const struct {
    const char *name;
    proximity means;
    const char *message;
} capitals[] = {
    {"ADJ",
     {PROXIMITY_WORDS, 1, true, false},
     "was read as pre/1, one word directly after another"},
    {"SAME", {PROXIMITY_PARAGRAPH, 0, false, false}, "was read as w/p, in the same paragraph"},
};

static const char plus_message[] = "was read as \"the first before the second, so near\"";
static const char words_hint[] = "write w/ and a number from 1 to 1000, w/s for the same sentence "
                                 "or w/p for the same paragraph";

static bool same(const char *run, size_t len, const char *name)
{
    return slice_equal_nocase((slice){run, len}, slice_of(name));
}

static const spelling *find(const spelling *table, const char *run, size_t len)
{
    for (; table->name; table++)
        if (same(run, len, table->name))
            return table;
    return NULL;
}

static bool all_digits(const char *run, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!isdigit((unsigned char)run[i]))
            return false;
    return len > 0;
}

/* Digits to a distance; 0 for one that can't be. */
static uint32_t read_number(const char *run, size_t len)
{
    uint32_t n = 0;
    for (size_t i = 0; i < len && n <= PROXIMITY_MOST; i++)
        n = n * 10 + (uint32_t)(run[i] - '0');
    return n <= PROXIMITY_MOST ? n : 0;
}

static proximity_reading refuse(const char *why, const char **message, const char **hint)
{
    *message = why;
    *hint = words_hint;
    return PROXIMITY_REFUSED;
}

/* What stands behind the slash: a number or a unit. */
static proximity_reading read_measure(const char *run, size_t len, proximity *out,
                                      const char **message, const char **hint)
{
    if (all_digits(run, len)) {
        out->unit = PROXIMITY_WORDS;
        out->distance = read_number(run, len);
        return out->distance ? PROXIMITY_READ
                             : refuse("is no distance from 1 to 1000 words", message, hint);
    }
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (same(run, len, units[i].name)) {
            out->unit = units[i].unit;
            return PROXIMITY_READ;
        }
    }
    if (same(run, len, "n"))
        return refuse("needs a number for the n", message, hint);
    if (same(run, len, "seg") || same(run, len, "segment"))
        return refuse("asks for the same segment, which documents here don't have", message, hint);
    return PROXIMITY_NONE;
}

static proximity_reading read_slash(const char *run, size_t len, const char *slash, proximity *out,
                                    const char **message, const char **hint)
{
    size_t head = (size_t)(slash - run);
    const spelling *s = find(before_slash, run, head);
    if (!s && all_digits(slash + 1, len - head - 1))
        s = find(before_slash_and_number, run, head);
    if (!s)
        return PROXIMITY_NONE;
    out->ordered = s->ordered;
    if (head > 0 && head + 1 == len)
        return refuse("needs a number, s or p directly behind it", message, hint);
    return read_measure(slash + 1, len - head - 1, out, message, hint);
}

static proximity_reading read_word(const char *run, size_t len, proximity *out,
                                   const char **message, const char **hint)
{
    size_t head = len;
    while (head > 0 && isdigit((unsigned char)run[head - 1]))
        head--;
    const spelling *s = head < len ? find(before_number, run, head) : NULL;
    if (s) {
        out->ordered = s->ordered;
        return read_measure(run + head, len - head, out, message, hint);
    }
    for (size_t i = 0; i < sizeof capitals / sizeof capitals[0]; i++) {
        if (slice_equal((slice){run, len}, slice_of(capitals[i].name))) {
            *out = capitals[i].means;
            *message = capitals[i].message;
            return PROXIMITY_REMARKED;
        }
    }
    if (slice_equal((slice){run, len}, SLICE("NEAR")) ||
        slice_equal((slice){run, len}, SLICE("ONEAR")) ||
        slice_equal((slice){run, len}, SLICE("WITHIN")))
        return refuse("does not say how near", message, hint);
    return PROXIMITY_NONE;
}

proximity_reading proximity_read(const char *run, size_t len, bool plus, proximity *out,
                                 const char **message, const char **hint)
{
    *out = (proximity){0};
    if (len == 0)
        return PROXIMITY_NONE;
    if (plus) {
        out->ordered = true;
        proximity_reading got = read_measure(run, len, out, message, hint);
        *message = got == PROXIMITY_READ ? plus_message : *message;
        return got == PROXIMITY_READ ? PROXIMITY_REMARKED : got;
    }
    const char *slash = memchr(run, '/', len);
    return slash ? read_slash(run, len, slash, out, message, hint)
                 : read_word(run, len, out, message, hint);
}

void proximity_print(const proximity *p, buf *out)
{
    static const char letters[] = {[PROXIMITY_SENTENCE] = 's', [PROXIMITY_PARAGRAPH] = 'p'};
    buf_printf(out, "%s%s/", p->negated ? "not " : "", p->ordered ? "pre" : "w");
    if (p->unit == PROXIMITY_WORDS)
        buf_printf(out, "%u", (unsigned)p->distance);
    else
        buf_push(out, letters[p->unit]);
}

bool proximity_equal(const proximity *a, const proximity *b)
{
    return a->unit == b->unit && a->distance == b->distance && a->ordered == b->ordered &&
           a->negated == b->negated;
}
