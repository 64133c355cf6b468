/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/error.h"
#include "store/fields.h"
#include "store/place.h"

enum { REMOTE_TIMEOUT_MS = 20000, REMOTE_CONNECT_MS = 5000 };

typedef struct shard {
    char *generation; /* NULL when remote */
    char *root;       /* NULL when stored paths are absolute, or remote */
    char *place;      /* for messages */
} shard;

struct reader {
    xapian_database *db;
    shard *shards;
    size_t n_shards;
    char language[16];
    char *cwd;                 /* with a slash at its end */
    xapian_document *document; /* the one whose bytes reader_stored lent out */
};

/* "tcp:HOST:PORT"; host is malloc'd. */
static bool remote_address(const char *location, char **host, unsigned *port)
{
    const char *colon = strrchr(location, ':');
    char *end;
    if (strncmp(location, "tcp:", 4) != 0 || colon == location + 3 || colon == location + 4)
        return false;
    unsigned long number = strtoul(colon + 1, &end, 10);
    if (*end || number == 0 || number > 65535)
        return false;
    *port = (unsigned)number;
    *host = strndup(location + 4, (size_t)(colon - location - 4));
    return *host != NULL;
}

static dossier_status open_remote(const char *location, xapian_database **db, dossier_error *error)
{
    char *host;
    unsigned port;
    xapian_error cause;
    if (!remote_address(location, &host, &port)) {
        error_set(error, DOSSIER_INVALID, "%s is not an address", location);
        error_hint(error, "write it as tcp:HOST:PORT, for example tcp:archive.example:33333");
        return DOSSIER_INVALID;
    }
    xapian_status got = xapian_database_open_remote_tcp(host, port, REMOTE_TIMEOUT_MS,
                                                        REMOTE_CONNECT_MS, db, &cause);
    free(host);
    return got == XAPIAN_OK ? DOSSIER_OK : error_xapian(error, location, &cause);
}

static dossier_status open_local(const char *location, shard *s, xapian_database **db,
                                 dossier_error *error)
{
    char *index;
    xapian_error cause;
    dossier_status status = place_resolve(location, &index, error);
    if (status != DOSSIER_OK)
        return status;
    /* Between reading the stub and opening what it names, a writer may have switched twice and
     * removed it: then the stub names another one by now. */
    for (int attempt = 0; attempt < 3; attempt++) {
        free(s->generation);
        status = place_generation(index, &s->generation, error);
        if (status != DOSSIER_OK)
            break;
        if (xapian_database_open(s->generation, XAPIAN_DB_BACKEND_GLASS, db, &cause) == XAPIAN_OK)
            break;
        status = error_xapian(error, "the index can't be opened", &cause);
        if (status == DOSSIER_NO_INDEX) {
            status = error_set(error, DOSSIER_CORRUPT, "the index at %s lacks its database %s",
                               index, strrchr(s->generation, '/') + 1);
            error_hint(error, "run dossier-index --rebuild to make it anew");
        }
    }
    if (status == DOSSIER_OK && place_root(index, &s->root) != DOSSIER_OK)
        status = error_no_memory(error);
    free(index);
    return status;
}

static dossier_status open_shard(reader *r, const char *location, dossier_error *error)
{
    xapian_database *db = NULL;
    xapian_error cause;
    char language[16];
    shard *s = &r->shards[r->n_shards];
    memset(s, 0, sizeof *s);
    s->place = strdup(location);
    r->n_shards++;
    dossier_status status = strncmp(location, "tcp:", 4) == 0 ? open_remote(location, &db, error)
                                                              : open_local(location, s, &db, error);
    if (status == DOSSIER_OK)
        status = place_verify(db, location, language, error);
    if (status == DOSSIER_OK && r->n_shards > 1 && strcmp(language, r->language) != 0) {
        error_set(error, DOSSIER_UNSUPPORTED,
                  "the indexes can't be searched together: %s stems words as \"%s\", %s as \"%s\"",
                  r->shards[0].place, r->language, location, language);
        status = DOSSIER_UNSUPPORTED;
    }
    if (status != DOSSIER_OK)
        goto done;
    if (r->n_shards == 1) {
        memcpy(r->language, language, sizeof r->language);
        r->db = db;
        return DOSSIER_OK;
    }
    if (xapian_database_add(r->db, db, &cause) != XAPIAN_OK)
        status = error_xapian(error, location, &cause);
done:
    xapian_database_free(db);
    return status;
}

/* The current folder with a slash at its end; NULL when it can't be told. */
static char *current_folder(void)
{
    buf path = BUF_INIT(1 << 20);
    char *copy = NULL;
    if (place_normalize(".", &path) == DOSSIER_OK) {
        if (path.len > 1)
            buf_push(&path, '/');
        const char *text = buf_string(&path);
        copy = text ? strdup(text) : NULL;
    }
    buf_free(&path);
    return copy;
}

dossier_status reader_open(const char *const *locations, size_t n, reader **out,
                           dossier_error *error)
{
    dossier_status status = DOSSIER_OK;
    *out = NULL;
    reader *r = calloc(1, sizeof *r);
    if (!r || !(r->shards = calloc(n ? n : 1, sizeof *r->shards))) {
        free(r);
        return error_no_memory(error);
    }
    r->cwd = current_folder();
    if (n == 0)
        status = error_set(error, DOSSIER_INVALID, "no index was named");
    for (size_t i = 0; i < n && status == DOSSIER_OK; i++)
        status = open_shard(r, locations[i], error);
    if (status != DOSSIER_OK) {
        reader_free(r);
        return status;
    }
    *out = r;
    return DOSSIER_OK;
}

void reader_free(reader *r)
{
    if (!r)
        return;
    xapian_document_free(r->document);
    xapian_database_free(r->db);
    for (size_t i = 0; i < r->n_shards; i++) {
        free(r->shards[i].generation);
        free(r->shards[i].root);
        free(r->shards[i].place);
    }
    free(r->shards);
    free(r->cwd);
    free(r);
}

dossier_status reader_reopen(reader *r, dossier_error *error)
{
    bool changed;
    xapian_error cause;
    if (xapian_database_reopen(r->db, &changed, &cause) != XAPIAN_OK)
        return error_xapian(error, "the index can't be opened again", &cause);
    return DOSSIER_OK;
}

xapian_database *reader_database(const reader *r)
{
    return r->db;
}

const char *reader_language(const reader *r)
{
    return r->language;
}

const char *reader_generation(const reader *r, size_t i)
{
    return i < r->n_shards ? r->shards[i].generation : NULL;
}

size_t reader_shards(const reader *r)
{
    return r->n_shards;
}

bool reader_is_local(const reader *r)
{
    for (size_t i = 0; i < r->n_shards; i++)
        if (!r->shards[i].generation)
            return false;
    return true;
}

dossier_status reader_stored(reader *r, xapian_docid docid, slice *stored, dossier_error *error)
{
    xapian_error cause;
    const char *bytes;
    size_t len;
    xapian_document *document;
    if (xapian_database_get_document(r->db, docid, XAPIAN_DOC_ASSUME_VALID, &document, &cause) !=
        XAPIAN_OK)
        return error_xapian(error, "a document can't be read", &cause);
    xapian_document_free(r->document);
    r->document = document;
    if (xapian_document_data(document, &bytes, &len, &cause) != XAPIAN_OK)
        return error_xapian(error, "a document can't be read", &cause);
    *stored = (slice){bytes, len};
    return DOSSIER_OK;
}

static const shard *shard_of(const reader *r, xapian_docid docid)
{
    return &r->shards[(docid - 1) % r->n_shards];
}

void reader_show_path(const reader *r, xapian_docid docid, slice stored_path, buf *out)
{
    const shard *s = shard_of(r, docid);
    size_t start = out->len;
    if (s->root && stored_path.len && stored_path.data[0] != '/') {
        buf_append(out, s->root, strlen(s->root));
        if (strcmp(s->root, "/") != 0)
            buf_push(out, '/');
    }
    buf_append_slice(out, stored_path);
    size_t below = r->cwd ? strlen(r->cwd) : 0;
    if (below > 1 && out->len - start > below && !out->failed &&
        memcmp(out->data + start, r->cwd, below) == 0) {
        memmove(out->data + start, out->data + start + below, out->len - start - below);
        out->len -= below;
    }
}

/* Looks a stored path up in the whole database; 0 when it isn't there. */
static dossier_status look_up(reader *r, slice stored_path, size_t only_shard, xapian_docid *docid,
                              dossier_error *error)
{
    char term[FIELD_TERM_MAX];
    xapian_posting_iter *postings;
    xapian_error cause;
    size_t len = field_term("Q", stored_path, term);
    *docid = 0;
    if (xapian_database_postlist(r->db, term, len, &postings, &cause) != XAPIAN_OK)
        return error_xapian(error, "looking a path up", &cause);
    xapian_status got;
    while ((got = xapian_posting_iter_next(postings, &cause)) == XAPIAN_OK && !*docid) {
        xapian_docid candidate = xapian_posting_iter_docid(postings);
        if (only_shard == SIZE_MAX || (candidate - 1) % r->n_shards == only_shard)
            *docid = candidate;
    }
    xapian_posting_iter_free(postings);
    if (got != XAPIAN_OK && got != XAPIAN_END)
        return error_xapian(error, "looking a path up", &cause);
    return DOSSIER_OK;
}

dossier_status reader_find(reader *r, const char *path, xapian_docid *docid, dossier_error *error)
{
    buf absolute = BUF_INIT(1 << 20);
    dossier_status status = place_normalize(path, &absolute);
    *docid = 0;
    for (size_t i = 0; i < r->n_shards && status == DOSSIER_OK && !*docid; i++)
        status = look_up(r, place_below(r->shards[i].root, buf_slice(&absolute)), i, docid, error);
    if (status == DOSSIER_OK && !*docid)
        status = look_up(r, slice_of(path), SIZE_MAX, docid, error);
    buf_free(&absolute);
    if (status == DOSSIER_OK && !*docid) {
        status = error_set(error, DOSSIER_NOT_FOUND, "%s is not in the index", path);
        error_hint(error, "dossier-query --all --format paths lists every document");
    }
    return status;
}

dossier_status reader_manifest(reader *r, size_t i, manifest *out, dossier_error *error)
{
    xapian_database *db;
    xapian_error cause;
    if (!reader_generation(r, i))
        return error_set(error, DOSSIER_UNSUPPORTED,
                         "the list of files of a remote index can't be read");
    if (xapian_database_open(r->shards[i].generation, XAPIAN_DB_BACKEND_GLASS, &db, &cause) !=
        XAPIAN_OK)
        return error_xapian(error, "the index can't be opened", &cause);
    dossier_status status = manifest_load(out, db, error);
    xapian_database_free(db);
    return status;
}
