/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity/tagger.h"

#include <stdlib.h>
#include <string.h>

#include "entity/tagger_parts.h"

dossier_status tagger_create(const gazetteer *g, tagger **out)
{
    tagger *t = calloc(1, sizeof *t);
    *out = NULL;
    if (!t)
        return DOSSIER_NO_MEMORY;
    t->g = g;
    t->n_evidence = g->count[LAYOUT_READINGS];
    t->evidence = calloc(t->n_evidence + 1, sizeof *t->evidence);
    if (!t->evidence) {
        tagger_free(t);
        return DOSSIER_NO_MEMORY;
    }
    t->known.the = layout_hash(SLICE("the"));
    t->known.of = layout_hash(SLICE("of"));
    t->known.for_ = layout_hash(SLICE("for"));
    t->known.at = layout_hash(SLICE("at"));
    t->known.former = layout_hash(SLICE("former"));
    t->known.ex = layout_hash(SLICE("ex"));
    t->known.then = layout_hash(SLICE("then"));
    t->known.late = layout_hash(SLICE("late"));
    t->known.acting = layout_hash(SLICE("acting"));
    *out = t;
    return DOSSIER_OK;
}

void tagger_free(tagger *t)
{
    if (!t)
        return;
    free(t->words);
    free(t->spans);
    free(t->persons);
    free(t->mentions);
    free(t->evidence);
    free(t->touched);
    free(t->tags);
    free(t->told);
    free(t->tag_table);
    arena_free(&t->memory);
    free(t);
}

dossier_status tagger_run(tagger *t, const tagger_document *document, tagger_result *out)
{
    t->doc = document;
    t->failed = false;
    t->n_persons = t->n_mentions = 0;
    t->called = 0;
    memset(t->country_seen, 0, sizeof t->country_seen);
    arena_clear(&t->memory);
    *out = (tagger_result){0};
    tag_set_day(t);
    tag_scan(t);
    tag_names(t);
    for (size_t i = 0; i < t->n_persons; i++)
        tag_link(t, &t->persons[i]);
    tag_surnames(t);
    tag_places(t);
    tag_vote(t);
    tag_roles(t);
    if (!t->failed)
        tag_result(t, out);
    return t->failed ? DOSSIER_NO_MEMORY : DOSSIER_OK;
}
