/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The gazetteer of the index: of the generation in use, and of the next one. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "indexer/builder.h"
#include "indexer/tables.h"
#include "store/error.h"

enum { COMPILED_MAX = 1 << 30 };

/* A loader borrows the gazetteer that it was made with. */
static void replace(dossier_builder *b, gazetteer *facts)
{
    loader_free(b->tools);
    b->tools = NULL;
    gazetteer_free(b->facts);
    b->facts = facts;
    b->loader.gazetteer = facts;
}

dossier_status builder_facts_open(dossier_builder *b, dossier_error *error)
{
    char *path;
    gazetteer *facts = NULL;
    dossier_status status = DOSSIER_OK;
    if (!b->generation)
        return DOSSIER_OK;
    if (asprintf(&path, "%s/%s", b->generation, TABLES_COMPILED) < 0)
        return error_no_memory(error);
    b->facts_error = (dossier_error){.status = DOSSIER_OK};
    if (access(path, F_OK) == 0)
        status = gazetteer_open(path, &facts, &b->facts_error);
    free(path);
    replace(b, facts);
    /* Tagging anew, which the reader is told to do, must not need what it replaces. */
    if (status == DOSSIER_SCHEMA)
        return DOSSIER_OK;
    if (status != DOSSIER_OK && error)
        *error = b->facts_error;
    return status;
}

dossier_status builder_facts_usable(const dossier_builder *b, dossier_error *error)
{
    if (b->facts_error.status != DOSSIER_OK && error)
        *error = b->facts_error;
    return b->facts_error.status;
}

static void on_complaint(const char *file, size_t line, const char *reason, void *ctx)
{
    const dossier_builder *b = ctx;
    tables_tell(b->options.event, b->options.ctx, file, line, reason);
}

dossier_status builder_facts_compile(dossier_builder *b, dossier_error *error)
{
    gazetteer *facts = NULL;
    dossier_status status = DOSSIER_OK;
    replace(b, NULL);
    b->facts_error.status = DOSSIER_OK;
    buf_free(&b->facts_bytes);
    b->facts_bytes = BUF_INIT(COMPILED_MAX);
    for (size_t i = 0; i < b->options.n_gazetteers && status == DOSSIER_OK; i++)
        status = tables_keep(b->index, b->options.gazetteers[i], error);
    if (status != DOSSIER_OK || b->options.no_tags)
        return status;
    status = tables_compile(b->index, on_complaint, b, &b->facts_bytes, error);
    if (status == DOSSIER_OK)
        status = gazetteer_of_bytes(buf_slice(&b->facts_bytes), &facts, error);
    replace(b, facts);
    return status;
}

dossier_status builder_facts_attach(const dossier_builder *b, bulk *target, dossier_error *error)
{
    if (!b->facts)
        return DOSSIER_OK;
    return bulk_attach(target, TABLES_COMPILED, buf_slice(&b->facts_bytes), error);
}

bool builder_facts_changed(const dossier_builder *b)
{
    uint64_t now;
    return b->facts && tables_fingerprint(b->index, &now, NULL) == DOSSIER_OK &&
           now != gazetteer_fingerprint(b->facts);
}
