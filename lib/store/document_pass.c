/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/document_pass.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "glass/cursor.h"
#include "glass/version.h"
#include "store/error.h"

struct document_pass {
    char *folder;
    glass_version version;
    glass_cursor termlist, docdata;
    buf terms;      /* of the document in hand */
    bool has_slots; /* the cursor stands at its slots, not behind */
};

static dossier_status check(const document_pass *d, dossier_error *error)
{
    int why = d->termlist.error ? d->termlist.error : d->docdata.error;
    return why ? error_glass(error, why, d->folder) : DOSSIER_OK;
}

static dossier_status open_table(document_pass *d, glass_table_id id, glass_cursor *c,
                                 dossier_error *error)
{
    char *path;
    if (asprintf(&path, "%s/%s", d->folder, glass_table_names[id]) < 0)
        return error_no_memory(error);
    glass_cursor_open(c, path, &d->version.roots[id], d->version.revision);
    free(path);
    return check(d, error);
}

static dossier_status open_tables(document_pass *d, dossier_error *error)
{
    int why = glass_version_read(d->folder, &d->version);
    if (why)
        return error_glass(error, why, d->folder);
    dossier_status status = open_table(d, GLASS_TERMLIST, &d->termlist, error);
    return status == DOSSIER_OK ? open_table(d, GLASS_DOCDATA, &d->docdata, error) : status;
}

dossier_status document_pass_open(const char *generation, document_pass **out, dossier_error *error)
{
    document_pass *d = calloc(1, sizeof *d);
    *out = NULL;
    if (!d)
        return error_no_memory(error);
    d->terms = BUF_INIT((size_t)1 << 30);
    d->termlist.fd = d->docdata.fd = -1;
    d->folder = strdup(generation);
    dossier_status status = d->folder ? open_tables(d, error) : error_no_memory(error);
    if (status == DOSSIER_OK)
        *out = d;
    else
        document_pass_free(d);
    return status;
}

void document_pass_free(document_pass *d)
{
    if (!d)
        return;
    glass_cursor_close(&d->termlist);
    glass_cursor_close(&d->docdata);
    buf_free(&d->terms);
    free(d->folder);
    free(d);
}

xapian_docid document_pass_last(const document_pass *d)
{
    return d->version.stats.last_docid;
}

dossier_status document_pass_seek(document_pass *d, xapian_docid docid, dossier_error *error)
{
    char key[GLASS_KEY_MAX];
    slice wanted = {key, glass_key_uint(key, docid)};
    d->has_slots = false;
    glass_cursor_seek(&d->termlist, wanted);
    glass_cursor_seek(&d->docdata, wanted);
    return check(d, error);
}

/* The data under the document's key. */
static slice find_data(document_pass *d, slice key)
{
    int order = -1;
    while (d->docdata.more && (order = slice_compare(glass_cursor_key(&d->docdata), key)) < 0)
        glass_cursor_next(&d->docdata);
    return order == 0 ? glass_cursor_tag(&d->docdata) : (slice){"", 0};
}

/* The entry of slots, which comes right behind that of terms where there is one. */
static slice find_slots(document_pass *d, xapian_docid docid)
{
    char key[GLASS_KEY_MAX];
    slice wanted = {key, glass_key_slots(key, docid)};
    d->has_slots = d->termlist.more && slice_equal(glass_cursor_key(&d->termlist), wanted);
    return d->has_slots ? glass_cursor_tag(&d->termlist) : (slice){"", 0};
}

dossier_status document_pass_next(document_pass *d, stored_document *out, bool *more,
                                  dossier_error *error)
{
    glass_cursor *terms = &d->termlist;
    *out = (stored_document){0};
    if (d->has_slots)
        glass_cursor_next(terms);
    d->has_slots = false;
    *more = terms->more;
    if (!*more)
        return check(d, error);
    slice key = glass_cursor_key(terms);
    if (glass_key_get_uint(key, &out->docid) != key.len || out->docid == 0)
        return error_glass(error, EBADMSG, d->folder);
    out->data = find_data(d, key);
    buf_clear(&d->terms);
    buf_append_slice(&d->terms, glass_cursor_tag(terms));
    out->terms = buf_slice(&d->terms);
    glass_cursor_next(terms);
    out->slots = find_slots(d, out->docid);
    return d->terms.failed ? error_no_memory(error) : check(d, error);
}
