/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity/facts.h"

#include <string.h>

#include "text/utf8.h"

/* Columns of each table; those from `needed` on may be missing in a file. */
static const struct {
    const char *columns[FACTS_CELLS];
    size_t needed;
} tables[FACTS_TABLES] = {
    [FACTS_COUNTRIES] = {{"country", "surface", "kind", "source"}, 3},
    [FACTS_CITIES] = {{"city", "country", "region", "population", "source"}, 2},
    [FACTS_OFFICIALS] = {{"official", "name", "aliases", "office", "country", "from", "to",
                          "source"},
                         2},
    [FACTS_OFFICES] = {{"office", "aliases", "country", "rank", "source"}, 2},
    [FACTS_ORGANIZATIONS] = {{"organization", "name", "aliases", "country", "kind", "source"}, 2},
    [FACTS_AGREEMENTS] = {{"agreement", "name", "aliases", "year", "source"}, 2},
    [FACTS_NAMES] = {{"name", "kind", "source"}, 2},
    [FACTS_AMBIGUITY] = {{"surface", "reading", "evidence", "source"}, 2},
    [FACTS_RULES] = {{"rule", "surface", "entity", "note", "source"}, 2},
};

enum { COLUMNS_MAX = 16 };

/* Which cell each column of the file is; FACTS_CELLS for one that is not read. */
typedef struct header {
    facts_table table;
    size_t cell[COLUMNS_MAX];
    size_t columns;
} header;

static bool next_line(slice *rest, slice *line)
{
    if (!rest->len)
        return false;
    const char *end = memchr(rest->data, '\n', rest->len);
    size_t len = end ? (size_t)(end - rest->data) : rest->len;
    size_t taken = end ? len + 1 : len;
    *line = (slice){rest->data, len && rest->data[len - 1] == '\r' ? len - 1 : len};
    *rest = (slice){rest->data + taken, rest->len - taken};
    return true;
}

static bool next_cell(slice *rest, slice *cell)
{
    if (!rest->data)
        return false;
    const char *tab = memchr(rest->data, '\t', rest->len);
    size_t len = tab ? (size_t)(tab - rest->data) : rest->len;
    *cell = slice_trim((slice){rest->data, len});
    *rest = tab ? (slice){tab + 1, rest->len - len - 1} : (slice){NULL, 0};
    return true;
}

static size_t column_of(facts_table table, slice name)
{
    for (size_t i = 0; i < FACTS_CELLS && tables[table].columns[i]; i++)
        if (slice_equal_nocase(slice_of(tables[table].columns[i]), name))
            return i;
    return FACTS_CELLS;
}

/* The table that has all its needed columns among those of the line. */
static bool read_header(slice line, header *out)
{
    slice names[COLUMNS_MAX];
    size_t n = 0;
    slice cell;
    while (n < COLUMNS_MAX && next_cell(&line, &cell))
        names[n++] = cell;
    for (size_t t = 0; t < FACTS_TABLES; t++) {
        unsigned seen = 0;
        for (size_t i = 0; i < n; i++) {
            out->cell[i] = column_of((facts_table)t, names[i]);
            if (out->cell[i] < FACTS_CELLS)
                seen |= 1u << out->cell[i];
        }
        unsigned needed = (1u << tables[t].needed) - 1;
        if ((seen & needed) == needed) {
            out->table = (facts_table)t;
            out->columns = n;
            return true;
        }
    }
    return false;
}

static const char *read_row(const header *h, slice line, facts_row *row)
{
    slice cell;
    size_t n = 0;
    memset(row->cell, 0, sizeof row->cell);
    if (!utf8_is_valid(line.data, line.len))
        return "it is not UTF-8";
    while (next_cell(&line, &cell)) {
        if (n == h->columns)
            return "it has more columns than the first line names";
        if (h->cell[n] < FACTS_CELLS)
            row->cell[h->cell[n]] = cell;
        n++;
    }
    for (size_t i = 0; i < tables[h->table].needed; i++)
        if (!row->cell[i].len && !(h->table == FACTS_OFFICES && i == OFFICE_ALIASES))
            return "a column that it needs is empty";
    return NULL;
}

dossier_status facts_read(const char *file, slice bytes, bool listed,
                          bool (*take)(const facts_row *row, void *ctx), facts_complaint complain,
                          void *ctx, const char **reason)
{
    static const char mark[] = "\xEF\xBB\xBF";
    header h = {.columns = 0};
    facts_row row = {.file = file, .listed = listed};
    slice line;
    if (slice_starts_with(bytes, SLICE(mark)))
        bytes = (slice){bytes.data + sizeof mark - 1, bytes.len - (sizeof mark - 1)};
    while (next_line(&bytes, &line)) {
        row.line++;
        if (!slice_trim(line).len || line.data[0] == '#')
            continue;
        if (!h.columns) {
            if (!read_header(line, &h)) {
                *reason = "its first line does not name the columns of a gazetteer table";
                return DOSSIER_INVALID;
            }
            row.table = h.table;
            continue;
        }
        const char *bad = read_row(&h, line, &row);
        if (bad && complain)
            complain(file, row.line, bad, ctx);
        if (!bad && !take(&row, ctx))
            return DOSSIER_NO_MEMORY;
    }
    if (!h.columns) {
        *reason = "it is empty";
        return DOSSIER_INVALID;
    }
    return DOSSIER_OK;
}

bool facts_next(slice *cell, slice *value)
{
    while (cell->len) {
        const char *end = memchr(cell->data, ';', cell->len);
        size_t len = end ? (size_t)(end - cell->data) : cell->len;
        size_t taken = end ? len + 1 : len;
        *value = slice_trim((slice){cell->data, len});
        *cell = (slice){cell->data + taken, cell->len - taken};
        if (value->len)
            return true;
    }
    return false;
}

static bool digits(slice *rest, size_t n, date *out)
{
    *out = 0;
    if (rest->len < n)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (rest->data[i] < '0' || rest->data[i] > '9')
            return false;
        *out = *out * 10 + (date)(rest->data[i] - '0');
    }
    *rest = (slice){rest->data + n, rest->len - n};
    return true;
}

static bool dash(slice *rest)
{
    if (!rest->len || rest->data[0] != '-')
        return false;
    *rest = (slice){rest->data + 1, rest->len - 1};
    return true;
}

bool facts_date(slice cell, date *out)
{
    date year, month = 0, day = 0;
    *out = 0;
    if (!cell.len)
        return true;
    if (!digits(&cell, 4, &year))
        return false;
    if (cell.len && !(dash(&cell) && digits(&cell, 2, &month) && month >= 1 && month <= 12))
        return false;
    if (cell.len && !(dash(&cell) && digits(&cell, 2, &day) && day >= 1 && day <= 31))
        return false;
    if (cell.len || !year)
        return false;
    *out = year * 10000 + month * 100 + day;
    return true;
}
