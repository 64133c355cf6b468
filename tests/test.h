/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What every cmocka program needs before <cmocka.h>, and a temporary folder for a test. */
#ifndef DOSSIER_TEST_H
#define DOSSIER_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "text/buf.h"

#define assert_slice_equal(actual, text)                                                           \
    do {                                                                                           \
        slice got_ = (actual);                                                                     \
        assert_int_equal(got_.len, strlen(text));                                                  \
        assert_memory_equal(got_.data ? got_.data : "", text, got_.len);                           \
    } while (0)

/* A new empty folder (absolute path, malloc'd); test_remove_folder takes it away with all below. */
static inline char *test_new_folder(void)
{
    const char *base = getenv("TMPDIR");
    char *path;
    assert_true(asprintf(&path, "%s/dossier-test-XXXXXX", base && *base ? base : "/tmp") > 0);
    assert_non_null(mkdtemp(path));
    return path;
}

static inline void test_remove_folder(char *path)
{
    char *command;
    assert_true(asprintf(&command, "rm -rf '%s'", path) > 0);
    assert_int_equal(system(command), 0);
    free(command);
    free(path);
}

static inline void test_write_file(const char *folder, const char *name, const char *text)
{
    char *path;
    assert_true(asprintf(&path, "%s/%s", folder, name) > 0);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
    free(path);
}

#endif
