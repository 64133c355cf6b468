/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass/version.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

const char *const glass_table_names[GLASS_TABLES] = {
    [GLASS_POSTLIST] = "postlist.glass", [GLASS_DOCDATA] = "docdata.glass",
    [GLASS_TERMLIST] = "termlist.glass", [GLASS_POSITION] = "position.glass",
    [GLASS_SPELLING] = "spelling.glass", [GLASS_SYNONYM] = "synonym.glass",
};

enum { VERSION_MAX = 255, UUID = 16 };

/* Tags longer than this may be compressed by who updates the table later; 0: none. */
static const unsigned compress_above[GLASS_TABLES] = {
    [GLASS_DOCDATA] = 18, [GLASS_TERMLIST] = 18, [GLASS_SPELLING] = 18, [GLASS_SYNONYM] = 18};

static void put_root(buf *out, const glass_root *root, unsigned compress)
{
    enum { FAKE = 1, SEQUENTIAL = 2 };
    buf freelist = BUF_INIT(64);
    if (root->exists) {
        /* Revision, first unused block, and nothing between the two ends of the list. */
        const uint32_t state[] = {GLASS_REVISION, root->blocks, 0, 0, 0, 0};
        for (size_t i = 0; i < sizeof state / sizeof state[0]; i++)
            buf_put_varint(&freelist, state[i]);
    }
    buf_put_varint(out, root->block);
    buf_put_varint(out, root->level << 2 | SEQUENTIAL | (root->exists ? 0 : FAKE));
    buf_put_varint(out, root->entries);
    buf_put_varint(out, GLASS_BLOCK_SIZE >> 11);
    buf_put_varint(out, compress);
    buf_put_varint(out, freelist.len);
    buf_append_slice(out, buf_slice(&freelist));
    out->failed |= freelist.failed;
    buf_free(&freelist);
}

/* A random one (RFC 9562, version 4). */
static bool put_uuid(buf *out)
{
    unsigned char uuid[UUID];
    if (getrandom(uuid, sizeof uuid, 0) != sizeof uuid)
        return false;
    uuid[6] = (unsigned char)((uuid[6] & 0x0f) | 0x40);
    uuid[8] = (unsigned char)((uuid[8] & 0x3f) | 0x80);
    buf_append(out, uuid, sizeof uuid);
    return true;
}

/* 0 or an errno. */
static int put_version(buf *out, const glass_root roots[GLASS_TABLES], const glass_stats *stats)
{
    static const char magic[] = "\x0f\x0dXapian Glass";
    const unsigned date = (2016 - 2014) << 9 | 3 << 5 | 14;
    buf_append(out, magic, sizeof magic - 1);
    buf_push(out, (char)(date >> 8));
    buf_push(out, (char)date);
    if (!put_uuid(out))
        return errno;
    buf_put_varint(out, GLASS_REVISION);
    for (size_t i = 0; i < GLASS_TABLES; i++)
        put_root(out, &roots[i], compress_above[i]);
    const uint64_t numbers[] = {
        stats->documents,
        stats->last_docid - stats->documents,
        stats->shortest,
        stats->wdf_upper_bound,
        stats->longest - stats->wdf_upper_bound,
        0, /* the oldest changeset: there are none */
        stats->total_length,
        0, /* no spellings */
    };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        buf_put_varint(out, numbers[i]);
    return out->failed ? ENOMEM : 0;
}

/* Writes the new file beside its place and moves it there. */
static int install(int folder, slice text)
{
    int why = 0;
    int fd = openat(folder, "v.tmp", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return errno;
    ssize_t done = write(fd, text.data, text.len);
    if (done < 0 || fdatasync(fd) != 0)
        why = errno;
    else if ((size_t)done < text.len)
        why = ENOSPC;
    if (close(fd) != 0 && !why)
        why = errno;
    if (!why && renameat(folder, "v.tmp", folder, "iamglass") != 0)
        why = errno;
    if (!why && fsync(folder) != 0)
        why = errno;
    return why;
}

int glass_version_write(const char *folder, const glass_root roots[GLASS_TABLES],
                        const glass_stats *stats)
{
    buf text = BUF_INIT(VERSION_MAX);
    int why = put_version(&text, roots, stats);
    if (!why) {
        int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        why = fd < 0 ? errno : install(fd, buf_slice(&text));
        if (fd >= 0)
            close(fd);
    }
    buf_free(&text);
    return why;
}
