/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Figures and single facts about a database.
 */
#include "handles.hh"

using namespace xapian_c;

using Db = const xapian_database &;

xapian_status xapian_database_doccount(const xapian_database *db, xapian_doccount *out,
                                       xapian_error *err)
{
    return get(db, out, err, [](Db d) { return d.db.get_doccount(); });
}

xapian_status xapian_database_lastdocid(const xapian_database *db, xapian_docid *out,
                                        xapian_error *err)
{
    return get(db, out, err, [](Db d) { return d.db.get_lastdocid(); });
}

xapian_status xapian_database_average_length(const xapian_database *db, double *out,
                                             xapian_error *err)
{
    return get(db, out, err, [](Db d) { return d.db.get_average_length(); });
}

xapian_status xapian_database_total_length(const xapian_database *db, uint64_t *out,
                                           xapian_error *err)
{
    return get(db, out, err, [](Db d) { return d.db.get_total_length(); });
}

xapian_status xapian_database_doclength_bounds(const xapian_database *db, xapian_termcount *lower,
                                               xapian_termcount *upper, xapian_error *err)
{
    return guard(err, [&] {
        xapian_termcount &low = need(lower);
        xapian_termcount &high = need(upper);
        Db d = need(db);
        const Xapian::termcount bound = d.db.get_doclength_lower_bound();
        high = d.db.get_doclength_upper_bound();
        low = bound;
    });
}

xapian_status xapian_database_has_positions(const xapian_database *db, bool *out, xapian_error *err)
{
    return get(db, out, err, [](Db d) { return d.db.has_positions(); });
}

xapian_status xapian_database_termfreq(const xapian_database *db, const char *term, size_t len,
                                       xapian_doccount *out, xapian_error *err)
{
    return get(db, out, err, [&](Db d) { return d.db.get_termfreq(bytes_of(term, len)); });
}

xapian_status xapian_database_term_exists(const xapian_database *db, const char *term, size_t len,
                                          bool *out, xapian_error *err)
{
    return get(db, out, err, [&](Db d) { return d.db.term_exists(bytes_of(term, len)); });
}

xapian_status xapian_database_collection_freq(const xapian_database *db, const char *term,
                                              size_t len, xapian_termcount *out, xapian_error *err)
{
    return get(db, out, err, [&](Db d) { return d.db.get_collection_freq(bytes_of(term, len)); });
}

xapian_status xapian_database_wdf_upper_bound(const xapian_database *db, const char *term,
                                              size_t len, xapian_termcount *out, xapian_error *err)
{
    return get(db, out, err, [&](Db d) { return d.db.get_wdf_upper_bound(bytes_of(term, len)); });
}

xapian_status xapian_database_doclength(const xapian_database *db, xapian_docid docid,
                                        xapian_termcount *out, xapian_error *err)
{
    return get(db, out, err, [&](Db d) { return d.db.get_doclength(docid); });
}

xapian_status xapian_database_unique_terms(const xapian_database *db, xapian_docid docid,
                                           xapian_termcount *out, xapian_error *err)
{
    return get(db, out, err, [&](Db d) { return d.db.get_unique_terms(docid); });
}

xapian_status xapian_database_value_freq(const xapian_database *db, xapian_valueno slot,
                                         xapian_doccount *out, xapian_error *err)
{
    return get(db, out, err, [&](Db d) { return d.db.get_value_freq(slot); });
}

xapian_status xapian_database_value_lower_bound(xapian_database *db, xapian_valueno slot,
                                                const char **bytes, size_t *len, xapian_error *err)
{
    return lend(db, bytes, len, err, [&](Db d) { return d.db.get_value_lower_bound(slot); });
}

xapian_status xapian_database_value_upper_bound(xapian_database *db, xapian_valueno slot,
                                                const char **bytes, size_t *len, xapian_error *err)
{
    return lend(db, bytes, len, err, [&](Db d) { return d.db.get_value_upper_bound(slot); });
}

xapian_status xapian_database_metadata(xapian_database *db, const char *key, size_t key_len,
                                       const char **bytes, size_t *len, xapian_error *err)
{
    return lend(db, bytes, len, err,
                [&](Db d) { return d.db.get_metadata(bytes_of(key, key_len)); });
}

xapian_status xapian_database_uuid(xapian_database *db, const char **bytes, size_t *len,
                                   xapian_error *err)
{
    return lend(db, bytes, len, err, [](Db d) { return d.db.get_uuid(); });
}

xapian_status xapian_database_revision(const xapian_database *db, uint64_t *out, xapian_error *err)
{
    return get(db, out, err, [](Db d) { return d.db.get_revision(); });
}

xapian_status xapian_database_locked(const xapian_database *db, bool *out, xapian_error *err)
{
    return get(db, out, err, [](Db d) { return d.db.locked(); });
}

xapian_status xapian_database_description(xapian_database *db, const char **bytes, size_t *len,
                                          xapian_error *err)
{
    return lend(db, bytes, len, err, [](Db d) { return d.db.get_description(); });
}
