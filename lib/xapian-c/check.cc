/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Checking a database, with its report sent to a C callback as it is written.
 */
#include "handles.hh"

#include <ostream>
#include <streambuf>

using namespace xapian_c;

static_assert(XAPIAN_CHECK_SHORT_TREE == Xapian::DBCHECK_SHORT_TREE &&
                  XAPIAN_CHECK_FULL_TREE == Xapian::DBCHECK_FULL_TREE &&
                  XAPIAN_CHECK_SHOW_FREELIST == Xapian::DBCHECK_SHOW_FREELIST &&
                  XAPIAN_CHECK_SHOW_STATS == Xapian::DBCHECK_SHOW_STATS &&
                  XAPIAN_CHECK_FIX == Xapian::DBCHECK_FIX,
              "options are passed through");

namespace
{

/* A stream swallows what is thrown under it, so a failure is kept and thrown by finish(). */
class CallbackBuffer final : public std::streambuf
{
    const xapian_check_output output;
    void *const ctx;
    xapian_status status = XAPIAN_OK;

    bool send(const char *text, size_t len)
    {
        if (status == XAPIAN_OK)
            status = output(text, len, ctx);
        return status == XAPIAN_OK;
    }

  protected:
    int_type overflow(int_type c) override
    {
        const char byte = traits_type::to_char_type(c);
        return send(&byte, 1) ? traits_type::not_eof(c) : traits_type::eof();
    }

    std::streamsize xsputn(const char *text, std::streamsize len) override
    {
        return send(text, static_cast<size_t>(len)) ? len : 0;
    }

  public:
    CallbackBuffer(xapian_check_output output_, void *ctx_) : output(output_), ctx(ctx_)
    {
    }

    void finish() const
    {
        check_callback(status, "The check report callback");
    }
};

} // namespace

xapian_status xapian_database_check(const char *path, int opts, xapian_check_output output,
                                    void *ctx, size_t *errors, xapian_error *err)
{
    return guard(err, [&] {
        size_t &target = need(errors);
        CallbackBuffer buffer(output, ctx);
        std::ostream stream(&buffer);
        const size_t found =
            Xapian::Database::check(string_of(path), opts, output ? &stream : nullptr);
        buffer.finish();
        target = found;
    });
}
