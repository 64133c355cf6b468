/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Spans over positions that are written by hand: a leaf is a letter, and stands where the text of
 * its row has it. The first letter of a text is at position 1; | begins a sentence, / a paragraph,
 * [ and ] are the ends of the lead. */
#include "query/span.h"

#include "tests/test.h"

enum { NODES = 16 };

/* ---- a document ---- */

typedef struct document {
    const char *text;
} document;

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || c == '.';
}

static dossier_status leaf(void *ctx, const span_node *node, span_list *out)
{
    const document *d = ctx;
    uint32_t position = 0;
    for (const char *at = d->text; *at; at++) {
        position += is_word(*at);
        for (size_t i = 0; i < node->n_terms; i++)
            if (*at == node->terms[i].data[0] &&
                !span_list_add(out, (span){position, position, false}))
                return DOSSIER_NO_MEMORY;
    }
    return DOSSIER_OK;
}

static dossier_status marks(void *ctx, span_mark kind, span_marks *out)
{
    static const char *const signs[] = {
        [SPAN_SENTENCES] = "|/", [SPAN_PARAGRAPHS] = "/", [SPAN_LEADS] = "[]"};
    const document *d = ctx;
    uint32_t position = 1;
    if (!out->at) {
        out->capacity = strlen(d->text) + 1;
        out->at = calloc(out->capacity, sizeof *out->at);
        assert_non_null(out->at);
    }
    for (const char *at = d->text; *at; at++) {
        position += is_word(*at);
        if (strchr(signs[kind], *at))
            out->at[out->count++] = position;
    }
    return DOSSIER_OK;
}

/* ---- trees, in Polish notation: each operator before its operands ---- */

typedef struct tree {
    span_node nodes[NODES];
    span_node *children[NODES][2];
    slice terms[NODES];
    size_t n;
    const char *at;
} tree;

static span_node *read_tree(tree *t);

static span_node *make(tree *t, span_kind kind, size_t children)
{
    assert_true(t->n < NODES);
    size_t i = t->n++;
    span_node *node = &t->nodes[i];
    *node = (span_node){.kind = kind, .number_of = i, .children = t->children[i]};
    for (; node->n_children < children; node->n_children++)
        node->children[node->n_children] = read_tree(t);
    return node;
}

static uint32_t read_number(tree *t)
{
    char *end;
    uint32_t n = (uint32_t)strtoul(t->at, &end, 10);
    t->at = end;
    return n;
}

/* w5 near, o5 ordered, and with s and p for the 5 in one sentence or paragraph; a ! before it for
 * not near. */
static span_node *read_near(tree *t, bool negated)
{
    proximity near = {.ordered = *t->at++ == 'o', .negated = negated};
    if (*t->at == 's' || *t->at == 'p')
        near.unit = *t->at++ == 's' ? PROXIMITY_SENTENCE : PROXIMITY_PARAGRAPH;
    else
        near.distance = read_number(t);
    span_node *node = make(t, SPAN_NEAR, 2);
    node->near = near;
    return node;
}

static span_node *read_numbered(tree *t, span_kind kind)
{
    t->at++;
    uint32_t number = kind == SPAN_LEAD ? 0 : read_number(t);
    span_node *node = make(t, kind, 1);
    node->number = number;
    return node;
}

/* A letter is a leaf; "+" a phrase of two, "|" an OR of two, "#3" at least three, "<5" among the
 * first five, "^" in the lead. */
static span_node *read_tree(tree *t)
{
    t->at += strspn(t->at, " ");
    switch (*t->at) {
    case '!':
        t->at++;
        return read_near(t, true);
    case 'w':
    case 'o':
        return read_near(t, false);
    case '#':
        return read_numbered(t, SPAN_ATLEAST);
    case '<':
        return read_numbered(t, SPAN_FIRST);
    case '^':
        return read_numbered(t, SPAN_LEAD);
    case '+':
    case '|':
        return make(t, *t->at++ == '+' ? SPAN_PHRASE : SPAN_OR, 2);
    default:
        break;
    }
    span_node *node = make(t, SPAN_LEAF, 0);
    t->terms[node->number_of] = (slice){t->at++, 1};
    node->terms = &t->terms[node->number_of];
    node->n_terms = 1;
    return node;
}

/* ---- tables ---- */

typedef struct row {
    const char *tree, *text;
    const char *found; /* "1-3 5": stretches by their ends */
} row;

static void show(const span_list *found, char *out)
{
    *out = '\0';
    for (size_t i = 0; i < found->count; i++) {
        const span *s = &found->items[i];
        out += sprintf(out, "%s%u", i ? " " : "", s->from);
        if (s->to != s->from)
            out += sprintf(out, "-%u", s->to);
    }
}

static void check(const row *r)
{
    tree t = {.at = r->tree};
    document d = {r->text};
    const span_reader reader = {leaf, marks, &d};
    span_engine *engine;
    const span_list *found;
    char shown[400];
    const span_node *root = read_tree(&t);
    assert_int_equal(span_engine_create(root, t.n, &engine), DOSSIER_OK);
    /* Twice: nothing stays of the document before. */
    for (int i = 0; i < 2; i++) {
        assert_int_equal(span_find(engine, &reader, &found), DOSSIER_OK);
        show(found, shown);
        if (strcmp(shown, r->found) != 0)
            fail_msg("%s in %s: %s, not %s", r->tree, r->text, shown, r->found);
    }
    span_engine_free(engine);
}

#define CHECK(rows)                                                                                \
    do {                                                                                           \
        (void)state;                                                                               \
        for (size_t row_ = 0; row_ < sizeof(rows) / sizeof *(rows); row_++)                        \
            check(&(rows)[row_]);                                                                  \
    } while (0)

static void a_leaf_stands_at_each_of_its_places(void **state)
{
    static const row rows[] = {
        {"a", "a.ba", "1 4"},       {"a", "b..", ""},         {"a", "", ""},
        {"| a b", "a.ba", "1 3 4"}, {"| a a", "a.ba", "1 4"},
    };
    CHECK(rows);
}

static void a_phrase_is_words_in_a_row(void **state)
{
    static const row rows[] = {
        {"+ a b", "ab.ba.ab", "1-2 7-8"},
        {"+ a a", "aaa", "1-2 2-3"},
        {"+ a b", "a.b", ""},
    };
    CHECK(rows);
}

static void near_is_the_shortest_stretches_in_either_order(void **state)
{
    static const row rows[] = {
        {"w5 a b", "a..b", "1-4"},
        {"w5 a b", "b..a", "1-4"},
        {"w3 a b", "a..b", "1-4"},
        {"w2 a b", "a..b", ""},
        {"w1 a b", "ab", "1-2"},
        /* no stretch holds another one */
        {"w9 a b", "aab", "2-3"},
        {"w9 a b", "a.b.a", "1-3 3-5"},
        {"w9 a b", "abab", "1-2 2-3 3-4"},
        {"w9 a b", "a..ab..b", "4-5"},
        {"w3 a b", "a.b....b.a", "1-3 8-10"},
        {"w5 a a", "a.a.a", "1-3 3-5"},
        {"w5 a b", "aaaa", ""},
        {"w5 a b", "", ""},
    };
    CHECK(rows);
}

static void ordered_is_the_first_part_first(void **state)
{
    static const row rows[] = {
        {"o5 a b", "a..b", "1-4"},  {"o5 a b", "b..a", ""},    {"o2 a b", "a..b", ""},
        {"o9 a b", "ba.ab", "4-5"}, {"o9 a b", "aabb", "2-3"}, {"o9 a b", "a.ba.b", "1-3 4-6"},
        {"o2 a b", "ab.ba", "1-2"},
    };
    CHECK(rows);
}

static void a_phrase_is_measured_from_its_nearest_word(void **state)
{
    static const row rows[] = {
        {"w2 + a b c", "ab.c", "1-4"},
        {"w1 + a b c", "ab.c", ""},
        {"w2 + a b c", "c.ab", "1-4"},
        /* overlapping ones are the same place */
        {"w9 + a b b", "ab", ""},
        {"w9 + a b b", "ab.b", "1-4"},
        {"w9 + a b + b c", "abc", ""},
    };
    CHECK(rows);
}

static void what_was_found_near_can_be_near_again(void **state)
{
    static const row rows[] = {
        {"w3 w5 a b c", "a...b..c", "1-8"},
        {"w2 w5 a b c", "a...b..c", ""},
        {"w3 w5 a b c", "c..a...b", "1-8"},
        /* strictly inside a stretch is near it */
        {"w1 w5 a b c", "a..c.b", "1-6"},
        {"w1 c w5 a b", "a..c.b", "1-6"},
        {"o1 w5 a b c", "a..c.b", ""},
        {"w9 w9 a b a", "a..b", ""},
        /* an OR keeps stretches that hold other members */
        {"w1 | w9 a b c d", "a.cd.b", "3-4"},
        {"w1 | w9 a b c d", "adc.c.b", "2-3"},
        {"w1 | w9 a b c d", "ad..c.b", "1-7"},
    };
    CHECK(rows);
}

static void sentences_and_paragraphs_bound_it(void **state)
{
    static const row rows[] = {
        {"ws a b", "/a.....b", "1-7"},
        {"ws a b", "/a..|..b", ""},
        {"ws a b", "/a..|b.a", "4-6"},
        {"ws a b", "/b..|a/b", ""},
        {"wp a b", "/a..|..b", "1-6"},
        {"wp a b", "/a..|../b", ""},
        {"os a b", "/b.a", ""},
        {"os a b", "/b.a|b", ""},
        {"op a b", "/b.a|b", "3-4"},
        /* the headline is before the first mark */
        {"ws a b", "a.b/a", "1-3"},
        {"wp a b", "a/b", ""},
        {"ws + a b c", "/ab..c", "1-5"},
        /* a phrase that a sentence's end cuts is in none */
        {"ws + a b c", "/a|b..c", ""},
        {"ws w9 a b c", "/a.c.b", "1-5"},
        {"ws w9 a b c", "/a.c|b", ""},
    };
    CHECK(rows);
}

static void not_near_is_what_has_none_so_near(void **state)
{
    static const row rows[] = {
        {"!w2 a b", "ab...a", "6"},
        {"!w2 a b", "a.b.a", ""},
        {"!w2 a b", "a..b", "1"},
        {"!w2 a b", "aaa", "1 2 3"},
        {"!w2 a b", "bbb", ""},
        {"!o2 a b", "b.a", "3"},
        {"!o2 a b", "a.b", ""},
        {"!ws a b", "/a.b|a", "4"},
        {"!os a b", "/b.a|a", "3 4"},
        {"!wp a b", "/a.b|a/a", "5"},
        /* what overlaps is near, but in no order */
        {"!w2 a a", "a...a", ""},
        {"!o2 a a", "a...a", "1 5"},
        {"!o2 a a", "a.a", "3"},
        {"!w1 + a b b", "ab", ""},
        {"!o1 + a b b", "ab", "1-2"},
        {"!w1 a w9 b c", "b.a.c", ""},
    };
    CHECK(rows);
}

static void at_least_counts_what_does_not_overlap(void **state)
{
    static const row rows[] = {
        {"#2 a", "a.a", "1 3"},
        {"#2 a", "a..", ""},
        {"#1 a", "a..", "1"},
        {"#2 + a a", "aaa", ""},
        {"#2 + a a", "aaaa", "1-2 2-3 3-4"},
        {"#2 w9 a b", "a.b.a", ""},
        {"#2 w9 a b", "ab.ab", "1-2 2-4 4-5"},
        /* the one that ends first leaves most room */
        {"#2 | w9 a b c", "acb", ""},
        {"#2 | w9 a b c", "ac.bc", "1-4 2 5"},
        {"#3 | a b", "ab.a", "1 2 4"},
    };
    CHECK(rows);
}

static void first_is_the_headline_and_the_first_words_of_the_text(void **state)
{
    static const row rows[] = {
        {"<2 a", "a../a.a", "1 4"},
        {"<3 a", "a../a.a", "1 4 6"},
        {"<2 a", "/.a.a", "2"},
        {"<2 a", "/..aa", ""},
        {"<2 + a b", "/.ab", ""},
        {"<3 + a b", "/.ab", "2-3"},
        /* a document that is all headline */
        {"<1 a", "..a", "3"},
        {"<1000000 a", "/.a|a/a", "2 3 4"},
    };
    CHECK(rows);
}

static void the_lead_is_between_its_marks(void **state)
{
    static const row rows[] = {
        {"^ a", "a/[.a./]a", "3"},
        {"^ + a b", "/[.a]b", ""},
        {"^ w9 a b", "/[ab]", "1-2"},
        {"^ a", "a.a", ""},
    };
    CHECK(rows);
}

/* ---- lists ---- */

static void minimal_are_those_that_hold_no_other_one(void **state)
{
    static const struct {
        span spans[6];
        size_t n;
        const char *minimal;
    } rows[] = {
        {{{1, 5, true}}, 1, "1-5"},
        {{{1, 5, true}, {2, 6, true}}, 2, "1-5 2-6"},
        {{{1, 6, true}, {2, 5, true}}, 2, "2-5"},
        {{{1, 3, true}, {1, 5, true}, {1, 9, true}}, 3, "1-3"},
        {{{1, 9, true}, {2, 9, true}, {3, 9, true}}, 3, "3-9"},
        {{{1, 9, true}, {2, 4, true}, {2, 8, true}, {3, 5, true}, {6, 6, true}}, 5, "2-4 3-5 6"},
        {{{1, 9, true}, {2, 3, true}, {5, 20, true}, {6, 20, true}, {7, 19, true}}, 5, "2-3 7-19"},
        {{{0, UINT32_MAX, true}}, 1, "0-4294967295"},
        {{{0, 0, false}}, 0, ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        span_list list = {.items = NULL};
        char shown[200];
        for (size_t k = 0; k < rows[i].n; k++)
            assert_true(span_list_add(&list, rows[i].spans[k]));
        span_list_minimize(&list);
        show(&list, shown);
        assert_string_equal(shown, rows[i].minimal);
        span_list_free(&list);
    }
}

static void a_sorted_list_has_each_span_once_and_loose_if_one_of_them_was(void **state)
{
    static const span spans[] = {{4, 5, false}, {1, 9, false}, {4, 5, true},
                                 {1, 2, false}, {4, 5, false}, {1, 2, false}};
    span_list list = {.items = NULL};
    char shown[100];
    (void)state;
    for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++)
        assert_true(span_list_add(&list, spans[i]));
    span_list_sort(&list);
    show(&list, shown);
    assert_string_equal(shown, "1-2 1-9 4-5");
    assert_false(list.items[0].loose);
    assert_true(list.items[2].loose);
    span_list_free(&list);
}

/* ---- readers that fail ---- */

static dossier_status failing_leaf(void *ctx, const span_node *node, span_list *out)
{
    const char *bad = ctx;
    bool fails = node->terms[0].data[0] == *bad;
    return fails || !span_list_add(out, (span){1, 1, false}) ? DOSSIER_CORRUPT : DOSSIER_OK;
}

static dossier_status failing_marks(void *ctx, span_mark kind, span_marks *out)
{
    (void)ctx, (void)kind, (void)out;
    return DOSSIER_CORRUPT;
}

static void an_error_of_the_reader_is_handed_on(void **state)
{
    static const char *const trees[] = {"b",       "+ a b", "| a b", "w5 a b", "ws a a",
                                        "!wp a a", "#1 b",  "<5 a",  "^ a"};
    char bad[] = "b";
    const span_reader reader = {failing_leaf, failing_marks, bad};
    (void)state;
    for (size_t i = 0; i < sizeof trees / sizeof trees[0]; i++) {
        tree t = {.at = trees[i]};
        span_engine *engine;
        const span_list *found;
        const span_node *root = read_tree(&t);
        assert_int_equal(span_engine_create(root, t.n, &engine), DOSSIER_OK);
        assert_int_equal(span_find(engine, &reader, &found), DOSSIER_CORRUPT);
        span_engine_free(engine);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_leaf_stands_at_each_of_its_places),
        cmocka_unit_test(a_phrase_is_words_in_a_row),
        cmocka_unit_test(near_is_the_shortest_stretches_in_either_order),
        cmocka_unit_test(ordered_is_the_first_part_first),
        cmocka_unit_test(a_phrase_is_measured_from_its_nearest_word),
        cmocka_unit_test(what_was_found_near_can_be_near_again),
        cmocka_unit_test(sentences_and_paragraphs_bound_it),
        cmocka_unit_test(not_near_is_what_has_none_so_near),
        cmocka_unit_test(at_least_counts_what_does_not_overlap),
        cmocka_unit_test(first_is_the_headline_and_the_first_words_of_the_text),
        cmocka_unit_test(the_lead_is_between_its_marks),
        cmocka_unit_test(minimal_are_those_that_hold_no_other_one),
        cmocka_unit_test(a_sorted_list_has_each_span_once_and_loose_if_one_of_them_was),
        cmocka_unit_test(an_error_of_the_reader_is_handed_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
