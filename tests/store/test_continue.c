/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A generation that goes on from another one with other documents, whoever wrote that one, against
 * what Xapian makes of the same documents at once. */
#include "store/bulk.h"
#include "store/place.h"

#include "tests/store/corpus.h"
#include "tests/store/generation.h"
#include "tests/store/same.h"
#include "tests/test.h"

enum { ROOM = 4000, EDITS = 60 };

static const uint64_t PLENTY = (uint64_t)1 << 40;

/* What the index should hold: the number of the document under each id; 0: none. */
typedef struct holdings {
    uint32_t document[ROOM];
    xapian_docid last;
    uint32_t next; /* number of the next document */
} holdings;

static void list_file(manifest *files, uint32_t count)
{
    manifest_run run = {1, count};
    const manifest_file file = {.path = SLICE("all"), .size = 1, .runs = &run, .n_runs = 1};
    manifest_init(files);
    assert_int_equal(manifest_put(files, &file), DOSSIER_OK);
}

/* Adds n documents in two parts to what there is; of each 100 in use, `share` are removed. */
static void merge(const char *index, holdings *h, uint32_t n, uint32_t share, uint64_t memory)
{
    bulk *b;
    bulk_part *part;
    manifest files;
    draft d;
    xapian_docid last = 0, docid;
    uint32_t used[2];
    char *path = h->last ? generation_of(index) : NULL;
    draft_init(&d);
    assert_int_equal(bulk_create(index, "en", &b, NULL), DOSSIER_OK);
    if (path)
        assert_int_equal(bulk_continue(b, path, &last, NULL), DOSSIER_OK);
    assert_int_equal(last, h->last);
    for (xapian_docid i = 1; i <= last; i++) {
        if (corpus_number(i, 77 + h->next, 100) >= share)
            continue;
        bulk_remove(b, (manifest_run){i, 1});
        h->document[i] = 0;
    }
    for (size_t k = 0; k < 2; k++) {
        uint32_t base = h->last;
        assert_int_equal(bulk_part_open(b, k, &part, NULL), DOSSIER_OK);
        for (uint32_t i = 0; i < n / 2; i++) {
            corpus_fill(&d, ++h->next, "XK");
            assert_int_equal(bulk_part_add(part, &d, memory, &docid, NULL), DOSSIER_OK);
            h->document[base + docid] = h->next;
            h->last = base + docid;
        }
        assert_int_equal(bulk_part_close(part, &used[k], NULL), DOSSIER_OK);
    }
    list_file(&files, h->last);
    assert_int_equal(bulk_finish(b, used, 2, &files, NULL), DOSSIER_OK);
    manifest_free(&files);
    bulk_free(b);
    draft_free(&d);
    free(path);
}

/* Deletes, replaces and adds by Xapian's own writer. */
static void edit(const char *index, holdings *h)
{
    xapian_writable_database *db;
    char *path = generation_of(index);
    draft d;
    draft_init(&d);
    assert_int_equal(xapian_writable_database_open(path, XAPIAN_DB_OPEN, 0, &db, NULL), XAPIAN_OK);
    for (uint32_t i = 0; i < EDITS; i++) {
        xapian_document *document;
        xapian_docid docid = 1 + corpus_number(i, h->next, h->last);
        if (i % 3 == 0) {
            (void)xapian_writable_database_delete_document(db, docid, NULL);
            h->document[docid] = 0;
            continue;
        }
        corpus_fill(&d, ++h->next, "XK");
        assert_int_equal(draft_document(&d, &document, NULL), DOSSIER_OK);
        if (i % 3 == 1)
            docid = h->last + 1;
        assert_int_equal(xapian_writable_database_replace_document(db, docid, document, NULL),
                         XAPIAN_OK);
        h->document[docid] = h->next;
        h->last = docid > h->last ? docid : h->last;
        xapian_document_free(document);
        if (i % 20 == 19)
            assert_int_equal(xapian_writable_database_commit(db, NULL), XAPIAN_OK);
    }
    assert_int_equal(xapian_writable_database_close(db, NULL), XAPIAN_OK);
    xapian_writable_database_free(db);
    draft_free(&d);
    free(path);
}

static void write_through_xapian(const char *path, const holdings *h)
{
    xapian_writable_database *db;
    manifest files;
    draft d;
    draft_init(&d);
    list_file(&files, h->last);
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
        corpus_fill(&d, h->document[docid], "XK");
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

static void assert_as_built(const char *index, const holdings *h)
{
    char *path = generation_of(index), *plain;
    assert_true(asprintf(&plain, "%s/plain", index) > 0);
    write_through_xapian(plain, h);
    assert_sound_database(path);
    assert_same_databases(plain, path);
    free(plain);
    free(path);
}

static void a_merged_generation_is_what_it_would_be_built_at_once(void **state)
{
    (void)state;
    static const uint32_t shares[] = {0, 1, 20, 60, 100};
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        holdings h = {.next = (uint32_t)i * 300};
        char *top = test_new_folder();
        merge(top, &h, 240, 0, PLENTY);
        merge(top, &h, i % 2 ? 2 : 60, shares[i], i % 2 ? PLENTY : 1 << 15);
        assert_as_built(top, &h);
        test_remove_folder(top);
    }
}

static void edits_before_and_after_a_merge_stay(void **state)
{
    (void)state;
    holdings h = {.next = 3000};
    char *top = test_new_folder();
    merge(top, &h, 200, 0, PLENTY);
    edit(top, &h);
    merge(top, &h, 40, 10, PLENTY);
    assert_as_built(top, &h);
    edit(top, &h);
    char *path = generation_of(top);
    assert_sound_database(path);
    free(path);
    merge(top, &h, 20, 5, PLENTY);
    assert_as_built(top, &h);
    test_remove_folder(top);
}

static dossier_status try_to_continue(const char *index, const char *generation)
{
    bulk *b;
    manifest files;
    xapian_docid last;
    list_file(&files, 1);
    assert_int_equal(bulk_create(index, "en", &b, NULL), DOSSIER_OK);
    dossier_status status = bulk_continue(b, generation, &last, NULL);
    if (status == DOSSIER_OK) {
        bulk_remove(b, (manifest_run){3, 20});
        status = bulk_finish(b, NULL, 0, &files, NULL);
    }
    manifest_free(&files);
    bulk_free(b);
    return status;
}

static void damaged_tables_are_told_and_the_old_generation_stays(void **state)
{
    (void)state;
    static const char *const tables[] = {"postlist.glass", "position.glass", "termlist.glass",
                                         "docdata.glass", "iamglass"};
    for (size_t i = 0; i < 2 * sizeof tables / sizeof tables[0]; i++) {
        holdings h = {.next = 0};
        char *top = test_new_folder();
        merge(top, &h, 100, 0, PLENTY);
        char *before = generation_of(top);
        generation_damage(before, tables[i / 2], i % 2);
        assert_int_equal(try_to_continue(top, before), DOSSIER_CORRUPT);
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
        cmocka_unit_test(a_merged_generation_is_what_it_would_be_built_at_once),
        cmocka_unit_test(edits_before_and_after_a_merge_stay),
        cmocka_unit_test(damaged_tables_are_told_and_the_old_generation_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
