/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words with a * or ? in them. Where other words stand beside one in the same quotes or the same
 * hyphenated word, all of them must follow one another: "trade sanction*" is trade pre/1 sanction*.
 */
#include <string.h>

#include "query/parse_leaf.h"
#include "text/utf8.h"

enum { LEAST_LETTERS = 2 };

/* A run of the text: a word with a wildcard, or what stands between two of them. */
typedef struct run {
    size_t from, to;
    bool wild;
} run;

size_t parse_letters(slice text)
{
    size_t n = 0;
    uint32_t cp;
    for (size_t at = 0, length; at < text.len; at += length ? length : 1) {
        length = utf8_decode(text.data + at, text.len - at, &cp);
        n += (utf8_class(cp) & (UTF8_LETTER | UTF8_DIGIT | UTF8_NGRAM)) != 0;
    }
    return n;
}

slice parse_fold_pattern(parser *p, slice text)
{
    lex_scan s = {.text = text};
    buf folded = BUF_INIT(PARSE_MAX_BYTES * 4);
    size_t from = 0;
    while (lex_scan_next(&s)) {
        if (!s.wild)
            continue;
        char sign = s.c == '?' ? '?' : '*';
        utf8_fold(text.data + from, s.at - from, &folded);
        bool again = sign == '*' && folded.len > 0 && folded.data[folded.len - 1] == '*';
        if (!again)
            buf_push(&folded, sign);
        from = s.next;
    }
    utf8_fold(text.data + from, text.len - from, &folded);
    slice copy = arena_copy(&p->tree->memory, buf_slice(&folded));
    if (folded.failed || (folded.len && !copy.data))
        parse_out_of_memory(p);
    buf_free(&folded);
    return copy;
}

/* The next run from `from` on; false at the end. */
static bool next_run(slice text, size_t from, run *out)
{
    lex_scan s = {.text = {text.data + from, text.len - from}};
    size_t start = SIZE_MAX; /* of the word that is being passed */
    *out = (run){from, text.len, false};
    while (lex_scan_next(&s)) {
        bool part = s.wild || lex_is_word_char(s.c) || (s.c == '\'' && start != SIZE_MAX);
        if (!part && out->wild) {
            out->to = from + s.at;
            return true;
        }
        if (!part)
            start = SIZE_MAX;
        else if (start == SIZE_MAX)
            start = s.at;
        if (!s.wild || out->wild)
            continue;
        if (start > 0) {
            out->to = from + start;
            return true;
        }
        out->wild = true;
    }
    return out->from < out->to;
}

static parse_node *make_wildcard(parser *p, slice text, size_t offset)
{
    parse_node *node = parse_node_create(p, PARSE_WILDCARD, offset, offset + text.len);
    if (!node)
        return NULL;
    if (parse_letters(text) < LEAST_LETTERS) {
        p->status = lex_refuse(p->error, offset, text.len, "put more letters beside the *",
                               "a * needs at least two letters beside it");
        return NULL;
    }
    node->text = text;
    node->pattern = parse_fold_pattern(p, text);
    return node;
}

/* The words between two wildcards; NULL (without an error) when there are none. */
static parse_node *make_between(parser *p, slice text, size_t offset)
{
    token_list *tokens = &p->tree->tokens;
    size_t first = tokens->count;
    if (token_scan(tokens, text, (uint32_t)offset) != DOSSIER_OK) {
        parse_out_of_memory(p);
        return NULL;
    }
    if (tokens->count == first)
        return NULL;
    parse_kind kind = tokens->count - first == 1 ? PARSE_WORD : PARSE_PHRASE;
    parse_node *node = parse_node_create(p, kind, offset, offset + text.len);
    if (node)
        parse_set_words(p, node, first, tokens->count - first);
    return node;
}

/* Both, one directly after the other. */
static parse_node *join(parser *p, parse_node *before, parse_node *after)
{
    if (!before || !after)
        return before ? before : after;
    parse_node *node =
        parse_node_create(p, PARSE_NEAR, before->offset, after->offset + after->length);
    if (!node)
        return NULL;
    node->near = (proximity){.unit = PROXIMITY_WORDS, .distance = 1, .ordered = true};
    node->child = before;
    before->next = after;
    return node;
}

parse_node *parse_pattern(parser *p)
{
    slice text = p->next.text;
    size_t base = (size_t)(text.data - p->lexer.query.data), words = 0;
    parse_node *node = NULL;
    run r;
    for (size_t at = 0; next_run(text, at, &r) && p->status == DOSSIER_OK; at = r.to) {
        slice part = {text.data + r.from, r.to - r.from};
        parse_node *next =
            r.wild ? make_wildcard(p, part, base + r.from) : make_between(p, part, base + r.from);
        if (p->status == DOSSIER_OK && next && ++words > PARSE_MAX_PATTERN) {
            p->status =
                lex_refuse(p->error, p->next.offset, p->next.length,
                           "shorten it, or let the words stand alone",
                           "a phrase with a * in it has at most %d parts", PARSE_MAX_PATTERN);
        }
        node = p->status == DOSSIER_OK ? join(p, node, next) : NULL;
    }
    if (p->status != DOSSIER_OK || !node)
        return NULL;
    /* The words of a phrase, and of a hyphenated word, belong together. */
    node->bracketed = node->kind == PARSE_NEAR || p->next.kind == LEX_QUOTED;
    node->offset = p->next.offset;
    node->length = p->next.length;
    return node;
}
