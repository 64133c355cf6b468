/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Two threads: one for the tables kept by term, one for those kept by document. */
#include "store/merge.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/error.h"

enum {
    READ_MEMORY = 32 << 20, /* bytes that all readers together may take */
    READ_MIN = 8 << 10,
    READ_MAX = 128 << 10,
};

/* Two tables that one thread writes. */
typedef struct stage {
    const merge *merge;
    const char *folder;
    glass_table_id tables[2];
    dossier_status (*write)(struct stage *s, glass_table tables[2]);
    glass_root *roots; /* of all tables */
    glass_stats stats;
    dossier_status status;
    dossier_error error;
} stage;

void merge_reader(const merge *m, size_t source, spill_section section, run_reader *out)
{
    size_t size = READ_MEMORY / (m->n_sources + 1);
    size = size < READ_MIN ? READ_MIN : size > READ_MAX ? READ_MAX : size;
    if (size > section.end - section.begin)
        size = (size_t)(section.end - section.begin);
    run_reader_init(out, m->sources[source].fd, section, size);
}

dossier_status merge_reader_end(run_reader *r, dossier_error *error)
{
    int why = r->error;
    run_reader_free(r);
    if (!why)
        return DOSSIER_OK;
    return why == ENOMEM ? error_no_memory(error)
                         : error_errno(error, why, "a part of the index can't be read");
}

static void add_metadata(const merge *m, glass_table *postlist)
{
    char key[GLASS_KEY_MAX];
    for (size_t i = 0; i < m->n_metadata; i++)
        glass_table_add(postlist, key, glass_key_metadata(key, m->metadata[i].key),
                        m->metadata[i].value);
}

static dossier_status by_term(stage *s, glass_table tables[2])
{
    add_metadata(s->merge, &tables[0]);
    dossier_status status = merge_values(s->merge, &tables[0], &s->error);
    if (status == DOSSIER_OK)
        status = merge_lengths(s->merge, &tables[0], &s->stats, &s->error);
    if (status == DOSSIER_OK)
        status = merge_terms(s->merge, &tables[0], &tables[1], &s->stats, &s->error);
    return status;
}

static dossier_status by_document(stage *s, glass_table tables[2])
{
    return merge_documents(s->merge, &tables[0], &tables[1], &s->error);
}

static dossier_status table_path(const stage *s, glass_table_id id, char **out,
                                 dossier_error *error)
{
    if (asprintf(out, "%s/%s", s->folder, glass_table_names[id]) >= 0)
        return DOSSIER_OK;
    *out = NULL;
    return error_no_memory(error);
}

/* A table on its way to its end: what the older one has left, and the disk. */
typedef struct ending {
    glass_table *table;
    glass_root *root;
    int why;
} ending;

static void *end_table(void *ctx)
{
    ending *e = ctx;
    e->why = glass_table_end(e->table, e->root);
    return NULL;
}

static void report_end(stage *s, glass_table_id id, int why)
{
    if (s->status != DOSSIER_OK || !why)
        return;
    if (why == ENOMEM || why == EBADMSG)
        s->status = error_glass(&s->error, why, s->merge->old ? s->merge->old->folder : s->folder);
    else
        s->status =
            error_errno(&s->error, why, "%s/%s can't be written", s->folder, glass_table_names[id]);
}

/* Ends both side by side, for an end is mostly waiting. */
static void end_tables(stage *s, glass_table tables[2])
{
    ending ends[2];
    pthread_t thread;
    for (int i = 0; i < 2; i++) {
        ends[i] = (ending){&tables[i], &s->roots[s->tables[i]], 0};
        if (s->status != DOSSIER_OK)
            glass_table_abandon(&tables[i]);
    }
    if (s->status != DOSSIER_OK)
        return;
    bool threaded = pthread_create(&thread, NULL, end_table, &ends[0]) == 0;
    end_table(&ends[1]);
    if (threaded)
        pthread_join(thread, NULL);
    else
        end_table(&ends[0]);
    for (int i = 0; i < 2; i++)
        report_end(s, s->tables[i], ends[i].why);
}

/* Creates a table, which goes on from the old one where there is one. */
static dossier_status begin_table(stage *s, glass_table_id id, glass_table *t, glass_older *older)
{
    char *path;
    dossier_status status = table_path(s, id, &path, &s->error);
    if (status != DOSSIER_OK)
        return status;
    glass_table_begin(t, path);
    free(path);
    if (!s->merge->old || (s->merge->old->removed && id == GLASS_POSTLIST))
        return DOSSIER_OK;
    glass_table_continue(t, older);
    return merge_old_open(s->merge->old, id, older, &s->error);
}

static void *run_stage(void *ctx)
{
    stage *s = ctx;
    glass_table tables[2] = {{.fd = -1}, {.fd = -1}};
    glass_older older[2] = {{.cursor = {.fd = -1}}, {.cursor = {.fd = -1}}};
    for (int i = 0; i < 2 && s->status == DOSSIER_OK; i++)
        s->status = begin_table(s, s->tables[i], &tables[i], &older[i]);
    if (s->status == DOSSIER_OK)
        s->status = s->write(s, tables);
    end_tables(s, tables);
    for (int i = 0; i < 2; i++)
        glass_older_close(&older[i]);
    return NULL;
}

/* What the runs alone do not say of a generation that goes on from an old one. */
static dossier_status complete_stats(const merge *m, glass_stats *stats, dossier_error *error)
{
    const glass_stats *old = &m->old->version.stats;
    for (size_t i = 0; i < m->n_sources; i++)
        if (m->sources[i].run->wdf > stats->wdf_upper_bound)
            stats->wdf_upper_bound = m->sources[i].run->wdf;
    /* An id is never given twice, not even if its document is gone. */
    if (stats->last_docid < old->last_docid)
        stats->last_docid = old->last_docid;
    if (m->old->removed || stats->documents == old->documents)
        return DOSSIER_OK;
    return error_glass(error, EBADMSG, m->old->folder);
}

dossier_status merge_write(const merge *m, const char *folder, dossier_error *error)
{
    glass_root roots[GLASS_TABLES] = {{0}};
    stage terms = {.merge = m,
                   .folder = folder,
                   .tables = {GLASS_POSTLIST, GLASS_POSITION},
                   .write = by_term,
                   .roots = roots};
    stage documents = {.merge = m,
                       .folder = folder,
                       .tables = {GLASS_TERMLIST, GLASS_DOCDATA},
                       .write = by_document,
                       .roots = roots};
    pthread_t thread;
    bool threaded = pthread_create(&thread, NULL, run_stage, &documents) == 0;
    run_stage(&terms);
    if (threaded)
        pthread_join(thread, NULL);
    else
        run_stage(&documents);
    const stage *failed = terms.status != DOSSIER_OK ? &terms : &documents;
    if (failed->status != DOSSIER_OK) {
        if (error)
            *error = failed->error;
        return failed->status;
    }
    dossier_status status = m->old ? complete_stats(m, &terms.stats, error) : DOSSIER_OK;
    if (status != DOSSIER_OK)
        return status;
    int why = glass_version_write(folder, roots, &terms.stats);
    if (why == ENOMEM)
        return error_no_memory(error);
    return why ? error_errno(error, why, "%s can't be written", folder) : DOSSIER_OK;
}
