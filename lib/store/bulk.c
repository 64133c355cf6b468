/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/bulk.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/error.h"
#include "store/place.h"

struct bulk {
    char *index;
    char *folder; /* new-PID in the index folder */
    char language[16];
};

struct bulk_part {
    xapian_writable_database *db;
    uint64_t pending;
    uint32_t documents;
};

/* Parts are scratch: no sync, blocks changed in place. A kill leaves litter, never half an index.
 */
enum { SCRATCH = XAPIAN_DB_CREATE_OR_OVERWRITE | XAPIAN_DB_DANGEROUS | XAPIAN_DB_NO_SYNC };

dossier_status bulk_create(const char *index, const char *language, bulk **out,
                           dossier_error *error)
{
    *out = NULL;
    bulk *b = calloc(1, sizeof *b);
    if (!b)
        return error_no_memory(error);
    b->index = strdup(index);
    if (!b->index || asprintf(&b->folder, "%s/new-%ld", index, (long)getpid()) < 0) {
        b->folder = NULL;
        bulk_free(b);
        return error_no_memory(error);
    }
    snprintf(b->language, sizeof b->language, "%s", language);
    place_remove_folder(b->folder);
    if (mkdir(b->folder, 0777) != 0) {
        dossier_status status = error_errno(error, errno, "%s can't be made", b->folder);
        bulk_free(b);
        return status;
    }
    *out = b;
    return DOSSIER_OK;
}

void bulk_free(bulk *b)
{
    if (!b)
        return;
    if (b->folder)
        place_remove_folder(b->folder);
    free(b->index);
    free(b->folder);
    free(b);
}

static char *part_path(const bulk *b, size_t number)
{
    char *path;
    return asprintf(&path, "%s/part%zu", b->folder, number) < 0 ? NULL : path;
}

static dossier_status scratch_open(const bulk *b, size_t number, xapian_writable_database **db,
                                   dossier_error *error)
{
    xapian_error cause;
    char *path = part_path(b, number);
    if (!path)
        return error_no_memory(error);
    xapian_status got = xapian_writable_database_open(path, SCRATCH, 0, db, &cause);
    free(path);
    return got == XAPIAN_OK ? DOSSIER_OK
                            : error_xapian(error, "a part of the index can't be made", &cause);
}

dossier_status bulk_part_open(bulk *b, size_t number, bulk_part **out, dossier_error *error)
{
    *out = NULL;
    bulk_part *part = calloc(1, sizeof *part);
    if (!part)
        return error_no_memory(error);
    dossier_status status = scratch_open(b, number, &part->db, error);
    if (status != DOSSIER_OK) {
        free(part);
        return status;
    }
    *out = part;
    return DOSSIER_OK;
}

dossier_status bulk_part_add(bulk_part *part, const draft *d, uint64_t memory, xapian_docid *docid,
                             dossier_error *error)
{
    xapian_error cause;
    xapian_document *document;
    dossier_status status = draft_document(d, &document, error);
    if (status != DOSSIER_OK)
        return status;
    part->pending += draft_weight(d);
    if (xapian_writable_database_add_document(part->db, document, docid, &cause) != XAPIAN_OK)
        status = error_xapian(error, "a document can't be added", &cause);
    else
        part->documents = *docid;
    xapian_document_free(document);
    if (status == DOSSIER_OK && part->pending > memory) {
        part->pending = 0;
        if (xapian_writable_database_commit(part->db, &cause) != XAPIAN_OK)
            status = error_xapian(error, "a part of the index can't be written", &cause);
    }
    return status;
}

dossier_status bulk_part_drop(bulk_part *part, xapian_docid first, dossier_error *error)
{
    xapian_error cause;
    for (xapian_docid docid = first; docid <= part->documents; docid++)
        if (xapian_writable_database_delete_document(part->db, docid, &cause) != XAPIAN_OK)
            return error_xapian(error, "a document can't be removed", &cause);
    part->documents = first - 1;
    return DOSSIER_OK;
}

dossier_status bulk_part_close(bulk_part *part, uint32_t *documents, dossier_error *error)
{
    xapian_error cause;
    dossier_status status = DOSSIER_OK;
    if (xapian_writable_database_close(part->db, &cause) != XAPIAN_OK)
        status = error_xapian(error, "a part of the index can't be written", &cause);
    *documents = part->documents;
    xapian_writable_database_free(part->db);
    free(part);
    return status;
}

/* One more part, without documents, that carries the metadata. */
static dossier_status write_metadata(bulk *b, size_t number, manifest *files, dossier_error *error)
{
    xapian_error cause;
    xapian_writable_database *db;
    memset(files->dirty, true, sizeof files->dirty);
    dossier_status status = scratch_open(b, number, &db, error);
    if (status != DOSSIER_OK)
        return status;
    const metadata_sink sink = metadata_into(db);
    status = place_stamp(&sink, b->language, error);
    if (status == DOSSIER_OK)
        status = manifest_save(files, &sink, error);
    if (status == DOSSIER_OK && xapian_writable_database_close(db, &cause) != XAPIAN_OK)
        status = error_xapian(error, "the list of files can't be written", &cause);
    xapian_writable_database_free(db);
    return status;
}

static dossier_status add_part(const bulk *b, size_t number, xapian_database *all,
                               dossier_error *error)
{
    xapian_error cause;
    xapian_database *part;
    char *path = part_path(b, number);
    if (!path)
        return error_no_memory(error);
    dossier_status status = DOSSIER_OK;
    if (xapian_database_open(path, XAPIAN_DB_BACKEND_GLASS, &part, &cause) != XAPIAN_OK) {
        status = error_xapian(error, "a part of the index can't be read", &cause);
    } else {
        if (xapian_database_add(all, part, &cause) != XAPIAN_OK)
            status = error_xapian(error, "a part of the index can't be read", &cause);
        xapian_database_free(part);
    }
    free(path);
    return status;
}

static dossier_status merge(const bulk *b, const uint32_t *documents, size_t n_parts,
                            const char *output, dossier_error *error)
{
    xapian_error cause;
    xapian_database *all;
    if (xapian_database_create(&all, &cause) != XAPIAN_OK)
        return error_xapian(error, "the parts can't be merged", &cause);
    dossier_status status = DOSSIER_OK;
    for (size_t i = 0; i < n_parts && status == DOSSIER_OK; i++)
        if (documents[i])
            status = add_part(b, i, all, error);
    if (status == DOSSIER_OK)
        status = add_part(b, n_parts, all, error);
    if (status == DOSSIER_OK &&
        xapian_database_compact(all, output, XAPIAN_COMPACT_STANDARD | XAPIAN_COMPACT_MULTIPASS, 0,
                                NULL, NULL, &cause) != XAPIAN_OK)
        status = error_xapian(error, "the parts can't be merged", &cause);
    xapian_database_free(all);
    return status;
}

/* The name of the generation after the one in use: "g4" after "g3". */
static void next_name(const char *index, char name[32])
{
    char *current;
    unsigned long number = 0;
    if (place_generation(index, &current, NULL) == DOSSIER_OK)
        number = strtoul(strrchr(current, '/') + 2, NULL, 10);
    free(current);
    snprintf(name, 32, "g%lu", number + 1);
}

dossier_status bulk_finish(bulk *b, const uint32_t *documents, size_t n_parts, manifest *files,
                           dossier_error *error)
{
    char name[32];
    char *merged = NULL, *generation = NULL;
    dossier_status status = write_metadata(b, n_parts, files, error);
    if (status != DOSSIER_OK)
        return status;
    next_name(b->index, name);
    if (asprintf(&merged, "%s/merged", b->folder) < 0 ||
        asprintf(&generation, "%s/%s", b->index, name) < 0) {
        status = error_no_memory(error);
        goto done;
    }
    status = merge(b, documents, n_parts, merged, error);
    if (status != DOSSIER_OK)
        goto done;
    place_remove_folder(generation);
    if (rename(merged, generation) != 0) {
        status = error_errno(error, errno, "%s can't be made", generation);
        goto done;
    }
    status = place_switch(b->index, name, error);
    if (status == DOSSIER_OK)
        place_clean(b->index, name);
done:
    free(merged);
    free(generation);
    return status;
}
