/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * load: one thread's tools, from a file to finished drafts: source, article and terms in a row.
 */
#ifndef DOSSIER_INDEXER_LOAD_H
#define DOSSIER_INDEXER_LOAD_H

#include "dossier.h"
#include "indexer/job.h"
#include "store/draft.h"
#include "store/record.h"

typedef struct loader loader;

typedef struct loader_options {
    const char *language;          /* of the stemmer */
    const char *charset;           /* fallback; NULL: WINDOWS-1252 */
    const char *kind;              /* of every file; NULL: rules, then a guess */
    const char *const *kind_rules; /* "proposals/=proposal" */
    size_t n_kind_rules;
    uint64_t max_document;             /* bytes; 0: the default of source.h */
    const struct gazetteer *gazetteer; /* of the tags; NULL: none are made */
} loader_options;

typedef struct loader_sink {
    /* Takes a finished draft and says which id it got. */
    dossier_status (*document)(const draft *d, uint32_t *docid, void *ctx);
    /* Whether to stop (after the document in hand). May be NULL. */
    bool (*stop)(void *ctx);
    void *ctx;
} loader_sink;

/* Options are borrowed for the loader's life. Errors: DOSSIER_NO_MEMORY, DOSSIER_INVALID (the
 * language). */
dossier_status loader_create(const loader_options *options, loader **out);
void loader_free(loader *l);

/* Reads the job's file: every document goes to the sink; j->file gets hash, runs, failure, j->done
 * is set. A file whose contents are those known before is only hashed: j->same is set. Failures of
 * documents are noted in the job; errors are the sink's, DOSSIER_INTERRUPTED and
 * DOSSIER_NO_MEMORY. */
dossier_status loader_read(loader *l, job *j, const loader_sink *sink);
/* One document from memory under a stored path. DOSSIER_BAD_DOCUMENT with *reason (static). */
dossier_status loader_draft(loader *l, slice stored_path, slice bytes, const draft **out,
                            const char **reason);
/* The draft that gives a stored document another path. */
dossier_status loader_rename(loader *l, slice stored, slice new_path, const draft **out);
/* The draft of a document made anew from its stored record. */
dossier_status loader_again(loader *l, slice stored, const draft **out);
/* The draft of nothing but a stored document's tags, made anew, and of its record with them; *text
 * receives how many bytes of text there are. */
dossier_status loader_retag(loader *l, slice stored, const draft **out, uint64_t *text);

#endif
