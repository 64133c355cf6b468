/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dossier_check: Xapian's own check, then what it does not look at: every record, its segments and
 * terms, and the list of files against the documents. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/error.h"
#include "store/fields.h"
#include "store/place.h"
#include "store/reader.h"
#include "text/utf8.h"

typedef struct checking {
    void (*fault)(const char *line, void *ctx);
    void *ctx;
    uint64_t faults;
    reader *reader;
    record_codec *codec;
    buf xapian; /* what Xapian's check printed */
} checking;

static void tell(checking *c, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void tell(checking *c, const char *format, ...)
{
    char line[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    c->faults++;
    if (c->fault)
        c->fault(line, c->ctx);
}

static xapian_status on_output(const char *text, size_t len, void *ctx)
{
    buf_append(&((checking *)ctx)->xapian, text, len);
    return XAPIAN_OK;
}

static dossier_status check_tables(checking *c, const char *generation, dossier_error *error)
{
    xapian_error cause;
    size_t errors = 0;
    if (xapian_database_check(generation, 0, on_output, c, &errors, &cause) != XAPIAN_OK)
        return error_xapian(error, "Xapian's check can't read the index", &cause);
    if (errors) {
        const char *printed = buf_string(&c->xapian);
        tell(c, "Xapian found %zu errors in %s: %.800s", errors, generation,
             printed ? printed : "");
    }
    return DOSSIER_OK;
}

static bool has_term(xapian_database *db, xapian_docid docid, const char *prefix, slice word)
{
    char term[FIELD_TERM_MAX];
    xapian_term_iter *it;
    size_t len = field_term(prefix, word, term), got;
    if (xapian_database_termlist(db, docid, &it, NULL) != XAPIAN_OK)
        return false;
    bool found = xapian_term_iter_skip_to(it, term, len, NULL) == XAPIAN_OK;
    const char *at = found ? xapian_term_iter_term(it, &got) : NULL;
    found = found && got == len && memcmp(at, term, len) == 0;
    xapian_term_iter_free(it);
    return found;
}

static void check_segments(checking *c, const record *r)
{
    slice path = r->field[RECORD_PATH];
    uint64_t end = 0;
    for (size_t i = 0; i < r->n_segments; i++) {
        const record_segment *s = &r->segments[i];
        if (s->offset < end || (uint64_t)s->offset + s->length > r->text.len)
            tell(c, "%.*s: a piece of the text lies outside it", (int)path.len, path.data);
        end = (uint64_t)s->offset + s->length;
    }
}

static void check_document(checking *c, xapian_docid docid)
{
    slice stored;
    record r;
    dossier_error why;
    record_init(&r);
    if (reader_stored(c->reader, docid, &stored, &why) != DOSSIER_OK) {
        tell(c, "document %u: %s", docid, why.message);
    } else if (record_decode(stored, &r) != DOSSIER_OK) {
        tell(c, "document %u: its record is damaged", docid);
    } else {
        slice path = r.field[RECORD_PATH];
        if (record_inflate(c->codec, stored, &r, SIZE_MAX) != DOSSIER_OK)
            tell(c, "%.*s: its stored text is damaged", (int)path.len, path.data);
        else if (!utf8_is_valid(r.text.data, r.text.len))
            tell(c, "%.*s: its stored text is not UTF-8", (int)path.len, path.data);
        else
            check_segments(c, &r);
        if (!has_term(reader_database(c->reader), docid, "Q", path))
            tell(c, "%.*s: can't be found by its path", (int)path.len, path.data);
    }
    record_free(&r);
}

/* Every document belongs to exactly one entry of the list of files, and the other way round. */
static void check_files(checking *c, const manifest *files, const uint32_t *docids, size_t n)
{
    uint32_t last = n ? docids[n - 1] : 0;
    uint8_t *owned = calloc((size_t)last + 1, 1);
    if (!owned)
        return;
    for (size_t i = 0; i < files->count; i++) {
        const manifest_file *file = &files->files[i];
        for (uint32_t k = 0; file->path.data && k < file->n_runs; k++)
            for (uint32_t d = 0; d < file->runs[k].count; d++) {
                uint64_t docid = (uint64_t)file->runs[k].first + d;
                if (docid > last)
                    tell(c, "%.*s: its document %llu does not exist", (int)file->path.len,
                         file->path.data, (unsigned long long)docid);
                else if (owned[docid]++)
                    tell(c, "document %llu belongs to two files, one of them %.*s",
                         (unsigned long long)docid, (int)file->path.len, file->path.data);
            }
    }
    for (size_t i = 0; i < n; i++) {
        if (!owned[docids[i]])
            tell(c, "document %u belongs to no file", docids[i]);
        owned[docids[i]] = 0;
    }
    for (uint32_t d = 1; d <= last; d++)
        if (owned[d])
            tell(c, "document %u is in the list of files but does not exist", d);
    free(owned);
}

static dossier_status read_ids(checking *c, uint32_t **docids, size_t *n, dossier_error *error)
{
    xapian_error cause;
    xapian_posting_iter *it;
    xapian_doccount count = 0;
    xapian_database *db = reader_database(c->reader);
    if (xapian_database_doccount(db, &count, &cause) != XAPIAN_OK ||
        xapian_database_postlist(db, "", 0, &it, &cause) != XAPIAN_OK)
        return error_xapian(error, "the documents can't be listed", &cause);
    *docids = calloc((size_t)count + 1, sizeof **docids);
    xapian_status got =
        *docids ? xapian_posting_iter_read(it, *docids, NULL, count, n, &cause) : XAPIAN_NO_MEMORY;
    xapian_posting_iter_free(it);
    if (got == XAPIAN_NO_MEMORY)
        return error_no_memory(error);
    return got == XAPIAN_OK || got == XAPIAN_END
               ? DOSSIER_OK
               : error_xapian(error, "the documents can't be listed", &cause);
}

static dossier_status check_contents(checking *c, dossier_error *error)
{
    uint32_t *docids = NULL;
    size_t n = 0;
    manifest files;
    manifest_init(&files);
    dossier_status status = read_ids(c, &docids, &n, error);
    if (status == DOSSIER_OK)
        status = reader_manifest(c->reader, 0, &files, error);
    for (size_t i = 0; i < n && status == DOSSIER_OK; i++)
        check_document(c, docids[i]);
    if (status == DOSSIER_OK)
        check_files(c, &files, docids, n);
    manifest_free(&files);
    free(docids);
    return status;
}

dossier_status dossier_check(const char *location, void (*fault)(const char *line, void *ctx),
                             void *ctx, uint64_t *faults, dossier_error *error)
{
    checking c = {.fault = fault, .ctx = ctx, .xapian = BUF_INIT(1 << 24)};
    char *index = NULL, *generation = NULL;
    dossier_status status = place_resolve(location, &index, error);
    if (status == DOSSIER_OK)
        status = place_generation(index, &generation, error);
    if (status == DOSSIER_OK)
        status = check_tables(&c, generation, error);
    if (status == DOSSIER_OK)
        status = reader_open((const char *const[]){index}, 1, &c.reader, error);
    if (status == DOSSIER_OK && record_codec_create(&c.codec) != DOSSIER_OK)
        status = error_no_memory(error);
    if (status == DOSSIER_OK)
        status = check_contents(&c, error);
    *faults = c.faults;
    buf_free(&c.xapian);
    record_codec_free(c.codec);
    reader_free(c.reader);
    free(generation);
    free(index);
    return status;
}
