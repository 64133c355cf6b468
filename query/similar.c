/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Documents like a given one: its most telling words, each weighted by how much it tells (tf-idf
 * with a logarithm on either side), any of which may be missing.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "query/postings.h"
#include "query/search.h"
#include "query/stop.h"
#include "store/error.h"

enum { SIMILAR_TERMS = 30, SIMILAR_MIN_LENGTH = 3 };

typedef struct telling {
    slice term;
    double weight;
} telling;

typedef struct profile {
    telling terms[SIMILAR_TERMS]; /* heaviest first */
    size_t count;
    slice own; /* the term that only this document has: its path */
} profile;

/* Body words have no prefix: they don't begin with a capital letter. Numbers tell little. */
static bool is_word(slice term)
{
    unsigned char first = term.len ? (unsigned char)term.data[0] : 0;
    return term.len >= SIMILAR_MIN_LENGTH && !(first >= 'A' && first <= 'Z') &&
           !(first >= '0' && first <= '9') && !stop_is_function(term) && !stop_is_frame(term);
}

static void keep(profile *best, arena *memory, slice term, double weight)
{
    size_t at = best->count;
    while (at > 0 && best->terms[at - 1].weight < weight)
        at--;
    if (at == SIMILAR_TERMS)
        return;
    slice copy = arena_copy(memory, term);
    if (!copy.data)
        return;
    size_t moved = best->count < SIMILAR_TERMS ? best->count - at : SIMILAR_TERMS - 1 - at;
    memmove(&best->terms[at + 1], &best->terms[at], moved * sizeof best->terms[0]);
    best->terms[at] = (telling){copy, weight};
    best->count += best->count < SIMILAR_TERMS;
}

static xapian_status weigh(const xapian_term_iter *it, slice term, xapian_doccount documents,
                           arena *memory, profile *best, xapian_error *cause)
{
    xapian_termcount wdf;
    xapian_doccount count;
    xapian_status got = xapian_term_iter_wdf(it, &wdf, cause);
    if (got == XAPIAN_OK)
        got = xapian_term_iter_termfreq(it, &count, cause);
    /* A word that no other document has finds none; one that half of them have tells nothing. */
    if (got == XAPIAN_OK && wdf > 0 && count > 1 && count <= documents / 2 + 1)
        keep(best, memory, term, (1 + log((double)wdf)) * log(((double)documents + 1) / count));
    return got;
}

static dossier_status read_profile(dossier_results *s, xapian_docid docid, profile *best,
                                   dossier_error *error)
{
    xapian_database *db = reader_database(s->reader);
    xapian_doccount documents;
    xapian_term_iter *it = NULL;
    xapian_error cause;
    xapian_status got = xapian_database_doccount(db, &documents, &cause);
    if (got == XAPIAN_OK)
        got = xapian_database_termlist(db, docid, &it, &cause);
    while (got == XAPIAN_OK && (got = xapian_term_iter_next(it, &cause)) == XAPIAN_OK) {
        slice term;
        term.data = xapian_term_iter_term(it, &term.len);
        if (term.len && term.data[0] == 'Q')
            best->own = arena_copy(&s->memory, term);
        else if (is_word(term))
            got = weigh(it, term, documents, &s->memory, best, &cause);
    }
    xapian_term_iter_free(it);
    if (got == XAPIAN_END)
        return DOSSIER_OK;
    return error_xapian(error, "the document's words can't be read", &cause);
}

static dossier_status build_query(dossier_results *s, const profile *best, dossier_error *error)
{
    postings_maker make = {.error = error};
    postings words = {0};
    for (size_t i = 0; i < best->count; i++)
        postings_add(&make, &words,
                     postings_scale(&make, postings_term(&make, best->terms[i].term, 1),
                                    best->terms[i].weight / best->terms[0].weight));
    s->query = postings_join(&make, XAPIAN_OP_OR, &words, 0);
    if (s->query && best->own.data)
        s->query =
            postings_pair(&make, XAPIAN_OP_AND_NOT, s->query, postings_term(&make, best->own, 1));
    if (make.status == DOSSIER_OK && !s->query &&
        xapian_query_match_nothing(&s->query, NULL) != XAPIAN_OK)
        make.status = error_no_memory(error);
    return make.status;
}

static dossier_status set_snippets(dossier_results *s, const profile *best, dossier_error *error)
{
    snippet_word *words = arena_alloc(&s->memory, (best->count + 1) * sizeof *words);
    if (!words)
        return error_no_memory(error);
    for (size_t i = 0; i < best->count; i++)
        words[i] = (snippet_word){.term = best->terms[i].term, .weight = best->terms[i].weight};
    s->own_snippets = (snippet_query){.words = words, .n_words = best->count};
    s->snippets = &s->own_snippets;
    return DOSSIER_OK;
}

static void explain_profile(dossier_results *s, const char *path, const profile *best)
{
    buf *out = &s->explain;
    buf_printf(out, "query\n  documents like %s\nwords\n", path);
    for (size_t i = 0; i < best->count; i++)
        buf_printf(out, "  %.*s  %.2f\n", (int)best->terms[i].term.len, best->terms[i].term.data,
                   best->terms[i].weight);
    buf_printf(out, "matches\n  %llu\n", (unsigned long long)s->match.matches);
}

static dossier_status run_similar(dossier_results *s, const char *path, dossier_error *error)
{
    xapian_docid docid;
    profile best = {.count = 0};
    xapian_query_free(s->query);
    s->query = NULL;
    arena_clear(&s->memory);
    dossier_status status = reader_find(s->reader, path, &docid, error);
    if (status == DOSSIER_OK)
        status = read_profile(s, docid, &best, error);
    if (status == DOSSIER_OK)
        status = build_query(s, &best, error);
    if (status == DOSSIER_OK)
        status = set_snippets(s, &best, error);
    if (status == DOSSIER_OK)
        status = results_run(s, s->facets, error);
    if (status == DOSSIER_OK && best.count == 0)
        note_add(&s->tree.notes, "nothing-to-compare", 0, 0,
                 "the document has no words that others have too");
    if (status == DOSSIER_OK && s->options.explain)
        explain_profile(s, path, &best);
    return status;
}

dossier_status dossier_search_similar(dossier_index *index, const char *path,
                                      const dossier_search_options *options, dossier_results **out,
                                      dossier_error *error)
{
    dossier_results *s;
    dossier_status status = results_create(index, options, &s, error);
    *out = NULL;
    if (status != DOSSIER_OK)
        return status;
    s->weighted = true;
    do
        status = run_similar(s, path, error);
    while (results_try_again(s, status));
    if (status != DOSSIER_OK) {
        dossier_results_free(s);
        return status;
    }
    *out = s;
    return DOSSIER_OK;
}
