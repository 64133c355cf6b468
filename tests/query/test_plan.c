/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/plan.h"

#include "query/rank.h"
#include "query/stop.h"
#include "tests/test.h"
#include "text/token.h"

/* A database in memory, of documents that are a line of words each. */
static xapian_writable_database *library;
static stemmer *english;

static void add_line(const char *line)
{
    token_list tokens = TOKEN_LIST_INIT;
    xapian_document *document;
    assert_int_equal(xapian_document_create(&document, NULL), XAPIAN_OK);
    assert_int_equal(token_scan(&tokens, slice_of(line), 0), DOSSIER_OK);
    for (size_t i = 0; i < tokens.count; i++) {
        const token *t = &tokens.tokens[i];
        slice term = stemmer_term(english, token_fold(&tokens, t), t->flags);
        assert_int_equal(
            xapian_document_add_posting(document, term.data, term.len, t->position, 1, NULL),
            XAPIAN_OK);
    }
    assert_int_equal(xapian_writable_database_add_document(library, document, NULL, NULL),
                     XAPIAN_OK);
    xapian_document_free(document);
    token_list_free(&tokens);
}

static int open_library(void **state)
{
    static const char *const lines[] = {
        "the nuclear deal with iran and the sanctions",
        "a deal on sanctions relief for iran",
        "counterterrorism is one topic, counter-terrorism another",
        "the countries and the country negotiated a treaty",
        "us and them: the U.S. answer",
    };
    (void)state;
    assert_int_equal(stemmer_create("english", &english), DOSSIER_OK);
    assert_int_equal(
        xapian_writable_database_open("", XAPIAN_DB_BACKEND_INMEMORY, 0, &library, NULL),
        XAPIAN_OK);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        add_line(lines[i]);
    return 0;
}

static int close_library(void **state)
{
    (void)state;
    xapian_writable_database_free(library);
    stemmer_free(english);
    return 0;
}

typedef struct planned {
    parse_tree tree;
    plan *plan;
    char text[1000]; /* the posting-list query */
} planned;

static void describe(const xapian_query *query, char out[1000])
{
    xapian_query *copy;
    const char *bytes;
    size_t len;
    assert_int_equal(xapian_query_scale(query, 1, &copy, NULL), XAPIAN_OK);
    assert_int_equal(xapian_query_description(copy, &bytes, &len, NULL), XAPIAN_OK);
    /* "Query(1 * (...))" */
    const char *from = strstr(bytes, "1 * ") ? strstr(bytes, "1 * ") + 4 : bytes + 6;
    snprintf(out, 1000, "%.*s", (int)(bytes + len - 1 - from), from);
    xapian_query_free(copy);
}

/* The plan keeps a pointer to the tree, so it is made in place. */
static void make(planned *p, const char *query, plan_mode mode)
{
    const parse_options parsing = {.today = 20170912};
    const plan_options planning = {.text = slice_of(query), .mode = mode};
    assert_int_equal(parse_query(slice_of(query), &parsing, &p->tree, NULL), DOSSIER_OK);
    assert_int_equal(plan_create(&p->tree, english, xapian_writable_database_view(library),
                                 &planning, &p->plan, NULL),
                     DOSSIER_OK);
    describe(plan_query(p->plan), p->text);
}

static void release(planned *p)
{
    plan_free(p->plan);
    parse_tree_free(&p->tree);
}

typedef struct row {
    const char *query;
    const char *postings;
} row;

static void check(const row *rows, size_t n, plan_mode mode)
{
    for (size_t i = 0; i < n; i++) {
        planned p;
        make(&p, rows[i].query, mode);
        if (strcmp(p.text, rows[i].postings) != 0)
            fail_msg("%s is planned as\n%s, not as\n%s", rows[i].query, p.text, rows[i].postings);
        release(&p);
    }
}
#define CHECK(rows, mode) check(rows, sizeof(rows) / sizeof *(rows), mode)

static void words_are_stemmed_and_all_required(void **state)
{
    static const row rows[] = {
        {"iran", "iran"},
        {"sanctions", "sanction"},
        {"sanctions NOT iran", "(sanction AND_NOT iran)"},
        {"NOT iran", "(<alldocuments> AND_NOT iran)"},
        {"iran OR sanctions", "(iran OR sanction)"},
        {"iran OR NOT deal", "(iran OR (<alldocuments> AND_NOT deal))"},
        {"iran, deal", "(iran AND deal)"},
        {"iran. iran", "iran#2"},
        {"\"nuclear deal\"", "(nuclear PHRASE 2 deal)"},
        {"\"deal\"", "deal"},
        {"title:deal", "Sdeal"},
        {"title:\"nuclear deals\"", "(Snuclear PHRASE 2 Sdeal)"},
        {"iran -deal -sanctions", "(iran AND_NOT (deal OR sanction))"},
        {"iran (deal OR sanctions)", "((deal OR sanction) AND iran)"},
    };
    (void)state;
    CHECK(rows, PLAN_ALL);
}

static void function_words_are_required_only_when_alone_or_insisted_on(void **state)
{
    static const row rows[] = {
        {"the iran", "iran"},
        {"and the of", "(and AND the AND of)"},
        {"+the, iran", "(iran AND the)"},
        {"\"the\" iran", "(the AND iran)"},
        {"iran us", "(iran AND_MAYBE us)"},
        {"iran, US", "(iran AND u.s.)"},
        {"us", "us"},
        {"(the) OR iran", "(the OR iran)"},
        {"the -iran", "(the AND_NOT iran)"},
        {"-the iran", "(iran AND_NOT the)"},
        {"title:the iran", "(Sthe AND iran)"},
        {"title:(the deal)", "Sdeal"},
    };
    (void)state;
    CHECK(rows, PLAN_ALL);
}

static void other_fields_and_dates_filter_without_weight(void **state)
{
    static const row rows[] = {
        {"iran author:hudson", "(iran FILTER Ahudson)"},
        {"iran author:\"john hudson\"", "(iran FILTER (Ajohn PHRASE 2 Ahudson))"},
        {"iran author:(john OR mary)", "(iran FILTER (Ajohn OR Amary))"},
        {"author:hudson", "0 * Ahudson"},
        {"kind:Proposal", "0 * XKproposal"},
        {"kind:a OR iran", "(0 * XKa OR iran)"},
        {"iran date:2017", "(iran FILTER Y2017)"},
        {"iran date:2017-03", "(iran FILTER M201703)"},
        {"iran date:2017-03-05", "(iran FILTER D20170305)"},
        {"iran date:2017-03..2017-06", "(iran FILTER VALUE_RANGE 0 20170300 20170630)"},
        {"iran since:2017", "(iran FILTER VALUE_GE 0 20170000)"},
        {"iran until:2017", "(iran FILTER VALUE_RANGE 0 00000001 20171231)"},
        {"iran source:(the wire)", "(iran FILTER (XUthe AND XUwire))"},
        {"iran path:a/b", "(iran FILTER (Pa PHRASE 2 Pb))"},
        {"iran id:X-1", "(iran FILTER XIx-1)"},
        {"iran -kind:cable", "(iran AND_NOT XKcable)"},
    };
    (void)state;
    CHECK(rows, PLAN_ALL);
}

static void a_hyphenated_word_is_its_parts_or_one_word(void **state)
{
    static const row rows[] = {
        {"counter-terrorism", "((counter PHRASE 2 terror) MAX counterterror)"},
        {"long/short", "(long PHRASE 2 short)"},
    };
    static const row loose[] = {
        {"counter-terrorism",
         "(counter OR terror OR 0.10000000000000000555 * (counter PHRASE 2 terror))"},
    };
    (void)state;
    CHECK(rows, PLAN_ALL);
    CHECK(loose, PLAN_ANY);
}

static void neighbours_get_a_bonus_and_words_apart_do_not(void **state)
{
    static const row rows[] = {
        {"nuclear deal", "((nuclear AND deal) AND_MAYBE 0.10000000000000000555 * (nuclear PHRASE "
                         "2 deal))"},
        {"nuclear, deal", "(nuclear AND deal)"},
        {"nuclear AND deal", "(nuclear AND deal)"},
        {"nuclear the deal", "(nuclear AND deal)"},
        {"deal deal", "deal#2"},
        {"nuclear xyzzy", "(nuclear AND xyzzi)"},
        {"-(nuclear deal)", "(<alldocuments> AND_NOT (nuclear AND deal))"},
    };
    (void)state;
    CHECK(rows, PLAN_ALL);
}

static void the_same_without_bonus_is_to_be_had(void **state)
{
    xapian_query *query;
    char text[1000];
    planned p;
    make(&p, "nuclear deal", PLAN_ALL);
    (void)state;
    assert_true(plan_has_bonus(p.plan));
    assert_int_equal(plan_without_bonus(p.plan, &query, NULL), DOSSIER_OK);
    describe(query, text);
    assert_string_equal(text, "(nuclear AND deal)");
    xapian_query_free(query);
    release(&p);
    make(&p, "nuclear", PLAN_ALL);
    assert_false(plan_has_bonus(p.plan));
    release(&p);
}

static void a_wildcard_is_the_terms_and_the_stems_it_is_cut_by(void **state)
{
    static const row rows[] = {
        {"sanct*", "sanction"},
        {"ira*", "iran"},
        {"country*", "countri"},
        {"negotiat*", "negoti"},
        {"co*", "(counter SYNONYM counterterror SYNONYM countri)"},
        {"zz*", "zz*"},
    };
    (void)state;
    CHECK(rows, PLAN_ALL);
}

static void a_wildcard_for_too_many_words_takes_the_most_frequent(void **state)
{
    enum { WORDS = PLAN_MAX_EXPANSION + 50 };
    planned p;
    size_t n;
    buf line = BUF_INIT(1 << 20);
    (void)state;
    for (int i = 0; i < WORDS; i++)
        buf_printf(&line, "zq%d ", i);
    add_line(buf_string(&line));
    add_line("zq2049 zq2048");
    make(&p, "zq*", PLAN_ALL);
    assert_int_equal(plan_items(p.plan, &n)[0].n_terms, PLAN_MAX_EXPANSION);
    assert_int_equal(p.tree.notes.count, 1);
    assert_string_equal(p.tree.notes.items[0].code, "wildcard-cut");
    assert_non_null(memmem(p.text, 50, "zq2048 SYNONYM zq2049", 21));
    release(&p);
    buf_free(&line);
}

static void any_mode_drops_what_frames_a_question_when_enough_is_left(void **state)
{
    static const row rows[] = {
        {"find articles on iran, sanctions, relief", "(iran OR sanction OR relief)"},
        {"iran, nuclear, deal", "(iran OR nuclear OR deal)"},
        {"iran, +deal", "((deal OR iran) FILTER deal)"},
        {"iran -deal", "(iran AND_NOT deal)"},
        {"iran kind:a", "(iran FILTER XKa)"},
        {"iran author:(a1 b1)", "(iran FILTER (Aa1 AND Ab1))"},
    };
    static const row strict[] = {
        {"find, articles, iran", "(find AND articl AND iran)"},
    };
    (void)state;
    CHECK(rows, PLAN_ANY);
    CHECK(strict, PLAN_ALL);
}

static void the_partial_query_needs_one_and_keeps_the_rest(void **state)
{
    static const struct {
        const char *query;
        const char *postings; /* NULL: nothing can be let go */
    } rows[] = {
        {"iran, xyzzy", "(iran OR xyzzi)"},
        {"iran, xyzzy, -deal", "((iran OR xyzzi) AND_NOT deal)"},
        {"iran, xyzzy, kind:a", "((iran OR xyzzi) FILTER XKa)"},
        {"\"nuclear deal\" iran", "((nuclear PHRASE 2 deal) OR iran)"},
        {"iran", NULL},
        {"\"nuclear deal\"", NULL},
        {"iran OR xyzzy", NULL},
        {"iran kind:a", NULL},
        {"-(iran deal)", NULL},
        {"kind:a lang:b", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        planned p;
        make(&p, rows[i].query, PLAN_ALL);
        xapian_query *query;
        char text[1000] = "";
        assert_int_equal(plan_partial(p.plan, &query, NULL), DOSSIER_OK);
        if (!query != !rows[i].postings)
            fail_msg("%s: %s", rows[i].query, query ? "can be loosened" : "can't be loosened");
        if (query)
            describe(query, text);
        if (query && strcmp(text, rows[i].postings) != 0)
            fail_msg("%s is loosened to %s", rows[i].query, text);
        xapian_query_free(query);
        release(&p);
    }
}

static void each_word_is_listed_with_its_documents(void **state)
{
    size_t n;
    planned p;
    make(&p, "the sanctions \"nuclear deal\" -xyzzy iran* kind:a", PLAN_ALL);
    (void)state;
    assert_int_equal(plan_count(p.plan, 100, NULL), DOSSIER_OK);
    const plan_item *items = plan_items(p.plan, &n);
    static const struct {
        const char *shown;
        plan_role role;
        unsigned documents;
    } rows[] = {
        {"the", PLAN_LEFT_OUT, 3},          {"sanctions", PLAN_REQUIRED, 2},
        {"nuclear deal", PLAN_REQUIRED, 1}, {"xyzzy", PLAN_EXCLUDED, 0},
        {"iran*", PLAN_REQUIRED, 2},        {"a", PLAN_FILTER, 0},
    };
    assert_int_equal(n, sizeof rows / sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        assert_slice_equal(items[i].shown, rows[i].shown);
        assert_int_equal(items[i].role, rows[i].role);
        assert_true(items[i].counted);
        assert_int_equal(items[i].documents, rows[i].documents);
    }
    release(&p);
}

static void passages_mark_words_phrases_and_beginnings(void **state)
{
    planned p;
    make(&p, "the sanctions \"nuclear deal\" -xyzzy ira* author:hudson", PLAN_ALL);
    const snippet_query *q = plan_snippets(p.plan);
    (void)state;
    assert_int_equal(q->n_words, 4);
    assert_slice_equal(q->words[0].term, "sanction");
    assert_slice_equal(q->words[1].term, "nuclear");
    assert_slice_equal(q->words[2].term, "deal");
    assert_slice_equal(q->words[3].term, "ira");
    assert_true(q->words[3].prefix);
    assert_int_equal(q->n_places, 1);
    assert_int_equal(q->places[0].root->kind, SPAN_PHRASE);
    assert_int_equal(q->words[0].place, 0);
    assert_int_equal(q->words[1].place, 1);
    assert_int_equal(q->words[2].place, 1);
    assert_true(q->words[1].weight > q->words[0].weight);
    release(&p);
}

static void ten_thousand_words_are_planned(void **state)
{
    buf text = BUF_INIT(1 << 20);
    (void)state;
    for (int i = 0; i < 9999; i++)
        buf_printf(&text, "w%d ", i);
    planned p;
    make(&p, buf_string(&text), PLAN_ALL);
    release(&p);
    make(&p, buf_string(&text), PLAN_ANY);
    release(&p);
    buf_free(&text);
}

static void words_that_are_also_names_are_light_only_in_lower_case(void **state)
{
    static const struct {
        const char *word;
        unsigned flags;
        rank_class class;
    } rows[] = {
        {"the", 0, RANK_FUNCTION},   {"the", TOKEN_CAPITAL, RANK_FUNCTION},
        {"may", 0, RANK_LIGHT},      {"may", TOKEN_CAPITAL, RANK_CONTENT},
        {"who", 0, RANK_LIGHT},      {"w.h.o.", TOKEN_CAPITAL, RANK_CONTENT},
        {"articles", 0, RANK_FRAME}, {"iran", 0, RANK_CONTENT},
        {"don't", 0, RANK_FUNCTION}, {"d", 0, RANK_CONTENT},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rank_classify(slice_of(rows[i].word), rows[i].flags) != rows[i].class)
            fail_msg("%s", rows[i].word);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_stemmed_and_all_required),
        cmocka_unit_test(function_words_are_required_only_when_alone_or_insisted_on),
        cmocka_unit_test(other_fields_and_dates_filter_without_weight),
        cmocka_unit_test(a_hyphenated_word_is_its_parts_or_one_word),
        cmocka_unit_test(neighbours_get_a_bonus_and_words_apart_do_not),
        cmocka_unit_test(the_same_without_bonus_is_to_be_had),
        cmocka_unit_test(a_wildcard_is_the_terms_and_the_stems_it_is_cut_by),
        cmocka_unit_test(a_wildcard_for_too_many_words_takes_the_most_frequent),
        cmocka_unit_test(any_mode_drops_what_frames_a_question_when_enough_is_left),
        cmocka_unit_test(the_partial_query_needs_one_and_keeps_the_rest),
        cmocka_unit_test(each_word_is_listed_with_its_documents),
        cmocka_unit_test(passages_mark_words_phrases_and_beginnings),
        cmocka_unit_test(ten_thousand_words_are_planned),
        cmocka_unit_test(words_that_are_also_names_are_light_only_in_lower_case),
    };
    return cmocka_run_group_tests(tests, open_library, close_library);
}
