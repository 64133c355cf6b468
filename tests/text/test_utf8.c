/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Strict UTF-8, repair, folding, classes. */
#include "tests/test.h"
#include "text/token_scan.h"
#include "text/utf8.h"

static void every_scalar_value_comes_back_and_nothing_else(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x110010; cp++) {
        char text[4];
        uint32_t back;
        bool scalar = cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF);
        size_t n = utf8_encode(cp, text);
        assert_int_equal(utf8_decode(text, n, &back), n);
        assert_int_equal(back, scalar ? cp : UTF8_REPLACEMENT);
        for (size_t cut = 1; cut < n; cut++)
            assert_int_equal(utf8_decode(text, cut, &back), 0);
    }
}

static void malformed_bytes_are_not_decoded(void **state)
{
    static const char *const bad[] = {
        "\x80",
        "\xBF",
        "\xC0\x80",
        "\xC1\xBF",
        "\xE0\x80\x80",
        "\xE0\x9F\xBF",
        "\xED\xA0\x80",
        "\xED\xBF\xBF",
        "\xF0\x80\x80\x80",
        "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80",
        "\xFE",
        "\xFF",
        "\xC3",
        "\xC3(",
        "\xE2\x82",
        "\xE2\x28\xA1",
        "\xF0\x9F\x92",
        "\xF8\x88\x80\x80\x80",
    };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        uint32_t cp = 0;
        assert_int_equal(utf8_decode(bad[i], strlen(bad[i]), &cp), 0);
        assert_int_equal(cp, UTF8_REPLACEMENT);
        assert_false(utf8_is_valid(bad[i], strlen(bad[i])));
    }
    uint32_t cp;
    assert_int_equal(utf8_decode("", 0, &cp), 0);
}

static void the_valid_prefix_ends_before_the_first_bad_byte(void **state)
{
    (void)state;
    for (size_t good = 0; good < 40; good++) {
        char text[64];
        memset(text, 'a', sizeof text);
        assert_int_equal(utf8_valid_prefix(text, good), good);
        text[good] = '\xFF';
        assert_int_equal(utf8_valid_prefix(text, 50), good);
        memcpy(text + good, "\xE2\x82\xAC\x80", 4);
        assert_int_equal(utf8_valid_prefix(text, 50), good + 3);
        assert_int_equal(utf8_valid_prefix(text, good + 2), good);
    }
}

static void one_replacement_for_each_maximal_bad_part(void **state)
{
    /* The second row is the example of Unicode 15, table 3-11. */
    static const struct {
        const char *bytes, *repaired;
        size_t replaced;
    } rows[] = {
        {"abc", "abc", 0},
        {"\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64", "a���b�c��d", 6},
        {"\xC0\xAF", "��", 2},
        {"\xED\xA0\x80", "���", 3},
        {"\xE2\x82", "�", 1},
        {"x\xFFy", "x�y", 1},
        {"é\xE9", "é�", 1},
        {"", "", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buf out = BUF_INIT(1000);
        size_t replaced = utf8_repair(rows[i].bytes, strlen(rows[i].bytes), &out);
        assert_slice_equal(buf_slice(&out), rows[i].repaired);
        assert_int_equal(replaced, rows[i].replaced);
        buf_free(&out);
    }
}

static void a_cut_falls_on_a_characters_boundary(void **state)
{
    static const char text[] = "a€b";
    (void)state;
    static const size_t floors[] = {0, 1, 1, 1, 4, 5, 5};
    for (size_t at = 0; at < 7; at++)
        assert_int_equal(utf8_floor(text, 5, at), floors[at]);
    assert_int_equal(utf8_floor("", 0, 3), 0);
}

static void width_is_counted_in_columns(void **state)
{
    static const struct {
        const char *text;
        size_t width;
    } rows[] = {{"abc", 3}, {"é", 1},    {"e\xCC\x81", 1}, {"北京", 4}, {"\x1b[0m", 3},
                {"", 0},    {"a\tb", 2}, {"\xFF", 0 + 1},  {"한", 2},   {"\xE2\x80\x8B", 0}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(utf8_width(rows[i].text, strlen(rows[i].text)), rows[i].width);
}

static void text_folds_for_matching(void **state)
{
    static const char *const rows[][2] = {
        {"", ""},
        {"ABC xyz", "abc xyz"},
        {"“Quoted” ‘text’", "\"quoted\" 'text'"},
        {"a–b—c‐d‑e−f", "a-b-c-d-e-f"},
        {"no\xC2\xA0"
         "break",
         "no break"},
        {"Erdoğan", "erdogan"},
        {"ERDOĞAN", "erdogan"},
        {"İ", "i"},
        {"straße", "strasse"},
        {"ﬂ", "fl"},
        {"Ⅷ", "viii"},
        {"…", "..."},
        {"½", "1⁄2"},
        {"Ñandú", "nandu"},
        {"Nguyễn", "nguyen"},
        {"ǿ", "o"},
        {"œuvre", "oeuvre"},
        {"ё й Ї ў ѓ", "е й ї ў ѓ"},
        {"e\xCC\x81\xCC\xA7", "e"},
        {"и\xCC\x86", "й"},
        {"е\xCC\x88", "е"},
        {"ﾊﾟ", "パ"},
        {"か\xE3\x82\x99", "が"},
        {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "한"},
        {"ａｂｃ１２３", "abc123"},
        {"۱۲۳ ١٢٣ १२३", "123 123 123"},
        {"soft\xC2\xADhyphen", "softhyphen"},
        {"line\nbreak\ttab", "line\nbreak\ttab"},
        {"הַבַּיִת", "הבית"},
        {"हिन्दी", "हिन्दी"},
        {"a\xFF"
         "b",
         "ab"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buf out = BUF_INIT(1000);
        utf8_fold(rows[i][0], strlen(rows[i][0]), &out);
        assert_slice_equal(buf_slice(&out), rows[i][1]);
        buf_free(&out);
    }
}

static void folding_twice_changes_nothing_more(void **state)
{
    (void)state;
    for (uint32_t cp = 0x80; cp < 0x30000; cp++) {
        char text[4];
        buf once = BUF_INIT(200);
        buf twice = BUF_INIT(200);
        utf8_fold(text, utf8_encode(cp, text), &once);
        assert_true(utf8_is_valid(once.data, once.len));
        utf8_fold(once.data, once.len, &twice);
        assert_true(slice_equal(buf_slice(&once), buf_slice(&twice)));
        buf_free(&once);
        buf_free(&twice);
    }
}

static void marks_without_end_are_folded_in_pieces(void **state)
{
    char text[4001];
    buf out = BUF_INIT(10000);
    (void)state;
    text[0] = 'a';
    for (size_t i = 1; i < sizeof text; i += 2)
        memcpy(text + i, "\xCC\x81", 2);
    utf8_fold(text, sizeof text, &out);
    assert_slice_equal(buf_slice(&out), "a");
    buf_free(&out);
}

static void the_table_of_ascii_agrees_with_the_classes(void **state)
{
    (void)state;
    for (unsigned c = 0; c < 256; c++)
        assert_int_equal(token_byte_class[c], c < 0x80 ? utf8_class(c) : 0);
}

static void characters_have_their_classes(void **state)
{
    static const struct {
        uint32_t cp;
        unsigned class;
    } rows[] = {
        {'A', UTF8_LETTER | UTF8_UPPER},
        {0x0416, UTF8_LETTER | UTF8_UPPER},
        {0x00DF, UTF8_LETTER | UTF8_LOWER},
        {0x05D0, UTF8_LETTER},
        {0x4E2D, UTF8_LETTER | UTF8_NGRAM},
        {0xAC00, UTF8_LETTER | UTF8_NGRAM},
        {0x0E01, UTF8_LETTER | UTF8_NGRAM},
        {0x0E31, UTF8_MARK},
        {0x0301, UTF8_MARK},
        {0x0663, UTF8_DIGIT},
        {0x00B2, 0},
        {0x00AD, UTF8_IGNORED},
        {0x200B, UTF8_IGNORED},
        {0xFEFF, UTF8_IGNORED},
        {0x2019, UTF8_APOSTROPHE | UTF8_QUOTE},
        {0x201C, UTF8_QUOTE},
        {0x2011, UTF8_HYPHEN | UTF8_DASH},
        {0x2014, UTF8_DASH},
        {0x2026, UTF8_STOP},
        {0x3002, UTF8_WIDE_STOP},
        {0x2028, UTF8_SPACE | UTF8_LINE},
        {0x3000, UTF8_SPACE},
        {0xFFFD, 0},
        {0x1F525, 0},
        {0x110000, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(utf8_class(rows[i].cp), rows[i].class);
    assert_int_equal(utf8_lower(0x416), 0x436);
    assert_int_equal(utf8_lower('x'), 'x');
    assert_int_equal(utf8_lower(0x110000), 0x110000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_scalar_value_comes_back_and_nothing_else),
        cmocka_unit_test(malformed_bytes_are_not_decoded),
        cmocka_unit_test(the_valid_prefix_ends_before_the_first_bad_byte),
        cmocka_unit_test(one_replacement_for_each_maximal_bad_part),
        cmocka_unit_test(a_cut_falls_on_a_characters_boundary),
        cmocka_unit_test(width_is_counted_in_columns),
        cmocka_unit_test(text_folds_for_matching),
        cmocka_unit_test(folding_twice_changes_nothing_more),
        cmocka_unit_test(marks_without_end_are_folded_in_pieces),
        cmocka_unit_test(the_table_of_ascii_agrees_with_the_classes),
        cmocka_unit_test(characters_have_their_classes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
