/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Towns that settlers named after those they came from: York, Windsor, Florence, Aberdeen. Where a
 * document names a settlers' country outright, one such town alone says nothing of Europe.
 */
#include "entity/tagger_parts.h"

static const char settled[] = "US CA AU NZ";
static const char settlers[] = "GB IE FR DE IT ES NL BE GR PL PT SE NO DK CH AT";

typedef struct vote {
    uint64_t place; /* hash of a town's first word */
    bool outright;  /* the country is named itself */
    bool several;   /* more than one town of it is */
} vote;

static bool is_town(const tag_mention *m)
{
    return m->kind == ENTITY_COUNTRY && m->half &&
           (m->rule == ENTITY_BY_CITY || m->rule == ENTITY_BY_REGION ||
            m->rule == ENTITY_BY_EVIDENCE);
}

/* The country's place in a list of codes, or -1. */
static int place_in(const char *codes, const layout_entity *country)
{
    for (int i = 0; codes[i]; i += 3) {
        if (country && codes[i] == country->country[0] && codes[i + 1] == country->country[1])
            return i / 3;
        if (!codes[i + 2])
            break;
    }
    return -1;
}

static void count_votes(const tagger *t, vote *votes, bool *any_settled)
{
    for (size_t i = 0; i < t->n_mentions; i++) {
        const tag_mention *m = &t->mentions[i];
        const layout_entity *country =
            m->kind == ENTITY_COUNTRY ? gazetteer_row(t->g, m->entity) : NULL;
        int at = place_in(settlers, country);
        uint64_t place = t->words[m->first].hash;
        *any_settled |= !is_town(m) && place_in(settled, country) >= 0;
        if (at < 0)
            continue;
        votes[at].outright |= !is_town(m);
        votes[at].several |= votes[at].place && votes[at].place != place;
        votes[at].place = place;
    }
}

void tag_vote(tagger *t)
{
    vote votes[sizeof settlers / 3 + 1] = {{0}};
    bool any_settled = false;
    size_t kept = 0;
    count_votes(t, votes, &any_settled);
    for (size_t i = 0; i < t->n_mentions; i++) {
        const tag_mention *m = &t->mentions[i];
        int at = is_town(m) ? place_in(settlers, gazetteer_row(t->g, m->entity)) : -1;
        if (any_settled && at >= 0 && !votes[at].outright && !votes[at].several)
            continue;
        t->mentions[kept++] = *m;
    }
    t->n_mentions = kept;
}
