/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/exit.h"

static void scripts_can_tell_failures_apart(void **state)
{
    (void)state;
    static const struct {
        dossier_status status;
        int code;
    } rows[] = {
        {DOSSIER_OK, 0},        {DOSSIER_NOT_FOUND, 1},     {DOSSIER_INVALID, 2},
        {DOSSIER_BAD_QUERY, 2}, {DOSSIER_UNSUPPORTED, 2},   {DOSSIER_CORRUPT, 65},
        {DOSSIER_NO_INDEX, 66}, {DOSSIER_BAD_DOCUMENT, 67}, {DOSSIER_TOO_LARGE, 67},
        {DOSSIER_NETWORK, 69},  {DOSSIER_NO_MEMORY, 71},    {DOSSIER_IO, 74},
        {DOSSIER_LOCKED, 75},   {DOSSIER_SCHEMA, 78},       {DOSSIER_INTERRUPTED, 130},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(exit_code(rows[i].status), rows[i].code);
    assert_int_equal(exit_code((dossier_status)999), 70);
}

static void every_code_from_64_is_documented(void **state)
{
    (void)state;
    for (int status = DOSSIER_OK; status <= DOSSIER_INTERRUPTED; status++) {
        int code = exit_code((dossier_status)status);
        const exit_row *row = exit_rows;
        while (row->meaning && row->code != code)
            row++;
        assert_true(code < 64 || row->meaning);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scripts_can_tell_failures_apart),
        cmocka_unit_test(every_code_from_64_is_documented),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
