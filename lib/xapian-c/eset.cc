/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Relevant documents, and the terms that they suggest.
 */
#include "handles.hh"

using namespace xapian_c;

xapian_status xapian_rset_create(xapian_rset **out, xapian_error *err)
{
    return make(out, err, [] { return Xapian::RSet(); });
}

xapian_status xapian_rset_add(xapian_rset *rset, xapian_docid docid, xapian_error *err)
{
    return guard(err, [&] { need(rset).rset.add_document(docid); });
}

xapian_status xapian_rset_remove(xapian_rset *rset, xapian_docid docid, xapian_error *err)
{
    return guard(err, [&] { need(rset).rset.remove_document(docid); });
}

bool xapian_rset_contains(const xapian_rset *rset, xapian_docid docid)
{
    return guard_value(false, [&] { return need(rset).rset.contains(docid); });
}

xapian_doccount xapian_rset_size(const xapian_rset *rset)
{
    return guard_value<xapian_doccount>(0, [&] { return need(rset).rset.size(); });
}

void xapian_rset_free(xapian_rset *rset)
{
    delete rset;
}

xapian_termcount xapian_eset_size(const xapian_eset *eset)
{
    return guard_value<xapian_termcount>(0, [&] { return need(eset).eset.size(); });
}

xapian_termcount xapian_eset_ebound(const xapian_eset *eset)
{
    return guard_value<xapian_termcount>(0, [&] { return need(eset).eset.get_ebound(); });
}

xapian_status xapian_eset_item(xapian_eset *eset, xapian_termcount index, const char **term,
                               size_t *len, double *weight, xapian_error *err)
{
    return lend(eset, term, len, err, [&](const xapian_eset &e) {
        if (index >= e.eset.size())
            throw Xapian::InvalidArgumentError("There is no term with this index");
        const Xapian::ESetIterator it = e.eset[index];
        std::string bytes = *it;
        if (weight)
            *weight = it.get_weight();
        return bytes;
    });
}

void xapian_eset_free(xapian_eset *eset)
{
    delete eset;
}
