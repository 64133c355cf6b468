/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "shelf.h"

#include <sys/stat.h>

#include "indexer/terms.h"
#include "store/bulk.h"
#include "store/place.h"
#include "store/writer.h"
#include "tests/test.h"

static void set(record *r, record_field which, const char *value)
{
    if (value)
        assert_int_equal(record_set(r, which, slice_of(value)), DOSSIER_OK);
}

static void set_authors(record *r, const char *authors)
{
    while (authors && *authors) {
        size_t n = strcspn(authors, ";");
        assert_int_equal(record_add_byline(r, slice_trim((slice){authors, n})), DOSSIER_OK);
        authors += n + (authors[n] == ';');
    }
}

/* Title, an empty line, body. The text stays borrowed by the record. */
static char *set_text(record *r, const shelf_document *d)
{
    const char *title = d->title ? d->title : "", *body = d->body ? d->body : "";
    char *text;
    int length = asprintf(&text, "%s%s%s", title, *title ? "\n\n" : "", body);
    assert_true(length >= 0);
    size_t from = (size_t)length - strlen(body);
    if (*title)
        assert_int_equal(record_add_segment(r, RECORD_TITLE, RECORD_KEPT, 0, strlen(title)),
                         DOSSIER_OK);
    assert_int_equal(record_add_segment(r, RECORD_BODY, RECORD_KEPT, from, strlen(body)),
                     DOSSIER_OK);
    r->text = (slice){text, (size_t)length};
    return text;
}

/* Fills the draft (initialised here) with a document's terms and record. */
static void make_draft(term_maker *maker, const shelf_document *d, draft *out)
{
    record r;
    record_init(&r);
    draft_init(out);
    set(&r, RECORD_PATH, d->path);
    set(&r, RECORD_NAME, d->title);
    set(&r, RECORD_OUTLET, d->source);
    set(&r, RECORD_KIND, d->kind);
    set(&r, RECORD_LANGUAGE, d->language);
    set(&r, RECORD_ID, d->id);
    set(&r, RECORD_FORMAT, "text");
    set_authors(&r, d->author);
    r.published = d->date;
    r.space = RECORD_SOURCE;
    r.verbatim = true;
    char *text = set_text(&r, d);
    assert_int_equal(term_maker_draft(maker, &r, out), DOSSIER_OK);
    record_free(&r);
    free(text);
}

void shelf_update(const shelf *s, const shelf_document *documents, size_t n)
{
    char *index, *generation;
    writer *w;
    term_maker *maker;
    manifest files;
    assert_true(asprintf(&index, "%s/" PLACE_FOLDER, s->folder) > 0);
    assert_int_equal(place_generation(index, &generation, NULL), DOSSIER_OK);
    assert_int_equal(term_maker_create("english", NULL, &maker), DOSSIER_OK);
    assert_int_equal(writer_open(generation, &w, NULL), DOSSIER_OK);
    manifest_init(&files);
    for (size_t i = 0; i < n; i++) {
        draft out;
        xapian_docid docid;
        make_draft(maker, &documents[i], &out);
        assert_int_equal(writer_add(w, &out, &docid, NULL), DOSSIER_OK);
        assert_int_equal(writer_commit(w, &files, NULL), DOSSIER_OK);
        draft_free(&out);
    }
    manifest_free(&files);
    writer_free(w);
    term_maker_free(maker);
    free(generation);
    free(index);
}

void shelf_rebuild(const shelf *s, const shelf_document *documents, size_t n)
{
    char *index;
    bulk *b;
    bulk_part *part;
    term_maker *maker;
    manifest files;
    uint32_t used;
    assert_true(asprintf(&index, "%s/" PLACE_FOLDER, s->folder) > 0);
    mkdir(index, 0777);
    manifest_init(&files);
    assert_int_equal(term_maker_create("english", NULL, &maker), DOSSIER_OK);
    assert_int_equal(bulk_create(index, "english", &b, NULL), DOSSIER_OK);
    assert_int_equal(bulk_part_open(b, 0, &part, NULL), DOSSIER_OK);
    for (size_t i = 0; i < n; i++) {
        draft out;
        xapian_docid docid;
        make_draft(maker, &documents[i], &out);
        assert_int_equal(bulk_part_add(part, &out, 1 << 26, &docid, NULL), DOSSIER_OK);
        draft_free(&out);
    }
    assert_int_equal(bulk_part_close(part, &used, NULL), DOSSIER_OK);
    assert_int_equal(bulk_finish(b, &used, 1, &files, NULL), DOSSIER_OK);
    bulk_free(b);
    term_maker_free(maker);
    manifest_free(&files);
    free(index);
}

shelf shelf_make(const shelf_document *documents, size_t n)
{
    shelf s = {.folder = test_new_folder()};
    shelf_rebuild(&s, documents, n);
    return s;
}

void shelf_remove(shelf *s)
{
    test_remove_folder(s->folder);
    s->folder = NULL;
}

dossier_index *shelf_open_all(const shelf *shelves, size_t n)
{
    const char *locations[8];
    dossier_index *index;
    dossier_error error;
    assert_true(n <= 8);
    for (size_t i = 0; i < n; i++)
        locations[i] = shelves[i].folder;
    if (dossier_open(locations, n, &index, &error) != DOSSIER_OK)
        fail_msg("%s", error.message);
    return index;
}

dossier_index *shelf_open(const shelf *s)
{
    return shelf_open_all(s, 1);
}
