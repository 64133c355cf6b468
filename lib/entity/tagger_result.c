/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mentions added up to tags: what each entity weighs, and which countries a document is about. */
#include <stdlib.h>
#include <string.h>

#include "entity/tagger_parts.h"

/* What a whole mention weighs in each zone, in halves; a half mention weighs half. */
static const uint32_t zone_weight[ENTITY_ZONES] = {
    [ENTITY_IN_TITLE] = 8,   [ENTITY_IN_LEAD] = 6,     [ENTITY_IN_BODY] = 2,
    [ENTITY_IN_HEADING] = 4, [ENTITY_IN_DATELINE] = 1,
};

/* How sure a rule is, in percent. */
static const uint8_t confidence[ENTITY_RULES] = {
    [ENTITY_BY_NAME] = 98,    [ENTITY_BY_DEMONYM] = 97,      [ENTITY_BY_ABBREVIATION] = 97,
    [ENTITY_BY_CAPITAL] = 80, [ENTITY_BY_METONYM] = 95,      [ENTITY_BY_REGION] = 80,
    [ENTITY_BY_CITY] = 70,    [ENTITY_BY_EVIDENCE] = 75,     [ENTITY_BY_SPELLING] = 88,
    [ENTITY_BY_TITLE] = 92,   [ENTITY_BY_SURNAME] = 93,      [ENTITY_BY_PROMINENCE] = 75,
    [ENTITY_BY_OFFICE] = 85,  [ENTITY_BY_INTRODUCTION] = 60,
};

static uint64_t tag_hash(uint8_t kind, uint32_t entity, slice id)
{
    return layout_edge_key((uint32_t)kind + 1,
                           entity != GAZETTEER_NONE ? (uint64_t)entity + 1 : layout_hash(id));
}

static bool same_tag(const tagger_tag *tag, uint8_t kind, uint32_t entity, slice id)
{
    return tag->kind == (entity_kind)kind && tag->entity == entity &&
           (entity != GAZETTEER_NONE || slice_equal(tag->id, id));
}

static bool grow_table(tagger *t)
{
    size_t size = t->tag_table_size ? t->tag_table_size * 2 : 256;
    uint32_t *table = calloc(size, sizeof *table);
    if (!table) {
        t->failed = true;
        return false;
    }
    for (size_t i = 0; i < t->n_tags; i++) {
        const tagger_tag *tag = &t->tags[i];
        size_t at = tag_hash((uint8_t)tag->kind, tag->entity, tag->id) & (size - 1);
        while (table[at])
            at = (at + 1) & (size - 1);
        table[at] = (uint32_t)i + 1;
    }
    free(t->tag_table);
    t->tag_table = table;
    t->tag_table_size = size;
    return true;
}

static void describe(const tagger *t, tagger_tag *tag)
{
    gazetteer_entity e;
    gazetteer_term term;
    if (tag->entity == GAZETTEER_NONE || !gazetteer_entity_at(t->g, tag->entity, &e))
        return;
    tag->id = e.id;
    tag->name = e.name;
    memcpy(tag->country, e.country, sizeof tag->country);
    if (tag->kind == ENTITY_OFFICIAL && gazetteer_office_on(t->g, tag->entity, t->doc->when, &term))
        tag->office = term.title;
}

/* The tag of an entity, made when it is new; NULL without memory. */
static tagger_tag *tag_of(tagger *t, uint8_t kind, uint32_t entity, const tag_person *p)
{
    slice id = p ? p->id : (slice){NULL, 0};
    if (t->n_tags * 2 >= t->tag_table_size && !grow_table(t))
        return NULL;
    size_t at = tag_hash(kind, entity, id) & (t->tag_table_size - 1);
    for (; t->tag_table[at]; at = (at + 1) & (t->tag_table_size - 1))
        if (same_tag(&t->tags[t->tag_table[at] - 1], kind, entity, id))
            return &t->tags[t->tag_table[at] - 1];
    if (!TAG_ROOM(t, tags))
        return NULL;
    tagger_tag *tag = &t->tags[t->n_tags++];
    *tag = (tagger_tag){.kind = (entity_kind)kind, .entity = entity, .id = id};
    if (p) {
        gazetteer_entity office;
        tag->name = p->name;
        if (gazetteer_entity_at(t->g, p->title.office, &office))
            tag->office = office.name;
        if (gazetteer_entity_at(t->g, p->title.country, &office))
            memcpy(tag->country, office.country, sizeof tag->country);
    }
    describe(t, tag);
    t->tag_table[at] = (uint32_t)t->n_tags;
    return tag;
}

static void tell(tagger *t, size_t n, const tag_mention *m, uint32_t tag, uint8_t rule,
                 uint8_t percent)
{
    const tag_word *first = &t->words[m->first];
    const token *a = &t->doc->tokens->tokens[first->token];
    const token *b = &t->doc->tokens->tokens[t->words[m->end - 1].token];
    t->told[n] = (tagger_mention){.tag = tag,
                                  .token = first->token,
                                  .n_tokens = t->words[m->end - 1].token - first->token + 1,
                                  .offset = a->offset,
                                  .length = b->offset + b->length - a->offset,
                                  .zone = (uint8_t)t->doc->zones[first->zone].zone,
                                  .rule = rule,
                                  .confidence = percent};
}

/* Adds up one mention; false when it is nobody that is tagged. */
static bool count(tagger *t, size_t n, const tag_mention *m)
{
    const tag_person *p = m->person == NO_PERSON ? NULL : &t->persons[m->person];
    uint32_t entity = p ? p->official : m->entity;
    uint8_t rule = m->rule;
    if (p && entity == GAZETTEER_NONE && !p->provisional)
        return false;
    if (p && rule == ENTITY_BY_NAME)
        rule = p->rule;
    tagger_tag *tag = tag_of(t, m->kind, entity, entity == GAZETTEER_NONE ? p : NULL);
    if (!tag)
        return false;
    uint32_t weight = zone_weight[t->doc->zones[t->words[m->first].zone].zone];
    uint8_t percent = confidence[rule];
    tag->zones |= (uint8_t)(1u << t->doc->zones[t->words[m->first].zone].zone);
    tag->halves += m->half ? 1 : 2;
    tag->weight += m->half ? (weight + 1) / 2 : weight;
    tag->confidence = percent > tag->confidence ? percent : tag->confidence;
    tell(t, n, m, (uint32_t)(tag - t->tags), rule, percent);
    return true;
}

static int by_place(const void *a, const void *b)
{
    const tag_mention *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->end != y->end)
        return x->end > y->end ? -1 : 1;
    return x->kind - y->kind;
}

static int by_weight(const void *a, const void *b, void *ctx)
{
    const tagger_tag *tags = ctx;
    const tagger_tag *x = &tags[*(const uint32_t *)a], *y = &tags[*(const uint32_t *)b];
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return slice_compare(x->id, y->id);
}

/* Tags into their order, and the mentions' numbers with them. */
static bool put_in_order(tagger *t, size_t n_mentions)
{
    size_t n = t->n_tags;
    uint32_t *order = calloc(n + 1, 2 * sizeof *order);
    tagger_tag *sorted = calloc(n + 1, sizeof *sorted);
    if (order && sorted) {
        uint32_t *place = order + n + 1;
        for (size_t i = 0; i < n; i++)
            order[i] = (uint32_t)i;
        if (n)
            qsort_r(order, n, sizeof *order, by_weight, t->tags);
        for (size_t i = 0; i < n; i++) {
            sorted[i] = t->tags[order[i]];
            place[order[i]] = (uint32_t)i;
        }
        if (n)
            memcpy(t->tags, sorted, n * sizeof *sorted);
        for (size_t i = 0; i < n_mentions; i++)
            t->told[i].tag = place[t->told[i].tag];
    }
    bool done = order && sorted;
    t->failed |= !done;
    free(order);
    free(sorted);
    return done;
}

/* A document is about the countries that weigh at least half of what the heaviest does, three at
 * most, if they are more than named in passing. */
static void mark_focus(tagger *t)
{
    enum { LEAST = 4, MOST = 3 };
    uint32_t heaviest = 0;
    int marked = 0;
    for (size_t i = 0; i < t->n_tags && marked < MOST; i++) {
        tagger_tag *tag = &t->tags[i];
        if (tag->kind != ENTITY_COUNTRY)
            continue;
        if (!heaviest)
            heaviest = tag->weight;
        if (tag->weight < LEAST || tag->weight * 2 < heaviest)
            break;
        tag->focus = true;
        marked++;
    }
}

void tag_result(tagger *t, tagger_result *out)
{
    size_t n = 0;
    t->n_tags = 0;
    if (t->tag_table)
        memset(t->tag_table, 0, t->tag_table_size * sizeof *t->tag_table);
    if (t->n_mentions > t->cap_told) {
        tagger_mention *told = realloc(t->told, t->n_mentions * sizeof *told);
        if (!told) {
            t->failed = true;
            return;
        }
        t->told = told;
        t->cap_told = t->n_mentions;
    }
    if (t->n_mentions)
        qsort(t->mentions, t->n_mentions, sizeof *t->mentions, by_place);
    for (size_t i = 0; i < t->n_mentions; i++)
        n += count(t, n, &t->mentions[i]);
    if (t->failed || !put_in_order(t, n))
        return;
    mark_focus(t);
    *out = (tagger_result){t->tags, t->n_tags, t->told, n};
}
