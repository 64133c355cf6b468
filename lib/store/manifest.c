/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A bucket's value: entries one after another, each
 *   path (length, bytes), size, mtime (zigzag), device, inode, 8 bytes of hash (little-endian),
 *   flags (1: unsettled, 2: handed over, no file), failed, failure (length, bytes), number of runs,
 *   then for each run: first - end of the one before (zigzag), count.
 */
#include "store/manifest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/error.h"
#include "store/place.h"

enum { FLAG_UNSETTLED = 1, FLAG_HANDED = 2 };

/* Eight bytes at a time, multiplied and folded (the mixing step of Steele, Lea and Flood's
 * SplitMix, OOPSLA 2014). It decides the bucket too, so it is part of the format. */
static uint64_t path_hash(slice path)
{
    uint64_t hash = path.len;
    for (size_t i = 0; i < path.len; i += 8) {
        uint64_t word = 0;
        size_t n = path.len - i < 8 ? path.len - i : 8;
        for (size_t k = 0; k < n; k++)
            word |= (uint64_t)(unsigned char)path.data[i + k] << 8 * k;
        hash = (hash ^ word) * 0xbf58476d1ce4e5b9u;
        hash ^= hash >> 29;
    }
    return hash ^ hash >> 32;
}

static unsigned bucket_of(slice path)
{
    return (unsigned)(path_hash(path) % MANIFEST_BUCKETS);
}

void manifest_init(manifest *m)
{
    memset(m, 0, sizeof *m);
}

void manifest_free(manifest *m)
{
    free(m->files);
    free(m->table);
    arena_free(&m->memory);
    memset(m, 0, sizeof *m);
}

/* The slot of a path in the table: its entry, or the empty slot where it would go. */
static manifest_slot *slot_of(const manifest *m, slice path)
{
    size_t mask = m->table_size - 1;
    uint64_t hash = path_hash(path);
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        manifest_slot *slot = &m->table[i];
        if (!slot->entry ||
            (slot->hash == (uint32_t)hash && slice_equal(m->files[slot->entry - 1].path, path)))
            return slot;
    }
}

static dossier_status enlarge_table(manifest *m)
{
    size_t size = m->table_size ? m->table_size * 2 : 4096;
    manifest_slot *table = calloc(size, sizeof *table);
    if (!table)
        return DOSSIER_NO_MEMORY;
    for (size_t i = 0; i < m->table_size; i++) {
        size_t at = m->table[i].hash & (size - 1);
        if (!m->table[i].entry)
            continue;
        while (table[at].entry)
            at = (at + 1) & (size - 1);
        table[at] = m->table[i];
    }
    free(m->table);
    m->table = table;
    m->table_size = size;
    return DOSSIER_OK;
}

static dossier_status reserve(manifest *m)
{
    if (m->count == m->capacity) {
        size_t wanted = m->capacity ? m->capacity * 2 : 256;
        manifest_file *files = reallocarray(m->files, wanted, sizeof *files);
        if (!files)
            return DOSSIER_NO_MEMORY;
        m->files = files;
        m->capacity = wanted;
    }
    return (m->count + 1) * 2 <= m->table_size ? DOSSIER_OK : enlarge_table(m);
}

manifest_file *manifest_find(const manifest *m, slice path)
{
    if (!m->table_size)
        return NULL;
    const manifest_slot *slot = slot_of(m, path);
    return slot->entry ? &m->files[slot->entry - 1] : NULL;
}

static dossier_status copy_into(manifest *m, manifest_file *to, const manifest_file *from)
{
    *to = *from;
    to->failure = arena_copy(&m->memory, from->failure);
    to->runs = arena_alloc(&m->memory, from->n_runs * sizeof *from->runs);
    if ((from->failure.len && !to->failure.data) || !to->runs)
        return DOSSIER_NO_MEMORY;
    if (from->n_runs)
        memcpy(to->runs, from->runs, from->n_runs * sizeof *from->runs);
    return DOSSIER_OK;
}

static dossier_status put(manifest *m, const manifest_file *file)
{
    manifest_file copy;
    dossier_status status = copy_into(m, &copy, file);
    if (status == DOSSIER_OK)
        status = reserve(m);
    if (status != DOSSIER_OK)
        return status;
    manifest_slot *slot = slot_of(m, file->path);
    if (slot->entry) {
        manifest_file *known = &m->files[slot->entry - 1];
        copy.path = known->path;
        *known = copy;
        return DOSSIER_OK;
    }
    copy.path = arena_copy(&m->memory, file->path);
    if (!copy.path.data)
        return DOSSIER_NO_MEMORY;
    m->files[m->count++] = copy;
    m->live++;
    *slot = (manifest_slot){(uint32_t)m->count, (uint32_t)path_hash(copy.path)};
    return DOSSIER_OK;
}

dossier_status manifest_put(manifest *m, const manifest_file *file)
{
    dossier_status status = put(m, file);
    if (status == DOSSIER_OK)
        m->dirty[bucket_of(file->path)] = true;
    return status;
}

void manifest_remove(manifest *m, slice path)
{
    manifest_file *file = manifest_find(m, path);
    if (!file)
        return;
    m->dirty[bucket_of(path)] = true;
    manifest_slot *slot = slot_of(m, path);
    m->live--;
    /* Close the gap in the probe sequence (Knuth, TAOCP 3, 6.4, algorithm R). */
    size_t mask = m->table_size - 1;
    size_t gap = (size_t)(slot - m->table);
    for (size_t i = (gap + 1) & mask; m->table[i].entry; i = (i + 1) & mask) {
        size_t home = m->table[i].hash & mask;
        if (((i - home) & mask) >= ((i - gap) & mask)) {
            m->table[gap] = m->table[i];
            gap = i;
        }
    }
    m->table[gap] = (manifest_slot){0, 0};
    file->path = (slice){NULL, 0};
    file->n_runs = 0;
}

uint64_t manifest_documents(const manifest_file *file)
{
    uint64_t documents = 0;
    for (uint32_t i = 0; i < file->n_runs; i++)
        documents += file->runs[i].count;
    return documents;
}

bool manifest_drop_document(manifest *m, manifest_file *file, uint32_t docid)
{
    for (uint32_t i = 0; i < file->n_runs; i++) {
        manifest_run run = file->runs[i];
        if (docid < run.first || docid - run.first >= run.count)
            continue;
        manifest_run *runs = arena_alloc(&m->memory, (file->n_runs + 1) * sizeof *runs);
        if (!runs)
            return false;
        uint32_t n = 0;
        for (uint32_t k = 0; k < file->n_runs; k++) {
            if (k != i) {
                runs[n++] = file->runs[k];
                continue;
            }
            if (docid > run.first)
                runs[n++] = (manifest_run){run.first, docid - run.first};
            if (docid + 1 - run.first < run.count)
                runs[n++] = (manifest_run){docid + 1, run.count - (docid + 1 - run.first)};
        }
        file->runs = runs;
        file->n_runs = n;
        m->dirty[bucket_of(file->path)] = true;
        return true;
    }
    return false;
}

static int by_path(const void *a, const void *b)
{
    return slice_compare((*(manifest_file *const *)a)->path, (*(manifest_file *const *)b)->path);
}

manifest_file **manifest_sorted(const manifest *m)
{
    manifest_file **sorted = m->live ? malloc(m->live * sizeof *sorted) : NULL;
    if (!sorted)
        return NULL;
    size_t n = 0;
    for (size_t i = 0; i < m->count; i++)
        if (m->files[i].path.data)
            sorted[n++] = &m->files[i];
    qsort(sorted, n, sizeof *sorted, by_path);
    return sorted;
}

/* ---- the stored form ---- */

static uint64_t zigzag(int64_t value)
{
    return (uint64_t)value << 1 ^ (uint64_t)(value >> 63);
}

static int64_t unzigzag(uint64_t value)
{
    return (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
}

static void put_file(const manifest_file *file, buf *out)
{
    buf_put_varint(out, file->path.len);
    buf_append_slice(out, file->path);
    buf_put_varint(out, file->size);
    buf_put_varint(out, zigzag(file->mtime_ns));
    buf_put_varint(out, file->device);
    buf_put_varint(out, file->inode);
    for (int i = 0; i < 8; i++)
        buf_push(out, (char)(file->hash >> 8 * i));
    buf_put_varint(out, (file->unsettled ? FLAG_UNSETTLED : 0) | (file->handed ? FLAG_HANDED : 0));
    buf_put_varint(out, file->failed);
    buf_put_varint(out, file->failure.len);
    buf_append_slice(out, file->failure);
    buf_put_varint(out, file->n_runs);
    int64_t end = 0;
    for (uint32_t i = 0; i < file->n_runs; i++) {
        buf_put_varint(out, zigzag((int64_t)file->runs[i].first - end));
        buf_put_varint(out, file->runs[i].count);
        end = (int64_t)file->runs[i].first + file->runs[i].count;
    }
}

static bool get_bytes(const char **p, const char *end, slice *out)
{
    uint64_t len;
    if (!varint_get(p, end, &len) || len > (uint64_t)(end - *p))
        return false;
    *out = (slice){*p, len};
    *p += len;
    return true;
}

static bool get_numbers(const char **p, const char *end, uint64_t **out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!varint_get(p, end, out[i]))
            return false;
    return true;
}

/* Reads one entry into *file, its runs into the arena. */
static dossier_status get_file(manifest *m, const char **p, const char *end, manifest_file *file)
{
    uint64_t mtime, flags, failed, n_runs;
    memset(file, 0, sizeof *file);
    if (!get_bytes(p, end, &file->path) || !file->path.len ||
        !get_numbers(p, end, (uint64_t *[]){&file->size, &mtime, &file->device, &file->inode}, 4) ||
        end - *p < 8)
        return DOSSIER_CORRUPT;
    for (int i = 0; i < 8; i++)
        file->hash |= (uint64_t)(unsigned char)*(*p)++ << 8 * i;
    if (!get_numbers(p, end, (uint64_t *[]){&flags, &failed}, 2) ||
        !get_bytes(p, end, &file->failure) || !varint_get(p, end, &n_runs) ||
        n_runs > (uint64_t)(end - *p) / 2 || failed > UINT32_MAX)
        return DOSSIER_CORRUPT;
    file->mtime_ns = unzigzag(mtime);
    file->unsettled = flags & FLAG_UNSETTLED;
    file->handed = flags & FLAG_HANDED;
    file->failed = (uint32_t)failed;
    file->n_runs = (uint32_t)n_runs;
    file->runs = arena_alloc(&m->memory, n_runs * sizeof *file->runs);
    if (!file->runs)
        return DOSSIER_NO_MEMORY;
    int64_t last = 0;
    for (uint32_t i = 0; i < file->n_runs; i++) {
        uint64_t step, count;
        if (!get_numbers(p, end, (uint64_t *[]){&step, &count}, 2))
            return DOSSIER_CORRUPT;
        int64_t first = last + unzigzag(step);
        if (first < 1 || first > UINT32_MAX || count < 1 || count > UINT32_MAX)
            return DOSSIER_CORRUPT;
        file->runs[i] = (manifest_run){(uint32_t)first, (uint32_t)count};
        last = first + (int64_t)count;
    }
    return DOSSIER_OK;
}

static void bucket_key(unsigned bucket, char key[16])
{
    snprintf(key, 16, "files.%03u", bucket);
}

static dossier_status load_bucket(manifest *m, xapian_database *db, unsigned bucket,
                                  dossier_error *error)
{
    char key[16];
    const char *bytes;
    size_t len;
    xapian_error cause;
    bucket_key(bucket, key);
    if (xapian_database_metadata(db, key, strlen(key), &bytes, &len, &cause) != XAPIAN_OK)
        return error_xapian(error, "the list of files can't be read", &cause);
    const char *end = bytes + len;
    while (bytes < end) {
        manifest_file file;
        dossier_status status = get_file(m, &bytes, end, &file);
        if (status == DOSSIER_OK)
            status = put(m, &file);
        if (status == DOSSIER_CORRUPT)
            return error_set(error, status, "the list of files is damaged (%s)", key);
        if (status != DOSSIER_OK)
            return error_no_memory(error);
    }
    return DOSSIER_OK;
}

dossier_status manifest_load(manifest *m, xapian_database *db, dossier_error *error)
{
    dossier_status status = DOSSIER_OK;
    for (unsigned i = 0; i < MANIFEST_BUCKETS && status == DOSSIER_OK; i++)
        status = load_bucket(m, db, i, error);
    memset(m->dirty, 0, sizeof m->dirty);
    return status;
}

dossier_status manifest_open(manifest *m, const char *generation, const char *where,
                             char language[16], dossier_error *error)
{
    xapian_error cause;
    xapian_database *db;
    if (xapian_database_open(generation, XAPIAN_DB_BACKEND_GLASS, &db, &cause) != XAPIAN_OK)
        return error_xapian(error, "the index can't be opened", &cause);
    dossier_status status = place_verify(db, where, language, error);
    if (status == DOSSIER_OK)
        status = manifest_load(m, db, error);
    xapian_database_free(db);
    return status;
}

dossier_status manifest_save(manifest *m, const metadata_sink *to, dossier_error *error)
{
    buf values[MANIFEST_BUCKETS];
    dossier_status status = DOSSIER_OK;
    for (unsigned i = 0; i < MANIFEST_BUCKETS; i++)
        values[i] = BUF_INIT((size_t)1 << 30);
    manifest_file **sorted = manifest_sorted(m);
    if (!sorted && m->live) {
        status = error_no_memory(error);
        goto done;
    }
    for (size_t i = 0; i < m->live; i++)
        if (m->dirty[bucket_of(sorted[i]->path)])
            put_file(sorted[i], &values[bucket_of(sorted[i]->path)]);
    for (unsigned i = 0; i < MANIFEST_BUCKETS; i++) {
        char key[16];
        if (!m->dirty[i])
            continue;
        bucket_key(i, key);
        if (values[i].failed) {
            status = error_no_memory(error);
            goto done;
        }
        status = to->set(key, strlen(key), values[i].data, values[i].len, error, to->ctx);
        if (status != DOSSIER_OK)
            goto done;
        m->dirty[i] = false;
    }
done:
    for (unsigned i = 0; i < MANIFEST_BUCKETS; i++)
        buf_free(&values[i]);
    free(sorted);
    return status;
}
