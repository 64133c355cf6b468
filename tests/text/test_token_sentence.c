/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where sentences and paragraphs start: rows of text with | before the first word of each sentence
 * and # before that of each paragraph. The marks are taken out before the scan. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/text/token_rules.h"

/* The text again, with the marks that the tokens say. */
static void mark(const token_list *list, const char *text, char *out)
{
    size_t at = 0;
    for (size_t i = 0; i < list->count; i++) {
        const token *t = &list->tokens[i];
        if (!(t->flags & TOKEN_SENTENCE))
            continue;
        memcpy(out, text + at, t->offset - at);
        out += t->offset - at;
        at = t->offset;
        *out++ = t->flags & TOKEN_PARAGRAPH ? '#' : '|';
    }
    strcpy(out, text + at);
}

static void check(const char *const *rows, size_t count)
{
    token_list list = TOKEN_LIST_INIT;
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        char text[1024];
        char got[1100];
        char *to = text;
        for (const char *p = rows[i]; *p; p++) {
            if (*p != '|' && *p != '#')
                *to++ = *p;
        }
        *to = '\0';
        token_list_clear(&list);
        assert_int_equal(token_scan(&list, slice_of(text), 0), DOSSIER_OK);
        mark(&list, text, got);
        if (strcmp(got, rows[i]) != 0) {
            print_error("wanted %s\ngot    %s\n", rows[i], got);
            wrong++;
        }
    }
    token_list_free(&list);
    assert_int_equal(wrong, 0);
}

#define CHECK(rows) check(rows, sizeof rows / sizeof rows[0])

static void a_stop_and_a_blank_before_a_capital_end_a_sentence(void **state)
{
    static const char *const rows[] = {
        "#He left. |She stayed.",
        "#He left! |She stayed.",
        "#He left? |She stayed.",
        "#He left… |She stayed.",
        "#He left... |She stayed.",
        "#He left...and returned.",
        "#He left. she stayed.",
        "#He left.She stayed.",
        "#He left.  |She stayed.",
        "#He left.\n|She stayed.",
        "#He left. |12 others stayed.",
        "#He left?! |She stayed.",
        "#He left; She stayed.",
        "#He left: She stayed.",
        "#He left — She stayed.",
        "#He left.\t|She stayed.",
        "#He left.\xC2\xA0|She stayed.",
        "#He left. — |She stayed.",
        "#He left. • |She stayed.",
        "#It rose 4.5 percent. |It fell 3.2.",
        "#It is version 2. |The next is 3.",
        "#Он уехал. |Она осталась.",
        "#Он уехал. она осталась.",
        "#Έφυγε. |Έμεινε.",
        "#غادر. |بقيت.",
        "#هل غادر؟ |بقيت.",
        "#वह गया। |वह रही।",
        "#a. B",
        "#aa. |B",
    };
    (void)state;
    CHECK(rows);
}

static void closing_quotes_belong_to_the_sentence_that_they_close(void **state)
{
    static const char *const rows[] = {
        "“#We leave.” |She stayed.",
        "\"#We leave.\" |She stayed.",
        "‘#We leave.’ |She stayed.",
        "(#We leave.) |She stayed.",
        "“#We leave.” she said.",
        "“#We leave!” she said.",
        "#He left. “|We stay,” she said.",
        "#He left. \"|we stay,\" she said.",
        "#He left. (|They stayed.)",
        "#He left. [|They stayed.]",
        "«#Мы уходим.» |Она осталась.",
        "#He said “No.” |Then he left.",
        "#He said, “No.” “|Why?” she asked.",
    };
    (void)state;
    CHECK(rows);
}

static void titles_and_initials_end_nothing(void **state)
{
    static const char *const rows[] = {
        "#Gen. Powell spoke.",
        "#Gen. Colin Powell met Sen. Smith.",
        "#Dr. No met Mr. Bond and Mrs. Peel.",
        "#Prof. Lee, Rep. Jones, Gov. Brown and Lt. Col. Smith.",
        "#Lt. Gen. Smith left. |He is back.",
        "#Mr. Putin said so.",
        "#Messrs. Smith and Jones.",
        "#Harry S. Truman won.",
        "#J. Smith and A. B. Jones met.",
        "#John F. Kennedy spoke.",
        "#Mr. “The Fox” Smith.",
        "#It was Plan B. |The next was Plan C.",
        "#Adm. The Lord West.",
        "#Dist. Court of Columbia.",
        "#Smith v. Jones was cited, cf. Miller vs. Brown.",
        "#St. Petersburg is far.",
        "#He lives on Main St. |The house is red.",
        "#Ambassador John D. Negroponte spoke.",
    };
    (void)state;
    CHECK(rows);
}

static void after_an_acronym_only_an_opening_word_starts_a_sentence(void **state)
{
    static const char *const rows[] = {
        "#The U.S. President spoke.",
        "#The U.S. and Russia met.",
        "#He is in the U.S. |The talks go on.",
        "#He is in the U.S. |He stays.",
        "#He is in the U.S. Embassy.",
        "#The I.A.E.A. Board met.",
        "#It met the I.A.E.A. |In Vienna, it rained.",
        "#They met at 5 p.m. |They left at 6 a.m. |It rained.",
        "#They met at 5 p.m. Tuesday.",
        "#They met at 5 p.m. local time.",
        "#Acme Inc. |The firm left.",
        "#Acme Inc. Chairman Smith left.",
        "#Acme Co. Ltd. of London.",
        "#Martin Luther King Jr. |He spoke.",
        "#Martin Luther King Jr. Day.",
        "#Apples, pears, etc. |The rest was gone.",
        "#It said so, e.g. The Times, i.e. the paper.",
        "#He left Washington, D.C. |She stayed.",
        "#The U.S.! |The flag!",
    };
    (void)state;
    CHECK(rows);
}

static void numbers_and_months_take_their_abbreviation_along(void **state)
{
    static const char *const rows[] = {
        "#See No. 5 and Nos. 6.",
        "#He said no. |She said yes.",
        "#See Art. 5, para. 3, p. 12 and vol. 2.",
        "#On Sept. 12 he left. |On Dec. 3 he came.",
        "#It began in Sept. |The war ended in Nov. |It was over.",
        "#Resolution adopted Oct. 5, 1999.",
        "#1. The parties agree.",
        "#Agreed. |2. The parties meet.",
        "#a. The parties agree.",
        "#A. Background",
        "#It was 1989. |The wall fell.",
        "#Fig. 3 shows it.",
    };
    (void)state;
    CHECK(rows);
}

static void a_blank_line_ends_a_paragraph(void **state)
{
    static const char *const rows[] = {
        "#one\n\n#two",
        "#one\n \t\n#two",
        "#one\r\n\r\n#two",
        "#one\r\r#two",
        "#one\ntwo",
        "#one\r\ntwo",
        "#One.\n\n#two",
        "#one\n\n\n\n#two",
        "\n\n#one",
        "#one\n\n",
        "#one\n*\n#two",
        "#one\n\n* #two",
        "#one\n\n“#two”",
        "#one\xE2\x80\xA8two",
        "#one\f\ntwo",
        "#one\n\n#北京",
        "#one \n\n#two. |Three\n\n#four",
    };
    static const char *const symbols[] = {"#one\n*\ntwo"};
    (void)state;
    check(rows, 10);
    check(rows + 11, sizeof rows / sizeof rows[0] - 11);
    CHECK(symbols);
}

static void wide_stops_need_no_blank(void **state)
{
    static const char *const rows[] = {
        "#他走了。|她留下。",     "#他走了！|她留下？|好", "#他走了，她留下。",
        "#彼は去った。「|はい」", "#他走了。|A",
    };
    (void)state;
    CHECK(rows);
}

static void the_first_word_of_a_segment_starts_a_paragraph(void **state)
{
    token_list list = TOKEN_LIST_INIT;
    (void)state;
    assert_int_equal(token_scan(&list, SLICE("a title"), 0), DOSSIER_OK);
    assert_int_equal(token_scan(&list, SLICE("  “a body"), 50), DOSSIER_OK);
    assert_true(list.tokens[0].flags & TOKEN_PARAGRAPH);
    assert_true(list.tokens[2].flags & TOKEN_PARAGRAPH);
    assert_false(list.tokens[3].flags & TOKEN_SENTENCE);
    token_list_free(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stop_and_a_blank_before_a_capital_end_a_sentence),
        cmocka_unit_test(closing_quotes_belong_to_the_sentence_that_they_close),
        cmocka_unit_test(titles_and_initials_end_nothing),
        cmocka_unit_test(after_an_acronym_only_an_opening_word_starts_a_sentence),
        cmocka_unit_test(numbers_and_months_take_their_abbreviation_along),
        cmocka_unit_test(a_blank_line_ends_a_paragraph),
        cmocka_unit_test(wide_stops_need_no_blank),
        cmocka_unit_test(the_first_word_of_a_segment_starts_a_paragraph),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
