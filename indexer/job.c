/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/job.h"

#include <stdlib.h>
#include <string.h>

void job_free(job *j)
{
    free(j->failures);
    free(j->file.runs);
    arena_free(&j->memory);
    memset(j, 0, sizeof *j);
}

dossier_status job_fail(job *j, slice member, slice reason)
{
    if (j->n_failures == j->cap_failures) {
        size_t wanted = j->cap_failures ? j->cap_failures * 2 : 4;
        job_failure *failures = reallocarray(j->failures, wanted, sizeof *failures);
        if (!failures)
            return DOSSIER_NO_MEMORY;
        j->failures = failures;
        j->cap_failures = wanted;
    }
    job_failure failure = {arena_copy(&j->memory, member), arena_copy(&j->memory, reason)};
    if ((member.len && !failure.member.data) || (reason.len && !failure.reason.data))
        return DOSSIER_NO_MEMORY;
    j->failures[j->n_failures++] = failure;
    j->file.failed++;
    if (j->n_failures == 1)
        j->file.failure = failure.reason;
    return DOSSIER_OK;
}

dossier_status job_document(job *j, uint32_t docid)
{
    manifest_file *file = &j->file;
    j->documents++;
    if (file->n_runs) {
        manifest_run *last = &file->runs[file->n_runs - 1];
        if (last->first + last->count == docid) {
            last->count++;
            return DOSSIER_OK;
        }
    }
    manifest_run *runs = reallocarray(file->runs, file->n_runs + 1, sizeof *runs);
    if (!runs)
        return DOSSIER_NO_MEMORY;
    runs[file->n_runs++] = (manifest_run){docid, 1};
    file->runs = runs;
    return DOSSIER_OK;
}
