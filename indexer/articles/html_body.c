/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which part of a page is its story.
 *
 * Each line is worth its words when it reads like a paragraph, and costs something when it is short
 * or a link; a node is worth its lines. The most valuable node is the story: comments, menus and
 * teasers make any larger node worth less, and a smaller one loses paragraphs (after J. Pasternack
 * and D. Roth, "Extracting article text from the web with maximum subsequence segmentation", WWW
 * 2009, with elements in place of token runs).
 */
#include <stdlib.h>

#include "indexer/articles/html.h"
#include "indexer/articles/phrase.h"

/* Percent of the page's prose: a class can't call a node furniture that holds more. The second is
 * for words that never name a story: comments, cookies, advertising. */
#define MOSTLY         40u
#define MOSTLY_CERTAIN 65u

static bool is_heading(uint8_t tag)
{
    return tag >= TAG_H1 && tag <= TAG_H6;
}

static uint32_t words_of(const html_doc *doc, size_t i)
{
    slice text = page_text(doc->p, &doc->p->lines[i]);
    size_t words = phrase_count(text);
    /* scripts without spaces: three characters of three bytes make a word */
    if (words < text.len / 24)
        words = text.len / 9;
    return (uint32_t)words;
}

static bool is_mostly_links(const html_doc *doc, size_t i)
{
    return doc->lines[i].link_bytes * 3 > doc->p->lines[i].length;
}

/* Reads like a paragraph of a story. */
static bool is_prose(const html_doc *doc, size_t i, uint32_t words)
{
    if (is_mostly_links(doc, i) || is_heading(doc->lines[i].tag))
        return false;
    slice text = page_text(doc->p, &doc->p->lines[i]);
    if (doc->lines[i].tag == TAG_P || doc->lines[i].tag == TAG_BLOCKQUOTE)
        return words >= 6 || phrase_ends_sentence(text);
    return words >= 12 && (phrase_ends_sentence(text) || words >= 25);
}

bool html_line_is_prose(const html_doc *doc, size_t line)
{
    return is_prose(doc, line, words_of(doc, line));
}

static int value_of(const html_doc *doc, size_t i)
{
    uint32_t words = words_of(doc, i);
    if (is_prose(doc, i, words))
        return (int)(words < 300 ? words : 300);
    if (is_mostly_links(doc, i))
        return -3 - (int)(words < 12 ? words : 12);
    if (is_heading(doc->lines[i].tag))
        return -1;
    return words >= 10 ? -2 : -3;
}

void html_weigh(html_doc *doc)
{
    for (size_t i = 0; i < doc->p->n_lines; i++) {
        uint32_t words = words_of(doc, i);
        if (is_prose(doc, i, words))
            doc->nodes[doc->lines[i].node].prose += words;
    }
    for (size_t i = doc->n_nodes; i-- > 1;)
        doc->nodes[doc->nodes[i].parent].prose += doc->nodes[i].prose;
}

/* Furniture by tag always; by class only when the node does not hold most of the page's prose. */
static record_reason node_reason(const html_doc *doc, uint32_t i)
{
    const html_node *node = &doc->nodes[i];
    uint32_t all = doc->nodes[0].prose;
    bool sure = node->reason == RECORD_COMMENTS || node->reason == RECORD_LEGAL ||
                node->reason == RECORD_ADVERT || node->reason == RECORD_NEWSLETTER;
    uint64_t limit = (uint64_t)all * (sure ? MOSTLY_CERTAIN : MOSTLY);
    bool most = (uint64_t)node->prose * 100 > limit && all > 0;
    if (node->flags & HTML_HIDDEN && !most)
        return RECORD_MARKUP;
    if (node->reason == RECORD_KEPT || (most && node->tag != TAG_NAV))
        return RECORD_KEPT;
    if (node->certain)
        return (record_reason)node->reason;
    return node->weight < 0 ? (record_reason)node->reason : RECORD_KEPT;
}

record_reason html_line_reason(const html_doc *doc, size_t line, uint32_t root)
{
    uint32_t i = doc->lines[line].node;
    record_reason reason = RECORD_KEPT;
    bool quoted = false; /* posts of social networks, quoted in a story, are part of it */
    while (i != root && i != 0) {
        record_reason here = node_reason(doc, i);
        quoted = quoted || doc->nodes[i].tag == TAG_BLOCKQUOTE;
        if (here != RECORD_KEPT && !(quoted && here == RECORD_SHARE))
            reason = here;
        i = doc->nodes[i].parent;
    }
    return reason;
}

static int bonus_of(const html_node *node)
{
    int bonus = node->weight;
    if (node->flags & HTML_BODY_MARKED)
        bonus += 60;
    if (node->flags & HTML_IS_ARTICLE)
        bonus += 15;
    if (node->flags & HTML_IS_MAIN)
        bonus += 5;
    return bonus;
}

/* The element a few levels above the node. */
static uint32_t ancestor(const html_doc *doc, uint32_t node, unsigned levels)
{
    while (levels-- > 0 && node != 0)
        node = doc->nodes[node].parent;
    return node;
}

/* Teasers: a heading that is a link, and the few lines that share a small element with it. */
static void mark_teasers(const html_doc *doc, bool *teaser)
{
    size_t left = 0;
    uint32_t box = 0;
    for (size_t i = 0; i < doc->p->n_lines; i++) {
        uint32_t node = doc->lines[i].node;
        if (is_heading(doc->lines[i].tag) && is_mostly_links(doc, i)) {
            left = 5;
            box = ancestor(doc, node, 2);
        }
        left -= left > 0;
        teaser[i] = left > 0 && node >= box && node < doc->nodes[box].end && words_of(doc, i) < 60;
    }
}

/* Inside the most valuable node, an element that the page itself names the body, if it holds half.
 */
static uint32_t prefer_marked(const html_doc *doc, const int64_t *value, uint32_t best)
{
    uint32_t chosen = best;
    int64_t most = value[best] * 7 / 10;
    for (uint32_t i = best + 1; i < doc->nodes[best].end; i++) {
        if (!(doc->nodes[i].flags & (HTML_BODY_MARKED | HTML_BODY_CLASS)) || value[i] <= most)
            continue;
        most = value[i];
        chosen = i;
    }
    return chosen;
}

/* Around a node that is worth more only because lists of short lines cost its parents: the nearest
 * element that the page names its body, if that holds most of the prose. */
static uint32_t widen(const html_doc *doc, uint32_t best)
{
    for (uint32_t i = best; i != 0; i = doc->nodes[i].parent) {
        const html_node *node = &doc->nodes[i];
        if (node->flags & (HTML_BODY_MARKED | HTML_BODY_CLASS) &&
            (uint64_t)node->prose * 10 >= (uint64_t)doc->nodes[0].prose * 6 &&
            node->prose > doc->nodes[best].prose)
            return i;
    }
    return best;
}

typedef struct weighing {
    int64_t *value;
    bool *out;
    bool *teaser;
} weighing;

static uint32_t most_valuable(const html_doc *doc, const weighing *w)
{
    uint32_t best = 0;
    int64_t most = 0;
    for (uint32_t i = 1; i < doc->n_nodes; i++) {
        if (doc->nodes[i].flags & HTML_BODY_MARKED && !w->out[i] && w->value[i] > 0 &&
            doc->nodes[i].prose * 2 > doc->nodes[0].prose)
            return i;
    }
    for (uint32_t i = 1; i < doc->n_nodes; i++) {
        int64_t worth = w->value[i] > 20 ? w->value[i] + bonus_of(&doc->nodes[i]) : w->value[i];
        /* of nodes of one worth the innermost, which comes last */
        if (!w->out[i] && worth >= most && worth > 0) {
            most = worth;
            best = i;
        }
    }
    return best;
}

uint32_t html_find_body(const html_doc *doc)
{
    weighing w = {calloc(doc->n_nodes, sizeof *w.value), calloc(doc->n_nodes, sizeof *w.out),
                  calloc(doc->p->n_lines, sizeof *w.teaser)};
    uint32_t best = 0;
    if (!w.value || !w.out || !w.teaser)
        goto done;
    for (uint32_t i = 1; i < doc->n_nodes; i++)
        w.out[i] = w.out[doc->nodes[i].parent] || node_reason(doc, i) != RECORD_KEPT;
    mark_teasers(doc, w.teaser);
    for (size_t i = 0; i < doc->p->n_lines; i++) {
        uint32_t node = doc->lines[i].node;
        if (!w.out[node])
            w.value[node] += w.teaser[i] ? -5 : value_of(doc, i);
    }
    for (size_t i = doc->n_nodes; i-- > 1;)
        w.value[doc->nodes[i].parent] += w.value[i];
    best = widen(doc, most_valuable(doc, &w));
    best = prefer_marked(doc, w.value, best);
done:
    free(w.value);
    free(w.out);
    free(w.teaser);
    return best;
}
