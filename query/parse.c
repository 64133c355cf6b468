/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The grammar, by recursive descent:
 *
 *   either  = all { "OR" all }
 *   all     = [NOT|-|+] near { ["AND"] [NOT|-|+] near }
 *   near    = operand { proximity operand }
 *   operand = "(" either ")" | field ":" ( leaf | "(" either ")" ) | leaf
 *           | ( "atleast3" | "first50" | "lead" ) "(" either ")"
 */
#include "query/parse.h"

#include <stdlib.h>
#include <string.h>

#include "query/parse_leaf.h"
#include "store/error.h"

static parse_node *parse_either(parser *p);

static bool refuse(parser *p, const lexeme *at, const char *hint, const char *message)
{
    p->status = lex_refuse(p->error, at->offset, at->length, hint, "%s", message);
    return false;
}

static void note_wordless(parser *p, const lexeme *x)
{
    char shown[NOTE_QUOTE];
    note_quote((slice){p->lexer.query.data + x->offset, x->length}, shown);
    note_add(&p->tree->notes, "punctuation-ignored", x->offset, x->length,
             "%s has no word in it and was ignored", shown);
}

/* Scans the words of p->next; false when it should have some and has none. */
static bool scan_words(parser *p)
{
    token_list *tokens = &p->tree->tokens;
    lex_kind kind = p->next.kind;
    bool words = !p->field || p->field->kind == FIELD_STEMMED || p->field->kind == FIELD_WORDS;
    p->token = tokens->count;
    p->n_tokens = 0;
    if ((kind != LEX_WORD && kind != LEX_QUOTED) || !words)
        return true;
    uint32_t base = (uint32_t)(p->next.text.data - p->lexer.query.data);
    if (token_scan(tokens, p->next.text, base) != DOSSIER_OK) {
        parse_out_of_memory(p);
        return true;
    }
    p->n_tokens = tokens->count - p->token;
    return p->n_tokens > 0;
}

/* Goes to the next lexeme that means something. */
static void advance(parser *p)
{
    while (p->status == DOSSIER_OK) {
        p->next = lex_next(&p->lexer);
        if (p->next.kind == LEX_REFUSED)
            p->status = DOSSIER_BAD_QUERY;
        bool value = p->value_expected;
        p->value_expected = false;
        if (scan_words(p) || value)
            return;
        note_wordless(p, &p->next);
    }
}

static bool ends(const parser *p)
{
    return p->status != DOSSIER_OK || p->next.kind == LEX_END || p->next.kind == LEX_CLOSE;
}

/* Brackets, up to the closing one, which stays p->next. NULL (without an error) when there is
 * nothing in them. */
static parse_node *parse_brackets(parser *p)
{
    lexeme open = p->next;
    if (++p->depth > PARSE_MAX_DEPTH) {
        refuse(p, &open, "take away brackets that do nothing",
               "the brackets are nested too deeply");
        return NULL;
    }
    advance(p);
    parse_node *node = parse_either(p);
    if (p->status != DOSSIER_OK)
        return NULL;
    if (node)
        node->bracketed = true;
    if (node && open.square && (node->child || node->must))
        note_add(&p->tree->notes, "read-as-operator", open.offset, open.length,
                 "[ and { were read as brackets");
    if (p->next.kind == LEX_END)
        note_add(&p->tree->notes, "bracket-closed", open.offset, open.length,
                 "the closing bracket is missing; it was put at the end");
    if (!node)
        note_add(&p->tree->notes, "punctuation-ignored", open.offset,
                 p->next.offset + p->next.length - open.offset,
                 "the brackets have nothing in them and were ignored");
    p->depth--;
    return node;
}

static parse_node *parse_field(parser *p)
{
    lexeme name = p->next;
    char shown[NOTE_QUOTE];
    if (p->field) {
        refuse(p, &name, "close the bracket before it", "a field can't stand inside another one");
        return NULL;
    }
    p->field = name.field;
    p->when = name.when;
    p->value_expected = true;
    advance(p);
    if (p->status != DOSSIER_OK)
        return NULL;
    bool words = p->field->kind == FIELD_STEMMED || p->field->kind == FIELD_WORDS;
    bool leaf =
        (p->next.kind == LEX_WORD || p->next.kind == LEX_QUOTED) && (!words || p->n_tokens > 0);
    if (!leaf && p->next.kind == LEX_FIELD) {
        refuse(p, &name, "give each field a value of its own",
               "a field's value can't be another field");
        return NULL;
    }
    note_quote((slice){p->lexer.query.data + name.offset, name.length}, shown);
    if (!leaf && p->next.kind != LEX_OPEN) {
        refuse(p, &name, "put a word, a phrase in quotes or a bracket directly after the colon",
               "this field has no value");
        return NULL;
    }
    if (p->next.spaced)
        note_add(&p->tree->notes, "field-joined", name.offset, p->next.offset - name.offset,
                 "the space after %s was left out; if a word was meant, leave out the colon",
                 shown);
    parse_node *value = leaf ? parse_leaf(p) : parse_brackets(p);
    if (p->status != DOSSIER_OK)
        return NULL;
    if (!value) {
        refuse(p, &name, "put a word between the brackets", "this field has no value");
        return NULL;
    }
    parse_node *node =
        parse_node_create(p, PARSE_FIELD, name.offset, p->next.offset + p->next.length);
    if (node) {
        node->field = name.field;
        node->child = value;
    }
    p->field = NULL;
    p->when = LEX_WITHIN;
    return node;
}

/* atleast3(...), first50(...), lead(...). */
static parse_node *parse_call(parser *p)
{
    static const parse_kind kinds[] = {
        [LEX_ATLEAST] = PARSE_ATLEAST, [LEX_FIRST] = PARSE_FIRST, [LEX_LEAD] = PARSE_LEAD};
    lexeme name = p->next;
    char shown[NOTE_QUOTE];
    note_quote((slice){p->lexer.query.data + name.offset, name.length}, shown);
    if (p->field && name.kind != LEX_ATLEAST) {
        refuse(p, &name, "write it beside the field: title(x) lead(y)",
               "a field has no beginning and no first paragraph");
        return NULL;
    }
    advance(p);
    parse_node *inside = p->status == DOSSIER_OK ? parse_brackets(p) : NULL;
    if (p->status != DOSSIER_OK)
        return NULL;
    if (!inside) {
        refuse(p, &name, "put a word between the brackets", "there is nothing to look for in it");
        return NULL;
    }
    if (!parse_placed(p, inside, shown))
        return NULL;
    parse_node *node =
        parse_node_create(p, kinds[name.kind], name.offset, p->next.offset + p->next.length);
    if (node) {
        node->number = name.number;
        node->child = inside;
    }
    return node;
}

/* One operand. NULL without an error: brackets with nothing in them. */
static parse_node *parse_operand(parser *p)
{
    parse_node *node = NULL;
    if (p->next.unclosed)
        note_add(&p->tree->notes, "quote-closed", p->next.offset, p->next.length,
                 "the closing quotation mark is missing; it was put at the end");
    if (p->next.kind == LEX_OPEN)
        node = parse_brackets(p);
    else if (p->next.kind == LEX_FIELD)
        node = parse_field(p);
    else if (p->next.kind == LEX_ATLEAST || p->next.kind == LEX_FIRST || p->next.kind == LEX_LEAD)
        node = parse_call(p);
    else
        node = parse_leaf(p);
    if (p->status == DOSSIER_OK)
        advance(p);
    return p->status == DOSSIER_OK ? node : NULL;
}

static bool is_operator(lex_kind kind)
{
    return kind == LEX_AND || kind == LEX_OR || kind == LEX_NEAR;
}

/* Is there an operand for the operator that was just passed over? */
static bool near_follows(parser *p, const lexeme *op, const char *shown)
{
    if (p->status != DOSSIER_OK)
        return false;
    if (!ends(p) && !is_operator(p->next.kind) && p->next.kind != LEX_NOT &&
        p->next.kind != LEX_MINUS && p->next.kind != LEX_PLUS)
        return true;
    p->status = lex_refuse(p->error, op->offset, op->length,
                           "put a word, a phrase in quotes or a bracket on both sides of it",
                           "there is nothing after %s that could be near", shown);
    return false;
}

static parse_node *join_near(parser *p, parse_node *left, parse_node *right, const lexeme *op,
                             const char *shown)
{
    if (!parse_placed(p, left, shown) || !parse_placed(p, right, shown))
        return NULL;
    parse_node *node =
        parse_node_create(p, PARSE_NEAR, left->offset, right->offset + right->length);
    if (!node)
        return NULL;
    node->near = op->near;
    node->child = left;
    left->next = right;
    return node;
}

/* An operand and what stands near it, from left to right. */
static parse_node *parse_near(parser *p)
{
    parse_node *left = parse_operand(p);
    for (size_t n = 0; p->status == DOSSIER_OK && p->next.kind == LEX_NEAR; n++) {
        lexeme op = p->next;
        char shown[NOTE_QUOTE];
        note_quote((slice){p->lexer.query.data + op.offset, op.length}, shown);
        if (!left || n == PARSE_MAX_CHAIN) {
            refuse(p, &op, "put a word, a phrase in quotes or a bracket on both sides of it",
                   left ? "too many operators in a row" : "there is nothing before it");
            return NULL;
        }
        advance(p);
        if (!near_follows(p, &op, shown))
            return NULL;
        parse_node *right = parse_operand(p);
        if (p->status == DOSSIER_OK && !right)
            refuse(p, &op, "put a word between the brackets", "there is nothing after it");
        left = p->status == DOSSIER_OK ? join_near(p, left, right, &op, shown) : NULL;
        if (left)
            parse_note_chain(p, left);
    }
    return p->status == DOSSIER_OK ? left : NULL;
}

static parse_node *negate(parser *p, parse_node *node, size_t offset)
{
    if (node->kind == PARSE_NOT)
        return node->child;
    parse_node *outer = parse_node_create(p, PARSE_NOT, offset, node->offset + node->length);
    if (outer)
        outer->child = node;
    return outer;
}

/* Reads the signs before an operand. A sign belongs to what stands directly after it: where that
 * had no word and was passed over, so is the sign. */
static bool read_signs(parser *p, bool *negative, bool *must)
{
    bool any = false;
    while (p->status == DOSSIER_OK &&
           (p->next.kind == LEX_NOT || p->next.kind == LEX_MINUS || p->next.kind == LEX_PLUS)) {
        lexeme sign = p->next;
        advance(p);
        if (sign.kind != LEX_NOT && p->next.spaced && p->status == DOSSIER_OK) {
            note_wordless(p, &sign);
            continue;
        }
        if (sign.kind == LEX_PLUS)
            *must = true;
        else
            *negative = !*negative;
        any = true;
    }
    return any;
}

/* An operand with its signs; two negations cancel out. NULL without an error: there is none. */
static parse_node *parse_signed(parser *p)
{
    lexeme sign = p->next;
    bool negative = false, must = false;
    bool any = read_signs(p, &negative, &must);
    if (p->status != DOSSIER_OK)
        return NULL;
    bool none = ends(p) || is_operator(p->next.kind);
    if (any && none) {
        refuse(p, &sign, "put a word after it; in lower case, not is a word",
               "there is nothing after NOT, - or +");
        return NULL;
    }
    parse_node *node = none ? NULL : parse_near(p);
    if (!node)
        return NULL;
    node->must = must && !negative && node->kind != PARSE_NOT;
    return negative ? negate(p, node, sign.offset) : node;
}

/* After an AND or OR: true when an operand may follow; at the end the operator is left out with a
 * note. */
static bool operand_follows(parser *p, const lexeme *op, const char *name)
{
    if (p->status != DOSSIER_OK)
        return false;
    if (ends(p)) {
        note_add(&p->tree->notes, "operator-ignored", op->offset, op->length,
                 "there is nothing after %s; it was left out", name);
        return false;
    }
    if (is_operator(p->next.kind))
        return refuse(p, &p->next, "leave one of them out; in lower case, and and or are words",
                      "two operators follow one another");
    return true;
}

/* A list of one is its only member; children of the same kind (from brackets) join their parent. */
static parse_node *finish_list(parse_node *list)
{
    if (!list->child)
        return NULL;
    if (!list->child->next)
        return list->child;
    parse_node *last = list->child;
    while (last->next)
        last = last->next;
    list->offset = list->child->offset;
    list->length = last->offset + last->length - list->offset;
    for (parse_node **at = &list->child; *at;) {
        parse_node *child = *at;
        if (child->kind != list->kind || child->must) {
            at = &child->next;
            continue;
        }
        parse_node *end = child->child;
        while (end->next)
            end = end->next;
        end->next = child->next;
        *at = child->child;
        at = &end->next;
    }
    return list;
}

/* An operator where there is nothing before it. */
static bool refuse_leading(parser *p, const lexeme *op)
{
    if (op->kind == LEX_AND)
        return refuse(p, op, "leave it out; in lower case, and is a word",
                      "there is nothing before AND");
    return refuse(p, op, "put a word before it, or put it in quotes if it is a word",
                  "there is nothing before this operator that could be near");
}

static parse_node *parse_all(parser *p)
{
    parse_node *list = parse_node_create(p, PARSE_AND, p->next.offset, p->next.offset);
    parse_node **end = list ? &list->child : NULL, *last = NULL;
    while (!ends(p) && p->next.kind != LEX_OR) {
        lexeme op = p->next;
        if (op.kind == LEX_NEAR || (op.kind == LEX_AND && !list->child)) {
            refuse_leading(p, &op);
            return NULL;
        }
        if (op.kind == LEX_AND) {
            advance(p);
            if (!operand_follows(p, &op, "AND"))
                break;
        }
        parse_node *node = parse_signed(p);
        if (!node)
            continue;
        if (last && op.kind != LEX_AND)
            parse_note_neighbours(p, last, node);
        *end = node;
        end = &node->next;
        last = node;
    }
    return p->status == DOSSIER_OK ? finish_list(list) : NULL;
}

static parse_node *parse_either(parser *p)
{
    parse_node *list = parse_node_create(p, PARSE_OR, p->next.offset, p->next.offset);
    if (!list)
        return NULL;
    parse_node *node = parse_all(p);
    list->child = node;
    parse_node **end = node ? &node->next : &list->child;
    while (p->status == DOSSIER_OK && p->next.kind == LEX_OR) {
        lexeme op = p->next;
        if (!list->child) {
            refuse(p, &op, "leave it out; in lower case, or is a word",
                   "there is nothing before OR");
            return NULL;
        }
        advance(p);
        if (!operand_follows(p, &op, "OR"))
            break;
        node = parse_all(p);
        if (!node)
            continue;
        *end = node;
        end = &node->next;
    }
    if (p->status != DOSSIER_OK)
        return NULL;
    node = finish_list(list);
    if (node == list)
        parse_note_mixture(p, list);
    return node;
}

/* Text that is words only: each becomes a leaf; the parts of a hyphenated word stay together. */
static parse_node *parse_plain(parser *p)
{
    slice text = p->lexer.query;
    token_list *list = &p->tree->tokens;
    parse_node *all = parse_node_create(p, PARSE_AND, 0, text.len);
    if (!all || token_scan(list, text, 0) != DOSSIER_OK) {
        parse_out_of_memory(p);
        return NULL;
    }
    parse_node **end = &all->child;
    for (size_t i = 0, n; i < list->count && p->status == DOSSIER_OK; i += n) {
        for (n = 1; i + n < list->count; n++)
            if (!(list->tokens[i + n].flags & (TOKEN_HYPHEN | TOKEN_JOINED)))
                break;
        const token *t = &list->tokens[i];
        p->next = (lexeme){.kind = LEX_WORD, .offset = t->offset, .length = t->length};
        p->token = i;
        p->n_tokens = n;
        parse_node *node = parse_leaf(p);
        if (!node)
            break;
        *end = node;
        end = &node->next;
    }
    return p->status == DOSSIER_OK ? finish_list(all) : NULL;
}

static dossier_status parse_all_of_it(parser *p)
{
    slice text = p->lexer.query;
    advance(p);
    parse_node *root = parse_either(p);
    if (p->status == DOSSIER_OK && p->next.kind == LEX_CLOSE)
        refuse(p, &p->next, "take it out, or put its partner before it",
               "this closing bracket has no partner");
    if (p->status == DOSSIER_OK && !root)
        p->status = lex_refuse(p->error, 0, text.len, "give at least one word",
                               slice_trim(text).len ? "there is no word in this query"
                                                    : "the query is empty");
    p->tree->root = root;
    return p->status;
}

dossier_status parse_query(slice text, const parse_options *options, parse_tree *tree,
                           dossier_error *error)
{
    *tree = (parse_tree){.tokens = TOKEN_LIST_INIT};
    if (text.len > PARSE_MAX_BYTES)
        return lex_refuse(error, PARSE_MAX_BYTES, 0, "shorten it",
                          "the query is longer than a megabyte");
    parser p = {.tree = tree, .today = options->today, .error = error};
    if (!p.today)
        p.today = date_today();
    lex_start(&p.lexer, text, &tree->notes, error);
    if (!options->plain)
        return parse_all_of_it(&p);
    tree->root = parse_plain(&p);
    if (p.status == DOSSIER_OK && !tree->root)
        p.status = lex_refuse(error, 0, text.len, "give at least one word",
                              "there is no word in this query");
    return p.status;
}

void parse_tree_free(parse_tree *tree)
{
    if (!tree)
        return;
    tree->root = NULL;
    token_list_free(&tree->tokens);
    note_list_free(&tree->notes);
    arena_free(&tree->memory);
}
