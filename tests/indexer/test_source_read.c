/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plain and gzipped files: what comes out of them, and what a file that can't be read costs. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <zlib.h>

#include <cmocka.h>

#include "listing.h"
#include "tree.h"

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

static void a_file_is_one_document_without_a_member_name(void **state)
{
    const tree *t = *state;
    tree_text(t, "a.txt", "Talks went on.\n");
    tree_text(t, "a.md", "# Talks");
    tree_text(t, "a.html", "<p>Talks");
    tree_text(t, "a", "");
    expect_hinted(tree_path(t, "a.txt"), "|Talks went on.\n\n");
    expect_hinted(tree_path(t, "a.md"), "|# Talks|markdown\n");
    expect_hinted(tree_path(t, "a.html"), "|<p>Talks|html\n");
    expect_hinted(tree_path(t, "a"), "|\n");
}

static void gzip_is_looked_through(void **state)
{
    const tree *t = *state;
    tree_gzip(t, "a.txt.gz", SLICE("Talks went on."));
    tree_gzip(t, "a.html.gz", SLICE("<p>Talks"));
    tree_gzip(t, "a.gz", SLICE("Talks"));
    tree_gzip(t, "empty.txt.gz", SLICE(""));
    tree_text(t, "not-packed.txt.gz", "Talks went on.");
    expect_listing(tree_path(t, "a.txt.gz"), NULL, "|Talks went on.\n");
    expect_hinted(tree_path(t, "a.html.gz"), "|<p>Talks|html\n");
    expect_listing(tree_path(t, "a.gz"), NULL, "|Talks\n");
    expect_listing(tree_path(t, "empty.txt.gz"), NULL, "|\n");
    expect_listing(tree_path(t, "not-packed.txt.gz"), NULL, "|Talks went on.\n");
}

static void read_file(const char *path, buf *out)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    while (buf_reserve(out, 4096)) {
        size_t got = fread(out->data + out->len, 1, 4096, file);
        if (got == 0)
            break;
        out->len += got;
    }
    fclose(file);
}

static void gzip_files_one_after_another_are_one_text(void **state)
{
    const tree *t = *state;
    buf both = BUF_INIT(1 << 20);
    tree_gzip(t, "1.gz", SLICE("first, "));
    tree_gzip(t, "2.gz", SLICE("second"));
    read_file(tree_path(t, "1.gz"), &both);
    read_file(tree_path(t, "2.gz"), &both);
    tree_write(t, "both.txt.gz", buf_slice(&both));
    expect_listing(tree_path(t, "both.txt.gz"), NULL, "|first, second\n");
    buf_append_slice(&both, SLICE("\0\0\0padding"));
    tree_write(t, "padded.txt.gz", buf_slice(&both));
    expect_listing(tree_path(t, "padded.txt.gz"), NULL, "|first, second\n");
    buf_free(&both);
}

static void a_gzip_file_cut_at_any_byte_is_one_named_failure(void **state)
{
    const tree *t = *state;
    buf whole = BUF_INIT(1 << 20);
    tree_gzip(t, "whole.gz", SLICE("The ministers met in Geneva and agreed on nothing at all."));
    read_file(tree_path(t, "whole.gz"), &whole);
    for (size_t len = 2; len < whole.len; len++) {
        tree_write(t, "cut.txt.gz", (slice){whole.data, len});
        expect_listing(tree_path(t, "cut.txt.gz"), NULL, "!the gzip data ends early\n");
    }
    buf_free(&whole);
}

static void a_flipped_bit_in_gzip_never_passes_as_text(void **state)
{
    const tree *t = *state;
    buf whole = BUF_INIT(1 << 20);
    tree_gzip(t, "whole.gz", SLICE("The ministers met in Geneva and agreed on nothing at all."));
    read_file(tree_path(t, "whole.gz"), &whole);
    for (size_t at = 10; at < whole.len; at++) {
        whole.data[at] ^= 0x10;
        tree_write(t, "flipped.txt.gz", buf_slice(&whole));
        whole.data[at] ^= 0x10;
        listing l = listing_of(tree_path(t, "flipped.txt.gz"), NULL, false);
        assert_int_equal(l.documents, 0);
        assert_int_equal(l.failures, 1);
        buf_free(&l.lines);
    }
    buf_free(&whole);
}

static void a_gzip_bomb_is_refused_by_the_limit(void **state)
{
    const tree *t = *state;
    static char zeros[1 << 20];
    gzFile file = gzopen(tree_path(t, "bomb.txt.gz"), "wb9");
    for (int i = 0; i < 1024; i++)
        assert_int_equal(gzwrite(file, zeros, sizeof zeros), sizeof zeros);
    gzclose(file);
    const source_limits narrow = {.document_bytes = 1 << 20};
    expect_listing(tree_path(t, "bomb.txt.gz"), &narrow, "!larger than the limit of 1 MB\n");
    expect_listing(tree_path(t, "bomb.txt.gz"), NULL,
                   "!an archive bomb: it unpacks to more than 1000 times its size\n");
}

static void a_document_may_be_as_long_as_the_limit_and_no_longer(void **state)
{
    const tree *t = *state;
    const source_limits ten = {.document_bytes = 10};
    tree_text(t, "10.txt", "0123456789");
    tree_text(t, "11.txt", "0123456789x");
    tree_gzip(t, "10.txt.gz", SLICE("0123456789"));
    tree_gzip(t, "11.txt.gz", SLICE("0123456789x"));
    expect_listing(tree_path(t, "10.txt"), &ten, "|0123456789\n");
    expect_listing(tree_path(t, "11.txt"), &ten, "!larger than the limit of 10 bytes\n");
    expect_listing(tree_path(t, "10.txt.gz"), &ten, "|0123456789\n");
    expect_listing(tree_path(t, "11.txt.gz"), &ten, "!larger than the limit of 10 bytes\n");
}

static void three_gigabytes_of_holes_are_refused_unread(void **state)
{
    const tree *t = *state;
    int fd = open(tree_path(t, "holes.txt"), O_CREAT | O_WRONLY, 0600);
    assert_int_equal(ftruncate(fd, (off_t)3 << 30), 0);
    close(fd);
    expect_listing(tree_path(t, "holes.txt"), NULL, "!larger than the limit of 64 MB\n");
}

static void a_file_that_claims_no_size_is_read_to_its_end(void **state)
{
    (void)state;
    if (access("/proc/version", R_OK) != 0)
        skip();
    listing l = listing_of("/proc/version", NULL, false);
    assert_int_equal(l.documents, 1);
    assert_true(l.lines.len > 20);
    buf_free(&l.lines);
}

static void what_is_no_file_is_never_waited_for(void **state)
{
    const tree *t = *state;
    assert_int_equal(mkfifo(tree_path(t, "pipe.txt"), 0600), 0);
    tree_folder(t, "folder.txt");
    expect_listing(tree_path(t, "pipe.txt"), NULL, "!a pipe, not a file\n");
    expect_listing(tree_path(t, "folder.txt"), NULL, "!a folder, not a file\n");
    expect_listing("/dev/zero", NULL, "!a device, not a file\n");
    expect_listing(tree_path(t, "gone.txt"), NULL, "!there is no such file\n");
}

static void a_file_closed_to_us_says_so(void **state)
{
    const tree *t = *state;
    if (geteuid() == 0)
        skip();
    tree_text(t, "a.txt", "secret");
    chmod(tree_path(t, "a.txt"), 0);
    expect_listing(tree_path(t, "a.txt"), NULL, "!permission denied\n");
}

static void what_a_file_is_shows_in_its_first_bytes(void **state)
{
    const tree *t = *state;
    tree_text(t, "a.txt", "%PDF-1.4 ...");
    tree_text(t, "b.txt", "{\\rtf1 ...");
    tree_text(t, "c.txt", "PK\3\4 ...");
    tree_text(t, "d.pdf", "");
    expect_listing(tree_path(t, "a.txt"), NULL,
                   "!PDF under another name; convert it with pdftotext\n");
    expect_listing(tree_path(t, "b.txt"), NULL,
                   "!RTF under another name; convert it with pandoc to .html\n");
    expect_listing(tree_path(t, "c.txt"), NULL,
                   "!a zip archive or office file under another name\n");
    expect_listing(tree_path(t, "d.pdf"), NULL, "!PDF is not read; convert it with pdftotext\n");
}

static void the_hash_is_of_the_packed_bytes_and_of_every_one(void **state)
{
    const tree *t = *state;
    tree_text(t, "a.txt", "one");
    tree_text(t, "b.txt", "one");
    tree_text(t, "c.txt", "onf");
    tree_gzip(t, "d.txt.gz", SLICE("one"));
    static const char *const names[] = {"a.txt", "b.txt", "c.txt", "d.txt.gz"};
    uint64_t hash[4];
    for (size_t i = 0; i < 4; i++) {
        listing l = listing_of(tree_path(t, names[i]), NULL, false);
        hash[i] = l.hash;
        buf_free(&l.lines);
    }
    assert_true(hash[0] != 0);
    assert_true(hash[0] == hash[1]);
    assert_true(hash[0] != hash[2]);
    assert_true(hash[0] != hash[3]);
}

static void a_path_longer_than_the_system_takes_is_opened(void **state)
{
    const tree *t = *state;
    enum { DEEP = 40, NAME = 200 };
    char name[NAME + 1];
    buf path = BUF_INIT(1 << 16);
    int fds[DEEP + 1];
    memset(name, 'd', NAME);
    name[NAME] = '\0';
    fds[0] = open(t->root, O_RDONLY | O_DIRECTORY);
    buf_append_slice(&path, slice_of(t->root));
    for (int i = 0; i < DEEP; i++) {
        assert_int_equal(mkdirat(fds[i], name, 0700), 0);
        fds[i + 1] = openat(fds[i], name, O_RDONLY | O_DIRECTORY);
        buf_printf(&path, "/%s", name);
    }
    int fd = openat(fds[DEEP], "a.txt", O_CREAT | O_WRONLY, 0600);
    assert_int_equal(write(fd, "deep", 4), 4);
    close(fd);
    buf_append_slice(&path, SLICE("/a.txt"));
    expect_listing(buf_string(&path), NULL, "|deep\n");
    buf_append_slice(&path, SLICE(".gone"));
    expect_listing(buf_string(&path), NULL, "!there is no such file\n");
    unlinkat(fds[DEEP], "a.txt", 0);
    for (int i = DEEP; i-- > 0;) {
        close(fds[i + 1]);
        unlinkat(fds[i], name, AT_REMOVEDIR);
    }
    close(fds[0]);
    buf_free(&path);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(a_file_is_one_document_without_a_member_name),
        T(gzip_is_looked_through),
        T(gzip_files_one_after_another_are_one_text),
        T(a_gzip_file_cut_at_any_byte_is_one_named_failure),
        T(a_flipped_bit_in_gzip_never_passes_as_text),
        T(a_gzip_bomb_is_refused_by_the_limit),
        T(a_document_may_be_as_long_as_the_limit_and_no_longer),
        T(three_gigabytes_of_holes_are_refused_unread),
        T(a_file_that_claims_no_size_is_read_to_its_end),
        T(what_is_no_file_is_never_waited_for),
        T(a_file_closed_to_us_says_so),
        T(what_a_file_is_shows_in_its_first_bytes),
        T(the_hash_is_of_the_packed_bytes_and_of_every_one),
        T(a_path_longer_than_the_system_takes_is_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
