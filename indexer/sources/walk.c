/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * walk: the files below a folder, in byte order of their paths.
 *
 * No recursion: the folders from the start to the current one lie on a stack, the entries of all
 * of them on another, so memory is the names along one path. Files
 * are named to the system relative to an open folder, so a path may be longer than PATH_MAX. Only
 * the newest OPEN_FOLDERS folders stay open; an older one is opened again on the way back, and by
 * device and inode it must be the same one.
 *
 * A folder sorts as if its name ended in a slash: then the order of entries, folder by folder, is
 * the byte order of whole paths.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/source.h"
#include "indexer/sources/entries.h"
#include "indexer/sources/inodes.h"
#include "indexer/sources/kind.h"
#include "indexer/sources/reason.h"
#include "indexer/sources/rules.h"

enum {
    OPEN_FOLDERS = 32,
    DEPTH_MAX = 50000,
    FOLDER_FLAGS = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK,
};
#define PATH_BYTES_MAX ((size_t)DEPTH_MAX * (NAME_MAX + 1) + PATH_MAX)

typedef struct folder {
    DIR *dir; /* owns fd; NULL when the folder had to be opened again */
    int fd;   /* -1 while closed */
    dev_t device;
    ino_t inode;
    size_t shown, rooted; /* bytes of both paths up to the names in here */
    entries_mark mark;    /* its own entries lie above */
    size_t next;          /* the entry whose turn it is */
    const rules_level *dossier, *git;
} folder;

typedef struct walk {
    const source_walk_options *options;
    const source_walk_events *events;
    void *ctx;
    dossier_status status;
    buf shown;  /* the path as callers see it */
    buf rooted; /* the same as ignore rules see it */
    entries entries;
    folder *folders;
    size_t depth, cap_folders;
    inode_set entered;
    rules rules;
    bool has_skip;
    struct stat skip;
} walk;

/* Folders that belong to a program, not to a person; never entered. */
static const char *const private_folders[] = {".dossier", ".git", ".hg", ".svn"};

static void report(walk *w, source_skip why, const char *reason)
{
    if (w->events->skipped)
        w->events->skipped(buf_slice(&w->shown), why, reason, w->ctx);
}

static void report_errno(walk *w, int error)
{
    report(w, error == ELOOP ? SOURCE_SKIP_LOOP : SOURCE_SKIP_UNREADABLE, reason_of_errno(error));
}

static void emit_file(walk *w, const struct stat *st)
{
    const char *special = reason_of_mode(st->st_mode);
    if (special) {
        report(w, SOURCE_SKIP_SPECIAL, special);
        return;
    }
    file_kind kind = file_kind_of(buf_slice(&w->shown));
    if (kind.reason) {
        report(w, SOURCE_SKIP_TYPE, kind.reason);
        return;
    }
    source_file file = {
        .path = buf_slice(&w->shown),
        .size = (uint64_t)st->st_size,
        .mtime_ns = (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec,
        .device = st->st_dev,
        .inode = st->st_ino,
    };
    if (!w->events->file(&file, w->ctx))
        w->status = DOSSIER_INTERRUPTED;
}

static bool is_wanted(const walk *w, const char *name)
{
    if (name[0] != '.')
        return true;
    if (!w->options->hidden || name[1] == '\0' || (name[1] == '.' && name[2] == '\0'))
        return false;
    for (size_t i = 0; i < sizeof private_folders / sizeof private_folders[0]; i++)
        if (strcmp(name, private_folders[i]) == 0)
            return false;
    return strcmp(name, RULES_DOSSIER_FILE) != 0 &&
           !(w->options->gitignore && strcmp(name, RULES_GIT_FILE) == 0);
}

static void enter_rules(walk *w, folder *f, bool dossier, bool git)
{
    dossier_status status = DOSSIER_OK;
    if (dossier)
        status = rules_enter(&w->rules.dossier, f->fd, RULES_DOSSIER_FILE, f->rooted);
    if (git && status != DOSSIER_NO_MEMORY) {
        dossier_status second = rules_enter(&w->rules.git, f->fd, RULES_GIT_FILE, f->rooted);
        status = second == DOSSIER_OK ? status : second;
    }
    if (status == DOSSIER_NO_MEMORY)
        w->status = status;
    else if (status != DOSSIER_OK)
        report(w, SOURCE_SKIP_UNREADABLE, "the ignore file in this folder can't be read");
}

/* Reads the names in the folder on top of the stack and sorts them. */
static void list_folder(walk *w, folder *f)
{
    bool dossier = false, git = false;
    const struct dirent *d;
    while (errno = 0, (d = readdir(f->dir))) {
        dossier |= strcmp(d->d_name, RULES_DOSSIER_FILE) == 0;
        git |= w->options->gitignore && strcmp(d->d_name, RULES_GIT_FILE) == 0;
        if (is_wanted(w, d->d_name) && !entries_add(&w->entries, f->fd, d)) {
            w->status = DOSSIER_NO_MEMORY;
            return;
        }
    }
    if (errno != 0)
        report(w, SOURCE_SKIP_UNREADABLE, "the folder can't be read to its end");
    entries_sort(&w->entries, f->mark);
    if (dossier || git)
        enter_rules(w, f, dossier, git);
}

static bool is_above(const walk *w, const struct stat *st)
{
    for (size_t i = 0; i < w->depth; i++)
        if (w->folders[i].inode == st->st_ino && w->folders[i].device == st->st_dev)
            return true;
    return false;
}

/* Whether a folder just opened is to be read; says why not. */
static bool admit(walk *w, const struct stat *st, bool linked)
{
    bool fresh = false;
    if (w->has_skip && w->skip.st_ino == st->st_ino && w->skip.st_dev == st->st_dev)
        return false;
    if (!inode_set_add(&w->entered, st->st_dev, st->st_ino, &fresh)) {
        w->status = DOSSIER_NO_MEMORY;
        return false;
    }
    if (fresh)
        return true;
    if (is_above(w, st)) {
        report(w, SOURCE_SKIP_LOOP, "a link back to a folder above it");
        return false;
    }
    if (linked)
        report(w, SOURCE_SKIP_LOOP, "a link to a folder that was read already");
    return !linked;
}

static void folder_close(folder *f)
{
    if (f->dir)
        closedir(f->dir);
    else if (f->fd >= 0)
        close(f->fd);
    f->dir = NULL;
    f->fd = -1;
}

/* Ends both paths in one slash, as the prefix of the names below. */
static bool end_in_slash(buf *path)
{
    if (path->len == 0 || path->data[path->len - 1] != '/')
        buf_push(path, '/');
    return !path->failed;
}

static bool has_room(walk *w)
{
    if (w->depth < w->cap_folders)
        return true;
    size_t cap = w->cap_folders ? w->cap_folders * 2 : 64;
    folder *more = realloc(w->folders, cap * sizeof *more);
    if (!more)
        return false;
    w->folders = more;
    w->cap_folders = cap;
    return true;
}

static void push_folder(walk *w, DIR *dir, const struct stat *st)
{
    folder *f = &w->folders[w->depth];
    *f = (folder){
        .dir = dir,
        .fd = dirfd(dir),
        .device = st->st_dev,
        .inode = st->st_ino,
        .mark = entries_top(&w->entries),
        .next = w->entries.n,
        .dossier = w->rules.dossier,
        .git = w->rules.git,
    };
    w->depth++;
    if (!end_in_slash(&w->shown) || !end_in_slash(&w->rooted))
        w->status = DOSSIER_NO_MEMORY;
    f->shown = w->shown.len;
    f->rooted = w->rooted.len;
    if (w->depth > OPEN_FOLDERS && w->depth - OPEN_FOLDERS >= 2)
        folder_close(&w->folders[w->depth - OPEN_FOLDERS - 1]);
    if (w->status == DOSSIER_OK)
        list_folder(w, f);
}

/* Takes fd. Both paths name the folder. */
static void enter_fd(walk *w, int fd, bool linked)
{
    struct stat st;
    DIR *dir = NULL;
    if (w->depth == DEPTH_MAX) {
        report(w, SOURCE_SKIP_UNREADABLE, "folders are nested too deeply");
    } else if (fstat(fd, &st) != 0) {
        report_errno(w, errno);
    } else if (admit(w, &st, linked)) {
        if (!has_room(w))
            w->status = DOSSIER_NO_MEMORY;
        else if (!(dir = fdopendir(fd)))
            report_errno(w, errno);
        else
            push_folder(w, dir, &st);
    }
    if (!dir)
        close(fd);
}

/* Opens an older folder again by the names that lead to it. */
static int reopen_by_names(walk *w, size_t depth)
{
    int fd = dup(w->folders[0].fd);
    for (size_t i = 1; i <= depth && fd >= 0; i++) {
        char name[NAME_MAX + 1];
        size_t from = w->folders[i - 1].rooted;
        size_t len = w->folders[i].rooted - 1 - from;
        if (len > NAME_MAX) {
            close(fd);
            return -1;
        }
        memcpy(name, w->rooted.data + from, len);
        name[len] = '\0';
        int next = openat(fd, name, FOLDER_FLAGS);
        close(fd);
        fd = next;
    }
    return fd;
}

static bool is_folder(int fd, const folder *f)
{
    struct stat st;
    return fd >= 0 && fstat(fd, &st) == 0 && st.st_ino == f->inode && st.st_dev == f->device;
}

/* Makes sure that the folder on top is open; child is an open folder in it. */
static void reopen(walk *w, int child)
{
    folder *f = &w->folders[w->depth - 1];
    f->fd = openat(child, "..", FOLDER_FLAGS);
    if (is_folder(f->fd, f))
        return;
    folder_close(f);
    f->fd = reopen_by_names(w, w->depth - 1);
    if (is_folder(f->fd, f))
        return;
    folder_close(f);
    f->next = w->entries.n;
    w->shown.len = f->shown - 1;
    report(w, SOURCE_SKIP_UNREADABLE, "the folder was moved while it was read");
}

static void leave_folder(walk *w)
{
    folder *f = &w->folders[w->depth - 1];
    entries_drop(&w->entries, f->mark);
    rules_leave(&w->rules.dossier, f->dossier);
    rules_leave(&w->rules.git, f->git);
    w->depth--;
    if (w->depth > 0 && w->folders[w->depth - 1].fd < 0)
        reopen(w, f->fd);
    folder_close(f);
}

static void visit_entry(walk *w, const folder *f, const entry *e)
{
    const char *name = w->entries.names.data + e->name;
    bool linked = e->type == ENTRY_LINKED_FOLDER;
    w->shown.len = f->shown;
    w->rooted.len = f->rooted;
    buf_append(&w->shown, name, e->len);
    buf_append(&w->rooted, name, e->len);
    if (w->shown.failed || w->rooted.failed) {
        w->status = DOSSIER_NO_MEMORY;
        return;
    }
    if (rules_ignore(&w->rules, buf_slice(&w->rooted), entry_is_folder(e)))
        return;
    if (entry_is_folder(e)) {
        int fd = openat(f->fd, name, FOLDER_FLAGS | (linked ? 0 : O_NOFOLLOW));
        if (fd < 0)
            report_errno(w, errno);
        else
            enter_fd(w, fd, linked);
        return;
    }
    struct stat st;
    if (fstatat(f->fd, name, &st, 0) == 0)
        emit_file(w, &st);
    else if (errno == ENOENT && fstatat(f->fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return; /* gone since the folder was listed */
    else if (errno == ENOENT)
        report(w, SOURCE_SKIP_UNREADABLE, "a symbolic link to nothing");
    else
        report_errno(w, errno);
}

static void walk_folders(walk *w)
{
    while (w->depth > 0 && w->status == DOSSIER_OK) {
        folder *f = &w->folders[w->depth - 1];
        if (f->next == w->entries.n) {
            leave_folder(w);
        } else {
            entry e = w->entries.entry[f->next++];
            visit_entry(w, f, &e);
        }
    }
}

/* The rooted path of the start, and the rules that hold there from outside. */
static dossier_status begin(walk *w, const char *path)
{
    char *canonical = realpath(path, NULL);
    buf_append_slice(&w->shown, slice_of(path));
    buf_append_slice(&w->rooted, slice_of(canonical ? canonical : path));
    dossier_status status = w->shown.failed || w->rooted.failed ? DOSSIER_NO_MEMORY : DOSSIER_OK;
    if (status == DOSSIER_OK && canonical)
        status = rules_look_above(&w->rules, canonical);
    size_t base = w->rooted.len + (w->rooted.len > 0 && w->rooted.data[w->rooted.len - 1] != '/');
    if (status == DOSSIER_OK)
        status = rules_give(&w->rules, w->options->ignore, base);
    free(canonical);
    return status;
}

static void find_skip(walk *w)
{
    buf path = BUF_INIT(PATH_MAX);
    buf_append_slice(&path, w->options->skip);
    const char *name = buf_string(&path);
    w->has_skip = path.len > 0 && name && stat(name, &w->skip) == 0;
    buf_free(&path);
}

dossier_status source_walk(const char *path, const source_walk_options *options,
                           const source_walk_events *events, void *ctx)
{
    walk w = {
        .options = options,
        .events = events,
        .ctx = ctx,
        .shown = BUF_INIT(PATH_BYTES_MAX),
        .rooted = BUF_INIT(PATH_BYTES_MAX),
        .rules = {.wants_git = options->gitignore},
    };
    int error = 0;
    int fd = -1;
    struct stat st;
    entries_init(&w.entries);
    if (stat(path, &st) != 0 ||
        (S_ISDIR(st.st_mode) && (fd = open(path, FOLDER_FLAGS | O_NOCTTY)) < 0)) {
        error = errno;
        w.status = DOSSIER_IO;
        goto done;
    }
    find_skip(&w);
    w.status = begin(&w, path);
    if (w.status != DOSSIER_OK)
        goto done;
    if (fd < 0) {
        emit_file(&w, &st);
        goto done;
    }
    enter_fd(&w, fd, false);
    fd = -1;
    walk_folders(&w);
done:
    for (size_t i = 0; i < w.depth; i++)
        folder_close(&w.folders[i]);
    if (fd >= 0)
        close(fd);
    rules_free(&w.rules);
    inode_set_free(&w.entered);
    free(w.folders);
    entries_free(&w.entries);
    buf_free(&w.rooted);
    buf_free(&w.shown);
    if (error != 0)
        errno = error;
    return w.status;
}
