/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * operator new for the whole program, libxapian included, which can be told to fail once.
 */
#ifndef XAPIAN_C_TEST_FAILING_NEW_H
#define XAPIAN_C_TEST_FAILING_NEW_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Makes allocation number N from now fail (1 is the next; 0: none). */
void failing_new_arm(long n);

/* Whether it has failed since. */
bool failing_new_fired(void);

/* Allocations not yet given back. */
long failing_new_live(void);

#ifdef __cplusplus
}
#endif

#endif
