/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The shortest program that does something: three documents are written to a database in memory,
 * and searched for a word.  Run as a test, so that it stays right.
 */
#include "xapian-c.h"

#include <stdio.h>

static xapian_status write_documents(xapian_writable_database *db, xapian_error *err)
{
    static const xapian_termpos first[] = {1}, second[] = {2};
    static const xapian_posting postings[3][2] = {
        {{"arms", 4, 1, first, 1}, {"treaty", 6, 1, second, 1}},
        {{"climate", 7, 1, first, 1}, {"treaty", 6, 1, second, 1}},
        {{"arms", 4, 1, first, 1}, {"race", 4, 1, second, 1}},
    };
    xapian_document *doc = NULL;
    xapian_status status = XAPIAN_OK;

    for (int i = 0; i < 3 && status == XAPIAN_OK; i++) {
        status = xapian_document_create(&doc, err);
        if (status == XAPIAN_OK)
            status = xapian_document_add_postings(doc, postings[i], 2, err);
        if (status == XAPIAN_OK)
            status = xapian_writable_database_add_document(db, doc, NULL, err);
        xapian_document_free(doc);
        doc = NULL;
    }
    return status;
}

static xapian_status search(const xapian_database *db, const char *word, size_t len,
                            xapian_error *err)
{
    xapian_query *query = NULL;
    xapian_enquire *enquire = NULL;
    xapian_mset *results = NULL;
    xapian_hit hit;
    xapian_status status = xapian_query_term(word, len, 1, 0, &query, err);

    if (status == XAPIAN_OK)
        status = xapian_enquire_create(db, &enquire, err);
    if (status == XAPIAN_OK)
        status = xapian_enquire_set_query(enquire, query, 0, err);
    if (status == XAPIAN_OK)
        status = xapian_enquire_get_mset(enquire, 0, 10, 0, NULL, NULL, NULL, &results, err);
    for (xapian_doccount i = 0; status == XAPIAN_OK && i < xapian_mset_size(results); i++) {
        status = xapian_mset_hit(results, i, &hit, err);
        if (status == XAPIAN_OK)
            printf("%u: document %u (%d%%)\n", hit.rank + 1, hit.docid, hit.percent);
    }
    xapian_mset_free(results);
    xapian_enquire_free(enquire);
    xapian_query_free(query);
    return status;
}

int main(void)
{
    xapian_writable_database *db = NULL;
    xapian_error err;
    xapian_status status;

    status = xapian_writable_database_open(NULL, XAPIAN_DB_BACKEND_INMEMORY, 0, &db, &err);
    if (status == XAPIAN_OK)
        status = write_documents(db, &err);
    if (status == XAPIAN_OK)
        status = search(xapian_writable_database_view(db), "treaty", 6, &err);
    if (status != XAPIAN_OK)
        fprintf(stderr, "%s: %s\n", xapian_status_name(status), err.message);
    xapian_writable_database_free(db);
    return status != XAPIAN_OK;
}
