/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a damaged or forged index may hold: stored records, and positions that fit no text.
 *
 * The first byte is r for a stored record as it is on disk, t for one that is made of: a number of
 * segments, then for each a role and a length (2 bytes); the text is the rest. In both the next
 * byte is a number of positions (2 bytes each), at which the words stand in the index.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "query/snippet.h"
#include "text/utf8.h"

enum { PASSAGES = 3, LENGTH = 100 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct input {
    const uint8_t *at, *end;
} input;

static unsigned byte(input *in)
{
    return in->at < in->end ? *in->at++ : 0;
}

static unsigned word(input *in)
{
    unsigned high = byte(in);
    return high << 8 | byte(in);
}

static slice rest(const input *in)
{
    return (slice){(const char *)in->at, (size_t)(in->end - in->at)};
}

static void check(bool holds)
{
    if (!holds)
        abort();
}

static const snippet_word words[] = {{.term = SLICE("the"), .weight = 1, .place = 1},
                                     {.term = SLICE("envoy"), .weight = 3, .place = 1},
                                     {.term = SLICE("a"), .prefix = true, .weight = 2}};
static const slice phrase_terms[] = {SLICE("the"), SLICE("envoy")};
static span_node phrase_leaves[] = {
    {.kind = SPAN_LEAF, .number_of = 1, .terms = &phrase_terms[0], .n_terms = 1},
    {.kind = SPAN_LEAF, .number_of = 2, .terms = &phrase_terms[1], .n_terms = 1},
};
static span_node *phrase_children[] = {&phrase_leaves[0], &phrase_leaves[1]};
static const span_node phrase_node = {
    .kind = SPAN_PHRASE, .children = phrase_children, .n_children = 2};
static const snippet_place place = {&phrase_node, 3};
static const snippet_query query = {words, 3, &place, 1};

/* A database with one document that has the words at the input's positions. */
static xapian_writable_database *make_database(input *in)
{
    xapian_writable_database *db = NULL;
    xapian_document *document = NULL;
    unsigned n = byte(in);
    check(xapian_writable_database_open("", XAPIAN_DB_BACKEND_INMEMORY, 0, &db, NULL) == XAPIAN_OK);
    check(xapian_document_create(&document, NULL) == XAPIAN_OK);
    for (unsigned i = 0; i < n; i++) {
        slice term = words[i % 3].term;
        check(xapian_document_add_posting(document, term.data, term.len, word(in), 1, NULL) ==
              XAPIAN_OK);
    }
    check(xapian_writable_database_add_document(db, document, NULL, NULL) == XAPIAN_OK);
    xapian_document_free(document);
    return db;
}

/* A record whose segments and positions are the input's. */
static void make_stored(input *in, record_codec *codec, buf *stored)
{
    record r;
    size_t offset = 0, lengths[256];
    unsigned roles[256];
    unsigned n = byte(in);
    for (unsigned i = 0; i < n; i++) {
        roles[i] = byte(in) % RECORD_ROLES;
        lengths[i] = word(in);
    }
    record_init(&r);
    r.text = rest(in);
    for (unsigned i = 0; i < n && offset + lengths[i] <= r.text.len; i++) {
        check(record_add_segment(&r, (record_role)roles[i], RECORD_KEPT, offset, lengths[i]) ==
              DOSSIER_OK);
        r.segments[i].position = roles[i] % 2 ? 1 + (uint32_t)offset / 5 : 0;
        offset += lengths[i];
    }
    check(record_add_section(&r, 0, SLICE("II")) == DOSSIER_OK);
    check(record_encode(codec, &r, stored) == DOSSIER_OK);
    record_free(&r);
}

static bool is_shown(slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.data[i] < ' ' || text.data[i] == 0x7f)
            return false;
    }
    return utf8_is_valid(text.data, text.len);
}

static void check_snippet(const dossier_snippet *s, const record *r)
{
    size_t at = 0;
    check(is_shown(s->text) && s->text.len <= 16 * LENGTH);
    check(s->offset <= r->text_length && s->line >= 1 && s->column >= 1);
    for (size_t i = 0; i < s->n_marks; i++) {
        check(s->marks[i].from >= at && s->marks[i].to >= s->marks[i].from);
        at = s->marks[i].to;
    }
    check(at <= s->text.len);
}

static void show(snippet_maker *maker, record_codec *codec, slice stored,
                 xapian_writable_database *db)
{
    record r;
    const dossier_snippet *snippets = NULL;
    size_t n = 0;
    record_init(&r);
    if (record_decode(stored, &r) == DOSSIER_OK && r.text_length < (1 << 24)) {
        const xapian_database *view = xapian_writable_database_view(db);
        if (snippet_make(maker, view, 1, stored, &r, &query, PASSAGES, LENGTH, &snippets, &n) ==
            DOSSIER_OK) {
            for (size_t i = 0; i < n; i++)
                check_snippet(&snippets[i], &r);
        }
        if (record_inflate(codec, stored, &r, SIZE_MAX) == DOSSIER_OK)
            check(r.text.len == r.text_length);
    }
    record_free(&r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static snippet_maker *maker;
    static record_codec *codec;
    input in = {data, data + size};
    buf made = BUF_INIT(1 << 24);
    if (!maker)
        check(snippet_maker_create("en", &maker) == DOSSIER_OK &&
              record_codec_create(&codec) == DOSSIER_OK);
    bool raw = byte(&in) == 'r';
    xapian_writable_database *db = make_database(&in);
    if (!raw)
        make_stored(&in, codec, &made);
    show(maker, codec, raw ? rest(&in) : buf_slice(&made), db);
    xapian_writable_database_free(db);
    buf_free(&made);
    return 0;
}
