/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/load.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "indexer/article.h"
#include "indexer/source.h"
#include "indexer/terms.h"

/* A file changed this shortly before it was read may change again without its time telling. */
enum { SETTLE_NS = 2000000000 };

struct loader {
    const loader_options *options;
    source_reader *source;
    article_reader *article;
    term_maker *terms;
    record_codec *codec;
    record doc;
    draft out;
    buf path; /* the stored path of the document in hand */
};

dossier_status loader_create(const loader_options *options, loader **out)
{
    const source_limits limits = {.document_bytes = options->max_document};
    *out = NULL;
    loader *l = calloc(1, sizeof *l);
    if (!l)
        return DOSSIER_NO_MEMORY;
    l->options = options;
    l->path = BUF_INIT(1 << 20);
    record_init(&l->doc);
    draft_init(&l->out);
    dossier_status status = source_reader_create(&limits, &l->source);
    if (status == DOSSIER_OK)
        status = article_reader_create(&l->article);
    if (status == DOSSIER_OK)
        status = term_maker_create(options->language, options->gazetteer, &l->terms);
    if (status == DOSSIER_OK)
        status = record_codec_create(&l->codec);
    if (status != DOSSIER_OK) {
        loader_free(l);
        return status;
    }
    *out = l;
    return DOSSIER_OK;
}

void loader_free(loader *l)
{
    if (!l)
        return;
    source_reader_free(l->source);
    article_reader_free(l->article);
    term_maker_free(l->terms);
    record_codec_free(l->codec);
    record_free(&l->doc);
    draft_free(&l->out);
    buf_free(&l->path);
    free(l);
}

/* The kind that the options give a path; empty when it is to be guessed. A rule's left side is a
 * folder or file (as stored), or a pattern as in the shell. The last rule that fits wins. */
static slice kind_for(const loader_options *options, slice stored_path, const char *path_string)
{
    slice kind = slice_of(options->kind);
    for (size_t i = 0; i < options->n_kind_rules; i++) {
        const char *rule = options->kind_rules[i];
        const char *equals = strrchr(rule, '=');
        if (!equals)
            continue;
        slice left = {rule, (size_t)(equals - rule)};
        char pattern[1024];
        if (left.len >= sizeof pattern)
            continue;
        memcpy(pattern, left.data, left.len);
        pattern[left.len] = '\0';
        if (slice_starts_with(stored_path, left) || fnmatch(pattern, path_string, 0) == 0)
            kind = slice_of(equals + 1);
    }
    return kind;
}

/* Bytes to a finished draft in l->out, under the stored path in l->path. Lines and offsets are the
 * file's own only when the bytes are. */
static dossier_status make_draft(loader *l, slice bytes, bool plain, const article_hints *hints,
                                 const char **reason)
{
    dossier_status status = article_read(l->article, bytes, hints, &l->doc, reason);
    if (!plain) {
        l->doc.space = RECORD_EXTRACTED;
        l->doc.verbatim = false;
    }
    if (status == DOSSIER_OK)
        status = record_set(&l->doc, RECORD_PATH, buf_slice(&l->path));
    if (status == DOSSIER_OK)
        status = term_maker_draft(l->terms, &l->doc, &l->out);
    if (status == DOSSIER_TOO_LARGE) {
        *reason = "too large to be indexed";
        status = DOSSIER_BAD_DOCUMENT;
    }
    return status;
}

typedef struct reading {
    loader *l;
    job *j;
    const loader_sink *sink;
    dossier_status status;
} reading;

static dossier_status take_document(reading *r, const source_document *document)
{
    loader *l = r->l;
    const char *reason = NULL;
    uint32_t docid;
    article_hints hints = document->hints;
    if (document->failure.len)
        return job_fail(r->j, document->member, document->failure);
    buf_clear(&l->path);
    buf_append_slice(&l->path, r->j->file.path);
    if (document->member.len) {
        buf_push(&l->path, '#');
        buf_append_slice(&l->path, document->member);
    }
    const char *path = buf_string(&l->path);
    if (!path)
        return DOSSIER_NO_MEMORY;
    hints.path = buf_slice(&l->path);
    hints.charset_fallback = l->options->charset;
    slice kind = kind_for(l->options, hints.path, path);
    if (kind.len)
        hints.kind = kind;
    dossier_status status = make_draft(l, document->bytes, document->plain, &hints, &reason);
    if (status == DOSSIER_BAD_DOCUMENT)
        return job_fail(r->j, document->member, slice_of(reason));
    if (status == DOSSIER_OK)
        status = r->sink->document(&l->out, &docid, r->sink->ctx);
    if (status == DOSSIER_OK)
        status = job_document(r->j, docid);
    r->j->replaced += l->doc.replaced;
    return status;
}

static bool on_document(const source_document *document, void *ctx)
{
    reading *r = ctx;
    r->status = take_document(r, document);
    if (r->status == DOSSIER_OK && r->sink->stop && r->sink->stop(r->sink->ctx))
        r->status = DOSSIER_INTERRUPTED;
    return r->status == DOSSIER_OK;
}

static bool is_unsettled(const manifest_file *file)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return file->mtime_ns > (int64_t)now.tv_sec * 1000000000 + now.tv_nsec - SETTLE_NS;
}

dossier_status loader_read(loader *l, job *j, const loader_sink *sink)
{
    uint64_t hash = 0;
    reading r = {.l = l, .j = j, .sink = sink};
    j->file.unsettled = is_unsettled(&j->file);
    if (j->known_hash && source_hash(l->source, j->open_path.data, &hash) == DOSSIER_OK &&
        hash == j->known_hash) {
        j->same = j->done = true;
        return DOSSIER_OK;
    }
    hash = 0;
    dossier_status status = source_read(l->source, j->open_path.data, on_document, &r, &hash);
    if (r.status != DOSSIER_OK)
        status = r.status;
    j->file.hash = hash;
    j->done = status == DOSSIER_OK;
    return status;
}

dossier_status loader_draft(loader *l, slice stored_path, slice bytes, const draft **out,
                            const char **reason)
{
    article_hints hints = {.path = stored_path, .charset_fallback = l->options->charset};
    hints.format = article_format_of(stored_path, bytes);
    buf_clear(&l->path);
    buf_append_slice(&l->path, stored_path);
    const char *path = buf_string(&l->path);
    if (!path)
        return DOSSIER_NO_MEMORY;
    hints.kind = kind_for(l->options, stored_path, path);
    *out = &l->out;
    return make_draft(l, bytes, true, &hints, reason);
}

dossier_status loader_rename(loader *l, slice stored, slice new_path, const draft **out)
{
    dossier_status status = record_decode(stored, &l->doc);
    if (status == DOSSIER_OK)
        status = record_inflate(l->codec, stored, &l->doc, SIZE_MAX);
    if (status == DOSSIER_OK)
        status = record_set(&l->doc, RECORD_PATH, new_path);
    *out = &l->out;
    return status == DOSSIER_OK ? term_maker_rename(l->terms, &l->doc, &l->out) : status;
}

dossier_status loader_again(loader *l, slice stored, const draft **out)
{
    dossier_status status = record_decode(stored, &l->doc);
    if (status == DOSSIER_OK)
        status = record_inflate(l->codec, stored, &l->doc, SIZE_MAX);
    *out = &l->out;
    return status == DOSSIER_OK ? term_maker_draft(l->terms, &l->doc, &l->out) : status;
}

dossier_status loader_retag(loader *l, slice stored, const draft **out, uint64_t *text)
{
    dossier_status status = record_decode(stored, &l->doc);
    if (status == DOSSIER_OK)
        status = record_inflate(l->codec, stored, &l->doc, SIZE_MAX);
    *out = &l->out;
    *text = l->doc.text.len;
    return status == DOSSIER_OK ? term_maker_retag(l->terms, stored, &l->doc, &l->out) : status;
}
