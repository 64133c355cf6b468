/* SPDX-License-Identifier: GPL-2.0-or-later */
/* official:lavrov and its like: from a name to the terms of the entities that it means. */
#include "query/lex.h"
#include "query/planner.h"
#include "query/whom.h"
#include "store/error.h"

enum { SHOWN = 5 };

typedef struct meaning {
    whom list[WHOM_MAX];
    size_t n;
} meaning;

static void list(const meaning *m, buf *out)
{
    for (size_t i = 0; i < m->n && i < SHOWN; i++) {
        buf_append_slice(out, i ? SLICE(", ") : SLICE(""));
        buf_append_slice(out, m->list[i].name);
        if (m->list[i].office.len)
            buf_printf(out, " (%.*s)", (int)m->list[i].office.len, m->list[i].office.data);
    }
    if (m->n > SHOWN)
        buf_printf(out, " and %zu more", m->n - SHOWN);
}

static void tell_several(plan *p, const parse_node *node, const meaning *m)
{
    char shown[NOTE_QUOTE];
    buf names = BUF_INIT(400);
    list(m, &names);
    note_quote(node->text, shown);
    if (p->strict) {
        p->make.status =
            lex_refuse(p->make.error, node->offset, node->length, "name one of them in full",
                       "%s may mean %.*s", shown, (int)names.len, names.data ? names.data : "");
    } else if (p->recording) {
        note_add(&p->tree->notes, "several-entities", node->offset, node->length,
                 "%s may mean %.*s; all of them were looked for", shown, (int)names.len,
                 names.data ? names.data : "");
    }
    buf_free(&names);
}

static void tell_none(plan *p, const parse_node *node, const field *f)
{
    char shown[NOTE_QUOTE];
    buf names = BUF_INIT(200);
    note_quote(node->text, shown);
    buf_append_slice(&names, SLICE("did you mean "));
    size_t said = names.len;
    book_nearest(p->book, f, node->text, &names);
    buf_push(&names, '?');
    const char *hint = "put the name in quotes, without the field, to look for its words";
    if (book_is_empty(p->book))
        hint = "the documents of this index were not tagged, or it is remote";
    else if (names.len > said + 1 && buf_string(&names))
        hint = names.data;
    p->make.status =
        lex_refuse(p->make.error, node->offset, node->length, hint,
                   "no %s is known by the name \"%s\"", entity_kind_name(book_kind(f)), shown);
    buf_free(&names);
}

const plan_names *plan_named(const plan *p, const parse_node *node)
{
    const plan_names *names = p->names;
    while (names && names->node != node)
        names = names->next;
    return names;
}

/* The terms, for the item and for plan_named. */
static const slice *keep_terms(plan *p, const parse_node *node, const meaning *m)
{
    const plan_names *known = plan_named(p, node);
    if (known)
        return known->terms;
    slice *terms = arena_alloc(&p->memory, m->n * sizeof *terms);
    for (size_t i = 0; terms && i < m->n; i++)
        terms[i] = m->list[i].term;
    plan_names *names = arena_alloc(&p->memory, sizeof *names);
    if (!terms || !names) {
        p->make.status = error_no_memory(p->make.error);
        return NULL;
    }
    *names = (plan_names){node, terms, m->n, p->names};
    p->names = names;
    return terms;
}

xapian_query *plan_entity(plan *p, const parse_node *node, const field *f, plan_role role)
{
    postings terms = {0};
    meaning *m = arena_alloc(&p->memory, sizeof *m);
    if (!m) {
        p->make.status = error_no_memory(p->make.error);
        return NULL;
    }
    p->make.status =
        whom_find(p->db, p->book, f, node->text, &p->memory, m->list, &m->n, p->make.error);
    if (p->make.status == DOSSIER_OK && !m->n)
        tell_none(p, node, f);
    if (p->make.status == DOSSIER_OK && m->n > 1)
        tell_several(p, node, m);
    for (size_t i = 0; i < m->n && p->make.status == DOSSIER_OK; i++)
        postings_add(&p->make, &terms, postings_term(&p->make, m->list[i].term, 1));
    const slice *kept = m->n && p->make.status == DOSSIER_OK ? keep_terms(p, node, m) : NULL;
    plan_item *item = plan_record(p, node, f, role);
    if (item && kept) {
        item->n_terms = m->n;
        item->entities = kept;
        item->term = m->n == 1 ? m->list[0].term : (slice){NULL, 0};
        item->counted = m->n == 1;
        item->documents = m->n == 1 ? m->list[0].documents : 0;
    }
    return postings_join(&p->make, XAPIAN_OP_SYNONYM, &terms, 0);
}
