/* SPDX-License-Identifier: GPL-2.0-or-later */
/* --batch A --against B: which queries of the one list are found in the documents of the other's.
 * Each query is run once, and the sets of their documents are compared. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/exit.h"
#include "query/session.h"

typedef struct member { /* a query */
    format_node node;   /* its text is owned */
    dossier_set *set;   /* its documents */
} member;

typedef struct column { /* one list of queries */
    member *members;
    size_t count;
    size_t capacity;
    size_t failed; /* lines that can't be read */
} column;

typedef struct matrix {
    session *s;
    dossier_search_options options;
    column columns[2];
    bool square; /* both are the same list: a pair of two queries is looked at once */
    format_pair *pairs;
    size_t n_pairs;
    size_t cap_pairs;
    uint64_t documents; /* in the index */
} matrix;

static void free_column(column *c)
{
    for (size_t i = 0; i < c->count; i++) {
        free((char *)c->members[i].node.line.query.data);
        dossier_set_free(c->members[i].set);
    }
    free(c->members);
}

/* Room for one more; false when memory has run out. */
static bool reserve_member(column *c)
{
    if (c->count < c->capacity)
        return true;
    size_t capacity = c->capacity ? c->capacity * 2 : 64;
    member *larger = reallocarray(c->members, capacity, sizeof *larger);
    if (!larger)
        return false;
    c->members = larger;
    c->capacity = capacity;
    return true;
}

/* Takes the set over, whatever happens. */
static int add_member(const session *s, column *c, unsigned list, const query_lines *lines,
                      dossier_set *set)
{
    char *text = malloc(lines->len + 1);
    if (!text || !reserve_member(c)) {
        free(text);
        dossier_set_free(set);
        return session_no_memory(s);
    }
    memcpy(text, lines->text, lines->len);
    member *added = &c->members[c->count++];
    *added = (member){.set = set};
    added->node.line.number = lines->number;
    added->node.line.query.data = text;
    added->node.line.query.len = lines->len;
    added->node.list = list;
    added->node.documents = dossier_set_count(set);
    return EXIT_FOUND;
}

/* Runs the query of a line. One that can't be read is told, and left out. */
static int read_member(matrix *m, column *c, const char *path, const query_lines *lines)
{
    dossier_error error;
    batch_query q;
    dossier_set *set = NULL;
    int code = EXIT_FOUND;
    dossier_status status = batch_read(m->s, lines, &q, &error);
    if (status == DOSSIER_OK)
        status = batch_search(m->s, &m->options, &q, &error);
    if (status == DOSSIER_OK)
        status = dossier_results_set(q.results, &set, &error);
    if (status == DOSSIER_OK) {
        code = add_member(m->s, c, c == &m->columns[1], lines, set);
    } else {
        c->failed++;
        batch_tell(m->s, path, &q, &error);
        code = batch_goes_on(status) ? EXIT_FOUND : exit_code(status);
    }
    batch_query_free(&q);
    return code;
}

static int read_column(matrix *m, column *c, const char *path)
{
    query_lines lines;
    const char *file = batch_shown_path(path);
    int code = EXIT_FOUND;
    if (!query_lines_open(&lines, path)) {
        message_error(&m->s->messages, NULL, "%s can't be opened: %s", file, strerror(errno));
        code = EXIT_USAGE_ERROR;
    }
    bool more = code == EXIT_FOUND;
    while (more && query_lines_next(&lines)) {
        code = read_member(m, c, path, &lines);
        more = code == EXIT_FOUND;
    }
    if (more && errno) {
        message_error(&m->s->messages, NULL, "%s can't be read: %s", file, strerror(errno));
        code = EXIT_USAGE_ERROR;
    }
    query_lines_close(&lines);
    if (code == EXIT_FOUND && c->count == 0)
        code = c->failed ? EXIT_USAGE_ERROR : EXIT_NOTHING_FOUND;
    return code;
}

/* ---- pairs ---- */

static const column *second(const matrix *m)
{
    return &m->columns[m->square ? 0 : 1];
}

static format_pair pair_at(const matrix *m, size_t i, size_t j)
{
    const member *a = &m->columns[0].members[i], *b = &second(m)->members[j];
    uint64_t both = dossier_set_both(a->set, b->set);
    return (format_pair){.a = &a->node,
                         .b = &b->node,
                         .both = both,
                         .log_likelihood = dossier_log_likelihood(both, a->node.documents,
                                                                  b->node.documents, m->documents)};
}

static int surest_first(const void *x, const void *y)
{
    const format_pair *a = x, *b = y;
    if (a->log_likelihood != b->log_likelihood)
        return a->log_likelihood < b->log_likelihood ? 1 : -1;
    if (a->both != b->both)
        return a->both < b->both ? 1 : -1;
    if (a->a->line.number != b->a->line.number)
        return a->a->line.number < b->a->line.number ? -1 : 1;
    return a->b->line.number < b->b->line.number ? -1 : a->b->line.number > b->b->line.number;
}

static bool keep_pair(matrix *m, const format_pair *pair)
{
    if (m->n_pairs == m->cap_pairs) {
        size_t capacity = m->cap_pairs ? m->cap_pairs * 2 : 256;
        format_pair *larger = reallocarray(m->pairs, capacity, sizeof *larger);
        if (!larger)
            return false;
        m->pairs = larger;
        m->cap_pairs = capacity;
    }
    m->pairs[m->n_pairs++] = *pair;
    return true;
}

static void write_ranked(matrix *m)
{
    int64_t limit = m->s->options.limit;
    size_t shown = limit >= 0 && (size_t)limit < m->n_pairs ? (size_t)limit : m->n_pairs;
    if (m->n_pairs)
        qsort(m->pairs, m->n_pairs, sizeof *m->pairs, surest_first);
    for (size_t i = 0; i < shown; i++)
        format_pair_of(&m->s->run, &m->pairs[i]);
}

/* Writes the pairs, or keeps those that are to be ranked. *found: some are in one document. */
static int write_pairs(matrix *m, bool *found)
{
    const format *f = m->s->run.format;
    for (size_t i = 0; i < m->columns[0].count; i++) {
        for (size_t j = m->square ? i + 1 : 0; j < second(m)->count; j++) {
            const format_pair pair = pair_at(m, i, j);
            *found |= pair.both > 0;
            if (f->ranks_pairs && pair.both > 0 && !keep_pair(m, &pair))
                return session_no_memory(m->s);
            if (!f->ranks_pairs && (pair.both > 0 || f->every_pair))
                format_pair_of(&m->s->run, &pair);
        }
    }
    if (f->ranks_pairs)
        write_ranked(m);
    return EXIT_FOUND;
}

static void write_nodes(matrix *m)
{
    for (size_t k = 0; k < (m->square ? 1 : 2); k++)
        for (size_t i = 0; i < m->columns[k].count; i++)
            format_node_of(&m->s->run, &m->columns[k].members[i].node);
}

static int show(matrix *m)
{
    session *s = m->s;
    bool found = false;
    m->documents = dossier_index_count(s->index);
    format_begin(&s->run);
    write_nodes(m);
    int code = write_pairs(m, &found);
    format_matrix_end(&s->run, m->n_pairs);
    format_end(&s->run);
    return code == EXIT_FOUND && !found ? EXIT_NOTHING_FOUND : code;
}

static int refuse(const session *s)
{
    const query_options *o = &s->options;
    const format *f = s->run.format;
    if (!f->pair)
        return session_mistake(s, NULL, "--against is written as text, tsv or graphml");
    if (o->facets.count || o->explain || o->count || o->offset || o->quiet ||
        (o->limit >= 0 && !f->ranks_pairs))
        return session_mistake(s, f->ranks_pairs ? NULL : "in text, --limit shows the surest pairs",
                               "--against has no use for --facet, --explain, --count, --offset or "
                               "--quiet, nor outside of text for --limit");
    return EXIT_FOUND;
}

int matrix_run(session *s)
{
    matrix m = {.s = s, .square = strcmp(s->options.batch, s->options.against) == 0};
    int code = refuse(s);
    if (code == EXIT_FOUND)
        code = session_open(s);
    if (code == EXIT_FOUND)
        code = answer_options(s, &m.options);
    m.options.limit = 0;
    m.options.suggestions = false;
    if (code == EXIT_FOUND)
        code = read_column(&m, &m.columns[0], s->options.batch);
    if (code == EXIT_FOUND && !m.square)
        code = read_column(&m, &m.columns[1], s->options.against);
    if (code == EXIT_FOUND)
        code = show(&m);
    free_column(&m.columns[0]);
    free_column(&m.columns[1]);
    free(m.pairs);
    return code;
}
