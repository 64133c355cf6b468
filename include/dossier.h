/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dossier.h: full-text search for news and policy documents, as a C API.
 *
 * Two halves. A dossier_builder reads folders (or documents handed to it) into an index; a
 * dossier_index answers queries. dossier-index and dossier-query are made of nothing else, and
 * doc/example.c is a whole program.
 *
 * Conventions
 *  - Every function that can fail returns a dossier_status, and fills the optional dossier_error
 *    (its last parameter, which may be NULL) with a message that a reader of the program's output
 *    understands and, where there is one, what to do about it.
 *  - Objects come from an _open, _create, _search or _load function and go to the matching _free,
 *    which accepts NULL. A `T **out` belongs to the caller; on failure *out is NULL.
 *  - Text is a dossier_text: pointer and length, UTF-8 (paths: the bytes that the system gave), not
 *    NUL-terminated unless said. What a function returns by pointer is borrowed from the object it
 *    came from and lives as long as that object.
 *  - The library never prints, never exits and keeps no global state. An object is used by one
 *    thread at a time; different objects may be used in different threads.
 *  - Dates are numbers yyyymmdd; an unknown day or month is 00, no date at all is 0.
 *  - Structs of options are set to their defaults by DOSSIER_..._OPTIONS_INIT; new members come at
 *    the end.
 */
#ifndef DOSSIER_H
#define DOSSIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define DOSSIER_API __attribute__((visibility("default")))
#else
#define DOSSIER_API
#endif

/* ------------------------------------------------------------------ status and errors */

typedef enum dossier_status {
    DOSSIER_OK = 0,
    DOSSIER_NO_MEMORY,
    DOSSIER_INVALID,      /* an argument makes no sense */
    DOSSIER_BAD_QUERY,    /* the query can't be read; error.offset and length say where */
    DOSSIER_NO_INDEX,     /* there is no index at that place */
    DOSSIER_LOCKED,       /* another process is writing to the index */
    DOSSIER_SCHEMA,       /* written by another version, or with a feature unknown here */
    DOSSIER_CORRUPT,      /* the index or a record in it is damaged */
    DOSSIER_IO,           /* the system refused: a file, a full disk; error.sys_errno says why */
    DOSSIER_NETWORK,      /* a remote database can't be reached */
    DOSSIER_NOT_FOUND,    /* no such document */
    DOSSIER_BAD_DOCUMENT, /* a document can't be read; the reason is in the message */
    DOSSIER_TOO_LARGE,    /* a limit was passed */
    DOSSIER_UNSUPPORTED,  /* what was asked can't be done on this index (a remote one, say) */
    DOSSIER_INTERRUPTED,  /* the caller asked to stop */
} dossier_status;

typedef struct dossier_error {
    dossier_status status;
    int sys_errno;     /* errno for DOSSIER_IO, else 0 */
    size_t offset;     /* DOSSIER_BAD_QUERY: bytes from the query's start ... */
    size_t length;     /* ... and bytes concerned (0: a place between two) */
    char message[512]; /* one sentence, without a full stop or line break */
    char hint[256];    /* what to do; may be empty */
} dossier_error;

/* A short English name: "no such index". Static. */
DOSSIER_API const char *dossier_status_name(dossier_status status);
/* "0.1.0". Static. */
DOSSIER_API const char *dossier_version(void);
/* The version of libxapian that is linked in: "1.4.22". Static. */
DOSSIER_API const char *dossier_xapian_version(void);

typedef struct dossier_text {
    const char *data;
    size_t len;
} dossier_text;

typedef uint32_t dossier_date; /* yyyymmdd, see above */

/* ------------------------------------------------------------------ finding an index */

/* The index that a command started at `start` works on: the nearest folder at or above start that
 * holds `.dossier`. *out is that `.dossier` (absolute path, malloc'd, the caller frees it), or NULL
 * with DOSSIER_NO_INDEX. */
DOSSIER_API dossier_status dossier_find_index(const char *start, char **out, dossier_error *error);

/* ------------------------------------------------------------------ reading */

typedef struct dossier_index dossier_index;

/* Opens one index, or several that are searched together. A location is the path of an index folder
 * (`.dossier`, or a folder that holds one), or `tcp:HOST:PORT` for a database that xapian-tcpsrv
 * serves. The index stays as it was at this moment while others write to it. Errors:
 * DOSSIER_NO_INDEX, DOSSIER_SCHEMA, DOSSIER_CORRUPT, DOSSIER_NETWORK, DOSSIER_IO,
 * DOSSIER_NO_MEMORY. */
DOSSIER_API dossier_status dossier_open(const char *const *locations, size_t n_locations,
                                        dossier_index **out, dossier_error *error);
DOSSIER_API void dossier_index_free(dossier_index *index);
/* Documents in it. */
DOSSIER_API uint64_t dossier_index_count(const dossier_index *index);

/* The fields that queries, facets and sorting know, from the one table of fields. */
typedef struct dossier_field_info {
    const char *name;    /* "title" */
    const char *help;    /* one line */
    const char *example; /* "title:\"reset\"" */
    bool facet;          /* can be counted by dossier_search_options.facets */
} dossier_field_info;
/* The table; *n receives its length. Static. */
DOSSIER_API const dossier_field_info *dossier_fields(size_t *n);

typedef enum dossier_sort {
    DOSSIER_BY_RELEVANCE,
    DOSSIER_BY_DATE, /* newest first; documents without a date last */
    DOSSIER_BY_DATE_OLDEST,
} dossier_sort;

typedef struct dossier_search_options {
    size_t offset; /* hits to leave out at the start */
    size_t limit;  /* hits wanted; 0 gives counts and facets alone */
    dossier_sort sort;
    bool any_word;    /* words need not all occur (OR); ranking decides */
    bool exact_count; /* count every match, not an estimate */
    bool suggestions; /* for a word that no document has, look for one that is spelt so: costs a
                         reading of the index's words */
    size_t snippets;  /* passages for each hit; 0 for none */
    size_t snippet_length;     /* about this many bytes each */
    const char *const *facets; /* names of fields, or "month", "year"; n_facets of them */
    size_t n_facets;
    size_t facet_limit; /* values a facet; 0 for all */
    dossier_date today; /* what "last week" is counted from; 0 is the local date */
    bool explain;       /* keep each stage, see dossier_results_explain */
    bool strict; /* a query that was not read just as it stands is an error, and so is a name that
                    several officials or bodies share */
    uint32_t
        timeout_ms; /* a search ends then with what it has, and a warning "timed-out"; 0: never */
    bool associate; /* facets of entities rank their values by log-likelihood, see dossier_facet */
} dossier_search_options;

#define DOSSIER_SEARCH_OPTIONS_INIT                                                                \
    ((dossier_search_options){.limit = 10,                                                         \
                              .suggestions = true,                                                 \
                              .exact_count = true,                                                 \
                              .snippets = 1,                                                       \
                              .snippet_length = 240,                                               \
                              .facet_limit = 20})

typedef struct dossier_results dossier_results;

typedef struct dossier_mark { /* bytes of the snippet's text, to be shown as found */
    size_t from;
    size_t to;
} dossier_mark;

typedef struct dossier_snippet {
    dossier_text text; /* white space folded to single spaces; control characters left out */
    const dossier_mark *marks;
    size_t n_marks;
    uint64_t offset; /* bytes from the start of the document's text to the first mark (or text) */
    uint32_t line;   /* its line there, from 1, and column in bytes, from 1 */
    uint32_t column;
    dossier_text section; /* "II.3", or empty */
} dossier_snippet;

/* Somebody or something that a document is about or names. */
typedef struct dossier_entity {
    const char *kind; /* "official", "country", "org", "agreement" or "office"; static */
    dossier_text id;  /* "Q58217", "RU" */
    dossier_text name;
    dossier_text office;  /* an official's, at the document's date; may be empty */
    dossier_text country; /* ISO 3166 code of an official or a body; may be empty */
    double mentions;      /* an office or a city alone counts half */
    double confidence;    /* 0 to 1 */
    bool focus;           /* a country that the document is about */
    bool provisional;     /* known from this document alone: in no gazetteer */
} dossier_entity;

typedef struct dossier_hit {
    size_t rank; /* from 1, offset counted in */
    double score;
    dossier_text path; /* one that opens from the current folder; FILE#MEMBER inside a file */
    dossier_text title;
    const dossier_text *bylines;
    size_t n_bylines;
    dossier_date date;    /* published */
    dossier_date updated; /* 0 when the document names none */
    dossier_text source;  /* the publisher */
    dossier_text kind;
    dossier_text language;
    dossier_text url;
    dossier_text id;
    bool source_lines; /* line, column are those of the file itself, not of text taken out of it */
    bool source_bytes; /* and so is offset */
    const dossier_snippet *snippets;
    size_t n_snippets;
    const dossier_entity *entities; /* by kind, then the weightiest first */
    size_t n_entities;
} dossier_hit;

typedef struct dossier_facet_value {
    dossier_text value; /* of an entity: its id */
    uint64_t count;     /* documents */
    dossier_text name;  /* of an entity; else empty */
    uint64_t total;     /* with associate: documents in the whole index */
    double log_likelihood;
} dossier_facet_value;

typedef struct dossier_facet {
    const char *name;
    const dossier_facet_value *values; /* most frequent first; months and years in time order */
    size_t n_values;
    size_t n_more;   /* values that facet_limit left out */
    bool associated; /* ranked by log-likelihood (Dunning's G2) against the whole index: values that
                        are found with the query more often than by chance, the surest first;
                        without the entities that the query names */
} dossier_facet;

typedef struct dossier_warning { /* what was read otherwise than typed, or not found */
    const char *code;            /* for programs: "no-document-has-all-words" */
    dossier_text message;
    size_t offset; /* bytes of the query concerned; length 0 for the whole */
    size_t length;
} dossier_warning;

/* Searches for query (UTF-8, not necessarily NUL-terminated; the language is in
 * dossier-query(7)). Errors: DOSSIER_BAD_QUERY with a place, DOSSIER_INVALID (an unknown facet),
 * DOSSIER_CORRUPT, DOSSIER_NETWORK, DOSSIER_NO_MEMORY. */
DOSSIER_API dossier_status dossier_search(dossier_index *index, const char *query, size_t len,
                                          const dossier_search_options *options,
                                          dossier_results **out, dossier_error *error);
/* Every document, in the index's order. */
DOSSIER_API dossier_status dossier_search_all(dossier_index *index,
                                              const dossier_search_options *options,
                                              dossier_results **out, dossier_error *error);
/* Documents like the one at path, which is left out itself. DOSSIER_NOT_FOUND. */
DOSSIER_API dossier_status dossier_search_similar(dossier_index *index, const char *path,
                                                  const dossier_search_options *options,
                                                  dossier_results **out, dossier_error *error);
DOSSIER_API void dossier_results_free(dossier_results *results);

DOSSIER_API uint64_t dossier_results_matches(const dossier_results *results);
DOSSIER_API bool dossier_results_exact(const dossier_results *results); /* matches is no estimate */
/* No document has all the words; these have some of them. */
DOSSIER_API bool dossier_results_partial(const dossier_results *results);
/* Loads the next hit into *hit; *more is false at the end. The hit's texts live until the next call
 * or until the results are freed. DOSSIER_CORRUPT names the document; iteration can go on. */
DOSSIER_API dossier_status dossier_results_next(dossier_results *results, dossier_hit *hit,
                                                bool *more, dossier_error *error);
DOSSIER_API const dossier_facet *dossier_results_facets(const dossier_results *results, size_t *n);
DOSSIER_API const dossier_warning *dossier_results_warnings(const dossier_results *results,
                                                            size_t *n);
/* Each stage from the text to the posting-list query, for people; empty unless asked for. */
DOSSIER_API dossier_text dossier_results_explain(const dossier_results *results);

/* ------------------------------------------------------------------ who is found with whom */

/* The documents that a search matches, to be compared with those of other searches. Of use only
 * with sets of the same open index. */
typedef struct dossier_set dossier_set;

/* Every document that matches, whatever the limit. A partial answer (see dossier_results_partial)
 * gives the empty set. Errors: DOSSIER_CORRUPT, DOSSIER_NETWORK, DOSSIER_NO_MEMORY. */
DOSSIER_API dossier_status dossier_results_set(dossier_results *results, dossier_set **out,
                                               dossier_error *error);
DOSSIER_API void dossier_set_free(dossier_set *set);
DOSSIER_API uint64_t dossier_set_count(const dossier_set *set);
/* How many documents are in both. */
DOSSIER_API uint64_t dossier_set_both(const dossier_set *a, const dossier_set *b);
/* How surely two things are found together: Dunning's G2 of the two by two table where `both` of
 * `all` documents have the two, a have the one, b the other. Over 3.84 is chance in one case of
 * twenty, over 10.83 in one of a thousand; negative where they are together less often than by
 * chance. */
DOSSIER_API double dossier_log_likelihood(uint64_t both, uint64_t a, uint64_t b, uint64_t all);

/* ------------------------------------------------------------------ saved queries */

/* A query under a name, kept as the text file queries/NAME in the index's folder. In another query
 * @NAME, where a word may stand, means its text in brackets; dossier_search knows nothing of it:
 * give it what dossier_saved_expand makes. */
typedef struct dossier_saved_query {
    dossier_text name; /* letters, digits, - and _ */
    dossier_text text;
} dossier_saved_query;
typedef struct dossier_saved dossier_saved;

/* The query with the text of saved queries in place of their names, 16 deep at most. Errors:
 * DOSSIER_BAD_QUERY (a name that isn't saved, one that names itself, a saved text that can't be
 * read), DOSSIER_IO, DOSSIER_TOO_LARGE, DOSSIER_NO_MEMORY. *out is malloc'd, ends in NUL, and is
 * the caller's to free whatever happens: on DOSSIER_BAD_QUERY it is the text that the error's place
 * is in, which may be that of a saved query. It is NULL when memory has run out. */
DOSSIER_API dossier_status dossier_saved_expand(dossier_index *index, const char *query, size_t len,
                                                char **out, size_t *out_len, dossier_error *error);
/* All of them, by name. DOSSIER_IO, DOSSIER_TOO_LARGE, DOSSIER_NO_MEMORY. */
DOSSIER_API dossier_status dossier_saved_load(dossier_index *index, dossier_saved **out,
                                              dossier_error *error);
DOSSIER_API void dossier_saved_free(dossier_saved *saved);
/* Borrowed from saved. */
DOSSIER_API const dossier_saved_query *dossier_saved_list(const dossier_saved *saved, size_t *n);
/* Saves a query in the (first local) index, at once and whole, over one of the same name. Errors:
 * DOSSIER_INVALID (the name), DOSSIER_BAD_QUERY (it can't be read; the place is in it),
 * DOSSIER_UNSUPPORTED (the index is remote), DOSSIER_IO, DOSSIER_TOO_LARGE, DOSSIER_NO_MEMORY. */
DOSSIER_API dossier_status dossier_saved_write(dossier_index *index, const char *name,
                                               const char *query, size_t len, dossier_error *error);
/* The same errors, and DOSSIER_NOT_FOUND. */
DOSSIER_API dossier_status dossier_saved_remove(dossier_index *index, const char *name,
                                                dossier_error *error);

/* ------------------------------------------------------------------ one stored document */

typedef struct dossier_document dossier_document;

typedef struct dossier_piece { /* a piece of a document's text, in order; white space lies between
                                */
    uint64_t offset;
    uint64_t length;
    const char *role;   /* "title", "body", "dropped" ... */
    const char *reason; /* of a dropped piece: "share buttons"; else "" */
} dossier_piece;

/* Loads the document at path as the index keeps it. DOSSIER_NOT_FOUND, DOSSIER_CORRUPT. */
DOSSIER_API dossier_status dossier_document_load(dossier_index *index, const char *path,
                                                 dossier_document **out, dossier_error *error);
DOSSIER_API void dossier_document_free(dossier_document *document);
/* Its fields, as in a hit (without rank, score and snippets). */
DOSSIER_API const dossier_hit *dossier_document_fields(const dossier_document *document);
DOSSIER_API dossier_text dossier_document_text(const dossier_document *document);
DOSSIER_API const dossier_piece *dossier_document_pieces(const dossier_document *document,
                                                         size_t *n);
/* What was guessed in reading it ("title from the first line"); may be empty. */
DOSSIER_API dossier_text dossier_document_guesses(const dossier_document *document);

/* A place where the document names one of its entities, and why it was tagged. */
typedef struct dossier_mention {
    size_t entity;          /* index into the entities of dossier_document_fields */
    dossier_text surface;   /* the words that name it, as they stand there */
    dossier_snippet around; /* the words around it; its one mark is the mention */
    const char *zone;       /* "title", "lead", "body", "heading" or "dateline" */
    const char *rule;       /* for programs: "surname" */
    const char *reason;     /* for people: what the rule is */
    double confidence;      /* 0 to 1 */
} dossier_mention;

/* In the order of the text, the headline's first. The place of a mention in the headline is that of
 * the headline. */
DOSSIER_API const dossier_mention *dossier_document_mentions(const dossier_document *document,
                                                             size_t *n);

/* ------------------------------------------------------------------ one entity */

typedef struct dossier_held { /* an official's time in an office */
    dossier_text office;
    dossier_text country; /* ISO 3166; may be empty */
    dossier_date from;    /* 0: unknown */
    dossier_date to;      /* 0: not over, or unknown */
} dossier_held;

/* What the gazetteer has about an entity, and how the documents name it. */
typedef struct dossier_profile {
    const char *kind; /* as in dossier_entity; static */
    dossier_text id;
    dossier_text name;
    dossier_text country;
    bool provisional;            /* in no gazetteer */
    const dossier_text *aliases; /* its other names in the gazetteer, in lower case */
    size_t n_aliases;
    const dossier_held *offices; /* an official's, earliest first */
    size_t n_offices;
    uint64_t documents;                   /* that have it */
    uint64_t mentions;                    /* in them */
    const dossier_facet_value *spellings; /* as the documents write it, most frequent first; counts
                                             are mentions */
    size_t n_spellings;
    const dossier_facet_value *months; /* "2017-09", in order of time; counts are documents */
    size_t n_months;
} dossier_profile;

typedef struct dossier_profiles dossier_profiles;

/* The entities that a name means: of any kind ("lavrov"), or of a field's ("country:georgia").
 * Reads every document that has one of them. Errors: DOSSIER_NOT_FOUND (the hint has names that are
 * spelt nearly so), DOSSIER_CORRUPT, DOSSIER_NETWORK, DOSSIER_NO_MEMORY. */
DOSSIER_API dossier_status dossier_profiles_load(dossier_index *index, const char *name,
                                                 dossier_profiles **out, dossier_error *error);
DOSSIER_API void dossier_profiles_free(dossier_profiles *profiles);
/* Borrowed from profiles. */
DOSSIER_API const dossier_profile *dossier_profiles_list(const dossier_profiles *profiles,
                                                         size_t *n);

/* ------------------------------------------------------------------ measuring */

typedef struct dossier_measures {
    size_t queries; /* with at least one relevant document */
    double map;     /* mean average precision */
    double ndcg10;  /* normalized discounted cumulative gain at 10; gain = grade */
    double p10;     /* precision at 10 */
} dossier_measures;

/* Runs every query of `queries` (lines: id TAB text), all words optional, and judges the ranks by
 * `qrels` (TREC: id, ignored, document, grade; a document is a path or an id). With run_path, a
 * TREC run file is written there. Errors: DOSSIER_IO, DOSSIER_INVALID (a line can't be read). */
DOSSIER_API dossier_status dossier_evaluate(dossier_index *index, const char *queries_path,
                                            const char *qrels_path, const char *run_path,
                                            dossier_measures *out, dossier_error *error);

/* ------------------------------------------------------------------ building */

typedef struct dossier_builder dossier_builder;

typedef struct dossier_progress {
    uint64_t files_found; /* so far */
    uint64_t files_total; /* to be read; 0 while still unknown */
    uint64_t files_done;  /* read */
    uint64_t bytes_total; /* of the files to be read */
    uint64_t bytes_done;
    uint64_t documents;
    dossier_text current; /* a file being read */
    const char *stage;    /* "looking", "reading", "writing" */
} dossier_progress;

/* What was done with a file, or found out about it. */
typedef enum dossier_event_kind {
    DOSSIER_EVENT_ADDED,
    DOSSIER_EVENT_CHANGED,
    DOSSIER_EVENT_REMOVED, /* the file is gone; its documents left the index */
    DOSSIER_EVENT_RENAMED, /* detail is the old path */
    DOSSIER_EVENT_FAILED,  /* detail is the reason */
    DOSSIER_EVENT_SKIPPED, /* a kind of file that is not read; detail says which */
    DOSSIER_EVENT_TABLE,   /* a line of a gazetteer table that can't be used: path is TABLE:LINE */
} dossier_event_kind;

typedef struct dossier_event {
    dossier_event_kind kind;
    dossier_text path;   /* FILE or FILE#MEMBER */
    dossier_text detail; /* may be empty */
} dossier_event;

typedef struct dossier_build_options {
    const char *index;    /* the index folder; NULL: found upward from the first path, or made */
    unsigned jobs;        /* reading threads; 0: one for each processor */
    uint64_t memory;      /* bytes that buffers may take; 0: 200 MiB */
    const char *language; /* of the stemmer, for a new index; NULL: "english" */
    const char *charset;  /* when nothing else tells; NULL: WINDOWS-1252 */
    const char *kind;     /* of every file; NULL: guessed */
    const char *const *kind_rules; /* "proposals/=proposal": a path prefix or glob and a kind */
    size_t n_kind_rules;
    const char *const *ignore; /* patterns in gitignore syntax */
    size_t n_ignore;
    bool hidden;                   /* read hidden files too */
    bool gitignore;                /* honour .gitignore files */
    bool rebuild;                  /* read everything again, into a new generation */
    bool no_tags;                  /* for a new index or a rebuild: tag nothing */
    bool dry_run;                  /* say what would be done, change nothing */
    uint64_t max_document;         /* bytes; larger ones are refused; 0: 64 MiB */
    const char *const *gazetteers; /* a user's tables, to be kept in the index's folder and used */
    size_t n_gazetteers;           /* by new builds and by retag */
    /* Called from the calling thread, a few times a second; false asks to stop: what was read is
     * committed, and the call returns DOSSIER_INTERRUPTED. */
    bool (*progress)(const dossier_progress *progress, void *ctx);
    /* Called from the calling thread for each file that something was done with. */
    void (*event)(const dossier_event *event, void *ctx);
    void *ctx;
} dossier_build_options;

#define DOSSIER_BUILD_OPTIONS_INIT ((dossier_build_options){.index = NULL})

typedef struct dossier_report {
    uint64_t files;     /* seen */
    uint64_t unchanged; /* files */
    uint64_t added;     /* files */
    uint64_t changed;
    uint64_t removed;
    uint64_t renamed;
    uint64_t failed;        /* documents and files that could not be read */
    uint64_t skipped;       /* files of kinds that are not read */
    uint64_t documents;     /* read in this run */
    uint64_t total;         /* in the index now */
    uint64_t bytes;         /* read in this run */
    uint64_t replaced;      /* bytes that were no valid text and became U+FFFD */
    bool gazetteer_changed; /* the tags in the index are of other tables than there are now */
    double seconds;
    double seconds_looking, seconds_reading, seconds_writing;
} dossier_report;

/* Opens an index for writing and takes its lock; `first_path` (may be NULL when options->index is
 * set) is where the search for an index starts and where a new one is made. Nothing is created
 * before the first update, and nothing at all in a dry run. Errors: DOSSIER_LOCKED (the message
 * names the holder), DOSSIER_SCHEMA, DOSSIER_CORRUPT, DOSSIER_IO, DOSSIER_INVALID,
 * DOSSIER_NO_MEMORY. */
DOSSIER_API dossier_status dossier_builder_open(const char *first_path,
                                                const dossier_build_options *options,
                                                dossier_builder **out, dossier_error *error);
/* The folder of the index (absolute). */
DOSSIER_API const char *dossier_builder_location(const dossier_builder *builder);
/* Brings the index up to date with these files and folders, and commits. Files in the index that
 * lie under one of the paths and are gone are removed. A bad document costs itself alone and is
 * told by an event. Errors: DOSSIER_IO (a path that does not exist; a full disk),
 * DOSSIER_INTERRUPTED, DOSSIER_NO_MEMORY. In each case what was committed stays. */
DOSSIER_API dossier_status dossier_builder_update(dossier_builder *builder,
                                                  const char *const *paths, size_t n_paths,
                                                  dossier_report *report, dossier_error *error);
/* Tags every document anew, by the gazetteer's tables as they are now, from the stored texts; no
 * file is read, and documents keep their ids. Changes that wait for a commit are committed. Errors:
 * DOSSIER_NO_INDEX, DOSSIER_CORRUPT, and as dossier_builder_update; what was there then stays. */
DOSSIER_API dossier_status dossier_builder_retag(dossier_builder *builder, dossier_report *report,
                                                 dossier_error *error);
/* Adds (or replaces) one document that is in no file: path is its name in the index, bytes are
 * plain text, Markdown or HTML as the name's ending says. Visible after the commit. Errors:
 * DOSSIER_BAD_DOCUMENT, DOSSIER_NO_MEMORY, DOSSIER_IO. */
DOSSIER_API dossier_status dossier_builder_add(dossier_builder *builder, const char *path,
                                               const char *bytes, size_t len, dossier_error *error);
/* Takes a file, a folder or FILE#MEMBER out of the index, without touching the disk. *removed (may
 * be NULL) receives the number of documents. */
DOSSIER_API dossier_status dossier_builder_remove(dossier_builder *builder, const char *path,
                                                  uint64_t *removed, dossier_error *error);
DOSSIER_API dossier_status dossier_builder_commit(dossier_builder *builder, dossier_error *error);
/* Compiles gazetteer tables into a file, as a new index does with Dossier's and a user's; lines
 * that can't be used are told as DOSSIER_EVENT_TABLE. Errors: DOSSIER_IO, DOSSIER_INVALID (a file
 * is no table), DOSSIER_NO_MEMORY. */
DOSSIER_API dossier_status dossier_compile_gazetteer(
    const char *const *tables, size_t n_tables, const char *out_path,
    void (*event)(const dossier_event *event, void *ctx), void *ctx, dossier_error *error);
/* Commits nothing; releases the lock. */
DOSSIER_API void dossier_builder_free(dossier_builder *builder);

/* ------------------------------------------------------------------ looking after an index */

typedef struct dossier_statistics {
    uint64_t documents, files, failed_files;
    uint64_t terms;           /* different ones */
    uint64_t words;           /* running words, all documents */
    uint64_t text_bytes;      /* of the documents' text */
    uint64_t index_bytes;     /* on disk */
    dossier_date first, last; /* dated documents */
    dossier_text language;    /* of the stemmer */
    dossier_text generation;  /* folder of the database in use */
    uint32_t schema;
} dossier_statistics;

/* Texts are borrowed from the index. Local indexes only: DOSSIER_UNSUPPORTED. */
DOSSIER_API dossier_status dossier_index_statistics(dossier_index *index, dossier_statistics *out,
                                                    dossier_error *error);

typedef struct dossier_listed_file {
    dossier_text path;
    uint64_t documents;
    uint64_t size;
    dossier_text failure; /* why the file, or the first bad document in it, could not be read */
} dossier_listed_file;

/* Every file that the index knows, in byte order of paths; false from the callback ends it. */
DOSSIER_API dossier_status dossier_index_list(dossier_index *index,
                                              bool (*file)(const dossier_listed_file *file,
                                                           void *ctx),
                                              void *ctx, dossier_error *error);

/* Walks the whole index: Xapian's own check of every table, every record decoded and inflated, the
 * list of files against the documents. Each fault is told in one line; *faults counts them. */
DOSSIER_API dossier_status dossier_check(const char *location,
                                         void (*fault)(const char *line, void *ctx), void *ctx,
                                         uint64_t *faults, dossier_error *error);

#ifdef __cplusplus
}
#endif

#endif
