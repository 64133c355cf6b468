/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Databases for reading: open, join, reopen, close.
 */
#include "handles.hh"

using namespace xapian_c;

xapian_status xapian_database_create(xapian_database **out, xapian_error *err)
{
    return make(out, err, [] { return Xapian::Database(); });
}

xapian_status xapian_database_open(const char *path, int flags, xapian_database **out,
                                   xapian_error *err)
{
    return make(out, err, [&] { return Xapian::Database(string_of(path), flags); });
}

xapian_status xapian_database_open_fd(int fd, int flags, xapian_database **out, xapian_error *err)
{
    return make(out, err, [&] { return Xapian::Database(fd, flags); });
}

xapian_status xapian_database_open_remote_tcp(const char *host, unsigned port, unsigned timeout,
                                              unsigned connect_timeout, xapian_database **out,
                                              xapian_error *err)
{
    return make(out, err, [&] {
        return Xapian::Remote::open(string_of(host), port, timeout, connect_timeout);
    });
}

xapian_status xapian_database_open_remote_prog(const char *program, const char *args,
                                               unsigned timeout, xapian_database **out,
                                               xapian_error *err)
{
    return make(out, err,
                [&] { return Xapian::Remote::open(string_of(program), string_of(args), timeout); });
}

xapian_status xapian_database_add(xapian_database *db, const xapian_database *other,
                                  xapian_error *err)
{
    return guard(err, [&] { need(db).db.add_database(need(other).db); });
}

size_t xapian_database_size(const xapian_database *db)
{
    return guard_value<size_t>(0, [&] { return need(db).db.size(); });
}

xapian_status xapian_database_reopen(xapian_database *db, bool *changed, xapian_error *err)
{
    return guard(err, [&] {
        const bool moved = need(db).db.reopen();
        if (changed)
            *changed = moved;
    });
}

xapian_status xapian_database_close(xapian_database *db, xapian_error *err)
{
    return guard(err, [&] { need(db).db.close(); });
}

void xapian_database_free(xapian_database *db)
{
    delete db;
}

xapian_status xapian_database_keep_alive(xapian_database *db, xapian_error *err)
{
    return guard(err, [&] { need(db).db.keep_alive(); });
}
