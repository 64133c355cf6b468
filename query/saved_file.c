/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The files of saved queries: reading, listing, writing and removing them. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "query/parse.h"
#include "query/saved.h"
#include "query/spelling.h"
#include "store/error.h"
#include "store/index.h"

enum { PATH_MOST = 1 << 16, NEAR_EDITS = 2 };

struct dossier_saved {
    dossier_saved_query *queries;
    size_t count;
    size_t capacity;
    arena memory;
};

/* The folder of the i-th index's saved queries; false when it is remote. */
static bool folder_of(const reader *r, size_t i, buf *path)
{
    const char *generation = reader_generation(r, i);
    const char *slash = generation ? strrchr(generation, '/') : NULL;
    if (!slash)
        return false;
    buf_clear(path);
    buf_append(path, generation, (size_t)(slash - generation));
    buf_append_slice(path, SLICE("/queries"));
    return !path->failed;
}

/* Appends the lines that are no remarks, with a space between them. */
static void join_lines(slice file, buf *text)
{
    size_t start = text->len;
    if (slice_starts_with(file, SLICE("\xEF\xBB\xBF")))
        file = (slice){file.data + 3, file.len - 3};
    while (file.len) {
        const char *end = memchr(file.data, '\n', file.len);
        size_t taken = end ? (size_t)(end - file.data) : file.len;
        slice line = slice_trim((slice){file.data, taken});
        taken += end != NULL;
        file = (slice){file.data + taken, file.len - taken};
        if (!line.len || line.data[0] == '#')
            continue;
        if (text->len > start)
            buf_push(text, ' ');
        buf_append_slice(text, line);
    }
}

static dossier_status read_file(FILE *in, const char *path, buf *text, dossier_error *error)
{
    dossier_status status = DOSSIER_OK;
    char *bytes = malloc(PARSE_MAX_BYTES + 1);
    size_t len = bytes ? fread(bytes, 1, PARSE_MAX_BYTES + 1, in) : 0;
    if (!bytes)
        status = error_no_memory(error);
    else if (ferror(in))
        status = error_errno(error, errno, "%s can't be read", path);
    else if (len > PARSE_MAX_BYTES)
        status = error_set(error, DOSSIER_TOO_LARGE, "%s is larger than a million bytes", path);
    else
        join_lines((slice){bytes, len}, text);
    free(bytes);
    return status == DOSSIER_OK && text->failed ? error_no_memory(error) : status;
}

dossier_status saved_read(const reader *r, slice name, buf *text, dossier_error *error)
{
    buf path = BUF_INIT(PATH_MOST);
    dossier_status status = DOSSIER_NOT_FOUND;
    for (size_t i = 0; status == DOSSIER_NOT_FOUND && i < reader_shards(r); i++) {
        if (!folder_of(r, i, &path))
            continue;
        buf_push(&path, '/');
        buf_append_slice(&path, name);
        const char *file = buf_string(&path);
        FILE *in = file ? fopen(file, "re") : NULL;
        if (!file)
            status = error_no_memory(error);
        else if (in)
            status = read_file(in, file, text, error);
        else if (errno != ENOENT && errno != ENOTDIR)
            status = error_errno(error, errno, "%s can't be opened", file);
        if (in)
            fclose(in);
    }
    buf_free(&path);
    return status;
}

/* ---- the list ---- */

static bool is_listed(const dossier_saved *saved, slice name)
{
    for (size_t i = 0; i < saved->count; i++)
        if (slice_equal(saved->queries[i].name, name))
            return true;
    return false;
}

static bool add_name(dossier_saved *saved, slice name)
{
    if (saved->count == saved->capacity) {
        size_t capacity = saved->capacity ? saved->capacity * 2 : 16;
        dossier_saved_query *larger = reallocarray(saved->queries, capacity, sizeof *larger);
        if (!larger)
            return false;
        saved->queries = larger;
        saved->capacity = capacity;
    }
    slice copy = arena_copy(&saved->memory, name);
    if (!copy.data)
        return false;
    saved->queries[saved->count++] = (dossier_saved_query){.name = copy};
    return true;
}

static int by_name(const void *a, const void *b)
{
    return slice_compare(((const dossier_saved_query *)a)->name,
                         ((const dossier_saved_query *)b)->name);
}

/* The names alone. */
static bool list_names(const reader *r, dossier_saved *saved)
{
    buf path = BUF_INIT(PATH_MOST);
    bool good = true;
    for (size_t i = 0; good && i < reader_shards(r); i++) {
        DIR *dir = folder_of(r, i, &path) && buf_string(&path) ? opendir(buf_string(&path)) : NULL;
        for (struct dirent *entry; dir && good && (entry = readdir(dir));) {
            slice name = slice_of(entry->d_name);
            good = !saved_is_name(name) || is_listed(saved, name) || add_name(saved, name);
        }
        if (dir)
            closedir(dir);
    }
    if (saved->count)
        qsort(saved->queries, saved->count, sizeof *saved->queries, by_name);
    good = good && !path.failed;
    buf_free(&path);
    return good;
}

dossier_status dossier_saved_load(dossier_index *index, dossier_saved **out, dossier_error *error)
{
    dossier_saved *saved = calloc(1, sizeof *saved);
    buf text = BUF_INIT(PARSE_MAX_BYTES);
    *out = NULL;
    if (!saved)
        return error_no_memory(error);
    dossier_status status = list_names(index->reader, saved) ? DOSSIER_OK : error_no_memory(error);
    for (size_t i = 0; i < saved->count && status == DOSSIER_OK; i++) {
        buf_clear(&text);
        status = saved_read(index->reader, saved->queries[i].name, &text, error);
        if (status == DOSSIER_NOT_FOUND) /* removed meanwhile */
            status = DOSSIER_OK;
        saved->queries[i].text = arena_copy(&saved->memory, buf_slice(&text));
        if (status == DOSSIER_OK && text.len && !saved->queries[i].text.data)
            status = error_no_memory(error);
    }
    buf_free(&text);
    if (status == DOSSIER_OK)
        *out = saved;
    else
        dossier_saved_free(saved);
    return status;
}

void dossier_saved_free(dossier_saved *saved)
{
    if (!saved)
        return;
    free(saved->queries);
    arena_free(&saved->memory);
    free(saved);
}

const dossier_saved_query *dossier_saved_list(const dossier_saved *saved, size_t *n)
{
    *n = saved->count;
    return saved->queries;
}

char *saved_nearest(const reader *r, slice name)
{
    dossier_saved list = {.count = 0};
    spelling typed;
    slice nearest = {NULL, 0};
    unsigned least = NEAR_EDITS + 1;
    if (list_names(r, &list) && spelling_init(&typed, name, NEAR_EDITS)) {
        for (size_t i = 0; i < list.count; i++) {
            unsigned distance = spelling_distance(&typed, list.queries[i].name);
            if (distance < least && distance < name.len) {
                least = distance;
                nearest = list.queries[i].name;
            }
        }
    }
    char *copy = nearest.len ? strndup(nearest.data, nearest.len) : NULL;
    free(list.queries);
    arena_free(&list.memory);
    return copy;
}

/* ---- writing ---- */

static dossier_status check_name(slice name, dossier_error *error)
{
    if (saved_is_name(name))
        return DOSSIER_OK;
    error_set(error, DOSSIER_INVALID, "\"%.80s\" can't be the name of a saved query", name.data);
    error_hint(error, "a name is letters (a to z), digits, - and _, at most %d", SAVED_NAME_MAX);
    return DOSSIER_INVALID;
}

/* The folder of the first index that is here. */
static dossier_status own_folder(const reader *r, buf *path, dossier_error *error)
{
    for (size_t i = 0; i < reader_shards(r); i++)
        if (folder_of(r, i, path))
            return DOSSIER_OK;
    return error_set(error, DOSSIER_UNSUPPORTED, "a remote index keeps no saved queries");
}

/* Writes a file beside the one that it then replaces, so that a reader sees the old text or the
 * new one. */
static bool replace_file(const char *fresh, const char *path, slice text)
{
    int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return false;
    FILE *out = fdopen(fd, "w");
    if (!out)
        close(fd);
    bool good = out && fwrite(text.data, 1, text.len, out) == text.len && fputc('\n', out) != EOF &&
                fflush(out) == 0 && fsync(fd) == 0;
    int why = errno;
    if (out && fclose(out) != 0 && good) {
        why = errno;
        good = false;
    }
    if (good && rename(fresh, path) == 0)
        return true;
    why = good ? errno : why;
    unlink(fresh);
    errno = why;
    return false;
}

/* The query as one line of a file; one that begins with # would be a remark there. */
static void put_line(slice query, buf *line)
{
    query = slice_trim(query);
    bool remark = query.len && query.data[0] == '#';
    buf_append_slice(line, remark ? SLICE("(") : SLICE(""));
    for (size_t i = 0; i < query.len; i++)
        buf_push(line, query.data[i] == '\n' || query.data[i] == '\r' ? ' ' : query.data[i]);
    buf_append_slice(line, remark ? SLICE(")") : SLICE(""));
}

static dossier_status write_file(const reader *r, slice name, slice text, dossier_error *error)
{
    buf folder = BUF_INIT(PATH_MOST), path = BUF_INIT(PATH_MOST), fresh = BUF_INIT(PATH_MOST);
    dossier_status status = own_folder(r, &folder, error);
    const char *made = buf_string(&folder);
    if (status == DOSSIER_OK && made && mkdir(made, 0777) != 0 && errno != EEXIST)
        status = error_errno(error, errno, "%s can't be made", made);
    buf_printf(&path, "%s/%.*s", made ? made : "", (int)name.len, name.data);
    buf_printf(&fresh, "%s/.new-%ld-%.*s", made ? made : "", (long)getpid(), (int)name.len,
               name.data);
    const char *file = buf_string(&path);
    if (status == DOSSIER_OK && (!made || !file || !buf_string(&fresh)))
        status = error_no_memory(error);
    if (status == DOSSIER_OK && !replace_file(buf_string(&fresh), file, text))
        status = error_errno(error, errno, "%s can't be written", file);
    buf_free(&folder);
    buf_free(&path);
    buf_free(&fresh);
    return status;
}

dossier_status dossier_saved_write(dossier_index *index, const char *name, const char *query,
                                   size_t len, dossier_error *error)
{
    buf whole = BUF_INIT(PARSE_MAX_BYTES), at = BUF_INIT(PARSE_MAX_BYTES);
    buf line = BUF_INIT(PARSE_MAX_BYTES);
    slice called = slice_of(name), given = {query, len};
    dossier_status status = check_name(called, error);
    put_line(given, &line);
    if (status == DOSSIER_OK && line.failed)
        status = error_set(error, DOSSIER_TOO_LARGE, "the query is longer than a million bytes");
    if (status == DOSSIER_OK)
        status = saved_check(given, error);
    if (status == DOSSIER_OK) {
        status = saved_expand(index->reader, given, called, &whole, &at, error);
        slice told = buf_slice(status == DOSSIER_OK ? &whole : &at);
        if (status == DOSSIER_OK)
            status = saved_check(told, error);
        /* What is wrong in another saved query has no place in this one. */
        if (status == DOSSIER_BAD_QUERY && error && !slice_equal(told, given))
            error->offset = error->length = 0;
    }
    if (status == DOSSIER_OK)
        status = write_file(index->reader, called, buf_slice(&line), error);
    buf_free(&line);
    buf_free(&whole);
    buf_free(&at);
    return status;
}

dossier_status dossier_saved_remove(dossier_index *index, const char *name, dossier_error *error)
{
    buf path = BUF_INIT(PATH_MOST);
    dossier_status status = check_name(slice_of(name), error);
    if (status == DOSSIER_OK)
        status = own_folder(index->reader, &path, error);
    buf_printf(&path, "/%s", name);
    const char *file = buf_string(&path);
    if (status == DOSSIER_OK && !file)
        status = error_no_memory(error);
    if (status == DOSSIER_OK && unlink(file) != 0) {
        int why = errno;
        char *nearest = saved_nearest(index->reader, slice_of(name));
        if (why == ENOENT || why == ENOTDIR)
            status = error_set(error, DOSSIER_NOT_FOUND, "there is no saved query @%s", name);
        else
            status = error_errno(error, why, "%s can't be removed", file);
        if (nearest && status == DOSSIER_NOT_FOUND)
            error_hint(error, "did you mean @%s?", nearest);
        free(nearest);
    }
    buf_free(&path);
    return status;
}
