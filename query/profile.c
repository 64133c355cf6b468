/* SPDX-License-Identifier: GPL-2.0-or-later */
/* profile: what is known of an entity, and how the documents name it. Defines dossier_profiles_*.
 */
#include <stdlib.h>
#include <string.h>

#include "query/mention.h"
#include "query/tally.h"
#include "query/whom.h"
#include "store/error.h"
#include "store/index.h"
#include "text/date.h"

struct dossier_profiles {
    reader *reader; /* borrowed */
    book *book;
    record record;
    record_codec *codec;
    arena memory;
    dossier_profile *list;
    size_t n;
};

static dossier_status take_list(dossier_profiles *all, tally *counts, dossier_facet_value **out,
                                size_t *n)
{
    *n = counts->n;
    *out = arena_alloc(&all->memory, counts->n * sizeof **out);
    if (!*out || counts->failed)
        return DOSSIER_NO_MEMORY;
    memcpy(*out, counts->items, counts->n * sizeof **out);
    return DOSSIER_OK;
}

/* ---- the gazetteer's part ---- */

static dossier_status read_offices(dossier_profiles *all, const gazetteer *g, uint32_t number,
                                   dossier_profile *p)
{
    gazetteer_term term;
    size_t n = 0;
    while (gazetteer_term_of(g, number, n, &term))
        n++;
    dossier_held *held = arena_alloc(&all->memory, n * sizeof *held);
    p->offices = held;
    if (!held)
        return DOSSIER_NO_MEMORY;
    for (; gazetteer_term_of(g, number, p->n_offices, &term); p->n_offices++)
        held[p->n_offices] = (dossier_held){
            term.title, arena_copy(&all->memory, slice_of(term.country)), term.from, term.to};
    return DOSSIER_OK;
}

static dossier_status read_aliases(dossier_profiles *all, const gazetteer *g, uint32_t number,
                                   dossier_profile *p)
{
    slice spelling;
    size_t n = 0;
    while (gazetteer_spelling(g, number, n, &spelling))
        n++;
    dossier_text *aliases = arena_alloc(&all->memory, n * sizeof *aliases);
    p->aliases = aliases;
    if (!aliases)
        return DOSSIER_NO_MEMORY;
    for (size_t i = 0; gazetteer_spelling(g, number, i, &spelling); i++)
        if (!slice_equal_nocase(spelling, p->name))
            aliases[p->n_aliases++] = spelling;
    return DOSSIER_OK;
}

static dossier_status read_facts(dossier_profiles *all, entity_kind kind, dossier_profile *p)
{
    uint32_t number;
    gazetteer_entity e;
    const gazetteer *g = book_find(all->book, kind, p->id, &number);
    p->provisional = !g;
    if (!g || !gazetteer_entity_at(g, number, &e))
        return DOSSIER_OK;
    p->country = arena_copy(&all->memory, slice_of(e.country));
    dossier_status status = read_aliases(all, g, number, p);
    if (status == DOSSIER_OK && kind == ENTITY_OFFICIAL)
        status = read_offices(all, g, number, p);
    return status;
}

/* ---- the documents' part ---- */

static dossier_status read_document(dossier_profiles *all, xapian_docid docid, dossier_error *error)
{
    slice stored;
    dossier_status status = reader_stored(all->reader, docid, &stored, error);
    if (status != DOSSIER_OK)
        return status;
    status = record_decode(stored, &all->record);
    if (status == DOSSIER_OK)
        status = record_inflate(all->codec, stored, &all->record, SIZE_MAX);
    if (status == DOSSIER_OK)
        status = record_read_entities(all->codec, stored, &all->record);
    if (status == DOSSIER_CORRUPT) {
        error_set(error, status, "the stored document number %u is damaged", (unsigned)docid);
        error_hint(error, "run dossier-index --check to see what else is");
    }
    return status;
}

static bool is_it(const record_entity *e, entity_kind kind, slice id)
{
    return e->kind == kind && slice_equal_nocase(e->id, id);
}

static void count_document(const record *r, entity_kind kind, dossier_profile *p, tally *spellings,
                           tally *months)
{
    char month[16];
    p->documents++;
    if (r->published) {
        date_format(r->published, month);
        tally_add(months, (slice){month, strnlen(month, sizeof "2017-09" - 1)});
    }
    for (size_t i = 0; i < r->n_mentions; i++) {
        const record_mention *m = &r->mentions[i];
        if (!is_it(&r->entities[m->entity], kind, p->id))
            continue;
        p->mentions++;
        tally_add(spellings, mention_surface(r, m));
    }
}

static dossier_status count_documents(dossier_profiles *all, const whom *one, entity_kind kind,
                                      dossier_profile *p, tally *spellings, tally *months,
                                      dossier_error *error)
{
    xapian_posting_iter *it;
    xapian_error cause;
    dossier_status status = DOSSIER_OK;
    xapian_status got = xapian_database_postlist(reader_database(all->reader), one->term.data,
                                                 one->term.len, &it, &cause);
    while (got == XAPIAN_OK && status == DOSSIER_OK &&
           (got = xapian_posting_iter_next(it, &cause)) == XAPIAN_OK) {
        status = read_document(all, xapian_posting_iter_docid(it), error);
        if (status == DOSSIER_OK)
            count_document(&all->record, kind, p, spellings, months);
    }
    xapian_posting_iter_free(it);
    if (status == DOSSIER_OK && got != XAPIAN_END)
        return error_xapian(error, "the documents can't be read", &cause);
    return status;
}

/* ---- putting together ---- */

static dossier_status describe(dossier_profiles *all, const whom *one, entity_kind kind,
                               dossier_error *error)
{
    dossier_profile *p = &all->list[all->n++];
    dossier_facet_value *list;
    tally spellings = {.memory = &all->memory}, months = {.memory = &all->memory};
    *p = (dossier_profile){.kind = entity_kind_name(kind), .id = one->id, .name = one->name};
    dossier_status status = count_documents(all, one, kind, p, &spellings, &months, error);
    if (status == DOSSIER_OK)
        status = read_facts(all, kind, p);
    tally_sort(&spellings);
    if (status == DOSSIER_OK)
        status = take_list(all, &spellings, &list, &p->n_spellings);
    if (status == DOSSIER_OK)
        p->spellings = list;
    if (status == DOSSIER_OK)
        status = take_list(all, &months, &list, &p->n_months);
    if (status == DOSSIER_OK)
        p->months = list;
    tally_free(&spellings);
    tally_free(&months);
    return status == DOSSIER_NO_MEMORY ? error_no_memory(error) : status;
}

typedef struct candidates {
    whom list[WHOM_MAX];
    size_t n;
    entity_kind kind;
} candidates;

/* Of all kinds together: is one named by the whole text, does some document have one? */
typedef struct merits {
    bool whole, found;
} merits;

static bool is_worse(const whom *one, merits best)
{
    return (best.whole && !one->whole) || (best.found && one->documents == 0);
}

static dossier_status describe_best(dossier_profiles *all, const candidates *kinds, size_t n,
                                    dossier_error *error)
{
    merits best = {false, false};
    dossier_status status = DOSSIER_OK;
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < kinds[k].n; i++)
            best.whole |= kinds[k].list[i].whole;
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < kinds[k].n; i++)
            best.found |= kinds[k].list[i].documents > 0 && (kinds[k].list[i].whole || !best.whole);
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < kinds[k].n && status == DOSSIER_OK; i++)
            if (!is_worse(&kinds[k].list[i], best))
                status = describe(all, &kinds[k].list[i], kinds[k].kind, error);
    return status;
}

/* The fields that names are looked for in: the one before a colon, or one for each kind. */
static size_t choose_fields(slice *name, const field *out[ENTITY_KINDS])
{
    static const field_id each[ENTITY_KINDS] = {FIELD_OFFICIAL, FIELD_COUNTRY, FIELD_ORGANIZATION,
                                                FIELD_AGREEMENT, FIELD_OFFICE};
    const char *colon = name->len ? memchr(name->data, ':', name->len) : NULL;
    const field *f = colon ? field_find((slice){name->data, (size_t)(colon - name->data)}) : NULL;
    if (f && f->kind == FIELD_ENTITY) {
        *name = slice_trim((slice){colon + 1, name->len - (size_t)(colon + 1 - name->data)});
        out[0] = f;
        return 1;
    }
    for (size_t i = 0; i < ENTITY_KINDS; i++)
        out[i] = &field_table[each[i]];
    return ENTITY_KINDS;
}

static dossier_status nobody(const dossier_profiles *all, slice name, const field *const *fields,
                             size_t n, dossier_error *error)
{
    buf names = BUF_INIT(200);
    error_set(error, DOSSIER_NOT_FOUND, "nobody and nothing is known by the name \"%.*s\"",
              (int)(name.len < 200 ? name.len : 200), name.data ? name.data : "");
    if (book_is_empty(all->book))
        error_hint(error, "the documents of this index were not tagged, or it is remote");
    for (size_t i = 0; i < n && !names.len; i++)
        book_nearest(all->book, fields[i], name, &names);
    if (names.len)
        error_hint(error, "did you mean %.*s?", (int)names.len, names.data);
    buf_free(&names);
    return DOSSIER_NOT_FOUND;
}

static dossier_status load(dossier_profiles *all, slice name, dossier_error *error)
{
    const field *fields[ENTITY_KINDS];
    size_t n = choose_fields(&name, fields);
    if (!name.len) {
        error_set(error, DOSSIER_INVALID, "there is no name to look for");
        error_hint(error, "give one, as in --entity \"Sergey Lavrov\" or --entity country:russia");
        return DOSSIER_INVALID;
    }
    dossier_status status = book_open(all->reader, &all->book, error);
    if (status == DOSSIER_OK && record_codec_create(&all->codec) != DOSSIER_OK)
        status = error_no_memory(error);
    all->list = arena_alloc(&all->memory, ENTITY_KINDS * WHOM_MAX * sizeof *all->list);
    if (status == DOSSIER_OK && !all->list)
        status = error_no_memory(error);
    candidates *kinds = arena_alloc(&all->memory, n * sizeof *kinds);
    if (status == DOSSIER_OK && !kinds)
        status = error_no_memory(error);
    for (size_t i = 0; i < n && status == DOSSIER_OK; i++) {
        kinds[i].kind = book_kind(fields[i]);
        status = whom_find(reader_database(all->reader), all->book, fields[i], name, &all->memory,
                           kinds[i].list, &kinds[i].n, error);
    }
    if (status == DOSSIER_OK)
        status = describe_best(all, kinds, n, error);
    if (status == DOSSIER_OK && all->n == 0)
        status = nobody(all, name, fields, n, error);
    return status;
}

dossier_status dossier_profiles_load(dossier_index *index, const char *name, dossier_profiles **out,
                                     dossier_error *error)
{
    dossier_profiles *all = calloc(1, sizeof *all);
    *out = NULL;
    if (!all)
        return error_no_memory(error);
    all->reader = index->reader;
    record_init(&all->record);
    slice copy = arena_copy(&all->memory, slice_of(name));
    dossier_status status =
        copy.len && !copy.data ? error_no_memory(error) : load(all, slice_trim(copy), error);
    if (status != DOSSIER_OK) {
        dossier_profiles_free(all);
        return status;
    }
    *out = all;
    return DOSSIER_OK;
}

void dossier_profiles_free(dossier_profiles *profiles)
{
    if (!profiles)
        return;
    book_free(profiles->book);
    record_codec_free(profiles->codec);
    record_free(&profiles->record);
    arena_free(&profiles->memory);
    free(profiles);
}

const dossier_profile *dossier_profiles_list(const dossier_profiles *profiles, size_t *n)
{
    *n = profiles->n;
    return profiles->list;
}
