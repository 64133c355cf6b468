/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Compacting and merging databases.
 */
#include "handles.hh"

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

class CallbackCompactor final : public Xapian::Compactor
{
    const xapian_compact_callbacks &calls;
    void *const ctx;

  public:
    CallbackCompactor(const xapian_compact_callbacks &calls_, void *ctx_) : calls(calls_), ctx(ctx_)
    {
    }

    void set_status(const std::string &table, const std::string &status) override
    {
        if (calls.progress)
            check_callback(calls.progress(table.c_str(), status.c_str(), ctx),
                           "The progress callback");
    }

    std::string resolve_duplicate_metadata(const std::string &key, size_t n,
                                           const std::string tags[]) override
    {
        if (!calls.duplicate_metadata)
            return tags[0];
        std::vector<const char *> values(n);
        std::vector<size_t> lens(n);
        for (size_t i = 0; i < n; i++) {
            values[i] = tags[i].data();
            lens[i] = tags[i].size();
        }
        const char *bytes = nullptr;
        size_t len = 0;
        check_callback(calls.duplicate_metadata(key.data(), key.size(), values.data(), lens.data(),
                                                n, &bytes, &len, ctx),
                       "The duplicate metadata callback");
        return bytes_of(bytes, len);
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
    });
}
