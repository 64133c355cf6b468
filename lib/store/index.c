/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/index.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "store/error.h"
#include "store/fields.h"
#include "store/place.h"

dossier_status dossier_open(const char *const *locations, size_t n_locations, dossier_index **out,
                            dossier_error *error)
{
    *out = NULL;
    dossier_index *index = calloc(1, sizeof *index);
    if (!index)
        return error_no_memory(error);
    dossier_status status = reader_open(locations, n_locations, &index->reader, error);
    if (status != DOSSIER_OK) {
        free(index);
        return status;
    }
    *out = index;
    return DOSSIER_OK;
}

void dossier_index_free(dossier_index *index)
{
    if (!index)
        return;
    if (index->free_extra)
        index->free_extra(index->extra);
    reader_free(index->reader);
    free(index);
}

uint64_t dossier_index_count(const dossier_index *index)
{
    xapian_doccount count = 0;
    (void)xapian_database_doccount(reader_database(index->reader), &count, NULL);
    return count;
}

static uint64_t folder_bytes(const char *path)
{
    uint64_t bytes = 0;
    DIR *dir = opendir(path);
    if (!dir)
        return 0;
    for (struct dirent *entry; (entry = readdir(dir));) {
        struct stat st;
        if (fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISREG(st.st_mode))
            bytes += (uint64_t)st.st_size;
    }
    closedir(dir);
    return bytes;
}

static dossier_status count_terms(xapian_database *db, uint64_t *terms, dossier_error *error)
{
    xapian_error cause;
    xapian_term_iter *it;
    if (xapian_database_allterms(db, "", 0, &it, &cause) != XAPIAN_OK)
        return error_xapian(error, "the terms can't be read", &cause);
    xapian_status got;
    while ((got = xapian_term_iter_next(it, &cause)) == XAPIAN_OK)
        *terms += 1;
    xapian_term_iter_free(it);
    return got == XAPIAN_END ? DOSSIER_OK : error_xapian(error, "the terms can't be read", &cause);
}

/* Sums the documents' texts, from the heads of their records. */
static dossier_status count_text(const dossier_index *index, uint64_t *bytes, dossier_error *error)
{
    xapian_error cause;
    xapian_posting_iter *it;
    record head;
    dossier_status status = DOSSIER_OK;
    record_init(&head);
    if (xapian_database_postlist(reader_database(index->reader), "", 0, &it, &cause) != XAPIAN_OK)
        return error_xapian(error, "the documents can't be read", &cause);
    xapian_status got;
    while (status == DOSSIER_OK && (got = xapian_posting_iter_next(it, &cause)) == XAPIAN_OK) {
        slice stored;
        status = reader_stored(index->reader, xapian_posting_iter_docid(it), &stored, error);
        if (status == DOSSIER_OK && record_decode(stored, &head) == DOSSIER_OK)
            *bytes += head.text_length;
    }
    xapian_posting_iter_free(it);
    record_free(&head);
    return status;
}

static date bound(xapian_database *db, bool upper)
{
    const char *bytes = "";
    size_t len = 0;
    xapian_status got = upper
                            ? xapian_database_value_upper_bound(db, SLOT_DATE, &bytes, &len, NULL)
                            : xapian_database_value_lower_bound(db, SLOT_DATE, &bytes, &len, NULL);
    return got == XAPIAN_OK ? field_value_date((slice){bytes, len}) : 0;
}

dossier_status dossier_index_statistics(dossier_index *index, dossier_statistics *out,
                                        dossier_error *error)
{
    xapian_database *db = reader_database(index->reader);
    xapian_error cause;
    memset(out, 0, sizeof *out);
    if (!reader_is_local(index->reader))
        return error_set(error, DOSSIER_UNSUPPORTED,
                         "the statistics of a remote index can't be read");
    dossier_status status = count_terms(db, &out->terms, error);
    if (status == DOSSIER_OK)
        status = count_text(index, &out->text_bytes, error);
    for (size_t i = 0; status == DOSSIER_OK && reader_generation(index->reader, i); i++) {
        manifest files;
        manifest_init(&files);
        status = reader_manifest(index->reader, i, &files, error);
        out->files += files.live;
        for (size_t k = 0; k < files.count; k++)
            out->failed_files += files.files[k].path.data && files.files[k].failed;
        out->index_bytes += folder_bytes(reader_generation(index->reader, i));
        manifest_free(&files);
    }
    if (status != DOSSIER_OK)
        return status;
    if (xapian_database_total_length(db, &out->words, &cause) != XAPIAN_OK)
        return error_xapian(error, "the index can't be read", &cause);
    out->documents = dossier_index_count(index);
    out->first = bound(db, false);
    out->last = bound(db, true);
    out->schema = PLACE_SCHEMA;
    out->language = slice_of(reader_language(index->reader));
    const char *generation = reader_generation(index->reader, 0);
    out->generation = slice_of(generation ? strrchr(generation, '/') + 1 : "");
    return DOSSIER_OK;
}

dossier_status dossier_index_list(dossier_index *index,
                                  bool (*file)(const dossier_listed_file *file, void *ctx),
                                  void *ctx, dossier_error *error)
{
    manifest files;
    bool more = true;
    dossier_status status = DOSSIER_OK;
    if (!reader_is_local(index->reader))
        return error_set(error, DOSSIER_UNSUPPORTED, "the files of a remote index can't be listed");
    for (size_t i = 0; more && status == DOSSIER_OK && reader_generation(index->reader, i); i++) {
        manifest_init(&files);
        status = reader_manifest(index->reader, i, &files, error);
        manifest_file **sorted = status == DOSSIER_OK ? manifest_sorted(&files) : NULL;
        if (status == DOSSIER_OK && !sorted && files.live)
            status = error_no_memory(error);
        for (size_t k = 0; sorted && more && k < files.live; k++) {
            buf path = BUF_INIT(1 << 20);
            reader_show_path(index->reader, (xapian_docid)i + 1, sorted[k]->path, &path);
            const dossier_listed_file listed = {.path = buf_slice(&path),
                                                .documents = manifest_documents(sorted[k]),
                                                .size = sorted[k]->size,
                                                .failure = sorted[k]->failure};
            more = file(&listed, ctx);
            buf_free(&path);
        }
        free(sorted);
        manifest_free(&files);
    }
    return status;
}
