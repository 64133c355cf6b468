/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/draft.h"

#include "tests/test.h"

static const xapian_posting *find(const draft *d, const char *term)
{
    for (size_t i = 0; i < d->n_terms; i++)
        if (d->postings[i].len == strlen(term) &&
            memcmp(d->postings[i].term, term, strlen(term)) == 0)
            return &d->postings[i];
    return NULL;
}

static void occurrences_of_a_term_are_gathered_in_order(void **state)
{
    (void)state;
    draft d;
    draft_init(&d);
    draft_add(&d, "", SLICE("treati"), 3, 1);
    draft_add(&d, "S", SLICE("treati"), 1, 1);
    draft_add(&d, "", SLICE("ban"), 4, 2);
    draft_add(&d, "", SLICE("treati"), 9, 1);
    draft_add(&d, "XK", SLICE("cable"), DRAFT_NO_POSITION, 0);
    assert_int_equal(draft_finish(&d), DOSSIER_OK);
    assert_int_equal(d.n_terms, 4);
    const xapian_posting *p = find(&d, "treati");
    assert_int_equal(p->wdf_inc, 2);
    assert_int_equal(p->n_positions, 2);
    assert_true(p->positions[0] == 3 && p->positions[1] == 9);
    assert_int_equal(find(&d, "Streati")->positions[0], 1);
    assert_int_equal(find(&d, "XKcable")->n_positions, 0);
    draft_free(&d);
}

static void a_draft_serves_one_document_after_another(void **state)
{
    (void)state;
    draft d;
    draft_init(&d);
    for (int round = 0; round < 3; round++) {
        draft_clear(&d);
        for (uint32_t i = 0; i < 5000; i++) {
            char word[16];
            int len = snprintf(word, sizeof word, "w%u", i % 2500);
            draft_add(&d, "", (slice){word, (size_t)len}, i + 1, 1);
        }
        assert_int_equal(draft_finish(&d), DOSSIER_OK);
        assert_int_equal(d.n_terms, 2500);
        const xapian_posting *p = find(&d, "w7");
        assert_true(p->n_positions == 2 && p->positions[0] == 8 && p->positions[1] == 2508);
    }
    draft_free(&d);
}

static void a_finished_draft_is_a_xapian_document(void **state)
{
    (void)state;
    draft d;
    xapian_document *document;
    const char *bytes;
    size_t len;
    xapian_termcount terms;
    draft_init(&d);
    draft_add(&d, "", SLICE("ban"), 1, 1);
    draft_value(&d, SLOT_KIND, SLICE("cable"));
    draft_value(&d, SLOT_LANGUAGE, (slice){NULL, 0});
    buf_append(&d.data, "record", 6);
    assert_int_equal(draft_finish(&d), DOSSIER_OK);
    assert_int_equal(draft_document(&d, &document, NULL), DOSSIER_OK);
    assert_int_equal(xapian_document_terms_count(document, &terms, NULL), XAPIAN_OK);
    assert_int_equal(terms, 1);
    assert_int_equal(xapian_document_value(document, SLOT_KIND, &bytes, &len, NULL), XAPIAN_OK);
    assert_slice_equal(((slice){bytes, len}), "cable");
    assert_int_equal(xapian_document_data(document, &bytes, &len, NULL), XAPIAN_OK);
    assert_slice_equal(((slice){bytes, len}), "record");
    xapian_document_free(document);
    draft_free(&d);
}

static void no_term_is_ever_too_long_for_xapian(void **state)
{
    (void)state;
    draft d;
    char word[2000];
    draft_init(&d);
    memset(word, 'a', sizeof word);
    draft_add(&d, "Q", (slice){word, sizeof word}, DRAFT_NO_POSITION, 0);
    draft_add(&d, "Q", (slice){word, sizeof word - 1}, DRAFT_NO_POSITION, 0);
    assert_int_equal(draft_finish(&d), DOSSIER_OK);
    assert_int_equal(d.n_terms, 2);
    for (size_t i = 0; i < 2; i++)
        assert_true(d.postings[i].len <= FIELD_TERM_MAX);
    draft_free(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(occurrences_of_a_term_are_gathered_in_order),
        cmocka_unit_test(a_draft_serves_one_document_after_another),
        cmocka_unit_test(a_finished_draft_is_a_xapian_document),
        cmocka_unit_test(no_term_is_ever_too_long_for_xapian),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
