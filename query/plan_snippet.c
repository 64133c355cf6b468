/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What passages shall mark: the words, phrases and wildcards that a match may have in its text. */
#include <math.h>
#include <string.h>

#include "query/pattern.h"
#include "query/planner.h"
#include "store/error.h"

typedef struct marks {
    snippet_word words[PLAN_SNIPPET_WORDS];
    snippet_place places[PLAN_SNIPPET_WORDS];
    size_t n_words, n_places;
} marks;

static double telling(const plan *p, xapian_doccount count)
{
    return log(((double)p->documents + 1) / ((double)count + 0.5)) + 0.1;
}

/* Adds a word, unless it is there already or there is no room. */
static void add_word(plan *p, marks *m, const snippet_word *word)
{
    for (size_t i = 0; i < m->n_words; i++)
        if (m->words[i].prefix == word->prefix && m->words[i].place == word->place &&
            slice_equal(m->words[i].term, word->term))
            return;
    if (m->n_words == PLAN_SNIPPET_WORDS)
        return;
    slice copy = arena_copy(&p->memory, word->term);
    if (!copy.data) {
        p->make.status = error_no_memory(p->make.error);
        return;
    }
    m->words[m->n_words] = *word;
    m->words[m->n_words++].term = copy;
}

static void add_term(plan *p, marks *m, slice term, xapian_doccount count, size_t place)
{
    add_word(p, m, &(snippet_word){.term = term, .weight = telling(p, count), .place = place});
}

static void add_token(plan *p, marks *m, const token *t, size_t place)
{
    char bytes[FIELD_TERM_MAX];
    slice term = plan_token_term(p, NULL, t, bytes);
    plan_term *found = plan_look_up(p, term);
    if (found)
        add_term(p, m, term, found->count, place);
}

/* The words of a phrase count where it stands; those of a part that only positions tell, inside
 * that. */
static void add_words(plan *p, marks *m, const plan_item *item)
{
    const parse_node *node = item->node;
    size_t place = item->place;
    if (!place && node->n_tokens > 1 && m->n_places < PLAN_SNIPPET_WORDS) {
        m->places[m->n_places].root = plan_spans(p, node, NULL, &m->places[m->n_places].n);
        if (p->make.status != DOSSIER_OK)
            return;
        place = ++m->n_places;
    }
    for (size_t i = 0; i < node->n_tokens && p->make.status == DOSSIER_OK; i++)
        add_token(p, m, plan_token(p, node->token + i), place);
}

static void add_entities(plan *p, marks *m, const plan_item *item)
{
    for (size_t i = 0; i < item->n_terms && p->make.status == DOSSIER_OK; i++) {
        plan_term *found = plan_look_up(p, item->entities[i]);
        if (found)
            add_word(p, m,
                     &(snippet_word){.term = item->entities[i],
                                     .entity = true,
                                     .weight = telling(p, found->count),
                                     .place = item->place});
    }
}

/* All the terms that a wildcard or its like stands for. */
static void add_expansion(plan *p, marks *m, const plan_item *item)
{
    const plan_expansion *found = plan_expand(p, item->node, item->field);
    size_t prefix = item->field ? strlen(item->field->prefix) : 0;
    bool begins = item->node->kind == PARSE_WILDCARD && pattern_is_prefix(item->node->pattern);
    if (begins)
        add_word(p, m,
                 &(snippet_word){.term = pattern_start(item->node->pattern),
                                 .prefix = true,
                                 .weight = telling(p, p->documents / 100),
                                 .place = item->place});
    for (size_t i = begins ? found->count - found->stems : 0; i < found->count; i++) {
        slice term = found->terms[i]->text;
        add_term(p, m, (slice){term.data + prefix, term.len - prefix}, found->terms[i]->count,
                 item->place);
    }
}

static void add_item(plan *p, marks *m, const plan_item *item)
{
    const field *f = item->field;
    const parse_node *node = item->node;
    bool text = !f || f->kind == FIELD_STEMMED || f->kind == FIELD_SOUND;
    if (item->role != PLAN_REQUIRED && item->role != PLAN_OPTIONAL)
        return;
    /* Where words stand in the headline is not where they stand in the text. */
    if (item->entities && f != &field_table[FIELD_ABOUT])
        add_entities(p, m, item);
    if (!text || (item->place && f == &field_table[FIELD_TITLE]))
        return;
    if (item->term.len) {
        size_t prefix = f ? strlen(f->prefix) : 0;
        slice term = {item->term.data + prefix, item->term.len - prefix};
        add_term(p, m, term, (xapian_doccount)item->documents, item->place);
    } else if (node->kind == PARSE_WILDCARD || node->kind == PARSE_FUZZY ||
               (f && f->kind == FIELD_SOUND)) {
        add_expansion(p, m, item);
    } else {
        add_words(p, m, item);
    }
}

void plan_make_snippets(plan *p)
{
    marks *m = arena_alloc(&p->memory, sizeof *m);
    if (!m) {
        p->make.status = error_no_memory(p->make.error);
        return;
    }
    memset(m, 0, sizeof *m);
    for (const plan_place *place = p->places; place; place = place->next)
        if (place->number <= PLAN_SNIPPET_WORDS) {
            m->places[place->number - 1] = (snippet_place){place->root, place->n};
            if (place->number > m->n_places)
                m->n_places = place->number;
        }
    for (size_t i = 0; i < p->n_items && p->make.status == DOSSIER_OK; i++)
        if (p->items[i].place <= PLAN_SNIPPET_WORDS)
            add_item(p, m, &p->items[i]);
    p->snippets = (snippet_query){m->words, m->n_words, m->places, m->n_places};
}
