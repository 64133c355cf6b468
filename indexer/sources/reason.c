/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sources/reason.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

typedef struct errno_words {
    int error;
    const char *words;
} errno_words;

static const errno_words known[] = {
    {EACCES, "permission denied"},
    {EPERM, "permission denied"},
    {ENOENT, "there is no such file"},
    {ENOTDIR, "a part of its path is no folder"},
    {EISDIR, "a folder, not a file"},
    {ELOOP, "symbolic links that lead in a circle"},
    {ENAMETOOLONG, "a name longer than the system takes"},
    {EMFILE, "too many open files"},
    {ENFILE, "too many open files"},
    {ENOMEM, "the system is out of memory"},
    {EIO, "the disk can't read it"},
    {ESTALE, "the file server lost it"},
    {ENXIO, "a device or socket, not a file"},
    {ENODEV, "a device or socket, not a file"},
};

const char *reason_of_errno(int error)
{
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].error == error)
            return known[i].words;
    return "the system can't open or read it";
}

const char *reason_of_mode(mode_t mode)
{
    if (S_ISREG(mode))
        return NULL;
    if (S_ISDIR(mode))
        return "a folder, not a file";
    if (S_ISFIFO(mode))
        return "a pipe, not a file";
    if (S_ISSOCK(mode))
        return "a socket, not a file";
    return "a device, not a file";
}

const char *reason_size(uint64_t bytes, char out[32])
{
    static const char *const units[] = {"bytes", "KB", "MB", "GB", "TB", "PB", "EB"};
    size_t unit = 0;
    while (bytes >= 1024 && bytes % 1024 == 0 && unit + 1 < sizeof units / sizeof units[0]) {
        bytes /= 1024;
        unit++;
    }
    snprintf(out, 32, "%" PRIu64 " %s", bytes, bytes == 1 && unit == 0 ? "byte" : units[unit]);
    return out;
}
