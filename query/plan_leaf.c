/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Leaves of the tree to queries: phrases, wildcards, whole values and dates. */
#include <string.h>

#include "query/planner.h"
#include "store/error.h"
#include "text/utf8.h"

/* The parts of a phrase in order; *joined (may be NULL) receives the token that is all of it in one
 * word. */
static xapian_query *words_in_order(plan *p, const parse_node *node, const field *f,
                                    const token **joined)
{
    char bytes[FIELD_TERM_MAX];
    postings parts = {0};
    size_t n = 0;
    for (size_t i = 0; i < node->n_tokens && p->make.status == DOSSIER_OK; i++) {
        const token *t = plan_token(p, node->token + i);
        if (!(t->flags & TOKEN_JOINED)) {
            slice term = plan_token_term(p, f, t, bytes);
            postings_add(&p->make, &parts, postings_term(&p->make, term, 1));
            n++;
        } else if (joined && t->length == node->text.len) {
            *joined = t;
        }
    }
    return postings_join(&p->make, XAPIAN_OP_PHRASE, &parts, n);
}

/* counter-terrorism: "counter terrorism", or counterterrorism. */
static xapian_query *hyphenated(plan *p, const parse_node *node, const field *f)
{
    char bytes[FIELD_TERM_MAX];
    const token *joined = NULL;
    postings either = {0};
    postings_add(&p->make, &either, words_in_order(p, node, f, &joined));
    if (joined) {
        slice term = plan_token_term(p, f, joined, bytes);
        postings_add(&p->make, &either, postings_term(&p->make, term, 1));
    }
    return postings_join(&p->make, XAPIAN_OP_MAX, &either, 0);
}

slice plan_fold(plan *p, slice text)
{
    buf folded = BUF_INIT(1 << 20);
    utf8_fold(text.data, text.len, &folded);
    slice copy = arena_copy(&p->memory, slice_trim(buf_slice(&folded)));
    if (folded.failed || (folded.len && !copy.data))
        p->make.status = error_no_memory(p->make.error);
    buf_free(&folded);
    return copy;
}

/* The words that a fuzzy word or a sound was found to stand for, the most frequent first. */
static void note_words(plan *p, const parse_node *node, const plan_expansion *found)
{
    enum { SHOWN = 8 };
    char shown[NOTE_QUOTE];
    buf list = BUF_INIT(600);
    for (size_t i = 0; i < found->count && i < SHOWN; i++) {
        buf_append_slice(&list, i ? SLICE(", ") : SLICE(""));
        buf_append_slice(&list, found->terms[i]->text);
    }
    if (found->count > SHOWN)
        buf_printf(&list, " and %zu more", found->count - SHOWN);
    note_add(&p->tree->notes, "stands-for", node->offset, node->length, "%s stands for %.*s",
             note_quote((slice){p->text.data + node->offset, node->length}, shown), (int)list.len,
             list.data ? list.data : "");
    buf_free(&list);
}

static void note_expansion(plan *p, const parse_node *node, const field *f,
                           const plan_expansion *found)
{
    char shown[NOTE_QUOTE];
    note_quote((slice){p->text.data + node->offset, node->length}, shown);
    if (found->left_out)
        note_add(&p->tree->notes, "wildcard-cut", node->offset, node->length,
                 "%s stands for %zu different words; the %d most frequent were looked for", shown,
                 found->left_out + found->count - found->stems, PLAN_MAX_EXPANSION);
    if (node->kind != PARSE_WILDCARD && found->count > 1) {
        note_words(p, node, found);
    } else if (found->stems) {
        const slice stem = found->terms[found->count - 1]->text;
        size_t skip = f ? strlen(f->prefix) : 0;
        note_add(&p->tree->notes, "wildcard-stem", node->offset, node->length,
                 "the index keeps words without their endings, so %s also stands for the other "
                 "forms of %.*s-",
                 shown, (int)(stem.len - skip), stem.data + skip);
    }
}

/* A word that no document has keeps its place in the query. */
static xapian_query *nothing(plan *p, const parse_node *node, const field *f)
{
    char bytes[FIELD_TERM_MAX];
    slice folded = node->pattern.len ? node->pattern : plan_fold(p, node->text);
    if (p->make.status != DOSSIER_OK)
        return NULL;
    size_t len = field_term(f ? f->prefix : "", folded, bytes);
    return postings_term(&p->make, (slice){bytes, len}, 1);
}

static xapian_query *expanded(plan *p, const parse_node *node, const field *f, plan_role role)
{
    postings terms = {0};
    const plan_expansion *found = plan_expand(p, node, f);
    for (size_t i = 0; i < found->count && p->make.status == DOSSIER_OK; i++)
        postings_add(&p->make, &terms, postings_term(&p->make, found->terms[i]->text, 1));
    if (p->recording)
        note_expansion(p, node, f, found);
    plan_item *item = plan_record(p, node, f, role);
    if (item) {
        item->n_terms = found->count;
        item->counted = found->count < 2;
        item->documents = found->count ? found->terms[0]->count : 0;
    }
    return found->count ? postings_join(&p->make, XAPIAN_OP_SYNONYM, &terms, 0)
                        : nothing(p, node, f);
}

static xapian_query *whole_value(plan *p, const parse_node *node, const field *f, plan_role role)
{
    char bytes[FIELD_TERM_MAX];
    slice folded = plan_fold(p, node->text);
    if (p->make.status != DOSSIER_OK)
        return NULL;
    plan_term *term = plan_look_up(p, (slice){bytes, field_term(f->prefix, folded, bytes)});
    plan_item *item = plan_record(p, node, f, role);
    if (item && term) {
        item->term = term->text;
        item->n_terms = 1;
        item->counted = true;
        item->documents = term->count;
    }
    return term ? postings_term(&p->make, term->text, 1) : NULL;
}

static date last_of_month(date d)
{
    return date_add(date_add(d / 100 * 100 + 1, 0, 1, 0), 0, 0, -1);
}

/* The date term that stands for exactly this range; false when none does. */
static bool date_term(const date_range *range, field_date_term *out)
{
    enum { LAST_OF_YEAR = 1231 };
    field_date_term terms[3];
    size_t n = field_date_terms(range->from, terms);
    date month = range->from / 100 % 100;
    bool day = range->from % 100 && range->from == range->to;
    bool whole_month = !(range->from % 100) && month && range->to == last_of_month(range->from);
    bool whole_year = !(range->from % 100) && !month && range->to == range->from + LAST_OF_YEAR;
    if (n == 0 || !(day || whole_month || whole_year))
        return false;
    *out = terms[0]; /* the most precise one */
    return true;
}

static xapian_query *dates(plan *p, const parse_node *node, const field *f, plan_role role)
{
    char from[8], to[8];
    field_date_term term;
    plan_record(p, node, f, role);
    if (date_term(&node->range, &term))
        return postings_term(&p->make, (slice){term.text, term.len}, 1);
    /* From 1, not 0: a document without a date is in no range. */
    field_date_value(node->range.from ? node->range.from : 1, from);
    field_date_value(node->range.to, to);
    bool open = node->range.to >= DATE_MAX;
    return postings_range(&p->make, (xapian_valueno)f->slot, (slice){from, sizeof from},
                          (slice){to, open ? 0 : sizeof to});
}

static xapian_query *numbers(plan *p, const parse_node *node, const field *f, plan_role role)
{
    char from[FIELD_NUMBER_MAX], to[FIELD_NUMBER_MAX];
    const parse_numbers *n = &node->numbers;
    plan_record(p, node, f, role);
    return postings_range(
        &p->make, (xapian_valueno)f->slot, (slice){from, field_number_value((double)n->from, from)},
        (slice){to, n->to == UINT64_MAX ? 0 : field_number_value((double)n->to, to)});
}

xapian_query *plan_leaf(plan *p, const parse_node *node, const field *f)
{
    plan_role role = plan_role_here(p);
    bool sound = f && f->kind == FIELD_SOUND;
    if (parse_is_span(node))
        return plan_span(p, node, f);
    if (node->kind == PARSE_RANGE)
        return dates(p, node, f, role);
    if (node->kind == PARSE_NUMBERS)
        return numbers(p, node, f, role);
    if (node->kind == PARSE_WILDCARD || node->kind == PARSE_FUZZY || sound)
        return expanded(p, node, f, role);
    if (f && f->kind == FIELD_ENTITY)
        return plan_entity(p, node, f, role);
    if (f && f->kind == FIELD_WHOLE)
        return whole_value(p, node, f, role);
    plan_record(p, node, f, role);
    return node->kind == PARSE_WORD ? hyphenated(p, node, f) : words_in_order(p, node, f, NULL);
}
