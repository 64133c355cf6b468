/* SPDX-License-Identifier: GPL-2.0-or-later */
/* official:lavrov and its like: from a name to the terms of the entities that it means. */
#include <string.h>

#include "query/lex.h"
#include "query/planner.h"
#include "store/error.h"
#include "text/utf8.h"

enum { SHOWN = 5, MEANT_MAX = BOOK_MAX + 64 };

typedef struct meant {
    slice id; /* folded: as in the term */
    slice name;
    slice office;
    bool whole;
    plan_term *term;
} meant;

typedef struct meaning {
    meant list[MEANT_MAX];
    size_t n;
} meaning;

static slice folded(plan *p, slice text)
{
    buf out = BUF_INIT(1 << 16);
    utf8_fold(text.data, text.len, &out);
    slice copy = arena_copy(&p->memory, slice_trim(buf_slice(&out)));
    if (out.failed || (out.len && !copy.data))
        p->make.status = error_no_memory(p->make.error);
    buf_free(&out);
    return copy;
}

static void add_meant(plan *p, const field *f, meaning *m, meant one)
{
    char bytes[FIELD_TERM_MAX];
    if (m->n == MEANT_MAX)
        return;
    one.term = plan_look_up(p, (slice){bytes, field_term(f->prefix, one.id, bytes)});
    if (one.term)
        m->list[m->n++] = one;
}

/* Officials whom no gazetteer has are in the index under their surname: XO~petrov-ivan. */
static void add_provisional(plan *p, const field *f, slice text, meaning *m)
{
    xapian_term_iter *it;
    slice name = folded(p, text);
    const char *space = name.len ? memrchr(name.data, ' ', name.len) : NULL;
    size_t prefix = strlen(f->prefix);
    slice family = space ? (slice){space + 1, name.len - (size_t)(space + 1 - name.data)} : name;
    buf start = BUF_INIT(1 << 16);
    buf_append_slice(&start, slice_of(f->prefix));
    buf_push(&start, '~');
    buf_append_slice(&start, family);
    if (space) {
        buf_push(&start, '-');
        buf_append(&start, name.data, (size_t)(space - name.data));
    }
    for (size_t i = prefix + 1 + family.len; i < start.len; i++)
        if (start.data[i] == ' ')
            start.data[i] = '-';
    if (family.len && !start.failed &&
        xapian_database_allterms(p->db, start.data, start.len, &it, NULL) == XAPIAN_OK) {
        while (m->n < MEANT_MAX && xapian_term_iter_next(it, NULL) == XAPIAN_OK) {
            slice term;
            term.data = xapian_term_iter_term(it, &term.len);
            bool ends = term.len == start.len || term.data[start.len] == '-';
            slice id = arena_copy(&p->memory, (slice){term.data + prefix, term.len - prefix});
            buf shown = BUF_INIT(1 << 10);
            book_name(p->book, ENTITY_OFFICIAL, id, &shown);
            if (ends && id.data)
                add_meant(p, f, m,
                          (meant){.id = id,
                                  .name = arena_copy(&p->memory, buf_slice(&shown)),
                                  .whole = space != NULL});
            buf_free(&shown);
        }
        xapian_term_iter_free(it);
    }
    buf_free(&start);
}

/* Keeps those that `keep` likes, if it likes any. */
static void prefer(meaning *m, bool (*keep)(const meant *one))
{
    size_t n = 0;
    for (size_t i = 0; i < m->n; i++)
        n += keep(&m->list[i]);
    if (!n)
        return;
    n = 0;
    for (size_t i = 0; i < m->n; i++)
        if (keep(&m->list[i]))
            m->list[n++] = m->list[i];
    m->n = n;
}

static bool is_found(const meant *one)
{
    return one->term->count > 0;
}

static bool is_whole(const meant *one)
{
    return one->whole;
}

static void find(plan *p, const parse_node *node, const field *f, meaning *m)
{
    book_entry entries[BOOK_MAX];
    size_t n = book_resolve(p->book, f, node->text, entries);
    for (size_t i = 0; i < n && p->make.status == DOSSIER_OK; i++)
        add_meant(p, f, m,
                  (meant){.id = folded(p, entries[i].id),
                          .name = entries[i].name,
                          .office = entries[i].office,
                          .whole = entries[i].whole});
    if (f == &field_table[FIELD_OFFICIAL])
        add_provisional(p, f, node->text, m);
    prefer(m, is_whole);
    prefer(m, is_found);
}

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

xapian_query *plan_entity(plan *p, const parse_node *node, const field *f, plan_role role)
{
    postings terms = {0};
    meaning *m = arena_alloc(&p->memory, sizeof *m);
    if (!m) {
        p->make.status = error_no_memory(p->make.error);
        return NULL;
    }
    m->n = 0;
    find(p, node, f, m);
    if (p->make.status == DOSSIER_OK && !m->n)
        tell_none(p, node, f);
    if (p->make.status == DOSSIER_OK && m->n > 1)
        tell_several(p, node, m);
    for (size_t i = 0; i < m->n && p->make.status == DOSSIER_OK; i++)
        postings_add(&p->make, &terms, postings_term(&p->make, m->list[i].term->text, 1));
    plan_item *item = plan_record(p, node, f, role);
    if (item && m->n) {
        item->n_terms = m->n;
        item->term = m->n == 1 ? m->list[0].term->text : (slice){NULL, 0};
        item->counted = m->n == 1;
        item->documents = m->n == 1 ? m->list[0].term->count : 0;
    }
    return postings_join(&p->make, XAPIAN_OP_SYNONYM, &terms, 0);
}
