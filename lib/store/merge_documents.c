/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is kept by document: lengths, lists of terms and slots, stored data. */
#include <errno.h>

#include "glass/postlist.h"
#include "glass/postlist_reader.h"
#include "store/error.h"
#include "store/merge.h"

static void count_length(glass_stats *stats, uint32_t docid, uint32_t length)
{
    stats->documents++;
    stats->last_docid = docid;
    stats->total_length += length;
    if (length && (stats->shortest == 0 || length < stats->shortest))
        stats->shortest = length;
    if (length > stats->longest)
        stats->longest = length;
}

/* Those of the old documents that are kept. */
static dossier_status keep_lengths(const merge_old *old, glass_postlist *list, glass_stats *stats,
                                   dossier_error *error)
{
    glass_older table;
    glass_postlist_reader r = {.bad = false};
    dossier_status status = merge_old_open(old, GLASS_POSTLIST, &table, error);
    if (status == DOSSIER_OK && glass_cursor_find(&table.cursor, glass_key_lengths)) {
        glass_postlist_open(&r, &table.cursor);
        while (glass_postlist_next(&r)) {
            if (merge_old_is_removed(old, r.docid))
                continue;
            count_length(stats, r.docid, r.wdf);
            glass_postlist_add(list, r.docid, r.wdf);
        }
    }
    if (status == DOSSIER_OK && (table.cursor.error || r.bad))
        status = error_glass(error, table.cursor.error ? table.cursor.error : EBADMSG, old->folder);
    glass_older_close(&table);
    return status;
}

dossier_status merge_lengths(const merge *m, glass_table *postlist, glass_stats *stats,
                             dossier_error *error)
{
    glass_postlist list;
    dossier_status status = DOSSIER_OK;
    glass_postlist_begin_lengths(&list, postlist);
    if (m->old && m->old->removed)
        status = keep_lengths(m->old, &list, stats, error);
    for (size_t i = 0; i < m->n_sources && status == DOSSIER_OK; i++) {
        const merge_source *from = &m->sources[i];
        run_reader reader;
        uint64_t document = 0;
        merge_reader(m, i, from->run->lengths, &reader);
        while (run_reader_more(&reader)) {
            document += run_reader_number(&reader);
            uint32_t length = (uint32_t)run_reader_number(&reader);
            if (reader.error || document > from->run->kept)
                break;
            uint32_t docid = from->base + (uint32_t)document;
            count_length(stats, docid, length);
            glass_postlist_add(&list, docid, length);
        }
        status = merge_reader_end(&reader, error);
    }
    glass_postlist_end(&list);
    return status;
}

/* Adds an entry; an empty one is none, not even where an older table has it. */
static void put_entry(glass_table *t, const char *key, size_t key_len, slice entry)
{
    if (entry.len)
        glass_table_add(t, key, key_len, entry);
    else
        glass_table_drop(t, key, key_len);
}

/* One document's three entries. */
static void copy_document(run_reader *reader, uint32_t docid, glass_table *termlist,
                          glass_table *docdata)
{
    char key[GLASS_KEY_MAX];
    slice entry = run_reader_bytes(reader, run_reader_number(reader));
    if (reader->error)
        return;
    glass_table_add(termlist, key, glass_key_uint(key, docid), entry);
    entry = run_reader_bytes(reader, run_reader_number(reader));
    put_entry(termlist, key, glass_key_slots(key, docid), entry);
    entry = run_reader_bytes(reader, run_reader_number(reader));
    put_entry(docdata, key, glass_key_uint(key, docid), entry);
}

/* Leaves out what the old tables hold of documents that are removed. */
static void drop_removed(const merge_old *old, glass_table *termlist, glass_table *docdata)
{
    char key[GLASS_KEY_MAX];
    for (uint64_t id = 1; id <= old->version.stats.last_docid; id++) {
        uint32_t docid = (uint32_t)id;
        if (!merge_old_is_removed(old, docid))
            continue;
        size_t len = glass_key_uint(key, docid);
        glass_table_drop(termlist, key, len);
        glass_table_drop(docdata, key, len);
        glass_table_drop(termlist, key, glass_key_slots(key, docid));
    }
}

dossier_status merge_documents(const merge *m, glass_table *termlist, glass_table *docdata,
                               dossier_error *error)
{
    dossier_status status = DOSSIER_OK;
    if (m->old && m->old->removed)
        drop_removed(m->old, termlist, docdata);
    for (size_t i = 0; i < m->n_sources && status == DOSSIER_OK; i++) {
        const merge_source *from = &m->sources[i];
        run_reader reader;
        uint64_t document = 0;
        merge_reader(m, i, from->run->stored, &reader);
        while (run_reader_more(&reader) && !termlist->error && !docdata->error) {
            document += run_reader_number(&reader);
            if (reader.error || document > from->run->kept)
                break;
            copy_document(&reader, from->base + (uint32_t)document, termlist, docdata);
        }
        status = merge_reader_end(&reader, error);
    }
    return status;
}
