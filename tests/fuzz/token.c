/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tokens of any bytes keep the rules of token_rules.h, are the same each time and wherever the
 * text stands, and have terms. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tests/text/token_rules.h"
#include "text/stem.h"

#define BASE 1000

static void check(int truth)
{
    if (!truth)
        abort();
}

static void check_terms(const token_list *list, stemmer *s)
{
    for (size_t i = 0; i < list->count; i++) {
        const token *t = &list->tokens[i];
        slice fold = token_fold(list, t);
        slice term = stemmer_term(s, fold, t->flags);
        check(term.len > 0 && term.len <= fold.len + 8 && utf8_is_valid(term.data, term.len));
    }
}

static void check_same(const token_list *a, const token_list *b)
{
    check(a->count == b->count);
    for (size_t i = 0; i < a->count; i++) {
        const token *x = &a->tokens[i];
        const token *y = &b->tokens[i];
        check(x->offset + BASE == y->offset && x->length == y->length && x->flags == y->flags);
        check(x->position == y->position);
        check(slice_equal(token_fold(a, x), token_fold(b, y)));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static stemmer *english;
    slice text = {(const char *)data, size};
    token_list list = TOKEN_LIST_INIT;
    token_list again = TOKEN_LIST_INIT;
    if (!english)
        check(stemmer_create("en", &english) == DOSSIER_OK);
    check(token_scan(&list, text, 0) == DOSSIER_OK);
    for (size_t i = 0; i < list.count; i++)
        check(token_broken_rule(&list, i, text, 0) == NULL);
    check(list.count == 0 || (list.tokens[0].flags & TOKEN_PARAGRAPH));
    check(token_scan(&again, text, BASE) == DOSSIER_OK);
    check_same(&list, &again);
    check_terms(&list, english);
    token_list_free(&again);
    token_list_free(&list);
    return 0;
}
