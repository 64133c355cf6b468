/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Searching: what to look for, how to order it, and running it.
 *
 * Xapian only borrows spies and key makers, so the handle keeps them as long as it can use them.
 */
#include "handles.hh"

using namespace xapian_c;

namespace
{

class CallbackMatchDecider final : public Xapian::MatchDecider
{
    const xapian_match_function function;
    void *const ctx;

  public:
    CallbackMatchDecider(xapian_match_function function_, void *ctx_)
        : function(function_), ctx(ctx_)
    {
    }

    bool operator()(const Xapian::Document &doc) const override
    {
        xapian_document lent{doc};
        bool keep = false;
        check_callback(function(&lent, &keep, ctx), "The match decider callback");
        return keep;
    }
};

class CallbackExpandDecider final : public Xapian::ExpandDecider
{
    const xapian_expand_function function;
    void *const ctx;

  public:
    CallbackExpandDecider(xapian_expand_function function_, void *ctx_)
        : function(function_), ctx(ctx_)
    {
    }

    bool operator()(const std::string &term) const override
    {
        bool keep = false;
        check_callback(function(term.data(), term.size(), &keep, ctx),
                       "The expand decider callback");
        return keep;
    }
};

/* Changes a setting. */
template <typename Setting>
xapian_status set(xapian_enquire *enquire, xapian_error *err, Setting &&setting) noexcept
{
    return guard(err, [&] { setting(need(enquire).enquire); });
}

/* Changes the order to one by keys. */
template <typename Setting>
xapian_status set_keymaker(xapian_enquire *enquire, const xapian_keymaker *keymaker,
                           xapian_error *err, Setting &&setting) noexcept
{
    return guard(err, [&] {
        xapian_enquire &e = need(enquire);
        const auto maker = need(keymaker).maker;
        setting(e.enquire, maker.get());
        e.keymaker = maker;
    });
}

Xapian::Enquire::docid_order docid_order_of(xapian_docid_order order)
{
    switch (order) {
    case XAPIAN_DOCID_ASCENDING:
        return Xapian::Enquire::ASCENDING;
    case XAPIAN_DOCID_DESCENDING:
        return Xapian::Enquire::DESCENDING;
    case XAPIAN_DOCID_DONT_CARE:
        return Xapian::Enquire::DONT_CARE;
    }
    throw Xapian::InvalidArgumentError("Not an order of document ids");
}

} // namespace

xapian_status xapian_enquire_create(const xapian_database *db, xapian_enquire **out,
                                    xapian_error *err)
{
    return make(out, err, [&] { return Xapian::Enquire(need(db).db); });
}

void xapian_enquire_free(xapian_enquire *enquire)
{
    delete enquire;
}

xapian_status xapian_enquire_set_query(xapian_enquire *enquire, const xapian_query *query,
                                       xapian_termcount query_length, xapian_error *err)
{
    return set(enquire, err,
               [&](Xapian::Enquire &e) { e.set_query(need(query).query, query_length); });
}

xapian_status xapian_enquire_set_weight(xapian_enquire *enquire, const xapian_weight *weight,
                                        xapian_error *err)
{
    return set(enquire, err,
               [&](Xapian::Enquire &e) { e.set_weighting_scheme(*need(weight).weight); });
}

xapian_status xapian_enquire_set_cutoff(xapian_enquire *enquire, int percent, double weight,
                                        xapian_error *err)
{
    return set(enquire, err, [&](Xapian::Enquire &e) {
        if (percent < 0 || percent > 100)
            throw Xapian::InvalidArgumentError("A percentage is from 0 to 100");
        e.set_cutoff(percent, weight);
    });
}

xapian_status xapian_enquire_sort_by_relevance(xapian_enquire *enquire, xapian_error *err)
{
    return set(enquire, err, [](Xapian::Enquire &e) { e.set_sort_by_relevance(); });
}

xapian_status xapian_enquire_sort_by_value(xapian_enquire *enquire, xapian_valueno slot,
                                           bool reverse, xapian_error *err)
{
    return set(enquire, err, [&](Xapian::Enquire &e) { e.set_sort_by_value(slot, reverse); });
}

xapian_status xapian_enquire_sort_by_value_then_relevance(xapian_enquire *enquire,
                                                          xapian_valueno slot, bool reverse,
                                                          xapian_error *err)
{
    return set(enquire, err,
               [&](Xapian::Enquire &e) { e.set_sort_by_value_then_relevance(slot, reverse); });
}

xapian_status xapian_enquire_sort_by_relevance_then_value(xapian_enquire *enquire,
                                                          xapian_valueno slot, bool reverse,
                                                          xapian_error *err)
{
    return set(enquire, err,
               [&](Xapian::Enquire &e) { e.set_sort_by_relevance_then_value(slot, reverse); });
}

xapian_status xapian_enquire_sort_by_key(xapian_enquire *enquire, const xapian_keymaker *keymaker,
                                         bool reverse, xapian_error *err)
{
    return set_keymaker(enquire, keymaker, err, [&](Xapian::Enquire &e, Xapian::KeyMaker *maker) {
        e.set_sort_by_key(maker, reverse);
    });
}

xapian_status xapian_enquire_sort_by_key_then_relevance(xapian_enquire *enquire,
                                                        const xapian_keymaker *keymaker,
                                                        bool reverse, xapian_error *err)
{
    return set_keymaker(enquire, keymaker, err, [&](Xapian::Enquire &e, Xapian::KeyMaker *maker) {
        e.set_sort_by_key_then_relevance(maker, reverse);
    });
}

xapian_status xapian_enquire_sort_by_relevance_then_key(xapian_enquire *enquire,
                                                        const xapian_keymaker *keymaker,
                                                        bool reverse, xapian_error *err)
{
    return set_keymaker(enquire, keymaker, err, [&](Xapian::Enquire &e, Xapian::KeyMaker *maker) {
        e.set_sort_by_relevance_then_key(maker, reverse);
    });
}

xapian_status xapian_enquire_set_docid_order(xapian_enquire *enquire, xapian_docid_order order,
                                             xapian_error *err)
{
    return set(enquire, err, [&](Xapian::Enquire &e) { e.set_docid_order(docid_order_of(order)); });
}

xapian_status xapian_enquire_set_collapse(xapian_enquire *enquire, xapian_valueno slot,
                                          xapian_doccount max, xapian_error *err)
{
    return set(enquire, err, [&](Xapian::Enquire &e) { e.set_collapse_key(slot, max); });
}

xapian_status xapian_enquire_set_time_limit(xapian_enquire *enquire, double seconds,
                                            xapian_error *err)
{
    return set(enquire, err, [&](Xapian::Enquire &e) { e.set_time_limit(seconds); });
}

xapian_status xapian_enquire_set_expansion_scheme(xapian_enquire *enquire, const char *name,
                                                  double k, xapian_error *err)
{
    return set(enquire, err,
               [&](Xapian::Enquire &e) { e.set_expansion_scheme(string_of(name), k); });
}

xapian_status xapian_enquire_add_matchspy(xapian_enquire *enquire, const xapian_matchspy *spy,
                                          xapian_error *err)
{
    return guard(err, [&] {
        xapian_enquire &e = need(enquire);
        const auto added = need(spy).spy;
        e.spies.push_back(added);
        e.enquire.add_matchspy(added.get());
    });
}

xapian_status xapian_enquire_clear_matchspies(xapian_enquire *enquire, xapian_error *err)
{
    return guard(err, [&] {
        xapian_enquire &e = need(enquire);
        e.enquire.clear_matchspies();
        e.spies.clear();
    });
}

xapian_status xapian_enquire_get_mset(xapian_enquire *enquire, xapian_doccount first,
                                      xapian_doccount max, xapian_doccount check_at_least,
                                      const xapian_rset *rset, xapian_match_function decider,
                                      void *ctx, xapian_mset **out, xapian_error *err)
{
    return make(out, err, [&] {
        const CallbackMatchDecider decide(decider, ctx);
        return need(enquire).enquire.get_mset(
            first, max, check_at_least, rset ? &rset->rset : nullptr, decider ? &decide : nullptr);
    });
}

xapian_status xapian_enquire_matching_terms(const xapian_enquire *enquire, xapian_docid docid,
                                            xapian_term_iter **out, xapian_error *err)
{
    return make(out, err, [&] { return need(enquire).enquire.get_matching_terms_begin(docid); });
}

xapian_status xapian_enquire_get_eset(const xapian_enquire *enquire, xapian_termcount max,
                                      const xapian_rset *rset, int flags, double min_weight,
                                      xapian_expand_function decider, void *ctx, xapian_eset **out,
                                      xapian_error *err)
{
    return make(out, err, [&] {
        const CallbackExpandDecider decide(decider, ctx);
        return need(enquire).enquire.get_eset(max, need(rset).rset, flags,
                                              decider ? &decide : nullptr, min_weight);
    });
}

xapian_status xapian_enquire_description(xapian_enquire *enquire, const char **bytes, size_t *len,
                                         xapian_error *err)
{
    return lend(enquire, bytes, len, err,
                [](const xapian_enquire &e) { return e.enquire.get_description(); });
}
