/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/saved.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/lex.h"
#include "query/note.h"
#include "query/parse.h"
#include "store/error.h"
#include "store/index.h"

typedef struct expansion {
    const reader *reader;
    slice names[SAVED_DEPTH + 1]; /* of the saved queries that are open, the outermost first */
    size_t depth;
    size_t base; /* the depth of the text that was given */
    buf *out;
    buf *at; /* receives the text in which something is wrong */
    dossier_error *error;
} expansion;

bool saved_is_name(slice name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.data[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '-' || c == '_'))
            return false;
    }
    return name.len > 0 && name.len <= SAVED_NAME_MAX;
}

/* Does the text repair itself only by taking in what follows it? */
static const dossier_warning *open_end(const note_list *notes)
{
    for (size_t i = 0; i < notes->count; i++)
        if (strcmp(notes->items[i].code, "bracket-closed") == 0 ||
            strcmp(notes->items[i].code, "quote-closed") == 0)
            return &notes->items[i];
    return NULL;
}

dossier_status saved_check(slice text, dossier_error *error)
{
    parse_tree tree;
    const parse_options options = {0};
    dossier_status status = parse_query(text, &options, &tree, error);
    const dossier_warning *open = status == DOSSIER_OK ? open_end(&tree.notes) : NULL;
    if (open)
        status =
            lex_refuse(error, open->offset, open->length, "add its partner", "this has no partner");
    parse_tree_free(&tree);
    return status;
}

/* The error belongs to this text; `name` is that of the saved query that it is of, if any. */
static dossier_status blame(expansion *e, slice text, dossier_status status)
{
    buf_clear(e->at);
    buf_append_slice(e->at, text);
    if (e->error && e->depth > e->base) {
        char message[sizeof e->error->message];
        slice name = e->names[e->depth - 1];
        snprintf(message, sizeof message, "in @%.*s: %.400s", (int)name.len, name.data,
                 e->error->message);
        memcpy(e->error->message, message, sizeof message);
    }
    return status;
}

static dossier_status refuse_unknown(const expansion *e, const lexeme *x, slice name)
{
    static const char quote[] = "to search for the word, put it in quotes";
    char hint[sizeof e->error->hint];
    char *nearest = saved_nearest(e->reader, name);
    if (nearest)
        snprintf(hint, sizeof hint, "did you mean @%s? Else, %s", nearest, quote);
    else
        snprintf(hint, sizeof hint, "%s", quote);
    free(nearest);
    return lex_refuse(e->error, x->offset, x->length, hint, "there is no saved query @%.*s",
                      (int)name.len, name.data);
}

static bool is_open(const expansion *e, slice name)
{
    for (size_t i = 0; i < e->depth; i++)
        if (slice_equal(e->names[i], name))
            return true;
    return false;
}

static dossier_status expand(expansion *e, slice text);

/* Appends the text of a saved query in brackets. */
static dossier_status expand_name(expansion *e, slice around, const lexeme *x, slice name)
{
    buf text = BUF_INIT(PARSE_MAX_BYTES);
    dossier_status status;
    if (is_open(e, name))
        status = lex_refuse(e->error, x->offset, x->length, "take the name out of one of them",
                            "the saved query @%.*s names itself", (int)name.len, name.data);
    else if (e->depth >= SAVED_DEPTH)
        status = lex_refuse(e->error, x->offset, x->length, "put some of the texts together",
                            "saved queries name one another more than %d deep", SAVED_DEPTH);
    else
        status = saved_read(e->reader, name, &text, e->error);
    if (status == DOSSIER_NOT_FOUND)
        status = refuse_unknown(e, x, name);
    if (status != DOSSIER_OK) {
        status = blame(e, around, status);
        goto done;
    }
    e->names[e->depth++] = name;
    status = saved_check(buf_slice(&text), e->error);
    if (status != DOSSIER_OK) {
        status = blame(e, buf_slice(&text), status);
    } else {
        buf_push(e->out, '(');
        status = expand(e, buf_slice(&text));
        buf_push(e->out, ')');
    }
    e->depth--;
done:
    buf_free(&text);
    return status;
}

/* "@name" and nothing more, where a word may stand. */
static bool is_reference(slice text, const lexeme *x)
{
    return x->kind == LEX_WORD && x->length > 1 && text.data[x->offset] == '@' &&
           saved_is_name((slice){text.data + x->offset + 1, x->length - 1});
}

/* Replaces the names in one text. What the lexer refuses is left for the parser to refuse. */
static dossier_status expand(expansion *e, slice text)
{
    note_list notes = {.count = 0};
    lexer l;
    size_t copied = 0;
    dossier_status status = DOSSIER_OK;
    lex_start(&l, text, &notes, NULL);
    lexeme x = lex_next(&l);
    for (; status == DOSSIER_OK && x.kind != LEX_END && x.kind != LEX_REFUSED && !e->out->failed;
         x = lex_next(&l)) {
        notes.count = 0;
        if (!is_reference(text, &x))
            continue;
        buf_append(e->out, text.data + copied, x.offset - copied);
        copied = x.offset + x.length;
        status = expand_name(e, text, &x, (slice){text.data + x.offset + 1, x.length - 1});
    }
    if (text.len > copied)
        buf_append(e->out, text.data + copied, text.len - copied);
    note_list_free(&notes);
    if (status == DOSSIER_OK && e->out->failed)
        status = blame(e, text,
                       lex_refuse(e->error, 0, text.len, "take out names of saved queries",
                                  "with its saved queries the query is longer than a million "
                                  "bytes"));
    return status;
}

dossier_status saved_expand(const reader *r, slice query, slice name, buf *out, buf *at,
                            dossier_error *error)
{
    expansion e = {.reader = r, .out = out, .at = at, .error = error};
    if (name.len)
        e.names[e.depth++] = name;
    e.base = e.depth;
    return expand(&e, query);
}

dossier_status dossier_saved_expand(dossier_index *index, const char *query, size_t len, char **out,
                                    size_t *out_len, dossier_error *error)
{
    buf text = BUF_INIT(PARSE_MAX_BYTES), at = BUF_INIT(PARSE_MAX_BYTES);
    slice whole = {query, len};
    dossier_status status = DOSSIER_OK;
    if (len && memchr(query, '@', len))
        status = saved_expand(index->reader, whole, (slice){NULL, 0}, &text, &at, error);
    else
        buf_append_slice(&text, whole);
    buf *told = status == DOSSIER_OK ? &text : &at;
    /* A query that is too long by itself is refused by the search, with its whole text. */
    slice shown = told->failed ? whole : buf_slice(told);
    *out = malloc(shown.len + 1);
    *out_len = *out ? shown.len : 0;
    if (!*out) {
        status = error_no_memory(error);
    } else {
        if (shown.len)
            memcpy(*out, shown.data, shown.len);
        (*out)[shown.len] = '\0';
    }
    buf_free(&text);
    buf_free(&at);
    return status;
}
