/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/span_document.h"

#include <stdlib.h>
#include <string.h>

#include "query/lex.h"
#include "store/fields.h"
#include "store/record.h"
#include "text/token.h"

enum { TERMS_ONE_BY_ONE = 24 }; /* more are looked for in the document's term list */

struct span_document {
    const xapian_database *db;
    xapian_docid docid;
    span_reader reader;
    xapian_status cause;
    position_reader *fast; /* borrowed; may be NULL */
    uint32_t *positions;   /* owned scratch */
    size_t capacity;
    /* The stored text, for exact forms. */
    bool read;
    record record;
    record_codec *codec;
    token_list title, text; /* words; the text's offsets are those of record.text */
};

static dossier_status fail(span_document *d, xapian_status got)
{
    d->cause = got;
    return got == XAPIAN_NO_MEMORY ? DOSSIER_NO_MEMORY : DOSSIER_CORRUPT;
}

/* As libxapian has them: copied into d->positions. */
static dossier_status ask_xapian(span_document *d, slice term, size_t *count)
{
    xapian_error cause;
    for (;;) {
        xapian_status got = xapian_database_positions(d->db, d->docid, term.data, term.len,
                                                      d->positions, d->capacity, count, &cause);
        if (got != XAPIAN_OK)
            return fail(d, got);
        if (*count <= d->capacity)
            return DOSSIER_OK;
        uint32_t *positions = reallocarray(d->positions, *count * 2, sizeof *positions);
        if (!positions)
            return DOSSIER_NO_MEMORY;
        d->positions = positions;
        d->capacity = *count * 2;
    }
}

/* The positions of a term, borrowed until the next call. */
static dossier_status read_positions(span_document *d, slice term, const uint32_t **positions,
                                     size_t *count)
{
    bool known = false;
    dossier_status status = DOSSIER_OK;
    if (d->fast)
        status = position_reader_get(d->fast, term, d->docid, &known, positions, count);
    if (status != DOSSIER_OK || known)
        return status == DOSSIER_CORRUPT ? fail(d, XAPIAN_DATABASE_MODIFIED) : status;
    status = ask_xapian(d, term, count);
    *positions = d->positions;
    return status;
}

static dossier_status add_term(span_document *d, slice term, span_list *out)
{
    size_t count = 0;
    const uint32_t *positions = NULL;
    dossier_status status = read_positions(d, term, &positions, &count);
    if (status != DOSSIER_OK)
        return status;
    if (!span_list_reserve(out, count))
        return DOSSIER_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        out->items[out->count++] = (span){positions[i], positions[i], false};
    return DOSSIER_OK;
}

/* Those of the leaf's terms that the document's term list has too. */
static dossier_status add_common(span_document *d, const span_node *leaf, span_list *out)
{
    xapian_term_iter *it;
    xapian_error cause;
    xapian_status got = xapian_database_termlist(d->db, d->docid, &it, &cause);
    dossier_status status = DOSSIER_OK;
    size_t i = 0;
    if (got == XAPIAN_OK)
        got = xapian_term_iter_skip_to(it, leaf->terms[0].data, leaf->terms[0].len, &cause);
    while (got == XAPIAN_OK && i < leaf->n_terms && status == DOSSIER_OK) {
        slice term;
        term.data = xapian_term_iter_term(it, &term.len);
        int order = slice_compare(leaf->terms[i], term);
        if (order == 0)
            status = add_term(d, term, out);
        if (order < 0)
            i++;
        else
            got = xapian_term_iter_next(it, &cause);
    }
    xapian_term_iter_free(it);
    if (status == DOSSIER_OK && got != XAPIAN_OK && got != XAPIAN_END)
        return fail(d, got);
    return status;
}

/* Reads the stored text into words. */
static dossier_status read_text(span_document *d)
{
    xapian_document *document = NULL;
    xapian_error cause;
    slice stored = {NULL, 0};
    if (d->read)
        return DOSSIER_OK;
    record *r = &d->record;
    record_clear(r);
    xapian_status got =
        xapian_database_get_document(d->db, d->docid, XAPIAN_DOC_ASSUME_VALID, &document, &cause);
    if (got == XAPIAN_OK)
        got = xapian_document_data(document, &stored.data, &stored.len, &cause);
    dossier_status status = got == XAPIAN_OK ? DOSSIER_OK : fail(d, got);
    if (status == DOSSIER_OK)
        status = record_decode(stored, r);
    if (status == DOSSIER_OK)
        status = record_inflate(d->codec, stored, r, SIZE_MAX);
    xapian_document_free(document);
    token_list_clear(&d->title);
    token_list_clear(&d->text);
    if (status == DOSSIER_OK)
        status = token_scan(&d->title, r->field[RECORD_NAME], 0);
    for (size_t i = 0; i < r->n_segments && status == DOSSIER_OK; i++) {
        const record_segment *s = &r->segments[i];
        if (s->position == 0)
            continue;
        d->text.next_position = s->position;
        status = token_scan(&d->text, (slice){r->text.data + s->offset, s->length}, s->offset);
    }
    d->read = status == DOSSIER_OK;
    return status;
}

/* Are both the same characters, as the query language sees them (curly quotes are straight)? */
static bool spelt_so(slice a, slice b)
{
    uint32_t x, y;
    size_t i = 0, k = 0;
    for (size_t n, m; (n = lex_char(a, i, &x)) > 0; i += n, k += m)
        if ((m = lex_char(b, k, &y)) == 0 || x != y)
            return false;
    return k == b.len;
}

static dossier_status add_written(const token_list *list, slice text, slice written, span_list *out)
{
    for (size_t i = 0; i < list->count; i++) {
        const token *t = &list->tokens[i];
        if (t->length == 0 || !spelt_so((slice){text.data + t->offset, t->length}, written))
            continue;
        if (!span_list_add(out, (span){t->position, t->position, false}))
            return DOSSIER_NO_MEMORY;
    }
    return DOSSIER_OK;
}

static dossier_status read_written(span_document *d, const span_node *leaf, span_list *out)
{
    /* A document without the word in any form need not be read. */
    size_t count = 0;
    const uint32_t *positions;
    dossier_status status = read_positions(d, leaf->terms[0], &positions, &count);
    if (status != DOSSIER_OK || count == 0)
        return status;
    status = read_text(d);
    if (status == DOSSIER_OK)
        status = add_written(&d->title, d->record.field[RECORD_NAME], leaf->written, out);
    if (status == DOSSIER_OK && !leaf->headline)
        status = add_written(&d->text, d->record.text, leaf->written, out);
    return status;
}

static dossier_status read_leaf(void *ctx, const span_node *leaf, span_list *out)
{
    span_document *d = ctx;
    dossier_status status = DOSSIER_OK;
    if (leaf->written.len)
        return read_written(d, leaf, out);
    if (leaf->n_terms > TERMS_ONE_BY_ONE)
        return add_common(d, leaf, out);
    for (size_t i = 0; i < leaf->n_terms && status == DOSSIER_OK; i++)
        status = add_term(d, leaf->terms[i], out);
    return status;
}

static dossier_status read_marks(void *ctx, span_mark kind, span_marks *out)
{
    static const char *const terms[] = {[SPAN_SENTENCES] = FIELD_MARK_SENTENCE,
                                        [SPAN_PARAGRAPHS] = FIELD_MARK_PARAGRAPH,
                                        [SPAN_LEADS] = FIELD_MARK_LEAD};
    span_document *d = ctx;
    size_t count = 0;
    const uint32_t *positions = NULL;
    dossier_status status = read_positions(d, slice_of(terms[kind]), &positions, &count);
    if (status != DOSSIER_OK)
        return status;
    if (count > out->capacity) {
        uint32_t *at = reallocarray(out->at, count * 2, sizeof *at);
        if (!at)
            return DOSSIER_NO_MEMORY;
        out->at = at;
        out->capacity = count * 2;
    }
    if (count)
        memcpy(out->at, positions, count * sizeof *out->at);
    out->count = count;
    return DOSSIER_OK;
}

dossier_status span_document_create(span_document **out)
{
    span_document *d = calloc(1, sizeof *d);
    *out = d;
    if (!d)
        return DOSSIER_NO_MEMORY;
    d->reader = (span_reader){read_leaf, read_marks, d};
    record_init(&d->record);
    d->title = TOKEN_LIST_INIT;
    d->text = TOKEN_LIST_INIT;
    if (record_codec_create(&d->codec) == DOSSIER_OK)
        return DOSSIER_OK;
    span_document_free(d);
    *out = NULL;
    return DOSSIER_NO_MEMORY;
}

void span_document_free(span_document *d)
{
    if (!d)
        return;
    free(d->positions);
    record_free(&d->record);
    record_codec_free(d->codec);
    token_list_free(&d->title);
    token_list_free(&d->text);
    free(d);
}

void span_document_use(span_document *d, position_reader *fast)
{
    d->fast = fast;
}

void span_document_move(span_document *d, const xapian_database *db, xapian_docid docid)
{
    d->db = db;
    d->docid = docid;
    d->read = false;
    d->cause = XAPIAN_OK;
}

const span_reader *span_document_reader(const span_document *d)
{
    return &d->reader;
}

xapian_status span_document_cause(const span_document *d)
{
    return d->cause;
}
