/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sources/intake.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/sources/reason.h"

dossier_status intake_create(intake *in)
{
    *in = (intake){.fd = -1};
    in->hash = hash_create();
    in->packed = malloc(INTAKE_CHUNK);
    if (in->hash && in->packed)
        return DOSSIER_OK;
    intake_free(in);
    return DOSSIER_NO_MEMORY;
}

void intake_free(intake *in)
{
    intake_drop(in);
    if (in->z_made)
        inflateEnd(&in->z);
    hash_free(in->hash);
    free(in->packed);
    *in = (intake){.fd = -1};
}

/* Opens a path of any length: one that the system does not take goes folder by folder. */
static int open_long(const char *path)
{
    int at = AT_FDCWD;
    int fd = -1;
    for (size_t len = strlen(path); len >= PATH_MAX; len = strlen(path)) {
        char piece[PATH_MAX];
        const char *slash = memrchr(path, '/', PATH_MAX - 1);
        size_t take = slash ? (size_t)(slash - path) + 1 : 0;
        if (take == 0) {
            errno = ENAMETOOLONG;
            goto done;
        }
        memcpy(piece, path, take);
        piece[take] = '\0';
        int next = openat(at, piece, O_PATH | O_DIRECTORY | O_CLOEXEC);
        if (at != AT_FDCWD)
            close(at);
        at = next;
        if (at < 0)
            return -1;
        for (path += take; *path == '/'; path++)
            ;
    }
    fd = openat(at, path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
done:
    if (at >= 0) {
        int error = errno;
        close(at);
        errno = error;
    }
    return fd;
}

static bool refuse(intake *in, const char *reason)
{
    int error = errno;
    intake_drop(in);
    snprintf(in->reason, sizeof in->reason, "%s", reason);
    errno = error;
    return false;
}

bool intake_open(intake *in, const char *path, bool hashing)
{
    struct stat st;
    intake_drop(in);
    in->fd = open_long(path);
    if (in->fd < 0 || fstat(in->fd, &st) != 0)
        return refuse(in, reason_of_errno(errno));
    if (!S_ISREG(st.st_mode)) {
        errno = S_ISDIR(st.st_mode) ? EISDIR : ENODEV;
        return refuse(in, reason_of_mode(st.st_mode));
    }
    in->size = st.st_size > 0 ? (uint64_t)st.st_size : 0;
    in->hashing = hashing;
    if (hashing)
        hash_restart(in->hash);
    return true;
}

static ptrdiff_t pull_raw(intake *in, void *to, size_t cap)
{
    ssize_t got;
    do
        got = read(in->fd, to, cap < SSIZE_MAX ? cap : SSIZE_MAX);
    while (got < 0 && errno == EINTR);
    if (got < 0) {
        in->broken = true;
        snprintf(in->reason, sizeof in->reason, "%s", reason_of_errno(errno));
        return -1;
    }
    if (in->hashing && !in->hashed)
        hash_update(in->hash, to, (size_t)got);
    return got;
}

dossier_status intake_unpack(intake *in, uint64_t unpacked_max)
{
    unsigned char magic[2];
    if (pread(in->fd, magic, 2, 0) != 2 || magic[0] != 0x1F || magic[1] != 0x8B)
        return DOSSIER_OK;
    if (in->z_made ? inflateReset(&in->z) != Z_OK : inflateInit2(&in->z, 15 + 16) != Z_OK)
        return DOSSIER_NO_MEMORY;
    in->z_made = true;
    in->z.avail_in = 0;
    in->gzip = true;
    in->unpacked_max = unpacked_max;
    return DOSSIER_OK;
}

static ptrdiff_t break_off(intake *in, const char *reason)
{
    in->broken = true;
    snprintf(in->reason, sizeof in->reason, "%s", reason);
    return -1;
}

/* Makes sure that there are `want` packed bytes (1 or 2) unless the file ends. */
static bool refill(intake *in, unsigned want)
{
    while (in->z.avail_in < want) {
        if (in->z.avail_in > 0)
            memmove(in->packed, in->z.next_in, in->z.avail_in);
        ptrdiff_t got = pull_raw(in, in->packed + in->z.avail_in, INTAKE_CHUNK - in->z.avail_in);
        if (got < 0)
            return false;
        in->z.next_in = in->packed;
        in->z.avail_in += (unsigned)got;
        if (got == 0)
            break;
    }
    return true;
}

/* Behind the end of a gzip member: another one, or what is to be passed over. */
static bool next_member(intake *in)
{
    if (!refill(in, 2))
        return false;
    if (in->z.avail_in < 2 || in->z.next_in[0] != 0x1F || in->z.next_in[1] != 0x8B)
        in->gzip_ended = true;
    else
        inflateReset(&in->z);
    return true;
}

static ptrdiff_t check_bounds(intake *in, size_t out)
{
    in->unpacked += out;
    if (in->unpacked > INTAKE_RATIO_FROM && in->unpacked / INTAKE_RATIO > in->consumed)
        return break_off(in, INTAKE_BOMB);
    if (in->unpacked > in->unpacked_max) {
        char size[32];
        in->broken = true;
        snprintf(in->reason, sizeof in->reason, "it unpacks to more than the limit of %s",
                 reason_size(in->unpacked_max, size));
        return -1;
    }
    return (ptrdiff_t)out;
}

static ptrdiff_t pull_gzip(intake *in, char *to, size_t cap)
{
    if (cap > UINT_MAX)
        cap = UINT_MAX;
    while (!in->gzip_ended) {
        if (!refill(in, 1))
            return -1;
        if (in->z.avail_in == 0)
            return break_off(in, "the gzip data ends early");
        unsigned before = in->z.avail_in;
        in->z.next_out = (unsigned char *)to;
        in->z.avail_out = (unsigned)cap;
        int result = inflate(&in->z, Z_NO_FLUSH);
        in->consumed += before - in->z.avail_in;
        size_t out = cap - in->z.avail_out;
        if (result == Z_MEM_ERROR)
            return break_off(in, "memory has run out");
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
            in->broken = true;
            snprintf(in->reason, sizeof in->reason, "the gzip data is broken (%s)",
                     in->z.msg ? in->z.msg : "no reason given");
            return -1;
        }
        if (result == Z_STREAM_END && !next_member(in))
            return -1;
        if (out > 0)
            return check_bounds(in, out);
    }
    return 0;
}

ptrdiff_t intake_pull(void *from, char *to, size_t cap)
{
    intake *in = from;
    if (in->broken)
        return -1;
    return in->gzip ? pull_gzip(in, to, cap) : pull_raw(in, to, cap);
}

static bool read_to_end(intake *in)
{
    ptrdiff_t got;
    while ((got = pull_raw(in, in->packed, INTAKE_CHUNK)) > 0)
        ;
    return got == 0;
}

bool intake_hash_ahead(intake *in)
{
    bool fine = (!in->hashing || read_to_end(in)) && lseek(in->fd, 0, SEEK_SET) == 0;
    if (!fine && !in->broken)
        break_off(in, reason_of_errno(errno));
    in->hashed = fine;
    return fine;
}

uint64_t intake_close(intake *in)
{
    uint64_t value = 0;
    if (in->fd >= 0 && in->hashing && (in->hashed || read_to_end(in)))
        value = hash_value(in->hash);
    intake_drop(in);
    return value;
}

void intake_drop(intake *in)
{
    if (in->fd >= 0)
        close(in->fd);
    in->fd = -1;
    in->size = 0;
    in->hashing = in->hashed = in->gzip = in->gzip_ended = in->broken = false;
    in->unpacked = in->consumed = 0;
}
