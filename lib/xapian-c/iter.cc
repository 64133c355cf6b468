/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The four iterators.
 *
 * Xapian's iterators begin on their first entry, must not be asked anything past the end, and may
 * go backwards when told to skip to an earlier entry.  Ours keep their place beside them, so that
 * no order of calls goes wrong.  The key of an entry is read once, when it is reached.
 */
#include "handles.hh"

using namespace xapian_c;

namespace
{

/* The key of an entry, as skip_to compares it, and what is kept of it. */
void read_entry(xapian_term_iter &h)
{
    h.term = *h.it;
}

void read_entry(xapian_posting_iter &h)
{
    h.docid = *h.it;
}

void read_entry(xapian_position_iter &h)
{
    h.position = *h.it;
}

void read_entry(xapian_value_iter &h)
{
    h.value = *h.it;
}

const std::string &key(const xapian_term_iter &h)
{
    return h.term;
}

Xapian::docid key(const xapian_posting_iter &h)
{
    return h.docid;
}

Xapian::termpos key(const xapian_position_iter &h)
{
    return h.position;
}

uint32_t key(const xapian_value_iter &h)
{
    return h.owner ? h.it.get_valueno() : h.it.get_docid();
}

void clear_entry(xapian_term_iter &h)
{
    h.term.clear();
}

void clear_entry(xapian_posting_iter &h)
{
    h.docid = 0;
}

void clear_entry(xapian_position_iter &h)
{
    h.position = 0;
}

void clear_entry(xapian_value_iter &h)
{
    h.value.clear();
}

[[noreturn]] void throw_no_entry()
{
    throw Xapian::InvalidOperationError("The iterator is not at an entry");
}

/* Takes the entry that Xapian's iterator stands on, if there is one. */
template <typename H> xapian_status arrive(H &h)
{
    if (h.it == decltype(h.it)()) {
        clear_entry(h);
        h.place = Place::end;
        return XAPIAN_END;
    }
    read_entry(h);
    h.place = Place::at;
    return XAPIAN_OK;
}

/* Runs a move; if it throws, the iterator is not used again. */
template <typename H, typename Move>
xapian_status move(H *handle, xapian_error *err, Move &&how) noexcept
{
    return guard(err, [&] {
        H &h = need(handle);
        if (h.place == Place::end)
            return XAPIAN_END;
        if (h.place == Place::failed)
            throw Xapian::InvalidOperationError("The iterator has failed before");
        const Place was = h.place;
        h.place = Place::failed;
        return how(h, was);
    });
}

template <typename H> xapian_status next(H *handle, xapian_error *err) noexcept
{
    return move(handle, err, [](H &h, Place was) {
        if (was == Place::at)
            ++h.it;
        return arrive(h);
    });
}

template <typename H, typename Target>
xapian_status skip_to(H *handle, const Target &target, xapian_error *err) noexcept
{
    return move(handle, err, [&](H &h, Place was) {
        if (was == Place::before && arrive(h) == XAPIAN_END)
            return XAPIAN_END;
        h.place = Place::failed;
        if (key(h) < target)
            h.it.skip_to(target);
        return arrive(h);
    });
}

template <typename H> H &need_entry(H *handle)
{
    H &h = need(handle);
    if (h.place != Place::at)
        throw_no_entry();
    return h;
}

/* A property of the present entry. */
template <typename H, typename T, typename Property>
xapian_status property(H *handle, T *out, xapian_error *err, Property &&f) noexcept
{
    return get(handle, out, err, [&](H &) { return f(need_entry(handle).it); });
}

const char *lend_bytes(const std::string *bytes, size_t *len)
{
    if (len)
        *len = bytes ? bytes->size() : 0;
    return bytes ? bytes->data() : "";
}

} // namespace

/* ---- Terms ---- */

xapian_status xapian_term_iter_next(xapian_term_iter *it, xapian_error *err)
{
    return next(it, err);
}

xapian_status xapian_term_iter_skip_to(xapian_term_iter *it, const char *term, size_t len,
                                       xapian_error *err)
{
    std::string target;
    const xapian_status status = guard(err, [&] { target = bytes_of(term, len); });
    return status == XAPIAN_OK ? skip_to(it, target, err) : status;
}

const char *xapian_term_iter_term(const xapian_term_iter *it, size_t *len)
{
    return lend_bytes(it && it->place == Place::at ? &it->term : nullptr, len);
}

xapian_status xapian_term_iter_wdf(const xapian_term_iter *it, xapian_termcount *out,
                                   xapian_error *err)
{
    return property(it, out, err, [](const Xapian::TermIterator &i) { return i.get_wdf(); });
}

xapian_status xapian_term_iter_termfreq(const xapian_term_iter *it, xapian_doccount *out,
                                        xapian_error *err)
{
    return property(it, out, err, [](const Xapian::TermIterator &i) { return i.get_termfreq(); });
}

xapian_status xapian_term_iter_positionlist(const xapian_term_iter *it, xapian_position_iter **out,
                                            xapian_error *err)
{
    return guard(err, [&] {
        xapian_position_iter *&target = need(out);
        const xapian_term_iter &h = need_entry(it);
        target = new xapian_position_iter{h.it.positionlist_begin(), h.owner};
    });
}

xapian_status xapian_term_iter_positions(const xapian_term_iter *it, xapian_termpos *positions,
                                         size_t capacity, size_t *count, xapian_error *err)
{
    return guard(err, [&] {
        copy_positions(need_entry(it).it.positionlist_begin(), positions, capacity, count);
    });
}

void xapian_term_iter_free(xapian_term_iter *it)
{
    delete it;
}

/* ---- Postings ---- */

xapian_status xapian_posting_iter_next(xapian_posting_iter *it, xapian_error *err)
{
    return next(it, err);
}

xapian_status xapian_posting_iter_skip_to(xapian_posting_iter *it, xapian_docid docid,
                                          xapian_error *err)
{
    return skip_to(it, docid, err);
}

xapian_docid xapian_posting_iter_docid(const xapian_posting_iter *it)
{
    return it && it->place == Place::at ? it->docid : 0;
}

xapian_status xapian_posting_iter_wdf(const xapian_posting_iter *it, xapian_termcount *out,
                                      xapian_error *err)
{
    return property(it, out, err, [](const Xapian::PostingIterator &i) { return i.get_wdf(); });
}

xapian_status xapian_posting_iter_doclength(const xapian_posting_iter *it, xapian_termcount *out,
                                            xapian_error *err)
{
    return property(it, out, err,
                    [](const Xapian::PostingIterator &i) { return i.get_doclength(); });
}

xapian_status xapian_posting_iter_unique_terms(const xapian_posting_iter *it, xapian_termcount *out,
                                               xapian_error *err)
{
    return property(it, out, err,
                    [](const Xapian::PostingIterator &i) { return i.get_unique_terms(); });
}

xapian_status xapian_posting_iter_positionlist(const xapian_posting_iter *it,
                                               xapian_position_iter **out, xapian_error *err)
{
    return make(out, err, [&] { return need_entry(it).it.positionlist_begin(); });
}

xapian_status xapian_posting_iter_positions(const xapian_posting_iter *it,
                                            xapian_termpos *positions, size_t capacity,
                                            size_t *count, xapian_error *err)
{
    return guard(err, [&] {
        copy_positions(need_entry(it).it.positionlist_begin(), positions, capacity, count);
    });
}

xapian_status xapian_posting_iter_read(xapian_posting_iter *it, xapian_docid *docids,
                                       xapian_termcount *wdfs, size_t capacity, size_t *count,
                                       xapian_error *err)
{
    return guard(err, [&] {
        size_t &n = need(count);
        if (capacity)
            need(docids);
        xapian_status status = XAPIAN_OK;
        for (n = 0; n < capacity; n++) {
            status = next(it, err);
            if (status != XAPIAN_OK)
                break;
            if (wdfs)
                wdfs[n] = it->it.get_wdf();
            docids[n] = it->docid;
        }
        return status == XAPIAN_END && n ? XAPIAN_OK : status;
    });
}

void xapian_posting_iter_free(xapian_posting_iter *it)
{
    delete it;
}

/* ---- Positions ---- */

xapian_status xapian_position_iter_next(xapian_position_iter *it, xapian_error *err)
{
    return next(it, err);
}

xapian_status xapian_position_iter_skip_to(xapian_position_iter *it, xapian_termpos position,
                                           xapian_error *err)
{
    return skip_to(it, position, err);
}

xapian_termpos xapian_position_iter_position(const xapian_position_iter *it)
{
    return it && it->place == Place::at ? it->position : 0;
}

void xapian_position_iter_free(xapian_position_iter *it)
{
    delete it;
}

/* ---- Values ---- */

xapian_status xapian_value_iter_next(xapian_value_iter *it, xapian_error *err)
{
    return next(it, err);
}

xapian_status xapian_value_iter_skip_to(xapian_value_iter *it, uint32_t docid_or_slot,
                                        xapian_error *err)
{
    return skip_to(it, docid_or_slot, err);
}

const char *xapian_value_iter_value(const xapian_value_iter *it, size_t *len)
{
    return lend_bytes(it && it->place == Place::at ? &it->value : nullptr, len);
}

xapian_status xapian_value_iter_docid(const xapian_value_iter *it, xapian_docid *out,
                                      xapian_error *err)
{
    return property(it, out, err, [](const Xapian::ValueIterator &i) { return i.get_docid(); });
}

xapian_status xapian_value_iter_slot(const xapian_value_iter *it, xapian_valueno *out,
                                     xapian_error *err)
{
    return property(it, out, err, [](const Xapian::ValueIterator &i) { return i.get_valueno(); });
}

void xapian_value_iter_free(xapian_value_iter *it)
{
    delete it;
}
