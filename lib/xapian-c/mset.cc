/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Results.
 */
#include "handles.hh"

using namespace xapian_c;

namespace
{

using MSet = const xapian_mset &;

/* Xapian does not look whether an index is in range. */
Xapian::MSetIterator item(MSet m, xapian_doccount index)
{
    if (index >= m.mset.size())
        throw Xapian::InvalidArgumentError("There is no result with this index");
    return m.mset[index];
}

} // namespace

void xapian_mset_free(xapian_mset *mset)
{
    delete mset;
}

xapian_doccount xapian_mset_size(const xapian_mset *mset)
{
    return guard_value<xapian_doccount>(0, [&] { return need(mset).mset.size(); });
}

xapian_doccount xapian_mset_first(const xapian_mset *mset)
{
    return guard_value<xapian_doccount>(0, [&] { return need(mset).mset.get_firstitem(); });
}

xapian_match_counts xapian_mset_matches(const xapian_mset *mset)
{
    return guard_value(xapian_match_counts{0, 0, 0}, [&] {
        const Xapian::MSet &m = need(mset).mset;
        return xapian_match_counts{m.get_matches_lower_bound(), m.get_matches_estimated(),
                                   m.get_matches_upper_bound()};
    });
}

xapian_match_counts xapian_mset_uncollapsed_matches(const xapian_mset *mset)
{
    return guard_value(xapian_match_counts{0, 0, 0}, [&] {
        const Xapian::MSet &m = need(mset).mset;
        return xapian_match_counts{m.get_uncollapsed_matches_lower_bound(),
                                   m.get_uncollapsed_matches_estimated(),
                                   m.get_uncollapsed_matches_upper_bound()};
    });
}

double xapian_mset_max_possible(const xapian_mset *mset)
{
    return guard_value(0.0, [&] { return need(mset).mset.get_max_possible(); });
}

double xapian_mset_max_attained(const xapian_mset *mset)
{
    return guard_value(0.0, [&] { return need(mset).mset.get_max_attained(); });
}

xapian_status xapian_mset_termfreq(const xapian_mset *mset, const char *term, size_t len,
                                   xapian_doccount *out, xapian_error *err)
{
    return get(mset, out, err, [&](MSet m) { return m.mset.get_termfreq(bytes_of(term, len)); });
}

xapian_status xapian_mset_termweight(const xapian_mset *mset, const char *term, size_t len,
                                     double *out, xapian_error *err)
{
    return get(mset, out, err, [&](MSet m) { return m.mset.get_termweight(bytes_of(term, len)); });
}

xapian_status xapian_mset_percent(const xapian_mset *mset, double weight, int *out,
                                  xapian_error *err)
{
    return get(mset, out, err, [&](MSet m) { return m.mset.convert_to_percent(weight); });
}

xapian_status xapian_mset_hit(const xapian_mset *mset, xapian_doccount index, xapian_hit *out,
                              xapian_error *err)
{
    return get(mset, out, err, [&](MSet m) {
        const Xapian::MSetIterator it = item(m, index);
        xapian_hit hit;
        hit.docid = *it;
        hit.rank = it.get_rank();
        hit.weight = it.get_weight();
        hit.percent = it.get_percent();
        hit.collapse_count = it.get_collapse_count();
        return hit;
    });
}

xapian_status xapian_mset_collapse_key(xapian_mset *mset, xapian_doccount index, const char **bytes,
                                       size_t *len, xapian_error *err)
{
    return lend(mset, bytes, len, err, [&](MSet m) { return item(m, index).get_collapse_key(); });
}

xapian_status xapian_mset_sort_key(xapian_mset *mset, xapian_doccount index, const char **bytes,
                                   size_t *len, xapian_error *err)
{
    return lend(mset, bytes, len, err, [&](MSet m) { return item(m, index).get_sort_key(); });
}

xapian_status xapian_mset_document(const xapian_mset *mset, xapian_doccount index,
                                   xapian_document **out, xapian_error *err)
{
    return make(out, err, [&] { return item(need(mset), index).get_document(); });
}

xapian_status xapian_mset_fetch(const xapian_mset *mset, xapian_error *err)
{
    return guard(err, [&] { need(mset).mset.fetch(); });
}

xapian_status xapian_mset_snippet(xapian_mset *mset, const char *text, size_t text_len,
                                  size_t max_len, const char *language, unsigned flags,
                                  const char *start, const char *end, const char *omit,
                                  const char **bytes, size_t *len, xapian_error *err)
{
    return lend(mset, bytes, len, err, [&](MSet m) {
        const std::string before = string_of(start);
        const std::string after = string_of(end);
        if (before.empty() || after.empty())
            throw Xapian::InvalidArgumentError("Without marks a snippet is not escaped");
        return m.mset.snippet(bytes_of(text, text_len), max_len,
                              language ? Xapian::Stem(language) : Xapian::Stem(), flags, before,
                              after, string_of(omit));
    });
}

xapian_status xapian_mset_description(xapian_mset *mset, const char **bytes, size_t *len,
                                      xapian_error *err)
{
    return lend(mset, bytes, len, err, [](MSet m) { return m.mset.get_description(); });
}
