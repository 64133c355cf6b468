/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/whom.h"

#include <string.h>

#include "store/error.h"
#include "text/utf8.h"

typedef struct finding {
    xapian_database *db;
    const book *book;
    const field *field;
    arena *memory;
    whom *list;
    size_t n;
    dossier_status status;
    dossier_error *error;
} finding;

static slice keep(finding *f, slice text)
{
    slice copy = arena_copy(f->memory, text);
    if (text.len && !copy.data)
        f->status = error_no_memory(f->error);
    return copy;
}

static slice folded(finding *f, slice text)
{
    buf out = BUF_INIT(1 << 16);
    utf8_fold(text.data, text.len, &out);
    slice copy = keep(f, slice_trim(buf_slice(&out)));
    if (out.failed)
        f->status = error_no_memory(f->error);
    buf_free(&out);
    return copy;
}

static void add(finding *f, whom one)
{
    char bytes[FIELD_TERM_MAX];
    xapian_doccount documents;
    xapian_error cause;
    slice id = folded(f, one.id);
    if (f->n == WHOM_MAX || f->status != DOSSIER_OK)
        return;
    one.term = keep(f, (slice){bytes, field_term(f->field->prefix, id, bytes)});
    if (f->status != DOSSIER_OK)
        return;
    if (xapian_database_termfreq(f->db, one.term.data, one.term.len, &documents, &cause) !=
        XAPIAN_OK) {
        f->status = error_xapian(f->error, "a name can't be looked up", &cause);
        return;
    }
    one.documents = documents;
    f->list[f->n++] = one;
}

static void add_known(finding *f, slice text)
{
    book_entry entries[BOOK_MAX];
    size_t n = book_resolve(f->book, f->field, text, entries);
    for (size_t i = 0; i < n && f->status == DOSSIER_OK; i++)
        add(f, (whom){.id = entries[i].id,
                      .name = entries[i].name,
                      .office = entries[i].office,
                      .whole = entries[i].whole});
}

/* How the terms of a name begin: XO~petrov-ivan for "Ivan Petrov", XO~petrov for "Petrov". */
static void put_start(const field *f, slice name, buf *start)
{
    const char *space = name.len ? memrchr(name.data, ' ', name.len) : NULL;
    slice family = space ? (slice){space + 1, name.len - (size_t)(space + 1 - name.data)} : name;
    buf_append_slice(start, slice_of(f->prefix));
    buf_push(start, '~');
    buf_append_slice(start, family);
    size_t given = start->len;
    if (space) {
        buf_push(start, '-');
        buf_append(start, name.data, (size_t)(space - name.data));
    }
    for (size_t i = given; i < start->len; i++)
        if (start->data[i] == ' ')
            start->data[i] = '-';
}

static void add_one_provisional(finding *f, slice term, bool whole)
{
    size_t prefix = strlen(f->field->prefix);
    buf shown = BUF_INIT(1 << 10);
    slice id = keep(f, (slice){term.data + prefix, term.len - prefix});
    book_name(f->book, ENTITY_OFFICIAL, id, &shown);
    add(f, (whom){.id = id, .name = keep(f, buf_slice(&shown)), .whole = whole});
    buf_free(&shown);
}

/* Officials whom no gazetteer has are in the index under their surname. */
static void add_provisional(finding *f, slice text)
{
    xapian_term_iter *it;
    buf start = BUF_INIT(1 << 16);
    slice name = folded(f, text);
    bool full = name.len && memchr(name.data, ' ', name.len);
    put_start(f->field, name, &start);
    if (name.len && !start.failed &&
        xapian_database_allterms(f->db, start.data, start.len, &it, NULL) == XAPIAN_OK) {
        while (f->n < WHOM_MAX && xapian_term_iter_next(it, NULL) == XAPIAN_OK) {
            slice term;
            term.data = xapian_term_iter_term(it, &term.len);
            if (term.len == start.len || term.data[start.len] == '-')
                add_one_provisional(f, term, full);
        }
        xapian_term_iter_free(it);
    }
    buf_free(&start);
}

/* Keeps those that `good` likes, if it likes any. */
static void prefer(finding *f, bool (*good)(const whom *one))
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++)
        n += good(&f->list[i]);
    if (!n)
        return;
    n = 0;
    for (size_t i = 0; i < f->n; i++)
        if (good(&f->list[i]))
            f->list[n++] = f->list[i];
    f->n = n;
}

static bool is_found(const whom *one)
{
    return one->documents > 0;
}

static bool is_whole(const whom *one)
{
    return one->whole;
}

dossier_status whom_find(xapian_database *db, const book *b, const field *f, slice text,
                         arena *memory, whom *list, size_t *n, dossier_error *error)
{
    finding job = {.db = db, .book = b, .field = f, .memory = memory, .list = list, .error = error};
    add_known(&job, text);
    if (f == &field_table[FIELD_OFFICIAL] && job.status == DOSSIER_OK)
        add_provisional(&job, text);
    prefer(&job, is_whole);
    prefer(&job, is_found);
    *n = job.n;
    return job.status;
}
