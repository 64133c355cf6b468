/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sources/glob.h"

#include <ctype.h>
#include <string.h>

typedef struct named_class {
    slice name;
    int (*has)(int c);
} named_class;

static const named_class classes[] = {
    {{"alnum", 5}, isalnum}, {{"alpha", 5}, isalpha}, {{"blank", 5}, isblank},
    {{"cntrl", 5}, iscntrl}, {{"digit", 5}, isdigit}, {{"graph", 5}, isgraph},
    {{"lower", 5}, islower}, {{"print", 5}, isprint}, {{"punct", 5}, ispunct},
    {{"space", 5}, isspace}, {{"upper", 5}, isupper}, {{"xdigit", 6}, isxdigit},
};

/* Only ASCII is classed: above it the answer would depend on the locale. */
static bool class_has(const named_class *class, unsigned char c)
{
    return c < 128 && class->has(c);
}

/* The length of "[:name:]" at p and its class; 0 when no such thing stands there. */
static size_t named_class_at(slice pattern, size_t p, const named_class **class)
{
    *class = NULL;
    if (pattern.len - p < 4 || pattern.data[p + 1] != ':')
        return 0;
    const char *name = pattern.data + p + 2;
    const char *close = memchr(name, ']', pattern.len - p - 2);
    if (!close || close == name || close[-1] != ':')
        return 0;
    slice found = {name, (size_t)(close - name) - 1};
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
        if (slice_equal(classes[i].name, found))
            *class = &classes[i];
    return (size_t)(close - name) + 3;
}

/* One plain or escaped character of a class; false at the end of the pattern. */
static bool class_character(slice pattern, size_t *p, unsigned char *c)
{
    if (*p < pattern.len && pattern.data[*p] == '\\')
        ++*p;
    if (*p >= pattern.len)
        return false;
    *c = (unsigned char)pattern.data[(*p)++];
    return true;
}

static bool class_matches(slice pattern, size_t *at, unsigned char c)
{
    size_t p = *at + 1;
    bool negated = p < pattern.len && (pattern.data[p] == '!' || pattern.data[p] == '^');
    bool found = false;
    p += negated;
    for (bool first = true;; first = false) {
        if (p >= pattern.len)
            return false;
        if (pattern.data[p] == ']' && !first)
            break;
        const named_class *class;
        size_t named = pattern.data[p] == '[' ? named_class_at(pattern, p, &class) : 0;
        if (named > 0) {
            if (!class)
                return false;
            found |= class_has(class, c);
            p += named;
            continue;
        }
        unsigned char low, high;
        if (!class_character(pattern, &p, &low))
            return false;
        high = low;
        if (pattern.len - p >= 2 && pattern.data[p] == '-' && pattern.data[p + 1] != ']') {
            p++;
            if (!class_character(pattern, &p, &high))
                return false;
            found |= c == low;
        }
        found |= low <= c && c <= high;
    }
    *at = p + 1;
    return found != negated && c != '/';
}

/* Whether the piece of the pattern at *p takes the byte c; then *p moves behind the piece. */
static bool piece_matches(slice pattern, size_t *p, unsigned char c)
{
    switch (pattern.data[*p]) {
    case '?':
        ++*p;
        return c != '/';
    case '[':
        return class_matches(pattern, p, c);
    case '\\':
        if (++*p == pattern.len)
            return false;
        break;
    }
    return (unsigned char)pattern.data[(*p)++] == c;
}

/* How many bytes of the pattern at p say "any folders": stars and the slash behind them. */
static size_t folders_at(slice pattern, size_t p, size_t stars)
{
    if (stars < 2 || (p > 0 && pattern.data[p - 1] != '/'))
        return 0;
    size_t end = p + stars;
    if (end == pattern.len)
        return stars;
    if (pattern.data[end] == '\\')
        end++;
    return end < pattern.len && pattern.data[end] == '/' ? end + 1 - p : 0;
}

/* A place to come back to: the pattern behind a star, and the text that the star ends at so far. */
typedef struct retreat {
    bool set;
    size_t pattern, text;
} retreat;

static bool star_takes_one_more(retreat *star, slice path)
{
    if (!star->set || star->text >= path.len || path.data[star->text] == '/')
        return false;
    star->text++;
    return true;
}

static bool folders_take_one_more(retreat *folders, slice path)
{
    if (!folders->set || folders->text >= path.len)
        return false;
    const char *slash = memchr(path.data + folders->text, '/', path.len - folders->text);
    if (!slash)
        return false;
    folders->text = (size_t)(slash - path.data) + 1;
    return true;
}

bool glob_match(slice pattern, slice path)
{
    size_t p = 0, t = 0;
    retreat star = {0}, folders = {0};
    for (;;) {
        if (p == pattern.len && t == path.len)
            return true;
        if (p < pattern.len && pattern.data[p] == '*') {
            size_t stars = 1;
            while (p + stars < pattern.len && pattern.data[p + stars] == '*')
                stars++;
            size_t any = folders_at(pattern, p, stars);
            if (any > 0 && p + any == pattern.len && pattern.data[p + any - 1] == '*')
                return true;
            p += any > 0 ? any : stars;
            *(any > 0 ? &folders : &star) = (retreat){true, p, t};
            if (any > 0)
                star.set = false;
            continue;
        }
        if (p < pattern.len && t < path.len &&
            piece_matches(pattern, &p, (unsigned char)path.data[t])) {
            t++;
            continue;
        }
        if (star_takes_one_more(&star, path)) {
            p = star.pattern;
            t = star.text;
        } else if (folders_take_one_more(&folders, path)) {
            p = folders.pattern;
            t = folders.text;
            star.set = false;
        } else {
            return false;
        }
    }
}
