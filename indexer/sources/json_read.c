/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * json_read: the documents in a JSON file.
 *
 * A record's name inside the file is its own id, else the line it starts on ("L12") in JSON lines,
 * else its number ("3") in an array or wrapper. A file that is one object is that document, without
 * a member name.
 *
 * A record that can't be read costs itself. After BAD_RUN of them in a row the file is taken for
 * something else and the rest is passed over.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "indexer/json.h"
#include "indexer/sources/json_fields.h"
#include "indexer/sources/json_mend.h"
#include "indexer/sources/json_stream.h"
#include "indexer/sources/json_values.h"
#include "indexer/sources/markup.h"
#include "indexer/sources/reader.h"
#include "indexer/sources/reason.h"
#include "text/charset.h"
#include "text/utf8.h"

enum { BAD_RUN = 1000, ID_MAX = 200, VALUES_MAX = 2000000 };

typedef struct job {
    source_reader *r;
    json_stream stream;
    uint64_t records; /* cut so far */
    uint64_t good;    /* documents handed out */
    unsigned bad_run;
    bool one_document; /* the file is a single object */
} job;

/* The place of a record in its file, for names and reasons. */
typedef struct place {
    uint64_t line;
    char name[48]; /* when the record has no id */
} place;

/* Puts "OUTER#NAME", "OUTER" or "NAME" into r->member, unlike any before. */
static dossier_status name_member(source_reader *r, slice name)
{
    buf *member = &r->member;
    buf_clear(member);
    buf_append_slice(member, buf_slice(&r->outer));
    if (r->outer.len > 0 && name.len > 0)
        buf_push(member, '#');
    buf_append_slice(member, name);
    return member->len > 0 || member->failed ? reader_claim_member(r) : DOSSIER_OK;
}

/* An id as a name: at most ID_MAX bytes of it, control characters as '_'. */
static slice clean_id(slice id, char out[ID_MAX])
{
    size_t len = id.len <= ID_MAX ? id.len : utf8_floor(id.data, id.len, ID_MAX);
    for (size_t i = 0; i < len; i++)
        out[i] = (unsigned char)id.data[i] < 0x20 || id.data[i] == 0x7F ? '_' : id.data[i];
    return (slice){out, len};
}

static dossier_status fail_record(job *j, const place *where, const char *reason)
{
    slice name = j->one_document ? (slice){0} : slice_of(where->name);
    dossier_status status = name_member(j->r, name);
    j->bad_run++;
    if (status == DOSSIER_OK)
        status = reader_fail(j->r, buf_slice(&j->r->member), "line %" PRIu64 ": %s", where->line,
                             reason);
    return status;
}

/* The text of a record: its own, else HTML, else a summary, else the title. */
static slice choose_text(const json_record *found, slice title, json_scratch *s, bool *html)
{
    static const json_field order[] = {JSON_TEXT, JSON_HTML, JSON_LEAD};
    *html = false;
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        slice text = json_value_body(found->field[order[i]], s);
        if (text.len == 0)
            continue;
        *html = markup_is_html(text);
        return text;
    }
    return title;
}

static void fill_hints(const json_record *found, json_scratch *s, article_hints *hints)
{
    hints->title = json_value_line(found->field[JSON_TITLE], s);
    hints->author = json_value_people(found->field[JSON_AUTHOR], s);
    hints->outlet = json_value_line(found->field[JSON_OUTLET], s);
    hints->url = json_value_line(found->field[JSON_URL], s);
    hints->id = json_value_line(found->field[JSON_ID], s);
    hints->language = json_value_language(found->field[JSON_LANGUAGE], s);
    hints->kind = json_value_kind(found->field[JSON_KIND], s);
    hints->published = json_value_date(found->field[JSON_PUBLISHED]);
    hints->updated = json_value_date(found->field[JSON_UPDATED]);
    hints->charset_declared = SLICE("UTF-8");
}

static dossier_status emit_object(job *j, const json_value *object, const place *where)
{
    source_reader *r = j->r;
    json_record found;
    json_scratch scratch = {&r->memory, &r->decoded, false};
    source_document document = {0};
    char id[ID_MAX];
    bool html = false;
    arena_clear(&r->memory);
    json_record_read(object, &found);
    fill_hints(&found, &scratch, &document.hints);
    document.bytes = choose_text(&found, document.hints.title, &scratch, &html);
    document.hints.format = html ? ARTICLE_HTML : ARTICLE_TEXT;
    if (scratch.failed)
        return DOSSIER_NO_MEMORY;
    if (document.bytes.len == 0)
        return fail_record(j, where, "no text in it, under no name such as text, body or content");
    slice name =
        document.hints.id.len > 0 ? clean_id(document.hints.id, id) : slice_of(where->name);
    dossier_status status = name_member(r, j->one_document ? (slice){0} : name);
    if (status != DOSSIER_OK)
        return status;
    document.member = buf_slice(&r->member);
    j->good++;
    j->bad_run = 0;
    return reader_emit(r, &document);
}

static const char *describe(const json_value *value)
{
    switch (json_kind_of(value)) {
    case JSON_KIND_ARRAY:
        return "an array, not an object with named fields";
    case JSON_KIND_STRING:
        return "a string, not an object with named fields";
    case JSON_KIND_INTEGER:
    case JSON_KIND_REAL:
        return "a number, not an object with named fields";
    default:
        return "not an object with named fields";
    }
}

static dossier_status emit_wrapped(job *j, const json_value *array, const place *where, bool whole)
{
    dossier_status status = DOSSIER_OK;
    for (size_t i = 0; i < json_length(array) && status == DOSSIER_OK; i++) {
        place inside = {.line = where->line};
        snprintf(inside.name, sizeof inside.name, "%.24s%s%zu", whole ? "" : where->name,
                 whole ? "" : ".", i + 1);
        const json_value *item = json_item(array, i);
        status = json_kind_of(item) == JSON_KIND_OBJECT ? emit_object(j, item, &inside)
                                                        : fail_record(j, &inside, describe(item));
    }
    return status;
}

static dossier_status emit_value(job *j, const json_value *root, const place *where, bool whole)
{
    if (json_kind_of(root) != JSON_KIND_OBJECT) {
        j->one_document = whole;
        return fail_record(j, where, describe(root));
    }
    const json_value *array = json_wrapped(root);
    if (array)
        return emit_wrapped(j, array, where, whole);
    j->one_document = whole;
    return emit_object(j, root, where);
}

/* Arrays and objects take far more memory parsed than written; a record of brackets is a bomb. */
static bool has_too_many_values(slice text)
{
    size_t marks = 0;
    if (text.len <= VALUES_MAX)
        return false;
    for (size_t i = 0; i < text.len; i++)
        marks += text.data[i] == ',' || text.data[i] == '[' || text.data[i] == '{';
    return marks > VALUES_MAX;
}

/* Parses a record; one that is no UTF-8 is decoded first, one that the parser refuses is mended. */
static dossier_status parse_record(source_reader *r, slice text, json_value **root,
                                   json_problem *problem)
{
    if (!utf8_is_valid(text.data, text.len)) {
        charset_result charset;
        buf_clear(&r->decoded);
        dossier_status decoded = charset_decode(text, &(charset_options){0}, &r->decoded, &charset);
        if (decoded != DOSSIER_OK)
            return decoded == DOSSIER_TOO_LARGE ? DOSSIER_NO_MEMORY : decoded;
        text = buf_slice(&r->decoded);
    }
    dossier_status status = json_parse(text, root, problem);
    if (status != DOSSIER_BAD_DOCUMENT)
        return status;
    buf_clear(&r->body);
    if (json_mend(text, &r->body) && !r->body.failed)
        status = json_parse(buf_slice(&r->body), root, problem);
    return status;
}

static dossier_status read_record(job *j, slice text, place *where)
{
    json_value *root = NULL;
    json_problem problem = {.line = 1};
    bool whole = false;
    if (has_too_many_values(text))
        return fail_record(j, where, "too many values in one record");
    dossier_status status = parse_record(j->r, text, &root, &problem);
    if (j->records == 1 && j->stream.layout == JSON_VALUES)
        whole = json_stream_is_done(&j->stream);
    if (status == DOSSIER_OK) {
        status = emit_value(j, root, where, whole);
    } else if (status == DOSSIER_BAD_DOCUMENT) {
        j->one_document = whole;
        where->line += problem.line > 0 ? problem.line - 1 : 0;
        status = fail_record(j, where, problem.text);
    }
    json_free(root);
    return status;
}

/* The end of a file that could not be read to its end. Without a document before it, it is a
 * failure of the file. */
static dossier_status fail_rest(job *j, const char *reason)
{
    slice outer = buf_slice(&j->r->outer);
    if (j->good == 0)
        return reader_fail(j->r, outer, "%s", reason);
    return reader_fail(j->r, outer,
                       "%s, at line %" PRIu64 "; the rest after document %" PRIu64 " is lost",
                       reason, j->stream.line, j->good);
}

static const char *reason_of_cut(const job *j, json_cut cut)
{
    switch (cut) {
    case JSON_CUT_BROKEN:
        return j->stream.source->reason;
    case JSON_CUT_EARLY:
        return "the JSON ends early";
    default:
        return j->stream.layout == JSON_ITEMS ? "',' or ']' expected in the JSON"
                                              : "not JSON at this place";
    }
}

static dossier_status read_records(job *j)
{
    dossier_status status = DOSSIER_OK;
    char size[32];
    char too_large[96];
    snprintf(too_large, sizeof too_large, "larger than the limit of %s%s",
             reason_size(j->r->limits.document_bytes, size),
             j->stream.layout == JSON_VALUES ? "; save it as JSON lines" : "");
    while (status == DOSSIER_OK && j->bad_run < BAD_RUN) {
        slice text;
        place where = {0};
        json_cut cut = json_stream_next(&j->stream, &text, &where.line);
        bool lines = j->stream.layout == JSON_LINES;
        j->records++;
        snprintf(where.name, sizeof where.name, "%s%" PRIu64, lines ? "L" : "",
                 lines ? where.line : j->records);
        if (cut == JSON_CUT_RECORD)
            status = read_record(j, text, &where);
        else if (cut == JSON_CUT_TOO_LARGE)
            status = fail_record(j, &where, too_large);
        else if (cut == JSON_CUT_NO_MEMORY)
            status = DOSSIER_NO_MEMORY;
        else if (cut == JSON_CUT_END)
            return j->records > 1 || j->stream.inside ? DOSSIER_OK
                                                      : fail_rest(j, "the file is empty");
        else
            return fail_rest(j, reason_of_cut(j, cut));
    }
    if (status == DOSSIER_OK)
        status = fail_rest(j, "a thousand records in a row can't be read");
    return status;
}

/* A feed of bytes that are all there. */
static ptrdiff_t pull_text(void *from, char *to, size_t cap)
{
    slice *rest = from;
    size_t len = rest->len < cap ? rest->len : cap;
    if (len > 0)
        memcpy(to, rest->data, len);
    *rest = (slice){rest->data + len, rest->len - len};
    return (ptrdiff_t)len;
}

/* UTF-16, as some programs under Windows save JSON, is decoded whole before it is cut. */
static dossier_status read_utf16(job *j, bool lines)
{
    source_reader *r = j->r;
    charset_result charset;
    char size[32];
    slice bytes = json_stream_gather(&j->stream);
    if (j->stream.no_memory)
        return DOSSIER_NO_MEMORY;
    if (j->stream.broken)
        return fail_rest(j, j->stream.source->reason);
    if (bytes.len > r->limits.document_bytes)
        return reader_fail(r, buf_slice(&r->outer), "larger than the limit of %s",
                           reason_size(r->limits.document_bytes, size));
    buf text = BUF_INIT(r->decoded.max);
    dossier_status status = charset_decode(bytes, &(charset_options){0}, &text, &charset);
    if (status == DOSSIER_OK) {
        slice rest = buf_slice(&text);
        feed decoded = {pull_text, &rest, ""};
        json_stream_start(&j->stream, &decoded, &r->window, (size_t)r->limits.document_bytes,
                          lines);
        status = read_records(j);
    }
    buf_free(&text);
    return status == DOSSIER_TOO_LARGE ? DOSSIER_NO_MEMORY : status;
}

dossier_status json_read(source_reader *r, feed *bytes, bool lines)
{
    job j = {.r = r};
    json_stream_start(&j.stream, bytes, &r->window, (size_t)r->limits.document_bytes, lines);
    dossier_status status =
        json_stream_is_utf16(&j.stream) ? read_utf16(&j, lines) : read_records(&j);
    buf *const buffers[] = {&r->window, &r->body, &r->decoded};
    for (size_t i = 0; i < sizeof buffers / sizeof buffers[0]; i++)
        if (buffers[i]->cap > READER_KEEP)
            buf_free(buffers[i]);
    if (r->memory.total > READER_KEEP)
        arena_free(&r->memory);
    return status;
}
