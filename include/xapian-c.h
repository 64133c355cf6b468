/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * xapian-c.h - libxapian for C programs.
 *
 * Works with libxapian 1.4.22 and later, and names nothing that the 2.x series has dropped.
 *
 * Status.  A function that can fail returns a xapian_status: XAPIAN_OK, XAPIAN_END (an iterator has
 * no more entries; not a failure) or one code for each class of Xapian error.  No C++ exception
 * ever leaves the library, also not out of a callback.  The last argument of such a function is an
 * optional struct xapian_error, owned by the caller; NULL is accepted.  It is written when the call
 * fails and left alone otherwise.  When a call fails, out-parameters are left as they were.
 *
 * Ownership.  An object handed out through `T **out` belongs to the caller, who gives it back with
 * xapian_T_free(); every free function accepts NULL.  Arguments are never consumed: Xapian counts
 * references inside, so a database may be freed while an enquire, a result set, a document or an
 * iterator made from it lives on, a query while a larger query holds it, a weight, match spy or key
 * maker while an enquire uses it.
 *
 * Bytes.  Terms, values, keys and data are pointer + length, and may contain NUL bytes; a null
 * pointer is accepted with length 0.  Bytes handed out through `const char **, size_t *` are
 * borrowed from the object that the function was called on, and stay until the next call on the
 * same object that hands out bytes, or until the object is freed.  (A term, value or position that
 * an iterator points at stays until the iterator moves.)  They are followed by a NUL byte that is
 * not counted, so text known to hold none can be used as a C string.  Paths, host names and
 * programs are NUL-terminated.
 *
 * Callbacks end in `void *ctx`, which is passed through untouched.  One that returns anything other
 * than XAPIAN_OK stops the work in hand: the call that led to it returns XAPIAN_CALLBACK, and
 * xapian_error.cause has what the callback returned.  A callback must not use longjmp, and must not
 * keep the documents and databases that it is lent.
 *
 * Threads.  The library has no global state.  An object, and those made from it or handed to it
 * (they share reference counts that are not atomic), must be used by one thread at a time.  Objects
 * that have nothing to do with each other, such as two databases opened at the same path, may be
 * used at the same time.
 */
#ifndef XAPIAN_C_H
#define XAPIAN_C_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined __GNUC__
#define XAPIAN_C_API __attribute__((visibility("default")))
#else
#define XAPIAN_C_API
#endif

/* In C any int can be in an enumeration; say the same in C++. */
#ifdef __cplusplus
#define XAPIAN_C_ENUM : int
extern "C" {
#else
#define XAPIAN_C_ENUM
#endif

/* ---- Numbers ---------------------------------------------------------------------------- */

typedef uint32_t xapian_docid;     /* 1 upward; 0 is no document */
typedef uint32_t xapian_doccount;  /* a number of documents */
typedef uint32_t xapian_termcount; /* a number of terms, a wdf, a document length */
typedef uint32_t xapian_termpos;   /* a position of a term in a document */
typedef uint32_t xapian_valueno;   /* a value slot */

#define XAPIAN_NO_SLOT ((xapian_valueno)0xffffffffu) /* "no slot", where a function says so */
#define XAPIAN_MAX_TERM                                                                            \
    245 /* bytes in a term (each NUL byte counts as two), as glass stores it                       \
         */

/* ---- Objects ---------------------------------------------------------------------------- */

typedef struct xapian_database xapian_database;
typedef struct xapian_writable_database xapian_writable_database;
typedef struct xapian_document xapian_document;
typedef struct xapian_query xapian_query;
typedef struct xapian_weight xapian_weight;
typedef struct xapian_enquire xapian_enquire;
typedef struct xapian_mset xapian_mset;
typedef struct xapian_rset xapian_rset;
typedef struct xapian_eset xapian_eset;
typedef struct xapian_keymaker xapian_keymaker;
typedef struct xapian_matchspy xapian_matchspy;
typedef struct xapian_term_iter xapian_term_iter;
typedef struct xapian_posting_iter xapian_posting_iter;
typedef struct xapian_position_iter xapian_position_iter;
typedef struct xapian_value_iter xapian_value_iter;

/* ---- Status and errors ------------------------------------------------------------------ */

typedef enum xapian_status XAPIAN_C_ENUM {
    XAPIAN_OK = 0,
    XAPIAN_END = 1, /* an iterator has no more entries */

    /* Errors in the calling program (Xapian::LogicError) */
    XAPIAN_ASSERTION = 10,
    XAPIAN_INVALID_ARGUMENT = 11,
    XAPIAN_INVALID_OPERATION = 12,
    XAPIAN_UNIMPLEMENTED = 13,

    /* Errors of a database (Xapian::DatabaseError) */
    XAPIAN_DATABASE = 20,
    XAPIAN_DATABASE_CLOSED = 21,
    XAPIAN_DATABASE_CORRUPT = 22,
    XAPIAN_DATABASE_CREATE = 23,
    XAPIAN_DATABASE_LOCK = 24,     /* another writer has it open */
    XAPIAN_DATABASE_MODIFIED = 25, /* a writer has gone on: reopen and run again */
    XAPIAN_DATABASE_OPENING = 26,
    XAPIAN_DATABASE_NOT_FOUND = 27,
    XAPIAN_DATABASE_VERSION = 28,

    /* Errors at run time (Xapian::RuntimeError) */
    XAPIAN_DOC_NOT_FOUND = 40,
    XAPIAN_FEATURE_UNAVAILABLE = 41,
    XAPIAN_INTERNAL = 42,
    XAPIAN_NETWORK = 43,
    XAPIAN_NETWORK_TIMEOUT = 44,
    XAPIAN_QUERY_PARSER = 45,
    XAPIAN_SERIALISATION = 46,
    XAPIAN_RANGE = 47,
    XAPIAN_WILDCARD = 48,

    /* Errors that have no class in Xapian */
    XAPIAN_NO_MEMORY = 60,
    XAPIAN_CALLBACK = 61, /* a callback did not return XAPIAN_OK */
    XAPIAN_UNKNOWN = 62   /* any other exception */
} xapian_status;

/* What went wrong.  The strings end in NUL and are cut when they do not fit; they hold whatever
 * bytes Xapian put there (a message can quote a term), so check them before you show them. */
typedef struct xapian_error {
    xapian_status status;
    xapian_status cause; /* XAPIAN_CALLBACK: what the callback returned; else XAPIAN_OK */
    char message[400];
    char context[200]; /* the path or host it is about, or "" */
    char system[120];  /* what the operating system said (as strerror), or "" */
} xapian_error;

/* The name of a status: the Xapian class ("DatabaseLockError"), or "OK", "End", "NoMemory",
 * "CallbackFailed", "UnknownError".  A static string, never NULL. */
XAPIAN_C_API const char *xapian_status_name(xapian_status status);

/* ---- Versions --------------------------------------------------------------------------- */

/* The libxapian that runs, as "1.4.22"; static. */
XAPIAN_C_API const char *xapian_version_string(void);

/* The libxapian headers that the binding was compiled with; static. */
XAPIAN_C_API const char *xapian_header_version_string(void);

/* The parts of xapian_version_string(). */
XAPIAN_C_API int xapian_major_version(void);
XAPIAN_C_API int xapian_minor_version(void);
XAPIAN_C_API int xapian_revision(void);

/* ---- Numbers as values ------------------------------------------------------------------ */

#define XAPIAN_SORTABLE_MAX 9

/* Write NUMBER to BUFFER as bytes that sort, as strings, in numeric order (for value slots that are
 * sorted or searched as ranges).  Returns how many bytes were written, 0 to XAPIAN_SORTABLE_MAX
 * (-infinity and NaN give the empty string). */
XAPIAN_C_API size_t xapian_sortable_serialise(double number, char buffer[XAPIAN_SORTABLE_MAX]);

/* The number that xapian_sortable_serialise() wrote; bytes that it never writes give some number.
 */
XAPIAN_C_API double xapian_sortable_unserialise(const char *bytes, size_t len);

/* ---- Databases: opening ----------------------------------------------------------------- */

/* Flags for opening: an action (writing only) | options | a backend. */
enum {
    XAPIAN_DB_CREATE_OR_OPEN = 0x00,
    XAPIAN_DB_CREATE_OR_OVERWRITE = 0x01,
    XAPIAN_DB_CREATE = 0x02,
    XAPIAN_DB_OPEN = 0x03,
    XAPIAN_DB_NO_SYNC = 0x04,     /* do not wait for the disk */
    XAPIAN_DB_FULL_SYNC = 0x08,   /* wait harder, where the system can */
    XAPIAN_DB_DANGEROUS = 0x10,   /* change blocks in place: no readers, no recovery */
    XAPIAN_DB_NO_TERMLIST = 0x20, /* create without the terms of each document */
    XAPIAN_DB_RETRY_LOCK = 0x40,  /* wait for another writer */
    XAPIAN_DB_BACKEND_GLASS = 0x100,
    XAPIAN_DB_BACKEND_STUB = 0x300,
    XAPIAN_DB_BACKEND_INMEMORY = 0x400
};

/* A database without shards, to which xapian_database_add() adds. */
XAPIAN_C_API xapian_status xapian_database_create(xapian_database **out, xapian_error *err);

/* Open for reading: a directory, a single-file database or a stub file (each recognised, or
 * demanded with XAPIAN_DB_BACKEND_*). */
XAPIAN_C_API xapian_status xapian_database_open(const char *path, int flags, xapian_database **out,
                                                xapian_error *err);

/* Open a single-file database from its offset in FD.  Xapian takes the descriptor over and closes
 * it, also when the call fails. */
XAPIAN_C_API xapian_status xapian_database_open_fd(int fd, int flags, xapian_database **out,
                                                   xapian_error *err);

/* Open a database served by xapian-tcpsrv.  Times are milliseconds; 0 is no limit. */
XAPIAN_C_API xapian_status xapian_database_open_remote_tcp(const char *host, unsigned port,
                                                           unsigned timeout,
                                                           unsigned connect_timeout,
                                                           xapian_database **out,
                                                           xapian_error *err);

/* Open a database served by PROGRAM (xapian-progsrv, or ssh running it), started with ARGS, which
 * are separated by spaces.  The time is milliseconds. */
XAPIAN_C_API xapian_status xapian_database_open_remote_prog(const char *program, const char *args,
                                                            unsigned timeout, xapian_database **out,
                                                            xapian_error *err);

/* Search OTHER together with DB from now on.  With n shards, document d of shard s (from 0) is
 * number (d - 1) * n + s + 1. */
XAPIAN_C_API xapian_status xapian_database_add(xapian_database *db, const xapian_database *other,
                                               xapian_error *err);

/* The number of shards. */
XAPIAN_C_API size_t xapian_database_size(const xapian_database *db);

/* Go on to the newest revision; *CHANGED (may be NULL) is false if there was certainly nothing new.
 */
XAPIAN_C_API xapian_status xapian_database_reopen(xapian_database *db, bool *changed,
                                                  xapian_error *err);

/* Close the files.  Later calls give XAPIAN_DATABASE_CLOSED (or a cached answer). */
XAPIAN_C_API xapian_status xapian_database_close(xapian_database *db, xapian_error *err);
XAPIAN_C_API void xapian_database_free(xapian_database *db);

/* Keep remote shards from timing out; nothing for local ones. */
XAPIAN_C_API xapian_status xapian_database_keep_alive(xapian_database *db, xapian_error *err);

/* ---- Databases: figures ----------------------------------------------------------------- */

XAPIAN_C_API xapian_status xapian_database_doccount(const xapian_database *db, xapian_doccount *out,
                                                    xapian_error *err);

/* The highest document id ever used. */
XAPIAN_C_API xapian_status xapian_database_lastdocid(const xapian_database *db, xapian_docid *out,
                                                     xapian_error *err);

/* The mean, the sum and bounds of the document lengths (a length is the sum of the document's wdf;
 * the lower bound leaves out documents of length 0). */
XAPIAN_C_API xapian_status xapian_database_average_length(const xapian_database *db, double *out,
                                                          xapian_error *err);
XAPIAN_C_API xapian_status xapian_database_total_length(const xapian_database *db, uint64_t *out,
                                                        xapian_error *err);
XAPIAN_C_API xapian_status xapian_database_doclength_bounds(const xapian_database *db,
                                                            xapian_termcount *lower,
                                                            xapian_termcount *upper,
                                                            xapian_error *err);

XAPIAN_C_API xapian_status xapian_database_has_positions(const xapian_database *db, bool *out,
                                                         xapian_error *err);

/* In how many documents a term is (the empty term: the document count). */
XAPIAN_C_API xapian_status xapian_database_termfreq(const xapian_database *db, const char *term,
                                                    size_t len, xapian_doccount *out,
                                                    xapian_error *err);
XAPIAN_C_API xapian_status xapian_database_term_exists(const xapian_database *db, const char *term,
                                                       size_t len, bool *out, xapian_error *err);

/* The sum and an upper bound of a term's wdf. */
XAPIAN_C_API xapian_status xapian_database_collection_freq(const xapian_database *db,
                                                           const char *term, size_t len,
                                                           xapian_termcount *out,
                                                           xapian_error *err);
XAPIAN_C_API xapian_status xapian_database_wdf_upper_bound(const xapian_database *db,
                                                           const char *term, size_t len,
                                                           xapian_termcount *out,
                                                           xapian_error *err);

/* The length of one document, and how many different terms it has. */
XAPIAN_C_API xapian_status xapian_database_doclength(const xapian_database *db, xapian_docid docid,
                                                     xapian_termcount *out, xapian_error *err);
XAPIAN_C_API xapian_status xapian_database_unique_terms(const xapian_database *db,
                                                        xapian_docid docid, xapian_termcount *out,
                                                        xapian_error *err);

/* How many documents have a value in SLOT; bounds of those values ("" if there are none). */
XAPIAN_C_API xapian_status xapian_database_value_freq(const xapian_database *db,
                                                      xapian_valueno slot, xapian_doccount *out,
                                                      xapian_error *err);
XAPIAN_C_API xapian_status xapian_database_value_lower_bound(xapian_database *db,
                                                             xapian_valueno slot,
                                                             const char **bytes, size_t *len,
                                                             xapian_error *err);
XAPIAN_C_API xapian_status xapian_database_value_upper_bound(xapian_database *db,
                                                             xapian_valueno slot,
                                                             const char **bytes, size_t *len,
                                                             xapian_error *err);

/* The value of a metadata key, "" if it has none.  With several shards, the first one's. */
XAPIAN_C_API xapian_status xapian_database_metadata(xapian_database *db, const char *key,
                                                    size_t key_len, const char **bytes, size_t *len,
                                                    xapian_error *err);

/* A name that copying the files keeps and compacting changes; the shards' names, joined. */
XAPIAN_C_API xapian_status xapian_database_uuid(xapian_database *db, const char **bytes,
                                                size_t *len, xapian_error *err);

/* A number that grows with each commit; for one local shard only. */
XAPIAN_C_API xapian_status xapian_database_revision(const xapian_database *db, uint64_t *out,
                                                    xapian_error *err);

/* Whether a writer has the database open. */
XAPIAN_C_API xapian_status xapian_database_locked(const xapian_database *db, bool *out,
                                                  xapian_error *err);

/* For a person to read; not stable. */
XAPIAN_C_API xapian_status xapian_database_description(xapian_database *db, const char **bytes,
                                                       size_t *len, xapian_error *err);

/* ---- Databases: contents ---------------------------------------------------------------- */

/* All terms that begin with PREFIX, in byte order; termfreq, no wdf. */
XAPIAN_C_API xapian_status xapian_database_allterms(const xapian_database *db, const char *prefix,
                                                    size_t len, xapian_term_iter **out,
                                                    xapian_error *err);

/* The documents that have a term, in order of id; none if it is unknown.  The empty term: all
 * documents, with wdf 1. */
XAPIAN_C_API xapian_status xapian_database_postlist(const xapian_database *db, const char *term,
                                                    size_t len, xapian_posting_iter **out,
                                                    xapian_error *err);

/* The terms of a document: wdf, termfreq and positions. */
XAPIAN_C_API xapian_status xapian_database_termlist(const xapian_database *db, xapian_docid docid,
                                                    xapian_term_iter **out, xapian_error *err);

/* The positions of a term in a document, ascending; none if it has none. */
XAPIAN_C_API xapian_status xapian_database_positionlist(const xapian_database *db,
                                                        xapian_docid docid, const char *term,
                                                        size_t len, xapian_position_iter **out,
                                                        xapian_error *err);

/* The same in one call: writes the first CAPACITY positions to POSITIONS (may be NULL with capacity
 * 0), and to *COUNT how many there are, which can be more. */
XAPIAN_C_API xapian_status xapian_database_positions(const xapian_database *db, xapian_docid docid,
                                                     const char *term, size_t len,
                                                     xapian_termpos *positions, size_t capacity,
                                                     size_t *count, xapian_error *err);

/* The values in SLOT, in order of document id. */
XAPIAN_C_API xapian_status xapian_database_valuestream(const xapian_database *db,
                                                       xapian_valueno slot, xapian_value_iter **out,
                                                       xapian_error *err);

/* The metadata keys that begin with PREFIX. */
XAPIAN_C_API xapian_status xapian_database_metadata_keys(const xapian_database *db,
                                                         const char *prefix, size_t len,
                                                         xapian_term_iter **out, xapian_error *err);

/* Flags for xapian_database_get_document(). */
enum {
    /* Do not look whether it exists: faster for an id just read from this database.  If it does
     * not, later calls fail, or say that it has nothing. */
    XAPIAN_DOC_ASSUME_VALID = 1
};

/* A document.  Its data, values and terms are read when they are asked for. */
XAPIAN_C_API xapian_status xapian_database_get_document(const xapian_database *db,
                                                        xapian_docid docid, unsigned flags,
                                                        xapian_document **out, xapian_error *err);

/* ---- Databases: spelling and synonyms --------------------------------------------------- */

/* The likeliest correction of WORD (UTF-8) within MAX_EDITS edits, "" if there is none. */
XAPIAN_C_API xapian_status xapian_database_spelling_suggestion(xapian_database *db,
                                                               const char *word, size_t word_len,
                                                               unsigned max_edits,
                                                               const char **bytes, size_t *len,
                                                               xapian_error *err);

/* All words known to the spelling corrector; termfreq is a word's frequency. */
XAPIAN_C_API xapian_status xapian_database_spellings(const xapian_database *db,
                                                     xapian_term_iter **out, xapian_error *err);

/* The synonyms of a term; the terms beginning with PREFIX that have some. */
XAPIAN_C_API xapian_status xapian_database_synonyms(const xapian_database *db, const char *term,
                                                    size_t len, xapian_term_iter **out,
                                                    xapian_error *err);
XAPIAN_C_API xapian_status xapian_database_synonym_keys(const xapian_database *db,
                                                        const char *prefix, size_t len,
                                                        xapian_term_iter **out, xapian_error *err);

/* ---- Writable databases ----------------------------------------------------------------- */

/* Open for writing, alone.  BLOCK_SIZE in bytes (a power of two, 2048 to 65536) counts when the
 * database is created; 0 is the default.  PATH is ignored with XAPIAN_DB_BACKEND_INMEMORY. */
XAPIAN_C_API xapian_status xapian_writable_database_open(const char *path, int flags,
                                                         int block_size,
                                                         xapian_writable_database **out,
                                                         xapian_error *err);

/* The remote ones, as for reading; the server must have been started with --writable. */
XAPIAN_C_API xapian_status xapian_writable_database_open_remote_tcp(
    const char *host, unsigned port, unsigned timeout, unsigned connect_timeout, int flags,
    xapian_writable_database **out, xapian_error *err);
XAPIAN_C_API xapian_status xapian_writable_database_open_remote_prog(const char *program,
                                                                     const char *args,
                                                                     unsigned timeout, int flags,
                                                                     xapian_writable_database **out,
                                                                     xapian_error *err);

/* Write to OTHER together with DB: document ids say which one, as in xapian_database_add(). */
XAPIAN_C_API xapian_status xapian_writable_database_add(xapian_writable_database *db,
                                                        const xapian_writable_database *other,
                                                        xapian_error *err);

/* The same database as one to read, changes not yet committed included.  Borrowed: it is freed with
 * DB. */
XAPIAN_C_API xapian_database *xapian_writable_database_view(xapian_writable_database *db);

/* Commit what is pending, or cancel an open transaction, and give up the lock.  Freeing does the
 * same but cannot report a failure: close or commit first. */
XAPIAN_C_API xapian_status xapian_writable_database_close(xapian_writable_database *db,
                                                          xapian_error *err);
XAPIAN_C_API void xapian_writable_database_free(xapian_writable_database *db);

/* Make all changes so far durable and visible to readers.  Not allowed in a transaction. */
XAPIAN_C_API xapian_status xapian_writable_database_commit(xapian_writable_database *db,
                                                           xapian_error *err);

/* Changes between begin and commit appear together or, cancelled, not at all.  FLUSHED: commit
 * before the transaction and with it, so that it is durable on its own. */
XAPIAN_C_API xapian_status xapian_writable_database_begin_transaction(xapian_writable_database *db,
                                                                      bool flushed,
                                                                      xapian_error *err);
XAPIAN_C_API xapian_status xapian_writable_database_commit_transaction(xapian_writable_database *db,
                                                                       xapian_error *err);
XAPIAN_C_API xapian_status xapian_writable_database_cancel_transaction(xapian_writable_database *db,
                                                                       xapian_error *err);

/* Add a document under a new id, put in *DOCID (may be NULL).  A term over XAPIAN_MAX_TERM bytes is
 * XAPIAN_INVALID_ARGUMENT, here and in the replacing functions. */
XAPIAN_C_API xapian_status xapian_writable_database_add_document(xapian_writable_database *db,
                                                                 const xapian_document *doc,
                                                                 xapian_docid *docid,
                                                                 xapian_error *err);

/* Put a document under DOCID, whether or not there was one. */
XAPIAN_C_API xapian_status xapian_writable_database_replace_document(xapian_writable_database *db,
                                                                     xapian_docid docid,
                                                                     const xapian_document *doc,
                                                                     xapian_error *err);

/* Replace the documents that have TERM by this one, which should have the term too, or add it if
 * there are none; its id is put in *DOCID (may be NULL). */
XAPIAN_C_API xapian_status xapian_writable_database_replace_document_by_term(
    xapian_writable_database *db, const char *term, size_t len, const xapian_document *doc,
    xapian_docid *docid, xapian_error *err);

/* Delete a document (XAPIAN_DOC_NOT_FOUND if there is none), or all that have TERM (perhaps none).
 */
XAPIAN_C_API xapian_status xapian_writable_database_delete_document(xapian_writable_database *db,
                                                                    xapian_docid docid,
                                                                    xapian_error *err);
XAPIAN_C_API xapian_status xapian_writable_database_delete_document_by_term(
    xapian_writable_database *db, const char *term, size_t len, xapian_error *err);

/* Set the metadata of a key, which is not empty; an empty value removes it. */
XAPIAN_C_API xapian_status xapian_writable_database_set_metadata(xapian_writable_database *db,
                                                                 const char *key, size_t key_len,
                                                                 const char *value,
                                                                 size_t value_len,
                                                                 xapian_error *err);

/* Raise or lower the frequency of a word for the spelling corrector; at 0 it goes. */
XAPIAN_C_API xapian_status xapian_writable_database_add_spelling(xapian_writable_database *db,
                                                                 const char *word, size_t len,
                                                                 xapian_termcount increment,
                                                                 xapian_error *err);
XAPIAN_C_API xapian_status xapian_writable_database_remove_spelling(xapian_writable_database *db,
                                                                    const char *word, size_t len,
                                                                    xapian_termcount decrement,
                                                                    xapian_error *err);

/* Synonyms of a term: add one, remove one (nothing if absent), remove all. */
XAPIAN_C_API xapian_status xapian_writable_database_add_synonym(xapian_writable_database *db,
                                                                const char *term, size_t term_len,
                                                                const char *synonym,
                                                                size_t synonym_len,
                                                                xapian_error *err);
XAPIAN_C_API xapian_status xapian_writable_database_remove_synonym(
    xapian_writable_database *db, const char *term, size_t term_len, const char *synonym,
    size_t synonym_len, xapian_error *err);
XAPIAN_C_API xapian_status xapian_writable_database_clear_synonyms(xapian_writable_database *db,
                                                                   const char *term, size_t len,
                                                                   xapian_error *err);

/* ---- Compacting and checking ------------------------------------------------------------ */

enum {
    XAPIAN_COMPACT_STANDARD = 0, /* do not split items unnecessarily */
    XAPIAN_COMPACT_FULL = 1,     /* split items wherever that saves space (the usual choice) */
    XAPIAN_COMPACT_FULLER = 2,   /* smaller still; not for a database to be changed later */
    XAPIAN_COMPACT_NO_RENUMBER = 4,
    XAPIAN_COMPACT_MULTIPASS = 8,
    XAPIAN_COMPACT_SINGLE_FILE = 16
};

/* What to call while compacting; either may be NULL. */
typedef struct xapian_compact_callbacks {
    /* TABLE is "postlist", "docdata" ...; STATUS is "" when it is begun, then a remark.  Both end
     * in NUL and last for the call. */
    xapian_status (*progress)(const char *table, const char *status, void *ctx);

    /* A metadata key has N values (two or more) in different shards.  Point *BYTES and *LEN at the
     * one to keep: one of VALUES, or bytes that stay until the next call; length 0 drops the key.
     * Without this callback the first is kept. */
    xapian_status (*duplicate_metadata)(const char *key, size_t key_len, const char *const *values,
                                        const size_t *lens, size_t n, const char **bytes,
                                        size_t *len, void *ctx);
} xapian_compact_callbacks;

/* Write a compact copy of DB (all shards merged, ids kept only with XAPIAN_COMPACT_NO_RENUMBER) to
 * OUTPUT.  BLOCK_SIZE as in xapian_writable_database_open().  CALLBACKS may be NULL.  Once a
 * callback has failed no other is called, but the copy is made to its end (libxapian cannot be
 * stopped there without losing open files) before the call fails: remove it then. */
XAPIAN_C_API xapian_status xapian_database_compact(const xapian_database *db, const char *output,
                                                   unsigned flags, int block_size,
                                                   const xapian_compact_callbacks *callbacks,
                                                   void *ctx, xapian_error *err);

enum {
    XAPIAN_CHECK_SHORT_TREE = 1,
    XAPIAN_CHECK_FULL_TREE = 2,
    XAPIAN_CHECK_SHOW_FREELIST = 4,
    XAPIAN_CHECK_SHOW_STATS = 8,
    XAPIAN_CHECK_FIX = 16
};

/* Takes a piece of the report, which does not end in NUL. */
typedef xapian_status (*xapian_check_output)(const char *text, size_t len, void *ctx);

/* Check the database, or the one table, at PATH.  *ERRORS is the number of errors found, 0 for a
 * sound database.  The report goes piece by piece to OUTPUT (may be NULL).  Damage so great that
 * checking cannot begin is an error status instead. */
XAPIAN_C_API xapian_status xapian_database_check(const char *path, int opts,
                                                 xapian_check_output output, void *ctx,
                                                 size_t *errors, xapian_error *err);

/* ---- Documents -------------------------------------------------------------------------- */

/* A term to add, with its positions. */
typedef struct xapian_posting {
    const char *term;
    size_t len;
    xapian_termcount wdf_inc; /* added to the term's wdf once, whatever n_positions is */
    const xapian_termpos *positions;
    size_t n_positions; /* cheapest in ascending order */
} xapian_posting;

/* A value to set; the empty value removes the slot's. */
typedef struct xapian_value {
    xapian_valueno slot;
    const char *data;
    size_t len;
} xapian_value;

/* An empty document. */
XAPIAN_C_API xapian_status xapian_document_create(xapian_document **out, xapian_error *err);
XAPIAN_C_API void xapian_document_free(xapian_document *doc);

/* Add N postings.  After a failure the document may have some of them. */
XAPIAN_C_API xapian_status xapian_document_add_postings(xapian_document *doc,
                                                        const xapian_posting *postings, size_t n,
                                                        xapian_error *err);

/* One occurrence of a term, at a position and without one. */
XAPIAN_C_API xapian_status xapian_document_add_posting(xapian_document *doc, const char *term,
                                                       size_t len, xapian_termpos position,
                                                       xapian_termcount wdf_inc, xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_add_term(xapian_document *doc, const char *term,
                                                    size_t len, xapian_termcount wdf_inc,
                                                    xapian_error *err);

/* A term for filtering: wdf 0, so it does not count for the document's length. */
XAPIAN_C_API xapian_status xapian_document_add_boolean_term(xapian_document *doc, const char *term,
                                                            size_t len, xapian_error *err);

/* Remove a term, or one of its positions (lowering the wdf, not below 0).  An absent term or
 * position is XAPIAN_INVALID_ARGUMENT. */
XAPIAN_C_API xapian_status xapian_document_remove_term(xapian_document *doc, const char *term,
                                                       size_t len, xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_remove_posting(xapian_document *doc, const char *term,
                                                          size_t len, xapian_termpos position,
                                                          xapian_termcount wdf_dec,
                                                          xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_clear_terms(xapian_document *doc, xapian_error *err);

/* Set N values; one value; remove all. */
XAPIAN_C_API xapian_status xapian_document_set_values(xapian_document *doc,
                                                      const xapian_value *values, size_t n,
                                                      xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_set_value(xapian_document *doc, xapian_valueno slot,
                                                     const char *data, size_t len,
                                                     xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_clear_values(xapian_document *doc, xapian_error *err);

/* The value in a slot, "" if there is none. */
XAPIAN_C_API xapian_status xapian_document_value(xapian_document *doc, xapian_valueno slot,
                                                 const char **bytes, size_t *len,
                                                 xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_values_count(const xapian_document *doc,
                                                        xapian_termcount *out, xapian_error *err);

/* The values in order of slot (xapian_value_iter_slot()).  Do not change DOC while it is in use. */
XAPIAN_C_API xapian_status xapian_document_values(const xapian_document *doc,
                                                  xapian_value_iter **out, xapian_error *err);

/* The document's own record, any bytes. */
XAPIAN_C_API xapian_status xapian_document_set_data(xapian_document *doc, const char *data,
                                                    size_t len, xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_data(xapian_document *doc, const char **bytes,
                                                size_t *len, xapian_error *err);

/* The terms in byte order, and how many.  Do not change DOC while the iterator is in use. */
XAPIAN_C_API xapian_status xapian_document_terms(const xapian_document *doc, xapian_term_iter **out,
                                                 xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_terms_count(const xapian_document *doc,
                                                       xapian_termcount *out, xapian_error *err);

/* The id it had in the database (in its shard, if there are several) that it came from, else 0. */
XAPIAN_C_API xapian_status xapian_document_docid(const xapian_document *doc, xapian_docid *out,
                                                 xapian_error *err);

/* The document as bytes, and back; for use between equal versions of libxapian. */
XAPIAN_C_API xapian_status xapian_document_serialise(xapian_document *doc, const char **bytes,
                                                     size_t *len, xapian_error *err);
XAPIAN_C_API xapian_status xapian_document_unserialise(const char *bytes, size_t len,
                                                       xapian_document **out, xapian_error *err);

/* For a person to read; not stable. */
XAPIAN_C_API xapian_status xapian_document_description(xapian_document *doc, const char **bytes,
                                                       size_t *len, xapian_error *err);

/* ---- Iterators -------------------------------------------------------------------------- */

/*
 * One pattern for all four.  A new iterator stands before its first entry:
 *
 *     while ((status = xapian_term_iter_next(it, &err)) == XAPIAN_OK)
 *         use(xapian_term_iter_term(it, &len), len);
 *     if (status != XAPIAN_END)
 *         fail(&err);
 *     xapian_term_iter_free(it);
 *
 * skip_to moves forward to the first entry that is not below the target; it stays where it is if
 * that is the present one.  Both return XAPIAN_END past the last entry, and from then on.  Asking
 * about an entry when there is none is XAPIAN_INVALID_OPERATION, or 0 or "" where the function
 * returns no status.
 */

XAPIAN_C_API xapian_status xapian_term_iter_next(xapian_term_iter *it, xapian_error *err);
XAPIAN_C_API xapian_status xapian_term_iter_skip_to(xapian_term_iter *it, const char *term,
                                                    size_t len, xapian_error *err);
XAPIAN_C_API const char *xapian_term_iter_term(const xapian_term_iter *it, size_t *len);

/* How often the term is in the document (lists of a document's terms only). */
XAPIAN_C_API xapian_status xapian_term_iter_wdf(const xapian_term_iter *it, xapian_termcount *out,
                                                xapian_error *err);

/* In how many documents the term is; a value's count in a match spy; a word's frequency. */
XAPIAN_C_API xapian_status xapian_term_iter_termfreq(const xapian_term_iter *it,
                                                     xapian_doccount *out, xapian_error *err);

/* The term's positions in the document, one by one or (as xapian_database_positions()) at once. */
XAPIAN_C_API xapian_status xapian_term_iter_positionlist(const xapian_term_iter *it,
                                                         xapian_position_iter **out,
                                                         xapian_error *err);
XAPIAN_C_API xapian_status xapian_term_iter_positions(const xapian_term_iter *it,
                                                      xapian_termpos *positions, size_t capacity,
                                                      size_t *count, xapian_error *err);
XAPIAN_C_API void xapian_term_iter_free(xapian_term_iter *it);

XAPIAN_C_API xapian_status xapian_posting_iter_next(xapian_posting_iter *it, xapian_error *err);
XAPIAN_C_API xapian_status xapian_posting_iter_skip_to(xapian_posting_iter *it, xapian_docid docid,
                                                       xapian_error *err);
XAPIAN_C_API xapian_docid xapian_posting_iter_docid(const xapian_posting_iter *it);
XAPIAN_C_API xapian_status xapian_posting_iter_wdf(const xapian_posting_iter *it,
                                                   xapian_termcount *out, xapian_error *err);
XAPIAN_C_API xapian_status xapian_posting_iter_doclength(const xapian_posting_iter *it,
                                                         xapian_termcount *out, xapian_error *err);
XAPIAN_C_API xapian_status xapian_posting_iter_unique_terms(const xapian_posting_iter *it,
                                                            xapian_termcount *out,
                                                            xapian_error *err);
XAPIAN_C_API xapian_status xapian_posting_iter_positionlist(const xapian_posting_iter *it,
                                                            xapian_position_iter **out,
                                                            xapian_error *err);
XAPIAN_C_API xapian_status xapian_posting_iter_positions(const xapian_posting_iter *it,
                                                         xapian_termpos *positions, size_t capacity,
                                                         size_t *count, xapian_error *err);

/* Move over up to CAPACITY entries and write their ids to DOCIDS and their wdf to WDFS (may be
 * NULL).  *COUNT is how many; fewer than CAPACITY only at the end, and 0 only with XAPIAN_END.
 * After a failure, *COUNT entries are written. */
XAPIAN_C_API xapian_status xapian_posting_iter_read(xapian_posting_iter *it, xapian_docid *docids,
                                                    xapian_termcount *wdfs, size_t capacity,
                                                    size_t *count, xapian_error *err);
XAPIAN_C_API void xapian_posting_iter_free(xapian_posting_iter *it);

XAPIAN_C_API xapian_status xapian_position_iter_next(xapian_position_iter *it, xapian_error *err);
XAPIAN_C_API xapian_status xapian_position_iter_skip_to(xapian_position_iter *it,
                                                        xapian_termpos position, xapian_error *err);
XAPIAN_C_API xapian_termpos xapian_position_iter_position(const xapian_position_iter *it);
XAPIAN_C_API void xapian_position_iter_free(xapian_position_iter *it);

/* In a stream of a database's values, entries are documents; in the values of one document they are
 * slots, and skip_to takes a slot. */
XAPIAN_C_API xapian_status xapian_value_iter_next(xapian_value_iter *it, xapian_error *err);
XAPIAN_C_API xapian_status xapian_value_iter_skip_to(xapian_value_iter *it, uint32_t docid_or_slot,
                                                     xapian_error *err);
XAPIAN_C_API const char *xapian_value_iter_value(const xapian_value_iter *it, size_t *len);
XAPIAN_C_API xapian_status xapian_value_iter_docid(const xapian_value_iter *it, xapian_docid *out,
                                                   xapian_error *err);
XAPIAN_C_API xapian_status xapian_value_iter_slot(const xapian_value_iter *it, xapian_valueno *out,
                                                  xapian_error *err);
XAPIAN_C_API void xapian_value_iter_free(xapian_value_iter *it);

/* ---- Queries ---------------------------------------------------------------------------- */

typedef enum xapian_op XAPIAN_C_ENUM {
    XAPIAN_OP_AND,
    XAPIAN_OP_OR,
    XAPIAN_OP_AND_NOT,   /* the first, none of the others */
    XAPIAN_OP_XOR,       /* an odd number of them */
    XAPIAN_OP_AND_MAYBE, /* the first, more weight for the others */
    XAPIAN_OP_FILTER,    /* all, weight from the first only */
    XAPIAN_OP_NEAR,      /* within a window of positions, any order */
    XAPIAN_OP_PHRASE,    /* within a window of positions, in order */
    XAPIAN_OP_ELITE_SET, /* OR of the best few */
    XAPIAN_OP_SYNONYM,   /* OR, weighted as if they were one term */
    XAPIAN_OP_MAX        /* OR, weight of the best */
} xapian_op;

/* A term: wqf is its weight in the query, position its place there (0: none; only for sorting the
 * terms of a query). */
XAPIAN_C_API xapian_status xapian_query_term(const char *term, size_t len, xapian_termcount wqf,
                                             xapian_termpos position, xapian_query **out,
                                             xapian_error *err);

/* All documents, and none. */
XAPIAN_C_API xapian_status xapian_query_match_all(xapian_query **out, xapian_error *err);
XAPIAN_C_API xapian_status xapian_query_match_nothing(xapian_query **out, xapian_error *err);

/* Combine N queries (0 give a query that matches nothing).  WINDOW: NEAR and PHRASE, the number of
 * positions that the match must fit in (0: N; fewer than N and nothing fits); ELITE_SET, how many
 * to pick (0: 10); ignored by the others.  NEAR and PHRASE take terms, and ORs of terms; anything
 * else is XAPIAN_UNIMPLEMENTED, here or when the query is run. */
XAPIAN_C_API xapian_status xapian_query_combine(xapian_op op, const xapian_query *const *queries,
                                                size_t n, xapian_termcount window,
                                                xapian_query **out, xapian_error *err);

/* The query with its weight multiplied; FACTOR >= 0. */
XAPIAN_C_API xapian_status xapian_query_scale(const xapian_query *query, double factor,
                                              xapian_query **out, xapian_error *err);

/* Documents with lower <= value <= upper, value >= bound, value <= bound, as strings of bytes (see
 * xapian_sortable_serialise() for numbers).  No weight.  A document without the value does not
 * match, unless the range is all there is: value >= "". */
XAPIAN_C_API xapian_status xapian_query_value_range(xapian_valueno slot, const char *lower,
                                                    size_t lower_len, const char *upper,
                                                    size_t upper_len, xapian_query **out,
                                                    xapian_error *err);
XAPIAN_C_API xapian_status xapian_query_value_ge(xapian_valueno slot, const char *bound, size_t len,
                                                 xapian_query **out, xapian_error *err);
XAPIAN_C_API xapian_status xapian_query_value_le(xapian_valueno slot, const char *bound, size_t len,
                                                 xapian_query **out, xapian_error *err);

/* What to do when a wildcard stands for more terms than its limit. */
typedef enum xapian_wildcard_limit XAPIAN_C_ENUM {
    XAPIAN_WILDCARD_LIMIT_ERROR,        /* running the query gives XAPIAN_WILDCARD (each time, 1.4
                                           loses some hundred bytes for each term it had taken) */
    XAPIAN_WILDCARD_LIMIT_FIRST,        /* take the first in byte order */
    XAPIAN_WILDCARD_LIMIT_MOST_FREQUENT /* take those in most documents */
} xapian_wildcard_limit;

/* All terms that begin with PREFIX, at most MAX_EXPANSION of them (0: no limit), combined with
 * XAPIAN_OP_SYNONYM, XAPIAN_OP_OR or XAPIAN_OP_MAX. */
XAPIAN_C_API xapian_status xapian_query_wildcard(const char *prefix, size_t len,
                                                 xapian_termcount max_expansion,
                                                 xapian_wildcard_limit limit, xapian_op combiner,
                                                 xapian_query **out, xapian_error *err);

/* The same weight for all documents; the number in SLOT (xapian_sortable_serialise(), not
 * negative) as a weight. */
XAPIAN_C_API xapian_status xapian_query_fixed_weight(double weight, xapian_query **out,
                                                     xapian_error *err);
XAPIAN_C_API xapian_status xapian_query_value_weight(xapian_valueno slot, xapian_query **out,
                                                     xapian_error *err);

/* Where a posting source stands. */
typedef struct xapian_source_state {
    xapian_docid docid; /* the present document; 0 after the last */
    double max_weight;  /* no weight from here on is above this; may be lowered on the way */
} xapian_source_state;

/* How many documents a posting source can give. */
typedef struct xapian_source_bounds {
    xapian_doccount min, estimate, max;
} xapian_source_bounds;

/*
 * Documents and weights from C: a Xapian::PostingSource.  `init` and `next` must be there, the
 * others may be NULL.  A match runs init once for each shard (with ids as in that shard), then
 * moves forward, never back.
 *
 * Every move gets the state as it is and changes it; the new docid must be above the old one (or,
 * for skip_to and check, not below the target), else the match fails with XAPIAN_INVALID_ARGUMENT,
 * as it does for a weight that is negative, not a number or above max_weight.  Documents that
 * weigh less than MIN_WEIGHT may be passed over.
 */
typedef struct xapian_source_callbacks {
    /* Get ready before the first document (state->docid is 0 and stays so); set state->max_weight
     * and the bounds. */
    xapian_status (*init)(xapian_database *shard, xapian_source_state *state,
                          xapian_source_bounds *bounds, void *ctx);

    /* Go to the next document. */
    xapian_status (*next)(double min_weight, xapian_source_state *state, void *ctx);

    /* Go to the first document that is not below TARGET; without it, next is used. */
    xapian_status (*skip_to)(xapian_docid target, double min_weight, xapian_source_state *state,
                             void *ctx);

    /* Cheaper than skip_to where it can be: *KNOWN true, and the state as after skip_to; or, if
     * TARGET is not among the documents, *KNOWN false and the state need not be meaningful until
     * the next move.  Without it, skip_to is used. */
    xapian_status (*check)(xapian_docid target, double min_weight, bool *known,
                           xapian_source_state *state, void *ctx);

    /* The weight of the present document; without it, 0. */
    xapian_status (*weight)(double *weight, void *ctx);

    /* A second source like this one, before init, with its own ctx in *COPY.  Needed to search
     * several shards together; without it, one match at a time can use the source. */
    xapian_status (*clone)(void *ctx, void **copy);

    /* Called once for ctx, and once for each copy, when nothing needs it any more. */
    void (*free)(void *ctx);
} xapian_source_callbacks;

/* A query that takes its documents from callbacks, which are copied.  If the call fails, `free` has
 * not been called. */
XAPIAN_C_API xapian_status xapian_query_posting_source(const xapian_source_callbacks *callbacks,
                                                       void *ctx, xapian_query **out,
                                                       xapian_error *err);

XAPIAN_C_API void xapian_query_free(xapian_query *query);

/* Whether the query is one that matches nothing. */
XAPIAN_C_API bool xapian_query_empty(const xapian_query *query);

/* The sum of the wqf of its terms. */
XAPIAN_C_API xapian_termcount xapian_query_length(const xapian_query *query);

/* The terms: in order of position, repeated as they are; or each once, in byte order. */
XAPIAN_C_API xapian_status xapian_query_terms(const xapian_query *query, xapian_term_iter **out,
                                              xapian_error *err);
XAPIAN_C_API xapian_status xapian_query_unique_terms(const xapian_query *query,
                                                     xapian_term_iter **out, xapian_error *err);

/* As bytes and back (not with posting sources of one's own), and for a person to read. */
XAPIAN_C_API xapian_status xapian_query_serialise(xapian_query *query, const char **bytes,
                                                  size_t *len, xapian_error *err);
XAPIAN_C_API xapian_status xapian_query_unserialise(const char *bytes, size_t len,
                                                    xapian_query **out, xapian_error *err);
XAPIAN_C_API xapian_status xapian_query_description(xapian_query *query, const char **bytes,
                                                    size_t *len, xapian_error *err);

/* ---- Weighting schemes ------------------------------------------------------------------ */

/* No weights: every match counts the same (0). */
XAPIAN_C_API xapian_status xapian_weight_bool(xapian_weight **out, xapian_error *err);

/* Coordinate matching: one (its wqf) for each term matched. */
XAPIAN_C_API xapian_status xapian_weight_coord(xapian_weight **out, xapian_error *err);

/* The probabilistic scheme that Xapian uses unless told otherwise: Robertson and Walker's BM25
 * (TREC-3, 1994), with k1 1, k2 0, k3 1, b 0.5, min_normlen 0.5. */
XAPIAN_C_API xapian_status xapian_weight_bm25(double k1, double k2, double k3, double b,
                                              double min_normlen, xapian_weight **out,
                                              xapian_error *err);

/* BM25 with a lower bound for long documents (Lv and Zhai, CIKM 2011); delta is usually 1. */
XAPIAN_C_API xapian_status xapian_weight_bm25plus(double k1, double k2, double k3, double b,
                                                  double min_normlen, double delta,
                                                  xapian_weight **out, xapian_error *err);

/* The probabilistic scheme before BM25; k is usually 1. */
XAPIAN_C_API xapian_status xapian_weight_trad(double k, xapian_weight **out, xapian_error *err);

/* TF-IDF; NORMALIZATIONS is three letters: for the wdf (n b s l P L), the termfreq (n t p f s P)
 * and the weight (n), after SMART; usually "ntn". */
XAPIAN_C_API xapian_status xapian_weight_tfidf(const char *normalizations, xapian_weight **out,
                                               xapian_error *err);

/* Divergence from randomness (Amati and van Rijsbergen, TOIS 2002; PL2+: Lv and Zhai, CIKM 2011).
 * c scales document lengths, above 0, usually 1; delta is above 0, usually 0.8. */
XAPIAN_C_API xapian_status xapian_weight_pl2(double c, xapian_weight **out, xapian_error *err);
XAPIAN_C_API xapian_status xapian_weight_pl2plus(double c, double delta, xapian_weight **out,
                                                 xapian_error *err);
XAPIAN_C_API xapian_status xapian_weight_bb2(double c, xapian_weight **out, xapian_error *err);
XAPIAN_C_API xapian_status xapian_weight_ifb2(double c, xapian_weight **out, xapian_error *err);
XAPIAN_C_API xapian_status xapian_weight_ineb2(double c, xapian_weight **out, xapian_error *err);
XAPIAN_C_API xapian_status xapian_weight_inl2(double c, xapian_weight **out, xapian_error *err);

/* The same family without parameters. */
XAPIAN_C_API xapian_status xapian_weight_dlh(xapian_weight **out, xapian_error *err);
XAPIAN_C_API xapian_status xapian_weight_dph(xapian_weight **out, xapian_error *err);

typedef enum xapian_smoothing XAPIAN_C_ENUM {
    XAPIAN_SMOOTHING_TWO_STAGE,
    XAPIAN_SMOOTHING_DIRICHLET,
    XAPIAN_SMOOTHING_ABSOLUTE_DISCOUNT,
    XAPIAN_SMOOTHING_JELINEK_MERCER,
    XAPIAN_SMOOTHING_DIRICHLET_PLUS
} xapian_smoothing;

/* A unigram language model (Zhai and Lafferty, TOIS 2004).  LOG multiplies before the logarithm is
 * taken so that weights are positive (0: chosen for the query; ignored by libxapian 2.x, which does
 * without).  A negative smoothing parameter stands for its default. */
XAPIAN_C_API xapian_status xapian_weight_lm(double log, xapian_smoothing smoothing,
                                            double smoothing1, double smoothing2,
                                            xapian_weight **out, xapian_error *err);

XAPIAN_C_API void xapian_weight_free(xapian_weight *weight);

/* ---- Sort keys -------------------------------------------------------------------------- */

/* Make the key of a document: point *KEY and *LEN at bytes that stay until the next call. */
typedef xapian_status (*xapian_key_function)(xapian_document *doc, const char **key, size_t *len,
                                             void *ctx);

/* Keys from a function; FUNCTION and CTX must stay while an enquire can use them. */
XAPIAN_C_API xapian_status xapian_keymaker_function(xapian_key_function function, void *ctx,
                                                    xapian_keymaker **out, xapian_error *err);

/* Keys from values, most significant first; REVERSE turns one round, and a document without the
 * value is sorted as if it had DEFAULT_VALUE.  Adding to a key maker of a function is
 * XAPIAN_INVALID_OPERATION. */
XAPIAN_C_API xapian_status xapian_keymaker_values(xapian_keymaker **out, xapian_error *err);
XAPIAN_C_API xapian_status xapian_keymaker_add_value(xapian_keymaker *keymaker, xapian_valueno slot,
                                                     bool reverse, const char *default_value,
                                                     size_t len, xapian_error *err);
XAPIAN_C_API void xapian_keymaker_free(xapian_keymaker *keymaker);

/* ---- Match spies ------------------------------------------------------------------------ */

/* Shown each document that the match considers (check_at_least says how many at the least). */
typedef xapian_status (*xapian_spy_function)(xapian_document *doc, double weight, void *ctx);

/* A spy of one's own; FUNCTION and CTX must stay while an enquire can use them. */
XAPIAN_C_API xapian_status xapian_matchspy_function(xapian_spy_function function, void *ctx,
                                                    xapian_matchspy **out, xapian_error *err);

/* A spy that counts the values in SLOT.  It counts on with every match it takes part in. */
XAPIAN_C_API xapian_status xapian_matchspy_value_count(xapian_valueno slot, xapian_matchspy **out,
                                                       xapian_error *err);

/* What it counted: documents seen; the values in byte order; the MAX most frequent, most frequent
 * first.  xapian_term_iter_term() is a value, xapian_term_iter_termfreq() its count.  For a spy of
 * one's own: XAPIAN_INVALID_OPERATION. */
XAPIAN_C_API xapian_status xapian_matchspy_total(const xapian_matchspy *spy, size_t *out,
                                                 xapian_error *err);
XAPIAN_C_API xapian_status xapian_matchspy_values(const xapian_matchspy *spy,
                                                  xapian_term_iter **out, xapian_error *err);
XAPIAN_C_API xapian_status xapian_matchspy_top_values(const xapian_matchspy *spy, size_t max,
                                                      xapian_term_iter **out, xapian_error *err);
XAPIAN_C_API void xapian_matchspy_free(xapian_matchspy *spy);

/* ---- Searching -------------------------------------------------------------------------- */

/* A search in DB (with at least one shard). */
XAPIAN_C_API xapian_status xapian_enquire_create(const xapian_database *db, xapian_enquire **out,
                                                 xapian_error *err);
XAPIAN_C_API void xapian_enquire_free(xapian_enquire *enquire);

/* What to look for.  QUERY_LENGTH for weights that use it; 0: the sum of the wqf. */
XAPIAN_C_API xapian_status xapian_enquire_set_query(xapian_enquire *enquire,
                                                    const xapian_query *query,
                                                    xapian_termcount query_length,
                                                    xapian_error *err);

XAPIAN_C_API xapian_status xapian_enquire_set_weight(xapian_enquire *enquire,
                                                     const xapian_weight *weight,
                                                     xapian_error *err);

/* Leave out documents below PERCENT (0 to 100; 0: none) or below WEIGHT (0: none). */
XAPIAN_C_API xapian_status xapian_enquire_set_cutoff(xapian_enquire *enquire, int percent,
                                                     double weight, xapian_error *err);

/* The order of the results; each call replaces the one before.  REVERSE turns the order of the
 * value or key round (the greatest first), never that of relevance. */
XAPIAN_C_API xapian_status xapian_enquire_sort_by_relevance(xapian_enquire *enquire,
                                                            xapian_error *err);
XAPIAN_C_API xapian_status xapian_enquire_sort_by_value(xapian_enquire *enquire,
                                                        xapian_valueno slot, bool reverse,
                                                        xapian_error *err);
XAPIAN_C_API xapian_status xapian_enquire_sort_by_value_then_relevance(xapian_enquire *enquire,
                                                                       xapian_valueno slot,
                                                                       bool reverse,
                                                                       xapian_error *err);
XAPIAN_C_API xapian_status xapian_enquire_sort_by_relevance_then_value(xapian_enquire *enquire,
                                                                       xapian_valueno slot,
                                                                       bool reverse,
                                                                       xapian_error *err);
XAPIAN_C_API xapian_status xapian_enquire_sort_by_key(xapian_enquire *enquire,
                                                      const xapian_keymaker *keymaker, bool reverse,
                                                      xapian_error *err);
XAPIAN_C_API xapian_status xapian_enquire_sort_by_key_then_relevance(
    xapian_enquire *enquire, const xapian_keymaker *keymaker, bool reverse, xapian_error *err);
XAPIAN_C_API xapian_status xapian_enquire_sort_by_relevance_then_key(
    xapian_enquire *enquire, const xapian_keymaker *keymaker, bool reverse, xapian_error *err);

typedef enum xapian_docid_order XAPIAN_C_ENUM {
    XAPIAN_DOCID_ASCENDING, /* unless set otherwise */
    XAPIAN_DOCID_DESCENDING,
    XAPIAN_DOCID_DONT_CARE /* whatever is fastest */
} xapian_docid_order;

/* The order among documents that are otherwise equal. */
XAPIAN_C_API xapian_status xapian_enquire_set_docid_order(xapian_enquire *enquire,
                                                          xapian_docid_order order,
                                                          xapian_error *err);

/* Of documents with the same (not empty) value in SLOT, keep the best MAX.  XAPIAN_NO_SLOT: keep
 * all. */
XAPIAN_C_API xapian_status xapian_enquire_set_collapse(xapian_enquire *enquire, xapian_valueno slot,
                                                       xapian_doccount max, xapian_error *err);

/* After about SECONDS (0: no limit) stop looking for more than the results asked for: the counts
 * get less exact, the results stay right. */
XAPIAN_C_API xapian_status xapian_enquire_set_time_limit(xapian_enquire *enquire, double seconds,
                                                         xapian_error *err);

/* The formula for xapian_enquire_get_eset(): "trad" (with k, usually 1) or "bo1". */
XAPIAN_C_API xapian_status xapian_enquire_set_expansion_scheme(xapian_enquire *enquire,
                                                               const char *name, double k,
                                                               xapian_error *err);

XAPIAN_C_API xapian_status xapian_enquire_add_matchspy(xapian_enquire *enquire,
                                                       const xapian_matchspy *spy,
                                                       xapian_error *err);
XAPIAN_C_API xapian_status xapian_enquire_clear_matchspies(xapian_enquire *enquire,
                                                           xapian_error *err);

/* Whether a document that matches shall be among the results: sets *KEEP. */
typedef xapian_status (*xapian_match_function)(xapian_document *doc, bool *keep, void *ctx);

/* Run the search: results FIRST (from 0) to FIRST + MAX - 1, counting exactly if there are fewer
 * than CHECK_AT_LEAST.  RSET (documents known to be relevant) and DECIDER may be NULL. */
XAPIAN_C_API xapian_status xapian_enquire_get_mset(xapian_enquire *enquire, xapian_doccount first,
                                                   xapian_doccount max,
                                                   xapian_doccount check_at_least,
                                                   const xapian_rset *rset,
                                                   xapian_match_function decider, void *ctx,
                                                   xapian_mset **out, xapian_error *err);

/* The query's terms that are in a document, in order of their position in the query. */
XAPIAN_C_API xapian_status xapian_enquire_matching_terms(const xapian_enquire *enquire,
                                                         xapian_docid docid, xapian_term_iter **out,
                                                         xapian_error *err);

/* Flags for xapian_enquire_get_eset(). */
enum { XAPIAN_ESET_INCLUDE_QUERY_TERMS = 1, XAPIAN_ESET_USE_EXACT_TERMFREQ = 2 };

/* Whether a term may be suggested: sets *KEEP. */
typedef xapian_status (*xapian_expand_function)(const char *term, size_t len, bool *keep,
                                                void *ctx);

/* The MAX terms that tell the documents of RSET best from the others, with at least MIN_WEIGHT.
 * DECIDER may be NULL. */
XAPIAN_C_API xapian_status xapian_enquire_get_eset(const xapian_enquire *enquire,
                                                   xapian_termcount max, const xapian_rset *rset,
                                                   int flags, double min_weight,
                                                   xapian_expand_function decider, void *ctx,
                                                   xapian_eset **out, xapian_error *err);

XAPIAN_C_API xapian_status xapian_enquire_description(xapian_enquire *enquire, const char **bytes,
                                                      size_t *len, xapian_error *err);

/* ---- Results ---------------------------------------------------------------------------- */

XAPIAN_C_API void xapian_mset_free(xapian_mset *mset);

/* How many results are here, and the rank of the first. */
XAPIAN_C_API xapian_doccount xapian_mset_size(const xapian_mset *mset);
XAPIAN_C_API xapian_doccount xapian_mset_first(const xapian_mset *mset);

/* How many documents match. */
typedef struct xapian_match_counts {
    xapian_doccount lower, estimated, upper;
} xapian_match_counts;

/* After and before collapsing. */
XAPIAN_C_API xapian_match_counts xapian_mset_matches(const xapian_mset *mset);
XAPIAN_C_API xapian_match_counts xapian_mset_uncollapsed_matches(const xapian_mset *mset);

/* The greatest weight that a document could have, and that one has. */
XAPIAN_C_API double xapian_mset_max_possible(const xapian_mset *mset);
XAPIAN_C_API double xapian_mset_max_attained(const xapian_mset *mset);

/* In how many documents a query term is, and the greatest weight it gives. */
XAPIAN_C_API xapian_status xapian_mset_termfreq(const xapian_mset *mset, const char *term,
                                                size_t len, xapian_doccount *out,
                                                xapian_error *err);
XAPIAN_C_API xapian_status xapian_mset_termweight(const xapian_mset *mset, const char *term,
                                                  size_t len, double *out, xapian_error *err);

/* A weight as a percentage of a perfect match's. */
XAPIAN_C_API xapian_status xapian_mset_percent(const xapian_mset *mset, double weight, int *out,
                                               xapian_error *err);

/* One result. */
typedef struct xapian_hit {
    xapian_docid docid;
    xapian_doccount rank; /* from 0, over all results */
    double weight;
    int percent;
    xapian_doccount collapse_count; /* at least so many others were left out for this one */
} xapian_hit;

/* Result number INDEX, 0 to size - 1 (beyond: XAPIAN_INVALID_ARGUMENT; so in all that follow). */
XAPIAN_C_API xapian_status xapian_mset_hit(const xapian_mset *mset, xapian_doccount index,
                                           xapian_hit *out, xapian_error *err);
XAPIAN_C_API xapian_status xapian_mset_collapse_key(xapian_mset *mset, xapian_doccount index,
                                                    const char **bytes, size_t *len,
                                                    xapian_error *err);
XAPIAN_C_API xapian_status xapian_mset_sort_key(xapian_mset *mset, xapian_doccount index,
                                                const char **bytes, size_t *len, xapian_error *err);
XAPIAN_C_API xapian_status xapian_mset_document(const xapian_mset *mset, xapian_doccount index,
                                                xapian_document **out, xapian_error *err);

/* Ask for all documents at once, which saves round trips to a remote database. */
XAPIAN_C_API xapian_status xapian_mset_fetch(const xapian_mset *mset, xapian_error *err);

enum {
    XAPIAN_SNIPPET_BACKGROUND_MODEL = 1,
    XAPIAN_SNIPPET_EXHAUSTIVE = 2,
    XAPIAN_SNIPPET_EMPTY_WITHOUT_MATCH = 4,
    XAPIAN_SNIPPET_NGRAMS = 2048 /* text in scripts without spaces, indexed as n-grams */
};

/* The part of TEXT (UTF-8, at most about MAX_LEN bytes) that matches best, escaped for HTML, with
 * matches between START and END and cuts marked with OMIT.  LANGUAGE names the stemmer that the
 * index was made with ("en"; NULL: none).  START and END must not be empty
 * (XAPIAN_INVALID_ARGUMENT): without them Xapian before 2.1 returns text that is not escaped. */
XAPIAN_C_API xapian_status xapian_mset_snippet(xapian_mset *mset, const char *text, size_t text_len,
                                               size_t max_len, const char *language, unsigned flags,
                                               const char *start, const char *end, const char *omit,
                                               const char **bytes, size_t *len, xapian_error *err);

XAPIAN_C_API xapian_status xapian_mset_description(xapian_mset *mset, const char **bytes,
                                                   size_t *len, xapian_error *err);

/* ---- Relevant documents, and the terms they suggest ------------------------------------- */

/* A set of documents known to be relevant. */
XAPIAN_C_API xapian_status xapian_rset_create(xapian_rset **out, xapian_error *err);
XAPIAN_C_API xapian_status xapian_rset_add(xapian_rset *rset, xapian_docid docid,
                                           xapian_error *err);
XAPIAN_C_API xapian_status xapian_rset_remove(xapian_rset *rset, xapian_docid docid,
                                              xapian_error *err);
XAPIAN_C_API bool xapian_rset_contains(const xapian_rset *rset, xapian_docid docid);
XAPIAN_C_API xapian_doccount xapian_rset_size(const xapian_rset *rset);
XAPIAN_C_API void xapian_rset_free(xapian_rset *rset);

/* Suggested terms, best first: how many are here, a lower bound of how many there were, and number
 * INDEX, 0 to size - 1. */
XAPIAN_C_API xapian_termcount xapian_eset_size(const xapian_eset *eset);
XAPIAN_C_API xapian_termcount xapian_eset_ebound(const xapian_eset *eset);
XAPIAN_C_API xapian_status xapian_eset_item(xapian_eset *eset, xapian_termcount index,
                                            const char **term, size_t *len, double *weight,
                                            xapian_error *err);
XAPIAN_C_API void xapian_eset_free(xapian_eset *eset);

#ifdef __cplusplus
}
#endif

#endif
