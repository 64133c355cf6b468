/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "entity/gazetteer.h"
#include "tests/entity/small.h"
#include "tests/test.h"

static void expect_first(const small *s, entity_kind kind, const char *text, const char *id)
{
    gazetteer_found found[8];
    gazetteer_entity e;
    if (!gazetteer_resolve(s->g, kind, slice_of(text), found, 8))
        fail_msg("%s is not known", text);
    assert_true(gazetteer_entity_at(s->g, found[0].entity, &e));
    if (!slice_equal(e.id, slice_of(id)))
        fail_msg("%s is %.*s, not %s", text, (int)e.id.len, e.id.data, id);
}

static void names_ids_aliases_and_other_spellings_are_resolved(void **state)
{
    (void)state;
    small s = small_create(NULL);
    static const struct {
        entity_kind kind;
        const char *text, *id;
    } rows[] = {
        {ENTITY_COUNTRY, "russia", "RU"},
        {ENTITY_COUNTRY, "ru", "RU"},
        {ENTITY_COUNTRY, "Russian", "RU"},
        {ENTITY_COUNTRY, "kremlin", "RU"},
        {ENTITY_OFFICIAL, "Sergei Lavrov", "Q58217"},
        {ENTITY_OFFICIAL, "lavrov", "Q58217"},
        {ENTITY_OFFICIAL, "q58217", "Q58217"},
        {ENTITY_AGREEMENT, "Iran nuclear deal", "jcpoa"},
        {ENTITY_ORGANIZATION, "UN", "un"},
        {ENTITY_OFFICE, "foreign minister", "foreign minister"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].id[0])
            expect_first(&s, rows[i].kind, rows[i].text, rows[i].id);
    small_free(&s);
}

static void a_shared_surname_names_all_who_bear_it(void **state)
{
    (void)state;
    small s = small_create(NULL);
    gazetteer_found found[8];
    assert_int_equal(gazetteer_resolve(s.g, ENTITY_OFFICIAL, SLICE("bush"), found, 8), 2);
    assert_false(found[0].whole);
    assert_int_equal(gazetteer_resolve(s.g, ENTITY_OFFICIAL, SLICE("Jeb Bush"), found, 8), 1);
    assert_true(found[0].whole);
    small_free(&s);
}

static void the_date_decides_who_holds_an_office(void **state)
{
    (void)state;
    small s = small_create(NULL);
    uint32_t minister = small_find(&s, ENTITY_OFFICE, "foreign minister");
    gazetteer_term term;
    assert_true(gazetteer_holder(s.g, minister, "RU", 20170715, 0, &term));
    assert_int_equal(term.official, small_find(&s, ENTITY_OFFICIAL, "Q58217"));
    assert_true(gazetteer_holder(s.g, minister, "RU", 20011001, 0, &term));
    assert_int_equal(term.official, small_find(&s, ENTITY_OFFICIAL, "ivanov-igor"));
    assert_false(gazetteer_holder(s.g, minister, "RU", 19500101, 0, &term));
    assert_false(gazetteer_holder(s.g, minister, "FR", 20170715, 0, &term));
    small_free(&s);
}

static void a_misspelt_name_finds_its_nearest(void **state)
{
    (void)state;
    small s = small_create(NULL);
    uint32_t found[3];
    assert_true(gazetteer_nearest(s.g, ENTITY_OFFICIAL, SLICE("lavrof"), found, 3) > 0);
    assert_int_equal(found[0], small_find(&s, ENTITY_OFFICIAL, "Q58217"));
    small_free(&s);
}

static void a_users_rows_override_and_forbid(void **state)
{
    (void)state;
    gazetteer_entity e;
    gazetteer_found found[8];
    small s = small_create("official\tname\taliases\toffice\tcountry\tfrom\tto\tsource\n"
                           "Q58217\tS. Lavrov of Moscow\t\tforeign minister\tRU\t2004\t\tme\n");
    assert_true(gazetteer_entity_at(s.g, small_find(&s, ENTITY_OFFICIAL, "Q58217"), &e));
    assert_true(e.listed);
    assert_true(slice_equal(e.name, SLICE("S. Lavrov of Moscow")));
    small_free(&s);
    s = small_create("rule\tsurface\tentity\nforbid\tSergei V. Lavrov\tQ58217\n"
                     "merge\tivanov-igor\tQ58217\n");
    assert_int_equal(gazetteer_find(s.g, ENTITY_OFFICIAL, SLICE("ivanov-igor")), GAZETTEER_NONE);
    assert_int_equal(gazetteer_resolve(s.g, ENTITY_OFFICIAL, SLICE("Igor Ivanov"), found, 8), 1);
    assert_int_equal(found[0].entity, small_find(&s, ENTITY_OFFICIAL, "Q58217"));
    small_free(&s);
}

static void a_wrong_line_is_named(void **state)
{
    (void)state;
    small s = small_create("country\tsurface\tkind\nRus\tRussia\tname\nRU\tRussland\tnickname\n");
    assert_int_equal(s.complaints, 2);
    assert_string_equal(s.complaint, "mine.tsv:3: this kind of name is not known");
    small_free(&s);
}

/* Any bytes: opened and read without a crash, or refused. */
static void a_damaged_gazetteer_is_refused_or_harmless(void **state)
{
    (void)state;
    small s = small_create(NULL);
    gazetteer_found found[8];
    for (size_t at = 0; at < 4096; at += 3) {
        gazetteer *g;
        dossier_error error;
        char *bytes = malloc(s.bytes.len);
        assert_non_null(bytes);
        memcpy(bytes, s.bytes.data, s.bytes.len);
        bytes[at] = (char)(bytes[at] ^ 0x55);
        if (gazetteer_of_bytes((slice){bytes, s.bytes.len - at % 7}, &g, &error) == DOSSIER_OK) {
            gazetteer_resolve(g, ENTITY_OFFICIAL, SLICE("lavrov"), found, 8);
            gazetteer_resolve(g, ENTITY_COUNTRY, SLICE("russia"), found, 8);
            gazetteer_free(g);
        }
        free(bytes);
    }
    small_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_ids_aliases_and_other_spellings_are_resolved),
        cmocka_unit_test(a_shared_surname_names_all_who_bear_it),
        cmocka_unit_test(the_date_decides_who_holds_an_office),
        cmocka_unit_test(a_misspelt_name_finds_its_nearest),
        cmocka_unit_test(a_users_rows_override_and_forbid),
        cmocka_unit_test(a_wrong_line_is_named),
        cmocka_unit_test(a_damaged_gazetteer_is_refused_or_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
