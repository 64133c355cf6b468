/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "throw_errors.h"

#include "xapian-c/guard.hh"

#include <new>
#include <stdexcept>
#include <xapian.h>

namespace
{

/* What later releases may add: classes without a status of their own. */
class FutureDatabaseError : public Xapian::DatabaseError
{
  public:
    FutureDatabaseError() : DatabaseError("message", "context", "\101FutureDatabaseError", 2)
    {
    }
};

class FutureNetworkError : public Xapian::NetworkError
{
  public:
    FutureNetworkError() : NetworkError("message", "context", "\102FutureNetworkError", 2)
    {
    }
};

class FutureError : public Xapian::RuntimeError
{
  public:
    FutureError() : RuntimeError("message", "context", "\103FutureError", 2)
    {
    }
};

/* With a message, a context and an errno (ENOENT), as libxapian throws it. */
template <typename Error> void throw_xapian()
{
    throw Error("message", "context", 2);
}

// clang-format off
#define XAPIAN_ERROR(cls, status) {#cls, status, throw_xapian<Xapian::cls>}
// clang-format on

const struct {
    const char *name;
    xapian_status status;
    void (*thrower)();
} kinds[] = {
    XAPIAN_ERROR(AssertionError, XAPIAN_ASSERTION),
    XAPIAN_ERROR(InvalidArgumentError, XAPIAN_INVALID_ARGUMENT),
    XAPIAN_ERROR(InvalidOperationError, XAPIAN_INVALID_OPERATION),
    XAPIAN_ERROR(UnimplementedError, XAPIAN_UNIMPLEMENTED),
    XAPIAN_ERROR(DatabaseError, XAPIAN_DATABASE),
    XAPIAN_ERROR(DatabaseClosedError, XAPIAN_DATABASE_CLOSED),
    XAPIAN_ERROR(DatabaseCorruptError, XAPIAN_DATABASE_CORRUPT),
    XAPIAN_ERROR(DatabaseCreateError, XAPIAN_DATABASE_CREATE),
    XAPIAN_ERROR(DatabaseLockError, XAPIAN_DATABASE_LOCK),
    XAPIAN_ERROR(DatabaseModifiedError, XAPIAN_DATABASE_MODIFIED),
    XAPIAN_ERROR(DatabaseOpeningError, XAPIAN_DATABASE_OPENING),
    XAPIAN_ERROR(DatabaseNotFoundError, XAPIAN_DATABASE_NOT_FOUND),
    XAPIAN_ERROR(DatabaseVersionError, XAPIAN_DATABASE_VERSION),
    XAPIAN_ERROR(DocNotFoundError, XAPIAN_DOC_NOT_FOUND),
    XAPIAN_ERROR(FeatureUnavailableError, XAPIAN_FEATURE_UNAVAILABLE),
    XAPIAN_ERROR(InternalError, XAPIAN_INTERNAL),
    XAPIAN_ERROR(NetworkError, XAPIAN_NETWORK),
    XAPIAN_ERROR(NetworkTimeoutError, XAPIAN_NETWORK_TIMEOUT),
    XAPIAN_ERROR(QueryParserError, XAPIAN_QUERY_PARSER),
    XAPIAN_ERROR(SerialisationError, XAPIAN_SERIALISATION),
    XAPIAN_ERROR(RangeError, XAPIAN_RANGE),
    XAPIAN_ERROR(WildcardError, XAPIAN_WILDCARD),
    {"a new kind of database error", XAPIAN_DATABASE, [] { throw FutureDatabaseError(); }},
    {"a new kind of network error", XAPIAN_NETWORK, [] { throw FutureNetworkError(); }},
    {"a new kind of error", XAPIAN_UNKNOWN, [] { throw FutureError(); }},
    {"std::bad_alloc", XAPIAN_NO_MEMORY, [] { throw std::bad_alloc(); }},
    {"std::length_error", XAPIAN_NO_MEMORY, [] { throw std::length_error("message"); }},
    {"std::runtime_error", XAPIAN_UNKNOWN, [] { throw std::runtime_error("message"); }},
    {"an int", XAPIAN_UNKNOWN, [] { throw 42; }},
    {"a failed callback", XAPIAN_CALLBACK,
     [] { xapian_c::check_callback(XAPIAN_RANGE, "message"); }},
};

static_assert(sizeof kinds / sizeof kinds[0] == THROWN, "the header says how many");

} // namespace

xapian_status throw_error(int index, const char **name, xapian_status *expected, xapian_error *err)
{
    *name = kinds[index].name;
    *expected = kinds[index].status;
    return xapian_c::guard(err, kinds[index].thrower);
}
