/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Documents: what is put in comes out.
 */
#include "fixture.h"

#include <math.h>
#include <stdio.h>

static xapian_document *new_document(void)
{
    xapian_document *doc;

    OK(xapian_document_create(&doc, &E));
    return doc;
}

/* "term:wdf@1,2 term:wdf" of all terms. */
static const char *postings_of(const xapian_document *doc)
{
    static char list[1000];
    size_t used = 0;
    xapian_term_iter *it;

    list[0] = '\0';
    OK(xapian_document_terms(doc, &it, &E));
    while (xapian_term_iter_next(it, &E) == XAPIAN_OK) {
        xapian_termcount wdf;
        xapian_termpos positions[10];
        size_t len, count;
        const char *term = xapian_term_iter_term(it, &len);

        OK(xapian_term_iter_wdf(it, &wdf, &E));
        OK(xapian_term_iter_positions(it, positions, 10, &count, &E));
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%.*s:%u", used ? " " : "",
                                 (int)len, term, wdf);
        for (size_t i = 0; i < count; i++)
            used += (size_t)snprintf(list + used, sizeof list - used, "%c%u", i ? ',' : '@',
                                     positions[i]);
    }
    xapian_term_iter_free(it);
    return list;
}

static void many_postings_in_one_call(void **state)
{
    static const xapian_termpos treaty[] = {1, 5, 9}, arms[] = {4, 2};
    static const xapian_posting postings[] = {
        {"treaty", 6, 3, treaty, 3},
        {"arms", 4, 10, arms, 2},
        {"Qx", 2, 0, NULL, 0},
        {"a\0b", 3, 1, NULL, 0},
    };
    xapian_document *doc = new_document();
    xapian_termcount count;

    (void)state;
    OK(xapian_document_add_postings(doc, postings, 3, &E));
    assert_string_equal(postings_of(doc), "Qx:0 arms:10@2,4 treaty:3@1,5,9");
    OK(xapian_document_add_postings(doc, postings + 3, 1, &E));
    OK(xapian_document_terms_count(doc, &count, &E));
    assert_int_equal(count, 4);
    OK(xapian_document_add_postings(doc, NULL, 0, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_document_add_postings(doc, NULL, 1, &E));
    xapian_document_free(doc);
}

static void broken_postings_are_refused(void **state)
{
    static const xapian_posting cases[] = {
        {NULL, 3, 1, NULL, 0}, {"x", 1, 1, NULL, 4}, {"", 0, 1, NULL, 0}};
    xapian_document *doc = new_document();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_document_add_postings(doc, &cases[i], 1, &E));
    xapian_document_free(doc);
}

static void terms_come_and_go(void **state)
{
    xapian_document *doc = new_document();

    (void)state;
    OK(xapian_document_add_posting(doc, LIT("arms"), 3, 1, &E));
    OK(xapian_document_add_posting(doc, LIT("arms"), 7, 1, &E));
    OK(xapian_document_add_term(doc, LIT("race"), 2, &E));
    OK(xapian_document_add_boolean_term(doc, LIT("Q1"), &E));
    assert_string_equal(postings_of(doc), "Q1:0 arms:2@3,7 race:2");
    OK(xapian_document_remove_posting(doc, LIT("arms"), 3, 1, &E));
    OK(xapian_document_remove_term(doc, LIT("race"), &E));
    assert_string_equal(postings_of(doc), "Q1:0 arms:1@7");
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_document_remove_term(doc, LIT("race"), &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_document_remove_posting(doc, LIT("arms"), 99, 1, &E));
    OK(xapian_document_clear_terms(doc, &E));
    assert_string_equal(postings_of(doc), "");
    xapian_document_free(doc);
}

static void values_are_set_together_and_read_in_order(void **state)
{
    static const xapian_value values[] = {{7, "seven", 5}, {2, "t\0o", 3}, {9, "nine", 4}};
    static const xapian_value removed = {9, NULL, 0};
    xapian_document *doc = new_document();
    xapian_value_iter *it;
    xapian_valueno slot;
    xapian_termcount count;
    const char *bytes;
    size_t len;

    (void)state;
    OK(xapian_document_set_values(doc, values, 3, &E));
    OK(xapian_document_set_values(doc, &removed, 1, &E));
    OK(xapian_document_values_count(doc, &count, &E));
    assert_int_equal(count, 2);
    OK(xapian_document_value(doc, 2, &bytes, &len, &E));
    assert_int_equal(len, 3);
    assert_memory_equal(bytes, "t\0o", 3);

    OK(xapian_document_values(doc, &it, &E));
    OK(xapian_value_iter_next(it, &E));
    OK(xapian_value_iter_slot(it, &slot, &E));
    assert_int_equal(slot, 2);
    OK(xapian_value_iter_skip_to(it, 3, &E));
    OK(xapian_value_iter_slot(it, &slot, &E));
    assert_int_equal(slot, 7);
    bytes = xapian_value_iter_value(it, &len);
    expect_bytes(bytes, len, "seven");
    EXPECT(XAPIAN_END, xapian_value_iter_next(it, &E));
    xapian_value_iter_free(it);

    OK(xapian_document_set_value(doc, 2, LIT("two"), &E));
    OK(xapian_document_value(doc, 2, &bytes, &len, &E));
    expect_bytes(bytes, len, "two");
    OK(xapian_document_clear_values(doc, &E));
    OK(xapian_document_values_count(doc, &count, &E));
    assert_int_equal(count, 0);
    xapian_document_free(doc);
}

static void data_is_any_bytes(void **state)
{
    xapian_document *doc = new_document();
    const char *bytes;
    size_t len;

    (void)state;
    OK(xapian_document_set_data(doc, "a\0b", 3, &E));
    OK(xapian_document_data(doc, &bytes, &len, &E));
    assert_int_equal(len, 3);
    assert_memory_equal(bytes, "a\0b", 4);
    OK(xapian_document_set_data(doc, NULL, 0, &E));
    OK(xapian_document_data(doc, &bytes, &len, &E));
    expect_bytes(bytes, len, "");
    xapian_document_free(doc);
}

static void a_list_outlives_its_document(void **state)
{
    xapian_document *doc = new_document();
    xapian_term_iter *terms;
    xapian_position_iter *positions;
    xapian_value_iter *values;
    const char *bytes;
    size_t len;

    (void)state;
    OK(xapian_document_add_posting(doc, LIT("arms"), 3, 1, &E));
    OK(xapian_document_set_value(doc, 1, LIT("one"), &E));
    OK(xapian_document_terms(doc, &terms, &E));
    OK(xapian_document_values(doc, &values, &E));
    xapian_document_free(doc);
    OK(xapian_term_iter_next(terms, &E));
    OK(xapian_term_iter_positionlist(terms, &positions, &E));
    assert_string_equal(xapian_term_iter_term(terms, &len), "arms");
    xapian_term_iter_free(terms);
    OK(xapian_position_iter_next(positions, &E));
    assert_int_equal(xapian_position_iter_position(positions), 3);
    xapian_position_iter_free(positions);
    OK(xapian_value_iter_next(values, &E));
    bytes = xapian_value_iter_value(values, &len);
    expect_bytes(bytes, len, "one");
    xapian_value_iter_free(values);
}

static void a_document_survives_serialising(void **state)
{
    xapian_document *doc = new_document(), *copy;
    const char *bytes;
    size_t len;

    (void)state;
    OK(xapian_document_add_posting(doc, LIT("arms"), 3, 1, &E));
    OK(xapian_document_set_value(doc, 1, LIT("one"), &E));
    OK(xapian_document_set_data(doc, LIT("data"), &E));
    OK(xapian_document_serialise(doc, &bytes, &len, &E));
    OK(xapian_document_unserialise(bytes, len, &copy, &E));
    assert_string_equal(postings_of(copy), "arms:1@3");
    OK(xapian_document_value(copy, 1, &bytes, &len, &E));
    expect_bytes(bytes, len, "one");
    OK(xapian_document_data(copy, &bytes, &len, &E));
    expect_bytes(bytes, len, "data");
    OK(xapian_document_description(copy, &bytes, &len, &E));
    assert_true(len > 0);
    xapian_document_free(copy);
    xapian_document_free(doc);
}

static void numbers_sort_as_values(void **state)
{
    static const double numbers[] = {-1e300, -2.5, -1, 0, 0.001, 1, 2, 10, 1e300};
    char before[XAPIAN_SORTABLE_MAX], now[XAPIAN_SORTABLE_MAX];
    size_t len, len_before = 0;

    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        len = xapian_sortable_serialise(numbers[i], now);
        assert_true(len <= XAPIAN_SORTABLE_MAX);
        assert_true(xapian_sortable_unserialise(now, len) == numbers[i]);
        if (i) {
            const int order = memcmp(before, now, len_before < len ? len_before : len);
            assert_true(order < 0 || (order == 0 && len_before < len));
        }
        memcpy(before, now, len);
        len_before = len;
    }
    assert_int_equal(xapian_sortable_serialise(NAN, now), 0);
    assert_true(xapian_sortable_unserialise(NULL, 0) < -1e300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_postings_in_one_call),
        cmocka_unit_test(broken_postings_are_refused),
        cmocka_unit_test(terms_come_and_go),
        cmocka_unit_test(values_are_set_together_and_read_in_order),
        cmocka_unit_test(data_is_any_bytes),
        cmocka_unit_test(a_list_outlives_its_document),
        cmocka_unit_test(a_document_survives_serialising),
        cmocka_unit_test(numbers_sort_as_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
