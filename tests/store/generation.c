/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/store/generation.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/place.h"
#include "tests/test.h"

char *generation_of(const char *index)
{
    char *path;
    assert_int_equal(place_generation(index, &path, NULL), DOSSIER_OK);
    return path;
}

void generation_damage(const char *path, const char *table, bool cut)
{
    char *name;
    assert_true(asprintf(&name, "%s/%s", path, table) > 0);
    FILE *file = fopen(name, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    for (long at = 9; !cut && at < size; at += 8192) {
        assert_int_equal(fseek(file, at, SEEK_SET), 0);
        fputc(0xee, file);
    }
    assert_int_equal(fclose(file), 0);
    if (cut)
        assert_int_equal(truncate(name, 0), 0);
    free(name);
}
