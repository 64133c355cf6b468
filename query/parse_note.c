/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Remarks on queries that could be read in several ways: which reading was taken. */
#include "query/parse_leaf.h"

/* A proximity operator without brackets around it and its sides. */
static bool is_open_near(const parse_node *node)
{
    return node->kind == PARSE_NEAR && !node->bracketed;
}

/* A word that could belong to what stands beside it. */
static bool is_loose(const parse_node *node)
{
    return !node->bracketed && (node->kind == PARSE_WORD || node->kind == PARSE_EXACT ||
                                node->kind == PARSE_FUZZY || node->kind == PARSE_WILDCARD);
}

static void print_side(const parse_node *node, buf *out)
{
    buf_append_slice(out, node->kind == PARSE_NEAR ? SLICE("(") : SLICE(""));
    parse_print(node, out);
    buf_append_slice(out, node->kind == PARSE_NEAR ? SLICE(")") : SLICE(""));
}

void parse_note_chain(parser *p, const parse_node *node)
{
    const parse_node *left = node->child;
    if (!is_open_near(left) || proximity_equal(&left->near, &node->near) ||
        p->tree->notes.count == NOTES_MAX)
        return;
    buf text = BUF_INIT(400);
    parse_print(node, &text);
    note_add(&p->tree->notes, "left-to-right", node->offset, node->length,
             "different operators in a row are read from left to right: %.*s%s; brackets make it "
             "certain",
             (int)text.len, text.len ? text.data : "", text.failed ? " ..." : "");
    buf_free(&text);
}

void parse_note_neighbours(parser *p, const parse_node *a, const parse_node *b)
{
    const parse_node *near = is_open_near(a) ? a : b, *other = near == a ? b : a;
    if (!is_open_near(near) || (!is_loose(other) && !is_open_near(other)) ||
        p->tree->notes.count == NOTES_MAX)
        return;
    buf text = BUF_INIT(400), operator= BUF_INIT(20);
    proximity_print(&near->near, &operator);
    print_side(a, &text);
    buf_append_slice(&text, SLICE(" AND "));
    print_side(b, &text);
    note_add(&p->tree->notes, "near-before-and", a->offset, b->offset + b->length - a->offset,
             "%.*s joins only what stands next to it, so this was read as %.*s%s; put words that "
             "belong together in quotes",
             (int)operator.len, operator.data ? operator.data : "", (int)text.len,
             text.len ? text.data : "", text.failed ? " ..." : "");
    buf_free(&text);
    buf_free(&operator);
}

void parse_note_mixture(parser *p, const parse_node *either)
{
    const parse_node *mixed = NULL;
    buf text = BUF_INIT(400), operator= BUF_INIT(20);
    for (const parse_node *child = either->child; child; child = child->next)
        if ((child->kind == PARSE_AND && !child->bracketed) || (is_open_near(child) && !mixed))
            mixed = child;
    if (!mixed || p->tree->notes.count == NOTES_MAX)
        return;
    if (mixed->kind == PARSE_NEAR)
        proximity_print(&mixed->near, &operator);
    else
        buf_append_slice(&operator, SLICE("AND"));
    parse_print(either, &text);
    note_add(&p->tree->notes, mixed->kind == PARSE_NEAR ? "near-before-or" : "and-before-or",
             either->offset, either->length,
             "%.*s binds before OR, so this was read as %.*s%s; brackets make it certain",
             (int)operator.len, operator.data ? operator.data : "", (int)text.len,
             text.len ? text.data : "", text.failed ? " ..." : "");
    buf_free(&text);
    buf_free(&operator);
}
