/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The stub that names the generation in use, the writer's lock, and the clearing away of leftovers.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/error.h"
#include "store/place.h"

static char *inside(const char *folder, const char *name)
{
    char *path;
    return asprintf(&path, "%s/%s", folder, name) < 0 ? NULL : path;
}

/* The generation's name in a stub's text: "auto g12". */
static bool stub_name_in(const char *text, char name[32])
{
    char line[64];
    if (sscanf(text, "auto %31[^\n]%63s", name, line) != 1)
        return false;
    return name[0] == 'g' && strspn(name + 1, "0123456789") == strlen(name + 1) && name[1];
}

dossier_status place_generation(const char *index, char **out, dossier_error *error)
{
    char text[128] = "";
    char name[32];
    *out = NULL;
    char *stub = inside(index, "XAPIANDB");
    if (!stub)
        return error_no_memory(error);
    int fd = open(stub, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    int why = errno;
    if (fd >= 0)
        close(fd);
    free(stub);
    if (got < 0 && why == ENOENT) {
        error_set(error, DOSSIER_NO_INDEX, "there is no index at %s", index);
        error_hint(error, "make one with: dossier-index FOLDER");
        return DOSSIER_NO_INDEX;
    }
    if (got < 0)
        return error_errno(error, why, "%s/XAPIANDB can't be read", index);
    if (!stub_name_in(text, name)) {
        error_set(error, DOSSIER_CORRUPT, "%s/XAPIANDB does not name a generation", index);
        error_hint(error, "run dossier-index --rebuild to make the index anew");
        return DOSSIER_CORRUPT;
    }
    *out = inside(index, name);
    return *out ? DOSSIER_OK : error_no_memory(error);
}

/* Writes the whole text to a new file and makes it durable. */
static bool write_durably(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return false;
    size_t len = strlen(text);
    bool good = write(fd, text, len) == (ssize_t)len && fsync(fd) == 0;
    int why = errno;
    if (close(fd) != 0 && good) {
        why = errno;
        good = false;
    }
    errno = why;
    return good;
}

static bool sync_at(int parent, const char *name, int flags)
{
    int fd = openat(parent, name, O_RDONLY | O_CLOEXEC | flags);
    if (fd < 0)
        return false;
    bool good = fsync(fd) == 0;
    int why = errno;
    close(fd);
    errno = why;
    return good;
}

/* Makes the files of a folder, and their names, durable. */
static bool sync_folder(const char *path)
{
    DIR *dir = opendir(path);
    if (!dir)
        return false;
    bool good = true;
    for (struct dirent *entry; good && (entry = readdir(dir));)
        if (entry->d_type == DT_REG)
            good = sync_at(dirfd(dir), entry->d_name, 0);
    if (good)
        good = fsync(dirfd(dir)) == 0;
    int why = errno;
    closedir(dir);
    errno = why;
    return good;
}

dossier_status place_switch(const char *index, const char *name, dossier_error *error)
{
    dossier_status status = DOSSIER_OK;
    char text[64];
    char *generation = inside(index, name);
    char *fresh = inside(index, "XAPIANDB.new");
    char *stub = inside(index, "XAPIANDB");
    if (!generation || !fresh || !stub) {
        status = error_no_memory(error);
        goto done;
    }
    if (!sync_folder(generation)) {
        status = error_errno(error, errno, "%s can't be written", generation);
        goto done;
    }
    snprintf(text, sizeof text, "auto %s\n", name);
    if (!write_durably(fresh, text) || rename(fresh, stub) != 0) {
        status = error_errno(error, errno, "%s can't be written", stub);
        goto done;
    }
    sync_at(AT_FDCWD, index, O_DIRECTORY);
done:
    free(generation);
    free(fresh);
    free(stub);
    return status;
}

static void remove_tree(int parent, const char *name, int depth)
{
    if (unlinkat(parent, name, 0) == 0 || depth == 0)
        return;
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir) {
        if (fd >= 0)
            close(fd);
        return;
    }
    for (struct dirent *entry; (entry = readdir(dir));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            remove_tree(dirfd(dir), entry->d_name, depth - 1);
    closedir(dir);
    unlinkat(parent, name, AT_REMOVEDIR);
}

void place_remove_folder(const char *path)
{
    remove_tree(AT_FDCWD, path, 3);
}

static bool is_generation(const char *name)
{
    return name[0] == 'g' && name[1] && strspn(name + 1, "0123456789") == strlen(name + 1);
}

void place_clean(const char *index, const char *keep)
{
    DIR *dir = opendir(index);
    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir));) {
        const char *name = entry->d_name;
        if ((is_generation(name) && strcmp(name, keep) != 0) || strncmp(name, "new-", 4) == 0)
            remove_tree(dirfd(dir), name, 3);
    }
    closedir(dir);
}

enum { HOLDER_TRIES = 20, HOLDER_WAIT_NS = 5000000 };

/* Whether the note was left by a process that is gone: then its successor's is still to come. */
static bool is_stale(const char *note)
{
    long pid;
    return sscanf(note, "process %ld", &pid) == 1 && kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

/* Who holds the lock, as it wrote itself down right after taking it; "another program" when it did
 * not get to that. */
static void read_holder(int fd, char holder[160])
{
    const struct timespec wait = {.tv_nsec = HOLDER_WAIT_NS};
    for (int i = 0; i < HOLDER_TRIES; i++) {
        ssize_t got = pread(fd, holder, 159, 0);
        holder[got > 0 ? got : 0] = '\0';
        holder[strcspn(holder, "\n")] = '\0';
        if (holder[0] && !is_stale(holder))
            return;
        nanosleep(&wait, NULL);
    }
    strcpy(holder, "another program");
}

dossier_status place_lock(const char *index, int *fd, dossier_error *error)
{
    char text[160];
    char now[32];
    struct tm tm;
    time_t clock = time(NULL);
    char *path = inside(index, "lock");
    *fd = -1;
    if (!path)
        return error_no_memory(error);
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock < 0) {
        dossier_status status = error_errno(error, errno, "%s can't be opened", path);
        free(path);
        return status;
    }
    free(path);
    if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
        read_holder(lock, text);
        close(lock);
        error_set(error, DOSSIER_LOCKED, "%s is writing to the index at %s", text, index);
        error_hint(error, "wait until it has finished; searching works meanwhile");
        return DOSSIER_LOCKED;
    }
    strftime(now, sizeof now, "%Y-%m-%d %H:%M:%S", localtime_r(&clock, &tm));
    int len = snprintf(text, sizeof text, "process %ld (since %s)\n", (long)getpid(), now);
    /* The note is a courtesy: on a full disk the lock holds without it. */
    if (ftruncate(lock, 0) != 0 || pwrite(lock, text, (size_t)len, 0) != len)
        errno = 0;
    *fd = lock;
    return DOSSIER_OK;
}

dossier_status place_stamp(const metadata_sink *to, const char *language, dossier_error *error)
{
    char schema[16];
    dossier_status status = DOSSIER_OK;
    snprintf(schema, sizeof schema, "%d", PLACE_SCHEMA);
    const char *const pairs[][2] = {
        {"dossier.schema", schema}, {"dossier.features", ""}, {"dossier.language", language}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0] && status == DOSSIER_OK; i++)
        status = to->set(pairs[i][0], strlen(pairs[i][0]), pairs[i][1], strlen(pairs[i][1]), error,
                         to->ctx);
    return status;
}

/* One metadata value as a string, cut to size; empty when there is none. */
static dossier_status get_metadata(xapian_database *db, const char *key, char *out, size_t size,
                                   dossier_error *error)
{
    const char *bytes;
    size_t len;
    xapian_error cause;
    if (xapian_database_metadata(db, key, strlen(key), &bytes, &len, &cause) != XAPIAN_OK)
        return error_xapian(error, "the index can't be read", &cause);
    if (len >= size)
        len = size - 1;
    memcpy(out, bytes, len);
    out[len] = '\0';
    return DOSSIER_OK;
}

dossier_status place_verify(xapian_database *db, const char *where, char language[16],
                            dossier_error *error)
{
    char schema[16], features[128];
    dossier_status status = get_metadata(db, "dossier.schema", schema, sizeof schema, error);
    if (status == DOSSIER_OK)
        status = get_metadata(db, "dossier.features", features, sizeof features, error);
    if (status == DOSSIER_OK)
        status = get_metadata(db, "dossier.language", language, 16, error);
    if (status != DOSSIER_OK)
        return status;
    if (!schema[0]) {
        error_set(error, DOSSIER_SCHEMA, "the database at %s was not made by dossier-index", where);
        return DOSSIER_SCHEMA;
    }
    if (atoi(schema) != PLACE_SCHEMA || features[0]) {
        error_set(error, DOSSIER_SCHEMA,
                  "the index at %s has schema %s%s%s; this program knows schema %d", where, schema,
                  features[0] ? " with the unknown feature " : "", features, PLACE_SCHEMA);
        error_hint(error,
                   "use the version of Dossier that made it, or run dossier-index --rebuild");
        return DOSSIER_SCHEMA;
    }
    return DOSSIER_OK;
}
