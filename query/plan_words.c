/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The single words of a list: which of them count, how often, and which neighbours get a bonus. */
#include <stdlib.h>
#include <string.h>

#include "query/lex.h"
#include "query/planner.h"
#include "store/error.h"
#include "text/utf8.h"

static plan_word *grow(plan *p, plan_words *words)
{
    if (words->count == words->capacity) {
        size_t capacity = words->capacity ? words->capacity * 2 : 16;
        plan_word *items = realloc(words->items, capacity * sizeof *items);
        if (!items) {
            p->make.status = error_no_memory(p->make.error);
            return NULL;
        }
        words->items = items;
        words->capacity = capacity;
    }
    return &words->items[words->count++];
}

void plan_words_add(plan *p, plan_words *words, const parse_node *node, const field *f)
{
    char bytes[FIELD_TERM_MAX];
    bool classify = !f || f->kind == FIELD_STEMMED;
    for (size_t i = 0; i < node->n_tokens && p->make.status == DOSSIER_OK; i++) {
        const token *t = plan_token(p, node->token + i);
        if (t->flags & TOKEN_JOINED)
            continue;
        plan_term *term = plan_look_up(p, plan_token_term(p, f, t, bytes));
        plan_word *word = term ? grow(p, words) : NULL;
        if (!word)
            return;
        *word = (plan_word){.node = node, .token = t, .term = term, .kept = true};
        if (classify && !node->must)
            word->class = rank_classify(token_fold(&p->tree->tokens, t), t->flags);
    }
}

/* Words of a class are not looked for. */
static void drop(plan_words *words, rank_class class)
{
    for (size_t i = 0; i < words->count; i++)
        if (words->items[i].class == class)
            words->items[i].kept = false;
}

/* Counts how often each kept term was typed; returns the number of different ones. */
static size_t count_terms(const plan_words *words)
{
    size_t different = 0;
    for (size_t i = 0; i < words->count; i++)
        words->items[i].term->wqf = 0;
    for (size_t i = 0; i < words->count; i++)
        if (words->items[i].kept)
            different += words->items[i].term->wqf++ == 0;
    return different;
}

/* Function words count for nothing where there are others; framing words where any word may be
 * missing and enough others are left. */
static void choose(plan *p, plan_words *words, bool alone)
{
    bool content = !alone;
    for (size_t i = 0; i < words->count; i++)
        content |= words->items[i].class == RANK_CONTENT || words->items[i].class == RANK_FRAME;
    if (!content)
        return;
    drop(words, RANK_FUNCTION);
    drop(words, RANK_LIGHT);
    if (p->mode != PLAN_ANY || p->negated)
        return;
    plan_words rest = *words;
    bool *kept = calloc(words->count + 1, sizeof *kept);
    if (!kept)
        return;
    for (size_t i = 0; i < words->count; i++)
        kept[i] = words->items[i].kept;
    drop(&rest, RANK_FRAME);
    if (count_terms(&rest) < RANK_FRAME_REST)
        for (size_t i = 0; i < words->count; i++)
            words->items[i].kept = kept[i];
    free(kept);
}

/* Does nothing but spaces, hyphens and quotes stand between two words of the query? */
static bool adjacent(const plan *p, const token *a, const token *b)
{
    size_t at = (size_t)a->offset + a->length;
    slice text = p->text;
    uint32_t c;
    for (size_t length; at < b->offset && (length = lex_char(text, at, &c)) > 0; at += length)
        if ((utf8_class(c) & (UTF8_LETTER | UTF8_DIGIT)) ||
            (c < 0x7F && strchr(".,;:!?()\"", (int)c)))
            return false;
    return true;
}

static xapian_query *pair_query(plan *p, const plan_word *a, const plan_word *b)
{
    postings pair = {0};
    postings_add(&p->make, &pair, postings_term(&p->make, a->term->text, 1));
    postings_add(&p->make, &pair, postings_term(&p->make, b->term->text, 1));
    return postings_scale(&p->make, postings_join(&p->make, XAPIAN_OP_PHRASE, &pair, 2),
                          RANK_PHRASE_FACTOR);
}

/* A bonus for neighbours, as long as the documents whose positions it takes stay within a budget:
 * in a large index, neighbours that are frequent both tell little and cost most. */
static void add_bonuses(plan *p, const plan_words *words, plan_parts *parts)
{
    const plan_word *seen[RANK_MAX_PAIRS];
    size_t pairs = 0;
    uint64_t spent = 0;
    xapian_doccount least = p->documents;
    for (size_t i = 0; i < words->count && p->mode == PLAN_ALL; i++)
        if (words->items[i].kept && words->items[i].term->count < least)
            least = words->items[i].term->count;
    for (size_t i = 1; i < words->count && pairs < RANK_MAX_PAIRS; i++) {
        const plan_word *a = &words->items[i - 1], *b = &words->items[i];
        if (!a->kept || !b->kept || a->term == b->term || !adjacent(p, a->token, b->token))
            continue;
        bool again = false;
        for (size_t k = 0; k < pairs; k++)
            again |= seen[k]->term == a->term && (seen[k] + 1)->term == b->term;
        uint64_t cost = a->term->count < b->term->count ? a->term->count : b->term->count;
        cost = cost < least ? cost : least;
        if (again || cost == 0 || spent + cost > RANK_PAIR_BUDGET)
            continue;
        seen[pairs++] = a;
        spent += cost;
        p->has_bonus |= p->recording;
        postings_add(&p->make, &parts->bonuses, pair_query(p, a, b));
    }
}

static void record_word(plan *p, const plan_word *word, const field *f)
{
    plan_role role = plan_role_here(p);
    if (!word->kept)
        role = word->class == RANK_LIGHT ? PLAN_OPTIONAL : PLAN_LEFT_OUT;
    plan_item *item = plan_record(p, word->node, f, role);
    if (!item)
        return;
    const token *t = word->token;
    item->shown = (slice){p->text.data + t->offset, t->length};
    item->offset = t->offset;
    item->length = t->length;
    item->term = word->term->text;
    item->n_terms = 1;
    item->counted = true;
    item->documents = word->term->count;
}

void plan_words_place(plan *p, plan_words *words, const field *f, plan_parts *parts)
{
    bool alone = parts->positives.count + parts->must.count == 0;
    choose(p, words, alone);
    count_terms(words);
    for (size_t i = 0; i < words->count && p->make.status == DOSSIER_OK; i++) {
        const plan_word *word = &words->items[i];
        record_word(p, word, f);
        if (!word->kept && word->class == RANK_LIGHT && !p->negated && !p->filtering)
            postings_add(&p->make, &parts->light, postings_term(&p->make, word->term->text, 1));
        if (!word->kept || word->term->wqf == 0)
            continue;
        postings_add(&p->make, word->node->must ? &parts->must : &parts->positives,
                     postings_term(&p->make, word->term->text, word->term->wqf));
        word->term->wqf = 0;
    }
    if (!f && !p->negated && !p->leave_bonus && p->make.status == DOSSIER_OK)
        add_bonuses(p, words, parts);
    free(words->items);
    *words = (plan_words){0};
}
