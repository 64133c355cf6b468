/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Versions, and numbers as sortable values.
 */
#include "guard.hh"

#include <cmath>
#include <xapian.h>

using namespace xapian_c;

const char *xapian_version_string(void)
{
    return Xapian::version_string();
}

const char *xapian_header_version_string(void)
{
    return XAPIAN_VERSION;
}

int xapian_major_version(void)
{
    return Xapian::major_version();
}

int xapian_minor_version(void)
{
    return Xapian::minor_version();
}

int xapian_revision(void)
{
    return Xapian::revision();
}

size_t xapian_sortable_serialise(double number, char buffer[XAPIAN_SORTABLE_MAX])
{
    /* Xapian gives NaN some number's bytes; the empty value sorts below every number. */
    if (std::isnan(number))
        return 0;
    return guard_value<size_t>(0, [&] {
        const std::string bytes = Xapian::sortable_serialise(number);
        return bytes.copy(buffer, XAPIAN_SORTABLE_MAX);
    });
}

double xapian_sortable_unserialise(const char *bytes, size_t len)
{
    return guard_value(0.0, [&] { return Xapian::sortable_unserialise(bytes_of(bytes, len)); });
}
