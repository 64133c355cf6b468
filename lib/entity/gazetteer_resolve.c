/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From a name that somebody typed to entities. */
#include <stdlib.h>
#include <string.h>

#include "entity/gazetteer_parts.h"
#include "entity/names.h"
#include "text/token.h"
#include "text/utf8.h"

enum { FOUND_MAX = 256, EDIT_LONGEST = 64 };

/* Which kind of entity a surface names when it is used so; ENTITY_KINDS: none that is asked for by
 * it (a city is no name of its country). */
static entity_kind kind_of_use(layout_use use)
{
    static const entity_kind kinds[USES] = {
        [USE_OFFICIAL] = ENTITY_OFFICIAL,   [USE_NAME] = ENTITY_COUNTRY,
        [USE_DEMONYM] = ENTITY_COUNTRY,     [USE_ABBREVIATION] = ENTITY_COUNTRY,
        [USE_CAPITAL] = ENTITY_COUNTRY,     [USE_METONYM] = ENTITY_COUNTRY,
        [USE_REGION] = ENTITY_KINDS,        [USE_CITY] = ENTITY_KINDS,
        [USE_PREFIX] = ENTITY_KINDS,        [USE_ORGANIZATION] = ENTITY_ORGANIZATION,
        [USE_AGREEMENT] = ENTITY_AGREEMENT, [USE_OFFICE] = ENTITY_OFFICE,
        [USE_AMBIGUOUS] = ENTITY_KINDS,     [USE_EVIDENCE] = ENTITY_KINDS,
        [USE_NOT] = ENTITY_KINDS,           [USE_BLOCK] = ENTITY_KINDS,
    };
    return use < USES ? kinds[use] : ENTITY_KINDS;
}

typedef struct finding {
    const gazetteer *g;
    gazetteer_found found[FOUND_MAX];
    size_t count;
} finding;

static void add(finding *f, uint32_t entity, bool whole)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->found[i].entity == entity)
            return;
    if (f->count < FOUND_MAX)
        f->found[f->count++] = (gazetteer_found){entity, whole};
}

/* An id in the case that ids have: RU, Q58217; slugs are lower case. */
static void find_id(finding *f, entity_kind kind, slice text)
{
    char id[64];
    if (text.len >= sizeof id)
        return;
    for (int upper = 1; upper >= 0; upper--) {
        for (size_t i = 0; i < text.len; i++) {
            char c = text.data[i];
            bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            id[i] = !letter ? c : upper ? (char)(c & ~0x20) : (char)(c | 0x20);
        }
        uint32_t found = gazetteer_find(f->g, kind, (slice){id, text.len});
        if (found != GAZETTEER_NONE)
            add(f, found, true);
    }
}

static void find_surface(finding *f, entity_kind kind, const token_list *words)
{
    const layout_edge *edge = NULL;
    uint32_t node = GAZETTEER_ROOT;
    for (size_t i = 0; i < words->count; i++) {
        const token *t = &words->tokens[i];
        if (t->flags & TOKEN_JOINED)
            continue;
        edge = gazetteer_step(f->g, node, layout_hash(token_fold(words, t)));
        if (!edge)
            return;
        node = edge->child; /* a leaf's mark makes it a node without edges, which it is */
    }
    size_t n;
    const layout_candidate *candidates = edge ? gazetteer_candidates(f->g, edge, &n) : NULL;
    for (size_t i = 0; candidates && i < n; i++)
        if (kind_of_use((layout_use)candidates[i].use) == kind)
            add(f, candidates[i].entity, true);
}

static void find_keyed(finding *f, layout_section section, uint64_t hash)
{
    size_t n;
    const layout_key *keys = gazetteer_keyed(f->g, section, hash, &n);
    for (size_t i = 0; i < n; i++)
        add(f, keys[i].official, false);
}

/* By a key of the whole name, and by the surname when it is one word. */
static void find_person(finding *f, slice folded)
{
    char key[NAME_KEY_MAX];
    size_t len = name_key(folded, key);
    if (len)
        find_keyed(f, LAYOUT_KEYS, name_key_hash((slice){key, len}));
    else if (folded.len)
        find_keyed(f, LAYOUT_SURNAMES, layout_hash(folded));
}

static int best_first(const void *a, const void *b, void *ctx)
{
    const gazetteer_found *x = a, *y = b;
    const layout_entity *p = gazetteer_row(ctx, x->entity), *q = gazetteer_row(ctx, y->entity);
    if (x->whole != y->whole)
        return x->whole ? -1 : 1;
    if (p && q && p->rank != q->rank)
        return p->rank < q->rank ? -1 : 1;
    return x->entity < y->entity ? -1 : x->entity > y->entity;
}

size_t gazetteer_resolve(const gazetteer *g, entity_kind kind, slice text, gazetteer_found *out,
                         size_t max)
{
    finding f = {.g = g};
    token_list words = TOKEN_LIST_INIT;
    buf folded = BUF_INIT(1 << 16);
    text = slice_trim(text);
    find_id(&f, kind, text);
    if (token_scan(&words, text, 0) == DOSSIER_OK)
        find_surface(&f, kind, &words);
    utf8_fold(text.data, text.len, &folded);
    if (kind == ENTITY_OFFICIAL && !folded.failed)
        find_person(&f, slice_trim(buf_slice(&folded)));
    qsort_r(f.found, f.count, sizeof *f.found, best_first, (void *)g);
    for (size_t i = 0; i < f.count && i < max; i++)
        out[i] = f.found[i];
    token_list_free(&words);
    buf_free(&folded);
    return f.count;
}

/* Edits (insert, leave out, change) between two short texts, or `most` + 1 when there are more.
 * The usual table, one row at a time (Wagner and Fischer 1974). */
static unsigned edits(slice a, slice b, unsigned most)
{
    unsigned row[EDIT_LONGEST + 1];
    if (a.len > EDIT_LONGEST || b.len > EDIT_LONGEST || a.len > b.len + most ||
        b.len > a.len + most)
        return most + 1;
    for (size_t k = 0; k <= b.len; k++)
        row[k] = (unsigned)k;
    for (size_t i = 1; i <= a.len; i++) {
        unsigned corner = row[0], least = row[0] = (unsigned)i;
        for (size_t k = 1; k <= b.len; k++) {
            unsigned change = corner + (a.data[i - 1] != b.data[k - 1]);
            unsigned step = (row[k] < row[k - 1] ? row[k] : row[k - 1]) + 1;
            corner = row[k];
            row[k] = change < step ? change : step;
            least = row[k] < least ? row[k] : least;
        }
        if (least > most)
            return most + 1;
    }
    return row[b.len];
}

/* How far the closest spelling of an entity is from the text; its last word alone counts too. */
static unsigned distance(const gazetteer *g, uint32_t number, slice text, unsigned most)
{
    unsigned best = most + 1;
    slice spelling;
    for (size_t i = 0; gazetteer_spelling(g, number, i, &spelling); i++) {
        unsigned d = edits(spelling, text, most);
        const char *space = memrchr(spelling.data, ' ', spelling.len);
        if (space && d > 0) {
            slice last = {space + 1, spelling.len - (size_t)(space + 1 - spelling.data)};
            unsigned of_last = edits(last, text, most);
            d = of_last < d ? of_last : d;
        }
        best = d < best ? d : best;
    }
    return best;
}

typedef struct near {
    uint32_t entity;
    uint32_t rank;
    unsigned distance;
} near;

/* Keeps the list sorted: closer, more prominent ones first. */
static size_t insert(near *list, size_t count, size_t max, near item)
{
    size_t at = count < max ? count : max;
    while (at > 0 && (item.distance < list[at - 1].distance ||
                      (item.distance == list[at - 1].distance && item.rank < list[at - 1].rank))) {
        if (at < max)
            list[at] = list[at - 1];
        at--;
    }
    if (at < max)
        list[at] = item;
    return count < max ? count + 1 : max;
}

size_t gazetteer_nearest(const gazetteer *g, entity_kind kind, slice text, uint32_t *out,
                         size_t max)
{
    enum { NEAREST_MAX = 16, SHORT = 5 };
    near list[NEAREST_MAX];
    size_t count = 0;
    buf folded = BUF_INIT(1 << 16);
    utf8_fold(text.data, text.len, &folded);
    slice wanted = slice_trim(buf_slice(&folded));
    unsigned most = wanted.len <= SHORT ? 1 : 2;
    max = max < NEAREST_MAX ? max : NEAREST_MAX;
    for (size_t i = 0; i < g->count[LAYOUT_ENTITIES] && !folded.failed && max; i++) {
        const layout_entity *row = &g->entities[i];
        if (row->kind != (uint8_t)kind)
            continue;
        unsigned d = distance(g, (uint32_t)i, wanted, most);
        if (d <= most)
            count = insert(list, count, max, (near){(uint32_t)i, row->rank, d});
    }
    for (size_t i = 0; i < count; i++)
        out[i] = list[i].entity;
    buf_free(&folded);
    return count;
}
