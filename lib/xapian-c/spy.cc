/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Match spies: one that counts values, and C functions.
 */
#include "handles.hh"

using namespace xapian_c;

namespace
{

class CallbackSpy final : public Xapian::MatchSpy
{
    const xapian_spy_function function;
    void *const ctx;

  public:
    CallbackSpy(xapian_spy_function function_, void *ctx_) : function(function_), ctx(ctx_)
    {
    }

    void operator()(const Xapian::Document &doc, double weight) override
    {
        xapian_document lent{doc};
        check_callback(function(&lent, weight, ctx), "The match spy callback");
    }
};

const Xapian::ValueCountMatchSpy &need_counts(const xapian_matchspy *spy)
{
    if (!need(spy).counts)
        throw Xapian::InvalidOperationError("The match spy does not count values");
    return *spy->counts;
}

} // namespace

xapian_status xapian_matchspy_function(xapian_spy_function function, void *ctx,
                                       xapian_matchspy **out, xapian_error *err)
{
    return make(out, err, [&] {
        if (!function)
            throw_null_argument();
        return std::make_shared<CallbackSpy>(function, ctx);
    });
}

xapian_status xapian_matchspy_value_count(xapian_valueno slot, xapian_matchspy **out,
                                          xapian_error *err)
{
    return guard(err, [&] {
        xapian_matchspy *&target = need(out);
        auto spy = std::make_shared<Xapian::ValueCountMatchSpy>(slot);
        target = new xapian_matchspy{spy, spy.get()};
    });
}

xapian_status xapian_matchspy_total(const xapian_matchspy *spy, size_t *out, xapian_error *err)
{
    return get(spy, out, err, [](const xapian_matchspy &s) { return need_counts(&s).get_total(); });
}

xapian_status xapian_matchspy_values(const xapian_matchspy *spy, xapian_term_iter **out,
                                     xapian_error *err)
{
    return make(out, err, [&] { return need_counts(spy).values_begin(); });
}

xapian_status xapian_matchspy_top_values(const xapian_matchspy *spy, size_t max,
                                         xapian_term_iter **out, xapian_error *err)
{
    return make(out, err, [&] { return need_counts(spy).top_values_begin(max); });
}

void xapian_matchspy_free(xapian_matchspy *spy)
{
    delete spy;
}
