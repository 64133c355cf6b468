/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is known of words only when their line, or the hyphenated word they are part of, has ended.
 */
#include <string.h>

#include "text/token_scan.h"

#define JOINED_PARTS 3

/* Is there a dash or a colon between two tokens? */
static bool dash_between(const scanner *s, const token *before, const token *t)
{
    const char *p = s->text + (before->offset - s->base) + before->length;
    const char *end = s->text + (t->offset - s->base);
    size_t length;
    for (; p < end; p += length ? length : 1) {
        if (token_class_at(p, s->end, &length) & UTF8_DASH)
            return true;
    }
    return false;
}

/* US and WHO without points in a headline: the pronoun, but for the line's start or after a dash.
 */
static void settle_pronoun(scanner *s, size_t at)
{
    token_list *list = s->list;
    token *t = &list->tokens[at];
    char *fold = list->folded.data + t->fold;
    bool bare = (t->flags & TOKEN_ACRONYM) && t->fold_len == t->length * 2 && fold[1] == '.';
    if (!bare || at == s->line_first || dash_between(s, &list->tokens[at - 1], t))
        return;
    for (uint32_t i = 0; i < t->length; i++)
        fold[i] = fold[2 * i];
    t->fold_len = (uint16_t)t->length;
    t->flags &= (uint16_t)~TOKEN_ACRONYM;
}

void token_end_line(scanner *s)
{
    token_list *list = s->list;
    if ((s->line_seen & (UTF8_UPPER | UTF8_LOWER)) == UTF8_UPPER) {
        for (size_t i = s->line_first; i < list->count; i++) {
            list->tokens[i].flags |= TOKEN_CAPS_LINE;
            settle_pronoun(s, i);
        }
    }
    s->line_first = list->count;
    s->line_seen = 0;
}

/* Letters of any script and apostrophes, no digits, no points. */
static bool is_alphabetic(slice folded)
{
    for (size_t i = 0; i < folded.len; i++) {
        char c = folded.data[i];
        if ((c >= '0' && c <= '9') || c == '.')
            return false;
    }
    return true;
}

static bool is_upper(const token *t)
{
    return (t->flags & TOKEN_ALL_CAPS) || ((t->flags & TOKEN_CAPITAL) && t->length == 1);
}

/* Can the parts be written as one? Fills in the joined token's length, folded length and flags. */
static bool join_parts(const scanner *s, token *joined)
{
    const token_list *list = s->list;
    const token *parts = &list->tokens[s->chain_first];
    const token *last = &parts[s->chain_parts - 1];
    size_t fold_len = 0;
    bool upper = true;
    for (const token *t = parts; t <= last; t++) {
        fold_len += t->fold_len;
        upper = upper && is_upper(t);
        if ((t->flags & (TOKEN_CUT | TOKEN_NGRAM)) || !is_alphabetic(token_fold(list, t)) ||
            (t < last && (t->flags & TOKEN_POSSESSIVE)))
            return false;
    }
    *joined = parts[0];
    joined->length = last->offset + last->length - parts[0].offset;
    joined->fold = (uint32_t)list->folded.len;
    joined->fold_len = (uint16_t)fold_len;
    joined->flags = (uint16_t)(TOKEN_JOINED | (parts[0].flags & TOKEN_CAPITAL) |
                               (upper ? TOKEN_ALL_CAPS : 0) | (last->flags & TOKEN_POSSESSIVE));
    return fold_len <= TOKEN_MAX_FOLD;
}

void token_end_chain(scanner *s)
{
    token_list *list = s->list;
    token joined;
    unsigned parts = s->chain_parts;
    bool possible = parts <= JOINED_PARTS && join_parts(s, &joined);
    s->chain_parts = 0;
    if (!possible || !buf_reserve(&list->folded, joined.fold_len))
        return;
    for (size_t i = 0; i < parts; i++)
        buf_append_slice(&list->folded, token_fold(list, &list->tokens[s->chain_first + i]));
    size_t at = s->chain_first + 1;
    memmove(&list->tokens[at + 1], &list->tokens[at], (list->count - at) * sizeof list->tokens[0]);
    list->tokens[at] = joined;
    list->count++;
    if (at <= s->line_first)
        s->line_first++;
}
