/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int reading_set_up(void **state)
{
    reading *rd = calloc(1, sizeof *rd);
    assert_non_null(rd);
    assert_int_equal(article_reader_create(&rd->reader), DOSSIER_OK);
    record_init(&rd->r);
    *state = rd;
    return 0;
}

int reading_tear_down(void **state)
{
    reading *rd = *state;
    article_reader_free(rd->reader);
    record_free(&rd->r);
    free(rd);
    return 0;
}

static bool is_blank(slice text, size_t i)
{
    unsigned char c = (unsigned char)text.data[i];
    return c <= ' ' || c == 0xC2 || c == 0xA0 || c == 0xE2 || c == 0x80 || c == 0x8B;
}

/* The promise of record.h: segments in order, none overlapping, only white space outside them. */
static void check_segments(const record *r)
{
    size_t at = 0;
    for (size_t i = 0; i < r->n_segments; i++) {
        const record_segment *s = &r->segments[i];
        assert_true(s->offset >= at);
        assert_true(s->length > 0);
        assert_true((size_t)s->offset + s->length <= r->text.len);
        for (; at < s->offset; at++)
            assert_true(is_blank(r->text, at));
        at = s->offset + s->length;
        assert_true(s->role == RECORD_DROPPED ? s->reason != RECORD_KEPT
                                              : s->reason == RECORD_KEPT);
    }
    for (; at < r->text.len; at++)
        assert_true(is_blank(r->text, at));
    for (size_t i = 1; i < r->n_sections; i++)
        assert_true(r->sections[i].offset >= r->sections[i - 1].offset);
}

const record *reading_with(reading *rd, const article_hints *hints, slice text)
{
    dossier_status status = article_read(rd->reader, text, hints, &rd->r, &rd->reason);
    if (status != DOSSIER_OK)
        fail_msg("status %d: %s", status, rd->reason ? rd->reason : "");
    check_segments(&rd->r);
    return &rd->r;
}

const record *reading_of(reading *rd, article_format format, const char *text)
{
    article_hints hints = {.format = format};
    return reading_with(rd, &hints, slice_of(text));
}

dossier_status reading_try(reading *rd, article_format format, slice bytes)
{
    article_hints hints = {.format = format};
    return article_read(rd->reader, bytes, &hints, &rd->r, &rd->reason);
}

static const record_segment *segment_with(const record *r, const char *words)
{
    const char *found = memmem(r->text.data, r->text.len, words, strlen(words));
    if (!found)
        fail_msg("\"%s\" is not in the text", words);
    size_t at = (size_t)(found - r->text.data);
    for (size_t i = 0; i < r->n_segments; i++) {
        const record_segment *s = &r->segments[i];
        if (at >= s->offset && at < (size_t)s->offset + s->length)
            return s;
    }
    fail_msg("\"%s\" is in no segment", words);
    return NULL;
}

void expect_role(const record *r, const char *words, record_role role)
{
    const record_segment *s = segment_with(r, words);
    if (s->role != role)
        fail_msg("\"%s\" is %s (%s), not %s", words, record_role_name(s->role),
                 record_reason_name(s->reason), record_role_name(role));
}

void expect_dropped(const record *r, const char *words, record_reason reason)
{
    expect_role(r, words, RECORD_DROPPED);
    const record_segment *s = segment_with(r, words);
    if (s->reason != reason)
        fail_msg("\"%s\" was dropped as %s, not %s", words, record_reason_name(s->reason),
                 record_reason_name(reason));
}

static void expect_text(slice got, const char *wanted, const char *what)
{
    if (!slice_equal(got, slice_of(wanted)))
        fail_msg("%s is \"%.*s\", not \"%s\"", what, (int)got.len, got.data ? got.data : "",
                 wanted);
}

void expect_field(const record *r, record_field field, const char *value)
{
    char what[32];
    snprintf(what, sizeof what, "field %d", (int)field);
    expect_text(r->field[field], value, what);
}

static void join(buf *out, slice s)
{
    if (out->len > 0)
        buf_append(out, "; ", 2);
    buf_append_slice(out, s);
}

void expect_bylines(const record *r, const char *names)
{
    buf out = BUF_INIT(65536);
    for (size_t i = 0; i < r->n_bylines; i++)
        join(&out, r->bylines[i]);
    expect_text(buf_slice(&out), names, "the byline");
    buf_free(&out);
}

void expect_sections(const record *r, const char *labels)
{
    buf out = BUF_INIT(65536);
    for (size_t i = 0; i < r->n_sections; i++)
        join(&out, r->sections[i].label);
    expect_text(buf_slice(&out), labels, "the list of sections");
    buf_free(&out);
}

void expect_guess(const record *r, const char *words)
{
    slice guesses = r->field[RECORD_GUESSES];
    if (!guesses.data || !memmem(guesses.data, guesses.len, words, strlen(words)))
        fail_msg("\"%s\" is not among the guesses: %.*s", words, (int)guesses.len,
                 guesses.data ? guesses.data : "");
}

const char *text_of_role(const record *r, record_role role)
{
    static char text[1 << 16];
    size_t len = 0;
    for (size_t i = 0; i < r->n_segments; i++) {
        const record_segment *s = &r->segments[i];
        if (s->role != role || len + s->length + 2 > sizeof text)
            continue;
        if (len > 0)
            text[len++] = ' ';
        memcpy(text + len, r->text.data + s->offset, s->length);
        len += s->length;
    }
    text[len] = '\0';
    return text;
}
