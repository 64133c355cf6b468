/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Errors: all kinds have their status and keep their message, and those that libxapian can be
 * brought to throw come as they should.
 */
#include "fixture.h"
#include "throw_errors.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

static void every_exception_has_its_status(void **state)
{
    bool seen[XAPIAN_UNKNOWN + 1] = {false};

    (void)state;
    for (int i = 0; i < THROWN; i++) {
        const char *name;
        xapian_status expected, status;
        xapian_error error;

        memset(&error, 0x7f, sizeof error);
        status = throw_error(i, &name, &expected, &error);
        if (status != expected || error.status != status)
            fail_msg("%s is %s", name, xapian_status_name(status));
        assert_int_equal(throw_error(i, &name, &expected, NULL), status);
        assert_true(strlen(error.message) > 0);
        assert_int_equal(error.cause, status == XAPIAN_CALLBACK ? XAPIAN_RANGE : XAPIAN_OK);
        seen[status] = true;
        if (i < THROWN_BY_XAPIAN)
            assert_string_equal(name, xapian_status_name(status));
    }
    for (int s = XAPIAN_ASSERTION; s <= XAPIAN_UNKNOWN; s++) {
        const bool is_status = strcmp(xapian_status_name((xapian_status)s), "UnknownError") != 0;
        assert_int_equal(seen[s], is_status || s == XAPIAN_UNKNOWN);
    }
}

static void a_xapian_error_keeps_its_texts(void **state)
{
    const char *name;
    xapian_status expected;

    (void)state;
    throw_error(8, &name, &expected, &E);
    assert_string_equal(E.message, "message");
    assert_string_equal(E.context, "context");
    assert_string_equal(E.system, strerror(ENOENT));
}

static void names_of_statuses(void **state)
{
    (void)state;
    assert_string_equal(xapian_status_name(XAPIAN_OK), "OK");
    assert_string_equal(xapian_status_name(XAPIAN_DATABASE_LOCK), "DatabaseLockError");
    assert_string_equal(xapian_status_name((xapian_status)9999), "UnknownError");
}

static void long_texts_are_cut_between_characters(void **state)
{
    xapian_error error;
    xapian_database *db;
    char path[1000];
    size_t len;

    (void)state;
    strcpy(path, "/x");
    while (strlen(path) < sizeof path - 3)
        strcat(path, "\xc3\xa9");
    EXPECT(XAPIAN_DATABASE_OPENING, xapian_database_open(path, 0, &db, &error));
    len = strlen(error.message);
    assert_true(len < sizeof error.message && len > sizeof error.message - 4);
    assert_int_equal((unsigned char)error.message[len - 2], 0xc3);
}

static void an_error_is_optional_and_untouched_by_success(void **state)
{
    struct sample *sample = *state;
    xapian_error error = {.status = XAPIAN_RANGE};
    xapian_database *db = NULL;
    xapian_doccount count;

    EXPECT(XAPIAN_DATABASE_NOT_FOUND, xapian_database_open("/nowhere/at/all", 0, &db, NULL));
    assert_null(db);
    OK(xapian_database_doccount(sample->db, &count, &error));
    assert_int_equal(error.status, XAPIAN_RANGE);
}

/* ---- As libxapian throws them ---- */

static void opening_says_what_is_wrong(void **state)
{
    static const struct {
        const char *name, *bytes;
        xapian_status wanted;
    } files[] = {
        {"missing", NULL, XAPIAN_DATABASE_NOT_FOUND},
        {"bad-stub", "nonsense here\n", XAPIAN_DATABASE_OPENING},
        {"stub-to-nowhere", "auto nowhere\n", XAPIAN_DATABASE_NOT_FOUND},
    };
    const struct sample *sample = *state;

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        const char *path = path_in(sample, files[i].name);
        xapian_database *db;

        if (files[i].bytes)
            write_file(path, STR(files[i].bytes));
        EXPECT(files[i].wanted, xapian_database_open(path, 0, &db, &E));
        assert_true(strlen(E.message) > 0);
    }
}

static void a_second_writer_finds_it_locked(void **state)
{
    const struct sample *sample = *state;
    xapian_writable_database *first, *second;

    OK(xapian_writable_database_open(sample->path, XAPIAN_DB_OPEN, 0, &first, &E));
    EXPECT(XAPIAN_DATABASE_LOCK,
           xapian_writable_database_open(sample->path, XAPIAN_DB_OPEN, 0, &second, &E));
    xapian_writable_database_free(first);
}

static void a_closed_database_says_so(void **state)
{
    const struct sample *sample = *state;
    xapian_posting_iter *it;

    OK(xapian_database_close(sample->db, &E));
    EXPECT(XAPIAN_DATABASE_CLOSED, xapian_database_postlist(sample->db, LIT("arms"), &it, &E));
    EXPECT(XAPIAN_DATABASE_CLOSED, xapian_database_reopen(sample->db, NULL, &E));
}

static void a_reader_left_behind_is_told_to_reopen(void **state)
{
    enum { MANY = 500 };
    const struct sample *sample = *state;
    xapian_writable_database *writer;
    xapian_status status = XAPIAN_OK;
    xapian_document *doc;
    xapian_termcount terms;
    const char *bytes;
    size_t len;

    OK(xapian_writable_database_open(sample->path, XAPIAN_DB_OPEN, 0, &writer, &E));
    for (int i = 0; i < MANY; i++)
        sample_add(writer, "words to fill a block with", "20200101", "US", i);
    OK(xapian_writable_database_commit(writer, &E));
    OK(xapian_database_reopen(sample->db, NULL, &E));
    OK(xapian_document_create(&doc, &E));
    for (int revision = 0; revision < 3; revision++) {
        for (xapian_docid docid = 1; docid < MANY; docid++)
            OK(xapian_writable_database_replace_document(writer, docid, doc, &E));
        OK(xapian_writable_database_commit(writer, &E));
    }
    xapian_document_free(doc);
    xapian_writable_database_free(writer);
    for (xapian_docid i = 1; i <= MANY && status != XAPIAN_DATABASE_MODIFIED; i++) {
        status = xapian_database_get_document(sample->db, i, 0, &doc, &E);
        if (status != XAPIAN_OK)
            continue;
        status = xapian_document_terms_count(doc, &terms, &E);
        xapian_document_free(doc);
    }
    assert_int_equal(status, XAPIAN_DATABASE_MODIFIED);
    OK(xapian_database_reopen(sample->db, NULL, &E));
    OK(xapian_database_get_document(sample->db, SAMPLE_SIZE + MANY, 0, &doc, &E));
    OK(xapian_document_data(doc, &bytes, &len, &E));
    expect_bytes(bytes, len, "words to fill a block with");
    xapian_document_free(doc);
}

/* Changes the byte at OFFSET of a file in the sample's database. */
static void damage(const struct sample *sample, const char *name, long offset, int byte)
{
    char path[300];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", sample->path, name);
    file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, offset, SEEK_SET), 0);
    assert_int_equal(fputc(byte, file), byte);
    assert_int_equal(fclose(file), 0);
}

static void a_version_file_of_another_format_is_refused(void **state)
{
    const struct sample *sample = *state;
    xapian_database *db;

    damage(sample, "iamglass", 14, 0x7f); /* the format's version, after 14 bytes of magic */
    EXPECT(XAPIAN_DATABASE_VERSION, xapian_database_open(sample->path, 0, &db, &E));
    damage(sample, "iamglass", 3, 'x'); /* the magic itself */
    EXPECT(XAPIAN_DATABASE_CORRUPT, xapian_database_open(sample->path, 0, &db, &E));
}

static void a_damaged_table_is_corrupt(void **state)
{
    const struct sample *sample = *state;
    xapian_database *db = NULL;
    xapian_posting_iter *it = NULL;
    xapian_status status;

    for (long offset = 0; offset < 8192; offset++)
        damage(sample, "postlist.glass", offset, 0xff);
    status = xapian_database_open(sample->path, 0, &db, &E);
    if (status == XAPIAN_OK)
        status = xapian_database_postlist(db, LIT("arms"), &it, &E);
    assert_int_equal(status, XAPIAN_DATABASE_CORRUPT);
    xapian_posting_iter_free(it);
    xapian_database_free(db);
}

static void ids_run_out(void **state)
{
    xapian_writable_database *db;
    xapian_document *doc;

    OK(xapian_writable_database_open(path_in(*state, "full"), XAPIAN_DB_CREATE, 0, &db, &E));
    OK(xapian_document_create(&doc, &E));
    OK(xapian_writable_database_replace_document(db, UINT32_MAX, doc, &E));
    EXPECT(XAPIAN_DATABASE, xapian_writable_database_add_document(db, doc, NULL, &E));
    xapian_document_free(doc);
    xapian_writable_database_free(db);
}

static void a_database_without_shards_gives_no_documents(void **state)
{
    xapian_database *db;
    xapian_document *doc;

    (void)state;
    OK(xapian_database_create(&db, &E));
    EXPECT(XAPIAN_INVALID_OPERATION, xapian_database_get_document(db, 1, 0, &doc, &E));
    EXPECT(XAPIAN_INVALID_ARGUMENT, xapian_database_add(db, db, &E));
    xapian_database_free(db);
}

/* A socket that accepts connections into its backlog and says nothing; its port in *port. */
static int silent_server(unsigned *port)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t len = sizeof address;
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_true(fd >= 0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(fd, 5), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &len), 0);
    *port = ntohs(address.sin_port);
    return fd;
}

static void a_server_that_is_silent_or_gone(void **state)
{
    xapian_database *db;
    unsigned port;
    const int fd = silent_server(&port);

    (void)state;
    EXPECT(XAPIAN_NETWORK_TIMEOUT,
           xapian_database_open_remote_tcp("127.0.0.1", port, 50, 50, &db, &E));
    close(fd);
    EXPECT(XAPIAN_NETWORK, xapian_database_open_remote_tcp("127.0.0.1", port, 1000, 1000, &db, &E));
    assert_true(strlen(E.context) > 0);
    EXPECT(XAPIAN_NETWORK, xapian_database_open_remote_prog("false", "", 1000, &db, &E));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_exception_has_its_status),
        cmocka_unit_test(a_xapian_error_keeps_its_texts),
        cmocka_unit_test(names_of_statuses),
        cmocka_unit_test(long_texts_are_cut_between_characters),
        SAMPLE_TEST(an_error_is_optional_and_untouched_by_success),
        SAMPLE_TEST(opening_says_what_is_wrong),
        SAMPLE_TEST(a_second_writer_finds_it_locked),
        SAMPLE_TEST(a_closed_database_says_so),
        SAMPLE_TEST(a_reader_left_behind_is_told_to_reopen),
        SAMPLE_TEST(a_version_file_of_another_format_is_refused),
        SAMPLE_TEST(a_damaged_table_is_corrupt),
        SAMPLE_TEST(ids_run_out),
        cmocka_unit_test(a_database_without_shards_gives_no_documents),
        cmocka_unit_test(a_server_that_is_silent_or_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
