/* SPDX-License-Identifier: GPL-2.0-or-later */
/* document: one stored document, whole. Defines dossier_document_*. */
#include <stdlib.h>

#include "query/hit.h"
#include "query/mention.h"
#include "store/error.h"
#include "store/index.h"

enum { PATH_MOST = 1 << 20 };

struct dossier_document {
    record record;
    buf path;
    dossier_hit fields;
    dossier_piece *pieces;
    dossier_entity *entities;
    const dossier_mention *mentions; /* in the record's memory */
};

static dossier_status damaged(const char *path, dossier_error *error)
{
    error_set(error, DOSSIER_CORRUPT, "the stored document %s is damaged", path);
    error_hint(error, "run dossier-index --check to see what else is");
    return DOSSIER_CORRUPT;
}

static dossier_status read_record(slice stored, const char *path, record *r, dossier_error *error)
{
    record_codec *codec = NULL;
    dossier_status status = record_codec_create(&codec);
    if (status == DOSSIER_OK)
        status = record_decode(stored, r);
    if (status == DOSSIER_OK)
        status = record_inflate(codec, stored, r, SIZE_MAX);
    if (status == DOSSIER_OK)
        status = record_read_entities(codec, stored, r);
    record_codec_free(codec);
    if (status == DOSSIER_CORRUPT)
        return damaged(path, error);
    return status == DOSSIER_OK ? status : error_no_memory(error);
}

static dossier_status list_pieces(dossier_document *d, dossier_error *error)
{
    const record *r = &d->record;
    d->pieces = calloc(r->n_segments ? r->n_segments : 1, sizeof *d->pieces);
    if (!d->pieces)
        return error_no_memory(error);
    for (size_t i = 0; i < r->n_segments; i++) {
        const record_segment *s = &r->segments[i];
        d->pieces[i] = (dossier_piece){
            .offset = s->offset,
            .length = s->length,
            .role = record_role_name((record_role)s->role),
            .reason = record_reason_name((record_reason)s->reason),
        };
    }
    return DOSSIER_OK;
}

dossier_status dossier_document_load(dossier_index *index, const char *path, dossier_document **out,
                                     dossier_error *error)
{
    xapian_docid docid;
    slice stored;
    *out = NULL;
    dossier_document *d = calloc(1, sizeof *d);
    if (!d)
        return error_no_memory(error);
    record_init(&d->record);
    d->path = BUF_INIT(PATH_MOST);
    dossier_status status = reader_find(index->reader, path, &docid, error);
    if (status == DOSSIER_OK)
        status = reader_stored(index->reader, docid, &stored, error);
    if (status == DOSSIER_OK)
        status = read_record(stored, path, &d->record, error);
    size_t capacity = 0;
    if (status == DOSSIER_OK)
        status = list_pieces(d, error);
    if (status == DOSSIER_OK && hit_entities(&d->record, &d->entities, &capacity) != DOSSIER_OK)
        status = error_no_memory(error);
    if (status == DOSSIER_OK && (status = mention_list(&d->record, &d->mentions)) != DOSSIER_OK)
        status = status == DOSSIER_CORRUPT ? damaged(path, error) : error_no_memory(error);
    if (status != DOSSIER_OK) {
        dossier_document_free(d);
        return status;
    }
    reader_show_path(index->reader, docid, d->record.field[RECORD_PATH], &d->path);
    d->fields = hit_of_record(&d->record, buf_slice(&d->path));
    d->fields.entities = d->entities;
    d->fields.n_entities = d->record.n_entities;
    *out = d;
    return DOSSIER_OK;
}

void dossier_document_free(dossier_document *document)
{
    if (!document)
        return;
    record_free(&document->record);
    buf_free(&document->path);
    free(document->pieces);
    free(document->entities);
    free(document);
}

const dossier_hit *dossier_document_fields(const dossier_document *document)
{
    return &document->fields;
}

dossier_text dossier_document_text(const dossier_document *document)
{
    return document->record.text;
}

const dossier_piece *dossier_document_pieces(const dossier_document *document, size_t *n)
{
    *n = document->record.n_segments;
    return document->pieces;
}

const dossier_mention *dossier_document_mentions(const dossier_document *document, size_t *n)
{
    *n = document->record.n_mentions;
    return document->mentions;
}

dossier_text dossier_document_guesses(const dossier_document *document)
{
    return document->record.field[RECORD_GUESSES];
}
