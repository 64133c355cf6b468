/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tables that are searched by halves. Their files are taken in whole, to see every row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "indexer/sources/json_fields.c"
#include "indexer/sources/kind.c"

#include <cmocka.h>

static void extensions_are_in_order_and_found_in_any_case(void **state)
{
    (void)state;
    size_t n = sizeof extensions / sizeof extensions[0];
    for (size_t i = 0; i < n; i++) {
        char name[32] = "a.";
        strcat(name, extensions[i].name);
        assert_true(i == 0 || strcmp(extensions[i - 1].name, extensions[i].name) < 0);
        assert_true(strlen(extensions[i].name) <= EXTENSION_MAX);
        assert_int_equal(file_kind_of(slice_of(name)).kind, extensions[i].kind);
        for (size_t k = 2; name[k]; k++)
            if (name[k] >= 'a' && name[k] <= 'z')
                name[k] = (char)(name[k] - 'a' + 'A');
        assert_ptr_equal(file_kind_of(slice_of(name)).reason, extensions[i].reason);
    }
}

static void names_of_fields_are_in_order_and_found(void **state)
{
    (void)state;
    size_t n = sizeof field_names / sizeof field_names[0];
    for (size_t i = 0; i < n; i++) {
        assert_true(i == 0 || strcmp(field_names[i - 1].name, field_names[i].name) < 0);
        assert_ptr_equal(field_of_name(slice_of(field_names[i].name)), &field_names[i]);
    }
    assert_ptr_equal(field_of_name(SLICE("date_Published")), field_of_name(SLICE("datepublished")));
    assert_ptr_equal(field_of_name(SLICE("og:title")), field_of_name(SLICE("ogtitle")));
    assert_null(field_of_name(SLICE("titles")));
    assert_null(field_of_name(SLICE("")));
    assert_null(field_of_name(SLICE("a name far longer than any that could be in the table")));
}

static void a_name_says_how_to_read_the_file(void **state)
{
    static const struct {
        const char *name;
        source_kind kind;
        bool gzip;
    } rows[] = {
        {"a", KIND_TEXT, false},
        {"a.txt", KIND_TEXT, false},
        {"a.txt.gz", KIND_TEXT, true},
        {"a.gz", KIND_TEXT, true},
        {".gz", KIND_TEXT, false},
        {"x/.json", KIND_TEXT, false},
        {"a.json", KIND_JSON, false},
        {"a.JSON.GZ", KIND_JSON, true},
        {"a.jsonl", KIND_JSON_LINES, false},
        {"a.ndjson.gz", KIND_JSON_LINES, true},
        {"a.tar", KIND_TAR, false},
        {"a.tar.gz", KIND_TAR, true},
        {"a.tgz", KIND_TAR, true},
        {"a.zip", KIND_ZIP, false},
        {"a.jpg/b", KIND_TEXT, false},
        {"a.", KIND_TEXT, false},
        {"", KIND_TEXT, false},
        {"a.unknown", KIND_TEXT, false},
        {"Mr. Smith", KIND_TEXT, false},
        {"a.verylongextension", KIND_TEXT, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        file_kind kind = file_kind_of(slice_of(rows[i].name));
        assert_int_equal(kind.kind, rows[i].kind);
        assert_int_equal(kind.gzip, rows[i].gzip);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(extensions_are_in_order_and_found_in_any_case),
        cmocka_unit_test(names_of_fields_are_in_order_and_found),
        cmocka_unit_test(a_name_says_how_to_read_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
