/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/place.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/error.h"

static const char stub_name[] = "XAPIANDB";

static bool holds_stub(const char *folder)
{
    buf path = BUF_INIT(1 << 16);
    struct stat st;
    buf_printf(&path, "%s/%s", folder, stub_name);
    const char *name = buf_string(&path);
    bool found = name && stat(name, &st) == 0 && S_ISREG(st.st_mode);
    buf_free(&path);
    return found;
}

dossier_status place_normalize(const char *path, buf *out)
{
    char cwd[PATH_MAX];
    size_t start = out->len;
    buf raw = BUF_INIT(1 << 20);
    if (path[0] != '/') {
        if (!getcwd(cwd, sizeof cwd))
            return DOSSIER_IO;
        buf_append(&raw, cwd, strlen(cwd));
        buf_push(&raw, '/');
    }
    buf_append(&raw, path, strlen(path));
    for (size_t i = 0; i < raw.len;) {
        size_t end = i;
        while (end < raw.len && raw.data[end] != '/')
            end++;
        slice part = {raw.data + i, end - i};
        i = end + 1;
        if (part.len == 0 || slice_equal(part, SLICE(".")))
            continue;
        if (!slice_equal(part, SLICE(".."))) {
            buf_push(out, '/');
            buf_append_slice(out, part);
            continue;
        }
        while (out->len > start && out->data[--out->len] != '/')
            ;
    }
    if (out->len == start)
        buf_push(out, '/');
    bool failed = raw.failed || out->failed;
    buf_free(&raw);
    return failed ? DOSSIER_NO_MEMORY : DOSSIER_OK;
}

dossier_status place_absolute(const char *path, char **out, dossier_error *error)
{
    /* What exists is resolved through symbolic links, so that one index has one name; what doesn't
     * is resolved by name. */
    *out = realpath(path, NULL);
    if (*out)
        return DOSSIER_OK;
    buf absolute = BUF_INIT(1 << 20);
    dossier_status status = place_normalize(path, &absolute);
    if (status == DOSSIER_OK && buf_string(&absolute))
        *out = strdup(buf_string(&absolute));
    buf_free(&absolute);
    return *out ? DOSSIER_OK : error_no_memory(error);
}

static char *join(const char *folder, const char *name)
{
    char *path;
    bool slash = folder[0] && folder[strlen(folder) - 1] == '/';
    return asprintf(&path, "%s%s%s", folder, slash ? "" : "/", name) < 0 ? NULL : path;
}

dossier_status place_resolve(const char *location, char **index, dossier_error *error)
{
    char *inner;
    *index = NULL;
    char *absolute = realpath(location, NULL);
    if (!absolute) {
        error_set(error, DOSSIER_NO_INDEX, "there is no index at %s: %s", location,
                  strerror(errno));
        error_hint(error, "make one with: dossier-index FOLDER");
        return DOSSIER_NO_INDEX;
    }
    if (holds_stub(absolute)) {
        *index = absolute;
        return DOSSIER_OK;
    }
    inner = join(absolute, PLACE_FOLDER);
    free(absolute);
    if (!inner)
        return error_no_memory(error);
    if (holds_stub(inner)) {
        *index = inner;
        return DOSSIER_OK;
    }
    free(inner);
    error_set(error, DOSSIER_NO_INDEX, "there is no index at %s", location);
    error_hint(error, "make one with: dossier-index %s", location);
    return DOSSIER_NO_INDEX;
}

dossier_status place_new(const char *first_path, char **index, dossier_error *error)
{
    struct stat st;
    *index = NULL;
    char *absolute = realpath(first_path, NULL);
    if (!absolute || stat(absolute, &st) != 0) {
        int why = errno;
        free(absolute);
        return error_errno(error, why, "%s can't be read", first_path);
    }
    if (!S_ISDIR(st.st_mode))
        *strrchr(absolute, '/') = '\0';
    *index = join(absolute[0] ? absolute : "/", PLACE_FOLDER);
    free(absolute);
    return *index ? DOSSIER_OK : error_no_memory(error);
}

dossier_status dossier_find_index(const char *start, char **out, dossier_error *error)
{
    *out = NULL;
    char *folder = realpath(start, NULL);
    if (!folder)
        return error_errno(error, errno, "%s can't be read", start);
    for (;;) {
        char *candidate = join(folder, PLACE_FOLDER);
        if (!candidate) {
            free(folder);
            return error_no_memory(error);
        }
        if (holds_stub(candidate)) {
            free(folder);
            *out = candidate;
            return DOSSIER_OK;
        }
        free(candidate);
        if (!folder[0] || strcmp(folder, "/") == 0)
            break;
        char *slash = strrchr(folder, '/');
        slash[slash == folder] = '\0';
    }
    free(folder);
    error_set(error, DOSSIER_NO_INDEX, "there is no index in %s or any folder above it",
              strcmp(start, ".") == 0 ? "this folder" : start);
    error_hint(error, "make one with: dossier-index FOLDER");
    return DOSSIER_NO_INDEX;
}

dossier_status place_root(const char *index, char **out)
{
    *out = NULL;
    const char *slash = strrchr(index, '/');
    if (!slash || strcmp(slash + 1, PLACE_FOLDER) != 0)
        return DOSSIER_OK;
    *out = slash == index ? strdup("/") : strndup(index, (size_t)(slash - index));
    return *out ? DOSSIER_OK : DOSSIER_NO_MEMORY;
}

slice place_below(const char *root, slice absolute)
{
    size_t len = root ? strlen(root) : 0;
    if (!root)
        return absolute;
    if (len == 1)
        return absolute.len > 1 ? (slice){absolute.data + 1, absolute.len - 1} : absolute;
    if (absolute.len > len + 1 && memcmp(absolute.data, root, len) == 0 &&
        absolute.data[len] == '/')
        return (slice){absolute.data + len + 1, absolute.len - len - 1};
    return absolute;
}
