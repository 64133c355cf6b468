/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A generation that goes on from another one with other tags, whoever wrote that one. */
#include "store/bulk.h"
#include "store/place.h"

#include "tests/store/corpus.h"
#include "tests/store/generation.h"
#include "tests/store/same.h"
#include "tests/test.h"

enum { DOCUMENTS = 2600, ODD = 120, ROOM = 4000, FIRST_EDIT = 100000 };

static const uint64_t PLENTY = (uint64_t)1 << 40;

/* What the index should hold: the number of the document under each id; 0: none. */
typedef struct holdings {
    uint32_t document[ROOM];
    xapian_docid last;
} holdings;

/* Words: of the first documents all kinds, of the others a few that many share. */
static void add_words(draft *d, uint32_t document)
{
    char text[16];
    if (document <= ODD) {
        corpus_fill(d, document, "XK");
        return;
    }
    draft_clear(d);
    for (uint32_t i = 0; i < 12; i++) {
        uint32_t rank = corpus_number(document, i, 20) * corpus_number(document, 100 + i, 20);
        snprintf(text, sizeof text, "%c%u", i % 5 ? 'w' : "0AMZ~"[i / 5], rank);
        draft_add(d, i % 4 ? "" : "XS", slice_of(text), i * 3 + 1, 1 + rank % 3);
    }
    draft_value(d, SLOT_WORDS, slice_of(text));
    if (document % 3)
        draft_value(d, 260, slice_of(text));
}

/* Tags of a round: none in some documents, one in most of them all. */
static void add_tags(draft *d, uint32_t document, uint32_t round)
{
    static const field_id fields[] = {FIELD_OFFICIAL,  FIELD_COUNTRY, FIELD_ORGANIZATION,
                                      FIELD_AGREEMENT, FIELD_OFFICE,  FIELD_ABOUT};
    uint32_t n = corpus_number(document, 5000 + round, 9);
    char text[32];
    for (uint32_t i = 0; i < n; i++) {
        const field *f = &field_table[fields[corpus_number(document, 6000 + 10 * i + round, 6)]];
        uint32_t id = i ? corpus_number(document, 7000 + 10 * i + round, 300) : 0;
        snprintf(text, sizeof text, "%u-%u", id, id % 7 ? 0 : round);
        draft_add(d, f->prefix, slice_of(text), i % 3 ? 5 * i + 2 : DRAFT_NO_POSITION, 1 + id % 20);
        if (f->slot != SLOT_NONE && i < 4)
            draft_value(d, (uint32_t)f->slot, slice_of(text));
    }
    if (round % 2 == 0 && document % 50 == 0)
        draft_add(d, "XO", SLICE("heavy"), DRAFT_NO_POSITION, 5000);
}

static void add_data(draft *d, uint32_t document, uint32_t round)
{
    buf_clear(&d->data);
    buf_printf(&d->data, "%u in round %u ", document, round);
    for (uint32_t i = corpus_number(document, 9000 + round, document % 40 ? 200 : 9000); i > 0; i--)
        buf_push(&d->data, (char)('a' + i % 26));
}

/* All of a document, or what tagging makes anew. A third of them have the same tags in all rounds.
 */
static void fill(draft *d, uint32_t document, uint32_t round, bool all)
{
    draft_clear(d);
    if (document / 100 % 3 == 0)
        round = 1;
    if (all)
        add_words(d, document);
    add_tags(d, document, round);
    add_data(d, document, round);
    assert_int_equal(draft_finish(d), DOSSIER_OK);
}

static void list_file(manifest *files)
{
    manifest_run run = {1, DOCUMENTS};
    const manifest_file file = {.path = SLICE("all"), .size = 1, .runs = &run, .n_runs = 1};
    manifest_init(files);
    assert_int_equal(manifest_put(files, &file), DOSSIER_OK);
}

static void build(const char *index, holdings *h)
{
    bulk *b;
    bulk_part *part;
    manifest files;
    draft d;
    xapian_docid docid;
    uint32_t used;
    draft_init(&d);
    list_file(&files);
    assert_int_equal(bulk_create(index, "en", &b, NULL), DOSSIER_OK);
    assert_int_equal(bulk_part_open(b, 0, &part, NULL), DOSSIER_OK);
    for (uint32_t i = 1; i <= DOCUMENTS; i++) {
        fill(&d, i, 1, true);
        assert_int_equal(bulk_part_add(part, &d, PLENTY, &docid, NULL), DOSSIER_OK);
        h->document[docid] = i;
        h->last = docid;
    }
    assert_int_equal(bulk_part_close(part, &used, NULL), DOSSIER_OK);
    assert_int_equal(bulk_finish(b, &used, 1, &files, NULL), DOSSIER_OK);
    bulk_free(b);
    manifest_free(&files);
    draft_free(&d);
}

/* Deletes, replaces and adds by Xapian's own writer; `gap`: ids from there on go, all but the last.
 */
static void edit(const char *index, holdings *h, uint32_t round, uint32_t gap)
{
    xapian_writable_database *db;
    char *path = generation_of(index);
    draft d;
    draft_init(&d);
    assert_int_equal(xapian_writable_database_open(path, XAPIAN_DB_OPEN, 0, &db, NULL), XAPIAN_OK);
    for (uint32_t i = 0; i < 700; i++) {
        xapian_document *document;
        xapian_docid docid = 1 + i * 7 % DOCUMENTS;
        uint32_t number = FIRST_EDIT * round + i;
        if (i >= 600)
            docid = gap + i - 600;
        if (i % 3 == 0 || i >= 600) {
            xapian_status status = xapian_writable_database_delete_document(db, docid, NULL);
            assert_int_equal(status, h->document[docid] ? XAPIAN_OK : XAPIAN_DOC_NOT_FOUND);
            h->document[docid] = 0;
            continue;
        }
        fill(&d, number, round, true);
        assert_int_equal(draft_document(&d, &document, NULL), DOSSIER_OK);
        if (i % 3 == 1)
            assert_int_equal(xapian_writable_database_replace_document(db, docid, document, NULL),
                             XAPIAN_OK);
        else
            assert_int_equal(xapian_writable_database_add_document(db, document, &docid, NULL),
                             XAPIAN_OK);
        h->document[docid] = number;
        h->last = docid > h->last ? docid : h->last;
        xapian_document_free(document);
        if (i % 250 == 70)
            assert_int_equal(xapian_writable_database_commit(db, NULL), XAPIAN_OK);
    }
    assert_int_equal(xapian_writable_database_close(db, NULL), XAPIAN_OK);
    xapian_writable_database_free(db);
    draft_free(&d);
    free(path);
}

static void retag_part(bulk *b, size_t number, document_pass *from, const holdings *h,
                       uint32_t round, uint32_t range, uint64_t memory)
{
    bulk_part *part;
    stored_document old;
    draft d;
    bool more;
    uint32_t used, before = (uint32_t)number * range;
    draft_init(&d);
    assert_int_equal(bulk_part_open(b, number, &part, NULL), DOSSIER_OK);
    assert_int_equal(document_pass_seek(from, before + 1, NULL), DOSSIER_OK);
    for (;;) {
        assert_int_equal(document_pass_next(from, &old, &more, NULL), DOSSIER_OK);
        if (!more || old.docid > before + range)
            break;
        fill(&d, h->document[old.docid], round, false);
        assert_int_equal(bulk_part_retag(part, old.docid - before, &old, &d, memory, NULL),
                         DOSSIER_OK);
    }
    assert_int_equal(bulk_part_close(part, &used, NULL), DOSSIER_OK);
    draft_free(&d);
}

static void retag(const char *index, const holdings *h, uint32_t round, uint32_t n_parts,
                  uint64_t memory)
{
    bulk *b;
    document_pass *from;
    char *path = generation_of(index);
    uint32_t ids[8], range = h->last / n_parts + 1;
    assert_int_equal(document_pass_open(path, &from, NULL), DOSSIER_OK);
    assert_int_equal(document_pass_last(from), h->last);
    assert_int_equal(bulk_create(index, "en", &b, NULL), DOSSIER_OK);
    assert_int_equal(bulk_retag(b, path, NULL), DOSSIER_OK);
    for (uint32_t i = 0; i < n_parts; i++) {
        ids[i] = range;
        retag_part(b, i, from, h, round, range, memory);
    }
    document_pass_free(from);
    assert_int_equal(bulk_finish(b, ids, n_parts, NULL, NULL), DOSSIER_OK);
    bulk_free(b);
    free(path);
}

/* What Xapian makes of the same documents at once. */
static void write_through_xapian(const char *path, const holdings *h, uint32_t round)
{
    xapian_writable_database *db;
    manifest files;
    draft d;
    draft_init(&d);
    list_file(&files);
    assert_int_equal(
        xapian_writable_database_open(path, XAPIAN_DB_CREATE_OR_OVERWRITE, 0, &db, NULL),
        XAPIAN_OK);
    const metadata_sink sink = metadata_into(db);
    assert_int_equal(place_stamp(&sink, "en", NULL), DOSSIER_OK);
    assert_int_equal(manifest_save(&files, &sink, NULL), DOSSIER_OK);
    for (xapian_docid docid = 1; docid <= h->last; docid++) {
        xapian_document *document;
        if (!h->document[docid])
            continue;
        fill(&d, h->document[docid], round, true);
        assert_int_equal(draft_document(&d, &document, NULL), DOSSIER_OK);
        assert_int_equal(xapian_writable_database_replace_document(db, docid, document, NULL),
                         XAPIAN_OK);
        xapian_document_free(document);
    }
    assert_int_equal(xapian_writable_database_close(db, NULL), XAPIAN_OK);
    xapian_writable_database_free(db);
    manifest_free(&files);
    draft_free(&d);
}

static void assert_as_rebuilt(const char *index, const holdings *h, uint32_t round)
{
    char *path = generation_of(index), *plain;
    assert_true(asprintf(&plain, "%s/plain", index) > 0);
    write_through_xapian(plain, h, round);
    assert_sound_database(path);
    assert_same_databases(plain, path);
    free(plain);
    free(path);
}

static void an_index_with_other_tags_is_what_it_would_be_made_anew(void **state)
{
    (void)state;
    static holdings h;
    char *top = test_new_folder();
    build(top, &h);
    retag(top, &h, 2, 3, PLENTY);
    assert_as_rebuilt(top, &h, 2);
    test_remove_folder(top);
}

static void what_xapians_own_writer_changed_is_carried_over_like_all_else(void **state)
{
    (void)state;
    static holdings h;
    char *top = test_new_folder();
    build(top, &h);
    edit(top, &h, 1, 1200);
    retag(top, &h, 2, 7, 1 << 16);
    assert_as_rebuilt(top, &h, 2);
    edit(top, &h, 2, 2000);
    retag(top, &h, 3, 1, PLENTY);
    assert_as_rebuilt(top, &h, 3);
    test_remove_folder(top);
}

static dossier_status try_to_retag(const char *index, const holdings *h)
{
    bulk *b;
    document_pass *from = NULL;
    bulk_part *part;
    stored_document old = {.docid = 1};
    draft d;
    bool more = true;
    uint32_t used = h->last;
    char *path = generation_of(index);
    draft_init(&d);
    assert_int_equal(bulk_create(index, "en", &b, NULL), DOSSIER_OK);
    dossier_status status = bulk_retag(b, path, NULL);
    if (status == DOSSIER_OK)
        status = document_pass_open(path, &from, NULL);
    if (status == DOSSIER_OK)
        status = bulk_part_open(b, 0, &part, NULL);
    if (status == DOSSIER_OK) {
        status = document_pass_seek(from, 1, NULL);
        while (status == DOSSIER_OK && more) {
            status = document_pass_next(from, &old, &more, NULL);
            fill(&d, 1, 2, false);
            if (status == DOSSIER_OK && more)
                status = bulk_part_retag(part, old.docid, &old, &d, PLENTY, NULL);
        }
        assert_int_equal(bulk_part_close(part, &(uint32_t){0}, NULL), DOSSIER_OK);
    }
    if (status == DOSSIER_OK)
        status = bulk_finish(b, &used, 1, NULL, NULL);
    document_pass_free(from);
    bulk_free(b);
    draft_free(&d);
    free(path);
    return status;
}

static void damaged_tables_are_told_and_the_old_generation_stays(void **state)
{
    (void)state;
    static const char *const tables[] = {"postlist.glass", "position.glass", "termlist.glass",
                                         "docdata.glass", "iamglass"};
    for (size_t i = 0; i < 2 * sizeof tables / sizeof tables[0]; i++) {
        static holdings h;
        char *top = test_new_folder();
        build(top, &h);
        char *before = generation_of(top);
        generation_damage(before, tables[i / 2], i % 2);
        assert_int_equal(try_to_retag(top, &h), DOSSIER_CORRUPT);
        char *after = generation_of(top);
        assert_string_equal(before, after);
        free(before);
        free(after);
        test_remove_folder(top);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_index_with_other_tags_is_what_it_would_be_made_anew),
        cmocka_unit_test(what_xapians_own_writer_changed_is_carried_over_like_all_else),
        cmocka_unit_test(damaged_tables_are_told_and_the_old_generation_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
