/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The header compiles alone, as strict C11 here and as C++11 in header_cxx11.cc, and means the same
 * in both.
 */
#include "xapian-c.h"

/* The rest comes after, so that nothing of it can help the header. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

extern const size_t header_cxx11_sizes[];

static void the_header_means_the_same_in_cxx(void **state)
{
    const size_t sizes[] = {
        sizeof(xapian_status),
        sizeof(xapian_op),
        sizeof(xapian_wildcard_limit),
        sizeof(xapian_smoothing),
        sizeof(xapian_docid_order),
        sizeof(xapian_error),
        sizeof(xapian_posting),
        sizeof(xapian_value),
        sizeof(xapian_hit),
        sizeof(xapian_match_counts),
        sizeof(xapian_source_state),
        sizeof(xapian_source_bounds),
        sizeof(xapian_source_callbacks),
        sizeof(xapian_compact_callbacks),
    };

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        assert_int_equal(sizes[i], header_cxx11_sizes[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_header_means_the_same_in_cxx)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
