/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dossier.h"

#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shelf.h"
#include "tests/test.h"

enum { TODAY = 20170912 };

static const shelf_document library[] = {
    {.path = "reset.txt",
     .title = "Russia proposes a broad reset",
     .body = "Sergei Ryabkov handed over a proposal in April. It lists counter-terrorism, the "
             "Ukraine crisis and the Iranian nuclear deal among its topics. The U.S. side was "
             "surprised by the proposal.",
     .author = "John Hudson",
     .source = "Continental Wire",
     .kind = "article",
     .language = "en",
     .date = 20170912},
    {.path = "testban.txt",
     .title = "Talks on a test ban",
     .body = "The ambassador proposed the test ban in Geneva. Negotiations on a treaty of ten "
             "thousand words went on; 10,000 people came to the square.",
     .author = "Mary O'Brien; Erik Sonne",
     .source = "The Evening Post",
     .kind = "article",
     .language = "en",
     .date = 19630805},
    {.path = "cables/tehran.txt",
     .title = "Telegram from Tehran",
     .body = "Iran asks for relief of sanctions. A deal on nuclear questions is far; the treaty is "
             "not dead, and counterterrorism was not discussed.",
     .kind = "cable",
     .language = "en",
     .id = "1979TEHRAN00123",
     .date = 19790300},
    {.path = "proposals/arms.txt",
     .title = "Proposal for arms control",
     .body = "Article 1. Sanctions end. Article 2. The nuclear powers reset their talks. Tell us "
             "who will come.",
     .kind = "proposal",
     .language = "en",
     .source = "Continental Wire",
     .date = 20170300},
    {.path = "lettre.txt",
     .title = "Lettre de Vienne",
     .body = "Les négociations continuent à Vienne. Café et discours.",
     .author = "Amélie Dupont",
     .kind = "article",
     .language = "fr",
     .date = 20150714},
    {.path = "undated.txt",
     .title = "A note without a date",
     .body = "Iran and Iraq, and the ban of tests that nobody proposed in May.",
     .kind = "document",
     .language = "en"},
};
enum { DOCUMENTS = sizeof library / sizeof *library };

typedef struct desk {
    shelf s;
    dossier_index *index;
    dossier_search_options options;
    dossier_results *results;
} desk;

static int open_desk(void **state)
{
    desk *d = calloc(1, sizeof *d);
    d->s = shelf_make(library, DOCUMENTS);
    d->index = shelf_open(&d->s);
    *state = d;
    return 0;
}

static int close_desk(void **state)
{
    desk *d = *state;
    dossier_results_free(d->results);
    dossier_index_free(d->index);
    shelf_remove(&d->s);
    free(d);
    return 0;
}

static int clear_desk(void **state)
{
    desk *d = *state;
    d->options = DOSSIER_SEARCH_OPTIONS_INIT;
    d->options.snippets = 0;
    d->options.today = TODAY;
    return 0;
}

static void ask(desk *d, const char *query)
{
    dossier_error error;
    dossier_results_free(d->results);
    if (dossier_search(d->index, query, strlen(query), &d->options, &d->results, &error) !=
        DOSSIER_OK)
        fail_msg("%s: %s", query, error.message);
}

/* The names of the files found, in order, without folders and endings: "reset testban". */
static const char *found(desk *d)
{
    static char names[2000];
    bool more = true;
    names[0] = '\0';
    while (more) {
        dossier_hit hit;
        dossier_error error;
        assert_int_equal(dossier_results_next(d->results, &hit, &more, &error), DOSSIER_OK);
        if (!more)
            break;
        const char *end = hit.path.data + hit.path.len - strlen(".txt"), *start = end;
        while (start > hit.path.data && start[-1] != '/')
            start--;
        sprintf(names + strlen(names), "%s%.*s", *names ? " " : "", (int)(end - start), start);
    }
    return names;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The same in the order of the alphabet. */
static const char *found_sorted(desk *d)
{
    static char sorted[2000];
    char *names[64], *copy = strdup(found(d));
    size_t n = 0;
    for (char *name = strtok(copy, " "); name; name = strtok(NULL, " "))
        names[n++] = name;
    if (n)
        qsort(names, n, sizeof *names, by_name);
    sorted[0] = '\0';
    for (size_t i = 0; i < n; i++)
        sprintf(sorted + strlen(sorted), "%s%s", i ? " " : "", names[i]);
    free(copy);
    return sorted;
}

static const dossier_warning *warning(const desk *d, const char *code)
{
    size_t n;
    const dossier_warning *warnings = dossier_results_warnings(d->results, &n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(warnings[i].code, code) == 0)
            return &warnings[i];
    return NULL;
}

static bool says(dossier_text text, const char *piece)
{
    return memmem(text.data, text.len, piece, strlen(piece)) != NULL;
}

typedef struct row {
    const char *query;
    const char *files; /* in the order of the alphabet; "" for none */
} row;

static void check(desk *d, const row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ask(d, rows[i].query);
        const char *files = dossier_results_partial(d->results) ? "" : found_sorted(d);
        if (strcmp(files, rows[i].files) != 0)
            fail_msg("%s finds [%s], not [%s]", rows[i].query, files, rows[i].files);
    }
}
#define CHECK(d, rows) check((d), (rows), sizeof(rows) / sizeof *(rows))

static void words_in_any_form_are_found(void **state)
{
    static const row rows[] = {
        {"proposal", "arms reset testban undated"},
        {"sanction", "arms tehran"},
        {"SANCTIONS", "arms tehran"},
        {"nuclear deal", "reset tehran"},
        {"iran sanctions", "tehran"},
        {"negociations", "lettre"},
        {"négociations", "lettre"},
        {"cafe", "lettre"},
        {"10,000", "testban"},
        {"10000", "testban"},
        {"O’Brien", "testban"},
        {"o'brien", "testban"},
    };
    CHECK(*state, rows);
}

static void function_words_need_not_occur_outside_quotes(void **state)
{
    static const row rows[] = {
        {"who proposed the test ban", "testban undated"},
        {"a deal of the sanctions and by whom", "tehran"},
        {"\"the test ban\"", "testban"},
        {"\"a test ban\"", "testban"},
        {"test ban +the", "testban undated"},
        {"test ban \"in\"", "testban undated"},
        {"test +a", "testban undated"},
        {"geneva +a", "testban"},
        {"may", "undated"},
        {"May proposed", "undated"},
        {"tell us", "arms"},
        {"us", "arms"},
        {"US", "reset"},
        {"U.S.", "reset"},
        {"the", "arms reset tehran testban undated"},
    };
    CHECK(*state, rows);
}

static void phrases_follow_one_another(void **state)
{
    static const row rows[] = {
        {"\"nuclear deal\"", "reset"},
        {"\"deal nuclear\"", ""},
        {"“nuclear deal”", "reset"},
        {"\"test ban\"", "testban"},
        {"\"ban tests\"", ""},
        {"\"broad reset Sergei\"", ""},
        {"\"nuclear powers reset their talks\"", "arms"},
        {"ukraine/crisis", "reset"},
        {"iran/iraq", ""},
    };
    CHECK(*state, rows);
}

static void a_hyphenated_word_is_found_in_three_spellings(void **state)
{
    static const row rows[] = {
        {"counter-terrorism", "reset tehran"}, {"counterterrorism", "reset tehran"},
        {"\"counter terrorism\"", "reset"},    {"counter‑terrorism", "reset tehran"},
        {"counter-terror*", "reset"},
    };
    CHECK(*state, rows);
}

static void operators_and_signs_work(void **state)
{
    static const row rows[] = {
        {"iraq OR geneva", "testban undated"},
        {"proposal -reset", "testban undated"},
        {"proposal NOT reset", "testban undated"},
        {"-the", "lettre"},
        {"NOT (iran OR proposal)", "lettre"},
        {"(iran OR sanctions) -treaty", "arms undated"},
        {"treaty (geneva OR tehran)", "tehran testban"},
        {"iraq OR -proposal", "lettre tehran undated"},
        {"-(nuclear treaty) nuclear", "arms reset"},
        {"nuclear -\"nuclear deal\"", "arms tehran"},
    };
    CHECK(*state, rows);
}

static void fields_narrow_down(void **state)
{
    static const row rows[] = {
        {"title:reset", "reset"},
        {"reset", "arms reset"},
        {"title:(proposal OR talks)", "arms reset testban"},
        {"title:\"test ban\"", "testban"},
        {"title:\"ban test\"", ""},
        {"title:the", ""},
        {"author:hudson", "reset"},
        {"author:Hudson", "reset"},
        {"author:\"john hudson\"", "reset"},
        {"author:\"hudson john\"", ""},
        {"author:(john hudson)", "reset"},
        {"author:(hudson OR sonne)", "reset testban"},
        {"author:\"O’Brien\"", "testban"},
        {"by:dupont", "lettre"},
        {"author:amelie", "lettre"},
        {"author:\"o'brien erik\"", ""},
        {"source:wire", "arms reset"},
        {"source:\"continental wire\"", "arms reset"},
        {"source:post proposed", "testban"},
        {"kind:cable", "tehran"},
        {"KIND:Cable", "tehran"},
        {"kind:(cable OR proposal)", "arms tehran"},
        {"-kind:article", "arms tehran undated"},
        {"lang:fr", "lettre"},
        {"path:proposals", "arms"},
        {"path:proposals/arms", "arms"},
        {"path:cables tehran", "tehran"},
        {"id:1979TEHRAN00123", "tehran"},
        {"id:1979tehran00123", "tehran"},
        {"id:1979tehran", ""},
        {"id:1979*", "tehran"},
        {"title:reset OR kind:cable", "reset tehran"},
        {"nuclear kind:article", "reset"},
    };
    CHECK(*state, rows);
}

static void dates_narrow_down(void **state)
{
    static const row rows[] = {
        {"date:2017", "arms reset"},
        {"date:2017-03", "arms"},
        {"date:2017-09-12", "reset"},
        {"date:2017-09-11", ""},
        {"date:1979-03", "tehran"},
        {"date:1979-03-05", ""},
        {"date:1963..1979", "tehran testban"},
        {"date:2015..", "arms lettre reset"},
        {"date:..1970", "testban"},
        {"since:2017", "arms reset"},
        {"before:1979", "testban"},
        {"until:1979", "tehran testban"},
        {"after:2015", "arms reset"},
        {"since:yesterday", "reset"},
        {"-date:1000..2999", "undated"},
        {"date:(1963 OR 1979)", "tehran testban"},
        {"since:1970 before:2016", "lettre tehran"},
        {"nuclear date:2017", "arms reset"},
    };
    CHECK(*state, rows);
}

static void a_wildcard_is_every_word_that_begins_so(void **state)
{
    static const row rows[] = {
        {"negotiat*", "testban"},         {"sanctions*", "arms tehran"},
        {"sanct*", "arms tehran"},        {"propos*", "arms reset testban undated"},
        {"ira*", "reset tehran undated"}, {"iran* -iraq", "reset tehran"},
        {"treaty*", "tehran testban"},    {"title:propos*", "arms reset"},
        {"author:hud*", "reset"},         {"path:prop*", "arms"},
        {"nég*", "lettre testban"},       {"zzz*", ""},
        {"-ira* nuclear", "arms"},
    };
    CHECK(*state, rows);
}

static void a_wildcard_inside_a_word_fits_also_what_stemming_cuts_off_before_it(void **state)
{
    static const row rows[] = {
        {"negotiati*n", "testban"},
        {"title:proposa*l", "arms reset"},
        {"negotiata*n", ""},
    };
    CHECK(*state, rows);
}

static void a_word_sounds_like_itself_though_its_stem_or_a_particle_does_not(void **state)
{
    static const row rows[] = {
        {"soundslike:powers", "arms"},
        {"soundslike:de", "lettre"},
        {"soundslike:de w/1 vienne", "lettre"},
        {"soundslike:van", ""},
    };
    CHECK(*state, rows);
}

static void a_wildcard_that_stemming_cuts_into_says_so(void **state)
{
    desk *d = *state;
    ask(d, "negotiat*");
    assert_non_null(warning(d, "wildcard-stem"));
    ask(d, "sanct*");
    assert_null(warning(d, "wildcard-stem"));
}

static void what_no_document_has_whole_is_shown_in_part_and_said(void **state)
{
    desk *d = *state;
    ask(d, "sanctions geneva");
    assert_true(dossier_results_partial(d->results));
    assert_int_equal(dossier_results_matches(d->results), 3);
    assert_non_null(warning(d, "no-document-has-all-words"));
    assert_null(warning(d, "word-not-found"));
    assert_string_equal(found_sorted(d), "arms tehran testban");
}

static void the_word_that_is_nowhere_is_named(void **state)
{
    desk *d = *state;
    ask(d, "sanctions xyzzy");
    const dossier_warning *w = warning(d, "word-not-found");
    assert_true(dossier_results_partial(d->results));
    assert_non_null(w);
    assert_int_equal(w->offset, 10);
    assert_int_equal(w->length, 5);
    assert_true(says(w->message, "xyzzy"));
    assert_string_equal(found_sorted(d), "arms tehran");
}

static void one_unknown_word_finds_nothing_and_is_named(void **state)
{
    desk *d = *state;
    ask(d, "xyzzy");
    assert_false(dossier_results_partial(d->results));
    assert_int_equal(dossier_results_matches(d->results), 0);
    assert_non_null(warning(d, "word-not-found"));
    assert_string_equal(found(d), "");
}

static void partial_answers_keep_filters_and_exclusions(void **state)
{
    desk *d = *state;
    ask(d, "sanctions geneva kind:cable");
    assert_true(dossier_results_partial(d->results));
    assert_string_equal(found(d), "tehran");
    ask(d, "sanctions geneva -iran");
    assert_string_equal(found_sorted(d), "arms testban");
    ask(d, "sanctions geneva kind:speech");
    assert_false(dossier_results_partial(d->results));
    assert_int_equal(dossier_results_matches(d->results), 0);
    const dossier_warning *w = warning(d, "word-not-found");
    assert_non_null(w);
    assert_true(says(w->message, "article, cable, document, proposal"));
}

static void a_phrase_is_never_taken_apart(void **state)
{
    desk *d = *state;
    ask(d, "\"deal nuclear\"");
    assert_int_equal(dossier_results_matches(d->results), 0);
    assert_false(dossier_results_partial(d->results));
    const dossier_warning *w = warning(d, "word-not-found");
    assert_non_null(w);
    assert_true(says(w->message, "deal nuclear"));
    ask(d, "\"deal nuclear\" geneva");
    assert_true(dossier_results_partial(d->results));
    assert_string_equal(found(d), "testban");
}

static void parts_that_never_meet_are_said_to(void **state)
{
    desk *d = *state;
    ask(d, "geneva kind:cable");
    assert_int_equal(dossier_results_matches(d->results), 0);
    assert_non_null(warning(d, "nothing-matches"));
}

static void any_word_ranks_by_how_much_is_there(void **state)
{
    desk *d = *state;
    d->options.any_word = true;
    ask(d, "geneva test ban sanctions");
    assert_false(dossier_results_partial(d->results));
    assert_int_equal(dossier_results_matches(d->results), 4);
    assert_memory_equal(found(d), "testban ", 8);
    ask(d, "sanctions +geneva");
    assert_string_equal(found(d), "testban");
    ask(d, "sanctions geneva -iran");
    assert_string_equal(found_sorted(d), "arms testban");
    ask(d, "counter-terrorism geneva");
    assert_int_equal(dossier_results_matches(d->results), 2);
}

static void headline_words_weigh_more(void **state)
{
    desk *d = *state;
    ask(d, "reset");
    assert_string_equal(found(d), "reset arms");
}

static void neighbours_rank_before_words_apart(void **state)
{
    static const shelf_document pair[] = {
        {.path = "apart.txt",
         .title = "x",
         .body = "The ban came late. A test followed in the end."},
        {.path = "beside.txt",
         .title = "x",
         .body = "The test ban came late. It followed in an end."},
    };
    desk d = {.s = shelf_make(pair, 2)};
    (void)state;
    d.options = DOSSIER_SEARCH_OPTIONS_INIT;
    d.options.snippets = 0;
    d.index = shelf_open(&d.s);
    ask(&d, "test ban");
    assert_string_equal(found(&d), "beside apart");
    ask(&d, "ban test");
    assert_int_equal(dossier_results_matches(d.results), 2);
    dossier_results_free(d.results);
    dossier_index_free(d.index);
    shelf_remove(&d.s);
}

static void dates_sort_with_the_undated_last(void **state)
{
    desk *d = *state;
    d->options.sort = DOSSIER_BY_DATE;
    ask(d, "-xyzzy");
    assert_string_equal(found(d), "reset arms lettre tehran testban undated");
    d->options.sort = DOSSIER_BY_DATE_OLDEST;
    ask(d, "-xyzzy");
    assert_string_equal(found(d), "testban tehran lettre arms reset undated");
    ask(d, "proposed");
    assert_string_equal(found(d), "testban arms reset undated");
    assert_int_equal(dossier_results_matches(d->results), 4);
}

static void pages_join_without_a_seam(void **state)
{
    static const dossier_sort sorts[] = {DOSSIER_BY_RELEVANCE, DOSSIER_BY_DATE,
                                         DOSSIER_BY_DATE_OLDEST};
    desk *d = *state;
    for (size_t k = 0; k < 3; k++) {
        char whole[500], pages[500] = "";
        d->options.sort = sorts[k];
        d->options.offset = 0;
        d->options.limit = 100;
        ask(d, "iran OR proposal OR vienne");
        strcpy(whole, found(d));
        d->options.limit = 2;
        for (d->options.offset = 0; d->options.offset < 8; d->options.offset += 2) {
            ask(d, "iran OR proposal OR vienne");
            assert_int_equal(dossier_results_matches(d->results), DOCUMENTS);
            const char *page = found(d);
            if (*page)
                sprintf(pages + strlen(pages), "%s%s", *pages ? " " : "", page);
        }
        assert_string_equal(pages, whole);
    }
}

static void ranks_count_the_offset_in(void **state)
{
    desk *d = *state;
    dossier_hit hit;
    bool more;
    d->options.offset = 2;
    ask(d, "proposal");
    assert_int_equal(dossier_results_next(d->results, &hit, &more, NULL), DOSSIER_OK);
    assert_true(more);
    assert_int_equal(hit.rank, 3);
}

static void no_limit_gives_counts_alone(void **state)
{
    desk *d = *state;
    d->options.limit = 0;
    ask(d, "proposal");
    assert_int_equal(dossier_results_matches(d->results), 4);
    assert_true(dossier_results_exact(d->results));
    assert_string_equal(found(d), "");
    d->options.limit = SIZE_MAX;
    d->options.offset = SIZE_MAX;
    ask(d, "proposal");
    assert_string_equal(found(d), "");
    assert_int_equal(dossier_results_matches(d->results), 4);
}

static void a_hit_has_its_documents_fields(void **state)
{
    desk *d = *state;
    dossier_hit hit;
    bool more;
    d->options.snippets = 1;
    ask(d, "ryabkov");
    assert_int_equal(dossier_results_next(d->results, &hit, &more, NULL), DOSSIER_OK);
    assert_slice_equal(hit.title, "Russia proposes a broad reset");
    assert_slice_equal(hit.source, "Continental Wire");
    assert_slice_equal(hit.kind, "article");
    assert_slice_equal(hit.language, "en");
    assert_int_equal(hit.date, 20170912);
    assert_int_equal(hit.n_bylines, 1);
    assert_slice_equal(hit.bylines[0], "John Hudson");
    assert_true(hit.score > 0);
    assert_true(hit.source_lines);
    assert_int_equal(hit.n_snippets, 1);
    assert_true(says(hit.snippets[0].text, "Ryabkov"));
    assert_int_equal(hit.snippets[0].n_marks, 1);
    assert_int_equal(dossier_results_next(d->results, &hit, &more, NULL), DOSSIER_OK);
    assert_false(more);
    assert_int_equal(dossier_results_next(d->results, &hit, &more, NULL), DOSSIER_OK);
    assert_false(more);
}

static void every_document_comes_in_the_indexs_order(void **state)
{
    desk *d = *state;
    dossier_error error;
    dossier_results_free(d->results);
    assert_int_equal(dossier_search_all(d->index, &d->options, &d->results, &error), DOSSIER_OK);
    assert_int_equal(dossier_results_matches(d->results), DOCUMENTS);
    assert_string_equal(found(d), "reset testban tehran arms lettre undated");
    d->options.sort = DOSSIER_BY_DATE_OLDEST;
    dossier_results_free(d->results);
    assert_int_equal(dossier_search_all(d->index, &d->options, &d->results, &error), DOSSIER_OK);
    assert_string_equal(found(d), "testban tehran lettre arms reset undated");
}

/* Both give the same documents with the same scores. */
static void compare(desk *a, desk *b)
{
    static const char *const queries[] = {"proposal",        "nuclear deal",    "negotiat*",
                                          "test ban",        "-iran",           "\"nuclear deal\"",
                                          "date:1963..2017", "sanctions geneva"};
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        char names[500];
        dossier_hit x, y;
        bool more = true;
        ask(a, queries[i]);
        strcpy(names, found_sorted(a));
        ask(b, queries[i]);
        assert_string_equal(found_sorted(b), names);
        assert_int_equal(dossier_results_matches(b->results), dossier_results_matches(a->results));
        ask(a, queries[i]);
        ask(b, queries[i]);
        while (more) {
            assert_int_equal(dossier_results_next(a->results, &x, &more, NULL), DOSSIER_OK);
            assert_int_equal(dossier_results_next(b->results, &y, &more, NULL), DOSSIER_OK);
            if (more && fabs(x.score - y.score) > 1e-9)
                fail_msg("%s: %f is not %f", queries[i], x.score, y.score);
        }
    }
}

static void two_indexes_answer_like_one(void **state)
{
    desk *d = *state;
    shelf halves[] = {shelf_make(library, 3), shelf_make(library + 3, DOCUMENTS - 3)};
    desk both = {.index = shelf_open_all(halves, 2), .options = d->options};
    compare(d, &both);
    dossier_results_free(both.results);
    dossier_index_free(both.index);
    shelf_remove(&halves[0]);
    shelf_remove(&halves[1]);
}

/* Serves a shelf until the server is told to end. */
static pid_t serve(const shelf *s, const char *port)
{
    char *path;
    assert_true(asprintf(&path, "%s/.dossier", s->folder) > 0);
    pid_t child = fork();
    if (child == 0) {
        setpgid(0, 0); /* when it is told to end, it tells its whole group */
        int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
        execlp("xapian-tcpsrv", "xapian-tcpsrv", "--quiet", "--interface", "127.0.0.1", "--port",
               port, path, (char *)NULL);
        _exit(127);
    }
    assert_true(child > 0);
    free(path);
    return child;
}

/* Opens both, as soon as the server answers. NULL when it ends instead. */
static dossier_index *open_served(const char *remote, const shelf *local, pid_t server)
{
    const char *locations[] = {remote, local->folder};
    for (int i = 0; i < 200; i++) {
        dossier_index *index;
        if (dossier_open(locations, 2, &index, NULL) == DOSSIER_OK)
            return index;
        if (waitpid(server, NULL, WNOHANG) == server)
            return NULL;
        usleep(50000);
    }
    kill(server, SIGTERM);
    waitpid(server, NULL, 0);
    return NULL;
}

static void a_remote_half_answers_like_a_local_one(void **state)
{
    desk *d = *state;
    char port[16], remote[64];
    shelf halves[] = {shelf_make(library, 3), shelf_make(library + 3, DOCUMENTS - 3)};
    snprintf(port, sizeof port, "%d", 20000 + (int)getpid() % 20000);
    snprintf(remote, sizeof remote, "tcp:127.0.0.1:%s", port);
    pid_t server = serve(&halves[0], port);
    desk both = {.index = open_served(remote, &halves[1], server), .options = d->options};
    if (both.index) {
        compare(d, &both);
        both.options.sort = DOSSIER_BY_DATE_OLDEST;
        ask(&both, "-xyzzy");
        assert_string_equal(found(&both), "testban tehran lettre arms reset undated");
        dossier_results_free(both.results);
        dossier_index_free(both.index);
        kill(server, SIGTERM);
        waitpid(server, NULL, 0);
    }
    shelf_remove(&halves[0]);
    shelf_remove(&halves[1]);
    if (!both.index) {
        print_message("there is no xapian-tcpsrv here\n");
        skip();
    }
}

static void explain_shows_each_stage(void **state)
{
    static const char *const pieces[] = {
        "who proposed the test ban date:1963", /* the text */
        "who AND proposed AND the AND test AND ban AND date:1963..1963-12-31",
        "proposed  term propos  4 documents  required",
        "the  term the  5 documents  left out",
        "date:1963",
        "1 documents  required, does not count for ranking",
        "Query(",
        "IneB2",
        "1 of 6 documents",
    };
    desk *d = *state;
    d->options.explain = true;
    ask(d, "who proposed the test ban date:1963");
    dossier_text text = dossier_results_explain(d->results);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        if (!says(text, pieces[i]))
            fail_msg("\"%s\" is not in\n%.*s", pieces[i], (int)text.len, text.data);
    d->options.explain = false;
    ask(d, "proposed");
    assert_int_equal(dossier_results_explain(d->results).len, 0);
}

static void a_bad_query_gives_no_results(void **state)
{
    desk *d = *state;
    dossier_error error;
    dossier_results *results = (dossier_results *)&error;
    assert_int_equal(dossier_search(d->index, "iran AND AND", 12, &d->options, &results, &error),
                     DOSSIER_BAD_QUERY);
    assert_null(results);
    assert_int_equal(error.offset, 9);
    assert_int_equal(error.length, 3);
}

static void a_rebuild_meanwhile_changes_nothing_for_an_open_index(void **state)
{
    static const shelf_document other[] = {
        {.path = "new.txt", .title = "New", .body = "Sanctions."}};
    desk d = {.s = shelf_make(library, DOCUMENTS)};
    (void)state;
    d.options = DOSSIER_SEARCH_OPTIONS_INIT;
    d.index = shelf_open(&d.s);
    shelf_rebuild(&d.s, other, 1);
    ask(&d, "sanctions");
    assert_string_equal(found_sorted(&d), "arms tehran");
    dossier_index_free(d.index);
    d.index = shelf_open(&d.s);
    ask(&d, "sanctions");
    assert_string_equal(found(&d), "new");
    dossier_results_free(d.results);
    dossier_index_free(d.index);
    shelf_remove(&d.s);
}

static void a_writer_that_goes_on_stops_no_reader(void **state)
{
    enum { MANY = 400, MORE = 6 };
    static char names[MANY][16], bodies[MANY][200];
    static shelf_document many[MANY];
    desk d = {.options = DOSSIER_SEARCH_OPTIONS_INIT};
    dossier_hit hit;
    dossier_error error;
    bool more;
    size_t hits = 0;
    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        sprintf(names[i], "%zu.txt", i);
        sprintf(bodies[i], "sanctions number%zu word%zu of a longer text that fills its blocks", i,
                i * 7);
        many[i] = (shelf_document){.path = names[i], .title = bodies[i], .body = bodies[i]};
    }
    d.s = shelf_make(many, MANY);
    d.index = shelf_open(&d.s);
    d.options.limit = MANY;
    ask(&d, "sanctions");
    assert_int_equal(dossier_results_matches(d.results), MANY);
    for (; hits < 3; hits++)
        assert_int_equal(dossier_results_next(d.results, &hit, &more, &error), DOSSIER_OK);
    shelf_update(&d.s, many, MORE);
    for (more = true; more; hits += more)
        if (dossier_results_next(d.results, &hit, &more, &error) != DOSSIER_OK)
            fail_msg("after %zu hits: %s", hits, error.message);
    assert_int_equal(hits, MANY);
    shelf_update(&d.s, many, MORE);
    ask(&d, "sanctions");
    assert_true(dossier_results_matches(d.results) >= MANY);
    dossier_results_free(d.results);
    dossier_index_free(d.index);
    shelf_remove(&d.s);
}

static void fields_are_listed_from_the_table(void **state)
{
    size_t n;
    const dossier_field_info *fields = dossier_fields(&n);
    bool title = false, source = false;
    (void)state;
    for (size_t i = 0; i < n; i++) {
        title |= strcmp(fields[i].name, "title") == 0 && !fields[i].facet;
        source |= strcmp(fields[i].name, "source") == 0 && fields[i].facet;
    }
    assert_true(title && source);
}

/* What is made once for an index serves each of its searches in turn. */
static void two_searches_of_one_index_may_be_read_in_turn(void **state)
{
    desk *d = *state;
    const char *const queries[] = {"sanctions", "treaty"};
    dossier_results *both[2], *alone[2];
    d->options.snippets = 1;
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(
            dossier_search(d->index, queries[i], strlen(queries[i]), &d->options, &both[i], NULL),
            DOSSIER_OK);
        assert_int_equal(
            dossier_search(d->index, queries[i], strlen(queries[i]), &d->options, &alone[i], NULL),
            DOSSIER_OK);
    }
    for (size_t hits = 0; hits < 2; hits++) {
        for (size_t i = 0; i < 2; i++) {
            dossier_hit x, y;
            bool more;
            assert_int_equal(dossier_results_next(both[i], &x, &more, NULL), DOSSIER_OK);
            assert_true(more && x.n_snippets == 1);
            assert_int_equal(dossier_results_next(alone[i], &y, &more, NULL), DOSSIER_OK);
            assert_true(more && y.n_snippets == 1);
            assert_int_equal(x.snippets[0].text.len, y.snippets[0].text.len);
            assert_memory_equal(x.snippets[0].text.data, y.snippets[0].text.data,
                                x.snippets[0].text.len);
            assert_true(x.snippets[0].n_marks > 0);
        }
    }
    for (size_t i = 0; i < 2; i++) {
        dossier_results_free(both[i]);
        dossier_results_free(alone[i]);
    }
}

#define TEST(name) cmocka_unit_test_setup(name, clear_desk)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(words_in_any_form_are_found),
        TEST(function_words_need_not_occur_outside_quotes),
        TEST(phrases_follow_one_another),
        TEST(a_hyphenated_word_is_found_in_three_spellings),
        TEST(operators_and_signs_work),
        TEST(fields_narrow_down),
        TEST(dates_narrow_down),
        TEST(a_wildcard_is_every_word_that_begins_so),
        TEST(a_wildcard_inside_a_word_fits_also_what_stemming_cuts_off_before_it),
        TEST(a_word_sounds_like_itself_though_its_stem_or_a_particle_does_not),
        TEST(a_wildcard_that_stemming_cuts_into_says_so),
        TEST(what_no_document_has_whole_is_shown_in_part_and_said),
        TEST(the_word_that_is_nowhere_is_named),
        TEST(one_unknown_word_finds_nothing_and_is_named),
        TEST(partial_answers_keep_filters_and_exclusions),
        TEST(a_phrase_is_never_taken_apart),
        TEST(parts_that_never_meet_are_said_to),
        TEST(any_word_ranks_by_how_much_is_there),
        TEST(headline_words_weigh_more),
        TEST(neighbours_rank_before_words_apart),
        TEST(dates_sort_with_the_undated_last),
        TEST(pages_join_without_a_seam),
        TEST(ranks_count_the_offset_in),
        TEST(no_limit_gives_counts_alone),
        TEST(a_hit_has_its_documents_fields),
        TEST(every_document_comes_in_the_indexs_order),
        TEST(two_indexes_answer_like_one),
        TEST(a_remote_half_answers_like_a_local_one),
        TEST(explain_shows_each_stage),
        TEST(a_bad_query_gives_no_results),
        TEST(a_rebuild_meanwhile_changes_nothing_for_an_open_index),
        TEST(a_writer_that_goes_on_stops_no_reader),
        TEST(fields_are_listed_from_the_table),
        TEST(two_searches_of_one_index_may_be_read_in_turn),
    };
    return cmocka_run_group_tests(tests, open_desk, close_desk);
}
