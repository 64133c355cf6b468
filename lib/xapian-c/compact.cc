/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Compacting and merging databases.
 */
#include "handles.hh"

#include <exception>

using namespace xapian_c;

static_assert(XAPIAN_COMPACT_NO_RENUMBER == Xapian::DBCOMPACT_NO_RENUMBER &&
                  XAPIAN_COMPACT_MULTIPASS == Xapian::DBCOMPACT_MULTIPASS &&
                  XAPIAN_COMPACT_SINGLE_FILE == Xapian::DBCOMPACT_SINGLE_FILE &&
                  XAPIAN_COMPACT_STANDARD == int(Xapian::Compactor::STANDARD) &&
                  XAPIAN_COMPACT_FULL == int(Xapian::Compactor::FULL) &&
                  XAPIAN_COMPACT_FULLER == int(Xapian::Compactor::FULLER),
              "flags are passed through");

namespace
{

/* libxapian 1.4 hands the callback the key as the postlist table has it, with a prefix. */
std::string bare_key(const std::string &key)
{
    constexpr char prefix[] = {'\0', '\xc0'};
    return key.compare(0, sizeof prefix, prefix, sizeof prefix) ? key : key.substr(sizeof prefix);
}

/* Nothing may be thrown through libxapian's compaction, which would lose its open files.  What goes
 * wrong in a callback is kept, and thrown by finish() when the copy is made. */
class CallbackCompactor final : public Xapian::Compactor
{
    const xapian_compact_callbacks &calls;
    void *const ctx;
    std::exception_ptr failure;

    template <typename Call> void attempt(Call &&call) noexcept
    {
        if (failure)
            return;
        try {
            call();
        } catch (...) {
            failure = std::current_exception();
        }
    }

    std::string choose(const std::string &key, size_t n, const std::string tags[])
    {
        std::vector<const char *> values(n);
        std::vector<size_t> lens(n);
        for (size_t i = 0; i < n; i++) {
            values[i] = tags[i].data();
            lens[i] = tags[i].size();
        }
        const std::string bare = bare_key(key);
        const char *bytes = nullptr;
        size_t len = 0;
        check_callback(calls.duplicate_metadata(bare.data(), bare.size(), values.data(),
                                                lens.data(), n, &bytes, &len, ctx),
                       "The duplicate metadata callback");
        return bytes_of(bytes, len);
    }

  public:
    CallbackCompactor(const xapian_compact_callbacks &calls_, void *ctx_) : calls(calls_), ctx(ctx_)
    {
    }

    void set_status(const std::string &table, const std::string &status) override
    {
        if (calls.progress)
            attempt([&] {
                check_callback(calls.progress(table.c_str(), status.c_str(), ctx),
                               "The progress callback");
            });
    }

    std::string resolve_duplicate_metadata(const std::string &key, size_t n,
                                           const std::string tags[]) override
    {
        std::string chosen;
        if (calls.duplicate_metadata)
            attempt([&] { chosen = choose(key, n, tags); });
        else
            chosen = tags[0];
        return chosen;
    }

    void finish() const
    {
        if (failure)
            std::rethrow_exception(failure);
    }
};

} // namespace

xapian_status xapian_database_compact(const xapian_database *db, const char *output, unsigned flags,
                                      int block_size, const xapian_compact_callbacks *callbacks,
                                      void *ctx, xapian_error *err)
{
    return guard(err, [&] {
        const xapian_compact_callbacks none = {nullptr, nullptr};
        CallbackCompactor compactor(callbacks ? *callbacks : none, ctx);
        Xapian::Database sources = need(db).db;
        sources.compact(string_of(output), flags, block_size, compactor);
        compactor.finish();
    });
}
