/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Terms of folded words. Rows compare words with each other, not with the stemmer's spelling. */
#include "tests/test.h"
#include "text/stem.h"

static stemmer *english;

static int make_english(void **state)
{
    (void)state;
    return stemmer_create("en", &english) == DOSSIER_OK ? 0 : -1;
}

static int free_english(void **state)
{
    (void)state;
    stemmer_free(english);
    return 0;
}

static bool same_term(stemmer *s, const char *a, const char *b)
{
    char kept[256];
    slice term = stemmer_term(s, slice_of(a), 0);
    snprintf(kept, sizeof kept, "%.*s", (int)term.len, term.data);
    return slice_equal(slice_of(kept), stemmer_term(s, slice_of(b), 0));
}

static void words_of_one_family_share_a_term(void **state)
{
    static const char *const rows[][2] = {
        {"sanction", "sanctions"},
        {"sanction", "sanctioned"},
        {"negotiate", "negotiations"},
        {"negotiate", "negotiating"},
        {"treaty", "treaties"},
        {"policy", "policies"},
        {"ministry", "ministries"},
        {"state", "states"},
        {"state", "stated"},
        {"embassy", "embassies"},
        {"organization", "organizations"},
        {"organization", "organisation"},
        {"organize", "organised"},
        {"university", "universities"},
        {"authority", "authorities"},
        {"president", "presidents"},
        {"officer", "officers"},
        {"important", "importance"},
        {"unite", "uniting"},
        {"defense", "defence"},
        {"program", "programmes"},
        {"labor", "labour"},
        {"center", "centres"},
        {"crisis", "crises"},
        {"dictator", "dictatorship"},
        {"missile", "missiles"},
        {"withdraw", "withdrawing"},
        {"meet", "meeting"},
        {"israeli", "israelis"},
        {"agreement", "agreements"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!same_term(english, rows[i][0], rows[i][1]))
            fail_msg("%s and %s differ", rows[i][0], rows[i][1]);
    }
}

static void words_that_news_needs_apart_are_apart(void **state)
{
    static const char *const rows[][2] = {
        {"organization", "organ"},
        {"organisation", "organ"},
        {"organize", "organ"},
        {"university", "universe"},
        {"university", "universal"},
        {"general", "generally"},
        {"policy", "police"},
        {"news", "new"},
        {"united", "unit"},
        {"united", "unite"},
        {"unite", "unit"},
        {"international", "intern"},
        {"internal", "intern"},
        {"international", "internal"},
        {"important", "import"},
        {"importance", "imports"},
        {"several", "severe"},
        {"authority", "author"},
        {"majority", "major"},
        {"minority", "minor"},
        {"executive", "execution"},
        {"arms", "arm"},
        {"customs", "custom"},
        {"aides", "aid"},
        {"aids", "aid"},
        {"officer", "office"},
        {"emergency", "emerge"},
        {"diversity", "diversion"},
        {"president", "preside"},
        {"publication", "public"},
        {"ironic", "iron"},
        {"mineral", "miner"},
        {"hamas", "hama"},
        {"harris", "harry"},
        {"morales", "moral"},
        {"james", "jame"},
        {"davis", "davi"},
        {"santos", "santo"},
        {"manning", "man"},
        {"harding", "hard"},
        {"securities", "security"},
        {"marshall", "marshal"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (same_term(english, rows[i][0], rows[i][1]))
            fail_msg("%s and %s are merged", rows[i][0], rows[i][1]);
    }
}

static void names_that_end_as_verbs_and_plurals_do_stay_whole(void **state)
{
    static const char *const names[] = {"nanjing", "beijing", "chongqing", "boeing",  "jinping",
                                        "wyoming", "texas",   "paris",     "athens",  "hamas",
                                        "abbas",   "davos",   "honduras",  "soros",   "isis",
                                        "laos",    "wales",   "caracas",   "maldives"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_slice_equal(stemmer_term(english, slice_of(names[i]), 0), names[i]);
}

static void numbers_ngrams_and_dotted_acronyms_are_their_own_terms(void **state)
{
    (void)state;
    assert_slice_equal(stemmer_term(english, SLICE("u.s."), TOKEN_ACRONYM), "u.s.");
    assert_slice_equal(stemmer_term(english, SLICE("w.h.o."), TOKEN_ACRONYM), "w.h.o.");
    assert_slice_equal(stemmer_term(english, SLICE("1990s"), TOKEN_NUMBER), "1990s");
    assert_slice_equal(stemmer_term(english, SLICE("北京"), TOKEN_NGRAM), "北京");
    assert_slice_equal(stemmer_term(english, SLICE(""), 0), "");
}

static void an_acronym_has_one_term_with_and_without_points(void **state)
{
    (void)state;
    slice plain = stemmer_term(english, SLICE("aids"), TOKEN_ALL_CAPS);
    assert_true(slice_equal(plain, stemmer_term(english, SLICE("aids"), TOKEN_ACRONYM)));
}

static void the_cache_gives_what_the_stemmer_gives(void **state)
{
    /* More words than the cache has room for, twice; a stemmer that has seen nothing agrees. */
    (void)state;
    for (int round = 0; round < 2; round++) {
        for (unsigned i = 0; i < 120000; i += 7) {
            char word[40];
            char kept[64];
            snprintf(word, sizeof word, "%xwalk%sing", i * 2654435761u, i % 3 ? "ed" : "");
            slice term = stemmer_term(english, slice_of(word), 0);
            snprintf(kept, sizeof kept, "%.*s", (int)term.len, term.data);
            assert_true(slice_starts_with(slice_of(word), slice_of(kept)));
            assert_true(slice_equal(stemmer_term(english, slice_of(word), 0), slice_of(kept)));
        }
    }
}

static void words_of_every_length_are_told_apart_in_the_cache(void **state)
{
    char word[70];
    stemmer *fresh;
    (void)state;
    for (int round = 0; round < 2; round++) {
        for (size_t len = 1; len <= 64; len++) {
            memset(word, 'z', len);
            for (size_t i = 0; i < len; i++) {
                word[i] = 'q';
                assert_int_equal(stemmer_term(english, (slice){word, len}, 0).len, len);
                assert_memory_equal(stemmer_term(english, (slice){word, len}, 0).data, word, len);
                word[i] = 'z';
            }
        }
    }
    assert_int_equal(stemmer_create("english", &fresh), DOSSIER_OK);
    stemmer_free(fresh);
}

static void languages_have_names_and_codes(void **state)
{
    static const char *const rows[][2] = {{"en", "en"},      {"english", "en"}, {"English", "en"},
                                          {"EN", "en"},      {"fr", "fr"},      {"german", "de"},
                                          {"russian", "ru"}, {"none", "none"},  {"NONE", "none"}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        stemmer *s;
        assert_int_equal(stemmer_create(rows[i][0], &s), DOSSIER_OK);
        assert_string_equal(stemmer_language(s), rows[i][1]);
        stemmer_free(s);
    }
    for (const char *const *code = stemmer_languages(); *code; code++) {
        stemmer *s;
        assert_int_equal(stemmer_create(*code, &s), DOSSIER_OK);
        assert_string_equal(stemmer_language(s), *code);
        stemmer_free(s);
    }
}

static void an_unknown_language_is_refused(void **state)
{
    stemmer *s;
    (void)state;
    assert_int_equal(stemmer_create("klingon", &s), DOSSIER_INVALID);
    assert_null(s);
    assert_int_equal(stemmer_create("", &s), DOSSIER_INVALID);
    assert_int_equal(stemmer_create(NULL, &s), DOSSIER_INVALID);
    stemmer_free(NULL);
}

static void other_languages_stem_by_their_own_rules(void **state)
{
    stemmer *s;
    (void)state;
    assert_int_equal(stemmer_create("ru", &s), DOSSIER_OK);
    assert_true(same_term(s, "санкции", "санкций"));
    assert_true(same_term(s, "россия", "россии"));
    stemmer_free(s);
    assert_int_equal(stemmer_create("de", &s), DOSSIER_OK);
    assert_true(same_term(s, "verhandlung", "verhandlungen"));
    assert_true(same_term(s, "organ", "organs"));
    stemmer_free(s);
    assert_int_equal(stemmer_create("none", &s), DOSSIER_OK);
    assert_slice_equal(stemmer_term(s, SLICE("sanctions"), 0), "sanctions");
    stemmer_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_one_family_share_a_term),
        cmocka_unit_test(words_that_news_needs_apart_are_apart),
        cmocka_unit_test(names_that_end_as_verbs_and_plurals_do_stay_whole),
        cmocka_unit_test(numbers_ngrams_and_dotted_acronyms_are_their_own_terms),
        cmocka_unit_test(an_acronym_has_one_term_with_and_without_points),
        cmocka_unit_test(the_cache_gives_what_the_stemmer_gives),
        cmocka_unit_test(words_of_every_length_are_told_apart_in_the_cache),
        cmocka_unit_test(languages_have_names_and_codes),
        cmocka_unit_test(an_unknown_language_is_refused),
        cmocka_unit_test(other_languages_stem_by_their_own_rules),
    };
    return cmocka_run_group_tests(tests, make_english, free_english);
}
