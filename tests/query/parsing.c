/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/query/parsing.h"

parsed parse(slice text, bool plain)
{
    parsed p = {.printed = ""};
    const parse_options options = {.plain = plain, .today = PARSING_TODAY};
    buf out = BUF_INIT(sizeof p.printed - 1);
    p.status = parse_query(text, &options, &p.tree, &p.error);
    if (p.status == DOSSIER_OK)
        parse_print(p.tree.root, &out);
    if (out.len)
        memcpy(p.printed, out.data, out.len);
    buf_free(&out);
    return p;
}

void check_trees(const tree_row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        parsed p = parse(slice_of(rows[i].query), false);
        if (p.status != DOSSIER_OK)
            fail_msg("%s: refused at %zu: %s", rows[i].query, p.error.offset, p.error.message);
        if (strcmp(p.printed, rows[i].tree) != 0)
            fail_msg("%s: read as %s, not as %s", rows[i].query, p.printed, rows[i].tree);
        parsed again = parse(slice_of(p.printed), false);
        if (again.status != DOSSIER_OK || strcmp(again.printed, p.printed) != 0)
            fail_msg("%s: printed as %s, which is read as %s %s", rows[i].query, p.printed,
                     again.printed, again.error.message);
        parse_tree_free(&again.tree);
        parse_tree_free(&p.tree);
    }
}

void check_errors(const error_row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        parsed p = parse(slice_of(rows[i].query), false);
        if (p.status != DOSSIER_BAD_QUERY)
            fail_msg("%s: was read as %s", rows[i].query, p.printed);
        if (p.error.offset != rows[i].offset || p.error.length != rows[i].length)
            fail_msg("%s: refused at %zu+%zu (%s), not at %zu+%zu", rows[i].query, p.error.offset,
                     p.error.length, p.error.message, rows[i].offset, rows[i].length);
        if (rows[i].hint && !strstr(p.error.hint, rows[i].hint))
            fail_msg("%s: the hint is \"%s\"", rows[i].query, p.error.hint);
        assert_true(p.error.message[0] != '\0');
        assert_true(p.error.offset + p.error.length <= strlen(rows[i].query));
        parse_tree_free(&p.tree);
    }
}

void check_notes(const note_row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        parsed p = parse(slice_of(rows[i].query), false);
        const note_list *notes = &p.tree.notes;
        if (p.status != DOSSIER_OK)
            fail_msg("%s: refused at %zu: %s", rows[i].query, p.error.offset, p.error.message);
        if (notes->count != (rows[i].code != NULL))
            fail_msg("%s: %zu remarks, the first is %s", rows[i].query, notes->count,
                     notes->count ? notes->items[0].code : "none");
        if (rows[i].code &&
            (strcmp(notes->items[0].code, rows[i].code) != 0 ||
             notes->items[0].offset != rows[i].offset || notes->items[0].length != rows[i].length))
            fail_msg("%s: %s at %zu+%zu", rows[i].query, notes->items[0].code,
                     notes->items[0].offset, notes->items[0].length);
        parse_tree_free(&p.tree);
    }
}
