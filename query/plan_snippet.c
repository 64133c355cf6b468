/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What passages shall mark: the words, phrases and wildcards that a match may have in its text. */
#include <math.h>
#include <string.h>

#include "query/pattern.h"
#include "query/planner.h"
#include "store/error.h"

typedef struct marks {
    snippet_word words[PLAN_SNIPPET_WORDS];
    snippet_phrase phrases[PLAN_SNIPPET_WORDS];
    size_t indexes[PLAN_SNIPPET_WORDS]; /* of the words of phrases, end to end */
    size_t n_words, n_phrases, n_indexes;
} marks;

static double telling(const plan *p, xapian_doccount count)
{
    return log(((double)p->documents + 1) / ((double)count + 0.5)) + 0.1;
}

/* Returns the index of the word, or PLAN_SNIPPET_WORDS when there is no room. */
static size_t add_word(plan *p, marks *m, slice term, bool prefix, xapian_doccount count)
{
    for (size_t i = 0; i < m->n_words; i++)
        if (m->words[i].prefix == prefix && slice_equal(m->words[i].term, term))
            return i;
    if (m->n_words == PLAN_SNIPPET_WORDS)
        return PLAN_SNIPPET_WORDS;
    slice copy = arena_copy(&p->memory, term);
    if (!copy.data) {
        p->make.status = error_no_memory(p->make.error);
        return PLAN_SNIPPET_WORDS;
    }
    m->words[m->n_words] = (snippet_word){copy, prefix, telling(p, count)};
    return m->n_words++;
}

static size_t add_token(plan *p, marks *m, const token *t)
{
    char bytes[FIELD_TERM_MAX];
    slice term = plan_token_term(p, NULL, t, bytes);
    plan_term *found = plan_look_up(p, term);
    return found ? add_word(p, m, term, false, found->count) : PLAN_SNIPPET_WORDS;
}

/* A word of a phrase must have an entry of its own: one that also stands alone is marked anywhere.
 */
static size_t add_phrase_word(plan *p, marks *m, const token *t)
{
    char bytes[FIELD_TERM_MAX];
    if (m->n_words == PLAN_SNIPPET_WORDS)
        return PLAN_SNIPPET_WORDS;
    slice term = plan_token_term(p, NULL, t, bytes);
    plan_term *found = plan_look_up(p, term);
    slice copy = arena_copy(&p->memory, term);
    if (!found || !copy.data)
        return PLAN_SNIPPET_WORDS;
    m->words[m->n_words] = (snippet_word){copy, false, telling(p, found->count)};
    return m->n_words++;
}

/* A phrase goes in whole or not at all: its words alone would be marked wherever they stand. */
static void add_phrase(plan *p, marks *m, const parse_node *node)
{
    size_t first = m->n_indexes, n = 0, words = m->n_words;
    if (m->n_phrases == PLAN_SNIPPET_WORDS)
        return;
    for (size_t i = 0; i < node->n_tokens && p->make.status == DOSSIER_OK; i++) {
        const token *t = plan_token(p, node->token + i);
        if (t->flags & TOKEN_JOINED) {
            add_token(p, m, t);
            continue;
        }
        size_t word =
            first + n < PLAN_SNIPPET_WORDS ? add_phrase_word(p, m, t) : PLAN_SNIPPET_WORDS;
        if (word == PLAN_SNIPPET_WORDS) {
            m->n_words = words;
            return;
        }
        m->indexes[first + n++] = word;
    }
    m->n_indexes += n;
    if (n > 1)
        m->phrases[m->n_phrases++] = (snippet_phrase){m->indexes + first, n};
}

/* All the terms that a wildcard or its like stands for. */
static void add_expansion(plan *p, marks *m, const plan_item *item)
{
    const plan_expansion *found = plan_expand(p, item->node, item->field);
    size_t prefix = item->field ? strlen(item->field->prefix) : 0;
    bool begins = item->node->kind == PARSE_WILDCARD && pattern_is_prefix(item->node->pattern);
    if (begins)
        add_word(p, m, pattern_start(item->node->pattern), true, p->documents / 100);
    for (size_t i = begins ? found->count - found->stems : 0; i < found->count; i++) {
        slice term = found->terms[i]->text;
        add_word(p, m, (slice){term.data + prefix, term.len - prefix}, false,
                 found->terms[i]->count);
    }
}

static void add_item(plan *p, marks *m, const plan_item *item)
{
    bool text =
        !item->field || item->field->kind == FIELD_STEMMED || item->field->kind == FIELD_SOUND;
    if (!text || (item->role != PLAN_REQUIRED && item->role != PLAN_OPTIONAL))
        return;
    if (item->term.len) {
        size_t prefix = item->field ? strlen(item->field->prefix) : 0;
        slice term = {item->term.data + prefix, item->term.len - prefix};
        add_word(p, m, term, false, (xapian_doccount)item->documents);
    } else if (item->node->kind == PARSE_WILDCARD || item->node->kind == PARSE_FUZZY ||
               (item->field && item->field->kind == FIELD_SOUND)) {
        add_expansion(p, m, item);
    } else {
        add_phrase(p, m, item->node);
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
    for (size_t i = 0; i < p->n_items && p->make.status == DOSSIER_OK; i++)
        add_item(p, m, &p->items[i]);
    p->snippets = (snippet_query){m->words, m->n_words, m->phrases, m->n_phrases};
}
