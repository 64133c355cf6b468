/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/whom.h"

#include <string.h>

#include "entity/names.h"
#include "store/error.h"
#include "store/record.h"
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

/* The first word of a name that its key is made of, and the last. */
static void cut_name(slice name, slice *given, slice *family)
{
    char key[NAME_KEY_MAX];
    *given = *family = (slice){NULL, 0};
    for (size_t at = 0; at < name.len;) {
        size_t from = at;
        while (at < name.len && !memchr(" -.,", name.data[at], 4))
            at++;
        slice word = {name.data + from, at - from};
        at++;
        if (!name_word_key(word, key))
            continue;
        if (!family->len)
            *given = word;
        *family = word;
    }
    if (given->data == family->data)
        *given = (slice){NULL, 0};
}

static void add_one_provisional(finding *f, slice term, bool whole)
{
    size_t prefix = strlen(f->field->prefix);
    buf shown = BUF_INIT(1 << 10);
    slice kept = keep(f, term);
    slice id = {kept.data + prefix, kept.len - prefix};
    if (f->status == DOSSIER_OK) {
        whom_name(f->db, f->book, f->field, id, &shown);
        add(f, (whom){.id = id, .name = keep(f, buf_slice(&shown)), .whole = whole});
    }
    buf_free(&shown);
}

/* Officials whom no gazetteer has are in the index under the keys of their names; one without a
 * given name means all of that family name. */
static void add_provisional(finding *f, slice text)
{
    xapian_term_iter *it;
    slice given, family;
    buf start = BUF_INIT(1 << 16);
    cut_name(folded(f, text), &given, &family);
    buf_append_slice(&start, slice_of(f->field->prefix));
    name_id(family, given, &start);
    if (family.len && !start.failed &&
        xapian_database_allterms(f->db, start.data, start.len, &it, NULL) == XAPIAN_OK) {
        while (f->n < WHOM_MAX && xapian_term_iter_next(it, NULL) == XAPIAN_OK) {
            slice term;
            term.data = xapian_term_iter_term(it, &term.len);
            if (term.len == start.len || (!given.len && term.data[start.len] == '-'))
                add_one_provisional(f, term, given.len > 0);
        }
        xapian_term_iter_free(it);
    }
    buf_free(&start);
}

/* ---- the names of those whom only documents name ---- */

/* The name under which a document has the entity. */
static bool name_in_document(xapian_database *db, xapian_docid docid, entity_kind kind, slice id,
                             buf *out)
{
    xapian_document *document = NULL;
    record_codec *codec = NULL;
    record r;
    slice stored;
    bool found = false;
    record_init(&r);
    if (record_codec_create(&codec) == DOSSIER_OK &&
        xapian_database_get_document(db, docid, 0, &document, NULL) == XAPIAN_OK &&
        xapian_document_data(document, &stored.data, &stored.len, NULL) == XAPIAN_OK &&
        record_decode(stored, &r) == DOSSIER_OK &&
        record_read_entities(codec, stored, &r) == DOSSIER_OK)
        for (size_t i = 0; i < r.n_entities && !found; i++) {
            found = r.entities[i].kind == kind && slice_equal_nocase(r.entities[i].id, id);
            if (found)
                buf_append_slice(out, r.entities[i].name);
        }
    xapian_document_free(document);
    record_codec_free(codec);
    record_free(&r);
    return found;
}

void whom_name(xapian_database *db, const book *b, const field *f, slice id, buf *out)
{
    char bytes[FIELD_TERM_MAX];
    xapian_posting_iter *it = NULL;
    if (book_name(b, book_kind(f), id, out))
        return;
    size_t len = field_term(f->prefix, id, bytes);
    bool found = xapian_database_postlist(db, bytes, len, &it, NULL) == XAPIAN_OK &&
                 xapian_posting_iter_next(it, NULL) == XAPIAN_OK &&
                 name_in_document(db, xapian_posting_iter_docid(it), book_kind(f), id, out);
    xapian_posting_iter_free(it);
    if (!found)
        buf_append_slice(out, id);
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
