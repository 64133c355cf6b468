/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Scripts that are written without spaces: overlapping bigrams, a position a character. A character
 * is a letter with its marks. */
#include "text/token_scan.h"

#define CHARACTER_FOLD (TOKEN_MAX_FOLD / 2)

typedef struct character {
    const char *start;
    const char *end;
    char fold[CHARACTER_FOLD];
    size_t fold_len;
} character;

/* Reads the character at p, if it is of such a script. */
static bool read_character(const char *p, const char *end, character *c)
{
    size_t length;
    if (!(token_class_at(p, end, &length) & UTF8_NGRAM))
        return false;
    c->start = p;
    c->end = p + length;
    for (const char *q = c->end; q < end; q += length) {
        unsigned class = token_class_at(q, end, &length);
        if (!(class & (UTF8_MARK | UTF8_IGNORED)))
            break;
        if (class & UTF8_MARK)
            c->end = q + length;
    }
    buf out = {.data = c->fold, .cap = sizeof c->fold, .max = sizeof c->fold - 1};
    utf8_fold(c->start, (size_t)(c->end - c->start), &out);
    c->fold_len = out.len;
    return true;
}

static void emit_pair(scanner *s, const character *first, const character *second,
                      uint32_t position)
{
    token_list *list = s->list;
    word w = {.start = first->start, .end = second ? second->end : first->end};
    w.fold = list->folded.len;
    buf_append(&list->folded, first->fold, first->fold_len);
    if (second)
        buf_append(&list->folded, second->fold, second->fold_len);
    if (list->folded.failed || list->folded.len == w.fold)
        return;
    token *t = token_emit(s, &w, TOKEN_NGRAM);
    t->position = position;
    t->flags |= (uint16_t)token_sentence_flags(s, t, UTF8_LETTER);
    s->gap = 0;
}

/* Steps over zero-width characters between two of the run. */
static const char *skip_ignored(const char *p, const char *end)
{
    size_t length;
    while (p < end && (token_class_at(p, end, &length) & UTF8_IGNORED))
        p += length;
    return p;
}

const char *token_scan_ngrams(scanner *s, const char *p)
{
    token_list *list = s->list;
    character pair[2];
    uint32_t count = 0;
    if (s->chain_parts)
        token_end_chain(s);
    while (read_character(p, s->end, &pair[count % 2])) {
        if (!token_reserve(list))
            return NULL;
        p = pair[count % 2].end;
        if (count > 0)
            emit_pair(s, &pair[(count + 1) % 2], &pair[count % 2], list->next_position + count - 1);
        count++;
        p = skip_ignored(p, s->end);
    }
    if (count == 1)
        emit_pair(s, &pair[0], NULL, list->next_position);
    list->next_position += count;
    s->gap = GAP_BREAK;
    return list->folded.failed ? NULL : p;
}
