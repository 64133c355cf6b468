/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dossier.h"

#include "tests/test.h"

static const char article[] = "Envoy Leaves Geneva\n"
                              "\n"
                              "By Ada Lovell\n"
                              "Published: September 12, 2017\n"
                              "\n"
                              "GENEVA (Continental Wire) - The envoy left on Tuesday.\n"
                              "\n"
                              "Share on Facebook\n"
                              "\n"
                              "Talks go on in May.\n";

typedef struct shelf {
    char *folder;
    dossier_index *index;
} shelf;

static int set_up(void **state)
{
    shelf *s = calloc(1, sizeof *s);
    dossier_builder *builder;
    dossier_report report;
    dossier_error error = {0};
    assert_non_null(s);
    s->folder = test_new_folder();
    test_write_file(s->folder, "envoy.txt", article);
    dossier_build_options options = DOSSIER_BUILD_OPTIONS_INIT;
    assert_int_equal(dossier_builder_open(s->folder, &options, &builder, &error), DOSSIER_OK);
    assert_int_equal(
        dossier_builder_update(builder, (const char *const[]){s->folder}, 1, &report, &error),
        DOSSIER_OK);
    dossier_builder_free(builder);
    assert_int_equal(dossier_open((const char *const[]){s->folder}, 1, &s->index, &error),
                     DOSSIER_OK);
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    shelf *s = *state;
    dossier_index_free(s->index);
    test_remove_folder(s->folder);
    free(s);
    return 0;
}

static dossier_document *load(const shelf *s, const char *name)
{
    dossier_document *document;
    dossier_error error = {0};
    char *path;
    assert_true(asprintf(&path, "%s/%s", s->folder, name) > 0);
    dossier_status status = dossier_document_load(s->index, path, &document, &error);
    assert_true(status == DOSSIER_OK || (status == DOSSIER_NOT_FOUND && !document));
    free(path);
    return document;
}

static void a_document_has_its_fields_and_its_whole_text(void **state)
{
    dossier_document *d = load(*state, "envoy.txt");
    assert_non_null(d);
    const dossier_hit *fields = dossier_document_fields(d);
    assert_slice_equal(fields->title, "Envoy Leaves Geneva");
    assert_int_equal(fields->date, 20170912);
    assert_int_equal(fields->n_bylines, 1);
    assert_slice_equal(fields->bylines[0], "Ada Lovell");
    assert_true(fields->source_lines);
    assert_slice_equal(dossier_document_text(d), article);
    dossier_document_free(d);
}

static void its_path_opens_from_here(void **state)
{
    const shelf *s = *state;
    dossier_document *d = load(s, "envoy.txt");
    slice path = dossier_document_fields(d)->path;
    assert_true(slice_starts_with(path, slice_of(s->folder)));
    dossier_document_free(d);
}

static void pieces_cover_all_but_white_space_and_say_why_they_were_dropped(void **state)
{
    dossier_document *d = load(*state, "envoy.txt");
    slice text = dossier_document_text(d);
    size_t n, end = 0, dropped = 0;
    const dossier_piece *pieces = dossier_document_pieces(d, &n);
    for (size_t i = 0; i < n; i++) {
        slice gap = {text.data + end, pieces[i].offset - end};
        slice piece = {text.data + pieces[i].offset, pieces[i].length};
        assert_int_equal(slice_trim(gap).len, 0);
        end = pieces[i].offset + pieces[i].length;
        assert_true(end <= text.len);
        assert_int_equal(strcmp(pieces[i].role, "dropped") == 0, pieces[i].reason[0] != '\0');
        if (pieces[i].reason[0]) {
            dropped++;
            assert_slice_equal(slice_trim(piece), "Share on Facebook");
        }
    }
    assert_int_equal(dropped, 1);
    assert_int_equal(slice_trim((slice){text.data + end, text.len - end}).len, 0);
    dossier_document_free(d);
}

static void a_document_that_is_not_there_is_not_found(void **state)
{
    assert_null(load(*state, "nowhere.txt"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_has_its_fields_and_its_whole_text),
        cmocka_unit_test(its_path_opens_from_here),
        cmocka_unit_test(pieces_cover_all_but_white_space_and_say_why_they_were_dropped),
        cmocka_unit_test(a_document_that_is_not_there_is_not_found),
    };
    return cmocka_run_group_tests_name("document", tests, set_up, tear_down);
}
