/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/writer.h"

#include <stdlib.h>
#include <string.h>

#include "store/error.h"

struct writer {
    xapian_writable_database *db;
    xapian_document *document; /* whose record writer_stored lent out */
    uint64_t pending;
    bool open_transaction;
};

/* The database to read from, uncommitted changes included. */
static xapian_database *view(writer *w)
{
    return xapian_writable_database_view(w->db);
}

/* All work is done inside a transaction, so that Xapian's own flush (after 10,000 documents) can't
 * make half a change visible, and a writer freed without a commit leaves no trace. */
static dossier_status begin(writer *w, dossier_error *error)
{
    xapian_error cause;
    if (w->open_transaction)
        return DOSSIER_OK;
    if (xapian_writable_database_begin_transaction(w->db, true, &cause) != XAPIAN_OK)
        return error_xapian(error, "the index can't be written", &cause);
    w->open_transaction = true;
    return DOSSIER_OK;
}

dossier_status writer_open(const char *generation, writer **out, dossier_error *error)
{
    xapian_error cause;
    *out = NULL;
    writer *w = calloc(1, sizeof *w);
    if (!w)
        return error_no_memory(error);
    if (xapian_writable_database_open(generation, XAPIAN_DB_OPEN, 0, &w->db, &cause) != XAPIAN_OK) {
        free(w);
        return error_xapian(error, "the index can't be opened for writing", &cause);
    }
    *out = w;
    return DOSSIER_OK;
}

void writer_free(writer *w)
{
    if (!w)
        return;
    xapian_document_free(w->document);
    if (w->open_transaction)
        (void)xapian_writable_database_cancel_transaction(w->db, NULL);
    xapian_writable_database_free(w->db);
    free(w);
}

dossier_status writer_add(writer *w, const draft *d, xapian_docid *docid, dossier_error *error)
{
    xapian_error cause;
    xapian_document *document;
    dossier_status status = begin(w, error);
    if (status == DOSSIER_OK)
        status = draft_document(d, &document, error);
    if (status != DOSSIER_OK)
        return status;
    if (xapian_writable_database_add_document(w->db, document, docid, &cause) != XAPIAN_OK)
        status = error_xapian(error, "a document can't be added", &cause);
    xapian_document_free(document);
    w->pending += draft_weight(d);
    return status;
}

dossier_status writer_delete(writer *w, manifest_run run, dossier_error *error)
{
    xapian_error cause;
    dossier_status status = begin(w, error);
    for (uint32_t i = 0; i < run.count && status == DOSSIER_OK; i++) {
        xapian_status got = xapian_writable_database_delete_document(w->db, run.first + i, &cause);
        if (got != XAPIAN_OK && got != XAPIAN_DOC_NOT_FOUND)
            status = error_xapian(error, "a document can't be removed", &cause);
        w->pending += 20000; /* its terms are read back; an average article's */
    }
    return status;
}

/* Takes the terms that name the path (P..., Q...) off the document. */
static xapian_status drop_path_terms(xapian_document *document, xapian_error *cause)
{
    xapian_term_iter *terms;
    buf drop = BUF_INIT((size_t)1 << 24);
    xapian_status got = xapian_document_terms(document, &terms, cause);
    if (got != XAPIAN_OK)
        return got;
    while ((got = xapian_term_iter_next(terms, cause)) == XAPIAN_OK) {
        size_t len;
        const char *term = xapian_term_iter_term(terms, &len);
        if (len && (term[0] == 'P' || term[0] == 'Q')) {
            buf_put_varint(&drop, len);
            buf_append(&drop, term, len);
        }
    }
    xapian_term_iter_free(terms);
    if (got == XAPIAN_END)
        got = XAPIAN_OK;
    const char *p = drop.data;
    uint64_t len;
    while (got == XAPIAN_OK && p < drop.data + drop.len &&
           varint_get(&p, drop.data + drop.len, &len)) {
        got = xapian_document_remove_term(document, p, len, cause);
        p += len;
    }
    buf_free(&drop);
    return got;
}

dossier_status writer_rename(writer *w, xapian_docid docid, const draft *d, dossier_error *error)
{
    xapian_error cause;
    xapian_document *document;
    dossier_status status = begin(w, error);
    if (status != DOSSIER_OK)
        return status;
    if (xapian_database_get_document(view(w), docid, 0, &document, &cause) != XAPIAN_OK)
        return error_xapian(error, "a renamed document can't be read", &cause);
    if (drop_path_terms(document, &cause) != XAPIAN_OK ||
        xapian_document_add_postings(document, d->postings, d->n_terms, &cause) != XAPIAN_OK ||
        xapian_document_set_data(document, d->data.data, d->data.len, &cause) != XAPIAN_OK ||
        xapian_writable_database_replace_document(w->db, docid, document, &cause) != XAPIAN_OK)
        status = error_xapian(error, "a renamed document can't be written", &cause);
    xapian_document_free(document);
    w->pending += draft_weight(d);
    return status;
}

dossier_status writer_stored(writer *w, xapian_docid docid, slice *stored, dossier_error *error)
{
    xapian_error cause;
    xapian_document *document;
    if (xapian_database_get_document(view(w), docid, 0, &document, &cause) != XAPIAN_OK)
        return error_xapian(error, "a document can't be read", &cause);
    xapian_document_free(w->document);
    w->document = document;
    if (xapian_document_data(document, &stored->data, &stored->len, &cause) != XAPIAN_OK)
        return error_xapian(error, "a document can't be read", &cause);
    return DOSSIER_OK;
}

dossier_status writer_find(writer *w, slice stored_path, xapian_docid *docid, dossier_error *error)
{
    char term[FIELD_TERM_MAX];
    xapian_posting_iter *postings;
    xapian_error cause;
    size_t len = field_term("Q", stored_path, term);
    *docid = 0;
    if (xapian_database_postlist(view(w), term, len, &postings, &cause) != XAPIAN_OK)
        return error_xapian(error, "looking a path up", &cause);
    xapian_status got = xapian_posting_iter_next(postings, &cause);
    if (got == XAPIAN_OK)
        *docid = xapian_posting_iter_docid(postings);
    xapian_posting_iter_free(postings);
    return got == XAPIAN_OK || got == XAPIAN_END ? DOSSIER_OK
                                                 : error_xapian(error, "looking a path up", &cause);
}

uint64_t writer_pending(const writer *w)
{
    return w->pending;
}

dossier_status writer_commit(writer *w, manifest *files, dossier_error *error)
{
    xapian_error cause;
    dossier_status status = begin(w, error);
    const metadata_sink sink = metadata_into(w->db);
    if (status == DOSSIER_OK)
        status = manifest_save(files, &sink, error);
    if (status != DOSSIER_OK)
        return status;
    w->open_transaction = false;
    w->pending = 0;
    if (xapian_writable_database_commit_transaction(w->db, &cause) != XAPIAN_OK)
        return error_xapian(error, "the changes can't be committed", &cause);
    return DOSSIER_OK;
}
