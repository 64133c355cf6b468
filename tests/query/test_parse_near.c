/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the query language has from the search services that reporters and analysts know: nearness,
 * places, counts, spellings and exact forms. */
#include "tests/query/parsing.h"

#define NO_BREAK_SPACE   "\xC2\xA0"
#define WIDE_SPACE       "\xE3\x80\x80"
#define ZERO_WIDTH_SPACE "\xE2\x80\x8B"
#define NO_BREAK_HYPHEN  "\xE2\x80\x91"

/* ---- nearness ---- */

static void a_distance_in_either_order_is_spelt_in_many_ways(void **state)
{
    static const tree_row rows[] = {
        {"sanctions w/5 iran", "sanctions w/5 iran"},
        {"sanctions W/5 iran", "sanctions w/5 iran"},
        {"sanctions near/5 iran", "sanctions w/5 iran"},
        {"sanctions NEAR/5 iran", "sanctions w/5 iran"},
        {"sanctions Near/5 iran", "sanctions w/5 iran"},
        {"sanctions within/5 iran", "sanctions w/5 iran"},
        {"sanctions WITHIN/5 iran", "sanctions w/5 iran"},
        {"sanctions /5 iran", "sanctions w/5 iran"},
        {"sanctions near5 iran", "sanctions w/5 iran"},
        {"sanctions NEAR5 iran", "sanctions w/5 iran"},
        {"sanctions Near5 iran", "sanctions w/5 iran"},
        {"sanctions w/1 iran", "sanctions w/1 iran"},
        {"sanctions w/15 iran", "sanctions w/15 iran"},
        {"sanctions w/255 iran", "sanctions w/255 iran"},
        {"sanctions w/1000 iran", "sanctions w/1000 iran"},
        {"sanctions /1000 iran", "sanctions w/1000 iran"},
        {"sanctions near500 iran", "sanctions w/500 iran"},
        {"sanctions w/05 iran", "sanctions w/5 iran"},
        {"sanctions w/0005 iran", "sanctions w/5 iran"},
        {"  sanctions   w/5   iran  ", "sanctions w/5 iran"},
        {"sanctions\tw/5\niran", "sanctions w/5 iran"},
        {"sanctions, w/5 iran", "sanctions w/5 iran"},
        {"sanctions w/5, iran", "sanctions w/5 iran"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void a_distance_with_the_first_one_first_is_spelt_in_many_ways(void **state)
{
    static const tree_row rows[] = {
        {"foreign pre/3 minister", "foreign pre/3 minister"},
        {"foreign PRE/3 minister", "foreign pre/3 minister"},
        {"foreign Pre/3 minister", "foreign pre/3 minister"},
        {"foreign onear/3 minister", "foreign pre/3 minister"},
        {"foreign ONEAR/3 minister", "foreign pre/3 minister"},
        {"foreign onear3 minister", "foreign pre/3 minister"},
        {"foreign ONEAR3 minister", "foreign pre/3 minister"},
        {"foreign adj/3 minister", "foreign pre/3 minister"},
        {"foreign ADJ/3 minister", "foreign pre/3 minister"},
        {"foreign adj3 minister", "foreign pre/3 minister"},
        {"foreign ADJ3 minister", "foreign pre/3 minister"},
        {"foreign +3 minister", "foreign pre/3 minister"},
        {"foreign +1000 minister", "foreign pre/1000 minister"},
        {"foreign ADJ minister", "foreign pre/1 minister"},
        {"foreign pre/1 minister", "foreign pre/1 minister"},
        {"\"foreign\" +3 \"minister\"", "\"foreign\" pre/3 \"minister\""},
        {"(foreign OR prime) +3 minister", "(foreign OR prime) pre/3 minister"},
        {"foreign +3 (minister OR secretary)", "foreign pre/3 (minister OR secretary)"},
        {"foreign +3(minister OR secretary)", "foreign pre/3 (minister OR secretary)"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void sentences_and_paragraphs_have_names_and_letters(void **state)
{
    static const tree_row rows[] = {
        {"ban /s test", "ban w/s test"},         {"ban /S test", "ban w/s test"},
        {"ban w/s test", "ban w/s test"},        {"ban W/S test", "ban w/s test"},
        {"ban w/sent test", "ban w/s test"},     {"ban W/SENT test", "ban w/s test"},
        {"ban /sent test", "ban w/s test"},      {"ban w/sentence test", "ban w/s test"},
        {"ban near/s test", "ban w/s test"},     {"ban within/s test", "ban w/s test"},
        {"ban pre/s test", "ban pre/s test"},    {"ban PRE/S test", "ban pre/s test"},
        {"ban pre/sent test", "ban pre/s test"}, {"ban +s test", "ban pre/s test"},
        {"ban +S test", "ban pre/s test"},       {"ban +sent test", "ban pre/s test"},
        {"ban /p test", "ban w/p test"},         {"ban /P test", "ban w/p test"},
        {"ban w/p test", "ban w/p test"},        {"ban W/P test", "ban w/p test"},
        {"ban w/para test", "ban w/p test"},     {"ban W/PARA test", "ban w/p test"},
        {"ban /para test", "ban w/p test"},      {"ban w/paragraph test", "ban w/p test"},
        {"ban near/p test", "ban w/p test"},     {"ban SAME test", "ban w/p test"},
        {"ban pre/p test", "ban pre/p test"},    {"ban PRE/P test", "ban pre/p test"},
        {"ban pre/para test", "ban pre/p test"}, {"ban +p test", "ban pre/p test"},
        {"ban +P test", "ban pre/p test"},       {"ban +para test", "ban pre/p test"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void not_directly_before_a_nearness_belongs_to_it(void **state)
{
    static const tree_row rows[] = {
        {"korea not w/5 north", "korea not w/5 north"},
        {"korea NOT w/5 north", "korea not w/5 north"},
        {"korea NOT W/5 north", "korea not w/5 north"},
        {"korea Not w/5 north", "korea not w/5 north"},
        {"korea nOt W/5 north", "korea not w/5 north"},
        {"korea not  w/5 north", "korea not w/5 north"},
        {"korea not" NO_BREAK_SPACE "w/5 north", "korea not w/5 north"},
        {"korea not /5 north", "korea not w/5 north"},
        {"korea not near5 north", "korea not w/5 north"},
        {"korea NOT NEAR5 north", "korea not w/5 north"},
        {"korea NOT NEAR/5 north", "korea not w/5 north"},
        {"korea not within/5 north", "korea not w/5 north"},
        {"korea not pre/3 north", "korea not pre/3 north"},
        {"korea NOT PRE/3 north", "korea not pre/3 north"},
        {"korea not onear/3 north", "korea not pre/3 north"},
        {"korea not adj3 north", "korea not pre/3 north"},
        {"korea NOT ADJ north", "korea not pre/1 north"},
        {"korea not w/s north", "korea not w/s north"},
        {"korea NOT /s north", "korea not w/s north"},
        {"korea not w/p north", "korea not w/p north"},
        {"korea NOT /p north", "korea not w/p north"},
        {"korea not SAME north", "korea not w/p north"},
        {"korea not pre/s north", "korea not pre/s north"},
        {"korea not pre/p north", "korea not pre/p north"},
        {"(korea OR yemen) not w/5 (north OR south)", "(korea OR yemen) not w/5 (north OR south)"},
        {"\"south korea\" not w/10 seoul", "\"south korea\" not w/10 seoul"},
        {"korea not w/5 north AND seoul", "(korea not w/5 north) AND seoul"},
        {"seoul AND korea not w/5 north", "seoul AND (korea not w/5 north)"},
        {"NOT korea not w/5 north", "NOT (korea not w/5 north)"},
        {"(not) w/5 north", "(not) w/5 north"},
        {"\"not\" w/5 north", "\"not\" w/5 north"},
        {"korea AND not AND (w/o)", "korea AND not AND \"w/o\""},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void operators_in_a_row_are_read_from_left_to_right(void **state)
{
    static const tree_row rows[] = {
        {"a1 w/5 b1 w/5 c1", "(a1 w/5 b1) w/5 c1"},
        {"a1 w/5 b1 w/3 c1", "(a1 w/5 b1) w/3 c1"},
        {"a1 w/3 b1 w/5 c1", "(a1 w/3 b1) w/5 c1"},
        {"a1 w/5 b1 pre/5 c1", "(a1 w/5 b1) pre/5 c1"},
        {"a1 pre/3 b1 pre/3 c1 pre/3 d1", "((a1 pre/3 b1) pre/3 c1) pre/3 d1"},
        {"a1 near/5 b1 /5 c1 W/5 d1", "((a1 w/5 b1) w/5 c1) w/5 d1"},
        {"a1 w/s b1 /s c1", "(a1 w/s b1) w/s c1"},
        {"a1 w/5 b1 w/s c1 w/p d1", "((a1 w/5 b1) w/s c1) w/p d1"},
        {"a1 +2 b1 pre/2 c1", "(a1 pre/2 b1) pre/2 c1"},
        {"a1 +5 b1 +5 c1", "(a1 pre/5 b1) pre/5 c1"},
        {"a1 SAME b1 SAME c1", "(a1 w/p b1) w/p c1"},
        {"a1 ADJ b1 w/5 c1", "(a1 pre/1 b1) w/5 c1"},
        {"a1 w/5 b1 not w/5 c1", "(a1 w/5 b1) not w/5 c1"},
        {"a1 not w/5 b1 w/5 c1", "(a1 not w/5 b1) w/5 c1"},
        {"a1 not w/5 b1 not w/5 c1", "(a1 not w/5 b1) not w/5 c1"},
        {"minister w/5 (trade OR finance) w/10 resign*",
         "(minister w/5 (trade OR finance)) w/10 resign*"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void brackets_make_another_order(void **state)
{
    static const tree_row rows[] = {
        {"a1 w/5 (b1 w/3 c1)", "a1 w/5 (b1 w/3 c1)"},
        {"(a1 w/5 b1) w/3 c1", "(a1 w/5 b1) w/3 c1"},
        {"((a1 w/5 b1)) w/3 c1", "(a1 w/5 b1) w/3 c1"},
        {"(a1 w/5 b1) w/5 (c1 w/5 d1)", "(a1 w/5 b1) w/5 (c1 w/5 d1)"},
        {"a1 w/5 (b1 w/5 (c1 w/5 d1))", "a1 w/5 (b1 w/5 (c1 w/5 d1))"},
        {"((a1 w/5 b1) OR c1) w/10 d1", "((a1 w/5 b1) OR c1) w/10 d1"},
        {"((a1 w/5 b1) OR (c1 w/3 d1)) w/10 e1", "((a1 w/5 b1) OR (c1 w/3 d1)) w/10 e1"},
        {"a1 w/5 (b1 pre/3 c1) OR d1", "(a1 w/5 (b1 pre/3 c1)) OR d1"},
        {"(a1 OR b1) w/5 c1", "(a1 OR b1) w/5 c1"},
        {"a1 w/5 (b1 OR c1 OR d1)", "a1 w/5 (b1 OR c1 OR d1)"},
        {"(a1 OR b1) w/5 (c1 OR d1)", "(a1 OR b1) w/5 (c1 OR d1)"},
        {"a1 w/5 (b1 OR (c1 OR d1))", "a1 w/5 (b1 OR c1 OR d1)"},
        {"a1 w/5(b1 OR c1)", "a1 w/5 (b1 OR c1)"},
        {"(a1 OR b1)w/5(c1 OR d1)", "(a1 OR b1) w/5 (c1 OR d1)"},
        {"(a1)w/5(b1)", "a1 w/5 b1"},
        {"(a1) w/5 (b1)", "a1 w/5 b1"},
        {"(a1 w/5 b1)", "a1 w/5 b1"},
        {"((((a1 w/5 b1))))", "a1 w/5 b1"},
        {"a1 w/5 ((b1 || c1))", "a1 w/5 (b1 OR c1)"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void nearness_binds_before_not_and_and_or(void **state)
{
    static const tree_row rows[] = {
        {"a1 w/5 b1 AND c1", "(a1 w/5 b1) AND c1"},
        {"c1 AND a1 w/5 b1", "c1 AND (a1 w/5 b1)"},
        {"a1 w/5 b1 c1", "(a1 w/5 b1) AND c1"},
        {"c1 a1 w/5 b1", "c1 AND (a1 w/5 b1)"},
        {"c1 a1 w/5 b1 d1", "c1 AND (a1 w/5 b1) AND d1"},
        {"(a1 w/5 b1) c1", "(a1 w/5 b1) AND c1"},
        {"c1 (a1 w/5 b1)", "c1 AND (a1 w/5 b1)"},
        {"a1 w/5 b1 (c1 OR d1)", "(a1 w/5 b1) AND (c1 OR d1)"},
        {"a1 w/5 b1 AND c1 w/5 d1", "(a1 w/5 b1) AND (c1 w/5 d1)"},
        {"a1 w/5 b1 OR c1", "(a1 w/5 b1) OR c1"},
        {"a1 OR b1 w/5 c1", "a1 OR (b1 w/5 c1)"},
        {"a1 w/5 b1 OR c1 w/5 d1", "(a1 w/5 b1) OR (c1 w/5 d1)"},
        {"a1 w/5 b1 AND c1 OR d1", "((a1 w/5 b1) AND c1) OR d1"},
        {"a1 w/5 b1 OR c1 d1", "(a1 w/5 b1) OR (c1 AND d1)"},
        {"(a1 w/5 b1 OR c1) AND d1", "((a1 w/5 b1) OR c1) AND d1"},
        {"NOT a1 w/5 b1", "NOT (a1 w/5 b1)"},
        {"NOT (a1 w/5 b1)", "NOT (a1 w/5 b1)"},
        {"-(a1 w/5 b1)", "NOT (a1 w/5 b1)"},
        {"+(a1 w/5 b1)", "+(a1 w/5 b1)"},
        {"c1 -(a1 w/5 b1)", "c1 AND NOT (a1 w/5 b1)"},
        {"c1 NOT a1 w/5 b1", "c1 AND NOT (a1 w/5 b1)"},
        {"c1 AND NOT a1 w/5 b1", "c1 AND NOT (a1 w/5 b1)"},
        {"a1 w/5 b1 -c1", "(a1 w/5 b1) AND NOT c1"},
        {"a1 w/5 b1 NOT c1", "(a1 w/5 b1) AND NOT c1"},
        {"a1 w/5 b1 AND NOT c1 w/5 d1", "(a1 w/5 b1) AND NOT (c1 w/5 d1)"},
        {"a1 w/5 b1 % c1", "(a1 w/5 b1) AND NOT c1"},
        {"united nations w/5 reform", "united AND (nations w/5 reform)"},
        {"\"united nations\" w/5 reform", "\"united nations\" w/5 reform"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void phrases_stand_near_things(void **state)
{
    static const tree_row rows[] = {
        {"\"test ban\" w/5 \"limited treaty\"", "\"test ban\" w/5 \"limited treaty\""},
        {"“test ban” w/5 «limited treaty»", "\"test ban\" w/5 \"limited treaty\""},
        {"„test ban“ w/5 treaty", "\"test ban\" w/5 treaty"},
        {"treaty w/5 “test ban”", "treaty w/5 \"test ban\""},
        {"＂test ban＂ pre/5 treaty", "\"test ban\" pre/5 treaty"},
        {"“test" NO_BREAK_SPACE "ban” w/5 treaty", "\"test ban\" w/5 treaty"},
        {"\"test ban\"w/5 treaty", "\"test ban\" w/5 treaty"},
        {"\"test ban\" w/5\"treaty\"", "\"test ban\" w/5 \"treaty\""},
        {"\"test\"w/5\"ban\"", "\"test\" w/5 \"ban\""},
        {"(\"test ban\" OR moratorium) w/5 treaty", "(\"test ban\" OR moratorium) w/5 treaty"},
        {"\"w/5\" w/5 \"w/5\"", "\"w/5\" w/5 \"w/5\""},
        {"\"test w/5 ban\"", "\"test w/5 ban\""},
        {"\"SAME\"", "\"SAME\""},
        {"\"ADJ\"", "\"ADJ\""},
        {"\"NEAR\"", "\"NEAR\""},
        {"\"near5\"", "\"near5\""},
        {"ban \"SAME\" test", "ban AND \"SAME\" AND test"},
        {"ban \"w/5\" test", "ban AND \"w/5\" AND test"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void spaces_hyphens_and_letters_of_every_width_are_one(void **state)
{
    static const tree_row rows[] = {
        {"a1" NO_BREAK_SPACE "w/5" NO_BREAK_SPACE "b1", "a1 w/5 b1"},
        {"a1" WIDE_SPACE "w/5" WIDE_SPACE "b1", "a1 w/5 b1"},
        {"a1" ZERO_WIDTH_SPACE " w/5 b1", "a1 w/5 b1"},
        {"a1 ｗ／５ b1", "a1 w/5 b1"},
        {"a1 Ｗ/５ b1", "a1 w/5 b1"},
        {"a1 w/５０ b1", "a1 w/50 b1"},
        {"a1 ＮＥＡＲ/5 b1", "a1 w/5 b1"},
        {"a1 pre／3 b1", "a1 pre/3 b1"},
        {"a1 ／５ b1", "a1 w/5 b1"},
        {"a1 ／s b1", "a1 w/s b1"},
        {"a1 w／p b1", "a1 w/p b1"},
        {"a1 ＋５ b1", "a1 pre/5 b1"},
        {"a1 ＳＡＭＥ b1", "a1 w/p b1"},
        {"a1 ｎｏｔ w/5 b1", "a1 not w/5 b1"},
        {"（a1 w/5 b1）", "a1 w/5 b1"},
        {"title：（a1 w/5 b1）", "title:(a1 w/5 b1)"},
        {"ａｔｌｅａｓｔ３（a1）", "atleast3(a1)"},
        {"Ryabkov～", "Ryabkov~"},
        {"negotiat＊ w/5 treaty", "negotiat* w/5 treaty"},
        {"non" NO_BREAK_HYPHEN "proliferation w/5 treaty",
         "non" NO_BREAK_HYPHEN "proliferation w/5 treaty"},
        {"treaty w/5 non‐proliferation", "treaty w/5 non‐proliferation"},
        {"treaty w/5 non-proliferation", "treaty w/5 non-proliferation"},
        {"O’Brien w/5 senate", "O’Brien w/5 senate"},
        {"‘ban’ w/5 test", "ban w/5 test"},
        {"U.S. w/5 Iran", "U.S. w/5 Iran"},
        {"10,000 w/5 troops", "10,000 w/5 troops"},
        {"Иран w/5 ядерная", "Иран w/5 ядерная"},
        {"北京 w/5 条约", "北京 w/5 条约"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void what_only_looks_like_an_operator_is_a_word(void **state)
{
    static const tree_row rows[] = {
        {"24/7", "\"24/7\""},
        {"1/2", "\"1/2\""},
        {"9/11", "\"9/11\""},
        {"2016/17", "\"2016/17\""},
        {"and/or", "\"and/or\""},
        {"AND/OR", "\"AND/OR\""},
        {"his/her", "\"his/her\""},
        {"s/he", "\"s/he\""},
        {"km/h", "\"km/h\""},
        {"n/a", "\"n/a\""},
        {"I/O", "\"I/O\""},
        {"w/o", "\"w/o\""},
        {"c/o", "\"c/o\""},
        {"w/5/6", "\"w/5/6\""},
        {"\"24/7\" w/5 shop", "\"24/7\" w/5 shop"},
        {"24/7 w/5 shop", "\"24/7\" w/5 shop"},
        {"same", "same"},
        {"Same day", "Same AND day"},
        {"adj noun", "adj AND noun"},
        {"near miss", "near AND miss"},
        {"Near East", "Near AND East"},
        {"within reach", "within AND reach"},
        {"pre election", "pre AND election"},
        {"nearby", "nearby"},
        {"ADJUST", "ADJUST"},
        {"SAMEDAY", "SAMEDAY"},
        {"NEARER", "NEARER"},
        {"w5", "w5"},
        {"G20 s p", "G20 AND s AND p"},
        {"minister(s)", "minister"},
        {"official(s) iran", "official AND iran"},
        {"title(s)", "title"},
        {"lead(s)", "lead"},
        {"agency(ies)", "agency"},
        {"tax(es)", "tax"},
        {"sanction*(s)", "sanction*"},
        {"p/e", "\"p/e\""},
        {"date is uncertain", "date AND is AND uncertain"},
        {"arms treaty (signed OR ratified)", "arms AND treaty AND (signed OR ratified)"},
        {"minister (lavrov OR ryabkov)", "minister AND (lavrov OR ryabkov)"},
        {"around (5)", "around AND 5"},
        {"a[1]", "\"a[1\""},
        {"iran +0 deal", "iran AND +(0) AND deal"},
        {"first lead atleast", "first AND lead AND atleast"},
        {"lead paint", "lead AND paint"},
        {"first5' iran", "\"first5\" AND iran"},
        {"atleast3'", "\"atleast3\""},
        {"length 800", "length AND 800"},
        {"caps off", "caps AND off"},
        {"+iran", "+iran"},
        {"+2016 elections", "+(2016) AND elections"},
        {"+3", "+(3)"},
        {"+3 iran", "+(3) AND iran"},
        {"+s", "+(s)"},
        {"iran (+3 deal)", "iran AND +(3) AND deal"},
        {"iran +(s) deal", "iran AND +(s) AND deal"},
        {"iran +\"5\" deal", "iran AND +\"5\" AND deal"},
        {"G7+5", "\"G7+5\""},
    };
    (void)state;
    CHECK_TREES(rows);
}

/* ---- spellings and forms ---- */

static void wildcards_stand_near_things(void **state)
{
    static const tree_row rows[] = {
        {"negotiat* w/5 treat*", "negotiat* w/5 treat*"},
        {"negotiat! w/5 treaty", "negotiat* w/5 treaty"},
        {"treaty w/5 negotiat!", "treaty w/5 negotiat*"},
        {"(negotiat! OR treat!) w/5 iran", "(negotiat* OR treat*) w/5 iran"},
        {"wom?n w/5 vote", "wom?n w/5 vote"},
        {"vote pre/5 wom?n", "vote pre/5 wom?n"},
        {"*stan w/5 border", "*stan w/5 border"},
        {"gorb*ev /s yeltsin", "gorb*ev w/s yeltsin"},
        {"title:negotiat! w/5 iran", "title:negotiat* w/5 iran"},
        {"what? w/5 when?", "what w/5 when"},
        {"iran w/5 \"nuclear deal*\"", "iran w/5 (nuclear pre/1 deal*)"},
        {"law w/5 counter-terror*", "law w/5 (counter pre/1 terror*)"},
        {"not* w/5 iran", "not* w/5 iran"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void a_tilde_asks_for_other_spellings(void **state)
{
    static const tree_row rows[] = {
        {"Ryabkov~", "Ryabkov~"},
        {"Ryabkov~1", "Ryabkov~"},
        {"Ryabkov~2", "Ryabkov~2"},
        {"abc~", "abc~"},
        {"abcd~2", "abcd~2"},
        {"-Ryabkov~", "NOT Ryabkov~"},
        {"+Ryabkov~", "+Ryabkov~"},
        {"(Ryabkov~)", "Ryabkov~"},
        {"Ryabkov~, Geneva", "Ryabkov~ AND Geneva"},
        {"Ryabkov~ w/5 Geneva", "Ryabkov~ w/5 Geneva"},
        {"Geneva w/5 Ryabkov~2", "Geneva w/5 Ryabkov~2"},
        {"Ryabkov~ OR Sergei~2", "Ryabkov~ OR Sergei~2"},
        {"title:Ryabkov~", "title:Ryabkov~"},
        {"author:Hudson~", "author:Hudson~"},
        {"O'Brien~ w/5 senate", "O'Brien~ w/5 senate"},
        {"кратких~", "кратких~"},
        {"ядро~2", "ядро~2"},
        {"\"Ryabkov~\"", "\"Ryabkov\""},
        {"Ryabkov ~ Geneva", "Ryabkov AND Geneva"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void an_equals_sign_asks_for_the_exact_form(void **state)
{
    static const tree_row rows[] = {
        {"=Polish", "=Polish"},
        {"=polish", "=polish"},
        {"=WHO", "=WHO"},
        {"=Orbán", "=Orbán"},
        {"=IT OR =US", "=IT OR =US"},
        {"=Polish -=polish", "=Polish AND NOT =polish"},
        {"+=Polish", "+=Polish"},
        {"(=Polish)", "=Polish"},
        {"=Polish-American", "=Polish-American"},
        {"=and", "=and"},
        {"=not", "=not"},
        {"=near", "=near"},
        {"=same", "=same"},
        {"=\"Exact Phrase\"", "=\"Exact Phrase\""},
        {"=“Exact Phrase”", "=\"Exact Phrase\""},
        {"-=\"Exact Phrase\"", "NOT =\"Exact Phrase\""},
        {"=WHO w/5 vaccine", "=WHO w/5 vaccine"},
        {"vaccine w/5 =WHO", "vaccine w/5 =WHO"},
        {"=US w/5 =IT", "=US w/5 =IT"},
        {"=\"Foreign Minister\" w/5 Lavrov", "=\"Foreign Minister\" w/5 Lavrov"},
        {"Lavrov pre/5 =\"Foreign Minister\"", "Lavrov pre/5 =\"Foreign Minister\""},
        {"=\"OR\"", "=\"OR\""},
        {"=\"w/5\"", "=\"w/5\""},
        {"title:=Polish", "title:=Polish"},
        {"title:=\"Polish Plan\"", "title:=\"Polish Plan\""},
        {"title:(=Polish OR =Turkish)", "title:(=Polish OR =Turkish)"},
        {"a1=b1", "\"a1=b1\""},
        {"= Polish", "Polish"},
    };
    (void)state;
    CHECK_TREES(rows);
}

/* ---- places and counts ---- */

static void at_least_so_often_takes_brackets(void **state)
{
    static const tree_row rows[] = {
        {"atleast3(sanctions)", "atleast3(sanctions)"},
        {"ATLEAST3(sanctions)", "atleast3(sanctions)"},
        {"Atleast3(sanctions)", "atleast3(sanctions)"},
        {"atl5(sanctions)", "atleast5(sanctions)"},
        {"ATL5(sanctions)", "atleast5(sanctions)"},
        {"atleast1(sanctions)", "atleast1(sanctions)"},
        {"atleast03(sanctions)", "atleast3(sanctions)"},
        {"atleast100(sanctions)", "atleast100(sanctions)"},
        {"atleast3(\"test ban\")", "atleast3(\"test ban\")"},
        {"atleast3(iran OR tehran)", "atleast3(iran OR tehran)"},
        {"atleast3(iran w/5 deal)", "atleast3(iran w/5 deal)"},
        {"atleast3((iran))", "atleast3(iran)"},
        {"atleast3(negotiat!)", "atleast3(negotiat*)"},
        {"atleast3(Ryabkov~)", "atleast3(Ryabkov~)"},
        {"atleast3(=Polish)", "atleast3(=Polish)"},
        {"atleast3(\"test ban\" OR treat*)", "atleast3(\"test ban\" OR treat*)"},
        {"atleast3(title:iran)", "atleast3(title:iran)"},
        {"atleast3(official:lavrov)", "atleast3(official:lavrov)"},
        {"atleast3(soundslike:gadafi)", "atleast3(soundslike:gadafi)"},
        {"-atleast3(iran)", "NOT atleast3(iran)"},
        {"NOT atleast3(iran)", "NOT atleast3(iran)"},
        {"+atleast3(iran)", "+atleast3(iran)"},
        {"atleast3(iran) deal", "atleast3(iran) AND deal"},
        {"atleast3(iran)deal", "atleast3(iran) AND deal"},
        {"atleast3(iran) AND atleast2(deal)", "atleast3(iran) AND atleast2(deal)"},
        {"atleast3(iran) OR deal", "atleast3(iran) OR deal"},
        {"atleast2(iran w/5 deal) w/s geneva", "atleast2(iran w/5 deal) w/s geneva"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void the_beginning_of_a_text_takes_brackets(void **state)
{
    static const tree_row rows[] = {
        {"lead(iran)", "lead(iran)"},
        {"LEAD(iran)", "lead(iran)"},
        {"Lead(iran)", "lead(iran)"},
        {"lead(\"test ban\")", "lead(\"test ban\")"},
        {"lead(iran OR tehran)", "lead(iran OR tehran)"},
        {"lead(iran w/5 deal)", "lead(iran w/5 deal)"},
        {"lead(=WHO)", "lead(=WHO)"},
        {"lead(official:lavrov)", "lead(official:lavrov)"},
        {"lead(iran) w/5 deal", "lead(iran) w/5 deal"},
        {"deal w/5 lead(iran)", "deal w/5 lead(iran)"},
        {"-lead(iran)", "NOT lead(iran)"},
        {"+lead(iran) deal", "+lead(iran) AND deal"},
        {"lead(atleast2(iran))", "lead(atleast2(iran))"},
        {"title(iran) OR lead(iran)", "title:iran OR lead(iran)"},
        {"first50(iran)", "first50(iran)"},
        {"FIRST50(iran)", "first50(iran)"},
        {"First100(iran)", "first100(iran)"},
        {"first1(iran)", "first1(iran)"},
        {"first50(iran OR tehran)", "first50(iran OR tehran)"},
        {"first50(iran w/5 deal)", "first50(iran w/5 deal)"},
        {"first50(\"test ban\" OR treat!)", "first50(\"test ban\" OR treat*)"},
        {"first50(Ryabkov~)", "first50(Ryabkov~)"},
        {"first50(iran) w/s deal", "first50(iran) w/s deal"},
        {"NOT first50(iran)", "NOT first50(iran)"},
        {"first50(lead(iran))", "first50(lead(iran))"},
    };
    (void)state;
    CHECK_TREES(rows);
}

/* ---- fields ---- */

static void a_field_may_take_its_brackets_without_a_colon(void **state)
{
    static const tree_row rows[] = {
        {"title(iran)", "title:iran"},
        {"TITLE(iran)", "title:iran"},
        {"headline(iran OR tehran)", "title:(iran OR tehran)"},
        {"subject(iran)", "title:iran"},
        {"title(iran AND deal) geneva", "title:(iran AND deal) AND geneva"},
        {"title(\"test ban\")", "title:\"test ban\""},
        {"author(hudson)", "author:hudson"},
        {"by(hudson)", "author:hudson"},
        {"source(reuters)", "source:reuters"},
        {"official(lavrov)", "official:lavrov"},
        {"soundslike(gadafi)", "soundslike:gadafi"},
        {"date(2016)", "date:2016..2016-12-31"},
        {"since(2016)", "date:2016.."},
        {"length(500)", "length:500"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void a_headline_has_nearness_of_its_own(void **state)
{
    static const tree_row rows[] = {
        {"title:(iran w/5 deal)", "title:(iran w/5 deal)"},
        {"title(iran w/5 deal)", "title:(iran w/5 deal)"},
        {"TITLE(iran W/5 deal)", "title:(iran w/5 deal)"},
        {"title:(iran not w/5 deal)", "title:(iran not w/5 deal)"},
        {"title:(iran pre/2 (deal OR accord))", "title:(iran pre/2 (deal OR accord))"},
        {"title:(iran w/5 deal w/3 geneva)", "title:((iran w/5 deal) w/3 geneva)"},
        {"title:(\"test ban\" w/5 treat*)", "title:(\"test ban\" w/5 treat*)"},
        {"title:(=\"Test Ban\" w/5 =Treaty)", "title:(=\"Test Ban\" w/5 =Treaty)"},
        {"title:(iran w/5 deal) geneva", "title:(iran w/5 deal) AND geneva"},
        {"title:(iran w/5 deal OR accord)", "title:((iran w/5 deal) OR accord)"},
        {"title:iran w/5 title:deal", "title:iran w/5 title:deal"},
        {"title:(iran OR tehran) w/5 title:deal", "title:(iran OR tehran) w/5 title:deal"},
        {"-title:(iran w/5 deal)", "NOT title:(iran w/5 deal)"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void entities_and_sounds_have_a_place(void **state)
{
    static const tree_row rows[] = {
        {"official:lavrov w/15 sanctions", "official:lavrov w/15 sanctions"},
        {"sanctions w/15 official:lavrov", "sanctions w/15 official:lavrov"},
        {"official:\"sergei lavrov\" /s iran", "official:\"sergei lavrov\" w/s iran"},
        {"official:(lavrov OR kerry) w/15 sanctions", "official:(lavrov OR kerry) w/15 sanctions"},
        {"(official:lavrov OR country:iran) w/15 sanctions",
         "(official:lavrov OR country:iran) w/15 sanctions"},
        {"country:iran w/5 country:israel", "country:iran w/5 country:israel"},
        {"country:iran not w/5 country:israel", "country:iran not w/5 country:israel"},
        {"org:iaea w/p iran", "org:iaea w/p iran"},
        {"agreement:npt w/5 iran", "agreement:npt w/5 iran"},
        {"office:\"foreign minister\" pre/2 lavrov", "office:\"foreign minister\" pre/2 lavrov"},
        {"soundslike:gadafi", "soundslike:gadafi"},
        {"SOUNDSLIKE:gadafi", "soundslike:gadafi"},
        {"soundslike:\"gadafi\"", "soundslike:gadafi"},
        {"soundslike:(gadafi OR ryabkov)", "soundslike:(gadafi OR ryabkov)"},
        {"-soundslike:gadafi", "NOT soundslike:gadafi"},
        {"soundslike:gadafi w/5 libya", "soundslike:gadafi w/5 libya"},
        {"libya pre/5 soundslike:gadafi", "libya pre/5 soundslike:gadafi"},
        {"soundslike:gadafi libya", "soundslike:gadafi AND libya"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void lengths_and_dates_can_be_compared(void **state)
{
    static const tree_row rows[] = {
        {"length>800", "length:801.."},
        {"length>=800", "length:800.."},
        {"length<800", "length:..799"},
        {"length<=800", "length:..800"},
        {"length=500", "length:500"},
        {"length:500", "length:500"},
        {"length:\"500\"", "length:500"},
        {"length:500..1000", "length:500..1000"},
        {"length:500..500", "length:500"},
        {"length:500..", "length:500.."},
        {"length:..1000", "length:..1000"},
        {"length:0..0", "length:0"},
        {"length<1", "length:0"},
        {"length:>500", "length:501.."},
        {"length>10,000", "length:10001.."},
        {"length:10,000..20,000", "length:10000..20000"},
        {"length:(500 OR 600)", "length:(500 OR 600)"},
        {"wc>500", "length:501.."},
        {"WC<500", "length:..499"},
        {"wc:500..1000", "length:500..1000"},
        {"iran length>800", "iran AND length:801.."},
        {"iran AND wc>800", "iran AND length:801.."},
        {"-length>800", "NOT length:801.."},
        {"length>800 OR length<100", "length:801.. OR length:..99"},
        {"iran w/5 deal AND length>800", "(iran w/5 deal) AND length:801.."},
        {"date>2016", "date:2017-01-01.."},
        {"date>=2016", "date:2016.."},
        {"date<2016", "date:..2015-12-31"},
        {"date<=2016", "date:..2016-12-31"},
        {"date=2016", "date:2016..2016-12-31"},
        {"DATE>2016", "date:2017-01-01.."},
        {"pd>2016", "date:2017-01-01.."},
        {"date>2016-03-05", "date:2016-03-06.."},
        {"iran w/5 deal AND date>2016", "(iran w/5 deal) AND date:2017-01-01.."},
        {"iran w/5 deal date:2016", "(iran w/5 deal) AND date:2016..2016-12-31"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void values_of_fields_are_no_operators(void **state)
{
    static const tree_row rows[] = {
        {"kind:SAME", "kind:\"SAME\""},
        {"kind:w/5", "kind:\"w/5\""},
        {"id:/5", "id:\"/5\""},
        {"id:near5", "id:\"near5\""},
        {"path:w/5", "path:\"w/5\""},
        {"path:a/p", "path:\"a/p\""},
        {"title:\"w/5\"", "title:\"w/5\""},
        {"title:\"SAME\"", "title:\"SAME\""},
    };
    (void)state;
    CHECK_TREES(rows);
}

/* ---- what is refused, and where ---- */

static void nearness_needs_something_on_both_sides(void **state)
{
    static const error_row rows[] = {
        {"w/5", 0, 3, "before it"},
        {"w/5 iran", 0, 3, "before it"},
        {"/s iran", 0, 2, "in quotes if it is a word"},
        {"near5 iran", 0, 5, NULL},
        {"adj3", 0, 4, NULL},
        {"SAME", 0, 4, "in quotes if it is a word"},
        {"ADJ iran", 0, 3, NULL},
        {"not w/5 iran", 0, 7, "before it"},
        {"NOT w/5 iran", 0, 7, NULL},
        {"iran w/5", 5, 3, "both sides"},
        {"iran /p", 5, 2, NULL},
        {"iran near5", 5, 5, NULL},
        {"iran SAME", 5, 4, NULL},
        {"iran +5", 5, 2, NULL},
        {"iran +s", 5, 2, NULL},
        {"iran not w/5", 5, 7, NULL},
        {"iran w/5 w/5 deal", 5, 3, NULL},
        {"iran w/5 /s deal", 5, 3, NULL},
        {"iran w/5 SAME deal", 5, 3, NULL},
        {"iran ADJ ADJ deal", 5, 3, NULL},
        {"iran +5 +5 deal", 5, 2, NULL},
        {"iran w/5 not w/3 deal", 5, 3, NULL},
        {"iran w/5 AND deal", 5, 3, NULL},
        {"iran w/5 OR deal", 5, 3, NULL},
        {"iran AND w/5 deal", 9, 3, "leave one"},
        {"iran OR w/5 deal", 8, 3, NULL},
        {"iran AND not w/5 deal", 9, 7, NULL},
        {"iran AND +5 deal", 9, 2, NULL},
        {"iran w/5 NOT deal", 5, 3, NULL},
        {"iran w/5 -deal", 5, 3, NULL},
        {"iran w/5 +deal", 5, 3, NULL},
        {"iran -w/5 deal", 5, 1, NULL},
        {"iran +w/5 deal", 5, 1, NULL},
        {"(w/5 iran)", 1, 3, "before it"},
        {"(iran w/5) deal", 6, 3, "both sides"},
        {"iran (w/5 deal)", 6, 3, NULL},
        {"iran (w/5) deal", 6, 3, NULL},
        {"iran w/5 ()", 5, 3, "between the brackets"},
        {"iran w/5 (\"\")", 5, 3, NULL},
        {"() w/5 iran", 3, 3, "both sides"},
        {"title:(w/5 iran)", 7, 3, NULL},
        {"title:(iran w/5)", 12, 3, NULL},
        {"lead(w/5 iran)", 5, 3, NULL},
        {"atleast3(iran w/5)", 14, 3, NULL},
        {"title:w/5", 0, 6, NULL},
        {"title: SAME", 0, 6, NULL},
        {"iran w/5 deal)", 13, 1, "partner"},
        {"iran ｗ／５", 5, 9, NULL},
    };
    (void)state;
    CHECK_ERRORS(rows);
}

static void a_distance_is_a_number_from_1_to_1000(void **state)
{
    static const error_row rows[] = {
        {"iran w/0 deal", 5, 3, "1 to 1000"},
        {"iran w/00 deal", 5, 4, "1 to 1000"},
        {"iran /0 deal", 5, 2, NULL},
        {"iran pre/0 deal", 5, 5, NULL},
        {"iran near0 deal", 5, 5, NULL},
        {"iran adj0 deal", 5, 4, NULL},
        {"iran w/1001 deal", 5, 6, "w/p"},
        {"iran pre/1001 deal", 5, 8, NULL},
        {"iran near1001 deal", 5, 8, NULL},
        {"iran w/1000000 deal", 5, 9, NULL},
        {"iran w/4294967297 deal", 5, 12, NULL},
        {"iran w/99999999999999999999999999 deal", 5, 28, NULL},
        {"iran not w/0 deal", 9, 3, "1 to 1000"},
        {"iran not w/1001 deal", 9, 6, NULL},
        {"iran w/n deal", 5, 3, "write w/ and a number"},
        {"iran W/N deal", 5, 3, NULL},
        {"iran /n deal", 5, 2, NULL},
        {"iran pre/n deal", 5, 5, NULL},
        {"iran near/n deal", 5, 6, NULL},
        {"iran not w/n deal", 9, 3, NULL},
        {"iran NEAR deal", 5, 4, "write w/ and a number"},
        {"iran NEAR 5 deal", 5, 4, NULL},
        {"iran NEAR(5) deal", 5, 4, NULL},
        {"iran ONEAR deal", 5, 5, NULL},
        {"iran NOT NEAR deal", 9, 4, NULL},
        {"iran w/seg deal", 5, 5, "w/p for the same paragraph"},
        {"iran W/SEG deal", 5, 5, NULL},
        {"iran /seg deal", 5, 4, NULL},
        {"iran w/segment deal", 5, 9, NULL},
        {"iran NOT w/seg deal", 9, 5, NULL},
    };
    (void)state;
    CHECK_ERRORS(rows);
}

static void what_has_no_one_place_stands_near_nothing(void **state)
{
    static const error_row rows[] = {
        {"a1 w/5 (b1 c1)", 8, 5, "in quotes"},
        {"a1 w/5 (b1 AND c1)", 8, 9, "OR between words"},
        {"a1 w/5 ((b1 c1))", 9, 5, NULL},
        {"(a1 b1) w/5 c1", 1, 5, "in quotes"},
        {"(a1 AND b1) w/5 c1", 1, 9, NULL},
        {"a1 w/5 (b1 OR (c1 d1))", 15, 5, NULL},
        {"a1 w/5 (b1 \"c1 d1\")", 8, 10, "an operator of its own"},
        {"a1 w/5 (b1 (c1 OR d1))", 8, 12, NULL},
        {"a1 w/5 (b1 w/3 c1 d1)", 8, 12, NULL},
        {"a1 w/5 (b1 -c1)", 8, 6, NULL},
        {"a1 w/5 (b1 NOT c1)", 8, 9, NULL},
        {"a1 w/5 (NOT b1)", 8, 6, "NOT w/5"},
        {"a1 w/5 (b1 OR NOT c1)", 14, 6, "NOT w/5"},
        {"(a1 OR -b1) w/5 c1", 7, 3, NULL},
        {"a1 not w/5 (b1 c1)", 12, 5, NULL},
        {"a1 w/5 title:(b1 c1)", 14, 5, NULL},
        {"title:(a1 w/5 (b1 c1))", 15, 5, NULL},
        {"date:2017 w/5 iran", 0, 9, "join it with AND"},
        {"iran w/5 date:2017", 9, 9, "join it with AND"},
        {"iran w/5 since:2017", 9, 10, NULL},
        {"iran w/5 date>2016", 9, 9, NULL},
        {"iran w/5 (deal OR date:2017)", 18, 9, NULL},
        {"kind:cable w/5 iran", 0, 10, "join it with AND"},
        {"iran w/5 kind:cable", 9, 10, NULL},
        {"author:smith w/5 iran", 0, 12, "join it with AND"},
        {"iran /s author:\"john smith\"", 8, 19, NULL},
        {"source:reuters w/5 iran", 0, 14, NULL},
        {"lang:fr w/5 iran", 0, 7, NULL},
        {"path:a1 w/5 iran", 0, 7, NULL},
        {"id:a1 w/5 iran", 0, 5, NULL},
        {"about:iran w/5 deal", 0, 10, NULL},
        {"length>800 w/5 iran", 0, 10, NULL},
        {"iran not w/5 kind:cable", 13, 10, NULL},
        {"date:(2016 w/5 2017)", 6, 4, NULL},
        {"atleast3(iran deal)", 9, 9, "in quotes"},
        {"atleast3(iran AND deal)", 9, 13, NULL},
        {"atleast3(-iran)", 9, 5, "put the NOT outside"},
        {"atleast3(NOT iran)", 9, 8, NULL},
        {"atleast3(iran OR (deal geneva))", 18, 11, NULL},
        {"atleast3(date:2017)", 9, 9, "join it with AND"},
        {"atleast3(about:iran)", 9, 10, NULL},
        {"lead(iran deal)", 5, 9, "in quotes"},
        {"lead(author:smith)", 5, 12, NULL},
        {"lead(kind:cable)", 5, 10, NULL},
        {"first50(iran deal)", 8, 9, NULL},
        {"first50(length>5)", 8, 8, NULL},
    };
    (void)state;
    CHECK_ERRORS(rows);
}

static void counts_and_places_need_a_number_and_something_inside(void **state)
{
    static const error_row rows[] = {
        {"atleast(iran)", 0, 7, "atleast3(sanctions)"},
        {"ATLEAST(iran)", 0, 7, NULL},
        {"atl(iran)", 0, 3, NULL},
        {"atleast0(iran)", 0, 8, "write a number"},
        {"atl0(iran)", 0, 4, NULL},
        {"atleast1000000(iran)", 0, 14, NULL},
        {"first(iran)", 0, 5, "first50(sanctions)"},
        {"FIRST(iran)", 0, 5, NULL},
        {"first0(iran)", 0, 6, NULL},
        {"deal atleast(iran)", 5, 7, NULL},
        {"atleast3()", 0, 8, "between the brackets"},
        {"atleast3(\"\")", 0, 8, NULL},
        {"atleast3(...)", 0, 8, NULL},
        {"lead()", 0, 4, NULL},
        {"first50()", 0, 7, NULL},
        {"lead:iran", 0, 5, NULL},
        {"lead(iran))", 10, 1, "partner"},
    };
    (void)state;
    CHECK_ERRORS(rows);
}

static void what_other_services_have_and_this_has_not_is_refused(void **state)
{
    static const error_row rows[] = {
        {"hlead(iran)", 0, 5, "(title(x) OR lead(x))"},
        {"HLEAD(iran)", 0, 5, NULL},
        {"deal w/5 hlead(iran)", 9, 5, NULL},
        {"hlead:iran", 0, 6, NULL},
        {"caps(us)", 0, 4, "=Word"},
        {"CAPS(us)", 0, 4, NULL},
        {"caps(us) w/5 aid", 0, 4, NULL},
        {"allcaps(us)", 0, 7, "=WORD"},
        {"nocaps(us)", 0, 6, "=word"},
        {"singular(deal)", 0, 8, "this form alone"},
        {"plural(deal)", 0, 6, "=words"},
        {"iran w/5 XOR deal", 9, 3, NULL},
        {"iran^3 w/5 deal", 0, 6, NULL},
        {"\"test ban\"~5", 10, 1, "w/5"},
        {"\"test ban\"~", 10, 1, NULL},
        {"“ban”~", 9, 1, NULL},
    };
    (void)state;
    CHECK_ERRORS(rows);
}

static void a_spelling_needs_a_word_that_is_long_enough(void **state)
{
    static const error_row rows[] = {
        {"ab~", 0, 3, "write the spellings out"},
        {"abc~2", 0, 5, NULL},
        {"北京~", 0, 7, NULL},
        {"iran w/5 ab~", 9, 3, NULL},
        {"Ryabkov~0", 0, 9, "word~2 for two"},
        {"Ryabkov~3", 0, 9, "word~2 for two"},
        {"Ryabkov~12", 0, 10, NULL},
        {"Ryab*~", 0, 6, "leave out the ~ or the *"},
        {"wom?n~", 0, 6, NULL},
        {"long-range~", 0, 11, "after one word"},
        {"=Ryabkov~", 0, 9, "leave out the ="},
        {"=Ryab*", 0, 6, "leave out the ="},
        {"=wom?n", 0, 6, NULL},
        {"=negotiat!", 0, 10, NULL},
        {"=\"wom?n voted\"", 0, 14, NULL},
        {"author:=Smith", 7, 6, "leave out the ="},
        {"author:(=Smith)", 8, 6, NULL},
        {"source:=Reuters", 7, 8, NULL},
        {"soundslike:", 0, 11, NULL},
    };
    (void)state;
    CHECK_ERRORS(rows);
}

static void a_length_is_a_number(void **state)
{
    static const error_row rows[] = {
        {"length:abc", 7, 3, "length>800"},
        {"length>abc", 6, 4, NULL},
        {"length>", 6, 1, NULL},
        {"length<0", 6, 2, NULL},
        {"length:-5", 7, 2, NULL},
        {"length:500-1000", 7, 8, "500..1000"},
        {"length:1000..500", 7, 9, NULL},
        {"length:..", 7, 2, NULL},
        {"length==500", 6, 5, NULL},
        {"length<>500", 6, 5, NULL},
        {"length:>500..1000", 7, 10, NULL},
        {"length:99999999999999999999", 7, 20, NULL},
        {"date>xyz", 5, 3, "date:2017-09-12"},
    };
    (void)state;
    CHECK_ERRORS(rows);
}

/* ---- what is remarked ---- */

static void a_reading_that_could_be_another_is_remarked(void **state)
{
    static const note_row rows[] = {
        {"foreign ADJ minister", "read-as-operator", 8, 3},
        {"ban SAME test", "read-as-operator", 4, 4},
        {"ban NOT SAME test", "read-as-operator", 8, 4},
        {"ban ＳＡＭＥ test", "read-as-operator", 4, 12},
        {"foreign +3 minister", "read-as-operator", 8, 2},
        {"foreign +1000 minister", "read-as-operator", 8, 5},
        {"ban +s test", "read-as-operator", 4, 2},
        {"ban +p test", "read-as-operator", 4, 2},
        {"ban +para test", "read-as-operator", 4, 5},
        {"negotiat! w/5 treaty", "read-as-operator", 8, 1},
        {"no! w/5 treaty", "punctuation-ignored", 2, 1},
        {"iran % deal", "read-as-operator", 5, 1},
        {"a1 w/5 b1 w/3 c1", "left-to-right", 0, 16},
        {"a1 w/5 b1 pre/5 c1", "left-to-right", 0, 18},
        {"a1 w/5 b1 /s c1", "left-to-right", 0, 15},
        {"a1 w/5 b1 not w/5 c1", "left-to-right", 0, 20},
        {"title:(a1 w/5 b1 w/3 c1)", "left-to-right", 7, 16},
        {"d1 AND a1 w/5 b1 w/3 c1", "left-to-right", 7, 16},
        {"a1 w/5 b1 c1", "near-before-and", 0, 12},
        {"c1 a1 w/5 b1", "near-before-and", 0, 12},
        {"a1 w/5 b1 +c1", "near-before-and", 0, 13},
        {"a1 not w/5 b1 c1", "near-before-and", 0, 16},
        {"united nations w/5 reform", "near-before-and", 0, 25},
        {"a1 w/5 (b1 w/5 c1) d1", "near-before-and", 0, 21},
        {"title:(c1 a1 w/5 b1)", "near-before-and", 7, 12},
        {"a1 w/5 b1 AND c1 OR d1", "and-before-or", 0, 22},
        {"a1 w/5 (b1", "bracket-closed", 7, 1},
        {"atleast3(iran", "bracket-closed", 8, 1},
        {"iran w/5 \"test ban", "quote-closed", 9, 9},
        {"=\"Foreign Minister", "quote-closed", 0, 18},
        {"atleast3(iran OR)", "operator-ignored", 14, 2},
        {"iran w/5 \"\" deal", "punctuation-ignored", 9, 2},
        {"iran w/5 — deal", "punctuation-ignored", 9, 3},
        {"= Polish", "punctuation-ignored", 0, 1},
        {"Ryabkov ~ Geneva", "punctuation-ignored", 8, 1},
        {"soundslike: gadafi", "field-joined", 0, 12},
    };
    (void)state;
    CHECK_NOTES(rows);
}

static void what_has_one_reading_is_read_without_a_remark(void **state)
{
    static const note_row rows[] = {
        {"sanctions w/5 iran", NULL, 0, 0},
        {"sanctions /5 iran", NULL, 0, 0},
        {"sanctions near5 iran", NULL, 0, 0},
        {"sanctions adj3 iran", NULL, 0, 0},
        {"sanctions NOT W/5 iran", NULL, 0, 0},
        {"sanctions w/para iran", NULL, 0, 0},
        {"sanctions ｗ／５ iran", NULL, 0, 0},
        {"a1 w/5 b1 w/5 c1", NULL, 0, 0},
        {"a1 near/5 b1 /5 c1 w/5 d1", NULL, 0, 0},
        {"(a1 w/5 b1) w/3 c1", NULL, 0, 0},
        {"a1 w/5 (b1 w/3 c1)", NULL, 0, 0},
        {"a1 w/5 b1 AND c1", NULL, 0, 0},
        {"c1 AND a1 w/5 b1", NULL, 0, 0},
        {"(a1 w/5 b1) c1", NULL, 0, 0},
        {"(a1 w/5 b1) OR c1", NULL, 0, 0},
        {"(a1 OR b1) w/5 (c1 OR d1)", NULL, 0, 0},
        {"\"united nations\" w/5 reform", NULL, 0, 0},
        {"\"nuclear deal\" iran", NULL, 0, 0},
        {"negotiat* w/5 treat*", NULL, 0, 0},
        {"Ryabkov~ w/5 Geneva", NULL, 0, 0},
        {"=WHO w/5 vaccine", NULL, 0, 0},
        {"=“Foreign Minister” w/5 Lavrov", NULL, 0, 0},
        {"atleast3(iran) AND lead(deal)", NULL, 0, 0},
        {"first50(iran OR tehran)", NULL, 0, 0},
        {"title(iran w/5 deal)", NULL, 0, 0},
        {"official:lavrov w/15 sanctions", NULL, 0, 0},
        {"iran AND length>800 AND date>2016", NULL, 0, 0},
        {"soundslike:gadafi", NULL, 0, 0},
        {"24/7 and/or 1/2", NULL, 0, 0},
        {"the same as near as adj", NULL, 0, 0},
    };
    (void)state;
    CHECK_NOTES(rows);
}

static void check_message(const char *query, size_t notes, const char *reading)
{
    parsed p = parse(slice_of(query), false);
    assert_int_equal(p.status, DOSSIER_OK);
    assert_int_equal(p.tree.notes.count, notes);
    dossier_text message = p.tree.notes.items[notes - 1].message;
    if (!memmem(message.data, message.len, reading, strlen(reading)))
        fail_msg("%s: remarked is \"%.*s\"", query, (int)message.len, message.data);
    parse_tree_free(&p.tree);
}

static void a_remark_shows_the_reading(void **state)
{
    (void)state;
    check_message("a1 w/5 b1 w/3 c1", 1, "from left to right: (a1 w/5 b1) w/3 c1");
    check_message("a1 w/5 b1 w/s c1 w/p d1", 2, "((a1 w/5 b1) w/s c1) w/p d1");
    check_message("united nations w/5 reform", 1, "united AND (nations w/5 reform)");
    check_message("a1 w/5 b1 c1", 1, "(a1 w/5 b1) AND c1");
    check_message("c1 a1 w/5 b1 d1", 2, "(a1 w/5 b1) AND d1");
    check_message("foreign ADJ minister", 1, "ADJ was read as pre/1");
    check_message("ban SAME test", 1, "SAME was read as w/p");
    check_message("negotiat! treaty", 1, "negotiat*");
    check_message("a1 w/5 b1 AND c1 OR d1", 1, "((a1 w/5 b1) AND c1) OR d1");
}

static void a_refusal_names_the_operator_as_it_was_typed(void **state)
{
    static const struct {
        const char *query;
        const char *message; /* a piece of it */
    } rows[] = {
        {"iran NEAR/5", "NEAR/5"},
        {"iran not w/5", "not w/5"},
        {"iran w/1001 deal", "w/1001 is no distance"},
        {"iran w/seg deal", "w/seg asks for the same segment"},
        {"iran W/5 (a1 b1)", "W/5"},
        {"ATLEAST5(a1 b1)", "ATLEAST5"},
        {"kind:cable w/5 iran", "kind:cable"},
        {"author:(=Smith)", "author:"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        parsed p = parse(slice_of(rows[i].query), false);
        assert_int_equal(p.status, DOSSIER_BAD_QUERY);
        if (!strstr(p.error.message, rows[i].message))
            fail_msg("%s: the message is \"%s\"", rows[i].query, p.error.message);
        parse_tree_free(&p.tree);
    }
}

/* ---- bounds ---- */

static parsed parse_chain(size_t operators, const char *operator)
{
    buf text = BUF_INIT(1 << 22);
    buf_append_slice(&text, SLICE("ab"));
    for (size_t i = 0; i < operators; i++)
        buf_printf(&text, " %s ab", operator);
    parsed p = parse(buf_slice(&text), false);
    buf_free(&text);
    return p;
}

static void brackets_of_other_shapes_are_brackets(void **state)
{
    static const tree_row trees[] = {
        {"[iran]", "iran"},
        {"{iran}", "iran"},
        {"[iran OR cuba] w/5 deal", "(iran OR cuba) w/5 deal"},
        {"{iran OR cuba} w/5 deal", "(iran OR cuba) w/5 deal"},
        {"deal w/5 [iran OR [cuba OR chad]]", "deal w/5 (iran OR cuba OR chad)"},
        {"title:[iran OR cuba]", "title:(iran OR cuba)"},
        {"(iran OR cuba]", "iran OR cuba"},
        {"[+5 iran]", "+(5) AND iran"},
        {"-[iran OR cuba] deal", "NOT (iran OR cuba) AND deal"},
        {"iran]", "iran"},
    };
    static const note_row notes[] = {
        {"[iran]", NULL, 0, 0},
        {"[iran OR cuba] w/5 deal", "read-as-operator", 0, 1},
        {"deal {iran cuba}", "read-as-operator", 5, 1},
        {"[iran", "bracket-closed", 0, 1},
    };
    (void)state;
    CHECK_TREES(trees);
    CHECK_NOTES(notes);
}

static void nearness_before_or_is_told_because_others_read_or_first(void **state)
{
    static const note_row rows[] = {
        {"minister w/5 iran OR cuba", "near-before-or", 0, 25},
        {"iran OR minister w/5 cuba", "near-before-or", 0, 25},
        {"iran OR cuba pre/3 minister OR chad", "near-before-or", 0, 35},
        {"title:(minister w/5 iran OR cuba)", "near-before-or", 7, 25},
        {"(minister w/5 iran) OR cuba", NULL, 0, 0},
        {"minister w/5 (iran OR cuba)", NULL, 0, 0},
        {"\"nuclear deal*\" OR cuba", NULL, 0, 0},
        {"counter-terror* OR cuba", NULL, 0, 0},
    };
    (void)state;
    CHECK_NOTES(rows);
}

static void a_word_between_two_nearnesses_is_told(void **state)
{
    static const note_row rows[] = {
        {"minister w/5 united nations w/5 reform", "near-before-and", 0, 38},
        {"minister w/5 united nation* reform", "near-before-and", 0, 27},
        {"minister w/5 united =Nations", "near-before-and", 0, 28},
        {"nation~ united w/5 reform", "near-before-and", 0, 25},
        {"minister w/5 \"united nations\" w/5 reform", NULL, 0, 0},
        {"minister w/5 united AND nations w/5 reform", NULL, 0, 0},
        {"minister w/5 united \"nations\"", NULL, 0, 0},
        {"\"nuclear deal*\" iran", NULL, 0, 0},
        {"counter-terror* law", NULL, 0, 0},
        {"\"nuclear deal*\" w/5 iran", NULL, 0, 0},
        {"(+(a1 w/5 b1)) AND c1", NULL, 0, 0},
    };
    (void)state;
    CHECK_NOTES(rows);
}

static void a_mark_on_an_operator_is_refused(void **state)
{
    static const error_row rows[] = {
        {"a1 w/5. b1", 3, 4, "leave out the mark"},
        {"a1 w/5! b1", 3, 4, "leave out the mark"},
        {"a1 w/5? b1", 3, 4, "leave out the mark"},
        {"a1 w/5: b1", 3, 4, "leave out the mark"},
        {"a1 w/s. b1", 3, 4, "leave out the mark"},
        {"a1 'w/5' b1", 3, 5, "leave out the mark"},
        {"a1 near5. b1", 3, 6, "leave out the mark"},
        {"a1 not w/5. b1", 7, 4, "leave out the mark"},
        {"a1 w/ 5 b1", 3, 2, "w/ and a number"},
        {"a1 W/ b1", 3, 2, "w/ and a number"},
        {"a1 NEAR/ b1", 3, 5, "w/ and a number"},
        {"a1 pre/ 3 b1", 3, 4, "w/ and a number"},
        {"a1 WITHIN 5 b1", 3, 6, "w/ and a number"},
        {"a1 AROUND(5) b1", 3, 6, "w/5"},
        {"a1 /F50/", 3, 5, "first50(x)"},
        {"a1/F50/", 0, 7, "first50(x)"},
        {"\"a1 b1\"/F50/", 7, 5, "first50(x)"},
        {"a1 /N30/ b1", 3, 5, "w/5"},
    };
    (void)state;
    CHECK_ERRORS(rows);
}

static void a_plus_behind_a_quote_or_bracket_is_an_operator(void **state)
{
    static const tree_row rows[] = {
        {"(a1)+5 b1", "a1 pre/5 b1"},
        {"\"a1\"+5 b1", "\"a1\" pre/5 b1"},
        {"\"a1\"+s \"b1\"", "\"a1\" pre/s \"b1\""},
        {"a1 +5, b1", "a1 pre/5 b1"},
        {"a1 +S. b1", "a1 pre/s b1"},
        {"a1 not +5 b1", "a1 not pre/5 b1"},
        {"a1 NOT +s b1", "a1 not pre/s b1"},
        {"a1 n/5 b1", "a1 w/5 b1"},
        {"a1 P/5 b1", "a1 pre/5 b1"},
        {"a1 w\xE2\x81\x84"
         "5 b1",
         "a1 w/5 b1"},
        {"a1 w\xE2\x88\x95"
         "5 b1",
         "a1 w/5 b1"},
        {"a1 w" ZERO_WIDTH_SPACE "/5 b1", "a1 w/5 b1"},
        {"a1 w/\xC2\xAD"
         "5 b1",
         "a1 w/5 b1"},
        {"a1 BUT NOT b1", "a1 AND NOT b1"},
        {"a1 %b1", "a1 AND NOT b1"},
        {"a1 %(b1 OR c1)", "a1 AND NOT (b1 OR c1)"},
    };
    static const note_row notes[] = {
        {"a1 BUT NOT b1", "read-as-operator", 3, 7},
        {"a1 %b1", "read-as-operator", 3, 1},
        {"a1 but not b1", NULL, 0, 0},
    };
    static const error_row errors[] = {
        {"\"a1\"-b1", 4, 1, "put a space before it"},
        {"(a1)-b1", 4, 1, "put a space before it"},
        {"(a1)-(b1)", 4, 1, "put a space before it"},
        {"(a1)+b1", 4, 1, "put a space before it"},
        {"iran-(deal)", 4, 1, "put a space before it"},
        {"iran-\"deal\"", 4, 1, "put a space before it"},
    };
    (void)state;
    CHECK_TREES(rows);
    CHECK_NOTES(notes);
    CHECK_ERRORS(errors);
}

static void names_of_places_need_their_bracket_at_once(void **state)
{
    static const error_row errors[] = {
        {"atleast5 iran", 0, 8, "without a space"},
        {"iran ATLEAST5 (deal)", 5, 8, "without a space"},
        {"first50 (iran)", 0, 7, "without a space"},
        {"first50:iran", 0, 12, "without a space"},
        {"hlead (iran)", 0, 5, "title(x) OR lead(x)"},
        {"lead:iran", 0, 5, "lead(sanctions)"},
        {"hlead:iran", 0, 6, "title(x) OR lead(x)"},
        {"body:iran", 0, 5, "leave it out"},
        {"title:(lead(iran))", 7, 4, "beside the field"},
        {"title:(first50(iran))", 7, 7, "beside the field"},
        {"kind:(cable w/5 speech)", 6, 5, "AND"},
        {"lang:(atleast2(fr))", 15, 2, "AND"},
    };
    static const note_row notes[] = {
        {"lead (iran)", "read-as-word", 0, 4},
        {"title (iran)", "read-as-word", 0, 5},
        {"lead paint", NULL, 0, 0},
        {"country (iran OR cuba)", NULL, 0, 0},
        {"minister(s)", "read-as-word", 0, 11},
    };
    static const tree_row trees[] = {
        {"title:(atleast3(iran))", "title:(atleast3(iran))"},
        {"author:(john w/5 hudson)", "author:(john w/5 hudson)"},
        {"author:\"jo* hudson\"", "author:(jo* pre/1 hudson)"},
        {"path:(atleast2(iran))", "path:(atleast2(iran))"},
        {"title:(atleast2(iran) OR cuba)", "title:(atleast2(iran) OR cuba)"},
    };
    (void)state;
    CHECK_ERRORS(errors);
    CHECK_NOTES(notes);
    CHECK_TREES(trees);
}

static void an_equals_sign_stands_before_operators_too(void **state)
{
    static const tree_row trees[] = {
        {"iran =OR cuba", "iran AND =\"OR\" AND cuba"},
        {"=NOT", "=\"NOT\""},
        {"=w/5", "=\"w/5\""},
        {"=XOR", "=\"XOR\""},
        {"\xEF\xBC\x9D"
         "Polish",
         "=Polish"},
        {"title:=Polish", "title:=Polish"},
    };
    static const error_row errors[] = {
        {"==iran", 0, 6, "=word"},
        {"=*stan", 0, 6, "=word"},
        {"=minister(s)", 0, 9, "both forms"},
    };
    (void)state;
    CHECK_TREES(trees);
    CHECK_ERRORS(errors);
}

static void a_name_with_an_equals_sign_is_a_field(void **state)
{
    static const tree_row trees[] = {
        {"hd=iran la=en", "title:iran AND lang:en"},
        {"sn=reuters by=\"john hudson\"", "source:reuters AND author:\"john hudson\""},
        {"title=(iran OR cuba)", "title:(iran OR cuba)"},
        {"wordcount>500", "length:501.."},
        {"length > 800", "length:801.."},
        {"length >= 800 iran", "length:800.. AND iran"},
        {"date > 2016", "date:2017-01-01.."},
        {"length\xEF\xBC\x9E"
         "800",
         "length:801.."},
    };
    static const note_row notes[] = {
        {"hd=iran", "read-as-operator", 0, 3},
        {"length > 800", NULL, 0, 0},
    };
    static const error_row errors[] = {
        {"co=shell", 0, 3, "org:"},           {"in=oil", 0, 3, "codes"},
        {"foo=bar", 0, 4, "quotes"},          {"foo>bar", 0, 4, "quotes"},
        {"date aft 2016", 0, 4, "date>2016"}, {"date bef 1/1/2016", 0, 4, "date<2016"},
        {"date is 2016", 0, 4, "date:2016"},  {"length:1000..500", 7, 9, "smaller number first"},
    };
    (void)state;
    CHECK_TREES(trees);
    CHECK_NOTES(notes);
    CHECK_ERRORS(errors);
}

static void a_bang_behind_letters_is_a_star_in_phrases_too(void **state)
{
    static const tree_row trees[] = {
        {"\"nuclear negotiat!\"", "nuclear pre/1 negotiat*"},
        {"\"negotiat! treaty\"", "negotiat* pre/1 treaty"},
        {"ab?d!", "ab?d*"},
        {"wom??n", "wom??n"},
        {"really??", "really"},
        {"??really", "really"},
        {"ADJ?????\xDB\x9E"
         "wer",
         "\"ADJ?????\xDB\x9E"
         "wer\""},
        {"negotiat\xEF\xBC\x81", "negotiat*"},
        {"krutskikh\xEF\xBD\x9E", "krutskikh~"},
        {"krutskikh\xEF\xBD\x9E"
         "2",
         "krutskikh~2"},
    };
    static const note_row notes[] = {
        {"\"nuclear negotiat!\"", "read-as-operator", 17, 1},
        {"\"negotiat! treaty\"", "read-as-operator", 9, 1},
        {"negotiat\xEF\xBC\x81", "read-as-operator", 8, 3},
    };
    static const error_row errors[] = {
        {"krutskikh~.", 0, 11, "last sign"},        {"kruts~kikh", 0, 10, "last sign"},
        {"soundslike:gad*", 11, 4, "leave out"},    {"kind:(\"spe* x\" OR cable)", 6, 8, "one *"},
        {"kind:(*ech OR cable)", 6, 4, "one *"},    {"kind:(speech! OR cable)", 6, 7, "one *"},
        {"soundslike:gadafi~", 11, 7, "leave out"},
    };
    (void)state;
    CHECK_TREES(trees);
    CHECK_NOTES(notes);
    CHECK_ERRORS(errors);
}

static void a_hundred_operators_in_a_row_are_fine_and_one_more_is_refused(void **state)
{
    static const char *const spellings[] = {"w/5", "pre/3", "/s", "not w/5", "SAME"};
    (void)state;
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        parsed most = parse_chain(PARSE_MAX_CHAIN, spellings[i]);
        assert_int_equal(most.status, DOSSIER_OK);
        assert_int_equal(most.tree.root->kind, PARSE_NEAR);
        parse_tree_free(&most.tree);
        parsed more = parse_chain(PARSE_MAX_CHAIN + 1, spellings[i]);
        assert_int_equal(more.status, DOSSIER_BAD_QUERY);
        size_t each = strlen(" ab ") + strlen(spellings[i]);
        assert_int_equal(more.error.offset, strlen("ab ") + PARSE_MAX_CHAIN * each);
        assert_int_equal(more.error.length, strlen(spellings[i]));
        parse_tree_free(&more.tree);
        parsed many = parse_chain(100000, spellings[i]);
        assert_int_equal(many.status, DOSSIER_BAD_QUERY);
        parse_tree_free(&many.tree);
    }
}

static void a_bracket_begins_a_row_of_its_own(void **state)
{
    buf text = BUF_INIT(1 << 16);
    (void)state;
    buf_append_slice(&text, SLICE("(ab"));
    for (size_t i = 0; i < PARSE_MAX_CHAIN; i++)
        buf_append_slice(&text, SLICE(" w/5 ab"));
    buf_append_slice(&text, SLICE(") w/5 ab"));
    parsed p = parse(buf_slice(&text), false);
    assert_int_equal(p.status, DOSSIER_OK);
    parse_tree_free(&p.tree);
    buf_free(&text);
}

static void places_are_told_from_other_parts(void **state)
{
    static const struct {
        const char *query;
        bool span;
    } rows[] = {
        {"a1 w/5 b1", true},     {"atleast3(a1)", true}, {"first50(a1)", true},
        {"lead(a1)", true},      {"=Polish", true},      {"=\"Foreign Minister\"", true},
        {"Ryabkov", false},      {"Ryabkov~", false},    {"Ryab*", false},
        {"\"test ban\"", false}, {"a1 AND b1", false},   {"title:a1", false},
        {"length>800", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        parsed p = parse(slice_of(rows[i].query), false);
        assert_int_equal(p.status, DOSSIER_OK);
        if (parse_is_span(p.tree.root) != rows[i].span)
            fail_msg("%s: %s", rows[i].query, rows[i].span ? "no span" : "a span");
        parse_tree_free(&p.tree);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_distance_in_either_order_is_spelt_in_many_ways),
        cmocka_unit_test(a_distance_with_the_first_one_first_is_spelt_in_many_ways),
        cmocka_unit_test(sentences_and_paragraphs_have_names_and_letters),
        cmocka_unit_test(not_directly_before_a_nearness_belongs_to_it),
        cmocka_unit_test(operators_in_a_row_are_read_from_left_to_right),
        cmocka_unit_test(brackets_make_another_order),
        cmocka_unit_test(nearness_binds_before_not_and_and_or),
        cmocka_unit_test(phrases_stand_near_things),
        cmocka_unit_test(spaces_hyphens_and_letters_of_every_width_are_one),
        cmocka_unit_test(what_only_looks_like_an_operator_is_a_word),
        cmocka_unit_test(wildcards_stand_near_things),
        cmocka_unit_test(a_tilde_asks_for_other_spellings),
        cmocka_unit_test(an_equals_sign_asks_for_the_exact_form),
        cmocka_unit_test(at_least_so_often_takes_brackets),
        cmocka_unit_test(the_beginning_of_a_text_takes_brackets),
        cmocka_unit_test(a_field_may_take_its_brackets_without_a_colon),
        cmocka_unit_test(a_headline_has_nearness_of_its_own),
        cmocka_unit_test(entities_and_sounds_have_a_place),
        cmocka_unit_test(lengths_and_dates_can_be_compared),
        cmocka_unit_test(values_of_fields_are_no_operators),
        cmocka_unit_test(nearness_needs_something_on_both_sides),
        cmocka_unit_test(a_distance_is_a_number_from_1_to_1000),
        cmocka_unit_test(what_has_no_one_place_stands_near_nothing),
        cmocka_unit_test(counts_and_places_need_a_number_and_something_inside),
        cmocka_unit_test(what_other_services_have_and_this_has_not_is_refused),
        cmocka_unit_test(a_spelling_needs_a_word_that_is_long_enough),
        cmocka_unit_test(a_length_is_a_number),
        cmocka_unit_test(a_reading_that_could_be_another_is_remarked),
        cmocka_unit_test(what_has_one_reading_is_read_without_a_remark),
        cmocka_unit_test(a_remark_shows_the_reading),
        cmocka_unit_test(a_refusal_names_the_operator_as_it_was_typed),
        cmocka_unit_test(brackets_of_other_shapes_are_brackets),
        cmocka_unit_test(nearness_before_or_is_told_because_others_read_or_first),
        cmocka_unit_test(a_word_between_two_nearnesses_is_told),
        cmocka_unit_test(a_mark_on_an_operator_is_refused),
        cmocka_unit_test(a_plus_behind_a_quote_or_bracket_is_an_operator),
        cmocka_unit_test(names_of_places_need_their_bracket_at_once),
        cmocka_unit_test(an_equals_sign_stands_before_operators_too),
        cmocka_unit_test(a_name_with_an_equals_sign_is_a_field),
        cmocka_unit_test(a_bang_behind_letters_is_a_star_in_phrases_too),
        cmocka_unit_test(a_hundred_operators_in_a_row_are_fine_and_one_more_is_refused),
        cmocka_unit_test(a_bracket_begins_a_row_of_its_own),
        cmocka_unit_test(places_are_told_from_other_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
