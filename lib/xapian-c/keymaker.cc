/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Sort keys, from values or from a C function.
 */
#include "handles.hh"

using namespace xapian_c;

namespace
{

class CallbackKeyMaker final : public Xapian::KeyMaker
{
    const xapian_key_function function;
    void *const ctx;

  public:
    CallbackKeyMaker(xapian_key_function function_, void *ctx_) : function(function_), ctx(ctx_)
    {
    }

    std::string operator()(const Xapian::Document &doc) const override
    {
        xapian_document lent{doc};
        const char *key = nullptr;
        size_t len = 0;
        check_callback(function(&lent, &key, &len, ctx), "The sort key callback");
        return bytes_of(key, len);
    }
};

} // namespace

xapian_status xapian_keymaker_function(xapian_key_function function, void *ctx,
                                       xapian_keymaker **out, xapian_error *err)
{
    return make(out, err, [&] {
        if (!function)
            throw_null_argument();
        return std::make_shared<CallbackKeyMaker>(function, ctx);
    });
}

xapian_status xapian_keymaker_values(xapian_keymaker **out, xapian_error *err)
{
    return guard(err, [&] {
        xapian_keymaker *&target = need(out);
        auto maker = std::make_shared<Xapian::MultiValueKeyMaker>();
        target = new xapian_keymaker{maker, maker.get()};
    });
}

xapian_status xapian_keymaker_add_value(xapian_keymaker *keymaker, xapian_valueno slot,
                                        bool reverse, const char *default_value, size_t len,
                                        xapian_error *err)
{
    return guard(err, [&] {
        Xapian::MultiValueKeyMaker *values = need(keymaker).values;
        if (!values)
            throw Xapian::InvalidOperationError("The key maker is a function");
        values->add_value(slot, reverse, bytes_of(default_value, len));
    });
}

void xapian_keymaker_free(xapian_keymaker *keymaker)
{
    delete keymaker;
}
