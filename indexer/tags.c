/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/tags.h"

#include <stdlib.h>
#include <string.h>

#include "store/fields.h"
#include "text/utf8.h"

enum { COUNTED_MENTIONS = 15, VALUE_MAX = 4096 };

struct tag_maker {
    const gazetteer *facts;
    tagger *tagger;
    tagger_zone *zones;
    size_t n_zones, cap_zones;
    bool has_body;
    buf id;   /* folded */
    buf list; /* a value */
};

/* The field of each kind, and the slot of its list (SLOT_NONE: it is not counted). */
static const struct {
    field_id field;
    int slot;
} kinds[ENTITY_KINDS] = {
    [ENTITY_OFFICIAL] = {FIELD_OFFICIAL, SLOT_OFFICIALS},
    [ENTITY_COUNTRY] = {FIELD_COUNTRY, SLOT_COUNTRIES},
    [ENTITY_ORGANIZATION] = {FIELD_ORGANIZATION, SLOT_ORGANIZATIONS},
    [ENTITY_AGREEMENT] = {FIELD_AGREEMENT, SLOT_AGREEMENTS},
    [ENTITY_OFFICE] = {FIELD_OFFICE, SLOT_NONE},
};

dossier_status tag_maker_create(const gazetteer *g, tag_maker **out)
{
    tag_maker *maker = calloc(1, sizeof *maker);
    *out = NULL;
    if (!maker)
        return DOSSIER_NO_MEMORY;
    maker->facts = g;
    maker->id = BUF_INIT(1 << 16);
    maker->list = BUF_INIT(VALUE_MAX);
    if (tagger_create(g, &maker->tagger) != DOSSIER_OK) {
        tag_maker_free(maker);
        return DOSSIER_NO_MEMORY;
    }
    *out = maker;
    return DOSSIER_OK;
}

void tag_maker_free(tag_maker *maker)
{
    if (!maker)
        return;
    tagger_free(maker->tagger);
    free(maker->zones);
    buf_free(&maker->id);
    buf_free(&maker->list);
    free(maker);
}

void tag_maker_begin(tag_maker *maker)
{
    maker->n_zones = 0;
    maker->has_body = false;
}

dossier_status tag_maker_zone(tag_maker *maker, entity_zone zone, size_t first, size_t end,
                              slice text, uint32_t base)
{
    if (first == end)
        return DOSSIER_OK;
    if (maker->n_zones == maker->cap_zones) {
        size_t wanted = maker->cap_zones ? maker->cap_zones * 2 : 32;
        tagger_zone *zones = reallocarray(maker->zones, wanted, sizeof *zones);
        if (!zones)
            return DOSSIER_NO_MEMORY;
        maker->zones = zones;
        maker->cap_zones = wanted;
    }
    maker->zones[maker->n_zones++] = (tagger_zone){first, end, zone, text, base};
    return DOSSIER_OK;
}

dossier_status tag_maker_body(tag_maker *maker, const token_list *tokens, size_t first, size_t end,
                              slice text, uint32_t base)
{
    size_t lead = first;
    if (!maker->has_body && first < end) {
        maker->has_body = true;
        lead = first + 1;
        while (lead < end && !(tokens->tokens[lead].flags & TOKEN_PARAGRAPH))
            lead++;
        dossier_status status = tag_maker_zone(maker, ENTITY_IN_LEAD, first, lead, text, base);
        if (status != DOSSIER_OK)
            return status;
    }
    return tag_maker_zone(maker, ENTITY_IN_BODY, lead, end, text, base);
}

static slice fold_id(tag_maker *maker, slice id)
{
    buf_clear(&maker->id);
    utf8_fold(id.data, id.len, &maker->id);
    return buf_slice(&maker->id);
}

/* What the document says of the entity, as a term's frequency. */
static uint32_t weight_of(const tagger_tag *t)
{
    enum { TITLE_WDF = 3, LEAD_WDF = 2 };
    uint32_t wdf = (t->halves + 1) / 2;
    wdf = wdf < COUNTED_MENTIONS ? wdf : COUNTED_MENTIONS;
    return wdf + (t->zones >> ENTITY_IN_TITLE & 1 ? TITLE_WDF : 0) +
           (t->zones >> ENTITY_IN_LEAD & 1 ? LEAD_WDF : 0);
}

static const char *prefix_of(const tagger_tag *t)
{
    return field_table[kinds[t->kind].field].prefix;
}

static void add_terms(tag_maker *maker, const token_list *tokens, const tagger_result *found,
                      draft *out)
{
    for (size_t i = 0; i < found->n_mentions; i++) {
        const tagger_mention *m = &found->mentions[i];
        const tagger_tag *t = &found->tags[m->tag];
        draft_add(out, prefix_of(t), fold_id(maker, t->id), tokens->tokens[m->token].position, 0);
    }
    for (size_t i = 0; i < found->n_tags; i++) {
        const tagger_tag *t = &found->tags[i];
        slice id = fold_id(maker, t->id);
        draft_add(out, prefix_of(t), id, DRAFT_NO_POSITION, weight_of(t));
        if (t->focus)
            draft_add(out, field_table[FIELD_ABOUT].prefix, id, DRAFT_NO_POSITION, 1);
    }
}

static void add_values(tag_maker *maker, const tagger_result *found, draft *out)
{
    for (size_t kind = 0; kind < ENTITY_KINDS; kind++) {
        if (kinds[kind].slot == SLOT_NONE)
            continue;
        buf_clear(&maker->list);
        for (size_t i = 0; i < found->n_tags; i++)
            if (found->tags[i].kind == (entity_kind)kind)
                field_list_add(&maker->list, found->tags[i].id);
        draft_value(out, (uint32_t)kinds[kind].slot, buf_slice(&maker->list));
    }
}

static dossier_status add_record(const tagger_result *found, record *r)
{
    dossier_status status = DOSSIER_OK;
    record_clear_entities(r);
    for (size_t i = 0; i < found->n_tags && status == DOSSIER_OK; i++) {
        const tagger_tag *t = &found->tags[i];
        record_entity entity = {.kind = (uint8_t)t->kind,
                                .id = t->id,
                                .name = t->name,
                                .office = t->office,
                                .halves = t->halves,
                                .weight = t->weight,
                                .confidence = t->confidence,
                                .focus = t->focus,
                                .provisional = t->entity == GAZETTEER_NONE};
        memcpy(entity.country, t->country, sizeof entity.country);
        status = record_add_entity(r, &entity);
    }
    for (size_t i = 0; i < found->n_mentions && status == DOSSIER_OK; i++) {
        const tagger_mention *m = &found->mentions[i];
        const record_mention mention = {.entity = m->tag,
                                        .offset = m->offset,
                                        .length = m->length,
                                        .zone = m->zone,
                                        .rule = m->rule,
                                        .confidence = m->confidence};
        status = record_add_mention(r, &mention);
    }
    return status;
}

dossier_status tag_maker_finish(tag_maker *maker, const token_list *tokens, record *r, draft *out)
{
    tagger_result found;
    const tagger_document document = {
        .tokens = tokens, .zones = maker->zones, .n_zones = maker->n_zones, .when = r->published};
    dossier_status status = tagger_run(maker->tagger, &document, &found);
    if (status != DOSSIER_OK)
        return status;
    add_terms(maker, tokens, &found, out);
    add_values(maker, &found, out);
    return add_record(&found, r);
}
