/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/association.h"

#include <math.h>

#include "tests/test.h"

static void the_published_example_comes_out(void **state)
{
    (void)state;
    /* "the swiss", Dunning's table 4: 110 2442 111 29114 */
    assert_true(fabs(log_likelihood(110, 2552, 221, 31777) - 270.72) < 0.01);
}

static void what_is_found_as_often_as_by_chance_tells_nothing(void **state)
{
    (void)state;
    assert_true(fabs(log_likelihood(10, 100, 100, 1000)) < 1e-9);
    assert_true(log_likelihood(0, 0, 10, 100) == 0);
    assert_true(log_likelihood(10, 100, 10, 100) == 0); /* every document matches */
}

static void less_often_than_by_chance_is_negative(void **state)
{
    (void)state;
    assert_true(log_likelihood(1, 100, 100, 1000) < 0);
    assert_true(log_likelihood(0, 100, 100, 1000) < 0);
}

static void more_of_the_same_is_surer(void **state)
{
    (void)state;
    assert_true(log_likelihood(2, 10, 2, 1000) < log_likelihood(4, 10, 4, 1000));
    assert_true(log_likelihood(2, 10, 4, 1000) < log_likelihood(2, 10, 2, 1000));
}

static void counts_that_cannot_be_give_nothing(void **state)
{
    (void)state;
    assert_true(log_likelihood(5, 4, 10, 100) == 0);
    assert_true(log_likelihood(5, 10, 4, 100) == 0);
    assert_true(log_likelihood(0, 90, 90, 100) == 0);
    assert_true(log_likelihood(1, 200, 1, 100) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_example_comes_out),
        cmocka_unit_test(what_is_found_as_often_as_by_chance_tells_nothing),
        cmocka_unit_test(less_often_than_by_chance_is_negative),
        cmocka_unit_test(more_of_the_same_is_surer),
        cmocka_unit_test(counts_that_cannot_be_give_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
