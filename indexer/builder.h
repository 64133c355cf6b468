/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * builder: what a dossier_builder is made of, for the files of this room that work on it:
 * builder.c (opening, the lock, single documents), update.c (folders against the index), batch.c
 * (many changes), rebuild.c (a whole new generation).
 */
#ifndef DOSSIER_INDEXER_BUILDER_H
#define DOSSIER_INDEXER_BUILDER_H

#include "dossier.h"
#include "entity/gazetteer.h"
#include "indexer/load.h"
#include "indexer/survey.h"
#include "store/bulk.h"
#include "store/manifest.h"
#include "store/writer.h"

struct dossier_builder {
    dossier_build_options options; /* strings are the caller's, borrowed for the builder's life */
    loader_options loader;
    char *index;      /* absolute */
    char *root;       /* NULL: stored paths are absolute */
    char *generation; /* NULL: there is none yet */
    char language[16];
    int lock; /* descriptor; -1 while not held */
    manifest files;
    writer *changes;  /* opened by the first change */
    loader *tools;    /* for single documents and small updates */
    gazetteer *facts; /* of the generation, or of the one being built; NULL: nothing is tagged */
    buf facts_bytes;  /* of the one being built */
    dossier_error facts_error; /* why that of the generation can't be read, if it can't */
    bool stop;                 /* the caller asked to */
};

enum { BUILDER_DEFAULT_MEMORY = 200 << 20 };

uint64_t builder_memory(const dossier_builder *b);
/* Makes the index folder and takes the lock, if that hasn't been done. */
dossier_status builder_lock(dossier_builder *b, dossier_error *error);
/* The writer and the loader, opened at need. */
dossier_status builder_changes(dossier_builder *b, dossier_error *error);
dossier_status builder_tools(dossier_builder *b, dossier_error *error);
/* Commits, when pending changes take more than the memory allowed or `always`. */
dossier_status builder_flush(dossier_builder *b, bool always, dossier_error *error);
/* Deletes an entry's documents and the entry. */
dossier_status builder_forget(dossier_builder *b, slice path, dossier_error *error);
void builder_event(const dossier_builder *b, dossier_event_kind kind, slice path, slice detail);
/* Tells progress; notes a wish to stop. False when the caller asked to stop. */
bool builder_tick(dossier_builder *b, const dossier_progress *progress);
/* Events and counts of a finished job, in the report. */
void builder_report_job(const dossier_builder *b, const job *j, dossier_report *report);

/* Gives the known entry the stat that the file has now: its contents did not change. */
dossier_status builder_settle(dossier_builder *b, const job *j);

/* builder_facts.c: the gazetteer that the generation in use was tagged with; none is no error, and
 * neither is one of another version, which stands in the way of new documents alone. */
dossier_status builder_facts_open(dossier_builder *b, dossier_error *error);
/* DOSSIER_SCHEMA: documents can't be tagged as those of the generation are. */
dossier_status builder_facts_usable(const dossier_builder *b, dossier_error *error);
/* That of a generation to be built: user tables kept, everything compiled. */
dossier_status builder_facts_compile(dossier_builder *b, dossier_error *error);
/* Puts what was compiled beside the tables of the generation. */
dossier_status builder_facts_attach(const dossier_builder *b, bulk *target, dossier_error *error);
/* Whether the tables that there are now differ from those of the generation in use. */
bool builder_facts_changed(const dossier_builder *b);

/* update.c: the changes of a survey, through the writer. */
dossier_status builder_apply(dossier_builder *b, survey *s, dossier_report *report,
                             dossier_error *error);
/* batch.c: whether the changes are so many that a new generation is made faster than they are
 * written one by one, and that generation. */
bool builder_is_batch(const dossier_builder *b, const survey *s);
dossier_status builder_batch(dossier_builder *b, survey *s, dossier_report *report,
                             dossier_error *error);
/* rebuild.c: a new generation of everything in the survey, and of handed-over documents. */
dossier_status builder_rebuild(dossier_builder *b, survey *s, dossier_report *report,
                               dossier_error *error);
/* Reads the jobs of a survey into parts, as parallel_read does; `first`: ids in use before. */
dossier_status builder_read(dossier_builder *b, survey *s, bulk *target, uint32_t first,
                            uint32_t **documents, size_t *n_parts, dossier_error *error);
/* Events and counts of all files that are gone, and of all jobs that are done. */
void builder_report_all(const dossier_builder *b, const survey *s, dossier_report *report);
/* Takes the generation that is now in use. */
dossier_status builder_adopt(dossier_builder *b, dossier_error *error);
/* retag.c: a new generation of the same documents with tags from the tables as they are now. */
dossier_status builder_retag(dossier_builder *b, dossier_report *report, dossier_error *error);
double builder_clock(void); /* seconds, monotonic */

#endif
