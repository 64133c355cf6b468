/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/tables.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "entity/gazetteer.h"
#include "store/error.h"

#ifndef DOSSIER_SHARE_FOLDER
#define DOSSIER_SHARE_FOLDER "/usr/share/dossier"
#endif

enum { TABLE_MAX = 256 << 20 }; /* bytes of one table */

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* The folder that SHARE stands for; malloc'd. */
static dossier_status find_share(char **out, dossier_error *error)
{
    char program[PATH_MAX];
    const char *named = getenv("DOSSIER_SHARE");
    ssize_t len = readlink("/proc/self/exe", program, sizeof program - 1);
    char *folder = len > 0 ? memrchr(program, '/', (size_t)len) : NULL;
    *out = NULL;
    if (named && named[0]) {
        *out = strdup(named);
        return *out ? DOSSIER_OK : error_no_memory(error);
    }
    if (folder) {
        *folder = '\0';
        if (asprintf(out, "%s/../share/dossier", program) < 0)
            return error_no_memory(error);
        if (is_folder(*out))
            return DOSSIER_OK;
        free(*out);
    }
    *out = strdup(DOSSIER_SHARE_FOLDER);
    return *out ? DOSSIER_OK : error_no_memory(error);
}

static dossier_status read_file(const char *path, buf *out, dossier_error *error)
{
    dossier_status status = DOSSIER_OK;
    FILE *file = fopen(path, "re");
    buf_clear(out);
    if (!file)
        return error_errno(error, errno, "%s can't be read", path);
    for (size_t got = 1; got && status == DOSSIER_OK;) {
        enum { STEP = 1 << 16 };
        if (!buf_reserve(out, STEP)) {
            status = error_no_memory(error);
            break;
        }
        got = fread(out->data + out->len, 1, STEP, file);
        out->len += got;
    }
    if (status == DOSSIER_OK && ferror(file))
        status = error_errno(error, errno, "%s can't be read", path);
    fclose(file);
    return status;
}

static int is_table(const struct dirent *entry)
{
    size_t len = strlen(entry->d_name);
    return len > 4 && entry->d_name[0] != '.' && strcmp(entry->d_name + len - 4, ".tsv") == 0;
}

/* Each table of a folder, in the order of names: reads it and hands it on. A missing folder has
 * none. */
typedef dossier_status (*table_taker)(const char *name, slice bytes, bool listed, void *ctx,
                                      dossier_error *error);

static dossier_status each_table(const char *folder, bool listed, table_taker take, void *ctx,
                                 size_t *count, dossier_error *error)
{
    struct dirent **entries = NULL;
    buf bytes = BUF_INIT(TABLE_MAX);
    dossier_status status = DOSSIER_OK;
    int n = scandir(folder, &entries, is_table, alphasort);
    *count = n > 0 ? (size_t)n : 0;
    for (int i = 0; i < n; i++) {
        char *path = NULL;
        if (status == DOSSIER_OK && asprintf(&path, "%s/%s", folder, entries[i]->d_name) < 0) {
            path = NULL;
            status = error_no_memory(error);
        }
        if (status == DOSSIER_OK)
            status = read_file(path, &bytes, error);
        if (status == DOSSIER_OK)
            status = take(entries[i]->d_name, buf_slice(&bytes), listed, ctx, error);
        free(path);
        free(entries[i]);
    }
    free(entries);
    buf_free(&bytes);
    return status;
}

static dossier_status add_table(const char *name, slice bytes, bool listed, void *ctx,
                                dossier_error *error)
{
    return compiler_add(ctx, name, bytes, listed, error);
}

static dossier_status add_fingerprint(const char *name, slice bytes, bool listed, void *ctx,
                                      dossier_error *error)
{
    uint64_t *fingerprint = ctx;
    (void)name;
    (void)error;
    *fingerprint = compile_fingerprint(*fingerprint, bytes, listed);
    return DOSSIER_OK;
}

/* The folders of Dossier's tables and of the user's, and what Dossier's were compiled to. */
typedef struct places {
    char *share, *ours, *compiled, *users;
} places;

static void free_places(places *p)
{
    free(p->share);
    free(p->ours);
    free(p->compiled);
    free(p->users);
}

static dossier_status find_places(const char *index, places *out, dossier_error *error)
{
    *out = (places){0};
    dossier_status status = find_share(&out->share, error);
    if (status != DOSSIER_OK)
        return status;
    if (asprintf(&out->ours, "%s/gazetteer", out->share) < 0 ||
        asprintf(&out->compiled, "%s/%s", out->share, TABLES_COMPILED) < 0 ||
        asprintf(&out->users, "%s/gazetteer", index) < 0)
        return error_no_memory(error);
    return DOSSIER_OK;
}

static dossier_status not_found(const places *p, dossier_error *error)
{
    error_set(error, DOSSIER_IO, "the tables of the gazetteer are not at %s", p->ours);
    if (error)
        snprintf(
            error->hint, sizeof error->hint,
            "set DOSSIER_SHARE to the folder that holds gazetteer/, or tag nothing (--no-tags)");
    return DOSSIER_IO;
}

static dossier_status compile_all(const places *p, compile_complaint complain, void *ctx, buf *out,
                                  dossier_error *error)
{
    compiler *c;
    size_t n;
    dossier_status status = compiler_create(complain, ctx, &c);
    if (status != DOSSIER_OK)
        return error_no_memory(error);
    status = each_table(p->ours, false, add_table, c, &n, error);
    if (status == DOSSIER_OK && !n)
        status = not_found(p, error);
    if (status == DOSSIER_OK)
        status = each_table(p->users, true, add_table, c, &n, error);
    if (status == DOSSIER_OK)
        status = compiler_finish(c, out, error);
    compiler_free(c);
    return status;
}

static dossier_status nothing(const char *name, slice bytes, bool listed, void *ctx,
                              dossier_error *error)
{
    (void)name, (void)bytes, (void)listed, (void)ctx, (void)error;
    return DOSSIER_OK;
}

dossier_status tables_compile(const char *index, compile_complaint complain, void *ctx, buf *out,
                              dossier_error *error)
{
    places p;
    size_t users = 0;
    buf_clear(out);
    dossier_status status = find_places(index, &p, error);
    if (status == DOSSIER_OK)
        status = each_table(p.users, true, nothing, NULL, &users, error);
    if (status == DOSSIER_OK && !users && access(p.compiled, R_OK) == 0)
        status = read_file(p.compiled, out, error);
    else if (status == DOSSIER_OK)
        status = compile_all(&p, complain, ctx, out, error);
    free_places(&p);
    return status;
}

dossier_status tables_fingerprint(const char *index, uint64_t *out, dossier_error *error)
{
    places p;
    gazetteer *compiled = NULL;
    size_t n = 0;
    *out = COMPILE_NO_TABLES;
    dossier_status status = find_places(index, &p, error);
    if (status == DOSSIER_OK && gazetteer_open(p.compiled, &compiled, NULL) == DOSSIER_OK) {
        *out = gazetteer_fingerprint(compiled);
    } else if (status == DOSSIER_OK) {
        status = each_table(p.ours, false, add_fingerprint, out, &n, error);
        if (status == DOSSIER_OK && !n)
            status = not_found(&p, error);
    }
    if (status == DOSSIER_OK)
        status = each_table(p.users, true, add_fingerprint, out, &n, error);
    gazetteer_free(compiled);
    free_places(&p);
    return status;
}

static dossier_status write_file(const char *path, slice bytes, dossier_error *error)
{
    FILE *file = fopen(path, "we");
    bool good = file && fwrite(bytes.data, 1, bytes.len, file) == bytes.len && fflush(file) == 0 &&
                fdatasync(fileno(file)) == 0;
    int number = errno;
    if (file && fclose(file) != 0 && good) {
        number = errno;
        good = false;
    }
    return good ? DOSSIER_OK : error_errno(error, number, "%s can't be written", path);
}

typedef struct telling {
    void (*event)(const dossier_event *event, void *ctx);
    void *ctx;
} telling;

static void tell(const char *file, size_t line, const char *reason, void *ctx)
{
    const telling *t = ctx;
    tables_tell(t->event, t->ctx, file, line, reason);
}

void tables_tell(void (*event)(const dossier_event *event, void *ctx), void *ctx, const char *file,
                 size_t line, const char *reason)
{
    buf where = BUF_INIT(1 << 16);
    buf_printf(&where, "%s:%zu", file, line);
    const dossier_event e = {DOSSIER_EVENT_TABLE, buf_slice(&where), slice_of(reason)};
    if (event)
        event(&e, ctx);
    buf_free(&where);
}

dossier_status dossier_compile_gazetteer(const char *const *tables, size_t n_tables,
                                         const char *out_path,
                                         void (*event)(const dossier_event *event, void *ctx),
                                         void *ctx, dossier_error *error)
{
    compiler *c;
    telling t = {event, ctx};
    buf bytes = BUF_INIT(TABLE_MAX), compiled = BUF_INIT((size_t)1 << 30);
    dossier_status status = compiler_create(tell, &t, &c);
    if (status != DOSSIER_OK)
        error_no_memory(error);
    for (size_t i = 0; i < n_tables && status == DOSSIER_OK; i++) {
        status = read_file(tables[i], &bytes, error);
        if (status == DOSSIER_OK)
            status = compiler_add(c, tables[i], buf_slice(&bytes), false, error);
    }
    if (status == DOSSIER_OK)
        status = compiler_finish(c, &compiled, error);
    if (status == DOSSIER_OK)
        status = write_file(out_path, buf_slice(&compiled), error);
    compiler_free(c);
    buf_free(&bytes);
    buf_free(&compiled);
    return status;
}

dossier_status tables_keep(const char *index, const char *file, dossier_error *error)
{
    const char *slash = strrchr(file, '/');
    const char *name = slash ? slash + 1 : file;
    char *folder = NULL, *path = NULL, *fresh = NULL;
    buf bytes = BUF_INIT(TABLE_MAX);
    dossier_status status = read_file(file, &bytes, error);
    size_t len = strlen(name);
    const char *end = len > 4 && strcmp(name + len - 4, ".tsv") == 0 ? "" : ".tsv";
    if (status == DOSSIER_OK &&
        (asprintf(&folder, "%s/gazetteer", index) < 0 ||
         asprintf(&path, "%s/%s%s", folder, name, end) < 0 || asprintf(&fresh, "%s.new", path) < 0))
        status = error_no_memory(error);
    if (status == DOSSIER_OK && mkdir(folder, 0777) != 0 && errno != EEXIST)
        status = error_errno(error, errno, "%s can't be made", folder);
    if (status == DOSSIER_OK)
        status = write_file(fresh, buf_slice(&bytes), error);
    if (status == DOSSIER_OK && rename(fresh, path) != 0)
        status = error_errno(error, errno, "%s can't be written", path);
    free(folder);
    free(path);
    free(fresh);
    buf_free(&bytes);
    return status;
}
