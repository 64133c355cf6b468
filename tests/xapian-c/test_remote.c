/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Databases served by Xapian's own servers: a program of ours on a pipe, and TCP on the loopback.
 * Skipped where the servers are not installed.
 */
#include "fixture.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TIMEOUT = 20000 };

/* Skips the test if no directory of PATH has the program. */
static void need_program(const char *name)
{
    const char *dirs = getenv("PATH");

    for (const char *dir = dirs; dir && *dir; dir += strspn(dir, ":")) {
        const int len = (int)strcspn(dir, ":");
        char path[1000];
        snprintf(path, sizeof path, "%.*s/%s", len, dir, name);
        if (access(path, X_OK) == 0)
            return;
        dir += len;
    }
    print_message("%s is not installed (package xapian-tools): skipped\n", name);
    skip();
}

static xapian_status keep_even(xapian_document *doc, bool *keep, void *ctx)
{
    xapian_docid docid;
    int *calls = ctx;

    OK(xapian_document_docid(doc, &docid, &E));
    *keep = docid % 2 == 0;
    (*calls)++;
    return XAPIAN_OK;
}

/* All that a search does, against a remote DB. */
static void search_it(xapian_database *db)
{
    xapian_query *query = query_terms(XAPIAN_OP_OR, 0, "treaty arms");
    xapian_enquire *enquire;
    xapian_matchspy *spy;
    xapian_mset *mset;
    xapian_document *doc;
    xapian_term_iter *it;
    xapian_termpos positions[5];
    xapian_doccount count;
    const char *bytes;
    size_t len, total, n;
    int calls = 0;

    OK(xapian_database_doccount(db, &count, &E));
    assert_int_equal(count, SAMPLE_SIZE);
    assert_string_equal(ids(db, query), "1 2 3 5 6");
    OK(xapian_enquire_create(db, &enquire, &E));
    OK(xapian_enquire_set_query(enquire, query, 0, &E));
    OK(xapian_matchspy_value_count(SLOT_COUNTRY, &spy, &E));
    OK(xapian_enquire_add_matchspy(enquire, spy, &E));
    mset = all_results(enquire);
    OK(xapian_mset_fetch(mset, &E));
    OK(xapian_mset_document(mset, 0, &doc, &E));
    OK(xapian_document_data(doc, &bytes, &len, &E));
    assert_true(len > 0);
    xapian_document_free(doc);
    xapian_mset_free(mset);
    OK(xapian_matchspy_total(spy, &total, &E));
    assert_int_equal(total, 5);
    OK(xapian_enquire_clear_matchspies(enquire, &E));
    OK(xapian_database_allterms(db, LIT("a"), &it, &E));
    assert_string_equal(terms_of(it), "agreed and arms");
    OK(xapian_database_positions(db, 5, LIT("arms"), positions, 5, &n, &E));
    assert_int_equal(n, 3);
    OK(xapian_database_keep_alive(db, &E));
    /* A decider cannot travel to the server. */
    EXPECT(XAPIAN_UNIMPLEMENTED,
           xapian_enquire_get_mset(enquire, 0, 9, 0, NULL, keep_even, &calls, &mset, &E));
    xapian_matchspy_free(spy);
    xapian_enquire_free(enquire);
    xapian_query_free(query);
}

static void a_database_behind_a_program(void **state)
{
    const struct sample *sample = *state;
    xapian_database *db, *both;
    xapian_query *query = query_term("race");

    need_program("xapian-progsrv");
    OK(xapian_database_open_remote_prog("xapian-progsrv", sample->path, TIMEOUT, &db, &E));
    search_it(db);
    OK(xapian_database_create(&both, &E));
    OK(xapian_database_add(both, sample->db, &E));
    OK(xapian_database_add(both, db, &E));
    assert_string_equal(ids(both, query), "9 10");
    xapian_database_free(both);
    xapian_database_free(db);
    xapian_query_free(query);
}

static void writing_through_a_program(void **state)
{
    const struct sample *sample = *state;
    xapian_writable_database *db;
    xapian_doccount count;
    char args[400];

    need_program("xapian-progsrv");
    snprintf(args, sizeof args, "--writable %s", sample->path);
    OK(xapian_writable_database_open_remote_prog("xapian-progsrv", args, TIMEOUT, XAPIAN_DB_OPEN,
                                                 &db, &E));
    assert_int_equal(sample_add(db, "written from afar", NULL, "US", 7), SAMPLE_SIZE + 1);
    OK(xapian_writable_database_commit(db, &E));
    OK(xapian_writable_database_close(db, &E));
    xapian_writable_database_free(db);
    OK(xapian_database_reopen(sample->db, NULL, &E));
    OK(xapian_database_doccount(sample->db, &count, &E));
    assert_int_equal(count, SAMPLE_SIZE + 1);
}

static xapian_status no_init(xapian_database *shard, xapian_source_state *state,
                             xapian_source_bounds *bounds, void *ctx)
{
    (void)shard;
    (void)state;
    (void)bounds;
    (void)ctx;
    return XAPIAN_ASSERTION; /* is not reached */
}

static xapian_status no_next(double min_weight, xapian_source_state *state, void *ctx)
{
    (void)min_weight;
    (void)state;
    (void)ctx;
    return XAPIAN_ASSERTION;
}

static void a_posting_source_cannot_travel(void **state)
{
    const xapian_source_callbacks callbacks = {.init = no_init, .next = no_next};
    const struct sample *sample = *state;
    xapian_database *db;
    xapian_query *query;
    xapian_enquire *enquire;
    xapian_mset *mset;

    need_program("xapian-progsrv");
    OK(xapian_database_open_remote_prog("xapian-progsrv", sample->path, TIMEOUT, &db, &E));
    OK(xapian_query_posting_source(&callbacks, NULL, &query, &E));
    OK(xapian_enquire_create(db, &enquire, &E));
    OK(xapian_enquire_set_query(enquire, query, 0, &E));
    EXPECT(XAPIAN_UNIMPLEMENTED,
           xapian_enquire_get_mset(enquire, 0, 9, 0, NULL, NULL, NULL, &mset, &E));
    xapian_enquire_free(enquire);
    xapian_query_free(query);
    xapian_database_free(db);
}

/* A port that was free a moment ago. */
static unsigned free_port(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t len = sizeof address;
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_true(fd >= 0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &len), 0);
    close(fd);
    return ntohs(address.sin_port);
}

static pid_t start_server(unsigned port, const char *writable, const char *path)
{
    char number[20];
    pid_t pid;

    snprintf(number, sizeof number, "%u", port);
    pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM); /* also if the test fails */
        setsid(); /* it passes on the signal that ends it to its process group */
        if (!freopen("/dev/null", "w", stdout))
            _exit(127);
        execlp("xapian-tcpsrv", "xapian-tcpsrv", "--interface", "127.0.0.1", "--port", number,
               writable, path, (char *)NULL);
        _exit(127);
    }
    assert_true(pid > 0);
    return pid;
}

static void a_database_behind_tcp(void **state)
{
    const struct sample *sample = *state;
    const unsigned port = free_port();
    xapian_database *db = NULL;
    xapian_writable_database *writer = NULL;
    pid_t pid;

    need_program("xapian-tcpsrv");
    pid = start_server(port, "--writable", sample->path);
    /* The server takes a moment to listen. */
    for (int i = 0; i < 200 && !db; i++) {
        if (xapian_database_open_remote_tcp("127.0.0.1", port, TIMEOUT, TIMEOUT, &db, NULL) !=
            XAPIAN_OK)
            usleep(20000);
    }
    assert_non_null(db);
    search_it(db);
    xapian_database_free(db);
    OK(xapian_writable_database_open_remote_tcp("127.0.0.1", port, TIMEOUT, TIMEOUT, XAPIAN_DB_OPEN,
                                                &writer, &E));
    sample_add(writer, "written from afar", NULL, "US", 7);
    OK(xapian_writable_database_commit(writer, &E));
    xapian_writable_database_free(writer);
    kill(pid, SIGTERM);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(a_database_behind_a_program),
        SAMPLE_TEST(writing_through_a_program),
        SAMPLE_TEST(a_posting_source_cannot_travel),
        SAMPLE_TEST(a_database_behind_tcp),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
