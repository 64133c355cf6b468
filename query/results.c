/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Handing the hits of a search out, one after another. */
#include <stdlib.h>
#include <string.h>

#include "query/hit.h"
#include "query/search.h"
#include "store/error.h"

void dossier_results_free(dossier_results *results)
{
    if (!results)
        return;
    match_free(&results->match);
    plan_free(results->plan);
    parse_tree_free(&results->tree);
    xapian_query_free(results->query);
    xapian_query_free(results->same);
    facet_set_free(results->facets);
    free(results->entities);
    record_free(&results->record);
    xapian_document_free(results->document);
    arena_free(&results->memory);
    buf_free(&results->path);
    buf_free(&results->explain);
    free(results->text);
    free(results);
}

uint64_t dossier_results_matches(const dossier_results *results)
{
    return results->match.matches;
}

bool dossier_results_exact(const dossier_results *results)
{
    return results->match.exact;
}

bool dossier_results_partial(const dossier_results *results)
{
    return results->partial;
}

const dossier_facet *dossier_results_facets(const dossier_results *results, size_t *n)
{
    return facet_set_values(results->facets, n);
}

const dossier_warning *dossier_results_warnings(const dossier_results *results, size_t *n)
{
    *n = results->tree.notes.count;
    return results->tree.notes.items;
}

dossier_text dossier_results_explain(const dossier_results *results)
{
    return buf_slice(&results->explain);
}

/* Loads the stored bytes of the hit at s->at. */
static xapian_status load(dossier_results *s, xapian_hit *hit, slice *stored, xapian_error *cause)
{
    xapian_document_free(s->document);
    s->document = NULL;
    xapian_status got = match_hit(&s->match, s->at, hit, &s->document, cause);
    if (got == XAPIAN_OK)
        got = xapian_document_data(s->document, &stored->data, &stored->len, cause);
    return got;
}

static dossier_status make_snippets(dossier_results *s, xapian_docid docid, slice stored,
                                    dossier_hit *hit)
{
    static const snippet_query nothing = {0};
    if (s->options.snippets == 0)
        return DOSSIER_OK;
    dossier_status status = kit_make_snippets(s->kit);
    if (status != DOSSIER_OK)
        return status;
    return snippet_make(s->kit->maker, reader_database(s->reader), docid, stored, &s->record,
                        s->snippets ? s->snippets : &nothing, s->options.snippets,
                        s->options.snippet_length, &hit->snippets, &hit->n_snippets);
}

static dossier_status fill(dossier_results *s, const xapian_hit *found, slice stored,
                           dossier_hit *hit, dossier_error *error)
{
    buf_clear(&s->path);
    dossier_status status = record_decode(stored, &s->record);
    if (status == DOSSIER_OK) {
        reader_show_path(s->reader, found->docid, s->record.field[RECORD_PATH], &s->path);
        *hit = hit_of_record(&s->record, buf_slice(&s->path));
        hit->rank = s->options.offset + s->at + 1;
        hit->score = found->weight;
        status = record_read_entities(s->kit->codec, stored, &s->record);
        if (status == DOSSIER_OK)
            status = hit_entities(&s->record, &s->entities, &s->cap_entities);
        hit->entities = s->entities;
        hit->n_entities = s->record.n_entities;
        if (status == DOSSIER_OK)
            status = make_snippets(s, found->docid, stored, hit);
    }
    if (status == DOSSIER_NO_MEMORY || s->path.failed)
        return error_no_memory(error);
    if (status == DOSSIER_OK)
        return status;
    if (s->path.len)
        error_set(error, DOSSIER_CORRUPT, "the stored document %.*s is damaged",
                  (int)(s->path.len < 300 ? s->path.len : 300), s->path.data);
    else
        error_set(error, DOSSIER_CORRUPT, "the stored document number %u is damaged",
                  (unsigned)found->docid);
    error_hint(error, "run dossier-index --check to see what else is");
    return DOSSIER_CORRUPT;
}

dossier_status dossier_results_next(dossier_results *results, dossier_hit *hit, bool *more,
                                    dossier_error *error)
{
    xapian_hit found;
    xapian_error cause;
    slice stored;
    dossier_status status = DOSSIER_OK;
    *more = false;
    memset(hit, 0, sizeof *hit);
    while (results->at < match_size(&results->match)) {
        xapian_status got = load(results, &found, &stored, &cause);
        status = got == XAPIAN_OK ? fill(results, &found, stored, hit, error)
                                  : error_xapian(error, "a document can't be read", &cause);
        /* Damaged, or only overwritten meanwhile? */
        if (!results_try_again(results, status))
            break;
        status = results_run(results, NULL, error);
        if (status != DOSSIER_OK)
            return status;
    }
    if (results->at >= match_size(&results->match))
        return DOSSIER_OK;
    results->at++;
    *more = true;
    return status;
}
