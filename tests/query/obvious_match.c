/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which documents match. */
#include "obvious_parts.h"

static bool holds(asking *a, const parse_node *node, const field *f);

static bool is_anywhere(asking *a, const parse_node *node, const field *f)
{
    places found = places_of(a, node, f);
    bool any = found.n > 0;
    places_free(&found);
    return any;
}

static bool is_about(const asking *a, const parse_node *node)
{
    enum { COUNTRY = 1 };
    for (size_t i = 0; i < a->d->n_tags; i++) {
        const obvious_tag *tag = &a->d->tags[i];
        if (tag->kind == COUNTRY && tag->focus && is_whole_meant(node, tag->id))
            return true;
    }
    return false;
}

static bool holds_leaf(asking *a, const parse_node *node, const field *f)
{
    if (f == &field_table[FIELD_ABOUT])
        return is_about(a, node);
    if (f && f->kind == FIELD_WHOLE)
        return is_whole_meant(node, a->d->whole[f - field_table]);
    return is_anywhere(a, node, f);
}

static bool holds(asking *a, const parse_node *node, const field *f)
{
    switch (node->kind) {
    case PARSE_AND:
        for (const parse_node *child = node->child; child; child = child->next)
            if (!holds(a, child, f))
                return false;
        return true;
    case PARSE_OR:
        for (const parse_node *child = node->child; child; child = child->next)
            if (holds(a, child, f))
                return true;
        return false;
    case PARSE_NOT:
        return !holds(a, node->child, f);
    case PARSE_FIELD:
        return holds(a, node->child, node->field);
    case PARSE_NUMBERS:
        return a->d->running >= node->numbers.from && a->d->running <= node->numbers.to;
    case PARSE_RANGE:
        return a->d->published && a->d->published >= node->range.from &&
               a->d->published <= node->range.to;
    default:
        return holds_leaf(a, node, f);
    }
}

void obvious_find(const obvious_library *l, const parse_tree *tree, bool *found)
{
    asking a = {.l = l, .tree = tree};
    for (size_t i = 0; i < l->n; i++) {
        a.d = &l->documents[i];
        found[i] = holds(&a, tree->root, NULL);
    }
    meanings_free(&a);
}
