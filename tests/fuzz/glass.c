/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Any bytes as a database of Xapian's glass format, as a bad disk or somebody's tool may leave it.
 *
 * The first byte is v for a version file, t for an entry of a list of terms, s for one of slots, p
 * for a piece of a stream of values, k for a key of one, else the level of the root of a table with
 * blocks of 2048 bytes, root first, which are the rest.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "glass/cursor.h"
#include "glass/termlist.h"
#include "glass/values.h"
#include "glass/version.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void read_terms(slice entry)
{
    glass_termlist_reader r;
    glass_termlist_open(&r, entry);
    while (glass_termlist_next(&r))
        check(r.len > 0 && r.len <= GLASS_TERM_MAX && !r.bad);
}

static void read_slots(slice entry)
{
    uint32_t slot = UINT32_MAX;
    for (uint32_t before = slot; glass_slots_next(&entry, &slot); before = slot)
        check(before == UINT32_MAX || slot > before);
}

static void read_values(slice piece)
{
    glass_values_reader r;
    glass_values_open(&r, piece, 7);
    for (uint32_t before = 0; glass_values_next(&r); before = r.docid)
        check(r.docid > before && r.value.data + r.value.len <= piece.data + piece.len);
}

static void read_key(slice key)
{
    char again[GLASS_KEY_MAX];
    uint32_t slot, docid;
    if (glass_key_get_value_chunk(key, &slot, &docid))
        check(glass_key_value_chunk(again, slot, docid) <= key.len);
}

static void read_version(slice bytes)
{
    glass_version v;
    char folder[64], path[80];
    snprintf(folder, sizeof folder, "/tmp/dossier-fuzz-%d", (int)getpid());
    snprintf(path, sizeof path, "%s/iamglass", folder);
    check(mkdir(folder, 0700) == 0);
    FILE *file = fopen(path, "wb");
    check(file && fwrite(bytes.data, 1, bytes.len, file) == bytes.len);
    fclose(file);
    if (glass_version_read(folder, &v) == 0)
        check(v.stats.last_docid >= v.stats.documents);
    unlink(path);
    rmdir(folder);
}

/* Every entry, or every second one; keys ascend whatever the file holds. */
static void walk(const char *path, const glass_root *root, slice from, unsigned step)
{
    glass_cursor c;
    char before[GLASS_KEY_MAX];
    size_t len = 0, n = 0;
    glass_cursor_open(&c, path, root, UINT32_MAX);
    for (glass_cursor_seek(&c, from); c.more; glass_cursor_next(&c)) {
        slice key = glass_cursor_key(&c);
        check(key.len > 0 && slice_compare((slice){before, len}, key) < 0);
        memcpy(before, key.data, key.len);
        len = key.len;
        const glass_page *leaf = glass_cursor_leaf(&c);
        if (leaf)
            check(leaf->begun <= leaf->n);
        if (n++ % step == 0)
            read_terms(glass_cursor_tag(&c));
    }
    glass_cursor_close(&c);
}

static void read_table(unsigned level, slice blocks)
{
    char path[64];
    const glass_root root = {.exists = true, .level = level, .block_size = GLASS_PAGE_MIN};
    int fd = memfd_create("table", MFD_CLOEXEC);
    check(fd >= 0 && write(fd, blocks.data, blocks.len) == (ssize_t)blocks.len);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    walk(path, &root, (slice){"", 0}, 1);
    walk(path, &root, (slice){"k", 1}, 2);
    close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    slice rest = {(const char *)data + 1, size - 1};
    if (data[0] == 'v')
        read_version(rest);
    else if (data[0] == 't')
        read_terms(rest);
    else if (data[0] == 's')
        read_slots(rest);
    else if (data[0] == 'p')
        read_values(rest);
    else if (data[0] == 'k')
        read_key(rest);
    else
        read_table(data[0], rest);
    return 0;
}
