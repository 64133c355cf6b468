/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the opaque types of xapian-c.h hold.  `lent` keeps the bytes last handed out.
 *
 * Xapian's own objects count references, so a handle is a copy that costs nothing and outlives
 * whatever it was copied from.  Spies and key makers are shared with the enquires that use them.
 */
#ifndef XAPIAN_C_HANDLES_HH
#define XAPIAN_C_HANDLES_HH

#include "guard.hh"

#include <memory>
#include <optional>
#include <string>
#include <vector>
#include <xapian.h>

static_assert(sizeof(Xapian::docid) == sizeof(xapian_docid) &&
                  sizeof(Xapian::doccount) == sizeof(xapian_doccount) &&
                  sizeof(Xapian::termcount) == sizeof(xapian_termcount) &&
                  sizeof(Xapian::termpos) == sizeof(xapian_termpos) &&
                  sizeof(Xapian::valueno) == sizeof(xapian_valueno),
              "libxapian was built with 64-bit ids");

struct xapian_database {
    Xapian::Database db;
    std::string lent = {};
};

struct xapian_writable_database {
    Xapian::WritableDatabase db;
    xapian_database view = {db};
};

struct xapian_document {
    Xapian::Document doc;
    std::string lent = {};
};

struct xapian_query {
    Xapian::Query query;
    std::string lent = {};
};

struct xapian_weight {
    std::unique_ptr<Xapian::Weight> weight;
};

struct xapian_keymaker {
    std::shared_ptr<Xapian::KeyMaker> maker;
    Xapian::MultiValueKeyMaker *values = nullptr; /* maker, if it is one of values */
};

struct xapian_matchspy {
    std::shared_ptr<Xapian::MatchSpy> spy;
    const Xapian::ValueCountMatchSpy *counts = nullptr; /* spy, if it counts values */
};

struct xapian_enquire {
    Xapian::Enquire enquire;
    std::vector<std::shared_ptr<Xapian::MatchSpy>> spies = {};
    std::shared_ptr<Xapian::KeyMaker> keymaker = {};
    std::string lent = {};
};

struct xapian_mset {
    Xapian::MSet mset;
    std::string lent = {};
};

struct xapian_rset {
    Xapian::RSet rset;
};

struct xapian_eset {
    Xapian::ESet eset;
    std::string lent = {};
};

namespace xapian_c
{
/* Where an iterator stands. */
enum class Place {
    before, /* on the first entry as Xapian sees it, not yet asked for */
    at,
    end,
    failed /* a move threw: nothing can be said about it any more */
};
} // namespace xapian_c

/* The lists of a document point into it, so their iterators hold on to it: `owner`. */
struct xapian_term_iter {
    Xapian::TermIterator it;
    std::optional<Xapian::Document> owner = {};
    xapian_c::Place place = xapian_c::Place::before;
    std::string term = {};
};

struct xapian_posting_iter {
    Xapian::PostingIterator it;
    xapian_c::Place place = xapian_c::Place::before;
    Xapian::docid docid = 0;
};

struct xapian_position_iter {
    Xapian::PositionIterator it;
    std::optional<Xapian::Document> owner = {};
    xapian_c::Place place = xapian_c::Place::before;
    Xapian::termpos position = 0;
};

struct xapian_value_iter {
    Xapian::ValueIterator it;
    std::optional<Xapian::Document> owner = {}; /* set: entries are slots, not documents */
    xapian_c::Place place = xapian_c::Place::before;
    std::string value = {};
};

namespace xapian_c
{

/* Copies up to `capacity` positions and counts all of them. */
inline void copy_positions(Xapian::PositionIterator it, xapian_termpos *positions, size_t capacity,
                           size_t *count)
{
    size_t &total = need(count);
    if (capacity)
        need(positions);
    size_t n = 0;
    for (; it != Xapian::PositionIterator(); ++it, ++n) {
        if (n < capacity)
            positions[n] = *it;
    }
    total = n;
}

} // namespace xapian_c

#endif
