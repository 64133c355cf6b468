/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * token_rules: what must be true of the tokens of any text whatever, for the tests and the fuzz
 * harness; and a short way to write tokens down.
 *
 *   moscow            the folded form, one position after the token before
 *   =counterterror    at the same position
 *   +3:beijing        three positions further
 *   us/CA             with flags: C capital, A all capitals, D dotted, N number, S sentence,
 *                     P paragraph, J joined, G n-gram, X cut, L line of capitals, H hyphen,
 *                     O possessive
 */
#ifndef DOSSIER_TESTS_TOKEN_RULES_H
#define DOSSIER_TESTS_TOKEN_RULES_H

#include <stdio.h>
#include <string.h>

#include "text/token.h"
#include "text/utf8.h"

/* The rule that a token breaks, or NULL. */
static inline const char *token_broken_rule(const token_list *list, size_t i, slice text,
                                            uint32_t base)
{
    const token *t = &list->tokens[i];
    slice fold = token_fold(list, t);
    uint32_t at = t->offset - base;
    if (t->offset < base || t->length == 0 || at > text.len || t->length > text.len - at)
        return "a token lies in its text";
    if (fold.len == 0 || fold.len > TOKEN_MAX_FOLD || t->fold + fold.len > list->folded.len)
        return "a folded form has 1 to TOKEN_MAX_FOLD bytes";
    if (!utf8_is_valid(fold.data, fold.len) || !utf8_is_valid(text.data + at, t->length))
        return "a token is valid UTF-8";
    for (size_t k = 0; k < fold.len; k++) {
        if ((unsigned char)fold.data[k] <= ' ' || (fold.data[k] >= 'A' && fold.data[k] <= 'Z'))
            return "a folded form has no capitals, blanks or controls";
    }
    if ((t->flags & TOKEN_PARAGRAPH) && !(t->flags & TOKEN_SENTENCE))
        return "a paragraph starts with a sentence";
    if (i == 0)
        return NULL;
    const token *before = t - 1;
    bool joined = t->flags & TOKEN_JOINED;
    if (joined ? t->position != before->position || t->offset != before->offset
               : t->position <= before->position)
        return "positions rise, but for joined forms";
    return t->offset < before->offset ? "tokens stand in the order of the text" : NULL;
}

/* Writes the tokens from `first` on as described above. */
static inline void token_write(const token_list *list, size_t first, bool flags, char *out,
                               size_t room)
{
    static const char letters[] = "CADNSPJGXLHO";
    size_t len = 0;
    uint32_t position = first ? list->tokens[first - 1].position : 0;
    out[0] = '\0';
    for (size_t i = first; i < list->count && len + 128 < room; i++) {
        const token *t = &list->tokens[i];
        char jump[16] = "";
        if (t->position == position)
            strcpy(jump, "=");
        else if (t->position != position + 1)
            snprintf(jump, sizeof jump, "+%u:", t->position - position);
        position = t->position;
        len += (size_t)snprintf(out + len, room - len, "%s%s%.*s", i > first ? " " : "", jump,
                                (int)t->fold_len, token_fold(list, t).data);
        if (flags && t->flags)
            out[len++] = '/';
        for (int bit = 0; flags && letters[bit]; bit++) {
            if (t->flags >> bit & 1)
                out[len++] = letters[bit];
        }
        out[len] = '\0';
    }
}

#endif
