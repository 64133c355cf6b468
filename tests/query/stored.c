/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stored.h"

#include "tests/test.h"
#include "text/stem.h"
#include "text/token.h"

enum { GAP = 100 }; /* TERMS_GAP of the indexer */

typedef struct making {
    stemmer *stem;
    token_list tokens;
    xapian_document *document;
    record r;
} making;

static void index_words(making *m, slice text)
{
    size_t from = m->tokens.count;
    assert_int_equal(token_scan(&m->tokens, text, 0), DOSSIER_OK);
    for (size_t i = from; i < m->tokens.count; i++) {
        const token *t = &m->tokens.tokens[i];
        slice term = stemmer_term(m->stem, token_fold(&m->tokens, t), t->flags);
        assert_int_equal(
            xapian_document_add_posting(m->document, term.data, term.len, t->position, 1, NULL),
            XAPIAN_OK);
    }
}

static void put_together(stored *s, const stored_piece *pieces, size_t n, record *r)
{
    size_t room = 1;
    for (size_t i = 0; i < n; i++)
        room += strlen(pieces[i].text) + 2;
    s->text = malloc(room);
    assert_non_null(s->text);
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(pieces[i].text);
        if (i > 0)
            s->length += (size_t)sprintf(s->text + s->length, "\n\n");
        assert_int_equal(record_add_segment(r, pieces[i].role, pieces[i].reason, s->length, len),
                         DOSSIER_OK);
        memcpy(s->text + s->length, pieces[i].text, len);
        s->length += len;
    }
    r->text = (slice){s->text, s->length};
    r->space = RECORD_SOURCE;
    r->verbatim = true;
}

static void index_pieces(making *m)
{
    for (size_t i = 0; i < m->r.n_segments; i++) {
        record_segment *piece = &m->r.segments[i];
        if (piece->role == RECORD_TITLE || !record_role_is_indexed((record_role)piece->role))
            continue;
        piece->position = m->tokens.next_position;
        index_words(m, (slice){m->r.text.data + piece->offset, piece->length});
    }
}

stored stored_make(const char *title, const stored_piece *pieces, size_t n, const char *byline)
{
    stored s = {.bytes = BUF_INIT(1 << 28)};
    making m = {.tokens = TOKEN_LIST_INIT};
    record_codec *codec;
    assert_int_equal(stemmer_create("en", &m.stem), DOSSIER_OK);
    assert_int_equal(record_codec_create(&codec), DOSSIER_OK);
    assert_int_equal(xapian_document_create(&m.document, NULL), XAPIAN_OK);
    record_init(&m.r);
    put_together(&s, pieces, n, &m.r);
    assert_int_equal(record_set(&m.r, RECORD_NAME, slice_of(title)), DOSSIER_OK);
    index_words(&m, slice_of(title));
    m.tokens.next_position += GAP;
    index_pieces(&m);
    m.tokens.next_position += GAP;
    index_words(&m, slice_of(byline));
    assert_int_equal(record_encode(codec, &m.r, &s.bytes), DOSSIER_OK);
    s.folder = test_new_folder();
    int flags = XAPIAN_DB_CREATE_OR_OPEN | XAPIAN_DB_NO_SYNC;
    assert_int_equal(xapian_writable_database_open(s.folder, flags, 0, &s.db, NULL), XAPIAN_OK);
    assert_int_equal(xapian_writable_database_add_document(s.db, m.document, NULL, NULL),
                     XAPIAN_OK);
    assert_int_equal(xapian_writable_database_commit(s.db, NULL), XAPIAN_OK);
    xapian_document_free(m.document);
    record_codec_free(codec);
    record_free(&m.r);
    token_list_free(&m.tokens);
    stemmer_free(m.stem);
    return s;
}

void stored_free(stored *s)
{
    xapian_writable_database_free(s->db);
    test_remove_folder(s->folder);
    buf_free(&s->bytes);
    free(s->text);
}
