/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tree.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <zlib.h>

#include <cmocka.h>

void tree_create(tree *t)
{
    const char *base = getenv("TMPDIR");
    int len = snprintf(t->root, sizeof t->root, "%s/dossier-XXXXXX", base ? base : "/tmp");
    assert_true(len < (int)sizeof t->root);
    assert_non_null(mkdtemp(t->root));
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st;
    (void)type;
    (void)ftw;
    return remove(path);
}

void tree_remove(tree *t)
{
    assert_int_equal(nftw(t->root, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
}

const char *tree_path(const tree *t, const char *name)
{
    static char paths[8][4096];
    static int turn;
    char *path = paths[turn++ % 8];
    int len = snprintf(path, sizeof paths[0], "%s/%s", t->root, name);
    assert_true(len < (int)sizeof paths[0]);
    return path;
}

static void make_folders(char *path, size_t from)
{
    for (char *slash = path + from; (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
}

void tree_folder(const tree *t, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/", tree_path(t, name));
    make_folders(path, strlen(t->root) + 1);
}

static const char *path_in_folders(const tree *t, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s", tree_path(t, name));
    make_folders(path, strlen(t->root) + 1);
    return tree_path(t, name);
}

void tree_write(const tree *t, const char *name, slice bytes)
{
    FILE *file = fopen(path_in_folders(t, name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data ? bytes.data : "", 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

void tree_text(const tree *t, const char *name, const char *text)
{
    tree_write(t, name, slice_of(text));
}

void tree_gzip(const tree *t, const char *name, slice bytes)
{
    gzFile file = gzopen(path_in_folders(t, name), "wb");
    assert_non_null(file);
    if (bytes.len > 0)
        assert_int_equal(gzwrite(file, bytes.data, (unsigned)bytes.len), bytes.len);
    assert_int_equal(gzclose(file), Z_OK);
}

void tree_link(const tree *t, const char *name, const char *target)
{
    assert_int_equal(symlink(target, path_in_folders(t, name)), 0);
}
