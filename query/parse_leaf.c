/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/parse_leaf.h"

#include <string.h>

#include "store/error.h"
#include "text/utf8.h"

dossier_status parse_out_of_memory(parser *p)
{
    p->status = error_no_memory(p->error);
    return p->status;
}

parse_node *parse_node_create(parser *p, parse_kind kind, size_t offset, size_t end)
{
    parse_node *node = arena_alloc(&p->tree->memory, sizeof *node);
    if (!node) {
        parse_out_of_memory(p);
        return NULL;
    }
    *node = (parse_node){.kind = kind, .offset = offset, .length = end - offset};
    return node;
}

void parse_set_words(parser *p, parse_node *node, size_t first, size_t n)
{
    const token *t = p->tree->tokens.tokens + first;
    size_t end = 0;
    for (size_t i = 0; i < n; i++)
        if (!(t[i].flags & TOKEN_JOINED))
            end = (size_t)t[i].offset + t[i].length;
    node->token = first;
    node->n_tokens = n;
    node->text = (slice){p->lexer.query.data + t->offset, end - t->offset};
}

/* word~ of one word with letters enough; false when it was refused. */
static bool is_one_word(parser *p, const parse_node *node)
{
    enum { LEAST_LETTERS = 3 };
    bool one = node->n_tokens == 1;
    if (one && parse_letters(node->text) >= LEAST_LETTERS + node->number - 1)
        return true;
    p->status = lex_refuse(p->error, node->offset, node->length,
                           one ? "write the spellings out, or use a *" : "put the ~ after one word",
                           one ? "this word is too short for other spellings of it"
                               : "a ~ asks for other spellings of a single word");
    return false;
}

static size_t count_words(const parser *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n_tokens; i++)
        n += !(p->tree->tokens.tokens[p->token + i].flags & TOKEN_JOINED);
    return n;
}

static parse_node *make_words(parser *p)
{
    const lexeme *x = &p->next;
    if (x->pattern)
        return parse_pattern(p);
    if (count_words(p) > PARSE_MAX_PHRASE) {
        p->status =
            lex_refuse(p->error, x->offset, x->length, "shorten it, or let the words stand alone",
                       "this phrase has more than %d words", PARSE_MAX_PHRASE);
        return NULL;
    }
    parse_kind kind = x->kind == LEX_QUOTED ? PARSE_PHRASE : PARSE_WORD;
    if (x->exact)
        kind = PARSE_EXACT;
    if (x->edits)
        kind = PARSE_FUZZY;
    parse_node *node = parse_node_create(p, kind, x->offset, x->offset + x->length);
    if (!node)
        return NULL;
    parse_set_words(p, node, p->token, p->n_tokens);
    node->bracketed = x->kind == LEX_QUOTED;
    node->number = x->edits;
    if (kind == PARSE_FUZZY && !is_one_word(p, node))
        return NULL;
    if (kind == PARSE_EXACT && p->field && p->field->kind != FIELD_STEMMED) {
        p->status = lex_refuse(p->error, x->offset, x->length,
                               "leave out the =", "%s: has its words as they are", p->field->name);
        return NULL;
    }
    return node;
}

/* Is anything left of a value when it is folded? */
static bool folds_to_nothing(slice text)
{
    buf folded = BUF_INIT(PARSE_MAX_BYTES * 4);
    utf8_fold(text.data, text.len, &folded);
    bool nothing = slice_trim(buf_slice(&folded)).len == 0;
    buf_free(&folded);
    return nothing;
}

static parse_node *make_whole(parser *p)
{
    const lexeme *x = &p->next;
    slice text = parse_trim(x->text);
    if (x->pattern)
        text = parse_trim((slice){text.data, text.len - 1});
    if (folds_to_nothing(text)) {
        p->status = lex_refuse(p->error, x->offset, x->length, "put a value after the colon",
                               "there is nothing to look for in %s:", p->field->name);
        return NULL;
    }
    if (x->pattern && p->field->kind == FIELD_ENTITY) {
        p->status = lex_refuse(p->error, x->offset, x->length, "write the name, or its surname",
                               "a * can't stand in %s:, which knows names", p->field->name);
        return NULL;
    }
    if (p->field->kind == FIELD_SOUND && (x->pattern || memchr(text.data, '~', text.len))) {
        p->status =
            lex_refuse(p->error, x->offset, x->length, "leave out the mark",
                       "%s: finds all spellings, so a * or ~ says nothing more", p->field->name);
        return NULL;
    }
    if (x->pattern && (x->kind == LEX_QUOTED || x->text.data[x->text.len - 1] != '*')) {
        p->status = lex_refuse(p->error, x->offset, x->length, "write the beginning and one *",
                               "in %s: a * stands at the end of a word only", p->field->name);
        return NULL;
    }
    parse_kind kind = x->pattern ? PARSE_WILDCARD : PARSE_WORD;
    parse_node *node = parse_node_create(p, kind, x->offset, x->offset + x->length);
    if (!node)
        return NULL;
    node->text = text;
    if (x->pattern) {
        node->text.len = (size_t)(x->text.data + x->text.len - text.data);
        node->pattern = parse_fold_pattern(p, node->text);
    }
    return node;
}

parse_node *parse_leaf(parser *p)
{
    if (++p->leaves > PARSE_MAX_LEAVES) {
        p->status = lex_refuse(p->error, p->next.offset, 0, "shorten it",
                               "the query has more than %d words", PARSE_MAX_LEAVES);
        return NULL;
    }
    field_kind kind = p->field ? p->field->kind : FIELD_STEMMED;
    switch (kind) {
    case FIELD_DATE:
        return parse_dates(p);
    case FIELD_NUMBER:
        return parse_number_range(p);
    case FIELD_WHOLE:
    case FIELD_ENTITY:
    case FIELD_SOUND:
        return make_whole(p);
    case FIELD_STEMMED:
    case FIELD_WORDS:
        break;
    }
    return make_words(p);
}
