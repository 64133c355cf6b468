/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words, their folded forms and their places. Rows are {text, tokens}; token_rules.h says how
 * tokens are written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/text/token_rules.h"

typedef struct row {
    const char *text;
    const char *tokens;
} row;

static void scan(token_list *list, const char *text)
{
    token_list_clear(list);
    assert_int_equal(token_scan(list, slice_of(text), 0), DOSSIER_OK);
    for (size_t i = 0; i < list->count; i++) {
        const char *broken = token_broken_rule(list, i, slice_of(text), 0);
        if (broken)
            fail_msg("\"%s\", token %zu: %s", text, i, broken);
    }
}

static void check_rows(const row *rows, size_t count, bool flags)
{
    token_list list = TOKEN_LIST_INIT;
    char got[4096];
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        scan(&list, rows[i].text);
        token_write(&list, 0, flags, got, sizeof got);
        if (strcmp(got, rows[i].tokens) != 0) {
            print_error("\"%s\"\n   wanted %s\n   got    %s\n", rows[i].text, rows[i].tokens, got);
            wrong++;
        }
    }
    token_list_free(&list);
    assert_int_equal(wrong, 0);
}

#define CHECK(rows)       check_rows(rows, sizeof rows / sizeof rows[0], false)
#define CHECK_FLAGS(rows) check_rows(rows, sizeof rows / sizeof rows[0], true)

static void words_are_runs_of_letters_and_digits(void **state)
{
    static const row rows[] = {
        {"", ""},
        {" ", ""},
        {"a", "a"},
        {"A", "a"},
        {"Moscow", "moscow"},
        {"talks in Geneva", "talks in geneva"},
        {"talks  in\tGeneva", "talks in geneva"},
        {"talks, in (Geneva)", "talks in geneva"},
        {"one,two;three:four", "one two three four"},
        {"end.Start", "end start"},
        {"yes/no", "yes no"},
        {"and/or", "and or"},
        {"snake_case", "snake case"},
        {"name@example.org", "name example org"},
        {"www.example.org", "www example org"},
        {"https://example.org/a?b=c", "https example org a b c"},
        {"#sanctions", "sanctions"},
        {"@reporter", "reporter"},
        {"AT&T", "at t"},
        {"R&D", "r d"},
        {"C++ and C#", "c and c"},
        {"50%", "50"},
        {"$5", "5"},
        {"[sic]", "sic"},
        {"{x}", "x"},
        {"\"quoted\"", "quoted"},
        {"‘single’", "single"},
        {"“double”", "double"},
        {"«guillemets»", "guillemets"},
        {"*bold*", "bold"},
        {"...", ""},
        {"—", ""},
        {"a…b", "a b"},
        {"MixedCase", "mixedcase"},
        {"abc123", "abc123"},
        {"S-300", "s 300"},
        {"x\x01y", "x y"},
        {"tab\ttab", "tab tab"},
        {"line\nline", "line line"},
        {"line\r\nline", "line line"},
        {"line\rline", "line line"},
        {"abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz"},
        {"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"},
    };
    (void)state;
    CHECK(rows);
}

static void apostrophes_stand_inside_words_and_possessives_are_cut_off(void **state)
{
    static const row rows[] = {
        {"O'Brien", "o'brien"},
        {"O’Brien", "o'brien"},
        {"O‘Brien", "o'brien"},
        {"O`Brien", "o'brien"},
        {"O´Brien", "o'brien"},
        {"Oʼ Brien", "o brien"},
        {"OʼBrien", "o'brien"},
        {"O＇Brien", "o'brien"},
        {"O'BRIEN", "o'brien"},
        {"O'Brien's", "o'brien"},
        {"O’Brien’s", "o'brien"},
        {"D'Angelo", "d'angelo"},
        {"Sana'a", "sana'a"},
        {"don't", "don't"},
        {"don’t", "don't"},
        {"rock 'n' roll", "rock n roll"},
        {"'tis", "tis"},
        {"the '60s", "the 60s"},
        {"states' rights", "states rights"},
        {"states’ rights", "states rights"},
        {"Moscow's", "moscow"},
        {"Moscow’s", "moscow"},
        {"MOSCOW'S", "moscow"},
        {"Moscow's.", "moscow"},
        {"Moscow's envoy", "moscow envoy"},
        {"it's", "it"},
        {"who's", "who"},
        {"1990's", "1990"},
        {"IAEA's", "iaea"},
        {"I.A.E.A.'s", "iaea"},
        {"U.S.'s", "u.s."},
        {"US's", "u.s."},
        {"'quoted'", "quoted"},
        {"'s", "s"},
        {"a's's", "a s"},
        {"o''brien", "o brien"},
        {"x'1", "x 1"},
        {"5'11", "5 11"},
        {"l'Élysée", "l'elysee"},
        {"Erdoğan’s", "erdogan"},
        {"Assad’s_x", "assad x"},
        {"Iran'science", "iran'science"},
    };
    (void)state;
    CHECK(rows);
}

static void a_possessive_has_the_length_of_the_bare_word(void **state)
{
    token_list list = TOKEN_LIST_INIT;
    (void)state;
    scan(&list, "see Moscow’s plan");
    assert_int_equal(list.count, 3);
    assert_int_equal(list.tokens[1].offset, 4);
    assert_int_equal(list.tokens[1].length, 6);
    assert_true(list.tokens[1].flags & TOKEN_POSSESSIVE);
    assert_int_equal(list.tokens[2].offset, 4 + 6 + 3 + 1 + 1);
    token_list_free(&list);
}

static void numbers_keep_their_points_and_lose_their_commas(void **state)
{
    static const row rows[] = {
        {"4.5", "4.5"},
        {"4.5.", "4.5"},
        {"10,000", "10000"},
        {"1,000,000", "1000000"},
        {"10,000.50", "10000.50"},
        {"4,5", "4 5"},
        {"1,2,3", "1 2 3"},
        {"1,23,456", "1 23456"},
        {"1,2345", "1 2345"},
        {"12.9.2017", "12.9.2017"},
        {"9/11", "9 11"},
        {"2017-09-12", "2017 09 12"},
        {"10:30", "10 30"},
        {"3.", "3"},
        {".5", "5"},
        {"5bn", "5bn"},
        {"2.5bn", "2.5bn"},
        {"2nd", "2nd"},
        {"1990s", "1990s"},
        {"F16", "f16"},
        {"v2.0", "v2.0"},
        {"a.5", "a 5"},
        {"5.a", "5 a"},
        {"1, 000", "1 000"},
        {"1 000", "1 000"},
        {"CO₂", "co2"},
        {"treaty¹", "treaty"},
        {"٢٠١٧", "2017"},
        {"１２３", "123"},
        {"half ½", "half"},
        {"0", "0"},
        {"007", "007"},
        {"100.000,5", "100.000 5"},
    };
    (void)state;
    CHECK(rows);
}

static void acronyms_with_points_are_the_acronym(void **state)
{
    static const row rows[] = {
        {"I.A.E.A.", "iaea/CADSP"},
        {"IAEA", "iaea/CASP"},
        {"the I.A.E.A. said", "the/SP iaea/CAD said"},
        {"the I.A.E.A said", "the/SP iaea/CAD said"},
        {"N.A.T.O.-led", "nato/CADSP =natoled/CJ led/H"},
        {"p.m.", "pm/DSP"},
        {"5 p.m.", "5/NSP pm/D"},
        {"e.g. this", "eg/DSP this"},
        {"U.S.A.", "usa/CADSP"},
        {"U.S.S.R.", "ussr/CADSP"},
        {"U.N.", "un/CADSP"},
        {"D.C.", "dc/CADSP"},
        {"Washington, D.C.", "washington/CSP dc/CAD"},
        {"J.R.R. Tolkien", "jrr/CADSP tolkien/C"},
        {"С.Ш.А.", "сша/CADSP"},
        {"Ф.С.Б.", "фсб/CADSP"},
        {"Plan A.The", "plan/CSP a/C the/C"},
        {"J. Smith", "j/CSP smith/C"},
        {"Ph.D.", "ph/CSP d/C"},
        {"a.b.cd", "ab/DSP cd"},
    };
    static const row plain[] = {
        {"I.A.E.A. IAEA", "iaea iaea"},
        {"Ph.D. student", "ph d student"},
        {"x.y", "xy"},
    };
    (void)state;
    CHECK(plain);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        /* A line of the acronym alone is a line of capitals; that flag is not the point here. */
        token_list list = TOKEN_LIST_INIT;
        char got[512];

        scan(&list, rows[i].text);
        for (size_t k = 0; k < list.count; k++)
            list.tokens[k].flags &= (uint16_t)~TOKEN_CAPS_LINE;
        token_write(&list, 0, true, got, sizeof got);

        assert_string_equal(got, rows[i].tokens);
        token_list_free(&list);
    }
}

static void an_acronym_covers_its_last_point(void **state)
{
    token_list list = TOKEN_LIST_INIT;
    (void)state;
    scan(&list, "the I.A.E.A. and U.S");
    assert_int_equal(list.tokens[1].offset, 4);
    assert_int_equal(list.tokens[1].length, 8);
    assert_int_equal(list.tokens[3].offset, 17);
    assert_int_equal(list.tokens[3].length, 3);
    token_list_free(&list);
}

static void the_country_is_never_the_pronoun(void **state)
{
    static const row rows[] = {
        {"U.S.", "u.s."},
        {"U.S", "u.s."},
        {"US", "u.s."},
        {"u.s.", "u.s."},
        {"us", "us"},
        {"Us", "us"},
        {"the US and us", "the u.s. and us"},
        {"the U.S. told us", "the u.s. told us"},
        {"US-led", "u.s. led"},
        {"U.S.-led", "u.s. led"},
        {"Sino-US", "sino u.s."},
        {"pro-US", "pro u.s."},
        {"US/Iran", "u.s. iran"},
        {"US$5", "u.s. 5"},
        {"(US)", "u.s."},
        {"“US” said", "u.s. said"},
        {"WHO", "w.h.o."},
        {"W.H.O.", "w.h.o."},
        {"who", "who"},
        {"Who", "who"},
        {"the WHO, who said", "the w.h.o. who said"},
        {"WHO's", "w.h.o."},
        {"USS", "uss"},
        {"US2", "us2"},
        {"BUS", "bus"},
    };
    (void)state;
    CHECK(rows);
}

static void in_a_line_of_capitals_us_is_the_pronoun_but_at_its_start_and_after_a_dash(void **state)
{
    static const row rows[] = {
        {"CONTACT US", "contact us"},
        {"LET US GO", "let us go"},
        {"US ENVOY LEAVES", "u.s. envoy leaves"},
        {"RUSSIA: US ENVOY LEAVES", "russia u.s. envoy leaves"},
        {"RUSSIA - US ENVOY LEAVES", "russia u.s. envoy leaves"},
        {"RUSSIA — US ENVOY LEAVES", "russia u.s. envoy leaves"},
        {"RUSSIA-US TALKS", "russia u.s. talks"},
        {"TELL US WHO CAME", "tell us who came"},
        {"WHO WARNS", "w.h.o. warns"},
        {"WHO WARNS US", "w.h.o. warns us"},
        {"TALKS IN THE U.S. END", "talks in the u.s. end"},
        {"TELL US\nthe US said", "tell us the u.s. said"},
        {"the US said\nTELL US", "the u.s. said tell us"},
        {"TELL US\r\nthe US", "tell us the u.s."},
        {"TELL US, PLEASE, and the US", "tell u.s. please and the u.s."},
        {"SAY IT TO US 5 TIMES", "say it to us 5 times"},
    };
    static const row flags[] = {
        {"TELL US", "tell/CASPL us/CAL"},
        {"US", "u.s./CADSPL"},
        {"NATO said\nTHE END", "nato/CASP said the/CAL end/CAL"},
        {"1999", "1999/NSP"},
        {"СОВЕТ МИРА", "совет/CASPL мира/CAL"},
        {"العربية", "العربية/SP"},
    };
    (void)state;
    CHECK(rows);
    CHECK_FLAGS(flags);
}

static void hyphenated_words_are_found_by_part_and_as_one(void **state)
{
    static const row rows[] = {
        {"counter-terrorism", "counter/SP =counterterrorism/J terrorism/H"},
        {"counter‐terrorism", "counter/SP =counterterrorism/J terrorism/H"},
        {"counter‑terrorism", "counter/SP =counterterrorism/J terrorism/H"},
        {"Counter-Terrorism", "counter/CSP =counterterrorism/CJ terrorism/CH"},
        {"e-mail", "e/SP =email/J mail/H"},
        {"vice-foreign-minister", "vice/SP =viceforeignminister/J foreign/H minister/H"},
        {"state-of-the-art", "state/SP of/H the/H art/H"},
        {"F-16 jets", "f/CSP 16/NH jets"},
        {"COVID-19", "covid/CASPL 19/NLH"},
        {"10-20", "10/NSP 20/NH"},
        {"al-Qaeda's leader", "al/SP =alqaeda/JO qaeda/CHO leader"},
        {"Moscow's-based", "moscow/CSPO based/H"},
        {"non-U.S. troops", "non/SP u.s./CADH troops"},
        {"U.S.-Russian", "u.s./CADSP russian/CH"},
        {"X-RAY", "x/CSPL =xray/CAJL ray/CALH"},
        {"well -known", "well/SP known"},
        {"well- known", "well/SP known"},
        {"well - known", "well/SP known"},
        {"well--known", "well/SP known"},
        {"well–known", "well/SP known"},
        {"-known", "known/SP"},
        {"known-", "known/SP"},
        {"a-", "a/SP"},
        {"Jean-Yves Le Drian", "jean/CSP =jeanyves/CJ yves/CH le/C drian/C"},
        {"Ban Ki-moon", "ban/CSP ki/C =kimoon/CJ moon/H"},
        {"co-operation, re-open", "co/SP =cooperation/J operation/H re =reopen/J open/H"},
        {"O'Brien-Smith", "o'brien/CSP =o'briensmith/CJ smith/CH"},
        {"пресс-секретарь", "пресс/SP =пресссекретарь/J секретарь/H"},
        {"中-a", "中/SPG a"},
        {"well-known O’Brien", "well/SP =wellknown/J known/H o'brien/C"},
        {"well-known US", "well/SP =wellknown/J known/H u.s./CAD"},
        {"well-known 北京", "well/SP =wellknown/J known/H 北京/G"},
    };
    (void)state;
    CHECK_FLAGS(rows);
}

static void a_word_cut_at_a_lines_end_is_found_whole(void **state)
{
    static const row rows[] = {
        {"inter-\nnational law", "inter =international national law"},
        {"inter-\r\nnational law", "inter =international national law"},
        {"inter-\n\nnational", "inter national"},
        {"inter-\n national", "inter national"},
        {"North-\nSouth", "north south"},
        {"a\nsub-\nject\nz", "a sub =subject ject z"},
    };
    (void)state;
    CHECK(rows);
}

static void a_joined_form_covers_the_whole_and_follows_its_first_part(void **state)
{
    token_list list = TOKEN_LIST_INIT;
    (void)state;
    scan(&list, "of counter-terrorism law");
    assert_int_equal(list.count, 5);
    assert_int_equal(list.tokens[2].offset, 3);
    assert_int_equal(list.tokens[2].length, 17);
    assert_int_equal(list.tokens[2].position, 2);
    assert_int_equal(list.tokens[3].position, 3);
    assert_int_equal(list.tokens[4].position, 4);
    assert_int_equal(list.next_position, 5);
    token_list_free(&list);
}

static void accents_and_case_fold_away(void **state)
{
    static const row rows[] = {
        {"Erdoğan", "erdogan"},
        {"İstanbul", "istanbul"},
        {"Diyarbakır", "diyarbakir"},
        {"São Tomé", "sao tome"},
        {"Łódź", "lodz"},
        {"Ørsted", "orsted"},
        {"Ægir", "aegir"},
        {"Straße", "strasse"},
        {"STRASSE", "strasse"},
        {"Đà Nẵng", "da nang"},
        {"Əliyev", "aliyev"},
        {"Čaputová", "caputova"},
        {"e\xCC\x81"
         "tat",
         "etat"},
        {"ﬁnance", "finance"},
        {"Ⅳ", "iv"},
        {"ＵＮ", "un"},
        {"Киев", "киев"},
        {"Алёна", "алена"},
        {"Толстой", "толстой"},
        {"ТОЛСТОЙ", "толстой"},
        {"Київ", "київ"},
        {"Αθήνα", "αθηνα"},
        {"ΑΘΗΝΑΣ", "αθηνασ"},
        {"Αθήνας", "αθηνασ"},
        {"ירושלים", "ירושלים"},
        {"أحمد", "احمد"},
        {"مُحَمَّد", "محمد"},
        {"محـــمد", "محمد"},
        {"हिन्दी", "हिन्दी"},
        {"ʿAbbās", "abbas"},
        {"Nº 5", "no 5"},
    };
    (void)state;
    CHECK(rows);
}

static void characters_without_width_are_not_there(void **state)
{
    static const row rows[] = {
        {"co\xC2\xADoperate", "cooperate"},
        {"a\xE2\x80\x8B"
         "b",
         "ab"},
        {"a\xE2\x80\x8C"
         "b",
         "ab"},
        {"a\xE2\x80\x8D"
         "b",
         "ab"},
        {"\xEF\xBB\xBF"
         "abc",
         "abc"},
        {"abc\xE2\x81\xA0", "abc"},
        {"\xE2\x80\xAA"
         "abc\xE2\x80\xAC def",
         "abc def"},
        {"no\xC2\xA0"
         "break",
         "no break"},
        {"narrow\xE2\x80\xAFspace", "narrow space"},
        {"thin\xE2\x80\x89space", "thin space"},
        {"wide\xE3\x80\x80space", "wide space"},
        {"Moscow\xE2\x80\x8B’s", "moscow"},
        {"☃ snow", "snow"},
        {"fire 🔥🔥 sale", "fire sale"},
        {"👩‍👩‍👧 family", "family"},
        {"ok👍🏽ok", "ok ok"},
    };
    (void)state;
    CHECK(rows);
}

static void stray_bytes_separate_words(void **state)
{
    static const row rows[] = {
        {"a\xFF"
         "b",
         "a b"},
        {"a\x80"
         "b",
         "a b"},
        {"caf\xE9 x", "caf x"},
        {"a\xC0\xAF"
         "b",
         "a b"},
        {"a\xED\xA0\x80"
         "b",
         "a b"},
        {"a\xF5\x80\x80\x80"
         "b",
         "a b"},
        {"a\xE2\x82", "a"},
        {"\xFE\xFE", ""},
        {"a\xEF\xBF\xBD"
         "b",
         "a b"},
        {"O\x92"
         "Brien",
         "o brien"},
        {"O'\xFF", "o"},
        {"\xEF\xB9\xB0-b", "b"}, /* a mark alone, which folds to nothing */
        {"a-\xEF\xB9\xB0-b", "a b"},
    };
    (void)state;
    CHECK(rows);
}

static void scripts_without_spaces_become_bigrams(void **state)
{
    static const row rows[] = {
        {"北京", "北京"},
        {"北京大学", "北京 京大 大学"},
        {"中", "中"},
        {"中 国", "中 国"},
        {"北京大学 talks", "北京 京大 大学 +2:talks"},
        {"talks北京大学", "talks 北京 京大 大学"},
        {"2017年", "2017 年"},
        {"東京でG7", "東京 京で +2:g7"},
        {"ひらがな", "ひら らが がな"},
        {"カタカナ", "カタ タカ カナ"},
        {"ﾊﾟﾘ", "パリ"},
        {"か\xE3\x82\x99く", "がく"},
        {"ニュース", "ニュ ュー ース"},
        {"時々", "時々"},
        {"서울", "서울"},
        {"한국어", "한국 국어"},
        {"한국 대통령", "한국 +2:대통 통령"},
        {"ไทย", "ไท ทย"},
        {"北京。上海", "北京 +2:上海"},
        {"中\xE2\x80\x8B国", "中国"},
        {"\xF0\xA0\x80\x80\xF0\xA0\x80\x81", "\xF0\xA0\x80\x80\xF0\xA0\x80\x81"},
    };
    static const row flags[] = {
        {"北京大 ok", "北京/SPG 京大/G +2:ok"},
        {"中", "中/SPG"},
    };
    (void)state;
    CHECK(rows);
    CHECK_FLAGS(flags);
}

static void a_word_too_long_is_cut_on_a_characters_boundary(void **state)
{
    token_list list = TOKEN_LIST_INIT;
    char text[3001];
    (void)state;
    memset(text, 'a', 3000);
    text[3000] = '\0';
    scan(&list, text);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.tokens[0].length, 3000);
    assert_int_equal(list.tokens[0].fold_len, TOKEN_MAX_FOLD);
    assert_true(list.tokens[0].flags & TOKEN_CUT);
    text[TOKEN_MAX_FOLD] = '\0';
    scan(&list, text);
    assert_int_equal(list.tokens[0].fold_len, TOKEN_MAX_FOLD);
    assert_false(list.tokens[0].flags & TOKEN_CUT);
    for (int i = 0; i + 3 <= 3000; i += 3)
        memcpy(text + i, "\xE0\xA4\x95", 3); /* three bytes do not divide 64 */
    text[3000] = '\0';
    scan(&list, text);
    assert_int_equal(list.tokens[0].fold_len, 63);
    assert_true(list.tokens[0].flags & TOKEN_CUT);
    token_list_free(&list);
}

static void sixty_three_and_sixty_five_letters_end_where_they_end(void **state)
{
    token_list list = TOKEN_LIST_INIT;
    (void)state;
    for (size_t n = 60; n < 70; n++) {
        char text[100];
        memset(text, 'b', n);
        strcpy(text + n, " c");
        scan(&list, text);
        assert_int_equal(list.count, 2);
        assert_int_equal(list.tokens[0].length, n);
        assert_int_equal((list.tokens[0].flags & TOKEN_CUT) != 0, n > TOKEN_MAX_FOLD);
    }
    token_list_free(&list);
}

static void a_line_of_ten_megabytes_is_a_line(void **state)
{
    token_list list = TOKEN_LIST_INIT;
    size_t size = 10 * 1000 * 1000;
    char *text = malloc(size);
    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < size; i++)
        text[i] = "word "[i % 5];
    assert_int_equal(token_scan(&list, (slice){text, size}, 0), DOSSIER_OK);
    assert_int_equal(list.count, size / 5);
    assert_int_equal(list.tokens[list.count - 1].position, size / 5);
    memset(text, 'x', size);
    token_list_clear(&list);
    assert_int_equal(token_scan(&list, (slice){text, size}, 0), DOSSIER_OK);
    assert_int_equal(list.count, 1);
    free(text);
    token_list_free(&list);
}

static void segments_are_scanned_one_after_another(void **state)
{
    token_list list = TOKEN_LIST_INIT;
    (void)state;
    assert_int_equal(token_scan(&list, SLICE("A title"), 0), DOSSIER_OK);
    list.next_position += 100;
    assert_int_equal(token_scan(&list, SLICE("the body"), 1000), DOSSIER_OK);
    assert_int_equal(list.count, 4);
    assert_int_equal(list.tokens[1].position, 2);
    assert_int_equal(list.tokens[2].position, 103);
    assert_int_equal(list.tokens[2].offset, 1000);
    assert_int_equal(list.tokens[3].offset, 1004);
    assert_true(list.tokens[2].flags & TOKEN_PARAGRAPH);
    token_list_clear(&list);
    assert_int_equal(token_scan(&list, SLICE("again"), 0), DOSSIER_OK);
    assert_int_equal(list.tokens[0].position, 1);
    token_list_free(&list);
}

static void capitals_of_one_segment_leave_the_other_alone(void **state)
{
    token_list list = TOKEN_LIST_INIT;
    (void)state;
    assert_int_equal(token_scan(&list, SLICE("TELL US"), 0), DOSSIER_OK);
    assert_int_equal(token_scan(&list, SLICE("the US"), 100), DOSSIER_OK);
    assert_true(list.tokens[0].flags & TOKEN_CAPS_LINE);
    assert_true(slice_equal(token_fold(&list, &list.tokens[1]), SLICE("us")));
    assert_true(slice_equal(token_fold(&list, &list.tokens[3]), SLICE("u.s.")));
    token_list_free(&list);
}

static void text_beyond_32_bits_is_refused(void **state)
{
    token_list list = TOKEN_LIST_INIT;
    (void)state;
    assert_int_equal(token_scan(&list, SLICE("four"), UINT32_MAX - 3), DOSSIER_TOO_LARGE);
    assert_int_equal(token_scan(&list, SLICE("four"), UINT32_MAX - 4), DOSSIER_OK);
    assert_int_equal(token_scan(&list, (slice){NULL, 0}, 0), DOSSIER_OK);
    token_list_free(&list);
}

static void a_full_buffer_of_forms_is_reported(void **state)
{
    token_list list = TOKEN_LIST_INIT;
    (void)state;
    list.folded = BUF_INIT(1000);
    char text[4000];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = "word "[i % 5];
    assert_int_not_equal(token_scan(&list, (slice){text, sizeof text}, 0), DOSSIER_OK);
    token_list_free(&list);
}

static void a_word_reads_the_same_wherever_it_stands(void **state)
{
    static const char *const words[] = {"Moscow", "I.A.E.A.", "10,000", "O’Brien", "Łódź", "x"};
    token_list list = TOKEN_LIST_INIT;
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        char alone[64];
        char text[256];
        scan(&list, words[i]);
        assert_int_equal(list.count, 1);
        snprintf(alone, sizeof alone, "%.*s", (int)list.tokens[0].fold_len,
                 token_fold(&list, &list.tokens[0]).data);
        snprintf(text, sizeof text, "a %s, (%s) “%s” %s\n\n%s; b", words[i], words[i], words[i],
                 words[i], words[i]);
        scan(&list, text);
        assert_int_equal(list.count, 7);
        for (size_t k = 1; k < 6; k++)
            assert_true(slice_equal(token_fold(&list, &list.tokens[k]), slice_of(alone)));
    }
    token_list_free(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_runs_of_letters_and_digits),
        cmocka_unit_test(apostrophes_stand_inside_words_and_possessives_are_cut_off),
        cmocka_unit_test(a_possessive_has_the_length_of_the_bare_word),
        cmocka_unit_test(numbers_keep_their_points_and_lose_their_commas),
        cmocka_unit_test(acronyms_with_points_are_the_acronym),
        cmocka_unit_test(an_acronym_covers_its_last_point),
        cmocka_unit_test(the_country_is_never_the_pronoun),
        cmocka_unit_test(in_a_line_of_capitals_us_is_the_pronoun_but_at_its_start_and_after_a_dash),
        cmocka_unit_test(hyphenated_words_are_found_by_part_and_as_one),
        cmocka_unit_test(a_word_cut_at_a_lines_end_is_found_whole),
        cmocka_unit_test(a_joined_form_covers_the_whole_and_follows_its_first_part),
        cmocka_unit_test(accents_and_case_fold_away),
        cmocka_unit_test(characters_without_width_are_not_there),
        cmocka_unit_test(stray_bytes_separate_words),
        cmocka_unit_test(scripts_without_spaces_become_bigrams),
        cmocka_unit_test(a_word_too_long_is_cut_on_a_characters_boundary),
        cmocka_unit_test(sixty_three_and_sixty_five_letters_end_where_they_end),
        cmocka_unit_test(a_line_of_ten_megabytes_is_a_line),
        cmocka_unit_test(segments_are_scanned_one_after_another),
        cmocka_unit_test(capitals_of_one_segment_leave_the_other_alone),
        cmocka_unit_test(text_beyond_32_bits_is_refused),
        cmocka_unit_test(a_full_buffer_of_forms_is_reported),
        cmocka_unit_test(a_word_reads_the_same_wherever_it_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
