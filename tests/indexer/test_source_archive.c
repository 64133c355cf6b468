/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text inside archives, and archives made to do harm. */
#include <fcntl.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>
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

typedef enum packing { TAR, TAR_PAX, TAR_GZ, ZIP, ZIP_STORED, PACKINGS } packing;

static const char *const file_of[PACKINGS] = {"a.tar", "pax.tar", "a.tar.gz", "a.zip",
                                              "stored.zip"};

static struct archive *pack(const tree *t, packing how, const char *options)
{
    struct archive *a = archive_write_new();
    switch (how) {
    case TAR:
    case TAR_GZ:
        archive_write_set_format_gnutar(a);
        break;
    case TAR_PAX:
        archive_write_set_format_pax(a);
        break;
    default:
        archive_write_set_format_zip(a);
    }
    if (how == TAR_GZ)
        archive_write_add_filter_gzip(a);
    if (how == ZIP_STORED)
        archive_write_set_options(a, "zip:compression=store");
    if (options)
        assert_int_equal(archive_write_set_options(a, options), ARCHIVE_OK);
    archive_write_set_bytes_per_block(a, 0);
    assert_int_equal(archive_write_open_filename(a, tree_path(t, file_of[how])), ARCHIVE_OK);
    return a;
}

static void finish(struct archive *a)
{
    assert_int_equal(archive_write_close(a), ARCHIVE_OK);
    archive_write_free(a);
}

static void add(struct archive *a, const char *name, slice bytes)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_copy_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (la_int64_t)bytes.len);
    assert_true(archive_write_header(a, entry) >= ARCHIVE_WARN);
    assert_int_equal(archive_write_data(a, bytes.data ? bytes.data : "", bytes.len), bytes.len);
    archive_entry_free(entry);
}

static void add_text(struct archive *a, const char *name, const char *text)
{
    add(a, name, slice_of(text));
}

static void add_other(struct archive *a, const char *name, unsigned type, const char *target)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_copy_pathname(entry, name);
    if (type == 0)
        archive_entry_copy_hardlink(entry, target);
    else
        archive_entry_set_filetype(entry, type);
    if (type == AE_IFLNK)
        archive_entry_copy_symlink(entry, target);
    archive_entry_set_perm(entry, 0755);
    assert_true(archive_write_header(a, entry) >= ARCHIVE_WARN);
    archive_entry_free(entry);
}

static void the_texts_in_an_archive_are_documents_named_after_their_members(void **state)
{
    const tree *t = *state;
    for (packing how = 0; how < PACKINGS; how++) {
        struct archive *a = pack(t, how, NULL);
        add_other(a, "folder/", AE_IFDIR, NULL);
        add_text(a, "folder/b.txt", "two");
        add_text(a, "a.html", "<p>one");
        add_text(a, "c.jpg", "no text");
        add_text(a, "../../etc/passwd", "only a name");
        add_text(a, "/root.md", "# rooted");
        add_text(a, "__MACOSX/folder/._b.txt", "nothing");
        add_text(a, "empty.txt", "");
        finish(a);
        listing l = listing_of(tree_path(t, file_of[how]), NULL, true);
        assert_int_equal(l.status, DOSSIER_OK);
        assert_true(l.hash != 0);
        assert_string_equal(l.lines.data, "folder/b.txt|two\na.html|<p>one|html\n"
                                          "../../etc/passwd|only a name\n"
                                          "/root.md|# rooted|markdown\nempty.txt|\n");
        buf_free(&l.lines);
    }
}

static void json_in_an_archive_gives_its_records(void **state)
{
    const tree *t = *state;
    struct archive *a = pack(t, TAR_GZ, NULL);
    add_text(a, "x/a.jsonl", "{\"id\":\"p\",\"text\":\"one\"}\nbad\n{\"text\":\"three\"}\n");
    add_text(a, "b.json", "{\"id\":\"q\",\"text\":\"four\"}");
    add_text(a, "c.json", "[{\"text\":\"five\"},{\"text\":\"six\"}]");
    add_text(a, "d.json", "{");
    finish(a);
    expect_listing(tree_path(t, "a.tar.gz"), NULL,
                   "x/a.jsonl#p|one\nx/a.jsonl#L2!line 2: invalid token near 'bad'\n"
                   "x/a.jsonl#L3|three\nb.json|four\nc.json#1|five\nc.json#2|six\n"
                   "d.json!the JSON ends early\n");
}

static void what_is_missed_in_an_archive_is_named(void **state)
{
    const tree *t = *state;
    struct archive *a = pack(t, TAR, NULL);
    add_text(a, "a.txt", "one");
    add_other(a, "hard.txt", 0, "a.txt");
    add_other(a, "soft.txt", AE_IFLNK, "a.txt");
    add_other(a, "pipe", AE_IFIFO, NULL);
    add_text(a, "b.pdf", "%PDF");
    add_text(a, "inner.zip", "PK");
    add_text(a, "inner.tgz", "");
    add_text(a, "c.txt.gz", "");
    add_text(a, "a.txt", "again");
    finish(a);
    expect_listing(tree_path(t, "a.tar"), NULL,
                   "a.txt|one\nhard.txt!a hard link to another member\n"
                   "soft.txt!a symbolic link in an archive\n"
                   "pipe!a device or pipe in an archive\n"
                   "b.pdf!PDF is not read; convert it with pdftotext\n"
                   "inner.zip!an archive inside an archive is not read; unpack it\n"
                   "inner.tgz!an archive inside an archive is not read; unpack it\n"
                   "c.txt.gz!packed once more inside the archive; unpack it\n"
                   "a.txt#2|again\n");
}

static void an_encrypted_member_is_named_and_the_others_read(void **state)
{
    const tree *t = *state;
    struct archive *a = archive_write_new();
    archive_write_set_format_zip(a);
    if (archive_write_set_options(a, "zip:encryption=zipcrypt") != ARCHIVE_OK) {
        archive_write_free(a);
        skip();
    }
    archive_write_set_passphrase(a, "secret");
    archive_write_open_filename(a, tree_path(t, "a.zip"));
    add_text(a, "a.txt", "one");
    add_text(a, "b.txt", "two");
    finish(a);
    expect_listing(tree_path(t, "a.zip"), NULL, "a.txt!encrypted\nb.txt!encrypted\n");
}

static void names_are_whatever_bytes_the_archive_has(void **state)
{
    const tree *t = *state;
    assert_string_equal(setlocale(LC_CTYPE, NULL), "C");
    static const packing raw[] = {TAR, ZIP};
    for (size_t i = 0; i < 2; i++) {
        struct archive *a = pack(t, raw[i], NULL);
        add_text(a, "caf\xE9.txt", "latin");
        add_text(a, "caf\xC3\xA9.txt", "utf-8");
        finish(a);
        expect_listing(tree_path(t, file_of[raw[i]]), NULL,
                       "caf\xE9.txt|latin\ncaf\xC3\xA9.txt|utf-8\n");
    }
}

static void names_that_are_marked_as_utf8_stay_utf8_in_any_locale(void **state)
{
    const tree *t = *state;
    if (!setlocale(LC_CTYPE, "C.UTF-8"))
        skip();
    static const packing marked[] = {TAR_PAX, ZIP};
    for (size_t i = 0; i < 2; i++) {
        struct archive *a = pack(t, marked[i], marked[i] == ZIP ? "hdrcharset=UTF-8" : NULL);
        add_text(a, "caf\xC3\xA9.txt", "one");
        add_text(a, "\xD0\x9B.txt", "two");
        finish(a);
    }
    for (size_t i = 0; i < 2; i++) {
        setlocale(LC_CTYPE, "C");
        expect_listing(tree_path(t, file_of[marked[i]]), NULL,
                       "caf\xC3\xA9.txt|one\n\xD0\x9B.txt|two\n");
        setlocale(LC_CTYPE, "C.UTF-8");
        expect_listing(tree_path(t, file_of[marked[i]]), NULL,
                       "caf\xC3\xA9.txt|one\n\xD0\x9B.txt|two\n");
    }
    setlocale(LC_CTYPE, "C");
}

static void a_member_over_the_limit_costs_itself(void **state)
{
    const tree *t = *state;
    const source_limits small = {.document_bytes = 5};
    for (packing how = 0; how < PACKINGS; how++) {
        struct archive *a = pack(t, how, NULL);
        add_text(a, "a.txt", "12345");
        add_text(a, "b.txt", "123456");
        add_text(a, "c.txt", "1");
        finish(a);
        expect_listing(tree_path(t, file_of[how]), &small,
                       "a.txt|12345\nb.txt!larger than the limit of 5 bytes\nc.txt|1\n");
    }
}

static void an_archive_over_its_limits_gives_what_is_within_them(void **state)
{
    const tree *t = *state;
    for (packing how = 0; how < PACKINGS; how++) {
        struct archive *a = pack(t, how, NULL);
        add_text(a, "a.txt", "12345");
        add_text(a, "b.txt", "12345");
        add_text(a, "c.txt", "12345");
        finish(a);
        expect_listing(tree_path(t, file_of[how]), &(source_limits){.archive_members = 2},
                       "a.txt|12345\nb.txt|12345\n"
                       "!more than 2 members; the rest after member 2 is lost\n");
        if (how == TAR_GZ) /* the bytes of the tar itself count */
            continue;
        expect_listing(tree_path(t, file_of[how]), &(source_limits){.archive_bytes = 8},
                       "a.txt|12345\nb.txt!it unpacks to more than the limit of 8 bytes\n"
                       "!it unpacks to more than the limit of 8 bytes; the rest after member 2 is "
                       "lost\n");
    }
}

static void bombs_in_archives_are_stopped(void **state)
{
    const tree *t = *state;
    static char zeros[16 << 20];
    static const packing packed[] = {TAR_GZ, ZIP};
    for (size_t i = 0; i < 2; i++) {
        struct archive *a = pack(t, packed[i], "compression-level=9");
        add_text(a, "a.txt", "one");
        for (int k = 0; k < 8; k++) {
            char name[32];
            snprintf(name, sizeof name, "%d.txt", k);
            add(a, name, (slice){zeros, sizeof zeros});
        }
        finish(a);
        listing l = listing_of(tree_path(t, file_of[packed[i]]), NULL, false);
        assert_in_range(l.documents, 4, 8);
        assert_non_null(strstr(l.lines.data + l.lines.len - 100, "an archive bomb"));
        assert_true(l.hash != 0);
        buf_free(&l.lines);
    }
}

static void load(const char *path, buf *out)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    buf_clear(out);
    while (buf_reserve(out, 65536)) {
        size_t got = fread(out->data + out->len, 1, 65536, file);
        if (got == 0)
            break;
        out->len += got;
    }
    fclose(file);
}

static void an_archive_cut_anywhere_gives_what_comes_before(void **state)
{
    const tree *t = *state;
    buf whole = BUF_INIT(1 << 20);
    static const char *const cut_name[PACKINGS] = {"cut.tar", "cut2.tar", "cut.tar.gz", "cut.zip",
                                                   "cut2.zip"};
    for (packing how = 0; how < PACKINGS; how++) {
        struct archive *a = pack(t, how, NULL);
        add_text(a, "a.txt", "The ministers met in Geneva.");
        add_text(a, "b.txt", "They agreed on nothing.");
        finish(a);
        load(tree_path(t, file_of[how]), &whole);
        size_t step = whole.len > 1000 ? 37 : 1;
        size_t most = 0;
        for (size_t len = 2; len < whole.len; len += step) {
            tree_write(t, cut_name[how], (slice){whole.data, len});
            listing l = listing_of(tree_path(t, cut_name[how]), NULL, false);
            assert_int_equal(l.status, DOSSIER_OK);
            assert_true(l.documents <= 2);
            assert_true(l.documents >= most || how >= ZIP);
            assert_true(l.documents == 2 || l.failures > 0);
            most = l.documents;
            buf_free(&l.lines);
        }
    }
    buf_free(&whole);
}

static void flipped_bytes_never_crash_the_reading(void **state)
{
    const tree *t = *state;
    buf whole = BUF_INIT(1 << 20);
    for (packing how = 0; how < PACKINGS; how++) {
        struct archive *a = pack(t, how, NULL);
        add_text(a, "a.txt", "The ministers met in Geneva.");
        add_text(a, "b.jsonl", "{\"text\":\"They agreed on nothing.\"}");
        finish(a);
        load(tree_path(t, file_of[how]), &whole);
        for (size_t at = 0; at < whole.len && at < 2048; at++) {
            whole.data[at] ^= (char)0xFF;
            tree_write(t, file_of[how], buf_slice(&whole));
            whole.data[at] ^= (char)0xFF;
            listing l = listing_of(tree_path(t, file_of[how]), NULL, false);
            assert_int_equal(l.status, DOSSIER_OK);
            buf_free(&l.lines);
        }
    }
    buf_free(&whole);
}

/* A tar header by hand: the name, the size field as given, the type. */
static void tar_header(buf *out, const char *name, const char *size, char type)
{
    char block[512] = "";
    unsigned sum = 0;
    snprintf(block, 100, "%s", name);
    memcpy(block + 100, "0000644", 8);
    memcpy(block + 108, "0000000", 8);
    memcpy(block + 116, "0000000", 8);
    memcpy(block + 124, size, 12);
    memcpy(block + 136, "00000000000", 12);
    memset(block + 148, ' ', 8);
    block[156] = type;
    memcpy(block + 257,
           "ustar\0"
           "00",
           8);
    for (size_t i = 0; i < sizeof block; i++)
        sum += (unsigned char)block[i];
    snprintf(block + 148, 8, "%06o", sum);
    buf_append(out, block, sizeof block);
}

static void absurd_headers_cost_no_memory_and_no_crash(void **state)
{
    const tree *t = *state;
    static const struct {
        const char *size;
        char type;
    } rows[] = {
        {"77777777777", '0'},
        {"\x80\0\0\0\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF", '0'},
        {"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", '0'},
        {"            ", '0'},
        {"99999999999", '0'},
        {"77777777777", 'L'},
        {"77777777777", 'x'},
        {"77777777777", 'g'},
        {"77777777777", 'K'},
        {"00000000000", 'S'},
        {"00000000000", '~'},
        {"-0000000001", '0'},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buf tar = BUF_INIT(1 << 20);
        tar_header(&tar, "a.txt", "00000000003", '0');
        buf_append(&tar, "one", 3);
        while (tar.len % 512)
            buf_push(&tar, '\0');
        tar_header(&tar, "absurd.txt", rows[i].size, rows[i].type);
        buf_append(&tar, "some bytes that end too early", 29);
        tree_write(t, "absurd.tar", buf_slice(&tar));
        listing l = listing_of(tree_path(t, "absurd.tar"), NULL, false);
        assert_int_equal(l.status, DOSSIER_OK);
        assert_true(slice_starts_with(buf_slice(&l.lines), SLICE("a.txt|one\n")));
        assert_true(l.failures > 0 || l.documents == 2);
        buf_free(&l.lines);
        buf_free(&tar);
    }
}

static void a_checksum_that_is_wrong_costs_its_member(void **state)
{
    const tree *t = *state;
    buf whole = BUF_INIT(1 << 20);
    struct archive *a = pack(t, ZIP_STORED, NULL);
    add_text(a, "a.txt", "The ministers met in Geneva.");
    add_text(a, "b.txt", "They agreed on nothing.");
    finish(a);
    load(tree_path(t, "stored.zip"), &whole);
    char *at = memmem(whole.data, whole.len, "ministers", 9);
    assert_non_null(at);
    *at = 'M';
    tree_write(t, "wrong.zip", buf_slice(&whole));
    listing l = listing_of(tree_path(t, "wrong.zip"), NULL, false);
    assert_true(slice_starts_with(buf_slice(&l.lines), SLICE("a.txt!broken in the archive (")));
    assert_non_null(strstr(l.lines.data, "\nb.txt|They agreed on nothing.\n"));
    buf_free(&l.lines);
    buf_free(&whole);
}

static void what_is_no_archive_says_so(void **state)
{
    const tree *t = *state;
    tree_text(t, "a.zip", "This is text.");
    tree_text(t, "a.tar", "This is text.");
    tree_text(t, "b.tar.gz", "This is text.");
    tree_text(t, "empty.zip", "");
    static const char *const names[] = {"a.zip", "a.tar", "b.tar.gz", "empty.zip"};
    for (size_t i = 0; i < 4; i++) {
        listing l = listing_of(tree_path(t, names[i]), NULL, false);
        assert_int_equal(l.failures, 1);
        assert_int_equal(l.documents, 0);
        assert_int_equal(l.lines.data[0], '!');
        buf_free(&l.lines);
    }
}

static void a_gzip_break_in_a_tar_says_how_far_it_got(void **state)
{
    const tree *t = *state;
    buf whole = BUF_INIT(1 << 20);
    struct archive *a = pack(t, TAR_GZ, NULL);
    add_text(a, "a.txt", "one");
    finish(a);
    load(tree_path(t, "a.tar.gz"), &whole);
    tree_write(t, "cut.tar.gz", (slice){whole.data, whole.len - 4});
    listing l = listing_of(tree_path(t, "cut.tar.gz"), NULL, false);
    assert_string_equal(l.lines.data, "a.txt|one\n!the gzip data ends early"
                                      "; the rest after member 1 is lost\n");
    buf_free(&l.lines);
    buf_free(&whole);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(the_texts_in_an_archive_are_documents_named_after_their_members),
        T(json_in_an_archive_gives_its_records),
        T(what_is_missed_in_an_archive_is_named),
        T(an_encrypted_member_is_named_and_the_others_read),
        T(names_are_whatever_bytes_the_archive_has),
        T(names_that_are_marked_as_utf8_stay_utf8_in_any_locale),
        T(a_member_over_the_limit_costs_itself),
        T(an_archive_over_its_limits_gives_what_is_within_them),
        T(bombs_in_archives_are_stopped),
        T(an_archive_cut_anywhere_gives_what_comes_before),
        T(flipped_bytes_never_crash_the_reading),
        T(absurd_headers_cost_no_memory_and_no_crash),
        T(a_checksum_that_is_wrong_costs_its_member),
        T(what_is_no_archive_says_so),
        T(a_gzip_break_in_a_tar_says_how_far_it_got),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
