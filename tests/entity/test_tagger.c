/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "entity/tagger.h"
#include "tests/entity/small.h"
#include "tests/test.h"

/* The ids that a text is tagged with, as "RU Q58217 ", in the tagger's order; offices left out. */
static void tags_of(const small *s, const char *text, date when, buf *out)
{
    token_list tokens = TOKEN_LIST_INIT;
    tagger *t;
    tagger_result result;
    slice bytes = slice_of(text);
    assert_int_equal(token_scan(&tokens, bytes, 0), DOSSIER_OK);
    assert_int_equal(tagger_create(s->g, &t), DOSSIER_OK);
    const tagger_zone zone = {0, tokens.count, ENTITY_IN_BODY, bytes, 0};
    const tagger_document document = {&tokens, &zone, 1, when};
    assert_int_equal(tagger_run(t, &document, &result), DOSSIER_OK);
    buf_clear(out);
    for (size_t i = 0; i < result.n_tags; i++)
        if (result.tags[i].kind != ENTITY_OFFICE)
            buf_printf(out, "%.*s ", (int)result.tags[i].id.len, result.tags[i].id.data);
    for (size_t i = 0; i < result.n_mentions; i++) {
        const tagger_mention *m = &result.mentions[i];
        assert_true(m->tag < result.n_tags);
        assert_true((size_t)m->offset + m->length <= bytes.len && m->length > 0);
    }
    tagger_free(t);
    token_list_free(&tokens);
}

typedef struct row {
    const char *text, *tags;
} row;

static void check_with(const char *users_table, const row *rows, size_t n, date when)
{
    small s = small_create(users_table);
    buf found = BUF_INIT(1 << 16);
    for (size_t i = 0; i < n; i++) {
        tags_of(&s, rows[i].text, when, &found);
        if (!slice_equal(buf_slice(&found), slice_of(rows[i].tags)))
            fail_msg("%s: [%.*s], not [%s]", rows[i].text, (int)found.len,
                     found.data ? found.data : "", rows[i].tags);
    }
    buf_free(&found);
    small_free(&s);
}

#define CHECK_WITH(table, rows, when)                                                              \
    check_with((table), (rows), sizeof(rows) / sizeof *(rows), (when))
#define CHECK(rows, when) CHECK_WITH(NULL, rows, when)

static void countries_go_by_every_name_but_not_by_accident(void **state)
{
    (void)state;
    static const row rows[] = {
        {"Envoys of Russia left.", "RU "},
        {"The Russian side left; the Kremlin is silent.", "RU "},
        {"It was told to us and to nobody else.", ""},
        {"The US sent an envoy.", "US "},
        {"A US-led mission left.", "US "},
        {"The Sino-Soviet border is long.", "SU CN "},
        {"The sino is no word.", ""},
        {"She reads the Moscow Times.", ""},
        {"He met Paris Hilton in a hotel.", ""},
        {"The talks in Paris, Texas, went on.", "US "},
        {"A russia written small.", ""},
        {"The Paris Agreement is in force.", "paris-agreement "},
        {"The Russian Foreign Ministry declined.", "RU ru-foreign-ministry "},
    };
    CHECK(rows, 20170912);
}

static void ambiguity_is_decided_by_the_rest_of_the_text(void **state)
{
    (void)state;
    static const row rows[] = {
        {"Georgia asked Russia for talks.", "GE RU "},
        {"A senator from Georgia flew from Atlanta.", "US "},
        {"Georgia is mentioned alone.", ""},
        {"Jordan sent envoys.", "JO "},
        {"Michael Jordan sent flowers.", ""},
    };
    CHECK(rows, 20170912);
}

static void a_surname_after_its_full_name_is_the_same_official(void **state)
{
    (void)state;
    static const row rows[] = {
        {"Sergei Lavrov spoke. Lavrov left.", "Q58217 "},
        {"Foreign Minister Lavrov of Russia spoke.", "Q58217 RU "},
        {"The Russian foreign minister, Sergey Lavrov, spoke.", "Q58217 RU "},
        {"Jeb Bush met friends. George Bush, the president, did not.", "bush-george-w bush-jeb "},
    };
    CHECK(rows, 20041101);
}

static void an_office_alone_is_whoever_holds_it_on_the_day(void **state)
{
    (void)state;
    static const row rows[] = {
        {"The Secretary of State will travel.", "tillerson-rex "},
        {"The Russian foreign minister will travel.", "Q58217 RU "},
        {"Russia's foreign minister will travel.", "Q58217 RU "},
        {"The former Russian foreign minister will travel.", "RU "},
        {"The foreign minister of Russia will travel.", "Q58217 RU "},
        {"The president will travel.", ""},
        {"The UN chief will travel.", "guterres-antonio un "},
    };
    CHECK(rows, 20170715);
}

static void libraries_and_strangers_are_no_officials(void **state)
{
    (void)state;
    static const row rows[] = {
        {"The George Bush Library opened.", ""},
        {"John Smith of Leeds won a race.", ""}, /* an ambassador's namesake, decades later */
        {"Ivan Petrov, a plumber, spoke.", ""},
    };
    CHECK(rows, 20170715);
}

static void a_title_and_an_unknown_name_make_a_provisional_official(void **state)
{
    (void)state;
    static const row rows[] = {
        {"Deputy Foreign Minister Ivan Petrov spoke. Petrov left.", "~petruv-avan "},
        {"Ivan Petrov, the Russian deputy foreign minister, spoke.", "~petruv-avan RU "},
        {"Deputy Foreign Minister Sergei Ivanchenko spoke.", "~evancenk-sark "},
    };
    CHECK(rows, 20170715);
}

static void a_provisional_name_broken_over_two_lines_has_single_spaces(void **state)
{
    (void)state;
    small s = small_create(NULL);
    token_list tokens = TOKEN_LIST_INIT;
    slice text = SLICE("Deputy Foreign Minister Ivan\r\n  Petrov spoke.");
    tagger *t;
    tagger_result result;
    assert_int_equal(token_scan(&tokens, text, 0), DOSSIER_OK);
    assert_int_equal(tagger_create(s.g, &t), DOSSIER_OK);
    const tagger_zone zone = {0, tokens.count, ENTITY_IN_BODY, text, 0};
    const tagger_document document = {&tokens, &zone, 1, 20170715};
    assert_int_equal(tagger_run(t, &document, &result), DOSSIER_OK);
    assert_true(result.n_tags > 0 && result.tags[0].entity == GAZETTEER_NONE);
    assert_true(slice_equal(result.tags[0].name, SLICE("Ivan Petrov")));
    tagger_free(t);
    token_list_free(&tokens);
    small_free(&s);
}

static void the_month_is_not_the_prime_minister(void **state)
{
    (void)state;
    static const row rows[] = {
        {"The two met again in May.", ""},
        {"May was a cold month.", ""},
        {"Prime Minister May of Britain spoke.", "may-theresa GB "},
        {"Theresa May spoke. Mr. May did not.", "may-theresa "},
    };
    CHECK(rows, 20170912);
    small s = small_create(NULL);
    token_list tokens = TOKEN_LIST_INIT;
    slice text = SLICE("Theresa May spoke in London. They met again in May.");
    tagger *t;
    tagger_result result;
    assert_int_equal(token_scan(&tokens, text, 0), DOSSIER_OK);
    assert_int_equal(tagger_create(s.g, &t), DOSSIER_OK);
    const tagger_zone zone = {0, tokens.count, ENTITY_IN_BODY, text, 0};
    const tagger_document document = {&tokens, &zone, 1, 20170912};
    assert_int_equal(tagger_run(t, &document, &result), DOSSIER_OK);
    assert_int_equal(result.n_mentions, 1); /* her name, not the month */
    tagger_free(t);
    token_list_free(&tokens);
    small_free(&s);
}

static void a_state_behind_a_town_says_where_it_lies(void **state)
{
    (void)state;
    static const row rows[] = {
        {"The plant in Hamburg, Pa., closed.", "US "},
        {"The plant in Hamburg closed.", "DE "},
        {"They met in Hamburg, Germany.", "DE "},
    };
    CHECK(rows, 20170715);
}

static void a_capital_is_that_of_the_state_of_the_day(void **state)
{
    (void)state;
    static const row rows[] = {
        {"Moscow said no, and the Kremlin was silent.", "SU "},
        {"Leaders of the Soviet Union met in Moscow.", "SU "},
    };
    static const row after[] = {{"Moscow said no, and the Kremlin was silent.", "RU "}};
    CHECK(rows, 19630725);
    CHECK(after, 20170715);
}

#define OFFICIALS_HEAD "official\tname\taliases\toffice\tcountry\tfrom\tto\n"

static void a_users_row_takes_the_official_of_its_name_over(void **state)
{
    (void)state;
    static const row rows[] = {
        {"Sergey Lavrov spoke.", "mine#1 "},
        {"Sergei Lavrov, the Russian foreign minister, spoke.", "mine#1 RU "},
        {"The Russian foreign minister spoke.",
         "mine#1 RU "}, /* his terms are known all the same */
    };
    CHECK_WITH(OFFICIALS_HEAD "mine#1\tSergei Lavrov\t\t\t\t\t\n", rows, 20170715);
    static const row apart[] = {{"The Russian foreign minister spoke.", "Q58217 RU "}};
    small s = small_create(OFFICIALS_HEAD "mine#1\tSergei Lavrov\t\t\t\t\t\n");
    assert_int_equal(gazetteer_find(s.g, ENTITY_OFFICIAL, SLICE("Q58217")), GAZETTEER_NONE);
    small_free(&s);
    CHECK_WITH("rule\tsurface\tentity\napart\tmine#1\tQ58217\n", apart, 20170715);
}

static void a_forbidden_name_is_not_his_under_another_spelling(void **state)
{
    (void)state;
    static const row rows[] = {
        {"Sergei Lavrov of Russia spoke.", "RU "},
        {"Lavrov of Russia spoke.", "Q58217 RU "},
    };
    CHECK_WITH("rule\tsurface\tentity\nforbid\tSergei Lavrov\tQ58217\n", rows, 20170715);
}

static void names_in_lines_stay_apart(void **state)
{
    (void)state;
    static const row rows[] = {
        {"Present were\nSecretary of State Kerry\nSergey Lavrov", "Q58217 kerry-john "},
        {"The foreign minister (Lavrov) of Russia spoke.", "Q58217 RU "},
    };
    CHECK(rows, 20150601);
}

static void a_surname_alone_needs_high_office_and_its_country(void **state)
{
    (void)state;
    static const row rows[] = {
        {"Russia was told by Lavrov on Monday.", "Q58217 RU "},
        {"They met at Fort Lavrov in Russia.", "RU "}, /* part of another name */
        {"He met Lavrov at the station.", ""},         /* no word of Russia */
        {"His brother Lavrov of Russia spoke.", "RU "},
    };
    CHECK(rows, 20170715);
}

static void an_office_of_a_country_before_a_comma_is_the_names(void **state)
{
    (void)state;
    static const row rows[] = {
        /* Lavrov held it on the day, but the text names another. */
        {"The foreign minister of Russia, Igor Ivanov, spoke.", "ivanov-igor RU "},
        {"The foreign minister of Russia spoke.", "Q58217 RU "},
        {"A representative spoke to the secretary.", ""},
    };
    CHECK(rows, 20040401);
}

static void no_bytes_make_it_stumble(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "Gen.",
                                        "Mr",
                                        "the",
                                        ",",
                                        "US US US",
                                        "Russia's",
                                        "Paris,",
                                        "of Russia",
                                        "Sergey",
                                        "Sergey Sergey Sergey Sergey Sergey Sergey Sergey Sergey",
                                        "A. B. C. D. E. F.",
                                        "ЛАВРОВ Лавров",
                                        "Secretary of State of Secretary of State of",
                                        "\xff\xfe Russia"};
    small s = small_create(NULL);
    buf found = BUF_INIT(1 << 16);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        tags_of(&s, texts[i], i % 2 ? 20170101 : 0, &found);
    buf_free(&found);
    small_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(countries_go_by_every_name_but_not_by_accident),
        cmocka_unit_test(ambiguity_is_decided_by_the_rest_of_the_text),
        cmocka_unit_test(a_surname_after_its_full_name_is_the_same_official),
        cmocka_unit_test(an_office_alone_is_whoever_holds_it_on_the_day),
        cmocka_unit_test(libraries_and_strangers_are_no_officials),
        cmocka_unit_test(a_title_and_an_unknown_name_make_a_provisional_official),
        cmocka_unit_test(a_provisional_name_broken_over_two_lines_has_single_spaces),
        cmocka_unit_test(the_month_is_not_the_prime_minister),
        cmocka_unit_test(a_state_behind_a_town_says_where_it_lies),
        cmocka_unit_test(a_capital_is_that_of_the_state_of_the_day),
        cmocka_unit_test(a_users_row_takes_the_official_of_its_name_over),
        cmocka_unit_test(a_forbidden_name_is_not_his_under_another_spelling),
        cmocka_unit_test(names_in_lines_stay_apart),
        cmocka_unit_test(a_surname_alone_needs_high_office_and_its_country),
        cmocka_unit_test(an_office_of_a_country_before_a_comma_is_the_names),
        cmocka_unit_test(no_bytes_make_it_stumble),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
