/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "listing.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void add_hint(buf *out, const char *name, slice value)
{
    if (value.len > 0)
        buf_printf(out, "|%s=%.*s", name, (int)value.len, value.data);
}

static void add_hints(buf *out, const article_hints *hints)
{
    static const char *const formats[] = {"text", "markdown", "html"};
    if (hints->format != ARTICLE_TEXT)
        buf_printf(out, "|%s", formats[hints->format]);
    add_hint(out, "title", hints->title);
    add_hint(out, "author", hints->author);
    add_hint(out, "outlet", hints->outlet);
    add_hint(out, "url", hints->url);
    add_hint(out, "id", hints->id);
    add_hint(out, "kind", hints->kind);
    add_hint(out, "language", hints->language);
    if (hints->published)
        buf_printf(out, "|published=%u", (unsigned)hints->published);
    if (hints->updated)
        buf_printf(out, "|updated=%u", (unsigned)hints->updated);
}

static bool note(const source_document *document, void *ctx)
{
    listing *l = ctx;
    buf_append_slice(&l->lines, document->member);
    if (document->failure.len > 0) {
        assert_int_equal(document->bytes.len, 0);
        buf_push(&l->lines, '!');
        buf_append_slice(&l->lines, document->failure);
        l->failures++;
    } else {
        buf_push(&l->lines, '|');
        buf_append_slice(&l->lines, document->bytes);
        if (l->with_hints)
            add_hints(&l->lines, &document->hints);
        l->documents++;
    }
    buf_push(&l->lines, '\n');
    return l->stop_after == 0 || l->documents + l->failures < l->stop_after;
}

listing listing_of(const char *path, const source_limits *limits, bool with_hints)
{
    listing l = {.lines = BUF_INIT((size_t)1 << 30), .with_hints = with_hints};
    source_reader *reader;
    uint64_t again = 0;
    assert_int_equal(source_reader_create(limits, &reader), DOSSIER_OK);
    l.status = source_read(reader, path, note, &l, &l.hash);
    if (source_hash(reader, path, &again) == DOSSIER_OK)
        assert_true(again == l.hash);
    else
        assert_true(l.hash == 0);
    source_reader_free(reader);
    assert_non_null(buf_string(&l.lines));
    return l;
}

static void expect(const char *path, const source_limits *limits, bool with_hints,
                   const char *expected)
{
    listing l = listing_of(path, limits, with_hints);
    assert_int_equal(l.status, DOSSIER_OK);
    assert_string_equal(l.lines.data, expected);
    buf_free(&l.lines);
}

void expect_listing(const char *path, const source_limits *limits, const char *expected)
{
    expect(path, limits, false, expected);
}

void expect_hinted(const char *path, const char *expected)
{
    expect(path, NULL, true, expected);
}
