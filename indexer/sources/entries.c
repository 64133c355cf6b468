/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sources/entries.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define NAMES_BYTES_MAX ((size_t)1 << 32)

void entries_init(entries *e)
{
    *e = (entries){.names = BUF_INIT(NAMES_BYTES_MAX)};
}

void entries_free(entries *e)
{
    buf_free(&e->names);
    free(e->entry);
    entries_init(e);
}

entries_mark entries_top(const entries *e)
{
    return (entries_mark){e->n, e->names.len};
}

void entries_drop(entries *e, entries_mark mark)
{
    e->n = mark.n;
    e->names.len = mark.names;
}

static entry_type type_of_mode(mode_t mode)
{
    return S_ISDIR(mode) ? ENTRY_FOLDER : S_ISREG(mode) ? ENTRY_FILE : ENTRY_SPECIAL;
}

/* A link to a folder has to be known before sorting. What can't be stat'ed stays a file: the reason
 * comes out when its turn comes. */
static entry_type type_of(int fd, const struct dirent *d)
{
    struct stat st;
    switch (d->d_type) {
    case DT_REG:
        return ENTRY_FILE;
    case DT_DIR:
        return ENTRY_FOLDER;
    case DT_LNK:
        break;
    case DT_UNKNOWN:
        if (fstatat(fd, d->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
            return ENTRY_FILE;
        if (!S_ISLNK(st.st_mode))
            return type_of_mode(st.st_mode);
        break;
    default:
        return ENTRY_SPECIAL;
    }
    if (fstatat(fd, d->d_name, &st, 0) == 0 && S_ISDIR(st.st_mode))
        return ENTRY_LINKED_FOLDER;
    return ENTRY_FILE;
}

bool entries_add(entries *e, int fd, const struct dirent *d)
{
    size_t len = strlen(d->d_name);
    if (e->n == e->cap) {
        size_t cap = e->cap ? e->cap * 2 : 256;
        entry *more = realloc(e->entry, cap * sizeof *more);
        if (!more)
            return false;
        e->entry = more;
        e->cap = cap;
    }
    e->entry[e->n] = (entry){e->names.len, (uint16_t)len, (uint8_t)type_of(fd, d)};
    buf_append(&e->names, d->d_name, len + 1);
    e->n += !e->names.failed;
    return !e->names.failed;
}

/* The byte of the name at `at`, where a folder's slash and then the end follow its last one. */
static int byte_at(const entry *e, const char *names, size_t at)
{
    if (at < e->len)
        return (unsigned char)names[e->name + at];
    return at == e->len && entry_is_folder(e) ? '/' : -1;
}

static int compare(const void *left, const void *right, void *bytes)
{
    const entry *a = left, *b = right;
    const char *names = bytes;
    size_t common = a->len < b->len ? a->len : b->len;
    int order = memcmp(names + a->name, names + b->name, common);
    return order != 0 ? order : byte_at(a, names, common) - byte_at(b, names, common);
}

void entries_sort(entries *e, entries_mark mark)
{
    if (e->n - mark.n > 1)
        qsort_r(e->entry + mark.n, e->n - mark.n, sizeof *e->entry, compare, e->names.data);
}
