/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xapian-c.h"

extern "C" {
extern const size_t header_cxx11_sizes[];
const size_t header_cxx11_sizes[] = {
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
}
