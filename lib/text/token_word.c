/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where a word ends and what it folds to, when it isn't ASCII letters alone. */
#include <string.h>

#include "text/token_scan.h"

/* Of a longer word only so many bytes are folded: enough for TOKEN_MAX_FOLD with every mark. */
#define RAW_MAX 1024

typedef struct raw_word {
    char bytes[RAW_MAX];
    size_t len;
    bool full;
} raw_word;

static void raw_add(raw_word *raw, const char *bytes, size_t len)
{
    if (raw->full || raw->len + len > sizeof raw->bytes) {
        raw->full = true;
        return;
    }
    memcpy(raw->bytes + raw->len, bytes, len);
    raw->len += len;
}

void token_cut_fold(token_list *list, word *w)
{
    size_t length = list->folded.len - w->fold;
    if (length <= TOKEN_MAX_FOLD)
        return;
    list->folded.len = w->fold + utf8_floor(list->folded.data + w->fold, length, TOKEN_MAX_FOLD);
    w->flags |= TOKEN_CUT;
}

/* Compatibility forms of a few letters hold spaces; a term does not. */
static void drop_spaces(token_list *list, size_t from)
{
    char *bytes = list->folded.data;
    size_t kept = from;
    for (size_t i = from; i < list->folded.len; i++) {
        if ((unsigned char)bytes[i] > ' ')
            bytes[kept++] = bytes[i];
    }
    list->folded.len = kept;
}

static bool is_word_at(const char *p, const char *end)
{
    size_t length;
    unsigned class = token_class_at(p, end, &length);
    return (class & (WORD_CLASS | UTF8_MARK)) && !(class & UTF8_NGRAM);
}

static bool is_digit(const char *p, const char *end)
{
    return p < end && *p >= '0' && *p <= '9';
}

/* The length of the single letter at p that has no letter, mark or digit behind it; 0 otherwise. */
static size_t lone_letter(const char *p, const char *end, unsigned *class)
{
    size_t length;
    *class = token_class_at(p, end, &length);
    bool letter = (*class & UTF8_LETTER) && !(*class & UTF8_NGRAM);
    return letter && !is_word_at(p + length, end) ? length : 0;
}

static bool is_us_or_who(slice folded)
{
    return slice_equal(folded, SLICE("us")) || slice_equal(folded, SLICE("who"));
}

/* us -> u.s., who -> w.h.o. */
static void put_dots(token_list *list, size_t from)
{
    char letters[4];
    size_t count = list->folded.len - from;
    memcpy(letters, list->folded.data + from, count);
    list->folded.len = from;
    for (size_t i = 0; i < count; i++) {
        buf_push(&list->folded, letters[i]);
        buf_push(&list->folded, '.');
    }
}

static slice fold_of(const token_list *list, const word *w)
{
    return (slice){list->folded.data + w->fold, list->folded.len - w->fold};
}

/* Single letters with a point after each but perhaps the last: U.S., U.S, I.A.E.A., p.m. */
static bool read_acronym(token_list *list, const char *end, word *w)
{
    raw_word raw = {.len = 0};
    const char *p = w->start;
    const char *stop = p;
    size_t letters = 0;
    unsigned seen = 0;
    unsigned class;
    for (size_t n; (n = lone_letter(p, end, &class)) > 0; p = stop) {
        raw_add(&raw, p, n);
        seen |= class;
        letters++;
        stop = p + n;
        if (stop == end || *stop != '.')
            break;
        stop++;
    }
    if (letters < 2)
        return false;
    w->end = stop;
    w->seen = seen;
    w->letters = letters;
    w->flags |= TOKEN_ACRONYM;
    utf8_fold(raw.bytes, raw.len, &list->folded);
    if (is_us_or_who(fold_of(list, w)))
        put_dots(list, w->fold);
    return true;
}

void token_guard_pronoun(token_list *list, word *w)
{
    bool upper = (w->seen & (UTF8_UPPER | UTF8_LOWER | UTF8_DIGIT)) == UTF8_UPPER;
    if (!upper || (w->flags & TOKEN_ACRONYM) || !is_us_or_who(fold_of(list, w)))
        return;
    put_dots(list, w->fold);
    w->flags |= TOKEN_ACRONYM;
}

/* The length of 's (any apostrophe, either case) at p with no word behind it, else 0. */
static size_t possessive_length(const char *p, const char *end)
{
    size_t length;
    unsigned class = token_class_at(p, end, &length);
    const char *s = p + length;
    if (!(class & UTF8_APOSTROPHE) || s >= end || (*s != 's' && *s != 'S'))
        return 0;
    return is_word_at(s + 1, end) ? 0 : length + 1;
}

/* Three digits and no more, as behind the comma of 10,000. */
static bool is_thousands(const char *p, const char *end)
{
    return is_digit(p, end) && is_digit(p + 1, end) && is_digit(p + 2, end) &&
           !is_digit(p + 3, end);
}

/* May the character at p (of this class and length) stand inside a word behind `before`? Then *keep
 * is what it leaves in the folded form. */
static bool joins(const char *p, const char *end, unsigned class, size_t length, unsigned before,
                  const char **keep)
{
    const char *next = p + length;
    *keep = "";
    if ((before & UTF8_LETTER) && (class & UTF8_APOSTROPHE)) {
        size_t after;
        unsigned next_class = token_class_at(next, end, &after);
        *keep = "'";
        return (next_class & UTF8_LETTER) && !(next_class & UTF8_NGRAM);
    }
    if (!(before & UTF8_DIGIT))
        return false;
    if (*p == '.') {
        *keep = ".";
        return is_digit(next, end);
    }
    return *p == ',' && is_thousands(next, end);
}

static void read_letters(const char *end, word *w, raw_word *raw)
{
    unsigned before = 0;
    size_t length;
    for (const char *p = w->start; p < end; p += length) {
        unsigned class = token_class_at(p, end, &length);
        if (length == 0 || (class & UTF8_NGRAM))
            return;
        if (class & (WORD_CLASS | UTF8_MARK)) {
            raw_add(raw, p, length);
            w->seen |= class;
            w->letters += (class & UTF8_LETTER) != 0;
            w->end = p + length;
            before = class & UTF8_MARK ? before : class;
            continue;
        }
        const char *keep;
        if (class & UTF8_IGNORED)
            continue;
        if (possessive_length(p, end) || !joins(p, end, class, length, before, &keep))
            return;
        raw_add(raw, keep, strlen(keep));
        before = class;
    }
}

static const char *skip_ignored(const char *p, const char *end)
{
    size_t length;
    while (p < end && (token_class_at(p, end, &length) & UTF8_IGNORED))
        p += length;
    return p;
}

bool token_read_word(token_list *list, const char *end, word *w)
{
    w->seen = 0;
    if (!read_acronym(list, end, w)) {
        raw_word raw = {.len = 0};
        read_letters(end, w, &raw);
        utf8_fold(raw.bytes, raw.len, &list->folded);
        if (raw.full)
            w->flags |= TOKEN_CUT;
    }
    if (list->folded.failed)
        return false;
    drop_spaces(list, w->fold);
    token_cut_fold(list, w);
    const char *behind = skip_ignored(w->end, end);
    size_t possessive = possessive_length(behind, end);
    if (possessive)
        w->flags |= TOKEN_POSSESSIVE;
    w->next = possessive ? behind + possessive : w->end;
    return true;
}
