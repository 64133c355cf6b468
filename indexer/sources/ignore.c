/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sources/ignore.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/sources/glob.h"

typedef struct rule {
    slice pattern;
    bool takes_back;
    bool folders_only;
    bool anchored; /* matched against the whole path, else against the last name */
    bool literal;  /* nothing special in it */
    bool suffix;   /* a star, then nothing special: compared from behind */
} rule;

struct ignore_rules {
    char *text;
    rule *rule;
    size_t n, cap;
};

static bool is_literal(slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (memchr("*?[\\", s.data[i], 4))
            return false;
    return true;
}

/* Without the spaces at the end; one behind a backslash stays, and ends what is cut. */
static slice without_last_spaces(slice line)
{
    size_t keep = 0;
    for (size_t i = 0; i < line.len; i++) {
        if (line.data[i] == '\\' && i + 1 < line.len)
            i++;
        else if (line.data[i] == ' ')
            continue;
        keep = i + 1;
    }
    return (slice){line.data, keep};
}

static bool rule_parse(slice line, rule *out)
{
    *out = (rule){0};
    if (line.len > 0 && line.data[line.len - 1] == '\r')
        line.len--;
    if (line.len > 0 && line.data[0] == '#')
        return false;
    slice p = without_last_spaces(line);
    if (p.len > 0 && p.data[0] == '!') {
        out->takes_back = true;
        p = (slice){p.data + 1, p.len - 1};
    }
    if (p.len > 0 && p.data[p.len - 1] == '/') {
        out->folders_only = true;
        p.len--;
    }
    if (p.len == 0)
        return false;
    out->anchored = memchr(p.data, '/', p.len) != NULL;
    if (p.data[0] == '/')
        p = (slice){p.data + 1, p.len - 1};
    out->pattern = p;
    out->literal = is_literal(p);
    out->suffix = !out->anchored && p.len > 0 && p.data[0] == '*' &&
                  is_literal((slice){p.data + 1, p.len - 1});
    return true;
}

static bool rules_add(ignore_rules *rules, const rule *r)
{
    if (rules->n == rules->cap) {
        size_t cap = rules->cap ? rules->cap * 2 : 16;
        rule *more = realloc(rules->rule, cap * sizeof *more);
        if (!more)
            return false;
        rules->rule = more;
        rules->cap = cap;
    }
    rules->rule[rules->n++] = *r;
    return true;
}

ignore_rules *ignore_create(slice text)
{
    ignore_rules *rules = calloc(1, sizeof *rules);
    if (!rules || !(rules->text = malloc(text.len + 1)))
        goto failed;
    if (text.len > 0)
        memcpy(rules->text, text.data, text.len);
    slice rest = {rules->text, text.len};
    if (slice_starts_with(rest, SLICE("\xEF\xBB\xBF")))
        rest = (slice){rest.data + 3, rest.len - 3};
    while (rest.len > 0) {
        const char *end = memchr(rest.data, '\n', rest.len);
        slice line = {rest.data, end ? (size_t)(end - rest.data) : rest.len};
        rule r;
        if (rule_parse(line, &r) && !rules_add(rules, &r))
            goto failed;
        size_t used = line.len + (end != NULL);
        rest = (slice){rest.data + used, rest.len - used};
    }
    return rules;
failed:
    ignore_free(rules);
    return NULL;
}

void ignore_free(ignore_rules *rules)
{
    if (!rules)
        return;
    free(rules->rule);
    free(rules->text);
    free(rules);
}

static bool rule_matches(const rule *r, slice path, slice name)
{
    slice subject = r->anchored ? path : name;
    if (r->literal)
        return slice_equal(r->pattern, subject);
    if (r->suffix) {
        size_t len = r->pattern.len - 1;
        return subject.len >= len &&
               memcmp(subject.data + subject.len - len, r->pattern.data + 1, len) == 0;
    }
    return glob_match(r->pattern, subject);
}

ignore_verdict ignore_match(const ignore_rules *rules, slice path, bool folder)
{
    const char *slash = path.len > 0 ? memrchr(path.data, '/', path.len) : NULL;
    size_t parent = slash ? (size_t)(slash - path.data) + 1 : 0;
    slice name = {path.data + parent, path.len - parent};
    for (size_t i = rules->n; i-- > 0;) {
        const rule *r = &rules->rule[i];
        if ((folder || !r->folders_only) && rule_matches(r, path, name))
            return r->takes_back ? IGNORE_IN : IGNORE_OUT;
    }
    return IGNORE_SILENT;
}
