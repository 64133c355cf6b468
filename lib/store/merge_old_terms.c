/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/merge_old_terms.h"

#include <errno.h>
#include <stdlib.h>

#include "store/error.h"

/* Room for one more; false when memory has run out. */
static bool room(void **array, size_t n, size_t *capacity, size_t size)
{
    if (n < *capacity)
        return true;
    size_t wanted = *capacity ? *capacity * 2 : 1024;
    void *moved = reallocarray(*array, wanted, size);
    if (!moved)
        return false;
    *array = moved;
    *capacity = wanted;
    return true;
}

static bool take_posting(merge_old_terms *t, uint32_t docid, uint32_t wdf)
{
    if (merge_old_is_removed(t->old, docid)) {
        if (!room((void **)&t->removed, t->n_removed, &t->cap_removed, sizeof *t->removed))
            return false;
        t->removed[t->n_removed++] = docid;
        return true;
    }
    if (!room((void **)&t->kept, t->n_kept, &t->cap_kept, sizeof *t->kept))
        return false;
    t->kept[t->n_kept++] = (old_posting){docid, wdf};
    t->wdf += wdf;
    return true;
}

dossier_status merge_old_terms_next(merge_old_terms *t, dossier_error *error)
{
    glass_postlist_reader r;
    glass_cursor *c = &t->table.cursor;
    t->n_kept = t->n_removed = 0;
    t->wdf = 0;
    t->more = c->more;
    if (!t->more)
        return c->error ? error_glass(error, c->error, t->old->folder) : DOSSIER_OK;
    glass_postlist_open(&r, c);
    t->len = glass_postlist_term(&r, t->text);
    while (t->len && glass_postlist_next(&r))
        if (!take_posting(t, r.docid, r.wdf))
            return error_no_memory(error);
    if (c->error || r.bad || !t->len)
        return error_glass(error, c->error ? c->error : EBADMSG, t->old->folder);
    return DOSSIER_OK;
}

dossier_status merge_old_terms_open(merge_old_terms *t, const merge_old *o, dossier_error *error)
{
    *t = (merge_old_terms){.old = o, .table = {.cursor = {.fd = -1}}};
    if (!o || !o->removed)
        return DOSSIER_OK;
    dossier_status status = merge_old_open(o, GLASS_POSTLIST, &t->table, error);
    if (status != DOSSIER_OK)
        return status;
    /* Terms come behind everything whose key begins with a zero byte that is no term's. */
    glass_cursor_seek(&t->table.cursor, (slice){"\x00\xe1", 2});
    return merge_old_terms_next(t, error);
}

void merge_old_terms_close(merge_old_terms *t)
{
    glass_older_close(&t->table);
    free(t->kept);
    free(t->removed);
}
