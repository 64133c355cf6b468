/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sources/rules.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MAX = 1 << 20 };

static dossier_status push(rules_level **chain, slice text, size_t base)
{
    rules_level *level = malloc(sizeof *level);
    ignore_rules *parsed = ignore_create(text);
    if (!level || !parsed) {
        free(level);
        ignore_free(parsed);
        return DOSSIER_NO_MEMORY;
    }
    *level = (rules_level){*chain, parsed, base};
    *chain = level;
    return DOSSIER_OK;
}

dossier_status rules_give(rules *r, const char *const *patterns, size_t base)
{
    dossier_status status = DOSSIER_OK;
    buf text = BUF_INIT(FILE_MAX);
    for (size_t i = 0; patterns && patterns[i]; i++) {
        buf_append_slice(&text, slice_of(patterns[i]));
        buf_push(&text, '\n');
    }
    if (text.failed)
        status = DOSSIER_NO_MEMORY;
    else if (text.len > 0)
        status = push(&r->given, buf_slice(&text), base);
    buf_free(&text);
    return status;
}

/* A larger file is a mistake; its first megabyte of rules holds. */
static dossier_status read_small_file(int fd, buf *text)
{
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        return DOSSIER_IO;
    while (text->len < FILE_MAX) {
        size_t want = FILE_MAX - text->len < 4096 ? FILE_MAX - text->len : 4096;
        if (!buf_reserve(text, want))
            return DOSSIER_NO_MEMORY;
        ssize_t got = read(fd, text->data + text->len, want);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return DOSSIER_IO;
        if (got == 0)
            break;
        text->len += (size_t)got;
    }
    return DOSSIER_OK;
}

dossier_status rules_enter(rules_level **chain, int at, const char *name, size_t base)
{
    int fd = openat(at, name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return errno == ENOENT ? DOSSIER_OK : DOSSIER_IO;
    buf text = BUF_INIT(FILE_MAX);
    dossier_status status = read_small_file(fd, &text);
    if (status == DOSSIER_OK && text.len > 0)
        status = push(chain, buf_slice(&text), base);
    buf_free(&text);
    close(fd);
    return status;
}

/* Opens the folder of the first `len` bytes of path. */
static int open_prefix(const char *path, size_t len)
{
    char prefix[PATH_MAX];
    if (len >= sizeof prefix)
        return -1;
    memcpy(prefix, path, len);
    prefix[len] = '\0';
    return open(len > 0 ? prefix : "/", O_PATH | O_DIRECTORY | O_CLOEXEC);
}

static bool holds(const char *path, size_t len, const char *marker)
{
    int fd = open_prefix(path, len);
    if (fd < 0)
        return false;
    bool there = faccessat(fd, marker, F_OK, 0) == 0;
    close(fd);
    return there;
}

/* Enters the ignore files from the nearest folder above start that holds the marker down to the
 * folder that start is in. One that can't be read is passed over: it is not in the walk. */
static dossier_status enter_above(rules_level **chain, const char *start, const char *marker,
                                  const char *name)
{
    size_t len = strlen(start);
    size_t top = len;
    while (top > 0 && !holds(start, top, marker))
        for (top--; top > 0 && start[top] != '/'; top--)
            ;
    if (top == 0)
        return DOSSIER_OK;
    while (top < len) {
        int fd = open_prefix(start, top);
        dossier_status status = fd < 0 ? DOSSIER_IO : rules_enter(chain, fd, name, top + 1);
        if (fd >= 0)
            close(fd);
        if (status == DOSSIER_NO_MEMORY)
            return status;
        for (top++; top < len && start[top] != '/'; top++)
            ;
    }
    return DOSSIER_OK;
}

dossier_status rules_look_above(rules *r, const char *start)
{
    dossier_status status = enter_above(&r->dossier, start, ".dossier", RULES_DOSSIER_FILE);
    if (status == DOSSIER_OK && r->wants_git)
        status = enter_above(&r->git, start, ".git", RULES_GIT_FILE);
    return status;
}

void rules_leave(rules_level **chain, const rules_level *until)
{
    while (*chain != until) {
        rules_level *level = *chain;
        *chain = level->up;
        ignore_free(level->rules);
        free(level);
    }
}

void rules_free(rules *r)
{
    rules_leave(&r->given, NULL);
    rules_leave(&r->dossier, NULL);
    rules_leave(&r->git, NULL);
}

static ignore_verdict ask(const rules_level *level, slice rooted, bool folder)
{
    for (; level; level = level->up) {
        slice below = {rooted.data + level->base, rooted.len - level->base};
        ignore_verdict verdict = ignore_match(level->rules, below, folder);
        if (verdict != IGNORE_SILENT)
            return verdict;
    }
    return IGNORE_SILENT;
}

bool rules_ignore(const rules *r, slice rooted, bool folder)
{
    const rules_level *const voices[] = {r->given, r->dossier, r->git};
    for (size_t i = 0; i < sizeof voices / sizeof voices[0]; i++) {
        ignore_verdict verdict = ask(voices[i], rooted, folder);
        if (verdict != IGNORE_SILENT)
            return verdict == IGNORE_OUT;
    }
    return false;
}
