/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * read: opens a file and gives it to the reader of its kind.
 *
 * A plain text that is larger than the limit is refused by its size alone; it is never read, and
 * its hash is 0.
 */
#include <stdio.h>
#include <stdlib.h>

#include "indexer/source.h"
#include "indexer/sources/kind.h"
#include "indexer/sources/reader.h"
#include "indexer/sources/reason.h"

static const source_limits standard_limits = {
    .document_bytes = UINT64_C(64) << 20,
    .archive_bytes = UINT64_C(4) << 30,
    .archive_members = 1000000,
};

static uint64_t chosen(uint64_t given, uint64_t standard)
{
    if (given == 0)
        return standard;
    return given < SIZE_MAX / 8 ? given : SIZE_MAX / 8;
}

dossier_status source_reader_create(const source_limits *limits, source_reader **out)
{
    *out = NULL;
    source_reader *r = calloc(1, sizeof *r);
    if (!r || intake_create(&r->in) != DOSSIER_OK) {
        free(r);
        return DOSSIER_NO_MEMORY;
    }
    static const source_limits none = {0};
    const source_limits *given = limits ? limits : &none;
    r->limits = (source_limits){
        chosen(given->document_bytes, standard_limits.document_bytes),
        chosen(given->archive_bytes, standard_limits.archive_bytes),
        chosen(given->archive_members, standard_limits.archive_members),
    };
    /* One byte more than the limit tells a document that is too long from one that just fits. */
    size_t document_max = (size_t)r->limits.document_bytes + 1;
    r->body = BUF_INIT(document_max);
    r->decoded = BUF_INIT(document_max * 4);
    r->window = BUF_INIT(document_max + ((size_t)1 << 20));
    r->member = BUF_INIT(READER_NAME_MAX * 4);
    r->outer = BUF_INIT(READER_NAME_MAX);
    r->reason = BUF_INIT(4096);
    *out = r;
    return DOSSIER_OK;
}

void source_reader_free(source_reader *r)
{
    if (!r)
        return;
    intake_free(&r->in);
    buf_free(&r->body);
    buf_free(&r->decoded);
    buf_free(&r->window);
    buf_free(&r->member);
    buf_free(&r->outer);
    buf_free(&r->reason);
    arena_free(&r->memory);
    names_free(&r->names);
    if (r->utf8)
        freelocale(r->utf8);
    free(r);
}

dossier_status reader_emit(source_reader *r, const source_document *document)
{
    return r->document(document, r->ctx) ? DOSSIER_OK : DOSSIER_INTERRUPTED;
}

dossier_status reader_fail(source_reader *r, slice member, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    buf_clear(&r->reason);
    buf_append_slice(&r->reason, slice_of(text));
    if (r->reason.failed)
        return DOSSIER_NO_MEMORY;
    return reader_emit(r, &(source_document){.member = member, .failure = buf_slice(&r->reason)});
}

dossier_status reader_claim_member(source_reader *r)
{
    return !r->member.failed && names_claim(&r->names, &r->member) ? DOSSIER_OK : DOSSIER_NO_MEMORY;
}

static bool is_refused_by_size(const source_reader *r, file_kind kind)
{
    return kind.kind == KIND_TEXT && !kind.gzip && r->in.size > r->limits.document_bytes;
}

static dossier_status fail_by_size(source_reader *r, slice member)
{
    char size[32];
    return reader_fail(r, member, "larger than the limit of %s",
                       reason_size(r->limits.document_bytes, size));
}

/* Reads a feed to its end into r->body, or one byte past the limit. */
static dossier_status fill_body(source_reader *r, feed *bytes, uint64_t size, bool *broken)
{
    buf *body = &r->body;
    buf_clear(body);
    *broken = false;
    if (!buf_reserve(body, size < body->max ? (size_t)size + 1 : body->max))
        return DOSSIER_NO_MEMORY;
    while (body->len < body->max) {
        size_t room = body->cap - body->len;
        size_t left = body->max - body->len;
        if (room == 0) {
            if (!buf_reserve(body, left < INTAKE_CHUNK ? left : INTAKE_CHUNK))
                return DOSSIER_NO_MEMORY;
            continue;
        }
        ptrdiff_t got = bytes->pull(bytes->from, body->data + body->len, room < left ? room : left);
        if (got == 0)
            return DOSSIER_OK;
        if (got < 0) {
            *broken = true;
            return DOSSIER_OK;
        }
        body->len += (size_t)got;
    }
    return DOSSIER_OK;
}

static dossier_status emit_body(source_reader *r, feed *bytes, slice name, slice member,
                                bool broken)
{
    if (broken)
        return reader_fail(r, member, "%s", bytes->reason);
    if (r->body.len > r->limits.document_bytes)
        return fail_by_size(r, member);
    slice text = buf_slice(&r->body);
    const char *reason = kind_reason_of_bytes(text);
    if (reason)
        return reader_fail(r, member, "%s", reason);
    return reader_emit(r, &(source_document){
                              .member = member,
                              .bytes = text,
                              .plain = member.len == 0 && !r->in.gzip,
                              .hints = {.format = article_format_of(name, text)},
                          });
}

dossier_status text_read(source_reader *r, feed *bytes, slice name, slice member, uint64_t size)
{
    bool broken = false;
    dossier_status status = fill_body(r, bytes, size, &broken);
    if (status == DOSSIER_OK)
        status = emit_body(r, bytes, name, member, broken);
    if (r->body.cap > READER_KEEP)
        buf_free(&r->body);
    return status;
}

static dossier_status read_open(source_reader *r, slice path, file_kind kind)
{
    feed bytes = {intake_pull, &r->in, r->in.reason};
    slice whole = {0};
    if (kind.reason)
        return reader_fail(r, whole, "%s", kind.reason);
    if (is_refused_by_size(r, kind))
        return fail_by_size(r, whole);
    if (kind.gzip && intake_unpack(&r->in, r->limits.archive_bytes) != DOSSIER_OK)
        return DOSSIER_NO_MEMORY;
    switch (kind.kind) {
    case KIND_JSON:
    case KIND_JSON_LINES:
        return json_read(r, &bytes, kind.kind == KIND_JSON_LINES);
    case KIND_TAR:
    case KIND_ZIP:
        return archive_read_members(r, kind.kind == KIND_ZIP);
    default:
        return text_read(r, &bytes, path, whole, r->in.gzip ? 0 : r->in.size);
    }
}

dossier_status source_read(source_reader *r, const char *path,
                           bool (*document)(const source_document *document, void *ctx), void *ctx,
                           uint64_t *hash)
{
    if (hash)
        *hash = 0;
    r->document = document;
    r->ctx = ctx;
    names_clear(&r->names);
    buf_clear(&r->outer);
    if (!intake_open(&r->in, path, hash != NULL))
        return reader_fail(r, (slice){0}, "%s", r->in.reason);
    file_kind kind = file_kind_of(slice_of(path));
    bool unread = kind.reason || is_refused_by_size(r, kind);
    dossier_status status = read_open(r, slice_of(path), kind);
    if (hash && status == DOSSIER_OK && !unread)
        *hash = intake_close(&r->in);
    else
        intake_drop(&r->in);
    return status;
}

dossier_status source_hash(source_reader *r, const char *path, uint64_t *hash)
{
    *hash = 0;
    if (!intake_open(&r->in, path, true))
        return DOSSIER_IO;
    file_kind kind = file_kind_of(slice_of(path));
    dossier_status status = DOSSIER_OK;
    if (!kind.reason && !is_refused_by_size(r, kind)) {
        if (intake_hash_ahead(&r->in))
            *hash = intake_close(&r->in);
        else
            status = DOSSIER_IO;
    }
    intake_drop(&r->in);
    return status;
}
