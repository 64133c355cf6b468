/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass/version.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "glass/page.h"

const char *const glass_table_names[GLASS_TABLES] = {
    [GLASS_POSTLIST] = "postlist.glass", [GLASS_DOCDATA] = "docdata.glass",
    [GLASS_TERMLIST] = "termlist.glass", [GLASS_POSITION] = "position.glass",
    [GLASS_SPELLING] = "spelling.glass", [GLASS_SYNONYM] = "synonym.glass",
};

enum {
    VERSION_MAX = 255,
    UUID = 16,
    FAKE = 1, /* of a root: the table does not exist */
    SEQUENTIAL = 2
};

/* With the date of the format's version behind it: 2016-03-14, as 7, 4 and 5 bits from 2014 on. */
static const char magic[] = {0x0f, 0x0d, 'X', 'a', 'p', 'i', 'a', 'n',
                             ' ',  'G',  'l', 'a', 's', 's', 4,   3 << 5 | 14};

/* Tags longer than this may be compressed by who updates the table later; 0: none. */
static const unsigned compress_above[GLASS_TABLES] = {
    [GLASS_DOCDATA] = 18, [GLASS_TERMLIST] = 18, [GLASS_SPELLING] = 18, [GLASS_SYNONYM] = 18};

static void put_root(buf *out, const glass_root *root, unsigned compress)
{
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
    buf_append(out, magic, sizeof magic);
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

/* A number up to max; false where there is none. */
static bool get_number(slice *text, uint64_t max, uint64_t *out)
{
    const char *p = text->data;
    if (!varint_get(&p, text->data + text->len, out) || *out > max)
        return false;
    text->len -= (size_t)(p - text->data);
    text->data = p;
    return true;
}

static bool get_root(slice *text, glass_root *root)
{
    uint64_t block, flags, entries, size, compress, freelist;
    if (!get_number(text, UINT32_MAX, &block) || !get_number(text, UINT32_MAX, &flags) ||
        !get_number(text, UINT64_MAX, &entries) || !get_number(text, GLASS_PAGE_MAX >> 11, &size) ||
        !get_number(text, UINT32_MAX, &compress) || !get_number(text, text->len, &freelist) ||
        freelist > text->len)
        return false;
    text->data += freelist;
    text->len -= freelist;
    *root = (glass_root){.exists = !(flags & FAKE),
                         .block = (uint32_t)block,
                         .level = (unsigned)(flags >> 2),
                         .block_size = (size_t)size << 11,
                         .entries = entries};
    return size && (size & (size - 1)) == 0;
}

static bool get_stats(slice *text, glass_stats *stats)
{
    uint64_t documents, beyond, shortest, wdf, longer, changeset, total, spelling;
    if (!get_number(text, UINT32_MAX, &documents) || !get_number(text, UINT32_MAX, &beyond) ||
        !get_number(text, UINT32_MAX, &shortest) || !get_number(text, UINT32_MAX, &wdf) ||
        !get_number(text, UINT32_MAX, &longer) || !get_number(text, UINT32_MAX, &changeset) ||
        !get_number(text, UINT64_MAX, &total) || !get_number(text, UINT32_MAX, &spelling))
        return false;
    *stats = (glass_stats){.documents = (uint32_t)documents,
                           .last_docid = (uint32_t)(documents + beyond),
                           .total_length = total,
                           .shortest = (uint32_t)shortest,
                           .longest = (uint32_t)(wdf + longer),
                           .wdf_upper_bound = (uint32_t)wdf};
    return documents + beyond <= UINT32_MAX && wdf + longer <= UINT32_MAX && text->len == 0;
}

static bool get_version(slice text, glass_version *out)
{
    uint64_t revision;
    if (text.len < sizeof magic + UUID || memcmp(text.data, magic, sizeof magic) != 0)
        return false;
    text.data += sizeof magic + UUID;
    text.len -= sizeof magic + UUID;
    if (!get_number(&text, UINT32_MAX, &revision))
        return false;
    out->revision = (uint32_t)revision;
    for (size_t i = 0; i < GLASS_TABLES; i++)
        if (!get_root(&text, &out->roots[i]))
            return false;
    return get_stats(&text, &out->stats);
}

int glass_version_read(const char *folder, glass_version *out)
{
    char text[VERSION_MAX + 1];
    *out = (glass_version){0};
    int at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int fd = at < 0 ? -1 : openat(at, "iamglass", O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof text);
    int why = got < 0 ? errno : 0;
    if (fd >= 0)
        close(fd);
    if (at >= 0)
        close(at);
    if (why)
        return why;
    return get_version((slice){text, (size_t)got}, out) ? 0 : EBADMSG;
}
