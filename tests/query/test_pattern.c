/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/pattern.h"

#include "tests/test.h"

static void a_pattern_fits_whole_words(void **state)
{
    static const struct {
        const char *pattern, *word;
        bool fits;
    } rows[] = {
        {"iran", "iran", true},
        {"iran", "iranian", false},
        {"iran", "ira", false},
        {"", "", true},
        {"", "a", false},
        /* any letters, or none */
        {"*", "", true},
        {"*", "iran", true},
        {"iran*", "iran", true},
        {"iran*", "iranian", true},
        {"iran*", "ira", false},
        {"*stan", "pakistan", true},
        {"*stan", "stan", true},
        {"*stan", "pakistani", false},
        {"gorb*ev", "gorbachev", true},
        {"gorb*ev", "gorbev", true},
        {"gorb*ev", "gorbachevs", false},
        {"*an*", "iran", true},
        {"*an*", "iraq", false},
        /* the first place where the rest begins is not the one where it ends */
        {"*ana", "banana", true},
        {"*anan", "banana", false},
        {"a*b*c", "aabbcbc", true},
        {"a*b*c", "aabbcb", false},
        {"*ab*ab", "ab", false},
        {"*ab*ab", "abab", true},
        /* one letter */
        {"wom?n", "women", true},
        {"wom?n", "womn", false},
        {"wom?n", "womeen", false},
        {"?", "", false},
        {"??", "ab", true},
        {"*?", "", false},
        {"*?", "a", true},
        {"?*", "a", true},
        {"n?g*", "n\xC3\xA9go", true}, /* of two bytes */
        {"n??g*", "n\xC3\xA9go", false},
        {"*?", "\xE6\xA0\xB8", true},
        {"??", "\xE6\xA0\xB8", false},
        {"*\xA9go", "n\xC3\xA9go", false}, /* never from inside a letter */
        {"n\xC3\xA9*", "n\xC3\xA8go", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (pattern_fits(slice_of(rows[i].pattern), slice_of(rows[i].word)) != rows[i].fits)
            fail_msg("%s %s %s", rows[i].pattern, rows[i].fits ? "doesn't fit" : "fits",
                     rows[i].word);
}

/* With a step back for every star it would take longer than anyone waits. */
static void many_stars_take_no_longer_than_the_product_of_the_lengths(void **state)
{
    char pattern[200], word[2000];
    (void)state;
    for (size_t i = 0; i < sizeof pattern; i++)
        pattern[i] = i % 2 ? '*' : 'a';
    memset(word, 'a', sizeof word);
    pattern[sizeof pattern - 1] = 'b';
    assert_false(pattern_fits((slice){pattern, sizeof pattern}, (slice){word, sizeof word}));
    word[sizeof word - 1] = 'b';
    assert_true(pattern_fits((slice){pattern, sizeof pattern}, (slice){word, sizeof word}));
}

static void a_pattern_begins_with_the_letters_before_its_first_sign(void **state)
{
    static const struct {
        const char *pattern, *start;
        bool prefix;
    } rows[] = {
        {"iran*", "iran", true},
        {"iran", "iran", false},
        {"ir*n", "ir", false},
        {"ir?n*", "ir", false},
        {"*stan", "", false},
        {"*", "", true},
        {"ir*n*", "ir", false},
        {"wom?n", "wom", false},
        {"iran?", "iran", false},
        {"", "", false},
        {"n\xC3\xA9*", "n\xC3\xA9", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        slice pattern = slice_of(rows[i].pattern);
        assert_slice_equal(pattern_start(pattern), rows[i].start);
        if (pattern_is_prefix(pattern) != rows[i].prefix)
            fail_msg("%s", rows[i].pattern);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pattern_fits_whole_words),
        cmocka_unit_test(many_stars_take_no_longer_than_the_product_of_the_lengths),
        cmocka_unit_test(a_pattern_begins_with_the_letters_before_its_first_sign),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
