/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Queries.  Those that take documents from callbacks are in source.cc.
 */
#include "handles.hh"

using namespace xapian_c;

namespace
{

using Xapian::Query;

constexpr struct {
    xapian_op ours;
    Query::op theirs;
} operators[] = {
    {XAPIAN_OP_AND, Query::OP_AND},
    {XAPIAN_OP_OR, Query::OP_OR},
    {XAPIAN_OP_AND_NOT, Query::OP_AND_NOT},
    {XAPIAN_OP_XOR, Query::OP_XOR},
    {XAPIAN_OP_AND_MAYBE, Query::OP_AND_MAYBE},
    {XAPIAN_OP_FILTER, Query::OP_FILTER},
    {XAPIAN_OP_NEAR, Query::OP_NEAR},
    {XAPIAN_OP_PHRASE, Query::OP_PHRASE},
    {XAPIAN_OP_ELITE_SET, Query::OP_ELITE_SET},
    {XAPIAN_OP_SYNONYM, Query::OP_SYNONYM},
    {XAPIAN_OP_MAX, Query::OP_MAX},
};

Query::op operator_of(xapian_op op)
{
    for (const auto &entry : operators) {
        if (entry.ours == op)
            return entry.theirs;
    }
    throw Xapian::InvalidArgumentError("Not a query operator");
}

int wildcard_limit_of(xapian_wildcard_limit limit)
{
    switch (limit) {
    case XAPIAN_WILDCARD_LIMIT_ERROR:
        return Query::WILDCARD_LIMIT_ERROR;
    case XAPIAN_WILDCARD_LIMIT_FIRST:
        return Query::WILDCARD_LIMIT_FIRST;
    case XAPIAN_WILDCARD_LIMIT_MOST_FREQUENT:
        return Query::WILDCARD_LIMIT_MOST_FREQUENT;
    }
    throw Xapian::InvalidArgumentError("Not a wildcard limit");
}

/* Also false for a number that is not one, which Xapian lets through. */
void need_weight(double weight)
{
    if (!(weight >= 0))
        throw Xapian::InvalidArgumentError("A weight must not be negative");
}

} // namespace

xapian_status xapian_query_term(const char *term, size_t len, xapian_termcount wqf,
                                xapian_termpos position, xapian_query **out, xapian_error *err)
{
    return make(out, err, [&] { return Query(bytes_of(term, len), wqf, position); });
}

xapian_status xapian_query_match_all(xapian_query **out, xapian_error *err)
{
    /* Not Query::MatchAll, whose reference count all threads would share. */
    return make(out, err, [] { return Query(std::string()); });
}

xapian_status xapian_query_match_nothing(xapian_query **out, xapian_error *err)
{
    return make(out, err, [] { return Query(); });
}

xapian_status xapian_query_combine(xapian_op op, const xapian_query *const *queries, size_t n,
                                   xapian_termcount window, xapian_query **out, xapian_error *err)
{
    return make(out, err, [&] {
        const Query::op combiner = operator_of(op);
        if (n)
            need(queries);
        std::vector<Query> parts;
        parts.reserve(n);
        for (size_t i = 0; i < n; i++)
            parts.push_back(need(queries[i]).query);
        return Query(combiner, parts.begin(), parts.end(), window);
    });
}

xapian_status xapian_query_scale(const xapian_query *query, double factor, xapian_query **out,
                                 xapian_error *err)
{
    return make(out, err, [&] {
        need_weight(factor);
        return Query(factor, need(query).query);
    });
}

xapian_status xapian_query_value_range(xapian_valueno slot, const char *lower, size_t lower_len,
                                       const char *upper, size_t upper_len, xapian_query **out,
                                       xapian_error *err)
{
    return make(out, err, [&] {
        return Query(Query::OP_VALUE_RANGE, slot, bytes_of(lower, lower_len),
                     bytes_of(upper, upper_len));
    });
}

xapian_status xapian_query_value_ge(xapian_valueno slot, const char *bound, size_t len,
                                    xapian_query **out, xapian_error *err)
{
    return make(out, err, [&] { return Query(Query::OP_VALUE_GE, slot, bytes_of(bound, len)); });
}

xapian_status xapian_query_value_le(xapian_valueno slot, const char *bound, size_t len,
                                    xapian_query **out, xapian_error *err)
{
    return make(out, err, [&] { return Query(Query::OP_VALUE_LE, slot, bytes_of(bound, len)); });
}

xapian_status xapian_query_wildcard(const char *prefix, size_t len, xapian_termcount max_expansion,
                                    xapian_wildcard_limit limit, xapian_op combiner,
                                    xapian_query **out, xapian_error *err)
{
    return make(out, err, [&] {
        return Query(Query::OP_WILDCARD, bytes_of(prefix, len), max_expansion,
                     wildcard_limit_of(limit), operator_of(combiner));
    });
}

xapian_status xapian_query_fixed_weight(double weight, xapian_query **out, xapian_error *err)
{
    return make(out, err, [&] {
        need_weight(weight);
        Xapian::FixedWeightPostingSource source(weight);
        return Query(&source); /* takes a copy */
    });
}

xapian_status xapian_query_value_weight(xapian_valueno slot, xapian_query **out, xapian_error *err)
{
    return make(out, err, [&] {
        Xapian::ValueWeightPostingSource source(slot);
        return Query(&source); /* takes a copy */
    });
}

void xapian_query_free(xapian_query *query)
{
    delete query;
}

bool xapian_query_empty(const xapian_query *query)
{
    return !query || query->query.empty();
}

xapian_termcount xapian_query_length(const xapian_query *query)
{
    return query ? query->query.get_length() : 0;
}

xapian_status xapian_query_terms(const xapian_query *query, xapian_term_iter **out,
                                 xapian_error *err)
{
    return make(out, err, [&] { return need(query).query.get_terms_begin(); });
}

xapian_status xapian_query_unique_terms(const xapian_query *query, xapian_term_iter **out,
                                        xapian_error *err)
{
    return make(out, err, [&] { return need(query).query.get_unique_terms_begin(); });
}

xapian_status xapian_query_serialise(xapian_query *query, const char **bytes, size_t *len,
                                     xapian_error *err)
{
    return lend(query, bytes, len, err, [](const xapian_query &q) { return q.query.serialise(); });
}

xapian_status xapian_query_unserialise(const char *bytes, size_t len, xapian_query **out,
                                       xapian_error *err)
{
    return make(out, err, [&] { return Query::unserialise(bytes_of(bytes, len)); });
}

xapian_status xapian_query_description(xapian_query *query, const char **bytes, size_t *len,
                                       xapian_error *err)
{
    return lend(query, bytes, len, err,
                [](const xapian_query &q) { return q.query.get_description(); });
}
