/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A query from anywhere: it is refused at a place inside it, or its tree, printed, is read as the
 * same tree again, and it can be planned and run in every mode. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "query/plan.h"
#include "query/search.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TODAY = 20170912, PLAN_MOST = 4096 };

static void require(bool holds)
{
    if (!holds)
        abort();
}

/* The line as a document's stored text, whose words begin at position 1. */
static void store(xapian_document *document, slice line)
{
    record r;
    record_codec *codec;
    buf bytes = BUF_INIT(1 << 16);
    record_init(&r);
    require(record_codec_create(&codec) == DOSSIER_OK);
    require(record_set(&r, RECORD_NAME, SLICE("")) == DOSSIER_OK);
    r.text = line;
    require(record_add_segment(&r, RECORD_BODY, RECORD_KEPT, 0, line.len) == DOSSIER_OK);
    r.segments[0].position = 1;
    require(record_encode(codec, &r, &bytes) == DOSSIER_OK);
    require(xapian_document_set_data(document, bytes.data, bytes.len, NULL) == XAPIAN_OK);
    buf_free(&bytes);
    record_codec_free(codec);
    record_free(&r);
}

/* A few documents in memory, made once. */
static xapian_writable_database *library(stemmer *stem)
{
    static const char *const lines[] = {"the nuclear deal with iran",
                                        "sanctions and counter-terror", "U.S. answer to iran",
                                        "北京条约 10,000"};
    static xapian_writable_database *db;
    if (db)
        return db;
    require(xapian_writable_database_open("", XAPIAN_DB_BACKEND_INMEMORY, 0, &db, NULL) ==
            XAPIAN_OK);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        token_list tokens = TOKEN_LIST_INIT;
        xapian_document *document;
        require(xapian_document_create(&document, NULL) == XAPIAN_OK);
        require(token_scan(&tokens, slice_of(lines[i]), 0) == DOSSIER_OK);
        for (size_t k = 0; k < tokens.count; k++) {
            const token *t = &tokens.tokens[k];
            slice term = stemmer_term(stem, token_fold(&tokens, t), t->flags);
            xapian_document_add_posting(document, term.data, term.len, t->position, 1, NULL);
        }
        store(document, slice_of(lines[i]));
        require(xapian_writable_database_add_document(db, document, NULL, NULL) == XAPIAN_OK);
        xapian_document_free(document);
        token_list_free(&tokens);
    }
    return db;
}

static void check_error(const dossier_error *error, size_t size)
{
    require(error->status == DOSSIER_BAD_QUERY);
    require(error->offset <= size && error->length <= size - error->offset);
    require(error->message[0] != '\0');
    require(utf8_is_valid(error->message, strlen(error->message)));
    for (const char *c = error->message; *c; c++)
        require((unsigned char)*c >= 0x20);
}

static void check_notes(const note_list *notes, size_t size)
{
    for (size_t i = 0; i < notes->count; i++) {
        const dossier_warning *w = &notes->items[i];
        require(w->offset <= size && w->length <= size - w->offset);
        require(utf8_is_valid(w->message.data, w->message.len));
    }
}

static void check_print(const parse_tree *tree, const parse_options *options)
{
    parse_tree again;
    buf first = BUF_INIT(1 << 22), second = BUF_INIT(1 << 22);
    parse_print(tree->root, &first);
    require(utf8_is_valid(first.data, first.len));
    if (!options->plain) {
        require(parse_query(buf_slice(&first), options, &again, NULL) == DOSSIER_OK);
        parse_print(again.root, &second);
        require(slice_equal(buf_slice(&first), buf_slice(&second)));
        parse_tree_free(&again);
    }
    buf_free(&first);
    buf_free(&second);
}

static void run(const xapian_query *query, xapian_database *db)
{
    const match_request request = {.query = query, .limit = 3, .exact = true, .weighted = true};
    match m;
    if (!query)
        return;
    require(match_run(db, &request, &m, NULL) == DOSSIER_OK);
    match_free(&m);
}

static void check_plan(parse_tree *tree, slice text, plan_mode mode, stemmer *stem)
{
    const plan_options options = {.text = text, .mode = mode};
    xapian_database *db = xapian_writable_database_view(library(stem));
    plan *p;
    xapian_query *other;
    dossier_status status = plan_create(tree, stem, db, &options, &p, NULL);
    if (status == DOSSIER_BAD_QUERY) /* a name in a field of entities that nobody bears */
        return;
    require(status == DOSSIER_OK);
    run(plan_query(p), db);
    require(plan_without_bonus(p, &other, NULL) == DOSSIER_OK);
    run(other, db);
    xapian_query_free(other);
    require(plan_partial(p, &other, NULL) == DOSSIER_OK);
    run(other, db);
    xapian_query_free(other);
    require(plan_count(p, 10, NULL) == DOSSIER_OK);
    plan_free(p);
}

static void check(slice text, bool plain, stemmer *stem)
{
    const parse_options options = {.plain = plain, .today = TODAY};
    parse_tree tree;
    dossier_error error;
    dossier_status status = parse_query(text, &options, &tree, &error);
    check_notes(&tree.notes, text.len);
    if (status != DOSSIER_OK) {
        check_error(&error, text.len);
    } else {
        check_print(&tree, &options);
        if (text.len <= PLAN_MOST) {
            check_plan(&tree, text, PLAN_ALL, stem);
            check_plan(&tree, text, PLAN_ANY, stem);
        }
        check_notes(&tree.notes, text.len);
    }
    parse_tree_free(&tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static stemmer *stem;
    const slice text = {(const char *)data, size};
    if (!stem)
        require(stemmer_create("english", &stem) == DOSSIER_OK);
    check(text, false, stem);
    check(text, true, stem);
    return 0;
}
