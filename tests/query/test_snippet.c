/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/snippet.h"

#include "stored.h"
#include "tests/test.h"

enum { LENGTH = 120, WORDS = 8 };

/* A search for up to WORDS words in one document, and what came of it. */
typedef struct shown {
    stored s;
    record r;
    snippet_maker *maker;
    const dossier_snippet *snippets;
    size_t n;
} shown;

static shown document_of(const stored_piece *pieces, size_t n)
{
    shown d = {.s = stored_make("Ministers meet", pieces, n, "Ada Lovell")};
    record_init(&d.r);
    assert_int_equal(snippet_maker_create("en", &d.maker), DOSSIER_OK);
    return d;
}

static shown text_of(const char *body)
{
    const stored_piece piece = {body, RECORD_BODY, RECORD_KEPT};
    return document_of(&piece, 1);
}

static void show(shown *d, const snippet_query *query, size_t max, size_t length)
{
    slice bytes = buf_slice(&d->s.bytes);
    assert_int_equal(record_decode(bytes, &d->r), DOSSIER_OK);
    assert_int_equal(snippet_make(d->maker, xapian_writable_database_view(d->s.db), 1, bytes, &d->r,
                                  query, max, length, &d->snippets, &d->n),
                     DOSSIER_OK);
}

/* Terms separated by spaces, all of weight 1; one that ends in * is a prefix. */
static void show_words(shown *d, const char *terms, size_t max)
{
    snippet_word words[WORDS];
    size_t n = 0;
    for (const char *at = terms; *at; at += strspn(at, " ")) {
        size_t len = strcspn(at, " ");
        bool prefix = at[len - 1] == '*';
        words[n++] = (snippet_word){.term = {at, len - prefix}, .prefix = prefix, .weight = 1};
        at += len;
    }
    show(d, &(snippet_query){.words = words, .n_words = n}, max, LENGTH);
}

static void done(shown *d)
{
    snippet_maker_free(d->maker);
    record_free(&d->r);
    stored_free(&d->s);
}

/* The snippet with its marks as [words]. */
static void assert_snippet(const dossier_snippet *s, const char *expected)
{
    char text[4096];
    size_t len = 0, at = 0;
    for (size_t i = 0; i < s->n_marks; i++) {
        assert_true(s->marks[i].from >= at && s->marks[i].to <= s->text.len);
        len += (size_t)sprintf(text + len, "%.*s[%.*s]", (int)(s->marks[i].from - at),
                               s->text.data + at, (int)(s->marks[i].to - s->marks[i].from),
                               s->text.data + s->marks[i].from);
        at = s->marks[i].to;
    }
    sprintf(text + len, "%.*s", (int)(s->text.len - at), s->text.data + at);
    assert_string_equal(text, expected);
}

static void assert_shown(const shown *d, const char *expected)
{
    assert_int_equal(d->n, 1);
    assert_snippet(&d->snippets[0], expected);
}

static void the_sentence_with_the_word_is_shown_whole(void **state)
{
    (void)state;
    shown d = text_of("The committee met in the old town hall on Monday morning, as it had the "
                      "year before. \xe2\x80\x9cWe will not sign,\xe2\x80\x9d said the envoy. "
                      "The talks end on Friday, and nobody expects a third round of them before "
                      "the autumn session begins in New York.");
    show_words(&d, "envoy", 1);
    assert_shown(&d, "\xe2\x80\x9cWe will not sign,\xe2\x80\x9d said the [envoy].");
    done(&d);
}

static void other_forms_of_the_word_are_marked_too(void **state)
{
    (void)state;
    shown d = text_of("Treaties bind. A treaty binds those who signed it.");
    show_words(&d, "treati", 1);
    assert_shown(&d, "[Treaties] bind. A [treaty] binds those who signed it.");
    done(&d);
}

static void a_wildcard_marks_every_word_that_begins_so(void **state)
{
    (void)state;
    shown d = text_of("Sanctions were lifted; sanctuary was not granted.");
    show_words(&d, "sanct*", 1);
    assert_shown(&d, "[Sanctions] were lifted; [sanctuary] was not granted.");
    done(&d);
}

static void the_passage_with_both_words_beats_an_earlier_one_with_one(void **state)
{
    (void)state;
    shown d = text_of("Ozone was on nobody's mind when the delegates came together in the spring "
                      "of that year, and the agenda did not name it.\n\n"
                      "It took three more rounds of talks, a change of chairman and a good deal "
                      "of patience on all sides.\n\n"
                      "In the end the ozone treaty was signed.");
    show_words(&d, "ozon treati", 1);
    assert_shown(&d, "In the end the [ozone] [treaty] was signed.");
    done(&d);
}

static void a_rare_word_outweighs_a_common_one(void **state)
{
    (void)state;
    shown d = text_of("The council met. The council voted. The council rose. The council went home "
                      "after a long day of debate on other matters of the agenda.\n\n"
                      "Hormuz was named once in the course of it, at the end of the afternoon.");
    const snippet_word words[] = {{.term = SLICE("council"), .weight = 1},
                                  {.term = SLICE("hormuz"), .weight = 6}};
    show(&d, &(snippet_query){.words = words, .n_words = 2}, 1, 80);
    assert_shown(&d, "[Hormuz] was named once in the course of it, at the end of the afternoon.");
    done(&d);
}

/* "broad reset" */
static const slice phrase_terms[] = {SLICE("broad"), SLICE("reset")};
static span_node phrase_leaves[] = {
    {.kind = SPAN_LEAF, .number_of = 1, .terms = &phrase_terms[0], .n_terms = 1},
    {.kind = SPAN_LEAF, .number_of = 2, .terms = &phrase_terms[1], .n_terms = 1},
};
static span_node *phrase_children[] = {&phrase_leaves[0], &phrase_leaves[1]};
static const span_node phrase_node = {
    .kind = SPAN_PHRASE, .children = phrase_children, .n_children = 2};

static void words_of_a_phrase_are_marked_only_where_it_stands(void **state)
{
    (void)state;
    shown d = text_of("A reset was broad. The broad reset failed.");
    const snippet_word words[] = {{.term = SLICE("broad"), .weight = 1, .place = 1},
                                  {.term = SLICE("reset"), .weight = 1, .place = 1}};
    const snippet_place place = {&phrase_node, 3};
    show(&d, &(snippet_query){words, 2, &place, 1}, 1, LENGTH);
    assert_shown(&d, "A reset was broad. The [broad] [reset] failed.");
    done(&d);
}

static void a_word_that_is_also_sought_by_itself_is_marked_everywhere(void **state)
{
    (void)state;
    shown d = text_of("A reset was broad. The broad reset failed.");
    const snippet_word words[] = {{.term = SLICE("broad"), .weight = 1, .place = 1},
                                  {.term = SLICE("reset"), .weight = 1, .place = 1},
                                  {.term = SLICE("reset"), .weight = 1}};
    const snippet_place place = {&phrase_node, 3};
    show(&d, &(snippet_query){words, 3, &place, 1}, 1, LENGTH);
    assert_shown(&d, "A [reset] was broad. The [broad] [reset] failed.");
    done(&d);
}

static void a_hyphenated_word_and_its_part_are_one_mark(void **state)
{
    (void)state;
    shown d = text_of("The counter-terrorism unit left.");
    show_words(&d, "counter counterterror", 1);
    assert_shown(&d, "The [counter-terrorism] unit left.");
    done(&d);
}

static void chinese_bigrams_run_together_in_one_mark(void **state)
{
    (void)state;
    shown d = text_of("\xe5\xae\x89\xe7\x90\x86\xe4\xbc\x9a\xe9\x80\x9a\xe8\xbf\x87\xe4\xba\x86"
                      "\xe5\x86\xb3\xe8\xae\xae\xe3\x80\x82");
    show_words(&d, "\xe5\xae\x89\xe7\x90\x86 \xe7\x90\x86\xe4\xbc\x9a", 1);
    assert_shown(&d, "[\xe5\xae\x89\xe7\x90\x86\xe4\xbc\x9a]\xe9\x80\x9a\xe8\xbf\x87\xe4\xba\x86"
                     "\xe5\x86\xb3\xe8\xae\xae\xe3\x80\x82");
    done(&d);
}

static void a_long_sentence_is_cut_between_words_with_ellipses(void **state)
{
    (void)state;
    shown d = text_of(
        "When the delegates who had come from the capitals of the eleven states that border the "
        "sea "
        "had heard the report of the secretary and of the three working groups they agreed without "
        "a vote that dumping would end within five years unless one of them objected in writing "
        "before the first of May and asked for another session of the conference to be held.");
    show_words(&d, "dump", 1);
    assert_int_equal(d.n, 1);
    slice text = d.snippets[0].text;
    assert_true(text.len <= LENGTH + 10);
    assert_true(slice_starts_with(text, SLICE("\xe2\x80\xa6 ")));
    assert_memory_equal(text.data + text.len - 4, " \xe2\x80\xa6", 4);
    assert_int_equal(d.snippets[0].n_marks, 1);
    done(&d);
}

static void passages_come_in_the_order_of_the_text_and_do_not_overlap(void **state)
{
    (void)state;
    shown d =
        text_of("The ozone hole was found over the pole by people who did not look for it.\n\n"
                "Much was said about other gases, about money and about who should pay, for "
                "two weeks on end in a hall without windows.\n\n"
                "The ozone treaty followed, and forty states have signed it by now.");
    show_words(&d, "ozon treati", 3);
    assert_int_equal(d.n, 2);
    assert_true(d.snippets[0].offset < d.snippets[1].offset);
    assert_snippet(&d.snippets[1],
                   "The [ozone] [treaty] followed, and forty states have signed it by now.");
    done(&d);
}

static void offset_line_and_column_point_at_the_first_mark(void **state)
{
    (void)state;
    shown d = text_of("One line.\nAnother line,\n  then the envoy.\n");
    show_words(&d, "envoy", 1);
    assert_int_equal(d.n, 1);
    assert_int_equal(d.snippets[0].line, 3);
    assert_int_equal(d.snippets[0].column, 12);
    assert_memory_equal(d.s.text + d.snippets[0].offset, "envoy", 5);
    done(&d);
}

static void white_space_is_folded_and_control_characters_are_left_out(void **state)
{
    (void)state;
    shown d = text_of("An\tenvoy\n  came\x1b[31m in\xc2\xa0\xe2\x80\xaered.");
    show_words(&d, "envoy", 1);
    assert_shown(&d, "An [envoy] came[31m in red.");
    done(&d);
}

static void a_match_in_the_title_alone_shows_the_beginning_of_the_text(void **state)
{
    (void)state;
    const stored_piece pieces[] = {
        {"Ministers meet", RECORD_TITLE, RECORD_KEPT},
        {"Nothing came of it. The next round is in May.", RECORD_BODY, RECORD_KEPT},
    };
    shown d = document_of(pieces, 2);
    show_words(&d, "minist", 1);
    assert_shown(&d, "Nothing came of it. The next round is in May.");
    assert_int_equal(d.snippets[0].line, 3);
    done(&d);
}

static void a_match_in_the_byline_alone_shows_the_beginning_too(void **state)
{
    (void)state;
    shown d = text_of("Nothing came of it. The next round is in May.");
    show_words(&d, "lovel", 1);
    assert_shown(&d, "Nothing came of it. The next round is in May.");
    show_words(&d, "lovel round", 1);
    assert_shown(&d, "Nothing came of it. The next [round] is in May.");
    done(&d);
}

static void what_was_dropped_from_the_text_is_never_shown(void **state)
{
    (void)state;
    const stored_piece pieces[] = {
        {"The envoy left.", RECORD_BODY, RECORD_KEPT},
        {"SHARE THIS STORY", RECORD_DROPPED, RECORD_SHARE},
        {"The envoy came back.", RECORD_BODY, RECORD_KEPT},
    };
    shown d = document_of(pieces, 3);
    show_words(&d, "envoy", 2);
    assert_int_equal(d.n, 2);
    assert_snippet(&d.snippets[0], "The [envoy] left.");
    assert_snippet(&d.snippets[1], "The [envoy] came back.");
    done(&d);
}

static void a_heading_takes_what_follows_it_along(void **state)
{
    (void)state;
    const stored_piece pieces[] = {
        {"Article 5", RECORD_HEADING, RECORD_KEPT},
        {"Each party may withdraw.", RECORD_BODY, RECORD_KEPT},
    };
    shown d = document_of(pieces, 2);
    show_words(&d, "articl", 1);
    assert_shown(&d, "[Article] 5 Each party may withdraw.");
    done(&d);
}

static void a_document_without_text_has_no_passage(void **state)
{
    (void)state;
    const stored_piece piece = {"Ministers meet", RECORD_TITLE, RECORD_KEPT};
    shown d = document_of(&piece, 1);
    show_words(&d, "minist", 1);
    assert_int_equal(d.n, 0);
    done(&d);
}

/* `count` words with the envoy as the one at `place`, in lines (or not). */
static char *long_text(size_t count, size_t place, bool lines)
{
    char *text = malloc(count * 12 + 1);
    size_t len = 0;
    assert_non_null(text);
    for (size_t i = 0; i < count; i++)
        len += (size_t)sprintf(text + len, "%s%s",
                               i == place ? "envoy"
                               : i % 7    ? "talks"
                                          : "and",
                               lines && i % 12 == 11 ? "\n"
                               : i % 50 == 49        ? ". "
                                                     : " ");
    return text;
}

static void a_match_deep_in_a_long_document_is_found_where_it_is(void **state)
{
    (void)state;
    static const struct {
        size_t place;
        bool lines;
    } cases[] = {{0, false},    {700, true},    {4096, false},
                 {59999, true}, {59999, false}, {31234, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = long_text(60000, cases[i].place, cases[i].lines);
        shown d = text_of(text);
        show_words(&d, "envoy", 1);
        assert_int_equal(d.n, 1);
        assert_int_equal(d.snippets[0].n_marks, 1);
        assert_memory_equal(text + d.snippets[0].offset, "envoy", 5);
        assert_true(d.snippets[0].text.len < 2 * LENGTH);
        done(&d);
        free(text);
    }
}

static void a_long_text_of_every_kind_is_counted_as_the_indexer_counts_it(void **state)
{
    (void)state;
    static const char *const kinds[] = {
        "plain words of a text\n",
        "counter-terrorism and inter-\nnational law ",
        "U.S. and I.A.E.A. (Gen. ",
        "Moscow\xe2\x80\x99s 10,000 men, 4.5 percent ",
        "\xe5\xae\x89\xe7\x90\x86\xe4\xbc\x9a\xe9\x80\x9a\xe8\xbf\x87\xe3\x80\x82\n",
        "O'Brien's a-b-c-d- \n\n",
        "-- ... \xe2\x80\x94\xe2\x80\x94 ",
        "CAPS LINE US WHO\r\n\t",
    };
    enum { ROUNDS = 4000, EVERY = 97 };
    char *text = malloc(ROUNDS * 64);
    size_t len = 0;
    unsigned dice = 1;
    assert_non_null(text);
    for (unsigned i = 0; i < ROUNDS; i++) {
        dice = dice * 1103515245 + 12345;
        len += (size_t)sprintf(text + len, "%s", kinds[(dice >> 16) % 8]);
        if (i % EVERY == 0)
            len += (size_t)sprintf(text + len, "zq%uzq ", i);
    }
    shown d = text_of(text);
    for (unsigned i = 0; i < ROUNDS; i += EVERY) {
        char word[32];
        snprintf(word, sizeof word, "zq%uzq", i);
        show_words(&d, word, 1);
        assert_int_equal(d.n, 1);
        assert_int_equal(d.snippets[0].n_marks, 1);
        assert_memory_equal(text + d.snippets[0].offset, word, strlen(word));
    }
    done(&d);
    free(text);
}

static void several_places_in_a_long_document_are_all_found(void **state)
{
    (void)state;
    char *text = long_text(60000, 100, true);
    memcpy(strstr(text + 150000, "talks"), "envoy", 5);
    memcpy(strstr(text + 300000, "talks"), "envoy", 5);
    shown d = text_of(text);
    show_words(&d, "envoy", 5);
    assert_int_equal(d.n, 3);
    for (size_t i = 0; i < d.n; i++)
        assert_memory_equal(text + d.snippets[i].offset, "envoy", 5);
    done(&d);
    free(text);
}

static void a_word_of_a_megabyte_does_not_make_a_megabyte_of_snippet(void **state)
{
    (void)state;
    char *text = malloc(1 << 20);
    assert_non_null(text);
    memset(text, 'a', 1 << 20);
    memcpy(text, "envoy ", 6);
    text[(1 << 20) - 1] = '\0';
    shown d = text_of(text);
    show_words(&d, "envoy a*", 1);
    assert_true(d.n >= 1);
    assert_true(d.snippets[0].text.len <= 5 * LENGTH);
    done(&d);
    free(text);
}

static void a_maker_serves_one_document_after_another(void **state)
{
    (void)state;
    shown d = text_of("The envoy left.");
    shown other = text_of("Before noon the envoy came back.");
    show_words(&d, "envoy", 1);
    snippet_maker_free(other.maker);
    other.maker = d.maker;
    show_words(&other, "envoy", 1);
    assert_shown(&other, "Before noon the [envoy] came back.");
    other.maker = NULL;
    done(&other);
    done(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sentence_with_the_word_is_shown_whole),
        cmocka_unit_test(other_forms_of_the_word_are_marked_too),
        cmocka_unit_test(a_wildcard_marks_every_word_that_begins_so),
        cmocka_unit_test(the_passage_with_both_words_beats_an_earlier_one_with_one),
        cmocka_unit_test(a_rare_word_outweighs_a_common_one),
        cmocka_unit_test(words_of_a_phrase_are_marked_only_where_it_stands),
        cmocka_unit_test(a_word_that_is_also_sought_by_itself_is_marked_everywhere),
        cmocka_unit_test(a_hyphenated_word_and_its_part_are_one_mark),
        cmocka_unit_test(chinese_bigrams_run_together_in_one_mark),
        cmocka_unit_test(a_long_sentence_is_cut_between_words_with_ellipses),
        cmocka_unit_test(passages_come_in_the_order_of_the_text_and_do_not_overlap),
        cmocka_unit_test(offset_line_and_column_point_at_the_first_mark),
        cmocka_unit_test(white_space_is_folded_and_control_characters_are_left_out),
        cmocka_unit_test(a_match_in_the_title_alone_shows_the_beginning_of_the_text),
        cmocka_unit_test(a_match_in_the_byline_alone_shows_the_beginning_too),
        cmocka_unit_test(what_was_dropped_from_the_text_is_never_shown),
        cmocka_unit_test(a_heading_takes_what_follows_it_along),
        cmocka_unit_test(a_document_without_text_has_no_passage),
        cmocka_unit_test(a_match_deep_in_a_long_document_is_found_where_it_is),
        cmocka_unit_test(a_long_text_of_every_kind_is_counted_as_the_indexer_counts_it),
        cmocka_unit_test(several_places_in_a_long_document_are_all_found),
        cmocka_unit_test(a_word_of_a_megabyte_does_not_make_a_megabyte_of_snippet),
        cmocka_unit_test(a_maker_serves_one_document_after_another),
    };
    return cmocka_run_group_tests_name("snippet", tests, NULL, NULL);
}
