/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/merge_old.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "glass/values.h"
#include "store/error.h"

/* Adds the keys that begin with these bytes, the last of which is not 0xff. */
static void drop_prefix(merge_dropped *d, slice prefix)
{
    slice begin = arena_copy(&d->memory, prefix), end = arena_copy(&d->memory, prefix);
    if (end.data)
        ((char *)end.data)[end.len - 1]++;
    d->ranges[d->n++] = (glass_range){begin, end};
}

/* What the keys of a slot's stream begin with. */
static slice slot_prefix(char *key, uint32_t slot)
{
    char docid[GLASS_KEY_MAX];
    size_t len = glass_key_value_chunk(key, slot, 0);
    return (slice){key, len - glass_key_uint(docid, 0)};
}

static void drop_slot(merge_dropped *d, uint32_t slot)
{
    char key[GLASS_KEY_MAX];
    drop_prefix(d, slot_prefix(key, slot));
}

static int by_begin(const void *a, const void *b)
{
    const glass_range *x = a, *y = b;
    return slice_compare(x->begin, y->begin);
}

static bool is_complete(merge_dropped *d)
{
    qsort(d->ranges, d->n, sizeof *d->ranges, by_begin);
    for (size_t i = 0; i < d->n; i++)
        if (!d->ranges[i].begin.data || !d->ranges[i].end.data)
            return false;
    return true;
}

static dossier_status open_version(merge_old *o, const char *folder, dossier_error *error)
{
    *o = (merge_old){.folder = strdup(folder)};
    if (!o->folder)
        return error_no_memory(error);
    int why = glass_version_read(folder, &o->version);
    return why ? error_glass(error, why, folder) : DOSSIER_OK;
}

dossier_status merge_old_with_documents(merge_old *o, const char *folder, dossier_error *error)
{
    dossier_status status = open_version(o, folder, error);
    if (status != DOSSIER_OK)
        return status;
    o->removed = calloc(o->version.stats.last_docid / 8 + 1, 1);
    return o->removed ? DOSSIER_OK : error_no_memory(error);
}

void merge_old_remove(merge_old *o, uint32_t docid)
{
    if (docid <= o->version.stats.last_docid)
        o->removed[docid / 8] |= (uint8_t)(1 << docid % 8);
}

bool merge_old_is_removed(const merge_old *o, uint32_t docid)
{
    return o->removed && docid <= o->version.stats.last_docid &&
           o->removed[docid / 8] >> docid % 8 & 1;
}

dossier_status merge_old_without_tags(merge_old *o, const char *folder, dossier_error *error)
{
    dossier_status status = open_version(o, folder, error);
    if (status != DOSSIER_OK)
        return status;
    drop_prefix(&o->postlist, glass_key_all_stats);
    drop_prefix(&o->postlist, glass_key_lengths);
    for (size_t i = 0; i < FIELDS; i++) {
        const field *f = &field_table[i];
        if (f->kind != FIELD_ENTITY)
            continue;
        drop_prefix(&o->postlist, slice_of(f->prefix));
        drop_prefix(&o->position, slice_of(f->prefix));
        if (f->slot != SLOT_NONE)
            drop_slot(&o->postlist, (uint32_t)f->slot);
    }
    return is_complete(&o->postlist) && is_complete(&o->position) ? DOSSIER_OK
                                                                  : error_no_memory(error);
}

static bool is_dropped(const merge_dropped *d, slice key)
{
    for (size_t i = 0; i < d->n; i++)
        if (slice_compare(key, d->ranges[i].begin) >= 0 && slice_compare(key, d->ranges[i].end) < 0)
            return true;
    return false;
}

/* The values of the entry in hand. */
static dossier_status show_piece(const merge_old *o, glass_cursor *c, merge_old_visitor visit,
                                 void *ctx, dossier_error *error)
{
    glass_values_reader r;
    uint32_t slot, docid;
    if (!glass_key_get_value_chunk(glass_cursor_key(c), &slot, &docid))
        return error_glass(error, EBADMSG, o->folder);
    glass_values_open(&r, glass_cursor_tag(c), docid);
    while (glass_values_next(&r))
        if (!merge_old_is_removed(o, r.docid) && !visit(slot, r.docid, r.value, ctx))
            return error_no_memory(error);
    return r.bad ? error_glass(error, EBADMSG, o->folder) : DOSSIER_OK;
}

static dossier_status show_pieces(const merge_old *o, slice prefix, merge_old_visitor visit,
                                  void *ctx, dossier_error *error)
{
    glass_older older;
    glass_cursor *c = &older.cursor;
    dossier_status status = merge_old_open(o, GLASS_POSTLIST, &older, error);
    glass_cursor_seek(c, prefix);
    while (status == DOSSIER_OK && c->more && slice_starts_with(glass_cursor_key(c), prefix)) {
        if (!is_dropped(&o->postlist, glass_cursor_key(c)))
            status = show_piece(o, c, visit, ctx, error);
        glass_cursor_next(c);
    }
    if (status == DOSSIER_OK && c->error)
        status = error_glass(error, c->error, o->folder);
    glass_older_close(&older);
    return status;
}

dossier_status merge_old_values(const merge_old *o, merge_old_visitor visit, void *ctx,
                                dossier_error *error)
{
    return show_pieces(o, glass_key_all_chunks, visit, ctx, error);
}

dossier_status merge_old_slot(const merge_old *o, uint32_t slot, merge_old_visitor visit, void *ctx,
                              dossier_error *error)
{
    char key[GLASS_KEY_MAX];
    return show_pieces(o, slot_prefix(key, slot), visit, ctx, error);
}

void merge_old_free(merge_old *o)
{
    free(o->removed);
    free(o->folder);
    arena_free(&o->postlist.memory);
    arena_free(&o->position.memory);
    *o = (merge_old){0};
}

dossier_status merge_old_open(const merge_old *o, glass_table_id id, glass_older *out,
                              dossier_error *error)
{
    static const merge_dropped none = {.n = 0};
    const merge_dropped *d = id == GLASS_POSTLIST   ? &o->postlist
                             : id == GLASS_POSITION ? &o->position
                                                    : &none;
    char *path;
    if (asprintf(&path, "%s/%s", o->folder, glass_table_names[id]) < 0)
        return error_no_memory(error);
    glass_older_open(out, path, &o->version.roots[id], o->version.revision, d->ranges, d->n);
    free(path);
    return out->cursor.error ? error_glass(error, out->cursor.error, o->folder) : DOSSIER_OK;
}
