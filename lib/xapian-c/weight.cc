/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Weighting schemes.  libxapian 2.x has other classes for two of them; the differences end here.
 */
#include "handles.hh"

using namespace xapian_c;

namespace
{

/* Makes a weight of class W. */
template <typename W, typename... Parameters>
xapian_status make_weight(xapian_weight **out, xapian_error *err, Parameters... parameters) noexcept
{
    return make(out, err, [&] { return std::make_unique<W>(parameters...); });
}

#if !XAPIAN_AT_LEAST(1, 5, 0)
Xapian::Weight::type_smoothing smoothing_of(xapian_smoothing smoothing)
{
    switch (smoothing) {
    case XAPIAN_SMOOTHING_TWO_STAGE:
        return Xapian::Weight::TWO_STAGE_SMOOTHING;
    case XAPIAN_SMOOTHING_DIRICHLET:
        return Xapian::Weight::DIRICHLET_SMOOTHING;
    case XAPIAN_SMOOTHING_ABSOLUTE_DISCOUNT:
        return Xapian::Weight::ABSOLUTE_DISCOUNT_SMOOTHING;
    case XAPIAN_SMOOTHING_JELINEK_MERCER:
        return Xapian::Weight::JELINEK_MERCER_SMOOTHING;
    case XAPIAN_SMOOTHING_DIRICHLET_PLUS:
        return Xapian::Weight::DIRICHLET_PLUS_SMOOTHING;
    }
    throw Xapian::InvalidArgumentError("Not a kind of smoothing");
}

std::unique_ptr<Xapian::Weight> language_model(double log, xapian_smoothing smoothing, double p1,
                                               double p2)
{
    return std::make_unique<Xapian::LMWeight>(log, smoothing_of(smoothing), p1, p2);
}
#else
double or_default(double parameter, double by_default)
{
    return parameter < 0 ? by_default : parameter;
}

std::unique_ptr<Xapian::Weight> language_model(double, xapian_smoothing smoothing, double p1,
                                               double p2)
{
    switch (smoothing) {
    case XAPIAN_SMOOTHING_TWO_STAGE:
        return std::make_unique<Xapian::LM2StageWeight>(or_default(p1, 0.7),
                                                        or_default(p2, 2000.0));
    case XAPIAN_SMOOTHING_DIRICHLET:
        return std::make_unique<Xapian::LMDirichletWeight>(or_default(p1, 2000.0), 0.0);
    case XAPIAN_SMOOTHING_ABSOLUTE_DISCOUNT:
        return std::make_unique<Xapian::LMAbsDiscountWeight>(or_default(p1, 0.7));
    case XAPIAN_SMOOTHING_JELINEK_MERCER:
        return std::make_unique<Xapian::LMJMWeight>(or_default(p1, 0.0));
    case XAPIAN_SMOOTHING_DIRICHLET_PLUS:
        return std::make_unique<Xapian::LMDirichletWeight>(or_default(p1, 2000.0),
                                                           or_default(p2, 0.05));
    }
    throw Xapian::InvalidArgumentError("Not a kind of smoothing");
}
#endif

} // namespace

xapian_status xapian_weight_bool(xapian_weight **out, xapian_error *err)
{
    return make_weight<Xapian::BoolWeight>(out, err);
}

xapian_status xapian_weight_coord(xapian_weight **out, xapian_error *err)
{
    return make_weight<Xapian::CoordWeight>(out, err);
}

xapian_status xapian_weight_bm25(double k1, double k2, double k3, double b, double min_normlen,
                                 xapian_weight **out, xapian_error *err)
{
    return make_weight<Xapian::BM25Weight>(out, err, k1, k2, k3, b, min_normlen);
}

xapian_status xapian_weight_bm25plus(double k1, double k2, double k3, double b, double min_normlen,
                                     double delta, xapian_weight **out, xapian_error *err)
{
    return make_weight<Xapian::BM25PlusWeight>(out, err, k1, k2, k3, b, min_normlen, delta);
}

xapian_status xapian_weight_trad(double k, xapian_weight **out, xapian_error *err)
{
#if !XAPIAN_AT_LEAST(1, 5, 0)
    return make_weight<Xapian::TradWeight>(out, err, k);
#else
    /* The same ranking; the weights are k + 1 times as great. */
    return make_weight<Xapian::BM25Weight>(out, err, k, 0.0, 0.0, 1.0, 0.0);
#endif
}

xapian_status xapian_weight_tfidf(const char *normalizations, xapian_weight **out,
                                  xapian_error *err)
{
    return make(out, err,
                [&] { return std::make_unique<Xapian::TfIdfWeight>(string_of(normalizations)); });
}

xapian_status xapian_weight_pl2(double c, xapian_weight **out, xapian_error *err)
{
    return make_weight<Xapian::PL2Weight>(out, err, c);
}

xapian_status xapian_weight_pl2plus(double c, double delta, xapian_weight **out, xapian_error *err)
{
    return make_weight<Xapian::PL2PlusWeight>(out, err, c, delta);
}

xapian_status xapian_weight_bb2(double c, xapian_weight **out, xapian_error *err)
{
    return make_weight<Xapian::BB2Weight>(out, err, c);
}

xapian_status xapian_weight_ifb2(double c, xapian_weight **out, xapian_error *err)
{
    return make_weight<Xapian::IfB2Weight>(out, err, c);
}

xapian_status xapian_weight_ineb2(double c, xapian_weight **out, xapian_error *err)
{
    return make_weight<Xapian::IneB2Weight>(out, err, c);
}

xapian_status xapian_weight_inl2(double c, xapian_weight **out, xapian_error *err)
{
    return make_weight<Xapian::InL2Weight>(out, err, c);
}

xapian_status xapian_weight_dlh(xapian_weight **out, xapian_error *err)
{
    return make_weight<Xapian::DLHWeight>(out, err);
}

xapian_status xapian_weight_dph(xapian_weight **out, xapian_error *err)
{
    return make_weight<Xapian::DPHWeight>(out, err);
}

xapian_status xapian_weight_lm(double log, xapian_smoothing smoothing, double smoothing1,
                               double smoothing2, xapian_weight **out, xapian_error *err)
{
    return make(out, err, [&] { return language_model(log, smoothing, smoothing1, smoothing2); });
}

void xapian_weight_free(xapian_weight *weight)
{
    delete weight;
}
