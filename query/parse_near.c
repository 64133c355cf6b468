/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What may stand in a proximity operator and its like: parts of the text, which have a place. */
#include <string.h>

#include "query/parse_leaf.h"

bool parse_is_span(const parse_node *node)
{
    switch (node->kind) {
    case PARSE_NEAR:
    case PARSE_ATLEAST:
    case PARSE_FIRST:
    case PARSE_LEAD:
    case PARSE_EXACT:
        return true;
    case PARSE_AND:
    case PARSE_OR:
    case PARSE_NOT:
    case PARSE_FIELD:
    case PARSE_WORD:
    case PARSE_PHRASE:
    case PARSE_FUZZY:
    case PARSE_WILDCARD:
    case PARSE_RANGE:
    case PARSE_NUMBERS:
        break;
    }
    return false;
}

/* Do the terms of the field stand at the positions of the text? */
static bool is_placed(const field *f)
{
    return f == &field_table[FIELD_TITLE] || f->kind == FIELD_SOUND ||
           (f->kind == FIELD_ENTITY && f != &field_table[FIELD_ABOUT]);
}

const parse_node *parse_find_unplaced(const parse_node *node)
{
    switch (node->kind) {
    case PARSE_AND:
    case PARSE_NOT:
    case PARSE_RANGE:
    case PARSE_NUMBERS:
        return node;
    case PARSE_FIELD:
        return is_placed(node->field) ? parse_find_unplaced(node->child) : node;
    case PARSE_OR:
    case PARSE_NEAR:
    case PARSE_ATLEAST:
    case PARSE_FIRST:
    case PARSE_LEAD:
        for (const parse_node *child = node->child; child; child = child->next) {
            const parse_node *bad = parse_find_unplaced(child);
            if (bad)
                return bad;
        }
        return NULL;
    case PARSE_WORD:
    case PARSE_PHRASE:
    case PARSE_EXACT:
    case PARSE_FUZZY:
    case PARSE_WILDCARD:
        break;
    }
    return NULL;
}

/* Do words and phrases stand side by side in it, which were perhaps meant as a phrase? */
static bool only_words(const parse_node *all)
{
    for (const parse_node *child = all->child; child; child = child->next)
        if (child->kind != PARSE_WORD)
            return false;
    return true;
}

bool parse_placed(parser *p, const parse_node *operand, const char *operator)
{
    const parse_node *bad = parse_find_unplaced(operand);
    char shown[NOTE_QUOTE];
    if (p->field && p->field->kind != FIELD_WORDS && !is_placed(p->field)) {
        p->status = lex_refuse(p->error, operand->offset, operand->length,
                               "write AND between them, or put them in quotes",
                               "the words of %s: have no place for %s", p->field->name, operator);
        return false;
    }
    if (!bad)
        return true;
    if (bad->kind == PARSE_AND)
        p->status =
            lex_refuse(p->error, bad->offset, bad->length,
                       only_words(bad) ? "put words that belong together in quotes, or OR between "
                                         "words of which one is enough"
                                       : "write each of them with an operator of its own: "
                                         "(a w/5 c) AND (b w/5 c)",
                       "several words that must all occur have no one place for %s", operator);
    else if (bad->kind == PARSE_NOT)
        p->status = lex_refuse(p->error, bad->offset, bad->length,
                               "write a NOT w/5 b for an a without a b near it, or put the NOT "
                               "outside",
                               "what is not there has no place for %s", operator);
    else
        p->status = lex_refuse(
            p->error, bad->offset, bad->length, "join it with AND instead",
            "%s is no part of the text, so it has no place for %s",
            note_quote((slice){p->lexer.query.data + bad->offset, bad->length}, shown), operator);
    return false;
}
