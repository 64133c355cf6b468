/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How a search came about: each stage from the text to the posting-list query; and what is missing
 * where it found nothing. */
#include <string.h>

#include "query/postings.h"
#include "query/rank.h"
#include "query/search.h"
#include "store/error.h"
#include "text/utf8.h"

enum {
    EXPLAIN_ITEMS = 200,
    EXPLAIN_COUNTS = 50,
    EXPLAIN_LINE = 16384, /* bytes of one text; more is cut */
    MISSING_NOTES = 5,
    KNOWN_VALUES = 8
};

/* In one line, without control characters or invalid bytes, cut where it is very long. */
static void put_clean(buf *out, slice text)
{
    uint32_t cp;
    size_t start = out->len;
    for (size_t at = 0, length; at < text.len; at += length ? length : 1) {
        if (out->len - start > EXPLAIN_LINE) {
            buf_append_slice(out, SLICE(" ..."));
            return;
        }
        length = utf8_decode(text.data + at, text.len - at, &cp);
        utf8_append(out, cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ? ' ' : cp);
    }
}

static const char *role_name(plan_role role)
{
    static const char *const names[] = {
        [PLAN_REQUIRED] = "required",
        [PLAN_OPTIONAL] = "not required, counts for ranking",
        [PLAN_LEFT_OUT] = "left out: it names no subject (with + or in quotes it is required)",
        [PLAN_EXCLUDED] = "must not occur",
        [PLAN_FILTER] = "required, does not count for ranking",
    };
    return names[role];
}

static void put_item(buf *out, const plan_item *item)
{
    buf_append_slice(out, SLICE("  "));
    if (item->field)
        buf_printf(out, "%s:", item->field->name);
    bool phrase = item->node->kind == PARSE_PHRASE;
    if (phrase)
        buf_push(out, '"');
    put_clean(out, item->shown);
    if (phrase)
        buf_push(out, '"');
    if (item->node->kind == PARSE_WILDCARD || item->node->kind == PARSE_FUZZY)
        buf_printf(out, "  %zu terms", item->n_terms);
    if (item->term.len) {
        buf_append_slice(out, SLICE("  term "));
        put_clean(out, item->term);
    }
    if (item->counted)
        buf_printf(out, "  %llu documents", (unsigned long long)item->documents);
    buf_printf(out, "  %s\n", role_name(item->role));
}

static void put_tree(buf *out, const parse_node *root)
{
    buf tree = BUF_INIT(EXPLAIN_LINE);
    parse_print(root, &tree);
    put_clean(out, buf_slice(&tree));
    buf_append_slice(out, tree.failed ? SLICE(" ...\n") : SLICE("\n"));
    buf_free(&tree);
}

static void put_items(buf *out, const plan *p)
{
    size_t n;
    const plan_item *items = plan_items(p, &n);
    buf_append_slice(out, SLICE("words\n"));
    for (size_t i = 0; i < n && i < EXPLAIN_ITEMS; i++)
        put_item(out, &items[i]);
    if (n > EXPLAIN_ITEMS)
        buf_printf(out, "  and %zu more\n", n - EXPLAIN_ITEMS);
}

static dossier_status put_postings(dossier_results *s, dossier_error *error)
{
    xapian_query *copy = NULL;
    xapian_error cause;
    slice text = {0};
    const xapian_query *ran = s->partial ? s->query : plan_query(s->plan);
    /* A query's description belongs to the query, so it is asked of a copy. */
    xapian_status got = xapian_query_scale(ran, 1, &copy, &cause);
    if (got == XAPIAN_OK)
        got = xapian_query_description(copy, &text.data, &text.len, &cause);
    if (got == XAPIAN_OK) {
        buf_append_slice(&s->explain, SLICE("posting lists\n  "));
        put_clean(&s->explain, text);
        buf_push(&s->explain, '\n');
    }
    xapian_query_free(copy);
    return got == XAPIAN_OK ? DOSSIER_OK : error_xapian(error, "the query can't be shown", &cause);
}

static void put_ranking(dossier_results *s)
{
    buf *out = &s->explain;
    if (s->options.sort != DOSSIER_BY_RELEVANCE) {
        buf_printf(out, "order\n  by date, %s first; documents without a date last\n",
                   s->options.sort == DOSSIER_BY_DATE ? "newest" : "oldest");
        return;
    }
    buf_append_slice(out, SLICE("order\n  by relevance: IneB2 with c = 1, headline words "
                                "twice"));
    if (plan_has_bonus(s->plan))
        buf_printf(out, "; neighbouring words add %g of a phrase's weight", RANK_PHRASE_FACTOR);
    buf_push(out, '\n');
}

dossier_status explain_search(dossier_results *s, dossier_error *error)
{
    buf *out = &s->explain;
    xapian_doccount documents = 0;
    dossier_status status = plan_count(s->plan, EXPLAIN_COUNTS, error);
    if (status != DOSSIER_OK)
        return status;
    (void)xapian_database_doccount(reader_database(s->reader), &documents, NULL);
    buf_append_slice(out, SLICE("query\n  "));
    put_clean(out, (slice){s->text, s->text_len});
    buf_append_slice(out, SLICE("\nread as\n  "));
    put_tree(out, s->tree.root);
    put_items(out, s->plan);
    status = put_postings(s, error);
    put_ranking(s);
    buf_printf(out, "matches\n  %s%llu of %u documents%s\n", s->match.exact ? "" : "about ",
               (unsigned long long)s->match.matches, documents,
               s->partial ? ", which have some of the words" : "");
    if (status == DOSSIER_OK && out->failed)
        status = error_no_memory(error);
    return status;
}

/* "article, cable": the values that a field has in the index, if they are few. */
static void list_values(dossier_results *s, const field *f, buf *out)
{
    xapian_term_iter *it;
    size_t n = 0, prefix = strlen(f->prefix);
    if (xapian_database_allterms(reader_database(s->reader), f->prefix, prefix, &it, NULL) !=
        XAPIAN_OK)
        return;
    while (n <= KNOWN_VALUES && xapian_term_iter_next(it, NULL) == XAPIAN_OK) {
        slice term;
        term.data = xapian_term_iter_term(it, &term.len);
        if (n++)
            buf_append_slice(out, SLICE(", "));
        put_clean(out, (slice){term.data + prefix, term.len - prefix});
    }
    xapian_term_iter_free(it);
    if (n > KNOWN_VALUES)
        buf_clear(out);
}

static void note_missing(dossier_results *s, const plan_item *item)
{
    char shown[NOTE_QUOTE];
    buf values = BUF_INIT(300), word = BUF_INIT(200);
    const char *name = item->field ? item->field->name : "";
    note_quote(item->shown, shown);
    if (item->field && item->field->kind == FIELD_WHOLE && item->field != &field_table[FIELD_ID])
        list_values(s, item->field, &values);
    if (!values.len && s->options.suggestions)
        plan_suggest(s->plan, item, &word);
    note_add(&s->tree.notes, "word-not-found", item->offset, item->length,
             "no document has %s%s\"%s\"%s%.*s%.*s%s", name, *name ? ":" : "", shown,
             values.len ? "; the index has "
             : word.len ? "; did you mean "
                        : "",
             (int)values.len, values.len ? values.data : "", (int)word.len,
             word.len ? word.data : "", word.len ? "?" : "");
    buf_free(&values);
    buf_free(&word);
}

/* All parts are somewhere: are they in one document, but not where the query asks? */
static dossier_status note_nothing(dossier_results *s, dossier_error *error)
{
    xapian_query *query = NULL;
    match found = {.matches = 0};
    dossier_status status = plan_anywhere(s->plan, &query, error);
    const match_request request = {.query = query, .exact = true};
    if (status == DOSSIER_OK && query)
        status = match_run(reader_database(s->reader), &request, &found, error);
    if (found.matches > 0)
        note_add(
            &s->tree.notes, "not-so-placed", 0, 0,
            "%llu %s all the words, but not where the query asks for them; a greater distance, "
            "w/p or AND finds more",
            (unsigned long long)found.matches,
            found.matches == 1 ? "document has" : "documents have");
    else
        note_add(&s->tree.notes, "nothing-matches", 0, 0,
                 "each part of the query is found in some document, but no document matches all "
                 "of it");
    match_free(&found);
    xapian_query_free(query);
    return status;
}

dossier_status explain_missing(dossier_results *s, dossier_error *error)
{
    size_t n, missing = 0;
    dossier_status status = plan_count(s->plan, EXPLAIN_COUNTS, error);
    if (status != DOSSIER_OK)
        return status;
    if (s->partial)
        note_add(&s->tree.notes, "no-document-has-all-words", 0, 0,
                 "no document has all of this; these have some of it");
    const plan_item *items = plan_items(s->plan, &n);
    for (size_t i = 0; i < n && missing < MISSING_NOTES; i++) {
        bool wanted = items[i].role == PLAN_REQUIRED || items[i].role == PLAN_FILTER ||
                      (items[i].role == PLAN_OPTIONAL && s->match.matches == 0);
        if (wanted && items[i].counted && items[i].documents == 0) {
            note_missing(s, &items[i]);
            missing++;
        }
    }
    if (!s->partial && missing == 0)
        status = note_nothing(s, error);
    if (s->tree.notes.failed)
        status = error_no_memory(error);
    return status;
}
