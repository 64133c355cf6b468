/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/query/parsing.h"

/* ---- what is read ---- */

static void words_beside_each_other_must_all_occur(void **state)
{
    static const tree_row rows[] = {
        {"sanctions", "sanctions"},
        {"iran sanctions", "iran AND sanctions"},
        {"  iran   sanctions  ", "iran AND sanctions"},
        {"iran\tsanctions\nrelief", "iran AND sanctions AND relief"},
        {"iran AND sanctions", "iran AND sanctions"},
        {"iran AND sanctions relief", "iran AND sanctions AND relief"},
        {"who proposed the test ban", "who AND proposed AND the AND test AND ban"},
        {"iran, sanctions; relief", "iran AND sanctions AND relief"},
        {"iran,sanctions", "iran AND sanctions"},
        {"1, 2, 3", "1 AND 2 AND 3"},
        {"10,000 troops", "10,000 AND troops"},
        {"4.5 percent", "4.5 AND percent"},
        {"U.S. policy.", "U.S. AND policy"},
        {"Moscow's answer", "Moscow AND answer"},
        {"O'Brien", "O'Brien"},
        {"O’Brien", "O’Brien"},
        {"Müller Łódź", "Müller AND Łódź"},
        {"Иран ядерная", "Иран AND ядерная"},
        {"北京 条约", "北京 AND 条约"},
        {"iran (sanctions relief)", "iran AND sanctions AND relief"},
        {"((((iran))))", "iran"},
        {"(iran) (deal)", "iran AND deal"},
        {"(iran)(deal)", "iran AND deal"},
        {"iran(deal)", "iran AND deal"},
        {"[iran]", "iran"},
        {"{iran}", "iran"},
        {"<iran>", "iran"},
        {"iran?", "iran"},
        {"what did Lavrov say?", "what AND did AND Lavrov AND say"},
        {"iran...", "iran"},
        {"...iran", "iran"},
        {"'iran'", "iran"},
        {"‘iran’", "iran"},
        {"#metoo @handle $5", "metoo AND handle AND 5"},
        {"50%", "50"},
        {"x_y", "x_y"},
        {"a_b_c", "a_b_c"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void quotes_of_every_shape_make_phrases(void **state)
{
    static const tree_row rows[] = {
        {"\"nuclear deal\"", "\"nuclear deal\""},
        {"\"nuclear deal\" iran", "\"nuclear deal\" AND iran"},
        {"iran \"nuclear deal\"", "iran AND \"nuclear deal\""},
        {"iran\"nuclear deal\"relief", "iran AND \"nuclear deal\" AND relief"},
        {"\"nuclear deal\"\"test ban\"", "\"nuclear deal\" AND \"test ban\""},
        {"“nuclear deal”", "\"nuclear deal\""},
        {"„nuclear deal“", "\"nuclear deal\""},
        {"«nuclear deal»", "\"nuclear deal\""},
        {"»nuclear deal«", "\"nuclear deal\""},
        {"＂nuclear deal＂", "\"nuclear deal\""},
        {"“nuclear deal\"", "\"nuclear deal\""},
        {"「核 合意」", "\"核 合意\""},
        {"\"the\"", "\"the\""},
        {"\"AND\"", "\"AND\""},
        {"\"iran OR iraq\"", "\"iran OR iraq\""},
        {"\"iran (deal)\"", "\"iran (deal\""},
        {"\"title:iran\"", "\"title:iran\""},
        {"\"-iran\"", "\"iran\""},
        {"\" nuclear   deal \"", "\"nuclear   deal\""},
        {"\"nuclear\ndeal\"", "\"nuclear deal\""},
        {"\"nuclear deal.\"", "\"nuclear deal\""},
        {"\"foo: bar\"", "\"foo: bar\""},
        {"\"5 * 3\"", "\"5 * 3\""},
        {"\"w/5\"", "\"w/5\""},
        {"\"Ryabkov~\"", "\"Ryabkov\""},
        {"\"what?\"", "\"what\""},
        {"\"\" iran", "iran"},
        {"\"...\" iran", "iran"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void operators_are_upper_case_and_words_are_not(void **state)
{
    static const tree_row rows[] = {
        {"iran OR iraq", "iran OR iraq"},
        {"iran OR iraq OR syria", "iran OR iraq OR syria"},
        {"iran or iraq", "iran AND or AND iraq"},
        {"iran and iraq", "iran AND and AND iraq"},
        {"not iran", "not AND iran"},
        {"And Or Not", "And AND Or AND Not"},
        {"iran NOT iraq", "iran AND NOT iraq"},
        {"iran AND NOT iraq", "iran AND NOT iraq"},
        {"NOT iran", "NOT iran"},
        {"NOT iran iraq", "NOT iran AND iraq"},
        {"NOT (iran iraq)", "NOT (iran AND iraq)"},
        {"NOT NOT iran", "iran"},
        {"NOT NOT NOT iran", "NOT iran"},
        {"NOT -iran", "iran"},
        {"iran OR NOT iraq", "iran OR NOT iraq"},
        {"iran ＯＲ iraq", "iran OR iraq"},
        {"ANDORRA", "ANDORRA"},
        {"ＡＮＤＹ", "ＡＮＤＹ"},
        {"ORAN", "ORAN"},
        {"NOTE", "NOTE"},
        {"AND-gate", "AND-gate"},
        {"and/or", "\"and/or\""},
        {"AND/OR", "\"AND/OR\""},
        {"OR!", "\"OR\""},
        {"NOT.", "\"NOT\""},
        {"iran && iraq", "iran AND iraq"},
        {"iran || iraq", "iran OR iraq"},
        {"iran | iraq", "iran OR iraq"},
        {"Alice & Bob", "Alice AND Bob"},
        {"AT&T", "\"AT&T\""},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void and_binds_before_or_and_not_before_both(void **state)
{
    static const tree_row rows[] = {
        {"a1 b1 OR c1", "(a1 AND b1) OR c1"},
        {"a1 OR b1 c1", "a1 OR (b1 AND c1)"},
        {"a1 AND b1 OR c1 AND d1", "(a1 AND b1) OR (c1 AND d1)"},
        {"(a1 OR b1) c1", "(a1 OR b1) AND c1"},
        {"a1 (b1 OR c1)", "a1 AND (b1 OR c1)"},
        {"a1 AND (b1 OR c1) AND d1", "a1 AND (b1 OR c1) AND d1"},
        {"(a1 b1) OR c1", "(a1 AND b1) OR c1"},
        {"a1 OR (b1 OR c1)", "a1 OR b1 OR c1"},
        {"a1 (b1 (c1 d1))", "a1 AND b1 AND c1 AND d1"},
        {"NOT a1 OR b1", "NOT a1 OR b1"},
        {"NOT (a1 OR b1)", "NOT (a1 OR b1)"},
        {"-(a1 OR b1) c1", "NOT (a1 OR b1) AND c1"},
        {"a1 OR -b1", "a1 OR NOT b1"},
        {"a1 -b1 OR c1", "(a1 AND NOT b1) OR c1"},
        {"(a1 OR b1) (c1 OR d1)", "(a1 OR b1) AND (c1 OR d1)"},
        {"((a1 OR b1) c1) OR d1", "((a1 OR b1) AND c1) OR d1"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void a_sign_counts_only_at_a_words_start(void **state)
{
    static const tree_row rows[] = {
        {"-iran", "NOT iran"},
        {"iran -iraq", "iran AND NOT iraq"},
        {"iran -\"test ban\"", "iran AND NOT \"test ban\""},
        {"iran -(a1 b1)", "iran AND NOT (a1 AND b1)"},
        {"(-iran iraq)", "NOT iran AND iraq"},
        {"-title:iran", "NOT title:iran"},
        {"counter-terrorism", "counter-terrorism"},
        {"counter‐terrorism", "counter‐terrorism"},
        {"counter‑terrorism", "counter‑terrorism"},
        {"mid-1990s", "mid-1990s"},
        {"2016-2017", "2016-2017"},
        {"iran - iraq", "iran AND iraq"},
        {"iran – iraq", "iran AND iraq"},
        {"iran — iraq", "iran AND iraq"},
        {"iran—iraq", "\"iran—iraq\""},
        {"iran-", "iran"},
        {"‑iran", "NOT iran"},
        {"−iran", "NOT iran"},
        {"–iran", "NOT iran"},
        {"－iran", "NOT iran"},
        {"--iran", "iran"},
        {"+iran", "+iran"},
        {"+iran deal", "+iran AND deal"},
        {"deal +\"test ban\"", "deal AND +\"test ban\""},
        {"+(a1 OR b1) c1", "+(a1 OR b1) AND c1"},
        {"+title:iran c1", "+title:iran AND c1"},
        {"+the", "+the"},
        {"-+iran", "NOT iran"},
        {"a+b", "\"a+b\""},
        {"C++", "C"},
        {"-— iran", "iran"},
        {"+... iran", "iran"},
        {"-, iran", "iran"},
        {"-(-iran)", "iran"},
        {"-(-(a1 b1)) c1", "a1 AND b1 AND c1"},
        {"+(5) iran", "+(5) AND iran"},
        {"+(NOT iran) deal", "NOT iran AND deal"},
        {"-(+iran) deal", "NOT iran AND deal"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void punctuation_inside_a_word_keeps_it_together(void **state)
{
    static const tree_row rows[] = {
        {"long/short", "\"long/short\""},
        {"24/7", "\"24/7\""},
        {"1/2", "\"1/2\""},
        {"w/o", "\"w/o\""},
        {"c/o", "\"c/o\""},
        {"s/he", "\"s/he\""},
        {"9/11", "\"9/11\""},
        {"p/5/x", "\"p/5/x\""},
        {"john@example.org", "\"john@example.org\""},
        {"example.org", "example.org"},
        {"http://example.org/a", "\"http://example.org/a\""},
        {"https://example.org/a?b=1", "\"https://example.org/a?b=1\""},
        {"std::vector", "\"std::vector\""},
        {"10:30", "\"10:30\""},
        {"Re: subject", "Re AND subject"},
        {"Reagan: the tapes", "Reagan AND the AND tapes"},
        {"note:", "note"},
        {"I.A.E.A.", "I.A.E.A."},
        {"file:///etc/passwd", "\"file:///etc/passwd\""},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void a_field_takes_a_word_a_phrase_or_brackets(void **state)
{
    static const tree_row rows[] = {
        {"title:reset", "title:reset"},
        {"TITLE:reset", "title:reset"},
        {"headline:reset", "title:reset"},
        {"ti:reset", "title:reset"},
        {"title:\"broad reset\"", "title:\"broad reset\""},
        {"title:“broad reset”", "title:\"broad reset\""},
        {"title:(broad reset)", "title:(broad AND reset)"},
        {"title:(broad OR reset) iran", "title:(broad OR reset) AND iran"},
        {"title:(broad -reset)", "title:(broad AND NOT reset)"},
        {"title:(-reset)", "title:(NOT reset)"},
        {"title:(\"broad reset\" OR deal)", "title:(\"broad reset\" OR deal)"},
        {"title:((broad))", "title:broad"},
        {"title:broad reset", "title:broad AND reset"},
        {"title: broad reset", "title:broad AND reset"},
        {"title: \"broad reset\"", "title:\"broad reset\""},
        {"title：reset", "title:reset"},
        {"author:hudson", "author:hudson"},
        {"by:hudson", "author:hudson"},
        {"author:\"john hudson\"", "author:\"john hudson\""},
        {"author:(hudson OR sonne)", "author:(hudson OR sonne)"},
        {"author:o'brien-smith", "author:o'brien-smith"},
        {"source:reuters", "source:reuters"},
        {"kind:proposal", "kind:proposal"},
        {"type:proposal", "kind:proposal"},
        {"kind:(cable OR speech)", "kind:(cable OR speech)"},
        {"kind:\"press release\"", "kind:\"press release\""},
        {"lang:fr", "lang:fr"},
        {"path:proposals/2017", "path:\"proposals/2017\""},
        {"path:prop*", "path:prop*"},
        {"id:2017-0912", "id:2017-0912"},
        {"id:2017*", "id:2017*"},
        {"id:a/b", "id:\"a/b\""},
        {"kind:proposal title:reset", "kind:proposal AND title:reset"},
        {"title:reset OR iran", "title:reset OR iran"},
        {"title:AND", "title:\"AND\""},
        {"title:long/short", "title:\"long/short\""},
        {"title:negotiat*", "title:negotiat*"},
        {"author:hudson,smith", "author:\"hudson,smith\""},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void dates_become_ranges(void **state)
{
    static const tree_row rows[] = {
        {"date:2017-09-12", "date:2017-09-12..2017-09-12"},
        {"date:2017", "date:2017..2017-12-31"},
        {"date:2017-03", "date:2017-03..2017-03-31"},
        {"date:2017-03..2017-06", "date:2017-03..2017-06-30"},
        {"date:2016..2017", "date:2016..2017-12-31"},
        {"date:2017..", "date:2017.."},
        {"date:..2017", "date:..2017-12-31"},
        {"date:\"2017\"", "date:2017..2017-12-31"},
        {"date:\"March 2017\"", "date:2017-03..2017-03-31"},
        {"date: 2017", "date:2017..2017-12-31"},
        {"pd:2017", "date:2017..2017-12-31"},
        {"since:2017", "date:2017.."},
        {"since:\"two weeks ago\"", "date:2017-08-28.."},
        {"after:2017-03-05", "date:2017-03-06.."},
        {"after:2016", "date:2017-01-01.."},
        {"before:2017", "date:..2016-12-31"},
        {"before:2017-03", "date:..2017-02-28"},
        {"before:2017-03-01", "date:..2017-02-28"},
        {"until:2017-03", "date:..2017-03-31"},
        {"SINCE:2017", "date:2017.."},
        {"date:>2016", "date:2017-01-01.."},
        {"date:>=2017", "date:2017.."},
        {"date:<2017", "date:..2016-12-31"},
        {"date:<=2017", "date:..2017-12-31"},
        {"date:(2016 OR 2014)", "date:(2016..2016-12-31 OR 2014..2014-12-31)"},
        {"iran date:2017", "iran AND date:2017..2017-12-31"},
        {"iran -date:2017", "iran AND NOT date:2017..2017-12-31"},
        {"since:2016 before:2017", "date:2016.. AND date:..2016-12-31"},
    };
    (void)state;
    CHECK_TREES(rows);
}

static void a_star_and_a_question_mark_stand_for_letters(void **state)
{
    static const tree_row rows[] = {
        {"negotiat*", "negotiat*"},
        {"negotiat＊", "negotiat*"},
        {"negotiat**", "negotiat*"},
        {"negotiat*, iran", "negotiat* AND iran"},
        {"-negotiat*", "NOT negotiat*"},
        {"(negotiat* OR treat*)", "negotiat* OR treat*"},
        {"counter-terror*", "counter pre/1 terror*"},
        {"a-b-cd*", "\"a-b\" pre/1 cd*"},
        {"*stan", "*stan"},
        {"ti*an", "ti*an"},
        {"wom?n", "wom?n"},
        {"krut?kikh", "krut?kikh"},
        {"negotiat!", "negotiat*"},
        {"\"nuclear deal*\"", "nuclear pre/1 deal*"},
        {"\"nucl* deal\"", "nucl* pre/1 deal"},
        {"\"the non* of wom?n today\"", "(((the pre/1 non*) pre/1 of) pre/1 wom?n) pre/1 today"},
        {"path:prop*", "path:prop*"},
        {"author:o'bri*", "author:o'bri*"},
        {"20*", "20*"},
        {"ядер*", "ядер*"},
    };
    (void)state;
    CHECK_TREES(rows);
}

/* ---- what is refused, and where ---- */

static void an_operator_needs_words_on_both_sides(void **state)
{
    static const error_row rows[] = {
        {"AND iran", 0, 3, "leave it out"},
        {"OR iran", 0, 2, "leave it out"},
        {"iran (AND iraq)", 6, 3, "lower case"},
        {"(OR iraq)", 1, 2, NULL},
        {"iran AND AND iraq", 9, 3, "leave one"},
        {"iran OR OR iraq", 8, 2, NULL},
        {"iran AND OR iraq", 9, 2, NULL},
        {"iran OR AND iraq", 8, 3, NULL},
        {"NOT", 0, 3, "put a word"},
        {"iran NOT", 5, 3, NULL},
        {"iran AND NOT", 9, 3, NULL},
        {"NOT AND iran", 0, 3, NULL},
        {"iran NOT OR iraq", 5, 3, NULL},
        {"(NOT) iran", 1, 3, NULL},
        {"AND", 0, 3, NULL},
        {"OR", 0, 2, NULL},
        {"&& iran", 0, 2, NULL},
        {"ＡＮＤ iran", 0, 9, NULL},
    };
    (void)state;
    CHECK_ERRORS(rows);
}

static void quotes_and_brackets_need_partners(void **state)
{
    static const error_row rows[] = {
        {"iran)", 4, 1, "take it out"},
        {"(iran))", 6, 1, NULL},
        {") iran", 0, 1, NULL},
        {"\"nuclear deal\" iran\"", 19, 1, "partner"},
        {"\"a\" \"b\" \"c", 8, 1, NULL},
        {"iran\"", 4, 1, NULL},
        {"\"", 0, 1, NULL},
        {"“", 0, 3, NULL},
        {"iran \" ", 5, 1, NULL},
    };
    (void)state;
    CHECK_ERRORS(rows);
}

static void a_query_without_words_is_refused(void **state)
{
    static const error_row rows[] = {
        {"", 0, 0, "at least one word"},
        {"   ", 0, 3, NULL},
        {"—", 0, 3, NULL},
        {"... !!! ???", 0, 11, NULL},
        {"\"\"", 0, 2, NULL},
        {"()", 0, 2, NULL},
        {"( ( ) )", 0, 7, NULL},
        {"-", 0, 1, NULL},
        {"- -", 0, 3, NULL},
        {",", 0, 1, NULL},
    };
    (void)state;
    CHECK_ERRORS(rows);
}

static void an_unknown_field_is_refused_with_the_nearest(void **state)
{
    static const error_row rows[] = {
        {"titel:reset", 0, 6, "did you mean title:"},
        {"tilte:reset", 0, 6, "did you mean title:"},
        {"auther:hudson", 0, 7, "did you mean author:"},
        {"autor:hudson", 0, 6, "did you mean author:"},
        {"iran souce:reuters", 5, 6, "did you mean source:"},
        {"headlin:reset", 0, 8, "did you mean title:"},
        {"dat:2017", 0, 4, "did you mean date:"},
        {"sinse:2017", 0, 6, "did you mean since:"},
        {"befor:2017", 0, 6, "did you mean before:"},
        {"offical:lavrov", 0, 8, "did you mean official:?"},
        {"colour:red", 0, 7, "the fields are title:"},
        {"official:lavr*", 9, 5, "write the name"},
        {"foo:bar", 0, 4, "in quotes"},
        {"foo:\"bar\"", 0, 4, NULL},
        {"foo:(bar)", 0, 4, NULL},
        {"-foo:bar", 1, 4, NULL},
        {"Iran:deal", 0, 5, NULL},
    };
    (void)state;
    CHECK_ERRORS(rows);
}

static void a_field_needs_a_value(void **state)
{
    static const error_row rows[] = {
        {"title:", 0, 6, "directly after the colon"},
        {"iran title:", 5, 6, NULL},
        {"title: AND iran", 0, 6, NULL},
        {"title: OR iran", 0, 6, NULL},
        {"title: -iran", 0, 6, NULL},
        {"(title:)", 1, 6, NULL},
        {"title:()", 0, 6, NULL},
        {"title:\"\"", 0, 6, NULL},
        {"title:—", 0, 6, NULL},
        {"title:author:hudson", 0, 6, NULL},
        {"title: author:hudson", 0, 6, NULL},
        {"title:(iran author:hudson)", 12, 7, "close the bracket"},
        {"title:-iran", 6, 1, "before the field"},
        {"kind:\"\"", 5, 2, NULL},
        {"date:", 0, 5, NULL},
    };
    (void)state;
    CHECK_ERRORS(rows);
}

static void a_date_that_is_none_is_refused(void **state)
{
    static const error_row rows[] = {
        {"date:xyzzy", 5, 5, "date:2017-09-12"},
        {"iran date:xyzzy", 10, 5, NULL},
        {"date:2017-13", 5, 7, NULL},
        {"date:2017-02-30", 13, 2, NULL},
        {"date:2017*", 9, 1, NULL},
        {"since:xyzzy", 6, 5, "two weeks ago"},
        {"after:2017..", 6, 6, NULL},
        {"before:..2017", 7, 6, NULL},
        {"date:>", 5, 1, NULL},
        {"date:\"\"", 6, 0, NULL},
        {"date:(iran)", 6, 4, NULL},
        {"date:2019..2017", 5, 10, "earlier date first"},
        {"date:2017-03..2017-02", 5, 16, "earlier date first"},
    };
    (void)state;
    CHECK_ERRORS(rows);
}

static void a_star_without_letters_is_refused(void **state)
{
    static const error_row rows[] = {
        {"*", 0, 1, "negotiat*"},
        {"iran *", 5, 1, NULL},
        {"**", 0, 2, NULL},
        {"*:*", 0, 3, NULL},
        {"n*", 0, 2, "more letters"},
        {"?n*", 1, 2, "more letters"},
        {"\"nuclear d*\"", 9, 2, "more letters"},
        {"=negotiat*", 0, 10, "leave out"},
        {"negotiat*~", 0, 10, "leave out"},
    };
    (void)state;
    CHECK_ERRORS(rows);
}

static void operators_of_other_languages_are_never_words(void **state)
{
    static const error_row rows[] = {
        {"iran w/seg deal", 5, 5, "w/s"}, {"iran /n deal", 5, 2, "1 to 1000"},
        {"iran w/n deal", 5, 3, NULL},    {"iran NEAR deal", 5, 4, "1 to 1000"},
        {"\"a1 b1\"~5", 7, 1, "w/5"},     {"\"a1 b1\"^2", 7, 1, NULL},
        {"iran^2", 0, 6, NULL},           {"iran^0.5", 0, 8, NULL},
        {"iran XOR iraq", 5, 3, NULL},    {"hlead(iran)", 0, 5, "lead(x)"},
        {"ALLCAPS(us)", 0, 7, "=WORD"},   {"plural(deal)", 0, 6, "=words"},
    };
    (void)state;
    CHECK_ERRORS(rows);
}

/* ---- what is remarked ---- */

static void every_repair_is_remarked(void **state)
{
    static const note_row rows[] = {
        {"(iran deal", "bracket-closed", 0, 1},
        {"iran (deal", "bracket-closed", 5, 1},
        {"\"nuclear deal", "quote-closed", 0, 13},
        {"iran \"nuclear deal", "quote-closed", 5, 13},
        {"iran AND", "operator-ignored", 5, 3},
        {"iran OR", "operator-ignored", 5, 2},
        {"(iran AND) deal", "operator-ignored", 6, 3},
        {"iran && deal", "read-as-operator", 5, 2},
        {"iran || deal", "read-as-operator", 5, 2},
        {"iran –deal", "read-as-operator", 5, 3},
        {"iran - deal", "punctuation-ignored", 5, 1},
        {"iran — deal", "punctuation-ignored", 5, 3},
        {"Alice & Bob", "punctuation-ignored", 6, 1},
        {"\"\" iran", "punctuation-ignored", 0, 2},
        {"() iran", "punctuation-ignored", 0, 2},
        {"negotiat! iran", "read-as-operator", 8, 1},
        {"no! iran", "punctuation-ignored", 2, 1},
        {"iran % deal", "read-as-operator", 5, 1},
        {"!iran", "punctuation-ignored", 0, 1},
        {"--iran", "punctuation-ignored", 0, 2},
        {"news/* iran", "punctuation-ignored", 5, 1},
        {"title: reset", "field-joined", 0, 7},
        {"a1 b1 OR c1", "and-before-or", 0, 11},
        {"a1 AND b1 OR c1", "and-before-or", 0, 15},
        {"(a1 b1) OR c1", NULL, 0, 0},
        {"a1 OR b1 OR c1", NULL, 0, 0},
        {"iran and iraq or not", NULL, 0, 0},
        {"iran, iraq; syria", NULL, 0, 0},
        {"“no deal” iran", NULL, 0, 0},
        {"counter‑terrorism", NULL, 0, 0},
        {"long/short 24/7", NULL, 0, 0},
        {"what did he say?", NULL, 0, 0},
    };
    (void)state;
    CHECK_NOTES(rows);
}

static void a_mixture_of_and_and_or_says_how_it_was_read(void **state)
{
    parsed p = parse(SLICE("iran deal OR sanctions"), false);
    (void)state;
    assert_int_equal(p.tree.notes.count, 1);
    dossier_text message = p.tree.notes.items[0].message;
    assert_non_null(memmem(message.data, message.len, "(iran AND deal) OR sanctions", 28));
    parse_tree_free(&p.tree);
}

static void many_remarks_end_with_one_that_says_so(void **state)
{
    buf text = BUF_INIT(1 << 20);
    (void)state;
    for (int i = 0; i < 10000; i++)
        buf_append_slice(&text, SLICE("— "));
    buf_append_slice(&text, SLICE("iran"));
    parsed p = parse(buf_slice(&text), false);
    assert_int_equal(p.status, DOSSIER_OK);
    assert_int_equal(p.tree.notes.count, NOTES_MAX);
    assert_string_equal(p.tree.notes.items[NOTES_MAX - 1].code, "more-warnings");
    parse_tree_free(&p.tree);
    buf_free(&text);
}

/* ---- bounds and bytes ---- */

static void ten_thousand_brackets_end_with_a_message(void **state)
{
    static char text[20001];
    (void)state;
    memset(text, '(', 10000);
    memcpy(text + 10000, "iran", 4);
    parsed p = parse((slice){text, 10004}, false);
    assert_int_equal(p.status, DOSSIER_BAD_QUERY);
    assert_int_equal(p.error.offset, PARSE_MAX_DEPTH);
    parse_tree_free(&p.tree);
}

static void a_hundred_brackets_are_fine(void **state)
{
    char text[2 * PARSE_MAX_DEPTH + 1];
    (void)state;
    memset(text, '(', PARSE_MAX_DEPTH);
    text[PARSE_MAX_DEPTH] = 'x';
    memset(text + PARSE_MAX_DEPTH + 1, ')', PARSE_MAX_DEPTH);
    parsed p = parse((slice){text, sizeof text}, false);
    assert_int_equal(p.status, DOSSIER_OK);
    assert_string_equal(p.printed, "x");
    parse_tree_free(&p.tree);
}

static void repeated(const char *piece, size_t bytes, dossier_status expected)
{
    buf text = BUF_INIT(1 << 22);
    while (text.len < bytes)
        buf_append_slice(&text, slice_of(piece));
    parsed p = parse(buf_slice(&text), false);
    if (p.status != expected)
        fail_msg("a megabyte of %s: %s", piece, p.error.message);
    parse_tree_free(&p.tree);
    buf_free(&text);
}

static void a_megabyte_of_anything_is_bounded(void **state)
{
    (void)state;
    repeated("iran ", 1000000, DOSSIER_BAD_QUERY);
    repeated("iran OR ", 1000000, DOSSIER_BAD_QUERY);
    repeated("-", 1000000, DOSSIER_BAD_QUERY);
    repeated("- ", 1000000, DOSSIER_BAD_QUERY);
    repeated("NOT ", 1000000, DOSSIER_BAD_QUERY);
    repeated("-+", 1000000, DOSSIER_BAD_QUERY);
    repeated("a/", 1000000, DOSSIER_BAD_QUERY);
    repeated("\"", 1000000, DOSSIER_BAD_QUERY);
    repeated("()", 1000000, DOSSIER_BAD_QUERY);
    repeated("x", 1000000, DOSSIER_OK);
    repeated("title:", 1000000, DOSSIER_BAD_QUERY);
    repeated("a b OR c (d) ", 100000, DOSSIER_BAD_QUERY);
    repeated("x ", (1 << 20) + 10, DOSSIER_BAD_QUERY);
}

static void stray_bytes_and_controls_are_spaces_or_nothing(void **state)
{
    static const struct {
        slice query;
        const char *tree;
    } rows[] = {
        {SLICE("iran\0deal"), "iran AND deal"},
        {SLICE("iran\x01 deal"), "iran AND deal"},
        {SLICE("\xFF iran"), "iran"},
        {SLICE("iran\xC3"), "iran"},
        {SLICE("\xEF\xBB\xBFiran"), "iran"},
        {SLICE("\xEF\xBB\xBFtitle:iran"), "title:iran"},
        {SLICE("iran\xC2\xA0"
               "deal"),
         "iran AND deal"},
        {SLICE("iran\xE3\x80\x80"
               "deal"),
         "iran AND deal"},
        {SLICE("\xE2\x80\x8B"
               "iran"),
         "iran"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        parsed p = parse(rows[i].query, false);
        assert_int_equal(p.status, DOSSIER_OK);
        assert_string_equal(p.printed, rows[i].tree);
        parse_tree_free(&p.tree);
    }
}

static void messages_quote_hostile_bytes_in_one_clean_line(void **state)
{
    (void)state;
    parsed p = parse(SLICE("date:\"\x1b[31m\xFF\n\""), false);
    assert_int_equal(p.status, DOSSIER_BAD_QUERY);
    for (const char *c = p.error.message; *c; c++)
        assert_true((unsigned char)*c >= 0x20);
    parse_tree_free(&p.tree);
}

static void plain_text_has_no_operators(void **state)
{
    static const tree_row rows[] = {
        {"NUMBER OF TROOPS NOT IN (VIET NAM", "NUMBER AND OF AND TROOPS AND \"NOT\" AND IN AND "
                                              "VIET AND NAM"},
        {"a AND \"b\" title:c w/5 d*", "a AND \"AND\" AND b AND title AND c AND w AND 5 AND d"},
        {"multi-targeted compilers; TCOLL", "multi-targeted AND compilers AND TCOLL"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        parsed p = parse(slice_of(rows[i].query), true);
        assert_int_equal(p.status, DOSSIER_OK);
        assert_string_equal(p.printed, rows[i].tree);
        parse_tree_free(&p.tree);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_beside_each_other_must_all_occur),
        cmocka_unit_test(quotes_of_every_shape_make_phrases),
        cmocka_unit_test(operators_are_upper_case_and_words_are_not),
        cmocka_unit_test(and_binds_before_or_and_not_before_both),
        cmocka_unit_test(a_sign_counts_only_at_a_words_start),
        cmocka_unit_test(punctuation_inside_a_word_keeps_it_together),
        cmocka_unit_test(a_field_takes_a_word_a_phrase_or_brackets),
        cmocka_unit_test(dates_become_ranges),
        cmocka_unit_test(a_star_and_a_question_mark_stand_for_letters),
        cmocka_unit_test(an_operator_needs_words_on_both_sides),
        cmocka_unit_test(quotes_and_brackets_need_partners),
        cmocka_unit_test(a_query_without_words_is_refused),
        cmocka_unit_test(an_unknown_field_is_refused_with_the_nearest),
        cmocka_unit_test(a_field_needs_a_value),
        cmocka_unit_test(a_date_that_is_none_is_refused),
        cmocka_unit_test(a_star_without_letters_is_refused),
        cmocka_unit_test(operators_of_other_languages_are_never_words),
        cmocka_unit_test(every_repair_is_remarked),
        cmocka_unit_test(a_mixture_of_and_and_or_says_how_it_was_read),
        cmocka_unit_test(many_remarks_end_with_one_that_says_so),
        cmocka_unit_test(ten_thousand_brackets_end_with_a_message),
        cmocka_unit_test(a_hundred_brackets_are_fine),
        cmocka_unit_test(a_megabyte_of_anything_is_bounded),
        cmocka_unit_test(stray_bytes_and_controls_are_spaces_or_nothing),
        cmocka_unit_test(messages_quote_hostile_bytes_in_one_clean_line),
        cmocka_unit_test(plain_text_has_no_operators),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
