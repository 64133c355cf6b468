/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A Xapian::PostingSource whose documents come from C callbacks.
 *
 * Xapian trusts a source to move forward and to keep below its maximum weight, and goes astray if
 * it does not; here that is checked after each callback.
 */
#include "handles.hh"

#include <algorithm>

using namespace xapian_c;

namespace
{

[[noreturn]] void throw_broken_source(const char *what)
{
    throw Xapian::InvalidArgumentError(what);
}

class CallbackSource final : public Xapian::PostingSource
{
    const xapian_source_callbacks calls;
    void *const ctx;
    xapian_source_state state = {0, 0};
    xapian_source_bounds bounds = {0, 0, 0};
    Xapian::docid floor = 0; /* no earlier document can come any more */
    bool known = false;      /* state.docid is where we are */

    /* What every move has in common: the callback changes a copy, which is then looked at.  The
     * document it arrives at must be `lowest` at the least (one more than an id can be, after the
     * last id of all). */
    template <typename Move> void move(uint64_t lowest, Move &&how)
    {
        xapian_source_state after = state;
        if (!known)
            after.docid = floor;
        known = how(after);
        if (!known) {
            floor = static_cast<Xapian::docid>(lowest);
            return;
        }
        if (after.docid != 0 && after.docid < lowest)
            throw_broken_source("A posting source went backwards");
        set_max(after.max_weight, state.max_weight);
        state = after;
        floor = state.docid;
    }

    void set_max(double after, double before)
    {
        if (!(after >= 0 && after <= before))
            throw_broken_source("A posting source raised its maximum weight");
        if (after < before)
            set_maxweight(after);
    }

    void step(double min_weight)
    {
        move(uint64_t(floor) + 1, [&](xapian_source_state &after) {
            check_callback(calls.next(min_weight, &after, ctx), "The source's next callback");
            return true;
        });
    }

    bool at_or_past(Xapian::docid target) const
    {
        return known && (state.docid == 0 || state.docid >= target);
    }

    void start(const Xapian::Database &db)
    {
        state = {0, 0};
        bounds = {0, 0, 0};
        floor = 0;
        known = false;
        xapian_database shard{db};
        check_callback(calls.init(&shard, &state, &bounds, ctx), "The source's init callback");
        if (!(state.max_weight >= 0))
            throw_broken_source("A posting source's maximum weight is negative");
        if (bounds.min > bounds.estimate || bounds.estimate > bounds.max)
            throw_broken_source("A posting source's estimates are out of order");
        state.docid = 0;
        const Xapian::doccount documents = db.get_doccount();
        bounds.min = std::min(bounds.min, documents);
        bounds.estimate = std::min(bounds.estimate, documents);
        bounds.max = std::min(bounds.max, documents);
        set_maxweight(state.max_weight);
    }

  public:
    bool owns_ctx = false;     /* `free` is ours to call */
    bool *destroyed = nullptr; /* set when it goes, while someone wants to know */

    CallbackSource(const xapian_source_callbacks &calls_, void *ctx_) : calls(calls_), ctx(ctx_)
    {
    }

    ~CallbackSource() override
    {
        if (destroyed)
            *destroyed = true;
        if (owns_ctx && calls.free)
            calls.free(ctx);
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return bounds.min;
    }

    Xapian::doccount get_termfreq_est() const override
    {
        return bounds.estimate;
    }

    Xapian::doccount get_termfreq_max() const override
    {
        return bounds.max;
    }

    /* libxapian 2.x has reset() for init(), with the shard's number. */
#if XAPIAN_AT_LEAST(1, 5, 0)
    void reset(const Xapian::Database &db, Xapian::doccount) override
    {
        start(db);
    }
#else
    void init(const Xapian::Database &db) override
    {
        start(db);
    }
#endif

    double get_weight() const override
    {
        if (!calls.weight)
            return 0;
        double weight = 0;
        check_callback(calls.weight(&weight, ctx), "The source's weight callback");
        if (!(weight >= 0 && weight <= state.max_weight))
            throw_broken_source("A posting source gave a weight out of its bounds");
        return weight;
    }

    Xapian::docid get_docid() const override
    {
        return state.docid;
    }

    bool at_end() const override
    {
        return known && state.docid == 0;
    }

    void next(double min_weight) override
    {
        step(min_weight);
    }

    void skip_to(Xapian::docid target, double min_weight) override
    {
        if (at_or_past(target))
            return;
        if (calls.skip_to) {
            move(target, [&](xapian_source_state &after) {
                check_callback(calls.skip_to(target, min_weight, &after, ctx),
                               "The source's skip_to callback");
                return true;
            });
            return;
        }
        do {
            step(min_weight);
        } while (!at_end() && state.docid < target);
    }

    bool check(Xapian::docid target, double min_weight) override
    {
        if (at_or_past(target))
            return true;
        if (!calls.check) {
            skip_to(target, min_weight);
            return true;
        }
        move(target, [&](xapian_source_state &after) {
            bool found = false;
            check_callback(calls.check(target, min_weight, &found, &after, ctx),
                           "The source's check callback");
            return found;
        });
        return known;
    }

    CallbackSource *clone() const override
    {
        if (!calls.clone)
            return nullptr;
        void *copy = nullptr;
        check_callback(calls.clone(ctx, &copy), "The source's clone callback");
        try {
            std::unique_ptr<CallbackSource> twin(new CallbackSource(calls, copy));
            twin->owns_ctx = true;
            return twin.release();
        } catch (...) {
            if (calls.free)
                calls.free(copy);
            throw;
        }
    }

    std::string get_description() const override
    {
        return "CallbackSource()";
    }
};

/* The query takes the source over.  If it cannot be made the source goes, but its ctx stays the
 * caller's. */
Xapian::Query query_of(const xapian_source_callbacks &calls, void *ctx)
{
    CallbackSource *source = new CallbackSource(calls, ctx);
    bool destroyed = false;
    source->destroyed = &destroyed;
    try {
        Xapian::Query query(source->release());
        source->destroyed = nullptr;
        source->owns_ctx = true;
        return query;
    } catch (...) {
        if (!destroyed)
            delete source;
        throw;
    }
}

} // namespace

xapian_status xapian_query_posting_source(const xapian_source_callbacks *callbacks, void *ctx,
                                          xapian_query **out, xapian_error *err)
{
    return guard(err, [&] {
        xapian_query *&target = need(out);
        const xapian_source_callbacks &calls = need(callbacks);
        if (!calls.init || !calls.next)
            throw Xapian::InvalidArgumentError("A posting source needs init and next");
        auto handle = std::make_unique<xapian_query>();
        handle->query = query_of(calls, ctx);
        target = handle.release();
    });
}
