/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reading API for JSON: values, look-ups that answer nothing, limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/json.h"

static json_value *parse(const char *text)
{
    json_value *root = NULL;
    assert_int_equal(json_parse(slice_of(text), &root, NULL), DOSSIER_OK);
    return root;
}

static void strings_carry_their_length(void **state)
{
    (void)state;
    json_value *root = parse("{\"a\":\"x\\u0000y\",\"b\":\"caf\\u00e9\"}");
    assert_int_equal(json_text(json_member(root, "a")).len, 3);
    assert_true(slice_equal(json_text(json_member(root, "b")), SLICE("caf\xC3\xA9")));
    json_free(root);
}

static void what_is_not_there_answers_with_nothing(void **state)
{
    (void)state;
    json_value *root = parse("{\"a\":null,\"b\":[1,\"x\"],\"c\":true}");
    static const char *const names[] = {"z", "a", "b", NULL};
    size_t which = 0;
    int64_t number = 0;
    assert_int_equal(json_kind_of(json_member(root, "a")), JSON_KIND_NONE);
    assert_int_equal(json_length(json_member(root, "z")), 0);
    assert_null(json_item(json_member(root, "b"), 2));
    assert_int_equal(json_text(json_item(json_member(root, "b"), 0)).len, 0);
    assert_int_equal(json_kind_of(json_member_among(root, names, &which)), JSON_KIND_ARRAY);
    assert_int_equal(which, 2);
    assert_false(json_whole(json_member(root, "c"), &number));
    assert_true(json_bool(json_member(root, "c")));
    assert_null(json_member(json_item(json_member(root, "b"), 1), "x"));
    json_free(root);
}

static void numbers_of_any_size_are_read_and_written(void **state)
{
    (void)state;
    static const char *const rows[][2] = {{"42", "42"},   {"-7", "-7"},     {"2.0", "2"},
                                          {"2.5", "2.5"}, {"true", "true"}, {"\"x\"", "x"},
                                          {"[]", ""},     {"null", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char scratch[32];
        json_value *root = parse(rows[i][0]);
        assert_true(slice_equal(json_scalar(root, scratch), slice_of(rows[i][1])));
        json_free(root);
    }
    json_value *root = parse("123456789012345678901234567890");
    assert_int_equal(json_kind_of(root), JSON_KIND_REAL);
    json_free(root);
}

static void members_come_in_the_order_of_the_text(void **state)
{
    (void)state;
    json_value *root = parse("{\"b\":1,\"a\":2,\"b\":3}");
    void *walk = NULL;
    slice name;
    const json_value *value;
    int64_t number = 0;
    assert_true(json_next_member(root, &walk, &name, &value));
    assert_true(slice_equal(name, SLICE("b")));
    assert_true(json_whole(value, &number));
    assert_int_equal(number, 3); /* a repeated key keeps its last value */
    assert_true(json_next_member(root, &walk, &name, &value));
    assert_true(slice_equal(name, SLICE("a")));
    assert_false(json_next_member(root, &walk, &name, &value));
    json_free(root);
}

static void a_mistake_is_told_with_its_place(void **state)
{
    (void)state;
    json_value *root = NULL;
    json_problem problem;
    assert_int_equal(json_parse(SLICE("{\"a\":1,\n\"b\" 2}"), &root, &problem),
                     DOSSIER_BAD_DOCUMENT);
    assert_null(root);
    assert_int_equal(problem.line, 2);
    assert_true(strlen(problem.text) > 0);
    assert_int_equal(json_parse(SLICE(""), &root, &problem), DOSSIER_BAD_DOCUMENT);
}

static void depth_is_bounded_and_brackets_in_strings_do_not_count(void **state)
{
    (void)state;
    char deep[4 * JSON_MAX_DEPTH];
    json_value *root = NULL;
    json_problem problem;
    memset(deep, '[', sizeof deep);
    assert_int_equal(json_parse((slice){deep, sizeof deep}, &root, &problem), DOSSIER_BAD_DOCUMENT);
    assert_string_equal(problem.text, "nested too deeply");
    deep[0] = deep[sizeof deep - 1] = '"';
    assert_int_equal(json_parse((slice){deep, sizeof deep}, &root, &problem), DOSSIER_OK);
    json_free(root);
}

static void values_one_after_another_are_read_one_by_one(void **state)
{
    (void)state;
    slice text = SLICE(" {\"a\":1} [2] \"x\"");
    size_t values = 0;
    while (slice_trim(text).len > 0) {
        json_value *root = NULL;
        size_t used = 0;
        assert_int_equal(json_parse_prefix(text, &root, &used, NULL), DOSSIER_OK);
        assert_true(used > 0 && used <= text.len);
        text = (slice){text.data + used, text.len - used};
        json_free(root);
        values++;
    }
    assert_int_equal(values, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_carry_their_length),
        cmocka_unit_test(what_is_not_there_answers_with_nothing),
        cmocka_unit_test(numbers_of_any_size_are_read_and_written),
        cmocka_unit_test(members_come_in_the_order_of_the_text),
        cmocka_unit_test(a_mistake_is_told_with_its_place),
        cmocka_unit_test(depth_is_bounded_and_brackets_in_strings_do_not_count),
        cmocka_unit_test(values_one_after_another_are_read_one_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
