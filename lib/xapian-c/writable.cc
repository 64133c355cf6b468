/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Databases for writing: open, change documents and metadata, commit.
 */
#include "handles.hh"

using namespace xapian_c;

xapian_status xapian_writable_database_open(const char *path, int flags, int block_size,
                                            xapian_writable_database **out, xapian_error *err)
{
    return make(out, err, [&] {
        const int backend = flags & (XAPIAN_DB_BACKEND_STUB | XAPIAN_DB_BACKEND_INMEMORY);
        const bool in_memory = backend == XAPIAN_DB_BACKEND_INMEMORY;
        return Xapian::WritableDatabase(in_memory ? std::string() : string_of(path), flags,
                                        block_size);
    });
}

xapian_status xapian_writable_database_open_remote_tcp(const char *host, unsigned port,
                                                       unsigned timeout, unsigned connect_timeout,
                                                       int flags, xapian_writable_database **out,
                                                       xapian_error *err)
{
    return make(out, err, [&] {
        return Xapian::Remote::open_writable(string_of(host), port, timeout, connect_timeout,
                                             flags);
    });
}

xapian_status xapian_writable_database_open_remote_prog(const char *program, const char *args,
                                                        unsigned timeout, int flags,
                                                        xapian_writable_database **out,
                                                        xapian_error *err)
{
    return make(out, err, [&] {
        return Xapian::Remote::open_writable(string_of(program), string_of(args), timeout, flags);
    });
}

xapian_status xapian_writable_database_add(xapian_writable_database *db,
                                           const xapian_writable_database *other, xapian_error *err)
{
    return guard(err, [&] {
        xapian_writable_database &w = need(db);
        w.db.add_database(need(other).db);
        w.view.db = w.db;
    });
}

xapian_database *xapian_writable_database_view(xapian_writable_database *db)
{
    return db ? &db->view : nullptr;
}

xapian_status xapian_writable_database_close(xapian_writable_database *db, xapian_error *err)
{
    return guard(err, [&] { need(db).db.close(); });
}

void xapian_writable_database_free(xapian_writable_database *db)
{
    delete db;
}

xapian_status xapian_writable_database_commit(xapian_writable_database *db, xapian_error *err)
{
    return guard(err, [&] { need(db).db.commit(); });
}

xapian_status xapian_writable_database_begin_transaction(xapian_writable_database *db, bool flushed,
                                                         xapian_error *err)
{
    return guard(err, [&] { need(db).db.begin_transaction(flushed); });
}

xapian_status xapian_writable_database_commit_transaction(xapian_writable_database *db,
                                                          xapian_error *err)
{
    return guard(err, [&] { need(db).db.commit_transaction(); });
}

xapian_status xapian_writable_database_cancel_transaction(xapian_writable_database *db,
                                                          xapian_error *err)
{
    return guard(err, [&] { need(db).db.cancel_transaction(); });
}

xapian_status xapian_writable_database_add_document(xapian_writable_database *db,
                                                    const xapian_document *doc, xapian_docid *docid,
                                                    xapian_error *err)
{
    return guard(err, [&] {
        const Xapian::docid id = need(db).db.add_document(need(doc).doc);
        if (docid)
            *docid = id;
    });
}

xapian_status xapian_writable_database_replace_document(xapian_writable_database *db,
                                                        xapian_docid docid,
                                                        const xapian_document *doc,
                                                        xapian_error *err)
{
    return guard(err, [&] { need(db).db.replace_document(docid, need(doc).doc); });
}

xapian_status xapian_writable_database_replace_document_by_term(xapian_writable_database *db,
                                                                const char *term, size_t len,
                                                                const xapian_document *doc,
                                                                xapian_docid *docid,
                                                                xapian_error *err)
{
    return guard(err, [&] {
        const Xapian::docid id = need(db).db.replace_document(bytes_of(term, len), need(doc).doc);
        if (docid)
            *docid = id;
    });
}

xapian_status xapian_writable_database_delete_document(xapian_writable_database *db,
                                                       xapian_docid docid, xapian_error *err)
{
    return guard(err, [&] { need(db).db.delete_document(docid); });
}

xapian_status xapian_writable_database_delete_document_by_term(xapian_writable_database *db,
                                                               const char *term, size_t len,
                                                               xapian_error *err)
{
    return guard(err, [&] { need(db).db.delete_document(bytes_of(term, len)); });
}

xapian_status xapian_writable_database_set_metadata(xapian_writable_database *db, const char *key,
                                                    size_t key_len, const char *value,
                                                    size_t value_len, xapian_error *err)
{
    return guard(
        err, [&] { need(db).db.set_metadata(bytes_of(key, key_len), bytes_of(value, value_len)); });
}
