/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Every kind of exception, thrown through the guard that all of the binding runs in.  For errors
 * that libxapian cannot be made to throw; in C++, because C cannot throw.
 */
#ifndef XAPIAN_C_TEST_THROW_ERRORS_H
#define XAPIAN_C_TEST_THROW_ERRORS_H

#include "xapian-c.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How many kinds there are; those of Xapian itself come first. */
enum { THROWN_BY_XAPIAN = 22, THROWN = 30 };

/* Throws kind INDEX (0 to THROWN - 1) and returns what the guard makes of it; *name is the kind's
 * class, and *expected what the header promises for it. */
xapian_status throw_error(int index, const char **name, xapian_status *expected, xapian_error *err);

#ifdef __cplusplus
}
#endif

#endif
