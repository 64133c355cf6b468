/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dossier.h"

#include "shelf.h"
#include "tests/test.h"

static const shelf_document library[] = {
    {.path = "ban-1.txt",
     .title = "Talks on a test ban",
     .body = "Ambassadors met in Geneva to speak of a ban on nuclear tests in the atmosphere."},
    {.path = "ban-2.txt",
     .title = "No test ban yet",
     .body = "The nuclear tests go on. In Geneva the ambassadors spoke of a ban, and adjourned."},
    {.path = "ban-3.txt",
     .title = "Geneva adjourned",
     .body = "The talks on nuclear tests have adjourned without a treaty."},
    {.path = "wheat.txt",
     .title = "Wheat prices fall",
     .body =
         "Farmers sold their wheat below the price of last autumn, and the market closed early."},
    {.path = "harvest.txt",
     .title = "A good harvest",
     .body = "The harvest of wheat was good, farmers say, and the price of bread fell."},
    {.path = "alone.txt", .title = "Qwertz", .body = "Asdfgh yxcvbn."},
};
enum { DOCUMENTS = sizeof library / sizeof *library };

typedef struct desk {
    shelf s;
    dossier_index *index;
} desk;

static int open_desk(void **state)
{
    desk *d = calloc(1, sizeof *d);
    d->s = shelf_make(library, DOCUMENTS);
    d->index = shelf_open(&d->s);
    *state = d;
    return 0;
}

static int close_desk(void **state)
{
    desk *d = *state;
    dossier_index_free(d->index);
    shelf_remove(&d->s);
    free(d);
    return 0;
}

static dossier_results *look(desk *d, const char *path)
{
    dossier_search_options options = DOSSIER_SEARCH_OPTIONS_INIT;
    dossier_results *results;
    dossier_error error;
    options.explain = true;
    if (dossier_search_similar(d->index, path, &options, &results, &error) != DOSSIER_OK)
        fail_msg("%s: %s", path, error.message);
    return results;
}

static void documents_on_the_same_matter_come_first(void **state)
{
    desk *d = *state;
    dossier_hit hit;
    bool more;
    dossier_results *results = look(d, "ban-1.txt");
    assert_int_equal(dossier_results_next(results, &hit, &more, NULL), DOSSIER_OK);
    assert_true(more);
    assert_slice_equal(hit.title, "No test ban yet");
    assert_int_equal(dossier_results_next(results, &hit, &more, NULL), DOSSIER_OK);
    assert_slice_equal(hit.title, "Geneva adjourned");
    dossier_results_free(results);
    results = look(d, "wheat.txt");
    assert_int_equal(dossier_results_next(results, &hit, &more, NULL), DOSSIER_OK);
    assert_slice_equal(hit.title, "A good harvest");
    assert_true(hit.n_snippets > 0 && hit.snippets[0].n_marks > 0);
    dossier_results_free(results);
}

static void the_document_itself_is_left_out(void **state)
{
    desk *d = *state;
    for (size_t i = 0; i < DOCUMENTS; i++) {
        dossier_results *results = look(d, library[i].path);
        bool more = true;
        while (more) {
            dossier_hit hit;
            assert_int_equal(dossier_results_next(results, &hit, &more, NULL), DOSSIER_OK);
            if (more)
                assert_false(slice_equal(hit.title, slice_of(library[i].title)));
        }
        dossier_results_free(results);
    }
}

static void a_document_without_common_words_is_like_none(void **state)
{
    desk *d = *state;
    size_t n;
    dossier_results *results = look(d, "alone.txt");
    assert_int_equal(dossier_results_matches(results), 0);
    const dossier_warning *warnings = dossier_results_warnings(results, &n);
    assert_int_equal(n, 1);
    assert_string_equal(warnings[0].code, "nothing-to-compare");
    dossier_results_free(results);
}

static void the_words_that_were_compared_are_explained(void **state)
{
    desk *d = *state;
    dossier_results *results = look(d, "wheat.txt");
    dossier_text text = dossier_results_explain(results);
    assert_non_null(memmem(text.data, text.len, "wheat", 5));
    assert_null(memmem(text.data, text.len, "  the ", 6));
    dossier_results_free(results);
}

static void an_unknown_path_is_not_found(void **state)
{
    desk *d = *state;
    dossier_search_options options = DOSSIER_SEARCH_OPTIONS_INIT;
    dossier_results *results;
    dossier_error error;
    assert_int_equal(dossier_search_similar(d->index, "nowhere.txt", &options, &results, &error),
                     DOSSIER_NOT_FOUND);
    assert_null(results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_on_the_same_matter_come_first),
        cmocka_unit_test(the_document_itself_is_left_out),
        cmocka_unit_test(a_document_without_common_words_is_like_none),
        cmocka_unit_test(the_words_that_were_compared_are_explained),
        cmocka_unit_test(an_unknown_path_is_not_found),
    };
    return cmocka_run_group_tests(tests, open_desk, close_desk);
}
