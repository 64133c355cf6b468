/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/judgments.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/error.h"

enum { FILE_MOST = 1 << 28, GRADE_DIGITS = 9 };

static dossier_status read_file(const char *path, buf *out, dossier_error *error)
{
    enum { PIECE = 1 << 16 };
    FILE *file = fopen(path, "re");
    dossier_status status = DOSSIER_OK;
    size_t got = 1;
    if (!file)
        return error_errno(error, errno, "%s can't be opened", path);
    while (got > 0 && buf_reserve(out, PIECE)) {
        got = fread(out->data + out->len, 1, PIECE, file);
        out->len += got;
    }
    if (ferror(file))
        status = error_errno(error, errno, "%s can't be read", path);
    else if (out->failed)
        status = error_set(error, DOSSIER_TOO_LARGE, "%s is too large", path);
    fclose(file);
    return status;
}

/* Takes the next line off text, without its end; false when there is none. */
static bool next_line(slice *text, slice *line)
{
    if (text->len == 0)
        return false;
    const char *end = memchr(text->data, '\n', text->len);
    size_t len = end ? (size_t)(end - text->data) : text->len;
    *line = (slice){text->data, len};
    len += end != NULL;
    *text = (slice){text->data + len, text->len - len};
    if (line->len && line->data[line->len - 1] == '\r')
        line->len--;
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static slice first_column(slice *line)
{
    *line = slice_trim(*line);
    size_t n = 0;
    while (n < line->len && !is_blank(line->data[n]))
        n++;
    slice column = {line->data, n};
    *line = (slice){line->data + n, line->len - n};
    return column;
}

static slice last_column(slice *line)
{
    *line = slice_trim(*line);
    size_t n = line->len;
    while (n > 0 && !is_blank(line->data[n - 1]))
        n--;
    slice column = {line->data + n, line->len - n};
    line->len = n;
    return column;
}

static bool read_grade(slice text, long *grade)
{
    bool minus = text.len > 1 && text.data[0] == '-';
    *grade = 0;
    if (text.len == 0 || text.len > GRADE_DIGITS)
        return false;
    for (size_t i = minus; i < text.len; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        *grade = *grade * 10 + (text.data[i] - '0');
    }
    if (minus)
        *grade = -*grade;
    return true;
}

static bool read_query(slice line, judged_query *out)
{
    const char *tab = memchr(line.data, '\t', line.len);
    if (!tab)
        return false;
    size_t n = (size_t)(tab - line.data);
    out->id = slice_trim((slice){line.data, n});
    out->text = slice_trim((slice){tab + 1, line.len - n - 1});
    return out->id.len > 0;
}

static bool read_judgment(slice line, judgment *out)
{
    *out = (judgment){.query = first_column(&line)};
    slice ignored = first_column(&line);
    slice grade = last_column(&line);
    out->document = slice_trim(line);
    return ignored.len && out->document.len && read_grade(grade, &out->grade);
}

static size_t count_lines(slice text)
{
    size_t lines = 1;
    for (size_t i = 0; i < text.len; i++)
        lines += text.data[i] == '\n';
    return lines;
}

static dossier_status read_queries(judgments *j, const char *path, dossier_error *error)
{
    slice text = buf_slice(&j->queries_text), line;
    j->queries = calloc(count_lines(text), sizeof *j->queries);
    if (!j->queries)
        return error_no_memory(error);
    for (size_t number = 1; next_line(&text, &line); number++) {
        if (slice_trim(line).len == 0)
            continue;
        if (!read_query(line, &j->queries[j->n_queries]))
            return error_set(error, DOSSIER_INVALID,
                             "line %zu of %s is not an id, a tab and a query", number, path);
        j->n_queries++;
    }
    return DOSSIER_OK;
}

static int compare(const void *a, const void *b)
{
    const judgment *x = a, *y = b;
    int order = slice_compare(x->query, y->query);
    return order ? order : slice_compare(x->document, y->document);
}

static dossier_status read_qrels(judgments *j, const char *path, dossier_error *error)
{
    slice text = buf_slice(&j->qrels_text), line;
    j->items = calloc(count_lines(text), sizeof *j->items);
    if (!j->items)
        return error_no_memory(error);
    for (size_t number = 1; next_line(&text, &line); number++) {
        if (slice_trim(line).len == 0)
            continue;
        judgment *item = &j->items[j->n_items];
        if (!read_judgment(line, item))
            return error_set(error, DOSSIER_INVALID,
                             "line %zu of %s is not a query, a number, a document and a grade",
                             number, path);
        j->n_items += item->grade >= 1;
    }
    qsort(j->items, j->n_items, sizeof *j->items, compare);
    return DOSSIER_OK;
}

dossier_status judgments_read(judgments *j, const char *queries_path, const char *qrels_path,
                              dossier_error *error)
{
    *j = (judgments){.queries_text = BUF_INIT(FILE_MOST), .qrels_text = BUF_INIT(FILE_MOST)};
    dossier_status status = read_file(queries_path, &j->queries_text, error);
    if (status == DOSSIER_OK)
        status = read_file(qrels_path, &j->qrels_text, error);
    if (status == DOSSIER_OK)
        status = read_queries(j, queries_path, error);
    if (status == DOSSIER_OK)
        status = read_qrels(j, qrels_path, error);
    return status;
}

void judgments_free(judgments *j)
{
    free(j->queries);
    free(j->items);
    buf_free(&j->queries_text);
    buf_free(&j->qrels_text);
    *j = (judgments){0};
}

judgment *judgments_of(const judgments *j, slice query, size_t *n)
{
    size_t low = 0, high = j->n_items;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (slice_compare(j->items[middle].query, query) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *n = 0;
    while (low + *n < j->n_items && slice_equal(j->items[low + *n].query, query))
        *n += 1;
    return j->items + low;
}

judgment *judgment_find(judgment *of_query, size_t n, slice document)
{
    if (n == 0)
        return NULL;
    const judgment key = {.query = of_query[0].query, .document = document};
    return bsearch(&key, of_query, n, sizeof key, compare);
}
