/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The border between C++ and C: every entry point runs its body in guard(), so that no exception
 * gets past it.  Nothing here is seen outside this room.
 */
#ifndef XAPIAN_C_GUARD_HH
#define XAPIAN_C_GUARD_HH

#include "xapian-c.h"

#include <string>
#include <type_traits>
#include <utility>

namespace xapian_c
{

/* Thrown through Xapian when a C callback did not return XAPIAN_OK.  Not a Xapian::Error, so that
 * Xapian takes no interest in it on the way. */
struct CallbackFailure {
    const char *who;
    xapian_status cause;
};

/* Throws if a callback failed; `who` names it in the message. */
inline void check_callback(xapian_status status, const char *who)
{
    if (status != XAPIAN_OK)
        throw CallbackFailure{who, status};
}

/* The status of the exception being handled, and its text in *err (may be NULL). */
xapian_status status_of_exception(xapian_error *err) noexcept;

/* Runs a body that returns nothing, or a status of its own such as XAPIAN_END. */
template <typename Body> xapian_status guard(xapian_error *err, Body &&body) noexcept
{
    try {
        if constexpr (std::is_void_v<decltype(body())>) {
            body();
            return XAPIAN_OK;
        } else {
            return body();
        }
    } catch (...) {
        return status_of_exception(err);
    }
}

/* The same for getters that return no status: `fallback` if something is thrown. */
template <typename T, typename Body> T guard_value(T fallback, Body &&body) noexcept
{
    try {
        return body();
    } catch (...) {
        return fallback;
    }
}

[[noreturn]] void throw_null_argument();

/* A required pointer. */
template <typename T> T &need(T *pointer)
{
    if (!pointer)
        throw_null_argument();
    return *pointer;
}

/* Bytes as a string; a null pointer is allowed for none. */
inline std::string bytes_of(const char *bytes, size_t len)
{
    if (!bytes && len)
        throw_null_argument();
    return len ? std::string(bytes, len) : std::string();
}

/* A NUL-terminated string that must be there. */
inline std::string string_of(const char *string)
{
    return std::string(&need(string));
}

/* Creates a handle of class H around what `content` returns. */
template <typename H, typename Content>
xapian_status make(H **out, xapian_error *err, Content &&f) noexcept
{
    return guard(err, [&] {
        H *&target = need(out);
        target = new H{f()};
    });
}

/* Reads one figure from a handle. */
template <typename H, typename T, typename Figure>
xapian_status get(H *handle, T *out, xapian_error *err, Figure &&figure) noexcept
{
    return guard(err, [&] {
        T &target = need(out);
        target = static_cast<T>(figure(need(handle)));
    });
}

/* Lends bytes: they are kept in the handle. */
template <typename H, typename Bytes>
xapian_status lend(H *handle, const char **bytes, size_t *len, xapian_error *err,
                   Bytes &&f) noexcept
{
    return guard(err, [&] {
        const char *&target = need(bytes);
        size_t &target_len = need(len);
        H &owner = need(handle);
        owner.lent = f(owner);
        target = owner.lent.data();
        target_len = owner.lent.size();
    });
}

} // namespace xapian_c

#endif
