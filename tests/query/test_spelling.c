/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/spelling.h"

#include "tests/test.h"

enum { MOST = 2, FAR = 8 };

static unsigned between(const char *typed, const char *word, unsigned most)
{
    spelling s;
    assert_true(spelling_init(&s, slice_of(typed), most));
    return spelling_distance(&s, slice_of(word));
}

static void a_letter_put_in_left_out_changed_or_swapped_is_one(void **state)
{
    static const struct {
        const char *typed, *word;
        unsigned distance;
    } rows[] = {
        {"ryabkov", "ryabkov", 0},
        {"ryabkov", "ryabkow", 1}, /* changed */
        {"ryabkov", "riabkov", 1},
        {"ryabkov", "ryabkovv", 1}, /* put in */
        {"ryabkov", "aryabkov", 1},
        {"ryabkov", "yabkov", 1}, /* left out */
        {"ryabkov", "ryakov", 1},
        {"ryabkov", "yrabkov", 1}, /* swapped */
        {"ryabkov", "ryabkvo", 1},
        {"ryabkov", "yrabkvo", 2},
        {"ryabkov", "ribkov", 2},
        {"ryabkov", "rybakow", 2},
        {"ca", "abc", 3}, /* nothing between two that were swapped */
        {"ryabkov", "lavrov", 4},
        {"ryabkov", "", 7},
        {"", "ab", 2},
        {"", "", 0},
        {"orban", "orb\xC3\xA1n", 1}, /* one letter, though of two bytes */
        {"\xE6\xA0\xB8\xE5\xBF\x83", "\xE5\xBF\x83\xE6\xA0\xB8", 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        unsigned got = between(rows[i].typed, rows[i].word, FAR);
        unsigned back = between(rows[i].word, rows[i].typed, FAR);
        if (got != rows[i].distance || back != got)
            fail_msg("%s %s: %u and %u, not %u", rows[i].typed, rows[i].word, got, back,
                     rows[i].distance);
    }
}

static void distances_beyond_the_most_are_not_told_apart(void **state)
{
    (void)state;
    assert_int_equal(between("kitten", "sitting", 2), 3);
    assert_int_equal(between("kitten", "sitting", 1), 2);
    assert_int_equal(between("kitten", "negotiation", 1), 2);
    assert_int_equal(between("kitten", "kitten", 1), 0);
}

/* What two words in a row begin with is reckoned once; the answer is that of a fresh start. */
static void the_words_before_make_no_difference(void **state)
{
    static const char *const words[] = {
        "",      "a",    "reset",  "reser",  "reserve", "reserves", "resets", "rset",
        "erset", "rest", "resett", "treset", "zzz",     "reset",    "resez",  "rese",
        "reste", "re",   "rese",   "reset",  "preset",  "resetting"};
    enum { WORDS = sizeof words / sizeof words[0] };
    (void)state;
    for (unsigned most = 1; most <= MOST; most++)
        for (size_t step = 1; step < WORDS; step++) {
            spelling s;
            assert_true(spelling_init(&s, SLICE("reset"), most));
            for (size_t i = 0; i < WORDS; i++) {
                const char *word = words[i * step % WORDS];
                unsigned got = spelling_distance(&s, slice_of(word));
                if (got != between("reset", word, most))
                    fail_msg("%s: %u in a row, %u alone", word, got, between("reset", word, most));
            }
        }
}

static void after_a_hopeless_beginning_no_word_comes_near(void **state)
{
    static const char letters[] = "abc";
    spelling s;
    char word[] = "aaaaaa";
    (void)state;
    for (unsigned most = 1; most <= MOST; most++)
        /* All words of six letters of three. */
        for (unsigned n = 0; n < 729; n++) {
            for (unsigned i = 0, rest = n; i < 6; i++, rest /= 3)
                word[i] = letters[rest % 3];
            assert_true(spelling_init(&s, SLICE("abca"), most));
            spelling_distance(&s, slice_of(word));
            size_t dead = s.dead;
            for (size_t len = dead; dead && len <= 6; len++)
                assert_int_equal(spelling_distance(&s, (slice){word, len}), most + 1);
        }
}

static void a_word_that_is_too_long_is_refused(void **state)
{
    char word[SPELLING_MOST + 1];
    spelling s;
    (void)state;
    memset(word, 'a', sizeof word);
    assert_true(spelling_init(&s, (slice){word, SPELLING_MOST}, 1));
    assert_int_equal(spelling_distance(&s, (slice){word, SPELLING_MOST}), 0);
    assert_int_equal(spelling_distance(&s, (slice){word, SPELLING_MOST + 1}), 2);
    assert_false(spelling_init(&s, (slice){word, SPELLING_MOST + 1}, 1));
}

static void stray_bytes_are_letters_of_their_own(void **state)
{
    (void)state;
    assert_int_equal(between("a\xC3", "a\xC3", 1), 0);
    assert_int_equal(between("a\xC3", "a\xC4", 1), 1);
    assert_int_equal(between("\xFF\xFE", "\xFE\xFF", 1), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_put_in_left_out_changed_or_swapped_is_one),
        cmocka_unit_test(distances_beyond_the_most_are_not_told_apart),
        cmocka_unit_test(the_words_before_make_no_difference),
        cmocka_unit_test(after_a_hopeless_beginning_no_word_comes_near),
        cmocka_unit_test(a_word_that_is_too_long_is_refused),
        cmocka_unit_test(stray_bytes_are_letters_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
