/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For a word that no document has: the word of the index that is spelt most like it. */
#include <string.h>

#include "query/planner.h"
#include "query/spelling.h"
#include "store/record.h"

enum { SHORT_WORD = 5, SHORTEST = 4 };

/* The nearest of the terms, and of those the most frequent; NULL when there is none. */
static const plan_term *nearest(const plan_expansion *found, size_t prefix, slice folded,
                                unsigned most, spelling *s)
{
    const plan_term *best = NULL;
    unsigned least = most + 1;
    for (size_t i = 0; i < found->count; i++) {
        const plan_term *t = found->terms[i];
        if (!spelling_init(s, folded, most))
            return NULL;
        unsigned d = spelling_distance(s, (slice){t->text.data + prefix, t->text.len - prefix});
        if (!best || d < least || (d == least && t->count > best->count)) {
            best = t;
            least = d;
        }
    }
    return best;
}

static xapian_docid first_document(plan *p, slice term)
{
    xapian_posting_iter *it = NULL;
    xapian_error cause;
    xapian_docid docid = 0;
    if (xapian_database_postlist(p->db, term.data, term.len, &it, &cause) == XAPIAN_OK &&
        xapian_posting_iter_next(it, &cause) == XAPIAN_OK)
        docid = xapian_posting_iter_docid(it);
    xapian_posting_iter_free(it);
    return docid;
}

/* Appends the word of the text, among those with this term, that is spelt most like what was typed;
 * false when there is none. */
static bool append_form(plan *p, slice text, slice stem, spelling *s, token_list *tokens, buf *out)
{
    const token *best = NULL;
    unsigned least = 0;
    token_list_clear(tokens);
    if (token_scan(tokens, text, 0) != DOSSIER_OK)
        return false;
    for (size_t i = 0; i < tokens->count; i++) {
        const token *t = &tokens->tokens[i];
        slice fold = token_fold(tokens, t);
        if (!t->length || !slice_equal(stemmer_term(p->stem, fold, t->flags), stem))
            continue;
        unsigned d = spelling_distance(s, fold);
        if (!best || d < least) {
            best = t;
            least = d;
        }
    }
    if (best)
        buf_append(out, text.data + best->offset, best->length);
    return best != NULL;
}

/* The index has stems; a document that has one tells a word that it is the stem of. */
static void append_word(plan *p, slice term, slice stem, spelling *s, buf *out)
{
    xapian_document *document = NULL;
    xapian_error cause;
    slice stored;
    record r;
    record_codec *codec = NULL;
    token_list tokens = TOKEN_LIST_INIT;
    xapian_docid docid = first_document(p, term);
    bool told = false;
    record_init(&r);
    if (docid && record_codec_create(&codec) == DOSSIER_OK &&
        xapian_database_get_document(p->db, docid, 0, &document, &cause) == XAPIAN_OK &&
        xapian_document_data(document, &stored.data, &stored.len, &cause) == XAPIAN_OK &&
        record_decode(stored, &r) == DOSSIER_OK &&
        record_inflate(codec, stored, &r, SIZE_MAX) == DOSSIER_OK)
        told = append_form(p, r.text, stem, s, &tokens, out) ||
               append_form(p, r.field[RECORD_NAME], stem, s, &tokens, out);
    if (!told)
        buf_append_slice(out, stem);
    token_list_free(&tokens);
    record_codec_free(codec);
    record_free(&r);
    xapian_document_free(document);
}

void plan_suggest(plan *p, const plan_item *item, buf *out)
{
    const parse_node *node = item->node;
    const field *f = item->field;
    if ((f && f->kind != FIELD_STEMMED) || node->kind != PARSE_WORD || item->term.len == 0)
        return;
    size_t prefix = f ? strlen(f->prefix) : 0, letters = parse_letters(item->shown);
    spelling *s = arena_alloc(&p->memory, sizeof *s);
    parse_node *fuzzy = arena_alloc(&p->memory, sizeof *fuzzy);
    if (!s || !fuzzy || letters < SHORTEST)
        return;
    *fuzzy = *node;
    fuzzy->kind = PARSE_FUZZY;
    fuzzy->number = letters <= SHORT_WORD ? 1 : 2;
    while (fuzzy->n_tokens > 1 && plan_token(p, fuzzy->token)->offset != item->offset) {
        fuzzy->token++;
        fuzzy->n_tokens--;
    }
    p->make = (postings_maker){.status = DOSSIER_OK};
    slice folded = token_fold(&p->tree->tokens, plan_token(p, fuzzy->token));
    const plan_term *best = nearest(plan_expand(p, fuzzy, f), prefix, folded, fuzzy->number, s);
    if (!best)
        return;
    append_word(p, best->text, (slice){best->text.data + prefix, best->text.len - prefix}, s, out);
}
