/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is in a database: its lists, and its documents.
 */
#include "handles.hh"

using namespace xapian_c;

xapian_status xapian_database_allterms(const xapian_database *db, const char *prefix, size_t len,
                                       xapian_term_iter **out, xapian_error *err)
{
    return make(out, err, [&] { return need(db).db.allterms_begin(bytes_of(prefix, len)); });
}

xapian_status xapian_database_postlist(const xapian_database *db, const char *term, size_t len,
                                       xapian_posting_iter **out, xapian_error *err)
{
    return make(out, err, [&] { return need(db).db.postlist_begin(bytes_of(term, len)); });
}

xapian_status xapian_database_termlist(const xapian_database *db, xapian_docid docid,
                                       xapian_term_iter **out, xapian_error *err)
{
    return make(out, err, [&] { return need(db).db.termlist_begin(docid); });
}

xapian_status xapian_database_positionlist(const xapian_database *db, xapian_docid docid,
                                           const char *term, size_t len, xapian_position_iter **out,
                                           xapian_error *err)
{
    return make(out, err,
                [&] { return need(db).db.positionlist_begin(docid, bytes_of(term, len)); });
}

xapian_status xapian_database_positions(const xapian_database *db, xapian_docid docid,
                                        const char *term, size_t len, xapian_termpos *positions,
                                        size_t capacity, size_t *count, xapian_error *err)
{
    return guard(err, [&] {
        copy_positions(need(db).db.positionlist_begin(docid, bytes_of(term, len)), positions,
                       capacity, count);
    });
}

xapian_status xapian_database_valuestream(const xapian_database *db, xapian_valueno slot,
                                          xapian_value_iter **out, xapian_error *err)
{
    return make(out, err, [&] { return need(db).db.valuestream_begin(slot); });
}

xapian_status xapian_database_metadata_keys(const xapian_database *db, const char *prefix,
                                            size_t len, xapian_term_iter **out, xapian_error *err)
{
    return make(out, err, [&] { return need(db).db.metadata_keys_begin(bytes_of(prefix, len)); });
}

xapian_status xapian_database_get_document(const xapian_database *db, xapian_docid docid,
                                           unsigned flags, xapian_document **out, xapian_error *err)
{
    return make(out, err, [&] { return need(db).db.get_document(docid, flags); });
}
