/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "query/lex.h"
#include "query/parse.h"
#include "text/utf8.h"

/* Is the text read as one word, and nothing else, where it stands without quotes? */
static bool is_word(slice text)
{
    lexer l;
    note_list notes = {.count = 0};
    lex_start(&l, text, &notes, NULL);
    lexeme x = lex_next(&l);
    bool word = x.kind == LEX_WORD && x.length == text.len && !x.pattern && !x.edits;
    word &= notes.count == 0 && !notes.failed;
    note_list_free(&notes);
    return word;
}

static bool is_word_char(uint32_t c)
{
    return (utf8_class(c) & (UTF8_LETTER | UTF8_DIGIT | UTF8_MARK | UTF8_NGRAM)) != 0;
}

/* Can the text stand without quotes? It begins with a letter or digit, and a comma in it stands
 * before a digit, or it would separate. */
static bool is_bare(slice text)
{
    uint32_t c, after;
    for (size_t at = 0, length; (length = lex_char(text, at, &c)) > 0; at += length) {
        bool inner = at > 0 && c < 0x7F && strchr("-'.,_", (int)c);
        if (!is_word_char(c) && !inner && !(utf8_class(c) & UTF8_IGNORED))
            return false;
        if (c == ',' && (!lex_char(text, at + length, &after) || !(utf8_class(after) & UTF8_DIGIT)))
            return false;
    }
    return is_word(text);
}

/* In one line, valid, and without spaces at its ends. A sign that would stand for letters if this
 * were all of the text, but did not where it was typed, is left out. */
static void print_text(slice text, buf *out)
{
    lex_scan s = {.text = text};
    size_t spaces = 0, start = out->len;
    while (lex_scan_next(&s)) {
        if (s.c == ' ' || s.wild) {
            spaces++;
            continue;
        }
        for (; spaces > 0; spaces--)
            if (out->len > start)
                buf_push(out, ' ');
        if (utf8_is_valid(text.data + s.at, s.next - s.at))
            buf_append(out, text.data + s.at, s.next - s.at);
        else
            utf8_append(out, UTF8_REPLACEMENT);
    }
}

static void print_leaf(const parse_node *node, buf *out)
{
    bool word = node->kind == PARSE_WORD || node->kind == PARSE_EXACT;
    bool quoted = node->kind == PARSE_PHRASE || (word && !is_bare(node->text));
    if (node->kind == PARSE_EXACT)
        buf_push(out, '=');
    if (quoted)
        buf_push(out, '"');
    print_text(node->text, out);
    if (quoted)
        buf_push(out, '"');
    if (node->kind == PARSE_FUZZY)
        buf_printf(out, node->number > 1 ? "~%u" : "~", (unsigned)node->number);
}

/* As it was typed, but with one * for several and for a !. */
static void print_pattern(slice text, buf *out)
{
    lex_scan s = {.text = text};
    bool star = false;
    while (lex_scan_next(&s)) {
        bool another = s.wild && s.c != '?';
        if (another && !star)
            buf_push(out, '*');
        else if (!another)
            print_text((slice){text.data + s.at, s.next - s.at}, out);
        star = another;
    }
}

static void print_range(const date_range *range, buf *out)
{
    char day[16];
    if (range->from != 0)
        buf_append_slice(out, slice_of(date_format(range->from, day)));
    buf_append_slice(out, SLICE(".."));
    if (range->to != DATE_MAX)
        buf_append_slice(out, slice_of(date_format(range->to, day)));
}

static void print_numbers(const parse_numbers *n, buf *out)
{
    if (n->from > 0 || n->to == 0 || n->to == UINT64_MAX)
        buf_printf(out, "%llu", (unsigned long long)n->from);
    if (n->from == n->to)
        return;
    buf_append_slice(out, SLICE(".."));
    if (n->to != UINT64_MAX)
        buf_printf(out, "%llu", (unsigned long long)n->to);
}

static bool is_list(const parse_node *node)
{
    return node->kind == PARSE_AND || node->kind == PARSE_OR;
}

static void print_node(const parse_node *node, buf *out);

static void print_in_brackets(const parse_node *node, buf *out)
{
    bool brackets = is_list(node) || node->kind == PARSE_NEAR;
    if (brackets)
        buf_push(out, '(');
    print_node(node, out);
    if (brackets)
        buf_push(out, ')');
}

/* +5 and +s would be read as something else. */
static bool sign_needs_brackets(const parse_node *node)
{
    char plain[8];
    proximity near;
    const char *message, *hint;
    if (node->kind != PARSE_WORD || !is_bare(node->text))
        return false;
    size_t n = lex_plain(node->text, plain, sizeof plain);
    return proximity_read(plain, n, true, &near, &message, &hint) != PROXIMITY_NONE;
}

static void print_with_sign(const parse_node *node, buf *out)
{
    bool brackets = node->must && sign_needs_brackets(node);
    if (node->must)
        buf_push(out, '+');
    if (brackets)
        buf_push(out, '(');
    print_in_brackets(node, out);
    if (brackets)
        buf_push(out, ')');
}

static void print_list(const parse_node *list, buf *out)
{
    for (const parse_node *child = list->child; child; child = child->next) {
        if (child != list->child)
            buf_append_slice(out, list->kind == PARSE_AND ? SLICE(" AND ") : SLICE(" OR "));
        print_with_sign(child, out);
    }
}

static void print_near(const parse_node *node, buf *out)
{
    /* Directly before the operator it would be part of it. */
    bool is_not = node->child->kind == PARSE_WORD && is_bare(node->child->text) &&
                  slice_equal_nocase(node->child->text, SLICE("not"));
    buf_append_slice(out, is_not ? SLICE("(") : SLICE(""));
    print_in_brackets(node->child, out);
    buf_append_slice(out, is_not ? SLICE(") ") : SLICE(" "));
    proximity_print(&node->near, out);
    buf_push(out, ' ');
    print_in_brackets(node->child->next, out);
}

static void print_call(const char *name, const parse_node *node, buf *out)
{
    buf_append_slice(out, slice_of(name));
    if (node->number)
        buf_printf(out, "%u", (unsigned)node->number);
    buf_push(out, '(');
    print_node(node->child, out);
    buf_push(out, ')');
}

static void print_value(const parse_node *node, buf *out)
{
    bool brackets = node->kind == PARSE_NOT || node->kind == PARSE_ATLEAST;
    buf_append_slice(out, brackets ? SLICE("(") : SLICE(""));
    print_in_brackets(node, out);
    buf_append_slice(out, brackets ? SLICE(")") : SLICE(""));
}

static void print_node(const parse_node *node, buf *out)
{
    switch (node->kind) {
    case PARSE_AND:
    case PARSE_OR:
        print_list(node, out);
        break;
    case PARSE_NOT:
        buf_append_slice(out, SLICE("NOT "));
        print_in_brackets(node->child, out);
        break;
    case PARSE_FIELD:
        buf_append_slice(out, slice_of(node->field->name));
        buf_push(out, ':');
        print_value(node->child, out);
        break;
    case PARSE_NEAR:
        print_near(node, out);
        break;
    case PARSE_ATLEAST:
        print_call("atleast", node, out);
        break;
    case PARSE_FIRST:
        print_call("first", node, out);
        break;
    case PARSE_LEAD:
        print_call("lead", node, out);
        break;
    case PARSE_RANGE:
        print_range(&node->range, out);
        break;
    case PARSE_NUMBERS:
        print_numbers(&node->numbers, out);
        break;
    case PARSE_WILDCARD:
        print_pattern(node->text, out);
        break;
    case PARSE_WORD:
    case PARSE_PHRASE:
    case PARSE_EXACT:
    case PARSE_FUZZY:
        print_leaf(node, out);
        break;
    }
}

void parse_print(const parse_node *node, buf *out)
{
    if (!node)
        return;
    if (node->must)
        print_with_sign(node, out);
    else
        print_node(node, out);
}
