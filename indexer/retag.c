/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tags from changed tables: every document in the index is made anew from its stored record, as a
 * rebuild makes it from its file. */
#include <stdlib.h>

#include "indexer/builder.h"
#include "store/error.h"

/* A job for each file with documents, and for those that have none, so that they stay listed. */
static void add_job(survey *s, const manifest_file *file)
{
    job *j = &s->jobs[s->n_jobs++];
    *j = (job){
        .kind = JOB_STORED, .file = *file, .known_runs = file->runs, .n_known_runs = file->n_runs};
    j->file.runs = NULL;
    j->file.n_runs = 0;
}

dossier_status builder_retag(dossier_builder *b, dossier_report *report, dossier_error *error)
{
    survey s;
    survey_init(&s);
    s.jobs = calloc(b->files.count + 1, sizeof *s.jobs);
    if (!s.jobs)
        return error_no_memory(error);
    for (size_t i = 0; i < b->files.count; i++)
        if (b->files.files[i].path.data)
            add_job(&s, &b->files.files[i]);
    for (size_t i = 0; i < s.n_jobs; i++)
        s.job_bytes += s.jobs[i].file.size;
    s.files = s.n_jobs;
    dossier_status status = builder_rebuild(b, &s, report, error);
    survey_free(&s);
    return status;
}
