/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/set.h"

#include <stdlib.h>

#include "tests/test.h"

enum { LAST = 5000 };

/* Every step-th number from start on, to the last. */
static dossier_set *numbers(uint32_t start, uint32_t step, bool in[LAST + 1])
{
    uint32_t list[LAST + 1];
    uint64_t n = 0;
    memset(in, 0, (LAST + 1) * sizeof *in);
    for (uint32_t d = start; d <= LAST; d += step) {
        list[n++] = d;
        in[d] = true;
    }
    dossier_set *set = set_create(list, n, LAST);
    assert_non_null(set);
    assert_int_equal(dossier_set_count(set), n);
    return set;
}

static void small_and_large_sets_share_what_they_share(void **state)
{
    static const struct {
        uint32_t start, step;
    } rows[] = {{1, 1},   {1, 2},    {2, 2},    {3, 7},       {1, 31},      {5, 64},
                {64, 64}, {63, 100}, {7, 1000}, {LAST, LAST}, {LAST + 1, 1}};
    enum { ROWS = sizeof rows / sizeof rows[0] };
    static bool in[ROWS][LAST + 1];
    dossier_set *sets[ROWS];
    bool list = false, map = false;
    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        sets[i] = numbers(rows[i].start, rows[i].step, in[i]);
        list |= sets[i]->list != NULL;
        map |= sets[i]->map != NULL;
    }
    assert_true(list && map);
    for (size_t i = 0; i < ROWS; i++) {
        for (size_t j = 0; j < ROWS; j++) {
            uint64_t both = 0;
            for (size_t d = 0; d <= LAST; d++)
                both += in[i][d] && in[j][d];
            assert_int_equal(dossier_set_both(sets[i], sets[j]), both);
        }
    }
    for (size_t i = 0; i < ROWS; i++)
        dossier_set_free(sets[i]);
    dossier_set_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_and_large_sets_share_what_they_share),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
