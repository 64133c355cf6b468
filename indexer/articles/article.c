/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/article.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/articles/byline.h"
#include "indexer/articles/html.h"
#include "indexer/articles/kind.h"
#include "indexer/articles/language.h"
#include "indexer/articles/markdown.h"
#include "indexer/articles/page.h"
#include "indexer/articles/plain.h"
#include "indexer/articles/proposal.h"
#include "indexer/articles/stamp.h"
#include "text/charset.h"

#define MAX_TEXT ((size_t)1 << 30)

struct article_reader {
    buf text; /* decoded */
    page page;
    proposal sections;
    html_doc html;
};

dossier_status article_reader_create(article_reader **out)
{
    article_reader *reader = calloc(1, sizeof *reader);
    *out = reader;
    if (!reader)
        return DOSSIER_NO_MEMORY;
    reader->text = BUF_INIT(MAX_TEXT);
    html_init();
    return DOSSIER_OK;
}

void article_reader_free(article_reader *reader)
{
    if (!reader)
        return;
    buf_free(&reader->text);
    page_free(&reader->page);
    proposal_free(&reader->sections);
    html_doc_free(&reader->html);
    free(reader);
}

/* Formats that hold no text of their own, whatever their name says. */
static bool has_binary_mark(slice bytes)
{
    static const slice marks[] = {
        {"%PDF-", 5},
        {"PK\3\4", 4},
        {"\x89PNG", 4},
        {"\xFF\xD8\xFF", 3},
        {"GIF8", 4},
        {"\x7F"
         "ELF",
         4},
        {"\x1F\x8B", 2},
        {"Rar!", 4},
        {"7z\xBC\xAF", 4},
        {"\xFD"
         "7zXZ",
         5},
        {"BZh", 3},
        {"OggS", 4},
        {"RIFF", 4},
        {"\xD0\xCF\x11\xE0", 4},
        {"SQLite format", 13},
        {"\x28\xB5\x2F\xFD", 4},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (slice_starts_with(bytes, marks[i]))
            return true;
    }
    return false;
}

/* After decoding: a NUL now and then is a blemish; many, or one control in ten, is no text. Looks
 * at the first and last bytes, and at all of them if there is a NUL anywhere. */
static bool is_binary(slice text)
{
    size_t edge = text.len > 0 && memchr(text.data, '\0', text.len) ? text.len : 4096;
    size_t nuls = 0;
    size_t controls = 0;
    size_t seen = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (i == edge && text.len > 2 * edge)
            i = text.len - edge;
        unsigned char c = (unsigned char)text.data[i];
        nuls += c == 0;
        controls += (c < 32 && c != '\n' && c != '\r' && c != '\t' && c != '\f') || c == 127;
        seen++;
    }
    return nuls * 1000 > seen || controls * 10 > seen;
}

static void take_hints(page *p)
{
    const article_hints *h = p->hints;
    if (h->title.len > 0)
        p->title = page_squeeze(p, h->title);
    p->outlet = h->outlet;
    p->url = h->url;
    p->id = h->id;
    if (stamp_is_credible(h->published))
        p->published = h->published;
    else if (h->published != 0)
        page_guess(p, "a date in the future passed over");
    if (stamp_is_credible(h->updated))
        p->updated = h->updated;
    if (h->author.len > 0) {
        byline_read_given(p, h->author);
        p->byline_given = p->n_bylines > 0;
    }
}

static void take_language(page *p)
{
    char scratch[4];
    slice code =
        language_of_tag(p->hints->language.len > 0 ? p->hints->language : p->language, scratch);
    slice guess = {0};
    size_t from = p->body < p->n_lines ? p->lines[p->body].offset : 0;
    if (p->hints->language.len == 0 || code.len == 0)
        guess = language_guess((slice){p->text.data + from, p->text.len - from});
    if (code.len > 0) {
        /* a page may be built from a template in another language: its own words win */
        p->language =
            guess.len > 0 && !slice_equal(guess, code) ? guess : arena_copy(&p->memory, code);
        return;
    }
    p->language = guess.len > 0 ? guess : SLICE("en");
    if (guess.len == 0)
        page_guess(p, "language assumed");
}

static void take_path_date(page *p)
{
    if (p->published != 0)
        return;
    p->published = stamp_of_path(p->url);
    if (p->published != 0) {
        page_guess(p, "date from the address");
        return;
    }
    p->published = stamp_of_path(p->hints->path);
    date titled = 0;
    if (p->published % 10000 == 0 && date_find(p->title, &titled, NULL) && titled % 100 != 0 &&
        titled / 10000 == p->published / 10000) {
        p->published = titled;
        page_guess(p, "date from the title and the file name");
        return;
    }
    if (p->published != 0)
        page_guess(p, p->published % 10000 == 0 ? "year from the file name"
                                                : "date from the file name");
}

/* As a last resort: the file's own name. */
static void take_path_title(page *p)
{
    slice path = p->hints->path;
    if (p->title.len > 0)
        return;
    const char *slash = path.len > 0 ? memrchr(path.data, '/', path.len) : NULL;
    size_t from = slash ? (size_t)(slash + 1 - path.data) : 0;
    p->title = from < path.len ? (slice){path.data + from, path.len - from} : SLICE("untitled");
    page_guess(p, "title from the file name");
}

static void note_charset(page *p, const charset_result *charset)
{
    char note[96];
    if (charset->source == CHARSET_DETECTED)
        snprintf(note, sizeof note, "charset detected (%s, %d %%)", charset->name,
                 charset->confidence);
    else if (charset->source == CHARSET_FALLBACK)
        snprintf(note, sizeof note, "charset assumed (%s)", charset->name);
    else
        return;
    page_guess(p, note);
}

static bool keeps_sections(const page *p, const proposal *sections)
{
    bool report = slice_equal(p->kind, SLICE("article")) || slice_equal(p->kind, SLICE("release"));
    return sections->n > 0 && (!report || sections->worded >= 2 || sections->roman >= 2);
}

static dossier_status finish(article_reader *reader, const charset_result *charset, record *r)
{
    page *p = &reader->page;
    dossier_status status = proposal_read(p, &reader->sections);
    if (status != DOSSIER_OK)
        return status;
    take_path_date(p);
    take_path_title(p);
    kind_read(p, &reader->sections);
    take_language(p);
    note_charset(p, charset);
    status = page_emit(p, r);
    if (status == DOSSIER_OK && keeps_sections(p, &reader->sections))
        status = proposal_store(&reader->sections, r);
    if (status == DOSSIER_OK)
        status = record_set(r, RECORD_CHARSET, slice_of(charset->name));
    r->text = arena_copy(&r->memory, p->text);
    r->replaced = charset->replaced < UINT32_MAX ? (uint32_t)charset->replaced : UINT32_MAX;
    return r->text.data ? status : DOSSIER_NO_MEMORY;
}

/* The HTML parser takes a NUL for the end. */
static void blank_nuls(buf *text)
{
    for (size_t at = 0; at < text->len; at++) {
        char *nul = memchr(text->data + at, '\0', text->len - at);
        if (!nul)
            break;
        *nul = ' ';
        at = (size_t)(nul - text->data);
    }
}

/* Reads the decoded text by its format. */
static dossier_status read_format(article_reader *reader, article_format format,
                                  const char **reason)
{
    page *p = &reader->page;
    dossier_status status = DOSSIER_OK;
    if (format == ARTICLE_HTML) {
        blank_nuls(&reader->text);
        status = html_read(&reader->html, p, buf_slice(&reader->text));
        *reason = "a tag with too many attributes";
    } else if (format == ARTICLE_MARKDOWN) {
        markdown_read(p, buf_slice(&reader->text));
    } else {
        plain_read(p, buf_slice(&reader->text));
    }
    if (status == DOSSIER_OK && p->failed)
        status = DOSSIER_NO_MEMORY;
    if (status == DOSSIER_OK && p->n_lines == 0) {
        *reason = "no text";
        status = DOSSIER_BAD_DOCUMENT;
    }
    return status;
}

static dossier_status decode(article_reader *reader, slice bytes, charset_result *charset)
{
    const article_hints *hints = reader->page.hints;
    charset_options options = {hints->charset_declared, hints->charset_fallback};
    if (options.declared.len == 0 && hints->format == ARTICLE_HTML)
        options.declared = charset_declared_in_html(bytes);
    return charset_decode(bytes, &options, &reader->text, charset);
}

dossier_status article_read(article_reader *reader, slice bytes, const article_hints *hints,
                            record *r, const char **reason)
{
    static const char *const formats[] = {"text", "markdown", "html"};
    charset_result charset = {0};
    record_clear(r);
    buf_clear(&reader->text);
    page_clear(&reader->page, hints);
    *reason = "binary data";
    if (has_binary_mark(bytes))
        return DOSSIER_BAD_DOCUMENT;
    dossier_status status = decode(reader, bytes, &charset);
    if (status != DOSSIER_OK)
        return status;
    if (is_binary(buf_slice(&reader->text)))
        return DOSSIER_BAD_DOCUMENT;
    take_hints(&reader->page);
    status = read_format(reader, hints->format, reason);
    if (status == DOSSIER_OK)
        status = finish(reader, &charset, r);
    if (status != DOSSIER_OK)
        return status;
    r->space = hints->format == ARTICLE_HTML ? RECORD_EXTRACTED : RECORD_SOURCE;
    r->verbatim = charset.verbatim && r->space == RECORD_SOURCE;
    *reason = NULL;
    return record_set(r, RECORD_FORMAT, slice_of(formats[hints->format]));
}

article_format article_format_of(slice path, slice bytes)
{
    static const struct {
        const char *suffix;
        article_format format;
    } suffixes[] = {
        {".html", ARTICLE_HTML},      {".htm", ARTICLE_HTML},    {".xhtml", ARTICLE_HTML},
        {".shtml", ARTICLE_HTML},     {".md", ARTICLE_MARKDOWN}, {".markdown", ARTICLE_MARKDOWN},
        {".mdown", ARTICLE_MARKDOWN}, {".txt", ARTICLE_TEXT},    {".text", ARTICLE_TEXT}};
    static const char *const packed[] = {".gz", ".bz2", ".xz", ".zst", ".Z"};
    static const char *const marks[] = {"<!doctype html", "<html", "<head", "<body", "<article"};
    for (size_t i = 0; i < sizeof packed / sizeof packed[0]; i++) {
        slice suffix = slice_of(packed[i]);
        if (path.len > suffix.len &&
            slice_equal_nocase((slice){path.data + path.len - suffix.len, suffix.len}, suffix)) {
            path.len -= suffix.len;
            break;
        }
    }
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        slice suffix = slice_of(suffixes[i].suffix);
        if (path.len > suffix.len &&
            slice_equal_nocase((slice){path.data + path.len - suffix.len, suffix.len}, suffix))
            return suffixes[i].format;
    }
    slice head = {bytes.data, bytes.len < 1024 ? bytes.len : 1024};
    if (slice_starts_with(head, SLICE("\xEF\xBB\xBF")))
        head = (slice){head.data + 3, head.len - 3};
    head = slice_trim(head);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        slice mark = slice_of(marks[i]);
        if (head.len >= mark.len && slice_equal_nocase((slice){head.data, mark.len}, mark))
            return ARTICLE_HTML;
    }
    return ARTICLE_TEXT;
}
