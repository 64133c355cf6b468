/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Exceptions to statuses: the one place where a catch clause says which error is which.
 */
#include "guard.hh"

#include <cstring>
#include <new>
#include <stdexcept>
#include <xapian.h>

namespace
{

struct StatusName {
    xapian_status status;
    const char *name; /* as Xapian::Error::get_type() has it, for Xapian's own */
};

constexpr StatusName status_names[] = {
    {XAPIAN_OK, "OK"},
    {XAPIAN_END, "End"},
    {XAPIAN_ASSERTION, "AssertionError"},
    {XAPIAN_INVALID_ARGUMENT, "InvalidArgumentError"},
    {XAPIAN_INVALID_OPERATION, "InvalidOperationError"},
    {XAPIAN_UNIMPLEMENTED, "UnimplementedError"},
    {XAPIAN_DATABASE, "DatabaseError"},
    {XAPIAN_DATABASE_CLOSED, "DatabaseClosedError"},
    {XAPIAN_DATABASE_CORRUPT, "DatabaseCorruptError"},
    {XAPIAN_DATABASE_CREATE, "DatabaseCreateError"},
    {XAPIAN_DATABASE_LOCK, "DatabaseLockError"},
    {XAPIAN_DATABASE_MODIFIED, "DatabaseModifiedError"},
    {XAPIAN_DATABASE_OPENING, "DatabaseOpeningError"},
    {XAPIAN_DATABASE_NOT_FOUND, "DatabaseNotFoundError"},
    {XAPIAN_DATABASE_VERSION, "DatabaseVersionError"},
    {XAPIAN_DOC_NOT_FOUND, "DocNotFoundError"},
    {XAPIAN_FEATURE_UNAVAILABLE, "FeatureUnavailableError"},
    {XAPIAN_INTERNAL, "InternalError"},
    {XAPIAN_NETWORK, "NetworkError"},
    {XAPIAN_NETWORK_TIMEOUT, "NetworkTimeoutError"},
    {XAPIAN_QUERY_PARSER, "QueryParserError"},
    {XAPIAN_SERIALISATION, "SerialisationError"},
    {XAPIAN_RANGE, "RangeError"},
    {XAPIAN_WILDCARD, "WildcardError"},
    {XAPIAN_NO_MEMORY, "NoMemory"},
    {XAPIAN_CALLBACK, "CallbackFailed"},
    {XAPIAN_UNKNOWN, "UnknownError"},
};

/* Cuts at the start of a UTF-8 character, so that a message stays valid text if it was. */
template <size_t N> void copy_text(char (&target)[N], const char *text)
{
    size_t len = text ? std::strlen(text) : 0;
    if (len >= N) {
        len = N - 1;
        while (len && (static_cast<unsigned char>(text[len]) & 0xc0) == 0x80)
            len--;
    }
    if (len)
        std::memcpy(target, text, len);
    target[len] = '\0';
}

xapian_status fill(xapian_error *err, xapian_status status, const char *message)
{
    if (err) {
        err->status = status;
        err->cause = XAPIAN_OK;
        copy_text(err->message, message);
        copy_text(err->context, "");
        copy_text(err->system, "");
    }
    return status;
}

/* A later libxapian can have classes that the table does not know: then their base says enough. */
xapian_status status_of(const Xapian::Error &error, xapian_status base)
{
    for (const StatusName &entry : status_names) {
        if (std::strcmp(entry.name, error.get_type()) == 0)
            return entry.status;
    }
    return base;
}

xapian_status fill_xapian(xapian_error *err, const Xapian::Error &error, xapian_status base)
{
    const xapian_status status = fill(err, status_of(error, base), error.get_msg().c_str());
    if (err) {
        copy_text(err->context, error.get_context().c_str());
        copy_text(err->system, error.get_error_string());
    }
    return status;
}

xapian_status fill_callback(xapian_error *err, const xapian_c::CallbackFailure &failure)
{
    fill(err, XAPIAN_CALLBACK, "");
    if (err) {
        const std::string cause = xapian_status_name(failure.cause);
        err->cause = failure.cause;
        copy_text(err->message, (std::string(failure.who) + " returned " + cause).c_str());
    }
    return XAPIAN_CALLBACK;
}

xapian_status classify(xapian_error *err)
{
    try {
        throw;
    } catch (const xapian_c::CallbackFailure &failure) {
        return fill_callback(err, failure);
    } catch (const Xapian::DatabaseError &error) {
        return fill_xapian(err, error, XAPIAN_DATABASE);
    } catch (const Xapian::NetworkError &error) {
        return fill_xapian(err, error, XAPIAN_NETWORK);
    } catch (const Xapian::Error &error) {
        return fill_xapian(err, error, XAPIAN_UNKNOWN);
    } catch (const std::bad_alloc &) {
        return fill(err, XAPIAN_NO_MEMORY, "Out of memory");
    } catch (const std::length_error &) {
        return fill(err, XAPIAN_NO_MEMORY, "Too long to be held in memory");
    } catch (const std::exception &error) {
        return fill(err, XAPIAN_UNKNOWN, error.what());
    } catch (...) {
        return fill(err, XAPIAN_UNKNOWN, "Unknown exception");
    }
}

} // namespace

xapian_status xapian_c::status_of_exception(xapian_error *err) noexcept
{
    try {
        return classify(err);
    } catch (...) {
        /* Reading the text of an error can need memory too. */
        return fill(err, XAPIAN_NO_MEMORY, "Out of memory");
    }
}

void xapian_c::throw_null_argument()
{
    throw Xapian::InvalidArgumentError("A required argument is NULL");
}

const char *xapian_status_name(xapian_status status)
{
    for (const StatusName &entry : status_names) {
        if (entry.status == status)
            return entry.name;
    }
    return "UnknownError";
}
