/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ignore files: what gitignore(5) says, row by row, and git's own opinion of the same rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <cmocka.h>

#include "indexer/sources/glob.h"
#include "indexer/sources/ignore.h"
#include "tree.h"

/* A path that ends in a slash is a folder. */
typedef struct row {
    const char *patterns, *path;
    bool ignored;
} row;

static const row rows[] = {
    /* names at any depth */
    {"a.txt", "a.txt", true},
    {"a.txt", "b/a.txt", true},
    {"a.txt", "b/c/a.txt", true},
    {"a.txt", "a.txt/b", true},
    {"a.txt", "xa.txt", false},
    {"a.txt", "a.txtx", false},
    {"a.txt", "A.txt", false},
    {"", "a.txt", false},
    {"\n\n", "a.txt", false},
    /* anchors */
    {"/a", "a", true},
    {"/a", "b/a", false},
    {"/a", "a/b", true},
    {"a/b", "a/b", true},
    {"a/b", "x/a/b", false},
    {"a/b", "a/b/c", true},
    {"/a/b", "a/b", true},
    {"/*", "a", true},
    {"/*", "a/b", true},
    {"/", "a", false},
    {"//a", "a", false},
    {"a//b", "a/b", false},
    /* folders alone */
    {"a/", "a/", true},
    {"a/", "a", false},
    {"a/", "a/b", true},
    {"a/", "x/a/", true},
    {"a/", "x/a", false},
    {"a/b/", "a/b/", true},
    {"a/b/", "a/b", false},
    {"a/b/", "a/b/c", true},
    {"a//", "a/", false},
    {"*/", "a/", true},
    {"*/", "a", false},
    {"/*/", "a/b", true},
    {"/*/", "a", false},
    /* one star */
    {"*.log", "x.log", true},
    {"*.log", ".log", true},
    {"*.log", "a/b/x.log", true},
    {"*.log", "x.logs", false},
    {"*", "a", true},
    {"*", "a/b", true},
    {"a*", "abc", true},
    {"a*", "ba", false},
    {"a*c", "abc", true},
    {"a*c", "ac", true},
    {"a*c", "abcd", false},
    {"a*b*c", "axxbyyc", true},
    {"a*b*c", "axxcyyb", false},
    {"a/*", "a/b", true},
    {"a/*", "a/b/c", true},
    {"a/*/c", "a/b/c", true},
    {"a/*/c", "a/b/b/c", false},
    {"a/*/c", "a/c", false},
    {"/*.c", "cat.c", true},
    {"/*.c", "a/cat.c", false},
    {"a/*.c", "a/x.c", true},
    {"a/*.c", "a/b/x.c", false},
    {"foo*/bar", "foot/bar", true},
    {"foo*/bar", "foo/x/bar", false},
    /* two stars */
    {"**/a", "a", true},
    {"**/a", "b/a", true},
    {"**/a", "b/c/a", true},
    {"**/a", "ba", false},
    {"**/a/b", "a/b", true},
    {"**/a/b", "x/a/b", true},
    {"**/a/b", "x/y/a/b", true},
    {"**/a/b", "a/x/b", false},
    {"a/**", "a/b", true},
    {"a/**", "a/b/c", true},
    {"a/**", "a", false},
    {"a/**", "a/", false},
    {"a/**", "x/a/b", false},
    {"a/**/b", "a/b", true},
    {"a/**/b", "a/x/b", true},
    {"a/**/b", "a/x/y/b", true},
    {"a/**/b", "a/xb", false},
    {"a/**/b", "ab", false},
    {"a/**/b/**/c", "a/b/x/b/c", true},
    {"a/**/b/**/c", "a/x/b/y/z/c", true},
    {"a/**/b/**/c", "a/x/c", false},
    {"**", "a", true},
    {"**", "a/b", true},
    {"/**", "a/b", true},
    {"**/", "a/", true},
    {"**/", "a", false},
    {"a**b", "axxb", true},
    {"a**b", "ax/xb", false},
    {"x/a**b", "x/a1b", true},
    {"x/**a", "x/1a", true},
    {"x/**a", "x/1/a", false},
    {"**/*.txt", "a/b.txt", true},
    {"**/*.txt", "b.txt", true},
    {"a/***/b", "a/x/y/b", true},
    {"**/a*/b", "a1/x/a2/b", true},
    /* question marks */
    {"a?c", "abc", true},
    {"a?c", "ac", false},
    {"a?c", "abbc", false},
    {"a?b/c", "a/b/c", false},
    {"?", "a", true},
    {"?", "ab", false},
    /* classes */
    {"[ab]", "a", true},
    {"[ab]", "c", false},
    {"[a-c]x", "bx", true},
    {"[a-c]x", "dx", false},
    {"[!a-c]x", "dx", true},
    {"[!a-c]x", "ax", false},
    {"[^a-c]x", "dx", true},
    {"[]]", "]", true},
    {"[]-a]", "^", true},
    {"[!]]", "a", true},
    {"[!]]", "]", false},
    {"[a-]", "-", true},
    {"[-a]", "-", true},
    {"[a\\-c]", "-", true},
    {"[a\\-c]", "b", false},
    {"[\\]]", "]", true},
    {"[[:digit:]]", "5", true},
    {"[[:digit:]]", "a", false},
    {"[[:alpha:][:digit:]]x", "ax", true},
    {"[[:upper:]]", "a", false},
    {"[[:space:]]", "a", false},
    {"[![:alnum:]]", "_", true},
    {"[[:nonsense:]]", "a", false},
    {"[a", "[a", false},
    {"[a", "a", false},
    {"a[/]b", "a/b", false},
    {"a[!x]b", "a/b", false},
    {"[z-a]", "m", false},
    {"[a-c-e]", "d", false},
    {"[a-c-e]", "-", true},
    {"*.[oa]", "x.o", true},
    {"\\[ab]", "[ab]", true},
    /* escapes */
    {"\\#a", "#a", true},
    {"\\!a", "!a", true},
    {"\\*", "*", true},
    {"\\*", "a", false},
    {"a\\?b", "a?b", true},
    {"a\\bc", "abc", true},
    {"a\\\\b", "a\\b", true},
    {"a\\", "a", false},
    {"a\\", "a\\", false},
    /* comments, spaces and line ends */
    {"#a", "#a", false},
    {"# a\nb", "b", true},
    {"a#b", "a#b", true},
    {"a ", "a", true},
    {"a   ", "a", true},
    {"a\\ ", "a ", true},
    {"a\\ ", "a", false},
    {"a\\  ", "a ", true},
    {" a", " a", true},
    {" a", "a", false},
    {"a b", "a b", true},
    {"a\t", "a", false},
    {"a\t", "a\t", true},
    {"   ", "a", false},
    {"a\r\nb\r\n", "a", true},
    {"a\r\nb\r\n", "b", true},
    {"\xEF\xBB\xBF"
     "a",
     "a", true},
    /* taking back */
    {"*.log\n!keep.log", "keep.log", false},
    {"*.log\n!keep.log", "x.log", true},
    {"*.log\n!keep.log", "a/keep.log", false},
    {"!keep.log\n*.log", "keep.log", true},
    {"*.log\n!keep.log\nkeep.log", "keep.log", true},
    {"a/\n!a/b", "a/b", true},
    {"a/*\n!a/b", "a/b", false},
    {"a/*\n!a/b", "a/c", true},
    {"/*\n!/foo\n/foo/*\n!/foo/bar", "foo/bar/x", false},
    {"/*\n!/foo\n/foo/*\n!/foo/bar", "foo/baz", true},
    {"/*\n!/foo\n/foo/*\n!/foo/bar", "x/foo", true},
    {"*\n!*/\n!*.txt", "a/b/c.txt", false},
    {"*\n!*/\n!*.txt", "a/b/c.log", true},
    {"!", "a", false},
    {"!a", "a", false},
    {"*\n!a/", "a", true},
    {"*\n!a/", "a/", false},
    /* bytes */
    {"\xC3\xA9*", "\xC3\xA9t\xC3\xA9", true},
    {"caf?", "caf\xC3\xA9", false},
    {"caf??", "caf\xC3\xA9", true},
    {"caf\xE9", "caf\xE9", true},
    {"[\xC0-\xDF]x", "\xC8x", true},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

/* As a walk does it: every folder above is asked first, and what is in an ignored one is ignored.
 */
static bool is_ignored(const ignore_rules *rules, const char *path)
{
    size_t len = strlen(path);
    bool folder = len > 0 && path[len - 1] == '/';
    len -= folder;
    for (size_t i = 0; i < len; i++)
        if (path[i] == '/' && ignore_match(rules, (slice){path, i}, true) == IGNORE_OUT)
            return true;
    return ignore_match(rules, (slice){path, len}, folder) == IGNORE_OUT;
}

static void patterns_mean_what_gitignore_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        ignore_rules *rules = ignore_create(slice_of(rows[i].patterns));
        assert_non_null(rules);
        if (is_ignored(rules, rows[i].path) != rows[i].ignored)
            fail_msg("'%s' should%s ignore '%s'", rows[i].patterns, rows[i].ignored ? "" : " not",
                     rows[i].path);
        ignore_free(rules);
    }
}

/* git's answer about a file or folder that is really there; -1 when it gives none. */
static int ask_git(const tree *t, const char *patterns, const char *path)
{
    char command[8192], name[256];
    size_t len = strlen(path);
    bool folder = len > 0 && path[len - 1] == '/';
    snprintf(name, sizeof name, "r/%s", path);
    if (folder)
        tree_folder(t, name);
    else
        tree_text(t, name, "");
    tree_write(t, "r/.gitignore", slice_of(patterns));
    snprintf(name, sizeof name, "%.*s", (int)(len - folder), path);
    tree_write(t, "path", (slice){name, strlen(name) + 1});
    snprintf(command, sizeof command,
             "cd '%s/r' && GIT_CONFIG_NOSYSTEM=1 HOME='%s' git -c core.excludesFile=/dev/null "
             "check-ignore -q --stdin -z --no-index <../path 2>../error; answer=$?; "
             "find . -mindepth 1 -maxdepth 1 -not -name .git -exec rm -rf {} +; exit $answer",
             t->root, t->root);
    int result = system(command);
    return WIFEXITED(result) && WEXITSTATUS(result) <= 1 ? WEXITSTATUS(result) == 0 : -1;
}

static bool has_git(const tree *t)
{
    char command[256];
    tree_folder(t, "r");
    snprintf(command, sizeof command, "cd '%s/r' && HOME='%s' git init -q . >../out 2>&1", t->root,
             t->root);
    return system(command) == 0;
}

static void git_agrees_with_every_row(void **state)
{
    (void)state;
    tree t;
    tree_create(&t);
    bool there = has_git(&t);
    for (size_t i = 0; there && i < ROWS; i++) {
        int answer = ask_git(&t, rows[i].patterns, rows[i].path);
        if (answer != rows[i].ignored)
            fail_msg("git says %d of '%s' and '%s'", answer, rows[i].patterns, rows[i].path);
    }
    tree_remove(&t);
    if (!there)
        skip();
}

static void a_pattern_made_to_take_forever_does_not(void **state)
{
    (void)state;
    buf pattern = BUF_INIT(1 << 20), path = BUF_INIT(1 << 20);
    for (int i = 0; i < 2000; i++) {
        buf_append_slice(&pattern, SLICE("**/*a*a*a?[ab]/"));
        buf_append_slice(&path, SLICE("aaaaaaaaaaaaaaaaaaaa/"));
    }
    buf_append_slice(&pattern, SLICE("b"));
    clock_t start = clock();
    assert_false(glob_match(buf_slice(&pattern), buf_slice(&path)));
    assert_true((clock() - start) / CLOCKS_PER_SEC < 20);
    buf_free(&pattern);
    buf_free(&path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_mean_what_gitignore_says),
        cmocka_unit_test(git_agrees_with_every_row),
        cmocka_unit_test(a_pattern_made_to_take_forever_does_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
