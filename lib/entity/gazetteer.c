/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity/gazetteer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "entity/gazetteer_parts.h"

static const size_t row_size[LAYOUT_SECTIONS] = {
    [LAYOUT_STRINGS] = 1,
    [LAYOUT_ENTITIES] = sizeof(layout_entity),
    [LAYOUT_TERMS] = sizeof(layout_term),
    [LAYOUT_HOLDERS] = sizeof(uint32_t),
    [LAYOUT_SPELLINGS] = sizeof(uint32_t),
    [LAYOUT_EDGES] = sizeof(layout_edge),
    [LAYOUT_SETS] = 1,
    [LAYOUT_PAIRS] = 1,
    [LAYOUT_CANDIDATES] = sizeof(layout_candidate),
    [LAYOUT_READINGS] = sizeof(layout_reading),
    [LAYOUT_WORDS] = sizeof(layout_word),
    [LAYOUT_SURNAMES] = sizeof(layout_key),
    [LAYOUT_KEYS] = sizeof(layout_key),
};

static bool section_fits(const layout_header *header, layout_section s, size_t len)
{
    uint64_t offset = header->section[s].offset, count = header->section[s].count;
    return offset % 8 == 0 && offset <= len && count <= (len - offset) / row_size[s] &&
           count < UINT32_MAX;
}

/* A hash table's size is a power of two, and one place of it at least is free, or a search would
 * not end. */
static bool table_works(const char *rows, size_t size, size_t row)
{
    if (size & (size - 1))
        return false;
    for (size_t i = 0; i < size; i++) {
        uint64_t key;
        memcpy(&key, rows + i * row, sizeof key);
        if (!key)
            return true;
    }
    return size == 0;
}

static bool lay_out(gazetteer *g)
{
    layout_header header;
    if (g->len < sizeof header)
        return false;
    memcpy(&header, g->bytes, sizeof header);
    for (size_t s = 0; s < LAYOUT_SECTIONS; s++) {
        if (!section_fits(&header, (layout_section)s, g->len))
            return false;
        g->count[s] = header.section[s].count;
    }
    const void *at[LAYOUT_SECTIONS];
    for (size_t s = 0; s < LAYOUT_SECTIONS; s++)
        at[s] = g->bytes + header.section[s].offset;
    g->fingerprint = header.fingerprint;
    g->strings = at[LAYOUT_STRINGS];
    g->entities = at[LAYOUT_ENTITIES];
    g->terms = at[LAYOUT_TERMS];
    g->holders = at[LAYOUT_HOLDERS];
    g->spellings = at[LAYOUT_SPELLINGS];
    g->edges = at[LAYOUT_EDGES];
    g->sets = at[LAYOUT_SETS];
    g->pairs = at[LAYOUT_PAIRS];
    g->candidates = at[LAYOUT_CANDIDATES];
    g->readings = at[LAYOUT_READINGS];
    g->words = at[LAYOUT_WORDS];
    g->surnames = at[LAYOUT_SURNAMES];
    g->keys = at[LAYOUT_KEYS];
    return g->count[LAYOUT_SETS] == LAYOUT_SET_PLACES / 2 &&
           g->count[LAYOUT_PAIRS] == LAYOUT_PAIR_PLACES / 8 &&
           table_works(at[LAYOUT_EDGES], g->count[LAYOUT_EDGES], sizeof(layout_edge)) &&
           table_works(at[LAYOUT_WORDS], g->count[LAYOUT_WORDS], sizeof(layout_word));
}

static dossier_status tell(dossier_error *error, dossier_status status, int number,
                           const char *path, const char *what)
{
    if (error) {
        *error = (dossier_error){.status = status, .sys_errno = number};
        snprintf(error->message, sizeof error->message, "the gazetteer %s %s%s%s", path, what,
                 number ? ": " : "", number ? strerror(number) : "");
        snprintf(error->hint, sizeof error->hint, "dossier-index --retag makes it anew");
    }
    return status;
}

static dossier_status check(gazetteer *g, const char *path, dossier_error *error)
{
    if (g->len < sizeof LAYOUT_MAGIC - 1 ||
        memcmp(g->bytes, LAYOUT_MAGIC, sizeof LAYOUT_MAGIC - 1) != 0)
        return tell(error, DOSSIER_SCHEMA, 0, path, "was made by another version of Dossier");
    return lay_out(g) ? DOSSIER_OK : tell(error, DOSSIER_CORRUPT, 0, path, "is damaged");
}

dossier_status gazetteer_of_bytes(slice bytes, gazetteer **out, dossier_error *error)
{
    gazetteer *g = calloc(1, sizeof *g);
    *out = NULL;
    if (!g)
        return DOSSIER_NO_MEMORY;
    g->bytes = bytes.data;
    g->len = bytes.len;
    dossier_status status = check(g, "in memory", error);
    if (status == DOSSIER_OK)
        *out = g;
    else
        free(g);
    return status;
}

dossier_status gazetteer_open(const char *path, gazetteer **out, dossier_error *error)
{
    struct stat st;
    dossier_status status = DOSSIER_OK;
    gazetteer *g = calloc(1, sizeof *g);
    *out = NULL;
    if (!g)
        return DOSSIER_NO_MEMORY;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0) {
        status = tell(error, DOSSIER_IO, errno, path, "can't be opened");
    } else if (st.st_size > 0) {
        void *bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
        if (bytes == MAP_FAILED) {
            status = tell(error, DOSSIER_IO, errno, path, "can't be read");
        } else {
            g->bytes = bytes;
            g->len = (size_t)st.st_size;
            g->mapped = true;
        }
    }
    if (fd >= 0)
        close(fd);
    if (status == DOSSIER_OK)
        status = check(g, path, error);
    if (status == DOSSIER_OK)
        *out = g;
    else
        gazetteer_free(g);
    return status;
}

void gazetteer_free(gazetteer *g)
{
    if (!g)
        return;
    if (g->mapped)
        munmap((void *)g->bytes, g->len);
    free(g);
}

uint64_t gazetteer_fingerprint(const gazetteer *g)
{
    return g->fingerprint;
}

size_t gazetteer_entities(const gazetteer *g)
{
    return g->count[LAYOUT_ENTITIES];
}

slice gazetteer_string(const gazetteer *g, uint32_t string)
{
    size_t size = g->count[LAYOUT_STRINGS];
    if (size < 2 || string > size - 2)
        return (slice){NULL, 0};
    const unsigned char *p = (const unsigned char *)g->strings + string;
    size_t len = (size_t)p[0] | (size_t)p[1] << 8;
    return len <= size - 2 - string ? (slice){(const char *)p + 2, len} : (slice){NULL, 0};
}

const layout_entity *gazetteer_row(const gazetteer *g, uint32_t number)
{
    return number < g->count[LAYOUT_ENTITIES] ? &g->entities[number] : NULL;
}

static void set_country(char out[3], const char country[2])
{
    memcpy(out, country, 2);
    out[2] = '\0';
}

bool gazetteer_entity_at(const gazetteer *g, uint32_t number, gazetteer_entity *out)
{
    const layout_entity *row = gazetteer_row(g, number);
    if (!row || row->kind >= ENTITY_KINDS)
        return false;
    *out = (gazetteer_entity){.number = number,
                              .kind = (entity_kind)row->kind,
                              .id = gazetteer_string(g, row->id),
                              .name = gazetteer_string(g, row->name),
                              .listed = row->flags & LAYOUT_LISTED};
    set_country(out->country, row->country);
    return true;
}

uint32_t gazetteer_find(const gazetteer *g, entity_kind kind, slice id)
{
    size_t low = 0, high = g->count[LAYOUT_ENTITIES];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const layout_entity *row = &g->entities[middle];
        int order = row->kind != (uint8_t)kind ? (row->kind < (uint8_t)kind ? -1 : 1)
                                               : slice_compare(gazetteer_string(g, row->id), id);
        if (order == 0)
            return (uint32_t)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return GAZETTEER_NONE;
}

bool gazetteer_spelling(const gazetteer *g, uint32_t entity, size_t i, slice *out)
{
    const layout_entity *row = gazetteer_row(g, entity);
    if (!row || i >= row->n_spellings || row->first_spelling + i >= g->count[LAYOUT_SPELLINGS])
        return false;
    *out = gazetteer_string(g, g->spellings[row->first_spelling + i]);
    return true;
}

const layout_edge *gazetteer_step(const gazetteer *g, uint32_t node, uint64_t word)
{
    size_t size = g->count[LAYOUT_EDGES];
    uint64_t key = layout_edge_key(node, word);
    if (!size)
        return NULL;
    for (size_t at = key & (size - 1); g->edges[at].key; at = (at + 1) & (size - 1))
        if (g->edges[at].key == key)
            return &g->edges[at];
    return NULL;
}

const layout_candidate *gazetteer_candidates(const gazetteer *g, const layout_edge *edge, size_t *n)
{
    size_t count = g->count[LAYOUT_CANDIDATES], at = edge->candidate;
    if (at >= count)
        return NULL;
    for (*n = 1; at + *n < count && !(g->candidates[at + *n - 1].flags & LAYOUT_LAST);)
        ++*n;
    return &g->candidates[at];
}

unsigned gazetteer_word(const gazetteer *g, uint64_t word)
{
    size_t size = g->count[LAYOUT_WORDS];
    if (!size || !(gazetteer_sets(g, word) & SET_WORD))
        return 0;
    for (size_t at = word & (size - 1); g->words[at].hash; at = (at + 1) & (size - 1))
        if (g->words[at].hash == word)
            return (unsigned)g->words[at].flags;
    return 0;
}

const layout_key *gazetteer_keyed(const gazetteer *g, layout_section section, uint64_t hash,
                                  size_t *n)
{
    enum { NEAR = 256 };
    const layout_key *keys = section == LAYOUT_SURNAMES ? g->surnames : g->keys;
    size_t low = 0, high = g->count[section];
    *n = 0;
    if (section == LAYOUT_SURNAMES && !(gazetteer_sets(g, hash) & SET_NAME))
        return NULL;
    /* Hashes are spread evenly: the place is nearly where the hash says. */
    size_t guess = (size_t)((hash >> 32) * high >> 32);
    if (guess >= NEAR && keys[guess - NEAR].hash < hash)
        low = guess - NEAR;
    if (guess + NEAR < high && keys[guess + NEAR].hash >= hash)
        high = guess + NEAR;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keys[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    while (low + *n < g->count[section] && keys[low + *n].hash == hash)
        ++*n;
    return *n ? &keys[low] : NULL;
}

bool gazetteer_limit_allows(slice limit, const char country[2])
{
    for (size_t i = 0; i + 2 <= limit.len; i += 3)
        if (memcmp(limit.data + i, country, 2) == 0)
            return true;
    return !limit.len;
}
