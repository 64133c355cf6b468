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

static void end_table(stage *s, glass_table_id id, glass_table *t)
{
    if (s->status != DOSSIER_OK) {
        glass_table_abandon(t);
        return;
    }
    int why = glass_table_end(t, &s->roots[id]);
    if (!why)
        return;
    s->status = why == ENOMEM ? error_no_memory(&s->error)
                              : error_errno(&s->error, why, "%s/%s can't be written", s->folder,
                                            glass_table_names[id]);
}

static void *run_stage(void *ctx)
{
    stage *s = ctx;
    glass_table tables[2];
    char *paths[2] = {NULL, NULL};
    for (int i = 0; i < 2 && s->status == DOSSIER_OK; i++)
        s->status = table_path(s, s->tables[i], &paths[i], &s->error);
    if (s->status == DOSSIER_OK) {
        for (int i = 0; i < 2; i++)
            glass_table_begin(&tables[i], paths[i]);
        s->status = s->write(s, tables);
        for (int i = 0; i < 2; i++)
            end_table(s, s->tables[i], &tables[i]);
    }
    free(paths[0]);
    free(paths[1]);
    return NULL;
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
    int why = glass_version_write(folder, roots, &terms.stats);
    if (why == ENOMEM)
        return error_no_memory(error);
    return why ? error_errno(error, why, "%s can't be written", folder) : DOSSIER_OK;
}
