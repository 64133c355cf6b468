/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which files a walk lists, in what order, and what it says of the rest. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#include "indexer/source.h"
#include "tree.h"

/* What a walk said, a line each: "path", or "path: reason" for what it passed over. */
typedef struct journal {
    size_t root; /* bytes of each path that are left out */
    buf lines;
    int files, stop_after;
} journal;

static bool note_file(const source_file *file, void *ctx)
{
    journal *j = ctx;
    buf_append(&j->lines, file->path.data + j->root, file->path.len - j->root);
    buf_push(&j->lines, '\n');
    return ++j->files != j->stop_after;
}

static void note_skipped(slice path, source_skip why, const char *reason, void *ctx)
{
    journal *j = ctx;
    (void)why;
    buf_append(&j->lines, path.data + j->root, path.len - j->root);
    buf_printf(&j->lines, ": %s\n", reason);
}

static const source_walk_events events = {note_file, note_skipped};

static int set_up(void **state)
{
    tree *t = malloc(sizeof *t);
    tree_create(t);
    *state = t;
    return 0;
}

static int tear_down(void **state)
{
    tree_remove(*state);
    free(*state);
    return 0;
}

static void expect_walk(const tree *t, const source_walk_options *options, const char *expected)
{
    journal j = {.root = strlen(t->root) + 1, .lines = BUF_INIT(1 << 20)};
    assert_int_equal(source_walk(t->root, options, &events, &j), DOSSIER_OK);
    assert_string_equal(buf_string(&j.lines) ? j.lines.data : "", expected);
    buf_free(&j.lines);
}

static const source_walk_options plain = {0};

static void files_come_in_byte_order_of_their_paths(void **state)
{
    const tree *t = *state;
    static const char *const names[] = {"b.txt",   "a.txt",    "a/z.txt", "a/b/c.md",
                                        "a-b.txt", "a0.txt",   "Z.txt",   "a/b.md",
                                        "b/x.txt", "b0/x.txt", "b-/x.md", "\xC3\xA9.md"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        tree_text(t, names[i], "text");
    expect_walk(t, &plain,
                "Z.txt\na-b.txt\na.txt\na/b.md\na/b/c.md\na/z.txt\na0.txt\nb-/x.md\nb.txt\n"
                "b/x.txt\nb0/x.txt\n\xC3\xA9.md\n");
}

static void hidden_files_are_entered_when_asked_but_never_the_index(void **state)
{
    const tree *t = *state;
    tree_text(t, ".secret/a.txt", "");
    tree_text(t, ".b.txt", "");
    tree_text(t, ".dossier/c.txt", "");
    tree_text(t, ".git/d.txt", "");
    tree_text(t, "e.txt", "");
    tree_text(t, ".dossierignore", "# nothing\n");
    expect_walk(t, &plain, "e.txt\n");
    expect_walk(t, &(source_walk_options){.hidden = true}, ".b.txt\n.secret/a.txt\ne.txt\n");
}

static void an_index_elsewhere_is_never_entered(void **state)
{
    const tree *t = *state;
    tree_text(t, "index/a.txt", "");
    tree_text(t, "b.txt", "");
    tree_link(t, "c", "index");
    expect_walk(t, &(source_walk_options){.skip = slice_of(tree_path(t, "index"))}, "b.txt\n");
}

static void ignore_files_hold_below_their_folder_and_deeper_ones_win(void **state)
{
    const tree *t = *state;
    tree_text(t, ".dossierignore", "*.log\ndrafts/\n/top.txt\n");
    tree_text(t, "in/.dossierignore", "!keep.log\nx.txt\n");
    static const char *const names[] = {
        "a.log",        "in/a.log",           "in/keep.log", "in/x.txt",  "x.txt",
        "drafts/x.txt", "in/drafts/keep.log", "top.txt",     "in/top.txt"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        tree_text(t, names[i], "");
    expect_walk(t, &plain, "in/keep.log\nin/top.txt\nx.txt\n");
}

static void gitignore_counts_only_when_asked_and_below_dossierignore(void **state)
{
    const tree *t = *state;
    tree_text(t, ".gitignore", "a.txt\nb.txt\n");
    tree_text(t, ".dossierignore", "!b.txt\n");
    tree_text(t, "a.txt", "");
    tree_text(t, "b.txt", "");
    expect_walk(t, &plain, "a.txt\nb.txt\n");
    expect_walk(t, &(source_walk_options){.gitignore = true}, "b.txt\n");
}

static void patterns_of_this_run_are_seen_from_the_start_and_win(void **state)
{
    const tree *t = *state;
    static const char *const patterns[] = {"/a/*", "!x.log", NULL};
    tree_text(t, "a/1.txt", "");
    tree_text(t, "b/a/1.txt", "");
    tree_text(t, "x.log", "");
    tree_text(t, "y.log", "");
    tree_text(t, ".dossierignore", "*.log\n");
    expect_walk(t, &(source_walk_options){.ignore = patterns}, "b/a/1.txt\nx.log\n");
}

static void ignore_files_above_hold_from_the_folder_of_the_index(void **state)
{
    const tree *t = *state;
    tree_text(t, ".dossierignore", "*.txt\n");
    tree_text(t, "press/.dossierignore", "*.log\n/2017/a.md\n");
    tree_text(t, "press/2017/a.md", "");
    tree_text(t, "press/2017/b.md", "");
    tree_text(t, "press/2017/c.log", "");
    tree_text(t, "press/2017/d.txt", "");
    tree_folder(t, "press/.dossier");
    journal j = {.root = strlen(t->root) + 1, .lines = BUF_INIT(1 << 20)};
    assert_int_equal(source_walk(tree_path(t, "press/2017"), &plain, &events, &j), DOSSIER_OK);
    assert_string_equal(buf_string(&j.lines), "press/2017/b.md\npress/2017/d.txt\n");
    buf_free(&j.lines);
}

static void links_to_files_are_read_and_links_to_folders_followed_once(void **state)
{
    const tree *t = *state;
    tree_text(t, "real/a.txt", "");
    tree_link(t, "file", "real/a.txt");
    tree_link(t, "to-real", "real");
    tree_link(t, "to-real-too", "real");
    tree_link(t, "nowhere", "gone");
    tree_link(t, "self", "self");
    tree_link(t, "real/up", "..");
    tree_link(t, "real/same", ".");
    expect_walk(t, &plain,
                "file\nnowhere: a symbolic link to nothing\nreal/a.txt\n"
                "real/same: a link back to a folder above it\n"
                "real/up: a link back to a folder above it\n"
                "self: symbolic links that lead in a circle\n"
                "to-real-too: a link to a folder that was read already\n"
                "to-real: a link to a folder that was read already\n");
}

static void a_link_that_sorts_first_does_not_hide_the_real_folder(void **state)
{
    const tree *t = *state;
    tree_text(t, "real/deep/a.txt", "");
    tree_link(t, "again", "real");
    tree_link(t, "again2", "real");
    expect_walk(t, &plain,
                "again/deep/a.txt\nagain2: a link to a folder that was read already\n"
                "real/deep/a.txt\n");
}

static void folders_linked_to_each_other_end(void **state)
{
    const tree *t = *state;
    char name[32], target[32];
    for (int i = 0; i < 12; i++) {
        for (int k = 0; k < 12; k++) {
            snprintf(name, sizeof name, "d%d/l%d", i, k);
            snprintf(target, sizeof target, "../d%d", k);
            tree_link(t, name, target);
        }
        snprintf(name, sizeof name, "d%d/x.txt", i);
        tree_text(t, name, "");
    }
    journal j = {.root = strlen(t->root) + 1, .lines = BUF_INIT(1 << 20)};
    assert_int_equal(source_walk(t->root, &plain, &events, &j), DOSSIER_OK);
    assert_true(j.files >= 12 && j.files <= 24);
    buf_free(&j.lines);
}

static void pipes_and_sockets_are_named_and_never_opened(void **state)
{
    const tree *t = *state;
    assert_int_equal(mkfifo(tree_path(t, "pipe"), 0600), 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s/s", t->root);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    close(fd);
    tree_link(t, "zero", "/dev/zero");
    expect_walk(t, &plain,
                "pipe: a pipe, not a file\ns: a socket, not a file\nzero: a device, not a file\n");
}

static void files_without_text_are_known_by_their_names(void **state)
{
    const tree *t = *state;
    tree_text(t, "a.JPG", "");
    tree_text(t, "b.pdf", "");
    tree_text(t, "c.docx", "");
    tree_text(t, "d.txt.gz", "");
    tree_text(t, "e.tar.gz", "");
    tree_text(t, "f.pdf.gz", "");
    tree_text(t, "g", "");
    tree_text(t, "png", "");
    tree_text(t, "Talks in the U.S", "");
    expect_walk(t, &plain,
                "Talks in the U.S\na.JPG: a picture, not text\n"
                "b.pdf: PDF is not read; convert it with pdftotext\n"
                "c.docx: Word files are not read; convert it with pandoc to .html\n"
                "d.txt.gz\ne.tar.gz\nf.pdf.gz: PDF is not read; convert it with pdftotext\n"
                "g\npng\n");
}

static void a_name_may_be_any_bytes(void **state)
{
    const tree *t = *state;
    tree_text(t, "caf\xE9/\xFF\xFE.txt", "");
    tree_text(t, "new\nline", "");
    expect_walk(t, &plain, "caf\xE9/\xFF\xFE.txt\nnew\nline\n");
}

static void a_closed_folder_costs_itself(void **state)
{
    const tree *t = *state;
    if (geteuid() == 0)
        skip();
    tree_text(t, "closed/a.txt", "");
    tree_text(t, "open/a.txt", "");
    chmod(tree_path(t, "closed"), 0);
    expect_walk(t, &plain, "closed: permission denied\nopen/a.txt\n");
    chmod(tree_path(t, "closed"), 0700);
}

static void a_start_that_is_not_there_is_an_error_and_says_which(void **state)
{
    const tree *t = *state;
    journal j = {.lines = BUF_INIT(1 << 20)};
    errno = 0;
    assert_int_equal(source_walk(tree_path(t, "gone"), &plain, &events, &j), DOSSIER_IO);
    assert_int_equal(errno, ENOENT);
}

static void a_start_may_be_a_file_a_link_or_end_in_a_slash(void **state)
{
    const tree *t = *state;
    tree_text(t, "in/.hidden.txt", "");
    tree_text(t, "in/a.txt", "");
    tree_link(t, "link", "in");
    static const char *const rows[][2] = {{"in/.hidden.txt", "in/.hidden.txt\n"},
                                          {"in/", "in/a.txt\n"},
                                          {"in//", "in//a.txt\n"},
                                          {"link", "link/a.txt\n"},
                                          {"in/.", "in/./a.txt\n"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        journal j = {.root = strlen(t->root) + 1, .lines = BUF_INIT(1 << 20)};
        assert_int_equal(source_walk(tree_path(t, rows[i][0]), &plain, &events, &j), DOSSIER_OK);
        assert_string_equal(buf_string(&j.lines), rows[i][1]);
        buf_free(&j.lines);
    }
}

static void a_callback_can_end_the_walk(void **state)
{
    const tree *t = *state;
    tree_text(t, "a/b/c.txt", "");
    tree_text(t, "a/b/d.txt", "");
    journal j = {.root = strlen(t->root) + 1, .lines = BUF_INIT(1 << 20), .stop_after = 1};
    assert_int_equal(source_walk(t->root, &plain, &events, &j), DOSSIER_INTERRUPTED);
    assert_string_equal(buf_string(&j.lines), "a/b/c.txt\n");
    buf_free(&j.lines);
}

enum { LEVELS = 10000 };

/* Folders in folders, each with a file behind the next level, so that every one has to be come back
 * to. The last file's path is far longer than PATH_MAX. */
static void build_deep(const char *root)
{
    int fd = open(root, O_RDONLY | O_DIRECTORY);
    for (int i = 0; i < LEVELS; i++) {
        assert_int_equal(mkdirat(fd, "deep", 0700), 0);
        int file = openat(fd, "z.txt", O_CREAT | O_WRONLY, 0600);
        assert_true(file >= 0);
        close(file);
        int next = openat(fd, "deep", O_RDONLY | O_DIRECTORY);
        assert_true(next >= 0);
        close(fd);
        fd = next;
    }
    close(fd);
}

static void remove_deep(const char *root)
{
    int fd = open(root, O_RDONLY | O_DIRECTORY);
    for (int i = 0; i < LEVELS; i++) {
        int next = openat(fd, "deep", O_RDONLY | O_DIRECTORY);
        close(fd);
        fd = next;
    }
    for (int i = 0; i < LEVELS; i++) {
        int up = openat(fd, "..", O_RDONLY | O_DIRECTORY);
        close(fd);
        unlinkat(up, "deep", AT_REMOVEDIR);
        unlinkat(up, "z.txt", 0);
        fd = up;
    }
    close(fd);
}

static bool count_file(const source_file *file, void *ctx)
{
    size_t *count = ctx;
    count[0]++;
    if (file->path.len > count[1])
        count[1] = file->path.len;
    return true;
}

static void ten_thousand_levels_are_walked_and_come_back_from(void **state)
{
    const tree *t = *state;
    build_deep(t->root);
    size_t count[2] = {0};
    const source_walk_events counting = {count_file, NULL};
    assert_int_equal(source_walk(t->root, &plain, &counting, count), DOSSIER_OK);
    remove_deep(t->root);
    assert_int_equal(count[0], LEVELS);
    assert_int_equal(count[1], strlen(t->root) + 5 * (LEVELS - 1) + strlen("/z.txt"));
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(files_come_in_byte_order_of_their_paths),
        T(hidden_files_are_entered_when_asked_but_never_the_index),
        T(an_index_elsewhere_is_never_entered),
        T(ignore_files_hold_below_their_folder_and_deeper_ones_win),
        T(gitignore_counts_only_when_asked_and_below_dossierignore),
        T(patterns_of_this_run_are_seen_from_the_start_and_win),
        T(ignore_files_above_hold_from_the_folder_of_the_index),
        T(links_to_files_are_read_and_links_to_folders_followed_once),
        T(a_link_that_sorts_first_does_not_hide_the_real_folder),
        T(folders_linked_to_each_other_end),
        T(pipes_and_sockets_are_named_and_never_opened),
        T(files_without_text_are_known_by_their_names),
        T(a_name_may_be_any_bytes),
        T(a_closed_folder_costs_itself),
        T(a_start_that_is_not_there_is_an_error_and_says_which),
        T(a_start_may_be_a_file_a_link_or_end_in_a_slash),
        T(a_callback_can_end_the_walk),
        T(ten_thousand_levels_are_walked_and_come_back_from),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
